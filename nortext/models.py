"""Everything the steps ask: the word lists and channels, loaded once and shared."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from zlib import crc32

from nortext.channel.analysis import Analysis
from nortext.channel.candidates import CandidateFinder, OcrCandidateFinder
from nortext.channel.channel import Channel
from nortext.channel.confusions import Confusion, ConfusionModel, read_table
from nortext.channel.dropped import DroppedLookup
from nortext.channel.lookup import Vocabulary
from nortext.channel.parameters import PARAMETERS
from nortext.channel.reading import Reading
from nortext.channel.rules import CHANNELS, ENGLISH_OCR, table_of
from nortext.characters.plausibility import Plausibility
from nortext.language.contexts import Disambiguator
from nortext.language.lexicon import Lexicon
from nortext.language.ngrams import NgramModel
from nortext.language.spelling import LetterModel
from nortext.language.store import Store, data_folder

__all__ = ["Models", "cost"]


class Models:
    """The models, from the files of one folder.

    Args:
        folder: where the word lists lie; the shipped ones by default.
        extra: further words that are right.

    Attributes:
        folder: where the word lists lie.
        lexicon: the words.
        words: the n-gram model over words.
        letters: the n-gram model over letters.
        contexts: the classifier of words that damage confuses.
        plausibility: judges runs of characters.
        extra: the further words, in lower case.
        english_ocr: the channel of an English OCR model, which is the commonest.
    """

    def __init__(self, folder: Path | None = None, extra: Iterable[str] = ()) -> None:
        self.folder = folder = folder or data_folder()
        self.lexicon = Lexicon(folder)
        self.words = NgramModel(folder / "words.bin")
        self.letters = LetterModel(folder)
        self.contexts = Disambiguator(folder)
        self.extra = frozenset(word.lower() for word in extra)
        self.plausibility = Plausibility(self.lexicon, self.words, self.letters, self.extra)
        self._vocabulary = Vocabulary(
            self.lexicon, self.words, self.letters, _rivals(folder), self.extra
        )
        self._ocr_confusions = ConfusionModel(read_table(folder / "confusions.tsv"))
        self._analysis = lru_cache(maxsize=PARAMETERS.remembered_words)(_analysis)
        self._channels: dict[str, Channel] = {}
        self._costs: dict[tuple[Channel, ...], Mapping[Confusion, float]] = {}
        self.english_ocr = self.channel(ENGLISH_OCR)

    def channel(self, name: str) -> Channel:
        """Return the channel of that name, made when it is first asked for.

        Args:
            name: one of `nortext.channel.rules.CHANNELS`.
        """
        known = self._channels.get(name)
        if known is None:
            known = self._channels[name] = self._new_channel(name)
        return known

    def _new_channel(self, name: str) -> Channel:
        facts, vocabulary = CHANNELS[name], self._vocabulary
        finder: CandidateFinder
        if not facts.becomes:
            confusions = self._ocr_confusions
            finder = OcrCandidateFinder(vocabulary, confusions)
        else:
            confusions = ConfusionModel(table_of(facts))
            lookup = DroppedLookup(vocabulary, confusions) if facts.loses else None
            finder = CandidateFinder(vocabulary, confusions, lookup)
        return Channel(name, confusions, finder, partial(self._analysis, finder))

    def costs(self, channels: tuple[Channel, ...]) -> Mapping[Confusion, float]:
        """Return what the confusions of some channels cost, whatever the document.

        Args:
            channels: the channels.

        Returns:
            Negative natural logarithms; the same object for the same channels.
        """
        known = self._costs.get(channels)
        if known is None:
            both = {c: cost for channel in channels for c, cost in channel.confusions.costs.items()}
            known = self._costs[channels] = MappingProxyType(both)
        return known

    def logp(self, reading: Reading) -> float:
        """Return the logarithm of a reading's probability, whatever its context and the damage."""
        unigram, numbers = self.words.unigram, reading.numbers
        if len(numbers) == 1:
            return unigram(numbers[0]) + reading.spelling
        return sum(map(unigram, numbers)) + reading.spelling

    def likelihood(self, readings: Sequence[Reading], channel: Channel) -> float:
        """Return how likely a word is that went through a channel.

        Args:
            readings: the word's readings.
            channel: the channel they belong to.

        Returns:
            The natural logarithm of the sum over what it may have been.
        """
        if len(readings) == 1:
            return self.logp(readings[0])
        costs = channel.confusions.costs
        values = [self.logp(reading) - cost(costs, reading) for reading in readings]
        most = max(values)
        return most + math.log(math.fsum([math.exp(value - most) for value in values]))


def _analysis(finder: CandidateFinder, word: str) -> Analysis:
    """Return what is known of a word."""
    return Analysis(finder.find(word))


def _rivals(folder: Path) -> Sequence[int]:
    """Return which words have rivals.

    All, where the table of confusions is not the one that they were found with.
    """
    store = Store(folder / "rivals.bin")
    rivals = store.array("rivals")
    if store.meta["table"] == crc32((folder / "confusions.tsv").read_bytes()):
        return rivals
    return bytes([1]) * len(rivals)


def cost(costs: Mapping[Confusion, float], reading: Reading) -> float:
    """Return what the confusions of a reading cost together."""
    return sum([costs[site.confusion] for site in reading.sites])
