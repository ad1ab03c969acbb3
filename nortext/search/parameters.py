"""The numbers that the package `nortext.search` works with."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PARAMETERS", "SearchParameters"]


@dataclass(frozen=True, slots=True)
class SearchParameters:
    """Evidence, prices and limits; natural logarithms unless said otherwise.

    All are set by hand against the development texts, but for the weights of the calibration, which
    are learnt (`wordlists/weights.tsv`).

    Attributes:
        foreign_letter: what a foreign letter says for a foreign passage.
        unknown_is_foreign: how much rather a foreign passage has a word out of the vocabulary.
        little_seen: what a dictionary word that the corpora hardly have says for a foreign passage.
        known_word: what any other word of the lexicon says against it, besides its own odds: names
            and loans stand in foreign lines and are Norwegian words too.
        most_foreign: no word says more than this for or against a foreign passage.
        live_letter: what a live letter says for a damaged passage.
        most_damaged: no word says more than this for a damaged passage.
        undamaged: what a word without anything to mend says for it.
        enter_foreign: what it costs that a foreign passage begins.
        leave_foreign: what it costs that it ends.
        first_foreign: what it costs that a text begins with one.
        enter_damaged: what it costs that a damaged passage begins.
        leave_damaged: what it costs that it ends.
        first_damaged: what it costs that a text begins with one.
        prune: readings so much less likely than the best, context apart, are not searched.
        decided: a change so much likelier than all other readings is made whatever the context.
        price_of_harm: how many words left damaged one right word made wrong is worth.
        sample: words among which a document's confusions are learnt.
        sample_distance: how far apart in words the places looked at are, in a document no longer
            than that.
        sure: readings this likely, 0 to 1, teach the document's confusions.
        prior_sightings: for how many sightings of a letter the table of confusions counts against
            the document's own.
        most_together: places of an unknown word that speak for themselves.
        vouching_share: the share of words that are as frequent as the document has them, not as the
            language has.
        vouching_words: words added to the document's when its frequencies are taken.
        least_vouching: letters of a word that vouches for others, at least.
        least_probability: rarer words are taken for so rare (a probability).
        beam: paths kept in the search over a sentence.
        beam_width: paths so much worse than the best are dropped.
        longest_run: words that are decided together at most.
        settled: a reading that the n-grams hold this likely, 0 to 1, is not weighed anew.
        rival: nor is one that they hold no likelier than this.
        ngram_weight: how much the n-grams count where the classifier knows the words.
        context_weight: how much the classifier counts there.
        least_mass: added to probabilities before their logarithm is taken.
        least_calibrated: probabilities below this are taken for it.
        least_share: the same for the share of a word's occurrences that begin with a capital.
        remembered_fits: fits of words into their contexts that are remembered at most.
        mark_opens: how rarely a mark before a word is an opening quote.
        mark_ends: how rarely a question mark ends no sentence.
        not_a_word: log-probability of a word out of the vocabulary among marks.
        near_capitals: words on either side that tell whether a place is among capitals.
        longest_gap_word: letters and marks; what is longer is no word.
    """

    foreign_letter: float = 3.0
    unknown_is_foreign: float = 0.4
    little_seen: float = -1.0
    known_word: float = 0.7
    most_foreign: float = 4.0
    live_letter: float = -5.0
    most_damaged: float = 4.9
    undamaged: float = -0.1
    enter_foreign: float = 11.0
    leave_foreign: float = 4.0
    first_foreign: float = 11.0
    enter_damaged: float = 25.0
    leave_damaged: float = 25.0
    first_damaged: float = 3.0
    prune: float = 8.0
    decided: float = 12.0
    price_of_harm: float = 2.0
    sample: int = 2_000
    sample_distance: int = 60
    sure: float = 0.95
    prior_sightings: float = 12.0
    most_together: int = 4
    vouching_share: float = 0.05
    vouching_words: int = 500
    least_vouching: int = 5
    least_probability: float = 1e-200
    beam: int = 24
    beam_width: float = 7.0
    longest_run: int = 60
    settled: float = 0.98
    rival: float = 0.001
    ngram_weight: float = 0.5
    context_weight: float = 0.9
    least_mass: float = 1e-6
    least_calibrated: float = 1e-6
    least_share: float = 0.02
    remembered_fits: int = 25_000
    mark_opens: float = 6.0
    mark_ends: float = 6.0
    not_a_word: float = -40.0
    near_capitals: int = 3
    longest_gap_word: int = 60


PARAMETERS = SearchParameters()
