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
        umlaut: what ä and ö say for one, where å is alive.
        unknown_beside: the same where æ, ø, å are alive beside it.
        most_beside: what a word that is commoner in foreign lines says there at most.
        little_seen: what a dictionary word that the corpora hardly have says for a foreign passage.
        known_word: what any other word of the lexicon says against it, besides its own odds: names
            and loans stand in foreign lines and are Norwegian words too.
        most_foreign: no word says more than this for or against a foreign passage.
        only_bokmaal: what a function word that only bokmål has says against one.
        only_norwegian: what a function word that only bokmål and nynorsk have says against one.
        enter_foreign: what it costs that a foreign passage begins.
        leave_foreign: what it costs that it ends.
        first_foreign: what it costs that a text begins with one.
        first_unsure: what it costs that a short text with live letters begins with one: such a
            text must show that it is bokmål.
        most_of_variety: no word says more than this for or against a passage of nynorsk.
        no_older_word: what each word says against older Norwegian, whose words modern text lacks.
        sure_of_variety: a sentence of a short text is bokmål if it says so much for it.
        change_variety: what it costs that a passage of the other variety begins.
        first_nynorsk: what it costs that a text begins with nynorsk.
        prune: readings so much less likely than the best, context apart, are not searched.
        decided: a change so much likelier than all other readings is made whatever the context.
        price_of_harm: how many words left damaged one right word made wrong is worth.
        sure: readings this likely, 0 to 1, teach the document's confusions.
        most_together: places of an unknown word that speak for themselves.
        same_again: what it costs at most that a word is misread once more as it was before; of the
            long words misread on printed pages an engine reads a quarter to two thirds so.
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
        given_word: what it adds that a reading is a word that the user gave.
        price_of_known: the same for a word of the lexicon where letters are alive.
        price_if_noisy: the same in a document where many letters of all kinds are misread.
        price_if_alone: the same in a short text with live letters that stands by itself.
        price_if_first: the same in another short text, for the only word that shows damage.
        few_words: words of such a text, fewer than this.
        few_events: letters that it lost, fewer than this, where none is alive in it.
        rounds: times that a document's rates are counted anew.
        profile_power: how much each misread letter speaks for the profile that it fits.
        noise: how noisy a document is that shows nothing, as a share of what the profiles show.
        noise_at_first: how noisy one is taken for at first to see whether it is noisy.
        noisy_odds: how much likelier its words must be so.
        noise_events: misread letters that this counts for.
        near_misses_of_words: near misses a word in sound text (`wordlists/near_misses.tsv`).
        near_miss_events: near misses that this counts for in the rate of a document.
        noise_events_of_others: the same for other letters than æ, ø, å.
        others_of_lost: how noisy all other letters are where an engine lost all æ, ø, å and nothing
            else shows.
        prior_letters: letters that the profiles count for in the rates of a document.
        prior_lost: the same for æ, ø, å: a document loses them in few ways.
        prior_capitals: the same for capitals, which are rare.
        other_profile: how much rarer another profile is than the one that is given.
        named: a profile this likely, 0 to 1, names the damage.
        most_before: words that a collection's evidence counts for at most.
        most_often: places of an unknown word that speak for it at most.
        many_events: a document with so many misread letters has shown what its rates are.
        much_noise: a document with so many misread letters a word, not counting lost letters, is
            noisy.
        noise_of_words: misread letters a word in a document that shows nothing.
        added_words: words that this counts for.
        much_lost: letters are lost altogether where so many of them are, as a share of what the
            profiles show.
        noisy: documents with so much noise, as a share of what the profiles show, are searched
            more deeply.
        noisy_words: if they have so many misread letters a word, too.
        active: a confusion this frequent (a probability) is undone there.
        explained: a word is explained by a reading so much likelier than the word as it stands.
        unlisted: how often a letter is misread in one of the ways no table has (a probability).
        highest_rate: no confusion is more frequent (a probability).
        lowest_rate: none is rarer.
        rates: the rates that a document may have lost spaces at, and may have had them put in.
        least_expected: added to expected numbers before their logarithm is taken.
        least_share_seen: readings less likely than this, 0 to 1, teach nothing.
    """

    foreign_letter: float = 3.0
    unknown_is_foreign: float = 0.4
    umlaut: float = 0.5
    unknown_beside: float = 0.1
    most_beside: float = 0.5
    little_seen: float = -1.0
    known_word: float = 0.7
    most_foreign: float = 4.0
    only_bokmaal: float = 3.0
    only_norwegian: float = 2.0
    enter_foreign: float = 11.0
    leave_foreign: float = 4.0
    first_foreign: float = 11.0
    first_unsure: float = -1.0
    most_of_variety: float = 3.0
    no_older_word: float = 0.2
    sure_of_variety: float = 2.0
    change_variety: float = 9.0
    first_nynorsk: float = 6.0
    prune: float = 8.0
    decided: float = 12.0
    price_of_harm: float = 1.6
    given_word: float = 0.0
    price_of_known: float = 4.0
    price_if_noisy: float = 1.1
    price_if_alone: float = 30.0
    price_if_first: float = 5.0
    few_words: int = 80
    few_events: float = 0.8
    sure: float = 0.95
    most_together: int = 4
    same_again: float = 0.7
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
    rounds: int = 6
    profile_power: float = 0.5
    noise: float = 0.01
    noise_at_first: float = 0.5
    noisy_odds: float = 2.0
    noise_events: float = 1.0
    noise_events_of_others: float = 10.0
    near_misses_of_words: float = 0.003
    near_miss_events: float = 4.0
    others_of_lost: float = 0.2
    prior_letters: float = 150.0
    prior_lost: float = 15.0
    prior_capitals: float = 60.0
    other_profile: float = 1e-3
    named: float = 0.5
    most_before: int = 5_000
    most_often: int = 10
    many_events: int = 150
    much_noise: float = 0.03
    noise_of_words: float = 0.005
    added_words: int = 100
    much_lost: float = 0.7
    noisy: float = 0.03
    noisy_words: float = 0.008
    active: float = 1e-3
    explained: float = 5.0
    unlisted: float = 2e-4
    highest_rate: float = 0.98
    lowest_rate: float = 1e-12
    rates: tuple[float, ...] = (1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 0.5, 0.7, 0.9)
    least_expected: float = 1e-4
    least_share_seen: float = 1e-3


PARAMETERS = SearchParameters()
