"""General spelling correctors that nortext is measured beside."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable

from nortext.language.lexicon import SYMBOLS
from nortext.models import Models

__all__ = ["Corrector", "hunspell", "hunspell_command", "symspell", "symspell_speller"]

MOST = 200_000
"""Words that symspellpy is given, the most frequent."""

WORD = re.compile(r"[^\W_]+")

Corrector = Callable[[str], str]


def symspell_speller(distance: int):  # type: ignore[no-untyped-def]  # symspellpy is optional
    """Return symspellpy's speller over nortext's own word list, or None without the package."""
    try:
        from symspellpy import SymSpell
    except ImportError:
        return None
    models = Models()
    lexicon, unigram = models.lexicon, models.words.unigram
    speller = SymSpell(max_dictionary_edit_distance=distance, prefix_length=7)
    best = sorted(range(len(SYMBOLS), len(lexicon)), key=unigram, reverse=True)[:MOST]
    for number in best:
        count = max(1, int(1e9 * 2.718281828 ** unigram(number)))
        speller.create_dictionary_entry(lexicon.word(number), count)
    return speller


def symspell() -> Corrector | None:
    """Return a corrector by symspellpy: its first suggestion at distance 1 for unknown words."""
    speller = symspell_speller(1)
    if speller is None:
        return None
    from symspellpy import Verbosity

    def corrected(match: re.Match[str]) -> str:
        word = match[0]
        if len(word) < 3 or not word.isalpha():
            return word
        found = speller.lookup(word.lower(), Verbosity.TOP, max_edit_distance=1)
        return _in_case(word, found[0].term) if found else word

    return lambda text: WORD.sub(corrected, text)


def hunspell_command() -> list[str] | None:
    """Return how hunspell is called with a Norwegian dictionary, or None where it is missing."""
    command = ["hunspell", "-d", "nb_NO", "-a"]
    if not shutil.which("hunspell"):
        return None
    done = subprocess.run(command, input="ord\n", capture_output=True, text=True)
    return command if done.returncode == 0 else None


def hunspell() -> Corrector | None:
    """Return a corrector by hunspell: its first suggestion for words that it does not know."""
    command = hunspell_command()
    if command is None:
        return None
    known: dict[str, str] = {}

    def corrected(text: str) -> str:
        new = sorted({word for word in WORD.findall(text) if len(word) > 2 and word.isalpha()})
        new = [word for word in new if word not in known]
        asked = "".join(f"^{word}\n" for word in new)
        done = subprocess.run(command, input=asked, capture_output=True, text=True)
        answers = [line for line in done.stdout.split("\n")[1:] if line]
        for word, answer in zip(new, answers, strict=True):
            suggested = answer.startswith("&") and answer.partition(": ")[2].split(", ")[0]
            known[word] = suggested or word
        return WORD.sub(lambda match: known.get(match[0], match[0]), text)

    return corrected


def _in_case(word: str, correction: str) -> str:
    """Return a correction in the case of the word it stands for."""
    if word.isupper():
        return correction.upper()
    return correction.capitalize() if word[0].isupper() else correction
