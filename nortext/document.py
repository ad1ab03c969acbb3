"""A text on its way through the steps: its words as types, and the places where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from nortext.channel.analysis import Analysis
from nortext.channel.channel import Channel
from nortext.channel.confusions import Confusion
from nortext.channel.costs import NOTHING, Costs
from nortext.channel.reading import AS_IT_STANDS, Choice, Option, Reading
from nortext.evidence import Evidence
from nortext.language.lexicon import UNKNOWN
from nortext.language.varieties import BOKMAAL
from nortext.results import Doubt
from nortext.text.edits import Edit, apply_edits, compose

__all__ = ["AFTER_GAP", "AMONG_SMALL", "AT_ITEM", "Document", "Noise", "Passage", "Slot", "Word"]


AFTER_GAP, AT_ITEM, AMONG_SMALL = -1, -2, -3
"""Places that make a type of their own of a word.

Behind a gap where an å may have been lost, where a list's bullet may stand, and, for a short word
in capitals, among words in small letters.
"""


class Word:
    """A word as it is written: a type, however often it stands in the text.

    Args:
        text: its characters, a line-end hyphen left out; a mark that stands for a lost letter is
            `GAP`.
        fixed: whether it must not be touched, whatever it looks like.
        channel: what its passage's letters went through.
        place: 0, or where a line end parts it, or one of the places above.
        variety: the variety of Norwegian of its passage.

    Attributes:
        text: as given.
        fixed: as given.
        channel: as given.
        place: as given.
        variety: as given.
        count: in how many places it stands.
        candidates: the readings worth searching, given the document's confusions.
        options: the same with their scores, for the search; one where there is nothing to search.
        choice: its reading, where no context could change it.
        shown: how often each confusion is expected to have happened in it, all its places taken
            together; they count in the document's rates, but not for the word itself.
        settled: the same calibrated, by whether the word stands inside a sentence.
        calibration: by whether the word stands inside a sentence, the power that the search's
            probabilities are raised to, and what is added to each candidate.
        foreignness: log P(word | a passage in another language) - log P(word | Norwegian, perhaps
            damaged).
    """

    __slots__ = (
        "_analysis",
        "calibration",
        "candidates",
        "channel",
        "choice",
        "count",
        "fixed",
        "foreignness",
        "options",
        "place",
        "settled",
        "shown",
        "text",
        "variety",
    )

    def __init__(
        self, text: str, fixed: bool, channel: Channel, place: int = 0, variety: str = BOKMAAL
    ) -> None:
        self.text, self.fixed, self.channel, self.place = text, fixed, channel, place
        self.variety = variety
        self.count = 0
        self._analysis: Analysis | None = None
        self.candidates: tuple[Reading, ...] = ()
        self.options: list[Option] = []
        self.choice: Choice | None = None
        self.calibration: dict[bool, tuple[float, list[float]]] = {}
        self.settled: dict[bool, Choice] = {}
        self.shown: Mapping[Confusion, float] = NOTHING
        self.foreignness = 0.0

    @property
    def analysis(self) -> Analysis:
        """Its readings, and what the search remembers of them; as it stands, while none are found.

        Other words may share it.
        """
        if self._analysis is None:
            itself = Reading(self.text, (UNKNOWN,), 0.0, (), AS_IT_STANDS)
            self._analysis = Analysis((itself,))
        return self._analysis

    @analysis.setter
    def analysis(self, analysis: Analysis) -> None:
        self._analysis = analysis

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What may have stood on the page; the first is the word as it stands.

        Setting it forgets what was worked out from other readings.
        """
        return (self._analysis or self.analysis).readings

    @readings.setter
    def readings(self, readings: tuple[Reading, ...]) -> None:
        self.analysis = Analysis(readings)


class Slot:
    """A place where a word stands: a token.

    Args:
        word: the word.
        start: offset in the text where it begins.
        end: offset behind it.
        starts_sentence: whether a sentence begins with it.
        before: the symbol before it, a comma or the end of a quotation, or 0.

    Attributes:
        word: as given.
        start: as given.
        end: as given.
        starts_sentence: as given.
        before: as given.
        seam: for a word that a line end parts, where its first half ends and its second begins;
            else None.
        foreign: whether it lies in a passage that is not Norwegian.
        searched: what the search found, or None where there was nothing to search.
        choice: the same, calibrated.
    """

    __slots__ = (
        "before",
        "choice",
        "end",
        "foreign",
        "seam",
        "searched",
        "start",
        "starts_sentence",
        "word",
    )

    def __init__(
        self, word: Word, start: int, end: int, starts_sentence: bool, before: int
    ) -> None:
        self.word, self.start, self.end = word, start, end
        self.starts_sentence, self.before = starts_sentence, before
        self.seam: tuple[int, int] | None = None
        self.foreign = False
        self.searched: Choice | None = None
        self.choice: Choice | None = None

    @property
    def may_change(self) -> bool:
        """Whether it lies in a Norwegian passage."""
        return not self.foreign

    @property
    def is_open(self) -> bool:
        """Whether it may be anything but what it looks like."""
        word = self.word
        if self.foreign or len(word.options) < 2:
            return False
        return word.choice is None

    @property
    def is_decided(self) -> bool:
        """Whether it is something else, whatever its context."""
        return not self.foreign and self.word.choice is not None

    @property
    def options(self) -> list[Option]:
        """What the search weighs here; one where there is nothing to weigh."""
        word = self.word
        if len(word.options) == 1 or self.is_open:
            return word.options
        best = word.choice.best if word.choice and self.is_decided else 0
        return word.options[best : best + 1]

    @property
    def chosen(self) -> Reading:
        """The reading found best, or the word as it stands."""
        return self.word.candidates[self.choice.best] if self.choice else self.word.readings[0]


class Noise(NamedTuple):
    """How much of its damage a channel has shown; the groups are those of `nortext.search.rates`.

    Attributes:
        words: how many words it has.
        share: by group of letters how often they were misread, against the profiles.
        events: by group how often that is expected to have happened.
        seen: by confusion how often it is expected to have happened.
        near_misses: how many times more words than in other texts look like misread ones.
    """

    words: int
    share: Mapping[str, float]
    events: Mapping[str, float]
    seen: Mapping[Confusion, float]
    near_misses: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of paragraphs whose letters went through one channel.

    Attributes:
        start: offset in the text where it begins.
        end: offset behind it.
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
        text: the same with its characters mended, and its spaces, once those steps are
            done.
        undone: the edits that these steps made of the input.
        passages: its passages, in order.
        slots: the places of its words, in order.
        words: its words, by their text, whether they are fixed, their place (0, or where a line end
            parts them, or one of the places above), their channel and their variety.
        evidence: what other texts of its collection show of their damage.
        costs: by channel the costs of its confusions in this document, negative natural logarithms.
        noise: how noisy each channel is.
        kinds: what the damage of each channel is called.
        vouched: how often a word, in lower case, was read for sure in the document.
        edits: the changes of `text`, once the step `edits` is done.
        doubts: the words in doubt, in places of `text`.
    """

    source: str
    text: str = ""
    undone: list[Edit] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    words: dict[tuple[str, bool, int, Channel, str], Word] = field(default_factory=dict)
    evidence: Evidence | None = None
    costs: dict[Channel, Costs] = field(default_factory=dict)
    noise: dict[Channel, Noise] = field(default_factory=dict)
    kinds: dict[Channel, str] = field(default_factory=dict)
    vouched: dict[str, int] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with the text as it came."""
        self.text = self.text or self.source

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels of its passages, each once."""
        return tuple(dict.fromkeys([passage.channel for passage in self.passages]))

    @property
    def may_change(self) -> bool:
        """Whether any place lies in a Norwegian passage."""
        return any(not slot.foreign for slot in self.slots)

    @property
    def left_unknown(self) -> int:
        """How many words of Norwegian passages stay as they are though they are out of vocabulary.

        Names and rare words, or damage unseen.
        """
        unchanged = [s for s in self.slots if s.may_change and (not s.choice or not s.choice.best)]
        return sum([UNKNOWN in s.word.readings[0].numbers and not s.word.fixed for s in unchanged])

    def undo(self, edits: Iterable[Edit], min_confidence: float) -> None:
        """Undo damage of the characters, before the words are found: change `text`.

        Args:
            edits: changes of the text as it is now, by place.
            min_confidence: those less sure are not made, 0 to 1.
        """
        sure = [edit for edit in edits if edit.confidence >= min_confidence]
        if sure:
            self.undone = compose(self.source, self.undone, sure)
            self.text = apply_edits(self.text, sure)

    def sentences(self) -> list[list[Slot]]:
        """Return the places of its words, sentence by sentence."""
        found: list[list[Slot]] = []
        for slot in self.slots:
            if slot.starts_sentence or not found:
                found.append([])
            found[-1].append(slot)
        return found

    def word(self, text: str, fixed: bool, place: int, channel: Channel) -> Word:
        """Return the word of that text for one more place, made when it is first asked for.

        Args:
            text: its characters.
            fixed: whether it must not be touched.
            place: what else makes a type of it, as in `words`.
            channel: the channel of its passage.
        """
        key = (text, fixed, place, channel, BOKMAAL)
        word = self.words.get(key)
        if word is None:
            word = self.words[key] = Word(text, fixed, channel, place)
        word.count += 1
        return word

    def of_variety(self, word: Word, variety: str) -> Word:
        """Return the word of the same text in another variety, for one of its places.

        Args:
            word: the word as it was taken for at first.
            variety: that of the place.
        """
        key = (word.text, word.fixed, word.place, word.channel, variety)
        other = self.words.get(key)
        if other is None:
            other = self.words[key] = Word(*key[:2], word.channel, word.place, variety)
            other.analysis, other.foreignness = word.analysis, word.foreignness
        word.count, other.count = word.count - 1, other.count + 1
        if not word.count:
            del self.words[(*key[:4], word.variety)]
        return other
