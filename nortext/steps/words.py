"""The step `words`: cut the text into words and sentences, each word in its channel.

Joins the halves of words that a line end parts, and finds the lone marks that are what they look
like.
"""

from __future__ import annotations

import re
from typing import ClassVar

from nortext.channel.channel import Channel
from nortext.channel.reading import is_acronym
from nortext.channel.rules import ENGLISH_OCR
from nortext.document import AFTER_GAP, AMONG_SMALL, AT_ITEM, Document, Passage, Slot
from nortext.language.lexicon import COMMA_SYMBOL, QUOTE_SYMBOL, UNKNOWN, Lexicon
from nortext.models import Models
from nortext.options import RepairOptions
from nortext.search.gaps import with_gaps
from nortext.steps.parameters import PARAMETERS
from nortext.text.alphabet import LOST
from nortext.text.hyphens import SUSPENDED
from nortext.text.tokens import (
    COMMA_TOKEN,
    END_TOKEN,
    NUMBER_TOKEN,
    PARTED_TOKEN,
    VERBATIM_TOKEN,
    WORD_TOKEN,
    Token,
    tokenize,
)

__all__ = ["FindWords"]

_WHOLE = frozenset([WORD_TOKEN, NUMBER_TOKEN, VERBATIM_TOKEN])
"""Tokens that are one word each."""

_BULLETS = frozenset("e¢")
"""What a list's bullet is read as."""

_GLUED = (".", ",", ";", ":", "!", "?", "»", "”", ")")
"""Marks behind which a lone digit, without a space, is a footnote's."""

_ABBREVIATIONS = frozenset("bl ca dr ev fr gr hr jf jfr kl kr mv nr pr st str tlf vs".split())
"""What stands before a full stop that ends no sentence."""

_SENTENCE_ENDS = (".", "!", "?")

_LINE_END = re.compile(r"[\r\n]")
_LETTER_FOLLOWS = re.compile(r"[^\S\r\n]{0,3}(?:\r\n?|\n)?[^\S\r\n]{0,3}([^\W\d_])")
_FRAGMENT = re.compile(r"(?<!\S)([b-df-hj-np-tv-xz]) ([a-zæøå]{2,})")
_WIDE_BAR = re.compile(r"\|(?:  |\t)|(?:  |\t)\|")
_SMALL_FOLLOWS = re.compile(r"\s*[a-zæøå]")
_SMALL_WORD = re.compile(r"(?<![^\W_])[a-zæøå]{2,}(?![^\W_])")
_INITIALS = re.compile(r"[A-ZÆØÅ]{1,4}&[A-ZÆØÅ]{1,4}")


class FindWords:
    """Finds the words of documents: fills in `slots` and `words`.

    Args:
        models: the word lists.
        options: how texts are repaired.
    """

    name: ClassVar[str] = "words"

    def __init__(self, models: Models, options: RepairOptions) -> None:
        self._models, self._protect = models, options.protected_words

    def __call__(self, document: Document) -> None:
        """Cut a document into words.

        Args:
            document: its passages are found; without them an English OCR model is taken to have
                read all.
        """
        if not document.passages:
            whole = Passage(0, len(document.text), self._models.channel(ENGLISH_OCR))
            document.passages = [whole]
            document.costs = {whole.channel: self._models.costs(whole.channel)}
        text = with_gaps(document, self._models)
        fragments: frozenset[int] = frozenset()
        if not any(channel.facts.loses for channel in document.channels):
            fragments = _fragments(text, self._models.lexicon)
        _Cutter(document, text, self._protect, fragments).cut()


class _Cutter:
    """Cuts one document.

    Args:
        document: the document.
        text: its text, with `GAP` for the marks that are letters.
        protect: words never to touch, in lower case.
        fragments: where parts of words begin, which are not touched either.
    """

    def __init__(
        self, document: Document, text: str, protect: frozenset[str], fragments: frozenset[int]
    ) -> None:
        self._document, self._text = document, text
        self._protect, self._fragments = protect, fragments
        self._has_gaps = 0 < text.count("  ") <= 1 + len(text) / PARAMETERS.few_gaps

    def cut(self) -> None:
        """Fill in the document's slots and words."""
        passages = iter(self._document.passages)
        passage = next(passages)
        channel, end_of_passage = passage.channel, passage.end
        starts, before = True, 0
        word_of, add_slot = self._document.word, self._document.slots.append
        is_simple = self._is_simple(channel)
        for token in tokenize(self._text):
            kind, text, start, end = token
            while start >= end_of_passage:
                passage = next(passages)
                channel, end_of_passage = passage.channel, passage.end
                is_simple = self._is_simple(channel)
            if is_simple and kind == WORD_TOKEN and self._is_plain(text, end):
                add_slot(Slot(word_of(text, False, 0, channel), start, end, starts, before))
            elif kind in _WHOLE:
                self._add(token, channel, starts, before)
            elif kind == PARTED_TOKEN:
                self._add_halves(token, channel, starts, before)
            elif kind == END_TOKEN:
                starts, before = True, 0
                continue
            else:
                if not starts and before != QUOTE_SYMBOL:
                    before = COMMA_SYMBOL if kind == COMMA_TOKEN else QUOTE_SYMBOL
                continue
            starts, before = False, 0

    def _is_plain(self, word: str, end: int) -> bool:
        """Tell whether a word is more than one letter, no abbreviation and without marks."""
        size = len(word)
        if size < 2 or "&" in word or is_acronym(word):
            return False
        return size > 3 or self._text[end : end + 1] != "."

    def _is_simple(self, channel: Channel) -> bool:
        """Tell whether words of a channel are nothing but themselves, unless they hold marks."""
        is_any_touched = self._protect or self._fragments
        return not is_any_touched and not self._has_gaps and not channel.facts.loses

    def _add(self, token: Token, channel: Channel, starts: bool, before: int) -> None:
        """Add a word that is one token."""
        kind, word, start, end = token
        text = self._text
        place, fixed = 0, kind == VERBATIM_TOKEN or start in self._fragments
        if end - start == 1:
            fixed = fixed or _is_mark(text, token)
            if word in _BULLETS and _is_item(text, token):
                place = AT_ITEM
        elif end - start <= 3 and text[end : end + 1] == "." and word.lower() in _ABBREVIATIONS:
            fixed = True
        elif word.isalpha() and is_acronym(word) and _is_among_small(text, start, end):
            place = AMONG_SMALL
        elif "&" in word:
            fixed = fixed or _INITIALS.fullmatch(word) is not None
        if self._protect:
            fixed = fixed or word.lower() in self._protect
        if channel.facts.loses:
            place = AFTER_GAP if _is_loss(text, token) else 0
            near = text[max(0, start - 4) : start].rstrip()
            starts = starts or (place == AFTER_GAP and near[-1:] in _SENTENCE_ENDS)
        elif self._has_gaps and text[start - 2 : start] == "  " and _is_gap(text, token):
            place = AFTER_GAP
        typed = self._document.word(word, fixed, place, channel)
        self._document.slots.append(Slot(typed, start, end, starts, before))

    def _add_halves(self, token: Token, channel: Channel, starts: bool, before: int) -> None:
        """Add a word that a line end parts: one where its halves make a word, otherwise two."""
        _, text, start, end = token
        first, _, rest = text.rpartition("-")
        second = rest.lstrip()
        seam = start + len(first), end - len(second)
        protect, word = self._protect, self._document.word
        slots = self._document.slots
        are_protected = first.lower() in protect, second.lower() in protect
        if not any(are_protected) and _is_one_word(first, second, channel):
            whole = first + second
            typed = word(whole, whole.lower() in protect, len(first), channel)
            slot = Slot(typed, start, end, starts, before)
            slot.seam = seam
            slots.append(slot)
        else:
            head = word(first, are_protected[0], 0, channel)
            tail = word(second, are_protected[1], 0, channel)
            slots.append(Slot(head, start, seam[0], starts, before))
            slots.append(Slot(tail, seam[1], end, False, 0))


def _fragments(text: str, lexicon: Lexicon) -> frozenset[int]:
    """Return where the parts of words begin whose lost letter left a space (`b de`, `l rere`).

    Half mended they would be worse; where they are few they are taken for something else.
    """
    found: list[int] = []
    for match in _FRAGMENT.finditer(text):
        first, rest = match[1], match[2]
        if any(lexicon.number(first + letter + rest) for letter in LOST):
            found += [match.start(1), match.start(2)]
    return frozenset(found) if len(found) >= 2 * PARAMETERS.few_fragments else frozenset()


def _is_one_word(first: str, second: str, channel: Channel) -> bool:
    """Tell whether two halves belong together.

    They do when they make a word, and the hyphen is none that would stay.
    """
    if not first[-1].islower() or second in SUSPENDED:
        return False
    return any(
        reading.kind in ("word", "compound") or reading.numbers[0] != UNKNOWN
        for reading in channel.analysis(first + second).readings
        if len(reading.numbers) == 1
    )


def _is_gap(text: str, token: Token) -> bool:
    """Tell whether two spaces before a word are so placed that a lone å may stand in them."""
    kind, word, start, _ = token
    before = text[start - 3 : start - 2]
    return kind == WORD_TOKEN and word[0].islower() and (before.isalpha() or before == ",")


def _is_loss(text: str, token: Token) -> bool:
    """Tell whether a lone å stood before a word, where every å left nothing.

    A space more than there should be shows it, or one at a line's edge.
    """
    kind, word, start, _ = token
    if kind != WORD_TOKEN or not word[0].islower():
        return False
    return text[start - 2 : start] in ("  ", "\n ", " \n", " ")


def _is_among_small(text: str, start: int, end: int) -> bool:
    """Tell whether words in small letters stand on either side of a word."""
    near = PARAMETERS.near_word
    around = text[max(0, start - near) : start], text[end : end + near]
    return any(_SMALL_WORD.search(each) for each in around)


def _is_item(text: str, token: Token) -> bool:
    """Tell whether a lone character begins a line, as the bullet of a list does."""
    _, _, start, end = token
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    return text[end : end + 1] == " " and text[start - 1 : start] in ("", "\n", "\r")


def _is_mark(text: str, token: Token) -> bool:
    """Tell whether a lone character is what it looks like.

    `a)`, an initial, a footnote's digit, `&` before a name, a column's `|`.
    """
    _, word, start, end = token
    following = text[end : end + 1]
    if following == ")" or (word.isupper() and following == "."):
        return True
    if word.isdigit() and text[start - 1 : start] in _GLUED:
        return True
    if word == "&":
        letter = _LETTER_FOLLOWS.match(text, end)
        return letter is not None and letter[1].isupper()
    return word == "|" and _is_bar(text, start)


def _is_bar(text: str, at: int) -> bool:
    """Tell whether a `|` parts the columns of a table, by their shape; else it may be an I.

    Args:
        text: the text.
        at: where the mark stands.
    """
    row = PARAMETERS.longest_row
    left = _LINE_END.split(text[max(0, at - row) : at])
    right = _LINE_END.split(text[at : at + row])
    line = left[-1] + right[0]
    bars = line.count("|")
    if bars < 2:
        return False
    if line.rstrip().endswith("|") or _WIDE_BAR.search(line):
        return True
    if any(not _SMALL_FOLLOWS.match(line, match.end()) for match in re.finditer(r"\|", line)):
        return True
    return bars in {other.count("|") for other in (*left[-2:-1], *right[1:2])}
