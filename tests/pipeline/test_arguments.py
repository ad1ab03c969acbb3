"""What callers pass: bytes, things that are no text, and pipelines that travel."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from helpers import DAMAGED, MENDED

import nortext
from nortext import Pipeline


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_bytes_are_decoded_first(encoding: str, pipeline: Pipeline) -> None:
    data = DAMAGED.encode(encoding)
    assert nortext.clean(data) == pipeline.repair(data).text == MENDED


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "not None; leave missing values out"),
        (float("nan"), "not NaN; leave missing values out"),
        (["a", "b"], "not a list; repair several texts with Pipeline.stream"),
        (7, "not an int"),
    ],
)
def test_what_is_no_text_is_named(value: Any, message: str) -> None:
    with pytest.raises(TypeError, match=f"text must be a str or bytes, {message}"):
        nortext.clean(value)


def test_one_text_is_not_several(pipeline: Pipeline) -> None:
    several: Any = "abc"
    with pytest.raises(TypeError, match="texts must be several texts"):
        pipeline.stream(several)


def test_a_confidence_is_a_number() -> None:
    confidence: Any = "0.9"
    with pytest.raises(TypeError, match="min_confidence must be a number"):
        Pipeline(min_confidence=confidence)


def test_a_pipeline_is_copied_by_its_options() -> None:
    pipeline = Pipeline(protect=["sgke"])
    for other in (pickle.loads(pickle.dumps(pipeline)), copy.deepcopy(pipeline)):
        assert other.options == pipeline.options
        assert other.clean("Vi ma sgke om stgtte.") == "Vi må sgke om støtte."


@pytest.mark.process
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_pipeline_works_in_other_processes(method: str) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context(method)) as pool:
        assert list(pool.map(Pipeline().clean, [DAMAGED] * 3)) == [MENDED] * 3


def test_entries_of_several_words_are_known(tmp_path: Path) -> None:
    pipeline = Pipeline(lexicon=["Ann Kristin Løe"])
    assert "Løe" in pipeline.clean("Takk til Ann Kristin Lge ved NAV, som hjalp oss pa mgtet.")


def test_steps_left_out_are_left_out_of_a_copy_and_replaced_ones_refused() -> None:
    pipeline = Pipeline()
    del pipeline.steps["rates"]
    assert "rates" not in pickle.loads(pickle.dumps(pipeline)).steps
    pipeline.steps["context"] = lambda document: None
    with pytest.raises(TypeError, match="the step 'context' was replaced"):
        copy.deepcopy(pipeline)
    no_step: Any = 3
    with pytest.raises(TypeError, match="a step is a function"):
        pipeline.steps["context"] = no_step


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda none: nortext.decode(none), "data must be bytes, not None"),
        (lambda none: nortext.normalize(none), "text must be a str, not None"),
        (lambda none: nortext.damage(none, "dropped"), "text must be a str, not None"),
        (lambda none: Pipeline(protect=none), "protect must be several words, not None"),
        (lambda none: Pipeline(lexicon=[none]), "lexicon must be words, each a str"),
        (lambda none: Pipeline(rules=[none]), "rules are several nortext.Rule"),
        (lambda none: Pipeline(keep_furniture=none), "keep_furniture is True or False"),
        (lambda none: nortext.damage("a", none), "kind must be a str, not None"),
        (lambda none: nortext.Repair("abc").offset(none), "an offset is a whole number"),
    ],
)
def test_arguments_of_a_wrong_type_are_named(call: Callable[[Any], object], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        call(None)
