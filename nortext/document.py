"""A text on its way through the pipeline: its words as types, and the places where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from nortext.channel.candidates import Reading
from nortext.channel.confusions import Confusion
from nortext.channel.memory import Known
from nortext.channel.rules import Channel
from nortext.results import Edit
from nortext.search.beam import Choice, Option

__all__ = ["AFTER_GAP", "AT_ITEM", "Document", "Passage", "Slot", "Word"]


AFTER_GAP, AT_ITEM = -1, -2
"""Places that make a type of their own of a word: behind a gap where an å may have been lost, and where a bullet may stand."""


class Word:
    """A word as it is written, however often it stands in the text.

    Attributes:
        text: its characters, a line-end hyphen left out; a mark that stands for a lost letter is `channels.GAP`.
        channel: what its passage's letters went through.
        fixed: whether it must not be touched, whatever it looks like.
        choice: its reading, where no context could change it.
        settled: the same calibrated, by whether the word stands inside a sentence.
        count: in how many places it stands.
        readings: what may have stood on the page; the first is the word as it stands.
        known: what is known of it whatever the document; None where its place makes it another word than its text is elsewhere.
        candidates: the readings worth searching, given the document's confusions.
        options: the same with their scores, for the search; one where there is nothing to search.
        foreignness: log P(word | a passage in another language) - log P(word | Norwegian, perhaps damaged).
        calibration: by whether the word stands inside a sentence, the power that the search's probabilities are raised to, and what
            is added to each candidate.
        damage: log P(word | a damaged passage) - log P(word | a sound passage).
    """

    __slots__ = (
        "calibration", "candidates", "channel", "choice", "count", "damage", "fixed", "foreignness", "known", "options", "readings",
        "settled", "text",
    )  # fmt: skip

    def __init__(self, text: str, fixed: bool, channel: Channel) -> None:
        self.text, self.fixed, self.channel = text, fixed, channel
        self.count = 0
        self.readings: tuple[Reading, ...] = ()
        self.known: Known | None = None
        self.candidates: tuple[Reading, ...] = ()
        self.options: list[Option] = []
        self.choice: Choice | None = None
        self.calibration: dict[bool, tuple[float, list[float]]] = {}
        self.settled: dict[bool, Choice] = {}
        self.foreignness = self.damage = 0.0


class Slot:
    """A place where a word stands.

    Attributes:
        word: the word.
        start: where it begins in the text.
        end: where it ends.
        starts_sentence: whether a sentence begins with it.
        before: the symbol that stands before it, a comma or the end of a quotation, or 0.
        seam: for a word that a line end parts: where its first half ends and its second begins; else None.
        damaged: whether it lies in a damaged passage; true until a step finds otherwise.
        foreign: whether it lies in a passage that is not Norwegian.
        searched: what the search found, or None where there was nothing to search.
        choice: the same, calibrated.
    """

    __slots__ = ("before", "choice", "damaged", "end", "foreign", "seam", "searched", "start", "starts_sentence", "word")

    def __init__(self, word: Word, start: int, end: int, starts_sentence: bool, before: int) -> None:
        self.word, self.start, self.end, self.starts_sentence, self.before = word, start, end, starts_sentence, before
        self.seam: tuple[int, int] | None = None
        self.damaged, self.foreign = True, False
        self.searched: Choice | None = None
        self.choice: Choice | None = None

    @property
    def is_open(self) -> bool:
        """Whether it may be anything but what it looks like."""
        word = self.word
        return self.damaged and not self.foreign and len(word.options) > 1 and word.choice is None

    @property
    def is_decided(self) -> bool:
        """Whether it is something else, whatever its context."""
        return self.damaged and not self.foreign and self.word.choice is not None

    @property
    def options(self) -> list[Option]:
        """What the search weighs here; one where there is nothing to weigh."""
        word = self.word
        if len(word.options) == 1:
            return word.options
        if self.is_open:
            return word.options
        best = word.choice.best if word.choice and self.is_decided else 0
        return word.options[best : best + 1]

    @property
    def chosen(self) -> Reading:
        """The reading found best, or the word as it stands."""
        return self.word.candidates[self.choice.best] if self.choice else self.word.readings[0]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of paragraphs whose letters went through one channel.

    Attributes:
        start: where it begins in the text.
        end: where it ends.
        channel: the channel.
    """

    start: int
    end: int
    channel: Channel


@dataclass
class Document:
    """What the steps of a pipeline work on.

    Attributes:
        source: the input.
        text: the same with its characters mended, once the step `characters` is done.
        undone: the edits that this step made of the input.
        passages: its passages, in order.
        slots: the places of its words, in order.
        words: its words, by their text, whether they are fixed, their place (0, or where a line end parts them, or `AFTER_GAP` or
            `AT_ITEM`), and their channel.
        costs: the costs of the confusions in this document.
        vouched: how often a word of this text, in lower case, was read for sure in the document.
        is_judged: whether its words have their evidence for foreign and for damaged passages.
    """

    source: str
    text: str = ""
    undone: list[Edit] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    words: dict[tuple[str, bool, int, Channel], Word] = field(default_factory=dict)
    costs: dict[Confusion, float] = field(default_factory=dict)
    vouched: dict[str, int] = field(default_factory=dict)
    is_judged: bool = False

    def __post_init__(self) -> None:
        self.text = self.text or self.source

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels of its passages, each once."""
        return tuple(dict.fromkeys([passage.channel for passage in self.passages]))

    def word(self, text: str, fixed: bool, place: int, channel: Channel) -> Word:
        """The word of that text for one more place, made when it is first asked for."""
        key = (text, fixed, place, channel)
        word = self.words.get(key)
        if word is None:
            word = self.words[key] = Word(text, fixed, channel)
        word.count += 1
        return word
