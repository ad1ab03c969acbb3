"""A long text in blocks that are worked on one at a time, cut where its paragraphs end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

__all__ = ["BLOCK", "LINES", "blocks"]

LINES = 3_000  # lines of a block at the most: counted, because a repair keeps them, so that its result is cut in the same places
BLOCK = 250_000  # characters of a block at the most

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANK_LINES = re.compile(r"(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))+")
_LINE_END_OR_SPACE = (re.compile(r"(?<!-)(?:\r\n|\n|\r)"), re.compile(r"\s"))


def blocks(pieces: Iterable[str], lines: int = LINES, characters: int = BLOCK) -> Iterator[str]:
    """Cut a text at blank lines, else at line ends, else at spaces.

    Args:
        pieces: the text in pieces of any size; where it is cut does not depend on them.
        lines: how many lines a block has at the most.
        characters: how many characters it has at the most.

    Yields:
        The blocks, in order; one empty block of an empty text.

    >>> list(blocks(["en\\nto\\n", "\\ntre\\nfi", "re\\n"], lines=4))
    ['en\\nto\\n\\n', 'tre\\nfire\\n']
    """
    held: list[str] = []
    length = ends = 0
    is_any = False
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        ends += piece.count("\n") + piece.count("\r")
        if length <= characters + 1 and ends < lines:
            continue
        text, at = "".join(held), 0
        while (end := _end(text, at, lines, characters)) is not None:
            yield text[at:end]
            is_any, at = True, end
        rest = text[at:]
        held, length, ends = [rest], len(rest), rest.count("\n") + rest.count("\r")
    rest = "".join(held)
    if rest or not is_any:
        yield rest


def _end(text: str, start: int, lines: int, characters: int) -> int | None:
    """Where the block ends that begins at a place, or None where what follows it may still belong to it."""
    most = start + characters
    last = start
    for number, match in enumerate(_LINE_END.finditer(text, start, most), 1):
        last = match.end()
        if number == lines:
            most = last
            break
    if len(text) <= most + 1:  # a line end of two characters may be parted
        return None
    least = start + (most - start) // 2
    for pattern in (_BLANK_LINES, *_LINE_END_OR_SPACE):
        found = [match.end() for match in pattern.finditer(text, least, most)]
        while found and text[found[-1] - 1 : found[-1] + 1] == "\r\n":
            found.pop()
        if found:
            return found[-1]
    return most + (text[most - 1 : most + 1] == "\r\n")
