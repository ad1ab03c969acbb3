"""ftfy is asked for what our own kinds leave, and only where Norwegian words come out."""

from __future__ import annotations

import subprocess
import sys

import pytest
from helpers import MENDED

from nortext import Pipeline, apply_edits
from nortext.characters.mojibake import misread

SOUND = "Været på Ås er fint i dag, og så går vi på tur før middag.\n"


def test_ftfys_plan_is_edits_with_places(pipeline: Pipeline) -> None:
    line = misread(SOUND, "utf-8", "cp1250")
    text = SOUND + line + SOUND
    repair = pipeline.repair(text)
    assert repair.text == SOUND * 3
    assert apply_edits(text, repair.edits) == repair.text
    assert {edit.damage for edit in repair.edits} == {"utf-8-as-cp1250"}
    assert all(len(SOUND) <= edit.start < len(SOUND) + len(line) for edit in repair.edits)


def test_several_layers_are_one_edit(pipeline: Pipeline) -> None:
    text = SOUND
    for _ in range(3):
        text = misread(text, "utf-8", "cp1252")
    edit = pipeline.repair(text).edits[0]
    assert edit.after == "Været"
    assert "utf-8-as-cp1252" in edit.damage.split("+")


def test_what_one_line_shows_is_tried_on_the_others(pipeline: Pipeline) -> None:
    lines = [
        "Gården ligger på Fjellvågøya.",
        "Åsa bor på Sørbø.",
        "Værøy er ei øy.",
        "Prøv på nytt.",
    ]
    text = "\n".join(lines)
    assert pipeline.clean(misread(text, "utf-8", "cp1251")) == text


@pytest.mark.parametrize(
    "text",
    [
        "Boka heter «Ā, ē, ī» og er skrevet av Jānis Bērziņš.",
        "Áššit ja ášši lea dehálaš Kárášjogas.",
        "Ελληνικά και Ρώμη, Москва и Київ.",
        "Se https://www.eksempel.no/pĂĄ/mĂ¸te i dag.",
        "Prisen er 5 € – 7 £, og ☺ betyr smil.",
        "Kapitlet om Łódź, Ğ, İ, ő og ű.",
    ],
)
def test_strange_characters_that_are_right_stay(pipeline: Pipeline, text: str) -> None:
    assert pipeline.clean(text) == text


def test_letters_of_another_encoding_are_no_quote_marks(pipeline: Pipeline) -> None:
    assert "†" not in pipeline.clean("Bl\x86b\x91r")


def test_protected_words_stay() -> None:
    text = misread("Møtet på Ås er før påske.", "utf-8", "cp1250")
    protected = misread("Møtet", "utf-8", "cp1250")
    assert Pipeline(protect=[protected]).clean(text) == f"{protected} på Ås er før påske."


def test_a_kind_that_is_said_is_undone_without_evidence() -> None:
    assert Pipeline(damage="utf-8-as-cp1257").clean("Ć…s") == "Ås"
    assert Pipeline(damage="terminal-escapes").clean("\x1b[1mJa\x1b[0m") == "Ja"


def test_a_sound_text_does_not_load_ftfy() -> None:
    program = (
        "import sys, nortext; nortext.clean(sys.stdin.read()); sys.exit('ftfy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], input=MENDED.encode())
    assert done.returncode == 0
