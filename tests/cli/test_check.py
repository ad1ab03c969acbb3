"""`nortext check`, through its real entry point."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import DAMAGED, MENDED, Run


def test_check_passes_and_fails(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "a.ocr.txt").write_text(DAMAGED, encoding="utf-8")
    (folder / "a.gold.txt").write_text(MENDED, encoding="utf-8")
    (folder / "b.jsonl").write_text('{"ocr": "forsgk", "gold": "forsøk"}\n', encoding="utf-8")
    assert run("check", "cases").returncode == 0
    (folder / "a.gold.txt").write_text(MENDED.replace("mer", "mest"), encoding="utf-8")
    done = run("check", "cases")
    assert done.returncode == 1
    assert "'mer.' should be 'mest.'" in done.stdout.decode()
    assert run("check", "cases", "--update").returncode == 0
    assert run("check", "cases").returncode == 0
    (folder / "a.gold.txt").write_text(MENDED, encoding="utf-8")
    assert "take the line out" in run("check", "cases").stdout.decode()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.jsonl", "{", "not JSON"),
        ("a.jsonl", "[]", 'with "ocr"'),
        ("a.ocr.txt", "x", "a.gold.txt"),
        ("a.md", "", "holds no"),
    ],
)
def test_check_says_what_is_wrong_with_fixtures(
    run: Run, tmp_path: Path, name: str, content: str, message: str
) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / name).write_text(content, encoding="utf-8")
    done = run("check", "cases")
    assert done.returncode == 1
    assert message in done.stderr.decode() + done.stdout.decode()


def test_known_failures_are_strict(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.jsonl").write_text(
        '{"ocr": "forsgk", "gold": "forsøk", "known_failure": true}\n', encoding="utf-8"
    )
    done = run("check", "cases")
    assert done.returncode == 1
    assert "no known failure any more" in done.stdout.decode()
