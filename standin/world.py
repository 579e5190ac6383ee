"""The world in which the bot lives while no real Telegram is there."""

from __future__ import annotations

from standin.pressing import Pressing
from standin.speaking import Identity
from standin.state import CallbackAnswer, CannotDo, InlineAnswer

__all__ = ["CallbackAnswer", "CannotDo", "Identity", "InlineAnswer", "World"]


class World(Pressing):
    """People, chats and the bot's account, in memory; ``bot_api(world)`` is its door for the bot.

    Its parts: ``state`` (what is true), ``speaking`` (messages), ``gathering`` (chats, membership),
    ``topics``, and ``pressing`` (buttons, inline queries, looking). Every action of a person is a
    plain method that takes effect at once; only what waits for the bot is awaited.
    """
