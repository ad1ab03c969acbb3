"""Weigh the readings of each word without its context: which are worth searching."""

from __future__ import annotations

import math
from collections.abc import Iterable

from nortext.channel.analysis import Part, Weighed
from nortext.channel.reading import LOST_KIND, Option, Reading, choose, log_sum
from nortext.document import Document, Word
from nortext.language.lexicon import UNKNOWN
from nortext.language.varieties import BOKMAAL
from nortext.models import Models
from nortext.search.parameters import PARAMETERS

__all__ = ["near_miss_of", "parts_of", "stays_as_it_is", "weigh", "weigh_at_first"]


def weigh_at_first(document: Document, models: Models) -> None:
    """Give each word its candidates and options before the document has taught anything.

    Those that any document would give a word are remembered.

    Args:
        document: its words have their readings.
        models: the word lists.
    """
    is_any = not document.vouched and all(
        costs is models.costs(channel) for channel, costs in document.costs.items()
    )
    for word in document.words.values():
        if len(word.readings) == 1:
            word.candidates = word.readings
            word.options = [Option(word.readings[0].numbers, 0.0)]
        elif is_any:
            together = min(word.count, PARAMETERS.most_together)
            key = together, word.variety
            known = word.analysis.weighed.get(key)
            if known is None:
                known = word.analysis.weighed[key] = _weighed(word, document, models)
            word.candidates, word.options, word.choice = known
        else:
            word.candidates, word.options, word.choice = _weighed(word, document, models)


def weigh(words: Iterable[Word], document: Document, models: Models) -> None:
    """Give words their candidates and options in this document.

    Args:
        words: some of its words.
        document: its costs are learnt.
        models: the word lists.
    """
    for word in words:
        word.candidates, word.options, word.choice = _weighed(word, document, models)
        word.calibration, word.settled = {}, {}


def parts_of(word: Word, models: Models) -> list[Part]:
    """Return what is known of a word's readings whatever the document."""
    analysis = word.analysis
    if analysis.parts is None:
        analysis.parts = [_part(reading, models) for reading in analysis.readings]
    return analysis.parts


def _part(reading: Reading, models: Models) -> Part:
    is_unknown = UNKNOWN in reading.numbers
    lower = reading.text.lower()
    return Part(
        lower if is_unknown else reading.numbers,
        reading.spelling,
        models.logp(reading),
        [site.confusion for site in reading.sites],
        is_unknown and len(reading.numbers) == 1,
        models.gains(reading),
        lower,
        reading,
    )


def _weighed(word: Word, document: Document, models: Models) -> Weighed:
    """Return what is searched for a word.

    All places where an unknown word stands hold the same name, so its confusions must have happened
    in each of them; an engine often misreads a word as it did before.
    """
    p = PARAMETERS
    scored: dict[tuple[int, ...] | str, tuple[float, float, Reading]] = {}
    together = min(word.count, p.most_together)
    costs, vouched, shown = document.costs[word.channel], document.vouched, word.shown
    size = len(document.slots) + p.vouching_words
    variety = word.variety
    for key, spelling, logp, confusions, is_name, gains, lower, reading in parts_of(word, models):
        paid = costs.together(confusions, shown)
        if is_name:
            paid += (together - 1) * min(paid, p.same_again)
        score = spelling + gains[variety] - paid
        whole = logp + gains[variety] - gains[BOKMAAL] - paid
        times = vouched.get(lower, 0) if vouched else 0
        if times:
            itself = max(math.exp(whole + paid), p.least_probability)
            more = math.log1p(p.vouching_share * times / size / itself)
            score, whole = score + more, whole + more
        known = scored.get(key)
        if known is None or score > known[0]:
            scored[key] = (score, whole, reading)
    found = list(scored.values())
    noise = document.noise.get(word.channel)
    near = near_miss_of(word, models)
    if noise and near > -math.inf:
        score, whole, reading = found[0]
        more = stays_as_it_is(whole, near, noise.near_misses) - whole
        found[0] = (score + more, whole + more, reading)
    return _pruned(found)


def near_miss_of(word: Word, models: Models) -> float:
    """Return how likely a word is as a near miss of others in sound text.

    Args:
        word: it has its readings.
        models: the word lists.

    Returns:
        A natural logarithm, minus infinity for words of the lexicon and where nothing is near.
    """
    analysis = word.analysis
    if analysis.near_miss is None:
        analysis.near_miss = _near_miss(word, models)
    return analysis.near_miss


def stays_as_it_is(itself: float, near: float, times: float) -> float:
    """Return how likely a word is as it stands: by itself, or as a near miss.

    Args:
        itself: how likely it is by itself, as the other numbers a natural logarithm.
        near: how likely it is as a near miss.
        times: how many times more near misses a document has than others, no logarithm.
    """
    return log_sum([itself, near + math.log(times)])


def _near_miss(word: Word, models: Models) -> float:
    first, *others = parts_of(word, models)
    if not first.is_name or not word.channel.is_ocr:
        return -math.inf
    near, size, capital = models.near_misses, len(word.text), word.text[0].isupper()
    cost, unigram = near.cost, models.words.unigram
    values = []
    for part in others:
        if part.confusions:
            reading, logp = part.reading, part.logp
            rarity = max(map(unigram, reading.numbers)) if reading.kind == "words" else logp
            paid = sum([cost(s.confusion, s.end == size, capital) for s in reading.sites])
            values.append(logp + near.gain(reading.kind, rarity) - paid)
    return log_sum(values) if values else -math.inf


def _pruned(scored: list[tuple[float, float, Reading]]) -> Weighed:
    """Return the readings worth searching.

    Args:
        scored: for each its score, the same with its probability, and the reading; the word as it
            stands first.
    """
    p = PARAMETERS
    most = max([whole for _, whole, _ in scored])
    kept = [scored[0]]
    kept += [s for s in scored[1:] if s[1] >= most - p.prune or s[2].kind == LOST_KIND]
    candidates = tuple([reading for _, _, reading in kept])
    options = [Option(reading.numbers, score) for score, _, reading in kept]
    choice = None
    if scored[0][1] <= most - p.decided:
        wholes = [whole for _, whole, _ in kept]
        if sum([whole > most - p.decided for whole in wholes]) == 1:
            choice = choose(wholes)
    return Weighed(candidates, options, choice)
