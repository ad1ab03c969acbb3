"""What a repair gives back: the text, every change with its place and reason, and what stays in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

__all__ = ["Alternative", "Doubt", "Edit", "Repair", "apply_edits", "compose", "expected_errors", "in_source", "moved", "records_of"]


DOUBT_WRONG, UNKNOWN_WRONG = 1.45, 0.08
"""For how many wrong words one stands that is expected to be wrong, and one that no lexicon holds."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A reading that was weighed.

    Attributes:
        text: the reading.
        probability: how likely it is in its context, 0 to 1.
    """

    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Edit:
    """One change.

    Attributes:
        start: place in the input of the first character that is replaced, counted in characters (code points) from 0.
        end: place behind the last.
        before: the characters replaced, `input[start:end]`.
        after: what replaces them.
        reason: how the reading was found: `word`, `compound`, `words` (run together), `spelling`, `fuzzy`, `acronym`,
            `lost` (an å before the word) or `bullet`; `characters` where they alone told; joined by `+` where one followed the other.
        confusions: the misreadings undone, as `printed>read`.
        confidence: probability that the change is right, 0 to 1.
        alternatives: the runners-up, likeliest first; the word as it stood is among them where it was possible.
        damage: the kind of damage undone, a name of `nortext.KINDS`; joined by `+` where one lay over the other.
    """

    start: int
    end: int
    before: str
    after: str
    reason: str
    confusions: tuple[str, ...]
    confidence: float
    alternatives: tuple[Alternative, ...] = ()
    damage: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The edit as plain values, ready for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that the repair could not settle.

    Attributes:
        start: place in the input of the word's first character.
        end: place behind its last.
        text: the word as it stands in the input.
        readings: the likeliest readings, likeliest first.
    """

    start: int
    end: int
    text: str
    readings: tuple[Alternative, ...]

    def as_dict(self) -> dict[str, Any]:
        """The doubt as plain values, ready for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Repair:
    """A repaired text.

    Attributes:
        text: the repaired text.
        edits: the changes, by place; applied to the input they give `text`.
        doubts: the words left in doubt, by place.
        words: how many words the input has.
        unknown: how many of them lie in damaged passages and stay as they are though no lexicon holds them.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    words: int = 0
    unknown: int = 0


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made.

    Args:
        text: the text that the edits belong to.
        edits: changes that do not overlap, ordered by place.

    Returns:
        The changed text.

    Raises:
        ValueError: an edit does not fit the text, or overlaps the one before it.

    >>> apply_edits("pa veg", [Edit(0, 2, "pa", "på", "word", ("å>a",), 0.99)])
    'på veg'
    """
    pieces, at = [], 0
    for edit in edits:
        if not at <= edit.start <= edit.end <= len(text) or text[edit.start : edit.end] != edit.before:
            raise ValueError(f"edit of {edit.before!r} at {edit.start} does not fit the text")
        pieces += [text[at : edit.start], edit.after]
        at = edit.end
    return "".join([*pieces, text[at:]])


def compose(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Two sets of edits, made one after the other, as one.

    Args:
        text: the text that the first belong to.
        first: changes that do not overlap, ordered by place.
        second: the same of the text that they give.

    Returns:
        Edits of `text` that give what both give; where changes of both meet, one for all of them.

    >>> first = [Edit(0, 3, "pÃ¥", "på", "characters", (), 1.0, damage="utf-8-as-latin-1")]
    >>> second = [Edit(3, 7, "mgte", "møte", "word", ("ø>g",), 0.9, damage="english-ocr")]
    >>> [(edit.start, edit.before, edit.after) for edit in compose("pÃ¥ mgte", first, second)]
    [(0, 'pÃ¥', 'på'), (4, 'mgte', 'møte')]
    """
    found: list[Edit] = []
    i = j = shift = 0  # `shift` leads from places in `text` to those behind the first edits before them
    while i < len(first) or j < len(second):
        if i == len(first) or (j < len(second) and second[j].end <= first[i].start + shift):
            edit = second[j]
            found.append(replace(edit, start=edit.start - shift, end=edit.end - shift) if shift else edit)
            j += 1
        elif j == len(second) or first[i].start + shift + len(first[i].after) <= second[j].start:
            found.append(first[i])
            shift += len(first[i].after) - len(first[i].before)
            i += 1
        else:  # they meet: take all that hang together
            low = high = min(first[i].start + shift, second[j].start)
            start, under, over = low - shift, i, j
            while True:
                if i < len(first) and first[i].start + shift <= high and (i == under or first[i].start + shift < high):
                    shift += len(first[i].after) - len(first[i].before)
                    high = max(high, first[i].end + shift)
                    i += 1
                elif j < len(second) and second[j].start <= high and (j == over or second[j].start < high):
                    high = max(high, second[j].end)
                    j += 1
                else:
                    break
            merged = _merged(text[start : high - shift], start, first[under:i], low, second[over:j])
            if merged.before != merged.after:
                found.append(merged)
    return found


def in_source(first: Sequence[Edit], places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where in a text the places lie that are known in the text that edits made of it.

    Args:
        first: the edits, which do not overlap, ordered by place.
        places: starts and ends, ordered by start.

    Returns:
        The starts and ends in the text; an edit that a place meets lies in it whole.
    """
    found = []
    i = shift = 0
    for low, high in places:
        while i < len(first) and first[i].start + shift + len(first[i].after) <= low:
            shift += len(first[i].after) - len(first[i].before)
            i += 1
        k, more, start, end = i, shift, low - shift, high - shift
        while k < len(first) and first[k].start + more < high:
            start = min(start, first[k].start)
            more += len(first[k].after) - len(first[k].before)
            end = max(high - more, first[k].end)
            k += 1
        found.append((start, end))
    return found


def expected_errors(repair: Repair) -> tuple[float, float]:
    """How many words of a text were wrong, and how many still are, as far as the repair can tell.

    What is left is likelier wrong than the probabilities say, since they know nothing of words that nobody suspects: it is weighed
    as on pages whose right text is known (least squares).

    Args:
        repair: the repair; changes of the layout count for nothing.

    Returns:
        The expected number of wrong words before and after.

    >>> edit = Edit(0, 2, "pa", "på", "word", ("å>a",), 0.9)
    >>> expected_errors(Repair("på", (edit,), (), 1))
    (0.9, 0.145)
    """
    mended = [edit for edit in repair.edits if edit.damage != "layout"]
    before = sum([edit.confidence for edit in mended])
    after = sum([1 - edit.confidence for edit in mended])
    starts = {edit.start for edit in mended}
    for doubt in repair.doubts:
        if doubt.start not in starts:
            stays = next((reading.probability for reading in doubt.readings if reading.text == doubt.text), 0.0)
            before, after = before + 1 - stays, after + 1 - stays
    return round(before + UNKNOWN_WRONG * repair.unknown, 4), round(DOUBT_WRONG * after + UNKNOWN_WRONG * repair.unknown, 4)


def records_of(repair: Repair, about: Mapping[str, object]) -> list[dict[str, Any]]:
    """The edits and doubts of a repair as plain values, ready for JSON, by place.

    Args:
        repair: the repair.
        about: what each record begins with, such as the file's name.

    Returns:
        A dict for each, with its `type`: `edit` or `doubt`.
    """
    found: list[dict[str, Any]] = [{**about, "type": "edit", **edit.as_dict()} for edit in repair.edits]
    found += [{**about, "type": "doubt", **doubt.as_dict()} for doubt in repair.doubts]
    return sorted(found, key=lambda record: (record["start"], record["type"]))


def moved(repair: Repair, by: int) -> Repair:
    """A repair of a part of a text, its edits and doubts in places of the whole.

    Args:
        repair: the repair.
        by: where the part begins.
    """
    if not by:
        return repair
    edits = [replace(edit, start=edit.start + by, end=edit.end + by) for edit in repair.edits]
    doubts = [replace(doubt, start=doubt.start + by, end=doubt.end + by) for doubt in repair.doubts]
    return replace(repair, edits=tuple(edits), doubts=tuple(doubts))


def _merged(before: str, start: int, under: Sequence[Edit], low: int, over: Sequence[Edit]) -> Edit:
    """One edit for changes that meet.

    Args:
        before: the text that they change together.
        start: where it begins.
        under: those made first, in places of the text.
        low: where the text that they give begins, in the places of those made after.
        over: those made after.
    """
    between = _changed(before, start, under)
    names, kinds = ([getattr(edit, key) for edit in (*under, *over)] for key in ("reason", "damage"))
    return Edit(
        start,
        start + len(before),
        before,
        _changed(between, low, over),
        "+".join(dict.fromkeys(names)),
        tuple([confusion for edit in over for confusion in edit.confusions]),
        min(edit.confidence for edit in (*under, *over)),
        over[0].alternatives if len(over) == 1 else (),
        "+".join(dict.fromkeys(kinds)),
    )


def _changed(text: str, start: int, edits: Sequence[Edit]) -> str:
    """A piece of text, which begins at `start`, with edits made."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start - start], edit.after]
        at = edit.end - start
    return "".join([*pieces, text[at:]])
