"""Which lines go on: sentences, headings, lists, specks, notes, hyphens, verse, speakers."""

from __future__ import annotations

import pytest
from helpers import PAGES

from nortext import Pipeline, apply_edits
from nortext.layout.arrange import to_paragraphs
from nortext.layout.joints import read_weights
from nortext.layout.notes import note_repairs
from nortext.layout.paragraphs import find_blocks

PARAGRAPHS = Pipeline(layout="paragraphs")

PROSE = (
    "Planen for området ble skrevet høsten 2011 etter avtale med\n{word} og fylket om at de som "
    "bor der, skulle få en del av\narbeidet. Slik ble det også året etter, og det var alle\nglade "
    "for da vi møttes på låven.\n"
)


@pytest.mark.parametrize("word", ["NAV", "«noen andre»", '"suppe"', "Oslo", "(HUSK)", "22 andre"])
def test_a_sentence_goes_on_whatever_word_begins_the_line(word: str) -> None:
    text = PROSE.format(word=word)
    assert PARAGRAPHS.clean(text) == text.replace("\n", " ").rstrip(" ") + "\n"


def test_a_heading_in_capitals_stands_by_itself() -> None:
    text = (
        "Heftet er laget av ansatte ved skolen i samarbeid med kommunen og\nNordvik museum\n"
        " SAMMENDRAG\nDette heftet forteller om arbeidet som ble gjort i de fire bygdene i løpet\n"
        "av to år, og om hva de som bor der, mener om det.\n"
    )
    assert PARAGRAPHS.clean(text).split("\n\n")[1] == "SAMMENDRAG"


def test_a_dash_inside_an_item_begins_no_other() -> None:
    text = (
        "De skulle øve på dette:\n\n• å legge en plan for arbeidet på gården sammen med\n"
        "— kunnskaper om området — andre som er med\n• å skrive om det\n"
    )
    joined = "sammen med — kunnskaper om området — andre som er med\n• å skrive"
    assert joined in PARAGRAPHS.clean(text)


def test_specks_between_the_lines_of_a_sentence_go() -> None:
    text = (
        "Dette er en oversikt over de unge i bygda som for\n|II\neksempel ikke hadde noe sted å gå "
        "til når skolen var\nslutt for dagen. Noen av dem hadde fått\n|\narbeid på bruket.\n"
        "\n_\n\nDette er noe annet.\n"
    )
    assert PARAGRAPHS.clean(text) == (
        "Dette er en oversikt over de unge i bygda som for eksempel ikke hadde noe sted å gå til "
        "når skolen var slutt for dagen. Noen av dem hadde fått arbeid på bruket.\n\n"
        "Dette er noe annet.\n"
    )


NOTED = (
    "Undersøkelsen ble gjort i to omganger,! og alle som var med® fikk\nvite om svarene. Ingen av "
    "dem skullel betale for det.* Det var i tråd\nmed det som var avtalt på forhånd.\n\n"
    "{} Se vedlegg om planene.\n8 Se vedlegg om folket.\n9 Se vedlegg om fisket.\n"
    "{} Se vedlegg om skogen.\n"
)


@pytest.mark.parametrize(("first", "last"), [("7", "10"), ("*", "®"), ("7", "*")])
def test_marks_of_footnotes_are_restored_in_order(first: str, last: str) -> None:
    found = PARAGRAPHS.clean(NOTED.format(first, last))
    for words in ("omganger,7 og", "med8 fikk", "skulle9 betale", "det.10 Det"):
        assert words in found
    assert "\n\n7 Se vedlegg om planene.\n\n8 Se" in found


@pytest.mark.parametrize(
    "text",
    [
        NOTED.format("7", "10").replace("med®", "med"),  # a mark too few
        "Dette er et brev, med ros* og ris.\n\nHilsen Kari\n",
        "Så kom han! sa jeg, og hun lo.\n",
    ],
)
def test_marks_that_do_not_fit_the_notes_stay(text: str) -> None:
    assert note_repairs(text, lambda word: word == "skulle") == []


def test_a_note_of_a_table_stays() -> None:
    text = "Tabell 1 Svar etter alder\n\n* p < 0,05; ** p < 0,01\n\nVi ser at de eldste svarer.\n"
    assert "\n\n* p < 0,05; ** p < 0,01\n\n" in PARAGRAPHS.clean(text)


@pytest.mark.parametrize("mark", ["¬", "\xad", "=", "—", "-"])
def test_marks_at_line_ends_join_the_halves(mark: str) -> None:
    text = f"Arbeidet med fagut{mark}\nvikling er i gang på skolen, sa hun.\n"
    assert "fagutvikling er" in PARAGRAPHS.clean(text)


@pytest.mark.parametrize("mark", ["¬", "\xad"])
def test_marks_of_programs_join_whatever_the_word(mark: str) -> None:
    text = f"Vi dro til Zøkki{mark}\nbaren på kaia, sa hun.\n"
    joined = apply_edits(text, to_paragraphs(text, lambda word: False))
    assert joined == "Vi dro til Zøkkibaren på kaia, sa hun.\n"


def test_an_address_that_was_broken_is_whole() -> None:
    text = "Les mer på www. SJØ- nordvik.no om båtene.\n"
    assert PARAGRAPHS.clean(text) == "Les mer på www.SJØ-nordvik.no om båtene.\n"


def test_verse_keeps_its_lines_and_speakers_their_turns() -> None:
    verse = "Når kvelden kommer over fjell,\nOg sola går i hav,\nDa synger vi en sang til hell\n"
    song = f"{verse}For båten som drar av.\n"
    text = f"{song}\n{song}"
    assert PARAGRAPHS.clean(text).count("\n") >= 8
    turns = (
        "Kari: Det var en fin dag, og vi gikk langt innover heia før vi fant noe vann som\n"
        "vi kunne drikke av, eller som så friskt ut.\n"
        "Ola: Så dere ikke bekken?\nKari: Jo, men den var tørr.\n"
    )
    assert PARAGRAPHS.clean(turns).split("\n\n")[1:] == turns.split("\n", 2)[2].split("\n", 1)


def test_a_join_does_not_depend_on_what_comes_pages_later() -> None:
    pages = sorted(PAGES.glob("*.gold.txt"))
    lines = "\n".join([path.read_text(encoding="utf-8") for path in pages]).split("\n")
    whole = "\n".join(lines)
    for cut in (200, 333, 500):
        start, near = "\n".join(lines[:cut]), len("\n".join(lines[: cut - 15]))
        some, more = (
            [block for block in find_blocks(text) if block.end < near] for text in (start, whole)
        )
        assert some == more


def test_what_is_arranged_stays_arranged() -> None:
    once = PARAGRAPHS.repair(NOTED.format("*", "!"))
    assert apply_edits(NOTED.format("*", "!"), once.edits) == once.text
    assert PARAGRAPHS.clean(once.text) == once.text


def test_the_weights_say_what_they_are() -> None:
    weights = read_weights()
    assert weights["end hyphen, start lower"] > 0 > weights["start capital, gap 1"]


def test_a_running_head_on_two_pages_and_notes_with_marks_unread() -> None:
    notes = "? Se heftet om bygda.\n' Se heftet om båtene.\n"
    text = (
        "Årsrapport 2012\n\nDette er en side med tekst om det som skjedde i bygda det året, og\n"
        f"som går over to linjer for å bedre\n\n{notes}\f"
        "Årsrapport 2012\n\nsituasjonen for dem som bor der ute ved havet, og for alle som\n"
        f"kommer dit for å fiske.\n\n{notes}"
    )
    found = PARAGRAPHS.clean(text)
    assert "for å bedre situasjonen for dem" in found and "Årsrapport" not in found
    assert "? Se heftet om bygda.\n\n' Se heftet om båtene.\n\n" in found
