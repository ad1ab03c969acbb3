"""What many texts show together of their damage, so that none is judged alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from zlib import crc32

__all__ = ["Evidence"]

_MOST_TYPES = 30_000
"""Words of one channel that are kept at most."""


@dataclass
class Evidence:
    """The words of many texts, as far as they tell how their letters were damaged.

    Two of them can be added, in any order: the sum is what both together show. Of many words it
    keeps a sample, the same whatever order they came in.

    Attributes:
        words: by channel (`ocr` for OCR of any kind) how often each word stands in Norwegian
            passages.
        sample: one of how many words is kept.

    >>> from nortext import Pipeline
    >>> pipeline = Pipeline()
    >>> evidence = pipeline.learn_evidence(["Forsgket var i Igpet av varen.", "Det var for mgtet."])
    >>> pipeline.clean("Det var for mgtet."), pipeline.clean("Det var for mgtet.", evidence)
    ('Det var for møtet.', 'Det var før møtet.')
    >>> evidence.words["ocr"]["mgtet"]
    1
    """

    words: dict[str, Counter[str]] = field(default_factory=dict)
    sample: int = 1

    def add(self, name: str, word: str, times: int = 1) -> None:
        """Add a word.

        Args:
            name: of its channel.
            word: as it stands.
            times: how often it stands so.
        """
        if _is_sampled(word, self.sample):
            counts = self.words.setdefault(name, Counter())
            counts[word] += times
            if len(counts) > _MOST_TYPES:
                self._thin_out()

    def __add__(self, other: Evidence) -> Evidence:
        """Return what both show."""
        both = Evidence(sample=max(self.sample, other.sample))
        for part in (self, other):
            for name, counts in part.words.items():
                kept = {w: n for w, n in counts.items() if _is_sampled(w, both.sample)}
                both.words.setdefault(name, Counter()).update(kept)
        both._thin_out()
        return both

    def share(self, name: str) -> float:
        """Return the share of the words that went through a channel, 0 to 1."""
        total = sum([counts.total() for counts in self.words.values()])
        return self.words[name].total() / total if name in self.words else 0.0

    def _thin_out(self) -> None:
        """Keep fewer words where there are too many."""
        while any(len(counts) > _MOST_TYPES for counts in self.words.values()):
            self.sample *= 2
            for name, counts in self.words.items():
                kept = {w: n for w, n in counts.items() if _is_sampled(w, self.sample)}
                self.words[name] = Counter(kept)


def _is_sampled(word: str, sample: int) -> bool:
    """Tell whether a word is in a sample of one in so many; none is lost that a larger one has."""
    return sample == 1 or crc32(word.encode("utf-8", "surrogatepass")) % sample == 0
