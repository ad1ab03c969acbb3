"""Read and write JSON Lines; what is not the text of the fields stays byte for byte."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from nortext.errors import FileError
from nortext.formats.parameters import PARAMETERS
from nortext.formats.record import Field, Record, either, lines

__all__ = ["json_line", "json_records"]

_ESCAPED = re.compile(r"\\u(?:00[89a-f]|0[1-9a-f]|[1-9a-f])", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r]*")
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)  # numbers stay as they are written


def json_line(record: Mapping[str, object]) -> bytes:
    """Return a record as a line of JSON in UTF-8.

    Args:
        record: plain values; what has no UTF-8, as bytes of file names may, stands as an escape.

    >>> json_line({"path": "b\\udce5t.txt"})
    b'{"path": "b\\\\udce5t.txt"}\\n'
    """
    text = json.dumps(record, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def json_records(pieces: Iterable[str], names: Sequence[str], file: str) -> Iterator[Record]:
    """Yield the objects of JSON Lines.

    Args:
        pieces: the file's text in pieces of any size.
        names: the fields that hold text.
        file: what to call the file in an error.

    Raises:
        FileError: A line is no JSON object, or no record has such a field.
    """
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
                elif len(seen) < PARAMETERS.named_fields:
                    seen[key] = None
        except ValueError as error:
            raise FileError(_fault(error, file, number)) from None
        except RecursionError:
            raise FileError(f"{file}, line {number}: JSON that is nested too deeply") from None
        yield Record(number, line, fields, spans, _as_json)
    if seen and not has_field:
        there = ", ".join(map(repr, seen))
        raise FileError(
            f"{file}: no record has a field {either(names)}; there are {there}; say --text-field"
        )


def _fault(error: ValueError, file: str, number: int) -> str:
    """Return what is wrong with a line, in words."""
    at, message = "", str(error)
    if isinstance(error, json.JSONDecodeError):
        at, message = f", character {error.pos + 1}", error.msg
    return f"{file}, line {number}{at}: no JSON object ({message}); mend the line or take it out"


def _as_json(raw: str, start: int, end: int, pieces: Iterable[str]) -> Iterator[str]:
    """Yield a string of JSON, its letters escaped if those of the one before were."""
    if _ESCAPED.search(raw, start, end):
        encode = json.encoder.encode_basestring_ascii
    else:
        encode = json.encoder.encode_basestring
    yield '"'
    for piece in pieces:
        yield encode(piece)[1:-1]
    yield '"'


def _members(line: str, start: int) -> Iterator[tuple[str, Any, int, int]]:
    """Yield the members of a JSON object: key, value, and where the value stands.

    There are none in an empty line.
    """
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
