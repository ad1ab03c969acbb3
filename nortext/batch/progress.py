"""How far a batch is: what is counted, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Quiet", "Totals"]


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
        """Tell how many files and bytes there are to do."""

    def update(self, totals: Totals, size: int) -> None:
        """Tell what is done so far, and how many bytes."""

    def say(self, message: str) -> None:
        """Tell something the user must know."""

    def end(self) -> None:
        """Tell that no more is shown."""
