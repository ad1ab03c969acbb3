"""Lines become paragraphs; nothing of the text is lost; the rest is told from it."""

from __future__ import annotations

from collections import Counter

import pytest
from helpers import ROOT, calm
from hypothesis import given
from hypothesis import strategies as st
from strategies import mixed

from nortext import Pipeline, apply_edits
from nortext.layout.arrange import to_paragraphs
from nortext.layout.paragraphs import find_blocks
from nortext.text.parameters import PARAMETERS as TEXT

PARAGRAPHS = Pipeline(layout="paragraphs")


PAGES = (
    "Kommunens planer for vannet   3\n\n"
    "Innledning\n\n"
    "Kommunen har i mange år arbeidet med vannet i innsjøen, og dette arbeidet har gitt fagut-\n"
    "viklings- og miljøarbeid som innbyggerne setter pris på. NAV-\n"
    "kontoret var også med på arbeidet. De eldste husker ennå hvordan det var før, og sier at\n"
    "vannet den gang var klart.1\n"
    "Dette er et nytt avsnitt, som begynner fordi linjen over er så kort, og som går videre på\n\n"
    "1 Se rapporten fra Vannverket, s. 12.\n\n"
    "3\n"
    "\f"
    "neste side uten at noe er borte. Rådet mener at tre ting må gjøres før sommeren er over, og\n"
    "de er disse:\n\n"
    "e Renseanlegget må bygges ut slik at det tåler\n"
    "mye regn\n"
    "e Bekkene må åpnes\n"
    "e Innbyggerne må få vite mer\n\n"
    "4\n"
)


def paragraphs(text: str, **options: object) -> list[str]:
    return Pipeline(layout="paragraphs", **options).clean(text).split("\n\n")  # type: ignore[arg-type]


def test_a_document_of_two_pages() -> None:
    found = paragraphs(PAGES)
    assert found == [
        "Innledning",
        "Kommunen har i mange år arbeidet med vannet i innsjøen, og dette arbeidet har gitt "
        "fagutviklings- og miljøarbeid som "
        "innbyggerne setter pris på. NAV-kontoret var også med på arbeidet. De eldste husker "
        "ennå hvordan det var før, og sier at "
        "vannet den gang var klart.1",
        "Dette er et nytt avsnitt, som begynner fordi linjen over er så kort, og som går "
        "videre på neste side uten at noe er borte. "
        "Rådet mener at tre ting må gjøres før sommeren er over, og de er disse:",
        "1 Se rapporten fra Vannverket, s. 12.",
        "• Renseanlegget må bygges ut slik at det tåler mye regn\n• Bekkene må åpnes\n• "
        "Innbyggerne må få vite mer\n",
    ]


def test_furniture_is_kept_in_tags_when_asked() -> None:
    found = paragraphs(PAGES, keep_furniture=True)
    assert "[page-number: 3]" in found
    assert found[-1].strip() == "[page-number: 4]"


def test_running_heads_are_told_by_standing_on_many_pages() -> None:
    page = (
        "{n} Vannrapporten\n\nPå denne siden, som er nummer {word}, står det noe som er "
        "helt for seg selv.\n\f"
    )
    text = "".join(
        page.format(n=n, word=word) for n, word in enumerate(["en", "to", "tre", "fire"], 7)
    )
    assert [block.kind for block in find_blocks(text)].count("running-head") == 4
    assert "Vannrapporten" not in PARAGRAPHS.clean(text)
    assert "[running-head: 7 Vannrapporten]" in Pipeline(
        layout="paragraphs", keep_furniture=True
    ).clean(text)


def test_dotted_tables_of_contents_are_no_text() -> None:
    text = (
        "Innhold\n\n1 Innledning ........ 3\n2 Metode og utvalg ........ 7\n3 Funn ........ "
        "12\n\nDette er teksten.\n"
    )
    assert [block.kind for block in find_blocks(text)] == [
        "heading",
        "contents",
        "contents",
        "contents",
        "paragraph",
    ]
    assert PARAGRAPHS.clean(text) == "Innhold\n\nDette er teksten.\n"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (
            "Vi snakket med alle NAV-\nkontorene i fylket.",
            "Vi snakket med alle NAV-kontorene i fylket.",
        ),
        (
            "Dette er en del av fagut-\nviklingen i fylket.",
            "Dette er en del av fagutviklingen i fylket.",
        ),
        (
            "De har lærings-\nog utviklingsteam for alle.",
            "De har lærings- og utviklingsteam for alle.",
        ),
        ("Hun reiste til Sør-\nNorge i går.", "Hun reiste til Sør-Norge i går."),
        ("De sto skulder-ved-\nskulder hele dagen.", "De sto skulder-ved-skulder hele dagen."),
        ("Det var mange der -\nog alle var glade.", "Det var mange der - og alle var glade."),
        ("Alle kommuner/\nfylker var med på det.", "Alle kommuner/fylker var med på det."),
    ],
)
def test_hyphens_at_line_ends(lines: str, joined: str) -> None:
    assert PARAGRAPHS.clean(lines) == joined


def test_tables_keep_their_lines() -> None:
    table = "År     Antall    Andel\n2010   120       12 %\n2011   140       14 %\n"
    assert PARAGRAPHS.clean(f"Tabellen viser tallene for begge årene.\n\n{table}").endswith(table)


def test_quote_marks_and_spaces_that_were_spoilt() -> None:
    assert (
        PARAGRAPHS.clean("Han sa at ”“dette er bra” , og gikk .")
        == "Han sa at “dette er bra”, og gikk."
    )
    assert (
        PARAGRAPHS.clean("Det er « fint » her, og «<NAVs tall er rette».")
        == "Det er «fint» her, og «NAVs tall er rette»."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Fiskesuppe ........ 129\nKjøttkaker ........ 119\nVaffel ........ 45\n",
        "Spørsmål 1\n\nJa\n\nSpørsmål 2\n\nNei\n",
        "navn;alder;sted;yrke\nKari;12;Ås;elev\nOla;13;Bø;elev\n",
        "[12:01] Kari: hei\n[12:02] Ola: hei igjen\n[12:03] Kari: kommer du?\n",
        "SJEFEN. Hvem er det som banker på døra?\nKARI. Det er bare meg, sjef.\n",
        "a) en\nb) to\nc) tre\n",
        "1\n2\n3\n",
        "1984\n\nDet var et år som andre år.\n",
    ],
)
def test_lines_that_are_no_prose_stay(text: str) -> None:
    assert PARAGRAPHS.clean(text) == text


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_stay_of_their_kind(end: str) -> None:
    text = PAGES.replace("e Bekkene må åpnes\n", "")
    assert PARAGRAPHS.clean(text.replace("\n", end)) == PARAGRAPHS.clean(text).replace("\n", end)


def test_a_long_text_is_arranged_as_a_whole() -> None:
    paragraph = (
        "Dette er en setning som går over noen linjer, slik at den må settes sammen "
        "igjen til ett\navsnitt uten brudd.\n"
    )
    times = TEXT.block_characters // len(paragraph) + 100
    found = PARAGRAPHS.clean(f"{paragraph}\n" * times).rstrip("\n").split("\n\n")
    assert found == [paragraph.rstrip("\n").replace("\n", " ")] * times


MARKDOWN = (
    "# Vannet\n\nDette er første avsnitt, som er\nbrutt over to linjer.\n\n- ett punkt\n- to "
    "punkter\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n\nSe [siden](www.eksempel.no/a_b).  \nNy linje.\n\n```\n"
    "x =  1\ny = 2\n```\n"
)


def test_markdown_stays_markdown() -> None:
    joined = MARKDOWN.replace("som er\nbrutt", "som er brutt")
    assert PARAGRAPHS.clean(MARKDOWN) == joined
    assert PARAGRAPHS.clean(joined) == joined


def test_text_whose_lines_are_paragraphs_keeps_them() -> None:
    line = (
        "Dette er et langt avsnitt på en linje, slik mange programmer skriver dem, og det går "
        "videre og videre. " * 3
    )
    text = f"{line.strip()}\n{line.strip()}\n\n{line.strip()}\n"
    assert PARAGRAPHS.clean(text) == text


@pytest.mark.parametrize(
    "path", sorted((ROOT / "fixtures" / "pages").glob("*.gold.txt")), ids=lambda path: path.name
)
def test_no_letter_of_the_text_is_lost(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    edits = to_paragraphs(text, lambda word: True, keep_furniture=True)
    missing = Counter(filter(str.isalnum, text)) - Counter(
        filter(str.isalnum, apply_edits(text, edits))
    )
    assert sum(missing.values()) <= sum(edit.reason == "bullet" for edit in edits)


@calm
@given(mixed)
def test_edits_of_the_layout_replay(text: str) -> None:
    pipeline = Pipeline(layout="paragraphs", keep_furniture=True, typography="norwegian")
    repair = pipeline.repair(text)
    assert apply_edits(text, repair.edits) == repair.text


lines = st.lists(
    st.sampled_from(
        [
            "Innledning",
            "1",
            "2 av 3",
            "Vi går på tur og",
            "ser på vannet.",
            "e Punkt",
            "",
            "\f",
            "fagut-",
            "a  b  c",
        ]
    )
)


@calm
@given(lines)
def test_any_lines_give_paragraphs_without_losing_letters(found: list[str]) -> None:
    text = "\n".join(found)
    edits = to_paragraphs(text, lambda word: True, keep_furniture=True)
    after = apply_edits(text, edits)
    missing = Counter(filter(str.isalnum, text)) - Counter(filter(str.isalnum, after))
    assert sum(missing.values()) <= sum(edit.reason == "bullet" for edit in edits)


@pytest.mark.parametrize(("option", "value"), [("layout", "pages"), ("typography", "danish")])
def test_unknown_arrangements_are_refused(option: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"{option} must be one of"):
        Pipeline(**{option: value})  # type: ignore[arg-type]
