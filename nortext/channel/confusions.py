"""What OCR prints for a letter, and how likely: the channel of the noisy-channel model (Shannon 1948; Kernighan et al. 1990).

The table `confusions.tsv` is learnt from gold text (`wordlists/learn_confusions.py`) and can be read and changed. One document
is read by one model in a few typefaces, so the probabilities are moved towards what the document itself shows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from nortext.language.store import data_folder

__all__ = ["GAP", "LOST", "Confusion", "ConfusionModel", "Shares", "Site", "by_place", "read_shares", "skeleton"]


LOST = "æøå"
"""The letters that an English model does not know."""


GAP = "\ua78f"
"""Stands in a word for a letter that is known to be lost, whatever mark the text has in its place: a letter that no text holds."""

SOFT = "aeogdzåøæé@&4368¢£€#äöàá" + GAP
"""Letters and marks that stand for one another in the common confusions."""

_HARDEN = {ord(letter): None for letter in SOFT + SOFT.upper()}


def skeleton(word: str) -> str:
    """A word without its soft letters: what common confusions leave alone.

    >>> skeleton("forsgket"), skeleton("forsøket")
    ('frskt', 'frskt')
    """
    return word.translate(_HARDEN)


class Confusion:
    """One way a letter is misread; each is one object, equal to itself alone.

    Attributes:
        printed: what stood on the page (one or two letters).
        letters: the same in lower case.
        read: what OCR made of it, perhaps nothing.
        alone: whether it holds for a word of that letter alone, or inside longer words.
        cost: the negative natural logarithm of its probability, whatever the document.
        group: which lost letter it is about (`lø` counts with `ø`), in either case, and `alone`; None where it is about another letter:
            how often such a letter was read right is not counted, so its share cannot be told.
        is_soft: whether it leaves a word's skeleton as it was.
        is_grave: whether it takes a letter that the model lacks, or puts a mark or digit in a letter's place; only such
            confusions are undone where a right word stands.
    """

    __slots__ = ("alone", "cost", "group", "is_grave", "is_soft", "letters", "printed", "probability", "read")

    def __init__(self, printed: str, read: str, alone: bool, probability: float) -> None:
        self.printed, self.read, self.alone, self.probability = printed, read, alone, probability
        self.letters = printed.lower()
        self.cost = -math.log(probability)
        lost = [letter for letter in self.letters if letter in LOST]
        self.group = (lost[0], alone) if lost else None
        self.is_soft = skeleton(self.letters) == skeleton(read.lower())
        self.is_grave = bool(lost) or not read.isalpha()

    def __repr__(self) -> str:
        return f"Confusion({self.printed!r}, {self.read!r}, alone={self.alone}, probability={self.probability:.6f})"


class Site(NamedTuple):
    """A place in a word where a confusion may have happened: `word[start:end]` is what it made of `confusion.printed`."""

    start: int
    end: int
    confusion: Confusion


_SHARE_OF_CAPITALS = 0.5  # a capital is taken to be misread as its small letter is, where the table has not enough of it


Shares = Mapping[tuple[str, str, bool], float]
"""Probabilities by what was printed, what was read, and whether it is a word of one letter."""


def read_shares(path: Path | None = None) -> Shares:
    """A table of confusions.

    Args:
        path: a file in the form of the shipped `confusions.tsv`, which is the default.

    Returns:
        Its probabilities, with those of capitals where it has too few of them.

    Raises:
        ValueError: a line of the table is not in that form.
    """
    path = path or data_folder() / "confusions.tsv"
    shares: dict[tuple[str, str, bool], float] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("# "):
            try:
                printed, read, where, _, share = line.split("\t")
                shares[printed, read, where == "alone"] = float(share)
            except ValueError:
                raise ValueError(f"{path}, line {number}: not `printed read where seen probability` parted by tabs") from None
    for (printed, read, alone), probability in list(shares.items()):
        if printed.islower() and (read.islower() or not read.isalpha()):
            capital = (printed.upper(), read.upper(), alone)
            shares[capital] = max(probability * _SHARE_OF_CAPITALS, shares.get(capital, 0.0))
    return shares


class ConfusionModel:
    """The probabilities of the confusions.

    Args:
        shares: the probabilities.

    Attributes:
        costs: for each confusion its cost, whatever the document.
        longer: the reads of two letters or more.
    """

    def __init__(self, shares: Shares) -> None:
        self._all = [Confusion(*key, probability) for key, probability in shares.items()]
        self._losses = [c for c in self._all if not c.read and c.letters in LOST]
        self._by_first: dict[str, list[tuple[str, list[Confusion]]]] = {}
        by_read: dict[str, list[Confusion]] = {}
        for confusion in self._all:
            by_read.setdefault(confusion.read, []).append(confusion)
        for read, confusions in sorted(by_read.items(), key=lambda item: len(item[0])):
            if read:
                self._by_first.setdefault(read[0], []).append((read, confusions))
        self._by_group: dict[tuple[str, bool], list[Confusion]] = {}
        for confusion in self._all:
            if confusion.group:
                self._by_group.setdefault(confusion.group, []).append(confusion)
        self.costs = {confusion: confusion.cost for confusion in self._all}
        self.longer = tuple(sorted({confusion.read for confusion in self._all if len(confusion.read) > 1}))

    def sites(self, word: str) -> list[Site]:
        """All places in a word as read where a confusion may have happened, from left to right; lost letters are left out.

        Args:
            word: as it stands in the text.

        Returns:
            The sites, by start.
        """
        found = []
        size, by_first = len(word), self._by_first
        for start, letter in enumerate(word):
            for read, confusions in by_first.get(letter, ()):
                end = start + len(read)
                if end - start > 1 and word[start:end] != read:
                    continue
                whole = start == 0 and end == size
                for confusion in confusions:
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
            for confusion in self._losses
            if confusion.printed.islower() == word[at - 1].islower() or at == 1
        ]

    def adapted(self, seen: Mapping[Confusion, float], strength: float) -> dict[Confusion, float]:
        """Costs for one document: the table as a Dirichlet prior of the given strength, and what the document showed.

        Args:
            seen: how often each confusion was found there, for sure.
            strength: for how many sightings of a letter the table counts.

        Returns:
            For each confusion of a letter that it showed the negative natural logarithm of its probability in this document.
        """
        totals: dict[tuple[str, bool], float] = {}
        for confusion, number in seen.items():
            group = confusion.group
            if group:
                totals[group] = totals.get(group, 0.0) + number
        costs = {}
        for group, total in totals.items():
            for confusion in self._by_group.get(group, ()):  # none, where another channel's confusions were seen
                share = (seen.get(confusion, 0.0) + strength * confusion.probability) / (total + strength)
                costs[confusion] = -math.log(share)
        return costs


def by_place(site: Site) -> tuple[int, int]:
    """The key that sorts sites from left to right."""
    return site.start, site.end


def _case_fits(word: str, start: int, end: int, printed: str) -> bool:
    """Whether the printed letters' case suits the letters around them: no capital inside small letters."""
    if printed[0].isupper():
        if start and word[start - 1].islower():
            return False
        return not (start and end < len(word) and word[end].islower())
    if start and word[:start].isupper() and start > 1:
        return False
    return True
