"""Addresses that lead into Telegram and back to this bot."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from telegram import Bot

from bot.replies.reply import Share


class Links:
    """The bot's own links; they hold its user name, which it learns from Telegram at its start."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def private(self, payload: str) -> str:
        """Opens the private chat at a page."""
        return f"https://t.me/{self._bot.username}?start={payload}"

    def to_add_to_group(self, payload: str) -> str:
        """Lets a person choose a group to add the bot to; it asks for no admin right."""
        return f"https://t.me/{self._bot.username}?startgroup={payload}"

    def to_share(self, share: Share) -> str:
        """Opens Telegram's choice of chats with the link and the words ready to send."""
        given = {"url": self.private(share.payload), "text": share.words}
        # Some apps show a "+" where a space was meant.
        return f"https://t.me/share/url?{urlencode(given, quote_via=quote)}"
