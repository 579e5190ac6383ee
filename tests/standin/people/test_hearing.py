"""What of a group the bot gets to see: privacy mode, administrators, identities, edits."""

from __future__ import annotations

from typing import Any

import pytest

from standin.people.messages import Identity
from standin.people.possible import CannotDo
from standin.state.members import Status
from standin.state.messages import Message
from standin.wire import Wire
from tests.standin.asking import Asker, Town


async def heard(ask: Asker) -> list[Wire]:
    """Everything that waits for the bot, now confirmed."""
    updates: list[Wire] = await ask.ok("getUpdates")
    if updates:
        await ask.ok("getUpdates", offset=updates[-1]["update_id"] + 1)
    return updates


async def texts(ask: Asker) -> list[str]:
    return [update["message"]["text"] for update in await heard(ask)]


async def test_privacy_mode_keeps_conversation_from_the_bot(ask: Asker, town: Town) -> None:
    town.world.messages.send(town.supergroup, town.ben, "How are you all?")
    town.world.messages.send(town.supergroup, town.ben, "I asked about /faq yesterday")
    town.world.messages.send(town.supergroup, town.ben, "/faq@AnotherBot")
    assert await texts(ask) == []


async def test_commands_and_replies_reach_the_bot(ask: Asker, town: Town) -> None:
    await ask.ok("sendMessage", chat_id=town.supergroup.id, text="Hello, all")
    mine = town.world.history.last(town.supergroup)
    town.world.messages.send(town.supergroup, town.ben, "/faq cure")
    town.world.messages.send(town.supergroup, town.ben, "/faq@samplebot")
    town.world.messages.send(town.supergroup, town.ben, "Thank you", reply_to=mine)
    assert await texts(ask) == ["/faq cure", "/faq@samplebot", "Thank you"]


async def test_a_bare_command_goes_to_another_bot_that_spoke_last(ask: Asker, town: Town) -> None:
    town.supergroup.last_bot_to_post = 4242
    town.world.messages.send(town.supergroup, town.ben, "/faq")
    assert await texts(ask) == []


async def test_a_bot_that_administers_hears_everything(ask: Asker, town: Town) -> None:
    town.world.membership.promote_bot(town.supergroup, town.maria)
    await heard(ask)
    town.world.messages.send(town.supergroup, town.ben, "How are you all?")
    assert await texts(ask) == ["How are you all?"]


async def test_without_privacy_mode_the_bot_hears_everything(ask: Asker, town: Town) -> None:
    town.world.state.privacy_mode = False
    town.world.messages.send(town.supergroup, town.ben, "How are you all?")
    assert await texts(ask) == ["How are you all?"]
    assert (await ask.ok("getMe"))["can_read_all_group_messages"] is True


async def test_service_messages_always_reach_the_bot(ask: Asker, town: Town) -> None:
    newcomer = town.world.people.add("Newcomer")
    town.world.membership.join(town.supergroup, newcomer)
    town.world.membership.leave(town.supergroup, newcomer)
    joined, left = await heard(ask)
    assert joined["message"]["new_chat_members"][0]["id"] == newcomer.id
    assert left["message"]["left_chat_member"]["id"] == newcomer.id


async def test_an_edit_comes_as_an_edit(ask: Asker, town: Town) -> None:
    sent = town.world.messages.send(town.maria, town.maria, "/faq")
    town.world.messages.edit(town.maria, sent.id, "/tip")
    _, edited = await heard(ask)
    assert edited["edited_message"]["text"] == "/tip"
    assert edited["edited_message"]["edit_date"] >= edited["edited_message"]["date"]


async def test_an_edited_caption_stays_with_its_photo(ask: Asker, town: Town) -> None:
    sent = town.world.messages.send_photo(town.maria, town.maria, "before")
    town.world.messages.edit(town.maria, sent.id, "after")
    edited = (await heard(ask))[-1]["edited_message"]
    assert edited["caption"] == "after"
    assert edited["photo"] == sent.content["photo"]


async def test_an_anonymous_admin_is_the_group_itself(ask: Asker, town: Town) -> None:
    town.world.messages.send(town.supergroup, town.maria, "/settings", as_=Identity.ANONYMOUS_ADMIN)
    (update,) = await heard(ask)
    assert update["message"]["from"]["id"] == 1087968824
    assert update["message"]["sender_chat"]["id"] == town.supergroup.id


async def test_an_anonymous_admins_press_carries_the_persons_own_id(ask: Asker, town: Town) -> None:
    town.world.membership.promote(town.supergroup, town.ben, is_anonymous=True)
    shown = await panel(ask, town)
    town.world.buttons.press(town.supergroup, shown, town.ben, "Press")
    (update,) = await heard(ask)
    assert update["callback_query"]["from"]["id"] == town.ben.id


async def panel(ask: Asker, town: Town) -> Message:
    keyboard = {"inline_keyboard": [[{"text": "Press", "callback_data": "p"}]]}
    await ask.ok("sendMessage", chat_id=town.supergroup.id, text="Panel", reply_markup=keyboard)
    return town.world.history.last(town.supergroup)


async def test_an_anonymous_admin_is_not_listed(ask: Asker, town: Town) -> None:
    town.world.membership.promote(town.supergroup, town.ben, is_anonymous=True)
    listed = await ask.ok("getChatAdministrators", chat_id=town.supergroup.id)
    assert [member["user"]["id"] for member in listed] == [town.maria.id]


async def test_a_member_cannot_pretend_to_be_an_anonymous_admin(town: Town) -> None:
    with pytest.raises(CannotDo):
        town.world.messages.send(
            town.supergroup, town.ben, "/settings", as_=Identity.ANONYMOUS_ADMIN
        )


async def test_somebody_may_speak_as_their_channel(ask: Asker, town: Town) -> None:
    town.world.messages.send(
        town.supergroup, town.maria, "/faq", as_=Identity.CHANNEL, channel_id=town.channel.id
    )
    (update,) = await heard(ask)
    assert update["message"]["from"]["id"] == 136817688
    assert update["message"]["sender_chat"]["id"] == town.channel.id


async def test_a_linked_channels_post_arrives_in_the_group(ask: Asker, town: Town) -> None:
    town.world.membership.promote_bot(town.supergroup, town.maria)
    town.world.chats.link_channel(town.supergroup, town.channel)
    await heard(ask)
    town.world.messages.post_in_channel(town.channel, "News for all")
    post, copy = await heard(ask)
    assert post["channel_post"]["sender_chat"]["id"] == town.channel.id
    assert "from" not in post["channel_post"]
    assert copy["message"]["from"]["id"] == 777000
    assert copy["message"]["is_automatic_forward"] is True


async def test_being_added_is_told_twice_as_telegram_does(ask: Asker, town: Town) -> None:
    group = town.world.chats.create_supergroup("New", town.maria)
    town.world.deep_links.add_to_group(group, town.maria, "setup", admin=True)
    standing, arrival, start = await heard(ask)
    assert standing["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert arrival["message"]["new_chat_members"][0]["id"] == town.world.bot.id
    assert start["message"]["text"] == "/start@SampleBot setup"


async def test_being_removed_is_told(ask: Asker, town: Town) -> None:
    town.world.membership.remove_bot(town.supergroup, town.maria)
    updates = await heard(ask)
    assert updates[-1]["my_chat_member"]["new_chat_member"]["status"] == Status.KICKED
    town.world.messages.send(town.supergroup, town.ben, "/faq")
    assert await heard(ask) == []


async def test_being_restricted_is_told(ask: Asker, town: Town) -> None:
    town.world.membership.restrict_bot(town.supergroup, town.maria)
    (update,) = await heard(ask)
    restricted = update["my_chat_member"]["new_chat_member"]
    assert (restricted["status"], restricted["can_send_messages"]) == ("restricted", False)


async def test_blocking_and_coming_back_is_told(ask: Asker, town: Town) -> None:
    town.world.people.block_bot(town.ben)
    town.world.deep_links.start(town.ben, "faq-cure")
    blocked, unblocked, start = await heard(ask)
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert start["message"]["text"] == "/start faq-cure"


async def test_a_button_under_a_deleted_message_has_an_inaccessible_message(
    ask: Asker, town: Town
) -> None:
    shown = await panel(ask, town)
    town.world.messages.delete(town.supergroup, shown.id)
    town.world.buttons.press_data(town.supergroup, shown.id, town.ben, "p")
    (update,) = await heard(ask)
    message: dict[str, Any] = update["callback_query"]["message"]
    assert set(message) == {"message_id", "date", "chat"}
    assert message["date"] == 0
