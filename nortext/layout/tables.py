"""Tell the lines of tables, the ruins of figures, and what lies between code fences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from nortext.layout.furniture import Line
from nortext.layout.parameters import PARAMETERS

__all__ = ["table_lines"]

_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S.*\S(?: {3,}|\t+)\S|^\|.*\|$")
_DOTS = re.compile(r"\.{5,}|_{5,}")
_FENCE = re.compile(r"```|~~~")


def table_lines(
    body: Sequence[Line], is_markdown: bool, may_be_ruin: Callable[[int], bool]
) -> list[bool]:
    """Return for each body line whether it belongs to a table or ruin, or to fenced code.

    Args:
        body: the lines of the body text.
        is_markdown: whether the text is Markdown.
        may_be_ruin: tells whether a line may be of a ruin.
    """
    found = [bool(_COLUMNS.search(line.text) or _DOTS.search(line.text)) for line in body]
    _mark_values(body, found)
    if is_markdown:
        _mark_code(body, found)
    else:
        _mark_ruins(body, found, may_be_ruin)
    return found


def _mark_values(body: Sequence[Line], found: list[bool]) -> None:
    """Mark lines of values parted by marks: as many in each of several lines."""
    for mark in ";,\t":
        counts = [line.text.count(mark) for line in body]
        for at in range(len(body) - 2):
            alike = counts[at] == counts[at + 1] == counts[at + 2]
            if counts[at] >= PARAMETERS.least_marks and alike and not body[at + 1].blanks:
                found[at] = found[at + 1] = found[at + 2] = True


def _mark_code(body: Sequence[Line], found: list[bool]) -> None:
    """Mark lines between code fences, and the fences."""
    is_code = False
    for at, line in enumerate(body):
        if _FENCE.match(line.text):
            found[at], is_code = True, not is_code
        found[at] = found[at] or is_code


def _mark_ruins(
    body: Sequence[Line], found: list[bool], may_be_ruin: Callable[[int], bool]
) -> None:
    """Mark runs of short lines."""
    at = 0
    while at < len(body):
        end = at
        while end < len(body) and may_be_ruin(end) and (end == at or not body[end].begins_page):
            end += 1
        is_followed = end < len(body) and not body[end].blanks and not body[end].begins_page
        if end > at and is_followed:
            end -= 1  # a heading, right before its paragraph
        if end - at >= PARAMETERS.ruin:
            found[at:end] = [True] * (end - at)
        at = max(end, at + 1)
