"""What must hold for any input at all; asked by the tests and by `benchmarks/fuzz.py`."""

from __future__ import annotations

from collections.abc import Callable

from nortext import Pipeline, apply_edits, decode
from nortext.encoding.reader import find_encoding
from nortext.errors import FileError
from nortext.formats.registry import FORMATS, records

__all__ = ["TARGETS", "check_decode", "check_records", "check_repair", "check_text"]

PIPELINE = Pipeline()
LINE_ENDS = "\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029"


def check_text(text: str) -> None:
    """Repair a text: it keeps its lines, edits replay, and a second time changes nothing."""
    repair = PIPELINE.repair(text)
    assert apply_edits(text, repair.edits) == repair.text
    assert [letter for letter in repair.text if letter in LINE_ENDS[:3]] == [
        letter for letter in text if letter in LINE_ENDS[:3]
    ]
    assert PIPELINE.clean(repair.text) == repair.text


def check_repair(data: bytes) -> None:
    """Repair bytes as UTF-8 with whatever is none."""
    check_text(data.decode("utf-8", "surrogateescape"))


def check_decode(data: bytes) -> None:
    """Decode bytes: the text is the same in whatever pieces they come."""
    decoded = decode(data)
    assert 0 <= decoded.confidence <= 1
    try:
        encoding = find_encoding(lambda: (data,), "data", "auto")
    except FileError:
        return
    pieces = [data[at : at + 7] for at in range(0, len(data), 7)]
    again = find_encoding(lambda: pieces, "data", "auto")
    assert (again.name, again.confidence) == (encoding.name, encoding.confidence)
    assert "".join(again.texts(pieces)) == "".join(encoding.texts((data,)))


def check_records(data: bytes) -> None:
    """Read records to the end or refuse them with the line, and write them as they were."""
    text = data.decode("utf-8", "replace")
    for kind in FORMATS:
        if kind == "text":
            continue
        try:
            found = list(records([text], kind, ["text", "1"], "file"))
        except FileError as error:
            assert str(error).startswith("file")
            continue
        assert "".join(record.raw for record in found) == text
        pieces = [text[at : at + 5] for at in range(0, len(text), 5)]
        again = list(records(pieces, kind, ["text", "1"], "file"))
        assert [(record.line, record.raw, record.fields) for record in again] == [
            (r.line, r.raw, r.fields) for r in found
        ]
        if kind != "jsonl" and found and found[0].fields:
            # what parts the cells is guessed from the first rows, which may be quoted anew
            continue
        texts = [[field.text for field in record.fields] for record in found]
        written = [
            record.with_texts([[text] for text in fields])
            for record, fields in zip(found, texts, strict=True)
        ]
        again = list(
            records(
                ["".join(piece for pieces in written for piece in pieces)],
                kind,
                ["text", "1"],
                "file",
            )
        )
        assert [[field.text for field in record.fields] for record in again] == texts
        kept = [record.with_texts([None] * len(record.fields)) for record in found]
        assert "".join(piece for pieces in kept for piece in pieces) == text


TARGETS: dict[str, Callable[[bytes], None]] = {
    "repair": check_repair,
    "decode": check_decode,
    "records": check_records,
}
