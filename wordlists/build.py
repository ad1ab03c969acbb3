#!/usr/bin/env python3
"""Build the word lists from their sources: `python wordlists/build.py ../shared/data`.

It takes about ten minutes on two cores and 8 GB. Writes lexicon.txt, lexicon.bin, words.bin (word
n-grams), letters.bin (letter n-grams), rivals.bin, contexts.bin and MODEL.toml beside this script;
the same sources give the same bytes on the same machine. `wordlists/README.md` says what each
source is and what it allows. Needs what `pip install -e '.[build]'` installs.
"""

from __future__ import annotations

import argparse
from multiprocessing import Pool
from pathlib import Path
from zlib import crc32

import kneser_ney
import learn_contexts
import model
import numpy as np
from counting import Counts, count_texts
from vocabulary import choose_words, ordbank, write_lexicon

from nortext.language.contexts import FINGERPRINT
from nortext.language.lexicon import SYMBOLS, UNKNOWN
from nortext.language.spelling import ALPHABET, letter_numbers
from nortext.language.store import write_store
from nortext.models import Models

HERE = Path(__file__).resolve().parent
BOOK = "seeds/002-bok-a.txt"
TABLES = (
    "confusions.tsv",
    "engines.tsv",
    "near_misses.tsv",
    "weights.tsv",
    "languages.tsv",
    "variants.bin",
)
"""What the models need and other scripts write."""

RIVAL = 12.0  # natural logarithm: how much rarer than a word its rivals may be


def main() -> None:
    """Build all."""
    parser = argparse.ArgumentParser(description="Build the word lists.")
    parser.add_argument("data", type=Path, help="the folder with corpus/ and seeds/")
    parser.add_argument("--out", type=Path, default=HERE)
    options = parser.parse_args()
    data, out = options.data, options.out
    counts = count_texts(data)
    names = {word: number for number, word in enumerate(counts.names)}
    times = np.bincount(counts.sequence, minlength=len(names))
    frequency = {word: int(times[number]) for word, number in names.items()}
    print(f"{len(counts.sequence):,} tokens, {len(names):,} types")
    dictionary = ordbank()
    words = choose_words(frequency, dictionary, (data / BOOK).read_text(encoding="utf-8"))
    print(f"{len(words):,} words, {len(dictionary):,} of them in Norsk ordbank")
    write_lexicon(words, frequency, counts, dictionary, out)
    number_of = {word: number for number, word in enumerate(words)}
    table = np.array([number_of.get(word, UNKNOWN) for word in names], dtype=np.int64)
    base = np.full(len(words), 1 / len(words))
    sequence = table[counts.sequence]
    kneser_ney.build(sequence, len(words), 3, [1, 2, 2], out / "words.bin", base=base)
    build_letters(words, frequency, counts, out)
    rivals = build_rivals(words, out)
    contexts = sequence | counts.flags
    learn_contexts.build(contexts, Models(out), rivals, counts.weight, out / "contexts.bin")
    model.write(out, data)
    for path in [*sorted(out.glob("*.bin")), out / "lexicon.txt"]:
        print(f"{path.name}: {path.stat().st_size:,} bytes")


def build_letters(words: list[str], frequency: dict[str, int], counts: Counts, out: Path) -> None:
    """Write the letter model; commoner words count a little more."""
    letters: list[int] = []
    for word in words[len(SYMBOLS) :]:
        spelled = letter_numbers(word)
        times = frequency.get(word, 0)
        is_name = counts.capital.get(word, 0) / max(1, times) >= 0.5
        for _ in range(1 + int(np.log1p(times) / 2)):
            letters += [0, 1, *spelled] if is_name else [0, *spelled]
    sequence = np.array([*letters, 0])
    kneser_ney.build(sequence, len(ALPHABET) + 2, 6, [1, 1, 1, 2, 3, 4], out / "letters.bin")


def build_rivals(words: list[str], out: Path) -> bytes:
    """Write which words have rivals, and return it."""
    if out.resolve() != HERE:
        for name in TABLES:
            (out / name).write_bytes((HERE / name).read_bytes())
    # models need the files, whatever they hold
    write_store(out / "rivals.bin", {"table": -1}, {"rivals": ("B", bytes([1]) * len(words))})
    nothing = {name: (code, b"") for name, code in learn_contexts.ARRAYS.items()}
    write_store(out / "contexts.bin", {"features": FINGERPRINT, "step": 1.0}, nothing)
    size = 20_000
    parts = [range(at, min(at + size, len(words))) for at in range(0, len(words), size)]
    with Pool(2, load_models, (out,)) as pool:
        rivals = b"".join(pool.imap(find_rivals, parts))
    table = crc32((out / "confusions.tsv").read_bytes())
    write_store(out / "rivals.bin", {"table": table}, {"rivals": ("B", rivals)})
    print(f"{sum(rivals):,} words have rivals")
    return rivals


_models: Models


def load_models(folder: Path) -> None:
    """Load the models of a worker process."""
    global _models
    _models = Models(folder)


def find_rivals(numbers: range) -> bytes:
    """Return for each word number 1 where confusions may make another word of it, else 0."""
    models, unigram = _models, _models.words.unigram

    def has_rivals(number: int) -> bool:
        least = unigram(number) - RIVAL
        readings = models.english_ocr.analysis(models.lexicon.word(number)).readings
        return any(r.kind == "word" and unigram(r.numbers[0]) >= least for r in readings[1:])

    return bytes(number < len(SYMBOLS) or has_rivals(number) for number in numbers)


if __name__ == "__main__":
    main()
