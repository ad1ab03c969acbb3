"""Explain why a word was read as it was: its candidates and their scores."""

from __future__ import annotations

from dataclasses import dataclass

from nortext.channel.costs import cost
from nortext.channel.reading import Reading
from nortext.document import Slot
from nortext.pipeline import Pipeline

__all__ = ["Candidate", "Explanation", "explain"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a word; the scores are natural logarithms.

    Attributes:
        text: the reading.
        kind: how it was found.
        confusions: the misreadings it undoes, as `printed>read`.
        channel: log P(the word as it stands | the reading), from the confusions.
        language_model: log P(the reading), whatever its context.
        probability: in its context; 0 for a reading that was not worth searching.
    """

    text: str
    kind: str
    confusions: tuple[str, ...]
    channel: float
    language_model: float
    probability: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was weighed for one word.

    Attributes:
        word: the word as it stands.
        chosen: the reading that won.
        why: one sentence that says why.
        candidates: the readings, likeliest first.
    """

    word: str
    chosen: str
    why: str
    candidates: tuple[Candidate, ...]


def explain(pipeline: Pipeline, text: str) -> list[Explanation]:
    """Return what was weighed for each word of a text.

    Args:
        pipeline: the pipeline to ask.
        text: a word or a line.

    Returns:
        An explanation for each word.

    >>> [(e.word, e.chosen) for e in explain(Pipeline(), "Vi ma ga")]
    [('Vi', 'Vi'), ('ma', 'må'), ('ga', 'gå')]
    """
    document = pipeline.analyse(text)
    explanations = []
    for slot in document.slots:
        shares: dict[Reading, float] = {}
        if slot.choice is not None and _searched(slot):
            shares = dict(zip(slot.word.candidates, slot.choice.probability, strict=True))
        candidates = [
            Candidate(
                reading.text,
                reading.kind,
                tuple([f"{s.confusion.printed}>{s.confusion.read}" for s in reading.sites]),
                -cost(document.costs[slot.word.channel], reading),
                pipeline.models.logp(reading),
                shares.get(reading, 0.0) if shares else float(reading is slot.word.readings[0]),
            )
            for reading in slot.word.readings
        ]
        candidates.sort(key=lambda c: (-c.probability, -c.channel - c.language_model))
        explanations.append(
            Explanation(slot.word.text, slot.chosen.text, _why(slot), tuple(candidates))
        )
    return explanations


def _searched(slot: Slot) -> bool:
    return slot.choice is not None and len(slot.word.options) > 1


def _why(slot: Slot) -> str:
    """Return one sentence that says why a reading won."""
    if slot.word.fixed:
        return "it is not to be touched: an address, an initial, a mark, or a protected word"
    if len(slot.word.readings) == 1:
        return "nothing else could have stood there"
    if slot.foreign:
        return "its passage is not Norwegian"
    if not _searched(slot) or slot.choice is None:
        return "nothing else was likely enough"
    share = slot.choice.probability[slot.choice.best]
    if slot.choice.best == 0 and max(slot.choice.probability) > share:
        most = max(slot.choice.probability)
        return f"a change was likelier ({most:.0%}), but not by enough to risk harm"
    return f"it is the likeliest in its context ({share:.1%})"
