"""Make a table of a batch's manifest, worst files first, with its totals."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nortext.batch.manifest import STATUSES, read_manifest
from nortext.errors import display_name

__all__ = ["summarize"]

_HEADER = (
    f"{'status':<8} {'WER before':>10} {'after':>7} {'words':>10} {'changed':>8} {'in doubt':>8}"
    "  file (damage)"
)

_Badness = tuple[int, float, float, str]


def summarize(folder: Path, most: int) -> Iterator[str]:
    """Yield the lines of a summary.

    Args:
        folder: where the batch wrote.
        most: how many files the table has at most: those that failed first, then those of which
            most words are likely still wrong.

    Raises:
        nortext.errors.FileError: There is no manifest.
    """
    sums = _Sums()
    rows: list[tuple[_Badness, dict[str, Any]]] = []
    for record in read_manifest(folder):
        sums.add(record)
        if record["status"] != "skipped":
            rows.append((_badness(record), record))
            if len(rows) > 2 * most + 100:
                rows = heapq.nsmallest(most, rows, key=lambda row: row[0])
    yield _HEADER
    for _, record in heapq.nsmallest(most, rows, key=lambda row: row[0]):
        yield _row(record)
    yield ""
    yield from sums.lines()


class _Sums:
    """What is summed up over files."""

    def __init__(self) -> None:
        self._statuses: Counter[str] = Counter()
        self._damage: Counter[str] = Counter()
        self._totals: Counter[str] = Counter()
        self._wrong = {"wer_before": 0.0, "wer_after": 0.0}

    def add(self, record: dict[str, Any]) -> None:
        """Add what the manifest says of a file."""
        self._statuses[record["status"]] += 1
        if record["status"] != "done":
            return
        self._damage.update(record["damage"])
        for name in ("words", "doubts", "seconds", "size"):
            self._totals[name] += record[name]
        self._totals["changes"] += sum(record["edits"].values())
        for name in self._wrong:
            self._wrong[name] += record[name] * record["words"]

    def lines(self) -> Iterator[str]:
        """Yield the sums in words."""
        statuses, totals = self._statuses, self._totals
        each = ", ".join(f"{statuses[status]:,} {status}" for status in STATUSES)
        yield f"{statuses.total():,} files: {each}"
        yield (
            f"{totals['size']:,} bytes, {totals['words']:,} words, {totals['changes']:,} changed, "
            f"{totals['doubts']:,} in doubt, {totals['seconds']:,.0f} s of work"
        )
        words = max(1, totals["words"])
        before, after = (wrong / words for wrong in self._wrong.values())
        yield f"estimated word error rate: {before:.2%} before, {after:.2%} after"
        yield f"changes by kind of damage: {_counts(self._damage) or 'none'}"


def _badness(record: dict[str, Any]) -> _Badness:
    """Return the key that sorts the worst files first."""
    if record["status"] == "failed":
        return 0, 0.0, 0.0, record["path"]
    return 1, -record["wer_after"], -record["wer_before"], record["path"]


def _row(record: dict[str, Any]) -> str:
    name = display_name(record["path"])
    if record["status"] == "failed":
        return f"{'failed':<8} {'':>10} {'':>7} {'':>10} {'':>8} {'':>8}  {name}: {record['error']}"
    changed = sum(record["edits"].values())
    damage = ", ".join(record["damage"]) or "none"
    return (
        f"{record['status']:<8} {record['wer_before']:>10.2%} {record['wer_after']:>7.2%} "
        f"{record['words']:>10,} {changed:>8,} {record['doubts']:>8,}  {name} ({damage})"
    )


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in counts.most_common())
