"""Letters written as codes: entities, quoted-printable, percent- and u-escapes."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from html.entities import codepoint2name

from nortext.characters.parameters import PARAMETERS
from nortext.characters.substitution import Substitution

__all__ = [
    "ESCAPE",
    "SOFT_BREAK",
    "substitutions",
    "to_entities",
    "to_percent",
    "to_quoted_printable",
    "to_u_escapes",
]

_ENTITY = re.compile(r"&(?:#\d{2,5}|#[xX][0-9a-fA-F]{2,4}|[A-Za-z]{2,8}\d{0,2});")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2})+")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_U_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_SURELY_QUOTED = r"=(?:[A-F][0-9A-F]|[89][A-F])"
ESCAPE = re.compile(rf"{_ENTITY.pattern}|{_SURELY_QUOTED}|{_PERCENT.pattern}|\\u[0-9a-fA-F]{{4}}")
"""Finds any escape, but for two digits behind an equals sign (`n=97`)."""

_HIGH = {
    "=": re.compile(r"=(?:[A-F][0-9A-F]|[89][A-F])"),
    "%": re.compile(r"%[89A-Fa-f][0-9A-Fa-f]"),
}
SOFT_BREAK = re.compile(r"=[ \t]*(\r\n?|\n)(\S*)([ \t]?)")
"""The end of a line that quoted-printable broke, and the first word of the next."""


def _entity(match: re.Match[str]) -> str:
    """Return the character of an entity, or the entity where it is better left."""
    letter, text = html.unescape(match[0]), match.string
    if letter in ("<", ">"):
        before = text[match.start() - 1 : match.start()]
        if (before or text[match.end() : match.end() + 1]).strip():
            return match[0]  # may be a tag that a page shows
    is_plain = len(letter) <= 2 and letter.isprintable()
    return letter if is_plain or letter in "\xa0\xad" else match[0]


def _decoded(run: str) -> str:
    """Return hexadecimal bytes as text: UTF-8 where they are that, else Western European."""
    data = bytes.fromhex(run)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "ignore")


def _coded(mark: str, pattern: re.Pattern[str], token: str) -> str:
    if mark == "%" and not _HIGH[mark].search(token):
        return token
    return pattern.sub(lambda match: _decoded(match[0].replace(mark, "")), token)


def _u_escape(match: re.Match[str]) -> str:
    letter = chr(int(match[1] or match[2], 16))
    return letter if letter.isprintable() or letter == "\xa0" else match[0]


def substitutions() -> Iterator[Substitution]:
    """Yield what undoes each kind of escape."""

    def kind(
        name: str, mark: str, traces: re.Pattern[str], undo: Callable[[str], str]
    ) -> Substitution:
        def is_there(text: str) -> bool:
            return traces.search(text) is not None

        return Substitution(
            name,
            frozenset(mark),
            is_there,
            re.compile(re.escape(mark)),
            undo,
            evidence=PARAMETERS.escape_evidence,
            is_sure=True,
            needs_words=mark != "&",
            keeps_code=True,
            keeps_markup=mark == "&",
        )

    yield kind("html-entities", "&", _ENTITY, lambda token: _ENTITY.sub(_entity, token))
    yield kind("quoted-printable", "=", _HIGH["="], lambda token: _coded("=", _QUOTED, token))
    yield kind("percent-escapes", "%", _HIGH["%"], lambda token: _coded("%", _PERCENT, token))
    yield kind("u-escapes", "\\", _U_ESCAPE, lambda token: _U_ESCAPE.sub(_u_escape, token))


def to_entities(text: str) -> str:
    """Return a text as a web page writes it.

    >>> to_entities("blåbær")
    'bl&aring;b&aelig;r'
    """
    names = {code: f"&{name};" for code, name in codepoint2name.items() if code > 127}
    return "".join(names.get(ord(c), f"&#{ord(c)};") if ord(c) > 127 else c for c in text)


def to_quoted_printable(text: str) -> str:
    """Return a text as e-mail writes it, lines broken at 76 characters.

    >>> to_quoted_printable("blåbær")
    'bl=C3=A5b=C3=A6r'
    """
    import quopri

    return quopri.encodestring(text.encode()).decode("ascii")


def to_percent(text: str) -> str:
    """Return a text with its letters as addresses write them.

    >>> to_percent("blåbær er godt")
    'bl%C3%A5b%C3%A6r er godt'
    """
    return "".join(
        "".join(f"%{byte:02X}" for byte in c.encode()) if ord(c) > 127 else c for c in text
    )


def to_u_escapes(text: str) -> str:
    """Return a text as program text writes it.

    >>> to_u_escapes("blåbær")
    'bl\\\\u00e5b\\\\u00e6r'
    """
    return "".join(f"\\u{ord(c):04x}" if 127 < ord(c) < 0x10000 else c for c in text)
