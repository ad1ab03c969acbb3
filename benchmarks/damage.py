#!/usr/bin/env python3
"""Measure how much of each kind of damage is mended: `python benchmarks/damage.py [FOLDER]`.

The undamaged texts of FOLDER (*.txt; by default the fixtures' pages as they were printed) are
damaged in each way that nortext knows and mended again, nothing being said of the damage. Words are
runs of characters between spaces and count as right when every character is; where an encoding
lacks a character of the text, the text is what could be written in it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rapidfuzz.distance import Levenshtein

import nortext
from nortext.characters.mojibake import ISO_646_NO, MISREADINGS, as_written, misread

ROOT = Path(__file__).resolve().parent.parent
BYTES = "latin-1 cp1252 cp850 cp865 mac_roman utf-16 utf-16-le utf-16-be utf-8-sig".split()
LETTERS = str.maketrans({letter: place for place, letter in ISO_646_NO.items()})

Change = Callable[[str], str]


@dataclass(frozen=True)
class Trial:
    """One way to damage a text.

    Attributes:
        name: what it is called.
        before: gives the text that was there before the damage.
        mended: gives the text damaged and mended.
    """

    name: str
    before: Change
    mended: Change


def texts() -> list[str]:
    """Return the undamaged texts."""
    if sys.argv[1:]:
        paths = sorted(Path(sys.argv[1]).glob("*.txt"))
    else:
        paths = sorted((ROOT / "fixtures" / "pages").glob("*.gold.txt"))
    return [path.read_text(encoding="utf-8") for path in paths]


def trials() -> Iterator[Trial]:
    """Yield the ways to damage a text."""
    for name in nortext.KINDS:
        written = MISREADINGS[name][0] if name in MISREADINGS else "utf-8"
        yield Trial(name, partial(as_written, codec=written), partial(kind, name))
    for read in ("latin-1", "cp1252", "mac_roman", "cp437"):
        yield Trial(f"utf-8 as {read}, twice", same, partial(twice, read))
    yield Trial("utf-8 as cp1252, every seventh line", same, some_lines)
    for codec in BYTES:
        before = partial(as_written, codec=codec)
        yield Trial(f"bytes in {codec}", before, partial(of_bytes, codec))
    yield Trial("bytes in iso-646-no", seven_bit, of_seven_bit)
    yield Trial("bytes in utf-8 and, every seventh line, cp1252", same, mixed)
    yield Trial("undamaged", same, nortext.clean)


def same(text: str) -> str:
    """Return a text as it is."""
    return text


def kind(name: str, text: str) -> str:
    """Return a text damaged in one of the kinds, and mended."""
    return nortext.clean(nortext.damage(text, name))


def twice(read: str, text: str) -> str:
    """Return a text misread twice, and mended."""
    return nortext.clean(misread(misread(text, "utf-8", read), "utf-8", read))


def some_lines(text: str) -> str:
    """Return a text of which every seventh line was misread, mended."""
    lines = [
        misread(line, "utf-8", "cp1252") if number % 7 == 3 else line
        for number, line in enumerate(text.split("\n"))
    ]
    return nortext.clean("\n".join(lines))


def of_bytes(codec: str, text: str) -> str:
    """Return a text in an encoding, decoded."""
    return nortext.decode(as_written(text, codec).encode(codec)).text


def seven_bit(text: str) -> str:
    """Return a text as Norwegian 7-bit ASCII can hold it."""
    return "".join(c if c in "æøåÆØÅ" else as_written(c, "ascii") for c in text)


def of_seven_bit(text: str) -> str:
    """Return a text in Norwegian 7-bit ASCII, decoded."""
    return nortext.decode(seven_bit(text).translate(LETTERS).encode()).text


def mixed(text: str) -> str:
    """Return a text in UTF-8 of which every seventh line is in cp1252, decoded."""
    lines = [
        as_written(line, "cp1252").encode("cp1252" if number % 7 == 3 else "utf-8")
        for number, line in enumerate(text.split("\n"))
    ]
    return nortext.decode(b"\n".join(lines)).text


def main() -> None:
    """Measure and print."""
    found = texts()
    print(f"{sum(len(text.split()) for text in found):,} words")
    for trial in trials():
        words = wrong = 0
        for text in found:
            gold, got = trial.before(text).split(), trial.mended(text).split()
            words += len(gold)
            wrong += Levenshtein.distance(gold, got) if gold != got else 0
        print(f"{trial.name:<48} {100 - 100 * wrong / words:8.3f} % right")


if __name__ == "__main__":
    main()
