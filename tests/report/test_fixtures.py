"""Printed pages are left alone when right; that the fixtures hold is told by the plug-in."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import ROOT

from nortext import Pipeline

FIXTURES = ROOT / "fixtures"


@pytest.mark.parametrize(
    "path", sorted((FIXTURES / "pages").glob("*.gold.txt")), ids=lambda path: path.name
)
def test_printed_pages_are_left_alone_when_right(path: Path, pipeline: Pipeline) -> None:
    text = path.read_text(encoding="utf-8")
    assert pipeline.clean(text) == text
