"""Writes the forms of every number into ``numbers.yaml``, so that no editor has to know them."""

from __future__ import annotations

import re
from pathlib import Path

from bot.content.language_folders import ENCODING
from bot.editorial.number_plan import Forms, forms_of

# A number stands on one line in braces; only those that begin with "+" have several forms.
_ENTRY = re.compile(
    r"""\{(?P<before>[^{}\n]*?)number: *["']?(?P<number>\+[\d ()/.-]+\d)["']?"""
    r"""(?P<after>[^{}\n]*)\}"""
)
_LOCAL = re.compile(r""", *local: *["']?(?P<local>[^"',}\n]*)["']?""")
_HOME_ONLY = re.compile(r", *home_only: *(?:true|false)")


def write_forms(path: Path) -> int:
    """Rewrites the file where a form is missing or wrong; says how many numbers have changed.

    A number that no country has is left as it is, and so are the gaps of a right local form.
    """
    text = path.read_text(encoding=ENCODING)
    changed = 0

    def mended(match: re.Match[str]) -> str:
        nonlocal changed
        forms = forms_of(match["number"])
        entry = match[0] if forms is None else _entry(match, forms)
        changed += entry != match[0]
        return entry

    written = _ENTRY.sub(mended, text)
    if changed:
        path.write_text(written, encoding="utf-8")
    return changed


def _entry(match: re.Match[str], forms: Forms) -> str:
    local = _local(match["after"], forms)
    rest = _HOME_ONLY.sub("", _LOCAL.sub("", match["after"]))
    home_only = ", home_only: true" if forms.home_only else ""
    fields = f'number: "{forms.international}", local: "{local}"{home_only}{rest}'
    return "{" + match["before"] + fields + "}"


def _local(written: str, forms: Forms) -> str:
    """As an editor has written it, where the digits are right: people know their own gaps."""
    found = _LOCAL.search(written)
    if found and forms.are_those_of(found["local"]):
        return found["local"]
    return forms.national
