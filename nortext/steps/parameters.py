"""The numbers that the package `nortext.steps` works with."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PARAMETERS", "StepParameters"]


@dataclass(frozen=True, slots=True)
class StepParameters:
    """Windows, prices and thresholds of the steps; natural logarithms unless said otherwise.

    All are set by hand against the development texts.

    Attributes:
        window: words of a window at least, if its paragraphs have so many.
        most_windows: windows in a block, about.
        slices: pieces of a long window that are looked at.
        slice_length: characters of each.
        long_paragraph: characters a word: a longer paragraph than a window is cut at a line end.
        few_words: a window with fewer words than this goes with the one before.
        live_share: share of live letters among the characters of a paragraph in which they are
            alive; Norwegian has four to five times as many.
        half_alive: share of live letters among the characters of windows in which they are alive:
            with less than this, many of them were lost there too.
        leave_ocr: what it costs that a text is not an English OCR model's.
        leave_for_alike: the same for a channel that does only what the English model often does.
        change_channel: what it costs that the channel changes.
        most_of_word: no word says more than this for or against a channel.
        most_of_name: no capital word says more than this: names from abroad keep their letters.
        live_letter: what a live letter says against a channel that leaves none of them.
        live_window: what a window with live letters says against a channel that leaves none.
        spoilt_words: where letters were dropped, one of the commonest words stands so spoilt in so
            many words.
        most_spoilt: how many of them are asked for at most.
        hopeless: a channel that is so much less likely is not looked at any more.
        most_times: places of one word that speak.
        fewest_period: Danish or older Norwegian words that make aa right.
        words_a_function_word: a Norwegian text has one of the function words in so many words, at
            least.
        remembered_words: words whose evidence for a channel is remembered at most.
        near_word: characters on either side of a word that tell how the words there are written.
        few_gaps: characters on which two spaces come once at most, unless they are layout.
        few_fragments: words whose lost letter left a space, before any is taken for such.
        few_words_of_text: a text of fewer words than this must show that it is Norwegian of today
            before its spaces are changed.
        long_run: letters and digits of a run that is too long for a word, at least.
        longest_run: letters and digits of a run that may be words at most.
        bare_punctuation: how often no space stands beside punctuation where none was lost (a
            probability).
        sure_space: a space is put in where it is so likely, 0 to 1.
        sure_parted: a space is taken out where that is so likely, 0 to 1.
        space_put_in: how often a space is put into a word, for each letter, in a text that shows
            nothing (a probability).
        losses_shown: the logarithm of how likely a text is to have lost more spaces than others.
        put_in_shown: the same of having more of them put into words.
        frequent_word: log-probability of the most frequent words at least.
        speck: how likely a mark between one of them and the word before is a speck, 0 to 1.
        rare_piece: log-probability of a word so rare that it may be a piece of another.
        least_gain: how much likelier two pieces must be as one word, at least.
        around_space: characters on either side of a place that tell its language.
        longest_row: characters of a table's row between two bars at most.
        doubt: a word whose reading is less likely than this, 0 to 1, is in doubt.
        most_alternatives: runners-up that an edit or a doubt has at most.
        least_alternative: runners-up are at least this likely, 0 to 1.
    """

    window: int = 150
    most_windows: int = 12
    slices: int = 4
    slice_length: int = 600
    long_paragraph: int = 12
    few_words: int = 12
    live_share: float = 0.004
    half_alive: float = 0.012
    leave_ocr: float = 5.0
    leave_for_alike: float = 15.0
    change_channel: float = 12.0
    most_of_word: float = 8.0
    most_of_name: float = 0.3
    live_letter: float = 5.0
    live_window: float = 50.0
    spoilt_words: int = 80
    most_spoilt: int = 3
    hopeless: float = -25.0
    most_times: int = 3
    fewest_period: int = 2
    words_a_function_word: int = 25
    remembered_words: int = 30_000
    near_word: int = 25
    few_gaps: int = 2_000
    few_fragments: int = 3
    few_words_of_text: int = 80
    long_run: int = 25
    longest_run: int = 300
    bare_punctuation: float = 0.02
    sure_space: float = 0.6
    sure_parted: float = 0.9
    space_put_in: float = 1e-8
    losses_shown: float = -20.0
    put_in_shown: float = -7.0
    frequent_word: float = -6.9
    speck: float = 0.95
    rare_piece: float = -12.5
    least_gain: float = 5.0
    around_space: int = 200
    longest_row: int = 400
    doubt: float = 0.99
    most_alternatives: int = 4
    least_alternative: float = 0.001


PARAMETERS = StepParameters()
