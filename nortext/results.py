"""What a repair gives back: the text, every change with place and reason, and what is in doubt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from nortext.text.blocks import blocks
from nortext.text.edits import (
    Alternative,
    Edit,
    apply_edits,
    compose,
    moved_edit,
    source_spans,
    undone,
)
from nortext.text.places import Place, repaired_offset, source_offset

__all__ = [
    "Decoded",
    "Doubt",
    "Repair",
    "arranged",
    "concatenated",
    "doubts_in_source",
    "followed_by",
    "moved",
]

_MOST_ARRANGEMENTS = 50
"""Times that a text is arranged until nothing changes; two are enough for nearly all."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes as text.

    Attributes:
        text: the text.
        encoding: the encoding they were written in: `ascii`, `utf-8`, `utf-16-le`, `latin-1`,
            `cp1252`, `cp850`, `cp865`, `mac-roman`, `iso-646-no` and the like; `utf-8+cp1252` where
            one file has two.
        confidence: probability that it is that, 0 to 1.
        steps: what was done, in order, in words.
    """

    text: str
    encoding: str
    confidence: float
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that the repair could not settle.

    Attributes:
        start: offset in the source of the word's first character.
        end: offset behind its last.
        text: the word as it stands in the source.
        readings: the likeliest readings, likeliest first.
    """

    start: int
    end: int
    text: str
    readings: tuple[Alternative, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the doubt as plain values, ready for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Repair:
    """A repaired text.

    Attributes:
        text: the repaired text.
        edits: the changes, by place; applied to the source they give `text`.
        doubts: the words left in doubt, by place.
        words: how many words the source has.
        unknown: how many of them lie in damaged passages and stay as they are though they are out
            of the vocabulary.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    words: int = 0
    unknown: int = 0

    def source_offset(self, offset: int) -> int:
        """Return where in the source an offset of the repaired text lies.

        Args:
            offset: code points from the beginning of `text`. Inside what was changed, as many
                behind the change's beginning, but not behind its end.

        Raises:
            IndexError: It lies outside the text.
            TypeError: It is no whole number.

        >>> import nortext
        >>> repair = nortext.repair("Vi sgker fgrst og fremst svar.")
        >>> repair.text.index("svar"), repair.source_offset(repair.text.index("svar"))
        (25, 25)
        """
        _check_offset(offset, len(self.text))
        return source_offset(self.edits, offset)

    def offset(self, source_offset: int) -> int:
        """Return where in the repaired text an offset of the source lies.

        Args:
            source_offset: code points from the beginning of the source.

        Raises:
            IndexError: It lies outside the source.
            TypeError: It is no whole number.
        """
        size = len(self.text) - sum([len(e.after) - len(e.before) for e in self.edits])
        _check_offset(source_offset, size)
        return repaired_offset(self.edits, source_offset)

    def source_place(self, offset: int) -> Place:
        """Return the line and page of the source that an offset of the repaired text comes from.

        Args:
            offset: code points from the beginning of `text`.

        Raises:
            IndexError: It lies outside the text.
            TypeError: It is no whole number.

        >>> import nortext
        >>> pipeline = nortext.Pipeline(layout="paragraphs")
        >>> repair = pipeline.repair("Vi gikk pa tur,\\n\\fog s& kom regnet.")
        >>> repair.source_place(repair.text.index("regnet"))
        Place(offset=27, line=2, page=2)
        """
        return Place.of(undone(self.text, self.edits), self.source_offset(offset))

    def records(self, **about: object) -> list[dict[str, Any]]:
        """Return the edits and doubts as plain values, ready for JSON, by place.

        Args:
            about: what each record begins with, such as the file's name.

        Returns:
            A dict for each, with its `type`: `edit` or `doubt`.
        """
        found: list[dict[str, Any]] = [
            {**about, "type": "edit", **edit.as_dict()} for edit in self.edits
        ]
        found += [{**about, "type": "doubt", **doubt.as_dict()} for doubt in self.doubts]
        return sorted(found, key=lambda record: (record["start"], record["type"]))


def _check_offset(offset: int, size: int) -> None:
    if not isinstance(offset, int):
        raise TypeError(f"an offset is a whole number, not {offset!r}")
    if not 0 <= offset <= size:
        raise IndexError(f"the offset {offset} lies outside the text of {size} characters")


def moved(repair: Repair, by: int) -> Repair:
    """Return a repair of a part of a text, its edits and doubts in places of the whole.

    Args:
        repair: the repair.
        by: where the part begins.
    """
    if not by:
        return repair
    edits = [moved_edit(edit, by) for edit in repair.edits]
    doubts = [replace(d, start=d.start + by, end=d.end + by) for d in repair.doubts]
    return replace(repair, edits=tuple(edits), doubts=tuple(doubts))


def concatenated(parts: Sequence[Repair]) -> Repair:
    """Return the repairs of a text's parts as one; their places are those of the whole."""
    if len(parts) == 1:
        return parts[0]
    return Repair(
        "".join([part.text for part in parts]),
        tuple([edit for part in parts for edit in part.edits]),
        tuple([doubt for part in parts for doubt in part.doubts]),
        sum([part.words for part in parts]),
        sum([part.unknown for part in parts]),
    )


def followed_by(source: str, first: Repair, second: Repair) -> Repair:
    """Return two repairs, one of what the other gave, as one.

    Args:
        source: the text that the first repaired.
        first: its repair.
        second: the repair of `first.text`.
    """
    doubts = doubts_in_source(source, first.edits, second.doubts)
    places = {at for doubt in doubts for at in range(doubt.start, doubt.end)}
    doubts += [d for d in first.doubts if places.isdisjoint(range(d.start, d.end))]
    doubts.sort(key=lambda doubt: doubt.start)
    edits = compose(source, first.edits, second.edits)
    return Repair(second.text, tuple(edits), tuple(doubts), first.words, first.unknown)


def arranged(
    sources: Sequence[str],
    repairs: Sequence[Repair],
    arrangements: Sequence[Callable[[str], list[Edit]]],
    repair: Callable[[str], Repair],
) -> Repair:
    """Return the repairs of blocks that follow one another as one, its lines arranged.

    What is joined may have words that the parts had not, so it is repaired and arranged again until
    nothing changes any more.

    Args:
        sources: the blocks.
        repairs: their repairs.
        arrangements: what is done to the repaired text, one after the other.
        repair: repairs a block.
    """
    source, whole = "".join(sources), _one_after_another(sources, repairs)
    for _ in range(_MOST_ARRANGEMENTS if arrangements else 0):
        whole = _in_order(source, whole, arrangements)
        parts = list(blocks([whole.text]))
        again = _one_after_another(parts, [repair(part) for part in parts])
        if not again.edits:
            break
        whole = followed_by(source, whole, again)
    return whole


def _one_after_another(sources: Sequence[str], repairs: Sequence[Repair]) -> Repair:
    """Return the repairs of blocks that follow one another as one."""
    placed, start = [], 0
    for source, repair in zip(sources, repairs, strict=True):
        placed.append(moved(repair, start))
        start += len(source)
    return concatenated(placed)


def _in_order(
    source: str, whole: Repair, arrangements: Sequence[Callable[[str], list[Edit]]]
) -> Repair:
    """Return a repair of a text, its lines arranged until that changes nothing any more."""
    for _ in range(_MOST_ARRANGEMENTS):
        before = whole.text
        for arrange in arrangements:
            edits = [edit for edit in arrange(whole.text) if edit.before != edit.after]
            both = compose(source, whole.edits, edits)
            whole = replace(whole, text=apply_edits(whole.text, edits), edits=tuple(both))
        if whole.text == before:
            break
    return whole


def doubts_in_source(source: str, edits: Sequence[Edit], doubts: Sequence[Doubt]) -> list[Doubt]:
    """Return doubts about what edits made of a text, in places of the text.

    Args:
        source: the text.
        edits: the edits of it.
        doubts: doubts about what they make of it, by place.
    """
    spans = source_spans(edits, [(doubt.start, doubt.end) for doubt in doubts])
    return [
        replace(doubt, start=low, end=high, text=source[low:high])
        for doubt, (low, high) in zip(doubts, spans, strict=True)
    ]
