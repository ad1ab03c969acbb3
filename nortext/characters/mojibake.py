"""Bytes that were written in one encoding and read in another: what became of each character.

The tables follow from Python's codecs, so that none has to be kept by hand; ISO 646-NO (the
Norwegian ASCII, NS 4551-1), of which Python has no codec, is its six letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from nortext.characters.parameters import PARAMETERS
from nortext.characters.substitution import BEYOND_ASCII, Substitution
from nortext.text.alphabet import LOST, LOST_CAPITALS

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
    "utf-8-as-gbk": ("utf-8", "gbk"),
    "utf-8-as-cp949": ("utf-8", "cp949"),
    "utf-8-as-shift-jis": ("utf-8", "shift_jis"),
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
"""The misreadings by the names of their kinds of damage: the encoding written, the one read."""

_TWO_BYTE_CODECS = frozenset(["gbk", "cp949", "shift_jis"])
"""Encodings that take two bytes for one character."""

EBCDIC_SIGNS = dict(zip("#@$", "æøå", strict=True))
"""What stands in EBCDIC's American code page 037 where the Norwegian 277 has Æ, Ø and Å."""

ISO_646_NO = dict(zip("{|}[\\]", "æøåÆØÅ", strict=True))
"""What the places of ASCII's brackets hold in the Norwegian version of ISO 646."""

_LETTERS = LOST + LOST_CAPITALS
_TELLTALES = _LETTERS + "é«»–—“”’…"
"""Characters that tell a misreading of UTF-8 when they are found misread."""

_RANGES = (
    (0x80, 0x24F),
    (0x2C0, 0x52F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x27BF),
    (0xFB00, 0xFB06),
    (0xFEFF, 0xFEFF),
)
_REPERTOIRE = "".join(chr(code) for first, last in _RANGES for code in range(first, last + 1))
"""Characters that a Norwegian text may hold, ASCII apart.

And the control characters that a misreading of UTF-8 may have left.
"""

_PLAINER = {
    "–": "-",
    "—": "-",
    "“": '"',
    "”": '"',
    "„": '"',
    "’": "'",
    "‘": "'",
    "…": "...",
    "«": '"',
    "»": '"',
    "•": "*",
    "\xa0": " ",
}
"""What a writer puts where an encoding lacks a character."""

_BROKEN = {"â€\ufffd": "”"}
"""What became of a character one of whose bytes the reading encoding does not have."""

_ALIVE = frozenset(_LETTERS)
_ALIVE_SMALL = frozenset(LOST)
_ASCII_LETTERS = re.compile(r"[A-Za-z{|}\[\\\]]*[{|}\[\\\]][A-Za-z{|}\[\\\]]*")


def as_read(data: bytes, codec: str) -> str:
    """Return bytes as a reader of one encoding shows them.

    Args:
        data: any bytes.
        codec: name of a Python codec; bytes that it does not have become control characters, as in
            browsers.
    """
    if codec in _TWO_BYTE_CODECS:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            pass
    text = []
    for byte in data:
        try:
            text.append(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            text.append(chr(byte))
    return "".join(text)


def as_written(text: str, codec: str) -> str:
    """Return a text as an encoding can hold it: plainer, or with `?`, where it lacks characters.

    >>> as_written("«på» – § 3", "cp865")
    '«på" - ? 3'
    """
    table = {}
    for letter in set(text):
        try:
            letter.encode(codec)
        except UnicodeEncodeError:
            table[ord(letter)] = _PLAINER.get(letter, "?")
    return text.translate(table)


def misread(text: str, written: str, read: str) -> str:
    """Return a text that was written in one encoding and read in another.

    Args:
        text: the text.
        written: name of a Python codec; characters that it lacks are written plainer, or as `?`.
        read: name of a Python codec.

    >>> misread("blåbær", "utf-8", "cp1252"), misread("Ø", "cp865", "cp437")
    ('blÃ¥bÃ¦r', '¥')
    """
    text = as_written(text, written)
    beyond = {letter for letter in text if ord(letter) > 127}
    return text.translate({ord(c): as_read(c.encode(written), read) for c in beyond})


@cache
def _table(written: str, read: str) -> Mapping[str, str]:
    """Return for each run of characters that a misreading makes of one character the character."""
    found: dict[str, str] = {}
    if written == "utf-8":
        for letter in _REPERTOIRE:
            found.setdefault(as_read(letter.encode(), read), letter)
        return {**found, **_BROKEN} if read == "cp1252" else found
    for byte in range(0x80, 0x100):
        was, now = as_read(bytes([byte]), written), as_read(bytes([byte]), read)
        if was != now and was.isprintable():
            found[now] = was
    return found


@cache
def _translation(written: str, read: str) -> dict[int, str]:
    """Return the same for `str.translate`, where each run is one character."""
    return str.maketrans(dict(_table(written, read)))


@cache
def _pattern(read: str) -> re.Pattern[str]:
    """Return what finds the runs that a misreading of UTF-8 makes, the longest first."""
    by_head: dict[str, list[str]] = {}
    for run in _table("utf-8", read):
        by_head.setdefault(run[:-1], []).append(run[-1])
    heads = sorted(by_head.items(), key=lambda item: (-len(item[0]), item[0]))
    branches = [f"{re.escape(head)}[{re.escape(''.join(tails))}]" for head, tails in heads]
    return re.compile("|".join(branches))


def _of_utf_8(name: str, read: str) -> Substitution:
    """Return what undoes a misreading of UTF-8; its tables are made when a text needs them."""
    runs = [run for letter in _TELLTALES if (run := misread(letter, "utf-8", read)) != letter]
    runs += [misread(run, "utf-8", read) for run in runs]  # it may have happened twice

    def is_there(text: str) -> bool:
        return any(run in text for run in runs)

    def undo(token: str) -> str:
        pattern, table = _pattern(read), _table("utf-8", read)
        before, token = token, pattern.sub(lambda match: table[match[0]], token)
        while token != before:
            before = token
            token = pattern.sub(lambda match: _again(match[0], table[match[0]]), token)
        return token

    def refutes(token: str) -> bool:
        return not _ALIVE.isdisjoint(_pattern(read).sub("", token))

    return Substitution(
        name,
        frozenset(run[0] for run in runs),
        is_there,
        BEYOND_ASCII,
        undo,
        refutes,
        PARAMETERS.utf_8_evidence,
        is_sure=True,
        needs_words=False,
    )


def _of_one_byte(name: str, written: str, read: str) -> Substitution:
    """Return what undoes a misreading of an encoding of one byte a character."""
    made = {letter: run for letter in _LETTERS if (run := misread(letter, written, read)) != letter}
    small = "".join(made[letter] for letter in LOST if letter in made)
    # letters still there, unless they were something else
    same = [letter for letter in LOST if letter not in made]
    in_words = re.compile(rf"[{re.escape(small)}](?:(?=[a-zæøå])|(?<=[a-zæøå].))")
    alive = frozenset(c for c in _LETTERS if not _was(c, written, read).isalpha())
    small_alive = alive.intersection(LOST)

    def is_there(text: str) -> bool:
        if in_words.search(text) is None:
            return False
        if not same or any(letter in text for letter in same):
            return True
        return all(letter in text for letter in made.values())

    def undo(token: str) -> str:
        if not small_alive.isdisjoint(token) or not alive.isdisjoint(token[1:-1]):
            return token  # no letter of a word becomes a mark
        return token.translate(_translation(written, read))

    def refutes(token: str) -> bool:
        return not alive.isdisjoint(token)

    return Substitution(
        name,
        frozenset(small),
        is_there,
        BEYOND_ASCII,
        undo,
        refutes,
        PARAMETERS.one_byte_evidence,
    )


def _was(letter: str, written: str, read: str) -> str:
    """Return what a character was before a misreading; "" where it cannot come out of one."""
    try:
        return as_read(letter.encode(read), written)
    except UnicodeEncodeError:
        return ""


def _again(run: str, letter: str) -> str:
    """Return what is undone a second time: only what gives a Western European character or mark."""
    return letter if letter < "\u0100" or letter > "\u200f" else run


_ISO_646 = str.maketrans(ISO_646_NO)
_ALONE = re.compile(r"[«\"“(]?[}\]][.,;:»”\")]?")
_ACROSS_CASES = re.compile(r"[a-zæøå][{|}\[\\\]][A-Z]")
"""A bracket of program code."""

_OF_EBCDIC = str.maketrans(EBCDIC_SIGNS)
_EBCDIC_RUN = re.compile(r"[A-Za-z#@$]*[#@$][A-Za-z#@$]*")
_BESIDE_LETTERS = re.compile(r"(?<=[A-Za-z])[#@$]|[#@$](?=[A-Za-z])")
_INSIDE = re.compile(r"[{|}\[\\\]](?:(?<=[A-Za-z].)(?=[a-zA-Z])|(?<=})(?<!\S.)(?= [a-z]))")


def _iso_646(token: str) -> str:
    """Return a token with letters in the places of brackets."""
    if _ALONE.fullmatch(token.rstrip()):
        return token.translate(_ISO_646)
    return _ASCII_LETTERS.sub(_iso_646_run, token)


def _iso_646_run(match: re.Match[str]) -> str:
    run = match[0]
    if not any(map(str.isalpha, run)) or _ACROSS_CASES.search(run):
        return run
    word = run.translate(_ISO_646)
    kept = [letter for letter in run if letter.isalpha()]
    if "".join(kept).islower():
        word = word[0] + word[1:].lower()  # no capital stands among small letters
    return word


def _ebcdic(token: str) -> str:
    """Return a token with letters in the places of `#`, `@` and `$`."""
    return _EBCDIC_RUN.sub(_ebcdic_run, token)


def _ebcdic_run(match: re.Match[str]) -> str:
    run = match[0]
    word, kept = run.translate(_OF_EBCDIC), "".join(filter(str.isalpha, run))
    if not kept:
        return word if run == "$" == match.string.strip() else run
    return word.upper() if kept.isupper() and len(kept) > 1 else word


def _has_ebcdic_signs(text: str) -> bool:
    """Tell whether two of the signs at least stand beside letters."""
    return len(set(_BESIDE_LETTERS.findall(text))) > 1


def substitutions() -> Iterator[Substitution]:
    """Yield what undoes each misreading."""
    for name, (written, read) in MISREADINGS.items():
        yield _of_utf_8(name, read) if written == "utf-8" else _of_one_byte(name, written, read)
    yield Substitution(
        "iso-646-no",
        frozenset(ISO_646_NO),
        lambda text: _INSIDE.search(text) is not None,
        re.compile(r"[{|}\[\\\]æøåÆØÅ]+"),
        _iso_646,
        lambda token: not _ALIVE.isdisjoint(token),
        PARAMETERS.iso_646_evidence,
        keeps_code=True,
    )
    yield Substitution(
        "ebcdic-277-as-037",
        frozenset(EBCDIC_SIGNS),
        _has_ebcdic_signs,
        re.compile(r"[#@$æøå]+"),
        _ebcdic,
        lambda token: not _ALIVE_SMALL.isdisjoint(token),
        PARAMETERS.iso_646_evidence,
        keeps_code=True,
    )
