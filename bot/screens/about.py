"""What the bot is and who runs it."""

from __future__ import annotations

from bot.actions.about import ShowAbout
from bot.replies import about
from bot.replies.reply import Reply
from bot.screens.registry import screen
from bot.screens.request import Request


@screen(ShowAbout)
async def show_about(request: Request, _: ShowAbout) -> Reply:
    return about.show_about(request.edition, request.services.contact)
