"""Learn from a document how often each confusion happened in it.

The words of a document are a sample of what its letters went through. A word out of the vocabulary
that one confusion makes of a word of the lexicon speaks for that confusion; each letter that was
read right speaks against all of its confusions. Expectation-maximisation (Dempster, Laird and Rubin
1977) weighs the readings of every word by the rates found so far, and counts the rates anew. No
word vouches for itself: its own readings are weighed by what the others show (Asuncion, Welling,
Smyth and Teh 2009, CVB0). The prior of a letter's rates (Dirichlet) is a mixture of the profiles,
each by how well it explains in which directions letters went, times how noisy the document is,
which is learnt for each lost letter and for all other letters together.

Sound text has words that look like misread ones too: names, loans, slips of the pen. What a
document shows beyond these near misses is its damage (`nortext.channel.near_misses`).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from nortext.channel.confusions import Confusion
from nortext.channel.costs import Costs
from nortext.channel.profiles import Key, Profiles
from nortext.channel.reading import choose
from nortext.document import Word
from nortext.language.varieties import BOKMAAL
from nortext.models import Models
from nortext.search.parameters import PARAMETERS
from nortext.search.weigh import near_miss_of, parts_of
from nortext.text.alphabet import LOST

__all__ = ["Before", "Observed", "Rates", "letters_of", "observed"]

_Letter = tuple[str, bool]
"""A letter or pair of letters, and whether it is a word of its own."""

_OTHER, _LOST = "other", "lost"
"""The widest groups of letters that are as noisy as one another."""


@dataclass(slots=True)
class Observed:
    """A word as evidence.

    Attributes:
        word: the word.
        times: for how many words it counts.
        itself: the logarithm of how likely it is as it stands, by itself.
        near: the same as a near miss of another word.
        readings: of each other reading the logarithm of its probability, and its confusions.
    """

    word: Word
    times: float
    itself: float
    near: float
    readings: list[tuple[float, list[Confusion]]]


class Before(NamedTuple):
    """What other texts showed.

    Attributes:
        seen: how often each confusion is expected to have happened.
        letters: how often each letter stands in them.
    """

    seen: Mapping[Key, float]
    letters: Mapping[_Letter, float]


def observed(words: Iterable[Word], models: Models) -> Iterator[Observed]:
    """Yield what words say, those that say anything.

    Args:
        words: a document's words; they have their readings.
        models: the word lists.
    """
    for word in words:
        if word.fixed or len(word.readings) == 1:
            continue
        parts = parts_of(word, models)
        logps = [part.logp + part.gains[word.variety] - part.gains[BOKMAAL] for part in parts]
        readings = [
            (logp, part.confusions)
            for logp, part in zip(logps[1:], parts[1:], strict=True)
            if part.confusions
        ]
        if readings:
            times, near = min(word.count, PARAMETERS.most_together), near_miss_of(word, models)
            yield Observed(word, times, logps[0], near, readings)


def letters_of(words: Mapping[Word, int]) -> Counter[_Letter]:
    """Count the letters, pairs of letters and spaces of words, a word in some places at most.

    Args:
        words: the words, and in how many places each stands.
    """
    found: Counter[_Letter] = Counter()
    for word, places in words.items():
        text, times = word.text, min(places, PARAMETERS.most_together)
        alone = len(text) == 1
        for letter in text:
            found[letter, alone] += times
        for a, b in pairwise(text):
            found[a + b, False] += times
        found[" ", False] += times
    return found


class Rates:
    """What became of the letters of a document in one channel.

    Args:
        profiles: those of the channel.
        letters: how often each letter stands in the document.
        weights: how likely each profile is beforehand.
        noise: how noisy a document is that shows nothing, against the profiles.
        before: what other texts of its collection showed.

    Attributes:
        noise: how noisy the document is against the profiles, by group of letters.
        events: how often letters of each group are expected to have been misread.
        seen: how often each confusion is expected to have happened.
        near_misses: how many times more words than in other texts look like misread ones.
    """

    def __init__(
        self,
        profiles: Profiles,
        letters: Mapping[_Letter, float],
        weights: list[float],
        noise: float,
        before: Before | None = None,
    ) -> None:
        self._profiles, self._before = profiles, before or Before({}, {})
        self._letters: dict[_Letter, float] = defaultdict(float, letters)
        for letter, times in self._before.letters.items():
            self._letters[letter] += times
        others = [w if engine else 0.0 for w, engine in zip(weights, profiles.engines, strict=True)]
        self._prior = {_LOST: weights, _OTHER: others if any(others) else weights}
        self._weights = dict(self._prior)
        self._noise = noise
        self.noise = dict.fromkeys((_OTHER, _LOST, *LOST), noise)
        self.events: dict[str, float] = dict.fromkeys(self.noise, 0.0)
        self.seen: dict[Confusion, float] = {}
        self.near_misses = 1.0
        self._printed: dict[_Letter, float] = {}
        self._expected = self._all_expected()

    @property
    def words(self) -> int:
        """How many words it has, each counted in some places at most."""
        return round(self._letters.get((" ", False), 0.0))

    @property
    def weights(self) -> list[float]:
        """How likely each profile is, by the lost letters."""
        return self._weights[_LOST]

    def learn(self, words: list[Observed]) -> None:
        """Learn from words, as those of a sound document and of a noisy one: the likelier counts.

        Args:
            words: the evidence.
        """
        p = PARAMETERS
        likely = self._learn(words)
        if self._noise >= p.noise_at_first or self.near_misses <= 1.0:
            return  # nothing is unexplained
        found, shown = self.__dict__.copy(), [one.word.shown for one in words]
        self.noise = dict.fromkeys(self.noise, p.noise_at_first)
        self._weights, self.near_misses = dict(self._prior), 1.0
        self.seen, self._printed = {}, {}
        if self._learn(words) < likely + p.noisy_odds:
            self.__dict__.update(found)
            for one, own in zip(words, shown, strict=True):
                one.word.shown = own

    def learn_more(self, words: list[Observed]) -> None:
        """Go on from what was learnt before.

        Args:
            words: the evidence, all of it.
        """
        self._learn(words)

    def _learn(self, words: list[Observed]) -> float:
        """Learn from words, and return the logarithm of how likely they are."""
        before, likely = self._before.seen, 0.0
        for _ in range(PARAMETERS.rounds):
            seen, likely = self._happened(words)
            for c in seen if before else ():
                seen[c] += before.get((c.printed, c.read, c.alone), 0.0)
            self._count(seen)
        return likely

    def cost(self, confusion: Confusion, shown: float = 0.0) -> float:
        """Return the negative natural logarithm of a confusion's rate in the document.

        Args:
            confusion: the confusion.
            shown: how often it is expected to have happened where that must not count.
        """
        p, letter = PARAMETERS, (confusion.printed, confusion.alone)
        pull = p.prior_lost if confusion.group else p.prior_letters
        if not confusion.printed.islower():
            pull = p.prior_capitals
        total = self._letters.get(letter, 0.0) + self._printed.get(letter, 0.0) - shown + pull
        prior = self._mixed(confusion) * self.noise[_groups(confusion)[-1]]
        rate = (max(0.0, self.seen.get(confusion, 0.0) - shown) + pull * prior) / total
        return -math.log(min(p.highest_rate, max(p.lowest_rate, rate)))

    def _shares(self, c: Confusion) -> tuple[float, ...]:
        """Return the probabilities of a confusion by profile."""
        unlisted = (PARAMETERS.unlisted,) * len(self._profiles.names)
        return self._profiles.shares.get((c.printed, c.read, c.alone), unlisted)

    def _mixed(self, c: Confusion) -> float:
        """Return the probability of a confusion in the mixture of the profiles."""
        weights = self._weights[_groups(c)[0]]
        return _sum_of_products(weights, self._shares(c))

    def _all_expected(self) -> dict[str, list[float]]:
        """Return by group how many misread letters each profile would show."""
        found = {name: [0.0] * len(self._profiles.names) for name in self.noise}
        for letter, times in self._letters.items():
            self._expect(found, letter, times)
        return found

    def _expect(self, found: dict[str, list[float]], letter: _Letter, times: float) -> None:
        """Add how many misread letters each profile would show for so many of a letter."""
        group, shares = self._profiles.totals.get(letter, ("", ()))
        for name in (_LOST, group) if group else (_OTHER,):
            row = found[name]
            for k, share in enumerate(shares):
                row[k] += share * times

    def _happened(self, words: list[Observed]) -> tuple[dict[Confusion, float], float]:
        """Return how often each confusion is expected to have happened, at the rates so far.

        And the logarithm of how likely the words are, up to what no rate changes.
        """
        least, costs = PARAMETERS.least_share_seen, Costs(self.cost)
        seen: dict[Confusion, float] = defaultdict(float)
        near_misses, more, likely = 0.0, math.log(self.near_misses), 0.0
        for one in words:
            scores, own, times = [one.itself, one.near + more], one.word.shown, one.times
            scores += [logp - costs.together(cs, own) for logp, cs in one.readings]
            most = max(scores)
            shares = [math.exp(score - most) for score in scores]
            total = sum(shares)
            likely += times * (most + math.log(total))
            near_misses += times * shares[1] / total
            shown: dict[Confusion, float] = {}
            for share, (_, confusions) in zip(shares[2:], one.readings, strict=True):
                if share > least * total:
                    for c in confusions:
                        shown[c] = shown.get(c, 0.0) + times * share / total
            for c, often in shown.items():
                seen[c] += often
            one.word.shown = shown
        p = PARAMETERS
        expected = p.near_misses_of_words * self._letters.get((" ", False), 0.0)
        likely -= expected * self.near_misses + sum(map(self._all_misread, (_OTHER, _LOST)))
        times = (near_misses + p.near_miss_events) / (expected + p.near_miss_events)
        self.near_misses = max(1.0, times)  # fewer only seem so, where damage explains them
        return seen, likely

    def _all_misread(self, name: str) -> float:
        """Return how many letters of a group would be misread at the rates so far."""
        return self.noise[name] * _sum_of_products(self._weights[name], self._expected[name])

    def _count(self, seen: dict[Confusion, float]) -> None:
        """Learn from what is expected to have happened."""
        p = PARAMETERS
        printed: dict[_Letter, float] = defaultdict(float)
        events = dict.fromkeys(self.noise, 0.0)
        for c, times in seen.items():
            printed[c.printed, c.alone] += times
            for name in _groups(c):
                events[name] += times
        expected = {name: list(row) for name, row in self._expected.items()}
        for letter, times in printed.items():
            self._expect(expected, letter, times)
        self.seen, self.events, self._printed = seen, events, printed
        for name in (_LOST, _OTHER):
            self._weights[name] = self._profile_weights(name, expected[name])
        for name in (_LOST, *LOST, _OTHER):
            weights = self._weights[_OTHER if name == _OTHER else _LOST]
            prior = self._noise
            if name in LOST:
                prior = self.noise[_LOST]
            elif name == _OTHER:
                prior += p.others_of_lost * self.noise[_LOST] * self._by_engine()
            total = _sum_of_products(weights, expected[name])
            more = p.noise_events_of_others if name == _OTHER else p.noise_events
            self.noise[name] = (events[name] + more * prior) / (total + more)

    def _by_engine(self) -> float:
        """Return how likely it is, 0 to 1, that an engine lost the letters."""
        return _sum_of_products(self.weights, self._profiles.engines)

    def _profile_weights(self, name: str, expected: list[float]) -> list[float]:
        """Return how likely each profile is by the directions in which letters went.

        Args:
            name: of the group of letters that is looked at.
            expected: how many of them each profile would show misread.
        """
        p, prior = PARAMETERS, self._prior[name]
        if len(prior) == 1:
            return prior
        logs = [math.log(weight) if weight else -1e9 for weight in prior]
        for c, times in self.seen.items():
            if _groups(c)[0] == name:
                letter = c.printed, c.alone
                many = self._letters.get(letter, 0.0) + self._printed.get(letter, 0.0)
                for k, share in enumerate(self._shares(c)):
                    likely = (share * many + p.least_expected) / (expected[k] + p.least_expected)
                    logs[k] += p.profile_power * times * math.log(likely)
        return list(choose(logs).probability)


def _sum_of_products(some: Iterable[float], others: Iterable[float]) -> float:
    return sum([a * b for a, b in zip(some, others, strict=True)])


def _groups(confusion: Confusion) -> tuple[str, ...]:
    """Return the groups of letters whose noise a confusion shares, the widest first."""
    return (_LOST, confusion.group[0]) if confusion.group else (_OTHER,)
