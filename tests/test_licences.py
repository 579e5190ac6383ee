"""Everything that is installed with the bot may be passed on with it under the MIT licence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
# Permissive ones, and those that bind whoever changes the library and nobody who only uses it.
ACCEPTED = {
    "Apache-2.0",
    "BSD-2-Clause",
    "0BSD",
    "BSD-3-Clause",
    "CC0-1.0",
    "Zlib",
    "ISC",
    "LGPL-3.0-only",
    "MIT",
    "MPL-2.0",
    "PSF-2.0",
}
# As packages called them before there were identifiers.
NAMES = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_INNERMOST = re.compile(r"\(([^()]*)\)")


def accepted(expression: str) -> bool:
    """Whether the licences, joined by AND, OR and parentheses, leave a choice that is accepted."""
    while group := _INNERMOST.search(expression):
        answer = "MIT" if accepted(group[1]) else "none"
        expression = expression[: group.start()] + answer + expression[group.end() :]
    return any(
        all(licence.strip() in ACCEPTED for licence in choice.split(" AND "))
        for choice in expression.split(" OR ")
    )


def licence_of(package: Distribution) -> str:
    """As an expression: what the package says of itself, else the title of its licence file."""
    said = package.metadata.get_all
    for expression in said("License-Expression") or []:
        return str(expression)
    classifiers = said("Classifier") or []
    named = [c.rpartition(" :: ")[2] for c in classifiers if c.startswith("License :: OSI")]
    named = named or said("License") or [_title_of_the_licence_file(package)]
    return " AND ".join(NAMES.get(name, name) for name in named)


def _title_of_the_licence_file(package: Distribution) -> str:
    for file in package.files or []:
        if file.name in {"LICENSE", "LICENSE.txt"} and ".dist-info" in str(file):
            return file.read_text().strip().splitlines()[0]
    return ""


def everything_needed() -> Iterator[Distribution]:
    """What the bot and the editors' tools need, and what that needs, as installed here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["editorial"]]
    waiting = [(Requirement(line), {""}) for line in lines]
    seen: set[tuple[str, str]] = set()
    while waiting:
        needed, extras = waiting.pop()
        if needed.marker and not any(needed.marker.evaluate({"extra": e}) for e in extras):
            continue
        asked = {"", *needed.extras}
        if (key := (canonicalize_name(needed.name), str(sorted(asked)))) in seen:
            continue
        seen.add(key)
        package = distribution(needed.name)
        yield package
        waiting += [(Requirement(line), asked) for line in package.requires or []]


def test_every_licence_of_what_is_installed_goes_with_the_mit_licence() -> None:
    found = {package.name: licence_of(package) for package in everything_needed()}

    assert len(found) > 40
    assert found["python-telegram-bot"] == "LGPL-3.0-only"
    assert {name: licence for name, licence in found.items() if not accepted(licence)} == {}


@pytest.mark.parametrize(
    "expression",
    [
        "MIT",
        "Apache-2.0 AND MIT",
        "GPL-2.0-or-later OR MPL-2.0",
        "MPL-2.0 AND (GPL-3.0-only OR MIT)",
    ],
)
def test_a_licence_that_asks_nothing_of_our_own_code_is_accepted(expression: str) -> None:
    assert accepted(expression)


@pytest.mark.parametrize(
    "expression",
    ["GPL-3.0-or-later", "MIT AND AGPL-3.0-only", "MIT AND (GPL-2.0-only OR AGPL-3.0-only)", ""],
)
def test_a_licence_that_would_bind_our_own_code_or_is_not_said_is_refused(expression: str) -> None:
    assert not accepted(expression)
