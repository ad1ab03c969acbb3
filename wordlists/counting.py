"""Count the words of the training texts, in parallel."""

from __future__ import annotations

import collections
import lzma
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import regex
from heldout import HeldOut
from numpy.typing import NDArray

from nortext.language.contexts import CAPITAL
from nortext.language.function_words import NORWEGIAN, read_languages
from nortext.language.lexicon import (
    COMMA_SYMBOL,
    END_SYMBOL,
    NUMBER_SYMBOL,
    QUOTE_SYMBOL,
    SYMBOLS,
    UNKNOWN,
)
from nortext.text.tokens import (
    COMMA_TOKEN,
    END_TOKEN,
    NUMBER_TOKEN,
    PARTED_TOKEN,
    QUOTE_TOKEN,
    WORD_TOKEN,
    tokenize,
)

HERE = Path(__file__).resolve().parent

PLAIN = regex.compile(r"[\p{Script=Latin}\p{M}]+(?:['’.][\p{Script=Latin}]+)*")
"""What may be a word of the lexicon."""

SHARES = {"corpus/norec.txt.xz": 1.0, "corpus/laws.txt.xz": 0.3, "seeds/002-bok-a.txt": 1.0}
"""The training texts, and how much each counts for the classifier of contexts.

The laws repeat themselves.
"""

_LINES = 40_000  # of a text that are counted together

Counter = collections.Counter[str]


@dataclass
class Counts:
    """What was counted in texts.

    Attributes:
        names: the words and symbols, by number.
        sequence: the texts as numbers.
        flags: for each `CAPITAL` where it is a word with a capital inside its sentence, else 0.
        weight: for each how much it counts.
        capital: how often each word begins with a capital inside a sentence.
        foreign: how often each word stands in foreign lines.
        home: the same in Norwegian lines.
    """

    names: list[str]
    sequence: NDArray[np.int64]
    flags: NDArray[np.int64]
    weight: NDArray[np.float32]
    capital: Counter = field(default_factory=collections.Counter)
    foreign: Counter = field(default_factory=collections.Counter)
    home: Counter = field(default_factory=collections.Counter)


def read_function_words() -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """Return the function words of each language, and those that are no Norwegian words."""
    tables = read_languages(HERE / "languages.tsv")
    foreign = {
        word
        for name, words in tables.items()
        if name not in NORWEGIAN
        for word in words
        if not word.endswith("+")
    }
    every = {name: frozenset(word.rstrip("+") for word in words) for name, words in tables.items()}
    return every, frozenset(foreign)


_FUNCTION_WORDS, ONLY_FOREIGN = read_function_words()


def count_texts(data: Path) -> Counts:
    """Count the training texts.

    Args:
        data: the folder with corpus/ and seeds/.
    """
    names: dict[str, int] = {name: number for number, name in SYMBOLS.items()}
    sequences, flags, weights = [], [], []
    total = Counts([], np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
    with Pool(2) as pool:
        for part in pool.imap(_count, chunks(data)):
            table = [names.setdefault(word, len(names)) for word in part.names]
            sequences.append(np.array(table, dtype=np.int64)[part.sequence])
            flags.append(part.flags)
            weights.append(part.weight)
            total.capital.update(part.capital)
            total.foreign.update(part.foreign)
            total.home.update(part.home)
    total.names = list(names)
    total.sequence = np.concatenate(sequences)
    total.flags, total.weight = np.concatenate(flags), np.concatenate(weights)
    return total


def chunks(data: Path) -> Iterator[tuple[list[str], float]]:
    """Yield the training texts, some thousand lines at a time, and how much they count."""
    for name, share in SHARES.items():
        path, is_held_out = data / name, HeldOut(name)
        batch: list[str] = []
        is_packed = path.suffix == ".xz"
        with (
            lzma.open(path, "rt", encoding="utf-8") if is_packed else path.open(encoding="utf-8")
        ) as lines:
            for line in lines:
                if not is_held_out(line) and not line.startswith("<doc "):
                    batch.append(unicodedata.normalize("NFC", line))
                if len(batch) == _LINES:
                    yield batch, share
                    batch = []
        yield batch, share


def _count(part: tuple[list[str], float]) -> Counts:
    """Count some lines."""
    lines, share = part
    counter = _LineCounter()
    for line in lines:
        counter.add(line)
    size = len(counter.sequence)
    flags = np.zeros(size, dtype=np.int64)
    flags[counter.capitals] = CAPITAL
    return Counts(
        list(counter.numbers),
        np.array(counter.sequence, dtype=np.int64),
        flags,
        np.full(size, share, dtype=np.float32),
        counter.capital,
        counter.foreign,
        counter.home,
    )


class _LineCounter:
    """Counts lines."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {name: number for number, name in SYMBOLS.items()}
        self.sequence: list[int] = []
        self.capitals: list[int] = []
        self.capital: Counter = collections.Counter()
        self.foreign: Counter = collections.Counter()
        self.home: Counter = collections.Counter()
        self._words: list[str] = []

    def add(self, line: str) -> None:
        """Count a line."""
        self._words = []
        sequence, at_start = self.sequence, True
        for kind, text, *_ in tokenize(line):
            if kind == END_TOKEN:
                if not at_start:
                    sequence.append(END_SYMBOL)
                at_start = True
            elif kind in (COMMA_TOKEN, QUOTE_TOKEN):
                if not at_start and sequence[-1] != QUOTE_SYMBOL:
                    if sequence[-1] == COMMA_SYMBOL:
                        sequence.pop()
                    sequence.append(COMMA_SYMBOL if kind == COMMA_TOKEN else QUOTE_SYMBOL)
            else:
                self._add_word(kind, text, at_start)
                at_start = False
        if not at_start:
            sequence.append(END_SYMBOL)
        tongue = _language(self._words)
        if tongue:
            (self.home if tongue in NORWEGIAN else self.foreign).update(self._words)

    def _add_word(self, kind: int, text: str, at_start: bool) -> None:
        """Count a word or number."""
        if kind == NUMBER_TOKEN:
            self.sequence.append(NUMBER_SYMBOL)
        elif kind in (WORD_TOKEN, PARTED_TOKEN) and PLAIN.fullmatch(text):
            word = text.lower()
            if not at_start and text[0] != word[0]:
                self.capital[word] += 1
                self.capitals.append(len(self.sequence))
            self._words.append(word)
            self.sequence.append(self.numbers.setdefault(word, len(self.numbers)))
        else:
            self.sequence.append(UNKNOWN)


def _language(words: list[str]) -> str:
    """Return the language of a line by its function words, or "" where they do not tell."""
    score: Counter = collections.Counter()
    for name, table in _FUNCTION_WORDS.items():
        score[name] = sum(word in table for word in words)
    (best, most), (_, second) = score.most_common(2)
    return best if most >= 3 and most > second + 1 and most >= len(words) / 10 else ""
