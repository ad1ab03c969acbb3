"""Read the edits that a repair wrote, one JSON object a line, to replay or refuse them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nortext.errors import FileError
from nortext.formats.files import read_text
from nortext.text.edits import Alternative, Edit

__all__ = ["read_edits", "read_records"]


def read_edits(path: Path | str) -> list[Edit]:
    """Return the edits in a file that `nortext clean --edits` wrote.

    Args:
        path: the file; its doubts are left out, and which text an edit belongs to is not told.

    Returns:
        The edits, in the file's order.

    Raises:
        FileError: It cannot be read, or a line of it is no edit; the message names the line.
    """
    return [edit for _, _, edit in read_records(Path(path))]


def read_records(path: Path) -> Iterator[tuple[int, str, Edit]]:
    """Yield the edits of a file.

    Args:
        path: the file.

    Yields:
        The line it stands in, the name of the text that it belongs to or "", and the edit.

    Raises:
        FileError: As `read_edits`.
    """
    for number, line in enumerate(read_text(path, "utf-8").text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{path}, line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            raise FileError(f"{place}: is not JSON; write the file anew with --edits") from None
        if not isinstance(record, dict):
            raise FileError(f"{place}: should be an object")
        if "field" in record:
            raise FileError(
                f"{place}: is of a record of a table or of JSON Lines, in which no edits are made"
            )
        if record.get("type", "edit") == "edit":
            name = record.get("file", "")
            yield number, name if isinstance(name, str) else "", _edit_of(record, place)


def _edit_of(record: dict[str, Any], place: str) -> Edit:
    """Return the edit that a row of an edits file holds.

    Args:
        record: the row; keys that are none of an edit's are left out.
        place: where it stands, for messages.

    Raises:
        FileError: It is no edit.
    """
    before, after = record.get("before"), record.get("after")
    start, end = record.get("start"), record.get("end")
    if not isinstance(before, str) or not isinstance(after, str):
        raise FileError(f'{place}: an edit has "before" and "after", both texts')
    if not isinstance(start, int) or not isinstance(end, int):
        raise FileError(f'{place}: an edit has "start" and "end", both whole numbers')
    try:
        return Edit(
            start,
            end,
            before,
            after,
            reason=str(record.get("reason", "")),
            confusions=tuple(map(str, record.get("confusions", ()))),
            confidence=float(record.get("confidence", 1.0)),
            alternatives=tuple(
                [
                    Alternative(str(other["text"]), float(other["probability"]))
                    for other in record.get("alternatives", ())
                ]
            ),
            damage=str(record.get("damage", "")),
        )
    except (TypeError, ValueError, KeyError):
        raise FileError(f"{place}: is no edit as --edits writes it") from None
