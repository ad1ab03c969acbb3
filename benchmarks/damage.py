#!/usr/bin/env python3
"""How much of each kind of damage is mended: `python benchmarks/damage.py [FOLDER]`.

The undamaged texts of FOLDER (*.txt; by default the fixtures' pages as they were printed) are damaged in each way that nortext knows
and mended again, nothing being said of the damage. Words are runs of characters between spaces and count as right when every
character is; where an encoding lacks a character of the text, the text is what could be written in it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from rapidfuzz.distance import Levenshtein

import nortext
from nortext.characters.mojibake import ISO_646_NO, MISREADINGS, as_written, misread

ROOT = Path(__file__).resolve().parent.parent
BYTES = ("latin-1", "cp1252", "cp850", "cp865", "mac_roman", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig")


def texts() -> list[str]:
    """The undamaged texts."""
    paths = sorted(Path(sys.argv[1]).glob("*.txt")) if sys.argv[1:] else sorted((ROOT / "fixtures" / "pages").glob("*.gold.txt"))
    return [path.read_text(encoding="utf-8") for path in paths]


def trials() -> Iterator[tuple[str, Callable[[str], str], Callable[[str], str]]]:
    """For each trial its name, what the text was before the damage, and the text damaged and mended."""

    def same(text: str) -> str:
        return text

    for name in nortext.KINDS:
        written = MISREADINGS[name][0] if name in MISREADINGS else "utf-8"
        yield name, lambda t, w=written: as_written(t, w), lambda t, n=name: nortext.clean(nortext.damage(t, n))  # type: ignore[misc]
    for read in ("latin-1", "cp1252", "mac_roman", "cp437"):
        yield f"utf-8 as {read}, twice", same, lambda t, r=read: nortext.clean(misread(misread(t, "utf-8", r), "utf-8", r))  # type: ignore[misc]
    yield "utf-8 as cp1252, every seventh line", same, lambda t: nortext.clean(some_lines(t, lambda line: misread(line, "utf-8", "cp1252")))
    for codec in BYTES:
        yield f"bytes in {codec}", lambda t, c=codec: as_written(t, c), lambda t, c=codec: nortext.decode(as_written(t, c).encode(c)).text  # type: ignore[misc]
    letters = str.maketrans({letter: place for place, letter in ISO_646_NO.items()})
    yield "bytes in iso-646-no", seven_bit, lambda t: nortext.decode(seven_bit(t).translate(letters).encode()).text
    yield "bytes in utf-8 and, every seventh line, cp1252", same, lambda t: nortext.decode(mixed(t)).text
    yield "undamaged", same, nortext.clean


def some_lines(text: str, change: Callable[[str], str]) -> str:
    return "\n".join(change(line) if number % 7 == 3 else line for number, line in enumerate(text.split("\n")))


def mixed(text: str) -> bytes:
    lines = text.split("\n")
    return b"\n".join(as_written(line, "cp1252").encode("cp1252" if n % 7 == 3 else "utf-8") for n, line in enumerate(lines))


def seven_bit(text: str) -> str:
    return "".join(letter if letter in "æøåÆØÅ" else as_written(letter, "ascii") for letter in text)


def main() -> None:
    found = texts()
    print(f"{sum(len(text.split()) for text in found):,} words")
    for name, before, mended in trials():
        words = wrong = 0
        for text in found:
            gold, got = before(text).split(), mended(text).split()
            words += len(gold)
            wrong += Levenshtein.distance(gold, got) if gold != got else 0
        print(f"{name:<48} {100 - 100 * wrong / words:8.3f} % right")


if __name__ == "__main__":
    main()
