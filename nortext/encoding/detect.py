"""Bytes to text: which encoding a file was written in, by its marks and by how Norwegian its words are in each."""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from nortext.characters.mojibake import as_read
from nortext.characters.repair import Characters
from nortext.encoding.decoded import Decoded
from nortext.encoding.survey import Survey, survey
from nortext.models import Models
from nortext.results import apply_edits

__all__ = ["Chunks", "Decoder", "Encoding", "as_text"]

Chunks = Callable[[], Iterable[bytes]]
"""Gives the bytes of a file in pieces, from the beginning each time it is called."""

CANDIDATES = ("cp1252", "cp865", "cp850", "mac_roman", "iso8859_10", "iso8859_13", "iso8859_15", "cp437", "cp1250", "cp1251")
"""The one-byte encodings that are weighed, commonest first; each as Python names it."""

NAMES = {"mac_roman": "mac-roman", "iso8859_10": "iso-8859-10", "iso8859_13": "iso-8859-13", "iso8859_15": "iso-8859-15"}
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 1_000  # words with bytes beyond ASCII that are looked at, or up to twice as many
LONGEST_RUN = 1_000_000  # bytes without a space or without an ASCII character that are held

# natural logarithms
LATER = 1.0  # what it costs that an encoding comes later among the candidates
BESIDE_UTF_8 = 15.0  # the same for what is no UTF-8 in a text that else is
MOST = 12.0  # no word says more than this for one encoding against another

_TOKEN = re.compile(rb"[^ \t\r\n\f\v]*[\x80-\xff][^ \t\r\n\f\v]*")
_UTF_8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
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
        """The text of a file, piece by piece.

        Args:
            chunks: its bytes in pieces of any size.

        Raises:
            UnicodeDecodeError: the bytes are not in this encoding, where it was not found out but given.
        """
        chunks = _without_head(chunks, self.skipped)
        if self.fallback:
            for chunk in _cut(chunks, _ASCII):
                yield _mixed(chunk, self.fallback)
        elif self.codec in CANDIDATES:
            for chunk in chunks:
                yield as_text(chunk, self.codec)
        else:
            decoder = codecs.getincrementaldecoder(self.codec)("replace" if self.skipped or self.steps else "strict")
            for chunk in chunks:
                yield decoder.decode(chunk)
            yield decoder.decode(b"", True)


class Decoder:
    """Decodes bytes.

    Args:
        models: the word lists.

    >>> Decoder(Models()).decode("blåbær".encode("cp865"))
    Decoded(text='blåbær', encoding='cp865', confidence=0.9999, steps=('decoded as cp865, in which its words are most Norwegian',))
    """

    def __init__(self, models: Models) -> None:
        self._characters = Characters(models)

    def decode(self, data: bytes) -> Decoded:
        """Bytes as text, in the encoding that makes most sense of them.

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
        """The encoding that makes most sense of a file, which need not be held at once.

        Args:
            chunks: its bytes.
            surveyed: the survey of them, where it is made already.

        Returns:
            The encoding; Norwegian 7-bit ASCII counts as ASCII.
        """
        seen = surveyed or survey(chunks())
        for mark, encoding in MARKS:
            if seen.head.startswith(mark):
                taken_off = ("byte-order mark taken off", f"decoded as {encoding}")
                return Encoding(encoding, encoding, 1.0, taken_off, skipped=len(mark))
        wide = _wide(seen)
        if wide:
            return Encoding(wide, wide, 0.999, ("told by its zero bytes", f"decoded as {wide}"))
        if seen.is_ascii or seen.is_utf_8:
            name = "ascii" if seen.is_ascii else "utf-8"
            return Encoding(name, name, 0.9999, (f"decoded as {name}",))
        tokens, has_more = _sample(chunks())
        no_utf_8 = [token for token in tokens if not _UTF_8.sub(b"", token).isascii()]
        encoding, confidence = self._best(no_utf_8, BESIDE_UTF_8)
        if self._is_utf_8([token for token in tokens if token not in no_utf_8], encoding):
            name = _name(encoding, any(_ADDED.search(token) for token in no_utf_8))
            steps = (f"decoded as utf-8, the bytes that are none as {name}",)
            return Encoding(f"utf-8+{name}", "utf-8", min(confidence, 0.99), steps, fallback=encoding)
        encoding, confidence = self._best(tokens)
        name = _name(encoding, has_more)
        return Encoding(name, encoding, confidence, (f"decoded as {name}, in which its words are most Norwegian",))

    def _of_ascii(self, text: str) -> Decoded:
        """ASCII, or the Norwegian version of it."""
        edits = self._characters.found(text, "iso-646-no")
        if not edits:
            return Decoded(text, "ascii", 0.9999, ("decoded as ascii",))
        confidence = min(edit.confidence for edit in edits)
        steps = ("decoded as ascii", f"brackets read as letters in {len(edits)} words")
        return Decoded(apply_edits(text, edits), "iso-646-no", confidence, steps)

    def _is_utf_8(self, tokens: list[bytes], encoding: str) -> bool:
        """Whether tokens are UTF-8 rather than in a one-byte encoding."""
        likelihood = self._characters.plausibility
        return sum([likelihood(token.decode("utf-8", "replace")) - likelihood(as_text(token, encoding)) for token in tokens]) > MOST

    def _best(self, tokens: list[bytes], later: float = LATER) -> tuple[str, float]:
        """The one-byte encoding that makes most sense of tokens, and how likely it is."""
        scores = [-later * place for place in range(len(CANDIDATES))]
        for token in tokens:
            values = [self._characters.plausibility(as_text(token, encoding)) for encoding in CANDIDATES]
            most = max(values)
            scores = [score + max(-MOST, value - most) for score, value in zip(scores, values, strict=True)]
        most = max(scores)
        best, together = CANDIDATES[scores.index(most)], b"\n".join(tokens)
        text = as_text(together, best)
        rivals = [math.exp(s - most) for s, c in zip(scores, CANDIDATES, strict=True) if as_text(together, c) != text]
        return best, round(min(0.9999, 1 / (1 + math.fsum(rivals))), 4)


def as_text(data: bytes, encoding: str) -> str:
    """Bytes in a one-byte encoding; what it does not have becomes control characters."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return as_read(data, encoding)


def _name(encoding: str, has_more: bool) -> str:
    """How an encoding is commonly called: cp1252 that uses none of what it adds is Latin-1."""
    if encoding == "cp1252" and not has_more:
        return "latin-1"
    return NAMES.get(encoding, encoding)


def _mixed(data: bytes, encoding: str) -> str:
    """Bytes of which some are UTF-8 and the rest in a one-byte encoding."""
    pieces, at = [], 0
    for match in _UTF_8.finditer(data):
        pieces += [as_text(data[at : match.start()], encoding), match[0].decode("utf-8")]
        at = match.end()
    return "".join([*pieces, as_text(data[at:], encoding)])


def _sample(chunks: Iterable[bytes]) -> tuple[list[bytes], bool]:
    """Words with bytes beyond ASCII from all over a file, and whether it has bytes of `_ADDED`."""
    found: list[bytes] = []
    stride, at, has_more = 1, 0, False
    for chunk in _cut(chunks, _SPACE):
        has_more = has_more or _ADDED.search(chunk) is not None
        tokens = _TOKEN.findall(chunk)
        found += tokens[-at % stride :: stride]
        at += len(tokens)
        while len(found) >= 2 * SAMPLE:
            found, stride = found[::2], 2 * stride
    return found, has_more


def _cut(chunks: Iterable[bytes], behind: bytes) -> Iterator[bytes]:
    """Pieces of a file that end with one of some bytes, unless it is far to the next."""
    held = b""
    for chunk in chunks:
        held += chunk
        end = len(held.rstrip(_REST[behind]))
        if not end and len(held) > LONGEST_RUN:
            end = len(held)
        if end:
            yield held[:end]
            held = held[end:]
    if held:
        yield held


def _without_head(chunks: Iterable[bytes], skipped: int) -> Iterator[bytes]:
    """The bytes of a file but for the first."""
    for chunk in chunks:
        yield chunk[skipped:] if skipped else chunk
        skipped = max(0, skipped - len(chunk))


def _wide(seen: Survey) -> str:
    """UTF-16 or UTF-32 without a mark, by where the zero bytes of its ASCII letters lie; "" where they do not tell."""
    head = seen.head
    if seen.length % 2 or head.count(0) < 0.4 * len(head):
        return ""
    if seen.length % 4 == 0 and head.count(0) > len(head) * 0.6:
        return "utf-32-le" if head[0] else "utf-32-be"
    even, odd = head[::2].count(0), head[1::2].count(0)
    return "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else ""
