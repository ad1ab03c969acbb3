"""What holds for any text whatever."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from itertools import pairwise
from random import Random

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invariants import PIPELINE, TARGETS, check_decode, check_records, check_text

from nortext import KINDS, Edit, apply_edits, damage
from nortext.results import compose
from nortext.text.blocks import blocks

CASES = [json.loads(line)["ocr"] for line in (ROOT / "fixtures" / "wild.jsonl").read_text(encoding="utf-8").splitlines()]
WORDS = sorted({word for case in CASES for word in case.split()})

damaged = st.lists(st.sampled_from([*WORDS, "&", "4", "@", "|", "-\n", "\n", "\r\n", ".", ",", "¢", "Å"]), max_size=40).map(" ".join)
spoilt = st.tuples(damaged, st.sampled_from(sorted(KINDS))).map(lambda pair: damage(*pair))
mixed = st.lists(st.one_of(damaged, spoilt, st.text(max_size=30)), max_size=6).map("".join)
calm = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@calm
@given(mixed)
def test_any_text_is_repaired_once_and_for_all(text: str) -> None:
    check_text(text)


@calm
@given(st.text(alphabet=st.characters(codec=None), max_size=80))
def test_any_characters_at_all_are_taken(text: str) -> None:
    check_text(text)


@calm
@given(st.one_of(st.binary(max_size=300), mixed.map(lambda text: text.encode("utf-16", "surrogatepass"))))
def test_any_bytes_at_all_are_decoded(data: bytes) -> None:
    check_decode(data)


tables = st.lists(st.lists(st.one_of(damaged, st.text(max_size=9)), min_size=1, max_size=4), max_size=6)


@calm
@given(tables, st.sampled_from([",", ";", "\t"]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_any_table_is_read_and_written(rows: list[list[str]], delimiter: str, quoting: int) -> None:
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=delimiter, quoting=quoting).writerows([["id", "text"], *rows])  # type: ignore[call-overload]
    check_records(made.getvalue().encode("utf-8", "surrogatepass"))


json_values = st.recursive(st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=9), lambda value: st.lists(value))


@calm
@given(st.lists(st.dictionaries(st.sampled_from(["text", "id", "å"]), json_values, max_size=3)), st.booleans())
def test_any_record_is_read_and_written(objects: list[object], ascii_only: bool) -> None:
    check_records("".join(json.dumps(each, ensure_ascii=ascii_only) + "\n" for each in objects).encode("utf-8", "surrogatepass"))


@calm
@given(st.lists(st.sampled_from(["a", "bc ", "\n", "\r\n", "\r", "-\n", "\n\n", " \n"])), st.integers(1, 7), st.integers(2, 30), st.data())
def test_blocks_do_not_depend_on_the_pieces(parts: list[str], lines: int, characters: int, data: st.DataObject) -> None:
    text = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=9)))
    pieces = [text[low:high] for low, high in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    found = list(blocks([text], lines, characters))
    assert list(blocks(pieces, lines, characters)) == found
    assert "".join(found) == text
    assert not any(before.endswith("\r") and after.startswith("\n") for before, after in pairwise(found))


@pytest.mark.parametrize("target", TARGETS)
def test_what_fuzzing_found(target: str) -> None:
    seeds = sorted((ROOT / "fixtures" / "fuzz" / target).iterdir())
    assert seeds
    for path in seeds:
        TARGETS[target](path.read_bytes())


@calm
@given(mixed, mixed, st.randoms(use_true_random=False))
def test_composed_edits_give_what_both_give(text: str, letters: str, chance: Random) -> None:
    first = some_edits(text, letters, chance)
    between = apply_edits(text, first)
    second = some_edits(between, letters, chance)
    assert apply_edits(text, compose(text, first, second)) == apply_edits(between, second)


def some_edits(text: str, letters: str, chance: Random) -> list[Edit]:
    """Edits at random places, which do not overlap: replacements, deletions and insertions."""
    edits, at = [], 0
    while at <= len(text):
        start = min(len(text), at + chance.randrange(4))
        end = min(len(text), start + chance.randrange(4))
        after = letters[: chance.randrange(3)]
        if text[start:end] != after:
            edits.append(Edit(start, end, text[start:end], after, "word", (), 1.0))
        at = end + 1 if start == end else end + chance.randrange(2)
    return edits


@calm
@given(mixed)
def test_line_ends_stay(text: str) -> None:
    cleaned = PIPELINE.clean(text)
    assert [len(line) > 0 for line in cleaned.splitlines()] == [len(line) > 0 for line in text.splitlines()]
    assert [c for c in cleaned if c in "\r\n\f"] == [c for c in text if c in "\r\n\f"]


@calm
@given(mixed)
def test_edits_and_doubts_are_well_formed(text: str) -> None:
    repair = PIPELINE.repair(text)
    for edit in repair.edits:
        assert edit.before == text[edit.start : edit.end] != edit.after
        assert 0 <= edit.confidence <= 1
    for doubt in repair.doubts:
        assert 0 <= doubt.start < doubt.end <= len(text)
        assert doubt.readings


def test_the_same_in_every_process() -> None:
    program = "import sys, nortext; sys.stdout.buffer.write(repr(nortext.repair(sys.stdin.buffer.read().decode())).encode())"
    text = (ROOT / "fixtures" / "pages" / "reise.ocr.txt").read_bytes()
    results = {
        subprocess.run([sys.executable, "-c", program], input=text, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(results) == 1
    assert b"Edit(" in results.pop()
