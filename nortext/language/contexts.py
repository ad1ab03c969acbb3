"""Tell which of the words that damage confuses stands in a place, by what is on both sides of it.

Context-sensitive spelling correction over confusion sets (Golding and Roth 1999; Banko and Brill
2001): a log-linear model of the word in the middle given the words and word classes around it. Its
features are hashed into one table of weights (Weinberger et al. 2009).
`wordlists/learn_contexts.py` trains it on undamaged text.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from nortext.language.lexicon import END_SYMBOL
from nortext.language.store import Store, data_folder

__all__ = [
    "BITS",
    "CAPITAL",
    "CLASSES",
    "FACTORS",
    "FEATURES",
    "FINGERPRINT",
    "MASK",
    "NUMBER_FACTOR",
    "REACH",
    "TABLE_FACTOR",
    "WORD_FACTOR",
    "Disambiguator",
    "window",
]

REACH = 5  # words on either side
BITS = 24  # the table holds 2 to this power of weights
CLASSES = {"fine": 1000, "coarse": 128}
"""How many classes of words there are; a word belongs to one of each kind."""

CAPITAL = 1 << 20
"""Added to the number of a word that begins with a capital inside its sentence."""

_SIDES = [*range(-REACH, 0), *range(1, REACH + 1)]
_PATTERNS: list[list[tuple[str, int]]] = [
    *([("word", at)] for at in (-4, -3, -2, -1, 1, 2, 3, 4)),
    *([("fine", at)] for at in (-3, -2, -1, 1, 2, 3)),
    *(
        [(kind, left), (kind, right)]
        for kind in ("word", "fine")
        for left, right in ((-2, -1), (-1, 1), (1, 2))
    ),
    [("word", -1), ("fine", 1)],
    [("fine", -1), ("word", 1)],
    [("word", 1), ("fine", 2)],
    [("fine", -2), ("word", -1)],
    *(
        [(kind, at) for at in places]
        for kind in ("word", "coarse")
        for places in ((-2, -1, 1), (-1, 1, 2), (-3, -2, -1), (1, 2, 3))
    ),
    [("coarse", at) for at in (-2, -1, 1, 2)],
    [("capital", -1)],
    [("capital", 1)],
    [("capital", -1), ("capital", 1)],
    [("capital", 1), ("capital", 2)],
    [("capital", 1), ("word", -1)],
    [("capital", 1), ("coarse", 2)],
    [("capital", 1), ("coarse", -1)],
]
FEATURES: list[tuple[int, list[tuple[str, int]]]] = [
    (0, []),
    *enumerate(_PATTERNS, 1),
    *(
        (number, [(kind, at)])
        for number, kind in ((50, "word"), (52, "fine"))
        for at in _SIDES[:REACH]
    ),
    *(
        (number, [(kind, at)])
        for number, kind in ((51, "word"), (53, "fine"))
        for at in _SIDES[REACH:]
    ),
]
"""The features: a number, and which kinds of symbols at which distance make it.

Those of one number do not tell the places apart.
"""

FINGERPRINT = crc32(repr((FEATURES, BITS)).encode())
"""Tells the features a file was trained with."""

FACTORS = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F)
"""Multipliers of a feature's symbols, by their place in it."""

NUMBER_FACTOR, WORD_FACTOR, TABLE_FACTOR = 0x165667B1, 0xD3A2646D, 0x2C1B3C6D
MASK = 0xFFFFFFFF

_KINDS = ("word", "fine", "coarse", "capital")
_VALUES = {part: i for i, part in enumerate((kind, at) for kind in _KINDS for at in _SIDES)}
_BY_SIZE = [
    [
        (number * NUMBER_FACTOR & MASK, *(_VALUES[part] for part in parts))
        for number, parts in FEATURES
        if len(parts) == size
    ]
    for size in range(5)
]


def window(symbols: Sequence[int], place: int, size: int = 1) -> list[int]:
    """Return the symbols around a place; those beyond the sentence are ends of sentences.

    Args:
        symbols: the symbols of a text.
        place: which is in the middle.
        size: how many stand there.

    Returns:
        `REACH` symbols to the left of it, from the furthest, and as many to the right.
    """
    found = []
    for step, at in ((-1, place), (1, place + size - 1)):
        side: list[int] = []
        for _ in range(REACH):
            at += step
            symbol = symbols[at] if 0 <= at < len(symbols) else END_SYMBOL
            side.append(symbol)
            if symbol == END_SYMBOL:
                side += [END_SYMBOL] * (REACH - len(side))
                break
        found.append(side)
    return found[0][::-1] + found[1]


class Disambiguator:
    """Judges words by their context.

    Args:
        folder: where `contexts.bin` lies; the shipped one by default.

    Raises:
        ValueError: The file was trained with other features.
    """

    def __init__(self, folder: Path | None = None) -> None:
        path = (folder or data_folder()) / "contexts.bin"
        store = Store(path)
        if store.meta["features"] != FINGERPRINT:
            raise ValueError(f"{path}: was trained with other features; build the word lists anew")
        self._step: float = store.meta["step"]
        self._weights = store.array("weights")
        self._fine, self._coarse = store.array("fine"), store.array("coarse")
        self._known = store.array("known")

    def knows(self, number: int) -> bool:
        """Tell whether the classifier was trained to tell a word from those confused with it."""
        return bool(self._known[number])

    def scores(self, numbers: Sequence[int], around: Sequence[int]) -> list[float]:
        """Return how well each of some words fits between others.

        Args:
            numbers: the words, which damage confuses with one another.
            around: the symbols around them, as `window` gives them; `CAPITAL` is added to those of
                capital words.

        Returns:
            For each word the natural logarithm of its probability, up to what all have in common.
        """
        fine, coarse = self._fine, self._coarse
        words = [symbol & ~CAPITAL for symbol in around]
        capitals = [symbol >= CAPITAL for symbol in around]
        v = [*words, *[fine[w] for w in words], *[coarse[w] for w in words], *capitals]
        a, b, c, d = FACTORS
        none, one, two, three, four = _BY_SIZE
        hashes = [bias for (bias,) in none]
        hashes += [v[i] * a + n for n, i in one]
        hashes += [v[i] * a + v[j] * b + n for n, i, j in two]
        hashes += [v[i] * a + v[j] * b + v[k] * c + n for n, i, j, k in three]
        hashes += [v[i] * a + v[j] * b + v[k] * c + v[m] * d + n for n, i, j, k, m in four]
        weights, shift = self._weights, 32 - BITS
        found = []
        for number in numbers:
            word = number * WORD_FACTOR
            mixed = [value + word & MASK for value in hashes]
            at = [((h ^ h >> 15) * TABLE_FACTOR & MASK) >> shift for h in mixed]
            found.append(sum([weights[place] for place in at]) * self._step)
        return found
