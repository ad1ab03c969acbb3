"""Choose the words of the lexicon, and write what is known of each."""

from __future__ import annotations

import collections
import gzip
import json
import sys
import unicodedata
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from zlib import crc32

import numpy as np
import regex
from counting import ONLY_FOREIGN, PLAIN, Counts

from nortext.channel.confusions import skeleton
from nortext.language.lexicon import SYMBOLS, bloom_places
from nortext.language.store import write_store
from nortext.text.tokens import tokenize

FOREIGN_ODDS = 128 + 35
SLOT_BITS, ID_BITS, SKELETON_BITS = 21, 20, 23

SPOILT = [("ø", "o"), ("ø", "oe"), ("å", "a"), ("å", "aa"), ("æ", "ae"), ("æ", "a"), ("æ", "e")]
"""What becomes of letters where a writer has no Norwegian keys."""

SPOILT_TIMES = 30
"""A word that looks spoilt is left out where the right one is so much commoner."""


def ordbank_path() -> Path:
    """Return the file of Norsk ordbank's word forms; exits where it is not installed."""
    spec = find_spec("spacy_lookups_data")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("Norsk ordbank comes in spacy-lookups-data: pip install -e '.[build]'")
    return Path(spec.submodule_search_locations[0]) / "data" / "nb_lemma_exc.json.gz"


def ordbank() -> set[str]:
    """Return Norsk ordbank's word forms, lower case.

    Those with spaces or hyphens are there by their parts.
    """
    with gzip.open(ordbank_path(), "rt", encoding="utf-8") as file:
        tables = json.load(file)
    forms = {
        unicodedata.normalize("NFC", form).lower() for table in tables.values() for form in table
    }
    return {part for form in forms for part in regex.split(r"[ \-]", form) if PLAIN.fullmatch(part)}


def choose_words(counts: dict[str, int], dictionary: set[str], book: str) -> list[str]:
    """Return the words of the lexicon by number, symbols first.

    Args:
        counts: how often each word was counted.
        dictionary: words that a dictionary has.
        book: a text whose words are all taken.
    """
    restored: dict[str, str] = {}
    for word in counts:
        for letter, loss in SPOILT:
            if letter in word:
                restored.setdefault(word.replace(letter, loss), word)

    def is_spoilt(word: str) -> bool:
        full = restored.get(word)
        return full is not None and counts[full] >= SPOILT_TIMES * counts[word]

    domain = {word.lower() for _, word, *_ in tokenize(book)}
    chosen = set(dictionary)
    for word, number in counts.items():
        if word in SYMBOLS.values() or word in dictionary or is_spoilt(word):
            continue
        if (number >= 2 or word in domain) and PLAIN.fullmatch(word):
            chosen.add(word)
    words = [SYMBOLS[number] for number in range(len(SYMBOLS))] + sorted(chosen)
    assert len(words) < 1 << ID_BITS, "more words than the hash table's entries can number"
    return words


def write_lexicon(
    words: list[str], frequency: dict[str, int], counts: Counts, dictionary: set[str], out: Path
) -> None:
    """Write the lexicon.

    Args:
        words: its words, symbols first.
        frequency: how often each was counted.
        counts: what else was counted.
        dictionary: words that a dictionary has.
        out: the folder to write into.
    """
    plain = words[len(SYMBOLS) :]
    heads, tails = compound_parts(plain, dictionary)
    foreign, home, capital = counts.foreign, counts.home, counts.capital
    total_foreign, total_home = sum(foreign.values()), sum(home.values())

    def odds(word: str) -> int:
        f, h = foreign.get(word, 0), home.get(word, 0)
        if f + h < 2:
            return 0 if word in dictionary else 128
        if word in ONLY_FOREIGN:
            return FOREIGN_ODDS
        value = np.log((f + 0.3) / total_foreign) - np.log((h + 0.3) / total_home)
        return int(min(255, max(1, round(128 + 10 * value))))

    def capitals(word: str) -> int:
        times = frequency.get(word, 0)
        return round(255 * capital.get(word, 0) / times) if times else 0

    def strength(parts: collections.Counter[str]) -> Callable[[str], int]:
        return lambda word: min(255, round(10 * np.log1p(parts.get(word, 0))))

    def fact(function: Callable[[str], int]) -> tuple[str, bytes]:
        return "B", bytes(len(SYMBOLS)) + bytes(map(function, plain))

    encoded = [word.encode() for word in words]
    offsets = np.cumsum([0] + [len(word) + 1 for word in encoded])
    (out / "lexicon.txt").write_bytes(b"\n".join(encoded) + b"\n")
    arrays = {
        "slots": ("I", hash_table(encoded)),
        "offsets": ("I", offsets.astype("<u4").tobytes()),
        "skeletons": ("B", skeletons(plain)),
        "caps": fact(capitals),
        "head": fact(strength(heads)),
        "tail": fact(strength(tails)),
        "language": fact(odds),
    }
    write_store(out / "lexicon.bin", {"words": len(words)}, arrays)


def hash_table(words: list[bytes]) -> bytes:
    """Return the table from words to numbers (open addressing, CRC-32); symbols are not in it."""
    slots = np.zeros(1 << SLOT_BITS, dtype=np.int64)
    for number in range(len(SYMBOLS), len(words)):
        code = crc32(words[number])
        at = code & (len(slots) - 1)
        while slots[at]:
            at = (at + 1) & (len(slots) - 1)
        slots[at] = (code >> ID_BITS) << ID_BITS | number
    return slots.astype("<u4").tobytes()


def skeletons(words: list[str]) -> bytes:
    """Return the Bloom filter of the words' skeletons."""
    bits = bytearray(1 << SKELETON_BITS - 3)
    for word in words:
        for place in bloom_places(skeleton(word), (1 << SKELETON_BITS) - 1):
            bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def compound_parts(
    words: list[str], dictionary: set[str]
) -> tuple[collections.Counter[str], collections.Counter[str]]:
    """Return how many words each word begins and ends, joined by nothing, -s- or -e-.

    It is the evidence that the word builds compounds.
    """
    heads: collections.Counter[str] = collections.Counter()
    tails: collections.Counter[str] = collections.Counter()
    for word in words:
        if len(word) < 6:
            continue
        for cut in range(3, len(word) - 2):
            head, tail = word[:cut], word[cut:]
            if tail not in dictionary:
                continue
            if head in dictionary:
                heads[head] += 1
                tails[tail] += 1
            elif head[-1] in "se" and head[:-1] in dictionary and cut > 3:
                heads[head[:-1]] += 1
                tails[tail] += 1
    return heads, tails
