"""A record of a file: a piece in which texts stand among other things."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from nortext.errors import FileError
from nortext.formats.parameters import PARAMETERS

__all__ = ["Field", "Record", "check_length", "either", "lines"]


@dataclass(frozen=True, slots=True)
class Field:
    """A text to repair.

    Attributes:
        name: the field's name, or the column's number.
        text: the text.
    """

    name: str
    text: str


def _as_they_are(raw: str, start: int, end: int, pieces: Iterable[str]) -> Iterator[str]:
    return iter(pieces)


@dataclass(frozen=True, slots=True)
class Record:
    """A piece of a file, in which texts stand among other things.

    Attributes:
        line: the line where it begins, counted from 1.
        raw: its characters.
        fields: its texts.
        spans: where they stand in it, as they are written there.
        write: how a text is written: given the record, where the text begins and ends in it, and
            the new text in pieces.
    """

    line: int
    raw: str
    fields: Sequence[Field] = ()
    spans: Sequence[tuple[int, int]] = ()
    write: Callable[[str, int, int, Iterable[str]], Iterator[str]] = _as_they_are

    def with_texts(self, texts: Iterable[Iterable[str] | None]) -> Iterator[str]:
        """Yield the record with other texts, in pieces.

        Args:
            texts: for each field its text in pieces, which are asked for one after the other, or
                None where it stays.
        """
        at = 0
        for (start, end), pieces in zip(self.spans, texts, strict=True):
            if pieces is not None:
                yield self.raw[at:start]
                yield from self.write(self.raw, start, end, pieces)
                at = end
        yield self.raw[at:]

    def is_plain(self) -> bool:
        """Tell whether its texts, written anew, are written as they are."""
        at = 0
        for piece in self.with_texts([_cut(field.text) for field in self.fields]):
            if not self.raw.startswith(piece, at):
                return False
            at += len(piece)
        return True


def _cut(text: str) -> Iterator[str]:
    size = PARAMETERS.piece
    for at in range(0, len(text), size):
        yield text[at : at + size]


def lines(pieces: Iterable[str], file: str) -> Iterator[str]:
    """Yield pieces of a text as lines, each with its line feed.

    Args:
        pieces: the text in pieces of any size.
        file: what to call the file in an error.

    Raises:
        FileError: A line is too long.
    """
    pending: list[str] = []  # nothing is kept of a line that was given away: it may be long
    length = number = 0
    for piece in pieces:
        *whole, rest = piece.split("\n")
        for line in whole:
            pending += (line, "\n")
            line, pending, length = "".join(pending), [], 0
            number += 1
            yield line
        if rest:
            pending.append(rest)
            length += len(rest)
            check_length(length, file, number + 1)
    if pending:
        yield "".join(pending)


def check_length(length: int, file: str, line: int) -> None:
    """Refuse a record that is too long.

    Args:
        length: its characters so far.
        file: what to call the file in an error.
        line: the line where it was met.

    Raises:
        FileError: It is too long.
    """
    longest = PARAMETERS.longest_record
    if length > longest:
        raise FileError(
            f"{file}, line {line}: a record of more than {longest:,} characters; "
            "part it, or mend what keeps it open"
        )


def either(names: Iterable[str]) -> str:
    """Return names as one reads them in a sentence.

    >>> either(["text", "body"])
    "'text' or 'body'"
    """
    return " or ".join(map(repr, names))
