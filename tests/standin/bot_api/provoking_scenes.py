"""The refusals that something must happen before: a block, a move, a press, a closed topic."""

from __future__ import annotations

from typing import Any

from bot import tasks
from standin.bot_api.refusals import Why
from tests.standin.asking import Asker, Town
from tests.standin.bot_api.provocations import article, markup, provokes


@provokes(Why.UNAUTHORIZED)
async def _(ask: Asker, town: Town) -> str:
    return await ask.refused("getMe", token="1234567:another-invented-token")


@provokes(Why.NOT_FOUND)
async def _(ask: Asker, town: Town) -> str:
    return await ask.refused("getMe", token="no-token-at-all")


@provokes(Why.BROKEN_BODY)
async def _(ask: Asker, town: Town) -> str:
    path = f"/bot{town.world.token}/getMe"
    answer = await ask.http.post(path, content=b"{", headers={"Content-Type": "application/json"})
    return f"{answer.status_code} {answer.json()['description']}"


@provokes(Why.NOT_UTF8)
async def _(ask: Asker, town: Town) -> str:
    path = f"/bot{town.world.token}/sendMessage"
    answer = await ask.http.post(
        path,
        content=b"chat_id=%d&text=%%ff%%fe" % town.maria.id,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    return f"{answer.status_code} {answer.json()['description']}"


@provokes(Why.FILE_EMPTY)
async def _(ask: Asker, town: Town) -> str:
    path = f"/bot{town.world.token}/sendDocument?chat_id={town.maria.id}"
    answer = await ask.http.post(path, files={"document": ("empty.txt", b"")})
    return f"{answer.status_code} {answer.json()['description']}"


@provokes(Why.CAPTION_TOO_LONG)
async def _(ask: Asker, town: Town) -> str:
    sent = town.world.messages.send_document(town.maria, town.maria)
    file_id = sent.content["document"]["file_id"]
    return await ask.refused(
        "sendDocument", chat_id=town.maria.id, document=file_id, caption="x" * 1025
    )


@provokes(Why.TOO_MANY_REQUESTS)
async def _(ask: Asker, town: Town) -> str:
    town.world.limit.switch_on(chat_burst=1)
    await ask.ok("sendMessage", chat_id=town.maria.id, text="One")
    return await ask.refused("sendMessage", chat_id=town.maria.id, text="Two")


@provokes(Why.OTHER_POLLER)
async def _(ask: Asker, town: Town) -> str:
    first = tasks.start(ask.refused("getUpdates", timeout=5), "first poller")
    await town.world.until(lambda: town.world.updates.is_polled)
    second = tasks.start(ask.ok("getUpdates", timeout=5), "second poller")
    words = await first
    town.world.messages.send(town.maria, town.maria, "Hello")
    assert len(await second) == 1
    return words


@provokes(Why.WEBHOOK_ACTIVE)
async def _(ask: Asker, town: Town) -> str:
    await ask.ok("setWebhook", url="https://bot.example/hook")
    return await ask.refused("getUpdates")


@provokes(Why.WEBHOOK_TERMINATED)
async def _(ask: Asker, town: Town) -> str:
    polling = tasks.start(ask.refused("getUpdates", timeout=5), "poller")
    await town.world.until(lambda: town.world.updates.is_polled)
    await ask.ok("setWebhook", url="https://bot.example/hook")
    return await polling


@provokes(Why.UPGRADED)
async def _(ask: Asker, town: Town) -> str:
    town.world.chats.migrate(town.group)
    return await ask.refused("sendMessage", chat_id=town.group.id, text="Hello")


@provokes(Why.BLOCKED)
async def _(ask: Asker, town: Town) -> str:
    town.world.people.block_bot(town.maria)
    return await ask.refused("sendMessage", chat_id=town.maria.id, text="Hello")


@provokes(Why.DEACTIVATED)
async def _(ask: Asker, town: Town) -> str:
    town.world.people.delete(town.maria)
    return await ask.refused("sendMessage", chat_id=town.maria.id, text="Hello")


@provokes(Why.CANNOT_INITIATE)
async def _(ask: Asker, town: Town) -> str:
    stranger = town.world.people.add("Nobody")
    town.world.membership.join(town.group, stranger)
    return await ask.refused("sendMessage", chat_id=stranger.id, text="Hello")


@provokes(Why.CANNOT_MESSAGE_BOTS)
async def _(ask: Asker, town: Town) -> str:
    return await ask.refused("sendMessage", chat_id=town.world.bot.id, text="Hello")


@provokes(Why.KICKED)
async def _(ask: Asker, town: Town) -> str:
    town.world.membership.remove_bot(town.supergroup, town.maria)
    return await ask.refused("sendMessage", chat_id=town.supergroup.id, text="Hello")


@provokes(Why.NOT_A_MEMBER)
async def _(ask: Asker, town: Town) -> str:
    await ask.ok("leaveChat", chat_id=town.supergroup.id)
    return await ask.refused("sendMessage", chat_id=town.supergroup.id, text="Hello")


@provokes(Why.GROUP_DELETED)
async def _(ask: Asker, town: Town) -> str:
    town.world.chats.delete(town.group)
    return await ask.refused("sendMessage", chat_id=town.group.id, text="Hello")


@provokes(Why.NO_RIGHT_TO_SEND)
async def _(ask: Asker, town: Town) -> str:
    town.world.membership.restrict_bot(town.supergroup, town.maria)
    return await ask.refused("sendMessage", chat_id=town.supergroup.id, text="Hello")


@provokes(Why.NEED_ADMINISTRATOR)
async def _(ask: Asker, town: Town) -> str:
    town.world.membership.promote_bot(town.channel, town.maria, frozenset({"can_edit_messages"}))
    return await ask.refused("sendMessage", chat_id=town.channel.id, text="Hello")


@provokes(Why.TOPIC_CLOSED)
async def _(ask: Asker, town: Town) -> str:
    town.world.topics.close(town.forum, town.topic.id)
    return await ask.refused(
        "sendMessage", chat_id=town.forum.id, message_thread_id=town.topic.id, text="Hello"
    )


@provokes(Why.TOPIC_DELETED)
async def _(ask: Asker, town: Town) -> str:
    town.world.topics.delete(town.forum, town.topic.id, noticed=False)
    return await ask.refused(
        "sendMessage", chat_id=town.forum.id, message_thread_id=town.topic.id, text="Hello"
    )


@provokes(Why.TOPIC_NOT_MODIFIED)
async def _(ask: Asker, town: Town) -> str:
    town.world.membership.promote_bot(town.forum, town.maria)
    return await ask.refused(
        "reopenForumTopic", chat_id=town.forum.id, message_thread_id=town.topic.id
    )


@provokes(Why.TOPIC_NAME_EMPTY)
async def _(ask: Asker, town: Town) -> str:
    town.world.membership.promote_bot(town.forum, town.maria)
    return await ask.refused("createForumTopic", chat_id=town.forum.id, name=" ")


@provokes(Why.TOPIC_COLOUR_INVALID)
async def _(ask: Asker, town: Town) -> str:
    town.world.membership.promote_bot(town.forum, town.maria)
    return await ask.refused("createForumTopic", chat_id=town.forum.id, name="Tips", icon_color=1)


@provokes(Why.CANNOT_EDIT)
async def _(ask: Asker, town: Town) -> str:
    theirs = town.world.messages.send(town.maria, town.maria, "Hello")
    return await ask.refused(
        "editMessageText", chat_id=town.maria.id, message_id=theirs.id, text="Mine now"
    )


async def _sent_document(ask: Asker, town: Town) -> dict[str, Any]:
    sent = town.world.messages.send_document(town.maria, town.maria)
    document = sent.content["document"]["file_id"]
    message: dict[str, Any] = await ask.ok("sendDocument", chat_id=town.maria.id, document=document)
    return message


@provokes(Why.NO_TEXT_TO_EDIT)
async def _(ask: Asker, town: Town) -> str:
    message_id = (await _sent_document(ask, town))["message_id"]
    return await ask.refused(
        "editMessageText", chat_id=town.maria.id, message_id=message_id, text="Hello"
    )


@provokes(Why.NO_CAPTION_TO_EDIT)
async def _(ask: Asker, town: Town) -> str:
    mine = await ask.ok("sendMessage", chat_id=town.maria.id, text="Hello")
    return await ask.refused(
        "editMessageCaption", chat_id=town.maria.id, message_id=mine["message_id"], caption="Hi"
    )


@provokes(Why.NOT_MODIFIED)
async def _(ask: Asker, town: Town) -> str:
    same = {"chat_id": town.maria.id, "text": "<b>Hello</b>", "parse_mode": "HTML"}
    mine = await ask.ok("sendMessage", **same)
    return await ask.refused("editMessageText", message_id=mine["message_id"], **same)


@provokes(Why.INLINE_EXPECTED)
async def _(ask: Asker, town: Town) -> str:
    mine = await ask.ok("sendMessage", chat_id=town.maria.id, text="Hello")
    return await ask.refused(
        "editMessageReplyMarkup",
        chat_id=town.maria.id,
        message_id=mine["message_id"],
        reply_markup={"keyboard": [["A"]]},
    )


@provokes(Why.CANNOT_DELETE)
async def _(ask: Asker, town: Town) -> str:
    theirs = town.world.messages.send(town.supergroup, town.ben, "Hello")
    return await ask.refused("deleteMessage", chat_id=town.supergroup.id, message_id=theirs.id)


@provokes(Why.CANNOT_PIN_SERVICE)
async def _(ask: Asker, town: Town) -> str:
    town.world.membership.promote_bot(town.supergroup, town.maria)
    town.world.chats.rename(town.supergroup, "Support <b>us</b>", town.maria)
    notice = town.world.history.last(town.supergroup)
    return await ask.refused("pinChatMessage", chat_id=town.supergroup.id, message_id=notice.id)


def _notice(town: Town) -> int:
    town.world.chats.rename(town.supergroup, "Another name", town.maria)
    return town.world.history.last(town.supergroup).id


@provokes(Why.CANNOT_COPY)
async def _(ask: Asker, town: Town) -> str:
    return await ask.refused(
        "copyMessage",
        chat_id=town.maria.id,
        from_chat_id=town.supergroup.id,
        message_id=_notice(town),
    )


@provokes(Why.CANNOT_FORWARD)
async def _(ask: Asker, town: Town) -> str:
    return await ask.refused(
        "forwardMessage",
        chat_id=town.maria.id,
        from_chat_id=town.supergroup.id,
        message_id=_notice(town),
    )


async def _reacted(ask: Asker, town: Town, reactions: list[dict[str, str]]) -> str:
    theirs = town.world.messages.send(town.maria, town.maria, "Hello")
    return await ask.refused(
        "setMessageReaction", chat_id=town.maria.id, message_id=theirs.id, reaction=reactions
    )


@provokes(Why.REACTION_INVALID)
async def _(ask: Asker, town: Town) -> str:
    return await _reacted(ask, town, [{"type": "emoji", "emoji": ""}])


@provokes(Why.REACTIONS_TOO_MANY)
async def _(ask: Asker, town: Town) -> str:
    return await _reacted(ask, town, [{"type": "emoji", "emoji": "👍"}] * 2)


async def pressed(ask: Asker, town: Town) -> str:
    keyboard = markup(text="Press", callback_data="x")
    await ask.ok("sendMessage", chat_id=town.maria.id, text="Hello", reply_markup=keyboard)
    shown = town.world.history.last(town.maria)
    return town.world.buttons.press(town.maria, shown, town.maria, "Press")


@provokes(Why.ANSWER_TOO_LONG)
async def _(ask: Asker, town: Town) -> str:
    query = await pressed(ask, town)
    return await ask.refused("answerCallbackQuery", callback_query_id=query, text="x" * 201)


@provokes(Why.ANSWER_URL_INVALID)
async def _(ask: Asker, town: Town) -> str:
    query = await pressed(ask, town)
    return await ask.refused("answerCallbackQuery", callback_query_id=query, url="nonsense")


async def _offered(ask: Asker, town: Town, results: list[Any], **params: Any) -> str:
    query = town.world.inline.ask(town.maria, "scan")
    return await ask.refused("answerInlineQuery", inline_query_id=query, results=results, **params)


@provokes(Why.RESULTS_TOO_MANY)
async def _(ask: Asker, town: Town) -> str:
    return await _offered(ask, town, [article(id=str(number)) for number in range(51)])


@provokes(Why.RESULT_ID_INVALID)
async def _(ask: Asker, town: Town) -> str:
    return await _offered(ask, town, [article(id="x" * 65)])


@provokes(Why.RESULT_ID_DUPLICATE)
async def _(ask: Asker, town: Town) -> str:
    return await _offered(ask, town, [article(), article()])


@provokes(Why.RESULT_BROKEN)
async def _(ask: Asker, town: Town) -> str:
    return await _offered(ask, town, [article(title="")])


@provokes(Why.NEXT_OFFSET_INVALID)
async def _(ask: Asker, town: Town) -> str:
    return await _offered(ask, town, [], next_offset="x" * 65)


@provokes(Why.START_PARAM_INVALID)
async def _(ask: Asker, town: Town) -> str:
    button = {"text": "More", "start_parameter": "a b"}
    return await _offered(ask, town, [], button=button)
