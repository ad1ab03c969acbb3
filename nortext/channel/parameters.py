"""The numbers that the package `nortext.channel` works with."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["PARAMETERS", "ChannelParameters"]


@dataclass(frozen=True, slots=True)
class ChannelParameters:
    """Log-probabilities and limits of the candidate search.

    Probabilities and costs are natural logarithms. All are set by hand against the development
    texts; the confusions themselves are learnt (`wordlists/confusions.tsv`).

    Attributes:
        remembered_words: words whose analysis is remembered at most, of all channels together.
        longest_word: letters; what is longer is no word.
        capital_share: a capital is misread as its small letter is, at this share of the
            probability, where the table has not enough of it.
        rule_broken: how often a rule of a channel is broken: a letter that became another one's
            substitute.
        few_edits: confusions undone in a word of an OCR channel.
        most_edits: the same where the few give no word; channels that are rules allow one more of
            each.
        most_sites: words with more places than this get fewer edits.
        most_cost: a reading whose confusions cost more than this is not looked up.
        several_cost: what several may cost together.
        piece_cost: the same for a part of a compound or of words run together.
        settled: a reading so much likelier than the word as it stands ends the search for others.
        compound: of the words out of the vocabulary, the share that are compounds.
        compound_parts: how many parts of compounds the lexicon has.
        small_part: what it adds that a part is a small word: its compounds are few, and a
            dictionary has them.
        part_weight: how much a part's own log-probability counts.
        common_part: log-probability of a common part, against which that is measured.
        link: a compound's parts are linked by -s- or -e-.
        compound_by_letters: what it adds that a compound is judged by its letters, not its parts.
        small_word: log-probability of the rarest of the small words (`til`, `vi`, `som`).
        rare_word: log-probability of a word so rare that it may be two run together.
        not_small: what it adds that neither of two words run together is a small one.
        short_word: letters of the shorter of two words run together at most.
        common_short_piece: least log-probability of a piece of one or two letters among words run
            together.
        common_piece: the same for a longer piece.
        extra_word: an unknown word is one of the further words that a user gives.
        by_spelling: what it adds that nothing but the spelling speaks for a change.
        substitute: a letter that stands for lost ones is itself for once.
        unlisted: how often a letter is misread in one of the ways no table has (a probability).
        space_lost_in_run: what the loss of a space costs in a run of words, before a document tells
            how often spaces were lost.
        longest_piece: letters of a word in such a run at most.
        segmentation_beam: words at the end of a path that are kept at each place of such a run.
        remembered_runs: runs whose words are remembered at most.
        longest_abbreviation: letters of an acronym at most.
        variant: log-probability of a word of another variety of Norwegian among unknown words.
        shouted: log-probability that a word stands in capitals among words in small letters (123 of
            415,000 in the corpora).
        function_word: log-probability of a function word that the lexicon lacks.
        older_word: log-probability of a frequent word of older Norwegian that the lexicon lacks.
        abbreviation: log-probability of an acronym among unknown words, before its letters.
        letter_of_abbreviation: what each of its letters adds.
        consonants: log-probability of two consonants among unknown words.
        other_engine: how much the confusions of other engines count where one is likeliest.
        least_hard: a confusion that changes the skeleton is looked for where a document shows
            nothing if it is as frequent as this (a probability).
        few_sites: with no more places than this, four confusions are undone in a noisy document.
        most_compounds: readings of a word that are tried as compounds there at most.
        most_deep_cost: what the confusions of a reading may cost together there.
        least_compound: letters of such a compound at least.
        least_of_compound: log-probability of such a compound at least.
        least_one_away: letters of a word that is looked for one letter away there, at least.
        surprise: what each confusion costs more where nothing tells that letters were misread.
        near_miss: how rarely a sound word is one that a confusion would make, where no table tells.
        near_miss_lost: the same for a confusion of æ, ø or å.
        space_lost: how often a space is lost, where no table tells (a probability).
        least_fuzzy: letters of a word that is looked for so, at least.
        acronym: how much likelier `AFI` is than `AFl`.
        digit: log-probability of a digit or mark in a number.
        code: log-probability of one unit, house number or pattern among numbers (of those that the
            corpora have, a digit with a letter has −9 to −11).
        ampersand: an unknown word is `&` before a small letter, as often as in the corpora (636 of
            their 30.8 million tokens).
        bullet: a lone letter at the head of a line is a list's bullet.
        lost_word: a gap holds an å that OCR dropped.
        lost_word_of_all: the same where every å left such a gap.
    """

    remembered_words: int = 30_000
    longest_word: int = 60
    capital_share: float = 0.5
    rule_broken: float = 0.002
    few_edits: int = 2
    most_edits: int = 3
    most_sites: int = 26
    most_cost: float = 8.0
    several_cost: float = 6.0
    piece_cost: float = 4.5
    settled: float = 8.0
    compound: float = math.log(0.5)
    compound_parts: float = 13.3
    small_part: float = -3.0
    part_weight: float = 0.4
    common_part: float = -11.0
    link: float = math.log(0.4)
    compound_by_letters: float = -1.0
    small_word: float = -8.0
    rare_word: float = -13.0
    not_small: float = -5.0
    short_word: int = 5
    common_short_piece: float = -8.5
    common_piece: float = -13.0
    extra_word: float = -6.0
    by_spelling: float = -2.5
    substitute: float = -5.0
    unlisted: float = 2e-6
    space_lost: float = 3.4e-4
    space_lost_in_run: float = math.log(0.5)
    longest_piece: int = 20
    segmentation_beam: int = 6
    remembered_runs: int = 2_000
    longest_abbreviation: int = 5
    variant: float = -12.0
    shouted: float = -8.1
    function_word: float = -7.5
    older_word: float = -9.0
    abbreviation: float = -1.0
    letter_of_abbreviation: float = -2.2
    consonants: float = -5.5
    other_engine: float = 0.1
    least_hard: float = 1.5e-3
    few_sites: int = 12
    most_compounds: int = 30
    most_deep_cost: float = 40.0
    least_compound: int = 7
    least_of_compound: float = -30.0
    least_one_away: int = 4
    surprise: float = 4.0
    near_miss: float = 12.0
    near_miss_lost: float = 9.5
    least_fuzzy: int = 7
    acronym: float = 8.0
    digit: float = -2.0
    code: float = -9.0
    ampersand: float = -5.5
    bullet: float = -2.0
    lost_word: float = -2.0
    lost_word_of_all: float = 6.0


PARAMETERS = ChannelParameters()
