"""Lead from places of a repaired text to those of its source, and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from nortext.text.edits import Edit

__all__ = ["Place", "repaired_offset", "source_offset"]

_LINE_END = re.compile(r"\r\n|\r|\n")


class Place(NamedTuple):
    """A place of a text, as people look it up.

    Attributes:
        offset: code points before it.
        line: the line that it is in, from 1.
        page: the page that it is on, from 1; form feeds part pages.
    """

    offset: int
    line: int
    page: int

    @classmethod
    def of(cls, text: str, offset: int) -> Place:
        """Return the place at an offset of a text.

        >>> Place.of("a\\nb\\fc", 4)
        Place(offset=4, line=2, page=2)
        """
        line = 1 + sum([1 for _ in _LINE_END.finditer(text, 0, offset)])
        return cls(offset, line, 1 + text.count("\f", 0, offset))


def source_offset(edits: Sequence[Edit], offset: int) -> int:
    """Return the offset in the source for one in the repaired text.

    Args:
        edits: those that made the text, by place.
        offset: of the repaired text. In what an edit put there, as many code points behind the
            edit's beginning, but not behind its end.
    """
    shift = 0  # from the source to the repaired text
    for edit in edits:
        start = edit.start + shift
        if offset < start:
            break
        if offset < start + len(edit.after):
            return min(edit.start + offset - start, edit.end)
        shift += len(edit.after) - len(edit.before)
    return offset - shift


def repaired_offset(edits: Sequence[Edit], offset: int) -> int:
    """Return the offset in the repaired text for one in the source.

    Args:
        edits: those that made the text, by place.
        offset: of the source, taken as in `source_offset`.
    """
    shift = 0
    for edit in edits:
        if offset < edit.start:
            break
        if offset < edit.end:
            return edit.start + shift + min(offset - edit.start, len(edit.after))
        shift += len(edit.after) - len(edit.before)
    return offset + shift
