"""A candidate reading of a word, and the types of choosing among several."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from nortext.channel.confusions import Confusion, Site
from nortext.channel.parameters import PARAMETERS
from nortext.language.lexicon import END_SYMBOL

__all__ = [
    "AS_IT_STANDS",
    "BULLET",
    "LOST_KIND",
    "LOST_WORD",
    "Choice",
    "Option",
    "Reading",
    "choose",
    "confusion_cost",
    "is_acronym",
    "joined",
    "log_sum",
    "moved_sites",
    "reading_of",
    "with_lost_word",
]

AS_IT_STANDS = "as it stands"
LOST_WORD, LOST_KIND = "å", "lost"
"""What a gap may have held, and the kind of such a reading."""


class Reading(NamedTuple):
    """What may have stood on the page.

    Attributes:
        text: the reading, its letters cased as the damage left them.
        numbers: the lexicon's numbers of its words, `UNKNOWN` for a word out of the vocabulary.
        spelling: for unknown words the natural logarithm of the probability that an unknown word
            is spelled so, else 0.
        sites: the confusions undone, left to right.
        kind: how it was found; the kinds are listed in `nortext.channel.candidates`.
    """

    text: str
    numbers: tuple[int, ...]
    spelling: float
    sites: tuple[Site, ...]
    kind: str

    def can_be_parted(self, seam: int) -> bool:
        """Tell whether the reading can be put back into two halves of a word.

        It can when it is one word and nothing misread lies across the seam.

        Args:
            seam: offset where the second half begins.
        """
        is_one = len(self.numbers) == 1 and self.kind != "fuzzy"
        return is_one and not any(s.start < seam < s.end for s in self.sites)


BULLET = Reading("•", (END_SYMBOL,), PARAMETERS.bullet, (), "bullet")
"""What a lone letter at the head of a line may be."""


class Option(NamedTuple):
    """One reading in the search over a sentence: an arc of its lattice.

    Attributes:
        numbers: the lexicon's numbers of its words.
        score: the logarithm of what does not depend on context (channel, spelling).
    """

    numbers: tuple[int, ...]
    score: float


class Choice(NamedTuple):
    """What was chosen among options.

    Attributes:
        best: the place of the best one.
        probability: of each option, in their order; the sum is 1.
    """

    best: int
    probability: tuple[float, ...]


def choose(scores: list[float]) -> Choice:
    """Return the choice among options, given the logarithms of their probabilities.

    Args:
        scores: natural logarithms, up to what all have in common.

    >>> choose([-2.0, -2.0, -1000.0])
    Choice(best=0, probability=(0.5, 0.5, 0.0))
    """
    most = max(scores)
    weights = [math.exp(score - most) for score in scores]
    total = math.fsum(weights)
    return Choice(scores.index(most), tuple([weight / total for weight in weights]))


def log_sum(values: Sequence[float]) -> float:
    """Return the logarithm of the sum of probabilities, given as natural logarithms."""
    most = max(values)
    return most + math.log(math.fsum([math.exp(value - most) for value in values]))


def confusion_cost(sites: tuple[Site, ...]) -> float:
    """Return what the confusions at some sites cost together, whatever the document."""
    return sum([site.confusion.cost for site in sites])


def is_acronym(word: str) -> bool:
    """Tell whether a word looks like an acronym, whose letters nothing vouches for."""
    return 1 < len(word) <= PARAMETERS.longest_abbreviation and word.isupper()


def reading_of(
    word: str, sites: tuple[Site, ...], number: int, kind: str, spelling: float = 0.0
) -> Reading:
    """Return the reading of a word as one word, with the confusions at some sites undone.

    Args:
        word: as it stands in the text.
        sites: where they happened.
        number: of the word that is read, or `UNKNOWN`.
        kind: how it was found.
        spelling: what its spelling adds.
    """
    pieces, at = [], 0
    for site in sites:
        pieces += [word[at : site.start], site.confusion.printed]
        at = site.end
    return Reading("".join([*pieces, word[at:]]), (number,), spelling, sites, kind)


def moved_sites(sites: tuple[Site, ...], by: int) -> tuple[Site, ...]:
    """Return sites moved to the right by some letters."""
    return tuple([Site(s.start + by, s.end + by, s.confusion) for s in sites])


def joined(first: Reading, second: Reading, cut: int, gain: float, space: Confusion) -> Reading:
    """Return two readings as one of two words.

    Args:
        first: the reading of the first word.
        second: the reading of the second.
        cut: where the second begins in the word as read.
        gain: what speaks for two words, as a natural logarithm.
        space: the loss of the space between them.
    """
    return Reading(
        f"{first.text} {second.text}",
        first.numbers + second.numbers,
        first.spelling + second.spelling + gain,
        (*first.sites, Site(cut, cut, space), *moved_sites(second.sites, cut)),
        "words",
    )


def with_lost_word(readings: tuple[Reading, ...], number: int, gain: float) -> tuple[Reading, ...]:
    """Return the readings of a word behind a gap: also with the word that may be lost there.

    Args:
        readings: those of the word itself.
        number: the lexicon's number of the lost word.
        gain: the logarithm of how likely the gap holds it.
    """
    lost = [
        reading._replace(
            text=f"{LOST_WORD} {reading.text}",
            numbers=(number, *reading.numbers),
            spelling=reading.spelling + gain,
            kind=LOST_KIND,
        )
        for reading in readings
    ]
    return (*readings, *lost)
