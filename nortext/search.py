"""The best reading of every word in its sentence, with confusions learnt from the document itself."""

from __future__ import annotations

import math
from collections.abc import Iterator

from nortext.confusions import Confusion
from nortext.decoder import Choice, Decoder, Option
from nortext.document import Document, Slot, Word
from nortext.lexicon import END, UNKNOWN
from nortext.models import Models, cost
from nortext.readings import Reading

__all__ = ["adapt", "weigh_context"]

PRUNE = 8.0  # natural logarithm: readings this much less likely than the best, context apart, are not searched
PRICE_OF_HARM = 2.0  # how many words left damaged one right word made wrong is worth
SAMPLE = 6000  # words among which a document's confusions are learnt
TOGETHER = 4  # how far apart the places looked at are, in a document no longer than that
SURE = 0.95  # readings this likely teach them
MOST_TOGETHER = 4  # places of an unknown word that speak for themselves
VOUCHES = 0.05  # the share of words that are as frequent as the document has them, not as the language has
FEW = 500  # words added to the document's when its frequencies are taken
LEAST_VOUCHED = 5  # letters of a word that vouches for others
PRIOR = 12.0  # for how many sightings of a letter the table counts against the document's own


def adapt(document: Document, models: Models, decoder: Decoder) -> None:
    """Learn the document's confusions from what is sure in a sample of its words; sets `document.costs`.

    This is one step of expectation-maximisation (Dempster et al. 1977) with the table as a Dirichlet prior.

    Args:
        document: its words have their readings.
        models: the word lists.
        decoder: the search.
    """
    _weigh(document, models)
    slots = document.slots
    seen: dict[Confusion, float] = {}
    stride = max(1, len(slots) // SAMPLE)
    at = 0
    while at < len(slots):
        if not slots[at].is_open:
            at += 1
            continue
        choices = _decode(slots, at, models, decoder)
        for place, choice in enumerate(choices, at):
            if slots[place].is_open and choice.probability[choice.best] >= SURE:
                for site in slots[place].word.candidates[choice.best].sites:
                    seen[site.confusion] = seen.get(site.confusion, 0.0) + 1.0
        at += max(len(choices), stride * TOGETHER)
    if seen:
        document.costs = models.confusions.adapted(seen, PRIOR)
        _weigh(document, models)
        document.vouched = _vouch(document, models)


def weigh_context(document: Document, models: Models, decoder: Decoder) -> None:
    """Search for the best reading of every word that may be another; sets their `choice`.

    Args:
        document: its words have their readings, its costs are learnt.
        models: the word lists.
        decoder: the search.
    """
    _weigh(document, models)
    slots, at, count = document.slots, 0, len(document.slots)
    while at < count:
        if not slots[at].is_open:
            at += 1
            continue
        for choice in _decode(slots, at, models, decoder):
            if slots[at].is_open:
                slots[at].choice = _least_harm(choice)
            at += 1


def _weigh(document: Document, models: Models) -> None:
    """Give each word its candidates and options."""
    for word in document.words.values():
        if len(word.readings) > 1:
            word.candidates, word.options = _options(word, document, models)
        else:
            word.candidates, word.options = word.readings, [Option(word.readings[0].numbers, 0.0)]


def _decode(slots: list[Slot], at: int, models: Models, decoder: Decoder) -> list[Choice]:
    """Decode the run of words that begins with an open one."""
    history: tuple[int, ...] = ()
    first = at
    while first > 0 and len(history) < models.words.order and not slots[first].starts_sentence:
        before = (slots[first].before,) if slots[first].before else ()
        first -= 1
        history = slots[first].chosen.numbers + before + history
    if slots[first].starts_sentence or not first:
        history = (END, *history)
    return decoder.decode(history[1 - models.words.order :], _run(slots, at))


def _run(slots: list[Slot], at: int) -> Iterator[tuple[int, list[Option]]]:
    """The words from a place to the end of its sentence, as the decoder takes them."""
    for place in range(at, len(slots)):
        slot = slots[place]
        if slot.starts_sentence and place > at:
            return
        options = slot.word.options
        yield slot.before, options if slot.is_open or len(options) == 1 else [Option(slot.word.readings[0].numbers, 0.0)]


def _options(word: Word, document: Document, models: Models) -> tuple[tuple[Reading, ...], list[Option]]:
    """The readings worth searching, the word as it stands first; of those with the same words the likeliest.

    All places where an unknown word stands hold the same name, so its confusions must have happened in each of them.
    """
    scored: dict[tuple[int, ...] | str, tuple[float, Reading]] = {}
    together = min(word.count, MOST_TOGETHER)
    for reading in word.readings:
        is_unknown = UNKNOWN in reading.numbers
        paid = cost(document.costs, reading)
        score = reading.spelling - (paid * together if is_unknown and len(reading.numbers) == 1 else paid)
        vouched = document.vouched.get(reading.text.lower(), 0)
        if vouched:
            score += math.log1p(VOUCHES * vouched / (len(document.slots) + FEW) / math.exp(models.logp(reading)))
        key = reading.text.lower() if is_unknown else reading.numbers
        if key not in scored or score > scored[key][0]:
            scored[key] = (score, reading)
    whole = {key: score + models.logp(reading) - reading.spelling for key, (score, reading) in scored.items()}
    least = max(whole.values()) - PRUNE
    kept = [pair for at, (key, pair) in enumerate(scored.items()) if at == 0 or whole[key] >= least]
    return tuple(reading for _, reading in kept), [Option(reading.numbers, score) for score, reading in kept]


def _vouch(document: Document, models: Models) -> dict[str, int]:
    """How often each word was read for sure, whatever its context."""
    vouched: dict[str, int] = {}
    for word in document.words.values():
        if len(word.text) < LEAST_VOUCHED or word.fixed:
            continue
        scores = [o.score + sum(map(models.words.unigram, o.numbers)) for o in word.options]
        best = max(range(len(scores)), key=scores.__getitem__)
        if sum(math.exp(score - scores[best]) for score in scores) <= 1 / SURE:
            text = word.candidates[best].text.lower()
            vouched[text] = vouched.get(text, 0) + word.count
    return vouched


def _least_harm(choice: Choice) -> Choice:
    """The choice, with the word as it stands in place of a change that is not enough likelier."""
    if choice.best == 0 or choice.probability[choice.best] >= PRICE_OF_HARM * choice.probability[0]:
        return choice
    return Choice(0, choice.probability)
