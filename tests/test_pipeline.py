"""The pipeline's options and steps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import DAMAGED, MENDED

import nortext
from nortext import STEPS, Pipeline, apply_edits
from nortext.document import Document
from nortext.pipeline import BLOCK


def test_library_functions_agree() -> None:
    assert nortext.clean(DAMAGED) == nortext.repair(DAMAGED).text == MENDED


def test_edits_say_what_and_why(pipeline: Pipeline) -> None:
    edit = pipeline.repair(DAMAGED).edits[0]
    assert (edit.start, edit.end, edit.before, edit.after) == (0, 8, "Forsgket", "Forsøket")
    assert (edit.reason, edit.confusions) == ("word", ("ø>g",))
    assert edit.confidence > 0.99


def test_edits_name_the_runners_up(pipeline: Pipeline) -> None:
    edits = {edit.before: edit for edit in pipeline.repair(DAMAGED).edits}
    assert {"møtte", "matte"} <= {other.text for other in edits["matte"].alternatives}


def test_protected_words_stay() -> None:
    assert Pipeline(protect=["forsgket"]).clean("Forsgket pa skolen.") == "Forsgket på skolen."


def test_protected_words_stay_in_halves_and_in_hyphens() -> None:
    pipeline = Pipeline(protect=["forsgket", "HUSK-miljgene"])
    assert pipeline.clean("fors-\ngket ma ga til HUSK-miljgene") == "fors-\ngket må gå til HUSK-miljgene"


def test_extra_words_are_right_and_restored() -> None:
    text = "Vi drar til Grgsvika og zgkkibar pa lgrdag."
    assert Pipeline().clean(text) == "Vi drar til Grgsvika og zgkkibar på lørdag."
    assert Pipeline(lexicon=["Grøsvika", "zøkkibår"]).clean(text) == "Vi drar til Grøsvika og zøkkibår på lørdag."


@pytest.mark.parametrize("option", ["protect", "lexicon", "without"])
def test_one_string_is_no_list_of_words(option: str) -> None:
    with pytest.raises(TypeError, match=option):
        Pipeline(**{option: "ord"})  # type: ignore[arg-type]


@pytest.mark.parametrize("unit", ["ga ", "sa ", "for\n"])
def test_long_runs_of_ambiguous_words_take_linear_time(unit: str, pipeline: Pipeline) -> None:
    text = unit * 3000
    assert len(pipeline.clean(text).split()) == 3000  # hangs where the search does not cut its runs


def test_unsure_changes_are_doubts_when_asked() -> None:
    text = "Vi matte gjgre det i Igpet av varen."
    repair = Pipeline(min_confidence=1.0).repair(text)
    unsure = [edit for edit in Pipeline().repair(text).edits if edit.confidence < 1.0]
    assert unsure
    assert {edit.before for edit in unsure} <= {doubt.text for doubt in repair.doubts}
    assert all(edit.confidence == 1.0 for edit in repair.edits)


@pytest.mark.parametrize("value", [-0.1, 1.1])
def test_min_confidence_out_of_range_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Pipeline(min_confidence=value)


def test_steps_are_named_in_order(pipeline: Pipeline) -> None:
    assert tuple(pipeline.steps) == STEPS


def test_a_step_can_be_left_out() -> None:
    english = "All the offices in the area have had far too many matters to attend to."
    assert Pipeline().clean(english) == english
    assert Pipeline(without=["context"]).clean(DAMAGED) == DAMAGED
    assert Pipeline(without=["damage"]).clean("God dag, sa han, pa veg til mgte.") == "God dag, sa han, på veg til møte."


@pytest.mark.parametrize("name", ["words", "readings", "nosuch"])
def test_a_needed_or_unknown_step_cannot_be_left_out(name: str) -> None:
    with pytest.raises(ValueError, match="can be left out"):
        Pipeline(without=[name])


def test_a_step_can_be_replaced() -> None:
    pipeline = Pipeline()
    seen = []

    def no_damage(document: Document) -> None:
        seen.append(len(document.slots))
        for slot in document.slots:
            slot.damaged = False

    pipeline.steps["damage"] = no_damage
    assert pipeline.clean(DAMAGED) == DAMAGED
    assert seen == [15]


def test_stream_takes_texts_as_they_come(pipeline: Pipeline) -> None:
    taken = []

    def texts() -> Iterator[str]:
        for text in ("Se pa mgtet.", "Ga pa skole."):
            taken.append(text)
            yield text

    stream = pipeline.stream(texts())
    assert next(stream).text == "Se på møtet."
    assert taken == ["Se pa mgtet."]


def test_long_texts_are_worked_on_in_blocks(pipeline: Pipeline) -> None:
    paragraph = DAMAGED + "\n"
    text = paragraph * (BLOCK // len(paragraph) + 50)
    repair = pipeline.repair(text)
    assert repair.text == text.replace(DAMAGED, MENDED)
    assert apply_edits(text, repair.edits) == repair.text


def test_pathological_lines_pass_through(pipeline: Pipeline) -> None:
    for text in ("a" * 100_000, "@" * 100_000, "a." * 50_000, "a@" * 50_000, "&" * 100_000):
        assert pipeline.clean(text) == text


def test_line_ends_of_every_kind_stay(pipeline: Pipeline) -> None:
    for end in ("\n", "\r\n", "\r"):
        assert pipeline.clean(DAMAGED.replace("\n", end)) == MENDED.replace("\n", end)


def test_apply_edits_refuses_an_edit_beyond_the_text() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        apply_edits("ab", [nortext.Edit(9, 9, "", "x", "word", (), 1.0)])


def test_apply_edits_refuses_another_text(pipeline: Pipeline) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        apply_edits("noe annet", pipeline.repair(DAMAGED).edits)
