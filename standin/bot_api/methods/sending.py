"""The methods that post something new: a text, a document, a photo."""

from __future__ import annotations

from standin.bot_api.markup import formatting, keyboards
from standin.bot_api.methods import access
from standin.bot_api.parameters import Params, Upload
from standin.bot_api.refusals import Refusal, Why
from standin.state.chat_kinds import ChatKind
from standin.state.chats import Chat
from standin.state.files import StoredFile
from standin.state.messages import Details, Message
from standin.state.state import State
from standin.state.threads import place
from standin.wire import Wire


def send_message(state: State, params: Params) -> Wire:
    text, entities = formatting.message_text(
        params.text("text"), params.text("parse_mode"), params.entities("entities")
    )
    content: Wire = {"text": text} | ({"entities": entities} if entities else {})
    return state.wire(post(state, params, content, preview=link_preview(params)))


def link_preview(params: Params) -> Wire | None:
    """How the request wants links to be shown, in the newer or the older form."""
    options = params.structure("link_preview_options", "link preview options")
    if options is None:
        return {"is_disabled": True} if params.flag("disable_web_page_preview") else None
    if not isinstance(options, dict):
        raise Refusal(Why.LINK_PREVIEW_BROKEN)
    return options


def post(
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
    topic = access.topic_to_post_in(state, chat, params.integer("message_thread_id"), replied)
    in_channel = chat.kind is ChatKind.CHANNEL
    details: Details = {
        "sender": None if in_channel else state.bot,
        "sender_chat_id": chat.id if in_channel else None,
        "author_id": state.bot.id,
        "inline_keyboard": inline_keyboard,
        "reply_keyboard": reply_keyboard,
        "silent": params.flag("disable_notification"),
        "protected": params.flag("protect_content"),
        "link_preview": preview,
        "forward_origin": origin,
        **place(chat, replied, topic),
    }
    return state.post(chat, content, **details)


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
    content: Wire = {"document": file.document()} | caption(params)
    return state.wire(post(state, params, content, what="documents"))


def send_photo(state: State, params: Params) -> Wire:
    file = _file(state, params, "photo", Why.PHOTO_EMPTY)
    content: Wire = {"photo": state.store_photo(file.content)} | caption(params)
    return state.wire(post(state, params, content, what="photos"))


def caption(params: Params) -> Wire:
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
        return state.store_file(upload.name, upload.media_type, upload.content)
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
