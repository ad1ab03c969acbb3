"""Find the files of a batch: those below a folder, or those of a list."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from nortext.batch.manifest import NAME, STAGING
from nortext.errors import display_name, reason_of
from nortext.formats.registry import FORMATS
from nortext.formats.storage import COMPRESSIONS

__all__ = ["Source", "listed", "walk"]

_BY_SUFFIX = {suffix: name for name, suffixes in FORMATS.items() for suffix in suffixes}


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or why it is none.

    Attributes:
        name: its path below the input folder, with / between the parts.
        path: where it lies.
        size: its bytes.
        format: one of `FORMATS`.
        compression: a value of `COMPRESSIONS`, or "".
        failed: why it cannot be repaired, or "".
        skipped: why it is not to be repaired, or "".
    """

    name: str
    path: Path
    size: int = 0
    format: str = ""
    compression: str = ""
    failed: str = ""
    skipped: str = ""


_Folder = tuple[Path, str, tuple[Path, ...]]
"""A folder to look into: where it lies, its name, and the real folders above it and itself."""


def walk(
    folder: Path, output: Path, glob: str | None = None, kind: str = "auto"
) -> Iterator[Source]:
    """Yield the files below a folder, in a fixed order.

    Links to folders are followed, unless they lead back.

    Args:
        folder: the folder, or one file.
        output: a folder that is left out.
        glob: take only files whose name, or whose path where there is a / in it, fits this pattern.
        kind: the format of all files, or `auto`.
    """
    if not folder.is_dir():
        yield _source(folder, folder.name, kind)
        return
    left_out = output.resolve()
    pending: list[_Folder] = [(folder, "", (folder.resolve(),))]
    while pending:
        at, name, above = pending.pop()
        try:
            entries = sorted(os.scandir(at), key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield Source(name, at, failed=f"the folder cannot be read: {reason_of(error)}")
            continue
        folders: list[_Folder] = []
        for entry in entries:
            path, below = at / entry.name, f"{name}/{entry.name}" if name else entry.name
            if not _is_folder(path):
                if not glob or fnmatchcase(below if "/" in glob else entry.name, glob):
                    yield _source(path, below, kind)
                continue
            real = path.resolve()
            if real in above:
                yield Source(below, path, skipped="a link that leads back to a folder above it")
            elif below == STAGING:
                reason = "has the name of the folder that a batch works in"
                yield Source(below, path, skipped=reason)
            elif real != left_out:
                folders.append((path, below, (*above, real)))
        pending += reversed(folders)


def listed(
    paths: Iterable[bytes], folder: Path, output: Path, kind: str = "auto"
) -> Iterator[Source]:
    """Yield the files of a list, each once.

    Args:
        paths: their paths as bytes, from the current folder or else from `folder`; empty ones are
            left out.
        folder: the folder that they must lie below.
        output: a folder that is left out.
        kind: the format of all files, or `auto`.
    """
    seen: set[str] = set()
    left_out = output.resolve()
    for given in paths:
        if not given:
            continue
        path = os.fsdecode(given)
        if not os.path.lexists(path) and os.path.lexists(folder / path):
            path = str(folder / path)
        name = _name_below(path, folder)
        if name in seen:
            continue
        seen.add(name)
        parts = PurePath(name).parts
        if parts[:1] in ((), (os.pardir,)):
            reason = f"does not lie below {display_name(folder)}"
            yield Source(str(Path(path).absolute()), Path(path), failed=reason)
        elif parts[0] == STAGING or Path(_place_of(path)).is_relative_to(left_out):
            reason = "lies in the folder that the batch writes to"
            yield Source(PurePath(name).as_posix(), Path(path), skipped=reason)
        else:
            yield _source(Path(path), PurePath(name).as_posix(), kind)


def _name_below(path: str, folder: Path) -> str:
    """Return the path of a file from a folder, as it is written: the name of a link is the link's.

    But what `..` leads to behind a link lies where the link leads.
    """
    if os.pardir in PurePath(path).parts:
        return os.path.relpath(_place_of(path), os.path.realpath(folder))
    return os.path.relpath(os.path.normpath(path), os.path.normpath(folder.absolute()))


def _place_of(path: str) -> str:
    """Return where a file or link really lies."""
    above, name = os.path.split(path)
    return f"{os.path.realpath(above)}{os.sep}{name}"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a link to itself
        return False


def _source(path: Path, name: str, kind: str) -> Source:
    """Return what is known about a file before it is read."""
    try:
        status = path.stat()
    except OSError as error:
        return Source(name, path, failed=reason_of(error))
    if stat.S_ISDIR(status.st_mode):
        return Source(name, path, failed="is a folder; give it in place of the list")
    if not stat.S_ISREG(status.st_mode):
        return Source(name, path, skipped="is no file but a pipe, socket or device")
    if name == NAME:
        reason = "is the manifest of a batch, and its name is taken by this one's"
        return Source(name, path, status.st_size, skipped=reason)
    stem = PurePath(name.lower())
    compression = COMPRESSIONS.get(stem.suffix, "")
    bare = stem.with_suffix("") if compression else stem
    found = kind if kind != "auto" else _BY_SUFFIX.get(bare.suffix, "")
    skipped = ""
    if not found:
        skipped = "no kind of file that holds text, by its name; say --format if it is one"
    return Source(name, path, status.st_size, found, compression, skipped=skipped)
