"""Check what callers pass: a wrong argument is named, with what to do instead."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["is_number", "text_of", "texts_of"]


def text_of(value: object) -> str | bytes:
    """Return a text, or the bytes of one.

    Args:
        value: the argument `text`.

    Raises:
        TypeError: It is neither a text nor bytes.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    advice = ""
    if value is None or value != value:  # NaN, which tables have for an empty cell
        advice = "; leave missing values out, or pass ''"
    elif isinstance(value, Iterable):
        advice = (
            "; repair several texts with Pipeline.stream, the pieces of one with Pipeline.parts"
        )
    raise TypeError(f"text must be a str or bytes, not {_named(value)}{advice}")


def texts_of(value: Iterable[str | bytes]) -> Iterable[str | bytes]:
    """Return several texts.

    Args:
        value: the argument `texts`.

    Raises:
        TypeError: It is one text, or none at all.
    """
    if isinstance(value, str | bytes | bytearray | memoryview) or not isinstance(value, Iterable):
        raise TypeError(f"texts must be several texts, not {_named(value)}; for one: [text]")
    return value


def is_number(value: object) -> bool:
    """Tell whether a value is a number, and no truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _named(value: object) -> str:
    """Return what a value is called in a message."""
    if value is None:
        return "None"
    return "NaN" if value != value else f"a {type(value).__name__}"
