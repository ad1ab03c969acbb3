"""How texts are repaired: one object that `Pipeline`, batches and the command line share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from nortext.kinds import KINDS
from nortext.rules import Rule, RuleSet, read_rules
from nortext.text.arguments import check_str, is_number, words_of
from nortext.text.tokens import COMMA_TOKEN, END_TOKEN, QUOTE_TOKEN, tokenize

__all__ = ["RepairOptions"]

_LAYOUTS, _TYPOGRAPHIES = ("lines", "paragraphs"), (None, "norwegian")


@dataclass(frozen=True)
class RepairOptions:
    """How texts are repaired.

    Attributes:
        min_confidence: changes less sure than this are not made but listed as doubts; 0 to 1.
        protect: words never to touch, in any case; of an entry of several words (`HUSK-miljgene`)
            each is protected.
        lexicon: further words that are right, so that damage to them is mended too; of an entry of
            several words each.
        layout: `lines` keeps every line; `paragraphs` joins them to paragraphs (see
            `nortext.layout.arrange.to_paragraphs`).
        keep_furniture: whether page numbers, running heads and tables of contents stay in the
            paragraphs, tagged.
        typography: `norwegian` sets quote marks, dashes and no-break spaces as Norwegian asks for;
            None leaves them.
        damage: the one kind of damage that all texts have, a name of `nortext.KINDS`; found out for
            each passage where it is None.
        rules: the user's own rules, or the file that they are in.
        without: names of steps to leave out; see `nortext.Pipeline`.
        folder: where the word lists lie; the shipped ones where it is None.

    Raises:
        ValueError: `min_confidence` is out of range, or `layout`, `typography` or `damage` is none
            of the above.
        TypeError: One string is given where several words are expected, or no number where one is.
        RuleError: The rules are wrong; the message has a line for each fault.

    >>> RepairOptions(protect=["Forsgket"]).protect
    ('Forsgket',)
    """

    min_confidence: float = 0.0
    protect: Iterable[str] = ()
    lexicon: Iterable[str] = ()
    layout: str = "lines"
    keep_furniture: bool = False
    typography: str | None = None
    damage: str | None = None
    rules: Iterable[Rule] | Path | str = ()
    without: Iterable[str] = ()
    folder: Path | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if not is_number(self.min_confidence):
            raise TypeError(f"min_confidence must be a number, not {self.min_confidence!r}")
        if not 0.0 <= self.min_confidence <= 1.0:
            raise ValueError(f"min_confidence must lie between 0 and 1, not {self.min_confidence}")
        for name in ("protect", "lexicon", "without"):
            object.__setattr__(self, name, words_of(name, getattr(self, name)))
        if not isinstance(self.keep_furniture, bool):
            raise TypeError(f"keep_furniture is True or False, not {self.keep_furniture!r}")
        rules = self.rules
        if isinstance(rules, Path | str):
            rules = read_rules(Path(rules))
        if not isinstance(rules, Iterable) or not all(isinstance(r, Rule) for r in rules):
            raise TypeError("rules are several nortext.Rule, or the file that they are in")
        object.__setattr__(self, "rules", tuple(rules))
        for name, choices in (("layout", _LAYOUTS), ("typography", _TYPOGRAPHIES)):
            chosen = getattr(self, name)
            if chosen not in choices:
                one_of = ", ".join(map(repr, choices))
                raise ValueError(f"{name} must be one of {one_of}, not {chosen!r}")
        if self.damage is not None:
            check_str("damage", self.damage)
        if self.damage is not None and self.damage not in KINDS:
            kinds = ", ".join(KINDS)
            raise ValueError(f"there is no kind of damage {self.damage!r}; there are {kinds}")

    @property
    def rule_set(self) -> RuleSet | None:
        """The user's rules, ready to be used; None where there are none."""
        rules = self.rules
        return RuleSet(rules) if rules and not isinstance(rules, Path | str) else None

    @property
    def protected_words(self) -> frozenset[str]:
        """The single words of `protect`, in lower case."""
        return frozenset(map(str.lower, _single_words(self.protect)))

    @property
    def further_words(self) -> frozenset[str]:
        """The single words of `lexicon`."""
        return frozenset(_single_words(self.lexicon))

    def changed(self) -> dict[str, Any]:
        """Return the options that differ from the defaults, by name.

        >>> RepairOptions(layout="paragraphs").changed()
        {'layout': 'paragraphs'}
        """
        defaults = RepairOptions()
        return {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) != getattr(defaults, field.name)
        }


def _single_words(entries: Iterable[str]) -> Iterator[str]:
    """Yield the words of entries that may have several."""
    for entry in entries:
        for kind, word, _, _ in tokenize(entry):
            if kind not in (COMMA_TOKEN, END_TOKEN, QUOTE_TOKEN):
                yield word
