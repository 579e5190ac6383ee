"""Forum topics: where messages land, what General is, and what is refused."""

from __future__ import annotations

from tests.standin.asking import Asker, Town


async def test_a_message_in_a_topic_replies_to_the_topics_first_message(
    ask: Asker, town: Town
) -> None:
    town.world.messages.send(town.forum, town.ben, "/faq", thread_id=town.topic.id)
    (update,) = await ask.ok("getUpdates")
    message = update["message"]
    assert message["message_thread_id"] == town.topic.id
    assert message["is_topic_message"] is True
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "Announcements"


async def test_a_reply_in_general_has_a_thread_that_is_no_topic(ask: Asker, town: Town) -> None:
    first = town.world.messages.send(town.forum, town.maria, "/faq")
    town.world.messages.send(town.forum, town.ben, "/faq", reply_to=first)
    message = (await ask.ok("getUpdates"))[-1]["message"]
    assert message["message_thread_id"] == first.id
    assert "is_topic_message" not in message


async def test_the_bot_posts_into_a_topic(ask: Asker, town: Town) -> None:
    sent = await ask.ok(
        "sendMessage", chat_id=town.forum.id, message_thread_id=town.topic.id, text="Tip"
    )
    assert sent["message_thread_id"] == town.topic.id
    assert sent["is_topic_message"] is True
    assert [m.text for m in town.world.history.of(town.forum, thread_id=town.topic.id)][-1] == "Tip"


async def test_without_a_thread_the_bot_posts_into_general(ask: Asker, town: Town) -> None:
    sent = await ask.ok("sendMessage", chat_id=town.forum.id, text="Tip")
    assert "message_thread_id" not in sent


async def test_a_deleted_topic_takes_its_messages_and_is_not_found(ask: Asker, town: Town) -> None:
    tip = await ask.ok(
        "sendMessage", chat_id=town.forum.id, message_thread_id=town.topic.id, text="Tip"
    )
    town.world.topics.delete(town.forum, town.topic.id)
    assert tip["message_id"] not in town.forum.messages
    assert (
        await ask.refused(
            "sendMessage", chat_id=town.forum.id, message_thread_id=town.topic.id, text="Tip"
        )
        == "400 Bad Request: message thread not found"
    )


async def test_a_closed_topic_takes_messages_of_those_who_manage_topics(
    ask: Asker, town: Town
) -> None:
    town.world.topics.close(town.forum, town.topic.id)
    town.world.membership.promote_bot(town.forum, town.maria)
    await ask.ok("sendMessage", chat_id=town.forum.id, message_thread_id=town.topic.id, text="Tip")


async def test_a_group_without_topics_ignores_the_thread(ask: Asker, town: Town) -> None:
    sent = await ask.ok(
        "sendMessage", chat_id=town.supergroup.id, message_thread_id=4242, text="Tip"
    )
    assert "message_thread_id" not in sent


async def test_turning_topics_off_sends_everything_to_the_group(ask: Asker, town: Town) -> None:
    town.world.topics.turn_off(town.forum)
    sent = await ask.ok(
        "sendMessage", chat_id=town.forum.id, message_thread_id=town.topic.id, text="Tip"
    )
    assert "message_thread_id" not in sent
    assert "is_forum" not in sent["chat"]


async def test_the_bot_makes_closes_and_deletes_topics(ask: Asker, town: Town) -> None:
    town.world.membership.promote_bot(town.forum, town.maria)
    made = await ask.ok("createForumTopic", chat_id=town.forum.id, name="Tips")
    place = {"chat_id": town.forum.id, "message_thread_id": made["message_thread_id"]}
    await ask.ok("closeForumTopic", **place)
    assert town.forum.topics[made["message_thread_id"]].closed
    await ask.ok("reopenForumTopic", **place)
    await ask.ok("deleteForumTopic", **place)
    assert made["message_thread_id"] not in town.forum.topics


async def test_a_closed_general_keeps_the_bot_out(ask: Asker, town: Town) -> None:
    town.world.topics.close_general(town.forum)
    assert await ask.refused("sendMessage", chat_id=town.forum.id, text="Tip") == (
        "400 Bad Request: TOPIC_CLOSED"
    )
    town.world.topics.reopen_general(town.forum)
    await ask.ok("sendMessage", chat_id=town.forum.id, text="Tip")
