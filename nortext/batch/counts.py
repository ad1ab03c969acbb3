"""Count what was found in a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from nortext.report.estimate import expected_errors
from nortext.results import Repair

__all__ = ["Counts"]


class Counts:
    """What was found in one file.

    Args:
        told: called whenever something was counted.

    Attributes:
        records: how many records it has.
        changes: how many changes were made.
    """

    def __init__(self, told: Callable[[], None]) -> None:
        self._told = told
        self.records = self.changes = 0
        self._words = self._doubts = 0
        self._before = self._after = 0.0
        self._damage: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()

    def add(self, part: Repair) -> None:
        """Count the repair of a part."""
        self._words += part.words
        self.changes += len(part.edits)
        self._doubts += len(part.doubts)
        before, after = expected_errors(part)
        self._before, self._after = self._before + before, self._after + after
        for edit in part.edits:
            self._reasons[edit.reason] += 1
            for kind in edit.damage.split("+"):
                self._damage[kind] += 1
        self._told()

    def as_dict(self) -> dict[str, Any]:
        """Return what was counted, as the manifest has it."""
        words = max(1, self._words)
        return {
            "records": self.records,
            "words": self._words,
            "damage": dict(self._damage.most_common()),
            "edits": dict(self._reasons.most_common()),
            "doubts": self._doubts,
            "wer_before": round(self._before / words, 4),
            "wer_after": round(self._after / words, 4),
        }
