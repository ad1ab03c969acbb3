"""Tell the lines and pages of a plain text, and what on a page is not its text.

Page numbers, running heads, footnotes, tables of contents, specks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nortext.layout.parameters import PARAMETERS

__all__ = [
    "CONTENTS",
    "FOOTNOTE",
    "PAGE_NUMBER",
    "RUNNING_HEAD",
    "SPECK",
    "Line",
    "begins_note",
    "find_lines",
    "pages_of",
]

PAGE_NUMBER, RUNNING_HEAD, FOOTNOTE = "page-number", "running-head", "footnote"
CONTENTS, SPECK = "contents", "speck"
"""The roles of lines that are no body text; a speck is dirt that was read as a letter."""

_LINE = re.compile(r"([^\r\n\f]*)(\r\n|\r|\n|\f|$)")
_NUMBER = re.compile(
    r"[-–—]?\s*(?:(?:[Ss]ide|s\.|[Pp]age)\s*)?(?:\d{1,3}|[ivxlc]{1,7})"
    r"(?:\s*(?:av|of|/)\s*\d{1,4})?\s*[-–—]?"
)
_ENDS_IN_NUMBER = re.compile(r"\S.{2,}\s(?:\d{1,3}|[ivxlc]{1,7})")
_SPECK = re.compile(r"[()\[\]{}]|[o°˚.,'`|_~-](?:\s?[o°˚.,'`|_~-]){0,3}")
_SPECK_IN_TEXT = re.compile(r"[|_°'`~.,]{1,3}|\|[Il|!]{1,3}|[Il!]{1,3}\|")
_NOTE = re.compile(
    r"(?:[*!®™°¥©¹²³⁴-⁹⁰]{1,3}\s?|[\"”“’'>‘]{1,2}\s+|\d{1,2}[.)]?\s+|[\"”“’'>‘](?=\d)"
    r"|\?\s+(?=[A-ZÆØÅ])|[B-HJ-Z]\s+)(?=[^\W\d_][^\W_]|[«\"“”(])"
)
_LEADERS = re.compile(r"(?:(?:\.\s?){4,}|…{2,}|_{4,})\s*(\d{1,4}|[ivxlc]{1,7})\s*$")


@dataclass(slots=True)
class Line:
    """A line that is not blank.

    Attributes:
        start: offset of its first character that is no space.
        end: offset behind its last.
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
    """Return the lines of a text that are not blank, with their pages and roles.

    Args:
        text: any text; pages are parted by form feeds, by what these leave (a single space before a
            line) or by many blank lines.
    """
    lines, has_feeds = list(_lines(text)), "\f" in text
    single = [line for line in lines if line.indent == 1]
    are_few = len(single) <= max(1, PARAMETERS.few_indented * len(lines))
    if are_few and not any(line.indent > 1 for line in lines[: len(lines) // 2 + 1]):
        for line in single:
            line.begins_page = True
        has_feeds = has_feeds or bool(single)
    pages = list(pages_of(lines))
    _find_contents(lines)
    _find_numbers_and_heads(lines, pages, has_feeds, "\f" in text)
    _find_specks(lines)
    for first, last in pages:
        _find_footnotes(lines[first:last])
    if all(line.role for line in lines):
        for line in lines:
            line.role = ""  # a text of nothing but numbers or the like is what it is
    return lines


def begins_note(line: Line) -> bool:
    """Tell whether a line of a page's footnotes begins one."""
    return line.blanks > 0 or _NOTE.match(line.text) is not None


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text, no roles found yet."""
    blanks, begins_page = 0, True
    for match in _LINE.finditer(text):
        content = match[1].strip(" \t")
        if content:
            start = match.start() + len(match[1]) - len(match[1].lstrip(" \t"))
            is_first = begins_page or blanks >= PARAMETERS.page_gap
            indent = start - match.start()
            yield Line(start, start + len(content), content, indent, blanks, is_first)
            blanks, begins_page = 0, False
        elif match[0]:
            blanks += match[2] != "\f"
        begins_page = begins_page or match[2] == "\f"


def pages_of(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield where pages begin and end among the lines."""
    first = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].begins_page:
            if at > first:
                yield first, at
            first = at


def _find_contents(lines: list[Line]) -> None:
    """Mark the lines of dotted tables of contents, and the lines that they go on from."""
    p = PARAMETERS
    found = [
        (at, match)
        for at, line in enumerate(lines)
        if (match := _LEADERS.search(line.text[-p.longest_leader :]))
    ]
    numbers = [int(match[1]) for _, match in found if match[1].isdecimal()]
    if len(found) < p.fewest_contents or numbers != sorted(numbers):
        return  # a menu
    if numbers and numbers[0] > p.latest_beginning:
        return  # a list of telephones
    for at, _ in found:
        line = lines[at]
        line.role = CONTENTS
        if at > 1 and not line.blanks and not lines[at - 1].role:
            if lines[at - 2].role == CONTENTS:
                lines[at - 1].role = CONTENTS


def _find_numbers_and_heads(
    lines: list[Line], pages: list[tuple[int, int]], has_feeds: bool, is_parted: bool
) -> None:
    """Mark page numbers and running heads: at the edges of pages, or lone between blank lines.

    Args:
        lines: of the text.
        pages: where each begins and ends among them.
        has_feeds: whether form feeds or what is left of them part the pages.
        is_parted: whether form feeds do.
    """
    p = PARAMETERS
    edges: list[int] = []
    for first, last in pages:
        head, foot = range(first, min(first + p.edge, last)), range(max(first, last - p.edge), last)
        edges += sorted({*head, *foot})
    short = [lines[at].text for at in edges if len(lines[at].text) <= p.longest_head]
    shapes = Counter(map(_shape, short))
    for at in edges:
        line = lines[at]
        if line.role or not _is_lone(lines, at):
            continue
        is_outermost = at in (0, len(lines) - 1) and len(lines) > p.few_lines
        if _NUMBER.fullmatch(line.text) and (len(pages) > 1 or is_outermost):
            line.role = PAGE_NUMBER
        elif len(line.text) <= p.longest_head:
            is_title = is_parted and line.text[-1].isalnum()
            often = p.often_of_titles if is_title else p.often
            is_often = shapes[_shape(line.text)] >= often and has_feeds
            if is_often or (len(pages) > 1 and _is_numbered_head(lines, at)):
                line.role = RUNNING_HEAD


def _is_lone(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line has nothing right before it, or nothing right behind it."""
    if at == 0 or lines[at].blanks > 0 or at + 1 == len(lines):
        return True
    return lines[at + 1].blanks > 0 or lines[at + 1].begins_page


def _is_numbered_head(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line that ends in a number stands apart from what is around it."""
    line, gap = lines[at], PARAMETERS.page_gap
    gaps = [gap if line.begins_page else line.blanks]
    is_last = at + 1 == len(lines) or lines[at + 1].begins_page
    gaps.append(gap if is_last else lines[at + 1].blanks)
    is_apart = min(gaps) > 0 and max(gaps) > 1
    return is_apart and not line.text[0].isdigit() and bool(_ENDS_IN_NUMBER.fullmatch(line.text))


def _find_specks(lines: Sequence[Line]) -> None:
    """Mark specks between blank lines, and between the lines of a paragraph."""
    for at, line in enumerate(lines):
        if line.role or at == 0:
            continue
        before, after = lines[at - 1], lines[at + 1] if at + 1 < len(lines) else None
        is_apart = bool(line.blanks and after and after.blanks)
        if is_apart and _SPECK.fullmatch(line.text):
            line.role = SPECK
        elif after and not is_apart and _SPECK_IN_TEXT.fullmatch(line.text):
            is_prose = len(before.text) >= PARAMETERS.least_width // 2 and after.text[0].islower()
            if is_prose and not before.role:
                line.role = SPECK


def _shape(text: str) -> str:
    """Return a line as running heads of all pages have it: without its page number."""
    bare = text.lower().strip()
    return re.sub(r"^(?:\d+|[ivxlc]+)\s|\s(?:\d+|[ivxlc]+)$", "", bare) or "#"


def _find_footnotes(page: list[Line]) -> None:
    """Mark the footnotes at a page's foot.

    Blocks that begin with a mark, with nothing but such blocks behind them.
    """
    body = [line for line in page if not line.role]
    width = max([len(line.text) for line in body], default=0)
    first = len(body)
    for at in range(len(body) - 1, 0, -1):
        is_note = _NOTE.match(body[at].text) is not None
        is_note = is_note and not _heads_paragraph(body, at, width)
        if body[at].blanks and not is_note:
            break
        if is_note and body[at].blanks:
            first = at
    if first < len(body) and len(body) - first <= PARAMETERS.most_footnotes * len(body):
        for line in body[first:]:
            line.role = FOOTNOTE


def _heads_paragraph(body: list[Line], at: int, width: int) -> bool:
    """Tell whether a line that begins with a number is a heading.

    It could have held more, and yet a new sentence begins below it.
    """
    line, after = body[at], body[at + 1] if at + 1 < len(body) else None
    if not line.text[0].isdigit() or after is None or after.blanks:
        return False
    return after.text[0].isupper() and len(line.text) < PARAMETERS.note_full * width
