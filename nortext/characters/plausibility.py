"""Judge how likely a run of characters is in Norwegian text."""

from __future__ import annotations

import re
from functools import lru_cache

from nortext.characters.escapes import ESCAPE
from nortext.characters.parameters import PARAMETERS
from nortext.language.lexicon import UNKNOWN, Lexicon
from nortext.language.ngrams import NgramModel
from nortext.language.spelling import LetterModel

__all__ = ["Plausibility", "odd_marks"]

_WORD = re.compile(r"[^\W\d_¼-¾²³¹]+(?:[\u0300-\u036f]+[^\W\d_¼-¾²³¹]*)*")
_USUAL = frozenset(" .,;:!?()[]{}\"'«»–—-/\\…“”„’‘%§&*+=<>@#½€£$|_~^•©®™0123456789\n\r")
_MIXED = re.compile(r"[A-Za-zÀ-ɏ][Ͱ-ӿ]|[Ͱ-ӿ][A-Za-zÀ-ɏ]")
_LONE_SIGN = re.compile(r"[$#@]\s*")
_JOINT = re.compile(r"(?<=[^\W\d_])[^\w\s/.'’:&+-](?=[^\W\d_])")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u058f\u1e00-\u1fff\u2100-\u214f\ufb00-\ufb06]")
"""A letter of neither the Latin, the Greek, the Cyrillic nor the Armenian script."""

_MARK = re.compile(r"[^\w\s]|[\u0080-\u009f\u0180-\u036f]")


class Plausibility:
    """Judges tokens; what it found is remembered.

    Args:
        lexicon: the words.
        words: the word n-grams, of which only single words are asked.
        letters: the letter model, for words out of the vocabulary.
        extra: further words that are right, in lower case.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        words: NgramModel,
        letters: LetterModel,
        extra: frozenset[str] = frozenset(),
    ) -> None:
        self._number, self._unigram = lexicon.number, words.unigram
        self._spelling, self._extra = letters.logp, extra
        self.of = lru_cache(maxsize=PARAMETERS.remembered_tokens)(self._of)

    def _of(self, token: str) -> float:
        """Return how likely a token is in Norwegian text.

        Args:
            token: characters without spaces.

        Returns:
            A natural logarithm, comparable between tokens that stand for the same.
        """
        p = PARAMETERS
        total = p.odd * (odd_marks(token) + len(ESCAPE.findall(token)))
        if not token.isascii():
            total += p.odd * (len(_MIXED.findall(token)) + len(_OTHER_SCRIPT.findall(token)))
        if _LONE_SIGN.fullmatch(token):
            total += p.odd
        words = _WORD.findall(token)
        total += p.joined * len(_JOINT.findall(token))
        if any(token.count(opening) != token.count(closing) for opening, closing in ("{}", "[]")):
            total += p.joined if words else p.odd
        for word in words:
            number, lower = self._number(word.lower()), word.lower()
            if number:
                total += self._unigram(number)
            else:
                total += self._unigram(UNKNOWN) + self._spelling(lower, word[0].isupper())
        return total

    def has_new_words(self, token: str, after: str) -> bool:
        """Tell whether a token has a word of the lexicon when it is mended, and had not before.

        Args:
            token: the token.
            after: the same, mended.
        """
        before = map(str.lower, _WORD.findall(token))
        return any(map(self._is_word, set(map(str.lower, _WORD.findall(after))).difference(before)))

    def _is_word(self, word: str) -> bool:
        if word in self._extra:
            return True
        number = self._number(word)
        return bool(number) and (len(word) > 3 or self._unigram(number) > PARAMETERS.rare_word)


def odd_marks(token: str) -> int:
    """Return how many characters of a token Norwegian texts hardly hold, letters apart."""
    return sum([mark not in _USUAL for mark in _MARK.findall(token)])
