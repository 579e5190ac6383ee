"""What is kept about a person: shown to them and erased by them."""

from __future__ import annotations

from bot.actions.privacy import Erase, ShowMyData, ShowPrivacy
from bot.replies import privacy
from bot.replies.reply import Reply
from bot.screens.registry import screen
from bot.screens.request import Request


@screen(ShowPrivacy)
async def show_privacy(request: Request, action: ShowPrivacy) -> Reply:
    if action.more:
        return privacy.show_more_on_privacy(request.edition)
    return privacy.show_privacy(request.edition, request.services.contact)


@screen(ShowMyData)
async def show_my_data(request: Request, action: ShowMyData) -> Reply:
    stored = await request.services.chats.export(request.visitor.chat_id)
    return privacy.show_my_data(request.edition, stored, action.page)


@screen(Erase)
async def erase(request: Request, _: Erase) -> Reply:
    """Tips stop first, so that none that waits is sent to somebody who has just gone."""
    chat_id = request.visitor.chat_id
    await request.services.subscriptions.unsubscribe(chat_id)
    await request.services.chats.forget(chat_id)
    return privacy.erased(request.edition)
