"""Weigh a choice anew by what stands on both sides of the word."""

from __future__ import annotations

import math

from nortext.channel.reading import Choice, Option, choose
from nortext.language.contexts import Disambiguator
from nortext.search.parameters import PARAMETERS

__all__ = ["disambiguated", "least_harmful"]


def disambiguated(
    choice: Choice, options: list[Option], around: list[int], contexts: Disambiguator
) -> Choice:
    """Return a choice weighed anew.

    The probability that the search gave to the words the classifier knows, but for hopeless ones,
    is parted among them: their n-gram probability to the power of `ngram_weight`, the classifier's
    to that of `context_weight`.

    Args:
        choice: what the search found.
        options: the options it chose among.
        around: the symbols around the word, as `nortext.language.contexts.window` gives them.
        contexts: the classifier.
    """
    p = PARAMETERS
    known = [
        i
        for i, option in enumerate(options)
        if len(option.numbers) == 1
        and choice.probability[i] > p.rival
        and contexts.knows(option.numbers[0])
    ]
    if len(known) < 2:
        return choice
    mass = math.fsum([choice.probability[i] for i in known])
    judged = contexts.scores([options[i].numbers[0] for i in known], around)
    scores = [
        p.ngram_weight * math.log(choice.probability[i] + p.least_mass)
        + (1 - p.ngram_weight) * options[i].score
        + p.context_weight * score
        for i, score in zip(known, judged, strict=True)
    ]
    probability = list(choice.probability)
    for i, share in zip(known, choose(scores).probability, strict=True):
        probability[i] = mass * share
    return Choice(probability.index(max(probability)), tuple(probability))


def least_harmful(choice: Choice, price: float) -> Choice:
    """Return the choice, without a change that is not enough likelier than the word as it stands.

    Args:
        choice: a calibrated choice.
        price: how many words left damaged one right word made wrong is worth.
    """
    best, probability = choice
    if best == 0 or probability[best] >= price * probability[0]:
        return choice
    return Choice(0, probability)
