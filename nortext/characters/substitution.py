"""What one kind of damage did to characters, and how a token that went through it is mended."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["BEYOND_ASCII", "Substitution"]


BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
"""The traces of most kinds."""


def _never(token: str) -> bool:
    """Answer for a substitution that nothing speaks against."""
    return False


@dataclass(frozen=True, slots=True)
class Substitution:
    """A kind of damage that put some characters in the place of others, always the same.

    Attributes:
        name: of the kind of damage.
        marks: characters of which every text that it damaged has one.
        is_there: whether a text with such a character has anything that it may have made; asked
            first, and fast.
        traces: finds the characters that it may have made, and those that refute it.
        undo: a token (a run of characters without spaces) as it was before.
        refutes: whether a token has what the damage would not have left.
        evidence: what the tokens of a passage must say together for it, natural logarithm; 0 where
            its traces are proof.
        is_sure: whether its traces are such that it is undone before those whose are not.
        needs_words: whether tokens are evidence only where a word of the lexicon comes out.
        needs_context: whether a token that gives a lone letter is no evidence, so that it is mended
            only among others.
        keeps_addresses: whether web addresses and the like are left alone.
        keeps_code: whether lines of program code are.
        keeps_markup: whether, beside tags, what gives no letter is.
    """

    name: str
    marks: frozenset[str]
    is_there: Callable[[str], bool]
    traces: re.Pattern[str]
    undo: Callable[[str], str]
    refutes: Callable[[str], bool] = _never
    evidence: float = 0.0
    is_sure: bool = False
    needs_words: bool = True
    needs_context: bool = False
    keeps_addresses: bool = True
    keeps_code: bool = False
    keeps_markup: bool = False
