"""The best reading of every word in its sentence, with confusions learnt from the document itself."""

from __future__ import annotations

from nortext.confusions import Confusion
from nortext.decoder import Choice, Decoder, Option
from nortext.document import Document, Slot
from nortext.lexicon import END, UNKNOWN
from nortext.models import Models, cost
from nortext.readings import Reading

__all__ = ["adapt", "weigh_context"]

PRUNE = 8.0  # natural logarithm: readings this much less likely than the best, context apart, are not searched
PRICE_OF_HARM = 2.0  # how many words left damaged one right word made wrong is worth
SAMPLE = 3000  # words that are searched to learn a document's confusions
SURE = 0.95  # readings this likely teach them
PRIOR = 12.0  # for how many sightings of a letter the table counts against the document's own


def adapt(document: Document, models: Models, decoder: Decoder) -> None:
    """Learn the document's confusions from what is sure in a sample of its sentences; sets `document.costs`.

    This is one step of expectation-maximisation (Dempster et al. 1977) with the table as a Dirichlet prior.

    Args:
        document: its words have their readings.
        models: the word lists.
        decoder: the search.
    """
    open_sentences = [sentence for sentence in document.sentences if any(map(_is_open, sentence))]
    sample = open_sentences[:: max(1, sum(map(len, open_sentences)) // SAMPLE)]
    _search(document, sample, models, decoder)
    seen: dict[Confusion, float] = {}
    for sentence in sample:
        for slot in sentence:
            if slot.choice and slot.choice.probability[slot.choice.best] >= SURE:
                for site in slot.chosen.sites:
                    seen[site.confusion] = seen.get(site.confusion, 0.0) + 1.0
            slot.choice = None  # made with the table's costs; it is for `weigh_context` to choose
    if seen:
        document.costs = models.confusions.adapted(seen, PRIOR)


def weigh_context(document: Document, models: Models, decoder: Decoder) -> None:
    """Search for the best reading of every sentence.

    Args:
        document: its words have their readings, its costs are learnt.
        models: the word lists.
        decoder: the search.
    """
    _search(document, document.sentences, models, decoder)


def _is_open(slot: Slot) -> bool:
    return slot.damaged and not slot.foreign and len(slot.readings) > 1


def _search(document: Document, sentences: list[list[Slot]], models: Models, decoder: Decoder) -> None:
    memory: dict[str, tuple[tuple[Reading, ...], list[Option]]] = {}
    for sentence in sentences:
        is_open = False
        for slot in sentence:
            if not _is_open(slot):
                slot.options = [Option(slot.readings[0].numbers, 0.0)]
                continue
            is_open = True
            known = memory.get(slot.text) if len(slot.spans) == 1 else None
            if known is None:
                known = _options(slot, document, models)
                if len(slot.spans) == 1:
                    memory[slot.text] = known
            slot.candidates, slot.options = known
        if is_open:
            for slot, choice in zip(sentence, decoder.decode(sentence, (END,)), strict=True):
                slot.choice = _least_harm(choice)


def _options(slot: Slot, document: Document, models: Models) -> tuple[tuple[Reading, ...], list[Option]]:
    """The readings worth searching, the word as it stands first; of those with the same words the likeliest."""
    scored: dict[tuple[int, ...] | str, tuple[float, Reading]] = {}
    for reading in slot.readings:
        score = reading.spelling - cost(document.costs, reading)
        key = reading.numbers if UNKNOWN not in reading.numbers else reading.text.lower()
        if key not in scored or score > scored[key][0]:
            scored[key] = (score, reading)
    whole = {key: score + models.logp(reading) - reading.spelling for key, (score, reading) in scored.items()}
    least = max(whole.values()) - PRUNE
    kept = [pair for at, (key, pair) in enumerate(scored.items()) if at == 0 or whole[key] >= least]
    return tuple(reading for _, reading in kept), [Option(reading.numbers, score) for score, reading in kept]


def _least_harm(choice: Choice) -> Choice:
    """The choice, with the word as it stands in place of a change that is not enough likelier."""
    if choice.best == 0 or choice.probability[choice.best] >= PRICE_OF_HARM * choice.probability[0]:
        return choice
    return Choice(0, choice.probability)
