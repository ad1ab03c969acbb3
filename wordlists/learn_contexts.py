"""Train the classifier of `nortext/language/contexts.py`: word classes, confusion sets, weights."""

from __future__ import annotations

import collections
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nortext.language.contexts import (
    BITS,
    CAPITAL,
    CLASSES,
    FACTORS,
    FEATURES,
    FINGERPRINT,
    MASK,
    NUMBER_FACTOR,
    REACH,
    TABLE_FACTOR,
    WORD_FACTOR,
)
from nortext.language.lexicon import END_SYMBOL, SYMBOLS
from nortext.language.store import write_store
from nortext.models import Models
from nortext.text.alphabet import LOST

CLASSED, NEIGHBOURS, DIMENSIONS = 60_000, 1_000, 80
"""Words whose neighbours are counted; which neighbours; the size of their vectors."""

ENDINGS = (5, 4, 3, 2)  # letters by which the other words get their class
LEAST, FAR, MOST_RIVALS = 10, 7.0, 9
LETTERS_LOST = "øo øg øe ø@ ø6 øa åa åd å@ å4 å& åé æa æe æae".split()
EPOCHS, BATCH, RATE, START = 2, 6_000, 0.07, 0.01
STEP, LEAST_WEIGHT = 1 / 10, 0.075  # of the weights as they are kept; smaller ones are not
ARRAYS = {"weights": "b", "fine": "H", "coarse": "B", "known": "B"}
"""The arrays of the file and their type codes."""

Numbers = NDArray[np.int64]
Floats = NDArray[np.float32]


def build(
    sequence: Numbers, models: Models, rivals: Sequence[int], weight: Floats, path: Path
) -> None:
    """Train the classifier and write it.

    Args:
        sequence: the training text as symbols, `CAPITAL` added to those of capital words.
        models: the word lists that the symbols belong to.
        rivals: by word number whether damage makes another word of it.
        weight: how much each place of the sequence counts.
        path: the file to write.
    """
    size = len(models.lexicon)
    plain = sequence & ~CAPITAL
    counts = np.bincount(plain, minlength=size)
    classes = word_classes(plain, counts, models.lexicon.word)
    sets = confusion_sets(models, rivals, counts)
    table = train(sequence, sets, classes, weight)
    known = np.zeros(size, dtype=np.uint8)
    known[sets[:, 0][sets[:, 0] >= 0]] = 1
    table[np.abs(table) < LEAST_WEIGHT] = 0
    arrays: dict[str, NDArray[Any]] = {
        "weights": np.clip(np.round(table / STEP), -127, 127).astype(np.int8),
        "fine": classes["fine"].astype("<u2"),
        "coarse": classes["coarse"].astype(np.uint8),
        "known": known,
    }
    coded = {name: (code, arrays[name].tobytes()) for name, code in ARRAYS.items()}
    write_store(path, {"features": FINGERPRINT, "step": STEP}, coded)


def word_classes(
    sequence: Numbers, counts: Numbers, word: Callable[[int], str]
) -> dict[str, Numbers]:
    """Return classes of words that have like neighbours.

    k-means on the singular vectors of their pointwise mutual information. Words too rare for that
    get the class that most words with their ending have.

    Args:
        sequence: the training text as symbols.
        counts: how often each word stands in it.
        word: gives a word by its number.
    """
    rng = np.random.default_rng(0)
    order = np.argsort(-counts, kind="stable")[:CLASSED]
    rank = np.full(len(counts), -1)
    rank[order] = np.arange(CLASSED)
    vectors = _vectors(rank[sequence], rng)
    share = np.sqrt(counts[order]).astype(np.float32)
    found = {}
    for name, number in CLASSES.items():
        chosen = rng.choice(CLASSED, number, replace=False, p=share / share.sum())
        centres = vectors[chosen].copy()
        for _ in range(15):
            nearest = np.argmax(vectors @ centres.T, axis=1)
            for column in range(DIMENSIONS):
                centres[:, column] = np.bincount(
                    nearest, weights=share * vectors[:, column], minlength=number
                )
            centres /= np.linalg.norm(centres, axis=1, keepdims=True) + 1e-9
        found[name] = _with_rare_words(order, nearest, number, len(counts), word)
    return found


def _vectors(ranked: Numbers, rng: np.random.Generator) -> Floats:
    """Return a vector for each of the commonest words, by its neighbours."""
    parts = []
    for offset in (-2, -1, 1, 2):
        middle = ranked[max(0, -offset) : len(ranked) - max(0, offset)]
        other = ranked[max(0, offset) : len(ranked) + min(0, offset)]
        both = (middle >= 0) & (other >= 0) & (other < NEIGHBOURS)
        pairs = middle[both] * NEIGHBOURS + other[both]
        times = np.bincount(pairs, minlength=CLASSED * NEIGHBOURS)
        parts.append(times.reshape(CLASSED, NEIGHBOURS).astype(np.float32))
    table = np.concatenate(parts, axis=1)
    rows, columns = table.sum(1, keepdims=True) + 1, table.sum(0, keepdims=True) + 1
    table *= table.sum()
    table /= rows
    table /= columns
    np.log(np.maximum(table, 1, out=table), out=table)
    basis = rng.standard_normal((table.shape[1], DIMENSIONS + 20)).astype(np.float32)
    for _ in range(3):  # randomised singular value decomposition (Halko et al. 2011)
        basis = np.linalg.qr(table.T @ np.linalg.qr(table @ basis)[0])[0]
    left, values, _ = np.linalg.svd(table @ basis, full_matrices=False)
    vectors: Floats = left[:, :DIMENSIONS] * np.sqrt(values[:DIMENSIONS])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return vectors


def _with_rare_words(
    order: Numbers, nearest: Numbers, other: int, size: int, word: Callable[[int], str]
) -> Numbers:
    """Return the classes of all words, those of rare ones by their endings.

    Args:
        order: the numbers of the common words.
        nearest: their classes.
        other: the class of words that have no such ending.
        size: how many words there are.
        word: gives a word by its number.
    """
    classes = np.full(size, other)
    votes: dict[str, collections.Counter[int]] = collections.defaultdict(collections.Counter)
    for number, nearest_class in zip(order[200:].tolist(), nearest[200:].tolist(), strict=True):
        text = word(number)
        for length in ENDINGS:
            if len(text) > length:
                votes[text[-length:]][nearest_class] += 1
    best = {e: vote.most_common(1)[0][0] for e, vote in votes.items() if vote.total() >= 3}
    for number in range(len(SYMBOLS), size):
        text = word(number)
        for length in ENDINGS:
            if len(text) > length and text[-length:] in best:
                classes[number] = best[text[-length:]]
                break
    classes[order] = nearest
    return classes


def confusion_sets(models: Models, rivals: Sequence[int], counts: Numbers) -> Numbers:
    """Return by word number the words that damage confuses with it.

    The word itself, then the others, commonest first; -1 fills up.

    Args:
        models: the word lists.
        rivals: by word number whether damage makes another word of it.
        counts: how often each word stands in the training text.
    """
    lexicon = models.lexicon
    together: dict[int, set[int]] = collections.defaultdict(set)
    for number in range(len(SYMBOLS), len(lexicon)):
        if rivals[number]:
            _note_rivals(lexicon.word(number), models, counts, together)
        if counts[number] >= LEAST:
            for damaged in _damaged(lexicon.word(number)):
                if not lexicon.number(damaged):
                    _note_rivals(damaged, models, counts, together)
    sets = np.full((len(lexicon), MOST_RIVALS + 1), -1, dtype=np.int64)
    for number, others in together.items():
        if others:
            chosen = sorted(others, key=lambda other: (-counts[other], other))[:MOST_RIVALS]
            sets[number, : len(chosen) + 1] = [number, *chosen]
    return sets


def _damaged(word: str) -> list[str]:
    """Return what becomes of a word that loses one of its letters in a common way."""
    if not any(letter in word for letter in LOST):
        return []
    found = [word.replace(pair[0], pair[1:]) for pair in LETTERS_LOST]
    return [damaged for damaged in found if damaged != word]


def _note_rivals(text: str, models: Models, counts: Numbers, together: dict[int, set[int]]) -> None:
    """Note the words that may stand on the page where this was read."""
    unigram, found = models.words.unigram, []
    for reading in models.english_ocr.analysis(text).readings:
        number = reading.numbers[0]
        if len(reading.numbers) == 1 and number >= len(SYMBOLS) and counts[number] >= LEAST:
            cost = sum(site.confusion.cost for site in reading.sites)
            found.append((unigram(number) - cost, number))
    if len(found) > 1:
        kept = {number for score, number in found if score > max(found)[0] - FAR}
        for number in kept:
            together[number] |= kept - {number}


def features(sequence: Numbers, places: Numbers, classes: dict[str, Numbers]) -> Numbers:
    """Return the hashes of the features of each place, one column a feature."""
    symbols: dict[tuple[str, int], Numbers] = {}
    for step in (-1, 1):
        inside = np.ones(len(places), dtype=bool)
        for distance in range(1, REACH + 1):
            symbol = np.where(inside, sequence[places + step * distance], END_SYMBOL)
            inside &= symbol != END_SYMBOL
            at = step * distance
            word = symbol & ~CAPITAL
            symbols["word", at] = word
            symbols["capital", at] = (symbol >= CAPITAL).astype(np.int64)
            for name, table in classes.items():
                symbols[name, at] = table[word]
    columns = []
    for number, parts in FEATURES:
        column = np.full(len(places), number * NUMBER_FACTOR & MASK)
        for factor, part in zip(FACTORS, parts, strict=False):
            column = column + symbols[part] * factor
        columns.append(column & MASK)
    return np.stack(columns, axis=1)


def places_in_table(hashes: Numbers, words: Numbers) -> Numbers:
    """Return where the weights of features lie for a word.

    Args:
        hashes: of the features, one row for each place.
        words: a word for each row.
    """
    h = (hashes + (words * WORD_FACTOR)[:, None]) & MASK
    places: Numbers = (((h ^ h >> 15) * TABLE_FACTOR) & MASK) >> (32 - BITS)
    return places


def train(sequence: Numbers, sets: Numbers, classes: dict[str, Numbers], weight: Floats) -> Floats:
    """Return the table of weights.

    Multinomial logistic regression within each word's confusion set, by AdaGrad (Duchi et al.
    2011).
    """
    rng = np.random.default_rng(0)
    plain = sequence & ~CAPITAL
    places = np.nonzero(sets[plain, 1] >= 0)[0]
    places = places[(places > REACH) & (places < len(sequence) - REACH)]
    table = np.zeros(1 << BITS, dtype=np.float32)
    squares = np.full(1 << BITS, START, dtype=np.float32)
    for _ in range(EPOCHS):
        rng.shuffle(places)
        for at in range(0, len(places), BATCH):
            batch = places[at : at + BATCH]
            words = sets[plain[batch]]
            held = words >= 0
            rows = np.nonzero(held)[0]
            where = places_in_table(features(sequence, batch, classes)[rows], words[held])
            scores = np.full(words.shape, -1e9)
            scores[held] = table[where].sum(axis=1)
            scores -= scores.max(axis=1, keepdims=True)
            slope = np.exp(scores)
            slope /= slope.sum(axis=1, keepdims=True)
            slope[:, 0] -= 1
            steps = np.repeat(slope[held] * weight[batch][rows], where.shape[1])
            steps = steps.astype(np.float32)
            where = where.ravel()
            moved = np.abs(steps) > 1e-4
            touched, index = np.unique(where[moved], return_inverse=True)
            steps = np.bincount(index, weights=steps[moved]).astype(np.float32)
            squares[touched] += steps * steps
            table[touched] -= RATE * steps / np.sqrt(squares[touched])
    return table
