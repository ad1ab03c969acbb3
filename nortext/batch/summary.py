"""The manifest of a batch as a table, worst files first, and its totals."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nortext.batch.manifest import STATUSES, read_manifest
from nortext.formats.files import called

__all__ = ["summarize"]

HEADER = f"{'status':<8} {'WER before':>10} {'after':>7} {'words':>10} {'changed':>8} {'in doubt':>8}  file (damage)"


def summarize(folder: Path, most: int) -> Iterator[str]:
    """The lines of a summary.

    Args:
        folder: where the batch wrote.
        most: how many files the table has at the most: those that failed first, then those of which most words are likely still wrong.

    Raises:
        nortext.formats.files.FileError: there is no manifest.
    """
    statuses: Counter[str] = Counter()
    damage: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    wrong = {"wer_before": 0.0, "wer_after": 0.0}
    rows: list[tuple[tuple[int, float, float, str], dict[str, Any]]] = []
    for record in read_manifest(folder):
        statuses[record["status"]] += 1
        if record["status"] == "done":
            damage.update(record["damage"])
            for name in ("words", "doubts", "seconds", "size"):
                totals[name] += record[name]
            totals["changes"] += sum(record["edits"].values())
            for name in wrong:
                wrong[name] += record[name] * record["words"]
        if record["status"] != "skipped":
            rows.append((_badness(record), record))
            if len(rows) > 2 * most + 100:
                rows = heapq.nsmallest(most, rows, key=lambda row: row[0])
    yield HEADER
    for _, record in heapq.nsmallest(most, rows, key=lambda row: row[0]):
        yield _row(record)
    yield ""
    yield f"{statuses.total():,} files: {', '.join(f'{statuses[status]:,} {status}' for status in STATUSES)}"
    words = max(1, totals["words"])
    yield (
        f"{totals['size']:,} bytes, {totals['words']:,} words, {totals['changes']:,} changed, {totals['doubts']:,} in doubt, "
        f"{totals['seconds']:,.0f} s of work"
    )
    yield f"estimated word error rate: {wrong['wer_before'] / words:.2%} before, {wrong['wer_after'] / words:.2%} after"
    yield f"changes by kind of damage: {_counts(damage) or 'none'}"


def _badness(record: dict[str, Any]) -> tuple[int, float, float, str]:
    if record["status"] == "failed":
        return 0, 0.0, 0.0, record["path"]
    return 1, -record["wer_after"], -record["wer_before"], record["path"]


def _row(record: dict[str, Any]) -> str:
    name = called(record["path"])
    if record["status"] == "failed":
        return f"{'failed':<8} {'':>10} {'':>7} {'':>10} {'':>8} {'':>8}  {name}: {record['error']}"
    changed = sum(record["edits"].values())
    return (
        f"{record['status']:<8} {record['wer_before']:>10.2%} {record['wer_after']:>7.2%} {record['words']:>10,} {changed:>8,} "
        f"{record['doubts']:>8,}  {name} ({', '.join(record['damage']) or 'none'})"
    )


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in counts.most_common())
