"""Why the bot ends before anybody stopped it, and whether starting it again may help."""

from __future__ import annotations


class CannotStart(Exception):
    """The bot cannot run, or no longer; the text is one sentence: why, and what to do."""


class Misconfigured(CannotStart):
    """The same where starting it again changes nothing before a person has put it right."""
