"""The judge condemns what it should, and the stand-in's every answer passes before it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from standin.bot_api.methods.table import METHODS
from standin.bot_api.request_log import Exchange
from standin.state.chat_kinds import ChatKind, rights_of
from standin.wire import Wire
from tests.standin.asking import Asker, Town
from tests.support.judge import judge_log

NOW = datetime(2026, 3, 10, tzinfo=UTC)


def exchange(params: Wire, answer: Wire | None = None, method: str = "sendMessage") -> Exchange:
    return Exchange(method, params, None, NOW, 200, answer)


def findings(params: Wire, answer: Wire | None = None, method: str = "sendMessage") -> list[str]:
    return judge_log([exchange(params, answer, method)])


def test_a_right_request_passes_as_json_and_as_a_form() -> None:
    markup = '{"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}'
    assert findings({"chat_id": 1, "text": "{[", "disable_notification": True}) == []
    assert findings({"chat_id": "1", "text": "x", "reply_markup": markup}) == []


def test_a_wrong_name_is_found() -> None:
    assert findings({"chat_id": 1, "text": "x", "silent": True}) == [
        "sendMessage: no parameter is called 'silent'"
    ]


def test_a_wrong_name_deep_inside_is_found() -> None:
    button = {"text": "A", "callback_data": "a", "colour": "red"}
    (finding,) = findings(
        {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [[button]]}}
    )
    assert "no field is called 'colour'" in finding


def test_a_keyboard_that_asks_for_a_chat_passes_unless_a_name_is_wrong() -> None:
    rights = {name: False for name in rights_of(ChatKind.GROUP) if "welcome" not in name}
    wish: Wire = {"request_id": 1, "chat_is_channel": False, "user_administrator_rights": rights}
    rights |= {"is_anonymous": False}
    markup = {"keyboard": [[{"text": "Choose", "request_chat": wish}]]}
    assert findings({"chat_id": 1, "text": "x", "reply_markup": markup}) == []
    wish["chat_is_nice"] = True
    (finding,) = findings({"chat_id": 1, "text": "x", "reply_markup": markup})
    assert "no field is called 'chat_is_nice'" in finding


def test_a_wrong_value_is_found() -> None:
    (finding,) = findings({"chat_id": 1, "text": "x", "message_thread_id": "General"})
    assert finding.startswith("sendMessage.message_thread_id: ")


def test_a_missing_parameter_is_found() -> None:
    assert findings({"chat_id": 1}) == ["sendMessage: the parameter 'text' is missing"]


def test_an_unknown_method_is_found() -> None:
    assert findings({}, method="sendTelepathy") == ["sendTelepathy: no such method"]


def test_a_malformed_answer_is_found() -> None:
    chat = {"id": 1, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat}
    sent = {"chat_id": 1, "text": "x"}
    assert findings(sent, {"ok": True, "result": message}) == []
    (finding,) = findings(sent, {"ok": True, "result": {"message_id": 1, "date": 1}})
    assert "result.chat: Field required" in finding
    (finding,) = findings(sent, {"ok": True, "result": message | {"mood": "calm"}})
    assert "no field is called 'mood'" in finding


async def make_everything_happen(ask: Asker, town: Town) -> None:
    """Calls every method once with success, in a world where every kind of update has happened."""
    world, here = town.world, {"chat_id": town.forum.id}
    world.updates.ask_for(["message", "edited_message", "channel_post", "edited_channel_post"])
    world.updates.ask_for([*_all_kinds()])
    world.membership.promote_bot(town.forum, town.maria)
    world.membership.promote_bot(town.supergroup, town.maria)
    await _use_the_profile(ask)
    await _use_topics(ask, town)
    await _use_messages(ask, town)
    await _use_answers(ask, town)
    for method in ("getChat", "getChatAdministrators", "getChatMemberCount"):
        await ask.ok(method, **here)
    for person in (town.maria, town.ben, world.bot, world.people.add("Stranger")):
        await ask.ok("getChatMember", user_id=person.id, **here)
    _make_people_busy(town)
    await ask.ok("getUpdates", limit=100)
    await ask.ok("setWebhook", url="https://bot.example/hook", allowed_updates=["message"])
    await ask.ok("getWebhookInfo")
    await ask.ok("deleteWebhook")
    await ask.ok("leaveChat", **here)
    await ask.ok("close")
    await ask.ok("logOut")


def _all_kinds() -> list[str]:
    return [
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "my_chat_member",
        "chat_member",
    ]


async def _use_the_profile(ask: Asker) -> None:
    await ask.ok("getMe")
    await ask.ok("setMyCommands", commands=[{"command": "faq", "description": "Questions"}])
    for method in ("getMyCommands", "deleteMyCommands"):
        await ask.ok(method)
    for subject, field in (
        ("Name", "name"),
        ("Description", "description"),
        ("ShortDescription", "short_description"),
    ):
        await ask.ok(f"setMy{subject}", **{field: "Invented"})
        assert await ask.ok(f"getMy{subject}") == {field: "Invented"}
    await ask.ok("setChatMenuButton", menu_button={"type": "commands"})
    await ask.ok("getChatMenuButton")
    none = await ask.ok("getMyDefaultAdministratorRights")
    wanted = none | {"can_manage_chat": True, "can_pin_messages": True}
    await ask.ok("setMyDefaultAdministratorRights", rights=wanted)
    assert await ask.ok("getMyDefaultAdministratorRights") == wanted
    in_channels = await ask.ok("getMyDefaultAdministratorRights", for_channels=True)
    assert not any(in_channels.values())


async def _use_topics(ask: Asker, town: Town) -> None:
    topic = await ask.ok("createForumTopic", chat_id=town.forum.id, name="Tips")
    place = {"chat_id": town.forum.id, "message_thread_id": topic["message_thread_id"]}
    await ask.ok("sendMessage", text="Tip", **place)
    for method in ("closeForumTopic", "reopenForumTopic", "deleteForumTopic"):
        await ask.ok(method, **place)


async def _use_messages(ask: Asker, town: Town) -> None:
    here: dict[str, Any] = {"chat_id": town.forum.id}
    keyboard = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    source = '<b>x</b> <a href="https://example.org">y</a> <a href="tg://user?id=1000001">z</a>'
    await ask.ok("sendChatAction", action="typing", **here)
    sent = await ask.ok("sendMessage", text=source, parse_mode="HTML", protect_content=True, **here)
    this = here | {"message_id": sent["message_id"]}
    await ask.ok("editMessageText", text="y", link_preview_options={"is_disabled": True}, **this)
    await ask.ok("editMessageReplyMarkup", reply_markup=keyboard, **this)
    await ask.ok("setMessageReaction", reaction=[{"type": "emoji", "emoji": "👍"}], **this)
    await ask.ok("pinChatMessage", **this)
    await ask.ok("getChat", **here)
    await ask.ok("unpinChatMessage", **here)
    await ask.ok("unpinAllChatMessages", **here)
    theirs = town.world.messages.send_document(town.maria, town.maria, caption="@ben_invented")
    photo = town.world.messages.send_photo(town.maria, town.maria)
    document = theirs.content["document"]["file_id"]
    file = await ask.ok("sendDocument", document=document, caption="x", **here)
    await ask.ok("editMessageCaption", caption="y", message_id=file["message_id"], **here)
    await ask.ok("sendPhoto", photo=photo.content["photo"][0]["file_id"], **here)
    await ask.ok("getFile", file_id=document)
    origin = {"from_chat_id": town.maria.id, "message_id": theirs.id}
    await ask.ok("copyMessage", caption="z", **here, **origin)
    await ask.ok("forwardMessage", **here, **origin)
    await ask.ok("sendMessage", chat_id=town.channel.id, text="News")
    post = town.world.history.last(town.channel).id
    await ask.ok("forwardMessage", from_chat_id=town.channel.id, message_id=post, **here)
    await ask.ok("deleteMessage", **this)
    await ask.ok("deleteMessages", message_ids=[file["message_id"]], **here)


async def _use_answers(ask: Asker, town: Town) -> None:
    keyboard = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    await ask.ok("sendMessage", chat_id=town.maria.id, text="x", reply_markup=keyboard)
    shown = town.world.history.last(town.maria)
    press = town.world.buttons.press(town.maria, shown, town.maria, "A")
    await ask.ok("answerCallbackQuery", callback_query_id=press, text="Done")
    town.world.buttons.press_data(town.maria, 4242, town.maria, "old")
    query = town.world.inline.ask(town.maria, "scan", "supergroup")
    content = {"message_text": "An invented text"}
    article = {"type": "article", "id": "1", "title": "T", "input_message_content": content}
    button = {"text": "More in private", "start_parameter": "inline"}
    await ask.ok("answerInlineQuery", inline_query_id=query, results=[article], button=button)
    town.world.inline.choose(query, "1", town.supergroup)


def _make_people_busy(town: Town) -> None:
    """Every kind of message and event that people can make."""
    world = town.world
    said = world.messages.send(town.maria, town.maria, "/start faq-cure https://example.org #a")
    world.messages.edit(town.maria, said.id, "changed")
    for send in (
        world.messages.send_sticker,
        world.messages.send_photo,
        world.messages.send_document,
        world.messages.send_voice,
        world.messages.send_location,
    ):
        send(town.maria, town.maria)
    world.messages.forward(town.maria, town.maria, said)
    world.buttons.share_chat(town.maria, 1, town.supergroup)
    world.chats.link_channel(town.supergroup, town.channel)
    world.messages.post_in_channel(town.channel, "News for all")
    world.messages.edit(town.channel, world.history.last(town.channel).id, "Better news")
    stranger = world.people.add("Stranger")
    world.membership.join(town.supergroup, stranger)
    world.membership.restrict(town.supergroup, stranger)
    world.membership.promote(town.supergroup, town.ben, is_anonymous=True)
    world.messages.send(town.supergroup, town.ben, "Who am I?")
    world.chats.rename(town.supergroup, "Support <b>us</b>", town.maria)
    world.membership.leave(town.supergroup, stranger)
    world.messages.send(town.forum, town.ben, "Hello", thread_id=town.topic.id)
    world.topics.close(town.forum, town.topic.id)
    world.topics.reopen(town.forum, town.topic.id)
    world.membership.restrict_bot(town.supergroup, town.maria)
    world.membership.remove_bot(town.supergroup, town.maria)
    world.membership.add_bot(town.supergroup, town.maria)
    world.people.block_bot(town.ben)
    world.chats.migrate(town.group)


async def test_every_answer_and_every_update_parses_with_aiogram(ask: Asker, town: Town) -> None:
    await make_everything_happen(ask, town)
    assert judge_log(town.world.log) == []
    asked = {exchange.method for exchange in town.world.log}
    assert set(METHODS) - asked == set()
    (polled,) = town.world.log.of("getUpdates")
    assert polled.answer is not None
    kinds = {kind for update in polled.answer["result"] for kind in update} - {"update_id"}
    assert kinds == set(_all_kinds())
