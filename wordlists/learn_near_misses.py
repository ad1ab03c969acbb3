#!/usr/bin/env python3
"""Learn how often words of sound text look like misread ones.

`python wordlists/learn_near_misses.py TEXT`: the text is sound, and its words have not been counted
for the word lists (`heldout.py` prints such text). Each word out of the vocabulary that some
confusion may have made of a likelier one is a near miss of that confusion. Writes near_misses.tsv
beside this script.
"""

from __future__ import annotations

import argparse
import collections
import math
from collections.abc import Iterator
from pathlib import Path

from nortext.channel.parameters import PARAMETERS
from nortext.channel.reading import Reading
from nortext.channel.rules import ANY_OCR
from nortext.language.lexicon import UNKNOWN
from nortext.models import Models
from nortext.text.alphabet import LOST
from nortext.text.tokens import WORD_TOKEN, tokenize

HERE = Path(__file__).resolve().parent
MOST = 4  # places of one word that count
LEAST, LEAST_COMPOUND = 4, 7  # letters of a word that tells how rare those are that it is near to
COMMONEST, COMMONEST_OF_SEVERAL, RAREST = 6, 4, 16
RARITIES = {
    "word": range(COMMONEST, RAREST + 1),
    "words": range(COMMONEST_OF_SEVERAL, RAREST + 1),
    "compound": (0,),
}
KINDS = tuple(RARITIES)
PULL = 0.5  # near misses of the mean confusion that each counts for

Key = tuple[str, str, str]
"""What was printed and read, in lower case, and where (`PLACES`)."""

Letter = tuple[str, str]

PLACES = ("inside", "end", "inside, capital", "end, capital")
"""Inside a word or at its end, and whether the word begins with a capital: most of these are names,
which look like misread words far more often."""


def main() -> None:
    """Learn and write the table."""
    parser = argparse.ArgumentParser(description="Learn the near misses of sound text.")
    parser.add_argument("text", type=Path)
    parser.add_argument("--out", type=Path, default=HERE / "near_misses.tsv")
    options = parser.parse_args()
    counts: collections.Counter[str] = collections.Counter()
    for kind, word, *_ in tokenize(options.text.read_text(encoding="utf-8")):
        if kind == WORD_TOKEN:
            counts[word] += 1
    models = Models()
    missed, letters = count(models, counts)
    with options.out.open("w", encoding="utf-8", newline="\n") as file:
        file.write("# printed\tread\twhere\tprobability\n")
        for (was, now, where), share in rows(models, missed, letters):
            file.write(f"{was}\t{now}\t{where}\t{share:.2g}\n")
        for (sort, rarity), times in rarities(models, counts).items():
            file.write(f"\t{rarity or ''}\t{sort}\t{times:.2g}\n")
    print(
        f"{sum(counts.values()):,} words, {sum(missed.values()):.0f} near misses, in {options.out}"
    )


def count(
    models: Models, counts: collections.Counter[str]
) -> tuple[dict[Key, float], collections.Counter[Letter]]:
    """Return how often each confusion was nearly missed, and how often each letter stands."""
    channel = models.channel(ANY_OCR)
    missed: dict[Key, float] = collections.defaultdict(float)
    letters: collections.Counter[Letter] = collections.Counter()
    for word, times in counts.items():
        lower, size = word.lower(), len(word)
        for at in range(size):
            letters[lower[at], place_of(word, at + 1)] += times
            letters[lower[at : at + 2], place_of(word, at + 2)] += times
        letters[" ", place_of(word, 0)] += times
        itself, *others = channel.analysis(word).readings
        if itself.numbers[0] == UNKNOWN:
            for reading, share in nearest(models, itself, others):
                site = reading.sites[0]
                place = place_of(word, site.end)
                key = site.confusion.letters, site.confusion.read.lower(), place
                missed[key] += share * min(times, MOST)
    return missed, letters


def rarities(models: Models, counts: collections.Counter[str]) -> dict[tuple[str, int], float]:
    """Return how many times more words than on average are near to one of each rarity.

    Args:
        models: the word lists.
        counts: the words, and how often each stands in the text.

    Returns:
        By kind of reading and the whole number of minus the logarithm of the probability of the
        word, for words run together of the commonest of them; 0 for compounds.
    """
    channel, unigram = models.channel(ANY_OCR), models.words.unigram
    missed: dict[str, dict[int, float]] = {
        kind: dict.fromkeys(RARITIES[kind], 0.0) for kind in KINDS
    }
    could: dict[str, dict[int, float]] = {
        kind: dict.fromkeys(RARITIES[kind], 0.0) for kind in KINDS
    }
    for word, times in counts.items():
        itself, *others = channel.analysis(word).readings
        number = itself.numbers[0]
        if number != UNKNOWN:
            could["word"][rarity_of(models.logp(itself))] += len(word) * times
            could["words"][rarity_of(unigram(number), COMMONEST_OF_SEVERAL)] += times
            continue
        if len(word) >= LEAST_COMPOUND:
            could["compound"][0] += len(word) * times
        for reading, share in nearest(models, itself, others) if len(word) >= LEAST else ():
            kind, now = reading.kind, share * min(times, MOST)
            if kind == "compound":
                missed[kind][0] += now
            elif kind == "word":
                missed[kind][rarity_of(models.logp(reading))] += now
            elif kind == "words":
                logp = max(map(unigram, reading.numbers))
                missed[kind][rarity_of(logp, COMMONEST_OF_SEVERAL)] += now
    total = sum(sum(missed[kind].values()) for kind in ("word", "compound"))
    mean = total / sum(sum(could[kind].values()) for kind in ("word", "compound"))
    means = dict.fromkeys(KINDS, mean) | {
        "words": sum(missed["words"].values()) / sum(could["words"].values())
    }
    return {
        (kind, rarity): (missed[kind][rarity] + PULL)
        / (could[kind][rarity] + PULL / means[kind])
        / means[kind]
        for kind, places in RARITIES.items()
        for rarity in places
    }


def rarity_of(logp: float, commonest: int = COMMONEST) -> int:
    """Return the whole number of minus a word's log-probability."""
    return min(RAREST, max(commonest, int(-logp)))


def nearest(
    models: Models, itself: Reading, others: list[Reading]
) -> Iterator[tuple[Reading, float]]:
    """Yield the readings that a word is a near miss of, and how likely each is.

    A small word without the space beside it is a misprint, in sound text too.
    """
    unigram = models.words.unigram
    found = [
        (models.logp(reading), reading)
        for reading in others
        if len(reading.sites) == 1
        and reading.kind != "spelling"
        and not (
            reading.kind == "words" and max(map(unigram, reading.numbers)) > PARAMETERS.small_word
        )
    ]
    if found:
        most = max(logp for logp, _ in found)
        if most > models.logp(itself):
            total = math.fsum(math.exp(logp - most) for logp, _ in found)
            for logp, reading in found:
                yield reading, math.exp(logp - most) / total


def rows(
    models: Models, missed: dict[Key, float], letters: collections.Counter[Letter]
) -> Iterator[tuple[Key, float]]:
    """Yield the confusions with their rates, drawn towards the mean of their kind."""
    every = {(c.letters, c.read.lower()) for c in models.channel(ANY_OCR).confusions.costs}
    keys = [(was, now, place) for was, now in sorted(every) for place in PLACES]
    sums: dict[tuple[bool, str], list[float]] = {}
    for key in keys:
        pair = sums.setdefault(kind_of(key), [0.0, 0.0])
        pair[0] += missed.get(key, 0.0)
        pair[1] += letters[key[0], key[2]]
    for key in keys:
        happened, expected = sums[kind_of(key)]
        mean = (happened + PULL) / (expected + 1.0)
        more = PULL / mean
        yield key, (missed.get(key, 0.0) + PULL) / (letters[key[0], key[2]] + more)


def place_of(word: str, end: int) -> str:
    """Return which of `PLACES` what ends there is at."""
    return PLACES[(end >= len(word)) + 2 * word[0].isupper()]


def kind_of(key: Key) -> tuple[bool, str]:
    """Return of which kind a confusion is: about a lost letter or not, and at which place."""
    return any(letter in key[0] for letter in LOST), key[2]


if __name__ == "__main__":
    main()
