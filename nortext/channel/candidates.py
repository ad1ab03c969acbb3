"""The candidate readings of a word: what may have stood on the page for what stands in the text.

A reading is found in one of these ways, and always by undoing confusions of the confusion model:

- `as it stands`: nothing was misread;
- `word`: the lexicon holds it;
- `compound`: it is made of words the lexicon holds;
- `words`: it is two or three words run together;
- `spelling`: no lexicon helps, the letter model judges it;
- `acronym`: a capital I among capitals was read as a small l;
- `fuzzy`: a lexicon word one rare misreading away;
- `lost`: an å before it was lost altogether, and a gap shows where;
- `bullet`: it is the bullet of a list.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Hamming

from nortext.channel.confusions import GAP, LOST, ConfusionModel, Site, by_place, skeleton
from nortext.language.lexicon import END, NUMBER, UNKNOWN, Lexicon
from nortext.language.ngrams import NgramModel
from nortext.language.spelling import LetterModel

__all__ = [
    "BULLET",
    "LONGEST",
    "LOSS",
    "LOSS_OF_ALL",
    "LOST_KIND",
    "LOST_WORD",
    "REMEMBERED",
    "DroppedReadings",
    "OcrReadings",
    "Reading",
    "Readings",
    "with_lost",
]


class Reading(NamedTuple):
    """What may have stood on the page.

    Attributes:
        text: the reading, its letters cased as the damage left them.
        numbers: the lexicon's numbers of its words, `UNKNOWN` for a word not held.
        spelling: for unknown words the natural logarithm of the probability that an unknown word is spelled so, else 0.
        sites: the confusions undone, left to right.
        kind: how it was found.
    """

    text: str
    numbers: tuple[int, ...]
    spelling: float
    sites: tuple[Site, ...]
    kind: str

    def can_be_parted(self, seam: int) -> bool:
        """Whether the reading can be put back into two halves: it is one word, and nothing misread lies across the seam."""
        return len(self.numbers) == 1 and self.kind != "fuzzy" and not any(s.start < seam < s.end for s in self.sites)


BULLET = Reading("•", (END,), -2.0, (), "bullet")
"""What a lone letter at the head of a line may be."""

LOST_WORD, LOST_KIND = "å", "lost"  # what a gap may have held, and the kind of such a reading
LOSS = -2.0  # natural logarithm of how likely it is that it did
LOSS_OF_ALL = 6.0  # the same where every å left such a gap

REMEMBERED = 30_000  # words of which a part of what is found is kept
LONGEST = 60  # letters; what is longer is no word
FEW_EDITS, MOST_EDITS = 2, 3  # confusions undone in a word; more than the few only where these give no word
MOST_SITES = 26  # words with more places than this get fewer edits
MOST_COST = 9.5  # natural logarithm; a reading less likely than this is not looked up
PIECE_COST = 4.5  # the same for a part of a compound or of words run together
SETTLED = 8.0  # a reading so much likelier than the word as it stands ends the search for others
COMPOUND_SHARE = math.log(0.5)  # of the words that no lexicon holds, those that are compounds
PARTS = 13.3  # natural logarithm of how many parts of compounds the lexicon holds
SMALL_PART = -3.0  # what it costs that a part is a small word: its compounds are few, and a dictionary holds them
BY_ITSELF, COMMON = 0.4, -11.0  # how much a part's own log-probability counts, against that of a common part
LINKED = math.log(0.4)
RUN_TOGETHER = -8.0  # log P(the space between two words is lost)
EXTRA = -6.0  # natural logarithm: how likely an unknown word is one of the further words that a user gives
RARE = -13.0  # natural logarithm: a word this rare may be two run together, though the lexicon holds it
SMALL = -8.0  # log P of the rarest of the small words (`til`, `vi`, `som`): two longer words are rather a compound
SHORT = 5  # letters: where words run together, one of two is no longer than this
NOT_SMALL = -5.0  # what it costs that neither of two words run together is a small one
BY_LETTERS = -1.0  # what it costs that a compound is judged by its letters rather than its parts
BY_SPELLING = -2.5  # what it costs that nothing but the spelling speaks for a change
SUBSTITUTE = -5.0  # natural logarithm: a letter that stands for lost ones is itself for once
FUZZY = -13.0  # log P(one letter is misread in a way the table does not hold)
ACRONYM = 5.0  # how much likelier `AFI` is than `AFl`
LEAST_FUZZY = 7
_WITHOUT_LOST = {ord(letter): None for letter in LOST}
_ACRONYM = re.compile("[A-ZÆØÅ]{2,}l[A-ZÆØÅ]*s?")


class Readings:
    """Finds the readings of words whose letters went through a channel; knows nothing of their context or document.

    Args:
        lexicon: the words held.
        confusions: the channel's confusion model.
        words: the word n-grams, of which only single words are asked.
        letters: the letter model.
        rivals: by word number 0 where no confusion makes another held word of it, so that none need be looked for.
        extra: further words that are right, lower case.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        confusions: ConfusionModel,
        words: NgramModel,
        letters: LetterModel,
        rivals: Sequence[int],
        extra: frozenset[str] = frozenset(),
    ) -> None:
        self._lexicon, self._confusions, self._words, self._letters, self._extra = lexicon, confusions, words, letters, extra
        self._rivals = rivals
        self._extra_skeletons = frozenset(map(skeleton, extra))
        self._few, self._most = FEW_EDITS + 1, MOST_EDITS + 1
        self._substitutes = frozenset(c.read for c in confusions.costs if len(c.read) == 1 and not c.read.isascii())
        self._lexical = lru_cache(maxsize=REMEMBERED)(self._lexical_uncached)

    def find(self, word: str) -> tuple[Reading, ...]:
        """All readings of a word, the word as it stands first.

        Args:
            word: as it stands in the text, of one or more characters.

        Returns:
            At least the word itself.
        """
        lower = word.lower()
        if len(lower) != len(word) or len(word) > LONGEST:
            return (Reading(word, (UNKNOWN,), 0.0, (), "as it stands"),)
        itself, is_compound = self._itself(word, lower)
        kept = sum([letter in self._substitutes for letter in word])
        if kept:
            itself = itself._replace(spelling=itself.spelling + kept * SUBSTITUTE)
        known = itself.numbers[0] != UNKNOWN
        if lower in self._extra:
            return (itself,)
        if known and not kept and self._is_alone(word, lower, itself.numbers[0]):
            return (itself,)
        sites = self._confusions.sites(word)
        if known:
            sites = [site for site in sites if site.confusion.is_grave]
        if not known or len(word) <= 2:
            sites = sorted(sites + self._confusions.gaps(word), key=by_place)
        found = [itself, *self._held(word, sites, max(self._few, word.count(GAP)))]
        if not known and len(found) == 1:
            found += self._held(word, sites, self._most)
        if not known and len(word) > 2 and word[-1].isalpha() and not is_compound and not self._is_settled(found):
            found += self._not_held(word, lower, sites, found)
        found += self._besides(word, itself)
        held = {reading.text.lower() for reading in found if UNKNOWN not in reading.numbers}
        best: dict[tuple[str, tuple[int, ...]], Reading] = {}
        for reading in found:
            if UNKNOWN not in reading.numbers or reading.text.lower() not in held:  # a word is no spelling or compound besides
                best.setdefault((reading.text, reading.numbers), reading)
        return tuple(best.values())

    def is_word(self, word: str) -> bool:
        """Whether a word is right as it stands: held, given, or a compound of words that are held.

        Args:
            word: in lower case.
        """
        return bool(self._lexicon.number(word)) or word in self._extra or self._own_compound(word)[0] > -math.inf

    def _is_alone(self, word: str, lower: str, number: int) -> bool:
        """Whether a word that is held can be nothing else."""
        is_alone = not self._rivals[number] and word[1:] == lower[1:]
        return is_alone and not any(read in lower for read in self._confusions.longer)

    def _not_held(self, word: str, lower: str, sites: list[Site], found: list[Reading]) -> list[Reading]:
        """More readings of a word that is not held, besides those found."""
        more: list[Reading] = []
        if len(found) == 1:
            more += [self._better_spelled(reading) for reading in self._compounds(word)]
        if (not more and len(found) == 1) or word[0].isupper():  # a common word that is damaged is rather one that is held
            more += self._spelled(word, sites)
        return more

    def _besides(self, word: str, itself: Reading) -> list[Reading]:
        """Readings that a word may have whether it is held or not."""
        return []

    def _is_settled(self, readings: list[Reading]) -> bool:
        """Whether a common word is so likely what an unknown one was that nothing more far-fetched need be looked for."""
        return any(
            self._words.unigram(r.numbers[0]) - _cost(r) > readings[0].spelling + SETTLED
            for r in readings[1:]
        )

    def _itself(self, word: str, lower: str) -> tuple[Reading, bool]:
        """The word as it stands, and whether it is surely a compound of other words (see `_own_compound`)."""
        number = self._lexicon.number(lower)
        if not number and lower in self._extra:
            return Reading(word, (UNKNOWN,), EXTRA, (), "as it stands"), False
        if word[0].isdigit() and not any(letter.isalpha() for letter in word):
            return Reading(word, (NUMBER,), -2.0 * len(word), (), "as it stands"), False
        if number:
            return Reading(word, (number,), 0.0, (), "as it stands"), False
        compound, is_safe = self._own_compound(lower)
        spelling = max(compound, self._letters.logp(lower, word[0].isupper()))
        return Reading(word, (UNKNOWN,), spelling, (), "as it stands"), is_safe

    def _held(self, word: str, sites: list[Site], most: int, most_cost: float = MOST_COST) -> Iterator[Reading]:
        """The readings that the lexicon holds: common confusions undone, and at most one that changes the word's skeleton."""
        number = self._number if self._extra else self._lexicon.number
        may_hold = self._may_hold if self._extra else self._lexicon.may_hold
        soft = [site for site in sites if site.confusion.is_soft]
        hard = [site for site in sites if not site.confusion.is_soft]
        lower = word.lower()
        if may_hold(skeleton(lower)):
            for text, chosen in self._variants(lower, soft, most, most_cost):
                found = number(text)
                if found:
                    yield Reading(_printed(word, chosen), (found,), EXTRA if found == UNKNOWN else 0.0, chosen, "word")
        for site in hard:
            printed = site.confusion.letters
            if not may_hold(skeleton(lower[: site.start] + printed + lower[site.end :])):
                continue
            others = sorted([s for s in soft if s.end <= site.start or s.start >= site.end] + [site], key=by_place)
            cost = most_cost - site.confusion.cost
            for text, chosen in self._variants(lower, others, most, cost, site):
                found = number(text)
                if found:
                    yield Reading(_printed(word, chosen), (found,), EXTRA if found == UNKNOWN else 0.0, chosen, "word")

    def _number(self, lower: str) -> int:
        """The number of a word that is held, `UNKNOWN` for one of the further words, else 0."""
        return self._lexicon.number(lower) or (UNKNOWN if lower in self._extra else 0)

    def _may_hold(self, hard: str) -> bool:
        return self._lexicon.may_hold(hard) or hard in self._extra_skeletons

    def _lexical_uncached(self, piece: str) -> tuple[Reading, ...]:
        """The lexicon words that a piece of a word may be."""
        number = self._lexicon.number(piece.lower())
        own = (Reading(piece, (number,), 0.0, (), "word"),) if number else ()
        if not own and not self._may_hold(skeleton(piece.lower())):
            return ()
        sites = [s for s in self._confusions.sites(piece) if s.confusion.is_soft and s.confusion.cost <= PIECE_COST]
        return own + tuple(self._held(piece, sites, max(FEW_EDITS, piece.count(GAP)), PIECE_COST))

    def _variants(
        self, lower: str, sites: list[Site], most: int, most_cost: float, needed: Site | None = None
    ) -> Iterator[tuple[str, tuple[Site, ...]]]:
        """What a word becomes when some of the confusions are undone, in lower case.

        Args:
            lower: the word in lower case.
            sites: the confusions that may be undone, by place.
            most: how many at the most.
            most_cost: what they may cost together, the needed one not counted.
            needed: the confusion that is undone in each case.
        """
        if len(sites) > MOST_SITES:
            most = min(most, 2 if len(sites) <= 3 * MOST_SITES else 1)
        # depth first over the next site to undo: (index of the first site allowed, end of the text used, its letters, chosen, cost)
        stack: list[tuple[int, int, str, tuple[Site, ...], float]] = [(0, 0, "", (), 0.0)]
        while stack:
            index, at, done, chosen, cost = stack.pop()
            for next_index in range(index, len(sites)):
                site = sites[next_index]
                if site.start < at:
                    continue
                now = cost if site is needed else cost + site.confusion.cost
                if now > most_cost:
                    continue
                text = done + lower[at : site.start] + site.confusion.letters
                together = (*chosen, site)
                if needed is None or needed in together:
                    yield text + lower[site.end :], together
                if len(together) < most:
                    stack.append((next_index + 1, site.end, text, together, now))
                if site is needed:
                    break  # what comes later would leave it out

    def _own_compound(self, lower: str, depth: int = 2) -> tuple[float, bool]:
        """How likely a word is a compound as it stands, and whether it is surely nothing else that is made of words.

        Returns:
            The log-probability, minus infinity where it is no compound; whether no confusion makes another word of any part, and
            none is a small word that may have been run together with the next.
        """
        lexicon, rivals = self._lexicon, self._rivals
        best, safe = -math.inf, False
        for cut in range(len(lower) - 3, 2, -1):
            last = lexicon.number(lower[cut:])
            if not last or not lexicon.tail[last]:
                continue
            for link in (0, 1) if cut > 3 and lower[cut - 1] in "se" else (0,):
                first = lexicon.number(lower[: cut - link])
                found = []
                if first and lexicon.head[first]:
                    found.append((self._part(lexicon.head, first), not rivals[first] and self._words.unigram(first) < SMALL))
                if depth > 1 and cut - link >= 7:
                    found.append(self._own_compound(lower[: cut - link], depth - 1))
                for logp, is_safe in found:
                    total = COMPOUND_SHARE + logp + self._part(lexicon.tail, last) + (LINKED if link else 0.0)
                    if total > best:
                        best, safe = total, is_safe and not rivals[last]
        return best, safe

    def _part(self, strength: Sequence[int], number: int) -> float:
        """The log-probability that a compound has a word as its first or last part.

        Args:
            strength: the lexicon's `head` or `tail`: how many of its words have that part.
            number: the part's number; how common it is by itself counts too.
        """
        logp = self._words.unigram(number)
        return strength[number] / 10 - PARTS + (SMALL_PART if logp > SMALL else BY_ITSELF * min(0.0, logp - COMMON))

    def _compounds(self, word: str, depth: int = 2) -> list[Reading]:
        """The readings of a word as a compound, best first."""
        lexicon = self._lexicon
        found: list[tuple[float, Reading]] = []
        for cut in range(len(word) - 3, 2, -1):
            tails = [r for r in self._lexical(word[cut:]) if lexicon.tail[r.numbers[0]]]
            if not tails:
                continue
            for link in (0, 1):
                if link and (cut < 4 or word[cut - 1].lower() not in "se"):
                    continue
                head = word[: cut - link]
                heads = [
                    (self._part(lexicon.head, r.numbers[0]), r) for r in self._lexical(head) if lexicon.head[r.numbers[0]]
                ]
                if depth > 1 and len(head) >= 7:
                    heads += [(r.spelling, r) for r in self._compounds(head, depth - 1)]
                for head_logp, first in heads:
                    for last in tails:
                        spelling = (
                            COMPOUND_SHARE + head_logp + self._part(lexicon.tail, last.numbers[0]) + (LINKED if link else 0.0)
                        )
                        sites = first.sites + tuple(Site(s.start + cut, s.end + cut, s.confusion) for s in last.sites)
                        if len(sites) > max(MOST_EDITS + 1, word.count(GAP)):
                            continue
                        score = spelling - sum([s.confusion.cost for s in sites])
                        found.append((score, Reading(_printed(word, sites), (UNKNOWN,), spelling, sites, "compound")))
        found.sort(key=lambda pair: -pair[0])
        unique: dict[str, Reading] = {}
        for _, reading in found:
            unique.setdefault(reading.text, reading)
            if len(unique) == 5:
                break
        return list(unique.values())

    def _better_spelled(self, compound: Reading) -> Reading:
        """A compound, as likely as its parts or its letters make it, as the word as it stands is."""
        spelling = self._letters.logp(compound.text.lower(), compound.text[0].isupper()) + BY_LETTERS
        return compound._replace(spelling=max(compound.spelling, spelling))

    def _spelled(self, word: str, sites: list[Site]) -> list[Reading]:
        """The readings of a word that only its spelling supports, best first."""
        lower = word.lower()
        pieces = [(site.start, site.end, site.confusion.letters, site.confusion.cost, site) for site in sites if site.end > site.start]
        found = self._letters.spellings(lower, pieces, word[0].isupper())
        return [
            Reading(_printed(word, chosen), (UNKNOWN,), spelling + BY_SPELLING, chosen, "spelling")
            for text, spelling, chosen in found
            if chosen and (text.isalpha() or not word.isalpha())
        ]

class OcrReadings(Readings):
    """The readings of words that an English OCR model misread: it also runs words together, and misreads in ways no table holds."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._few, self._most = FEW_EDITS, MOST_EDITS
        self._substitutes = frozenset()

    def _is_alone(self, word: str, lower: str, number: int) -> bool:
        return not self._is_rare(word, number) and not self._rivals[number] and word[1:] == lower[1:]

    def _is_rare(self, word: str, number: int) -> bool:
        """Whether a word that is held may yet be none: it is rare, and no dictionary has it."""
        return len(word) > 2 and self._words.unigram(number) < RARE and bool(self._lexicon.language[number])

    def _not_held(self, word: str, lower: str, sites: list[Site], found: list[Reading]) -> list[Reading]:
        more: list[Reading] = []
        if len(found) == 1:
            more += [self._better_spelled(reading) for reading in self._compounds(word)]
        is_new = not more and len(found) == 1
        more += self._run_together(word)
        if is_new or word[0].isupper():
            more += self._spelled(word, sites)
        if len(found) == 1 and all(reading.kind == "spelling" for reading in more):
            more += self._fuzzy(word, lower)
        return more

    def _besides(self, word: str, itself: Reading) -> list[Reading]:
        more: list[Reading] = []
        number = itself.numbers[0]
        if number != UNKNOWN and self._is_rare(word, number) and word.isalpha():
            more += self._run_together(word, 2)
        if _ACRONYM.fullmatch(word):
            more.append(self._acronym(word, itself))
        return more

    def _run_together(self, word: str, most: int = 3) -> list[Reading]:
        """The readings of a word as two or three words whose spaces were lost, best first; of two one is short, of three the middle.

        Args:
            word: as it stands in the text.
            most: how many words at the most.
        """
        found: list[tuple[float, Reading]] = []
        size = len(word)
        for cut in range(1, size):
            if cut > SHORT and size - cut > SHORT and most < 3:
                continue
            left = self._common(word[:cut])
            if not left:
                continue
            rest = self._common(word[cut:]) if cut <= SHORT or size - cut <= SHORT else []
            if most > 2:
                for middle in range(cut + 1, min(cut + SHORT, size)):
                    short = self._common(word[cut:middle])
                    if short:
                        rest = rest + [
                            (a + b + RUN_TOGETHER, _joined(first, second, middle - cut, RUN_TOGETHER))
                            for a, first in short
                            for b, second in self._common(word[middle:])
                        ]
            for a, first in left:
                for b, second in rest:
                    cost = RUN_TOGETHER if max(a, b) > SMALL else RUN_TOGETHER + NOT_SMALL
                    found.append((a + b + cost, _joined(first, second, cut, cost)))
        found.sort(key=lambda pair: -pair[0])
        return [reading for _, reading in found[:3]]

    def _common(self, piece: str) -> list[tuple[float, Reading]]:
        """The common words that a piece of run-together text may be, with their log-probabilities."""
        if len(piece) == 1 and piece not in "iåIÅ":
            return []
        least = -8.5 if len(piece) <= 2 else -13.0
        found: list[tuple[float, Reading]] = []
        for reading in self._lexical(piece):
            logp = self._words.unigram(reading.numbers[0])
            if logp > least:
                found.append((logp - _cost(reading), reading))
        return sorted(found, key=lambda pair: -pair[0])[:2]

    def _acronym(self, word: str, itself: Reading) -> Reading:
        """The reading of a small l among capitals as a capital I."""
        unigram = self._words.unigram
        spelling = itself.spelling + unigram(itself.numbers[0]) - unigram(UNKNOWN) + ACRONYM
        return Reading(word.replace("l", "I"), (UNKNOWN,), spelling, (), "acronym")

    def _fuzzy(self, word: str, lower: str) -> list[Reading]:
        """Lexicon words of the same length with one other letter, which begin alike."""
        if len(word) < LEAST_FUZZY or not word.isalpha() or not word.islower():
            return []
        alike = [other for other in self._lexicon.beginning(lower[:4]) if len(other) == len(word)]
        found = process.extract(lower, alike, scorer=Hamming.distance, score_cutoff=1, limit=4)
        readings = []
        for other, _, _ in found:
            readings.append(Reading(other, (self._lexicon.number(other),), FUZZY, (), "fuzzy"))
        return readings


class DroppedReadings(Readings):
    """The readings of words that lost their æ, ø and å without a trace, by an index of what the lexicon's words lose so."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._losses = {printed: confusion for confusion in self._confusions.costs if (printed := confusion.printed)}

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """The numbers of the lexicon's words by what is left of them; only of those that lose something."""
        index: dict[str, list[int]] = {}
        for number, word in self._lexicon.words_with(LOST):
            index.setdefault(word.translate(_WITHOUT_LOST), []).append(number)
        return index

    def _is_alone(self, word: str, lower: str, number: int) -> bool:
        return lower not in self._index and word[1:] == lower[1:]

    def _held(self, word: str, sites: list[Site], most: int, most_cost: float = MOST_COST) -> Iterator[Reading]:
        for number in self._index.get(word.lower(), ()):
            found, at = [], 0
            for letter in self._lexicon.word(number):
                if letter in LOST:
                    found.append(Site(at, at, self._losses[letter.upper() if word[1:] and word.isupper() else letter]))
                else:
                    at += 1
            yield Reading(_printed(word, tuple(found)), (number,), 0.0, tuple(found), "word")


def with_lost(readings: tuple[Reading, ...], number: int, loss: float) -> tuple[Reading, ...]:
    """The readings of a word behind a gap: also with the word that may have been lost there.

    Args:
        readings: those of the word itself.
        number: the lexicon's number of the lost word.
        loss: natural logarithm of how likely the gap holds it.
    """
    lost = [
        r._replace(text=f"{LOST_WORD} {r.text}", numbers=(number, *r.numbers), spelling=r.spelling + loss, kind=LOST_KIND)
        for r in readings
    ]
    return (*readings, *lost)


def _cost(reading: Reading) -> float:
    return sum([site.confusion.cost for site in reading.sites])


def _printed(word: str, sites: tuple[Site, ...]) -> str:
    """A word with confusions undone."""
    pieces, at = [], 0
    for site in sites:
        pieces += [word[at : site.start], site.confusion.printed]
        at = site.end
    return "".join([*pieces, word[at:]])


def _joined(first: Reading, second: Reading, cut: int, cost: float) -> Reading:
    """Two readings as one of two words; the second begins at `cut` in the word as read."""
    sites = first.sites + tuple(Site(s.start + cut, s.end + cut, s.confusion) for s in second.sites)
    return Reading(f"{first.text} {second.text}", first.numbers + second.numbers, first.spelling + second.spelling + cost, sites, "words")
