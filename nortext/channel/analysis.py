"""What is known of a word in its channel, whatever the document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from nortext.channel.confusions import Confusion
from nortext.channel.reading import Choice, Option, Reading

__all__ = ["Analysis", "Part", "Weighed"]


class Weighed(NamedTuple):
    """What is searched for a word.

    Attributes:
        candidates: the readings worth searching, the word as it stands first; of those with the
            same words the likeliest.
        options: the same as arcs of the lattice.
        choice: one of them, where no context could change it.
    """

    candidates: tuple[Reading, ...]
    options: list[Option]
    choice: Choice | None


class Part(NamedTuple):
    """What is known of a reading.

    Attributes:
        key: readings with the same key are the same words.
        spelling: as the reading has it.
        logp: the natural logarithm of its probability in bokmål, whatever its context.
        confusions: those undone.
        is_name: whether it is one word, out of the vocabulary.
        gains: how much likelier it is in each variety of Norwegian than in all texts, natural
            logarithms.
        lower: its text in lower case.
        reading: the reading.
    """

    key: tuple[int, ...] | str
    spelling: float
    logp: float
    confusions: list[Confusion]
    is_name: bool
    gains: Mapping[str, float]
    lower: str
    reading: Reading


class Analysis:
    """The readings of a word, and what the search has worked out from them.

    What is worked out is remembered here and not by the word's text, so that other readings of the
    same word never meet it.

    Args:
        readings: what the word may have been, the word as it stands first.

    Attributes:
        readings: as given.
        evidence: what the word says for a foreign passage.
        parts: its readings as the search weighs them.
        near_miss: the logarithm of how likely it is as a near miss of other words.
        varieties: what the word says for a passage of each variety of Norwegian.
        weighed: what is searched for it where the document tells nothing, by in how many places it
            stands and of which variety they are.
    """

    __slots__ = ("evidence", "near_miss", "parts", "readings", "varieties", "weighed")

    def __init__(self, readings: tuple[Reading, ...]) -> None:
        self.readings = readings
        self.evidence: float | None = None
        self.parts: list[Part] | None = None
        self.near_miss: float | None = None
        self.varieties: dict[str, float] = {}
        self.weighed: dict[tuple[int, str], Weighed] = {}
