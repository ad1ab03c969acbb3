"""Keep named arrays in one memory-mapped file.

The binary files of the word lists all have this form: a first line of JSON that names each array
with its type, length and place, then the arrays themselves, little-endian, each on an 8-byte
boundary. Opening such a file reads the first line only; pages of an array come in when they are
first used, and processes share them.
"""

from __future__ import annotations

import json
import mmap
import sys
from pathlib import Path
from typing import Any

from nortext.errors import FileError, display_name

__all__ = ["Store", "damaged", "data_folder", "map_file", "write_store"]

_ALIGN = 8


def data_folder() -> Path:
    """Return the folder of the word lists: in the installed package, or beside it in a checkout.

    Raises:
        FileNotFoundError: Neither place holds the word lists.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "wordlists", package.parent / "wordlists"):
        if (folder / "lexicon.bin").exists():
            return folder
    raise FileNotFoundError(
        f"no word lists beside {package}; reinstall nortext, or run `make wordlists` in a checkout"
    )


def map_file(path: Path) -> mmap.mmap:
    """Return a file as read-only memory that processes share.

    Raises:
        FileError: It is empty.
    """
    with path.open("rb") as file:
        try:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:
            raise damaged(path) from None


def damaged(path: Path) -> FileError:
    """Return the error that says that a file of the word lists is damaged."""
    return FileError(f"{display_name(path)}: is damaged or cut short; install nortext anew")


class Store:
    """The arrays of one file.

    Args:
        path: the file.

    Attributes:
        meta: what the writer noted beside the arrays (sizes, scales).

    Raises:
        FileError: The file has no such header, or is shorter than that says.
    """

    def __init__(self, path: Path) -> None:
        self._memory = map_file(path)
        end = self._memory.find(b"\n")
        try:
            header = json.loads(self._memory[:end])
            self.meta: dict[str, Any] = header["meta"]
            self._arrays: dict[str, list[Any]] = header["arrays"]
            size = max([start + length for _, start, length in self._arrays.values()], default=0)
        except (ValueError, KeyError, TypeError):
            raise damaged(path) from None
        if size > len(self._memory):
            raise damaged(path)

    def array(self, name: str) -> memoryview:
        """Return the array of that name, as a typed view on the mapped file.

        Args:
            name: as the header gives it.

        Returns:
            A one-dimensional view of the array's length, whose items are ints.

        Raises:
            KeyError: The file holds no such array.
        """
        typecode, start, size = self._arrays[name]
        view = memoryview(self._memory)[start : start + size]
        if sys.byteorder == "big" and typecode not in "bB":
            import array

            swapped = array.array(typecode, view.tobytes())
            swapped.byteswap()
            return memoryview(swapped)
        return view.cast(typecode)


def write_store(path: Path, meta: dict[str, Any], arrays: dict[str, tuple[str, bytes]]) -> None:
    """Write arrays as one file, the same bytes for the same input.

    Args:
        path: the file to write.
        meta: numbers and strings to keep beside the arrays.
        arrays: for each name the type code (as in `array.array`) and the little-endian bytes.
    """
    header_size = 4096
    while True:
        place, at = {}, header_size
        for name, (typecode, data) in arrays.items():
            place[name] = [typecode, at, len(data)]
            at += _aligned(len(data))
        header = json.dumps({"meta": meta, "arrays": place}, sort_keys=True).encode() + b"\n"
        if len(header) <= header_size:
            break
        header_size *= 2
    with path.open("wb") as file:
        file.write(header.ljust(header_size, b" "))
        for _, data in arrays.values():
            file.write(data.ljust(_aligned(len(data)), b"\0"))


def _aligned(size: int) -> int:
    """Return a size rounded up to the boundary of arrays."""
    return -(-size // _ALIGN) * _ALIGN
