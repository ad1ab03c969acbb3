"""What is easily got wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from batch_helpers import (
    BIG,
    LINUX,
    NORTEXT,
    PAGES,
    manifest,
    wait_for,
    write,
)
from helpers import DAMAGED, MENDED, Run

from nortext import Pipeline

pytestmark = pytest.mark.process


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
    run("batch", "in", "out", "--no-shared-evidence")
    mended = (tmp_path / "out" / "a.txt").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "out" / "b.jsonl").read_text(encoding="utf-8"))["text"] == mended
    assert mended == Pipeline().clean(line)


def test_rows_keep_their_other_cells_however_they_are_quoted(run: Run, tmp_path: Path) -> None:
    table = 'a,b,text,c\n1,"",Vi ma ga til mgtet,2 "x"\n 2,"y",Vi ma ga, "z\n'
    write(tmp_path / "in", {"t.csv": "\ufeff" + table})
    assert run("batch", "in", "out").returncode == 0
    assert (tmp_path / "out" / "t.csv").read_text(encoding="utf-8") == "\ufeff" + table.replace(
        "ma ga", "må gå"
    ).replace("mgtet", "møtet")


def test_what_parts_the_cells_is_seen_past_quoted_commas(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "in", {"t.csv": '1;"Vi ma ga, og du ma, til mgtet, na";x\n2;"Ja, det ma vi";y\n'}
    )
    assert run("batch", "in", "out", "--text-field", "2").returncode == 0
    mended = '1;"Vi må gå, og du må, til møtet, nå";x\n2;"Ja, det må vi";y\n'
    assert (tmp_path / "out" / "t.csv").read_text(encoding="utf-8") == mended


def test_a_right_field_beside_a_mended_one_stays_as_it_is_written(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "in",
        {"a.jsonl": '{"title":"bl\\u00e5b\\/r \\ud800","text":"Vi ma ga til mgtet."}\n'},
    )
    assert (
        run("batch", "in", "out", "--text-field", "title", "--text-field", "text").returncode == 0
    )
    assert (tmp_path / "out" / "a.jsonl").read_text(encoding="utf-8") == (
        '{"title":"bl\\u00e5b\\/r \\ud800","text":"Vi må gå til møtet."}\n'
    )


def test_json_in_an_encoding_that_lacks_letters_is_escaped(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.jsonl": '{"text":"Vi ma ga til mgtet."}\n'})
    assert run("batch", "in", "out", "--encoding", "ascii").returncode == 0
    assert json.loads((tmp_path / "out" / "a.jsonl").read_bytes()) == {
        "text": "Vi må gå til møtet."
    }


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_long_texts_have_one_byte_order_mark(run: Run, tmp_path: Path, encoding: str) -> None:
    write(
        tmp_path / "in",
        {"long.txt": (MENDED * 1_000).encode(encoding), "empty.txt": "".encode(encoding)},
    )
    assert run("batch", "in", "out", "--encoding", encoding).returncode == 0
    for name in ("long.txt", "empty.txt"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "in" / name).read_bytes()


def test_a_manifest_that_is_a_link_or_none_is_not_written(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "in/a.txt": DAMAGED,
            "out/x": "",
            "other/manifest.jsonl": '{"id": 1}\n',
            "precious.txt": "precious",
        },
    )
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
    done = run(
        "batch", "in", "out", "--resume", "--from", "-", stdin=b"a.txt\nnone.txt\n/etc/hostname\n"
    )
    assert "1 done earlier, 2 failed" in done.stderr.decode()
    assert (tmp_path / "out" / "a.txt").exists() and manifest(tmp_path / "out")["b.txt"][
        "status"
    ] == "done"


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
    write(
        tmp_path / "in", {".nortext-batch/a.txt": DAMAGED, "b.txt": DAMAGED, "out/c.txt": DAMAGED}
    )
    assert (
        run(
            "batch",
            "in",
            "in/out",
            "--from",
            "-",
            stdin=b"in/b.txt\nin/out/c.txt\nin/.nortext-batch/a.txt\n",
        ).returncode
        == 0
    )
    found = manifest(tmp_path / "in" / "out")
    assert {path: record["status"] for path, record in found.items()} == {
        "b.txt": "done",
        "out/c.txt": "skipped",
        ".nortext-batch/a.txt": "skipped",
    }
    run("batch", "in", "other")
    assert manifest(tmp_path / "other")[".nortext-batch"]["status"] == "skipped"


@LINUX
def test_nobody_needs_to_listen(tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED, "b.pdf": "", "c.jsonl": "{"})
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*NORTEXT, "batch", "in", "out"], cwd=tmp_path, stderr=full, timeout=60
        )
    assert done.returncode == 1
    assert [record["status"] for record in manifest(tmp_path / "out").values()] == [
        "done",
        "skipped",
        "failed",
    ]


def test_an_interrupt_while_it_starts_shows_no_traceback(tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": BIG})
    command = [*NORTEXT, "batch", "in", "out"]
    with subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True
    ) as child:
        wait_for(lambda: (tmp_path / "out" / "manifest.jsonl").exists())
        time.sleep(0.1)
        os.killpg(child.pid, signal.SIGINT)
        said = child.communicate(timeout=30)[1].decode()
    assert (child.returncode, "Traceback" in said) == (130, False)


def test_a_list_with_zero_bytes_needs_null(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": DAMAGED})
    done = run("batch", "in", "out", "--from", "-", stdin=b"in/a.txt\0")
    assert (done.returncode, "--null" in done.stderr.decode(), (tmp_path / "out").exists()) == (
        2,
        True,
        False,
    )


@pytest.mark.parametrize("content", ["", "\ufeff", "\n\n"])
def test_files_without_records_are_done(run: Run, tmp_path: Path, content: str) -> None:
    write(tmp_path / "in", {"a.jsonl": content, "b.csv": content.replace("\n", ""), "c.tsv": ""})
    assert run("batch", "in", "out").returncode == 0
    assert (tmp_path / "out" / "a.jsonl").read_text(encoding="utf-8") == content
