#!/usr/bin/env python3
"""Build the set of words of other varieties: `python wordlists/build_variants.py ../shared/data`.

Nynorsk forms (Norsk ordbank), and what is frequent in older Norwegian (the National Library's
novels and verse of the 19th century, Ibsen's plays), as far as the lexicon does not have them. Such
words are no misread ones. Writes variants.bin beside this script: the CRC-32 of each word, sorted.
"""

from __future__ import annotations

import argparse
import collections
import lzma
import unicodedata
from array import array
from pathlib import Path
from zlib import crc32

import regex

from nortext.language.lexicon import Lexicon
from nortext.language.store import write_store

HERE = Path(__file__).resolve().parent
WORD = regex.compile(r"\p{L}+")
NYNORSK = "lexicon/nynorsk.txt.xz"
OLDER = {"corpus/norn-1800s.txt.xz": 8, "corpus/ibsen.txt.xz": 2}
"""The older texts, and how often a word stands in them at least; the first are read by OCR."""


def main() -> None:
    """Build the set."""
    parser = argparse.ArgumentParser(description="Build the set of words of other varieties.")
    parser.add_argument("data", type=Path, help="the folder with corpus/ and lexicon/")
    data = parser.parse_args().data
    with lzma.open(data / NYNORSK, "rt", encoding="utf-8") as lines:
        words = {line.strip() for line in lines}
    for name, least in OLDER.items():
        counts: collections.Counter[str] = collections.Counter()
        with lzma.open(data / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                counts.update(WORD.findall(unicodedata.normalize("NFC", line).lower()))
        words |= {word for word, times in counts.items() if times >= least}
    lexicon = Lexicon(HERE)
    new = {word for word in words if len(word) > 1 and word.isalpha() and not lexicon.number(word)}
    codes = sorted({crc32(word.encode()) for word in new})
    write_store(HERE / "variants.bin", {}, {"codes": ("I", array("I", codes).tobytes())})
    print(f"{len(new):,} words of other varieties")


if __name__ == "__main__":
    main()
