"""Find the words of the lexicon that a damaged word may be, by undoing confusions."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from nortext.channel.confusions import ConfusionModel, Site, by_place, skeleton
from nortext.channel.parameters import PARAMETERS
from nortext.channel.reading import Reading, reading_of
from nortext.language.lexicon import UNKNOWN, Lexicon
from nortext.language.ngrams import NgramModel
from nortext.language.spelling import LetterModel
from nortext.text.alphabet import GAP

__all__ = ["Lookup", "OcrLookup", "Vocabulary", "variants"]

_OTHER_LETTERS = re.compile("[^a-zæøåé]")
"""Letters that Norwegian words hardly have, but that engines read for others."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that a reading may be, and how likely each is by itself.

    Attributes:
        lexicon: the words.
        words: the word n-grams, of which only single words are asked.
        letters: the letter model, for words out of the vocabulary.
        rivals: by word number 0 where no confusion makes another word of the lexicon of it, so that
            none need be looked for.
        variants: words of other varieties, in lower case.
        extra: further words that are right, in lower case.
    """

    lexicon: Lexicon
    words: NgramModel
    letters: LetterModel
    rivals: Sequence[int]
    variants: Container[str]
    extra: frozenset[str] = frozenset()
    _extra_skeletons: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Find the skeletons of the further words."""
        object.__setattr__(self, "_extra_skeletons", frozenset(map(skeleton, self.extra)))

    def number(self, lower: str) -> int:
        """Return the number of a word, `UNKNOWN` for one of the further words, else 0."""
        return self.lexicon.number(lower) or (UNKNOWN if lower in self.extra else 0)

    def may_hold(self, hard: str) -> bool:
        """Tell whether some word may have this skeleton."""
        return self.lexicon.may_hold(hard) or hard in self._extra_skeletons

    def is_rare(self, word: str, number: int) -> bool:
        """Tell whether a word of the lexicon may yet be none: it is rare, and in no dictionary.

        Args:
            word: the word.
            number: its number.
        """
        if len(word) <= 2 or self.words.unigram(number) >= PARAMETERS.rare_word:
            return False
        return bool(self.lexicon.language[number])


class Lookup:
    """Looks up damaged words.

    Args:
        vocabulary: the words.
        confusions: the channel's confusion model.
    """

    def __init__(self, vocabulary: Vocabulary, confusions: ConfusionModel) -> None:
        self._vocabulary, self._confusions = vocabulary, confusions
        self._common = confusions.only(
            c for c in confusions.costs if c.is_soft and c.cost <= PARAMETERS.piece_cost
        )
        self.pieces = lru_cache(maxsize=PARAMETERS.remembered_words)(self._pieces)

    def is_unambiguous(self, word: str, lower: str, number: int) -> bool:
        """Tell whether a word of the lexicon can be nothing else.

        Args:
            word: as it stands in the text.
            lower: the same in lower case.
            number: its number.
        """
        if self._vocabulary.rivals[number] or word[1:] != lower[1:]:
            return False
        return not any(read in lower for read in self._confusions.longer)

    def find(
        self, word: str, sites: list[Site], most: int, most_cost: float = PARAMETERS.most_cost
    ) -> Iterator[Reading]:
        """Find the words of the lexicon that a word may be.

        Common confusions are undone in any combination, and at most one that changes the word's
        skeleton.

        Args:
            word: as it stands in the text.
            sites: the confusions that may be undone, by place.
            most: how many of them at most.
            most_cost: what they may cost together.

        Yields:
            The readings; one word may come several times.
        """
        vocabulary = self._vocabulary
        lexicon = vocabulary.lexicon
        number: Callable[[str], int] = lexicon.number
        may_hold: Callable[[str], bool] = lexicon.may_hold
        if vocabulary.extra:
            number, may_hold = vocabulary.number, vocabulary.may_hold
        lower, several = word.lower(), min(most_cost, PARAMETERS.several_cost)
        most = _most_edits(most, sites)
        soft = [_place(site) for site in sites if site.confusion.is_soft]
        if may_hold(skeleton(lower)):
            for text, chosen in _undone(lower, soft, most, most_cost, several):
                found = number(text)
                if found:
                    yield _reading(word, chosen, found)
        for site in sites:
            start, end, confusion = site
            if confusion.is_soft or confusion.cost > most_cost:
                continue
            head, tail = lower[:start] + confusion.letters, lower[end:]
            if not may_hold(skeleton(head + tail)):
                continue
            found = number(head + tail)
            if found:
                yield _reading(word, (site,), found)
            left = several - confusion.cost
            if most > 1 and left > 0:
                apart = _apart(soft, start, end, len(head) - end)
                for text, chosen in _undone(head + tail, apart, most - 1, left, left):
                    found = number(text)
                    if found:
                        together = tuple(sorted((*chosen, site), key=by_place))
                        yield _reading(word, together, found)

    def _pieces(self, piece: str) -> tuple[Reading, ...]:
        """Return the words of the lexicon that a piece of a word may be."""
        lower = piece.lower()
        number = self._vocabulary.lexicon.number(lower)
        own = (Reading(piece, (number,), 0.0, (), "word"),) if number else ()
        if not own and not self._vocabulary.may_hold(skeleton(lower)):
            return ()
        p = PARAMETERS
        most = max(p.few_edits, piece.count(GAP))
        return own + tuple(self.find(piece, self._common.sites(piece), most, p.piece_cost))


class OcrLookup(Lookup):
    """Looks up words that an OCR model misread, which holds rare words for damaged ones."""

    def is_unambiguous(self, word: str, lower: str, number: int) -> bool:
        """Tell whether a word of the lexicon can be nothing else."""
        if self._vocabulary.is_rare(word, number) or self._vocabulary.rivals[number]:
            return False
        if not word.isascii() and _OTHER_LETTERS.search(lower):
            return False
        return word[1:] == lower[1:]


def _reading(word: str, chosen: tuple[Site, ...], number: int) -> Reading:
    spelling = PARAMETERS.extra_word if number == UNKNOWN else 0.0
    return reading_of(word, chosen, number, "word", spelling)


_Place = tuple[int, int, str, float, Site]
"""A site with where it starts and ends, what it puts there, and what it costs."""


def variants(
    lower: str, sites: list[Site], most: int, most_cost: float
) -> Iterator[tuple[str, tuple[Site, ...]]]:
    """Find what a word becomes when some of the confusions are undone.

    Args:
        lower: the word in lower case.
        sites: the confusions that may be undone, by place.
        most: how many at most.
        most_cost: what they may cost together.

    Yields:
        What it becomes, in lower case, and the confusions undone.
    """
    places = [_place(site) for site in sites]
    return _undone(lower, places, _most_edits(most, sites), most_cost, most_cost)


def _most_edits(most: int, sites: list[Site]) -> int:
    """Return how many confusions are undone together; fewer in a word that has many places."""
    many = PARAMETERS.most_sites
    if len(sites) > many:
        return min(most, 2 if len(sites) <= 3 * many else 1)
    return most


def _place(site: Site) -> _Place:
    confusion = site.confusion
    return site.start, site.end, confusion.letters, confusion.cost, site


def _apart(places: list[_Place], start: int, end: int, shift: int) -> list[_Place]:
    """Return the places before and behind what was undone, where these now are."""
    return [
        (a, b, letters, cost, site) if b <= start else (a + shift, b + shift, letters, cost, site)
        for a, b, letters, cost, site in places
        if b <= start or a >= end
    ]


def _undone(
    text: str, places: list[_Place], most: int, most_cost: float, several: float
) -> Iterator[tuple[str, tuple[Site, ...]]]:
    """Yield what becomes of a text when one of the places is undone, or several that are apart."""
    for at, (start, end, letters, cost, site) in enumerate(places, 1):
        if cost > most_cost:
            continue
        head = text[:start] + letters
        yield head + text[end:], (site,)
        if most > 1 and cost < several:
            left, shift = several - cost, len(head) - end
            behind = [
                (a + shift, b + shift, more, price, other)
                for a, b, more, price, other in places[at:]
                if a >= end and price <= left
            ]
            if behind:
                for now, others in _undone(head + text[end:], behind, most - 1, left, left):
                    yield now, (site, *others)
