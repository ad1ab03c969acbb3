"""The texts inside a file: all of it, or a field of each record of JSON Lines or of a table."""

from __future__ import annotations

import csv
import itertools
import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from nortext.formats.files import FileError

__all__ = ["FORMATS", "LONGEST", "Field", "Record", "records"]

FORMATS = {"text": (".txt", ".text", ".md", ".markdown"), "jsonl": (".jsonl", ".ndjson"), "csv": (".csv",), "tsv": (".tsv", ".tab")}
"""The formats, and how the names of such files end."""

LONGEST = 64_000_000  # characters of a record
PIECE = 500_000  # characters that are looked at at a time
PEEKED = 10  # lines from which it is seen what parts the cells of a table
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


@dataclass(frozen=True, slots=True)
class Record:
    """A piece of a file, in which texts stand among other things.

    Attributes:
        line: the line where it begins, counted from 1.
        raw: its characters.
        fields: its texts.
        spans: where they stand in it, as they are written there.
        write: how a text is written: given the record, where the text begins and ends in it, and the new text in pieces.
    """

    line: int
    raw: str
    fields: Sequence[Field] = ()
    spans: Sequence[tuple[int, int]] = ()
    write: Callable[[str, int, int, Iterable[str]], Iterator[str]] = lambda raw, start, end, pieces: iter(pieces)

    def with_texts(self, texts: Iterable[Iterable[str] | None]) -> Iterator[str]:
        """The record with other texts, in pieces.

        Args:
            texts: for each field its text in pieces, which are asked for one after the other, or None where it stays.
        """
        at = 0
        for (start, end), pieces in zip(self.spans, texts, strict=True):
            if pieces is not None:
                yield self.raw[at:start]
                yield from self.write(self.raw, start, end, pieces)
                at = end
        yield self.raw[at:]

    def is_plain(self) -> bool:
        """Whether its texts, written anew, are written as they are."""
        at = 0
        for piece in self.with_texts([_cut(field.text) for field in self.fields]):
            if not self.raw.startswith(piece, at):
                return False
            at += len(piece)
        return True


def _cut(text: str) -> Iterator[str]:
    for at in range(0, len(text), PIECE):
        yield text[at : at + PIECE]


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


def _as_json(raw: str, start: int, end: int, pieces: Iterable[str]) -> Iterator[str]:
    """A string of JSON, its letters escaped if those of the one before were."""
    encode = json.encoder.encode_basestring_ascii if _ESCAPED.search(raw, start, end) else json.encoder.encode_basestring
    yield '"'
    for piece in pieces:
        yield encode(piece)[1:-1]
    yield '"'


def _json_records(pieces: Iterable[str], names: Sequence[str], file: str) -> Iterator[Record]:
    """The objects of JSON Lines; what is not the text of the fields stays byte for byte."""
    seen: dict[str, None] = {}
    has_field = False
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
        yield Record(number, line, fields, spans, _as_json)
    if seen and not has_field:
        raise FileError(f"{file}: no record has a field {_either(names)}; there are {', '.join(map(repr, seen))}; say --text-field")


def _either(names: Sequence[str]) -> str:
    return " or ".join(map(repr, names))


_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)  # numbers stay as they are written


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


def _as_cell(delimiter: str, raw: str, start: int, end: int, pieces: Iterable[str]) -> Iterator[str]:
    """A cell, quoted if the one before was or it needs to be."""
    text = "".join(pieces)
    if raw.startswith('"', start) or text.startswith('"') or any(mark in text for mark in (delimiter, "\r", "\n")):
        text = '"' + text.replace('"', '""') + '"'
    yield text


def _as_tsv(raw: str, start: int, end: int, pieces: Iterable[str]) -> Iterator[str]:
    """A cell without tabs and line ends."""
    yield _BREAK.sub(" ", "".join(pieces))


_BREAK = re.compile(r"[\t\r\n]+")
_QUOTED = r'"[^"]*(?:""[^"]*)*"'


def _rows(pieces: Iterable[str], kind: str, names: Sequence[str], file: str) -> Iterator[Record]:
    """The rows of a table; what is not the text of the columns stays byte for byte."""
    csv.field_size_limit(LONGEST)
    source = _Remembered(lines(pieces, file), file)
    mark = source.without_mark()
    first = source.peeked(PEEKED)
    if not first:
        if mark:
            yield Record(1, mark)
        return
    delimiter = "\t" if kind == "tsv" else _delimiter(first, names)
    how: dict[str, Any] = {"quoting": csv.QUOTE_NONE} if kind == "tsv" else {"strict": True}
    reader = csv.reader(source, delimiter=delimiter, **how)
    mark_of = f"[^{re.escape(delimiter)}\\r\\n]"
    cell = re.compile(f"{mark_of}*" if kind == "tsv" else f'{_QUOTED}|(?!"){mark_of}*')
    write = _as_tsv if kind == "tsv" else partial(_as_cell, delimiter)
    columns: list[int] | None = None
    while True:
        line = source.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise FileError(f"{file}, line {line}: no row of a table ({error}); mend it or take it out") from None
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
        spans = list(_spans(raw, len(mark), cell, delimiter))
        if len(spans) != len(cells) and there:
            raise FileError(f"{file}, line {line}: the cells of this row cannot be told apart; mend it or take it out")
        mark = ""
        yield Record(line, raw, [Field(str(column + 1), cells[column]) for column in there], [spans[at] for at in there], write)


def _spans(raw: str, start: int, cell: re.Pattern[str], delimiter: str) -> Iterator[tuple[int, int]]:
    """Where the cells of a row stand in it, with their quotes."""
    while True:
        match = cell.match(raw, start)
        if match is None:
            return
        yield match.span()
        if raw[match.end() : match.end() + 1] != delimiter:
            return
        start = match.end() + 1


def _delimiter(first: Sequence[str], names: Sequence[str]) -> str:
    """What parts the cells of a table, given its first lines: columns have the names then, or all rows have some of it."""
    bare = [re.sub(_QUOTED, "", line) for line in first]

    def fits(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader(first[:1], delimiter=delimiter, strict=True), [])
        except csv.Error:
            cells = []
        return sum([name in map(str.strip, cells) for name in names]), min([line.count(delimiter) for line in bare])

    return max(DELIMITERS, key=fits)


def _columns(header: Sequence[str], names: Sequence[str], file: str) -> tuple[list[int], bool]:
    """Which columns hold text, from left to right, and whether this first row is a header."""
    cells = [cell.strip() for cell in header]
    found = [at for at, cell in enumerate(cells) if cell in names]
    if found:
        return found, True
    numbers = {int(name) - 1 for name in names if name.isdecimal() and 0 < int(name) <= len(cells)}
    if numbers:
        return sorted(numbers), False
    raise FileError(f"{file}: no column is called {_either(names)}; there are {', '.join(map(repr, cells[:10]))}; say --text-field")


class _Remembered(Iterator[str]):
    """Lines that are kept until they are asked for again."""

    def __init__(self, source: Iterator[str], file: str) -> None:
        self._source, self._file = source, file
        self._held: list[str] = []
        self._back: deque[str] = deque()
        self._length = 0
        self.number = 0

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._source)
        self.number += 1
        self._held.append(line)
        self._length += len(line)
        _check_length(self._length, self._file, self.number)
        return line

    def without_mark(self) -> str:
        """Take a byte-order mark off the first line, and give it."""
        first = next(self._source, "")
        mark = "\ufeff" if first.startswith("\ufeff") else ""
        if first[len(mark) :]:
            self._back.append(first[len(mark) :])
        return mark

    def peeked(self, most: int) -> list[str]:
        """The first lines, which are given once more."""
        self._back += itertools.islice(self._source, most - len(self._back))
        return list(self._back)

    def taken(self) -> str:
        """The lines taken since this was asked last."""
        held = "".join(self._held)
        self._held, self._length = [], 0
        return held
