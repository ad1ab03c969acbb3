"""Places of the repaired text lead to those of the source, and back."""

from __future__ import annotations

import pytest
from helpers import calm
from hypothesis import given
from strategies import mixed

from nortext import Edit, Pipeline, Place, Repair

PIPELINE = Pipeline(layout="paragraphs", typography="norwegian")


@calm
@given(mixed)
def test_what_was_not_changed_is_found_again(text: str) -> None:
    repair = PIPELINE.repair(text)
    changed, shift = set[int](), 0
    for edit in repair.edits:
        start = edit.start + shift
        changed.update(range(start, start + len(edit.after)))
        shift += len(edit.after) - len(edit.before)
    for at, char in enumerate(repair.text):
        source = repair.source_offset(at)
        if at not in changed:
            assert text[source] == char
            assert repair.offset(source) == at
        else:
            assert 0 <= source <= len(text)
    assert repair.offset(len(text)) == len(repair.text)


def test_places_have_lines_and_pages() -> None:
    edits = (Edit(2, 4, "\r\n", " ", reason="join"), Edit(10, 10, "", "x", reason="word"))
    repair = Repair("ab cd\f\nefxg", edits)
    assert repair.source_place(0) == Place(0, 1, 1)
    assert repair.source_place(3) == Place(4, 2, 1)
    assert repair.source_place(7) == Place(8, 3, 2)
    assert [repair.source_offset(at) for at in (9, 10)] == [10, 10]


@pytest.mark.parametrize("offset", [-1, 4])
def test_places_outside_are_refused(offset: int) -> None:
    with pytest.raises(IndexError, match=f"the offset {offset} lies outside"):
        Repair("abc").source_offset(offset)
    with pytest.raises(IndexError, match=f"the offset {offset} lies outside"):
        Repair("abc").offset(offset)
