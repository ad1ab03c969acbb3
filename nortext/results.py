"""What a repair gives back: the text, every change with its place and reason, and what stays in doubt."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["Alternative", "Doubt", "Edit", "Repair", "apply_edits"]


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
            `lost` (an å before the word) or `bullet`.
        confusions: the misreadings undone, as `printed>read`.
        confidence: probability that the change is right, 0 to 1.
        alternatives: the runners-up, likeliest first; the word as it stood is among them where it was possible.
    """

    start: int
    end: int
    before: str
    after: str
    reason: str
    confusions: tuple[str, ...]
    confidence: float
    alternatives: tuple[Alternative, ...] = ()

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
    """

    text: str
    edits: tuple[Edit, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    words: int = 0


def apply_edits(text: str, edits: tuple[Edit, ...] | list[Edit]) -> str:
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
