"""The user's own rules: patterns for what only they know about their texts.

Stamps, running codes, house spellings. A rules file is TOML:

    [[rule]]
    name = "stamp"
    pattern = '^MOTTATT \\d\\d\\.\\d\\d\\.\\d{4}$'
    replacement = ""
    when = "before"
    why = "the archive's stamp on each page"

Patterns are those of the package `regex`: Unicode properties (`\\p{Lu}`), named groups, `^` and `$`
at the edges of lines. Rules run `before` the words are mended, or `after` it, which is the default;
in their order, each once. Each change is an edit that names its rule.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nortext.errors import RuleError, RuleTimeoutError, display_name, reason_of
from nortext.text.edits import Edit, apply_edits, compose

if TYPE_CHECKING:
    import regex

__all__ = ["RULE", "Rule", "RuleSet", "read_rules"]

RULE = "rule"
"""What edits by rules name as their damage."""

_SECONDS = 1.0  # that finding one match may take
_TIMES = ("before", "after")
_GROUP = re.compile(r"\\(?:g<([^>]*)>|([1-9]\d?)|.)", re.DOTALL)
"""A group in a replacement; or another escape."""


@dataclass(frozen=True, slots=True)
class Rule:
    r"""One rule.

    Attributes:
        name: what edits call it.
        pattern: what it looks for; see the package `regex`.
        replacement: what it puts there; `\1` and `\g<name>` stand for groups.
        when: `before` the words are mended, or `after` it.
        why: why it is there, for people.
    """

    name: str
    pattern: str
    replacement: str
    when: str = "after"
    why: str = ""

    def faults(self) -> list[str]:
        r"""Return what is wrong with the rule, in words that begin with the part that is.

        >>> Rule("code", r"(\d+", "", when="now").faults()
        ["when: must be 'before' or 'after', not 'now'", 'pattern: missing ) at position 4']
        """
        import regex

        parts = [(field.name, getattr(self, field.name)) for field in fields(self)]
        found = [f"{n}: must be text in quotes" for n, value in parts if not isinstance(value, str)]
        if found:
            return found
        if not self.name.strip() or not self.name.isprintable():
            found.append("name: must have letters, on one line")
        if self.when not in _TIMES:
            found.append(f"when: must be 'before' or 'after', not {self.when!r}")
        try:
            pattern = _compiled(self)
        except regex.error as error:
            return [*found, f"pattern: {error}"]
        groups = {str(number) for number in range(pattern.groups + 1)} | set(pattern.groupindex)
        for match in _GROUP.finditer(self.replacement):
            group = match[1] or match[2]
            if group and group not in groups:
                return [*found, f"replacement: the pattern has no group {group!r}"]
        try:
            pattern.sub(self.replacement, "")
        except (regex.error, IndexError) as error:
            found.append(f"replacement: {error}")
        return found


def _compiled(rule: Rule) -> regex.Pattern[str]:
    import regex

    return regex.compile(rule.pattern, regex.MULTILINE)


class RuleSet:
    """Rules that are ready to be used.

    Args:
        rules: the rules, in the order in which they run.

    Raises:
        RuleError: A rule is wrong; the message has a line for each that is.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        rules = tuple(rules)
        faults = [(rule, fault) for rule in rules for fault in rule.faults()]
        if faults:
            raise RuleError("\n".join(f"rule {rule.name!r}: {fault}" for rule, fault in faults))
        self._rules = [(rule, _compiled(rule)) for rule in rules]

    def apply(self, text: str, when: str) -> tuple[str, list[Edit]]:
        """Return a text with the rules of one time applied, and the edits that make it.

        Args:
            text: any text.
            when: `before` or `after`.

        Raises:
            RuleTimeoutError: A pattern takes too long; the message names its rule and the place.

        >>> rules = RuleSet([Rule("house", r"(?i)\\be-?post\\b", "e-post")])
        >>> rules.apply("Send Epost i dag.", "after")[0]
        'Send e-post i dag.'
        """
        edits: list[Edit] = []
        source = text
        for rule, pattern in self._rules:
            if rule.when == when:
                made = list(_edits(rule, pattern, text))
                edits = compose(source, edits, made) if edits else made
                text = apply_edits(text, made)
        return text, edits


def _edits(rule: Rule, pattern: regex.Pattern[str], text: str) -> Iterator[Edit]:
    """Yield what one rule changes in a text."""
    at = 0
    while at <= len(text):
        try:
            match = pattern.search(text, at, timeout=_SECONDS)
        except TimeoutError:
            line = text.count("\n", 0, at) + 1
            raise RuleTimeoutError(
                f"rule {rule.name!r}: finding a match behind character {at} (line {line}) takes "
                f"longer than {_SECONDS:g} s; make its pattern simpler"
            ) from None
        if match is None:
            return
        start, end = match.span()
        after = match.expand(rule.replacement)
        if after != match[0]:
            yield Edit(start, end, match[0], after, reason=f"{RULE} {rule.name}", damage=RULE)
        at = end if end > start else end + 1


def read_rules(path: Path) -> tuple[Rule, ...]:
    """Return the rules of a file.

    Args:
        path: the file, in TOML.

    Raises:
        RuleError: It cannot be read, or rules are wrong; the message has a line for each fault,
            with the file, the line and what to do.
    """
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    name = display_name(path)
    try:
        source = path.read_bytes().decode("utf-8-sig")
        content = tomllib.loads(source.replace("\r\n", "\n"))
    except OSError as error:
        raise RuleError(f"{name}: {reason_of(error)}") from None
    except UnicodeDecodeError as error:
        raise RuleError(f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name}: no TOML: {error}; mend the line") from None
    return _Reader(name, source.splitlines()).rules(content)


class _Reader:
    """Reads the tables of a rules file and notes what is wrong.

    Args:
        name: what to call the file.
        lines: its lines.
    """

    def __init__(self, name: str, lines: Sequence[str]) -> None:
        self._name, self._lines = name, lines
        self._heads = [
            number
            for number, line in enumerate(lines, 1)
            if "".join(line.split()).startswith("[[rule]]")
        ]
        self._faults: list[str] = []

    def rules(self, content: dict[str, Any]) -> tuple[Rule, ...]:
        """Return the rules, or raise an error that names every fault."""
        tables = content.get("rule")
        for key in content:
            if key != "rule":
                self._note(self._line_of(key, 0), f"{key!r} is no part of a rules file")
        if not isinstance(tables, list) or not tables:
            self._note(1, "there is no [[rule]]")
            tables = []
        found: dict[str, Rule] = {}
        for number, table in enumerate(tables):
            head = self._heads[number] if number < len(self._heads) else 1
            rule = self._rule(table, head) if isinstance(table, dict) else None
            if rule is None:
                continue
            if rule.name in found:
                self._note(head, f"there are two rules {rule.name!r}; rename one of them")
            found[rule.name] = rule
        if self._faults:
            raise RuleError("\n".join(self._faults))
        return tuple(found.values())

    def _rule(self, table: dict[str, Any], head: int) -> Rule | None:
        """Return the rule of a table, or note what is wrong with it."""
        known = [field.name for field in fields(Rule)]
        named = f"rule {table['name']!r}" if isinstance(table.get("name"), str) else "a rule"
        faults = len(self._faults)
        for key in table:
            if key not in known:
                there = ", ".join(known)
                line = self._line_of(key, head)
                self._note(line, f"{named}: there is no key {key!r}; there are {there}")
        missing = [key for key in ("name", "pattern", "replacement") if key not in table]
        for key in missing:
            self._note(head, f"{named}: has no {key}")
        parts = {key: table[key] for key in table if key in known}
        rule = Rule(**{**dict.fromkeys(missing, "-"), **parts})
        for fault in rule.faults():
            self._note(self._line_of(fault.partition(":")[0], head), f"{named}: {fault}")
        return rule if len(self._faults) == faults else None

    def _line_of(self, key: str, head: int) -> int:
        """Return the line of a key behind the head of its table."""
        for number in range(head, len(self._lines)):
            line = self._lines[number].strip()
            if line.startswith("[["):
                break
            bare = line.partition("=")[0].strip().strip("\"'")
            if bare == key:
                return number + 1
        return max(1, head)

    def _note(self, line: int, fault: str) -> None:
        self._faults.append(f"{self._name}, line {line}: {fault}")
