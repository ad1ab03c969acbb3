"""What the tests share."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nortext import Pipeline

ROOT = Path(__file__).resolve().parent.parent
DAMAGED = "Forsgket pa skolen ble gjennomfgrt i Igpet av varen.\n| tillegg matte de gjgre mer.\n"
MENDED = "Forsøket på skolen ble gjennomført i løpet av våren.\nI tillegg måtte de gjøre mer.\n"


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """One pipeline with its defaults; loading it is cheap, its memory of words makes the tests fast."""
    return Pipeline()


Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the installed command in an empty folder."""

    def command(*args: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        whole = [sys.executable, "-m", "nortext", *map(str, args)]
        return subprocess.run(whole, input=stdin, capture_output=True, cwd=tmp_path, timeout=120)

    return command
