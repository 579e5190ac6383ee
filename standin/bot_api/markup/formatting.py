"""From what a bot sends to the text that is shown: markup, entities, spaces, links."""

from __future__ import annotations

from standin.bot_api.markup import html, links, markdown
from standin.bot_api.refusals import Refusal, Why, unreadable
from standin.text import utf16
from standin.text.control_characters import CONTROL
from standin.text.entities import detect
from standin.wire import Wire

MOST_ENTITIES = 100
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MARKUP_ORDER = (
    "blockquote",
    "expandable_blockquote",
    "text_link",
    "text_mention",
    "custom_emoji",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
    "pre",
)
"""What a bot may mark; all other kinds are found by Telegram itself and ignored when given."""

DETECTED = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card"}
)


def formatted(text: str, parse_mode: str, entities: list[Wire] | None) -> tuple[str, list[Wire]]:
    """Text and entities as they are kept; refuses what Telegram cannot parse, and blank text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refusal(Why.NOT_UTF8) from None
    match parse_mode.lower():
        case "":
            marked = _all_given(text, entities or [])
        case "html":
            text, marked = html.parse(text)
        case "markdownv2":
            text, marked = markdown.parse(text)
        case "markdown":
            raise unreadable("the stand-in does not read the old Markdown")
        case _:
            raise Refusal(Why.UNSUPPORTED_PARSE_MODE)
    return _tidy(text, marked)


def _all_given(text: str, entities: list[Wire]) -> list[Wire]:
    marked = [_given(entity) for entity in entities if entity.get("type") not in DETECTED]
    _check_bounds(text, [entity for entity in marked if entity["length"] > 0])
    return marked


def _given(entity: Wire) -> Wire:
    kind = entity.get("type")
    if kind not in MARKUP_ORDER:
        raise Refusal(
            Why.ENTITIES_GIVEN_BROKEN,
            reason="unsupported entity type specified" if kind else 'Can\'t find field "type"',
        )
    for name in ("offset", "length"):
        if not isinstance(entity.get(name), int):
            raise Refusal(Why.ENTITIES_GIVEN_BROKEN, reason=f'Can\'t find field "{name}"')
        if not 0 <= entity[name] <= 1_000_000:
            raise Refusal(Why.ENTITY_NUMBER_WRONG, which=name, value=entity[name])
    kept: Wire = {"type": kind, "offset": entity["offset"], "length": entity["length"]}
    if kind == "text_link":
        link = links.entity(str(entity.get("url", "")))
        return kept | (link or {"type": ""})
    for name in ("language", "custom_emoji_id", "user"):
        if name in entity:
            kept[name] = entity[name]
    return kept


def _tidy(text: str, marked: list[Wire]) -> tuple[str, list[Wire]]:
    marked = [entity for entity in marked if entity["length"] > 0 and entity["type"]]
    text, marked = _cleaned(text, marked)
    text, marked = _trimmed(text, marked)
    if not text:
        raise Refusal(Why.TEXT_BLANK)
    marked = marked[:MOST_ENTITIES]
    marked += detect(text, known=marked)
    return text, sorted(marked, key=_order)


def _order(entity: Wire) -> tuple[int, int, int]:
    kind = entity["type"]
    rank = MARKUP_ORDER.index(kind) if kind in MARKUP_ORDER else len(MARKUP_ORDER)
    return entity["offset"], -entity["length"], rank


def _check_bounds(text: str, marked: list[Wire]) -> None:
    if not marked:
        return
    offsets = utf16.offsets(text)
    boundaries, end = set(offsets), offsets[-1]
    for entity in marked:
        start, stop = entity["offset"], entity["offset"] + entity["length"]
        if start >= end:
            raise Refusal(Why.ENTITY_BEGINS_AFTER_END, offset=start)
        if start not in boundaries:
            raise Refusal(Why.ENTITY_BEGINS_INSIDE, offset=_byte(text, start))
        if stop > end:
            raise Refusal(Why.ENTITY_ENDS_AFTER_END, begin=start, offset=stop)
        if stop not in boundaries:
            raise Refusal(Why.ENTITY_ENDS_INSIDE, begin=start, offset=_byte(text, stop))


def _byte(text: str, offset: int) -> int:
    raw = text.encode("utf-16-le")[: offset * 2]
    return len(raw.decode("utf-16-le", "ignore").encode())


def _cleaned(text: str, marked: list[Wire]) -> tuple[str, list[Wire]]:
    """Removes what Telegram removes (control characters) and moves the entities along."""
    clean = text.translate(CONTROL)
    if len(clean) == len(text) or not marked:
        return clean, marked
    before, after, position = utf16.offsets(text), {}, 0
    for character, offset in zip(text, before, strict=False):
        after[offset] = position
        kept = character.translate(CONTROL)
        position += utf16.length(kept)
    after[before[-1]] = position
    return clean, [_moved(entity, after) for entity in marked]


def _moved(entity: Wire, after: dict[int, int]) -> Wire:
    start = after[entity["offset"]]
    return entity | {"offset": start, "length": after[entity["offset"] + entity["length"]] - start}


def _trimmed(text: str, marked: list[Wire]) -> tuple[str, list[Wire]]:
    """Cuts space at the end, and at the start as far as no entity begins there."""
    right = text.rstrip(" \n")
    end = utf16.length(right)
    kept = [_without_space(entity, text) for entity in marked]
    kept = [_until(entity, end) for entity in kept if entity["offset"] < end]
    kept = [entity for entity in kept if entity["length"] > 0]
    first = min((entity["offset"] for entity in kept), default=end)
    blank = len(right) - len(right.lstrip(" \n"))
    cut = min(blank, first)
    return right[cut:], [entity | {"offset": entity["offset"] - cut} for entity in kept]


def _without_space(entity: Wire, text: str) -> Wire:
    covered = utf16.piece(text, entity["offset"], entity["length"])
    blank = len(covered) - len(covered.lstrip(" \n"))
    if not blank:
        return entity
    return entity | {"offset": entity["offset"] + blank, "length": entity["length"] - blank}


def _until(entity: Wire, end: int) -> Wire:
    return entity | {"length": min(entity["length"], end - entity["offset"])}


def message_text(text: str, parse_mode: str, entities: list[Wire] | None) -> tuple[str, list[Wire]]:
    """A message's text, no longer than Telegram allows."""
    if not text:
        raise Refusal(Why.TEXT_EMPTY)
    plain, marked = formatted(text, parse_mode, entities)
    if utf16.length(plain) > LONGEST_TEXT:
        raise Refusal(Why.TEXT_TOO_LONG)
    return plain, marked


def caption(text: str, parse_mode: str, entities: list[Wire] | None) -> tuple[str, list[Wire]]:
    """A file's caption, which may be empty."""
    if not text.strip():
        return "", []
    plain, marked = formatted(text, parse_mode, entities)
    if utf16.length(plain) > LONGEST_CAPTION:
        raise Refusal(Why.CAPTION_TOO_LONG)
    return plain, marked
