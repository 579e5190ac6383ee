"""Does in the world what the person at the page did."""

from __future__ import annotations

from standin.page import view
from standin.page.requests import (
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
from standin.page.scene import Scene, as_permitted, with_room_for_a_topic
from standin.people.messages import How
from standin.people.possible import CannotDo
from standin.state.changes import ChangeKind
from standin.state.chat_kinds import ChatKind
from standin.state.chats import Chat
from standin.state.members import Status
from standin.state.messages import Message
from standin.wire import Wire

A_CONTACT: Wire = {
    "contact": {"phone_number": "+1 555 0100", "first_name": "Invented", "last_name": "Friend"}
}
A_FRIENDS_WORDS = "A friend sent me this: is it true?"
LIMITED_RIGHTS = frozenset({"can_manage_chat", "can_delete_messages"})


def send(scene: Scene, request: Send) -> Message:
    """The person sends or changes a message."""
    world, me = scene.world, scene.person
    chat = scene.here(request.chat_id)
    match request:
        case SendEdit():
            return _edited(scene, chat, request)
        case SendChat():
            shared = scene.here(request.shared_chat_id)
            return world.buttons.share_chat(me, request.request_id, shared)
        case SendForward():
            return _forwarded(scene, chat, request)
        case SendText():
            return world.messages.send(chat, me, request.text, **_placed(request))
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
    return scene.world.messages.edit(chat, message.id, request.text)


def _forwarded(scene: Scene, chat: Chat, request: SendForward) -> Message:
    world = scene.world
    how = _placed(request)
    if request.from_chat_id is None or request.message_id is None:
        date = world.state.now()
        origin: Wire = {"type": "hidden_user", "date": date, "sender_user_name": "A friend"}
        return world.messages.send_content(
            chat, scene.person, {"text": A_FRIENDS_WORDS}, {"forward_origin": origin}, **how
        )
    message = scene.here(request.from_chat_id).messages.get(request.message_id)
    if message is None or message.is_service:
        raise CannotDo("there is no such message to forward")
    return world.messages.forward(chat, scene.person, message, **how)


def _odd(scene: Scene, chat: Chat, request: SendOdd) -> Message:
    messages, me, how = scene.world.messages, scene.person, _placed(request)
    match request.kind:
        case "sticker":
            return messages.send_sticker(chat, me, "🌻", **how)
        case "photo":
            return messages.send_photo(chat, me, **how)
        case "document":
            return messages.send_document(chat, me, **how)
        case "voice":
            return messages.send_voice(chat, me, **how)
        case "location":
            return messages.send_location(chat, me, **how)
        case "contact":
            return messages.send_content(chat, me, A_CONTACT, **how)


def _placed(request: SendText | SendOdd | SendForward) -> How:
    return {"reply_to": request.reply_to, "thread_id": request.thread_id}


def change_identity(scene: Scene, request: ChangeIdentity) -> None:
    """The person becomes a member or an admin of the group, as the switch beside the input says."""
    world, me = scene.world, scene.person
    chat = scene.here(request.chat_id)
    if request.identity not in view.identities(chat):
        raise CannotDo("nobody can act like that in this chat")
    match request.identity:
        case "member":
            world.membership.demote(chat, me)
        case "admin":
            scene.take_charge(chat)
        case "anonymous_admin":
            scene.take_charge(chat, is_anonymous=True)
        case "limited_admin":
            world.membership.promote(chat, me, rights=LIMITED_RIGHTS)
    world.state.tell(ChangeKind.MEMBERS, chat.id)


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
            scene.world.chats.rename(chat, request.title.strip(), scene.person)
        case CreateTopic():
            as_permitted(scene, chat, "can_manage_topics")
            with_room_for_a_topic(chat)
            scene.world.topics.create(chat, request.name.strip(), scene.person)
        case ChangeTopic():
            _change_topic(scene, chat, request)
        case ChangeChat(action="migrate"):
            as_permitted(scene, chat, "can_promote_members")
            return scene.world.state.chat(scene.world.chats.migrate(chat))
        case ChangeChat():
            _change_chat(scene, chat, request)
    scene.world.state.tell(ChangeKind.MEMBERS, chat.id)
    return chat


def _add_bot(scene: Scene, chat: Chat, request: AddBot) -> None:
    world, me = scene.world, scene.person
    standing = world.state.bot_in(chat)
    if standing.present and (standing.in_charge or not request.as_admin):
        if request.payload and chat.kind is not ChatKind.CHANNEL:
            world.messages.send(chat, me, f"/start@{world.bot.username} {request.payload}")
        return
    payload = request.payload if chat.kind is not ChatKind.CHANNEL else None
    world.deep_links.add_to_group(chat, me, payload or "", admin=request.as_admin)


def _change_topic(scene: Scene, chat: Chat, request: ChangeTopic) -> None:
    as_permitted(scene, chat, "can_manage_topics")
    if request.topic_id not in chat.topics:
        raise CannotDo("there is no such topic")
    match request.action:
        case "close_topic":
            scene.world.topics.close(chat, request.topic_id)
        case "reopen_topic":
            scene.world.topics.reopen(chat, request.topic_id)
        case "delete_topic":
            scene.world.topics.delete(chat, request.topic_id)


def _change_chat(scene: Scene, chat: Chat, request: ChangeChat) -> None:  # noqa: C901 -- a table
    world, me = scene.world, scene.person
    match request.action:
        case "block" | "unblock" if chat.kind is not ChatKind.PRIVATE:
            raise CannotDo("only a private chat can be blocked")
        case "block":
            world.people.block_bot(me)
        case "unblock":
            world.people.unblock_bot(me)
        case "remove_bot":
            world.membership.remove_bot(chat, me)
        case "promote_bot":
            as_permitted(scene, chat, "can_promote_members")
            world.membership.promote_bot(chat, me)
        case "demote_bot":
            as_permitted(scene, chat, "can_promote_members")
            world.membership.demote_bot(chat, me)
        case "restrict_bot":
            as_permitted(scene, chat, "can_restrict_members")
            world.membership.restrict_bot(chat, me)
        case "member_joins":
            world.membership.join(chat, scene.passer_by(chat))
        case "member_leaves":
            _somebody_leaves(scene, chat)
        case "topics_on" | "topics_off":
            as_permitted(scene, chat, "can_change_info")
            on = request.action == "topics_on"
            (world.topics.turn_on if on else world.topics.turn_off)(chat)
        case "migrate":
            raise CannotDo("only a basic group becomes a supergroup")


def _somebody_leaves(scene: Scene, chat: Chat) -> None:
    stay = {scene.person.id, scene.owner.id, scene.world.bot.id}
    others = [
        m.person for m in chat.present() if m.person.id not in stay and m.status is Status.MEMBER
    ]
    if not others:
        raise CannotDo("nobody else is left in this group")
    scene.world.membership.leave(chat, others[-1])
