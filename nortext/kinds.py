"""The kinds of damage: what each is, how it is undone, and how it is made, in one table.

`KINDS` gives their names to edits, to `nortext inspect` and to `--damage`; the pages of `docs/` and the tests go through it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from types import MappingProxyType

from nortext.channel.confusions import GAP, read_shares
from nortext.channel.rules import CHANNELS, DROPPED, ENGLISH_OCR, FOLDED, QUESTION_MARKS, REPLACED, Facts
from nortext.characters import escapes, letterforms, mojibake
from nortext.characters.repair import NO_BREAK_SPACES, SUBSTITUTIONS
from nortext.characters.substitution import Substitution

__all__ = ["KINDS", "Kind", "damage"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of damage.

    Attributes:
        name: what edits call it.
        family: which page of the documentation it is on: `ocr`, `encodings`, `lost-letters`, `escapes` or `letterforms`.
        summary: what happened, in a few words.
        undone_by: the channel whose words are searched for the likeliest, or the substitution of characters; None for spaces.
        make: damages a text, given a source of chance.
    """

    name: str
    family: str
    summary: str
    undone_by: Facts | Substitution | None
    make: Callable[[str, Random], str]


@lru_cache(maxsize=1)
def _misreadings_of_letters() -> Mapping[tuple[str, bool], tuple[list[str], list[float]]]:
    """For each letter that the table of confusions has, alone or inside a word, what is read for it, and how likely."""
    found: dict[tuple[str, bool], tuple[list[str], list[float]]] = {}
    for (printed, read, alone), share in read_shares().items():
        if len(printed) == 1:
            reads, weights = found.setdefault((printed, alone), ([], []))
            reads.append(read)
            weights.append(share)
    for letter, (reads, weights) in found.items():
        if letter[0].lower() not in "æøå":
            reads.append(letter[0])
            weights.append(max(0.0, 1.0 - sum(weights)))
    return MappingProxyType(found)


def _by_english_ocr(text: str, chance: Random) -> str:
    table = _misreadings_of_letters()
    pieces = []
    for match in re.finditer(r"[^\W\d_]+|.", text, re.DOTALL):
        word = match[0]
        for letter in word:
            reads, weights = table.get((letter, len(word) == 1), ([letter], [1.0]))
            pieces.append(chance.choices(reads, weights)[0])
    return "".join(pieces)


def _by_rule(facts: Facts) -> Callable[[str, Random], str]:
    def make(text: str, chance: Random) -> str:
        pieces = []
        for at, letter in enumerate(text):
            reads = facts.becomes.get(letter.lower())
            if not reads:
                pieces.append(letter)
                continue
            most = max(reads.values())
            rule = {read: share for read, share in reads.items() if share == most or most < 1.0}  # the rule, not what breaks it
            read = chance.choices(list(rule), list(rule.values()))[0].replace(GAP, facts.mark)
            if letter.isupper():
                read = read.upper() if text[at + 1 : at + 2].isupper() or text[at - 1 : at].isupper() else read.capitalize()
            pieces.append(read)
        return "".join(pieces)

    return make


def _plain(make: Callable[[str], str]) -> Callable[[str, Random], str]:
    return lambda text, _: make(text)


def _all() -> list[Kind]:
    summaries = {
        ENGLISH_OCR: "read with an English OCR model",
        "swedish-ocr": "read with a Swedish OCR model: ä for æ, ö for ø",
        "german-ocr": "read with a German OCR model: ä for æ, ö for ø, å lost",
        **dict(zip(FOLDED, ("æ, ø, å written a, o, a", "æ, ø, å written ae, o, a", "æ, ø, å written ae, oe, aa"), strict=True)),
        QUESTION_MARKS: "æ, ø, å replaced by question marks",
        REPLACED: "æ, ø, å replaced by U+FFFD",
        DROPPED: "æ, ø, å left out",
    }
    kinds = [
        Kind(name, "ocr" if name.endswith("-ocr") else "lost-letters", summary, CHANNELS[name],
             _by_english_ocr if name == ENGLISH_OCR else _by_rule(CHANNELS[name]))
        for name, summary in summaries.items()
    ]  # fmt: skip
    for name, (written, read) in mojibake.MISREADINGS.items():
        kinds.append(
            Kind(name, "encodings", f"{written} read as {read}", SUBSTITUTIONS[name],
                 lambda text, _, written=written, read=read: mojibake.misread(text, written, read))  # type: ignore[misc]
        )  # fmt: skip
    letters = {ord(letter): place for place, letter in mojibake.ISO_646_NO.items()}
    makers: dict[str, tuple[str, str, Callable[[str], str]]] = {
        "iso-646-no": ("encodings", "Norwegian 7-bit ASCII read as ASCII: { | } for æ ø å", lambda text: text.translate(letters)),
        "html-entities": ("escapes", "&aring; or &#229; for å", escapes.to_entities),
        "quoted-printable": ("escapes", "=C3=A5 or =E5 for å, lines broken by =", escapes.to_quoted_printable),
        "percent-escapes": ("escapes", "%C3%A5 for å outside addresses", escapes.to_percent),
        "u-escapes": ("escapes", "\\u00e5 for å outside program code", escapes.to_u_escapes),
        "decomposed-letters": ("letterforms", "a letter and its mark as two characters; the sign of the unit Å", letterforms.to_decomposed),
        "ring-accents": ("letterforms", "˚a for å, out of TeX's fonts", letterforms.to_rings),
        "ligatures": ("letterforms", "ﬁ for fi", letterforms.to_ligatures),
        "soft-hyphens": ("letterforms", "invisible hyphens inside words", letterforms.to_soft_hyphens),
        "invisible-characters": ("letterforms", "characters of no width inside words", letterforms.to_zero_width),
        NO_BREAK_SPACES: ("letterforms", "no-break spaces between words", lambda text: text.replace(" ", "\xa0")),
    }
    kinds += [Kind(name, family, summary, SUBSTITUTIONS.get(name), _plain(make)) for name, (family, summary, make) in makers.items()]
    return kinds


KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _all()})
"""The kinds of damage by name."""


def damage(text: str, kind: str, seed: int = 0) -> str:
    """Damage a text, to test what mends it.

    Args:
        text: an undamaged text.
        kind: one of `KINDS`.
        seed: where chance decides, the same seed gives the same damage.

    Returns:
        The damaged text.

    Raises:
        ValueError: there is no such kind.

    >>> damage("blåbær på Ås", "utf-8-as-cp1252"), damage("blåbær på Ås", "ascii-ae-oe-aa"), damage("blåbær på Ås", "question-marks")
    ('blÃ¥bÃ¦r pÃ¥ Ã…s', 'blaabaer paa Aas', 'bl?b?r p? ?s')
    """
    if kind not in KINDS:
        raise ValueError(f"there is no kind of damage {kind!r}; there are {', '.join(KINDS)}")
    return KINDS[kind].make(text, Random(seed))
