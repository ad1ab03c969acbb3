"""The pipeline's options, and what it does to texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from gold import aligned, gold_words
from helpers import DAMAGED, MENDED, ROOT

import nortext
from nortext import Pipeline, apply_edits
from nortext.search.casing import reading_text
from nortext.text.parameters import PARAMETERS as TEXT


def test_library_functions_agree() -> None:
    assert nortext.clean(DAMAGED) == nortext.repair(DAMAGED).text == MENDED


def test_edits_say_what_and_why(pipeline: Pipeline) -> None:
    edit = pipeline.repair(DAMAGED).edits[0]
    assert (edit.start, edit.end, edit.before, edit.after) == (0, 8, "Forsgket", "Forsøket")
    assert (edit.reason, edit.confusions) == ("word", ("ø>g",))
    assert edit.confidence > 0.99


def test_edits_name_the_runners_up(pipeline: Pipeline) -> None:
    edits = {edit.before: edit for edit in pipeline.repair(DAMAGED).edits}
    assert "møtte" in {other.text for other in edits["matte"].alternatives}


def test_protected_words_stay() -> None:
    assert Pipeline(protect=["forsgket"]).clean("Forsgket pa skolen.") == "Forsgket på skolen."


def test_a_protected_half_of_a_parted_word_stays() -> None:
    assert Pipeline(protect=["sgke"]).clean("Vi ma-\nsgke om stgtte.") == "Vi må-\nsgke om støtte."


def test_a_mark_of_code_in_a_long_line_keeps_only_itself() -> None:
    line = "Vi ma sgke om stgtte pa veg. " * 20
    assert "sgke" not in Pipeline().clean(f"Vi ma sgke.\n{line} og a && b mer\nVi ma sgke.\n")


def test_protected_words_stay_in_halves_and_in_hyphens() -> None:
    pipeline = Pipeline(protect=["forsgket", "HUSK-miljgene"])
    assert (
        pipeline.clean("fors-\ngket ma ga til HUSK-miljgene")
        == "fors-\ngket må gå til HUSK-miljgene"
    )


def test_extra_words_are_right_and_restored() -> None:
    text = "Vi drar til Grgsvika og zgkkibar pa lgrdag."
    assert Pipeline().clean(text) == "Vi drar til Grgsvika og zgkkibar på lørdag."
    assert (
        Pipeline(lexicon=["Grøsvika", "zøkkibår"]).clean(text)
        == "Vi drar til Grøsvika og zøkkibår på lørdag."
    )


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
    text = paragraph * (TEXT.block_characters // len(paragraph) + 50)
    repair = pipeline.repair(text)
    assert repair.text == text.replace(DAMAGED, MENDED)
    assert apply_edits(text, repair.edits) == repair.text


def test_pathological_lines_pass_through(pipeline: Pipeline) -> None:
    for text in ("a" * 100_000, "@" * 100_000, "a." * 50_000, "a@" * 50_000, "&" * 100_000):
        assert pipeline.clean(text) == text


def test_line_ends_of_every_kind_stay(pipeline: Pipeline) -> None:
    for end in ("\n", "\r\n", "\r"):
        assert pipeline.clean(DAMAGED.replace("\n", end)) == MENDED.replace("\n", end)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize(
    "page", sorted((ROOT / "fixtures" / "pages").glob("*.ocr.txt"))[::8], ids=lambda path: path.name
)
def test_no_word_depends_on_the_kind_of_line_end(pipeline: Pipeline, page: Path, end: str) -> None:
    text = page.read_text(encoding="utf-8")
    assert pipeline.clean(text.replace("\n", end)) == pipeline.clean(text).replace("\n", end)


GAP = "Det er ingen grunn til  lese boka pa nytt. "


def test_a_lost_word_is_put_into_its_gap(pipeline: Pipeline) -> None:
    repair = pipeline.repair(GAP + DAMAGED)
    assert repair.text == "Det er ingen grunn til å lese boka på nytt. " + MENDED
    assert [(edit.before, edit.after) for edit in repair.edits if edit.reason == "lost"] == [
        (" lese", "å lese")
    ]


def test_columns_are_no_gaps(pipeline: Pipeline) -> None:
    table = "grunn til  lese mer\nønske om  lese mer\nlyst til  lese mer\n" + DAMAGED
    assert pipeline.clean(table).startswith("grunn til  lese mer\n")


def test_bullets_are_told_from_words(pipeline: Pipeline) -> None:
    listed = "Malet er:\ne Vi ma sgke stgtte\ne Vi ma fa hjelp\n"
    assert pipeline.clean(listed) == "Målet er:\n• Vi må søke støtte\n• Vi må få hjelp\n"


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        (
            "Alle matte levere telefonen for prgven startet.",
            "Alle måtte levere telefonen før prøven startet.",
        ),
        (
            "Vi rakk bussen rett for den kjgrte, men mgtte ingen.",
            "Vi rakk bussen rett før den kjørte, men møtte ingen.",
        ),
        ("De fikk stgtte for arbeidet de gjgr.", "De fikk støtte for arbeidet de gjør."),
    ],
)
def test_both_sides_of_a_word_tell_what_it_is(
    pipeline: Pipeline, damaged: str, mended: str
) -> None:
    assert pipeline.clean(damaged) == mended


@pytest.mark.slow
def test_parts_make_the_whole(pipeline: Pipeline) -> None:
    text = (DAMAGED + "\n\n") * (2 * TEXT.block_characters // len(DAMAGED))
    parts, whole = list(pipeline.parts(text)), pipeline.repair(text)
    assert len(parts) > 1
    assert "".join(part.text for part in parts) == whole.text == apply_edits(text, whole.edits)
    assert sum(part.words for part in parts) == whole.words


def test_sure_changes_only_does_less_and_no_other(pipeline: Pipeline) -> None:
    text = (ROOT / "fixtures" / "pages" / "reise.ocr.txt").read_text(encoding="utf-8")
    every = {
        (edit.start, edit.after) for edit in pipeline.repair(text).edits if edit.confidence >= 0.99
    }
    sure = {(edit.start, edit.after) for edit in Pipeline(min_confidence=0.99).repair(text).edits}
    assert sure == every


def test_confidence_is_the_share_that_is_right(pipeline: Pipeline) -> None:
    right, promised = [], []
    for path in sorted((ROOT / "fixtures" / "pages").glob("*.ocr.txt")):
        slots = pipeline.analyse(path.read_text(encoding="utf-8")).slots
        gold = gold_words(
            path.with_name(path.name.replace(".ocr.", ".gold.")).read_text(encoding="utf-8")
        )
        for at, word in aligned([slot.word.text for slot in slots], gold).items():
            choice = slots[at].choice
            if choice and choice.best:
                promised.append(choice.probability[choice.best])
                right.append(
                    reading_text(slots, at, slots[at].chosen, pipeline.models.lexicon).lower()
                    == word.lower()
                )
    assert len(right) > 1000
    assert abs(sum(right) - sum(promised)) / len(right) < 0.02


STRANGE = [
    "?",
    "\ufffd",
    "«",
    ".",
    ". ",
    "…",
    "=20",
    "&aring;",
    "Ã¥",
    "a}b{",
    "%C3%A5",
    "&",
    "\n",
    "ord\n",
    "3\n\n",
    "a .... 3\n",
]


@pytest.mark.parametrize("unit", STRANGE)
def test_strange_texts_take_linear_time(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    pipeline = Pipeline(layout="paragraphs", keep_furniture=True, typography="norwegian")
    assert apply_edits(text, pipeline.repair(text).edits) == pipeline.clean(
        text
    )  # minutes where the time grows with the square
