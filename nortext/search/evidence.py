"""What a word says for a foreign passage and for a damaged one."""

from __future__ import annotations

from nortext.document import Document, Word
from nortext.language.lexicon import UNKNOWN
from nortext.models import Models
from nortext.search.parameters import PARAMETERS

__all__ = ["judge"]


def judge(document: Document, models: Models) -> None:
    """Give each word of a document its evidence, if it has none yet.

    Args:
        document: its words have their readings.
        models: the word lists.
    """
    if document.is_judged:
        return
    for word in document.words.values():
        analysis = word.analysis
        found = analysis.evidence
        if found is None:
            found = analysis.evidence = _evidence(word, models)
        word.foreignness, word.damage = found
    document.is_judged = True


def _evidence(word: Word, models: Models) -> tuple[float, float]:
    """Return what a word says for a foreign and for a damaged passage, natural logarithms."""
    p = PARAMETERS
    text, readings, facts = word.text, word.readings, word.channel.facts
    as_it_stands = models.logp(readings[0])
    any_reading = models.likelihood(readings, word.channel)
    lower = text.lower()
    if facts.alive.isdisjoint(lower):
        damage = min(p.most_damaged, any_reading - as_it_stands + p.undamaged)
    else:
        damage = p.live_letter
    if not text[0].isalpha():
        return 0.0, damage
    if not facts.foreign.isdisjoint(lower):
        return p.foreign_letter, damage
    number = readings[0].numbers[0]
    value = as_it_stands - any_reading
    if number == UNKNOWN:
        value += p.unknown_is_foreign
    else:
        odds = models.lexicon.language[number]
        value += (odds - 128) / 10 - p.known_word if odds else p.little_seen
    return max(-p.most_foreign, min(p.most_foreign, value)), damage
