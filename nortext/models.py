"""Everything the steps ask: the word lists, loaded once and shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from zlib import crc32

from nortext.calibration import Calibration
from nortext.confusions import Confusion, ConfusionModel
from nortext.disambiguation import Disambiguator
from nortext.letters import LetterModel
from nortext.lexicon import Lexicon
from nortext.ngrams import NgramModel
from nortext.readings import Reading, Readings
from nortext.store import Store, data_folder

__all__ = ["Models", "cost"]


class Models:
    """The models, from the files of one folder.

    Args:
        folder: where the word lists lie; the shipped ones by default.
        extra: further words that are right.

    Attributes:
        lexicon: the words held.
        confusions: what is misread as what.
        words: the n-gram model over words.
        letters: the n-gram model over letters.
        contexts: the classifier of words that damage confuses.
        calibration: makes probabilities what they say.
        extra: the further words, in lower case.
        readings: finds what a word may have been.
    """

    def __init__(self, folder: Path | None = None, extra: Iterable[str] = ()) -> None:
        folder = folder or data_folder()
        self.lexicon = Lexicon(folder)
        self.confusions = ConfusionModel(folder / "confusions.tsv")
        self.words = NgramModel(folder / "words.bin")
        self.letters = LetterModel(folder)
        self.contexts = Disambiguator(folder)
        self.calibration = Calibration(self.lexicon, self.letters, folder)
        rivals = _rivals(folder)
        self.extra = frozenset(word.lower() for word in extra)
        self.readings = Readings(self.lexicon, self.confusions, self.words, self.letters, rivals, self.extra)

    def logp(self, reading: Reading) -> float:
        """The natural logarithm of a reading's probability, whatever its context and the damage."""
        unigram, numbers = self.words.unigram, reading.numbers
        if len(numbers) == 1:
            return unigram(numbers[0]) + reading.spelling
        return sum(map(unigram, numbers)) + reading.spelling


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
