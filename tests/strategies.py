"""Texts, damaged in many ways, for the tests of properties."""

from __future__ import annotations

import json

from helpers import ROOT
from hypothesis import strategies as st

from nortext import KINDS, damage

CASES = [
    json.loads(line)["ocr"]
    for line in (ROOT / "fixtures" / "wild.jsonl").read_text(encoding="utf-8").splitlines()
]


WORDS = sorted({word for case in CASES for word in case.split()})


damaged = st.lists(
    st.sampled_from([*WORDS, "&", "4", "@", "|", "-\n", "\n", "\r\n", ".", ",", "¢", "Å"]),
    max_size=40,
).map(" ".join)


spoilt = st.tuples(damaged, st.sampled_from(sorted(KINDS))).map(lambda pair: damage(*pair))


mixed = st.lists(st.one_of(damaged, spoilt, st.text(max_size=30)), max_size=6).map("".join)
