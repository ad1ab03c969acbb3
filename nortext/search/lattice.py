"""What stands around a place of a sentence, as the beam search takes it."""

from __future__ import annotations

from collections.abc import Iterator

from nortext.channel.reading import Choice, Option
from nortext.document import Slot
from nortext.language.lexicon import END_SYMBOL
from nortext.search.beam import BeamSearch

__all__ = ["history_of", "search_run"]


def search_run(
    beam: BeamSearch, slots: list[Slot], at: int, history: tuple[int, ...], order: int
) -> list[Choice]:
    """Return the best readings of the run of words that begins with an open one.

    Args:
        beam: the search.
        slots: the document's places.
        at: where the run begins.
        history: the symbols before it.
        order: of the n-gram model.

    Returns:
        A choice for each word of the run.
    """
    following = _following(slots, at, order - 1)
    if following is None:
        return beam.search(history, _run(slots, at))
    return [beam.decide(history, slots[at].options, following)]


def history_of(slots: list[Slot], at: int, size: int) -> tuple[int, ...]:
    """Return the symbols before a place, as they stand in the text.

    Args:
        slots: the document's places.
        at: which of them.
        size: the order of the n-gram model; one symbol fewer is given, or those from the
            sentence's beginning.
    """
    history: tuple[int, ...] = ()
    first = at
    while first > 0 and len(history) < size and not slots[first].starts_sentence:
        before = (slots[first].before,) if slots[first].before else ()
        first -= 1
        history = slots[first].word.readings[0].numbers + before + history
    if slots[first].starts_sentence or not first:
        history = (END_SYMBOL, *history)
    return history[1 - size :]


def _following(slots: list[Slot], at: int, size: int) -> tuple[int, ...] | None:
    """Return the symbols behind a place that depend on what stands there.

    Returns:
        None where one of them is open itself.
    """
    found: tuple[int, ...] = ()
    for slot in slots[at + 1 : at + 1 + size]:
        if slot.starts_sentence:
            break
        if slot.before:
            found = (*found, slot.before)
            if len(found) == size:
                return found
        options = slot.options
        if len(options) > 1:
            return None
        found += options[0].numbers
        if len(found) >= size:
            return found[:size]
    return (*found, END_SYMBOL)


def _run(slots: list[Slot], at: int) -> Iterator[tuple[int, list[Option]]]:
    """Yield the words from a place to the end of its sentence."""
    for place in range(at, len(slots)):
        slot = slots[place]
        if slot.starts_sentence and place > at:
            return
        yield slot.before, slot.options
