"""A text on its way through the pipeline."""

from __future__ import annotations

from dataclasses import dataclass, field

from nortext.confusions import Confusion
from nortext.decoder import Choice, Option
from nortext.readings import Reading

__all__ = ["Document", "Slot"]


class Slot:
    """A word of the text: one token, or the two halves of a word that a line end parts.

    Attributes:
        text: its characters, a line-end hyphen left out.
        spans: where its halves (or the whole) lie in the text.
        before: the symbols (commas) between the word before and it.
        starts_sentence: whether a sentence begins with it.
        fixed: whether it must not be touched, whatever it looks like.
        readings: what may have stood on the page; the first is the word as it stands.
        candidates: the readings worth searching, given the document's confusions.
        options: the same with their scores, for the search.
        choice: what the search found, or None.
        damaged: whether it lies in a damaged passage; true until a step finds otherwise.
        foreign: whether it lies in a passage that is not Norwegian.
    """

    __slots__ = ("before", "candidates", "choice", "damaged", "fixed", "foreign", "options", "readings", "spans", "starts_sentence", "text")

    def __init__(self, text: str, spans: tuple[tuple[int, int], ...], before: tuple[int, ...], starts_sentence: bool, fixed: bool) -> None:
        self.text, self.spans, self.before = text, spans, before
        self.starts_sentence, self.fixed = starts_sentence, fixed
        self.readings: tuple[Reading, ...] = ()
        self.candidates: tuple[Reading, ...] = ()
        self.options: list[Option] = []
        self.choice: Choice | None = None
        self.damaged, self.foreign = True, False

    def can_be(self, reading: Reading) -> bool:
        """Whether a reading can be put back into the halves: it is one word, and nothing misread lies across the seam."""
        seam = self.spans[0][1] - self.spans[0][0]
        return len(reading.numbers) == 1 and reading.kind != "fuzzy" and not any(s.start < seam < s.end for s in reading.sites)

    @property
    def chosen(self) -> Reading:
        """The reading found best, or the word as it stands."""
        return self.candidates[self.choice.best] if self.choice and self.candidates else self.readings[0]


@dataclass
class Document:
    """What the steps of a pipeline work on.

    Attributes:
        text: the input.
        sentences: its words, sentence by sentence.
        costs: the costs of the confusions in this document.
    """

    text: str
    sentences: list[list[Slot]] = field(default_factory=list)
    costs: dict[Confusion, float] = field(default_factory=dict)

    @property
    def slots(self) -> list[Slot]:
        """All words in order."""
        return [slot for sentence in self.sentences for slot in sentence]
