"""The numbers that the package `nortext.language` works with."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PARAMETERS", "LanguageParameters"]


@dataclass(frozen=True, slots=True)
class LanguageParameters:
    """Sizes of memories, and thresholds; set by hand unless a comment says otherwise.

    Attributes:
        histories: histories of an n-gram model whose place in the trie is remembered at most.
        spellings: words whose spelling probability is remembered at most.
        spelling_beam: spellings kept in the search for the likeliest one.
        name_share: share of a word's occurrences inside sentences that begin with a capital, in
            1/255, above which it is a name.
        name_share_capital: the same for a word that was read with a capital.
        least_function_words: function words that a text in a language has at least, unless it is
            short.
        short_text: words of a short text, which may be Norwegian without any function word.
        function_word_share: share of a text's words that are its language's function words, at
            least.
        share_of_nynorsk: the share of the texts that words were counted in that is nynorsk (of the
            lines that tell, 0.15; of the words of all lines, less).
        fewest_alive: æ and ø of a text that tell how it is spelled.
        rare_aa: å, as a share of its æ and ø, in a text spelled as before 1917 at most.
        frequent_aa: aa, the same, at least.
    """

    histories: int = 25_000
    spellings: int = 50_000
    spelling_beam: int = 4
    name_share: int = 180
    name_share_capital: int = 80
    least_function_words: int = 2
    short_text: int = 8
    function_word_share: float = 0.08
    share_of_nynorsk: float = 0.02
    fewest_alive: int = 10
    rare_aa: float = 0.05
    frequent_aa: float = 0.1


PARAMETERS = LanguageParameters()
