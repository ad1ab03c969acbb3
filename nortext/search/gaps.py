"""Which question marks and replacement characters stand for letters that are lost, and which are themselves."""

from __future__ import annotations

import math
import re

from nortext.channel.confusions import GAP
from nortext.channel.rules import Channel
from nortext.document import Document
from nortext.language.lexicon import UNKNOWN
from nortext.models import Models

__all__ = ["with_gaps"]

OPENS = 6.0  # natural logarithm of how rarely a mark before a word is an opening quote
ENDS = 6.0  # the same of a question mark that ends no sentence
NOT_HELD = -40.0  # the natural logarithm of the probability of a word that no lexicon holds
LONGEST_RUN = 60  # letters and marks; what is longer is no word

_ENDS = re.compile(r"[»”\"')\]]{0,4}(?:\s+[«“\"'(]?[^a-zæøå\s]|\s*$)")
_SMALL = re.compile(r"\s{1,3}(?:[^\W\d_A-ZÆØÅ](?:[^\W\d_A-ZÆØÅ]|[?\ufffd])|[?\ufffd]\w)")
_CODE = re.compile(r"\.[^\W\d_]")


def with_gaps(document: Document, models: Models) -> str:
    """The text of a document with `GAP` for the marks that stand for letters.

    Args:
        document: the text, with its passages.
        models: the word lists.

    Returns:
        A text as long as the document's.
    """
    return "".join(
        [_marked(document.text[passage.start : passage.end], passage.channel, models) for passage in document.passages]
    )


def _marked(text: str, channel: Channel, models: Models) -> str:
    """The text of one passage with `GAP` for the marks that stand for letters."""
    mark = channel.facts.mark
    if not mark:
        return text
    return re.sub(rf"[\w{re.escape(mark)}]+", lambda match: _letters(match, mark, channel, models), text)


def _letters(match: re.Match[str], mark: str, channel: Channel, models: Models) -> str:
    """A run of letters and marks with `GAP` for the marks that are letters."""
    run, text, end = match[0], match.string, match.end()
    if mark not in run or len(run) > LONGEST_RUN:
        return run
    whole = run.replace(mark, GAP)
    if whole == GAP * len(run):
        return whole if len(run) == 1 and _SMALL.match(text, end) else run  # before a word: the infinitive mark å
    if _CODE.match(text, end):
        return run
    best, chosen = -math.inf, run
    parts = [part for part in run.split(mark) if part]
    if len(parts) > 1:  # perhaps a mark between two words, without a space
        best = sum([_likelihood(part, channel, models) if len(part) > 1 else NOT_HELD for part in parts]) - ENDS
    ends_here = 0.0 if _ENDS.match(text, end) else -ENDS
    for head in (0, 1) if run[0] == mark else (0,):
        for tail in (0, 1) if run[-1] == mark else (0,):
            core = whole[head : len(run) - tail]
            score = _likelihood(core, channel, models) - OPENS * head + ends_here * tail
            if score > best:
                best, chosen = score, run[:head] + core + run[len(run) - tail :]
    return chosen


def _likelihood(word: str, channel: Channel, models: Models) -> float:
    """The logarithm of the probability of the best word that is held, whatever its context."""
    held = [models.logp(r) for r in channel.known(word).readings if r.numbers[0] != UNKNOWN or r.kind == "compound"]
    return max(held, default=NOT_HELD)
