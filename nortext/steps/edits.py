"""Last step: the chosen readings as edits of the text, and what stays in doubt."""

from __future__ import annotations

from collections.abc import Iterator

from nortext.channel.candidates import LOST_KIND, Reading
from nortext.channel.confusions import GAP
from nortext.document import Document, Slot
from nortext.language.lexicon import UNKNOWN
from nortext.models import Models
from nortext.results import Alternative, Doubt, Edit
from nortext.search.casing import cased

__all__ = ["left_unknown", "reading_text", "rewrite"]

DOUBT = 0.99  # a word whose reading is less likely than this is in doubt
MOST_ALTERNATIVES = 4
LEAST_ALTERNATIVE = 0.001
CERTAIN = 1 - LEAST_ALTERNATIVE


def rewrite(document: Document, models: Models, min_confidence: float) -> tuple[list[Edit], list[Doubt]]:
    """What is to be changed, and what is in doubt.

    Args:
        document: its words have their choices.
        models: the word lists.
        min_confidence: changes less likely than this are doubts instead, 0 to 1.

    Returns:
        The edits and the doubts, by place.
    """
    edits: list[Edit] = []
    doubts: list[Doubt] = []
    slots = document.slots
    for at, slot in enumerate(slots):
        if slot.choice is None:
            continue
        word, (best, probability) = slot.word, slot.choice
        confidence = probability[best]
        if best == 0 and confidence >= DOUBT:
            continue
        order = sorted(range(len(probability)), key=lambda i: (-probability[i], i)) if confidence < CERTAIN else [best]
        readings = [Alternative(reading_text(slots, at, word.candidates[i], models), round(probability[i], 4)) for i in order]
        after = readings[order.index(best)].text
        changed = after != document.text[slot.start : slot.end] if GAP in word.text else after != word.text
        if changed and confidence >= min_confidence:
            others = [r for i, r in zip(order, readings, strict=True) if i != best and r.probability >= LEAST_ALTERNATIVE]
            edits += _edits(document.text, slot, after, confidence, tuple(others[:MOST_ALTERNATIVES]))
        if confidence < max(DOUBT, min_confidence if changed else 0.0):
            doubts.append(Doubt(slot.start, slot.end, document.text[slot.start : slot.end], tuple(readings[:MOST_ALTERNATIVES])))
    return edits, doubts


def left_unknown(document: Document) -> int:
    """How many words of damaged passages stay as they are though no lexicon holds them: names and rare words, or damage unseen.

    Args:
        document: its words have their choices.
    """
    stay = [s for s in document.slots if s.damaged and not s.foreign and (s.choice is None or s.choice.best == 0)]
    return sum([UNKNOWN in slot.word.readings[0].numbers and not slot.word.fixed for slot in stay])


def reading_text(slots: list[Slot], at: int, reading: Reading, models: Models) -> str:
    """A reading as it is written in its place.

    Args:
        slots: the document's places.
        at: which of them.
        reading: one of the word's readings there.
        models: the word lists.
    """

    def among_capitals() -> bool:
        neighbours = slots[max(0, at - 1) : at] + slots[at + 1 : at + 2]
        return any(len(other.word.text) > 2 and other.word.text.isupper() for other in neighbours)

    number = reading.numbers[0]
    is_unknown = number == UNKNOWN
    slot = slots[at]
    if reading.kind == LOST_KIND and slot.word.channel.facts.loses and slot.starts_sentence:
        return reading.text.capitalize()
    is_name = not is_unknown and models.lexicon.is_name(number, slot.word.text[0].isupper())
    return cased(slot, reading, is_name, is_unknown, among_capitals).replace(GAP, slot.word.channel.facts.mark)


def _edits(text: str, slot: Slot, after: str, confidence: float, others: tuple[Alternative, ...]) -> Iterator[Edit]:
    """The edits that put a reading in a word's place, one for each half of a parted word."""
    reading = slot.chosen
    halves = [(slot.start, slot.end, reading.sites, after)]
    if reading.kind == LOST_KIND:  # the lost word takes the place of one of two spaces, or stands at the line's end
        before = text[max(0, slot.start - 2) : slot.start]
        if before in ("  ", "\n ", " "):
            halves = [(slot.start - 1, slot.end, reading.sites, after)]
        elif before == " \n":
            halves = [(slot.start - 1, slot.end, reading.sites, after.replace(" ", "\n", 1))]
    if slot.seam:
        cut = slot.seam[0] - slot.start
        first = tuple(site for site in reading.sites if site.start < cut)
        length = cut + sum(len(site.confusion.printed) - (site.end - site.start) for site in first)
        halves = [
            (slot.start, slot.seam[0], first, after[:length]),
            (slot.seam[1], slot.end, reading.sites[len(first) :], after[length:]),
        ]
    for start, end, sites, part in halves:
        if part != text[start:end]:
            mark = slot.word.channel.facts.mark
            confusions = tuple([f"{site.confusion.printed}>{site.confusion.read.replace(GAP, mark)}" for site in sites])
            damage = slot.word.channel.name
            yield Edit(start, end, text[start:end], part, reading.kind, confusions, round(confidence, 4), others, damage)
