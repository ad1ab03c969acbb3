"""Records of any content are read and written."""

from __future__ import annotations

import csv
import io
import json

import pytest
from helpers import calm
from hypothesis import given
from hypothesis import strategies as st
from invariants import check_records
from strategies import damaged

tables = st.lists(
    st.lists(st.one_of(damaged, st.text(max_size=9)), min_size=1, max_size=4), max_size=6
)


@calm
@given(tables, st.sampled_from([",", ";", "\t"]), st.booleans())
def test_any_table_is_read_and_written(
    rows: list[list[str]], delimiter: str, quotes_all: bool
) -> None:
    made = io.StringIO(newline="")
    if quotes_all:
        writer = csv.writer(made, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    else:
        writer = csv.writer(made, delimiter=delimiter)
    writer.writerows([["id", "text"], *rows])
    check_records(made.getvalue().encode("utf-8", "surrogatepass"))


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda value: st.lists(value),
)


@pytest.mark.slow
@calm
@given(
    st.lists(st.dictionaries(st.sampled_from(["text", "id", "å"]), json_values, max_size=3)),
    st.booleans(),
)
def test_any_record_is_read_and_written(objects: list[object], ascii_only: bool) -> None:
    check_records(
        "".join(json.dumps(each, ensure_ascii=ascii_only) + "\n" for each in objects).encode(
            "utf-8", "surrogatepass"
        )
    )
