"""The formats of files that hold texts, and how the names of such files end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from nortext.formats.jsonl import json_records
from nortext.formats.record import Record
from nortext.formats.tables import table_rows

__all__ = ["FORMATS", "records"]

FORMATS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": (".txt", ".text", ".md", ".markdown"),
        "jsonl": (".jsonl", ".ndjson"),
        "csv": (".csv",),
        "tsv": (".tsv", ".tab"),
    }
)
"""The formats, and how the names of such files end."""


def records(pieces: Iterable[str], kind: str, names: Sequence[str], file: str) -> Iterator[Record]:
    """Return the records of a file.

    Args:
        pieces: its text in pieces of any size.
        kind: one of `FORMATS` but `text`.
        names: the fields, or columns, that hold text.
        file: what to call the file in an error.

    Returns:
        The records, in order; written one after the other they give the file.

    Raises:
        FileError: A line is not what the format asks for, a record is too long, or no record has
            such a field.
    """
    if kind == "jsonl":
        return json_records(pieces, names, file)
    return table_rows(pieces, kind, names, file)
