"""A machine without Chromium: the tests pass, and say in one line what they left out."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

INI = """
[pytest]
markers = browser
asyncio_default_fixture_loop_scope = function
"""
TESTS = """
import pytest

@pytest.mark.browser
def test_that_needs_a_browser():
    raise AssertionError("there is none")

def test_that_needs_none():
    assert True
"""


def test_without_chromium_one_line_says_what_was_left_out_and_how_to_get_it(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    pytester.makepyfile(TESTS)
    pytester.makeini(INI)
    outcome = pytester.runpytest_inprocess("-p", "tests.browser.conftest")
    outcome.assert_outcomes(passed=1, deselected=1)
    told = [line for line in outcome.outlines if "Left out" in line]
    assert told == [
        (
            "Left out: 1 browser test (tests/browser): install Debian's chromium package "
            "(apt-get install chromium) and run make test again."
        )
    ]
