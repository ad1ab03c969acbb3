"""The documentation is true: its examples run, and every kind of damage is on its page."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from helpers import ROOT

from nortext import KINDS

PAGES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_examples_run(path: Path) -> None:
    failed, _ = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert failed == 0


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_each_kind_is_documented(kind: object) -> None:
    page = ROOT / "docs" / f"{kind.family}.md"  # type: ignore[attr-defined]
    assert f"`{kind.name}`" in page.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert f"`{kind.family}`" in (ROOT / "docs" / "damage.md").read_text(encoding="utf-8")  # type: ignore[attr-defined]
