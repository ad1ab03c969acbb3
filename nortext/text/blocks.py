"""Cut a long text into blocks that are worked on one at a time, at the ends of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nortext.text.parameters import PARAMETERS

__all__ = ["blocks"]

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANK_LINES = re.compile(r"(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))+")
_LINE_END_OR_SPACE = (re.compile(r"(?<!-)(?:\r\n|\n|\r)"), re.compile(r"\s"))


def blocks(
    pieces: Iterable[str],
    lines: int = PARAMETERS.block_lines,
    characters: int = PARAMETERS.block_characters,
) -> Iterator[str]:
    """Cut a text at blank lines, else at line ends, else at spaces.

    Args:
        pieces: the text in pieces of any size; where it is cut does not depend on them.
        lines: how many lines a block has at most.
        characters: how many characters it has at most.

    Yields:
        The blocks, in order; one empty block for an empty text.

    >>> list(blocks(["en\\nto\\n", "\\ntre\\nfi", "re\\n"], lines=4))
    ['en\\nto\\n\\n', 'tre\\nfire\\n']
    """
    pending: list[str] = []
    length = ends = 0
    is_any = False
    for piece in pieces:
        pending.append(piece)
        length += len(piece)
        ends += piece.count("\n") + piece.count("\r")
        if length <= characters + 1 and ends < lines:
            continue
        text, at = "".join(pending), 0
        while (end := _block_end(text, at, lines, characters)) is not None:
            yield text[at:end]
            is_any, at = True, end
        rest = text[at:]
        pending, length, ends = [rest], len(rest), rest.count("\n") + rest.count("\r")
    rest = "".join(pending)
    if rest or not is_any:
        yield rest


def _block_end(text: str, start: int, lines: int, characters: int) -> int | None:
    """Return where a block ends, or None where what follows may still belong to it."""
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
