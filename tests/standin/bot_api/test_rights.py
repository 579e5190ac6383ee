"""What the bot may do where, and what people may not."""

from __future__ import annotations

import pytest

from standin.people.possible import CannotDo
from standin.state.members import Status
from tests.standin.asking import Asker, Town


async def test_a_public_channel_is_found_by_its_name(ask: Asker, town: Town) -> None:
    public = town.world.chats.create_channel("Public", town.maria, username="invented_channel")
    town.world.membership.promote_bot(public, town.maria)
    sent = await ask.ok("sendMessage", chat_id="@Invented_Channel", text="News")
    assert sent["sender_chat"]["id"] == public.id
    assert "from" not in sent
    assert await ask.refused("sendMessage", chat_id="@nobody_here", text="x") == (
        "400 Bad Request: chat not found"
    )


async def test_a_group_where_the_bot_never_was_is_not_found(ask: Asker, town: Town) -> None:
    elsewhere = town.world.chats.create_supergroup("Elsewhere", town.maria)
    assert await ask.refused("getChat", chat_id=elsewhere.id) == "400 Bad Request: chat not found"


async def test_the_bot_deletes_others_messages_only_with_the_right(ask: Asker, town: Town) -> None:
    theirs = town.world.messages.send(town.supergroup, town.ben, "/faq")
    where = {"chat_id": town.supergroup.id, "message_id": theirs.id}
    assert "can't be deleted" in await ask.refused("deleteMessage", **where)
    town.world.membership.promote_bot(
        town.supergroup, town.maria, frozenset({"can_delete_messages"})
    )
    assert await ask.ok("deleteMessage", **where) is True


async def test_the_bot_deletes_a_persons_message_in_private(ask: Asker, town: Town) -> None:
    theirs = town.world.messages.send(town.maria, town.maria, "/faq")
    assert await ask.ok("deleteMessage", chat_id=town.maria.id, message_id=theirs.id)


async def test_many_messages_are_deleted_at_once_and_missing_ones_ignored(
    ask: Asker, town: Town
) -> None:
    sent = await ask.ok("sendMessage", chat_id=town.maria.id, text="x")
    ids = [sent["message_id"], 424242]
    assert await ask.ok("deleteMessages", chat_id=town.maria.id, message_ids=ids)
    assert sent["message_id"] not in town.world.state.chat(town.maria).messages


async def test_a_pin_is_announced_and_listed(ask: Asker, town: Town) -> None:
    town.world.membership.promote_bot(town.supergroup, town.maria)
    sent = await ask.ok("sendMessage", chat_id=town.supergroup.id, text="Read me")
    where = {"chat_id": town.supergroup.id, "message_id": sent["message_id"]}
    await ask.ok("pinChatMessage", **where)
    assert town.supergroup.pinned == [sent["message_id"]]
    assert "pinned_message" in town.world.history.last(town.supergroup).content
    full = await ask.ok("getChat", chat_id=town.supergroup.id)
    assert full["pinned_message"]["text"] == "Read me"
    await ask.ok("unpinChatMessage", **where)
    assert town.supergroup.pinned == []


async def test_an_administrator_bot_learns_everybodys_standing(ask: Asker, town: Town) -> None:
    town.world.membership.promote_bot(town.supergroup, town.maria)
    town.world.membership.promote(town.supergroup, town.ben, rights=frozenset({"can_change_info"}))
    ben = await ask.ok("getChatMember", chat_id=town.supergroup.id, user_id=town.ben.id)
    assert (ben["status"], ben["can_change_info"], ben["can_pin_messages"]) == (
        "administrator",
        True,
        False,
    )
    assert ben["is_anonymous"] is False
    maria = await ask.ok("getChatMember", chat_id=town.supergroup.id, user_id=town.maria.id)
    assert maria["status"] == "creator"
    stranger = town.world.people.add("Stranger")
    gone = await ask.ok("getChatMember", chat_id=town.supergroup.id, user_id=stranger.id)
    assert gone["status"] == "left"


async def test_the_bot_always_learns_its_own_standing(ask: Asker, town: Town) -> None:
    own = await ask.ok("getChatMember", chat_id=town.supergroup.id, user_id=town.world.bot.id)
    assert own["status"] == "member"


def test_people_cannot_write_where_they_are_not(town: Town) -> None:
    stranger = town.world.people.add("Stranger")
    with pytest.raises(CannotDo):
        town.world.messages.send(town.supergroup, stranger, "Hello")
    with pytest.raises(CannotDo):
        town.world.messages.send(town.maria, town.ben, "Hello")
    town.world.membership.restrict(town.supergroup, town.ben)
    with pytest.raises(CannotDo):
        town.world.messages.send(town.supergroup, town.ben, "Hello")


def test_a_closed_topic_is_closed_to_members(town: Town) -> None:
    town.world.topics.close(town.forum, town.topic.id)
    with pytest.raises(CannotDo):
        town.world.messages.send(town.forum, town.ben, "Hello", thread_id=town.topic.id)
    town.world.messages.send(town.forum, town.maria, "Hello", thread_id=town.topic.id)


def test_a_member_cannot_put_the_bot_out(town: Town) -> None:
    with pytest.raises(CannotDo):
        town.world.membership.remove_bot(town.supergroup, town.ben)
    assert town.world.state.bot_in(town.supergroup).status is Status.MEMBER


def test_no_app_opens_a_link_with_a_malformed_payload(town: Town) -> None:
    with pytest.raises(CannotDo):
        town.world.deep_links.start(town.maria, "a b")
