"""Bytes that were written in one encoding and read in another: what became of each character, and back.

The tables follow from Python's codecs, so that none has to be kept by hand; ISO 646-NO (the Norwegian ASCII, NS 4551-1), of which
Python has no codec, is its six letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from nortext.characters.substitution import BEYOND_ASCII, Substitution

__all__ = ["ISO_646_NO", "MISREADINGS", "as_read", "as_written", "misread", "substitutions"]

MISREADINGS: Mapping[str, tuple[str, str]] = {
    "utf-8-as-latin-1": ("utf-8", "latin-1"),
    "utf-8-as-cp1252": ("utf-8", "cp1252"),
    "utf-8-as-mac-roman": ("utf-8", "mac_roman"),
    "utf-8-as-cp437": ("utf-8", "cp437"),
    "utf-8-as-cp850": ("utf-8", "cp850"),
    "utf-8-as-cp865": ("utf-8", "cp865"),
    "utf-8-as-iso-8859-10": ("utf-8", "iso8859_10"),
    "utf-8-as-iso-8859-15": ("utf-8", "iso8859_15"),
    "cp865-as-latin-1": ("cp865", "latin-1"),
    "cp865-as-cp1252": ("cp865", "cp1252"),
    "cp865-as-cp437": ("cp865", "cp437"),
    "cp865-as-mac-roman": ("cp865", "mac_roman"),
    "latin-1-as-cp865": ("cp1252", "cp865"),
    "latin-1-as-cp850": ("cp1252", "cp850"),
    "latin-1-as-cp437": ("cp1252", "cp437"),
    "latin-1-as-mac-roman": ("cp1252", "mac_roman"),
    "latin-1-as-cp1250": ("cp1252", "cp1250"),
    "latin-1-as-cp1251": ("cp1252", "cp1251"),
    "mac-roman-as-latin-1": ("mac_roman", "latin-1"),
    "mac-roman-as-cp1252": ("mac_roman", "cp1252"),
    "iso-8859-13-as-latin-1": ("iso8859_13", "latin-1"),
}
"""The misreadings by the names of their kinds of damage: the encoding written, the encoding read."""

ISO_646_NO = dict(zip("{|}[\\]", "æøåÆØÅ", strict=True))
"""What the places of ASCII's brackets hold in the Norwegian version of ISO 646."""

LETTERS = "æøåÆØÅ"
TELLTALES = LETTERS + "é«»–—“”’…"
"""Characters that tell a misreading of UTF-8 when they are found misread."""

REPERTOIRE = "".join(
    chr(code)
    for first, last in ((0x80, 0x24F), (0x2C0, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x27BF), (0xFB00, 0xFB06), (0xFEFF, 0xFEFF))
    for code in range(first, last + 1)
)
"""Characters that a Norwegian text may hold, ASCII apart; and the control characters that a misreading of UTF-8 may have left."""

PLAINER = {"–": "-", "—": "-", "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "…": "...", "«": '"', "»": '"', "•": "*", "\xa0": " "}
"""What a writer puts where an encoding lacks a character."""

BROKEN = {"â€\ufffd": "”"}
"""What became of a character one of whose bytes the reading encoding does not have."""

UTF_8_EVIDENCE, EVIDENCE, ISO_646_EVIDENCE = 9.0, 18.0, 18.0

_ALIVE = frozenset(LETTERS)
_ASCII_LETTERS = re.compile(r"[A-Za-z{|}\[\\\]]*[{|}\[\\\]][A-Za-z{|}\[\\\]]*")


def as_read(data: bytes, codec: str) -> str:
    """Bytes as a reader of one encoding shows them; bytes that it does not have become control characters, as browsers do."""
    text = []
    for byte in data:
        try:
            text.append(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            text.append(chr(byte))
    return "".join(text)


def as_written(text: str, codec: str) -> str:
    """A text as an encoding can hold it: plainer, or with `?`, where it lacks characters.

    >>> as_written("«på» – § 3", "cp865")
    '«på" - ? 3'
    """
    table = {}
    for letter in set(text):
        try:
            letter.encode(codec)
        except UnicodeEncodeError:
            table[ord(letter)] = PLAINER.get(letter, "?")
    return text.translate(table)


def misread(text: str, written: str, read: str) -> str:
    """A text written in one encoding and read in another.

    Args:
        text: the text.
        written: name of a Python codec; characters that it lacks are written plainer, or as `?`.
        read: name of a Python codec.

    >>> misread("blåbær", "utf-8", "cp1252"), misread("Ø", "cp865", "cp437")
    ('blÃ¥bÃ¦r', '¥')
    """
    text = as_written(text, written)
    return text.translate({ord(letter): as_read(letter.encode(written), read) for letter in set(text) if ord(letter) > 127})


@cache
def _table(written: str, read: str) -> Mapping[str, str]:
    """For each run of characters that a misreading makes of one character, that character."""
    found: dict[str, str] = {}
    if written == "utf-8":
        for letter in REPERTOIRE:
            found.setdefault(as_read(letter.encode(), read), letter)
        return {**found, **BROKEN} if read == "cp1252" else found
    for byte in range(0x80, 0x100):
        was, now = as_read(bytes([byte]), written), as_read(bytes([byte]), read)
        if was != now and was.isprintable():
            found[now] = was
    return found


@cache
def _translation(written: str, read: str) -> dict[int, str]:
    """The same for `str.translate`, where each is one character."""
    return str.maketrans(dict(_table(written, read)))


@cache
def _pattern(read: str) -> re.Pattern[str]:
    """Finds what a misreading of UTF-8 makes, the longest first."""
    by_head: dict[str, list[str]] = {}
    for run in _table("utf-8", read):
        by_head.setdefault(run[:-1], []).append(run[-1])
    heads = sorted(by_head.items(), key=lambda item: (-len(item[0]), item[0]))
    return re.compile("|".join(f"{re.escape(head)}[{re.escape(''.join(tails))}]" for head, tails in heads))


def _of_utf_8(name: str, read: str) -> Substitution:
    """What undoes a misreading of UTF-8; its tables are made when a text is found to need them."""
    runs = [run for letter in TELLTALES if (run := misread(letter, "utf-8", read)) != letter]
    runs += [misread(run, "utf-8", read) for run in runs]  # it may have happened twice

    def is_there(text: str) -> bool:
        return any(run in text for run in runs)

    def undo(token: str) -> str:
        pattern, table = _pattern(read), _table("utf-8", read)
        before, token = token, pattern.sub(lambda match: table[match[0]], token)
        while token != before:
            before, token = token, pattern.sub(lambda match: _again(match[0], table[match[0]]), token)
        return token

    def refutes(token: str) -> bool:
        return not _ALIVE.isdisjoint(_pattern(read).sub("", token))

    firsts = frozenset(run[0] for run in runs)
    return Substitution(name, firsts, is_there, BEYOND_ASCII, undo, refutes, UTF_8_EVIDENCE, is_sure=True, needs_words=False)


def _of_one_byte(name: str, written: str, read: str) -> Substitution:
    """What undoes a misreading of an encoding of one byte a character."""
    made = {letter: run for letter in LETTERS if (run := misread(letter, written, read)) != letter}
    small = "".join(made[letter] for letter in "æøå" if letter in made)
    same = [letter for letter in "æøå" if letter not in made]  # still there, unless it was something else
    in_words = re.compile(rf"[{re.escape(small)}](?:(?=[a-zæøå])|(?<=[a-zæøå].))")
    alive = frozenset(letter for letter in LETTERS if not _was(letter, written, read).isalpha())

    def is_there(text: str) -> bool:
        if in_words.search(text) is None:
            return False
        return not same or any(letter in text for letter in same) or all(letter in text for letter in made.values())

    def undo(token: str) -> str:
        return token.translate(_translation(written, read))

    return Substitution(name, frozenset(small), is_there, BEYOND_ASCII, undo, lambda token: not alive.isdisjoint(token), EVIDENCE)


def _was(letter: str, written: str, read: str) -> str:
    """What a character was before a misreading; "" where it cannot have come out of one."""
    try:
        return as_read(letter.encode(read), written)
    except UnicodeEncodeError:
        return ""


def _again(run: str, letter: str) -> str:
    """What is undone a second time: only what gives a character of Western Europe's or a mark."""
    return letter if letter < "\u0100" or letter > "\u200f" else run


def _iso_646(token: str) -> str:
    """A token with letters in the places of brackets."""
    return _ASCII_LETTERS.sub(lambda match: match[0].translate(_ISO_646) if _has_letters(match[0]) else match[0], token)


_ISO_646 = str.maketrans(ISO_646_NO)


def _has_letters(run: str) -> bool:
    return run in ("}", "]") or any(map(str.isalpha, run))


_INSIDE = re.compile(r"[{|}\[\\\]](?:(?<=[A-Za-z].)(?=[a-zA-Z])|(?<=})(?<!\S.)(?= [a-z]))")


def substitutions() -> Iterator[Substitution]:
    """What undoes each misreading."""
    for name, (written, read) in MISREADINGS.items():
        yield _of_utf_8(name, read) if written == "utf-8" else _of_one_byte(name, written, read)
    yield Substitution(
        "iso-646-no",
        frozenset(ISO_646_NO),
        lambda text: _INSIDE.search(text) is not None,
        re.compile(r"[{|}\[\\\]æøåÆØÅ]+"),
        _iso_646,
        lambda token: not _ALIVE.isdisjoint(token),
        ISO_646_EVIDENCE,
        keeps_code=True,
    )
