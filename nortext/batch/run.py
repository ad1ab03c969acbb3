"""Run a batch from its beginning to its end.

Files go out to the processes, results into their places, and every one is written down.
"""

from __future__ import annotations

import itertools
import shutil
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

from nortext import __version__
from nortext.batch.executor import Executor
from nortext.batch.job import Job, still_stands
from nortext.batch.manifest import NAME, STAGING, Manifest, read_manifest
from nortext.batch.options import BatchOptions
from nortext.batch.outputs import EDITS, Outputs, job_of, make_folder
from nortext.batch.parameters import PARAMETERS
from nortext.batch.processes import Event
from nortext.batch.progress import Quiet, Totals
from nortext.batch.sources import Source
from nortext.errors import FileError, display_name

__all__ = ["planned", "run"]


def run(
    sources: Iterable[Source],
    output: Path,
    options: BatchOptions | None = None,
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
        resume: whether files are left alone that the manifest there shows done, from the same bytes
            with the same options and version.
        fail_fast: whether to stop at the first failure.

    Returns:
        What became of the files.

    Raises:
        FileError: The output folder or its manifest cannot be written.
        WorkersError: No process can be started.
    """
    start = time.perf_counter()
    options, progress = options or BatchOptions(), progress or Quiet()
    with _signals() as wants_stop:
        make_folder(output, output)
        manifest = Manifest(output)
        with _staging(output) as staging:
            batch = _Batch(output, staging, options, manifest, progress, resume)
            totals = batch.totals

            def is_over() -> bool:
                return wants_stop() or (fail_fast and totals.failed > 0)

            try:
                batch.take(sources, wants_stop)
                batch.work(jobs, is_over)
                totals.interrupted = wants_stop()
                totals.stopped = fail_fast and totals.failed > 0
            finally:
                progress.end()
                is_partial = resume or totals.interrupted or totals.stopped
                manifest.close(staging / NAME, whole=not is_partial)
    totals.seconds = time.perf_counter() - start
    return totals


@contextmanager
def _staging(output: Path) -> Iterator[Path]:
    """Make a folder to write files in before they get their names, and remove it in the end."""
    every = output / STAGING
    shutil.rmtree(every, ignore_errors=True)  # of a batch that was killed
    # one that was killed may have left a process that is still writing
    mine = every / uuid.uuid4().hex
    make_folder(mine, output)
    try:
        yield mine
    finally:
        shutil.rmtree(every, ignore_errors=True)


class _Batch:
    """A batch that is running.

    Args:
        output: the folder to write into.
        staging: where results are written first.
        options: how files are repaired.
        manifest: what became of files.
        progress: shows how far it is.
        resume: whether files are left alone that are done.

    Attributes:
        totals: what became of the files so far.
    """

    def __init__(
        self,
        output: Path,
        staging: Path,
        options: BatchOptions,
        manifest: Manifest,
        progress: Quiet,
        resume: bool,
    ) -> None:
        self._output, self._staging, self._options = output, staging, options
        self._manifest, self._progress, self._resume = manifest, progress, resume
        self._settings = _settings(options)
        self._outputs = Outputs(output)
        self._sources: list[Source] = []
        self._size = self._settled = 0
        self._seen: dict[str, int] = {}
        self.totals = Totals()

    def take(self, sources: Iterable[Source], wants_stop: Callable[[], bool]) -> None:
        """Sort out what can be repaired.

        The longest file is the first, so that no process is left alone with one in the end.
        """
        found = list(itertools.takewhile(lambda _: not wants_stop(), sources))
        self.totals.files = len(found)
        for source in _without_clashes(found, self._options):
            if source.failed:
                error = f"{display_name(source.path)}: {source.failed}"
                self._write(source, {"status": "failed", "error": error})
            elif source.skipped:
                self._write(source, {"status": "skipped", "error": source.skipped})
            else:
                self._sources.append(source)
                self._size += source.size
        self._sources.sort(key=lambda source: -source.size)

    def work(self, jobs: int, is_over: Callable[[], bool]) -> None:
        """Repair the files, until all are done or it is over.

        Args:
            jobs: how many processes.
            is_over: tells whether to stop.
        """
        self._progress.begin(self.totals.files, self._size)
        if not self._sources or is_over():
            return
        with Executor(min(jobs, len(self._sources)), self._options) as executor:
            for event in executor.events(self._jobs(), PARAMETERS.seconds_of_patience):
                if event:
                    self._hear(event)
                self._progress.update(self.totals, self._settled + sum(self._seen.values()))
                if is_over():
                    break

    def _jobs(self) -> Iterator[Job]:
        """Yield the jobs, in order."""
        for number, source in enumerate(self._sources):
            earlier = None
            if self._resume:
                earlier = _in_the_same_way(self._manifest.get(source.name), self._settings)
            staged = self._staging / str(number)
            yield job_of(source, staged, self._output, self._options.edits, earlier)

    def _hear(self, event: Event) -> None:
        """Take note of what a process reports."""
        source = event.job.source
        if event.result is None:
            self._seen[source.name] = min(event.position, source.size)
        else:
            self._seen.pop(source.name, None)
            self._settled += source.size
            self._settle(event.job, event.result)

    def _settle(self, job: Job, result: dict[str, Any]) -> None:
        """Put a result into its place and write it down."""
        if result["status"] == "kept":
            self.totals.kept += 1
            self._manifest.keep(job.source.name)
            return
        if result["status"] == "done":
            try:
                self._outputs.place(job, self._manifest.get(job.source.name))
            except FileError as error:
                job.discard()
                result = {"status": "failed", "error": str(error)}
        self._write(job.source, result)

    def _write(self, source: Source, result: dict[str, Any]) -> None:
        """Write down what became of a file."""
        totals = self.totals
        if result["status"] == "failed":
            self._outputs.take_away(source, result, self._manifest.get(source.name))
        self._manifest.add({"path": source.name, **result, **self._settings})
        if result["status"] == "done":
            totals.done += 1
            totals.words += result["words"]
            totals.changes += sum(result["edits"].values())
        elif result["status"] == "failed":
            totals.failed += 1
            self._progress.say(result["error"])
        else:
            totals.skipped += 1
            if totals.skipped <= PARAMETERS.most_skips:
                name = display_name(source.path)
                self._progress.say(f"{name}: skipped: {result['error']}")
            elif totals.skipped == PARAMETERS.most_skips + 1:
                self._progress.say("more files are skipped; they are in the manifest")


def planned(
    sources: Iterable[Source], output: Path, options: BatchOptions, resume: bool
) -> Iterator[tuple[Source, str]]:
    """Tell what `run` would do with files, but for what shows only when they are read.

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
    records = read_manifest(output) if has_manifest else ()
    earlier = {record["path"]: record for record in records}
    for source in _without_clashes(list(sources), options):
        if source.failed:
            yield source, f"fail: {source.failed}"
        elif source.skipped:
            yield source, f"skip: {source.skipped}"
        else:
            record = _in_the_same_way(earlier.get(source.name), settings)
            job = job_of(source, output, output, options.edits, record)
            yield source, "keep" if still_stands(job) else "repair"


def _without_clashes(sources: Sequence[Source], options: BatchOptions) -> Iterator[Source]:
    """Yield files; those fail that would be written over the edits of others."""
    names = {source.name for source in sources} if options.edits else set()
    for source in sources:
        text = source.name.removesuffix(EDITS)
        if text != source.name and text in names and not source.skipped:
            reason = f"would be written over the edits of {display_name(text)}"
            yield replace(source, failed=f"{reason}; leave out one of them")
        else:
            yield source


def _in_the_same_way(
    earlier: dict[str, Any] | None, settings: dict[str, Any]
) -> dict[str, Any] | None:
    """Return a record of the manifest, if the file was repaired in the way asked for now."""
    if not earlier or earlier["status"] != "done":
        return None
    if any(earlier.get(name) != value for name, value in settings.items()):
        return None
    return earlier


def _settings(options: BatchOptions) -> dict[str, Any]:
    return {"version": __version__, "options": options.as_dict()}


@contextmanager
def _signals() -> Iterator[Callable[[], bool]]:
    """Take SIGINT and SIGTERM for a wish to stop; gives what tells whether there was one.

    Only the main thread gets signals; from another nothing is taken.
    """
    came: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        came.append(number)

    is_main = threading.current_thread() is threading.main_thread()
    taken = (signal.SIGINT, signal.SIGTERM) if is_main else ()
    before = {number: signal.signal(number, note) for number in taken}
    try:
        yield lambda: bool(came)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
