#!/usr/bin/env python3
"""Build the word lists from their sources: `python wordlists/build.py ../shared/data` (about ten minutes on two cores, 8 GB).

Writes lexicon.txt, lexicon.bin, words.bin (word n-grams), letters.bin (letter n-grams), rivals.bin and contexts.bin beside this
script; the same sources give the same bytes on the same machine.
`wordlists/README.md` says what each source is and what it allows. Needs numpy and spacy-lookups-data.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import lzma
import sys
import unicodedata
from collections.abc import Iterator
from importlib.util import find_spec
from multiprocessing import Pool
from pathlib import Path
from zlib import crc32

import numpy as np
import regex

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE))

import kneserney  # noqa: E402
import learn_contexts  # noqa: E402

from nortext.channel.confusions import skeleton  # noqa: E402
from nortext.language.contexts import CAPITAL, FINGERPRINT  # noqa: E402
from nortext.language.function_words import NORWEGIAN, read_languages  # noqa: E402
from nortext.language.lexicon import COMMA, END, NUMBER, QUOTE, SYMBOLS, UNKNOWN, bloom_places  # noqa: E402
from nortext.language.spelling import ALPHABET, letter_numbers  # noqa: E402
from nortext.language.store import write_store  # noqa: E402
from nortext.models import Models  # noqa: E402
from nortext.text import tokens  # noqa: E402

PLAIN = regex.compile(r"[\p{Script=Latin}\p{M}]+(?:['’.][\p{Script=Latin}]+)*")
FOREIGN_ODDS = 128 + 35
RIVAL = 12.0  # natural logarithm: how much rarer than a word its rivals may be
SLOT_BITS, ID_BITS, SKELETON_BITS = 21, 20, 23

def read_function_words() -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """The function words of each language, and those of foreign languages that are no Norwegian words."""
    tables = read_languages(HERE / "languages.tsv")
    foreign = {word for name, words in tables.items() if name not in NORWEGIAN for word in words if not word.endswith("+")}
    return {name: frozenset(word.rstrip("+") for word in words) for name, words in tables.items()}, frozenset(foreign)


FUNCTION_WORDS, ONLY_FOREIGN = read_function_words()


def language(words: list[str]) -> str:
    """The language of a line by its function words, or "" where they do not tell."""
    score = collections.Counter()
    for name, table in FUNCTION_WORDS.items():
        score[name] = sum(word in table for word in words)
    (best, most), (_, second) = score.most_common(2)
    return best if most >= 3 and most > second + 1 and most >= len(words) / 10 else ""


SHARES = {"corpus/norec.txt.xz": 1.0, "corpus/laws.txt.xz": 0.3, "seeds/002-bok-a.txt": 1.0}
"""The training texts, and how much each counts for the classifier of contexts: the laws repeat themselves."""


def chunks(data: Path) -> Iterator[tuple[list[str], float]]:
    """The training texts, some thousand lines at a time, and how much they count."""
    for name, share in SHARES.items():
        path = data / name
        batch: list[str] = []
        with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                if not line.startswith("<doc "):
                    batch.append(unicodedata.normalize("NFC", line))
                if len(batch) == 40_000:
                    yield batch, share
                    batch = []
        yield batch, share


Counts = dict[str, int]


def count(part: tuple[list[str], float]) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray, Counts, Counts, Counts]:
    """Lines to a sequence of symbols, with how much each counts and whether it is a capital word; how often each word begins with a
    capital; counts in foreign and in Norwegian lines."""
    lines, share = part
    numbers: dict[str, int] = {name: number for number, name in SYMBOLS.items()}
    sequence: list[int] = []
    capitals: list[int] = []
    capital: dict[str, int] = collections.Counter()
    foreign: dict[str, int] = collections.Counter()
    home: dict[str, int] = collections.Counter()
    for line in lines:
        at_start, words = True, []
        for kind, text, *_ in tokens.tokenize(line):
            if kind == tokens.END:
                if not at_start:
                    sequence.append(END)
                at_start = True
                continue
            if kind in (tokens.COMMA, tokens.QUOTE):
                if not at_start and sequence[-1] != QUOTE:
                    if sequence[-1] == COMMA:
                        sequence.pop()
                    sequence.append(COMMA if kind == tokens.COMMA else QUOTE)
                continue
            if kind == tokens.NUMBER:
                sequence.append(NUMBER)
            elif kind in (tokens.WORD, tokens.PARTED) and PLAIN.fullmatch(text):
                word = text.lower()
                if not at_start and text[0] != word[0]:
                    capital[word] += 1
                    capitals.append(len(sequence))
                words.append(word)
                sequence.append(numbers.setdefault(word, len(numbers)))
            else:
                sequence.append(UNKNOWN)
            at_start = False
        if not at_start:
            sequence.append(END)
        tongue = language(words)
        if tongue:
            (home if tongue in NORWEGIAN else foreign).update(words)
    flags = np.zeros(len(sequence), dtype=np.int64)
    flags[capitals] = CAPITAL
    weights = np.full(len(sequence), share, dtype=np.float32)
    return list(numbers), np.array(sequence, dtype=np.int32), flags, weights, capital, foreign, home


def ordbank() -> set[str]:
    """Norsk ordbank's word forms, lower case, those with spaces or hyphens by their parts."""
    spec = find_spec("spacy_lookups_data")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("Norsk ordbank comes in the package spacy-lookups-data: pip install 'nortext[build]'")
    path = Path(spec.submodule_search_locations[0]) / "data" / "nb_lemma_exc.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        tables = json.load(file)
    forms = {unicodedata.normalize("NFC", form).lower() for table in tables.values() for form in table}
    return {part for form in forms for part in regex.split(r"[ \-]", form) if PLAIN.fullmatch(part)}


SPOILT = [("ø", "o"), ("ø", "oe"), ("å", "a"), ("å", "aa"), ("æ", "ae"), ("æ", "a"), ("æ", "e")]


def is_spoilt(word: str, counts: dict[str, int], restored: dict[str, str]) -> bool:
    """Whether a rare word is likely a commoner one that a writer without Norwegian keys typed."""
    full = restored.get(word)
    return full is not None and counts[full] >= 30 * counts[word]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("data", type=Path, help="the folder with corpus/ and seeds/")
    args.add_argument("--out", type=Path, default=HERE)
    options = args.parse_args()
    data, out = options.data, options.out

    names: dict[str, int] = {name: number for number, name in SYMBOLS.items()}
    sequences, flags, weights, capital, foreign, home = [], [], [], collections.Counter(), collections.Counter(), collections.Counter()
    with Pool(2) as pool:
        for words, sequence, flag, weight, *others in pool.imap(count, chunks(data)):
            table = np.array([names.setdefault(word, len(names)) for word in words], dtype=np.int32)
            sequences.append(table[sequence])
            flags.append(flag)
            weights.append(weight)
            for total, part in zip((capital, foreign, home), others, strict=True):
                total.update(part)
    sequence, flag, weight = np.concatenate(sequences), np.concatenate(flags), np.concatenate(weights)
    frequency = np.bincount(sequence, minlength=len(names))
    counts = {word: int(frequency[number]) for word, number in names.items()}
    print(f"{len(sequence):,} tokens, {len(names):,} types")

    dictionary = ordbank()
    restored = {}
    for word in counts:
        for letter, loss in SPOILT:
            if letter in word:
                restored.setdefault(word.replace(letter, loss), word)
    domain = {word.lower() for _, word, *_ in tokens.tokenize((data / "seeds" / "002-bok-a.txt").read_text(encoding="utf-8"))}
    held = set(dictionary)
    for word, number in counts.items():
        if word in SYMBOLS.values() or word in dictionary:
            continue
        if (number >= 2 or word in domain) and PLAIN.fullmatch(word) and not is_spoilt(word, counts, restored):
            held.add(word)
    words = [SYMBOLS[number] for number in range(len(SYMBOLS))] + sorted(held)
    assert len(words) < 1 << ID_BITS, "more words than the hash table's entries can number"
    number_of = {word: number for number, word in enumerate(words)}
    print(f"{len(words):,} words held, {len(dictionary):,} of them in Norsk ordbank")

    def fact(function) -> bytes:  # type: ignore[no-untyped-def]
        return bytes(function(word) if number >= len(SYMBOLS) else 0 for number, word in enumerate(words))

    heads, tails = compound_parts(words[len(SYMBOLS):], dictionary, counts)
    total_foreign, total_home = sum(foreign.values()), sum(home.values())

    def odds(word: str) -> int:
        f, h = foreign.get(word, 0), home.get(word, 0)
        if f + h < 2:
            return 0 if word in dictionary else 128
        if word in ONLY_FOREIGN:
            return FOREIGN_ODDS
        value = np.log((f + 0.3) / total_foreign) - np.log((h + 0.3) / total_home)
        return int(min(255, max(1, round(128 + 10 * value))))

    strength = lambda n: min(255, round(10 * np.log1p(n)))
    slots = np.zeros(1 << SLOT_BITS, dtype=np.int64)
    encoded = [word.encode() for word in words]
    for number, word in enumerate(encoded):
        if number < len(SYMBOLS):
            continue
        code = crc32(word)
        at = code & (len(slots) - 1)
        while slots[at]:
            at = (at + 1) & (len(slots) - 1)
        slots[at] = (code >> ID_BITS) << ID_BITS | number
    offsets = np.cumsum([0] + [len(word) + 1 for word in encoded])
    (out / "lexicon.txt").write_bytes(b"\n".join(encoded) + b"\n")
    write_store(out / "lexicon.bin", {"words": len(words)}, {
        "slots": ("I", slots.astype("<u4").tobytes()),
        "offsets": ("I", offsets.astype("<u4").tobytes()),
        "skeletons": ("B", skeletons(words[len(SYMBOLS):])),
        "caps": ("B", fact(lambda w: round(255 * capital.get(w, 0) / max(1, counts.get(w, 0))) if counts.get(w, 0) else 0)),
        "head": ("B", fact(lambda w: strength(heads.get(w, 0)))),
        "tail": ("B", fact(lambda w: strength(tails.get(w, 0)))),
        "language": ("B", fact(odds)),
    })

    table = np.array([number_of.get(word, UNKNOWN) for word in names], dtype=np.int64)
    base = np.full(len(words), 1 / len(words))
    kneserney.build(table[sequence], len(words), 3, [1, 2, 2], out / "words.bin", base=base)

    letters: list[int] = []
    for word in words[len(SYMBOLS):]:
        spelled = letter_numbers(word)
        share = capital.get(word, 0) / max(1, counts.get(word, 0))
        for _ in range(1 + int(np.log1p(counts.get(word, 0)) / 2)):
            letters += [0, *spelled] if share < 0.5 else [0, 1, *spelled]
    kneserney.build(np.array([*letters, 0]), len(ALPHABET) + 2, 6, [1, 1, 1, 2, 3, 4], out / "letters.bin")
    if out.resolve() != HERE:
        for name in ("confusions.tsv", "weights.tsv"):
            (out / name).write_bytes((HERE / name).read_bytes())
    write_store(out / "rivals.bin", {"table": -1}, {"rivals": ("B", bytes([1]) * len(words))})
    nothing = {name: (code, b"") for name, code in learn_contexts.ARRAYS.items()}
    write_store(out / "contexts.bin", {"features": FINGERPRINT, "step": 1.0}, nothing)
    with Pool(2, load_models, (out,)) as pool:
        rivals = b"".join(pool.imap(find_rivals, (range(at, min(at + 20_000, len(words))) for at in range(0, len(words), 20_000))))
    write_store(out / "rivals.bin", {"table": crc32((out / "confusions.tsv").read_bytes())}, {"rivals": ("B", rivals)})
    print(f"{sum(rivals):,} words have rivals")
    learn_contexts.build(table[sequence] | flag, Models(out), rivals, weight, out / "contexts.bin")
    for path in [*sorted(out.glob("*.bin")), out / "lexicon.txt"]:
        print(f"{path.name}: {path.stat().st_size:,} bytes")


def skeletons(words: list[str]) -> bytes:
    """The Bloom filter of the words' skeletons."""
    bits = bytearray(1 << SKELETON_BITS - 3)
    for word in words:
        for place in bloom_places(skeleton(word), (1 << SKELETON_BITS) - 1):
            bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


_models: Models


def load_models(folder: Path) -> None:
    """Load the models of a worker process."""
    global _models
    _models = Models(folder)


def find_rivals(numbers: range) -> bytes:
    """For each word number 1 where confusions may make another held word of it, else 0."""
    models, unigram = _models, _models.words.unigram

    def has_rivals(number: int) -> bool:
        least = unigram(number) - RIVAL
        readings = models.english_ocr.known(models.lexicon.word(number)).readings
        return any(r.kind == "word" and unigram(r.numbers[0]) >= least for r in readings[1:])

    return bytes(number < len(SYMBOLS) or has_rivals(number) for number in numbers)


def compound_parts(words: list[str], dictionary: set[str], counts: dict[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """How many words each word begins and ends, joined by nothing, -s- or -e-: the evidence that it builds compounds."""
    heads: dict[str, int] = collections.Counter()
    tails: dict[str, int] = collections.Counter()
    for word in words:
        if len(word) < 6:
            continue
        for cut in range(3, len(word) - 2):
            tail = word[cut:]
            if tail not in dictionary:
                continue
            head = word[:cut]
            if head in dictionary:
                heads[head] += 1
                tails[tail] += 1
            elif head[-1] in "se" and head[:-1] in dictionary and cut > 3:
                heads[head[:-1]] += 1
                tails[tail] += 1
    return heads, tails


if __name__ == "__main__":
    main()
