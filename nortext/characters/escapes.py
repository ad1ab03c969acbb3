"""Letters written as codes: entities, quoted-printable, percent- and u-escapes."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import partial
from html.entities import codepoint2name

from nortext.characters.parameters import PARAMETERS
from nortext.characters.substitution import Substitution

__all__ = [
    "ESCAPE",
    "SOFT_BREAK",
    "substitutions",
    "to_cid",
    "to_encoded_words",
    "to_entities",
    "to_octal",
    "to_percent",
    "to_quoted_printable",
    "to_rtf",
    "to_tex",
    "to_u_escapes",
    "to_utf_7",
]

_ENTITY = re.compile(r"&(?:#\d{2,5}|#[xX][0-9a-fA-F]{2,4}|[A-Za-z]{2,8}\d{0,2});")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2})+")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_U_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_OCTAL = re.compile(r"(?:\\[2-3][0-7]{2})+")
_RTF = re.compile(r"(?:\\'[0-9a-fA-F]{2})+")
_UTF_7 = re.compile(r"\+(?:A[I-P]|I[ABC])[A-Za-z0-9+/]{1,30}(?:-|(?![A-Za-z0-9+/-]))")
_CID = re.compile(r"\(cid:(\d{2,5})\)")
_TEX_LETTERS = {"aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ"}
_TEX = re.compile(r"\{\\(aa|AA|ae|AE|o|O)\}|\\(aa|AA|ae|AE|o|O)(?:\{\}|(?![A-Za-z]))")
_ENCODED_WORD = re.compile(r"=\?[\w-]{2,40}\?(?:[Qq]\?[^?\s]*|[Bb]\?[A-Za-z0-9+/]*=*)\?=")
_SURELY_QUOTED = r"=(?:[A-F][0-9A-F]|[89][A-F])"
ESCAPE = re.compile(
    "|".join(
        [
            _ENTITY.pattern,
            _SURELY_QUOTED,
            _PERCENT.pattern,
            r"\\u[0-9a-fA-F]{4}",
            r"\\[2-3][0-7]{2}",
            r"\\'[0-9a-fA-F]{2}",
            r"\(cid:\d{2,5}\)",
        ]
    )
)
"""Finds any escape that is none by chance: not two digits behind an equals sign (`n=97`)."""

_HIGH = {
    "=": re.compile(r"=(?:[A-F][0-9A-F]|[89][A-F])"),
    "%": re.compile(r"%[89A-Fa-f][0-9A-Fa-f]"),
}
SOFT_BREAK = re.compile(r"=[ \t]*(\r\n?|\n)(\S*)([ \t]?)")
"""The end of a line that quoted-printable broke, and the first word of the next."""


def _entity(match: re.Match[str]) -> str:
    """Return the character of an entity, or the entity where it is better left."""
    letter, text = html.unescape(match[0]), match.string
    if letter in ("<", ">"):
        before = text[match.start() - 1 : match.start()]
        if (before or text[match.end() : match.end() + 1]).strip():
            return match[0]  # may be a tag that a page shows
    is_plain = len(letter) <= 2 and letter.isprintable()
    return letter if is_plain or letter in "\xa0\xad" else match[0]


def _is_shown(letter: str) -> bool:
    """Tell whether a character is seen: no line end, control or format character."""
    return letter.isprintable() or letter == "\xa0"


def _decoded(run: str, codes: list[str], base: int) -> str:
    """Return a run of coded bytes as text.

    It is UTF-8 where it can be, else Western European; what would be a line end, a control or a
    format character stays as it is.

    Args:
        run: the run.
        codes: the numbers of its bytes; each takes as many characters of the run.
        base: of these numbers.
    """
    data = bytes(int(code, base) for code in codes)
    size = len(run) // len(codes)
    try:
        letters = data.decode("utf-8")
        widths = [len(letter.encode()) for letter in letters]
    except UnicodeDecodeError:
        letters = data.decode("cp1252", "replace")
        widths = [1] * len(letters)
    pieces, at = [], 0
    for letter, width in zip(letters, widths, strict=True):
        end = at + width * size
        pieces.append(letter if _is_shown(letter) and letter != "\ufffd" else run[at:end])
        at = end
    return "".join(pieces)


def _hexadecimal(mark: str, match: re.Match[str]) -> str:
    return _decoded(match[0], match[0].split(mark)[1:], 16)


def _octal(match: re.Match[str]) -> str:
    return _decoded(match[0], match[0].split("\\")[1:], 8)


def _u_escape(match: re.Match[str]) -> str:
    letter = chr(int(match[1] or match[2], 16))
    return letter if _is_shown(letter) else match[0]


def _cid(match: re.Match[str]) -> str:
    code = int(match[1])
    return chr(code) if 0xA0 < code < 0x100 and code != 0xAD else match[0]


def _utf_7(match: re.Match[str]) -> str:
    try:
        letters = match[0].encode("ascii").decode("utf-7")
    except UnicodeDecodeError:
        return match[0]
    return letters if all(_is_shown(c) and c > "\x7f" for c in letters) else match[0]


def _encoded_word(match: re.Match[str]) -> str:
    """Return an encoded word of an e-mail's header (RFC 2047) as text."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    try:
        ((data, codec),) = decode_header(match[0])
        letters = data.decode(codec or "ascii") if isinstance(data, bytes) else data
    except (HeaderParseError, LookupError, UnicodeDecodeError, ValueError):
        return match[0]
    return letters if all(map(_is_shown, letters)) else match[0]


def _tex(match: re.Match[str]) -> str:
    return _TEX_LETTERS[match[1] or match[2]]


def _percent(token: str) -> str:
    """Return a token with its bytes decoded, where one of them at least is no ASCII."""
    if not _HIGH["%"].search(token):
        return token
    return _PERCENT.sub(partial(_hexadecimal, "%"), token)


def substitutions() -> Iterator[Substitution]:
    """Yield what undoes each kind of escape."""

    def kind(
        name: str,
        mark: str,
        traces: re.Pattern[str],
        undo: Callable[[str], str],
        *,
        needs_context: bool = False,
        is_kept: bool = True,
    ) -> Substitution:
        def is_there(text: str) -> bool:
            return traces.search(text) is not None

        return Substitution(
            name,
            frozenset(mark),
            is_there,
            re.compile(re.escape(mark)),
            undo,
            evidence=PARAMETERS.escape_evidence,
            is_sure=True,
            needs_words=mark != "&",
            needs_context=needs_context,
            keeps_addresses=is_kept,
            keeps_code=is_kept,
            keeps_markup=mark == "&",
        )

    yield kind("html-entities", "&", _ENTITY, partial(_ENTITY.sub, _entity))
    quoted = partial(_QUOTED.sub, partial(_hexadecimal, "="))
    yield kind("quoted-printable", "=", _HIGH["="], quoted)
    yield kind("percent-escapes", "%", _HIGH["%"], _percent)
    yield kind("u-escapes", "\\", _U_ESCAPE, partial(_U_ESCAPE.sub, _u_escape))
    yield kind("octal-escapes", "\\", _OCTAL, partial(_OCTAL.sub, _octal))
    yield kind("rtf-escapes", "\\", _RTF, partial(_RTF.sub, partial(_hexadecimal, "\\'")))
    yield kind("tex-letters", "\\", _TEX, partial(_TEX.sub, _tex), needs_context=True)
    yield kind("utf-7", "+", _UTF_7, partial(_UTF_7.sub, _utf_7))
    yield kind("glyph-numbers", "(", _CID, partial(_CID.sub, _cid))
    in_header = partial(_ENCODED_WORD.sub, _encoded_word)
    yield kind("encoded-words", "=", _ENCODED_WORD, in_header, is_kept=False)


def _with(text: str, code: Callable[[str], str]) -> str:
    """Return a text with each character beyond ASCII as a code."""
    return "".join(code(letter) if letter > "\x7f" else letter for letter in text)


def _bytes_as(form: str, letter: str) -> str:
    """Return the bytes of a character in UTF-8, each in a form."""
    return "".join(form.format(byte) for byte in letter.encode())


def _number_as(form: str, below: int, letter: str) -> str:
    """Return a character's number in a form, or the character where the number is too high."""
    return form.format(ord(letter)) if ord(letter) < below else letter


def to_entities(text: str) -> str:
    """Return a text as a web page writes it.

    >>> to_entities("blåbær")
    'bl&aring;b&aelig;r'
    """
    names = {code: f"&{name};" for code, name in codepoint2name.items() if code > 127}
    return _with(text, lambda letter: names.get(ord(letter), f"&#{ord(letter)};"))


def to_quoted_printable(text: str) -> str:
    """Return a text as e-mail writes it, lines broken at 76 characters.

    >>> to_quoted_printable("blåbær")
    'bl=C3=A5b=C3=A6r'
    """
    import quopri

    return quopri.encodestring(text.encode()).decode("ascii").replace("=0C", "\f")


def to_percent(text: str) -> str:
    """Return a text with its letters as addresses write them.

    >>> to_percent("blåbær er godt")
    'bl%C3%A5b%C3%A6r er godt'
    """
    return _with(text, partial(_bytes_as, "%{:02X}"))


def to_u_escapes(text: str) -> str:
    """Return a text as program text writes it.

    >>> to_u_escapes("blåbær")
    'bl\\\\u00e5b\\\\u00e6r'
    """
    return _with(text, partial(_number_as, "\\u{:04x}", 0x10000))


def to_octal(text: str) -> str:
    """Return a text as some programs print it.

    >>> to_octal("blåbær")
    'bl\\\\303\\\\245b\\\\303\\\\246r'
    """
    return _with(text, partial(_bytes_as, "\\{:03o}"))


def to_rtf(text: str) -> str:
    """Return a text as files of rich text hold it.

    >>> to_rtf("blåbær")
    "bl\\\\'e5b\\\\'e6r"
    """
    return _with(text, partial(_number_as, "\\'{:02x}", 0x100))


def to_tex(text: str) -> str:
    """Return a text as TeX's users wrote it.

    >>> to_tex("blåbær")
    'bl{\\\\aa}b{\\\\ae}r'
    """
    names = {ord(letter): f"{{\\{name}}}" for name, letter in _TEX_LETTERS.items()}
    return text.translate(names)


def to_utf_7(text: str) -> str:
    """Return a text in UTF-7, as old mail programs sent it.

    >>> to_utf_7("blåbær")
    'bl+AOU-b+AOY-r'
    """
    return text.encode("utf-7").decode("ascii").replace("+AAw-", "\f")


def to_cid(text: str) -> str:
    """Return a text as it comes out of a PDF file whose font has no names of its letters.

    >>> to_cid("blåbær")
    'bl(cid:229)b(cid:230)r'
    """
    return _with(text, partial(_number_as, "(cid:{})", 0x100))


def to_encoded_words(text: str) -> str:
    """Return a text with its words as an e-mail's header has them (RFC 2047).

    >>> to_encoded_words("blåbær er godt")
    '=?utf-8?q?bl=C3=A5b=C3=A6r?= er godt'
    """

    def encoded(match: re.Match[str]) -> str:
        if match[0].isascii():
            return match[0]
        data = _with(match[0], partial(_bytes_as, "={:02X}"))
        return f"=?utf-8?q?{data}?="

    return re.sub(r"[^\W_]+", encoded, text)
