"""First step: undo what the characters alone tell, wrong encodings above all, so that the words can be looked at.

Each kind of damage says of a token what it was before; how much likelier that is as Norwegian than what stands there is its
evidence. Where the evidence of a kind is strong enough, alone or together, the tokens of those passages are mended; then the text is
looked at again, for what one kind has laid over another. Traces that nothing else leaves need no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nortext.characters import escapes, letterforms, mojibake
from nortext.characters.substitution import Substitution
from nortext.document import Document
from nortext.language.lexicon import UNKNOWN
from nortext.models import Models
from nortext.results import Edit, apply_edits, compose
from nortext.text.tokens import ADDRESS, tokenize
from nortext.text.viterbi import passages, strongest

__all__ = ["SUBSTITUTIONS", "Characters"]

SUBSTITUTIONS: dict[str, Substitution] = {
    kind.name: kind for module in (escapes, mojibake, letterforms) for kind in module.substitutions()
}
"""What undoes each kind of damage that the characters alone tell, in the order in which they are tried."""

NO_BREAK_SPACES = "no-break-spaces"
MOST_ROUNDS = 8  # kinds that may lie over one another or stand in one text
REMEMBERED = 20_000

# natural logarithms
SURE = 2.0  # what a trace says that hardly comes about otherwise
NO_WORDS = 0.0  # the most that a token says in which no word comes out
RARE = -12.0  # a word of three letters or fewer that is rarer than this is none
REFUTES = -6.0  # what a token that the damage would not have left says for it
LEAVE = 3.0  # what it costs that a damaged passage ends
LEAST = -3.0  # a token that is less likely mended says no less than this
LIKELY = 4.0  # a token that is not so much likelier mended stays, where characters come out that Norwegian texts hardly hold
UNLIKELY = -2.0  # a token that is so much less likely mended stays
UNLIKELY_BUT_USUAL = -12.0  # the same where it is rid of characters that Norwegian texts hardly hold
ODD = -12.0  # a character that Norwegian texts hardly hold
JOINED = -5.0  # a mark between two letters
FEW_SPACES = 3  # no-break spaces between small words that show them to be no typographer's

SPACES, LINE_ENDS = " \t\r\n\f\v", ("\r", "\n")
LONGEST_LINE = 200  # characters of a line of program code at the most
_WORD = re.compile(r"[^\W\d_¼-¾²³¹]+(?:[\u0300-\u036f]+[^\W\d_¼-¾²³¹]*)*")
_USUAL = frozenset(" .,;:!?()[]{}\"'«»–—-/\\…“”„’‘%§&*+=<>@#½€£$|_~^•©®™0123456789\n\r")
_MIXED = re.compile(r"[A-Za-zÀ-ɏ][Ͱ-ӿ]|[Ͱ-ӿ][A-Za-zÀ-ɏ]")
_JOINT = re.compile(r"(?<=[^\W\d_])[^\w\s/.'’:&@+-](?=[^\W\d_])")
_MARK = re.compile(r"[^\w\s]|[\u0080-\u009f\u0180-\u036f]")
_BETWEEN_WORDS = re.compile(f"(?<=[a-zæøå][a-zæøå,])[{letterforms.SPACES}](?=[a-zæøå]{{2}})")
_NO_BREAK = re.compile(f"[{letterforms.SPACES}]")


class Characters:
    """Undoes damage to characters.

    Args:
        models: the word lists.
        protect: words never to touch, in lower case.
        min_confidence: changes less sure than this are not made.
        only: the one kind of damage to undo, wherever it may be, or None for whatever is found.
    """

    def __init__(
        self, models: Models, protect: frozenset[str] = frozenset(), min_confidence: float = 0.0, only: str | None = None
    ) -> None:
        self._models, self._protect, self._min_confidence, self._only = models, protect, min_confidence, only
        self.plausibility = lru_cache(maxsize=REMEMBERED)(self._plausibility)

    def undo(self, document: Document) -> None:
        """Mend the characters of a document: sets its `text` and `undone`.

        Args:
            document: the text.
        """
        for edits in self._rounds(document):
            edits = [edit for edit in edits if edit.confidence >= self._min_confidence]
            document.undone = compose(document.source, document.undone, edits)
            document.text = apply_edits(document.text, edits)

    def found(self, text: str, name: str) -> list[Edit]:
        """The edits that undo one kind of damage, where there is evidence enough for it.

        Args:
            text: any text.
            name: one of `SUBSTITUTIONS`.
        """
        kind = SUBSTITUTIONS[name]
        return self._found(text, kind)[1] if kind.is_there(text) else []

    def _rounds(self, document: Document) -> Iterator[list[Edit]]:
        """The edits of one kind after the other, each of the text as the ones before left it."""
        if self._only:
            if self._only == "quoted-printable":
                yield _without_soft_breaks(document.text)
            yield self._all_of(document.text, self._only)
            return
        if self.found(document.text, "quoted-printable"):
            yield _without_soft_breaks(document.text)
        for _ in range(MOST_ROUNDS):
            text = document.text
            kinds = _there(text)
            found = [(kind.is_sure, *self._found(text, kind)) for kind in kinds if kind.evidence]
            _, _, edits = max((item for item in found if item[2]), key=lambda item: item[:2], default=(False, 0.0, []))
            if not edits:
                break
            yield edits
        for kind in kinds:
            if not kind.evidence:
                yield self._found(document.text, kind)[1]
        yield _without_no_break_spaces(document.text)

    def _all_of(self, text: str, name: str) -> list[Edit]:
        """The edits that undo one kind of damage wherever it may be."""
        if name == NO_BREAK_SPACES:
            return _spaces(text, _NO_BREAK)
        if name not in SUBSTITUTIONS:
            return []
        kind = SUBSTITUTIONS[name]
        found = []
        for start, end in _tokens(text, kind.traces):
            token = text[start:end]
            after = kind.undo(token)
            if after != token and not self._is_protected(token):
                found.append(_edit(start, token, after, 1.0, name))
        return found

    def _found(self, text: str, kind: Substitution) -> tuple[float, list[Edit]]:
        """How strong the evidence for a kind is, and the edits that undo it; none where it is too weak."""
        places: list[tuple[int, str, str]] = []
        evidence: list[float] = []
        undone: dict[str, str] = {}
        for start, end in _tokens(text, kind.traces):
            token = text[start:end]
            after = undone.get(token)
            if after is None:
                after = undone[token] = kind.undo(token)
            if after != token:
                if not _is_kept(text, start, end, kind, after) and not self._is_protected(token):
                    places.append((start, token, after))
                    value = self.plausibility(after) - self.plausibility(token) + (SURE if kind.is_sure else 0.0)
                    evidence.append(min(value, NO_WORDS) if kind.needs_words and not self._has_new_words(token, after) else value)
            elif kind.evidence and kind.refutes(token):
                places.append((start, token, token))
                evidence.append(REFUTES)
        if not kind.evidence:
            return 0.0, [_edit(*place, 1.0, kind.name) for place in places if place[1] != place[2]]
        strength = strongest(evidence)
        if strength <= kind.evidence:
            return 0.0, []
        edits = []
        inside = passages([max(value, LEAST) if value > REFUTES else value for value in evidence], kind.evidence, LEAVE, kind.evidence)
        for place, value, is_inside in zip(places, evidence, inside, strict=True):
            _, token, after = place
            least = UNLIKELY if kind.keeps_code else LIKELY if _odd_marks(after) else UNLIKELY_BUT_USUAL
            if is_inside and value > least and token != after:
                edits.append(_edit(*place, 0.9999 if value > kind.evidence else 0.999 if value > 0 else 0.95, kind.name))
        return strength, edits

    def _has_new_words(self, token: str, after: str) -> bool:
        """Whether a token has a word that is held when it is mended, and had not before."""
        words = set(map(str.lower, _WORD.findall(after))).difference(map(str.lower, _WORD.findall(token)))
        number, unigram, extra = self._models.lexicon.number, self._models.words.unigram, self._models.extra
        return any(word in extra or ((found := number(word)) and (len(word) > 3 or unigram(found) > RARE)) for word in words)

    def _is_protected(self, token: str) -> bool:
        return bool(self._protect) and any(word.lower() in self._protect for _, word, _, _ in tokenize(token))

    def _plausibility(self, token: str) -> float:
        """How likely a token is in Norwegian text.

        Args:
            token: characters without spaces.

        Returns:
            A natural logarithm, comparable between tokens that stand for the same.
        """
        number, unigram, letters = self._models.lexicon.number, self._models.words.unigram, self._models.letters
        total = ODD * (_odd_marks(token) + len(escapes.ESCAPE.findall(token)))
        if not token.isascii():
            total += ODD * len(_MIXED.findall(token))
        words = _WORD.findall(token)
        lone = any(token.count(opening) != token.count(closing) for opening, closing in ("{}", "[]"))
        total += JOINED * len(_JOINT.findall(token)) + ((JOINED if words else ODD) if lone else 0.0)
        for word in words:
            found = number(word.lower())
            total += unigram(found) if found else unigram(UNKNOWN) + letters.logp(word.lower(), word[0].isupper())
        return total


def _there(text: str) -> list[Substitution]:
    """The kinds of which a text may hold anything."""
    characters = frozenset(text)
    return [kind for kind in SUBSTITUTIONS.values() if not kind.marks.isdisjoint(characters) and kind.is_there(text)]


def _odd_marks(token: str) -> int:
    """How many characters of a token Norwegian texts hardly hold, letters apart."""
    return sum([mark not in _USUAL for mark in _MARK.findall(token)])


def _tokens(text: str, traces: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The places of the tokens that hold traces of a kind of damage; the line end behind a token that ends with one is in it."""
    end = 0
    for match in traces.finditer(text):
        if match.end() <= end:
            continue
        start = match.start()
        while start > end and text[start - 1] not in SPACES:
            start -= 1
        end = match.end()
        while end < len(text) and text[end] not in SPACES:
            end += 1
        if end == match.end() and text[end : end + 1] in LINE_ENDS:
            end += 1
        yield start, end


def _is_kept(text: str, start: int, end: int, kind: Substitution, after: str) -> bool:
    """Whether a kind's mending may not touch a token: it is an address, or stands in a line of program code or beside tags."""
    if kind.keeps_markup and not any(letter.isalpha() and letter > "\x7f" for letter in after):
        if _TAG.search(text, max(0, start - LONGEST_LINE), end + LONGEST_LINE):
            return True
    if kind.keeps_addresses and ADDRESS.search(text, start, end):
        return True
    if not kind.keeps_code:
        return False
    low, high = text.rfind("\n", max(0, start - LONGEST_LINE), start) + 1, text.find("\n", end, end + LONGEST_LINE)
    if (low == 0 and start > LONGEST_LINE) or (high < 0 and end + LONGEST_LINE < len(text)):
        return False  # a long line is a paragraph
    line = text[low : high if high >= 0 else len(text)]
    return len(line) <= LONGEST_LINE and _CODE.search(line) is not None


_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>\n]{0,150})?>")
"""A tag of a web page."""

_CODE = re.compile(
    r"""
        (?:\)|\s=\s[^\n]*|\breturn\b[^\n]*);[ \t]*$ | "[ \t]*:[ \t]*["{\[\d] | [=!<>]=|&&|\|\||=>|-> | \w\([^()\n]*\)[ \t]*\{ | \\[a-z]+_
      | \\(?:(?:sub)*section|chapter|emph|text\w\w|begin|end|cite\w?|ref|label|footnote|usepackage|documentclass|title|author|caption
            |input|include\w*|frac|sqrt|[hm]box|newcommand|url|href|alpha|beta|sum|int)\b
      | ^[ \t]*[{}\[\]|\\][ \t]*$ | (?:^|\s)\}[ \t]*else\b | ^[ \t]*\|[^\n]*\|[ \t]*$ | [=+*/^_]\ ?[{}\[\]\\] | [{}\[\]\\]\ ?[=+*/^_] | \$\S
    """,
    re.VERBOSE,
)
"""What gives away a line of program code, JSON, a table or a formula, whatever else its brackets may be."""


def _edit(start: int, before: str, after: str, confidence: float, name: str) -> Edit:
    """The edit of a token, without what stays at its edges, but of whole words."""
    low, most = 0, min(len(before), len(after))
    while low < most and before[low] == after[low]:
        low += 1
    while low and before[low - 1].isalnum():
        low -= 1
    high = 0
    while high < most - low and before[-1 - high] == after[-1 - high]:
        high += 1
    while high and before[len(before) - high].isalnum():
        high -= 1
    was, now = before[low : len(before) - high], after[low : len(after) - high]
    return Edit(start + low, start + low + len(was), was, now, "characters", (), confidence, (), name)


def _without_soft_breaks(text: str) -> list[Edit]:
    """The edits that put together words which quoted-printable parted at line ends; the lines stay as many."""
    edits = []
    for match in escapes.SOFT_BREAK.finditer(text):
        end = match.end()
        after = f"{match[2]}{match[1]}"
        if text[match.start() - 1 : match.start()].isspace() or not match[2]:
            after, end = match[1], match.start(2)
        edits.append(Edit(match.start(), end, text[match.start() : end], after, "characters", (), 0.999, (), "quoted-printable"))
    return edits


def _without_no_break_spaces(text: str) -> list[Edit]:
    """The edits that make spaces of no-break spaces, where they are so many between common words that no typographer set them."""
    if not any(space in text for space in letterforms.SPACES) or len(_BETWEEN_WORDS.findall(text)) < FEW_SPACES:
        return []
    return _spaces(text, _NO_BREAK if len(_NO_BREAK.findall(text)) > text.count(" ") else _BETWEEN_WORDS)


def _spaces(text: str, pattern: re.Pattern[str]) -> list[Edit]:
    return [Edit(m.start(), m.end(), m[0], " ", "characters", (), 0.999, (), NO_BREAK_SPACES) for m in pattern.finditer(text)]
