"""Telegram's ids in as few letters as callback data has room for."""

from __future__ import annotations

from bot.actions.registry import CALLBACK_LIMIT, StaleAction

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Bot API, Chat.id: "at most 52 significant bits".
_MOST = 1 << 53


def base36(number: int) -> str:
    """A Telegram id in base 36."""
    digits, rest = "", abs(number)
    while rest or not digits:
        rest, digit = divmod(rest, 36)
        digits = _DIGITS[digit] + digits
    return f"-{digits}" if number < 0 else digits


def from_base36(text: str) -> int:
    """The id that ``base36`` wrote; raises StaleAction for anything else."""
    try:
        number = int(text, 36)
    except ValueError:
        raise StaleAction(text[:CALLBACK_LIMIT]) from None
    if abs(number) >= _MOST or base36(number) != text:
        raise StaleAction(text[:CALLBACK_LIMIT])
    return number
