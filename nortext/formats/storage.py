"""Read and write the bytes of files, plain or compressed, with their SHA-256."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from nortext.errors import FileError, display_name, reason_of
from nortext.formats.parameters import PARAMETERS

__all__ = ["COMPRESSIONS", "Input", "Output", "sha256"]

COMPRESSIONS = {".gz": "gzip", ".zst": "zstandard"}
"""What is compressed, by the ends of names."""


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal.

    Args:
        path: the file.

    Raises:
        OSError: It cannot be read.
    """
    found = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(PARAMETERS.chunk):
            found.update(chunk)
    return found.hexdigest()


class Input:
    """A file that can be read several times and must be the same each time.

    Args:
        path: the file.
        compression: a value of `COMPRESSIONS`, or "".

    Attributes:
        size: its bytes, once it was read.
        position: how many of them, packed, are read this time.
        sha256: their SHA-256, once it was read.
    """

    def __init__(self, path: Path, compression: str) -> None:
        self.path, self.compression = path, compression
        self.size = self.position = 0
        self.sha256 = ""

    def chunks(self) -> Iterator[bytes]:
        """Yield its content, unpacked, in pieces.

        Raises:
            FileError: It cannot be read or unpacked, or is not the same as last time.
        """
        try:
            with self.path.open("rb", buffering=0) as file:
                raw = _Counted(file)
                yield from self._unpacked(raw)
                if self.compression and not raw.count:
                    raise FileError(
                        f"{display_name(self.path)}: is empty, and so no {self.compression} data"
                    )
                while raw.read(PARAMETERS.chunk):
                    pass  # what a compressed stream does not need still belongs to the file
        except OSError as error:
            raise FileError(f"{display_name(self.path)}: {reason_of(error)}") from None
        digest = raw.hash.hexdigest()
        if self.sha256 and digest != self.sha256:
            raise FileError(
                f"{display_name(self.path)}: was changed while it was read; "
                "do it again when it is finished (--resume)"
            )
        self.size, self.sha256 = raw.count, digest

    def _unpacked(self, raw: _Counted) -> Iterator[bytes]:
        """Yield the content; what comes out of compressed data is bounded, unless it is small."""
        p, total = PARAMETERS, 0
        for chunk in _UNPACK[self.compression](raw, display_name(self.path)):
            total, self.position = total + len(chunk), raw.count
            if self.compression and total > max(p.small, p.most_ratio * raw.count):
                raise FileError(
                    f"{display_name(self.path)}: unpacks to more than {p.most_ratio} times its "
                    "size, as no text does; unpack it yourself if it is what you want"
                )
            yield chunk


class _Counted(io.RawIOBase):
    """A file that counts and hashes what is read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.count, self.hash = file, 0, hashlib.sha256()

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read, count and hash some bytes."""
        chunk = self._file.read(size)
        self.count += len(chunk)
        self.hash.update(chunk)
        return chunk


def _plain(raw: _Counted, name: str) -> Iterator[bytes]:
    while chunk := raw.read(PARAMETERS.chunk):
        yield chunk


def _gunzip(raw: _Counted, name: str) -> Iterator[bytes]:
    try:
        with gzip.GzipFile(fileobj=cast(BinaryIO, raw)) as file:
            while chunk := file.read(PARAMETERS.chunk):
                yield chunk
    except EOFError:
        raise FileError(
            f"{name}: the gzip data end too early: the file was not copied whole"
        ) from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise FileError(f"{name}: damaged gzip data ({error})") from None


def _unzstd(raw: _Counted, name: str) -> Iterator[bytes]:
    zstandard = _zstandard(name)
    stream = _frame(zstandard)
    is_open, step = False, PARAMETERS.step
    try:
        while chunk := raw.read(PARAMETERS.chunk):
            for at in range(0, len(chunk), step):
                rest = chunk[at : at + step]
                while rest:
                    yield stream.decompress(rest)
                    rest, is_open = b"", True
                    if stream.eof:
                        rest, is_open = stream.unused_data, False
                        stream = _frame(zstandard)
    except zstandard.ZstdError as error:
        raise FileError(f"{name}: damaged zstandard data ({error})") from None
    if is_open:
        raise FileError(f"{name}: the zstandard data end too early: the file was not copied whole")


_UNPACK = {"": _plain, "gzip": _gunzip, "zstandard": _unzstd}


def _zstandard(name: str) -> Any:
    try:
        import zstandard
    except ImportError:
        raise FileError(
            f"{name}: needs the package zstandard: pip install 'nortext[zstd]'"
        ) from None
    return zstandard


def _frame(zstandard: Any) -> Any:
    """Return what unpacks one frame of zstandard data."""
    return zstandard.ZstdDecompressor().decompressobj(read_across_frames=False)


class Output:
    """A file that is written once, the same bytes for the same content wherever and whenever.

    Args:
        path: where to write.
        compression: a value of `COMPRESSIONS`, or "".
        name: what to call it in an error.

    Attributes:
        size: its bytes so far.
    """

    def __init__(self, path: Path, compression: str, name: str) -> None:
        self._path, self._compression, self._name = path, compression, name
        self._hash = hashlib.sha256()
        self._file: IO[bytes] | None = None
        self.size = 0

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes so far, in hexadecimal."""
        return self._hash.hexdigest()

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open a stream that takes the content.

        Raises:
            FileError: It cannot be written.
        """
        try:
            with self._path.open("xb") as self._file, self._packed() as stream:
                yield stream
        except OSError as error:
            raise FileError(f"{self._name}: cannot be written: {reason_of(error)}") from None

    @contextmanager
    def _packed(self) -> Iterator[IO[bytes]]:
        raw = cast(BinaryIO, self)
        if self._compression == "gzip":
            how: dict[str, Any] = {"compresslevel": 6, "mtime": 0}
            with gzip.GzipFile(filename="", mode="wb", fileobj=raw, **how) as packed:
                yield cast(IO[bytes], packed)
        elif self._compression == "zstandard":
            compressor = _zstandard(self._name).ZstdCompressor(write_checksum=True)
            with compressor.stream_writer(raw, closefd=False) as packed:
                yield packed
        else:
            yield raw

    def write(self, data: bytes) -> int:
        """Write packed bytes; for the streams that pack."""
        assert self._file
        self._hash.update(data)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        """Do nothing: there is nothing to do before the file is closed."""
