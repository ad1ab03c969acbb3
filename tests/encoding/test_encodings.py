"""Bytes become text in the encoding they were written in."""

from __future__ import annotations

import pytest
from helpers import ROOT, calm
from hypothesis import given
from hypothesis import strategies as st

import nortext
from nortext.characters.mojibake import ISO_646_NO, as_written

REPORT = (ROOT / "fixtures" / "pages" / "rapport-kommune.gold.txt").read_text(encoding="utf-8")
LINE = "Blåbær på Ås er også godt, sa Øystein i går.\n"
SEVEN_BIT = str.maketrans({letter: place for place, letter in ISO_646_NO.items()})


@pytest.mark.parametrize("text", [REPORT, LINE], ids=["report", "line"])
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("latin-1", "latin-1"),
        ("cp865", "cp865"),
        ("mac_roman", "mac-roman"),
    ],
)
def test_encodings_are_found(codec: str, name: str, text: str) -> None:
    text = as_written(text, codec)
    decoded = nortext.decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, name)
    assert decoded.confidence > 0.9
    assert decoded.steps


def test_encodings_that_differ_in_quote_marks_alone_are_told_by_them() -> None:
    text = "«Blåbær» på «Ås» er også godt.\n"
    assert nortext.decode(text.encode("cp850")).encoding == "cp850"
    assert nortext.decode("“Blåbær” – på Ås".encode("cp1252")).encoding == "cp1252"


def test_norwegian_seven_bit_is_told_from_ascii() -> None:
    decoded = nortext.decode(LINE.translate(SEVEN_BIT).encode("ascii"))
    assert (decoded.text, decoded.encoding) == (LINE, "iso-646-no")
    code = b"if (a[i]) { return {x | y}; }\n"
    assert (nortext.decode(code).text, nortext.decode(code).encoding) == (code.decode(), "ascii")


def test_one_file_in_two_encodings() -> None:
    data = b"".join(
        line.encode("cp1252" if n % 3 else "utf-8")
        for n, line in enumerate(REPORT.splitlines(keepends=True))
    )
    decoded = nortext.decode(data)
    assert decoded.text == REPORT
    assert decoded.encoding in ("utf-8+latin-1", "utf-8+cp1252")


def test_what_cannot_be_told_is_not_sure() -> None:
    assert nortext.decode(b"\xe5\xe4\xf6").confidence < 0.95


@calm
@given(st.binary(max_size=200))
def test_any_bytes_give_text(data: bytes) -> None:
    decoded = nortext.decode(data)
    assert 0.0 <= decoded.confidence <= 1.0


@calm
@given(st.text(max_size=100))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    if (
        b"\0" not in data
        and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe"))
        and not data.isascii()
    ):
        assert nortext.decode(data).text == data.decode("utf-8")
