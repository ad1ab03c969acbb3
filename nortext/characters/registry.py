"""All kinds of damage that the characters alone tell, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from nortext.characters import escapes, letterforms, mojibake
from nortext.characters.substitution import Substitution

__all__ = ["NO_BREAK_SPACES", "SUBSTITUTIONS", "substitutions_in"]

SUBSTITUTIONS: Mapping[str, Substitution] = MappingProxyType(
    {
        kind.name: kind
        for module in (escapes, mojibake, letterforms)
        for kind in module.substitutions()
    }
)
"""What undoes each kind of damage, by its name."""

NO_BREAK_SPACES = "no-break-spaces"
"""The kind of damage that is undone between words, not in them."""


def substitutions_in(text: str) -> list[Substitution]:
    """Return the kinds of damage of which a text may have anything."""
    characters = frozenset(text)
    return [
        kind
        for kind in SUBSTITUTIONS.values()
        if not kind.marks.isdisjoint(characters) and kind.is_there(text)
    ]
