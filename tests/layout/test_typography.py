"""Norwegian typography is set where there is prose, and nowhere else."""

from __future__ import annotations

import pytest

from nortext import Pipeline, apply_edits
from nortext.layout.typography import norwegian


def test_norwegian_typography() -> None:
    text = (
        'Han sa "nei" - det koster 1 250 000 kr, jf. § 3, s. 10-12 og kl. 8 ... "Ja", sa A. '
        "B. Berg 2010-11-24."
    )
    assert apply_edits(text, norwegian(text)).replace("\xa0", "~") == (
        "Han sa «nei» – det koster 1~250~000~kr, jf. §~3, s.~10–12 og kl.~8 … «Ja», sa A.~B. "
        "Berg 2010-11-24."
    )


@pytest.mark.parametrize(
    "text",
    [
        'print("hei", "du")',
        '{"a": "b"}',
        '<a href="http://www.eksempel.no/a...b">hei</a>',
        '"a","b","c"',
        "https://www.eksempel.no/12-34",
        "Tlf. 400 12 345, tlf. 555-1234, konto 1234-56, ISO 8859-1, NS 4551-1",
        "- ett\n- to\n",
        "| - | - |",
        'en list 15" bred',
        "etter plan B. Etter det",
    ],
)
def test_typography_leaves_what_is_no_prose(text: str) -> None:
    assert norwegian(text) == []


def test_norwegian_typography_in_the_pipeline() -> None:
    assert Pipeline(typography="norwegian").clean('Hun sa "ja".') == "Hun sa «ja»."
