"""Hand jobs to processes, and survive those that die of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from multiprocessing.connection import wait

from nortext.batch.job import Job
from nortext.batch.options import BatchOptions
from nortext.batch.parameters import PARAMETERS
from nortext.batch.processes import Event, Process
from nortext.errors import WorkersError, display_name

__all__ = ["Executor"]


class Executor:
    """Some processes; use it in a `with` statement, at whose end they are stopped.

    Args:
        count: how many.
        options: how files are repaired.
    """

    def __init__(self, count: int, options: BatchOptions) -> None:
        self._count, self._options = count, options
        self._running: list[Process] = []
        self._again: list[Job] = []
        self._tries: Counter[str] = Counter()
        self._stillborn = 0
        self._is_over = False

    def __enter__(self) -> Executor:
        """Return itself; processes are started when there are jobs."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the processes, whatever they do."""
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
            WorkersError: Process after process died before it was ready.
        """
        while True:
            while not self._is_over and len(self._running) < self._count:
                self._running.append(Process(self._options))
            for process in [process for process in self._running if process.is_ready]:
                self._feed(process, jobs)
            if self._is_over and not any(process.jobs for process in self._running):
                return
            ready = wait([process.connection for process in self._running], patience)
            if not ready:
                yield None
            for process in [each for each in self._running if each.connection in ready]:
                try:
                    event = process.take()
                    self._stillborn = 0
                except (EOFError, OSError):
                    event = self._bury(process)
                if event:
                    yield event

    def _feed(self, process: Process, jobs: Iterator[Job]) -> None:
        """Give a process jobs; one for which there are none is stopped."""
        while len(process.jobs) < PARAMETERS.jobs_ahead:
            job = self._again.pop() if self._again else next(jobs, None)
            if not job:
                break
            process.give(job)
        if not process.jobs:
            self._is_over = True
            self._stop(process)

    def _bury(self, process: Process) -> Event | None:
        """Take the jobs of a dead process back.

        Returns:
            The failure of the job in hand, where too many processes died of it.
        """
        ended = self._stop(process)
        if not process.jobs:
            self._stillborn += 1
            if self._stillborn > PARAMETERS.most_stillborn:
                raise WorkersError(
                    f"the processes that repair files do not start: they {ended}; a program that "
                    "runs a batch is a file and has its main part below `if __name__ == ...`"
                )
            return None
        self._is_over = False
        job = process.jobs.popleft()
        job.discard()
        self._again += process.jobs
        self._tries[job.source.name] += 1
        tries = PARAMETERS.tries
        if self._tries[job.source.name] < tries:
            self._again.append(job)
            return None
        error = (
            f"{display_name(job.source.path)}: the process that worked on it {ended}, "
            f"{tries} times; it may want more memory than there is"
        )
        return Event(job, {"status": "failed", "error": error, "seconds": 0.0})

    def _stop(self, process: Process) -> str:
        """Stop a process, and return how it ended."""
        self._running.remove(process)
        return process.stop()
