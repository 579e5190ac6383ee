"""Which folders of the content are languages, and which files in them an editor means."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError

from bot.content.findings import Finding, Position, Severity

# A file saved on Windows may begin with an invisible mark, which is no part of its first word.
ENCODING = "utf-8-sig"
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


def is_language(tag: str) -> bool:
    """True for "pt" and "pt-br" as Telegram writes them; not for "pt_BR", "english", "en-copy"."""
    if not _TAG.fullmatch(tag):
        return False
    try:
        known = locale_of(tag)
    except (ValueError, UnknownLocaleError):
        return False
    # Babel takes the nearest language that it knows: what it had to leave out is no region.
    return set(tag.split("-")) <= set(str(known).lower().split("_"))


def locale_of(tag: str) -> Locale:
    """Babel's locale of a language; raises ValueError or UnknownLocaleError."""
    return Locale.parse(tag, sep="-")


def ways_back(tag: str) -> Iterator[str]:
    """The tag and what is left of it step by step: "zh-hant-hk", "zh-hant", "zh"."""
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def language_folders(content_dir: Path) -> list[Path]:
    """The folders that are read: named for a language, with sentences in them."""
    return [
        folder
        for folder in _folders(content_dir)
        if is_language(folder.name) and files(folder, "strings*.ftl")
    ]


def rule_folders(content_dir: Path, name: str) -> list[Path]:
    """The folders named for a language that hold a file of this name, whatever else they lack."""
    return [
        folder
        for folder in _folders(content_dir)
        if is_language(folder.name) and files(folder, name)
    ]


def files(folder: Path, pattern: str) -> list[Path]:
    """The files of this name in their order, without hidden ones: editors and systems leave
    locks and shadows such as ".#cure.md" and "._cure.md" beside the file one works on."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 -- names alone: nothing is asked of the files
    except OSError:  # it is not there, or went away at this moment
        return []
    return [folder / name for name in sorted(fnmatch.filter(names, pattern)) if name[0] != "."]


def left_out(content_dir: Path) -> list[Finding]:
    """Folders that hold texts and are not read, each with what to do."""
    return [
        finding
        for folder in _folders(content_dir)
        if _holds_texts(folder) and (finding := _why_left_out(folder))
    ]


def _folders(content_dir: Path) -> list[Path]:
    return [path for path in files(content_dir, "*") if path.is_dir()]


def _holds_texts(folder: Path) -> bool:
    return any(files(folder, name) for name in ("strings*.ftl", "*.yaml", "sections", "faq"))


def _why_left_out(folder: Path) -> Finding | None:
    name = folder.name
    if is_language(name):
        if files(folder, "strings*.ftl"):
            return None
        return Finding(
            Position(folder),
            "language-folder",
            f"the folder '{name}' is not read: it has no strings.ftl.",
            "Add one; a single sentence is enough to begin with.",
            Severity.WARNING,
        )
    if " " in name:  # as file managers call a copy: nobody means it as a language
        return Finding(
            Position(folder),
            "language-folder",
            f"the folder '{name}' is not read: its name is no language.",
            "Keep copies outside this folder.",
            Severity.WARNING,
        )
    meant = name.lower().replace("_", "-")
    return Finding(
        Position(folder),
        "language-folder",
        f"the folder '{name}' is not read: its name is no language.",
        f"Call it '{meant}'."
        if is_language(meant)
        else "Call it as Telegram calls the language, such as 'pt' or 'pt-br', or move it away.",
    )
