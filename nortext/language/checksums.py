"""Check that the word lists are those that MODEL.toml tells of."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from nortext.language.store import damaged, data_folder

__all__ = ["changed_files"]

_FILE = re.compile(r'^"([^"/]+)" = "([0-9a-f]{64})"$', re.MULTILINE)


def changed_files(folder: Path | None = None) -> Iterator[str]:
    """Yield the names of files that are missing or not as they were built.

    Args:
        folder: where the word lists lie; the shipped ones by default.

    Raises:
        FileError: `MODEL.toml` names none.
    """
    folder = folder or data_folder()
    path = folder / "MODEL.toml"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    _, _, files = text.partition("[files]")
    found = _FILE.findall(files)
    if not found:
        raise damaged(path)
    for name, expected in found:
        file = folder / name
        if not file.is_file() or _checksum(file) != expected:
            yield name


def _checksum(file: Path) -> str:
    found = hashlib.sha256()
    with file.open("rb") as data:
        while chunk := data.read(1 << 20):
            found.update(chunk)
    return found.hexdigest()
