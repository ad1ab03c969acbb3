"""The user's own rules: what they change is an edit, what is wrong with them is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers import DAMAGED, MENDED, Run, calm
from hypothesis import given
from strategies import mixed

from nortext import Pipeline, Rule, RuleError, RuleTimeoutError, apply_edits, read_rules

STAMP = Rule("stamp", r"^MOTTATT \d\d\.\d\d\.\d{4}\n", "", "before", "the archive's stamp")
SLOW = Rule("slow", r"(a|aa)+c", "", "before")
FILE = r"""
[[rule]]
name = "stamp"
pattern = '^MOTTATT \d\d\.\d\d\.\d{4}\n'
replacement = ""
when = "before"
why = "the archive's stamp"

[[ rule ]]
name = "house"
pattern = '(?i)\be-?post\b'
replacement = "e-post"
"""


def test_rules_run_before_and_after_the_words_are_mended() -> None:
    seen = Rule("seen", "Forsøket", "FORSØKET")
    not_yet = Rule("not yet", "Forsøket", "X", "before")
    pipeline = Pipeline(rules=[not_yet, STAMP, seen])
    text = f"MOTTATT 01.02.2003\n{DAMAGED}"
    repair = pipeline.repair(text)
    assert repair.text == MENDED.replace("Forsøket", "FORSØKET")
    assert apply_edits(text, repair.edits) == repair.text
    reasons = [edit.reason for edit in repair.edits]
    assert reasons[:2] == ["rule stamp", "word+rule seen"]
    assert repair.words == Pipeline().repair(DAMAGED).words


def test_groups_are_put_back_by_name_and_number() -> None:
    rules = [Rule("names", r"(?P<last>\p{Lu}\w+), (\p{Lu}\w+)", r"\2 \g<last>")]
    assert (
        Pipeline(rules=rules).clean("Møtet ledes av Ås, Øystein.") == "Møtet ledes av Øystein Ås."
    )


def test_a_rule_runs_once() -> None:
    assert Pipeline(rules=[Rule("more", "a+", r"\g<0>a")]).clean("ja") == "jaa"


def test_empty_matches_and_matches_that_change_nothing() -> None:
    rules = [Rule("edges", "^", "> "), Rule("same", "Ja", "Ja")]
    repair = Pipeline(rules=rules).repair("Ja\nnei")
    assert repair.text == "> Ja\n> nei"
    assert {edit.reason for edit in repair.edits} == {"rule edges"}


@pytest.mark.slow
@calm
@given(mixed)
def test_edits_of_rules_replay(text: str) -> None:
    rules = [Rule("a", "[aeiou]", "", "before"), Rule("b", r"\b\w", r"\g<0>\g<0>")]
    repair = Pipeline(rules=rules).repair(text)
    assert apply_edits(text, repair.edits) == repair.text


def test_doubts_lie_in_the_source() -> None:
    text = f"MOTTATT 01.02.2003\n{DAMAGED}"
    for doubt in Pipeline(rules=[STAMP], min_confidence=1.0).repair(text).doubts:
        assert text[doubt.start : doubt.end] == doubt.text


def test_a_slow_pattern_is_an_error_with_its_rule_and_place() -> None:
    text = f"Ja.\n{'a' * 60}"
    with pytest.raises(RuleTimeoutError, match=r"rule 'slow'.*line 1.*simpler"):
        Pipeline(rules=[SLOW]).clean(text)


def test_rules_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_bytes(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode())
    assert read_rules(path)[0] == STAMP
    assert Pipeline(rules=path).clean("MOTTATT 01.02.2003\nSend Epost.") == "Send e-post."


FAULTS = r"""
extra = 1
[[rule]]
name = "open"
pattern = '(\d+'
replacement = '\1'

[[rule]]
name = "typo"
pattern = 'a'
replacment = ""
when = "now"

[[rule]]
name = "group"
pattern = '(a)'
replacement = '\2 \g<no>'

[[rule]]
pattern = 3
name = "number"
replacement = ""

[[rule]]
name = "twice"
pattern = "a"
replacement = "b"
[[rule]]
name = "twice"
pattern = "a"
replacement = "b"
"""


def test_every_fault_of_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(FAULTS, encoding="utf-8")
    with pytest.raises(RuleError) as raised:
        read_rules(path)
    faults = [line.removeprefix(f"{path}, ") for line in str(raised.value).split("\n")]
    assert faults == [
        "line 2: 'extra' is no part of a rules file",
        "line 5: rule 'open': pattern: missing ) at position 4",
        "line 11: rule 'typo': there is no key 'replacment'; "
        "there are name, pattern, replacement, when, why",
        "line 8: rule 'typo': has no replacement",
        "line 12: rule 'typo': when: must be 'before' or 'after', not 'now'",
        "line 17: rule 'group': replacement: the pattern has no group '2'",
        "line 20: rule 'number': pattern: must be text in quotes",
        "line 28: there are two rules 'twice'; rename one of them",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "there is no [[rule]]"),
        (b"rule = 1", "there is no [[rule]]"),
        (b"[[rule]\n", "no TOML: .*line 1"),
        (b"\xff", "not UTF-8 at byte 0"),
    ],
)
def test_what_is_no_rules_file_is_said(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "rules.toml"
    path.write_bytes(content)
    with pytest.raises(RuleError, match=message.replace("[[", r"\[\[")):
        Pipeline(rules=path)


def test_rules_that_are_wrong_are_refused_in_python_too() -> None:
    with pytest.raises(RuleError, match=r"rule 'a': pattern.*\nrule 'b': when"):
        Pipeline(rules=[Rule("a", "(", ""), Rule("b", "b", "", when="then")])


def test_the_command_line_takes_rules(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text(FILE, encoding="utf-8")
    (tmp_path / "a.txt").write_text("MOTTATT 01.02.2003\nVi ma sende epost.\n", encoding="utf-8")
    done = run("clean", "a.txt", "--rules", "rules.toml", "--edits", "edits.jsonl")
    assert (done.returncode, done.stdout.decode()) == (0, "Vi må sende e-post.\n")
    rows = (tmp_path / "edits.jsonl").read_text(encoding="utf-8").splitlines()
    reasons = [json.loads(row)["reason"] for row in rows if json.loads(row)["type"] == "edit"]
    assert reasons == ["rule stamp", "word", "rule house"]


def test_wrong_rules_write_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text(FAULTS, encoding="utf-8")
    (tmp_path / "a.txt").write_text(DAMAGED, encoding="utf-8")
    done = run("clean", "--in-place", "a.txt", "--rules", "rules.toml")
    assert done.returncode == 2
    assert "rules.toml, line 5: rule 'open'" in done.stderr.decode()
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == DAMAGED
    assert run("batch", ".", "out", "--rules", "rules.toml").returncode == 2
    assert not (tmp_path / "out").exists()
    assert run("clean", "a.txt", "--rules", "nosuch.toml").returncode == 2


@pytest.mark.slow
def test_a_slow_pattern_costs_its_file_at_most(run: Run, tmp_path: Path) -> None:
    slow = '[[rule]]\nname = "slow"\npattern = "(a|aa)+c"\nreplacement = ""\nwhen = "before"\n'
    (tmp_path / "rules.toml").write_text(slow, encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.txt").write_text("a" * 60, encoding="utf-8")
    (tmp_path / "in" / "good.txt").write_text(DAMAGED, encoding="utf-8")
    done = run("clean", "in/bad.txt", "in/good.txt", "-o", "out", "--rules", "rules.toml")
    assert done.returncode == 1
    assert "bad.txt: rule 'slow': finding a match" in done.stderr.decode()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.txt"]
    assert run("batch", "in", "many", "--rules", "rules.toml").returncode == 1
    manifest = (tmp_path / "many" / "manifest.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line)["status"] for line in manifest.splitlines()] == ["failed", "done"]
