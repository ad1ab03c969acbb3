"""Read and write the columns of CSV and TSV; what is not their text stays byte for byte."""

from __future__ import annotations

import csv
import itertools
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from nortext.errors import FileError
from nortext.formats.parameters import PARAMETERS
from nortext.formats.record import Field, Record, check_length, either, lines

__all__ = ["table_rows"]

_DELIMITERS = (",", ";", "\t", "|")
_BREAK = re.compile(r"[\t\r\n]+")
_QUOTED = r'"[^"]*(?:""[^"]*)*"'


def table_rows(
    pieces: Iterable[str], kind: str, names: Sequence[str], file: str
) -> Iterator[Record]:
    """Yield the rows of a table.

    Args:
        pieces: the file's text in pieces of any size.
        kind: `csv` or `tsv`.
        names: the columns that hold text, by name or by number from 1.
        file: what to call the file in an error.

    Raises:
        FileError: A line is no row, a row is too long, or there is no such column.
    """
    csv.field_size_limit(PARAMETERS.longest_record)
    source = _Remembered(lines(pieces, file), file)
    mark = source.without_mark()
    first = source.peeked(PARAMETERS.peeked)
    if not first:
        if mark:
            yield Record(1, mark)
        return
    form = _Form(kind, "\t" if kind == "tsv" else _delimiter(first, names))
    reader = form.reader(source)
    columns: list[int] | None = None
    while True:
        line = source.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise FileError(
                f"{file}, line {line}: no row of a table ({error}); mend it or take it out"
            ) from None
        raw = mark + source.taken()
        if cells is None:
            return
        if columns is None:
            columns, is_header = _columns(cells, names, file)
            if is_header:
                yield Record(line, raw)
                mark = ""
                continue
        there = [column for column in columns if column < len(cells)]
        spans = list(form.spans(raw, len(mark)))
        if len(spans) != len(cells) and there:
            raise FileError(
                f"{file}, line {line}: the cells of this row cannot be told apart; "
                "mend it or take it out"
            )
        mark = ""
        fields = [Field(str(column + 1), cells[column]) for column in there]
        yield Record(line, raw, fields, [spans[at] for at in there], form.write)


class _Form:
    """How the rows of a table are written.

    Args:
        kind: `csv` or `tsv`.
        delimiter: what parts the cells.

    Attributes:
        write: writes a cell, as `Record.write` does.
    """

    def __init__(self, kind: str, delimiter: str) -> None:
        self._delimiter = delimiter
        bare = f"[^{re.escape(delimiter)}\\r\\n]*"
        self.write: Callable[[str, int, int, Iterable[str]], Iterator[str]]
        if kind == "tsv":
            self._how: dict[str, Any] = {"quoting": csv.QUOTE_NONE}
            self._cell = re.compile(bare)
            self.write = _as_tsv
        else:
            self._how = {"strict": True}
            self._cell = re.compile(f'{_QUOTED}|(?!"){bare}')
            self.write = partial(_as_cell, delimiter)

    def reader(self, source: Iterable[str]) -> Iterator[list[str]]:
        """Return what reads the rows."""
        return csv.reader(source, delimiter=self._delimiter, **self._how)

    def spans(self, raw: str, start: int) -> Iterator[tuple[int, int]]:
        """Yield where the cells of a row stand in it, with their quotes.

        Args:
            raw: the row.
            start: where its first cell begins.
        """
        while True:
            match = self._cell.match(raw, start)
            if match is None:
                return
            yield match.span()
            if raw[match.end() : match.end() + 1] != self._delimiter:
                return
            start = match.end() + 1


def _as_cell(
    delimiter: str, raw: str, start: int, end: int, pieces: Iterable[str]
) -> Iterator[str]:
    """Yield a cell, quoted if the one before was or it needs to be."""
    text = "".join(pieces)
    needs_quotes = text.startswith('"') or any(mark in text for mark in (delimiter, "\r", "\n"))
    if needs_quotes or raw.startswith('"', start):
        text = '"' + text.replace('"', '""') + '"'
    yield text


def _as_tsv(raw: str, start: int, end: int, pieces: Iterable[str]) -> Iterator[str]:
    """Yield a cell without tabs and line ends."""
    yield _BREAK.sub(" ", "".join(pieces))


def _delimiter(first: Sequence[str], names: Sequence[str]) -> str:
    """Return what parts the cells of a table, given its first lines.

    Columns have the names then, or all rows have some of it.
    """
    bare = [re.sub(_QUOTED, "", line) for line in first]

    def fits(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader(first[:1], delimiter=delimiter, strict=True), [])
        except csv.Error:
            cells = []
        named = sum([name in map(str.strip, cells) for name in names])
        return named, min([line.count(delimiter) for line in bare])

    return max(_DELIMITERS, key=fits)


def _columns(header: Sequence[str], names: Sequence[str], file: str) -> tuple[list[int], bool]:
    """Return which columns hold text, and whether this first row is a header."""
    cells = [cell.strip() for cell in header]
    found = [at for at, cell in enumerate(cells) if cell in names]
    if found:
        return found, True
    numbers = {int(name) - 1 for name in names if name.isdecimal() and 0 < int(name) <= len(cells)}
    if numbers:
        return sorted(numbers), False
    there = ", ".join(map(repr, cells[: PARAMETERS.named_fields]))
    raise FileError(
        f"{file}: no column is called {either(names)}; there are {there}; say --text-field"
    )


class _Remembered(Iterator[str]):
    """Lines that are kept until they are asked for again.

    Args:
        source: the lines.
        file: what to call the file in an error.

    Attributes:
        number: how many were taken.
    """

    def __init__(self, source: Iterator[str], file: str) -> None:
        self._source, self._file = source, file
        self._pending: list[str] = []
        self._back: deque[str] = deque()
        self._length = 0
        self.number = 0

    def __next__(self) -> str:
        """Take a line."""
        line = self._back.popleft() if self._back else next(self._source)
        self.number += 1
        self._pending.append(line)
        self._length += len(line)
        check_length(self._length, self._file, self.number)
        return line

    def without_mark(self) -> str:
        """Take a byte-order mark off the first line, and return it."""
        first = next(self._source, "")
        mark = "\ufeff" if first.startswith("\ufeff") else ""
        if first[len(mark) :]:
            self._back.append(first[len(mark) :])
        return mark

    def peeked(self, most: int) -> list[str]:
        """Return the first lines, which are given once more."""
        self._back += itertools.islice(self._source, most - len(self._back))
        return list(self._back)

    def taken(self) -> str:
        """Return the lines taken since this was asked last."""
        taken = "".join(self._pending)
        self._pending, self._length = [], 0
        return taken
