"""Find the words of the lexicon that a damaged word may be, by undoing confusions."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from nortext.channel.confusions import ConfusionModel, Site, by_place, skeleton
from nortext.channel.parameters import PARAMETERS
from nortext.channel.reading import Reading, undone
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
        soft = [site for site in sites if site.confusion.is_soft]
        lower = word.lower()
        if may_hold(skeleton(lower)):
            for text, chosen in variants(lower, soft, most, most_cost):
                found = number(text)
                if found:
                    yield _reading(word, chosen, found)
        for site in sites:
            if site.confusion.is_soft or site.confusion.cost > most_cost:
                continue
            printed = site.confusion.letters
            if not may_hold(skeleton(lower[: site.start] + printed + lower[site.end :])):
                continue
            apart = [s for s in soft if s.end <= site.start or s.start >= site.end]
            cost = max(0.0, min(most_cost, PARAMETERS.several_cost) - site.confusion.cost)
            others = sorted([*apart, site], key=by_place)
            for text, chosen in variants(lower, others, most, cost, site):
                found = number(text)
                if found:
                    yield _reading(word, chosen, found)

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
    return Reading(undone(word, chosen), (number,), spelling, chosen, "word")


def variants(
    lower: str, sites: list[Site], most: int, most_cost: float, needed: Site | None = None
) -> Iterator[tuple[str, tuple[Site, ...]]]:
    """Find what a word becomes when some of the confusions are undone.

    Args:
        lower: the word in lower case.
        sites: the confusions that may be undone, by place.
        most: how many at most.
        most_cost: what one may cost, and all together if that is less than several may ever cost;
            the needed one not counted.
        needed: the confusion that is undone in each case.

    Yields:
        What it becomes, in lower case, and the confusions undone.
    """
    many = PARAMETERS.most_sites
    if len(sites) > many:
        most = min(most, 2 if len(sites) <= 3 * many else 1)
    several = min(most_cost, PARAMETERS.several_cost)
    # depth first over the next site to undo:
    # index of the first site allowed, end of the text used, its letters, chosen, cost
    stack: list[tuple[int, int, str, tuple[Site, ...], float]] = [(0, 0, "", (), 0.0)]
    while stack:
        index, at, done, chosen, cost = stack.pop()
        for next_index in range(index, len(sites)):
            site = sites[next_index]
            if site.start < at:
                continue
            now = cost if site is needed else cost + site.confusion.cost
            if now > (several if chosen else most_cost):
                continue
            text = done + lower[at : site.start] + site.confusion.letters
            together = (*chosen, site)
            if needed is None or needed in together:
                yield text + lower[site.end :], together
            if len(together) < most and now < several:
                stack.append((next_index + 1, site.end, text, together, now))
            if site is needed:
                break  # what comes later would leave it out
