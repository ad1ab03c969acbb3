"""What holds for any text whatever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from random import Random

from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nortext import KINDS, Edit, Pipeline, apply_edits, damage
from nortext.results import compose

PIPELINE = Pipeline()
CASES = [json.loads(line)["ocr"] for line in (ROOT / "fixtures" / "wild.jsonl").read_text(encoding="utf-8").splitlines()]
WORDS = sorted({word for case in CASES for word in case.split()})

damaged = st.lists(st.sampled_from([*WORDS, "&", "4", "@", "|", "-\n", "\n", "\r\n", ".", ",", "¢", "Å"]), max_size=40).map(" ".join)
spoilt = st.tuples(damaged, st.sampled_from(sorted(KINDS))).map(lambda pair: damage(*pair))
mixed = st.lists(st.one_of(damaged, spoilt, st.text(max_size=30)), max_size=6).map("".join)
calm = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@calm
@given(mixed)
def test_edits_applied_to_the_input_give_the_output(text: str) -> None:
    repair = PIPELINE.repair(text)
    assert apply_edits(text, repair.edits) == repair.text


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


@calm
@given(st.text(alphabet=st.characters(codec=None), max_size=80))
def test_any_characters_at_all_are_taken(text: str) -> None:
    assert apply_edits(text, PIPELINE.repair(text).edits) == PIPELINE.clean(text)


def test_the_same_in_every_process() -> None:
    program = "import sys, nortext; sys.stdout.buffer.write(repr(nortext.repair(sys.stdin.buffer.read().decode())).encode())"
    text = (ROOT / "fixtures" / "pages" / "reise.ocr.txt").read_bytes()
    results = {
        subprocess.run([sys.executable, "-c", program], input=text, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(results) == 1
    assert b"Edit(" in results.pop()
