"""A batch from its beginning to its end: files out to the processes, results into their places, every one written down."""

from __future__ import annotations

import itertools
import shutil
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType
from typing import Any

from nortext import __version__
from nortext.batch.job import Job, still_stands
from nortext.batch.manifest import NAME, STAGING, Manifest, read_manifest
from nortext.batch.options import Options
from nortext.batch.progress import Quiet, Totals
from nortext.batch.sources import Source
from nortext.batch.workers import Event, Workers
from nortext.formats.files import FileError, called, reason

__all__ = ["EDITS", "planned", "run"]

EDITS = ".edits.jsonl"
"""What is put behind the name of a text for that of its edits."""

MOST_SKIPS = 10  # files skipped that are said on standard error
PATIENCE = 0.2  # seconds without a report after which it is looked whether to stop


def run(
    sources: Iterable[Source],
    output: Path,
    options: Options | None = None,
    *,
    progress: Quiet | None = None,
    jobs: int = 1,
    resume: bool = False,
    fail_fast: bool = False,
) -> Totals:
    """Repair files in parallel processes.

    SIGINT and SIGTERM stop it: files in hand are dropped, what is done is written down.

    Args:
        sources: the files.
        output: the folder to write into; made where needed.
        options: how files are repaired; the defaults where it is None.
        progress: shows how far it is; nothing is shown where it is None.
        jobs: how many processes.
        resume: whether files are left alone that the manifest there shows done, from the same bytes with the same options and version.
        fail_fast: whether to stop at the first failure.

    Returns:
        What became of the files.

    Raises:
        FileError: the output folder or its manifest cannot be written.
        nortext.batch.workers.WorkersError: no process can be started.
    """
    start = time.perf_counter()
    options, progress = options or Options(), progress or Quiet()
    with _signals() as wants_stop:
        _make(output, output)
        manifest = Manifest(output)
        staging = output / STAGING
        shutil.rmtree(staging, ignore_errors=True)  # of a batch that was killed
        mine = staging / uuid.uuid4().hex  # one that was killed may have left a process that is still writing
        _make(mine, output)
        batch = _Batch(output, mine, options, manifest, progress, resume, _settings(options))
        totals = batch.totals
        try:
            batch.take(sources, wants_stop)
            progress.begin(totals.files, batch.size)
            if batch.sources and not (wants_stop() or (fail_fast and totals.failed)):
                with Workers(min(jobs, len(batch.sources)), options) as workers:
                    for event in workers.events(batch.jobs(), PATIENCE):
                        if event:
                            batch.hear(event)
                        batch.show()
                        if wants_stop() or (fail_fast and totals.failed):
                            break
            totals.interrupted = wants_stop()
            totals.stopped = fail_fast and totals.failed > 0
        finally:
            progress.end()
            try:
                manifest.close(mine / NAME, whole=not (resume or totals.interrupted or totals.stopped))
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    totals.seconds = time.perf_counter() - start
    return totals


@dataclass
class _Batch:
    """What a running batch knows."""

    output: Path
    staging: Path
    options: Options
    manifest: Manifest
    progress: Quiet
    resume: bool
    settings: dict[str, Any]
    totals: Totals = field(default_factory=Totals)
    size: int = 0
    settled: int = 0
    sources: list[Source] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    made: set[Path] = field(default_factory=set)

    def take(self, sources: Iterable[Source], wants_stop: Callable[[], bool]) -> None:
        """Sort out what can be repaired, the longest first, so that no process is left alone with one in the end."""
        found = list(itertools.takewhile(lambda _: not wants_stop(), sources))
        self.totals.files = len(found)
        for source in _without_clashes(found, self.options):
            if source.failed:
                self._write(source, {"status": "failed", "error": f"{called(source.path)}: {source.failed}"})
            elif source.skipped:
                self._write(source, {"status": "skipped", "error": source.skipped})
            else:
                self.sources.append(source)
                self.size += source.size
        self.sources.sort(key=lambda source: -source.size)

    def jobs(self) -> Iterator[Job]:
        """The jobs, in order."""
        for number, source in enumerate(self.sources):
            staged = self.staging / str(number)
            yield _job(source, staged, self.output, self.options, self._earlier(source.name))

    def _earlier(self, name: str) -> dict[str, Any] | None:
        """What the manifest says of a file that need not be repaired again if it is the same."""
        return _in_the_same_way(self.manifest.get(name), self.settings) if self.resume else None

    def hear(self, event: Event) -> None:
        """Take note of what a process reports."""
        if event.result is None:
            self.seen[event.job.source.name] = min(event.characters, event.job.source.size)
        else:
            self.settle(event.job, event.result)

    def settle(self, job: Job, result: dict[str, Any]) -> None:
        """Put a result into its place and write it down."""
        self.seen.pop(job.source.name, None)
        self.settled += job.source.size
        if result["status"] == "kept":
            self.totals.kept += 1
            self.manifest.keep(job.source.name)
            return
        if result["status"] == "done":
            try:
                self._place(job)
            except FileError as error:
                job.discard()
                result = {"status": "failed", "error": str(error)}
        self._write(job.source, result)

    def show(self) -> None:
        """Show how far the batch is."""
        self.progress.update(self.totals, self.settled + sum(self.seen.values()))

    def _place(self, job: Job) -> None:
        """Give what was written its name, the edits first: a text is never without them, nor beside those of another time."""
        folder = job.output.parent
        if folder not in self.made:
            _make(folder, self.output)
            self.made.add(folder)
        if job.edits and job.output_edits:
            _rename(job.edits, job.output_edits)
        try:
            _rename(job.text, job.output)
        except FileError:
            if job.output_edits:
                job.output_edits.unlink(missing_ok=True)
            raise
        if not job.edits and _had_edits(self.manifest.get(job.source.name)):
            _beside(job.output).unlink(missing_ok=True)

    def _write(self, source: Source, result: dict[str, Any]) -> None:
        """Write down what became of a file."""
        totals = self.totals
        if result["status"] == "failed":
            self._take_away(source, result)
        self.manifest.add({"path": source.name, **result, **self.settings})
        if result["status"] == "done":
            totals.done += 1
            totals.words += result["words"]
            totals.changes += sum(result["edits"].values())
        elif result["status"] == "failed":
            totals.failed += 1
            self.progress.say(result["error"])
        else:
            totals.skipped += 1
            if totals.skipped <= MOST_SKIPS:
                self.progress.say(f"{called(source.path)}: skipped: {result['error']}")
            elif totals.skipped == MOST_SKIPS + 1:
                self.progress.say("more files are skipped; they are in the manifest")

    def _take_away(self, source: Source, result: dict[str, Any]) -> None:
        """Remove what an earlier batch made of a file that has changed since, and now fails."""
        earlier = self.manifest.get(source.name)
        if not earlier or earlier["status"] != "done" or result.get("sha256") in (None, earlier.get("sha256")):
            return
        output = self.output / source.name
        with suppress(OSError, FileError):
            _make(output.parent, self.output)
            output.unlink(missing_ok=True)
            if _had_edits(earlier):
                _beside(output).unlink(missing_ok=True)


def _without_clashes(sources: Sequence[Source], options: Options) -> Iterator[Source]:
    """Files; those fail that would be written over the edits of others."""
    names = {source.name for source in sources} if options.edits else set()
    for source in sources:
        text = source.name.removesuffix(EDITS)
        if text != source.name and text in names and not source.skipped:
            yield replace(source, failed=f"would be written over the edits of {called(text)}; leave out one of them")
        else:
            yield source


def _rename(path: Path, target: Path) -> None:
    try:
        path.replace(target)
    except OSError as error:
        raise FileError(f"{called(target)}: cannot be written: {reason(error)}") from None


def _had_edits(earlier: dict[str, Any] | None) -> bool:
    """Whether edits were written beside the text that a record tells of."""
    return bool(earlier and earlier["status"] == "done" and earlier.get("edits_sha256"))


def planned(sources: Iterable[Source], output: Path, options: Options, resume: bool) -> Iterator[tuple[Source, str]]:
    """What `run` would do with files, but for what shows only when they are read.

    Args:
        sources: the files.
        output: the folder to write into.
        options: how files are repaired.
        resume: whether files are left alone that are done.

    Yields:
        Each file with `repair`, `keep`, `skip: ` or `fail: ` and the reason.
    """
    settings = _settings(options)
    has_manifest = resume and (output / NAME).exists()
    earlier = {record["path"]: record for record in read_manifest(output)} if has_manifest else {}
    for source in _without_clashes(list(sources), options):
        if source.failed:
            yield source, f"fail: {source.failed}"
        elif source.skipped:
            yield source, f"skip: {source.skipped}"
        else:
            job = _job(source, output, output, options, _in_the_same_way(earlier.get(source.name), settings))
            yield source, "keep" if still_stands(job) else "repair"


def _job(source: Source, staged: Path, output: Path, options: Options, earlier: dict[str, Any] | None) -> Job:
    """The job of repairing a file."""
    place = output / source.name
    if not options.edits:
        return Job(source, staged, None, earlier, place, None)
    return Job(source, staged, _beside(staged), earlier, place, _beside(place))


def _in_the_same_way(earlier: dict[str, Any] | None, settings: dict[str, Any]) -> dict[str, Any] | None:
    """A record of the manifest, if the file was repaired in the way that is asked for now."""
    if earlier and earlier["status"] == "done" and all(earlier.get(name) == value for name, value in settings.items()):
        return earlier
    return None


def _settings(options: Options) -> dict[str, Any]:
    return {"version": __version__, "options": options.as_dict()}


def _beside(path: Path) -> Path:
    return path.with_name(path.name + EDITS)


def _make(folder: Path, output: Path) -> None:
    """Make a folder in the output folder, and nowhere else.

    Raises:
        FileError: it cannot be made, or a link leads out.
    """
    try:
        if folder != output and not folder.resolve().is_relative_to(output.resolve()):
            raise FileError(f"{called(folder)}: a link leads out of the output folder; nothing is written there")
        folder.mkdir(parents=True, exist_ok=True)
    except RuntimeError:  # what Python before 3.13 says of links that lead to themselves
        raise FileError(f"{called(folder)}: cannot be made: a link leads to itself") from None
    except OSError as error:
        raise FileError(f"{called(folder)}: cannot be made: {reason(error)}") from None


@contextmanager
def _signals() -> Iterator[Callable[[], bool]]:
    """Take SIGINT and SIGTERM for a wish to stop; gives a function that tells whether there was one.

    Only the main thread gets signals; from another nothing is taken.
    """
    came: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        came.append(number)

    taken = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
    before = {number: signal.signal(number, note) for number in taken}
    try:
        yield lambda: bool(came)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
