"""Everything the steps ask: the word lists and channels, loaded once and shared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from zlib import crc32

from nortext.channel.analysis import Analysis
from nortext.channel.candidates import CandidateFinder, OcrCandidateFinder
from nortext.channel.channel import Channel
from nortext.channel.confusions import Confusion, ConfusionModel
from nortext.channel.costs import Costs, cost
from nortext.channel.dropped import DroppedLookup
from nortext.channel.lookup import Vocabulary
from nortext.channel.near_misses import NearMisses
from nortext.channel.parameters import PARAMETERS
from nortext.channel.profiles import Profiles, only, read_profiles
from nortext.channel.reading import Reading, log_sum
from nortext.channel.rules import ANY_OCR, CHANNELS, ENGLISH_OCR, table_of
from nortext.characters.plausibility import Plausibility
from nortext.language.contexts import Disambiguator
from nortext.language.function_words import Languages
from nortext.language.lexicon import UNKNOWN, Lexicon
from nortext.language.ngrams import NgramModel
from nortext.language.spelling import LetterModel
from nortext.language.store import Store, data_folder
from nortext.language.variants import Variants
from nortext.language.varieties import NYNORSK, OLDER, VARIETIES, Varieties

__all__ = ["Models"]


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
        languages: tells languages apart by their function words.
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
        self.languages = Languages(folder)
        self.extra = frozenset(word.lower() for word in extra)
        self.plausibility = Plausibility(self.lexicon, self.words, self.letters, self.extra)
        self._vocabulary = Vocabulary(
            self.lexicon,
            self.words,
            self.letters,
            _rivals(folder),
            Variants(folder),
            self.extra,
        )
        self._analysis = lru_cache(maxsize=PARAMETERS.remembered_words)(_analysis)
        self._channels: dict[str, Channel] = {}
        self._costs: dict[Channel, Costs] = {}
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
        thorough: CandidateFinder
        if not facts.becomes:
            profiles = self.profiles
            confusions = ConfusionModel(profiles.highest(facts.profile))
            least = PARAMETERS.least_hard
            common = [c for c in confusions.costs if c.is_soft or c.probability >= least]
            finder = OcrCandidateFinder(vocabulary, confusions.only(common))
            thorough = OcrCandidateFinder(vocabulary, confusions)
        else:
            table = table_of(facts)
            profiles, confusions = only(name, table), ConfusionModel(table)
            lookup = DroppedLookup(vocabulary, confusions) if facts.loses else None
            finder = thorough = CandidateFinder(vocabulary, confusions, lookup)
        return Channel(
            name,
            confusions,
            profiles,
            finder,
            partial(self._analysis, finder),
            partial(self._analysis, thorough),
        )

    @cached_property
    def profiles(self) -> Profiles:
        """How engines misread."""
        return read_profiles(self.folder)

    @cached_property
    def varieties(self) -> Varieties:
        """Which words are of which variety of Norwegian."""
        return Varieties(len(self.lexicon), self.folder)

    @cached_property
    def near_misses(self) -> NearMisses:
        """How often words of sound text look like misread ones."""
        return NearMisses(self.folder)

    def costs(self, channel: Channel) -> Costs:
        """Return what the confusions of a channel cost, whatever the document.

        Args:
            channel: the channel.

        Returns:
            Negative natural logarithms; the same object for the same channel.
        """
        return self._costs.setdefault(channel, Costs(_cost_of_table))

    def logp(self, reading: Reading) -> float:
        """Return the logarithm of a reading's probability in bokmål, whatever its context."""
        unigram, numbers, gain = self.words.unigram, reading.numbers, self.varieties.in_bokmaal
        if len(numbers) == 1:
            return unigram(numbers[0]) + gain(numbers[0]) + reading.spelling
        return sum(map(unigram, numbers)) + sum(map(gain, numbers)) + reading.spelling

    def gains(self, reading: Reading) -> dict[str, float]:
        """Return how much likelier a reading is in each variety than in all texts.

        Function words of nynorsk and the frequent words of older Norwegian are so whether the
        lexicon has them or not.

        Args:
            reading: the reading.

        Returns:
            Natural logarithms by variety.
        """
        gain, numbers = self.varieties.gain, reading.numbers
        found = {v: sum([gain(number, v) for number in numbers]) for v in VARIETIES}
        if numbers == (UNKNOWN,):
            lower, itself = reading.text.lower(), self.words.unigram(UNKNOWN) + reading.spelling
            if lower in self.languages.nynorsk:
                found[NYNORSK] += PARAMETERS.function_word - itself
            if lower in self._vocabulary.variants:
                found[OLDER] += max(0.0, PARAMETERS.older_word - itself)
        return found

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
        costs = self.costs(channel)
        values = [
            self.logp(reading) - cost(costs, reading) - _surprise(reading, channel)
            for reading in readings
        ]
        return log_sum(values)


def _analysis(finder: CandidateFinder, word: str) -> Analysis:
    """Return what is known of a word."""
    return Analysis(finder.find(word))


def _cost_of_table(confusion: Confusion, shown: float) -> float:
    """Return what a confusion costs whatever a document shows."""
    return confusion.cost


def _rivals(folder: Path) -> Sequence[int]:
    """Return which words have rivals.

    All, where the table of confusions is not the one that they were found with.
    """
    store = Store(folder / "rivals.bin")
    rivals = store.array("rivals")
    if store.meta["table"] == crc32((folder / "confusions.tsv").read_bytes()):
        return rivals
    return bytes([1]) * len(rivals)


def _surprise(reading: Reading, channel: Channel) -> float:
    """Return what the confusions of a reading cost more before a document has shown any."""
    if not channel.is_ocr:
        return 0.0
    lost = sum([site.confusion.group is not None for site in reading.sites])
    p, others = PARAMETERS, len(reading.sites) - lost
    return p.surprise * others + (p.surprise * lost if channel.name == ANY_OCR else 0.0)
