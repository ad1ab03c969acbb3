"""What a word says for a foreign passage."""

from __future__ import annotations

from collections.abc import Iterable

from nortext.channel.reading import log_sum
from nortext.channel.rules import ANY_OCR, FOREIGN_LETTERS
from nortext.document import Document, Slot, Word
from nortext.language.lexicon import UNKNOWN
from nortext.language.varieties import BOKMAAL, OLDER
from nortext.models import Models
from nortext.search.parameters import PARAMETERS
from nortext.search.weigh import parts_of

__all__ = ["for_variety", "judge"]


def for_variety(slots: Iterable[Slot], models: Models, variety: str) -> float:
    """Return what a sentence says for a variety of Norwegian against bokmål.

    Args:
        slots: its places; their words have their readings. Foreign ones say nothing.
        models: the word lists.
        variety: the variety.

    Returns:
        A natural logarithm.
    """
    says = 0.0
    for slot in slots:
        if not slot.foreign:
            known = slot.word.analysis.varieties
            if variety not in known:
                known[variety] = _for_variety(slot.word, models, variety)
            says += known[variety]
    return says


def _for_variety(word: Word, models: Models, variety: str) -> float:
    """Return how much likelier a word is in a variety than in bokmål, damaged or not."""
    if word.fixed or not word.text.islower():
        return 0.0  # names say nothing
    p, costs = PARAMETERS, models.costs(word.channel)
    parts = parts_of(word, models)
    shares = [part.logp - costs.together(part.confusions) for part in parts]
    gains = [part.gains[variety] - part.gains[BOKMAAL] for part in parts]
    value = log_sum([share + gain for share, gain in zip(shares, gains, strict=True)])
    says = max(-p.most_of_variety, min(p.most_of_variety, value - log_sum(shares)))
    return says - p.no_older_word if variety == OLDER else says


def judge(document: Document, models: Models) -> None:
    """Give each word of a document its evidence.

    Args:
        document: its words have their readings.
        models: the word lists.
    """
    for word in document.words.values():
        analysis = word.analysis
        if analysis.evidence is None:
            analysis.evidence = _foreignness(word, models)
        word.foreignness = analysis.evidence


def _foreignness(word: Word, models: Models) -> float:
    """Return what a word says for a foreign passage, a natural logarithm."""
    p = PARAMETERS
    text, readings, channel = word.text, word.readings, word.channel
    if not text[0].isalpha():
        return 0.0
    lower = text.lower()
    if channel.name == ANY_OCR:
        return _beside_live_letters(lower, readings[0].numbers[0], models)
    if not FOREIGN_LETTERS.isdisjoint(lower):
        return p.foreign_letter
    if lower in models.languages.foreign:
        return p.most_foreign
    value = models.logp(readings[0]) - models.likelihood(readings, channel)
    return _within(value + _of_lexicon(readings[0].numbers[0], models))


def _beside_live_letters(lower: str, number: int, models: Models) -> float:
    """Return what a word says where æ, ø, å are alive beside it, so that it need not be damaged.

    Only words that no other language has speak for bokmål there.
    """
    p, languages = PARAMETERS, models.languages
    if lower in languages.bokmaal:
        return -p.only_bokmaal
    if lower in languages.norwegian:
        return -p.only_norwegian
    if lower in languages.foreign or lower in languages.nynorsk:
        # `är` is Swedish, but also what a German model reads for `år`
        return p.most_foreign if "ä" not in lower and "ö" not in lower else p.most_beside
    if number == UNKNOWN:
        return p.unknown_beside
    return max(0.0, min(p.most_beside, _of_lexicon(number, models)))


def _of_lexicon(number: int, models: Models) -> float:
    """Return what the lexicon says of a word's language."""
    p = PARAMETERS
    if number == UNKNOWN:
        return p.unknown_is_foreign
    odds = models.lexicon.language[number]
    return (odds - 128) / 10 - p.known_word if odds else p.little_seen


def _within(value: float) -> float:
    """Return a value no larger than one word may say."""
    most = PARAMETERS.most_foreign
    return max(-most, min(most, value))
