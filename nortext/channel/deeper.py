"""Look deeper where a document is known to be noisy: more readings for its words.

`nortext.channel.candidates` undoes one confusion of a letter beside those of æ, ø and å, and leaves
words of the lexicon alone. Where the document has shown which confusions it has, several of these
are undone together, also in words of the lexicon; and a word that none of them explains may be one
letter away from another, in a way that no table has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nortext.channel.compounds import Compounds
from nortext.channel.confusions import Confusion, ConfusionModel, Site
from nortext.channel.lookup import Lookup, Vocabulary, variants
from nortext.channel.parameters import PARAMETERS
from nortext.channel.reading import Reading, is_acronym, reading_of
from nortext.language.lexicon import UNKNOWN
from nortext.text.alphabet import LOST

__all__ = ["DeeperSearch"]

_LETTERS = "abcdefghijklmnoprstuvyz" + LOST


class DeeperSearch:
    """Finds more readings of words, with the confusions of one document.

    Args:
        vocabulary: the words.
        confusions: all confusions of the channel.
        active: those that the document has shown.
    """

    def __init__(
        self, vocabulary: Vocabulary, confusions: ConfusionModel, active: Iterable[Confusion]
    ) -> None:
        self._vocabulary, self._all = vocabulary, confusions
        self._active = confusions.only(active)
        self._compounds = Compounds(vocabulary, Lookup(vocabulary, self._active))

    def of_known(self, word: str) -> Iterator[Reading]:
        """Yield what else a word of the lexicon may be: with one confusion undone.

        Args:
            word: as it stands in the text.
        """
        number, lower = self._vocabulary.lexicon.number, word.lower()
        if len(lower) != len(word):
            return
        for site in self._active.sites(word):
            found = number(lower[: site.start] + site.confusion.letters + lower[site.end :])
            if found:
                yield reading_of(word, (site,), found, "word")

    def of_unknown(self, word: str) -> Iterator[Reading]:
        """Yield what a word out of the vocabulary may be: with several confusions undone.

        Args:
            word: as it stands in the text.
        """
        p, number, lower = PARAMETERS, self._vocabulary.lexicon.number, word.lower()
        if len(lower) != len(word) or is_acronym(word):
            return
        sites = self._active.sites(word)
        most = 4 if len(sites) <= p.few_sites else 3 if len(sites) <= p.most_sites else 2
        compounds = p.most_compounds
        for text, chosen in variants(lower, sites, most, p.most_deep_cost):
            found = number(text)
            if found:
                yield reading_of(word, chosen, found, "word")
            elif len(chosen) <= 2 and compounds and len(text) >= p.least_compound:
                compounds -= 1
                spelling, _ = self._compounds.undamaged(text)
                if spelling > p.least_of_compound:
                    yield reading_of(word, chosen, UNKNOWN, "compound", spelling)

    def one_away(self, word: str) -> Iterator[Reading]:
        """Yield the words of the lexicon that differ in one letter, put in, left out or another.

        Args:
            word: as it stands in the text.
        """
        number, unlisted = self._vocabulary.lexicon.number, self._all.unlisted
        lower = word.lower()
        if len(word) < PARAMETERS.least_one_away or not lower.isalpha() or len(lower) != len(word):
            return
        for at in range(len(word)):
            head, letter, tail = lower[:at], lower[at], lower[at + 1 :]
            for other in _LETTERS:
                if other != letter:
                    found = number(head + other + tail)
                    if found:
                        yield _with(word, at, 1, unlisted(other, letter), found)
                found = number(head + letter + other + tail)
                if found:
                    yield _with(word, at, 1, unlisted(letter + other, letter), found)
            if at:
                found = number(head + tail)
                if found:
                    yield _with(word, at - 1, 2, unlisted(head[-1], head[-1] + letter), found)


def _with(word: str, start: int, size: int, confusion: Confusion, number: int) -> Reading:
    site = Site(start, start + size, confusion)
    return reading_of(word, (site,), number, "fuzzy")
