"""`nortext check`, through its real entry point."""

from __future__ import annotations

import subprocess
import sys
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


def test_cases_have_options_and_each_bad_line_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    lines = [
        '{"ocr": "Han sa \\"nei\\".", "gold": "Han sa «nei».", "typography": "norwegian"}',
        '{"ocr": "Vi sgker.", "gold": "Vi søker.", "layuot": "lines"}',
        '{"ocr": 7}',
        '{"ocr": "Vi sgker.", "layout": "columns"}',
    ]
    (tmp_path / "cases" / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    shown = run("check", "cases").stdout.decode().splitlines()
    assert [line.split(": ")[0] for line in shown[:-1]] == [f"cases/a.jsonl:{n}" for n in (2, 3, 4)]
    assert "layuot" in shown[0]
    assert "layout must be one of" in shown[2]


def test_the_plug_in_runs_the_fixtures_of_other_projects(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.ocr.txt").write_text("Vi sgkte om stgtte til mgtet.\n", "utf-8")
    (tmp_path / "cases" / "a.gold.txt").write_text("Vi søkte om støtte til heimen.\n", "utf-8")
    case = '{"ocr": "S tanken er god.", "gold": "Så tanken er god.", "known_failure": true}\n'
    (tmp_path / "cases" / "b.jsonl").write_text(case, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nnortext_fixtures = cases\n", "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]

    def shown(*more: str) -> str:
        return subprocess.run(
            [*command, *more], cwd=tmp_path, capture_output=True, text=True
        ).stdout

    first = shown()
    assert "'møtet.' should be 'heimen.'" in first
    assert "1 failed, 1 xfailed" in first
    assert "1 passed, 1 xfailed" in shown("--nortext-update")
    assert "1 passed, 1 xfailed" in shown()


def test_a_text_without_its_right_one_stops_no_other(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "lone.ocr.txt").write_text("Vi gar.", encoding="utf-8")
    (tmp_path / "cases" / "a.jsonl").write_text('{"ocr": "Vi går."}\n', encoding="utf-8")
    done = run("check", "cases")
    assert done.returncode == 1
    assert "there is no lone.gold.txt beside it" in done.stdout.decode()
    assert "2 cases, 0 known differences, 1 failures" in done.stdout.decode()
