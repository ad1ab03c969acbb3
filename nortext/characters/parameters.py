"""The numbers that the package `nortext.characters` works with."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PARAMETERS", "CharacterParameters"]


@dataclass(frozen=True, slots=True)
class CharacterParameters:
    """Evidence and plausibility, natural logarithms unless said otherwise; all set by hand.

    Attributes:
        utf_8_evidence: what the tokens of a passage must say together for a misreading of UTF-8.
        one_byte_evidence: the same for a misreading between encodings of one byte a character.
        iso_646_evidence: the same for Norwegian 7-bit ASCII.
        escape_evidence: the same for escapes.
        other_evidence: how much more plausible a line must be by one of ftfy's plans than by ours.
        sure: what a trace adds that hardly comes about otherwise.
        without_words: the most that a token says in which no word comes out.
        refutes: what a token that the damage would not have left says for it.
        leave: what it costs that a damaged passage ends.
        least: a token that is less plausible mended says no less than this.
        likely: a token that is not so much more plausible mended stays, where characters come out
            that Norwegian texts hardly hold.
        unlikely: a token that is so much less plausible mended stays.
        unlikely_but_usual: the same where it is rid of characters that Norwegian texts hardly hold.
        rare_word: a word of three letters or fewer that is rarer than this is none.
        odd: a character that Norwegian texts hardly hold.
        joined: a mark between two letters.
        most_rounds: kinds of damage that may lie over one another or stand in one text at most.
        remembered_tokens: tokens whose plausibility is remembered at most.
        few_spaces: no-break spaces between small words that show them to be no typographer's.
        few_runs: letters that two question marks stand for, before three stand for a mark.
        longest_code_line: characters of a line of program code at most.
        sure_confidence: the confidence of an edit whose token alone is evidence enough.
        confidence: of one whose token is evidence.
        least_confidence: of one whose token is not, in a passage that is.
    """

    utf_8_evidence: float = 9.0
    one_byte_evidence: float = 18.0
    iso_646_evidence: float = 18.0
    escape_evidence: float = 15.0
    other_evidence: float = 4.0
    sure: float = 2.0
    without_words: float = 0.0
    refutes: float = -6.0
    leave: float = 3.0
    least: float = -3.0
    likely: float = 4.0
    unlikely: float = -2.0
    unlikely_but_usual: float = -12.0
    rare_word: float = -12.0
    odd: float = -12.0
    joined: float = -5.0
    most_rounds: int = 8
    remembered_tokens: int = 20_000
    few_spaces: int = 3
    few_runs: int = 2
    longest_code_line: int = 200
    sure_confidence: float = 0.9999
    confidence: float = 0.999
    least_confidence: float = 0.95


PARAMETERS = CharacterParameters()
