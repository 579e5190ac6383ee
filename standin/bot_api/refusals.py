"""Telegram's refusals: every error text that the stand-in knows, in one table."""

from __future__ import annotations

from enum import Enum

from standin.wire import Wire

PREFIX = {400: "Bad Request: ", 403: "Forbidden: ", 409: "Conflict: "}


class Why(Enum):
    """A reason to refuse: the HTTP status and Telegram's words, with places for names."""

    UNAUTHORIZED = (401, "Unauthorized")
    NOT_FOUND = (404, "Not Found")
    TOO_LONG = (413, "Request Entity Too Large")
    UNKNOWN_METHOD = (404, "Not Found: method not found")
    TOO_MANY_REQUESTS = (429, "Too Many Requests: retry after {seconds}")

    OTHER_POLLER = (
        409,
        "terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    WEBHOOK_ACTIVE = (
        409,
        (
            "can't use getUpdates method while webhook is active;"
            " use deleteWebhook to delete the webhook first"
        ),
    )
    WEBHOOK_TERMINATED = (409, "terminated by setWebhook request")
    BAD_WEBHOOK = (400, "bad webhook: {reason}")
    SECRET_TOKEN_TOO_LONG = (400, "secret token is too long")
    SECRET_TOKEN_WRONG = (400, "secret token contains unallowed characters")

    CHAT_ID_EMPTY = (400, "chat_id is empty")
    CHAT_NOT_FOUND = (400, "chat not found")
    USER_NOT_FOUND = (400, "user not found")
    INVALID_USER_ID = (400, "invalid user_id specified")
    MEMBER_LIST_INACCESSIBLE = (400, "member list is inaccessible")
    NO_ADMINISTRATORS_IN_PRIVATE = (400, "there are no administrators in the private chat")
    PARTICIPANT_INVALID = (400, "PARTICIPANT_ID_INVALID")
    UPGRADED = (400, "group chat was upgraded to a supergroup chat")
    CANNOT_LEAVE_PRIVATE = (400, "chat member status can't be changed in private chats")

    BLOCKED = (403, "bot was blocked by the user")
    DEACTIVATED = (403, "user is deactivated")
    CANNOT_INITIATE = (403, "bot can't initiate conversation with a user")
    CANNOT_MESSAGE_BOTS = (403, "bot can't send messages to bots")
    KICKED = (403, "bot was kicked from the {chat}")
    NOT_A_MEMBER = (403, "bot is not a member of the {chat}")
    GROUP_DELETED = (403, "the group chat was deleted")

    NO_RIGHT_TO_SEND = (400, "not enough rights to send {what} to the chat")
    NO_RIGHT_TO_PIN = (400, "not enough rights to manage pinned messages in the chat")
    NO_RIGHT_TO_CREATE_TOPIC = (400, "not enough rights to create a topic")
    NO_RIGHTS = (400, "not enough rights")
    NEED_ADMINISTRATOR = (400, "need administrator rights in the channel chat")
    NOT_A_FORUM = (400, "the chat is not a forum")

    THREAD_NOT_FOUND = (400, "message thread not found")
    TOPIC_CLOSED = (400, "TOPIC_CLOSED")
    TOPIC_DELETED = (400, "TOPIC_DELETED")
    TOPIC_NOT_MODIFIED = (400, "TOPIC_NOT_MODIFIED")
    TOPIC_NAME_EMPTY = (400, "TOPIC_TITLE_EMPTY")
    TOPIC_COLOUR_INVALID = (400, "TOPIC_ICON_COLOR_INVALID")

    TEXT_EMPTY = (400, "message text is empty")
    TEXT_TOO_LONG = (400, "message is too long")
    CAPTION_TOO_LONG = (400, "message caption is too long")
    NOT_UTF8 = (400, "strings must be encoded in UTF-8")
    BROKEN_ENTITIES = (400, "can't parse entities: {reason}")
    BROKEN_JSON = (400, "can't parse {what} JSON object")
    BROKEN_BODY = (400, "can't parse JSON object in the request body")
    UNSUPPORTED_PARSE_MODE = (400, "unsupported parse_mode")
    TEXT_BLANK = (400, "text must be non-empty")
    ENTITIES_GIVEN_BROKEN = (400, "can't parse MessageEntity: {reason}")
    ENTITY_NUMBER_WRONG = (400, "receive an entity with incorrect {which} {value}")
    ENTITY_BEGINS_INSIDE = (
        400,
        "entity begins in a middle of a UTF-16 symbol at byte offset {offset}",
    )
    ENTITY_ENDS_INSIDE = (
        400,
        (
            "entity beginning at UTF-16 offset {begin}"
            " ends in a middle of a UTF-16 symbol at byte offset {offset}"
        ),
    )
    ENTITY_BEGINS_AFTER_END = (
        400,
        "entity begins after the end of the text at UTF-16 offset {offset}",
    )
    ENTITY_ENDS_AFTER_END = (
        400,
        (
            "entity beginning at UTF-16 offset {begin}"
            " ends after the end of the text at UTF-16 offset {offset}"
        ),
    )

    MESSAGE_NOT_SPECIFIED = (400, "message identifier is not specified")
    EDIT_NOT_FOUND = (400, "message to edit not found")
    CANNOT_EDIT = (400, "message can't be edited")
    NO_TEXT_TO_EDIT = (400, "there is no text in the message to edit")
    NOT_MODIFIED = (
        400,
        (
            "message is not modified: specified new message content and reply markup"
            " are exactly the same as a current content and reply markup of the message"
        ),
    )
    DELETE_NOT_FOUND = (400, "message to delete not found")
    CANNOT_DELETE = (400, "message can't be deleted")
    TOO_MANY_TO_DELETE = (400, "too many message identifiers specified")
    REPLY_NOT_FOUND = (400, "message to be replied not found")
    REPLY_BROKEN = (400, "can't parse reply parameters: Can't find field \"message_id\"")
    LINK_PREVIEW_BROKEN = (400, "object expected as link preview options")
    PIN_NOT_FOUND = (400, "message to pin not found")
    UNPIN_NOT_FOUND = (400, "message to unpin not found")
    CANNOT_PIN_SERVICE = (400, "a service message can't be pinned")
    COPY_NOT_FOUND = (400, "message to copy not found")
    FORWARD_NOT_FOUND = (400, "message to forward not found")
    CANNOT_COPY = (400, "message can't be copied")
    CANNOT_FORWARD = (400, "message can't be forwarded")
    REACT_NOT_FOUND = (400, "message to react not found")
    REACTION_INVALID = (400, "REACTION_INVALID")
    REACTIONS_TOO_MANY = (400, "REACTIONS_TOO_MANY")
    INLINE_MESSAGE_INVALID = (400, "MESSAGE_ID_INVALID")
    INLINE_EXPECTED = (400, "inline keyboard expected")
    NO_CAPTION_TO_EDIT = (400, "there is no caption in the message to edit")
    DOCUMENT_EMPTY = (400, "there is no document in the request")
    PHOTO_EMPTY = (400, "there is no photo in the request")
    FILE_INVALID = (400, "wrong file identifier/HTTP URL specified")
    FILE_ID_INVALID = (400, "invalid file_id")
    FILE_EMPTY = (400, "file must be non-empty")
    WRONG_ACTION = (400, "wrong parameter action in request")

    MARKUP_NOT_OBJECT = (400, "object expected as reply markup")
    KEYBOARD_BROKEN = (400, "{reason}")
    BUTTON_BROKEN = (400, "can't parse inline keyboard button: {reason}")
    BUTTON_TEXT_EMPTY = (400, "inline keyboard button text must be non-empty")
    BUTTON_DATA_INVALID = (400, "BUTTON_DATA_INVALID")
    BUTTON_URL_INVALID = (400, "inline keyboard button URL '{url}' is invalid: {reason}")
    BUTTON_COPY_INVALID = (400, "BUTTON_COPY_TEXT_INVALID")
    MARKUP_TOO_LONG = (400, "reply markup is too long")

    QUERY_TOO_OLD = (
        400,
        "query is too old and response timeout expired or query ID is invalid",
    )
    ANSWER_TOO_LONG = (400, "MESSAGE_TOO_LONG")
    ANSWER_URL_INVALID = (400, "URL_INVALID")
    RESULTS_TOO_MANY = (400, "RESULTS_TOO_MUCH")
    RESULT_ID_INVALID = (400, "RESULT_ID_INVALID")
    RESULT_ID_DUPLICATE = (400, "RESULT_ID_DUPLICATE")
    RESULT_BROKEN = (400, "can't parse inline query result: {reason}")
    NEXT_OFFSET_INVALID = (400, "NEXT_OFFSET_INVALID")
    START_PARAM_INVALID = (400, "START_PARAM_INVALID")

    COMMANDS_NOT_ARRAY = (400, "expected an Array of BotCommand")
    COMMAND_BROKEN = (400, "can't parse BotCommand: {reason}")
    COMMAND_EMPTY = (400, "command must be non-empty")
    COMMAND_TOO_LONG = (400, "command length must not exceed 32")
    COMMAND_INVALID = (400, "BOT_COMMAND_INVALID")
    COMMAND_TEXT_EMPTY = (400, "command description must be non-empty")
    COMMAND_TEXT_TOO_LONG = (400, "command description length must not exceed 256")
    COMMANDS_TOO_MANY = (400, "BOT_COMMANDS_TOO_MUCH")
    SCOPE_BROKEN = (400, "can't parse BotCommandScope: {reason}")
    LANGUAGE_INVALID = (400, "BOT_LANG_CODE_INVALID")
    NAME_TOO_LONG = (400, "BOT_TITLE_INVALID")
    DESCRIPTION_TOO_LONG = (400, "BOT_DESCRIPTION_INVALID")
    SHORT_DESCRIPTION_TOO_LONG = (400, "BOT_SHARE_TEXT_INVALID")

    @property
    def status(self) -> int:
        return int(self.value[0])

    @property
    def words(self) -> str:
        status, text = self.value
        return PREFIX.get(status, "") + text


class Refusal(Exception):
    """The Bot API says no; carries the answer's status, text and parameters."""

    def __init__(self, why: Why, parameters: Wire | None = None, **names: object) -> None:
        self.why = why
        self.status = why.status
        self.description = why.words.format(**names) if names else why.words
        self.parameters = parameters
        super().__init__(self.description)

    def wire(self) -> Wire:
        """The answer's body."""
        body: Wire = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def migrated(new_chat_id: int) -> Refusal:
    """The answer to anything sent to a group that became a supergroup."""
    return Refusal(Why.UPGRADED, {"migrate_to_chat_id": new_chat_id})


def too_many(seconds: int) -> Refusal:
    """The answer to a bot that sends too fast."""
    return Refusal(Why.TOO_MANY_REQUESTS, {"retry_after": seconds}, seconds=seconds)


def unreadable(reason: str) -> Refusal:
    """The answer to markup that cannot be read."""
    return Refusal(Why.BROKEN_ENTITIES, reason=reason)
