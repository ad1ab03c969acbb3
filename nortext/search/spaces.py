"""How often spaces were lost or put in, by what the words of a document show.

A rate is chosen from a grid: the likeliest one, given that most texts have lost no space.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from nortext.channel.reading import log_sum
from nortext.search.parameters import PARAMETERS

__all__ = ["likeliest_rate"]


def likeliest_rate(
    gains: Iterable[tuple[float, int]], places: int, least: float, shown: float
) -> float:
    """Return the likeliest rate of an event in a document.

    Args:
        gains: of each word that may show it how much likelier the word is so, as a natural
            logarithm, the rate not counted, and how often it must have happened in it.
        places: where it did not happen.
        least: the rate in a document that shows nothing.
        shown: the logarithm of how likely a document is to have another rate beforehand.

    Returns:
        A probability, `least` or one of the grid.
    """
    known = list(gains)

    def logp(rate: float) -> float:
        events = sum([log_sum([0.0, gain + times * math.log(rate)]) for gain, times in known])
        prior = 0.0 if rate == least else shown
        return events + places * math.log1p(-rate) + prior

    return max((least, *[rate for rate in PARAMETERS.rates if rate > least]), key=logp)
