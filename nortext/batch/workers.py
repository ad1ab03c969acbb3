"""Processes that do jobs at the same time, and may die of them."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any

from nortext.batch.job import Job, Worker
from nortext.batch.options import Options
from nortext.formats.files import called

__all__ = ["Event", "Workers", "WorkersError"]

AHEAD = 2  # jobs that a process has at the most
TRIES = 2  # a job that so many processes died of is given up
MOST_STILLBORN = 5  # processes in a row that may die before they are ready
TOLD = 0.5  # seconds between two reports of one process


@dataclass(frozen=True, slots=True)
class Event:
    """What a process reports.

    Attributes:
        job: its job.
        result: what became of it, or None while it is being done.
        characters: how many are done so far.
    """

    job: Job
    result: dict[str, Any] | None
    characters: int = 0


class WorkersError(Exception):
    """The processes do not start."""


class Workers:
    """Some processes; use it in a `with` statement, at whose end they are stopped, whatever they do.

    Args:
        count: how many.
        options: how files are repaired.
    """

    def __init__(self, count: int, options: Options) -> None:
        self._count, self._options = count, options
        self._context = multiprocessing.get_context("spawn")
        self._running: list[_Process] = []
        self._stillborn = 0

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running:
            process.stop()
        self._running = []

    def events(self, jobs: Iterator[Job], patience: float) -> Iterator[Event | None]:
        """Do jobs.

        Args:
            jobs: the jobs; each is asked for when a process is free.
            patience: seconds.

        Yields:
            What the processes report, or None when none has for as long as `patience`.

        Raises:
            WorkersError: process after process died before it was ready.
        """
        again: list[Job] = []
        tries: Counter[str] = Counter()
        is_over = False
        while True:
            while not is_over and len(self._running) < self._count:
                self._running.append(_Process(self._context, self._options))
            for process in [process for process in self._running if process.is_ready]:
                while len(process.jobs) < AHEAD and (job := again.pop() if again else next(jobs, None)):
                    process.give(job)
                if not process.jobs:
                    is_over = True
                    self._stop(process)
            if is_over and not any(process.jobs for process in self._running):
                return
            ready = wait([process.connection for process in self._running], patience)
            if not ready:
                yield None
            for process in [process for process in self._running if process.connection in ready]:
                try:
                    event = process.take()
                except (EOFError, OSError):
                    ended = self._stop(process)
                    if not process.jobs:
                        self._stillborn += 1
                        if self._stillborn > MOST_STILLBORN:
                            raise WorkersError(f"the processes that repair files do not start: they {ended}") from None
                        continue
                    job = process.jobs.popleft()
                    job.discard()
                    again += process.jobs
                    tries[job.source.name] += 1
                    if tries[job.source.name] < TRIES:
                        again.append(job)
                    else:
                        name = called(job.source.path)
                        error = f"{name}: the process that worked on it {ended}, {TRIES} times; it may want more memory than there is"
                        yield Event(job, {"status": "failed", "error": error, "seconds": 0.0})
                    is_over = False
                    continue
                self._stillborn = 0
                if event:
                    yield event

    def _stop(self, process: _Process) -> str:
        """Stop a process, and say how it ended."""
        self._running.remove(process)
        return process.stop()


class _Process:
    """A process and the jobs it has: that in hand first, and those that wait, so that it never does."""

    def __init__(self, context: Any, options: Options) -> None:
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, options), daemon=True)
        with _interrupts_wait():
            self._process.start()
        theirs.close()
        self.is_ready = False
        self.jobs: deque[Job] = deque()

    def give(self, job: Job) -> None:
        """Hand it a job."""
        self.jobs.append(job)
        with suppress(OSError):  # where it is dead, taking its report will show it
            self.connection.send(job)

    def take(self) -> Event | None:
        """What it reports; None where it is ready.

        Raises:
            EOFError: it died.
        """
        found = self.connection.recv()
        if found is None:
            self.is_ready = True
            return None
        if isinstance(found, int):
            return Event(self.jobs[0], None, found)
        return Event(self.jobs.popleft(), found)

    def stop(self) -> str:
        """Stop it, and say how it ended."""
        self.connection.close()
        self._process.join(0.1 if self.jobs else 1)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        code = self._process.exitcode or 0
        return f"was killed (signal {-code})" if code < 0 else f"ended (exit code {code})"


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Hold back Ctrl-C; a process that is started meanwhile begins with it held back, and so never sees one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # starting it with the first process would let interrupts through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, options: Options) -> None:
    """What a process does: jobs, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it says when to stop
    worker = Worker(options)
    last = 0.0

    def told(characters: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last > TOLD:
            last = now
            connection.send(characters)

    try:
        connection.send(None)
        while True:
            job = connection.recv()
            last = time.monotonic()
            connection.send(worker.do(job, told))
    except (EOFError, OSError):
        return
