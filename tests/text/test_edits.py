"""Edits are made, composed and refused; blocks are cut in the same places."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from helpers import DAMAGED, calm
from hypothesis import given
from hypothesis import strategies as st
from strategies import mixed

from nortext import Edit, Pipeline, apply_edits
from nortext.text.blocks import blocks
from nortext.text.edits import compose


@calm
@given(
    st.lists(st.sampled_from(["a", "bc ", "\n", "\r\n", "\r", "-\n", "\n\n", " \n"])),
    st.integers(1, 7),
    st.integers(2, 30),
    st.data(),
)
def test_blocks_do_not_depend_on_the_pieces(
    parts: list[str], lines: int, characters: int, data: st.DataObject
) -> None:
    text = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=9)))
    pieces = [text[low:high] for low, high in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    found = list(blocks([text], lines, characters))
    assert list(blocks(pieces, lines, characters)) == found
    assert "".join(found) == text
    assert not any(
        before.endswith("\r") and after.startswith("\n") for before, after in pairwise(found)
    )


@calm
@given(mixed, mixed, st.randoms(use_true_random=False))
def test_composed_edits_give_what_both_give(text: str, letters: str, chance: Random) -> None:
    first = some_edits(text, letters, chance)
    between = apply_edits(text, first)
    second = some_edits(between, letters, chance)
    assert apply_edits(text, compose(text, first, second)) == apply_edits(between, second)


def some_edits(text: str, letters: str, chance: Random) -> list[Edit]:
    """Edits at random places, which do not overlap: replacements, deletions and insertions."""
    edits, at = [], 0
    while at <= len(text):
        start = min(len(text), at + chance.randrange(4))
        end = min(len(text), start + chance.randrange(4))
        after = letters[: chance.randrange(3)]
        if text[start:end] != after:
            edits.append(Edit(start, end, text[start:end], after, reason="word"))
        at = end + 1 if start == end else end + chance.randrange(2)
    return edits


def test_apply_edits_refuses_an_edit_beyond_the_text() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        apply_edits("ab", [Edit(9, 9, "", "x", reason="word")])


def test_apply_edits_refuses_another_text(pipeline: Pipeline) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        apply_edits("noe annet", pipeline.repair(DAMAGED).edits)
