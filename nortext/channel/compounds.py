"""Read a word as a compound of words of the lexicon, damaged or not."""

from __future__ import annotations

import math
from collections.abc import Sequence

from nortext.channel.lookup import Lookup, Vocabulary
from nortext.channel.parameters import PARAMETERS
from nortext.channel.reading import Reading, confusion_cost, moved_sites, reading_of
from nortext.language.lexicon import UNKNOWN
from nortext.text.alphabet import GAP

__all__ = ["Compounds"]

_LINKS = "se"
"""Letters that may link the parts of a compound."""

_LEAST_PART = 3  # letters
_LEAST_OF_TWO = 7  # letters of a first part that may be a compound itself
_MOST = 5  # readings that are given


class Compounds:
    """Finds compounds.

    Args:
        vocabulary: the words.
        lookup: finds the words that a part may be.
    """

    def __init__(self, vocabulary: Vocabulary, lookup: Lookup) -> None:
        self._vocabulary, self._lookup = vocabulary, lookup

    def undamaged(self, lower: str, depth: int = 2) -> tuple[float, bool]:
        """Return how likely a word is a compound as it stands.

        Args:
            lower: the word in lower case.
            depth: how many times its first part may be a compound itself, and one.

        Returns:
            The log-probability, minus infinity where it is no compound; and whether it is surely
            nothing else: no confusion makes another word of any part, and none is a small word that
            may have been run together with the next.
        """
        vocabulary = self._vocabulary
        lexicon, rivals, p = vocabulary.lexicon, vocabulary.rivals, PARAMETERS
        best, safe = -math.inf, False
        for cut in range(len(lower) - _LEAST_PART, _LEAST_PART - 1, -1):
            last = lexicon.number(lower[cut:])
            if not last or not lexicon.tail[last]:
                continue
            for link in (0, 1) if cut > _LEAST_PART and lower[cut - 1] in _LINKS else (0,):
                first = lexicon.number(lower[: cut - link])
                found = []
                if first and lexicon.head[first]:
                    is_long = vocabulary.words.unigram(first) < p.small_word
                    found.append((self._part(lexicon.head, first), not rivals[first] and is_long))
                if depth > 1 and cut - link >= _LEAST_OF_TWO:
                    found.append(self.undamaged(lower[: cut - link], depth - 1))
                for logp, is_safe in found:
                    total = p.compound + logp + self._part(lexicon.tail, last)
                    total += p.link if link else 0.0
                    if total > best:
                        best, safe = total, is_safe and not rivals[last]
        return best, safe

    def find(self, word: str, depth: int = 2) -> list[Reading]:
        """Return the readings of a word as a compound, best first.

        Args:
            word: as it stands in the text.
            depth: how many times its first part may be a compound itself, and one.
        """
        tail = self._vocabulary.lexicon.tail
        found: list[tuple[float, Reading]] = []
        for cut in range(len(word) - _LEAST_PART, _LEAST_PART - 1, -1):
            tails = [r for r in self._lookup.pieces(word[cut:]) if tail[r.numbers[0]]]
            if not tails:
                continue
            for link in (0, 1):
                if link and (cut <= _LEAST_PART or word[cut - 1].lower() not in _LINKS):
                    continue
                for logp, first in self._heads(word[: cut - link], depth):
                    found += self._together(word, cut, link, logp, first, tails)
        found.sort(key=lambda pair: -pair[0])
        unique: dict[str, Reading] = {}
        for _, reading in found:
            unique.setdefault(reading.text, reading)
            if len(unique) == _MOST:
                break
        return list(unique.values())

    def judged_by_letters(self, compound: Reading) -> Reading:
        """Return a compound, as likely as its parts or its letters make it.

        The word as it stands is judged by its letters too.
        """
        text = compound.text
        spelling = self._vocabulary.letters.logp(text.lower(), text[0].isupper())
        by_letters = spelling + PARAMETERS.compound_by_letters
        return compound._replace(spelling=max(compound.spelling, by_letters))

    def _heads(self, head: str, depth: int) -> list[tuple[float, Reading]]:
        """Return what the first part of a compound may be, with log-probabilities."""
        strength = self._vocabulary.lexicon.head
        heads = [
            (self._part(strength, reading.numbers[0]), reading)
            for reading in self._lookup.pieces(head)
            if strength[reading.numbers[0]]
        ]
        if depth > 1 and len(head) >= _LEAST_OF_TWO:
            heads += [(reading.spelling, reading) for reading in self.find(head, depth - 1)]
        return heads

    def _together(
        self, word: str, cut: int, link: int, logp: float, first: Reading, tails: list[Reading]
    ) -> list[tuple[float, Reading]]:
        """Return a first part with each of the last parts, and their scores."""
        found = []
        p, strength = PARAMETERS, self._vocabulary.lexicon.tail
        most = max(p.most_edits + 1, word.count(GAP))
        for last in tails:
            spelling = p.compound + logp + self._part(strength, last.numbers[0])
            spelling += p.link if link else 0.0
            sites = first.sites + moved_sites(last.sites, cut)
            if len(sites) <= most:
                reading = reading_of(word, sites, UNKNOWN, "compound", spelling)
                found.append((spelling - confusion_cost(sites), reading))
        return found

    def _part(self, strength: Sequence[int], number: int) -> float:
        """Return the log-probability that a compound has a word as its first or last part.

        Args:
            strength: the lexicon's `head` or `tail`: how many of its words have that part.
            number: the part's number; how common it is by itself counts too.
        """
        p = PARAMETERS
        logp = self._vocabulary.words.unigram(number)
        if logp > p.small_word:
            itself = p.small_part
        else:
            itself = p.part_weight * min(0.0, logp - p.common_part)
        return strength[number] / 10 - p.compound_parts + itself
