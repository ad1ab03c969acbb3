"""Whole folders, through the real command: what is repaired, and what becomes of the rest."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import DAMAGED, MENDED, ROOT, Run

from nortext import Pipeline
from nortext.batch.manifest import Manifest
from nortext.formats.files import FileError
from nortext.formats.storage import Input

resource = pytest.importorskip("resource")  # of Unix, as the signals are
PAGES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "fixtures" / "pages").glob("*.ocr.txt"))]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks at Linux's /proc")


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def manifest(out: Path) -> dict[str, dict[str, Any]]:
    records = [json.loads(line) for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len({record["path"] for record in records}) == len(records)
    return {record["path"]: record for record in records}


def tree(out: Path) -> dict[str, object]:
    """All that a batch wrote, but for how long each file took."""
    files: dict[str, object] = {
        str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file() and path.name != "manifest.jsonl"
    }
    return files | {"manifest": [{k: v for k, v in record.items() if k != "seconds"} for record in manifest(out).values()]}


def zstd(data: bytes) -> bytes:
    zstandard = pytest.importorskip("zstandard")
    return bytes(zstandard.ZstdCompressor().compress(data))


# What is repaired


def test_a_folder_is_mirrored(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "deep/er/b.md": f"# Mgte\n\n{DAMAGED}", "empty.txt": "", "c.pdf": "%PDF"})
    done = run("batch", "in", "out", "--jobs", "2")
    assert done.returncode == 0
    assert (tmp_path / "out" / "a.txt").read_text(encoding="utf-8") == MENDED
    assert (tmp_path / "out" / "deep" / "er" / "b.md").read_text(encoding="utf-8") == f"# Møte\n\n{MENDED}"
    assert (tmp_path / "out" / "empty.txt").read_bytes() == b""
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.txt", "deep", "empty.txt", "manifest.jsonl"]
    assert manifest(tmp_path / "out")["c.pdf"]["status"] == "skipped"
    assert "c.pdf: skipped: no kind of file that holds text" in done.stderr.decode()
    assert "4 files: 3 repaired, 0 failed, 1 skipped" in done.stderr.decode()


def test_the_manifest_tells_of_each_file(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED.encode() + "Blåbær.\n".encode(), "b.txt": "Blåbær på Ås.\n".encode("cp865")})
    run("batch", "in", "out")
    found = manifest(tmp_path / "out")
    a, text = found["a.txt"], (tmp_path / "out" / "a.txt").read_bytes()
    assert (a["status"], a["error"], a["format"], a["encoding"]) == ("done", "", "text", "utf-8")
    assert (a["size"], a["sha256"]) == (len(DAMAGED) + 10, hashlib.sha256((tmp_path / "in" / "a.txt").read_bytes()).hexdigest())
    assert (a["output_size"], a["output_sha256"]) == (len(text), hashlib.sha256(text).hexdigest())
    assert (a["words"], a["damage"], sum(a["edits"].values())) == (16, {"english-ocr": 8}, 8)
    assert 0.4 < a["wer_before"] < 0.6 and a["wer_after"] < 0.02 and a["doubts"] >= 0 and a["seconds"] > 0
    assert (found["b.txt"]["encoding"], found["b.txt"]["damage"], found["b.txt"]["wer_before"]) == ("cp865", {}, 0.0)


def test_a_batch_gives_what_clean_gives(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"long.txt": "\n\n".join(PAGES * 6), "latin.txt": PAGES[3].encode("cp1252", "replace")})
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
    '\n{"text":"p\\u00c3\\u00a5 m\\u00c3\\u00b8tet", "b":[1,  2]}\r\n{"id":12345678901234567890,"text":null}\n{"text": "sett", "id": 4}'
)
MENDED_RECORDS = (
    '{"id": 1.0, "text": "Vi må gå til møtet på skolen.", "n": {"text": "Vi ma ga"}}\n'
    '\n{"text":"p\\u00e5 m\\u00f8tet", "b":[1,  2]}\r\n{"id":12345678901234567890,"text":null}\n{"text": "sett", "id": 4}'
)


@pytest.mark.parametrize(
    ("name", "pack", "unpack"),
    [
        ("r.jsonl", bytes, bytes),
        ("r.jsonl.gz", gzip.compress, gzip.decompress),
        ("r.jsonl.zst", zstd, lambda data: pytest.importorskip("zstandard").ZstdDecompressor().stream_reader(io.BytesIO(data)).read()),
    ],
)
def test_json_lines_keep_all_but_their_text(
    run: Run, tmp_path: Path, name: str, pack: Callable[[bytes], bytes], unpack: Callable[[bytes], bytes]
) -> None:
    write(tmp_path / "in", {name: pack(RECORDS.encode())})
    assert run("batch", "in", "out").returncode == 0
    assert unpack((tmp_path / "out" / name).read_bytes()).decode() == MENDED_RECORDS
    assert manifest(tmp_path / "out")[name]["records"] == 5


def test_several_fields(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"r.jsonl": '{"head": "Mgtet pa skolen", "body": "Vi ma ga til mgtet.", "text": "Vi ma ga"}\n'})
    assert run("batch", "in", "out", "--text-field", "head", "--text-field", "body").returncode == 0
    mended = '{"head": "Møtet på skolen", "body": "Vi må gå til møtet.", "text": "Vi ma ga"}\n'
    assert (tmp_path / "out" / "r.jsonl").read_text(encoding="utf-8") == mended


@pytest.mark.parametrize(
    ("name", "table", "mended"),
    [
        ("t.csv", 'id,text\n1,"Vi ma ga, sa han."\n2,sett\n', 'id,text\n1,"Vi må gå, sa han."\n2,sett\n'),
        ("t.csv", '"id";"text"\r\n"1";"Vi ma ga til mgtet."\r\n', '"id";"text"\r\n"1";"Vi må gå til møtet."\r\n'),
        ("t.csv", '"id","text","n"\n7,"Vi ma ga til mgtet.",NA\n', '"id","text","n"\n7,"Vi må gå til møtet.",NA\n'),
        ("t.csv", 'text;n\n"Vi ma\nga til ""mgtet""";1\n', 'text;n\n"Vi må\ngå til ""møtet""";1\n'),
        ("t.tsv", 'id\ttext\n1\tVi ma "ga til mgtet\n', 'id\ttext\n1\tVi må "gå til møtet\n'),
        ("t.tsv.gz", "id\ttext\n1\tVi ma ga til mgtet\n", "id\ttext\n1\tVi må gå til møtet\n"),
    ],
)
def test_tables_keep_all_but_their_text(run: Run, tmp_path: Path, name: str, table: str, mended: str) -> None:
    pack, unpack = (gzip.compress, gzip.decompress) if name.endswith(".gz") else (bytes, bytes)
    write(tmp_path / "in", {name: pack(table.encode())})
    assert run("batch", "in", "out").returncode == 0
    assert unpack((tmp_path / "out" / name).read_bytes()).decode() == mended


def test_columns_by_number_have_no_header(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"t.tsv": "1\tVi ma ga til mgtet\n2\tpa skolen\n"})
    assert run("batch", "in", "out", "--text-field", "2").returncode == 0
    assert (tmp_path / "out" / "t.tsv").read_text(encoding="utf-8") == "1\tVi må gå til møtet\n2\tpå skolen\n"


def test_compressed_text_is_the_same_bytes_each_time(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt.gz": gzip.compress(DAMAGED.encode()), "b.txt.zst": zstd(DAMAGED.encode())})
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
    for line in reversed((tmp_path / "out" / "a.txt.edits.jsonl").read_text(encoding="utf-8").splitlines()):
        edit = json.loads(line)
        if edit["type"] == "edit":
            assert text[edit["start"] : edit["end"]] == edit["before"]
            text = text[: edit["start"]] + edit["after"] + text[edit["end"] :]
    assert text == MENDED
    first = json.loads((tmp_path / "out" / "r.jsonl.edits.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert (first["file"], first["line"], first["field"], first["before"]) == ("r.jsonl", 1, "text", "ma")


def test_options_of_the_repair_reach_it(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"in/a.txt": "Forsgket ble gjennomfgrt\ni Igpet av varen.\n", "names.txt": "Forsgket\n"})
    assert run("batch", "in", "out", "--layout", "paragraphs", "--protect", "names.txt").returncode == 0
    assert (tmp_path / "out" / "a.txt").read_text(encoding="utf-8") == "Forsgket ble gjennomført i løpet av våren.\n"


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
    write(tmp_path / "in", {"good.txt": MENDED, "bad.txt": DAMAGED, "worse.txt": b"\x00\x01\x02" * 50})
    run("batch", "in", "out")
    lines = run("summary", "out").stdout.decode().splitlines()
    assert [word for line in lines[1:4] for word in ("worse.txt", "bad.txt", "good.txt") if word in line] == [
        "worse.txt", "bad.txt", "good.txt",
    ]  # fmt: skip
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


# Going on, and stopping

NORTEXT = [sys.executable, "-m", "nortext"]


def test_resume_does_what_is_not_done(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "b.txt": DAMAGED, "c.jsonl": "{", "d.txt": DAMAGED})
    assert run("batch", "in", "out").returncode == 1
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    write(tmp_path / "in", {"b.txt": MENDED, "c.jsonl": '{"text": "pa skolen"}\n', "e.txt": DAMAGED})
    (tmp_path / "out" / "d.txt").write_text("lost", encoding="utf-8")
    done = run("batch", "in", "out", "--resume")
    assert (done.returncode, "4 repaired, 1 done earlier, 0 failed" in done.stderr.decode()) == (0, True)
    assert (tmp_path / "out" / "a.txt").stat().st_mtime_ns == before["a.txt"]
    assert (tmp_path / "out" / "b.txt").read_text(encoding="utf-8") == MENDED
    assert (tmp_path / "out" / "d.txt").read_text(encoding="utf-8") == MENDED
    assert {record["status"] for record in manifest(tmp_path / "out").values()} == {"done"}
    again = run("batch", "in", "out", "--resume", "--layout", "paragraphs")
    assert "5 repaired, 0 failed" in again.stderr.decode()


def test_resume_keeps_what_stands_of_other_files(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "b.txt": DAMAGED})
    run("batch", "in", "out", "--from", "-", stdin=b"in/a.txt\n")
    run("batch", "in", "out", "--from", "-", "--resume", stdin=b"in/b.txt\n")
    assert sorted(manifest(tmp_path / "out")) == ["a.txt", "b.txt"]


def test_a_file_that_fails_now_leaves_no_earlier_text(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.jsonl": '{"text": "pa skolen"}\n'})
    run("batch", "in", "out", "--edits")
    write(tmp_path / "in", {"a.jsonl": "{"})
    assert run("batch", "in", "out", "--edits", "--resume").returncode == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["manifest.jsonl"]


def test_a_dry_run_says_and_does_nothing(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "b.pdf": "%PDF"})
    done = run("batch", "in", "out", "--dry-run")
    assert done.stdout.decode().splitlines() == [
        "repair\ta.txt", "skip: no kind of file that holds text, by its name; say --format if it is one\tb.pdf",
    ]  # fmt: skip
    assert (done.returncode, (tmp_path / "out").exists()) == (0, False)
    run("batch", "in", "out")
    assert run("batch", "in", "out", "--dry-run", "--resume").stdout.startswith(b"keep\ta.txt\n")


def test_fail_fast_stops_at_the_first_failure(run: Run, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"{number:03}.txt": PAGES[number % 24] for number in range(200)}
    write(tmp_path / "in", {**files, "first.jsonl": "x" * 20_000})
    done = run("batch", "in", "out", "--jobs", "1", "--fail-fast")
    assert done.returncode == 1
    assert 1 <= len(manifest(tmp_path / "out")) < 200
    assert "not begun" in done.stderr.decode() and "go on with: nortext batch in out" in done.stderr.decode()


@contextlib.contextmanager
def running(tmp_path: Path, *arguments: str, **how: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A batch from `in` to `out` that has begun with its first file."""
    command = [*NORTEXT, "batch", "in", "out", *arguments]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True, **how) as child:
        try:
            wait_for(lambda: any((tmp_path / "out" / ".nortext-batch").glob("*/*")))
            yield child
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)


def wait_for(happens: Callable[[], bool]) -> None:
    for _ in range(3_000):
        if happens():
            return
        time.sleep(0.01)
    raise TimeoutError


BIG = "\n\n".join(PAGES * 15)  # some seconds of work


@pytest.mark.parametrize(("number", "to_group"), [(signal.SIGINT, True), (signal.SIGINT, False), (signal.SIGTERM, False)])
def test_a_signal_ends_it_cleanly(run: Run, tmp_path: Path, number: int, to_group: bool) -> None:
    write(tmp_path / "in", {**{f"{number:03}.txt": PAGES[number % 24] for number in range(40)}, "big.txt": "\n\n".join(PAGES * 6)})
    with running(tmp_path, "--jobs", "2") as child:
        wait_for(lambda: len(list((tmp_path / "out").glob("0*.txt"))) > 5)
        (os.killpg if to_group else os.kill)(child.pid, number)
        said = child.communicate(timeout=30)[1].decode()
    assert child.returncode == 130
    assert "go on with: nortext batch in out --jobs 2 --resume" in said
    assert not (tmp_path / "out" / ".nortext-batch").exists()
    assert set(manifest(tmp_path / "out")) == {path.name for path in (tmp_path / "out").glob("*.txt")}
    assert run("batch", "in", "out", "--resume", "--jobs", "2").returncode == 0
    run("batch", "in", "whole")
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


@pytest.mark.parametrize("seed", range(3))
def test_killed_and_resumed_is_the_same_as_never_killed(run: Run, tmp_path: Path, seed: int) -> None:
    write(tmp_path / "in", {f"{number:03}.txt": PAGES[number % 24] for number in range(80)})
    with running(tmp_path, "--jobs", "2", "--edits") as child:
        time.sleep(random.Random(seed).uniform(0, 0.8))
        child.kill()
    assert run("batch", "in", "out", "--jobs", "2", "--edits", "--resume").returncode == 0
    run("batch", "in", "whole", "--edits")
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_a_torn_line_of_the_manifest_is_done_again(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "b.txt": DAMAGED})
    run("batch", "in", "out")
    path = tmp_path / "out" / "manifest.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    done = run("batch", "in", "out", "--resume")
    assert "1 repaired, 1 done earlier" in done.stderr.decode()
    assert [{**json.loads(line), "seconds": 0} for line in path.read_bytes().splitlines()] == [
        {**json.loads(line), "seconds": 0} for line in whole.splitlines()
    ]


# What goes wrong


def outcome(run: Run, tmp_path: Path, name: str, *arguments: str) -> str:
    """The error of a file of `in`, while another beside it is done, and nothing of it is left in `out`."""
    write(tmp_path / "in", {"good.txt": DAMAGED})
    done = run("batch", "in", "out", *arguments)
    found = manifest(tmp_path / "out")
    assert done.returncode == 1
    assert found["good.txt"]["status"] == "done"
    assert (tmp_path / "out" / "good.txt").read_text(encoding="utf-8") == MENDED
    assert not (tmp_path / "out" / ".nortext-batch").exists()
    assert "Traceback" not in done.stderr.decode()
    assert found[name]["status"] == "failed"
    assert not list((tmp_path / "out").glob(f"{name}*"))
    return str(found[name]["error"])


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("bad.txt", b"\x00\x01\x02\x03" * 20, "is no text"),
        ("bad.txt", b"PK\x03\x04....", "zip or Office file"),
        ("bad.txt.gz", gzip.compress(os.urandom(5_000).hex().encode())[:3_000], "end too early"),
        ("bad.txt.gz", b"no gzip at all", "damaged gzip data"),
        ("bad.txt.gz", gzip.compress(bytes(100_000_000), 9), "more than 300 times its size"),
        ("bad.jsonl", b'{"text": "a"}\n{"text": "b"\n', "line 2, character 13: no JSON object"),
        ("bad.jsonl", b'{"text": "a"}\n["text"]\n', "line 2, character 1: no JSON object"),
        ("bad.jsonl", b"[" * 100_000, "no JSON object"),
        ("bad.jsonl", b'{"text": ' + b"[" * 100_000, "nested too deeply"),
        ("bad.jsonl", b'{"body": "a"}\n', "no record has a field 'text'; there are 'body'"),
        ("bad.csv", b"id,body\n1,a\n", "no column is called 'text'; there are 'id', 'body'"),
        ("bad.csv", b'id,text\n1,"never closed\n', "line 2: no row of a table"),
    ],
)
def test_a_bad_file_fails_alone(run: Run, tmp_path: Path, name: str, content: bytes, error: str) -> None:
    write(tmp_path / "in", {name: content})
    assert error in outcome(run, tmp_path, name)


def test_damaged_zstandard_fails_alone(run: Run, tmp_path: Path) -> None:
    packed = zstd(os.urandom(5_000).hex().encode())
    write(tmp_path / "in", {"short.txt.zst": packed[:3_000], "bomb.txt.zst": zstd(bytes(200_000_000)), "no.txt.zst": b"no zstandard"})
    assert "end too early" in outcome(run, tmp_path, "short.txt.zst")
    assert "more than 300 times its size" in outcome(run, tmp_path, "bomb.txt.zst")
    assert "damaged zstandard data" in outcome(run, tmp_path, "no.txt.zst")


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(tmp_path, {"a.txt.zst": b"..."})
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(FileError, match=r"needs the package zstandard: pip install 'nortext\[zstd\]'"):
        list(Input(tmp_path / "a.txt.zst", "zstandard").chunks())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_fails_alone(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"bad.txt": DAMAGED})
    (tmp_path / "in" / "bad.txt").chmod(0)
    assert "permission denied" in outcome(run, tmp_path, "bad.txt")


@LINUX
def test_a_file_that_the_disk_does_not_give_fails_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.txt").symlink_to("/proc/self/mem")
    assert "input/output error" in outcome(run, tmp_path, "bad.txt")


def test_links_that_lead_nowhere_or_back(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"in/deep/a.txt": DAMAGED, "other/b.txt": DAMAGED})
    (tmp_path / "in" / "nowhere.txt").symlink_to("not there")
    (tmp_path / "in" / "itself.txt").symlink_to("itself.txt")
    (tmp_path / "in" / "deep" / "back").symlink_to("..")
    (tmp_path / "in" / "other").symlink_to("../other")
    assert "no such file" in outcome(run, tmp_path, "nowhere.txt")
    found = manifest(tmp_path / "out")
    assert found["itself.txt"]["status"] == "failed"
    assert (found["deep/back"]["status"], found["deep/back"]["error"]) == ("skipped", "a link that leads back to a folder above it")
    assert (found["deep/a.txt"]["status"], found["other/b.txt"]["status"]) == ("done", "done")
    assert set(found) == {"nowhere.txt", "itself.txt", "deep/back", "deep/a.txt", "other/b.txt", "good.txt"}


@LINUX
def test_any_name_at_all(run: Run, tmp_path: Path) -> None:
    names = [b"two\nlines.txt", b"\xff\xfe.txt", "blåbær «ø».txt".encode(), b"-rf.txt", b" .txt", b"'\".txt"]
    (tmp_path / "in").mkdir()
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/" + name)).write_text(DAMAGED, encoding="utf-8")
    assert run("batch", "in", "out", "--edits").returncode == 0
    found = manifest(tmp_path / "out")
    assert {os.fsencode(name) for name in found} == set(names)
    assert all(Path(tmp_path / "out" / name).read_text(encoding="utf-8") == MENDED for name in found)
    assert "6 files: 6 done" in run("summary", "out").stdout.decode()
    assert "6 done earlier" in run("batch", "in", "out", "--edits", "--resume").stderr.decode()


@LINUX
def test_a_pipe_is_not_waited_for(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED})
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    assert run("batch", "in", "out").returncode == 0
    assert manifest(tmp_path / "out")["pipe.txt"]["status"] == "skipped"


def test_nothing_is_written_outside(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"in/sub/deep/bad.txt": DAMAGED, "elsewhere/keep.txt": "x", "secret.txt": DAMAGED, "out/there": ""})
    (tmp_path / "out" / "sub").symlink_to("../elsewhere")
    outcome_of = outcome(run, tmp_path, "sub/deep/bad.txt")
    assert "leads out of the output folder" in outcome_of
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["keep.txt"]
    done = run("batch", "in", "out2", "--from", "-", stdin=b"in/../secret.txt\nin/good.txt\n")
    assert done.returncode == 1
    assert manifest(tmp_path / "out2")[str(tmp_path / "in" / ".." / "secret.txt")]["error"].endswith("does not lie below in")
    assert not list(tmp_path.glob("*/secret.txt"))


def test_places_that_are_taken(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"in/bad.txt": DAMAGED, "in/sub/bad.txt": DAMAGED, "in/manifest.jsonl": "{}\n", "out/sub": "a file"})
    (tmp_path / "out" / "bad.txt").mkdir()
    write(tmp_path / "in", {"good.txt": DAMAGED})
    assert run("batch", "in", "out", "--edits").returncode == 1
    found = manifest(tmp_path / "out")
    assert (found["bad.txt"]["status"], found["sub/bad.txt"]["status"]) == ("failed", "failed")
    assert "is a directory" in found["bad.txt"]["error"] and "cannot be made" in found["sub/bad.txt"]["error"]
    assert (found["manifest.jsonl"]["status"], found["good.txt"]["status"]) == ("skipped", "done")
    assert (tmp_path / "out" / "sub").read_text(encoding="utf-8") == "a file"
    assert not (tmp_path / "out" / "bad.txt.edits.jsonl").exists()


def test_edits_are_not_written_over_a_text(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"bad.txt.edits.jsonl": '{"text": "pa skolen"}\n', "bad.txt": DAMAGED, "good.txt": DAMAGED})
    assert run("batch", "in", "out", "--edits").returncode == 1
    found = manifest(tmp_path / "out")
    assert "over the edits of bad.txt" in found["bad.txt.edits.jsonl"]["error"]
    assert json.loads((tmp_path / "out" / "bad.txt.edits.jsonl").read_text(encoding="utf-8").splitlines()[0])["type"] == "edit"


@LINUX
def test_an_output_folder_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED})
    done = run("batch", "in", "/proc/nortext")
    assert (done.returncode, "Traceback" in done.stderr.decode()) == (1, False)
    assert "/proc/nortext: cannot be made" in done.stderr.decode()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_in_the_output(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"in/sub/bad.txt": DAMAGED})
    (tmp_path / "out" / "sub").mkdir(parents=True)
    (tmp_path / "out" / "sub").chmod(0o555)
    assert "permission denied" in outcome(run, tmp_path, "sub/bad.txt")


def test_a_file_too_big_for_the_disk_fails_alone(tmp_path: Path) -> None:
    write(tmp_path / "in", {"bad.txt": BIG, "good.txt": DAMAGED})
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    done = subprocess.run([*NORTEXT, "batch", "in", "out"], cwd=tmp_path, preexec_fn=limit, capture_output=True, timeout=60)
    found = manifest(tmp_path / "out")
    assert (done.returncode, found["good.txt"]["status"], found["bad.txt"]["status"]) == (1, "done", "failed")
    assert "bad.txt: cannot be written: file too large" in found["bad.txt"]["error"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["good.txt", "manifest.jsonl"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("file systems cannot be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


@LINUX
def test_a_full_disk(run: Run, tmp_path: Path, small_disk: Path) -> None:
    write(tmp_path / "in", {"bad.txt": BIG, **{f"{number:02}.txt": PAGES[number] for number in range(20)}})
    done = run("batch", "in", "disk/out", "--jobs", "2")
    found = manifest(small_disk / "out")
    assert done.returncode == 1
    assert "no space left on device" in found["bad.txt"]["error"]
    assert sum(record["status"] == "done" for record in found.values()) >= 15  # what was written beside the big file may fail too
    for name, record in found.items():
        assert (small_disk / "out" / name).exists() == (record["status"] == "done")


def test_a_manifest_waits_for_space(tmp_path: Path) -> None:
    found = Manifest(tmp_path)
    whole = {"path": "a.txt", "status": "skipped"}
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))  # ten bytes of a record fit
        found.add(whole)
        assert (tmp_path / "manifest.jsonl").read_bytes() == b""
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    found.add({"path": "b.txt", "status": "skipped"})
    found.close(tmp_path / "new", whole=True)
    assert [record["path"] for record in manifest(tmp_path).values()] == ["a.txt", "b.txt"]


def at_work(child: subprocess.Popen[bytes], staged: str) -> set[int]:
    """The processes of a batch that have a file open to write it."""
    found = set()
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):
            if link.readlink().match(f".nortext-batch/*/{staged}"):
                status = (link.parents[1] / "stat").read_text().rpartition(")")[2].split()
                found |= {int(link.parts[2])} if int(status[1]) == child.pid else set()
    return found


@LINUX
@pytest.mark.parametrize("times", [1, 2])
def test_a_killed_process_costs_its_file_at_most(tmp_path: Path, times: int) -> None:
    write(tmp_path / "in", {"bad.txt": BIG, **{f"{number}.txt": PAGES[number] for number in range(10)}})
    with running(tmp_path, "--jobs", "1") as child:
        killed: set[int] = set()
        for _ in range(times):
            wait_for(lambda: bool(at_work(child, "0") - killed))  # the longest is the first, and number 0
            (number,) = at_work(child, "0") - killed
            os.kill(number, signal.SIGKILL)
            killed.add(number)
        said = child.communicate(timeout=60)[1].decode()
    found = manifest(tmp_path / "out")
    assert [found[f"{number}.txt"]["status"] for number in range(10)] == ["done"] * 10
    assert "Traceback" not in said
    if times == 1:
        assert (child.returncode, found["bad.txt"]["status"]) == (0, "done")
    else:
        assert (child.returncode, found["bad.txt"]["status"]) == (1, "failed")
        assert "was killed (signal 9), 2 times" in found["bad.txt"]["error"]
        assert not (tmp_path / "out" / "bad.txt").exists()


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    write(tmp_path / "in", {"big.txt": BIG, "bad.txt": DAMAGED})
    with running(tmp_path, "--jobs", "1") as child:
        (tmp_path / "in" / "bad.txt").unlink()
        child.communicate(timeout=60)
    found = manifest(tmp_path / "out")
    assert (child.returncode, found["big.txt"]["status"], found["bad.txt"]["status"]) == (1, "done", "failed")
    assert "no such file" in found["bad.txt"]["error"]


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    write(tmp_path / "in", {"bad.txt": BIG, "good.txt": DAMAGED})
    with running(tmp_path, "--jobs", "1") as child:
        with (tmp_path / "in" / "bad.txt").open("a") as file:
            file.write("more\n")
        child.communicate(timeout=60)
    found = manifest(tmp_path / "out")
    assert (child.returncode, found["good.txt"]["status"], found["bad.txt"]["status"]) == (1, "done", "failed")
    assert "was changed while it was read" in found["bad.txt"]["error"]
    assert not (tmp_path / "out" / "bad.txt").exists()


def test_two_batches_into_one_folder(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"big.txt": BIG})
    with running(tmp_path, "--jobs", "1"):
        done = run("batch", "in", "out")
        assert done.returncode == 1
        assert "another batch is writing there" in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere", "out"], "no such folder or file"),
        (["in", "in"], "written over themselves"),
        (["in/sub", "in"], "written over themselves"),
        (["in", "in/a.txt"], "is no folder"),
        (["in", "out", "--jobs", "0"], "--jobs"),
        (["in", "out", "--damage", "nonsense"], "there is no kind of damage"),
        (["in", "out", "--null"], "--null goes with --from"),
        (["in", "out", "--keep-furniture"], "goes with --layout paragraphs"),
    ],
)
def test_wrong_calls(run: Run, tmp_path: Path, arguments: list[str], message: str) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "sub/b.txt": DAMAGED})
    done = run("batch", *arguments)
    assert (done.returncode, message in done.stderr.decode()) == (2, True)
    assert not (tmp_path / "out").exists()


def test_no_summary_without_a_batch(run: Run) -> None:
    done = run("summary", "nowhere")
    assert (done.returncode, "manifest.jsonl: no such file" in done.stderr.decode()) == (1, True)


def test_long_lines_and_long_records_are_as_good_as_short_ones(run: Run, tmp_path: Path) -> None:
    text = " ".join(PAGES[0].split()) + " "
    line = text * (600_000 // len(text))
    write(tmp_path / "in", {"a.txt": line, "b.jsonl": json.dumps({"text": line}) + "\n"})
    run("batch", "in", "out")
    mended = (tmp_path / "out" / "a.txt").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "out" / "b.jsonl").read_text(encoding="utf-8"))["text"] == mended
    assert mended == Pipeline().clean(line)


# What is easily got wrong


def test_rows_keep_their_other_cells_however_they_are_quoted(run: Run, tmp_path: Path) -> None:
    table = 'a,b,text,c\n1,"",Vi ma ga til mgtet,2 "x"\n 2,"y",Vi ma ga, "z\n'
    write(tmp_path / "in", {"t.csv": "\ufeff" + table})
    assert run("batch", "in", "out").returncode == 0
    assert (tmp_path / "out" / "t.csv").read_text(encoding="utf-8") == "\ufeff" + table.replace("ma ga", "må gå").replace("mgtet", "møtet")


def test_what_parts_the_cells_is_seen_past_quoted_commas(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"t.csv": '1;"Vi ma ga, og du ma, til mgtet, na";x\n2;"Ja, det ma vi";y\n'})
    assert run("batch", "in", "out", "--text-field", "2").returncode == 0
    mended = '1;"Vi må gå, og du må, til møtet, nå";x\n2;"Ja, det må vi";y\n'
    assert (tmp_path / "out" / "t.csv").read_text(encoding="utf-8") == mended


def test_a_right_field_beside_a_mended_one_stays_as_it_is_written(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.jsonl": '{"title":"bl\\u00e5b\\/r \\ud800","text":"Vi ma ga til mgtet."}\n'})
    assert run("batch", "in", "out", "--text-field", "title", "--text-field", "text").returncode == 0
    assert (tmp_path / "out" / "a.jsonl").read_text(encoding="utf-8") == (
        '{"title":"bl\\u00e5b\\/r \\ud800","text":"Vi må gå til møtet."}\n'
    )


def test_json_in_an_encoding_that_lacks_letters_is_escaped(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.jsonl": '{"text":"Vi ma ga til mgtet."}\n'})
    assert run("batch", "in", "out", "--encoding", "ascii").returncode == 0
    assert json.loads((tmp_path / "out" / "a.jsonl").read_bytes()) == {"text": "Vi må gå til møtet."}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_long_texts_have_one_byte_order_mark(run: Run, tmp_path: Path, encoding: str) -> None:
    write(tmp_path / "in", {"long.txt": (MENDED * 1_000).encode(encoding), "empty.txt": "".encode(encoding)})
    assert run("batch", "in", "out", "--encoding", encoding).returncode == 0
    for name in ("long.txt", "empty.txt"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "in" / name).read_bytes()


def test_a_manifest_that_is_a_link_or_none_is_not_written(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"in/a.txt": DAMAGED, "out/x": "", "other/manifest.jsonl": '{"id": 1}\n', "precious.txt": "precious"})
    write(tmp_path, {"third/x": "", "empty.txt": ""})
    (tmp_path / "out" / "manifest.jsonl").symlink_to("../precious.txt")
    (tmp_path / "third" / "manifest.jsonl").symlink_to("../empty.txt")
    for out in ("out", "other", "third"):
        assert run("batch", "in", out).returncode == 1
    assert (tmp_path / "precious.txt").read_text(encoding="utf-8") == "precious"
    assert (tmp_path / "empty.txt").read_bytes() == b""
    assert (tmp_path / "other" / "manifest.jsonl").read_text(encoding="utf-8") == '{"id": 1}\n'


def test_nothing_is_removed_outside(run: Run, tmp_path: Path) -> None:
    write(tmp_path, {"in/sub/a.txt": DAMAGED})
    run("batch", "in", "out")
    (tmp_path / "out" / "sub").rename(tmp_path / "elsewhere")
    (tmp_path / "out" / "sub").symlink_to("../elsewhere")
    write(tmp_path, {"in/sub/a.txt": b"\0\1\2" * 50})
    assert run("batch", "in", "out", "--resume").returncode == 1
    assert (tmp_path / "elsewhere" / "a.txt").read_text(encoding="utf-8") == MENDED


def test_lists_may_name_files_from_the_input_folder(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "b.txt": DAMAGED})
    run("batch", "in", "out")
    done = run("batch", "in", "out", "--resume", "--from", "-", stdin=b"a.txt\nnone.txt\n/etc/hostname\n")
    assert "1 done earlier, 2 failed" in done.stderr.decode()
    assert (tmp_path / "out" / "a.txt").exists() and manifest(tmp_path / "out")["b.txt"]["status"] == "done"


def test_without_resume_nothing_is_left_of_a_file_that_now_fails(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "b.txt": DAMAGED})
    run("batch", "in", "out", "--edits")
    write(tmp_path / "in", {"a.txt": "%PDF-1.7"})
    assert run("batch", "in", "out").returncode == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["b.txt", "manifest.jsonl"]


def test_a_file_that_cannot_be_read_now_keeps_its_earlier_text(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED})
    run("batch", "in", "out")
    (tmp_path / "in" / "a.txt").unlink()
    assert run("batch", "in", "out", "--resume", "--from", "-", stdin=b"in/a.txt\n").returncode == 1
    assert (tmp_path / "out" / "a.txt").exists()


def test_spoilt_edits_are_written_again(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED})
    run("batch", "in", "out", "--edits")
    whole = (tmp_path / "out" / "a.txt.edits.jsonl").read_bytes()
    (tmp_path / "out" / "a.txt.edits.jsonl").write_bytes(b"")
    assert "1 repaired" in run("batch", "in", "out", "--edits", "--resume").stderr.decode()
    assert (tmp_path / "out" / "a.txt.edits.jsonl").read_bytes() == whole


def test_the_folder_that_a_batch_works_in_is_no_input(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {".nortext-batch/a.txt": DAMAGED, "b.txt": DAMAGED, "out/c.txt": DAMAGED})
    assert run("batch", "in", "in/out", "--from", "-", stdin=b"in/b.txt\nin/out/c.txt\nin/.nortext-batch/a.txt\n").returncode == 0
    assert {path: record["status"] for path, record in manifest(tmp_path / "in" / "out").items()} == {
        "b.txt": "done", "out/c.txt": "skipped", ".nortext-batch/a.txt": "skipped",
    }  # fmt: skip
    run("batch", "in", "other")
    assert manifest(tmp_path / "other")[".nortext-batch"]["status"] == "skipped"


@LINUX
def test_nobody_needs_to_listen(tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "b.pdf": "", "c.jsonl": "{"})
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*NORTEXT, "batch", "in", "out"], cwd=tmp_path, stderr=full, timeout=60)
    assert done.returncode == 1
    assert [record["status"] for record in manifest(tmp_path / "out").values()] == ["done", "skipped", "failed"]


def test_an_interrupt_while_it_starts_shows_no_traceback(tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": BIG})
    command = [*NORTEXT, "batch", "in", "out"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True) as child:
        wait_for(lambda: (tmp_path / "out" / "manifest.jsonl").exists())
        time.sleep(0.1)
        os.killpg(child.pid, signal.SIGINT)
        said = child.communicate(timeout=30)[1].decode()
    assert (child.returncode, "Traceback" in said) == (130, False)


def test_a_list_with_zero_bytes_needs_null(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED})
    done = run("batch", "in", "out", "--from", "-", stdin=b"in/a.txt\0")
    assert (done.returncode, "--null" in done.stderr.decode(), (tmp_path / "out").exists()) == (2, True, False)


@pytest.mark.parametrize("content", ["", "\ufeff", "\n\n"])
def test_files_without_records_are_done(run: Run, tmp_path: Path, content: str) -> None:
    write(tmp_path / "in", {"a.jsonl": content, "b.csv": content.replace("\n", ""), "c.tsv": ""})
    assert run("batch", "in", "out").returncode == 0
    assert (tmp_path / "out" / "a.jsonl").read_text(encoding="utf-8") == content
