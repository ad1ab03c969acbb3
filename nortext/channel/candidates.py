"""Find the candidate readings of a word: what may have stood on the page for what is in the text.

A reading is found in one of these ways, and always by undoing confusions of the confusion model:

- `as it stands`: nothing was misread;
- `word`: it is in the lexicon;
- `compound`: it is made of words of the lexicon;
- `words`: it is two or three words run together;
- `spelling`: no lexicon helps, the letter model judges it;
- `acronym`: a capital I among capitals was read as a small l;
- `fuzzy`: a word of the lexicon one rare misreading away;
- `lost`: an å before it was lost altogether, and a gap shows where;
- `bullet`: it is the bullet of a list.
"""

from __future__ import annotations

import math
import re

from nortext.channel.compounds import Compounds
from nortext.channel.confusions import ConfusionModel, Site, by_place
from nortext.channel.lookup import Lookup, OcrLookup, Vocabulary
from nortext.channel.parameters import PARAMETERS
from nortext.channel.reading import AS_IT_STANDS, Reading, confusion_cost, is_acronym, reading_of
from nortext.channel.run_together import RunTogether
from nortext.language.lexicon import NUMBER_SYMBOL, UNKNOWN
from nortext.text.alphabet import GAP

__all__ = ["CandidateFinder", "OcrCandidateFinder"]

_CODE = re.compile(r"\d{1,4}[a-fA-GK]|[A-Z]{1,3}\d{1,4}|[ckdm]?m[23]|([A-Za-z])\1+")
"""A unit, a house number, the name of a format (`m3`, `4G`, `A4`), or a pattern (`yyyy`)."""

_VOWEL = re.compile("[aeiouyæøåäöé]")
_ACRONYM = re.compile("[A-ZÆØÅ]{2,}l[A-ZÆØÅ]*s?")


class CandidateFinder:
    """Finds the readings of words that went through a channel.

    It knows nothing of their context or document.

    Args:
        vocabulary: the words.
        confusions: the channel's confusion model.
        lookup: looks up damaged words of that channel.
    """

    _knows_variants = False
    few_edits = PARAMETERS.few_edits + 1
    most_edits = PARAMETERS.most_edits + 1

    def __init__(
        self, vocabulary: Vocabulary, confusions: ConfusionModel, lookup: Lookup | None = None
    ) -> None:
        self.vocabulary, self._confusions = vocabulary, confusions
        self._lookup = lookup or Lookup(vocabulary, confusions)
        self._compounds = Compounds(vocabulary, self._lookup)
        reads = {confusion.read for confusion in confusions.costs}
        self._substitutes = frozenset(r for r in reads if len(r) == 1 and not r.isascii())

    def find(self, word: str) -> tuple[Reading, ...]:
        """Return all readings of a word, the word as it stands first.

        Args:
            word: as it stands in the text, of one or more characters.

        Returns:
            At least the word itself.
        """
        lower = word.lower()
        if len(lower) != len(word) or len(word) > PARAMETERS.longest_word:
            return (Reading(word, (UNKNOWN,), 0.0, (), AS_IT_STANDS),)
        itself, is_compound = self._itself(word, lower)
        kept = sum([letter in self._substitutes for letter in word])
        if kept:
            spelling = itself.spelling + kept * PARAMETERS.substitute
            itself = itself._replace(spelling=spelling)
        number = itself.numbers[0]
        known = number != UNKNOWN
        if lower in self.vocabulary.extra:
            return (itself,)
        if known and not kept and self._lookup.is_unambiguous(word, lower, number):
            return (itself,)
        sites = self._sites(word, known)
        few = max(self.few_edits, word.count(GAP))
        found = [itself, *self._lookup.find(word, sites, few)]
        if not known and len(found) == 1:
            found += self._lookup.find(word, sites, self.most_edits)
        is_open = not known and len(word) > 2 and word[-1].isalpha() and not is_compound
        if is_open and not self._is_settled(found):
            found += self._out_of_vocabulary(word, lower, sites, found)
        found += self._besides(word, itself)
        return _distinct(found)

    def is_word(self, word: str) -> bool:
        """Tell whether a word is right as it stands.

        It is when it is in the lexicon, given by the user, or a compound of words of the lexicon.

        Args:
            word: in lower case.
        """
        if self.vocabulary.number(word):
            return True
        return self._compounds.undamaged(word)[0] > -math.inf

    def as_it_stands(self, word: str) -> Reading:
        """Return the reading of a word in which nothing was misread.

        Args:
            word: as it stands in the text.
        """
        return self._itself(word, word.lower())[0]

    def compound(self, piece: str) -> float:
        """Return the log-probability that a piece of a word is a compound, nothing misread.

        Args:
            piece: as it stands in the text.
        """
        return self._compounds.undamaged(piece.lower())[0]

    def pieces(self, piece: str) -> list[tuple[int, float]]:
        """Return the words of the lexicon that a piece of a word may be.

        Args:
            piece: as it stands in the text.

        Returns:
            Their numbers, and the logarithms of how likely the piece is what became of them.
        """
        return [(r.numbers[0], -confusion_cost(r.sites)) for r in self._lookup.pieces(piece)]

    def _sites(self, word: str, known: bool) -> list[Site]:
        """Return the confusions that may be undone in a word, by place."""
        sites, is_short_name = self._confusions.sites(word), is_acronym(word)
        if known or is_short_name:
            sites = [site for site in sites if site.confusion.is_grave]
        if (not known and not is_short_name) or len(word) <= 2:
            sites = sorted(sites + self._confusions.gaps(word), key=by_place)
        return sites

    def _out_of_vocabulary(
        self, word: str, lower: str, sites: list[Site], found: list[Reading]
    ) -> list[Reading]:
        """Return more readings of a word out of the vocabulary, besides those found."""
        more: list[Reading] = []
        if len(found) == 1:
            compounds = self._compounds.find(word)
            more += [self._compounds.judged_by_letters(reading) for reading in compounds]
        if (not more and len(found) == 1) or word[0].isupper():
            # a common word that is damaged is rather one of the lexicon
            more += self._spelled(word, sites)
        return more

    def _besides(self, word: str, itself: Reading) -> list[Reading]:
        """Return readings that a word may have whether it is in the lexicon or not."""
        return []

    def _is_settled(self, readings: list[Reading]) -> bool:
        """Tell whether a common word is so likely that nothing more far-fetched need be found."""
        least = readings[0].spelling + PARAMETERS.settled
        unigram = self.vocabulary.words.unigram
        return any(
            unigram(reading.numbers[0]) - confusion_cost(reading.sites) > least
            for reading in readings[1:]
        )

    def _itself(self, word: str, lower: str) -> tuple[Reading, bool]:
        """Return the word as it stands, and whether it is surely a compound of other words."""
        vocabulary = self.vocabulary
        number = vocabulary.lexicon.number(lower)
        if not number and lower in vocabulary.extra:
            return Reading(word, (UNKNOWN,), PARAMETERS.extra_word, (), AS_IT_STANDS), False
        if word[0].isdigit() and not any(letter.isalpha() for letter in word):
            spelling = PARAMETERS.digit * len(word)
            return Reading(word, (NUMBER_SYMBOL,), spelling, (), AS_IT_STANDS), False
        if number:
            return Reading(word, (number,), 0.0, (), AS_IT_STANDS), False
        if word == "&":
            return Reading(word, (UNKNOWN,), PARAMETERS.ampersand, (), AS_IT_STANDS), False
        if _CODE.fullmatch(word):
            return Reading(word, (NUMBER_SYMBOL,), PARAMETERS.code, (), AS_IT_STANDS), False
        compound, is_safe = self._compounds.undamaged(lower)
        spelling = max(compound, vocabulary.letters.logp(lower, word[0].isupper()))
        p = PARAMETERS
        if self._knows_variants and lower in vocabulary.variants:
            spelling = max(spelling, p.variant)
        if is_acronym(word):
            spelling = max(spelling, p.abbreviation + p.letter_of_abbreviation * len(word))
        elif len(word) == 2 and not _VOWEL.search(lower):
            spelling = max(spelling, p.consonants)
        return Reading(word, (UNKNOWN,), spelling, (), AS_IT_STANDS), is_safe

    def _spelled(self, word: str, sites: list[Site]) -> list[Reading]:
        """Return the readings of a word that only its spelling supports, best first."""
        changes = [
            (site.start, site.end, site.confusion.letters, site.confusion.cost, site)
            for site in sites
            if site.end > site.start
        ]
        letters = self.vocabulary.letters
        found = letters.spellings(word.lower(), changes, word[0].isupper())
        gain = PARAMETERS.by_spelling
        return [
            reading_of(word, chosen, UNKNOWN, "spelling", spelling + gain)
            for text, spelling, chosen in found
            if chosen and (text.isalpha() or not word.isalpha())
        ]


class OcrCandidateFinder(CandidateFinder):
    """Finds the readings of words that an English OCR model misread.

    It also runs words together, and misreads in ways no table has.

    Args:
        vocabulary: the words.
        confusions: the channel's confusion model.
    """

    _knows_variants = True
    few_edits = PARAMETERS.few_edits
    most_edits = PARAMETERS.most_edits

    def __init__(self, vocabulary: Vocabulary, confusions: ConfusionModel) -> None:
        super().__init__(vocabulary, confusions, OcrLookup(vocabulary, confusions))
        self._run_together = RunTogether(vocabulary, self._lookup, confusions.space)
        self._substitutes = frozenset()

    def _out_of_vocabulary(
        self, word: str, lower: str, sites: list[Site], found: list[Reading]
    ) -> list[Reading]:
        """Return more readings of a word out of the vocabulary, besides those found."""
        more: list[Reading] = []
        if len(found) == 1:
            compounds = self._compounds.find(word)
            more += [self._compounds.judged_by_letters(reading) for reading in compounds]
        is_new = not more and len(found) == 1
        more += self._run_together.find(word)
        if is_new or word[0].isupper():
            more += self._spelled(word, sites)
        if len(found) == 1 and all(reading.kind == "spelling" for reading in more):
            more += self._fuzzy(word, lower)
        return more

    def _besides(self, word: str, itself: Reading) -> list[Reading]:
        """Return readings that a word may have whether it is in the lexicon or not."""
        more: list[Reading] = []
        number = itself.numbers[0]
        if number != UNKNOWN and word.isalpha() and self.vocabulary.is_rare(word, number):
            more += self._run_together.find(word, 2)
        if _ACRONYM.fullmatch(word):
            more.append(self._acronym(word, itself))
        return more

    def _acronym(self, word: str, itself: Reading) -> Reading:
        """Return the reading of a small l among capitals as a capital I."""
        unigram = self.vocabulary.words.unigram
        gain = unigram(itself.numbers[0]) - unigram(UNKNOWN) + PARAMETERS.acronym
        text = word.replace("l", "I")
        return Reading(text, (UNKNOWN,), itself.spelling + gain, (), "acronym")

    def _fuzzy(self, word: str, lower: str) -> list[Reading]:
        """Return words of the lexicon with one other letter, which begin alike."""
        if len(word) < PARAMETERS.least_fuzzy or not word.isalpha() or not word.islower():
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import Hamming

        lexicon = self.vocabulary.lexicon
        alike = [other for other in lexicon.beginning(lower[:4]) if len(other) == len(word)]
        found = process.extract(word, alike, scorer=Hamming.distance, score_cutoff=1, limit=4)
        return [self._one_away(word, lower, other) for other, _, _ in found]

    def _one_away(self, word: str, lower: str, other: str) -> Reading:
        """Return the reading of a word as one that differs in one letter."""
        at = next(i for i, (a, b) in enumerate(zip(lower, other, strict=True)) if a != b)
        site = Site(at, at + 1, self._confusions.unlisted(other[at], word[at]))
        number = self.vocabulary.lexicon.number(other)
        return reading_of(word, (site,), number, "fuzzy")


def _distinct(found: list[Reading]) -> tuple[Reading, ...]:
    """Return the readings without repetitions; a word of the lexicon is no compound besides."""
    known = {reading.text.lower() for reading in found if UNKNOWN not in reading.numbers}
    best: dict[tuple[str, tuple[int, ...]], Reading] = {}
    for reading in found:
        is_new = reading.text.lower() not in known or reading.kind == "acronym"
        if UNKNOWN not in reading.numbers or is_new:
            best.setdefault((reading.text, reading.numbers), reading)
    return tuple(best.values())
