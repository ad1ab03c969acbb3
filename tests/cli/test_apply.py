"""`nortext apply`: edits replayed, refused, chosen and undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers import DAMAGED, MENDED, Run

from nortext import FileError, apply_edits, read_edits


@pytest.fixture
def edits(run: Run, tmp_path: Path) -> Path:
    """Return the edits of the damaged text, which lies beside them."""
    (tmp_path / "a.txt").write_text(DAMAGED, encoding="utf-8", newline="")
    assert run("clean", "a.txt", "-o", "mended.txt", "--edits", "edits.jsonl").returncode == 0
    return tmp_path / "edits.jsonl"


def test_edits_are_replayed_and_undone(run: Run, tmp_path: Path, edits: Path) -> None:
    assert run("apply", "edits.jsonl", "a.txt").stdout.decode() == MENDED
    assert (tmp_path / "mended.txt").read_text(encoding="utf-8") == MENDED
    undone = run("apply", "edits.jsonl", "mended.txt", "--undo", "-o", "again.txt")
    assert undone.returncode == 0
    assert (tmp_path / "again.txt").read_bytes() == (tmp_path / "a.txt").read_bytes()
    assert apply_edits(DAMAGED, read_edits(edits)) == MENDED


def test_edits_are_refused_and_chosen(run: Run, tmp_path: Path, edits: Path) -> None:
    rows = [line for line in edits.read_text(encoding="utf-8").splitlines() if '"edit"' in line]
    (tmp_path / "refused.jsonl").write_text(rows[0] + "\n", encoding="utf-8")
    first = json.loads(rows[0])
    kept = run("apply", "edits.jsonl", "a.txt", "--refuse", "refused.jsonl").stdout.decode()
    assert kept == MENDED.replace(first["after"], first["before"], 1)
    assert run("apply", "edits.jsonl", "a.txt", "--only", "dropped").stdout.decode() == DAMAGED
    sure = [edit for edit in read_edits(edits) if edit.confidence >= 0.9999]
    done = run("apply", "edits.jsonl", "a.txt", "--min-confidence", "0.9999")
    assert done.stdout.decode() == apply_edits(DAMAGED, sure)


def test_edits_of_another_text_are_refused(run: Run, tmp_path: Path, edits: Path) -> None:
    (tmp_path / "b.txt").write_text("Noe helt annet.\n", encoding="utf-8")
    done = run("apply", "edits.jsonl", "b.txt", "-o", "out.txt")
    assert (done.returncode, b"does not fit" in done.stderr) == (1, True)
    assert not (tmp_path / "out.txt").exists()


@pytest.mark.parametrize("line", ["{", "[]", '{"start": 1}', '{"before": "a", "after": "b"}'])
def test_a_line_that_is_no_edit_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "edits.jsonl").write_text("\n" + line, encoding="utf-8")
    with pytest.raises(FileError, match="line 2"):
        read_edits(tmp_path / "edits.jsonl")


def test_edits_of_several_texts_are_undone_by_their_names(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{name}: {DAMAGED}", encoding="utf-8", newline="")
    run("clean", "a.txt", "b.txt", "-o", "mended/", "--edits", "edits.jsonl")
    for name in ("a.txt", "b.txt"):
        undone = run("apply", "edits.jsonl", f"mended/{name}", "--undo")
        assert undone.stdout == (tmp_path / name).read_bytes()
    (tmp_path / "c.txt").write_text(DAMAGED, encoding="utf-8")
    assert "none of them c.txt" in run("apply", "edits.jsonl", "c.txt").stderr.decode()


def test_edits_of_records_are_refused(run: Run, tmp_path: Path) -> None:
    record = {"file": "a.jsonl", "line": 1, "field": "text", "type": "edit", "before": "pa"}
    (tmp_path / "edits.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text("{}\n", encoding="utf-8")
    assert "is of a record" in run("apply", "edits.jsonl", "a.jsonl").stderr.decode()
