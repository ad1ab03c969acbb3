#!/usr/bin/env python3
"""Learn which words are nynorsk: `python wordlists/build_varieties.py ../shared/data`.

Counts the words of the lexicon in the training texts' lines of nynorsk and of bokmål, told by the
function words that only one of them has, and looks them up in Norsk ordbank for either. Writes
varieties.bin beside this script: by word number 128 + 10 times the log-odds that nynorsk rather
than bokmål has the word.
"""

from __future__ import annotations

import argparse
import collections
import lzma
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from counting import chunks
from vocabulary import ordbank

from nortext.language.function_words import Languages
from nortext.language.lexicon import SYMBOLS, Lexicon
from nortext.language.store import write_store
from nortext.text.tokens import WORD_TOKEN, tokenize

HERE = Path(__file__).resolve().parent
PRIOR, ONLY = 0.5, 3.0
"""Times that the dictionaries count for, and the log-odds that only one of them has a word."""

FEWEST = 2  # function words of one variety alone in a line
LANGUAGES = Languages(HERE)

Counts = dict[str, collections.Counter[str]]


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with corpus/ and lexicon/")
    data = parser.parse_args().data
    counts: Counts = {"nb": collections.Counter(), "nn": collections.Counter()}
    with Pool(2) as pool:
        for part in pool.imap(count, chunks(data)):
            for name, found in part.items():
                counts[name].update(found)
    with lzma.open(data / "lexicon" / "nynorsk.txt.xz", "rt", encoding="utf-8") as file:
        nynorsk = set(file.read().split())
    bokmaal, lexicon = ordbank(), Lexicon(HERE)
    total = {name: sum(found.values()) for name, found in counts.items()}
    print({name: f"{number:,}" for name, number in total.items()})

    def odds(word: str) -> int:
        dictionaries = ONLY * ((word in nynorsk) - (word in bokmaal))
        nn = counts["nn"][word] + PRIOR * np.exp(min(0.0, dictionaries)) * total["nn"] / 1e7
        nb = counts["nb"][word] + PRIOR * np.exp(min(0.0, -dictionaries)) * total["nb"] / 1e7
        value = np.log(nn / total["nn"]) - np.log(nb / total["nb"])
        return int(min(255, max(1, round(128 + 10 * value))))

    numbers = range(len(SYMBOLS), len(lexicon))
    values = bytes([128] * len(SYMBOLS)) + bytes([odds(lexicon.word(n)) for n in numbers])
    write_store(HERE / "varieties.bin", {"words": len(lexicon)}, {"nynorsk": ("B", values)})


def count(part: tuple[list[str], float]) -> Counts:
    """Count the words of some lines by the variety of each line."""
    found: Counts = {"nb": collections.Counter(), "nn": collections.Counter()}
    for line in part[0]:
        words = [text.lower() for kind, text, *_ in tokenize(line) if kind == WORD_TOKEN]
        name = variety_of(words)
        if name:
            found[name].update(words)
    return found


def variety_of(words: list[str]) -> str:
    """Return `nn` or `nb` by the function words that only one of them has, or "" for neither."""
    nn = sum([word in LANGUAGES.nynorsk for word in words])
    nb = sum([word in LANGUAGES.bokmaal for word in words])
    if nn >= FEWEST and nn > 2 * nb:
        return "nn"
    return "nb" if nb >= FEWEST and nb > 2 * nn else ""


if __name__ == "__main__":
    main()
