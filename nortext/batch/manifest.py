"""Write down what became of every file of a batch, a JSON object a line, as soon as it is known."""

from __future__ import annotations

import json
import math
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from nortext.errors import FileError, display_name, reason_of
from nortext.formats.jsonl import json_line

__all__ = ["NAME", "STAGING", "STATUSES", "Manifest", "read_manifest"]

NAME = "manifest.jsonl"
STAGING = ".nortext-batch"
"""The folder in the output folder where files are written before they get their names."""

STATUSES = ("done", "failed", "skipped")
_NUMBERS = ("size", "words", "doubts", "wer_before", "wer_after", "seconds")
_COUNTS = ("damage", "edits")
"""What a record of a file that is done has at least: numbers, and numbers by name."""

_BEGINNING = b'{"path": '

try:
    import fcntl
except ImportError:  # Windows: two batches into one folder are not told apart
    fcntl = None  # type: ignore[assignment]


def read_manifest(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield what a batch wrote down about its files.

    Args:
        folder: where the batch wrote.

    Yields:
        For each file a dict: `path` (below the input folder), `status` (`done`, `failed` or
        `skipped`), `error`, and of files that are done `format`, `encoding`, `size` (bytes),
        `sha256`, `output_size`, `output_sha256`, `records`, `words`, `damage` (changes by kind of
        damage), `edits` (by how they were found), `doubts`, `wer_before` and `wer_after`
        (estimates, 0 to 1), `seconds`, `version` and `options`. A line that was not written whole
        is left out.

    Raises:
        FileError: There is no manifest, or it cannot be read.
    """
    last = {record["path"]: at for at, _, record in _lines(folder / NAME)}
    for at, _, record in _lines(folder / NAME):
        if last.get(record["path"]) == at:
            yield record


def _lines(path: Path) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Yield the whole lines of a manifest: place, length, record.

    Of a path that stands there twice the last line holds.
    """
    try:
        with path.open("rb") as file:
            at = 0
            for line in file:
                record = _record(line)
                if record:
                    yield at, len(line), record
                at += len(line)
    except OSError as error:
        raise FileError(f"{display_name(path)}: {reason_of(error)}") from None


def _record(line: bytes) -> dict[str, Any] | None:
    """Return the record in a line, or None where it is no whole one."""
    if not line.endswith(b"\n"):
        return None
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, dict) or not _is_text(record.get("path")):
        return None
    status = record.get("status")
    if status == "done":
        return record if _is_done(record) else None
    return record if status in ("failed", "skipped") and _is_text(record.get("error")) else None


def _is_done(record: dict[str, Any]) -> bool:
    """Tell whether a record has what that of a file that is done has."""
    counts = [record.get(name) for name in _COUNTS]
    if not all(isinstance(each, dict) for each in counts):
        return False
    numbers = [record.get(name) for name in _NUMBERS]
    numbers += [number for each in counts if isinstance(each, dict) for number in each.values()]
    return all(isinstance(n, int | float) and math.isfinite(n) for n in numbers)


def _is_text(value: object) -> bool:
    """Tell whether a value is a text that is valid or the name of a file."""
    if not isinstance(value, str):
        return False
    try:
        value.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


class Manifest:
    """The manifest of a running batch; no other batch may write to its folder meanwhile.

    Args:
        folder: where the batch writes.

    Raises:
        FileError: It cannot be written, another batch writes it, or it is no manifest.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._written: set[str] = set()
        self._places: dict[str, tuple[int, int]] = {}
        self._waiting: list[tuple[str, bytes]] = []
        try:
            self._file = self._open()
            self._end = 0
            for at, length, record in _lines(self._path):
                self._places[record["path"]] = (at, length)
                self._end = at + length
            self._file.truncate(self._end)
        except OSError as error:
            raise FileError(
                f"{display_name(self._path)}: cannot be written: {reason_of(error)}"
            ) from None

    def _open(self) -> IO[bytes]:
        """Return the manifest's file, locked, that no other folder and no other batch has too."""
        while True:
            file = self._opened()
            own = os.fstat(file.fileno())
            try:
                is_there = os.path.samestat(own, os.lstat(self._path))
            except FileNotFoundError:
                is_there = False
            if is_there and own.st_nlink == 1:
                return file
            if is_there:  # a hard link of another folder's: what is written must not be in both
                self._own(file)
            file.close()  # another batch has put its own in the place between opening and locking

    def _own(self, file: IO[bytes]) -> None:
        """Put a copy in the manifest's place, so that its other names stay as they are."""
        copy = self._path.with_name(f".{NAME}.copy")
        file.seek(0)
        copy.unlink(missing_ok=True)
        with copy.open("xb") as new:
            shutil.copyfileobj(file, new)
        copy.replace(self._path)

    def _opened(self) -> IO[bytes]:
        """Return the manifest's file, locked; no link is followed."""
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        file = os.fdopen(os.open(self._path, flags, 0o666), "r+b", buffering=0)
        if fcntl:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.close()
                raise FileError(
                    f"{display_name(self._path.parent)}: another batch is writing there; "
                    "wait for it, or choose another folder"
                ) from None
        if not _BEGINNING.startswith(file.read(len(_BEGINNING))):
            file.close()
            raise FileError(
                f"{display_name(self._path)}: is no manifest of a batch; "
                "move it away, or choose another folder"
            )
        return file

    def get(self, path: str) -> dict[str, Any] | None:
        """Return what stands there about a file.

        Args:
            path: the file's, below the input folder.
        """
        place = self._places.get(path)
        if not place:
            return None
        self._file.seek(place[0])
        return _record(self._file.read(place[1]))

    def add(self, record: dict[str, Any]) -> None:
        """Write down what became of a file; where the disk is full, as soon as it is not.

        Args:
            record: as `read_manifest` gives it.
        """
        self._waiting.append((record["path"], json_line(record)))
        try:
            self._write()
        except OSError:
            self._file.truncate(self._end)

    def _write(self) -> None:
        while self._waiting:
            path, line = self._waiting[0]
            self._file.seek(self._end)
            rest = memoryview(line)
            while rest:
                rest = rest[self._file.write(rest) :]
            self._places[path] = (self._end, len(line))
            self._written.add(path)
            self._end += len(line)
            del self._waiting[0]

    def keep(self, path: str) -> None:
        """Note that what stands there about a file still holds.

        Args:
            path: the file's.
        """
        self._written.add(path)

    def close(self, temporary: Path, whole: bool) -> None:
        """Put the records in order of their paths, each once.

        Args:
            temporary: where to write before the manifest is replaced.
            whole: whether what this batch did not write or keep is left out.

        Raises:
            FileError: It cannot be written; what was written before stays.
        """
        try:
            self._write()
            with temporary.open("xb") as file:
                paths = self._written if whole else self._places
                for path in sorted(paths, key=lambda path: path.encode("utf-8", "surrogatepass")):
                    at, length = self._places[path]
                    self._file.seek(at)
                    file.write(self._file.read(length))
            temporary.replace(self._path)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise FileError(
                f"{display_name(self._path)}: cannot be written: {reason_of(error)}; "
                "records may be missing from it"
            ) from None
        finally:
            self._file.close()
