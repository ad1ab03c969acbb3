"""How often words of sound text look like misread ones: the rates of near misses.

Names, loans, dialect and slips of the pen are out of the vocabulary and one letter from a word in
it. Inflections are so most of all, in their last letter. The table `near_misses.tsv` is learnt from
sound text that the word lists have not met (`wordlists/learn_near_misses.py`).
"""

from __future__ import annotations

import math
from pathlib import Path

from nortext.channel.confusions import Confusion
from nortext.channel.parameters import PARAMETERS
from nortext.language.store import data_folder

__all__ = ["NearMisses"]


class NearMisses:
    """The rates of near misses.

    Args:
        folder: where `near_misses.tsv` lies; the shipped one by default.

    Raises:
        ValueError: A line of the table is not in its form.
    """

    def __init__(self, folder: Path | None = None) -> None:
        path = (folder or data_folder()) / "near_misses.tsv"
        self._costs: dict[tuple[str, str, bool], float] = {}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("# "):
                try:
                    printed, read, where, share = line.split("\t")
                    self._costs[printed, read, where == "end"] = -math.log(float(share))
                except ValueError:
                    raise ValueError(
                        f"{path}, line {number}: "
                        "not `printed read where probability` parted by tabs"
                    ) from None

    def cost(self, confusion: Confusion, at_end: bool) -> float:
        """Return how rarely a sound word is one that a confusion would make.

        Args:
            confusion: the confusion.
            at_end: whether it is the word's end that is so.

        Returns:
            A negative natural logarithm, for each place where the letter stands.
        """
        key = confusion.letters, confusion.read.lower(), at_end
        known = self._costs.get(key)
        if known is None:
            p = PARAMETERS
            known = p.near_miss_lost if confusion.group else p.near_miss
        return known
