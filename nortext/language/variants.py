"""Tell words of other varieties of Norwegian: nynorsk, and what was written before the reforms."""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path
from zlib import crc32

from nortext.language.store import Store, data_folder

__all__ = ["Variants"]


class Variants:
    """The words of other varieties that the lexicon does not have, as a set.

    It holds the hashes of the words only, so one word in some 15,000 is taken for one of them.

    Args:
        folder: where `variants.bin` lies; the shipped one by default.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._codes = Store((folder or data_folder()) / "variants.bin").array("codes")

    def __contains__(self, word: object) -> bool:
        """Tell whether a word, in lower case, is one of them."""
        if not isinstance(word, str):
            return False
        code = crc32(word.encode("utf-8", "surrogatepass"))
        at = bisect_left(self._codes, code)
        return at < len(self._codes) and self._codes[at] == code
