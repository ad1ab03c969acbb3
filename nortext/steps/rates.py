"""The step `rates`: learn from the document what became of its letters, and which words it has."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import ClassVar

from nortext.channel.channel import Channel
from nortext.channel.costs import Costs, cost
from nortext.channel.reading import Reading
from nortext.channel.rules import ANY_OCR, OCR_OF_PROFILE
from nortext.document import Document, Noise, Word
from nortext.evidence import Evidence
from nortext.language.lexicon import UNKNOWN
from nortext.models import Models
from nortext.options import RepairOptions
from nortext.search.parameters import PARAMETERS
from nortext.search.rates import Before, Rates, letters_of, observed
from nortext.search.weigh import near_miss_of, parts_of, stays_as_it_is, weigh, weigh_at_first

__all__ = ["LearnRates"]


class LearnRates:
    """Learns the rates of confusions, and the words, of documents.

    Args:
        models: the word lists.
        options: how texts are repaired.
    """

    name: ClassVar[str] = "rates"

    def __init__(self, models: Models, options: RepairOptions) -> None:
        self._models, self._is_given = models, options.damage is not None
        self._known: tuple[Evidence | None, dict[str, Before]] = (None, {})

    def __call__(self, document: Document) -> None:
        """Learn from a document's words.

        Sets its `costs`, `noise`, `kinds` and `vouched`, and weighs its words accordingly.

        Args:
            document: its words have their readings, its passages their languages.
        """
        if not document.may_change:
            return
        for channel, places in _places(document).items():
            rates = self._learn(channel, places, document.evidence)
            document.costs[channel] = Costs(rates.cost)
            document.noise[channel] = Noise(
                rates.words, rates.noise, rates.events, rates.seen, rates.near_misses
            )
            document.kinds[channel] = _kind(channel, rates)
        weigh_at_first(document, self._models)
        document.vouched = vouched = self._vouched(document)
        words = [word for word in document.words.values() if len(word.readings) > 1]
        parts = {word: parts_of(word, self._models)[1:] for word in words}
        weigh(
            [w for w in words if any(part.lower in vouched for part in parts[w])],
            document,
            self._models,
        )

    def _learn(self, channel: Channel, places: Counter[Word], evidence: Evidence | None) -> Rates:
        """Return the rates of a channel.

        Args:
            channel: the channel.
            places: its words, and in how many places each stands.
            evidence: what other texts show.
        """
        p, names = PARAMETERS, channel.profiles.names
        is_sure = self._is_given or not channel.is_ocr
        own = channel.facts.profile if is_sure else ""
        rates = Rates(
            channel.profiles,
            letters_of(places),
            [1.0 if not own or name == own else p.other_profile for name in names],
            1.0 if is_sure else p.noise,
            self._before(channel, evidence) if evidence else None,
        )
        rates.learn(list(observed(places, self._models)))
        if channel.is_ocr and _is_noisy(rates):
            self._look_deeper(channel, places, rates)
            rates.learn_more(list(observed(places, self._models)))
        return rates

    def _before(self, channel: Channel, evidence: Evidence) -> Before:
        """Return what the texts of a collection show of a channel."""
        if self._known[0] is not evidence:
            self._known = evidence, {}
        name, known = ANY_OCR if channel.is_ocr else channel.name, self._known[1]
        if name not in known:
            known[name] = self._learn_from(evidence.words.get(name, {}), name)
        return known[name]

    def _learn_from(self, counts: Mapping[str, int], name: str) -> Before:
        """Return what words show of the channel of that name."""
        channel = self._models.channel(name)
        places: Counter[Word] = Counter()
        for text, times in counts.items():
            word = Word(text, False, channel)
            word.analysis, word.count = channel.analysis(text), times
            places[word] = times
        weights = [1.0] * len(channel.profiles.names)
        noise = PARAMETERS.noise if channel.is_ocr else 1.0
        letters = letters_of(places)
        rates = Rates(channel.profiles, letters, weights, noise)
        rates.learn(list(observed(places, self._models)))
        share = min(1.0, PARAMETERS.most_before / max(1, rates.words))
        seen = {(c.printed, c.read, c.alone): times * share for c, times in rates.seen.items()}
        return Before(seen, {letter: times * share for letter, times in letters.items()})

    def _look_deeper(self, channel: Channel, places: Iterable[Word], rates: Rates) -> None:
        """Give the words of a noisy channel more readings.

        Args:
            channel: the channel.
            places: its words.
            rates: the rates of its confusions, as far as they are known.
        """
        costs, most = Costs(rates.cost), -math.log(PARAMETERS.active)
        every = dict.fromkeys([*channel.confusions.costs, *rates.seen])  # in the same order always
        search = channel.deeper([c for c in every if costs[c] <= most and c.printed != " "])
        for word in places:
            if word.fixed or len(word.text) < 2:
                continue
            found: Iterable[Reading]
            if UNKNOWN not in word.readings[0].numbers:
                found = search.of_known(word.text)
            elif self._is_explained(word, costs, rates.near_misses):
                continue
            else:
                thorough = channel.thorough(word.text).readings[1:]
                found = chain(thorough, search.of_unknown(word.text))
                if all(reading.kind == "spelling" for reading in thorough):
                    found = chain(found, search.one_away(word.text))
            more = _new(word, found, costs)
            if more:
                word.readings = (*word.readings, *more)

    def _is_explained(self, word: Word, costs: Costs, near_misses: float) -> bool:
        """Tell whether a word out of the vocabulary has a reading that explains it well."""
        first, *others = parts_of(word, self._models)
        near = near_miss_of(word, self._models)
        least = stays_as_it_is(first.logp, near, near_misses) + PARAMETERS.explained
        return any(
            part.logp - cost(costs, part.reading, word.shown) > least
            for part in others
            if part.reading.kind != "spelling"
        )

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


def _places(document: Document) -> dict[Channel, Counter[Word]]:
    """Return the words of each channel, by in how many Norwegian places each stands."""
    found: dict[Channel, Counter[Word]] = {}
    for slot in document.slots:
        if slot.may_change:
            found.setdefault(slot.word.channel, Counter())[slot.word] += 1
    return found


def _kind(channel: Channel, rates: Rates) -> str:
    """Return what the damage of a channel is called: by the profile that explains it best."""
    if not channel.is_ocr:
        return channel.name
    weights = rates.weights
    share, name = max(zip(weights, channel.profiles.names, strict=True))
    return OCR_OF_PROFILE.get(name, ANY_OCR) if share > PARAMETERS.named else ANY_OCR


def _is_noisy(rates: Rates) -> bool:
    """Tell whether letters other than æ, ø, å were misread in a channel."""
    p = PARAMETERS
    happened = rates.events["other"]
    return rates.noise["other"] >= p.noisy and happened >= p.noisy_words * rates.words


def _new(word: Word, found: Iterable[Reading], costs: Costs) -> Iterable[Reading]:
    """Return the readings that a word does not have yet, each at its likeliest."""
    known = {reading.text.lower() for reading in word.readings}
    new: dict[str, Reading] = {}
    for reading in found:
        lower = reading.text.lower()
        if lower in known or (word.place > 0 and not reading.can_be_parted(word.place)):
            continue
        if lower not in new or cost(costs, reading) < cost(costs, new[lower]):
            new[lower] = reading
    return new.values()
