"""Everything the steps ask: the word lists, loaded once and shared."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from zlib import crc32

from nortext.channel.candidates import DroppedReadings, OcrReadings, Reading, Readings
from nortext.channel.confusions import Confusion, ConfusionModel, read_shares
from nortext.channel.memory import Known
from nortext.channel.rules import CHANNELS, ENGLISH_OCR, Channel, shares
from nortext.language.contexts import Disambiguator
from nortext.language.lexicon import Lexicon
from nortext.language.ngrams import NgramModel
from nortext.language.spelling import LetterModel
from nortext.language.store import Store, data_folder
from nortext.search.calibration import Calibration

__all__ = ["Models", "cost"]

REMEMBERED = 30_000  # words of which is kept what is known of them, of all channels together


class Models:
    """The models, from the files of one folder.

    Args:
        folder: where the word lists lie; the shipped ones by default.
        extra: further words that are right.

    Attributes:
        folder: where the word lists lie.
        lexicon: the words held.
        english_ocr: the channel of an English OCR model, which is the commonest.
        words: the n-gram model over words.
        letters: the n-gram model over letters.
        contexts: the classifier of words that damage confuses.
        calibration: makes probabilities what they say.
        extra: the further words, in lower case.
    """

    def __init__(self, folder: Path | None = None, extra: Iterable[str] = ()) -> None:
        self.folder = folder = folder or data_folder()
        self.lexicon = Lexicon(folder)
        self.words = NgramModel(folder / "words.bin")
        self.letters = LetterModel(folder)
        self.contexts = Disambiguator(folder)
        self.calibration = Calibration(self.lexicon, self.letters, folder)
        self._rivals = _rivals(folder)
        self._confusions = ConfusionModel(read_shares(folder / "confusions.tsv"))
        self.extra = frozenset(word.lower() for word in extra)
        self._known = lru_cache(maxsize=REMEMBERED)(_known)
        self._channels: dict[str, Channel] = {}
        self._costs: dict[tuple[Channel, ...], dict[Confusion, float]] = {}
        self.english_ocr = self.channel(ENGLISH_OCR)

    def channel(self, name: str) -> Channel:
        """The channel of that name, made when it is first asked for.

        Args:
            name: one of `channels.CHANNELS`.
        """
        held = self._channels.get(name)
        if held is None:
            facts = CHANNELS[name]
            confusions = ConfusionModel(shares(facts)) if facts.becomes else self._confusions
            kind = OcrReadings if not facts.becomes else DroppedReadings if facts.loses else Readings
            readings = kind(self.lexicon, confusions, self.words, self.letters, self._rivals, self.extra)
            held = self._channels[name] = Channel(name, confusions, readings, partial(self._known, readings))
        return held

    def costs(self, channels: tuple[Channel, ...]) -> dict[Confusion, float]:
        """What the confusions of some channels cost, whatever the document; the same object for the same channels."""
        held = self._costs.get(channels)
        if held is None:
            held = self._costs[channels] = {c: cost for channel in channels for c, cost in channel.confusions.costs.items()}
        return held

    def logp(self, reading: Reading) -> float:
        """The natural logarithm of a reading's probability, whatever its context and the damage."""
        unigram, numbers = self.words.unigram, reading.numbers
        if len(numbers) == 1:
            return unigram(numbers[0]) + reading.spelling
        return sum(map(unigram, numbers)) + reading.spelling

    def likelihood(self, readings: Sequence[Reading], channel: Channel) -> float:
        """The natural logarithm of how likely a word is that went through a channel: the sum over what it may have been.

        Args:
            readings: the word's readings.
            channel: the channel they belong to.
        """
        if len(readings) == 1:
            return self.logp(readings[0])
        values = [self.logp(reading) - cost(channel.confusions.costs, reading) for reading in readings]
        most = max(values)
        return most + math.log(math.fsum([math.exp(value - most) for value in values]))


def _known(readings: Readings, word: str) -> Known:
    return Known(readings.find(word))


def _rivals(folder: Path) -> Sequence[int]:
    """Which words have rivals; all, where the table of confusions is not the one that they were found with."""
    store = Store(folder / "rivals.bin")
    found = store.array("rivals")
    if store.meta["table"] == crc32((folder / "confusions.tsv").read_bytes()):
        return found
    return bytes([1]) * len(found)


def cost(costs: Mapping[Confusion, float], reading: Reading) -> float:
    """What the confusions of a reading cost together."""
    return sum([costs[site.confusion] for site in reading.sites])
