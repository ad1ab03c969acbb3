"""Steps can be seen, replaced, left out and timed, at any time and in any order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from helpers import DAMAGED, MENDED, ROOT

from nortext import STEPS, Pipeline
from nortext.channel.costs import Costs
from nortext.document import Document

NAMES = [step.name for step in STEPS]


def without_readings_of(word: str, find: Callable[[Document], None]) -> Callable[[Document], None]:
    """Return the step `readings` but for one word, which stays as it stands."""

    def find_others(document: Document) -> None:
        find(document)
        for found in document.words.values():
            if found.text == word:
                found.readings = found.readings[:1]

    return find_others


def test_steps_are_named_in_order(pipeline: Pipeline) -> None:
    assert list(pipeline.steps) == NAMES


def test_each_step_is_the_file_of_its_name() -> None:
    folder = ROOT / "nortext" / "steps"
    assert {path.stem for path in folder.glob("*.py")} == {*NAMES, "__init__", "parameters"}
    assert all(step.__module__ == f"nortext.steps.{step.name}" for step in STEPS)


def test_a_step_replaced_after_a_text_is_heeded() -> None:
    pipeline = Pipeline()
    assert pipeline.clean("Vi ma sgke om stgtte.") == "Vi må søke om støtte."
    pipeline.steps["readings"] = without_readings_of("ma", pipeline.steps["readings"])
    assert pipeline.clean("Vi ma sgke om stgtte.") == "Vi ma søke om støtte."


def test_a_step_replaced_before_a_text_and_put_back_leaves_no_trace() -> None:
    pipeline = Pipeline()
    find = pipeline.steps["readings"]

    def only_the_wrong_one(document: Document) -> None:
        find(document)
        for word in document.words.values():
            if word.text == "matte":
                word.readings = tuple(r for r in word.readings if r.text in ("matte", "møtte"))

    pipeline.steps["readings"] = only_the_wrong_one
    text = "Vi matte sgke om stgtte til mgtet."
    assert pipeline.clean(text) == "Vi møtte søke om støtte til møtet."
    pipeline.steps["readings"] = find
    assert pipeline.clean(text) == "Vi måtte søke om støtte til møtet."


def test_costs_that_a_step_sets_are_heeded() -> None:
    pipeline = Pipeline()

    def forbid(document: Document) -> None:
        document.costs = dict.fromkeys(document.costs, Costs(lambda confusion, shown: 50.0))

    pipeline.steps["rates"] = forbid
    assert pipeline.clean("Vi ma sgke om stgtte.") == "Vi ma sgke om stgtte."


def test_a_replaced_step_sees_the_document() -> None:
    pipeline = Pipeline()
    seen = []

    def all_foreign(document: Document) -> None:
        seen.append(len(document.slots))
        for slot in document.slots:
            slot.foreign = True

    pipeline.steps["language"] = all_foreign
    assert pipeline.clean(DAMAGED) == DAMAGED
    assert seen == [15]


@pytest.mark.parametrize("name", NAMES)
def test_any_step_can_be_left_out_and_put_back_at_any_time(name: str) -> None:
    pipeline = Pipeline()
    assert pipeline.clean(DAMAGED) == MENDED
    step = pipeline.steps[name]
    del pipeline.steps[name]
    assert pipeline.clean(DAMAGED) == Pipeline(without=[name]).clean(DAMAGED)
    pipeline.steps[name] = step
    assert list(pipeline.steps) == NAMES
    assert pipeline.clean(DAMAGED) == MENDED


@pytest.mark.parametrize("name", ["words", "readings", "context", "edits"])
def test_without_what_the_words_need_no_word_is_changed(name: str) -> None:
    assert Pipeline(without=[name]).clean(f"pÃ¥ {DAMAGED}") == f"på {DAMAGED}"


def test_what_the_guards_hold_back_is_mended_without_them() -> None:
    damaged = "Då eg kom heim, hadde ho gløymt mgtet. Ikkje eit ord om stgtte frå dei."
    mended = Pipeline(without=["language"]).clean(damaged)
    assert Pipeline().clean(damaged) == damaged
    assert "møtet" in mended and "støtte" in mended


@pytest.mark.parametrize("name", NAMES)
def test_a_step_can_be_wrapped_to_time_it(name: str) -> None:
    pipeline = Pipeline()
    step, calls = pipeline.steps[name], []

    def timed(document: Document) -> None:
        step(document)
        calls.append(name)

    pipeline.steps[name] = timed
    assert pipeline.clean(DAMAGED) == MENDED
    assert calls
    assert list(pipeline.timings(DAMAGED)) == NAMES


def test_unknown_steps_are_named() -> None:
    with pytest.raises(ValueError, match="there is no step 'nosuch'; there are characters"):
        Pipeline(without=["nosuch"])
    with pytest.raises(ValueError, match="there is no step 'nosuch'"):
        Pipeline().steps["nosuch"] = lambda document: None
