"""Check what callers pass: a wrong argument is named, with what to do instead."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["bytes_of", "check_str", "is_number", "text_of", "texts_of", "words_of"]


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


def check_str(name: str, value: object) -> None:
    """Refuse what is no text.

    Args:
        name: of the argument.
        value: the argument.

    Raises:
        TypeError: It is no text.
    """
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a str, not {_named(value)}")


def bytes_of(name: str, value: object) -> bytes:
    """Return bytes.

    Args:
        name: of the argument.
        value: the argument.

    Raises:
        TypeError: It is no bytes.
    """
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    raise TypeError(f"{name} must be bytes, not {_named(value)}")


def words_of(name: str, value: object) -> tuple[str, ...]:
    """Return several words.

    Args:
        name: of the argument.
        value: the words.

    Raises:
        TypeError: It is one text, or no texts at all.
    """
    if isinstance(value, str):
        raise TypeError(f"{name} takes several words, not one string: {name}=[{value!r}]")
    if not isinstance(value, Iterable):
        raise TypeError(f"{name} must be several words, not {_named(value)}")
    words = tuple(value)
    for word in words:
        if not isinstance(word, str):
            raise TypeError(f"{name} must be words, each a str, and not hold {_named(word)}")
    return words


def is_number(value: object) -> bool:
    """Tell whether a value is a number, and no truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _named(value: object) -> str:
    """Return what a value is called in a message."""
    if value is None:
        return "None"
    name = type(value).__name__
    article = "an" if name[0] in "aeiou" else "a"
    return "NaN" if value != value else f"{article} {name}"
