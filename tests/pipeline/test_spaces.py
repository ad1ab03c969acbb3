"""Spaces that were lost, spaces that part words, and hyphens read as dashes."""

from __future__ import annotations

import re

import pytest

from nortext import Pipeline, apply_edits

PARAGRAPH = """Klubben hadde leid et lite hus ved vannet, og der skulle det være dugnad hver lørdag.
Naboen lånte oss en stige og to spann med maling, og barna fikk lov til å male gjerdet.
Etter noen uker var alt ferdig. Da inviterte vi hele gata til kaffe og kake på trappa.
De fleste kom, og noen ble sittende til det var mørkt. Ingen hadde lyst til å gå hjem.
"""


def test_lines_that_lost_their_spaces_get_them_back(pipeline: Pipeline) -> None:
    glued = re.sub("(?<=[a-zæøå,.]) (?=.)", "", PARAGRAPH)
    repair = pipeline.repair(glued)
    right = sum(word in PARAGRAPH.split() for word in repair.text.split())
    assert right >= 0.9 * len(PARAGRAPH.split())
    assert repair.text.count("\n") == glued.count("\n")
    assert apply_edits(glued, repair.edits) == repair.text
    assert {edit.reason for edit in repair.edits} >= {"words"}
    assert all(0.5 < edit.confidence <= 1 for edit in repair.edits)


@pytest.mark.parametrize(
    "text",
    [
        "Merket #allehjerterslårforbyggda var på alle plakatene.",
        "Hun leste om menneskerettighetsdomstolens avgjørelse i OsloMet-bladet.",
        "Slik heter det: Donaudampfschifffahrtsgesellschaftskapitän. Et langt ord.",
        "Forvaltningssamarbeidsavtalemøtet ble holdt på Rjukan.",
        "Skriv til post@langtoglangtborteifra.example og vent på svar.",
        "Bokstaven j er sjelden, og e er den vanligste. Punkt a og b gjelder.",
        "Jens S. og Kari J. eide hver sin del av øya.",
        "De kjøpte bl.a. en tv-er, to PC-er, en av-knapp og «gjør-det-selv»-bøker.",
        "De kjøpte to PC-er og noen SMS-er i går.",
        "Hyatt web site improved.",
        "Da saa han tilsenedehamdetlangebrevetsomhunskrev.",
        "Se post.no eller aften.er.her, og si ifra: inn-og utgang, på-og-av-knapp.",
        "Han var – som alltid –\nførst oppe på laftet.",
    ],
)
def test_what_only_looks_glued_or_parted_stays(pipeline: Pipeline, text: str) -> None:
    assert pipeline.clean(text) == text


def test_a_suspended_hyphen_gets_its_space_back(pipeline: Pipeline) -> None:
    glued = (
        "Klubben hadde leid et hus, der skulle alle hjelpe til med lærings-ogutviklingsarbeidet\n"
        "Naboenlånteossenstigeogtospannmedmalingogbarnafikklov\n"
    )
    assert "lærings- og utviklingsarbeidet" in pipeline.clean(glued)


def test_pieces_of_words_are_put_together(pipeline: Pipeline) -> None:
    text = "Da sa j eg at opposisj onspartiene måtte gå hj em og tenke seg om gj ennom natta."
    mended = "Da sa jeg at opposisjonspartiene måtte gå hjem og tenke seg om gjennom natta."
    repair = pipeline.repair(text)
    assert repair.text == mended
    assert {edit.reason for edit in repair.edits} == {"parted"}


@pytest.mark.parametrize("mark", "—–=~")
def test_a_hyphen_read_as_another_mark_is_one_again(pipeline: Pipeline, mark: str) -> None:
    text = f"Hun er leder for stu{mark}\ndentene ved høyskolen.\n"
    assert pipeline.clean(text) == text.replace(mark, "-")


def test_specks_between_words_are_spaces_again(pipeline: Pipeline) -> None:
    text = "Det.var ikke så lett å komme-til der, men båten lå der;og ventet.\n"
    mended = "Det var ikke så lett å komme til der, men båten lå der og ventet.\n"
    assert pipeline.clean(text) == mended


def test_the_step_can_be_left_out_and_given_words_stay() -> None:
    glued = "Hangikkhjemogspistemiddagmedfamilien"
    text = "\n".join([glued, "Dahuntokbussenvarklokkenblittåtte"] * 3)
    assert " " in Pipeline().clean(text)
    assert glued in Pipeline(without=["spaces"]).clean(text)
    assert glued in Pipeline(protect=[glued]).clean(text)
    assert " " not in Pipeline(damage="ascii-a-o-a").clean(text)
