"""What must hold for any text at all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import lru_cache

import pytest
from helpers import ROOT, calm
from hypothesis import example, given
from hypothesis import strategies as st
from invariants import PIPELINE, TARGETS, check_decode, check_text
from strategies import mixed

from nortext import Pipeline, apply_edits


@calm
@given(mixed)
def test_any_text_is_repaired_once_and_for_all(text: str) -> None:
    check_text(text)


@calm
@given(st.text(alphabet=st.characters(codec=None), max_size=80))
def test_any_characters_at_all_are_taken(text: str) -> None:
    check_text(text)


@calm
@given(
    st.one_of(
        st.binary(max_size=300), mixed.map(lambda text: text.encode("utf-16", "surrogatepass"))
    )
)
def test_any_bytes_at_all_are_decoded(data: bytes) -> None:
    check_decode(data)


@pytest.mark.parametrize("target", TARGETS)
def test_what_fuzzing_found(target: str) -> None:
    seeds = sorted((ROOT / "fixtures" / "fuzz" / target).iterdir())
    assert seeds
    for path in seeds:
        TARGETS[target](path.read_bytes())


@calm
@example("\x85")
@example("Vi gikk hjem.\x85Så kom regnet.\x85")
@given(mixed)
def test_line_ends_stay(text: str) -> None:
    cleaned = PIPELINE.clean(text)
    assert [len(line) > 0 for line in re.split("[\r\n\f]", cleaned)] == [
        len(line) > 0 for line in re.split("[\r\n\f]", text)
    ]
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
    program = (
        "import sys, nortext; "
        "sys.stdout.buffer.write(repr(nortext.repair(sys.stdin.buffer.read().decode())).encode())"
    )
    text = (ROOT / "fixtures" / "pages" / "reise.ocr.txt").read_bytes()
    results = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=text,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(results) == 1
    assert b"Edit(" in results.pop()


@calm
@example("§ 1-8", "lines", "norwegian", False)
@example("a\n\n\ne", "paragraphs", None, False)
@example("e\n,", "paragraphs", None, True)
@example("Â\r\x85", "paragraphs", None, False)
@example('"nydelige »Nattens musikk”"', "lines", "norwegian", False)
@given(
    mixed,
    st.sampled_from(["lines", "paragraphs"]),
    st.sampled_from([None, "norwegian"]),
    st.booleans(),
)
def test_whatever_the_options_the_second_time_changes_nothing(
    text: str, layout: str, typography: str | None, keep_furniture: bool
) -> None:
    pipeline = _pipeline(layout, typography, keep_furniture)
    repair = pipeline.repair(text)
    assert apply_edits(text, repair.edits) == repair.text
    assert all(edit.before != edit.after for edit in repair.edits)
    assert pipeline.clean(repair.text) == repair.text


@lru_cache(maxsize=8)
def _pipeline(layout: str, typography: str | None, keep_furniture: bool) -> Pipeline:
    return Pipeline(layout=layout, typography=typography, keep_furniture=keep_furniture)
