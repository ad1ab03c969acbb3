"""How engines misread: a table of confusions with the probability of each by profile.

A profile is one engine, one language model or one sort of scan. The ways to write Norwegian in
ASCII are profiles too, so that a text that lost a part of its letters so is understood alike.
The table `engines.tsv` is learnt from printed pages (`wordlists/learn_engines.py`). No document is
quite like a profile: what it shows itself decides (`nortext.search.rates`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nortext.channel.confusions import ConfusionTable, read_table
from nortext.channel.parameters import PARAMETERS
from nortext.channel.rules import CHANNELS, FOLDED, table_of
from nortext.language.store import damaged, data_folder
from nortext.text.alphabet import LOST

__all__ = ["Key", "Profiles", "only", "read_profiles"]

_ENGLISH = "english"

Key = tuple[str, str, bool]
"""What was printed, what was read, and whether it is a word of one letter."""


@dataclass(frozen=True, slots=True)
class Profiles:
    """Confusions by profile.

    Attributes:
        names: the profiles.
        shares: for each confusion its probability in each profile, in the order of the names.
        totals: for each letter or pair of letters, inside words and as a word, the lost letter that
            it is about or "", and the sum of its probabilities in each profile.
        engines: whether each profile is one of OCR, and no rule.
    """

    names: tuple[str, ...]
    shares: Mapping[Key, tuple[float, ...]]
    engines: tuple[bool, ...]
    totals: dict[tuple[str, bool], tuple[str, list[float]]] = field(init=False)

    def __post_init__(self) -> None:
        """Sum up the shares of each letter."""
        totals: dict[tuple[str, bool], tuple[str, list[float]]] = {}
        for (printed, _, alone), shares in self.shares.items():
            lost = next((letter for letter in printed.lower() if letter in LOST), "")
            _, sums = totals.setdefault((printed, alone), (lost, [0.0] * len(self.names)))
            for k, share in enumerate(shares):
                sums[k] += share
        object.__setattr__(self, "totals", totals)

    def highest(self, main: str = "") -> dict[Key, float]:
        """Return the highest probability that a profile gives each confusion.

        Args:
            main: the profile that is likeliest beforehand, so that the other engines count less and
                rules not at all; "" where all count alike.
        """
        counts = [1.0] * len(self.names)
        if main:
            less = PARAMETERS.other_engine
            counts = [
                1.0 if name == main else less * is_engine
                for name, is_engine in zip(self.names, self.engines, strict=True)
            ]
        found = {
            key: max([share * count for share, count in zip(shares, counts, strict=True)])
            for key, shares in self.shares.items()
        }
        return {key: share for key, share in found.items() if share}


def only(name: str, table: ConfusionTable) -> Profiles:
    """Return a table as the only profile."""
    return Profiles((name,), {key: (share,) for key, share in table.items()}, (True,))


def read_profiles(folder: Path | None = None) -> Profiles:
    """Read the table, and add the ways to write Norwegian in ASCII.

    Args:
        folder: where `engines.tsv` lies; the shipped one by default.

    Returns:
        The profiles, with the confusions of capitals where the table has too few of them.

    Raises:
        ValueError: A line of the table is not in its form.
        FileError: It has no line.
    """
    path = (folder or data_folder()) / "engines.tsv"
    head, *lines = path.read_text(encoding="utf-8").splitlines() or [""]
    names = head.split("\t")[3:]
    if _ENGLISH not in names or not lines:
        raise damaged(path)
    found: dict[Key, list[float]] = {}
    for number, line in enumerate(lines, 2):
        printed, read, where, *shares = line.split("\t")
        if len(shares) != len(names):
            raise ValueError(f"{path}, line {number}: not {len(names)} probabilities")
        found[printed, read, where == "alone"] = list(map(float, shares))
    english = names.index(_ENGLISH)
    for key, share in read_table(path.with_name("confusions.tsv")).items():
        values = found.setdefault(key, [0.0] * len(names))
        values[english] = max(values[english], share)
    for (printed, read, alone), values in list(found.items()):
        if any(letter in LOST for letter in printed) and (read.islower() or not read.isalpha()):
            capital = (printed.upper(), read.upper(), alone)
            share = PARAMETERS.capital_share
            known = found.get(capital, [0.0] * len(names))
            found[capital] = [max(a * share, b) for a, b in zip(values, known, strict=True)]
    for name in FOLDED:
        rule = table_of(CHANNELS[name])
        for key in rule:
            found.setdefault(key, [0.0] * len(names))
        for key, values in found.items():
            values.append(rule.get(key, 0.0))
        names.append(name)
    every = {key: tuple(values) for key, values in found.items()}
    return Profiles(tuple(names), every, tuple([name not in FOLDED for name in names]))
