"""Lines and pages of a plain text, and what on a page is not its text: page numbers, running heads, footnotes, tables of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["CONTENTS", "FOOTNOTE", "PAGE_NUMBER", "RUNNING_HEAD", "SPECK", "Line", "begins_note", "find_lines"]

PAGE_NUMBER, RUNNING_HEAD, FOOTNOTE, CONTENTS, SPECK = "page-number", "running-head", "footnote", "contents", "speck"
"""The roles of lines that are no body text; a speck is dirt that was read as a letter."""

PAGE_GAP = 3  # blank lines in a row that part pages
FEW_INDENTED = 0.1  # share of lines that begin with one space, where such a space is what is left of a form feed
EDGE = 2  # lines at a page's head and foot that may be running heads
FEW_LINES = 3  # a text of one page with more lines than this may have a page number
OFTEN = 3  # pages on which a running head stands at the least
FEWEST_CONTENTS, LATEST_BEGINNING = 3, 40  # lines of a table of contents at the least, and the page of the first at the most
LONGEST_LEADER = 60  # characters at a line's end that show it to be of a table of contents
LONGEST_HEAD = 90
FULL = 0.9  # share of the page's width that a line fills
MOST_FOOTNOTES = 0.6  # share of a page's lines

_LINE = re.compile(r"([^\r\n\f]*)(\r\n|\r|\n|\f|$)")
_NUMBER = re.compile(
    r"[-–—]?\s*(?:(?:[Ss]ide|s\.|[Pp]age)\s*)?(?:\d{1,3}|[ivxlc]{1,7})(?:\s*(?:av|of|/)\s*\d{1,4})?\s*[-–—]?"
)
_ENDS_IN_NUMBER = re.compile(r"\S.{2,}\s(?:\d{1,3}|[ivxlc]{1,7})")
_SPECK = re.compile(r"[()\[\]{}]|[o°˚.,'`|_~-](?:\s?[o°˚.,'`|_~-]){0,3}")
_NOTE = re.compile(
    r"(?:[*!®™°¥©¹²³⁴-⁹⁰]{1,3}\s?|[\"”“’'>‘]{1,2}\s+|\d{1,2}[.)]?\s+|[\"”“’'>‘](?=\d)|[B-HJ-Z]\s+)(?=[^\W\d_][^\W_]|[«\"“”(])"
)
_LEADERS = re.compile(r"(?:(?:\.\s?){4,}|…{2,}|_{4,})\s*(\d{1,4}|[ivxlc]{1,7})\s*$")


@dataclass(slots=True)
class Line:
    """A line that is not blank.

    Attributes:
        start: place of its first character that is no space.
        end: place behind its last.
        text: the characters between.
        indent: how many spaces stand before it.
        blanks: how many blank lines stand before it.
        begins_page: whether a page begins with it.
        role: what it is when it is no body text, else "".
    """

    start: int
    end: int
    text: str
    indent: int
    blanks: int
    begins_page: bool
    role: str = ""


def find_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, with their pages and roles.

    Args:
        text: any text; pages are parted by form feeds, by what these leave (a single space before a line) or by many blank lines.
    """
    lines, has_feeds = list(_lines(text)), "\f" in text
    single = [line for line in lines if line.indent == 1]
    if len(single) <= max(1, FEW_INDENTED * len(lines)) and not any(line.indent > 1 for line in lines[: len(lines) // 2 + 1]):
        for line in single:
            line.begins_page = True
        has_feeds = has_feeds or bool(single)
    pages = list(_pages(lines))
    _find_contents(lines)
    _find_numbers_and_heads(lines, pages, has_feeds)
    for first, last in pages:
        _find_footnotes(lines[first:last])
    if all(line.role for line in lines):
        for line in lines:
            line.role = ""  # a text of nothing but numbers or the like is what it is
    return lines


def _lines(text: str) -> Iterator[Line]:
    blanks, begins_page = 0, True
    for match in _LINE.finditer(text):
        content = match[1].strip(" \t")
        if content:
            start = match.start() + len(match[1]) - len(match[1].lstrip(" \t"))
            yield Line(start, start + len(content), content, start - match.start(), blanks, begins_page or blanks >= PAGE_GAP)
            blanks, begins_page = 0, False
        elif match[0]:
            blanks += match[2] != "\f"
        begins_page = begins_page or match[2] == "\f"


def _pages(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where pages begin and end among the lines."""
    first = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].begins_page:
            if at > first:
                yield first, at
            first = at


def _find_contents(lines: list[Line]) -> None:
    """Mark the lines of dotted tables of contents; a line that one of them goes on from is one too."""
    found = [(at, match) for at, line in enumerate(lines) if (match := _LEADERS.search(line.text[-LONGEST_LEADER:]))]
    numbers = [int(match[1]) for _, match in found if match[1].isdecimal()]
    if len(found) < FEWEST_CONTENTS or numbers != sorted(numbers) or (numbers and numbers[0] > LATEST_BEGINNING):
        return  # a menu, a list of telephones
    for at, _ in found:
        line = lines[at]
        line.role = CONTENTS
        if at > 1 and not line.blanks and not lines[at - 1].role and lines[at - 2].role == CONTENTS:
            lines[at - 1].role = CONTENTS


def _find_numbers_and_heads(lines: list[Line], pages: list[tuple[int, int]], has_feeds: bool) -> None:
    """Mark page numbers and running heads: at the edges of pages, or lone between many blank lines."""
    edges: list[int] = []
    for first, last in pages:
        edges += sorted({*range(first, min(first + EDGE, last)), *range(max(first, last - EDGE), last)})
    shapes = Counter(_shape(lines[at].text) for at in edges if len(lines[at].text) <= LONGEST_HEAD)
    for at in edges:
        line = lines[at]
        if line.role:
            continue
        is_lone = (at == 0 or line.blanks > 0) or (at + 1 == len(lines) or lines[at + 1].blanks > 0 or lines[at + 1].begins_page)
        is_outermost = at in (0, len(lines) - 1) and len(lines) > FEW_LINES
        if is_lone and _NUMBER.fullmatch(line.text) and (len(pages) > 1 or is_outermost):
            line.role = PAGE_NUMBER
        elif len(line.text) <= LONGEST_HEAD and is_lone:
            gaps = [PAGE_GAP if line.begins_page else line.blanks]
            gaps.append(PAGE_GAP if at + 1 == len(lines) or lines[at + 1].begins_page else lines[at + 1].blanks)
            is_apart = min(gaps) > 0 and max(gaps) > 1 and len(pages) > 1
            is_often = shapes[_shape(line.text)] >= OFTEN and has_feeds
            has_number = _ENDS_IN_NUMBER.fullmatch(line.text) is not None and not line.text[0].isdigit()
            if is_often or (is_apart and has_number):
                line.role = RUNNING_HEAD
    for at, line in enumerate(lines):
        after = lines[at + 1].blanks if at + 1 < len(lines) else 0
        if not line.role and line.blanks and after and _SPECK.fullmatch(line.text):
            line.role = SPECK


def _shape(text: str) -> str:
    """A line as running heads of all pages have it: without its page number."""
    return re.sub(r"^(?:\d+|[ivxlc]+)\s|\s(?:\d+|[ivxlc]+)$", "", text.lower().strip()) or "#"


def _find_footnotes(page: list[Line]) -> None:
    """Mark the footnotes at a page's foot: blocks that begin with a mark, with nothing but such blocks behind them."""
    body = [line for line in page if not line.role]
    width = max([len(line.text) for line in body], default=0)
    first = len(body)
    for at in range(len(body) - 1, 0, -1):
        is_note = _NOTE.match(body[at].text) is not None and not _heads_paragraph(body, at, width)
        if body[at].blanks and not is_note:
            break
        if is_note and body[at].blanks:
            first = at
    if first < len(body) and len(body) - first <= MOST_FOOTNOTES * len(body):
        for line in body[first:]:
            line.role = FOOTNOTE


def begins_note(line: Line) -> bool:
    """Whether a line of a page's footnotes begins one."""
    return line.blanks > 0 or _NOTE.match(line.text) is not None


def _heads_paragraph(body: list[Line], at: int, width: int) -> bool:
    """Whether a line that begins with a number is a heading: it could have held more, and yet a new sentence begins below it."""
    line, after = body[at], body[at + 1] if at + 1 < len(body) else None
    return line.text[0].isdigit() and after is not None and not after.blanks and after.text[0].isupper() and len(line.text) < FULL * width
