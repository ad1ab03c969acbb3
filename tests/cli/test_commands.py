"""The command line, through its real entry point."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import DAMAGED, MENDED, Run


def test_file_to_standard_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DAMAGED, encoding="utf-8")
    done = run("clean", "a.txt")
    assert (done.returncode, done.stdout.decode()) == (0, MENDED)
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == DAMAGED


@pytest.mark.parametrize("args", [[], ["-"]])
def test_standard_input(run: Run, args: list[str]) -> None:
    assert run("clean", *args, stdin=DAMAGED.encode()).stdout.decode() == MENDED


def test_several_files_into_a_folder(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(DAMAGED, encoding="utf-8")
    done = run("clean", "a.txt", "b.txt", "-o", "out", "--summary")
    assert done.returncode == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.txt", "b.txt"]
    assert (tmp_path / "out" / "b.txt").read_text(encoding="utf-8") == MENDED
    assert "a.txt: 15 words, 8 changed" in done.stderr.decode()


def test_in_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DAMAGED, encoding="utf-8")
    assert run("clean", "--in-place", "a.txt").returncode == 0
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == MENDED


def test_edits_file_replays(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DAMAGED, encoding="utf-8")
    run("clean", "a.txt", "--edits", "edits.jsonl")
    text = DAMAGED
    records = [
        json.loads(line)
        for line in (tmp_path / "edits.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    edits = [record for record in records if record["type"] == "edit"]
    for edit in reversed(edits):
        assert text[edit["start"] : edit["end"]] == edit["before"]
        text = text[: edit["start"]] + edit["after"] + text[edit["end"] :]
    assert text == MENDED
    assert {edit["file"] for edit in edits} == {"a.txt"}


def test_encoding_in_and_out(run: Run) -> None:
    done = run(
        "clean",
        "--encoding",
        "latin-1",
        stdin="Forsgket pa skolen ble gjennomfgrt.".encode("latin-1"),
    )
    assert done.stdout == "Forsøket på skolen ble gjennomført.".encode("latin-1")


def test_protect_and_lexicon_lists(run: Run, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("\ufeffForsgket\n# names\n\n", encoding="utf-8")
    (tmp_path / "words.txt").write_text("zøkkibår\n12\n...\n", encoding="utf-8")
    done = run(
        "clean",
        "--protect",
        "names.txt",
        "--lexicon",
        "words.txt",
        stdin=b"Forsgket pa skolen og zgkkibar.",
    )
    assert done.stdout.decode() == "Forsgket på skolen og zøkkibår."
    said = "nortext: words.txt: left out, for want of a letter: '12', '...'\n"
    assert done.stderr.decode() == said


def test_a_link_is_written_through(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DAMAGED, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("a.txt")
    assert run("clean", "--in-place", "link.txt").returncode == 0
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == MENDED


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DAMAGED, encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        whole = [sys.executable, "-m", "nortext", "clean", "a.txt"]
        done = subprocess.run(whole, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path)
    assert (done.returncode, done.stderr.decode().strip()) == (
        1,
        "nortext: standard output: cannot be written: no space left on device",
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7\n...", "is a PDF"),
        (b"PK\x03\x04....", "zip"),
    ],
)
def test_what_is_no_text_is_refused_and_the_rest_is_done(
    run: Run, tmp_path: Path, content: bytes, message: str
) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    (tmp_path / "good.txt").write_text(DAMAGED, encoding="utf-8")
    done = run("clean", "bad.txt", "good.txt", "-o", "out")
    assert done.returncode == 1
    assert "bad.txt" in done.stderr.decode() and message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["good.txt"]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "latin-1", "cp865", "mac_roman", "utf-8"])
def test_encodings_are_found_and_utf_8_written(run: Run, tmp_path: Path, codec: str) -> None:
    text = "Blåbær på Ås er også godt, sa Øystein i går.\n"
    (tmp_path / "old.txt").write_bytes(text.encode(codec))
    done = run("clean", "old.txt")
    assert (done.returncode, done.stdout.decode()) == (0, text)
    assert ("old.txt: read as" in done.stderr.decode()) == (codec != "utf-8")


def test_an_encoding_that_is_said_is_held_to(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"linje\nbl\xe5b\xe6r\n")
    done = run("clean", "--encoding", "utf-8", "bad.txt")
    assert done.returncode == 1
    assert "bad.txt: not utf-8 at byte 8 (line 2)" in done.stderr.decode()


def test_layout_and_typography(run: Run) -> None:
    text = 'Forsgket i NAV-\nkontorene ble "vellykket" og arbei-\ndet gar videre.\n'
    done = run("clean", "--layout", "paragraphs", "--typography", "norwegian", stdin=text.encode())
    assert (
        done.stdout.decode() == "Forsøket i NAV-kontorene ble «vellykket» og arbeidet går videre.\n"
    )


def test_a_kind_of_damage_is_said(run: Run) -> None:
    assert (
        run("clean", "--damage", "ascii-ae-oe-aa", stdin=b"Aase bor i Roeros").stdout.decode()
        == "Åse bor i Røros"
    )


def test_inspect_says_what_is_wrong_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Vi går på møtet, og så får vi se.\n".encode("cp865"))
    (tmp_path / "b.txt").write_text("Vi gÃ¥r pÃ¥ mÃ¸tet, og sÃ¥ fÃ¥r vi se.\n", encoding="utf-8")
    done = run("inspect", "a.txt", "b.txt")
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert "a.txt: read as cp865" in shown and "no damage found" in shown
    assert "utf-8-as-latin-1" in shown and "gÃ¥r → går" in shown
    records = [
        json.loads(line)
        for line in run("inspect", "--json", "a.txt", "b.txt").stdout.decode().splitlines()
    ]
    assert [record["encoding"] for record in records] == ["cp865", "utf-8"]
    assert [finding["kind"] for record in records for finding in record["findings"]] == [
        "utf-8-as-latin-1"
    ]
    assert (tmp_path / "b.txt").read_text(encoding="utf-8").startswith("Vi gÃ¥r")


def test_inspect_goes_on_after_a_file_it_cannot_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DAMAGED, encoding="utf-8")
    done = run("inspect", "nosuch.txt", "a.txt")
    assert done.returncode == 1
    assert "nosuch.txt" in done.stderr.decode() and "english-ocr" in done.stdout.decode()


def test_kinds_are_listed(run: Run) -> None:
    shown = run("kinds").stdout.decode()
    assert "utf-8-as-cp1252" in shown and "dropped" in shown


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"a\x00b\n", b"\xef\xbb\xbfpa veg\r\n", b"\r\r", b"ingen linjeslutt"]
)
def test_odd_files_come_through(run: Run, content: bytes) -> None:
    done = run("clean", stdin=content)
    assert done.returncode == 0
    assert done.stdout.replace("å".encode(), b"a") == content


def test_missing_file(run: Run) -> None:
    done = run("clean", "nosuch.txt")
    assert (done.returncode, done.stderr.decode().strip()) == (
        1,
        "nortext: nosuch.txt: no such file or directory",
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    assert "permission denied" in run("clean", "a.txt").stderr.decode()


def test_a_folder_is_no_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    done = run("clean", "d")
    assert (done.returncode, done.stderr.decode().strip()) == (1, "nortext: d: is a directory")


def test_output_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DAMAGED, encoding="utf-8")
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    done = run("clean", "a.txt", "-o", "out/")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr.decode()
    assert (tmp_path / "out").read_text(encoding="utf-8") == "a file"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "out"]


@pytest.mark.parametrize(
    "args",
    [
        ["clean", "a.txt", "b.txt"],
        ["clean", "a.txt", "-o", "."],
        ["clean", "a.txt", "sub/a.txt", "-o", "out"],
        ["clean", "--min-confidence", "2"],
        ["clean", "--min-confidence", "nan"],
        ["clean", "--encoding", "nosuch"],
        ["clean", "--in-place", "-"],
        ["clean", "a.txt", "--edits", "a.txt"],
        ["clean", "a.txt", "-o", "out/", "--edits", "out/a.txt"],
        ["clean", "a.txt", "--edits", "-"],
        ["clean", "--encoding", "punycode"],
        ["clean", "--nosuch"],
        ["clean", "--damage", "nosuch"],
        ["clean", "--layout", "pages"],
        ["clean", "--keep-furniture"],
        ["explain"],
        ["check", "nosuch"],
    ],
)
def test_usage_errors_exit_with_2_and_touch_nothing(
    run: Run, tmp_path: Path, args: list[str]
) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "b.txt", "sub/a.txt"):
        (tmp_path / name).write_text(DAMAGED, encoding="utf-8")
    done = run(*args)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr.decode()
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == DAMAGED
    assert not (tmp_path / "out").exists()


def test_explain_words_and_lines(run: Run) -> None:
    shown = run("explain", "forsgk", "--line", "de matte gjgre det").stdout.decode()
    assert "forsgk → forsøk" in shown
    assert "matte → måtte" in shown
    assert "ø>g" in shown


@pytest.mark.parametrize("command", ["", "clean", "inspect", "explain", "check"])
def test_help_shows_examples(run: Run, command: str) -> None:
    done = run(*command.split(), "--help")
    assert done.returncode == 0
    assert "Example" in done.stdout.decode()


def test_one_file_is_written_where_o_says(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DAMAGED, encoding="utf-8")
    assert run("clean", "a.txt", "-o", "ut.txt").returncode == 0
    assert (tmp_path / "ut.txt").read_text(encoding="utf-8") == MENDED
    assert run("clean", "a.txt", "-o", "folder/").returncode == 0
    assert run("clean", "a.txt", "-o", "folder").returncode == 0
    assert (tmp_path / "folder" / "a.txt").read_text(encoding="utf-8") == MENDED
    assert run("clean", "a.txt", "-o", "-").stdout.decode() == MENDED


def test_a_file_in_another_encoding_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DAMAGED, encoding="utf-8")
    (tmp_path / "u.txt").write_text(DAMAGED, encoding="utf-16")
    done = run("clean", "a.txt", "u.txt", "--encoding", "utf-16", "-o", "out/")
    assert (done.returncode, b"a.txt: not utf-16" in done.stderr) == (1, True)
    assert (tmp_path / "out" / "u.txt").read_text(encoding="utf-16") == MENDED
    assert not (tmp_path / "out" / "a.txt").exists()


@pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")
def test_in_place_keeps_the_mode_and_tells_of_links(run: Run, tmp_path: Path) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    path.chmod(0o4640)
    os.link(path, other)
    done = run("clean", "a.txt", "--in-place")
    assert (done.returncode, b"has another name" in done.stderr) == (0, True)
    assert path.read_text(encoding="utf-8") == MENDED
    assert other.read_text(encoding="utf-8") == DAMAGED
    assert path.stat().st_mode & 0o7777 == 0o640


def test_output_that_the_screen_cannot_show_is_escaped(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    done = run("explain", "forsgk")
    assert done.returncode == 0
    assert "forsgk \\u2192 forsøk" in done.stdout.decode("cp1252")


def test_markup_that_is_not_mended_is_named(run: Run, tmp_path: Path) -> None:
    alto = '<?xml version="1.0"?>\n<alto><String CONTENT="mgtet"/></alto>\n'
    (tmp_path / "a.xml").write_text(alto, encoding="utf-8")
    done = run("clean", "a.xml")
    assert (done.returncode, done.stdout.decode()) == (0, alto)
    assert "a.xml: is ALTO" in done.stderr.decode()
