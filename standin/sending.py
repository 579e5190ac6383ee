"""The methods that post: text, files, copies, forwards and actions such as "typing"."""

from __future__ import annotations

from standin import access, files, formatting, keyboards
from standin.changes import ChangeKind
from standin.chats import Chat, ChatKind
from standin.messages import Message
from standin.parameters import Params, Upload
from standin.people import Wire
from standin.refusals import Refusal, Why
from standin.state import State, StoredFile

ACTIONS = frozenset(
    {
        "cancel",
        "typing",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "record_audio",
        "upload_audio",
        "upload_photo",
        "upload_document",
        "choose_sticker",
        "find_location",
        "pick_up_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(state: State, params: Params) -> Wire:
    text, entities = formatting.message_text(
        params.text("text"), params.text("parse_mode"), params.entities("entities")
    )
    content: Wire = {"text": text} | ({"entities": entities} if entities else {})
    return state.wire(_post(state, params, content, preview=link_preview(params)))


def link_preview(params: Params) -> Wire | None:
    """How the request wants links to be shown, in the newer or the older form."""
    options = params.structure("link_preview_options", "link preview options")
    if options is None:
        return {"is_disabled": True} if params.flag("disable_web_page_preview") else None
    if not isinstance(options, dict):
        raise Refusal(Why.LINK_PREVIEW_BROKEN)
    return options


def _post(
    state: State,
    params: Params,
    content: Wire,
    *,
    what: str = "text messages",
    preview: Wire | None = None,
    origin: Wire | None = None,
) -> Message:
    """Checks in Telegram's order: the keyboard, the chat, the message replied to, the topic."""
    inline_keyboard, reply_keyboard = keyboards.split(keyboards.markup(params))
    chat = access.writable_chat(state, params, what)
    replied = _replied(chat, params)
    topic_id = access.thread(state, chat, params.integer("message_thread_id"), replied)
    in_channel = chat.kind is ChatKind.CHANNEL
    message = state.post(
        chat,
        content,
        sender=None if in_channel else state.bot,
        sender_chat_id=chat.id if in_channel else None,
        author_id=state.bot.id,
        inline_keyboard=inline_keyboard,
        reply_keyboard=reply_keyboard,
        silent=params.flag("disable_notification"),
        protected=params.flag("protect_content"),
        link_preview=preview,
        forward_origin=origin,
        **_placed(chat, replied, topic_id),
    )
    state.typing.pop(chat.id, None)
    return message


def _placed(chat: Chat, replied: Message | None, topic_id: int | None) -> Wire:
    if topic_id is not None:
        root = topic_id if topic_id in chat.messages else None
        return {
            "reply_to": replied.id if replied else root,
            "thread_id": topic_id,
            "in_topic": True,
        }
    if replied is None:
        return {}
    threaded = chat.kind is ChatKind.SUPERGROUP
    return {
        "reply_to": replied.id,
        "thread_id": (replied.thread_id or replied.id) if threaded else None,
    }


def _replied(chat: Chat, params: Params) -> Message | None:
    given = params.structure("reply_parameters", "reply parameters")
    if given is None and "reply_to_message_id" in params:
        given = {
            "message_id": params.integer("reply_to_message_id"),
            "allow_sending_without_reply": params.flag("allow_sending_without_reply"),
        }
    if given is None:
        return None
    if not isinstance(given, dict) or not isinstance(given.get("message_id"), int):
        raise Refusal(Why.REPLY_BROKEN)
    replied = chat.messages.get(given["message_id"])
    if replied is None and not given.get("allow_sending_without_reply"):
        raise Refusal(Why.REPLY_NOT_FOUND)
    return replied


def send_document(state: State, params: Params) -> Wire:
    file = _file(state, params, "document", Why.DOCUMENT_EMPTY)
    content: Wire = {"document": files.described_document(file)} | _caption(params)
    return state.wire(_post(state, params, content, what="documents"))


def send_photo(state: State, params: Params) -> Wire:
    file = _file(state, params, "photo", Why.PHOTO_EMPTY)
    content: Wire = {"photo": files.photo(state, file.content)} | _caption(params)
    return state.wire(_post(state, params, content, what="photos"))


def _caption(params: Params) -> Wire:
    text, entities = formatting.caption(
        params.text("caption"), params.text("parse_mode"), params.entities("caption_entities")
    )
    if not text:
        return {}
    return {"caption": text} | ({"caption_entities": entities} if entities else {})


def _file(state: State, params: Params, field: str, missing: Why) -> StoredFile:
    upload = _upload(params, field)
    if upload is not None:
        if not upload.content:
            raise Refusal(Why.FILE_EMPTY)
        return files.store(state, upload.name, upload.media_type, upload.content)
    given = params.text(field)
    if not given:
        raise Refusal(missing)
    if given not in state.files:
        raise Refusal(Why.FILE_INVALID)
    return state.files[given]


def _upload(params: Params, field: str) -> Upload | None:
    given = params.text(field)
    if given.startswith("attach://"):
        return params.files.get(given.removeprefix("attach://"))
    return params.files.get(field)


def _source(state: State, params: Params, missing: Why) -> Message:
    origin = access.reachable_chat(state, params, "from_chat_id")
    message = origin.messages.get(params.integer("message_id"))
    if message is None:
        raise Refusal(missing)
    return message


def copy_message(state: State, params: Params) -> Wire:
    source = _source(state, params, Why.COPY_NOT_FOUND)
    if source.is_service or source.protected:
        raise Refusal(Why.CANNOT_COPY)
    content = dict(source.content)
    if "caption" in params:
        content = {key: content[key] for key in content if not key.startswith("caption")}
        content |= _caption(params)
    return {"message_id": _post(state, params, content, preview=source.link_preview).id}


def forward_message(state: State, params: Params) -> Wire:
    source = _source(state, params, Why.FORWARD_NOT_FOUND)
    if source.is_service or source.protected:
        raise Refusal(Why.CANNOT_FORWARD)
    origin = source.forward_origin or _origin(state, source)
    content = dict(source.content)
    return state.wire(_post(state, params, content, preview=source.link_preview, origin=origin))


def _origin(state: State, source: Message) -> Wire:
    if source.sender is None or source.sender_chat_id is not None:
        chat = state.chat(source.sender_chat_id or source.chat_id)
        kind = "channel" if chat.kind is ChatKind.CHANNEL else "chat"
        named = (
            {"chat": chat.wire(), "message_id": source.id}
            if kind == "channel"
            else {"sender_chat": chat.wire()}
        )
        return {"type": kind, "date": source.date} | named
    return {"type": "user", "date": source.date, "sender_user": source.sender.wire()}


def send_chat_action(state: State, params: Params) -> bool:
    action = params.text("action").lower()
    if action not in ACTIONS:
        raise Refusal(Why.WRONG_ACTION)
    chat = access.writable_chat(state, params)
    access.thread(state, chat, params.integer("message_thread_id"))
    state.typing[chat.id] = action
    state.tell(ChangeKind.TYPING, chat.id, action=action)
    return True
