"""What the page shows of the world: chats and messages in the Bot API's shapes."""

from __future__ import annotations

from standin.page.scene import Scene
from standin.state.chat_kinds import ChatKind
from standin.state.chats import Chat
from standin.state.members import Member, Status
from standin.state.messages import Message
from standin.wire import Wire

MEMBER = "member"
ADMIN = "admin"
LIMITED_ADMIN = "limited_admin"
ANONYMOUS_ADMIN = "anonymous_admin"


def state(scene: Scene) -> Wire:
    """Everything that the page shows at first."""
    world = scene.world
    return {
        "bot": bot(scene),
        "person": {"id": scene.person.id, "name": scene.person.full_name},
        "now": world.state.clock.now().isoformat(),
        "clock": clock(scene),
        "chats": [chat_with_messages(scene, chat) for chat in world.people.chats_of(scene.person)],
    }


def clock(scene: Scene) -> Wire | None:
    """The jumps that the page offers; None where time cannot be moved."""
    if scene.clock is None:
        return None
    shown = ("name", "label", "short_label", "nothing_due")
    return {"jumps": [{key: getattr(jump, key) for key in shown} for jump in scene.clock.jumps]}


def bot(scene: Scene) -> Wire:
    """The bot's account as its private chat introduces it."""
    world, language = scene.world, scene.person.language_code
    profile = world.state.profile
    return {
        "id": world.bot.id,
        "username": world.bot.username,
        "name": profile.text(profile.names, language) or profile.name or world.bot.full_name,
        "description": profile.text(profile.descriptions, language),
        "short_description": profile.text(profile.short_descriptions, language),
    }


def chat_with_messages(scene: Scene, chat: Chat) -> Wire:
    messages = [message_of(scene, message) for message in chat.messages.values()]
    return chat_facts(scene, chat) | {"messages": messages}


def chat_facts(scene: Scene, chat: Chat) -> Wire:
    """A chat without its messages."""
    world, me = scene.world, chat.standing(scene.person)
    private = chat.kind is ChatKind.PRIVATE
    return {
        "id": chat.id,
        "type": chat.kind.value,
        "title": bot(scene)["name"] if private else chat.title,
        "username": chat.username,
        "is_forum": chat.is_forum,
        "general_closed": chat.general_closed,
        "topics": [
            {"id": topic.id, "name": topic.name, "closed": topic.closed}
            for topic in chat.topics.values()
            if not topic.deleted
        ],
        "member_count": len(chat.present()),
        "bot_status": world.state.bot_in(chat).status.value,
        "identity": None if private else identity(me),
        "identities": identities(chat),
        "commands": _commands(scene, chat),
        "pinned": list(chat.pinned),
        "started": chat.started,
        "blocked": chat.blocked,
        "can_write": private or _can_write(chat, me),
        "reply_keyboard": _reply_keyboard(chat),
    }


def message_of(scene: Scene, message: Message) -> Wire:
    """A message as the Bot API writes it, with what only a reader's own app knows."""
    view = scene.world.state.wire(message)
    if message.silent:
        view["disable_notification"] = True
    if (message.reply_keyboard or {}).get("force_reply"):
        view["force_reply"] = True
    reactions = scene.world.state.chat(message.chat_id).reactions.get(message.id)
    if reactions:
        view["reactions"] = [reaction.get("emoji", "") for reaction in reactions]
    return view


def identity(me: Member) -> str:
    """As whom the person acts in a group."""
    if not me.in_charge:
        return MEMBER
    if me.is_anonymous:
        return ANONYMOUS_ADMIN
    return ADMIN if me.has_right("can_change_info") else LIMITED_ADMIN


def identities(chat: Chat) -> list[str]:
    """As whom one can act here; only a supergroup has anonymous admins."""
    match chat.kind:
        case ChatKind.SUPERGROUP:
            return [MEMBER, ADMIN, LIMITED_ADMIN, ANONYMOUS_ADMIN]
        case ChatKind.GROUP:
            return [MEMBER, ADMIN, LIMITED_ADMIN]
        case _:
            return []


def _commands(scene: Scene, chat: Chat) -> list[Wire]:
    absent = chat.kind is not ChatKind.PRIVATE and not scene.world.state.bot_in(chat).present
    if absent or chat.kind is ChatKind.CHANNEL:
        return []
    return scene.world.people.commands_shown(chat, scene.person)


def _can_write(chat: Chat, me: Member) -> bool:
    if chat.kind is ChatKind.CHANNEL:
        return me.has_right("can_post_messages")
    return me.present and me.status is not Status.RESTRICTED


def _reply_keyboard(chat: Chat) -> Wire | None:
    """The keyboard below the message box: the newest one that was sent and not removed."""
    for message in reversed(chat.messages.values()):
        kept = message.reply_keyboard
        if kept is not None and "force_reply" not in kept:
            return kept if "keyboard" in kept else None
    return None
