"""The table of channels: what is known beforehand of each way to lose letters.

OCR misreads in many ways, which the tables of its engines give (`nortext.channel.profiles`); the
other channels are rules without exception, so their tables are short and stand here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nortext.channel.confusions import ConfusionTable
from nortext.channel.parameters import PARAMETERS
from nortext.text.alphabet import GAP

__all__ = [
    "ANY_OCR",
    "CHANNELS",
    "DROPPED",
    "ENGLISH_OCR",
    "FOLDED",
    "FOREIGN_LETTERS",
    "MARKS",
    "OCR_KINDS",
    "OCR_OF_PROFILE",
    "QUESTION_MARKS",
    "QUESTION_RUNS",
    "REPLACED",
    "ChannelFacts",
    "table_of",
]

ENGLISH_OCR = "english-ocr"
ANY_OCR = "ocr"
DROPPED = "dropped"
QUESTION_MARKS, QUESTION_RUNS = "question-marks", "question-marks-per-byte"
REPLACED = "replacement-characters"
MARKS = (QUESTION_MARKS, QUESTION_RUNS, REPLACED)
OCR_OF_PROFILE = {"english": ENGLISH_OCR, "swedish": "swedish-ocr", "german": "german-ocr"}
"""The kinds of damage that have a name of their own among the profiles of OCR."""

OCR_KINDS = frozenset([ANY_OCR, *OCR_OF_PROFILE.values()])
"""All kinds of damage that are OCR's."""

FOLDED = ("ascii-a-o-a", "ascii-ae-o-a", "ascii-ae-oe-aa")

FOREIGN_LETTERS = frozenset("äöáčđŋšŧžßñçíîúûãõìù")
"""Letters of other languages: Swedish, German, Sámi, the Romance ones."""


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """What is known of a channel beforehand.

    Attributes:
        becomes: for each printed letter what is read for it, with probabilities; empty for OCR,
            whose tables are learnt.
        mark: the character that stands for every lost letter, or "".
        width: how many of the marks stand for one letter.
        loses: whether it leaves nothing at all of the lost letters.
        profile: which profile of OCR it is, or "" for any.
    """

    becomes: Mapping[str, Mapping[str, float]]
    mark: str = ""
    width: int = 1
    loses: bool = False
    profile: str = ""


def _rule(**becomes: Mapping[str, float] | str) -> Mapping[str, Mapping[str, float]]:
    return {
        letter: {read: 1.0} if isinstance(read, str) else read for letter, read in becomes.items()
    }


_GAPS = {GAP: 1.0, GAP * 2: 0.1}  # one mark for the letter, or for each of its bytes
_RARE = PARAMETERS.rule_broken

CHANNELS: Mapping[str, ChannelFacts] = MappingProxyType(
    {
        ANY_OCR: ChannelFacts({}),
        **{name: ChannelFacts({}, profile=profile) for profile, name in OCR_OF_PROFILE.items()},
        "ascii-a-o-a": ChannelFacts(
            _rule(æ={"a": 1.0, "ae": _RARE}, ø="o", å={"a": 1.0, "aa": _RARE})
        ),
        "ascii-ae-o-a": ChannelFacts(
            _rule(
                æ={"ae": 1.0, "e": _RARE},
                ø={"o": 1.0, "oe": _RARE},
                å={"a": 1.0, "aa": _RARE},
            )
        ),
        "ascii-ae-oe-aa": ChannelFacts(
            _rule(æ="ae", ø={"oe": 1.0, "o": _RARE}, å={"aa": 1.0, "a": _RARE})
        ),
        QUESTION_MARKS: ChannelFacts(_rule(æ=GAP, ø=GAP, å=GAP), mark="?"),
        QUESTION_RUNS: ChannelFacts(_rule(æ=GAP * 2, ø=GAP * 2, å=GAP * 2), mark="?", width=2),
        REPLACED: ChannelFacts(_rule(æ=_GAPS, ø=_GAPS, å=_GAPS), mark="\ufffd"),
        DROPPED: ChannelFacts(_rule(æ="", ø="", å=""), loses=True),
    }
)
"""The channels by the names of their kinds of damage."""


def table_of(facts: ChannelFacts) -> ConfusionTable:
    """Return the confusion table of a channel that is a rule.

    Args:
        facts: what is known of the channel.

    Returns:
        Its confusions, for letters inside words and words of one letter alike, in either case.

    >>> sorted(table_of(ChannelFacts({"å": {"aa": 1.0}})))[-3:]
    [('Å', 'Aa', True), ('å', 'aa', False), ('å', 'aa', True)]
    """
    table: dict[tuple[str, str, bool], float] = {}
    for letter, reads in facts.becomes.items():
        for read, share in reads.items():
            if letter != read:
                for alone in (False, True):
                    table[letter, read, alone] = share
                    for capital in {read.capitalize(), read.upper()}:
                        table[letter.upper(), capital, alone] = share
    return table
