"""Word lists that are damaged are noticed, and the file is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from helpers import ROOT

from nortext import FileError, Pipeline
from nortext.language.checksums import changed_files

FILES = sorted(p.name for p in (ROOT / "wordlists").iterdir() if p.suffix in (".bin", ".tsv"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the word lists, as links."""
    for path in (ROOT / "wordlists").iterdir():
        if path.suffix in (".bin", ".tsv", ".txt", ".toml"):
            (tmp_path / path.name).symlink_to(path)
    return tmp_path


@pytest.mark.parametrize("share", [0, 0.5])
@pytest.mark.parametrize("name", ["lexicon.txt", *FILES])
def test_a_file_that_is_cut_short_is_named(folder: Path, name: str, share: float) -> None:
    if share and name.endswith(".tsv"):
        pytest.skip("half a table is a table; its checksum tells")
    whole = (folder / name).read_bytes()
    (folder / name).unlink()
    (folder / name).write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(FileError, match=name):
        Pipeline(folder=folder, layout="paragraphs").clean("Forsgket pa skolen var bra.")
    assert list(changed_files(folder)) == [name]


def test_the_command_checks_the_data() -> None:
    command = [sys.executable, "-m", "nortext", "--check-data"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "the word lists are whole\n")
