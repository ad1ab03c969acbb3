"""The kinds of damage: what each is, how it is undone, and how it is made, in one table.

`KINDS` gives their names to edits, to `nortext inspect` and to `--damage`; the pages of `docs/` and
the tests go through it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from random import Random
from types import MappingProxyType

from nortext.channel.profiles import read_profiles
from nortext.channel.rules import (
    ANY_OCR,
    CHANNELS,
    DROPPED,
    ENGLISH_OCR,
    FOLDED,
    QUESTION_MARKS,
    QUESTION_RUNS,
    REPLACED,
    ChannelFacts,
)
from nortext.characters import escapes, letterforms, mojibake
from nortext.characters.registry import NO_BREAK_SPACES, SUBSTITUTIONS
from nortext.characters.substitution import Substitution
from nortext.text.alphabet import GAP, LOST
from nortext.text.arguments import check_str

__all__ = ["KINDS", "Kind", "damage"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of damage.

    Attributes:
        name: what edits call it.
        family: which page of the documentation it is on: `ocr`, `encodings`, `lost-letters`,
            `escapes` or `letterforms`.
        summary: what happened, in a few words.
        undone_by: the channel whose words are searched for the likeliest, or the substitution of
            characters; None for spaces, and for what ftfy undoes.
        make: damages a text, given a source of chance.
    """

    name: str
    family: str
    summary: str
    undone_by: ChannelFacts | Substitution | None
    make: Callable[[str, Random], str]


_ALL = 0.8  # of a lost letter: with so many misread, none is left

_Reads = Mapping[tuple[str, bool], tuple[list[str], list[float]]]


@lru_cache(maxsize=4)
def _reads_of_letters(profile: str) -> _Reads:
    """Return for each letter what OCR of a profile reads for it, and how likely.

    By the letter and whether it is a word of its own.
    """
    profiles = read_profiles()
    k = profiles.names.index(profile or "scan")
    found: dict[tuple[str, bool], tuple[list[str], list[float]]] = {}
    for (printed, read, alone), shares in profiles.shares.items():
        share = shares[k]
        if len(printed) == 1 and printed != " ":
            reads, weights = found.setdefault((printed, alone), ([], []))
            reads.append(read)
            weights.append(share)
    for (letter, _), (reads, weights) in found.items():
        if letter.lower() not in LOST or sum(weights) < _ALL:
            reads.append(letter)
            weights.append(max(0.0, 1.0 - sum(weights)))
    return MappingProxyType(found)


def _by_ocr(profile: str, text: str, chance: Random) -> str:
    table = _reads_of_letters(profile)
    pieces = []
    for match in re.finditer(r"[^\W\d_]+|.", text, re.DOTALL):
        word = match[0]
        for letter in word:
            reads, weights = table.get((letter, len(word) == 1), ([letter], [1.0]))
            pieces.append(chance.choices(reads, weights)[0])
    return "".join(pieces)


def _by_rule(facts: ChannelFacts, text: str, chance: Random) -> str:
    pieces = []
    for at, letter in enumerate(text):
        reads = facts.becomes.get(letter.lower())
        if not reads:
            pieces.append(letter)
            continue
        most = max(reads.values())
        # the rule, not what breaks it
        rule = {read: share for read, share in reads.items() if share == most or most < 1.0}
        read = chance.choices(list(rule), list(rule.values()))[0].replace(GAP, facts.mark)
        if letter.isupper():
            among_capitals = text[at + 1 : at + 2].isupper() or text[at - 1 : at].isupper()
            read = read.upper() if among_capitals else read.capitalize()
        pieces.append(read)
    return "".join(pieces)


def _plain(make: Callable[[str], str], text: str, chance: Random) -> str:
    return make(text)


def _misread(written: str, read: str, text: str, chance: Random) -> str:
    return mojibake.misread(text, written, read)


_OF_FTFY = {
    f"utf-8-as-{codec}": codec
    for codec in ("cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso-8859-2")
}
_OF_CHANNELS = {
    ENGLISH_OCR: "read with an English OCR model",
    "swedish-ocr": "read with a Swedish OCR model: o, a or e for æ and ø",
    "german-ocr": "read with a German OCR model: ä for å, o for ø",
    ANY_OCR: "read with another OCR engine, or from a bad scan",
    FOLDED[0]: "æ, ø, å written a, o, a",
    FOLDED[1]: "æ, ø, å written ae, o, a",
    FOLDED[2]: "æ, ø, å written ae, oe, aa",
    QUESTION_MARKS: "æ, ø, å replaced by question marks",
    QUESTION_RUNS: "each byte of æ, ø, å in UTF-8 replaced by a question mark",
    REPLACED: "æ, ø, å replaced by U+FFFD",
    DROPPED: "æ, ø, å left out",
}
_LONG_WORD = re.compile(r"[^\W\d_]{9,}")
_EBCDIC = {ord(letter): sign for sign, letter in mojibake.EBCDIC_SIGNS.items()}
_SEVEN_BIT = {ord(letter): place for place, letter in mojibake.ISO_646_NO.items()}
_OF_CHARACTERS: Mapping[str, tuple[str, str, Callable[[str], str]]] = {
    "iso-646-no": (
        "encodings",
        "Norwegian 7-bit ASCII read as ASCII: { | } for æ ø å",
        lambda text: text.translate(_SEVEN_BIT),
    ),
    "ebcdic-277-as-037": (
        "encodings",
        "$ @ # for å ø æ: Norwegian EBCDIC read as American",
        lambda text: text.translate(_EBCDIC),
    ),
    "cp1252-as-latin-1": (
        "encodings",
        "cp1252 read as latin-1: its quote marks and dashes are control characters",
        lambda text: mojibake.as_written(text, "cp1252").encode("cp1252").decode("latin-1"),
    ),
    "terminal-escapes": (
        "escapes",
        "colours of a terminal around words",
        lambda text: _LONG_WORD.sub("\x1b[1;31m\\g<0>\x1b[0m", text),
    ),
    "html-entities": ("escapes", "&aring; or &#229; for å", escapes.to_entities),
    "quoted-printable": (
        "escapes",
        "=C3=A5 or =E5 for å, lines broken by =",
        escapes.to_quoted_printable,
    ),
    "percent-escapes": ("escapes", "%C3%A5 for å outside addresses", escapes.to_percent),
    "u-escapes": ("escapes", "\\u00e5 for å outside program code", escapes.to_u_escapes),
    "octal-escapes": ("escapes", "\\303\\245 for å outside program code", escapes.to_octal),
    "rtf-escapes": ("escapes", "\\'e5 for å, out of rich text", escapes.to_rtf),
    "tex-letters": ("escapes", "{\\aa} or \\aa{} for å, out of TeX", escapes.to_tex),
    "utf-7": ("escapes", "+AOU- for å", escapes.to_utf_7),
    "glyph-numbers": ("escapes", "(cid:229) for å, out of PDF files", escapes.to_cid),
    "encoded-words": (
        "escapes",
        "=?utf-8?q?=C3=A5?= for å, out of an e-mail's header",
        escapes.to_encoded_words,
    ),
    "decomposed-letters": (
        "letterforms",
        "a letter and its mark as two characters; the sign of the unit Å",
        letterforms.to_decomposed,
    ),
    "ring-accents": ("letterforms", "˚a for å, out of TeX's fonts", letterforms.to_rings),
    "ligatures": ("letterforms", "ﬁ for fi", letterforms.to_ligatures),
    "soft-hyphens": ("letterforms", "invisible hyphens inside words", letterforms.to_soft_hyphens),
    "invisible-characters": (
        "letterforms",
        "characters of no width inside words",
        letterforms.to_zero_width,
    ),
    NO_BREAK_SPACES: (
        "letterforms",
        "no-break spaces between words",
        lambda text: text.replace(" ", "\xa0"),
    ),
}
"""By name: the family, the summary, and what makes such damage."""


def _all() -> Iterator[Kind]:
    """Yield all kinds of damage."""
    for name, summary in _OF_CHANNELS.items():
        facts = CHANNELS[name]
        family = "ocr" if not facts.becomes else "lost-letters"
        make = partial(_by_rule, facts) if facts.becomes else partial(_by_ocr, facts.profile)
        yield Kind(name, family, summary, facts, make)
    for name, (written, read) in mojibake.MISREADINGS.items():
        summary = f"{written} read as {read}"
        yield Kind(
            name, "encodings", summary, SUBSTITUTIONS[name], partial(_misread, written, read)
        )
    for name, codec in _OF_FTFY.items():
        summary = f"utf-8 read as {codec}"
        yield Kind(name, "encodings", summary, None, partial(_misread, "utf-8", codec))
    for name, (family, summary, plain) in _OF_CHARACTERS.items():
        yield Kind(name, family, summary, SUBSTITUTIONS.get(name), partial(_plain, plain))


KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _all()})
"""The kinds of damage by name."""


def damage(text: str, kind: str, seed: int = 0) -> str:
    """Return a text damaged in one way, to test what mends it.

    Args:
        text: an undamaged text.
        kind: one of `KINDS`.
        seed: where chance decides, the same seed gives the same damage.

    Raises:
        ValueError: There is no such kind.

    >>> damage("blåbær på Ås", "utf-8-as-cp1252")
    'blÃ¥bÃ¦r pÃ¥ Ã…s'
    >>> damage("blåbær på Ås", "ascii-ae-oe-aa"), damage("blåbær på Ås", "question-marks")
    ('blaabaer paa Aas', 'bl?b?r p? ?s')
    """
    check_str("text", text)
    check_str("kind", kind)
    if kind not in KINDS:
        raise ValueError(f"there is no kind of damage {kind!r}; there are {', '.join(KINDS)}")
    return KINDS[kind].make(text, Random(seed))
