"""One file of a batch: read, repaired, and written beside its place."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any
from zlib import crc32

from nortext.batch.counts import Counts
from nortext.batch.options import BatchOptions
from nortext.batch.parameters import PARAMETERS
from nortext.batch.sources import Source
from nortext.batch.writer import Writer
from nortext.encoding.reader import AUTO, find_encoding
from nortext.errors import FileError, RuleTimeoutError, display_name
from nortext.evidence import Evidence
from nortext.formats.jsonl import json_line
from nortext.formats.record import Record
from nortext.formats.registry import records
from nortext.formats.storage import Input, Output, sha256
from nortext.pipeline import Pipeline
from nortext.results import Repair

__all__ = ["Job", "Worker", "still_stands"]

_Each = Callable[[Repair], None]
"""Is told of each part of a text that is repaired."""


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

    def __init__(self, options: BatchOptions) -> None:
        self._options = options
        self._pipeline = Pipeline.from_options(options.repair)
        self._jobs = 0
        # hardly anything refers to itself, and looking for it costs a tenth of the time
        gc.disable()
        gc.freeze()

    def do(self, job: Job, told: Callable[[int], None]) -> dict[str, Any]:
        """Do a job.

        Args:
            job: the job.
            told: called now and then with how many bytes of the file are read so far.

        Returns:
            What becomes of the file, as `read_manifest` gives it, but for path, version and
            options; with `status` `kept` where the earlier repair stands. Nothing is left in the
            job's places unless the status is `done`.
        """
        start = time.perf_counter()
        read = Input(job.source.path, job.source.compression)
        name = display_name(job.source.path)
        try:
            if still_stands(job):
                found: dict[str, Any] = {"status": "kept"}
            else:
                found = self._done(job, read, name, told)
        except FileError as error:
            found = _failed(str(error), read)
        except RuleTimeoutError as error:
            found = _failed(f"{name}: {error}", read)
        except MemoryError:
            found = _failed(f"{name}: there is not memory enough for it", read)
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"
            found = _failed(f"{name}: a fault of nortext's own: {fault}", read)
        if found["status"] != "done":
            job.discard()
        self._jobs += 1
        if self._jobs % PARAMETERS.jobs_between_collections == 0:
            gc.collect()
        return found | {"seconds": round(time.perf_counter() - start, 3)}

    def _done(
        self, job: Job, read: Input, name: str, told: Callable[[int], None]
    ) -> dict[str, Any]:
        """Repair a file, and return what is said of it."""
        options, source = self._options, job.source
        output_name = display_name(source.name)
        encoding = find_encoding(read.chunks, name, options.encoding)
        evidence = None
        if source.format != "text" and options.shared_evidence:
            evidence = self._evidence(encoding.texts(read.chunks()), read, source, name)
        counts = Counts(lambda: told(read.position))
        output = Output(job.text, source.compression, output_name)
        edits = Output(job.edits, "", output_name) if job.edits else None
        with output.open() as stream, edits.open() if edits else nullcontext() as edits_stream:
            written = "utf-8" if options.encoding == AUTO else options.encoding
            text = Writer(stream, written, name, source.format)
            each = partial(_write_edits, edits_stream, source.name)
            pieces = encoding.texts(read.chunks())
            if source.format == "text":
                text.write(self._repaired(pieces, None, counts, partial(each, {})))
            else:
                for record in records(pieces, source.format, options.text_fields, name):
                    counts.records += 1
                    text.write(self._repaired_record(record, evidence, counts, each))
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
            **counts.as_dict(),
        }

    def _evidence(self, pieces: Iterable[str], read: Input, source: Source, name: str) -> Evidence:
        """Return what the records of a file show together.

        Those of a large file are sampled, the same whatever order they stand in.
        """
        share = max(1, read.size // PARAMETERS.evidence_size)
        texts = (
            field.text
            for record in records(pieces, source.format, self._options.text_fields, name)
            for field in record.fields
            if crc32(field.text.encode("utf-8", "surrogatepass")) % share == 0
        )
        return self._pipeline.learn_evidence(texts)

    def _repaired_record(
        self,
        record: Record,
        evidence: Evidence | None,
        counts: Counts,
        each: Callable[[dict[str, Any], Repair], None],
    ) -> Iterator[str]:
        """Return a record with its texts repaired; those that are right are written as they were.

        The texts of a long record are repaired as they are written, where that is the same.
        """
        places = [{"line": record.line, "field": field.name} for field in record.fields]
        jobs = [
            (field.text, partial(each, place))
            for field, place in zip(record.fields, places, strict=True)
        ]
        is_long = sum([len(text) for text, _ in jobs]) > PARAMETERS.long_record
        if is_long and record.is_plain():
            return record.with_texts(
                [self._repaired(text, evidence, counts, told) for text, told in jobs]
            )
        texts: list[list[str] | None] = []
        for text, told in jobs:
            before = counts.changes
            parts = list(self._repaired(text, evidence, counts, told))
            texts.append(parts if counts.changes > before else None)
        return record.with_texts(texts)

    def _repaired(
        self, text: str | Iterable[str], evidence: Evidence | None, counts: Counts, each: _Each
    ) -> Iterator[str]:
        """Yield the parts of a text, repaired."""
        for part in self._pipeline.parts(text, evidence):
            counts.add(part)
            each(part)
            yield part.text


def still_stands(job: Job) -> bool:
    """Tell whether a file needs no repair: input and output are those that the manifest tells of.

    Args:
        job: the job of repairing it.
    """
    earlier = job.earlier
    if not earlier:
        return False
    try:
        return (
            sha256(job.source.path) == earlier.get("sha256")
            and sha256(job.output) == earlier.get("output_sha256")
            and (
                job.output_edits is None or sha256(job.output_edits) == earlier.get("edits_sha256")
            )
        )
    except OSError:
        return False


def _failed(error: str, read: Input) -> dict[str, Any]:
    """Return what is known of a file that could not be repaired.

    Its SHA-256 is, where it was read whole.
    """
    known = {"size": read.size, "sha256": read.sha256} if read.sha256 else {}
    return {"status": "failed", "error": error, **known}


def _write_edits(stream: IO[bytes] | None, name: str, place: dict[str, Any], part: Repair) -> None:
    """Write the edits and doubts of a part as JSON Lines."""
    if not stream:
        return
    for record in part.records(file=name, **place):
        stream.write(json_line(record))
