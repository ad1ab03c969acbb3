"""What is known of a word in its channel, whatever the document: found once, and remembered by all steps in one place."""

from __future__ import annotations

from typing import NamedTuple

from nortext.channel.candidates import Reading
from nortext.channel.confusions import Confusion
from nortext.search.beam import Choice, Option

__all__ = ["Known", "Part", "Weighed"]


class Weighed(NamedTuple):
    """What is searched for a word.

    Attributes:
        candidates: the readings worth searching, the word as it stands first; of those with the same words the likeliest.
        options: the same for the decoder.
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
        logp: the natural logarithm of its probability, whatever its context.
        confusions: those undone.
        is_name: whether it is one word that is not held.
        lower: its text in lower case.
        reading: the reading.
    """

    key: tuple[int, ...] | str
    spelling: float
    logp: float
    confusions: list[Confusion]
    is_name: bool
    lower: str
    reading: Reading


class Known:
    """What is known of a word; each step puts there what it finds.

    Attributes:
        readings: what it may have been.
        evidence: what it says for a foreign and for a damaged passage.
        parts: its readings as the search weighs them.
        weighed: what is searched for it where the document tells nothing, by in how many places it stands.
        biases: of a reading beside the first, inside a sentence or not, what calibration adds to it, and how much of the cost of its
            confusions it takes off.
    """

    __slots__ = ("biases", "evidence", "parts", "readings", "weighed")

    def __init__(self, readings: tuple[Reading, ...]) -> None:
        self.readings = readings
        self.evidence: tuple[float, float] | None = None
        self.parts: list[Part] | None = None
        self.weighed: dict[int, Weighed] = {}
        self.biases: dict[tuple[int, int, bool], tuple[float, float]] = {}
