"""The step `adapt`: learn from the document what became of its letters, and which words it has.

One step of expectation-maximisation (Dempster et al. 1977) with the table of confusions as a
Dirichlet prior.
"""

from __future__ import annotations

import math
from typing import ClassVar

from nortext.channel.confusions import Confusion
from nortext.channel.reading import Choice
from nortext.document import Document, Word
from nortext.models import Models
from nortext.options import RepairOptions
from nortext.search.beam import BeamSearch
from nortext.search.lattice import history_of, search_run
from nortext.search.parameters import PARAMETERS
from nortext.search.weigh import parts_of, weigh, weigh_at_first

__all__ = ["Adapt"]


class Adapt:
    """Learns the confusions and words of documents.

    Args:
        models: the word lists.
        options: how texts are repaired.
    """

    name: ClassVar[str] = "adapt"

    def __init__(self, models: Models, options: RepairOptions) -> None:
        self._models = models
        self._beam = BeamSearch(models.words)

    def __call__(self, document: Document) -> None:
        """Learn from what is sure in a sample of a document's words.

        Sets its `costs` and `vouched`, and weighs its words accordingly.

        Args:
            document: its words have their readings.
        """
        if not document.may_change:
            return
        models = self._models
        weigh_at_first(document, models)
        seen = self._seen(document)
        if seen:
            costs = dict(document.costs)
            for channel in document.channels:
                costs |= channel.confusions.adapted(seen, PARAMETERS.prior_sightings)
            document.costs = costs
        words = [word for word in document.words.values() if len(word.readings) > 1]
        if seen:
            weigh(words, document, models)
        document.vouched = vouched = self._vouched(document)
        weigh(
            [w for w in words if any(part.lower in vouched for part in parts_of(w, models)[1:])],
            document,
            models,
        )

    def _seen(self, document: Document) -> dict[Confusion, float]:
        """Return how often each confusion is found for sure, in a sample of the places."""
        p, slots, order = PARAMETERS, document.slots, self._models.words.order
        seen: dict[Confusion, float] = {}
        stride = p.sample_distance * max(1, len(slots) // p.sample)
        at = 0
        while at < len(slots):
            slot = slots[at]
            if not slot.is_open:
                if slot.is_decided:
                    _count(seen, slot.word, slot.word.choice)
                at += 1
                continue
            history = history_of(slots, at, order)
            choices = search_run(self._beam, slots, at, history, order)
            for slot, choice in zip(slots[at : at + len(choices)], choices, strict=True):
                if slot.is_open and choice.probability[choice.best] >= p.sure:
                    _count(seen, slot.word, choice)
            at += max(len(choices), stride)
        return seen

    def _vouched(self, document: Document) -> dict[str, int]:
        """Return how often each word was read for sure, whatever its context."""
        p, unigram = PARAMETERS, self._models.words.unigram
        vouched: dict[str, int] = {}
        for word in document.words.values():
            if len(word.text) < p.least_vouching or word.fixed:
                continue
            best = 0
            if len(word.options) > 1:
                scores = [o.score + sum(map(unigram, o.numbers)) for o in word.options]
                best = scores.index(max(scores))
                if sum([math.exp(score - scores[best]) for score in scores]) > 1 / p.sure:
                    continue
            text = word.candidates[best].text.lower()
            vouched[text] = vouched.get(text, 0) + word.count
        return vouched


def _count(seen: dict[Confusion, float], word: Word, choice: Choice | None) -> None:
    """Count the confusions of a choice."""
    if choice:
        for site in word.candidates[choice.best].sites:
            seen[site.confusion] = seen.get(site.confusion, 0.0) + 1.0
