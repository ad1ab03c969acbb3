"""Long work shows how far it is, on a terminal alone."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from nortext.cli import progress
from nortext.results import Repair

PARTS = [Repair("x" * 30_000), Repair("y" * 30_000)]


class Terminal(io.StringIO):
    """A terminal that keeps what it shows."""

    def isatty(self) -> bool:
        """Tell that it is one."""
        return True


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setattr(progress, "_SECONDS_OF_SILENCE", 0.0)
    assert list(progress.with_bar(iter(PARTS), 60_000)) == PARTS
    assert "/60.0k" in terminal.getvalue()


def test_short_work_shows_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    assert list(progress.with_bar(iter(PARTS), 60_000)) == PARTS
    assert terminal.getvalue() == ""


@pytest.mark.process
def test_none_where_nobody_looks(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Vi må gå hjem nå.\n" * 5_000, encoding="utf-8")
    command = [sys.executable, "-m", "nortext", "clean", "a.txt", "-o", "b.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
