"""Does in the world what the person at the page did."""

from __future__ import annotations

from standin import page_view
from standin.changes import ChangeKind
from standin.chats import GROUP_RIGHTS, Chat, ChatKind, Status
from standin.messages import Message
from standin.page_requests import (
    AddBot,
    ChangeChat,
    ChangeIdentity,
    ChangeTopic,
    CreateChat,
    CreateTopic,
    Group,
    RenameChat,
    Send,
    SendChat,
    SendEdit,
    SendForward,
    SendOdd,
    SendText,
)
from standin.page_scene import Scene, as_permitted
from standin.people import Wire
from standin.world import CannotDo

A_CONTACT: Wire = {
    "contact": {"phone_number": "+1 555 0100", "first_name": "Invented", "last_name": "Friend"}
}
A_FRIENDS_WORDS = "A friend sent me this: is it true?"


def send(scene: Scene, request: Send) -> Message:
    """The person sends or changes a message."""
    world, me = scene.world, scene.person
    chat = scene.here(request.chat_id)
    match request:
        case SendEdit():
            return _edited(scene, chat, request)
        case SendChat():
            return world.person_shares_chat(
                me, request.request_id, scene.here(request.shared_chat_id)
            )
        case SendForward():
            return _forwarded(scene, chat, request)
        case SendText():
            return world.person_sends(
                chat, me, request.text, reply_to=request.reply_to, thread_id=request.thread_id
            )
        case SendOdd():
            return _odd(scene, chat, request)


def _edited(scene: Scene, chat: Chat, request: SendEdit) -> Message:
    message = chat.messages.get(request.message_id)
    if message is None:
        raise CannotDo("the message is no longer there")
    own = message.sender == scene.person or (
        message.sender_chat_id == chat.id and chat.standing(scene.person).in_charge
    )
    if not own or message.is_service:
        raise CannotDo("you can only edit what you wrote")
    if message.text == request.text:
        return message
    return scene.world.person_edits(chat, message.id, request.text)


def _forwarded(scene: Scene, chat: Chat, request: SendForward) -> Message:
    world = scene.world
    where: Wire = {"reply_to": request.reply_to, "thread_id": request.thread_id}
    if request.from_chat_id is None or request.message_id is None:
        origin: Wire = {"type": "hidden_user", "date": world.now(), "sender_user_name": "A friend"}
        return world.person_sends_content(
            chat, scene.person, {"text": A_FRIENDS_WORDS}, forward_origin=origin, **where
        )
    message = scene.here(request.from_chat_id).messages.get(request.message_id)
    if message is None or message.is_service:
        raise CannotDo("there is no such message to forward")
    return world.person_forwards(chat, scene.person, message, **where)


def _odd(scene: Scene, chat: Chat, request: SendOdd) -> Message:
    world, me = scene.world, scene.person
    where: Wire = {"reply_to": request.reply_to, "thread_id": request.thread_id}
    match request.kind:
        case "sticker":
            return world.person_sends_sticker(chat, me, "🌻", **where)
        case "photo":
            return world.person_sends_photo(chat, me, **where)
        case "document":
            return world.person_sends_document(chat, me, **where)
        case "voice":
            return world.person_sends_voice(chat, me, **where)
        case "location":
            return world.person_sends_location(chat, me, **where)
        case "contact":
            return world.person_sends_content(chat, me, A_CONTACT, **where)


def change_identity(scene: Scene, request: ChangeIdentity) -> None:
    """The person becomes a member or an admin of the group, as the switch beside the input says."""
    world, me = scene.world, scene.person
    chat = scene.here(request.chat_id)
    if request.identity not in page_view.identities(chat):
        raise CannotDo("nobody can act like that in this chat")
    match request.identity:
        case "member":
            world.demote(chat, me)
        case "admin":
            scene.take_charge(chat)
        case "anonymous_admin":
            scene.take_charge(chat, is_anonymous=True)
        case "limited_admin":
            rights = frozenset({"can_manage_chat", "can_delete_messages"}) & frozenset(GROUP_RIGHTS)
            world.promote(chat, me, rights=rights)
    world.tell(ChangeKind.MEMBERS, chat.id)


def change_group(scene: Scene, request: Group) -> Chat:
    """The person makes or changes a chat; returns the chat as it is now."""
    if isinstance(request, CreateChat):
        kind = ChatKind.SUPERGROUP if request.type == "forum" else ChatKind(request.type)
        return scene.chat_begins(kind, request.title.strip(), forum=request.type == "forum")
    chat = scene.here(request.chat_id)
    if chat.kind is ChatKind.PRIVATE and getattr(request, "action", "") not in ("block", "unblock"):
        raise CannotDo("a private chat has no such settings")
    match request:
        case AddBot():
            _add_bot(scene, chat, request)
        case RenameChat():
            scene.world.rename(chat, request.title.strip(), scene.person)
        case CreateTopic():
            as_permitted(scene, chat, "can_manage_topics")
            scene.world.topic_created(chat, request.name.strip(), scene.person)
        case ChangeTopic():
            _change_topic(scene, chat, request)
        case ChangeChat(action="migrate"):
            as_permitted(scene, chat, "can_promote_members")
            return scene.world.chat(scene.world.migrate_group(chat))
        case ChangeChat():
            _change_chat(scene, chat, request)
    scene.world.tell(ChangeKind.MEMBERS, chat.id)
    return chat


def _add_bot(scene: Scene, chat: Chat, request: AddBot) -> None:
    world, me = scene.world, scene.person
    standing = world.bot_in(chat)
    if standing.present and (standing.in_charge or not request.as_admin):
        if request.payload and chat.kind is not ChatKind.CHANNEL:
            world.person_sends(chat, me, f"/start@{world.bot.username} {request.payload}")
        return
    payload = request.payload if chat.kind is not ChatKind.CHANNEL else None
    world.add_to_group_by_link(chat, me, payload or "", admin=request.as_admin)


def _change_topic(scene: Scene, chat: Chat, request: ChangeTopic) -> None:
    as_permitted(scene, chat, "can_manage_topics")
    if request.topic_id not in chat.topics:
        raise CannotDo("there is no such topic")
    match request.action:
        case "close_topic":
            scene.world.topic_closed(chat, request.topic_id)
        case "reopen_topic":
            scene.world.topic_reopened(chat, request.topic_id)
        case "delete_topic":
            scene.world.topic_deleted(chat, request.topic_id)


def _change_chat(scene: Scene, chat: Chat, request: ChangeChat) -> None:  # noqa: C901 -- a table
    world, me = scene.world, scene.person
    match request.action:
        case "block" | "unblock" if chat.kind is not ChatKind.PRIVATE:
            raise CannotDo("only a private chat can be blocked")
        case "block":
            world.person_blocks_bot(me)
        case "unblock":
            world.person_unblocks(me)
        case "remove_bot":
            world.bot_removed(chat, me)
        case "promote_bot":
            as_permitted(scene, chat, "can_promote_members")
            world.bot_promoted(chat, me)
        case "demote_bot":
            as_permitted(scene, chat, "can_promote_members")
            world.bot_demoted(chat, me)
        case "restrict_bot":
            as_permitted(scene, chat, "can_restrict_members")
            world.bot_restricted(chat, me)
        case "member_joins":
            world.person_joins(chat, scene.passer_by(chat))
        case "member_leaves":
            _somebody_leaves(scene, chat)
        case "topics_on" | "topics_off":
            as_permitted(scene, chat, "can_change_info")
            world.turn_topics(chat, request.action == "topics_on")
        case "migrate":
            raise CannotDo("only a basic group becomes a supergroup")


def _somebody_leaves(scene: Scene, chat: Chat) -> None:
    stay = {scene.person.id, scene.owner.id, scene.world.bot.id}
    others = [
        m.person for m in chat.present() if m.person.id not in stay and m.status is Status.MEMBER
    ]
    if not others:
        raise CannotDo("nobody else is left in this group")
    scene.world.person_leaves(chat, others[-1])
