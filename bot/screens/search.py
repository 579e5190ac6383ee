"""A question behind a command: answered as one that was simply written."""

from __future__ import annotations

from bot.actions.pages import ShowSearch
from bot.answering.answer import answer
from bot.replies import answers
from bot.replies.reply import Reply
from bot.screens.registry import screen
from bot.screens.request import Request


@screen(ShowSearch)
async def show_search(request: Request, action: ShowSearch) -> Reply:
    """Without words, how to ask."""
    if not action.words:
        return answers.ask_what(request.edition)
    return await answered(request, action.words)


async def answered(request: Request, words: str) -> Reply:
    """The answer to a question that is no emergency; one without an answer is counted."""
    edition, visitor, services = request.edition, request.visitor, request.services
    given = answer(words, edition)
    if not given.hits:
        # Near which item words are missing; of the words themselves nothing is kept.
        near = edition.search.find(words, limit=1)
        await services.counts.unanswered(near[0].item_id if near else None)
    if not visitor.private:
        return answers.show_answer_in_group(edition, given)
    chat = await services.chats.get(visitor.chat_id)
    return answers.show_answer(edition, given, chat.country or "" if chat else "")
