"""First step: cut a text into words and sentences, and join the halves of words that a line end parts."""

from __future__ import annotations

from nortext import lexicon, tokens
from nortext.document import Document, Slot
from nortext.lexicon import UNKNOWN
from nortext.models import Models
from nortext.tokens import COMMA, END, KEPT, PARTED, QUOTE, Token, tokenize

__all__ = ["find_words"]

SUSPENDED = frozenset(["og", "eller", "samt", "men", "til"])
"""Words behind a hyphen at a line's end that show the hyphen to be part of the text: `lærings-` / `og utviklingsteam`."""


def find_words(document: Document, models: Models, protect: frozenset[str]) -> None:
    """Fill in `document.slots` and `document.words`.

    Args:
        document: the text.
        models: asked whether two halves make a word.
        protect: words never to touch, in lower case.
    """
    text, slots, word_of = document.text, document.slots, document.word
    starts, before = True, 0
    for token in tokenize(text):
        kind, word, start, end = token
        if kind == END:
            starts, before = True, 0
            continue
        if kind in (COMMA, QUOTE):
            if not starts and before != lexicon.QUOTE:
                before = lexicon.COMMA if kind == COMMA else lexicon.QUOTE
            continue
        if kind == PARTED:
            first, second = _halves(token)
            whole = first.text + second.text
            if _is_one_word(first, second, models):
                slot = Slot(word_of(whole, whole.lower() in protect, len(first.text)), start, end, starts, before)
                slot.seam = (first.end, second.start)
                slots.append(slot)
            else:
                slots.append(Slot(word_of(first.text, first.text.lower() in protect), start, first.end, starts, before))
                slots.append(Slot(word_of(second.text, second.text.lower() in protect), second.start, end, False, 0))
        else:
            fixed = kind == KEPT or (end - start == 1 and _is_mark(text, token)) or (bool(protect) and word.lower() in protect)
            slots.append(Slot(word_of(word, fixed), start, end, starts, before))
        starts, before = False, 0


def _halves(token: Token) -> tuple[Token, Token]:
    """The two halves of a word that a line end parts."""
    head, _, rest = token.text.rpartition("-")
    second = rest.lstrip()
    return (
        Token(tokens.WORD, head, token.start, token.start + len(head)),
        Token(tokens.WORD, second, token.end - len(second), token.end),
    )


def _is_one_word(first: Token, second: Token, models: Models) -> bool:
    """Whether two halves belong together: they make a word, and the hyphen is none that would stay."""
    if not first.text[-1].islower() or second.text in SUSPENDED:
        return False
    joined = models.readings.of(first.text + second.text)
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
