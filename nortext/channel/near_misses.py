"""How often words of sound text look like misread ones: the rates of near misses.

Names, loans, dialect and slips of the pen are out of the vocabulary and one letter from a word in
it. Inflections are so most of all, in their last letter. What they are near to is as a rule a rare
word, not one of those that a text is made of: each rate holds for a word of middling rarity, and is
multiplied by what the table has for rarer ones and more frequent ones. The table `near_misses.tsv`
is learnt from sound text that the word lists have not met (`wordlists/learn_near_misses.py`).
"""

from __future__ import annotations

import math
from pathlib import Path

from nortext.channel.confusions import Confusion
from nortext.channel.parameters import PARAMETERS
from nortext.language.store import damaged, data_folder

__all__ = ["NearMisses"]


class NearMisses:
    """The rates of near misses.

    Args:
        folder: where `near_misses.tsv` lies; the shipped one by default.

    Raises:
        ValueError: A line of the table is not in its form.
        FileError: It lacks lines.
    """

    def __init__(self, folder: Path | None = None) -> None:
        path = (folder or data_folder()) / "near_misses.tsv"
        self._costs: dict[tuple[str, str, str], float] = {}
        self._rarities: dict[str, dict[int, float]] = {"word": {}, "words": {}}
        self._compound = 0.0
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("# "):
                try:
                    printed, read, where, share = line.split("\t")
                    logp = math.log(float(share))
                    if where == "compound":
                        self._compound = logp
                    elif where in self._rarities:
                        self._rarities[where][int(read)] = logp
                    else:
                        self._costs[printed, read, where] = -logp
                except ValueError:
                    raise ValueError(
                        f"{path}, line {number}: "
                        "not `printed read where probability` parted by tabs"
                    ) from None
        if not all(self._rarities.values()):
            raise damaged(path)
        self._bounds = {kind: (min(known), max(known)) for kind, known in self._rarities.items()}

    def cost(self, confusion: Confusion, at_end: bool, is_capital: bool) -> float:
        """Return how rarely a sound word is one that a confusion would make.

        Args:
            confusion: the confusion.
            at_end: whether it is the word's end that is so.
            is_capital: whether the word begins with a capital, as names do.

        Returns:
            A negative natural logarithm, for each place where the letter stands.
        """
        where = ("end" if at_end else "inside") + (", capital" if is_capital else "")
        known = self._costs.get((confusion.letters, confusion.read.lower(), where))
        if known is None:
            p = PARAMETERS
            known = p.near_miss_lost if confusion.group else p.near_miss
        return known

    def gain(self, kind: str, logp: float) -> float:
        """Return how much more often words are near to one of such a kind and rarity.

        Args:
            kind: of the reading.
            logp: the log-probability of the word, or of the commonest of several.

        Returns:
            A natural logarithm, 0 for a word of middling rarity.
        """
        if kind == "compound":
            return self._compound
        of = "word" if kind == "fuzzy" else kind
        if of not in self._rarities:
            return 0.0
        commonest, rarest = self._bounds[of]
        return self._rarities[of][min(rarest, max(commonest, int(-logp)))]
