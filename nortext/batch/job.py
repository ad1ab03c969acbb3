"""One file of a batch: read, repaired, and written beside its place; its results are plain values for the manifest."""

from __future__ import annotations

import codecs
import gc
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from nortext.batch.options import Options
from nortext.batch.sources import Source
from nortext.formats.files import AUTO, FileError, called, find_encoding, json_line
from nortext.formats.record import Record, records
from nortext.formats.storage import Input, Output, sha256
from nortext.results import Repair, expected_errors, records_of

__all__ = ["Job", "Worker", "still_stands"]

BUFFER = 1 << 16  # characters that are encoded at a time
LONG = 1_000_000  # characters of a record that are not held once more when they are repaired, if that can be helped
COLLECTED = 1_000  # jobs after which garbage is looked for


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done.

    Attributes:
        source: the file.
        text: where to write the repaired text.
        edits: where to write the edits, or None.
        earlier: what the manifest says of the same file repaired with the same options, or None.
        output: where that repair was put.
        output_edits: where its edits were put, or None.
    """

    source: Source
    text: Path
    edits: Path | None
    earlier: dict[str, Any] | None
    output: Path
    output_edits: Path | None

    def discard(self) -> None:
        """Remove what was written."""
        for path in (self.text, self.edits):
            if path:
                path.unlink(missing_ok=True)


class Worker:
    """Does jobs with one pipeline.

    Args:
        options: how files are repaired.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self._pipeline = options.pipeline()
        self._jobs = 0
        gc.disable()  # hardly anything refers to itself, and looking for it costs a tenth of the time
        gc.freeze()

    def do(self, job: Job, told: Callable[[int], None]) -> dict[str, Any]:
        """Do a job.

        Args:
            job: the job.
            told: called now and then with how many characters are repaired so far.

        Returns:
            What becomes of the file, as `read_manifest` gives it, but for path, version and options; with `status` `kept` where the
            earlier repair stands. Nothing is left in the job's places unless the status is `done`.
        """
        start = time.perf_counter()
        read = Input(job.source.path, job.source.compression)
        name = called(job.source.path)
        try:
            found = {"status": "kept"} if still_stands(job) else self._done(job, read, name, told)
        except FileError as error:
            found = _failed(str(error), read)
        except MemoryError:
            found = _failed(f"{name}: there is not memory enough for it", read)
        except Exception as error:
            found = _failed(f"{name}: a fault of nortext's own: {type(error).__name__}: {error}", read)
        if found["status"] != "done":
            job.discard()
        self._jobs += 1
        if self._jobs % COLLECTED == 0:
            gc.collect()
        return found | {"seconds": round(time.perf_counter() - start, 3)}

    def _done(self, job: Job, read: Input, name: str, told: Callable[[int], None]) -> dict[str, Any]:
        options, source, output_name = self._options, job.source, called(job.source.name)
        encoding = find_encoding(read.chunks, name, options.encoding)
        count = _Count(told)
        output = Output(job.text, source.compression, output_name)
        edits = Output(job.edits, "", output_name) if job.edits else None
        with output.open() as stream, edits.open() if edits else nullcontext() as edits_stream:
            text = _Writer(stream, "utf-8" if options.encoding == AUTO else options.encoding, name, source.format)
            each = partial(_write_edits, edits_stream, source.name)
            pieces = encoding.texts(read.chunks())
            if source.format == "text":
                text.write(self._repaired(pieces, count, partial(each, {})))
            else:
                for record in records(pieces, source.format, options.text_fields, name):
                    count.records += 1
                    text.write(self._repaired_record(record, count, each))
            text.close()
        return {
            "status": "done",
            "error": "",
            "format": source.format,
            "encoding": encoding.name,
            "size": read.size,
            "sha256": read.sha256,
            "output_size": output.size,
            "output_sha256": output.sha256,
            **({"edits_sha256": edits.sha256} if edits else {}),
            **count.as_dict(),
        }

    def _repaired_record(self, record: Record, count: _Count, each: Callable[[dict[str, Any], Repair], None]) -> Iterator[str]:
        """A record with its texts repaired; those that are right are written as they were."""
        places = [{"line": record.line, "field": field.name} for field in record.fields]
        if sum([len(field.text) for field in record.fields]) > LONG and record.is_plain():
            repaired = [self._repaired(f.text, count, partial(each, place)) for f, place in zip(record.fields, places, strict=True)]
            return record.with_texts(repaired)  # as it comes: that of right texts is the same
        texts: list[list[str] | None] = []
        for field, place in zip(record.fields, places, strict=True):
            before = count.changes
            parts = list(self._repaired(field.text, count, partial(each, place)))
            texts.append(parts if count.changes > before else None)
        return record.with_texts(texts)

    def _repaired(self, text: str | Iterable[str], count: _Count, each: Callable[[Repair], None]) -> Iterator[str]:
        """The parts of a text, repaired."""
        for part in self._pipeline.parts(text):
            count.add(part)
            each(part)
            yield part.text


def still_stands(job: Job) -> bool:
    """Whether a file needs no repair: input and output are those that the manifest tells of.

    Args:
        job: the job of repairing it.
    """
    if not job.earlier:
        return False
    try:
        return (
            sha256(job.source.path) == job.earlier.get("sha256")
            and sha256(job.output) == job.earlier.get("output_sha256")
            and (job.output_edits is None or sha256(job.output_edits) == job.earlier.get("edits_sha256"))
        )
    except OSError:
        return False


def _failed(error: str, read: Input) -> dict[str, Any]:
    """What is known of a file that could not be repaired; its SHA-256 where it was read whole."""
    known = {"size": read.size, "sha256": read.sha256} if read.sha256 else {}
    return {"status": "failed", "error": error, **known}


class _Count:
    """What was found in a file."""

    def __init__(self, told: Callable[[int], None]) -> None:
        self._told = told
        self.characters = self.words = self.changes = self.doubts = self.records = 0
        self._before = self._after = 0.0
        self._damage: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()

    def add(self, part: Repair) -> None:
        """Count a repair."""
        self.characters += len(part.text)
        self.words += part.words
        self.changes += len(part.edits)
        self.doubts += len(part.doubts)
        before, after = expected_errors(part)
        self._before, self._after = self._before + before, self._after + after
        for edit in part.edits:
            self._reasons[edit.reason] += 1
            for kind in edit.damage.split("+"):
                self._damage[kind] += 1
        self._told(self.characters)

    def as_dict(self) -> dict[str, Any]:
        words = max(1, self.words)
        return {
            "records": self.records,
            "words": self.words,
            "damage": dict(self._damage.most_common()),
            "edits": dict(self._reasons.most_common()),
            "doubts": self.doubts,
            "wer_before": round(self._before / words, 4),
            "wer_after": round(self._after / words, 4),
        }


class _Writer:
    """Writes text in an encoding; what it lacks is escaped in JSON, and refused elsewhere."""

    def __init__(self, stream: IO[bytes], encoding: str, name: str, kind: str) -> None:
        self._stream, self._encoding, self._name = stream, encoding, name
        self._encoder = codecs.getincrementalencoder(encoding)(ESCAPES if kind == "jsonl" else "strict")
        self._held: list[str] = []
        self._length = 0

    def write(self, pieces: Iterable[str]) -> None:
        """Write pieces of text."""
        for piece in pieces:
            self._held.append(piece)
            self._length += len(piece)
            if self._length > BUFFER:
                self._flush()

    def close(self) -> None:
        """Write what is held; there is no more."""
        self._flush(is_last=True)

    def _flush(self, is_last: bool = False) -> None:
        text = "".join(self._held)
        self._held, self._length = [], 0
        try:
            for at in range(0, len(text), BUFFER):
                self._stream.write(self._encoder.encode(text[at : at + BUFFER]))
            if is_last:
                self._stream.write(self._encoder.encode("", True))
        except UnicodeEncodeError as error:
            raise FileError(f"{self._name}: {self._encoding} has no {error.object[error.start]!r}; say another --encoding") from None


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Characters that an encoding lacks as escapes of JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


ESCAPES = "nortext.json"
codecs.register_error(ESCAPES, _escaped)


def _write_edits(stream: IO[bytes] | None, name: str, place: dict[str, Any], part: Repair) -> None:
    """Write the edits and doubts of a part as JSON Lines."""
    if not stream:
        return
    for record in records_of(part, {"file": name, **place}):
        stream.write(json_line(record))
