"""Tell the language of a text by its function words, damaged or not."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from nortext.language.parameters import PARAMETERS
from nortext.language.store import damaged, data_folder

__all__ = ["NORWEGIAN", "Languages", "read_languages"]

NORWEGIAN = ("nb", "nn")
_WORD = re.compile(r"[^\W\d_]+")


def read_languages(path: Path) -> dict[str, frozenset[str]]:
    """Return the function words of each language.

    Args:
        path: a file in the form of the shipped `languages.tsv`.

    Returns:
        The words by language; a + marks the foreign ones that are Norwegian words too.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if not line.startswith("#"))
    return {name: frozenset(words.split()) for name, _, words in rows}


class Languages:
    """Tells languages apart.

    Args:
        folder: where `languages.tsv` lies; the shipped one by default.

    Raises:
        FileError: It lacks the Norwegian languages.

    Attributes:
        foreign: words that are no Norwegian ones.
        bokmaal: words that only bokmål has.
        nynorsk: words that only nynorsk has.
        norwegian: words that both have, and no other language.
    """

    def __init__(self, folder: Path | None = None) -> None:
        path = (folder or data_folder()) / "languages.tsv"
        tables = read_languages(path)
        if not {"nb", "nn"} <= tables.keys():
            raise damaged(path)
        bare = {name: {w.rstrip("+") for w in words} for name, words in tables.items()}
        nb, nn = bare["nb"], bare["nn"]
        others = {word for name in bare if name not in NORWEGIAN for word in bare[name]}
        self.foreign = frozenset(
            word
            for name, words in tables.items()
            if name not in NORWEGIAN
            for word in words
            if not word.endswith("+") and word not in nb | nn
        )
        self.bokmaal, self.nynorsk = frozenset(nb - nn - others), frozenset(nn - nb - others)
        self.norwegian = frozenset((nb & nn) - others)
        self._names: dict[str, list[str]] = {}
        for name, words in tables.items():
            for word in words:
                self._names.setdefault(word.rstrip("+"), []).append(name)

    def of(self, text: str) -> str:
        """Return the language of a text.

        Args:
            text: a paragraph or more.

        Returns:
            `nb` (bokmål), `nn` (nynorsk), `en`, `sv`, `da`, `se` (North Sámi), `de`, `fr`, or ""
            where its words do not tell.

        >>> Languages().of("Jeg vet ikke hva som skjedde etter at hun kom")
        'nb'
        >>> Languages().of("I do not know what happened after she came to the house")
        'en'
        """
        words = _WORD.findall(text.lower())
        score: Counter[str] = Counter()
        for word, number in Counter(words).items():
            for name in self._names.get(word, ()):
                score[name] += number
        is_short = len(words) < PARAMETERS.short_text
        if not score:
            return "nb" if is_short else ""
        best, most = max(score.items(), key=lambda item: item[1])
        if score["nb"] == most:
            best = "nb"
        p = PARAMETERS
        least = max(p.least_function_words, p.function_word_share * len(words))
        if most < least and not (is_short and best in NORWEGIAN):
            return ""
        return best
