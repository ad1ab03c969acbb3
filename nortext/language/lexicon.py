"""Look up the words of Norwegian, with what is known of each, in mapped memory.

`lexicon.txt` holds the words, one a line, sorted, lower case; a word's number is its line.
`lexicon.bin` holds a hash table from words to numbers and, by number, one byte each of facts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from nortext.language.parameters import PARAMETERS
from nortext.language.store import Store, damaged, data_folder, map_file

__all__ = [
    "COMMA_SYMBOL",
    "END_SYMBOL",
    "NUMBER_SYMBOL",
    "QUOTE_SYMBOL",
    "SYMBOLS",
    "UNKNOWN",
    "Lexicon",
    "bloom_places",
]

END_SYMBOL, NUMBER_SYMBOL, UNKNOWN, COMMA_SYMBOL, QUOTE_SYMBOL = range(5)
"""The numbers of the symbols that are no words.

The end of a sentence, any number, any word out of the vocabulary, a comma, the end of a quotation.
"""

SYMBOLS = {
    END_SYMBOL: "</s>",
    NUMBER_SYMBOL: "<number>",
    UNKNOWN: "<unknown>",
    COMMA_SYMBOL: "<,>",
    QUOTE_SYMBOL: "<»>",
}
"""How the first lines of `lexicon.txt` name them."""

_ID_BITS = 20
_ID_MASK = (1 << _ID_BITS) - 1
_TAG_SHIFT = 32 - _ID_BITS  # the tag is the top bits of the hash that the slot does not use


def bloom_places(skeleton: str, mask: int) -> tuple[int, int]:
    """Return the two bits that a skeleton sets in the filter of `Lexicon.may_hold`."""
    code = crc32(skeleton.encode("utf-8", "surrogatepass"))
    return code & mask, (code * 0x9E3779B1 >> 16) & mask


class Lexicon:
    """Words and their numbers.

    Args:
        folder: where `lexicon.txt` and `lexicon.bin` lie; the shipped ones by default.

    Raises:
        FileError: The files are damaged, or do not belong together.

    Attributes:
        caps: by word number the share of its occurrences inside sentences that begin with a
            capital, in 1/255.
        head: by word number how often it is the first part of a compound, as 10 times the natural
            logarithm of 1 + count.
        tail: the same for the last part.
        language: by word number 0 for Norwegian, else 128 + 10 times the log-odds that the word is
            foreign rather than Norwegian.
    """

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or data_folder()
        self._text = map_file(folder / "lexicon.txt")
        store = Store(folder / "lexicon.bin")
        self._slots = store.array("slots")
        self._offsets = store.array("offsets")
        self._mask = len(self._slots) - 1
        self.caps = store.array("caps")
        self.head = store.array("head")
        self.tail = store.array("tail")
        self.language = store.array("language")
        self._skeletons = store.array("skeletons")
        self._skeleton_mask = len(self._skeletons) * 8 - 1
        self._size = len(self._offsets) - 1
        if self._offsets[self._size] != len(self._text):
            raise damaged(folder / "lexicon.txt")

    def __len__(self) -> int:
        """Return how many words there are, symbols included."""
        return self._size

    def number(self, word: str) -> int:
        """Return the number of a word.

        Args:
            word: in lower case, composed (NFC).

        Returns:
            The word's number, or 0 for a word out of the vocabulary.
        """
        try:
            data = word.encode()
        except UnicodeEncodeError:  # a lone surrogate is in no word
            return 0
        code = crc32(data)
        slots, mask = self._slots, self._mask
        at = code & mask
        tag = code >> (_ID_BITS)
        entry = slots[at]
        while entry:
            if entry >> _ID_BITS == tag:
                number = entry & _ID_MASK
                low = self._offsets[number]
                if self._text[low : self._offsets[number + 1] - 1] == data:
                    return number
            at = (at + 1) & mask
            entry = slots[at]
        return 0

    def is_name(self, number: int, looks_so: bool) -> bool:
        """Tell whether the word of that number begins with a capital.

        Args:
            number: the word's number.
            looks_so: whether it does as it was read, so that less need speak for it.
        """
        least = PARAMETERS.name_share_capital if looks_so else PARAMETERS.name_share
        return bool(self.caps[number] > least)

    def may_hold(self, skeleton: str) -> bool:
        """Tell whether some word may have this skeleton (a Bloom filter: no is sure, yes is not).

        Args:
            skeleton: as `nortext.channel.confusions.skeleton` gives it, in lower case.
        """
        first, second = bloom_places(skeleton, self._skeleton_mask)
        bits = self._skeletons
        return bool(bits[first >> 3] >> (first & 7) & bits[second >> 3] >> (second & 7) & 1)

    def word(self, number: int) -> str:
        """Return the word of that number."""
        return self._text[self._offsets[number] : self._offsets[number + 1] - 1].decode("utf-8")

    def words_with(self, letters: str) -> Iterator[tuple[int, str]]:
        """Yield all words that hold one of some letters, with their numbers.

        Args:
            letters: in lower case.
        """
        any_letter = b"|".join([letter.encode() for letter in letters])
        pattern = re.compile(rb"[^\n]*(?:" + any_letter + rb")[^\n]*")
        for match in pattern.finditer(self._text):
            number = bisect_left(self._offsets, match.start())
            if number >= len(SYMBOLS):
                yield number, match[0].decode("utf-8")

    def beginning(self, prefix: str) -> list[str]:
        """Return all words that begin so, in order of their bytes.

        Args:
            prefix: in lower case, not empty.
        """
        data = prefix.encode("utf-8", "surrogatepass")
        low = self._first_not_below(data)
        high = self._first_not_below(data + b"\xff")
        return self._text[self._offsets[low] : self._offsets[high]].decode("utf-8").split("\n")[:-1]

    def _first_not_below(self, data: bytes) -> int:
        low, high = len(SYMBOLS), self._size
        while low < high:
            middle = (low + high) // 2
            if self._text[self._offsets[middle] : self._offsets[middle + 1] - 1] < data:
                low = middle + 1
            else:
                high = middle
        return low
