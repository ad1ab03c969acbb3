"""Find the encoding of bytes, by their marks and by how Norwegian their words are in each."""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from nortext.characters.mojibake import as_read
from nortext.characters.plausibility import Plausibility
from nortext.characters.repair import CharacterRepair
from nortext.encoding.parameters import PARAMETERS
from nortext.encoding.survey import Survey, survey
from nortext.models import Models
from nortext.results import Decoded
from nortext.text.edits import apply_edits

__all__ = ["Chunks", "Encoding", "EncodingDetector"]

Chunks = Callable[[], Iterable[bytes]]
"""Gives the bytes of a file in pieces, from the beginning each time it is called."""

_CANDIDATES = (
    "cp1252",
    "cp865",
    "cp850",
    "mac_roman",
    "iso8859_10",
    "iso8859_13",
    "iso8859_15",
    "cp437",
    "cp1250",
    "cp1251",
)
"""The one-byte encodings that are weighed, commonest first; each as Python names it."""

_NAMES = {
    "mac_roman": "mac-roman",
    "iso8859_10": "iso-8859-10",
    "iso8859_13": "iso-8859-13",
    "iso8859_15": "iso-8859-15",
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TOKEN = re.compile(rb"[^ \t\r\n\f\v]*[\x80-\xff][^ \t\r\n\f\v]*")
_UTF_8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
"""A character beyond ASCII in UTF-8."""

_ADDED = re.compile(rb"[\x80-\x9f]")
"""What cp1252 has and Latin-1 has not."""

_SPACE, _ASCII = b" \t\r\n\f\v", bytes(range(128))
_REST = {behind: bytes(set(range(256)).difference(behind)) for behind in (_SPACE, _ASCII)}
"""All other bytes."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file become text.

    Attributes:
        name: what it is called, as `Decoded` names it.
        codec: what Python calls it.
        confidence: probability that it is that, 0 to 1.
        steps: what is done, in order, in words.
        skipped: how many bytes at the beginning are no text.
        fallback: the one-byte encoding of what is no UTF-8 in a file that else is, or "".
    """

    name: str
    codec: str
    confidence: float = 1.0
    steps: tuple[str, ...] = ()
    skipped: int = 0
    fallback: str = ""

    def texts(self, chunks: Iterable[bytes]) -> Iterator[str]:
        """Yield the text of a file, piece by piece.

        Args:
            chunks: its bytes in pieces of any size.

        Raises:
            UnicodeDecodeError: The bytes are not in this encoding, where it was not found out but
                given.
        """
        chunks = _without_head(chunks, self.skipped)
        if self.fallback:
            for chunk in _cut(chunks, _ASCII):
                yield _mixed(chunk, self.fallback)
        elif self.codec in _CANDIDATES:
            for chunk in chunks:
                yield _as_text(chunk, self.codec)
        else:
            errors = "replace" if self.skipped or self.steps else "strict"
            decoder = codecs.getincrementaldecoder(self.codec)(errors)
            for chunk in chunks:
                yield decoder.decode(chunk)
            yield decoder.decode(b"", True)


class EncodingDetector:
    """Finds the encodings of bytes.

    Args:
        models: the word lists.

    >>> EncodingDetector(Models()).decode("blåbær".encode("cp865")).encoding
    'cp865'
    """

    def __init__(self, models: Models) -> None:
        self._plausibility: Plausibility = models.plausibility
        self._repair = CharacterRepair(models.plausibility)

    def decode(self, data: bytes) -> Decoded:
        """Return bytes as text, in the encoding that makes most sense of them.

        Args:
            data: a file's content, or part of it.

        Returns:
            The text with what was found out. Any bytes at all give some text.
        """
        found = self.find(lambda: (data,))
        text = "".join(found.texts((data,)))
        if found.name == "ascii":
            return self._of_ascii(text)
        return Decoded(text, found.name, found.confidence, found.steps)

    def find(self, chunks: Chunks, surveyed: Survey | None = None) -> Encoding:
        """Return the encoding that makes most sense of a file, which need not be in memory.

        Args:
            chunks: its bytes.
            surveyed: the survey of them, where it is made already.

        Returns:
            The encoding; Norwegian 7-bit ASCII counts as ASCII.
        """
        seen = surveyed or survey(chunks())
        unicode = _unicode(seen)
        if unicode:
            return unicode
        p = PARAMETERS
        tokens, has_more = _sample(chunks())
        no_utf_8 = [token for token in tokens if not _UTF_8.sub(b"", token).isascii()]
        codec, confidence = self._best(no_utf_8, p.beside_utf_8)
        if self._is_utf_8([token for token in tokens if token not in no_utf_8], codec):
            name = _name(codec, any(_ADDED.search(token) for token in no_utf_8))
            steps = (f"decoded as utf-8, the bytes that are none as {name}",)
            confidence = min(confidence, p.most_of_mixed)
            return Encoding(f"utf-8+{name}", "utf-8", confidence, steps, fallback=codec)
        codec, confidence = self._best(tokens, p.later)
        name = _name(codec, has_more)
        steps = (f"decoded as {name}, in which its words are most Norwegian",)
        return Encoding(name, codec, confidence, steps)

    def _of_ascii(self, text: str) -> Decoded:
        """Return ASCII, or the Norwegian version of it."""
        edits = self._repair.found(text, "iso-646-no")
        if not edits:
            return Decoded(text, "ascii", PARAMETERS.sure, ("decoded as ascii",))
        confidence = min(edit.confidence for edit in edits)
        steps = ("decoded as ascii", f"brackets read as letters in {len(edits)} words")
        return Decoded(apply_edits(text, edits), "iso-646-no", confidence, steps)

    def _is_utf_8(self, tokens: list[bytes], codec: str) -> bool:
        """Tell whether tokens are UTF-8 rather than in a one-byte encoding."""
        of = self._plausibility.of
        gains = [
            of(token.decode("utf-8", "replace")) - of(_as_text(token, codec)) for token in tokens
        ]
        return sum(gains) > PARAMETERS.most_of_word

    def _best(self, tokens: list[bytes], later: float) -> tuple[str, float]:
        """Return the one-byte encoding that makes most sense of tokens, and how likely it is."""
        scores = [-later * place for place in range(len(_CANDIDATES))]
        least = -PARAMETERS.most_of_word
        for token in tokens:
            values = [self._plausibility.of(_as_text(token, codec)) for codec in _CANDIDATES]
            most = max(values)
            scores = [
                score + max(least, value - most)
                for score, value in zip(scores, values, strict=True)
            ]
        most = max(scores)
        best, together = _CANDIDATES[scores.index(most)], b"\n".join(tokens)
        text = _as_text(together, best)
        rivals = [
            math.exp(score - most)
            for score, codec in zip(scores, _CANDIDATES, strict=True)
            if _as_text(together, codec) != text
        ]
        return best, round(min(PARAMETERS.sure, 1 / (1 + math.fsum(rivals))), 4)


def _unicode(seen: Survey) -> Encoding | None:
    """Return the Unicode encoding that a file is in for sure."""
    for mark, name in _MARKS:
        if seen.head.startswith(mark):
            steps = ("byte-order mark taken off", f"decoded as {name}")
            return Encoding(name, name, 1.0, steps, skipped=len(mark))
    wide = _wide(seen)
    if wide:
        steps = ("told by its zero bytes", f"decoded as {wide}")
        return Encoding(wide, wide, PARAMETERS.confidence_of_wide, steps)
    if seen.is_ascii or seen.is_utf_8:
        name = "ascii" if seen.is_ascii else "utf-8"
        return Encoding(name, name, PARAMETERS.sure, (f"decoded as {name}",))
    return None


def _as_text(data: bytes, codec: str) -> str:
    """Return bytes in a one-byte encoding; what it lacks becomes control characters."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return as_read(data, codec)


def _name(codec: str, has_more: bool) -> str:
    """Return how an encoding is commonly called.

    cp1252 that uses none of what it adds is Latin-1.
    """
    if codec == "cp1252" and not has_more:
        return "latin-1"
    return _NAMES.get(codec, codec)


def _mixed(data: bytes, codec: str) -> str:
    """Return bytes of which some are UTF-8 and the rest in a one-byte encoding."""
    pieces, at = [], 0
    for match in _UTF_8.finditer(data):
        pieces += [_as_text(data[at : match.start()], codec), match[0].decode("utf-8")]
        at = match.end()
    return "".join([*pieces, _as_text(data[at:], codec)])


def _sample(chunks: Iterable[bytes]) -> tuple[list[bytes], bool]:
    """Return words with bytes beyond ASCII from all over a file.

    And whether it has bytes that cp1252 adds to Latin-1.
    """
    found: list[bytes] = []
    stride, at, has_more = 1, 0, False
    for chunk in _cut(chunks, _SPACE):
        has_more = has_more or _ADDED.search(chunk) is not None
        tokens = _TOKEN.findall(chunk)
        found += tokens[-at % stride :: stride]
        at += len(tokens)
        while len(found) >= 2 * PARAMETERS.sample:
            found, stride = found[::2], 2 * stride
    return found, has_more


def _cut(chunks: Iterable[bytes], behind: bytes) -> Iterator[bytes]:
    """Yield pieces of a file that end with one of some bytes, unless it is far to the next."""
    pending = b""
    for chunk in chunks:
        pending += chunk
        end = len(pending.rstrip(_REST[behind]))
        if not end and len(pending) > PARAMETERS.longest_run:
            end = len(pending)
        if end:
            yield pending[:end]
            pending = pending[end:]
    if pending:
        yield pending


def _without_head(chunks: Iterable[bytes], skipped: int) -> Iterator[bytes]:
    """Yield the bytes of a file but for the first."""
    for chunk in chunks:
        yield chunk[skipped:] if skipped else chunk
        skipped = max(0, skipped - len(chunk))


def _wide(seen: Survey) -> str:
    """Return UTF-16 or UTF-32 without a mark, by where the zero bytes of ASCII letters lie.

    Returns:
        "" where they do not tell.
    """
    head, zeros = seen.head, seen.head.count(0)
    if seen.length % 2 or zeros < PARAMETERS.wide_zeros * len(head):
        return ""
    if seen.length % 4 == 0 and zeros > len(head) * PARAMETERS.wider_zeros:
        return "utf-32-le" if head[0] else "utf-32-be"
    even, odd = head[::2].count(0), head[1::2].count(0)
    return "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else ""
