"""What is repaired, and in which form it is written."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from batch_helpers import (
    NORTEXT,
    PAGES,
    manifest,
    tree,
    write,
    zstd,
)
from helpers import DAMAGED, MENDED, Run

pytestmark = pytest.mark.process


def test_a_folder_is_mirrored(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "in",
        {
            "a.txt": DAMAGED,
            "deep/er/b.md": f"# Mgte\n\n{DAMAGED}",
            "empty.txt": "",
            "c.pdf": "%PDF",
        },
    )
    done = run("batch", "in", "out", "--jobs", "2")
    assert done.returncode == 0
    assert (tmp_path / "out" / "a.txt").read_text(encoding="utf-8") == MENDED
    assert (tmp_path / "out" / "deep" / "er" / "b.md").read_text(
        encoding="utf-8"
    ) == f"# Møte\n\n{MENDED}"
    assert (tmp_path / "out" / "empty.txt").read_bytes() == b""
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "a.txt",
        "deep",
        "empty.txt",
        "manifest.jsonl",
    ]
    assert manifest(tmp_path / "out")["c.pdf"]["status"] == "skipped"
    assert "c.pdf: skipped: no kind of file that holds text" in done.stderr.decode()
    assert "4 files: 3 repaired, 0 failed, 1 skipped" in done.stderr.decode()


def test_the_manifest_tells_of_each_file(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "in",
        {
            "a.txt": DAMAGED.encode() + b"Alt gikk.\n",
            "b.txt": "Blåbær på Ås.\n".encode("cp865"),
        },
    )
    run("batch", "in", "out")
    found = manifest(tmp_path / "out")
    a, text = found["a.txt"], (tmp_path / "out" / "a.txt").read_bytes()
    assert (a["status"], a["error"], a["format"], a["encoding"]) == ("done", "", "text", "utf-8")
    assert (a["size"], a["sha256"]) == (
        len(DAMAGED) + 10,
        hashlib.sha256((tmp_path / "in" / "a.txt").read_bytes()).hexdigest(),
    )
    assert (a["output_size"], a["output_sha256"]) == (len(text), hashlib.sha256(text).hexdigest())
    assert (a["words"], a["damage"], sum(a["edits"].values())) == (17, {"english-ocr": 8}, 8)
    assert (
        0.4 < a["wer_before"] < 0.6
        and a["wer_after"] < 0.02
        and a["doubts"] >= 0
        and a["seconds"] > 0
    )
    assert (found["b.txt"]["encoding"], found["b.txt"]["damage"], found["b.txt"]["wer_before"]) == (
        "cp865",
        {},
        0.0,
    )


def test_a_batch_gives_what_clean_gives(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "in",
        {"long.txt": "\n\n".join(PAGES * 6), "latin.txt": PAGES[3].encode("cp1252", "replace")},
    )
    run("batch", "in", "out")
    for name in ("long.txt", "latin.txt"):
        assert (tmp_path / "out" / name).read_bytes() == run("clean", f"in/{name}").stdout


def test_output_does_not_depend_on_the_number_of_processes(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {f"{number}.txt": page for number, page in enumerate(PAGES)})
    for jobs in ("1", "3"):
        assert run("batch", "in", f"out{jobs}", "--jobs", jobs, "--edits").returncode == 0
    assert tree(tmp_path / "out1") == tree(tmp_path / "out3")


RECORDS = (
    '{"id": 1.0, "text": "Vi ma ga til mgtet pa skolen.", "n": {"text": "Vi ma ga"}}\n'
    '\n{"text":"p\\u00c3\\u00a5 m\\u00c3\\u00b8tet", "b":[1,  2]}\r\n'
    '{"id":12345678901234567890,"text":null}\n{"text": "sett", "id": 4}'
)


MENDED_RECORDS = (
    '{"id": 1.0, "text": "Vi må gå til møtet på skolen.", "n": {"text": "Vi ma ga"}}\n'
    '\n{"text":"p\\u00e5 m\\u00f8tet", "b":[1,  2]}\r\n'
    '{"id":12345678901234567890,"text":null}\n{"text": "sett", "id": 4}'
)


@pytest.mark.parametrize(
    ("name", "pack", "unpack"),
    [
        ("r.jsonl", bytes, bytes),
        ("r.jsonl.gz", gzip.compress, gzip.decompress),
        (
            "r.jsonl.zst",
            zstd,
            lambda data: (
                pytest.importorskip("zstandard")
                .ZstdDecompressor()
                .stream_reader(io.BytesIO(data))
                .read()
            ),
        ),
    ],
)
def test_json_lines_keep_all_but_their_text(
    run: Run,
    tmp_path: Path,
    name: str,
    pack: Callable[[bytes], bytes],
    unpack: Callable[[bytes], bytes],
) -> None:
    write(tmp_path / "in", {name: pack(RECORDS.encode())})
    assert run("batch", "in", "out").returncode == 0
    assert unpack((tmp_path / "out" / name).read_bytes()).decode() == MENDED_RECORDS
    assert manifest(tmp_path / "out")[name]["records"] == 5


def test_several_fields(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "in",
        {
            "r.jsonl": '{"head": "Mgtet pa skolen", "body": "Vi ma ga til mgtet.", "text": "Vi '
            'ma ga"}\n'
        },
    )
    assert run("batch", "in", "out", "--text-field", "head", "--text-field", "body").returncode == 0
    mended = '{"head": "Møtet på skolen", "body": "Vi må gå til møtet.", "text": "Vi ma ga"}\n'
    assert (tmp_path / "out" / "r.jsonl").read_text(encoding="utf-8") == mended


@pytest.mark.parametrize(
    ("name", "table", "mended"),
    [
        (
            "t.csv",
            'id,text\n1,"Vi ma ga, sa han."\n2,sett\n',
            'id,text\n1,"Vi må gå, sa han."\n2,sett\n',
        ),
        (
            "t.csv",
            '"id";"text"\r\n"1";"Vi ma ga til mgtet."\r\n',
            '"id";"text"\r\n"1";"Vi må gå til møtet."\r\n',
        ),
        (
            "t.csv",
            '"id","text","n"\n7,"Vi ma ga til mgtet.",NA\n',
            '"id","text","n"\n7,"Vi må gå til møtet.",NA\n',
        ),
        ("t.csv", 'text;n\n"Vi ma\nga til ""mgtet""";1\n', 'text;n\n"Vi må\ngå til ""møtet""";1\n'),
        ("t.tsv", 'id\ttext\n1\tVi ma "ga til mgtet\n', 'id\ttext\n1\tVi må "gå til møtet\n'),
        ("t.tsv.gz", "id\ttext\n1\tVi ma ga til mgtet\n", "id\ttext\n1\tVi må gå til møtet\n"),
    ],
)
def test_tables_keep_all_but_their_text(
    run: Run, tmp_path: Path, name: str, table: str, mended: str
) -> None:
    pack, unpack = (gzip.compress, gzip.decompress) if name.endswith(".gz") else (bytes, bytes)
    write(tmp_path / "in", {name: pack(table.encode())})
    assert run("batch", "in", "out").returncode == 0
    assert unpack((tmp_path / "out" / name).read_bytes()).decode() == mended


def test_columns_by_number_have_no_header(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"t.tsv": "1\tVi ma ga til mgtet\n2\tpa skolen\n"})
    assert run("batch", "in", "out", "--text-field", "2").returncode == 0
    assert (tmp_path / "out" / "t.tsv").read_text(
        encoding="utf-8"
    ) == "1\tVi må gå til møtet\n2\tpå skolen\n"


def test_compressed_text_is_the_same_bytes_each_time(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "in",
        {"a.txt.gz": gzip.compress(DAMAGED.encode()), "b.txt.zst": zstd(DAMAGED.encode())},
    )
    run("batch", "in", "one")
    time.sleep(1.1)  # gzip can hold the time
    run("batch", "in", "two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert gzip.decompress((tmp_path / "one" / "a.txt.gz").read_bytes()).decode() == MENDED


def test_a_format_can_be_given(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.dat": DAMAGED})
    assert run("batch", "in", "out", "--format", "text").returncode == 0
    assert (tmp_path / "out" / "a.dat").read_text(encoding="utf-8") == MENDED


def test_edits_beside_the_texts_replay(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "r.jsonl": '{"text": "Vi ma ga til mgtet."}\n'})
    run("batch", "in", "out", "--edits")
    text = DAMAGED
    for line in reversed(
        (tmp_path / "out" / "a.txt.edits.jsonl").read_text(encoding="utf-8").splitlines()
    ):
        edit = json.loads(line)
        if edit["type"] == "edit":
            assert text[edit["start"] : edit["end"]] == edit["before"]
            text = text[: edit["start"]] + edit["after"] + text[edit["end"] :]
    assert text == MENDED
    first = json.loads(
        (tmp_path / "out" / "r.jsonl.edits.jsonl").read_text(encoding="utf-8").splitlines()[0]
    )
    assert (first["file"], first["line"], first["field"], first["before"]) == (
        "r.jsonl",
        1,
        "text",
        "ma",
    )


def test_options_of_the_repair_reach_it(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        {"in/a.txt": "Forsgket ble gjennomfgrt\ni Igpet av varen.\n", "names.txt": "Forsgket\n"},
    )
    assert (
        run("batch", "in", "out", "--layout", "paragraphs", "--protect", "names.txt").returncode
        == 0
    )
    assert (tmp_path / "out" / "a.txt").read_text(
        encoding="utf-8"
    ) == "Forsgket ble gjennomført i løpet av våren.\n"


def test_which_files(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "b.md": DAMAGED, "deep/c.txt": DAMAGED})
    run("batch", "in", "names", "--glob", "*.txt")
    assert sorted(manifest(tmp_path / "names")) == ["a.txt", "deep/c.txt"]
    run("batch", "in", "paths", "--glob", "deep/*")
    assert sorted(manifest(tmp_path / "paths")) == ["deep/c.txt"]
    run("batch", "in", "lines", "--from", "-", stdin=b"in/a.txt\nin/deep/c.txt\r\nin/a.txt\n\n")
    assert sorted(manifest(tmp_path / "lines")) == ["a.txt", "deep/c.txt"]
    run("batch", "in", "zeros", "--from", "-", "--null", stdin=b"in/a.txt\0in/b.md\0")
    assert sorted(manifest(tmp_path / "zeros")) == ["a.txt", "b.md"]


def test_the_output_may_lie_in_the_input(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": DAMAGED})
    for _ in range(2):
        assert run("batch", ".", "out").returncode == 0
        assert sorted(manifest(tmp_path / "out")) == ["a.txt"]


def test_a_summary_has_the_worst_first(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "in", {"good.txt": MENDED, "bad.txt": DAMAGED, "worse.txt": b"\x00\x01\x02" * 50}
    )
    run("batch", "in", "out")
    lines = run("summary", "out").stdout.decode().splitlines()
    names = ("worse.txt", "bad.txt", "good.txt")
    assert [name for line in lines[1:4] for name in names if name in line] == list(names)
    assert "3 files: 2 done, 1 failed, 0 skipped" in lines
    assert "changes by kind of damage: 8 english-ocr" in lines
    assert len(run("summary", "out", "--most", "1").stdout.decode().splitlines()) == len(lines) - 2


@pytest.mark.skipif(sys.version_info < (3, 11), reason="cannot set a terminal's size")
def test_progress_on_a_terminal(tmp_path: Path) -> None:
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    write(tmp_path / "in", {"a.txt": DAMAGED, "b.txt": b"\0\1\2" * 50})
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 120))
    done = subprocess.run([*NORTEXT, "batch", "in", "out"], stderr=theirs, cwd=tmp_path, timeout=60)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert done.returncode == 1
    assert "B/s" in shown and "2/2 files, 1 failed" in shown and "b.txt: is no text" in shown
