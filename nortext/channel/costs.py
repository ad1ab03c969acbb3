"""What confusions cost: minus the natural logarithms of their rates, by a document or a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from nortext.channel.confusions import Confusion
from nortext.channel.reading import Reading

__all__ = ["NOTHING", "Costs", "cost"]

NOTHING: Mapping[Confusion, float] = MappingProxyType({})
"""Shown by a word in which no confusion is expected to have happened."""


class Costs(dict[Confusion, float]):
    """The costs of confusions, negative natural logarithms, found when they are first asked for.

    Args:
        find: gives the cost of a confusion, by how often it is expected to have happened less than
            the document shows.
    """

    def __init__(self, find: Callable[[Confusion, float], float]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, confusion: Confusion) -> float:
        """Find the cost of a confusion, and remember it."""
        found = self[confusion] = self._find(confusion, 0.0)
        return found

    def without(self, confusion: Confusion, shown: Mapping[Confusion, float]) -> float:
        """Return what a confusion costs in a word, by what all others show.

        Args:
            confusion: the confusion.
            shown: how often each is expected to have happened in the word itself.
        """
        own = shown.get(confusion)
        return self._find(confusion, own) if own else self[confusion]

    def together(
        self, confusions: Iterable[Confusion], shown: Mapping[Confusion, float] = NOTHING
    ) -> float:
        """Return what several confusions cost in a word.

        Args:
            confusions: the confusions.
            shown: how often each is expected to have happened in the word itself.
        """
        if shown:
            return sum([self.without(confusion, shown) for confusion in confusions])
        return sum([self[confusion] for confusion in confusions])


def cost(costs: Costs, reading: Reading, shown: Mapping[Confusion, float] = NOTHING) -> float:
    """Return what the confusions of a reading cost together.

    Args:
        costs: of the document.
        reading: a reading of a word of it.
        shown: how often each is expected to have happened in the word itself.
    """
    return costs.together([site.confusion for site in reading.sites], shown)
