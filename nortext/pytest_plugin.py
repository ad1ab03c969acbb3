"""A plug-in for pytest: regression tests on one's own damaged texts.

Idle until the ini option `nortext_fixtures` names folders or files. Each pair `NAME.ocr.txt` and
`NAME.gold.txt` below them, and each line of a `.jsonl` file, is a test (the form is that of
`nortext check`); `--nortext-update` accepts the differences of the pairs that there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest._code.code import TerminalRepr

    from nortext.report.check import Case, Checker, Failure, Pair

__all__ = ["NortextFile", "NortextItem"]

_OPTION = "nortext_fixtures"
_ENDINGS = (".ocr.txt", ".jsonl")
_CHECKER: pytest.StashKey[Checker] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the ini option and the switch."""
    parser.addini(
        _OPTION, "folders or files of damaged texts with their right readings", type="paths"
    )
    group = parser.getgroup("nortext")
    group.addoption(
        "--nortext-update",
        action="store_true",
        help="accept what nortext makes of the texts: write their known differences anew",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Look at the folders too where no place was named."""
    folders = _folders(config)
    named = {Path(str(place).partition("::")[0]).resolve() for place in config.args}
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        config.args += [str(folder) for folder in folders if folder.resolve() not in named]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> NortextFile | None:
    """Collect the fixtures below the folders."""
    if not file_path.name.endswith(_ENDINGS):
        return None
    place = file_path.resolve()
    within = {place, *place.parents}
    if not any(folder.resolve() in within for folder in _folders(parent.config)):
        return None
    found: NortextFile = NortextFile.from_parent(parent, path=file_path)
    return found


def _folders(config: pytest.Config) -> list[Path]:
    return list(config.getini(_OPTION))


class NortextFile(pytest.File):
    """A file of fixtures."""

    def collect(self) -> Iterator[NortextItem]:
        """Yield a test for each fixture."""
        from nortext.report.check import Case, Pair, fixtures_in

        for fixture in fixtures_in(self.path):
            if isinstance(fixture, Pair):
                name = fixture.name
            else:
                line = fixture.line if isinstance(fixture, Case) else fixture.place.split(":")[-1]
                name = f"line {line}"
            item: NortextItem = NortextItem.from_parent(self, name=name, fixture=fixture)
            if isinstance(fixture, Case) and fixture.is_known:
                item.add_marker(pytest.mark.xfail(strict=True, reason="a known failure"))
            yield item


class NortextItem(pytest.Item):
    """A fixture as a test.

    Args:
        fixture: the fixture, or what is wrong with its line.
        options: what pytest passes on.
    """

    def __init__(self, *, fixture: Pair | Case | Failure, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # name and parent, as pytest passes them
        self._fixture = fixture

    def runtest(self) -> None:
        """Repair the text, and compare."""
        from dataclasses import replace

        from nortext.options import RepairOptions
        from nortext.report.check import Case, Checker, Failure

        fixture, config = self._fixture, self.config
        if isinstance(fixture, Failure):
            raise _DiffersError([fixture.message])
        if isinstance(fixture, Case):
            fixture = replace(fixture, is_known=False)  # pytest itself knows what xfail is
        checker = config.stash.setdefault(_CHECKER, Checker(RepairOptions()))
        report = checker.check(fixture, config.getoption("--nortext-update"))
        if report.failures:
            raise _DiffersError([failure.message for failure in report.failures])

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str | TerminalRepr:
        """Return the words that differ, in place of a traceback."""
        if isinstance(excinfo.value, _DiffersError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, None)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the test is and what it is called."""
        return self.path, None, f"{self.path.name}: {self.name}"


class _DiffersError(Exception):
    """A repair is not as the fixture says."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__("\n".join(messages))
