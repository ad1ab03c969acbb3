"""What the letters of a text went through: one noisy channel for each kind of damage that the words alone can undo.

An English OCR model misreads in many ways, which its table of confusions gives; the other channels are rules without exception,
so their tables are short and stand here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nortext.channel.candidates import Readings
from nortext.channel.confusions import GAP, LOST, ConfusionModel, Shares
from nortext.channel.memory import Known

__all__ = ["CHANNELS", "DROPPED", "ENGLISH_OCR", "FOLDED", "QUESTION_MARKS", "REPLACED", "UMLAUTS", "Channel", "Facts"]

ENGLISH_OCR = "english-ocr"
DROPPED = "dropped"
QUESTION_MARKS = "question-marks"
REPLACED = "replacement-characters"
UMLAUTS = ("swedish-ocr", "german-ocr")
FOLDED = ("ascii-a-o-a", "ascii-ae-o-a", "ascii-ae-oe-aa")

FOREIGN_LETTERS = frozenset("äöáčđŋšŧžßñçíîúûãõìù")
"""Letters of other languages: Swedish, German, Sámi, the Romance ones."""

OTHERWISE = 0.002  # how often a rule is broken: a letter that became another one's substitute


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a channel beforehand.

    Attributes:
        becomes: for each printed letter what is read for it, with probabilities; empty for the table that is learnt.
        alive: letters that it leaves none of, so that one of them speaks for sound text.
        foreign: letters that speak for another language.
        mark: the character that stands for every lost letter, or "".
        loses: whether it leaves nothing at all of the lost letters.
    """

    becomes: Mapping[str, Mapping[str, float]]
    alive: frozenset[str] = frozenset(LOST) | FOREIGN_LETTERS
    foreign: frozenset[str] = FOREIGN_LETTERS
    mark: str = ""
    loses: bool = False


def _rule(**becomes: Mapping[str, float] | str) -> Mapping[str, Mapping[str, float]]:
    return {letter: {read: 1.0} if isinstance(read, str) else read for letter, read in becomes.items()}


_GAPS = {GAP: 1.0, GAP * 2: 0.1}  # one mark for the letter, or for each of its bytes
_NO_UMLAUTS = FOREIGN_LETTERS - frozenset("äö")

CHANNELS: Mapping[str, Facts] = MappingProxyType(
    {
        ENGLISH_OCR: Facts({}),
        "ascii-a-o-a": Facts(_rule(æ={"a": 1.0, "ae": OTHERWISE}, ø="o", å={"a": 1.0, "aa": OTHERWISE})),
        "ascii-ae-o-a": Facts(_rule(æ={"ae": 1.0, "e": OTHERWISE}, ø={"o": 1.0, "oe": OTHERWISE}, å={"a": 1.0, "aa": OTHERWISE})),
        "ascii-ae-oe-aa": Facts(_rule(æ="ae", ø={"oe": 1.0, "o": OTHERWISE}, å={"aa": 1.0, "a": OTHERWISE})),
        QUESTION_MARKS: Facts(_rule(æ=GAP, ø=GAP, å=GAP), frozenset(LOST), mark="?"),
        REPLACED: Facts(_rule(æ=_GAPS, ø=_GAPS, å=_GAPS), frozenset(LOST), mark="\ufffd"),
        DROPPED: Facts(_rule(æ="", ø="", å=""), frozenset(LOST), loses=True),
        "swedish-ocr": Facts(_rule(æ="ä", ø="ö"), frozenset("æø"), _NO_UMLAUTS),
        "german-ocr": Facts(_rule(æ="ä", ø="ö", å={"a": 0.5, "ä": 0.4, "à": 0.05, "á": 0.05}), frozenset(LOST), _NO_UMLAUTS),
    }
)
"""The channels by the names of their kinds of damage."""


def shares(facts: Facts) -> Shares:
    """The table of a channel that is a rule, for letters inside words and words of one letter alike, in either case.

    >>> sorted(shares(Facts({"å": {"aa": 1.0}})))[-3:]
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


class Channel:
    """A channel with what undoes it; each is one object, equal to itself alone.

    Args:
        name: of its kind of damage.
        confusions: what it makes of letters.
        readings: finds what words that went through it may have been.
        known: gives what is known of a word that went through it.

    Attributes:
        name: as given.
        confusions: as given.
        readings: as given.
        known: as given.
        facts: what is known of it beforehand.
        is_ocr: whether it is the English model's, which also runs words together, loses whole words and misreads marks.
    """

    def __init__(self, name: str, confusions: ConfusionModel, readings: Readings, known: Callable[[str], Known]) -> None:
        self.name, self.confusions, self.readings, self.known = name, confusions, readings, known
        self.facts = CHANNELS[name]
        self.is_ocr = name == ENGLISH_OCR

    def __repr__(self) -> str:
        return f"Channel({self.name!r})"
