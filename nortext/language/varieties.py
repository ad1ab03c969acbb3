"""Tell which variety of written Norwegian a text is in."""

from __future__ import annotations

import math
from pathlib import Path

from nortext.language.parameters import PARAMETERS
from nortext.language.store import Store, damaged, data_folder

__all__ = ["BOKMAAL", "EITHER", "NYNORSK", "OLDER", "VARIETIES", "Varieties", "is_before_reform"]

BOKMAAL, NYNORSK, OLDER, EITHER = "bokmaal", "nynorsk", "older", "either"
VARIETIES = (BOKMAAL, NYNORSK, OLDER, EITHER)


class Varieties:
    """How much rather nynorsk has a word than bokmål.

    Args:
        words: how many words the lexicon has.
        folder: where `varieties.bin` lies; the shipped one by default.

    Raises:
        FileError: The file is damaged, or does not belong to the lexicon.
    """

    def __init__(self, words: int, folder: Path | None = None) -> None:
        path = (folder or data_folder()) / "varieties.bin"
        store = Store(path)
        self._odds = store.array("nynorsk")
        if len(self._odds) != words:
            raise damaged(path)
        self._gains = {variety: [0.0] * 256 for variety in VARIETIES}
        share = PARAMETERS.share_of_nynorsk
        for step in range(256):
            odds = math.exp((step - 128) / 10)
            of_all = math.log(share * odds + 1 - share)
            self._gains[BOKMAAL][step] = -of_all
            self._gains[NYNORSK][step] = math.log(odds) - of_all

    def in_bokmaal(self, number: int) -> float:
        """Return how much likelier a word is in bokmål than in all texts, a natural logarithm.

        Args:
            number: the word's number.
        """
        return self._gains[BOKMAAL][self._odds[number]]

    def gain(self, number: int, variety: str) -> float:
        """Return how much likelier a word of the lexicon is in a variety than in all texts.

        Args:
            number: the word's number.
            variety: one of `VARIETIES`, `EITHER` where that is not known.

        Returns:
            A natural logarithm.
        """
        return self._gains[variety][self._odds[number]]


def is_before_reform(text: str) -> bool:
    """Tell whether a text is spelled as before 1917, with aa for å, and æ and ø are alive.

    >>> is_before_reform("Han saa paa Søen, hvor Bølgerne vare høie og mørke. " * 3)
    True
    """
    p, lower = PARAMETERS, text.lower()
    alive = lower.count("æ") + lower.count("ø")
    has_aa = lower.count("aa") >= p.frequent_aa * alive
    return has_aa and alive >= p.fewest_alive and lower.count("å") <= p.rare_aa * alive
