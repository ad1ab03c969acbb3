#!/usr/bin/env python3
"""Keep the numbers in the documentation those of the code: `python docs/numbers.py [--check]`.

A number in a page of `docs/` that has a comment `<!-- PACKAGE.NAME -->` right behind it is the
value of that field of the package's parameters (`nortext/PACKAGE/parameters.py`). `%` in the
comment writes a share as per cent, `abs` leaves the sign out, `exp` writes a logarithm as the
probability. Without `--check` the pages are written anew; with it, differences are printed and the
exit code is 1.
"""

from __future__ import annotations

import math
import re
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
MARKED = re.compile(
    r"[\u2212-]?[\d.,]*\d(?P<behind> ?%?)<!-- (?P<place>[a-z]+\.[a-z_0-9]+)(?P<how>[^>]*) -->"
)


def value_of(place: str) -> float:
    """Return the value of a field.

    Args:
        place: the package and the field, as `search.beam`.
    """
    package, _, name = place.rpartition(".")
    module = "nortext.pipeline" if package == "pipeline" else f"nortext.{package}.parameters"
    value = getattr(import_module(module).PARAMETERS, name)
    if not isinstance(value, int | float):
        raise TypeError(f"{place} is no number")
    return value


def written(place: str, how: str) -> str:
    """Return a field as it is written in a text.

    Args:
        place: the package and the field.
        how: `%`, `abs`, `exp` or nothing.
    """
    value = value_of(place)
    if how == "%":
        value *= 100
    elif how == "abs":
        value = abs(value)
    elif how == "exp":
        value = math.exp(value)
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
    return text.replace("-", "\u2212")


def renewed(text: str) -> str:
    """Return a page with the numbers as they are in the code."""

    def renew(match: re.Match[str]) -> str:
        number = written(match["place"], match["how"].strip())
        return f"{number}{match['behind']}<!-- {match['place']}{match['how']} -->"

    return MARKED.sub(renew, text)


def main() -> None:
    """Write the pages anew, or check them."""
    is_check, stale = "--check" in sys.argv, 0
    for path in sorted(HERE.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        now = renewed(text)
        for before, after in zip(text.splitlines(), now.splitlines(), strict=True):
            if before != after:
                stale += 1
                print(f"{path.name}:\n- {before}\n+ {after}")
        if text != now and not is_check:
            path.write_text(now, encoding="utf-8")
    if is_check and stale:
        sys.exit("numbers differ from the code: run `python docs/numbers.py`")


if __name__ == "__main__":
    main()
