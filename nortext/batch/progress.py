"""How far a batch is, and how that is shown on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tqdm import tqdm

__all__ = ["Bar", "Lines", "Quiet", "Totals", "shown"]

BETWEEN = 10.0  # seconds between two lines
MOST_MESSAGES = 50


@dataclass
class Totals:
    """What became of a batch.

    Attributes:
        files: how many files there are.
        done: how many were repaired.
        kept: how many were repaired earlier.
        failed: how many could not be.
        skipped: how many were not to be.
        words: how many words the repaired texts have.
        changes: how many changes were made.
        seconds: how long it took.
        interrupted: whether it was stopped before its end by a signal.
        stopped: the same by a failure, with `fail_fast`.
    """

    files: int = 0
    done: int = 0
    kept: int = 0
    failed: int = 0
    skipped: int = 0
    words: int = 0
    changes: int = 0
    seconds: float = 0.0
    interrupted: bool = False
    stopped: bool = False

    @property
    def settled(self) -> int:
        """Of how many files it is known what became of them."""
        return self.done + self.kept + self.failed + self.skipped


class Quiet:
    """Shows nothing; what shows something is a kind of it."""

    def begin(self, files: int, size: int) -> None:
        """Files and bytes there are to do."""

    def update(self, totals: Totals, size: int) -> None:
        """What is done so far, and how many bytes."""

    def say(self, message: str) -> None:
        """Something the user must know."""

    def end(self) -> None:
        """No more is shown."""


class Lines(Quiet):
    """Shows a line now and then, and messages as they come; of very many only the first."""

    def __init__(self) -> None:
        self._files = self._size = self._messages = 0
        self._start = self._last = time.monotonic()

    def begin(self, files: int, size: int) -> None:
        self._files, self._size = files, size
        self._start = self._last = time.monotonic()

    def update(self, totals: Totals, size: int) -> None:
        now = time.monotonic()
        if now - self._last >= BETWEEN:
            self._last = now
            settled, seconds = totals.settled, now - self._start
            left = f"{_time(seconds * (self._size - size) / size)} left" if size else "time left not known yet"
            self._print(
                f"{settled:,} of {self._files:,} files ({size / max(1, self._size):.0%}), {settled / seconds:.1f} files/s, "
                f"{size / seconds / 1e6:.2f} MB/s, {left}, {totals.failed:,} failed"
            )

    def say(self, message: str) -> None:
        self._messages += 1
        if self._messages <= MOST_MESSAGES:
            self._print(message)
        elif self._messages == MOST_MESSAGES + 1:
            self._print("more messages like these are in the manifest")

    def _print(self, message: str) -> None:
        with suppress(OSError):  # nobody listens: the manifest has it
            click.echo(f"nortext: {message}", err=True)


class Bar(Lines):
    """Shows a bar."""

    _bar: tqdm[Any] | None = None

    def begin(self, files: int, size: int) -> None:
        from tqdm import tqdm

        super().begin(files, size)
        self._bar = tqdm(total=size, unit="B", unit_scale=True, file=sys.stderr, dynamic_ncols=True)

    def update(self, totals: Totals, size: int) -> None:
        if self._bar is not None:
            self._bar.set_postfix_str(f"{totals.settled:,}/{self._files:,} files, {totals.failed:,} failed", refresh=False)
            self._bar.update(size - self._bar.n)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.close()

    def _print(self, message: str) -> None:
        if self._bar is None:
            super()._print(message)
        else:
            with suppress(OSError):
                self._bar.write(f"nortext: {message}", file=sys.stderr)


def shown(quiet: bool) -> Quiet:
    """What shows the progress here.

    Args:
        quiet: whether nothing is to be shown.
    """
    if quiet:
        return Quiet()
    return Bar() if sys.stderr is not None and sys.stderr.isatty() else Lines()


def _time(seconds: float) -> str:
    """A span of time, as `1:02:03`.

    >>> _time(3723)
    '1:02:03'
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
