"""Fixtures that all tests may ask for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from helpers import Run

from nortext import Pipeline


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """Return one pipeline with its defaults; its memory of words makes the tests fast."""
    return Pipeline()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return what runs the installed command in an empty folder."""

    def command(*args: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        whole = [sys.executable, "-m", "nortext", *map(str, args)]
        return subprocess.run(whole, input=stdin, capture_output=True, cwd=tmp_path, timeout=120)

    return command
