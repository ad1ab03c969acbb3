"""Restore the marks of footnotes: `skullel` and `med®` for skulle¹ and med².

Marks in superscript are misread as other signs. The notes at the foot of a page say how many there
are and, where their own numbers were read, which; where the page's text has as many marks, they
belong together in order. What cannot be matched stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from nortext.layout.furniture import FOOTNOTE, Line, begins_note, find_lines, pages_of
from nortext.layout.parameters import PARAMETERS
from nortext.text.edits import Edit

__all__ = ["note_repairs"]

_SIGNS = "*>®™¥¢°©¹²³⁴⁵⁶⁷⁸⁹"
_SURE = re.compile(
    rf"(?<=[a-zæøåA-ZÆØÅ])(?:[{_SIGNS}]|\d{{1,2}})(?=[\s.,;:)»”]|$)"
    rf"|(?<=[a-zæøå][.,;:»”)])(?:[{_SIGNS}]|\d{{1,2}})(?=\s|$)"
    r"|(?<=[a-zæøå],)!(?=\s)"
)
"""Signs and digits that end a word or stand behind its punctuation."""

_PERHAPS = re.compile(r"(?<=[a-zæøå])!(?=\s[a-zæøå])|(?<=[a-zæøå]{2})[lIi'’](?=[\s.,;:)]|$)")
"""What may be one: an exclamation mark inside a sentence, an apostrophe, a letter at the end of no
word."""

_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_MARK = re.compile(rf"(\d{{1,2}}|[{_SIGNS}!?\"”’'‘lI])(?=[.)]?\s*\S)")

_Mark = tuple[int, int]
"""Where a mark begins and ends."""


def note_repairs(text: str, is_word: Callable[[str], bool]) -> list[Edit]:
    """Return the edits that restore the marks of footnotes.

    Args:
        text: any text, with its lines as printed.
        is_word: tells whether a word in small letters is one.

    >>> text = "Alle skullel være\\nmed på turen.*\\nDet gikk.\\n\\n1 Alle ti.\\n2 Til fjells.\\n"
    >>> [(edit.before, edit.after) for edit in note_repairs(text, {"skulle", "med"}.__contains__)]
    [('l', '1'), ('*', '2')]
    """
    found: list[Edit] = []
    lines, following = find_lines(text), 1
    for start, end in pages_of(lines):
        page = lines[start:end]
        notes = [line for line in page if line.role == FOOTNOTE and begins_note(line)]
        marks = [match for line in notes if (match := _MARK.match(text, line.start, line.end))]
        if not notes or len(marks) < len(notes):
            continue
        first = _first_number([match[0] for match in marks], following)
        numbers = [first + at for at in range(len(marks))]
        body = [line for line in page if not line.role]
        chosen = _chosen(text, body, numbers, is_word)
        if chosen:
            for number, span, mark in zip(numbers, chosen, marks, strict=True):
                space = "" if text[mark.end()] in " .)" else " "
                found += _edits(text, span, str(number))
                found += _edits(text, mark.span(), f"{number}{space}")
            following = numbers[-1] + 1
    return sorted(found, key=lambda edit: edit.start)


def _first_number(marks: Sequence[str], usual: int) -> int:
    """Return the number of a page's first note.

    Args:
        marks: the marks of its notes as they were read.
        usual: the number where none of them tells.
    """
    firsts = Counter([int(mark) - at for at, mark in enumerate(marks) if mark.isdecimal()])
    likely = [(times, -first) for first, times in firsts.items() if first > 0]
    return -max(likely)[1] if likely else usual


def _chosen(
    text: str, body: Sequence[Line], numbers: Sequence[int], is_word: Callable[[str], bool]
) -> list[_Mark]:
    """Return the marks of a page's text, as many as it has notes; none where they do not fit."""
    sure = [m.span() for line in body for m in _SURE.finditer(text, line.start, line.end)]
    perhaps = [
        match.span()
        for line in body
        for match in _PERHAPS.finditer(text, line.start, line.end)
        if match[0] in "!'’" or _ends_no_word(text, match, is_word)
    ]
    for found in (sure, sorted([*sure, *perhaps])):
        if len(found) == len(numbers) and _fits(text, found, numbers):
            return found
    return []


def _ends_no_word(text: str, match: re.Match[str], is_word: Callable[[str], bool]) -> bool:
    """Tell whether a letter ends what is a word only without it."""
    before = _WORD_BEFORE.search(text, max(0, match.start() - 40), match.start())
    if before is None:
        return False
    word = before[0].lower()
    return is_word(word) and not is_word(word + match[0].lower())


def _fits(text: str, found: Sequence[_Mark], numbers: Sequence[int]) -> bool:
    """Tell whether no mark that was read as a digit is another number."""
    return all(
        text[start:end] == str(number) or not text[start:end].isdecimal()
        for (start, end), number in zip(found, numbers, strict=True)
    )


def _edits(text: str, span: _Mark, after: str) -> Iterator[Edit]:
    """Yield the edit that restores a mark, where it is another."""
    start, end = span
    before, sure = text[start:end], PARAMETERS.note_confidence
    if before != after:
        yield Edit(start, end, before, after, reason="note", confidence=sure, damage="layout")
