"""Cut a text into words and sentences, and join the halves of words that a line end parts."""

from __future__ import annotations

import re

from nortext.channel.rules import Channel
from nortext.document import AFTER_GAP, AT_ITEM, Document, Slot
from nortext.language import lexicon
from nortext.language.lexicon import UNKNOWN
from nortext.models import Models
from nortext.search.gaps import with_gaps
from nortext.text.tokens import COMMA, END, KEPT, NUMBER, PARTED, WORD, Token, tokenize

__all__ = ["find_words"]

WHOLE = frozenset([WORD, NUMBER, KEPT])
"""Tokens that are one word each."""

ROW = 400  # characters of a row at the most: between two bars of a table

BULLETS = frozenset("e¢")
"""What a list's bullet is read as."""

FEW_GAPS = 2_000  # characters on which two spaces come once at the most, unless they are layout

GLUED = (".", ",", ";", ":", "!", "?", "»", "”", ")")
"""Marks behind which a lone digit, without a space, is a footnote's."""

_LINE_END = re.compile(r"[\r\n]")
_LETTER_FOLLOWS = re.compile(r"[^\S\r\n]{0,3}(?:\r\n?|\n)?[^\S\r\n]{0,3}([^\W\d_])")
_INITIALS = re.compile(r"[A-ZÆØÅ]{1,4}&[A-ZÆØÅ]{1,4}")
SENTENCE_ENDS = (".", "!", "?")

SUSPENDED = frozenset(["og", "eller", "samt", "men", "til"])
"""Words behind a hyphen at a line's end that show the hyphen to be part of the text: `lærings-` / `og utviklingsteam`."""


def find_words(document: Document, models: Models, protect: frozenset[str]) -> None:
    """Fill in `document.slots` and `document.words`.

    Args:
        document: the text.
        models: asked which marks stand for letters.
        protect: words never to touch, in lower case.
    """
    text, slots, word_of = with_gaps(document, models), document.slots, document.word
    has_gaps = 0 < text.count("  ") <= 1 + len(text) / FEW_GAPS
    passages = iter(document.passages)
    passage = next(passages)
    channel = passage.channel
    loses, end_of_passage = channel.facts.loses, passage.end
    starts, before = True, 0
    for token in tokenize(text):
        kind, word, start, end = token
        while start >= end_of_passage:
            passage = next(passages)
            channel = passage.channel
            loses, end_of_passage = channel.facts.loses, passage.end
        if kind in WHOLE:
            place, fixed = 0, kind == KEPT
            if end - start == 1:
                fixed = fixed or _is_mark(text, token)
                if word in BULLETS and _is_item(text, token):
                    place = AT_ITEM
            elif "&" in word:
                fixed = fixed or _INITIALS.fullmatch(word) is not None
            if protect:
                fixed = fixed or word.lower() in protect
            if loses:
                place = AFTER_GAP if _is_loss(text, token) else 0
                starts = starts or (place == AFTER_GAP and text[max(0, start - 4) : start].rstrip()[-1:] in SENTENCE_ENDS)
            elif has_gaps and text[start - 2 : start] == "  " and _is_gap(text, token):
                place = AFTER_GAP
            slots.append(Slot(word_of(word, fixed, place, channel), start, end, starts, before))
        elif kind == PARTED:
            _add_halves(document, token, channel, protect, starts, before)
        elif kind == END:
            starts, before = True, 0
            continue
        else:
            if not starts and before != lexicon.QUOTE:
                before = lexicon.COMMA if kind == COMMA else lexicon.QUOTE
            continue
        starts, before = False, 0


def _add_halves(document: Document, token: Token, channel: Channel, protect: frozenset[str], starts: bool, before: int) -> None:
    """Add a word that a line end parts, as one word where its halves make one, and otherwise as two."""
    _, text, start, end = token
    first, _, rest = text.rpartition("-")
    second = rest.lstrip()
    first_end, second_start = start + len(first), end - len(second)
    are_protected = first.lower() in protect, second.lower() in protect
    if not any(are_protected) and _is_one_word(first, second, channel):
        whole = first + second
        slot = Slot(document.word(whole, whole.lower() in protect, len(first), channel), start, end, starts, before)
        slot.seam = (first_end, second_start)
        document.slots.append(slot)
    else:
        document.slots += [
            Slot(document.word(first, are_protected[0], 0, channel), start, first_end, starts, before),
            Slot(document.word(second, are_protected[1], 0, channel), second_start, end, False, 0),
        ]


def _is_one_word(first: str, second: str, channel: Channel) -> bool:
    """Whether two halves belong together: they make a word, and the hyphen is none that would stay."""
    if not first[-1].islower() or second in SUSPENDED:
        return False
    joined = channel.known(first + second).readings
    return any(r.kind in ("word", "compound") or r.numbers[0] != UNKNOWN for r in joined if len(r.numbers) == 1)


def _is_gap(text: str, token: Token) -> bool:
    """Whether two spaces before a word are so placed that a lone å may have stood between them."""
    kind, word, start, _ = token
    before = text[start - 3 : start - 2]
    return kind == WORD and word[0].islower() and (before.isalpha() or before == ",")


def _is_loss(text: str, token: Token) -> bool:
    """Whether a lone å stood before a word, where every å left nothing: a space more than there should be, or one at a line's edge."""
    kind, word, start, _ = token
    return kind == WORD and word[0].islower() and text[start - 2 : start] in ("  ", "\n ", " \n", " ")


def _is_item(text: str, token: Token) -> bool:
    """Whether a lone character begins a line, as the bullet of a list does."""
    _, _, start, end = token
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    return text[end : end + 1] == " " and text[start - 1 : start] in ("", "\n", "\r")


def _is_mark(text: str, token: Token) -> bool:
    """Whether a lone character is what it looks like: `a)`, an initial, a footnote's digit, `&` before a name, a column's `|`."""
    _, word, start, end = token
    following = text[end : end + 1]
    if following == ")":
        return True
    if word.isupper() and following == ".":
        return True
    if word.isdigit() and text[start - 1 : start] in GLUED:
        return True
    if word == "&":
        letter = _LETTER_FOLLOWS.match(text, end)
        return letter is not None and letter[1].isupper()
    if word == "|":
        return "|" in _LINE_END.split(text[max(0, start - ROW) : start])[-1] or "|" in _LINE_END.split(text[end : end + ROW])[0]
    return False
