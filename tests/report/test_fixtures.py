"""The fixtures hold: cases to the letter, printed pages but for their known differences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers import ROOT

from nortext import Pipeline
from nortext.report.check import check_folder

FIXTURES = ROOT / "fixtures"


def cases(name: str) -> list[object]:
    lines = (FIXTURES / name).read_text(encoding="utf-8").split("\n")
    found = [(number, json.loads(line)) for number, line in enumerate(lines, 1) if line]
    return [pytest.param(case, id=str(number)) for number, case in found]


@pytest.mark.parametrize("case", cases("wild.jsonl"))
def test_seen_in_the_wild(case: dict[str, str], pipeline: Pipeline) -> None:
    assert pipeline.clean(case["ocr"]) == case["gold"]


@pytest.mark.parametrize("case", cases("negative.jsonl"))
def test_looks_damaged_and_is_right(case: dict[str, str], pipeline: Pipeline) -> None:
    assert pipeline.clean(case["ocr"]) == case["ocr"]


@pytest.mark.parametrize("case", cases("mojibake.jsonl"))
def test_mojibake_of_every_sort(case: dict[str, str], pipeline: Pipeline) -> None:
    assert pipeline.clean(case["ocr"]) == case.get("gold", case["ocr"])


@pytest.mark.xfail(reason="known failures; one that is mended moves to wild.jsonl", strict=True)
@pytest.mark.parametrize("case", cases("known-failures.jsonl"))
def test_known_failures(case: dict[str, str], pipeline: Pipeline) -> None:
    assert pipeline.clean(case["ocr"]) == case["gold"]


def test_printed_pages_differ_only_as_known(pipeline: Pipeline) -> None:
    report = check_folder(FIXTURES / "pages", pipeline.clean)
    assert report.cases == 24
    assert report.failures == ()


@pytest.mark.parametrize(
    "path", sorted((FIXTURES / "pages").glob("*.gold.txt")), ids=lambda path: path.name
)
def test_printed_pages_are_left_alone_when_right(path: Path, pipeline: Pipeline) -> None:
    text = path.read_text(encoding="utf-8")
    assert pipeline.clean(text) == text
