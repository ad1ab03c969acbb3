"""The texts inside a file: all of it, or a field of each record of JSON Lines or of a table."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from nortext.files import FileError

__all__ = ["FORMATS", "LONGEST", "Field", "Record", "records"]

FORMATS = {"text": (".txt", ".text", ".md", ".markdown"), "jsonl": (".jsonl", ".ndjson"), "csv": (".csv",), "tsv": (".tsv", ".tab")}
"""The formats, and how the names of such files end."""

LONGEST = 64_000_000  # characters of a record
PIECE = 500_000  # characters that are looked at at a time
DELIMITERS = (",", ";", "\t", "|")

_ESCAPED = re.compile(r"\\u(?:00[89a-f]|0[1-9a-f]|[1-9a-f])", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r]*")


@dataclass(frozen=True, slots=True)
class Field:
    """A text to repair.

    Attributes:
        name: the field's name, or the column's number.
        text: the text.
    """

    name: str
    text: str


class Record(Protocol):
    """A piece of a file."""

    @property
    def line(self) -> int:
        """The line where it begins, counted from 1."""

    @property
    def fields(self) -> Sequence[Field]:
        """Its texts."""

    @property
    def is_plain(self) -> bool:
        """Whether `changed` with the same texts gives the record as it stands."""

    def unchanged(self) -> Iterator[str]:
        """The record as it stands."""

    def changed(self, texts: Sequence[Iterable[str]]) -> Iterator[str]:
        """The record with other texts, each in pieces, which are asked for one after the other."""


def records(pieces: Iterable[str], kind: str, names: Sequence[str], file: str) -> Iterator[Record]:
    """The records of a file.

    Args:
        pieces: its text in pieces of any size.
        kind: one of `FORMATS` but `text`.
        names: the fields, or columns, that hold text.
        file: what to call the file in an error.

    Yields:
        The records, in order; written one after the other they give the file.

    Raises:
        FileError: a line is not what the format asks for, a record is too long, or no record has such a field.
    """
    return _json_records(pieces, names, file) if kind == "jsonl" else _rows(pieces, kind, names, file)


def lines(pieces: Iterable[str], file: str) -> Iterator[str]:
    """Pieces of a text as lines, each with its line feed.

    Raises:
        FileError: a line is too long.
    """
    held: list[str] = []  # nothing is held of a line that was given away: it may be long
    length = number = 0
    for piece in pieces:
        *whole, rest = piece.split("\n")
        for line in whole:
            held += (line, "\n")
            line, held, length = "".join(held), [], 0
            number += 1
            yield line
        if rest:
            held.append(rest)
            length += len(rest)
            _check_length(length, file, number + 1)
    if held:
        yield "".join(held)


def _check_length(length: int, file: str, line: int) -> None:
    if length > LONGEST:
        raise FileError(f"{file}, line {line}: a record of more than {LONGEST:,} characters; part it, or mend what keeps it open")


@dataclass(frozen=True, slots=True)
class _JsonRecord:
    line: int
    raw: str
    fields: Sequence[Field]
    spans: Sequence[tuple[int, int]]

    @property
    def is_plain(self) -> bool:
        at = 0
        for piece in self.changed([_cut(field.text) for field in self.fields]):
            if not self.raw.startswith(piece, at):
                return False
            at += len(piece)
        return True

    def unchanged(self) -> Iterator[str]:
        yield self.raw

    def changed(self, texts: Sequence[Iterable[str]]) -> Iterator[str]:
        at = 0
        for (start, end), pieces in zip(self.spans, texts, strict=True):
            encode = json.encoder.encode_basestring_ascii if _ESCAPED.search(self.raw, start, end) else json.encoder.encode_basestring
            yield self.raw[at : start + 1]
            for piece in pieces:
                yield encode(piece)[1:-1]
            at = end - 1
        yield self.raw[at:]


def _cut(text: str) -> Iterator[str]:
    for at in range(0, len(text), PIECE):
        yield text[at : at + PIECE]


def _json_records(pieces: Iterable[str], names: Sequence[str], file: str) -> Iterator[Record]:
    """The objects of JSON Lines; what is not the text of the fields stays byte for byte."""
    seen: dict[str, None] = {}
    number, has_field = 0, False
    for number, line in enumerate(lines(pieces, file), 1):
        start = 1 if number == 1 and line.startswith("\ufeff") else 0
        fields, spans = [], []
        try:
            for key, value, low, high in _members(line, start):
                if key in names:
                    has_field = True
                    if isinstance(value, str):
                        fields.append(Field(key, value))
                        spans.append((low, high))
                elif len(seen) < 10:
                    seen[key] = None
        except ValueError as error:
            at = f", character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
            message = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            raise FileError(f"{file}, line {number}{at}: no JSON object ({message}); mend the line or take it out") from None
        except RecursionError:
            raise FileError(f"{file}, line {number}: JSON that is nested too deeply") from None
        yield _JsonRecord(number, line, fields, spans)
    if number and not has_field:
        raise FileError(f"{file}: no record has a field {_either(names)}; there are {', '.join(map(repr, seen))}; say --text-field")


def _either(names: Sequence[str]) -> str:
    return " or ".join(map(repr, names))


_DECODER = json.JSONDecoder()


def _members(line: str, start: int) -> Iterator[tuple[str, Any, int, int]]:
    """The members of a JSON object: key, value, and where the value stands; none of an empty line."""
    at = _after_space(line, start)
    if _is_over(line, at):
        return
    _expect(line, at, "{")
    at = _after_space(line, at + 1)
    if line[at : at + 1] != "}":
        while True:
            _expect(line, at, '"')
            key, at = _DECODER.raw_decode(line, at)
            at = _after_space(line, at)
            _expect(line, at, ":")
            low = _after_space(line, at + 1)
            value, high = _DECODER.raw_decode(line, low)
            yield key, value, low, high
            at = _after_space(line, high)
            if line[at : at + 1] != ",":
                break
            at = _after_space(line, at + 1)
    _expect(line, at, "}")
    at = _after_space(line, at + 1)
    if not _is_over(line, at):
        raise json.JSONDecodeError("something follows the object", line, at)


def _is_over(line: str, at: int) -> bool:
    return at == len(line) or (at == len(line) - 1 and line[at] == "\n")


def _after_space(line: str, at: int) -> int:
    match = _SPACE.match(line, at)
    return match.end() if match else at


def _expect(line: str, at: int, mark: str) -> None:
    if line[at : at + 1] != mark:
        raise json.JSONDecodeError(f"expecting {mark!r}", line, at)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table; one without a delimiter is parted by tabs, and quotes are letters like others."""

    line: int
    raw: str
    fields: Sequence[Field]
    cells: Sequence[str]
    columns: Sequence[int]
    delimiter: str

    @property
    def is_plain(self) -> bool:
        return self._written(self.cells) == self.raw

    def unchanged(self) -> Iterator[str]:
        yield self.raw

    def changed(self, texts: Sequence[Iterable[str]]) -> Iterator[str]:
        cells = list(self.cells)
        for column, pieces in zip(self.columns, texts, strict=True):
            cells[column] = "".join(pieces)
        yield self._written(cells)

    def _written(self, cells: Sequence[str]) -> str:
        """Cells quoted as the row is, so that those which stay the same stay so byte for byte; as needed, where no way gives the row."""
        end = self.raw[len(self.raw.rstrip("\r\n")) :]
        if not self.delimiter:
            return "\t".join([_BREAK.sub(" ", cell) for cell in cells]) + end
        for way in _QUOTINGS:
            if way(self.cells, self.delimiter) + end == self.raw:
                return way(cells, self.delimiter) + end
        return _QUOTINGS[0](cells, self.delimiter) + end


def _as_needed(cells: Sequence[object], delimiter: str, quoting: Any = csv.QUOTE_MINIMAL) -> str:
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerow(cells)
    return made.getvalue()[:-2]


def _all(cells: Sequence[object], delimiter: str) -> str:
    return _as_needed(cells, delimiter, csv.QUOTE_ALL)


def _all_but_numbers(cells: Sequence[str], delimiter: str) -> str:
    return _as_needed([_Number(cell) if _NUMBER.fullmatch(cell) else cell for cell in cells], delimiter, csv.QUOTE_NONNUMERIC)


_QUOTINGS = (_as_needed, _all, _all_but_numbers)
"""How programs quote the cells of a row."""


class _Number(float):
    """A number that is written as it was."""

    def __new__(cls, cell: str) -> _Number:
        made = super().__new__(cls)
        made.cell = cell
        return made

    cell: str

    def __repr__(self) -> str:
        return self.cell

    __str__ = __repr__


_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?|NA|TRUE|FALSE|")
_BREAK = re.compile(r"[\t\r\n]+")


def _rows(pieces: Iterable[str], kind: str, names: Sequence[str], file: str) -> Iterator[Record]:
    """The rows of a table."""
    csv.field_size_limit(LONGEST)
    source = _Remembered(lines(pieces, file), file)
    first = next(source, "")
    if not first:
        return
    source.put_back()
    delimiter = "" if kind == "tsv" else _delimiter(first, names)
    how: dict[str, Any] = {"delimiter": delimiter, "strict": True} if delimiter else {"delimiter": "\t", "quoting": csv.QUOTE_NONE}
    reader = csv.reader(source, **how)
    columns: list[int] | None = None
    while True:
        line = source.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise FileError(f"{file}, line {line}: no row of a table ({error}); mend it or take it out") from None
        raw = source.taken()
        if cells is None:
            return
        if columns is None:
            columns, is_header = _columns(cells, names, file)
            if is_header:
                yield _Row(line, raw, (), cells, (), delimiter)
                continue
        there = [column for column in columns if column < len(cells)]
        yield _Row(line, raw, [Field(str(column + 1), cells[column]) for column in there], cells, there, delimiter)


def _delimiter(header: str, names: Sequence[str]) -> str:
    """What parts the cells of a header that should have columns of some names."""

    def fits(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([header], delimiter=delimiter), [])
        except csv.Error:
            cells = []
        return sum([name in map(_bare, cells) for name in names]), len(cells)

    return max(DELIMITERS, key=fits)


def _columns(header: Sequence[str], names: Sequence[str], file: str) -> tuple[list[int], bool]:
    """Which columns hold text, and whether this first row is a header."""
    cells = [_bare(cell) for cell in header]
    found = [cells.index(name) for name in names if name in cells]
    if found:
        return found, True
    numbers = [int(name) - 1 for name in names if name.isdecimal() and 0 < int(name) <= len(cells)]
    if numbers:
        return numbers, False
    raise FileError(f"{file}: no column is called {_either(names)}; there are {', '.join(map(repr, cells[:10]))}; say --text-field")


def _bare(cell: str) -> str:
    return cell.removeprefix("\ufeff").strip()


class _Remembered(Iterator[str]):
    """Lines that are kept until they are asked for again."""

    def __init__(self, source: Iterator[str], file: str) -> None:
        self._source, self._file = source, file
        self._held: list[str] = []
        self._back: list[str] = []
        self._length = 0
        self.number = 0

    def __next__(self) -> str:
        line = self._back.pop() if self._back else next(self._source)
        self.number += 1
        self._held.append(line)
        self._length += len(line)
        _check_length(self._length, self._file, self.number)
        return line

    def put_back(self) -> None:
        """Give the first line once more."""
        self._back.append(self._held.pop())
        self.number, self._length = 0, 0

    def taken(self) -> str:
        """The lines taken since this was asked last."""
        held = "".join(self._held)
        self._held, self._length = [], 0
        return held
