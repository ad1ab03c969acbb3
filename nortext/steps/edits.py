"""The step `edits`: the chosen readings as changes of the text, and what stays in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from nortext.channel.confusions import Site
from nortext.channel.reading import LOST_KIND
from nortext.document import Document, Slot
from nortext.models import Models
from nortext.options import RepairOptions
from nortext.results import Doubt
from nortext.search.casing import reading_text
from nortext.steps.parameters import PARAMETERS
from nortext.text.alphabet import GAP
from nortext.text.edits import Alternative, Edit

__all__ = ["MakeEdits"]


class MakeEdits:
    """Turns choices into edits and doubts.

    Args:
        models: the word lists.
        options: how texts are repaired.
    """

    name: ClassVar[str] = "edits"

    def __init__(self, models: Models, options: RepairOptions) -> None:
        self._lexicon, self._min_confidence = models.lexicon, options.min_confidence

    def __call__(self, document: Document) -> None:
        """Say what is to be changed and what is in doubt: sets `edits` and `doubts`, by place.

        Args:
            document: its words have their choices.
        """
        p = PARAMETERS
        for at, slot in enumerate(document.slots):
            choice = slot.choice
            if choice and (choice.best != 0 or choice.probability[0] < p.doubt):
                self._add(document, at, slot)

    def _add(self, document: Document, at: int, slot: Slot) -> None:
        """Add the edits and the doubt of one place."""
        p, word = PARAMETERS, slot.word
        assert slot.choice is not None
        best, probability = slot.choice
        confidence = probability[best]
        if confidence < 1 - p.least_alternative:
            order = sorted(range(len(probability)), key=lambda i: (-probability[i], i))
        else:
            order = [best]
        readings = [
            Alternative(
                reading_text(document.slots, at, word.candidates[i], self._lexicon),
                round(probability[i], 4),
            )
            for i in order
        ]
        after = readings[order.index(best)].text
        before = document.text[slot.start : slot.end]
        is_changed = after != (before if GAP in word.text else word.text)
        if is_changed and confidence >= self._min_confidence:
            others = [
                reading
                for i, reading in zip(order, readings, strict=True)
                if i != best and reading.probability >= p.least_alternative
            ]
            alternatives = tuple(others[: p.most_alternatives])
            damage = document.kinds.get(word.channel, word.channel.name)
            document.edits += _edits(document.text, slot, after, confidence, alternatives, damage)
        if confidence < max(p.doubt, self._min_confidence if is_changed else 0.0):
            likeliest = tuple(readings[: p.most_alternatives])
            document.doubts.append(Doubt(slot.start, slot.end, before, likeliest))


def _edits(
    text: str,
    slot: Slot,
    after: str,
    confidence: float,
    alternatives: tuple[Alternative, ...],
    damage: str,
) -> Iterator[Edit]:
    """Yield the edits that put a reading in a word's place, one for each half of a parted word."""
    mark = slot.word.channel.facts.mark
    for start, end, sites, part in _halves(text, slot, after):
        if part != text[start:end]:
            confusions = [
                f"{site.confusion.printed}>{site.confusion.read.replace(GAP, mark)}"
                for site in sites
            ]
            yield Edit(
                start,
                end,
                text[start:end],
                part,
                reason=slot.chosen.kind,
                confusions=tuple(confusions),
                confidence=round(confidence, 4),
                alternatives=alternatives,
                damage=damage,
            )


def _halves(text: str, slot: Slot, after: str) -> list[tuple[int, int, tuple[Site, ...], str]]:
    """Return what is replaced by what: start, end, the confusions undone there, the new text."""
    reading = slot.chosen
    if slot.seam:
        cut = slot.seam[0] - slot.start
        first = tuple([site for site in reading.sites if site.start < cut])
        growth = [len(site.confusion.printed) - (site.end - site.start) for site in first]
        length = cut + sum(growth)
        return [
            (slot.start, slot.seam[0], first, after[:length]),
            (slot.seam[1], slot.end, reading.sites[len(first) :], after[length:]),
        ]
    start = slot.start
    if reading.kind == LOST_KIND:
        # the lost word takes the place of one of two spaces, or stands at the line's end
        before = text[max(0, start - 2) : start]
        if before in ("  ", "\n ", " "):
            start -= 1
        elif before == " \n":
            start -= 1
            after = after.replace(" ", "\n", 1)
    return [(start, slot.end, reading.sites, after)]
