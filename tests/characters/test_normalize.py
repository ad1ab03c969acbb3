"""Each part of the normalisation is an option."""

from __future__ import annotations

import pytest

import nortext


@pytest.mark.parametrize(
    ("option", "text", "after"),
    [
        ("compose", "a\u030a o\u0338", "å ø"),
        ("spaces", "a\u00a0b  c \n", "a b c\n"),
        ("quotes", "«a» “b” ‘c’", '"a" "b" \'c\''),
        ("dashes", "a\u2011b — c", "a-b – c"),
        ("ligatures", "ﬁn", "fin"),
        ("soft_hyphens", "ar\u00adbeid", "arbeid"),
        ("invisible", "ar\u200bbeid", "arbeid"),
    ],
)
def test_each_part_of_the_normalisation_is_an_option(option: str, text: str, after: str) -> None:
    off = dict.fromkeys(
        ["compose", "spaces", "quotes", "dashes", "ligatures", "soft_hyphens", "invisible"], False
    )
    assert nortext.normalize(text, **off) == text
    assert nortext.normalize(text, **{**off, option: True}) == after
    assert nortext.normalize(nortext.normalize(text)) == nortext.normalize(text)
