"""Show on standard error how far a batch is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from nortext.batch.progress import Quiet, Totals
from nortext.results import Repair

if TYPE_CHECKING:
    from tqdm import tqdm

__all__ = ["Bar", "Lines", "shown", "with_bar"]

_SECONDS_BETWEEN = 10.0  # two lines
_SECONDS_OF_SILENCE = 2.0  # before a bar is shown
_LEAST_SHOWN = 50_000  # characters of a text that may take so long
_MOST_MESSAGES = 50


class Lines(Quiet):
    """Shows a line now and then, and messages as they come; of very many only the first."""

    def __init__(self) -> None:
        self._files = self._size = self._messages = 0
        self._start = self._last = time.monotonic()

    def begin(self, files: int, size: int) -> None:
        """Tell how many files and bytes there are to do."""
        self._files, self._size = files, size
        self._start = self._last = time.monotonic()

    def update(self, totals: Totals, size: int) -> None:
        """Tell what is done so far, and how many bytes."""
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN:
            self._last = now
            settled, seconds = totals.settled, now - self._start
            left = "time left not known yet"
            if size:
                left = f"{_time(seconds * (self._size - size) / size)} left"
            self._print(
                f"{settled:,} of {self._files:,} files ({size / max(1, self._size):.0%}), "
                f"{settled / seconds:.1f} files/s, {size / seconds / 1e6:.2f} MB/s, {left}, "
                f"{totals.failed:,} failed"
            )

    def say(self, message: str) -> None:
        """Tell something the user must know."""
        self._messages += 1
        if self._messages <= _MOST_MESSAGES:
            self._print(message)
        elif self._messages == _MOST_MESSAGES + 1:
            self._print("more messages like these are in the manifest")

    def _print(self, message: str) -> None:
        with suppress(OSError):  # nobody listens: the manifest has it
            click.echo(f"nortext: {message}", err=True)


class Bar(Lines):
    """Shows a bar."""

    _bar: tqdm[Any] | None = None

    def begin(self, files: int, size: int) -> None:
        """Tell how many files and bytes there are to do."""
        from tqdm import tqdm

        super().begin(files, size)
        how: dict[str, Any] = {"unit": "B", "unit_scale": True, "dynamic_ncols": True}
        self._bar = tqdm(total=size, file=sys.stderr, **how)

    def update(self, totals: Totals, size: int) -> None:
        """Tell what is done so far, and how many bytes."""
        if self._bar is not None:
            files = f"{totals.settled:,}/{self._files:,} files, {totals.failed:,} failed"
            self._bar.set_postfix_str(files, refresh=False)
            self._bar.update(size - self._bar.n)

    def end(self) -> None:
        """Tell that no more is shown."""
        if self._bar is not None:
            self._bar.close()

    def _print(self, message: str) -> None:
        if self._bar is None:
            super()._print(message)
        else:
            with suppress(OSError):
                self._bar.write(f"nortext: {message}", file=sys.stderr)


def shown(quiet: bool) -> Quiet:
    """Return what shows the progress here.

    Args:
        quiet: whether nothing is to be shown.
    """
    if quiet:
        return Quiet()
    return Bar() if sys.stderr is not None and sys.stderr.isatty() else Lines()


def with_bar(repairs: Iterator[Repair], size: int) -> Iterator[Repair]:
    """Yield the repairs of a text's parts; where they take long a terminal shows a bar meanwhile.

    Args:
        repairs: of the parts.
        size: characters of the text.
    """
    if size < _LEAST_SHOWN or sys.stderr is None or not sys.stderr.isatty():
        yield from repairs
        return
    from tqdm import tqdm

    how: dict[str, Any] = {"delay": _SECONDS_OF_SILENCE, "leave": False, "dynamic_ncols": True}
    with tqdm(total=size, unit=" characters", unit_scale=True, file=sys.stderr, **how) as bar:
        for repair in repairs:
            bar.update(len(repair.text))
            yield repair


def _time(seconds: float) -> str:
    """Return a span of time, as `1:02:03`.

    >>> _time(3723)
    '1:02:03'
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
