"""One process that does jobs, and may die of them."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Any

from nortext.batch.job import Job, Worker
from nortext.batch.options import BatchOptions
from nortext.batch.parameters import PARAMETERS

__all__ = ["Event", "Process"]

_CONTEXT = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Event:
    """What a process reports.

    Attributes:
        job: its job.
        result: what became of it, or None while it is being done.
        position: how many bytes of the file are read so far.
    """

    job: Job
    result: dict[str, Any] | None
    position: int = 0


class Process:
    """A process and the jobs it has.

    That in hand is the first; others wait, so that the process never does.

    Args:
        options: how files are repaired.

    Attributes:
        connection: the pipe to it.
        is_ready: whether it has started.
        jobs: its jobs.
    """

    def __init__(self, options: BatchOptions) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(theirs, options), daemon=True)
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
        """Return what it reports; None where it is ready.

        Raises:
            EOFError: It is dead.
            OSError: The same.
        """
        found = self.connection.recv()
        if found is None:
            self.is_ready = True
            return None
        if isinstance(found, int):
            return Event(self.jobs[0], None, found)
        return Event(self.jobs.popleft(), found)

    def stop(self) -> str:
        """Stop it, and return how it ended."""
        self.connection.close()
        self._process.join(0.1 if self.jobs else 1)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        code = self._process.exitcode or 0
        return f"was killed (signal {-code})" if code < 0 else f"ended (exit code {code})"


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Hold back Ctrl-C.

    A process that is started meanwhile begins with it held back, and so never sees one.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # starting it with the first process would let interrupts through
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, options: BatchOptions) -> None:
    """Do jobs in a process of its own, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it says when to stop
    worker = Worker(options)
    last = 0.0

    def told(position: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last > PARAMETERS.seconds_between_reports:
            last = now
            connection.send(position)

    try:
        connection.send(None)
        while True:
            job = connection.recv()
            last = time.monotonic()
            connection.send(worker.do(job, told))
    except (EOFError, OSError):
        return
