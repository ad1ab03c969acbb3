"""Tell which question marks and replacement characters stand for lost letters."""

from __future__ import annotations

import math
import re

from nortext.channel.channel import Channel
from nortext.document import Document
from nortext.language.lexicon import UNKNOWN
from nortext.models import Models
from nortext.search.parameters import PARAMETERS
from nortext.text.alphabet import GAP

__all__ = ["with_gaps"]

_ENDS = re.compile(r"[»”\"')\]]{0,4}(?:\s+[«“\"'(]?[^a-zæøå\s]|\s*$)")
_SMALL = re.compile(r"\s{1,3}(?:[^\W\d_A-ZÆØÅ](?:[^\W\d_A-ZÆØÅ]|[?\ufffd])|[?\ufffd]\w)")
_BEFORE_WORD = re.compile(r"^(?:[?\ufffd]|[\s«»“”\"'(\[])")
_CODE = re.compile(r"\.[^\W\d_]")


def with_gaps(document: Document, models: Models) -> str:
    """Return the text of a document with `GAP` for the marks that stand for letters.

    Args:
        document: the text, with its passages.
        models: the word lists.

    Returns:
        A text as long as the document's.
    """
    text = document.text
    return "".join(
        [_marked(text[each.start : each.end], each.channel, models) for each in document.passages]
    )


def _marked(text: str, channel: Channel, models: Models) -> str:
    """Return the text of one passage with `GAP` for the marks that stand for letters."""
    mark = channel.facts.mark
    if not mark:
        return text
    return re.sub(
        rf"[\w{re.escape(mark)}]+", lambda match: _letters(match, mark, channel, models), text
    )


def _letters(match: re.Match[str], mark: str, channel: Channel, models: Models) -> str:
    """Return a run of letters and marks with `GAP` for the marks that are letters."""
    p = PARAMETERS
    run, text, end = match[0], match.string, match.end()
    if mark not in run or len(run) > p.longest_gap_word:
        return run
    whole = run.replace(mark, GAP)
    width = channel.facts.width
    if whole == GAP * len(run):  # before a word: the infinitive mark å
        is_word = len(run) == width and _BEFORE_WORD.search(text[max(0, match.start() - 1) : end])
        return whole if is_word and _SMALL.match(text, end) else run
    if _CODE.match(text, end):
        return run
    best, chosen = -math.inf, run
    parts = [part for part in run.split(mark) if part]
    if len(parts) > 1:  # perhaps a mark between two words, without a space
        likelihoods = [
            _likelihood(part, channel, models) if len(part) > 1 else p.not_a_word for part in parts
        ]
        best = sum(likelihoods) - p.mark_ends
    ends_here = 0.0 if _ENDS.match(text, end) else -p.mark_ends
    for head in (0, 1) if run[0] == mark else (0,):
        for tail in (0, 1) if run[-1] == mark else (0,):
            core = whole[head : len(run) - tail]
            score = _likelihood(core, channel, models) - p.mark_opens * head + ends_here * tail
            if score > best:
                best, chosen = score, run[:head] + core + run[len(run) - tail :]
    return chosen


def _likelihood(word: str, channel: Channel, models: Models) -> float:
    """Return the log-probability of the best word of the lexicon, whatever its context."""
    known = [
        models.logp(reading)
        for reading in channel.analysis(word).readings
        if reading.numbers[0] != UNKNOWN or reading.kind == "compound"
    ]
    return max(known, default=PARAMETERS.not_a_word)
