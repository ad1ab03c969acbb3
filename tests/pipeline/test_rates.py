"""Rates of damage: letters lost in part, and what texts of one collection show together."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from helpers import ROOT, Run

from nortext import Pipeline
from nortext.channel.channel import Channel
from nortext.channel.confusions import Confusion
from nortext.channel.deeper import DeeperSearch
from nortext.evidence import Evidence

PARTLY = (
    "Etter møtet gikk noen av oss hjem, og de andre ble igjen for å rydde. Vi hadde mye å gjore, "
    "men ingen av oss var trøtte ennå. Nå ville sjåføren kjore oss tilbake til byen, og på veien "
    "så vi både elg og rådyr. Hun sa at vi måtte sporre noen som bodde der, og det gjorde vi også. "
    "Ingen visste hva som hadde skjedd, men etter noen timer kom svaret: Broytebilen hadde fått "
    "feil på motoren. Da ble det stille, og så lo alle sammen. Slik endte den dagen, uten at noen "
    "av oss fikk sove for langt på natt.\n"
)
RECORDS = ("Vi sgkte om stgtte.", "De mgttes igjen.", "Hun kjgpte brgd.", "Vi var der for dem.")


def test_letters_lost_in_part_are_mended_beside_those_that_live(pipeline: Pipeline) -> None:
    repair = pipeline.repair(PARTLY)
    mended = {(edit.before, edit.after) for edit in repair.edits}
    assert {("gjore", "gjøre"), ("kjore", "kjøre"), ("sporre", "spørre")} <= mended
    assert all(edit.damage in ("ocr", "english-ocr", "swedish-ocr") for edit in repair.edits)


def test_evidence_does_not_depend_on_order_or_parts(pipeline: Pipeline) -> None:
    together = pipeline.learn_evidence(RECORDS)
    halves = pipeline.learn_evidence(RECORDS[2:]) + pipeline.learn_evidence(RECORDS[:2])
    assert together == halves == pipeline.learn_evidence(reversed(RECORDS))
    assert together.share("ocr") == 1.0


def test_much_evidence_is_a_sample_that_adds_up() -> None:
    words = [f"ord{number}" for number in range(70_000)]
    forwards, first, second = Evidence(), Evidence(), Evidence()
    for word in words:
        forwards.add("ocr", word)
    for word in reversed(words[:35_000]):
        first.add("ocr", word)
    for word in words[35_000:]:
        second.add("ocr", word)
    assert first + second == forwards
    assert len(forwards.words["ocr"]) <= 30_000


def test_a_record_is_judged_by_its_collection(pipeline: Pipeline) -> None:
    alone = "På lageret ligger brgd."
    assert pipeline.clean(alone) == alone
    evidence = pipeline.learn_evidence(["Nå kjgpte noen brgd, og så sgkte de igjen.", *RECORDS])
    assert pipeline.clean(alone, evidence=evidence) == "På lageret ligger brød."
    assert [r.text for r in pipeline.stream([alone], evidence)] == ["På lageret ligger brød."]


@pytest.mark.process
def test_records_of_a_file_share_their_evidence(run: Run, tmp_path: Path) -> None:
    texts = ["På lageret ligger brgd.", "Nå kjgpte noen brgd, og så sgkte de igjen.", *RECORDS]
    (tmp_path / "in").mkdir()
    rows = [json.dumps({"text": text}, ensure_ascii=False) for text in texts]
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    found: list[list[str]] = []
    for extra in (["--jobs", "1"], ["--jobs", "2"], ["--no-shared-evidence"]):
        out = f"out{len(found)}"
        run("batch", "in", out, *extra)
        lines = (tmp_path / out / "a.jsonl").read_text(encoding="utf-8").splitlines()
        found.append([json.loads(line)["text"] for line in lines])
    assert found[0] == found[1]
    assert found[0][0] == "På lageret ligger brød."
    assert found[2][0] == "På lageret ligger brgd."


def test_a_noisy_text_is_searched_in_the_same_order_always(monkeypatch: pytest.MonkeyPatch) -> None:
    report = (ROOT / "fixtures" / "pages" / "rapport-kommune.gold.txt").read_text(encoding="utf-8")
    noisy = report.replace("k", "h").replace("ll", "II").replace("m", "rn").replace("ø", "0")
    asked: list[tuple[Channel, list[Confusion]]] = []
    deeper = Channel.deeper

    def told(channel: Channel, active: Iterable[Confusion]) -> DeeperSearch:
        asked.append((channel, list(active)))
        return deeper(channel, asked[-1][1])

    monkeypatch.setattr(Channel, "deeper", told)
    Pipeline().repair(noisy)
    assert asked
    for channel, active in asked:
        places = {confusion: place for place, confusion in enumerate(channel.confusions.costs)}
        found = [places[confusion] for confusion in active if confusion in places]
        assert len(found) > 20 and found == sorted(found)


def test_no_word_vouches_for_itself(pipeline: Pipeline) -> None:
    text = (
        "Roades sgkte om stgtte til prosjektet, men fikk avslag. Etter mgtet i Tromsg skrev hun at "
        "kommunen matte svare pa klagen, og at Igsningen ikke var god nok for elevene der."
    )
    mended = pipeline.clean(text)
    assert mended.startswith("Roades søkte om støtte")
    assert "løsningen" in mended


OLDER = (
    "Naar vi gaar ned til bryggen om aftenen, ser vi baaden ligge der ude paa fjorden. Der er "
    "søvnig stille over øerne, og maanen staar høit over næsset. Saa kommer de gamle fiskere hjem "
    "med garnene; de læser veiret af skyerne og rører knapt ved aarerne. Ingen af dem spørger, "
    "hvad klokken er. Bønderne kjører høet i hus, før regnet falder, og jenterne bærer vandet fra "
    "bækken.\n\n"
)
OLDER_WITHOUT_LIVE_LETTERS = (
    "Saa gik han igjen op paa loftet og saa ud. Gaarden laa der som den laa i alle aar, og paa "
    "vaaren stod isen paa vandet. Han maatte smaa le: saa mange aar, og endda maatte han spille "
    "paa samme streng som de andre. Da klokken slog, gik han ned og sagde at han maatte gaa. Ingen "
    "svarte paa det. Saa gik han alene ned paa bryggen, og da maanen kom frem, saa han at baaden "
    "laa der. Han kunde ikke faa den ud, og maatte vente til aftenen. Da gaar der en mand forbi og "
    "faar se ham staa der. De stod saa en stund uten at tale. Saa tok de fat begge to, og da de "
    "fik baaden ud, var det alt sent paa aftenen. Det gaar som det gaar, sa manden, og saa lo de. "
    "Han tok aarerne og la paa svai ut paa fjorden, mens den andre stod igjen paa land og saa "
    "efter ham saa langt han kunde se.\n\n"
)


def test_aa_of_older_spelling_stays(pipeline: Pipeline) -> None:
    text = (OLDER + OLDER_WITHOUT_LIVE_LETTERS) * 2
    assert pipeline.clean(text) == text


def test_a_rule_that_leaves_no_letter_holds_for_no_passage_with_letters(
    pipeline: Pipeline,
) -> None:
    alive = (PARTLY * 2).replace("gjore", "gjøre").replace("kjore", "kjøre").replace("o", "o")
    alive = alive.replace("sporre", "spørre").replace("Broyte", "Brøyte") + "Paa Aas bor Haakon.\n"
    folded = (
        "Vi skal naa gaa ut paa tur, og saa skal vi kjoere hjem foer det blir moerkt. Det var saa "
        "mange som ikke kunne vaere med paa denne turen, og naar vi kommer hjem faar de hoere om "
        "alt vi gjorde.\n"
    )
    found = pipeline.clean(f"{alive}\n{folded}\n{alive}")
    assert found.startswith(alive) and found.endswith(alive)
    assert "Vi skal nå gå ut på tur, og så skal vi kjøre hjem før" in found
