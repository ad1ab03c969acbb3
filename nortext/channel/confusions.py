"""What OCR prints for a letter, and how likely: the channel of the noisy-channel model.

Shannon 1948; Kernighan, Church and Gale 1990. The table `confusions.tsv` is learnt from gold text
(`wordlists/learn_confusions.py`) and can be read and changed. One document is read by one model in
a few typefaces, so the probabilities are moved towards what the document itself shows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from nortext.channel.parameters import PARAMETERS
from nortext.language.store import damaged, data_folder
from nortext.text.alphabet import GAP, LOST

__all__ = [
    "Confusion",
    "ConfusionModel",
    "ConfusionTable",
    "Site",
    "by_place",
    "read_table",
    "skeleton",
]

_SOFT = "aeogdzåøæé@&4368¢£€#äöàá" + GAP
"""Letters and marks that stand for one another in the common confusions."""

_HARDEN = {ord(letter): None for letter in _SOFT + _SOFT.upper()}

ConfusionTable = Mapping[tuple[str, str, bool], float]
"""Probabilities by what was printed, what was read, and whether it is a word of one letter."""


def skeleton(word: str) -> str:
    """Return a word without its soft letters: what common confusions leave alone.

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
        probability: P(read | printed), whatever the document.
        cost: its negative natural logarithm.
        group: which lost letter it is about (`lø` counts with `ø`), in either case, and `alone`;
            None where it is about another letter: how often such a letter was read right is not
            counted, so its share cannot be told.
        is_soft: whether it leaves a word's skeleton as it was.
        is_grave: whether it takes a letter that the model lacks, or puts a mark or digit in a
            letter's place; only such confusions are undone where a right word stands.
    """

    __slots__ = (
        "alone",
        "cost",
        "group",
        "is_grave",
        "is_soft",
        "letters",
        "printed",
        "probability",
        "read",
    )

    def __init__(self, printed: str, read: str, alone: bool, probability: float) -> None:
        self.printed, self.read, self.alone = printed, read, alone
        self.probability = probability
        self.letters = printed.lower()
        self.cost = -math.log(probability)
        lost = [letter for letter in self.letters if letter in LOST]
        self.group = (lost[0], alone) if lost else None
        self.is_soft = skeleton(self.letters) == skeleton(read.lower())
        self.is_grave = bool(lost) or not read.isalpha()

    def __repr__(self) -> str:
        """Return what it is, for people who debug."""
        return f"Confusion({self.printed!r}, {self.read!r}, alone={self.alone})"


class Site(NamedTuple):
    """A place in a word where a confusion may have happened.

    Attributes:
        start: offset in the word of what was read.
        end: offset behind it: `word[start:end]` is `confusion.read`.
        confusion: what may have happened there.
    """

    start: int
    end: int
    confusion: Confusion


def by_place(site: Site) -> tuple[int, int]:
    """Return the key that sorts sites from left to right."""
    return site.start, site.end


def read_table(path: Path | None = None) -> ConfusionTable:
    """Read a table of confusions.

    Args:
        path: a file in the form of the shipped `confusions.tsv`, which is the default.

    Returns:
        Its probabilities, with those of capitals where it has too few of them.

    Raises:
        ValueError: A line of the table is not in that form.
        FileError: It has no line.
    """
    path = path or data_folder() / "confusions.tsv"
    table: dict[tuple[str, str, bool], float] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("# "):
            try:
                printed, read, where, _, share = line.split("\t")
                table[printed, read, where == "alone"] = float(share)
            except ValueError:
                raise ValueError(
                    f"{path}, line {number}: "
                    "not `printed read where seen probability` parted by tabs"
                ) from None
    if not table:
        raise damaged(path)
    for (printed, read, alone), probability in list(table.items()):
        if printed.islower() and (read.islower() or not read.isalpha()):
            capital = (printed.upper(), read.upper(), alone)
            table[capital] = max(probability * PARAMETERS.capital_share, table.get(capital, 0.0))
    return table


_NO_SPACE = Confusion(" ", "", False, PARAMETERS.space_lost)


class ConfusionModel:
    """The probabilities of the confusions of one channel.

    Args:
        table: the probabilities.

    Attributes:
        costs: for each confusion its cost, whatever the document.
        longer: the reads of two letters or more.
        space: the loss of a space.
    """

    def __init__(self, table: ConfusionTable) -> None:
        self._set_up([Confusion(*key, probability) for key, probability in table.items()])

    def only(self, confusions: Iterable[Confusion]) -> ConfusionModel:
        """Return a model of some confusions, those that a document has.

        Args:
            confusions: of this model, or unlisted.
        """
        model = ConfusionModel.__new__(ConfusionModel)
        model._set_up(list(confusions))
        return model

    def _set_up(self, confusions: list[Confusion]) -> None:
        self._all = confusions
        self._losses = [c for c in self._all if not c.read and c.letters in LOST]
        by_read: dict[str, list[Confusion]] = {}
        for confusion in self._all:
            if confusion.read:
                by_read.setdefault(confusion.read, []).append(confusion)
        ordered = sorted(by_read.items(), key=lambda item: len(item[0]))
        self._any, self._small = _by_first(ordered), _by_first(_inside_small(ordered))
        self.costs = {confusion: confusion.cost for confusion in self._all}
        self.space = next((c for c in self._all if c.printed == " "), _NO_SPACE)
        self._unlisted: dict[tuple[str, str], Confusion] = {}
        self.longer = tuple(sorted({c.read for c in self._all if len(c.read) > 1}))

    def sites(self, word: str) -> list[Site]:
        """Return all places in a word as read where a confusion may have happened.

        Args:
            word: as it stands in the text.

        Returns:
            The sites, by start; letters lost without a trace are left out.
        """
        found: list[Site] = []
        size, add = len(word), found.append
        for start, letter in enumerate(word):
            is_small = start > 0 and word[start - 1].islower()
            for read, width, confusions in (self._small if is_small else self._any).get(letter, ()):
                end = start + width
                if width > 1 and word[start:end] != read:
                    continue
                if is_small:
                    found += [Site(start, end, confusion) for confusion in confusions]
                    continue
                whole = start == 0 and end == size
                for confusion in confusions:
                    is_placed = confusion.alone == whole or len(confusion.printed) > 1
                    if is_placed and _case_fits(word, start, end, confusion.printed):
                        add(Site(start, end, confusion))
        if not any(letter.isalpha() for letter in word):
            # a number is no word with letters misread
            return [site for site in found if site.end - site.start == size]
        return found

    def unlisted(self, printed: str, read: str) -> Confusion:
        """Return a confusion that no table has; the same object for the same letters.

        Args:
            printed: what may have stood on the page.
            read: what was made of it.
        """
        known = self._unlisted.get((printed, read))
        if known is None:
            known = Confusion(printed, read, False, PARAMETERS.unlisted)
            self._unlisted[printed, read] = known
        return known

    def gaps(self, word: str) -> list[Site]:
        """Return the places in a word where a letter may have been lost without a trace."""
        return [
            Site(at, at, confusion)
            for at in range(1, len(word) + 1)
            for confusion in self._losses
            if confusion.printed.islower() == word[at - 1].islower()
            or (at == 1 and confusion.printed.islower() and not word[1:].isupper())
        ]


_Reads = list[tuple[str, list[Confusion]]]
_ByFirst = dict[str, list[tuple[str, int, list[Confusion]]]]


def _by_first(reads: _Reads) -> _ByFirst:
    """Return what is read, with its length and its confusions, by its first letter."""
    found: _ByFirst = {}
    for read, confusions in reads:
        found.setdefault(read[0], []).append((read, len(read), confusions))
    return found


def _inside_small(reads: _Reads) -> _Reads:
    """Return the confusions that may have happened behind a small letter."""
    return [
        (read, fitting)
        for read, confusions in reads
        if (
            fitting := [
                c
                for c in confusions
                if c.printed[0].islower() and (not c.alone or len(c.printed) > 1)
            ]
        )
    ]


def _case_fits(word: str, start: int, end: int, printed: str) -> bool:
    """Tell whether the case of printed letters suits the letters around them.

    No capital stands inside small letters.
    """
    if printed[0].isupper():
        if start and word[start - 1].islower():
            return False
        return not (start and end < len(word) and word[end].islower())
    return not (start > 1 and word[:start].isupper())
