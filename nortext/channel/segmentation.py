"""Part a run of letters into its words, where all spaces between them were lost.

The words of the lexicon that its pieces may be, damaged or not, make a lattice; the bigrams of the
language model weigh its paths. Forward and backward sums over the lattice (Rabiner 1989), of which
a beam keeps the likeliest states, give the probability of every space.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from nortext.channel.candidates import CandidateFinder
from nortext.channel.parameters import PARAMETERS
from nortext.channel.reading import log_sum
from nortext.language.lexicon import NUMBER_SYMBOL, UNKNOWN
from nortext.language.ngrams import NgramModel

__all__ = ["LONE_WORDS", "Segmentation", "Segmenter"]

LONE_WORDS = frozenset("iåaIÅA")
"""Letters that are a word of their own, an å that lost its ring among them."""


class Segmentation(NamedTuple):
    """A run of letters in words.

    Attributes:
        cuts: where spaces belong, as offsets in the run.
        probabilities: of each of them, given that spaces were lost at all.
        gain: how much likelier the run is as these words than as one word, the loss of the spaces
            not counted; a natural logarithm.
    """

    cuts: tuple[int, ...]
    probabilities: tuple[float, ...]
    gain: float


class _Piece(NamedTuple):
    """A word that a piece of the run may be.

    Attributes:
        end: offset in the run behind it.
        number: the lexicon's number of the word.
        logp: what its damage and its spelling cost, a natural logarithm.
    """

    end: int
    number: int
    logp: float


@dataclass(slots=True)
class _State:
    """A word at the end of a path through the lattice.

    Attributes:
        best: the logarithm of the probability of the best path to it.
        total: the same of all paths to it.
        cuts: where the words of the best path end.
        behind: the states that may follow, with the logarithms of their probabilities.
        rest: the logarithm of the probability of all ways from it to the end of the run.
    """

    best: float
    total: float
    cuts: tuple[int, ...]
    behind: list[tuple[_State, float]]
    rest: float = -math.inf


class Segmenter:
    """Parts runs of letters and digits into words.

    Args:
        finder: finds what words may have been.
        words: the word n-grams.
    """

    def __init__(self, finder: CandidateFinder, words: NgramModel) -> None:
        self._finder, self._words = finder, words
        self.find = lru_cache(maxsize=PARAMETERS.remembered_runs)(self._find)

    def _find(self, run: str) -> Segmentation:
        """Return the best segmentation of a run; without cuts where it is rather one word.

        Args:
            run: letters and digits, without any space.
        """
        size, lost = len(run), PARAMETERS.space_lost_in_run
        start = _State(0.0, 0.0, (), [])
        at: list[dict[int, _State]] = [{} for _ in range(size + 1)]
        at[0][UNKNOWN] = start
        for place in range(size):
            states = _kept(at[place])
            pieces = list(self._pieces(run, place)) if states else []
            numbers = [piece.number for piece in pieces]
            for last, state in states.items():
                history = (last,) if place else ()
                for piece, logp in zip(pieces, self._words.logps(numbers, history), strict=True):
                    logp += piece.logp + (lost if place else 0.0)
                    _step(state, at[piece.end], piece, logp)
        ends = at[size].values()
        itself = self._finder.as_it_stands(run)
        whole = self._words.unigram(itself.numbers[0]) + itself.spelling
        if not ends:
            return Segmentation((), (), 0.0)
        best = max(ends, key=lambda state: state.best)
        cuts = best.cuts[:-1]
        for state in ends:
            state.rest = 0.0
        total = _log_sum_of_rests(at, start)
        sums = [
            log_sum([state.total + state.rest for state in _kept(at[cut]).values()]) for cut in cuts
        ]
        return Segmentation(
            cuts,
            tuple([min(1.0, math.exp(each - total)) for each in sums]),
            best.best - len(cuts) * lost - whole,
        )

    def _pieces(self, run: str, start: int) -> Iterator[_Piece]:
        """Yield the words that may begin at a place."""
        finder, longest = self._finder, PARAMETERS.longest_piece
        if run[start].isdigit():
            end = start + 1
            while end < len(run) and run[end].isdigit():
                end += 1
            if not start or not run[start - 1].isdigit():
                yield _Piece(end, NUMBER_SYMBOL, PARAMETERS.digit * (end - start))
        ahead = run[start : start + longest]
        spellings = finder.vocabulary.letters.prefixes(ahead.lower(), ahead[0].isupper())
        for end in range(start + 1, start + len(ahead) + 1):
            piece = run[start:end]
            if end - start == 1 and piece not in LONE_WORDS:
                continue
            is_acronym = piece.isupper() or (piece[:-1].isupper() and piece[2:].endswith("s"))
            if not piece[1:].islower() and end - start > 1 and not is_acronym:
                if any(map(str.isupper, piece[1:])):
                    return  # a word ends before a capital
                continue
            known = finder.pieces(piece)
            for number, logp in known:
                yield _Piece(end, number, logp)
            if not known and end - start > 1:
                if piece.isupper() or end - start < PARAMETERS.least_compound:
                    yield _Piece(end, UNKNOWN, finder.as_it_stands(piece).spelling)
                else:
                    spelling = max(spellings[end - start - 1], finder.compound(piece))
                    yield _Piece(end, UNKNOWN, spelling)


def _step(state: _State, states: dict[int, _State], piece: _Piece, logp: float) -> None:
    """Go from a state to the one of a piece, among the states where that ends."""
    best, total = state.best + logp, state.total + logp
    known = states.get(piece.number)
    if known is None:
        known = states[piece.number] = _State(best, total, (*state.cuts, piece.end), [])
    else:
        if best > known.best:
            known.best, known.cuts = best, (*state.cuts, piece.end)
        most, least = max(known.total, total), min(known.total, total)
        known.total = most + math.log1p(math.exp(least - most))
    state.behind.append((known, logp))


def _kept(states: dict[int, _State]) -> dict[int, _State]:
    """Return the likeliest states of a place."""
    most = PARAMETERS.segmentation_beam
    if len(states) <= most:
        return states
    order = sorted(states.items(), key=lambda item: -item[1].best)
    return dict(order[:most])


def _log_sum_of_rests(at: list[dict[int, _State]], start: _State) -> float:
    """Fill in the ways from all states to the end, and return those from the first."""
    for states in reversed(at[:-1]):
        for state in states.values():
            ways = [logp + behind.rest for behind, logp in state.behind]
            state.rest = log_sum(ways) if ways and max(ways) > -math.inf else -math.inf
    return start.rest
