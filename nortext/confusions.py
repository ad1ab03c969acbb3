"""What OCR prints for a letter, and how likely: the channel of the noisy-channel model (Shannon 1948; Kernighan et al. 1990).

The table `confusions.tsv` is learnt from gold text (`wordlists/learn_confusions.py`) and can be read and changed. One document
is read by one model in a few typefaces, so the probabilities are moved towards what the document itself shows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from nortext.store import data_folder

__all__ = ["Confusion", "ConfusionModel", "Site"]


LOST = "æøå"
"""The letters that an English model does not know."""


SOFT = "aeogdzåøæé@&4368¢£€#"
"""Letters and marks that stand for one another in the common confusions."""

_HARDEN = {ord(letter): None for letter in SOFT + SOFT.upper()}


def skeleton(word: str) -> str:
    """A word without its soft letters: what common confusions leave alone.

    >>> skeleton("forsgket"), skeleton("forsøket")
    ('frskt', 'frskt')
    """
    return word.translate(_HARDEN)


class Confusion(NamedTuple):
    """One way a letter is misread.

    Attributes:
        printed: what stood on the page (one or two letters).
        read: what OCR made of it, perhaps nothing.
        alone: whether it holds for a word of that letter alone, or inside longer words.
    """

    printed: str
    read: str
    alone: bool

    @property
    def takes_letter(self) -> bool:
        """Whether it takes a letter that the model lacks, or puts a mark or digit in a letter's place."""
        return any(letter in LOST for letter in self.printed.lower()) or not self.read.isalpha()


class Site(NamedTuple):
    """A place in a word where a confusion may have happened: `word[start:end]` is what it made of `confusion.printed`."""

    start: int
    end: int
    confusion: Confusion


_SHARE_OF_CAPITALS = 0.5  # a capital is taken to be misread as its small letter is, where the table has not enough of it


class ConfusionModel:
    """The probabilities of the confusions.

    Args:
        path: a table in the form of the shipped `confusions.tsv`, which is the default.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.probability: dict[Confusion, float] = {}
        for line in (path or data_folder() / "confusions.tsv").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("# "):
                printed, read, where, _, share = line.split("\t")
                self._add(Confusion(printed, read, where == "alone"), float(share))
        for (printed, read, alone), share in list(self.probability.items()):
            if printed.islower() and (read.islower() or not read.isalpha()):
                self._add(Confusion(printed.upper(), read.upper(), alone), share * _SHARE_OF_CAPITALS)
        self._by_read: dict[str, list[Confusion]] = {}
        for confusion in self.probability:
            self._by_read.setdefault(confusion.read, []).append(confusion)
        self._longest = max(map(len, self._by_read))
        self.soft = frozenset(c for c in self.probability if skeleton(c.printed.lower()) == skeleton(c.read.lower()))
        """The confusions that leave a word's skeleton as it was."""
        self.grave = frozenset(c for c in self.probability if c.takes_letter)
        """The confusions that are undone even where a right word stands."""
        self.costs = {confusion: -math.log(share) for confusion, share in self.probability.items()}
        """For each confusion the negative natural logarithm of its probability."""

    def _add(self, confusion: Confusion, share: float) -> None:
        self.probability[confusion] = max(share, self.probability.get(confusion, 0.0))

    def sites(self, word: str) -> list[Site]:
        """All places in a word as read where a confusion may have happened, from left to right; lost letters are left out.

        Args:
            word: as it stands in the text.

        Returns:
            The sites, by start.
        """
        found = []
        size = len(word)
        for start in range(size):
            for end in range(start + 1, min(size, start + self._longest) + 1):
                for confusion in self._by_read.get(word[start:end], ()):
                    whole = start == 0 and end == size
                    if (confusion.alone == whole or len(confusion.printed) > 1) and _case_fits(word, start, end, confusion.printed):
                        found.append(Site(start, end, confusion))
        if not any(letter.isalpha() for letter in word):
            return [site for site in found if site.end - site.start == size]  # a number is no word with letters misread
        return found

    def gaps(self, word: str) -> list[Site]:
        """The places in a word where a letter may have been lost altogether."""
        return [
            Site(at, at, confusion)
            for at in range(1, len(word) + 1)
            for confusion in self._by_read.get("", ())
            if confusion.printed.lower() in LOST and (confusion.printed.islower() == word[at - 1].islower() or at == 1)
        ]

    def adapted(self, seen: Mapping[Confusion, float], strength: float) -> dict[Confusion, float]:
        """Costs for one document: the table as a Dirichlet prior of the given strength, and what the document showed.

        Args:
            seen: how often each confusion was found there, for sure.
            strength: for how many sightings of a letter the table counts.

        Returns:
            For each confusion the negative logarithm of its probability in this document.
        """
        totals: dict[tuple[str, bool], float] = {}
        for confusion, number in seen.items():
            group = _group(confusion)
            if group[0] not in LOST:
                continue  # how often such a letter was read right is not counted, so its share cannot be told
            totals[group] = totals.get(group, 0.0) + number
        costs = {}
        for confusion, share in self.probability.items():
            total = totals.get(_group(confusion), 0.0)
            number = seen.get(confusion, 0.0)
            costs[confusion] = -math.log((number + strength * share) / (total + strength)) if total else self.costs[confusion]
        return costs


def _group(confusion: Confusion) -> tuple[str, bool]:
    """Which letter a confusion is about: its lost letter where it has one (`lø` counts with `ø`), in either case."""
    lost = [letter for letter in confusion.printed.lower() if letter in LOST]
    return (lost[0] if lost else confusion.printed.lower(), confusion.alone)


def _case_fits(word: str, start: int, end: int, printed: str) -> bool:
    """Whether the printed letters' case suits the letters around them: no capital inside small letters."""
    if printed[0].isupper():
        if start and word[start - 1].islower():
            return False
        return not (start and end < len(word) and word[end].islower())
    if start and word[:start].isupper() and start > 1:
        return False
    return True


def total_cost(costs: Mapping[Confusion, float], confusions: Iterable[Confusion]) -> float:
    """The cost of several confusions together."""
    return sum(costs[confusion] for confusion in confusions)
