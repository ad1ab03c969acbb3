"""Nynorsk is told from bokmål, and mended to nynorsk."""

from __future__ import annotations

import pytest

from nortext import Pipeline
from nortext.language.varieties import NYNORSK

DAMAGED = (
    "Eg kjem fra Bergen og veit ikkje kva som skjer, men no ma vi ga heim for det blir mgrkt. "
    "Dei sa at det var mgte pa skulen i gar, og etterpa kom vi heim til ei som "
    "hadde sett boka. Korleis kan noko slikt skje?\n"
)
MENDED = (
    "Eg kjem frå Bergen og veit ikkje kva som skjer, men no må vi gå heim før det blir mørkt. "
    "Dei sa at det var møte på skulen i går, og etterpå kom vi heim til ei som "
    "hadde sett boka. Korleis kan noko slikt skje?\n"
)
BOKMAAL = (
    "Jeg kommer fra Bergen og vet ikke hva som skjer, men na ma vi ga hjem fgr det blir mgrkt. "
    "De sa at det skulle vaere mgte pa skolen i gar, og da vi kom fram, var hun der alt.\n"
)


def test_nynorsk_becomes_nynorsk(pipeline: Pipeline) -> None:
    assert pipeline.clean(DAMAGED) == MENDED


def test_each_passage_is_of_its_variety(pipeline: Pipeline) -> None:
    document = pipeline.analyse(f"{BOKMAAL}\n{DAMAGED}\n{BOKMAAL}")
    size = len(BOKMAAL)
    for slot in document.slots:
        is_nynorsk = size < slot.start < size + len(DAMAGED)
        assert (slot.word.variety == NYNORSK) == is_nynorsk
    found = pipeline.clean(f"{BOKMAAL}\n{DAMAGED}\n{BOKMAAL}")
    assert "kommer fra Bergen" in found and "kjem frå Bergen" in found


@pytest.mark.parametrize(
    "text",
    [
        "Ho seier at ho ikkje vil vere med, og at det er greitt.\n",
        "Vi høyrer til her, seier dei gamle, og så går dei heim att.\n",
        "Kven avgjer det?\n",
        "Ho avgjer alt.\n",
        "Han skreiv: «Eg kjem ikkje heim før jul.» Det sto i brevet hun fikk.\n",
    ],
)
def test_sound_nynorsk_stays(pipeline: Pipeline, text: str) -> None:
    assert pipeline.clean(text) == text


def test_older_spelling_is_not_taken_for_damage_beside_it(pipeline: Pipeline) -> None:
    text = (
        "Han saa paa hende, og hun blev rgd. Naar vi kommer hjem efter dette, maa du sige mig det, "
        "sagde han; det er ikke rigtig, at han ikke faar vide det. Saa gik de videre op ad bakken, "
        "og ingen af dem talte mere, fgr de kom op paa toppen, hvor de saa ud over havet.\n"
    )
    mended = pipeline.clean(text)
    for word in ("saa paa hende", "Naar vi", "maa du", "rigtig", "faar", "Saa gik"):
        assert word in mended
