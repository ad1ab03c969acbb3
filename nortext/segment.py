"""First step: cut a text into words and sentences, and join the halves of words that a line end parts."""

from __future__ import annotations

from nortext import tokens
from nortext.document import Document, Slot
from nortext.lexicon import COMMA, UNKNOWN
from nortext.models import Models
from nortext.tokens import Token

__all__ = ["find_words"]

SUSPENDED = frozenset(["og", "eller", "samt", "men", "til"])
"""Words behind a hyphen at a line's end that show the hyphen to be part of the text: `lærings-` / `og utviklingsteam`."""


def find_words(document: Document, models: Models, protect: frozenset[str]) -> None:
    """Fill in `document.sentences`.

    Args:
        document: the text.
        models: asked whether two halves make a word.
        protect: words never to touch, in lower case.
    """
    text = document.text
    before: tuple[int, ...] = ()
    sentence: list[Slot] = []
    found = tokens.tokenize(text)
    count, at = len(found), 0
    while at < count:
        token = found[at]
        at += 1
        kind = token.kind
        if kind == tokens.END:
            if sentence:
                document.sentences.append(sentence)
            sentence, before = [], ()
            continue
        if kind == tokens.COMMA:
            before = (COMMA,)
            continue
        word = token.text
        spans: tuple[tuple[int, int], ...] = ((token.start, token.end),)
        if kind == tokens.WORD and text[token.end : token.end + 1] == "-" and at < count and _continues(text, token, found[at], models):
            word, spans = word + found[at].text, (*spans, (found[at].start, found[at].end))
            at += 1
        fixed = kind == tokens.KEPT or (len(word) == 1 and _is_mark(text, token)) or (bool(protect) and word.lower() in protect)
        sentence.append(Slot(word, spans, before, not sentence, fixed))
        before = ()
    if sentence:
        document.sentences.append(sentence)


def _continues(text: str, token: Token, following: Token, models: Models) -> bool:
    """Whether a word goes on in the next line: a hyphen, one line end, and together they are a word."""
    gap = text[token.end : following.start]
    line_ends = gap.count("\n") + gap.count("\r") - gap.count("\r\n")
    if following.kind != tokens.WORD or line_ends != 1 or gap[1:].strip():
        return False
    if not token.text[-1].islower() or not following.text[0].islower() or following.text in SUSPENDED:
        return False
    joined = models.readings.of(token.text + following.text)
    return any(r.kind in ("word", "compound") or r.numbers[0] != UNKNOWN for r in joined if len(r.numbers) == 1)


def _is_mark(text: str, token: Token) -> bool:
    """Whether a lone character is what it looks like: `a)`, an initial, `&` before a name, a column's `|`."""
    word, following = token.text, text[token.end : token.end + 1]
    if following == ")":
        return text[token.start - 1 : token.start] != "(" or not word.isalpha()
    if word.isupper() and following == ".":
        return True
    if word == "&":
        return text[token.end : token.end + 4].lstrip()[:1].isupper()
    if word == "|":
        end = text.find("\n", token.end)
        return text.count("|", text.rfind("\n", 0, token.start) + 1, end if end >= 0 else len(text)) > 1
    return False
