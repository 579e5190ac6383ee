"""Telegram's HTML: text and entities out of it, or the refusal that Telegram gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from standin.bot_api.markup import links
from standin.bot_api.refusals import unreadable
from standin.text import utf16
from standin.wire import Wire

STYLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = frozenset(STYLE) | {"a", "tg-emoji", "pre", "code", "blockquote"}
PLAIN = re.compile(r"[^<&]*")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SPACE = frozenset(" \t\r\n\0\v")


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    expandable: bool
    offset: int
    start: int


@dataclass(slots=True)
class _Parser:
    """Walks the characters as Telegram's own parser does, so that the complaints are the same."""

    source: str
    position: int = 0
    out: list[str] = field(default_factory=list)
    offset: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Wire] = field(default_factory=list)

    def at(self, position: int) -> str:
        return self.source[position] if position < len(self.source) else ""

    def byte(self, position: int) -> int:
        """Telegram names places by their offset in UTF-8."""
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def run(self) -> tuple[str, list[Wire]]:
        source = self.source
        while self.position < len(source):
            character = source[self.position]
            if character == "&" and (decoded := reference(source, self.position)):
                text, self.position = decoded
                self._emit(text)
            elif character != "<":
                end = PLAIN.match(source, self.position + 1).end()  # type: ignore[union-attr]
                self._emit(source[self.position : end])
                self.position = end
            elif self.at(self.position + 1) == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise unreadable(f"Can't find end tag corresponding to start tag {self.open[-1].tag}")
        return "".join(self.out), self.entities

    def _emit(self, text: str) -> None:
        self.out.append(text)
        self.offset += utf16.length(text)

    def _skip_space(self, position: int) -> int:
        while position < len(self.source) and self.source[position] in SPACE:
            position += 1
        return position

    def _word_end(self, position: int, stops: str) -> int:
        while (
            position < len(self.source)
            and self.source[position] not in SPACE
            and self.source[position] not in stops
        ):
            position += 1
        return position

    def _start_tag(self) -> None:
        begin = self.position
        end = self._word_end(begin + 1, ">")
        if end >= len(self.source):
            raise unreadable(f"Unclosed start tag at byte offset {self.byte(begin)}")
        tag = self.source[begin + 1 : end].lower()
        if tag not in TAGS:
            raise unreadable(f'Unsupported start tag "{tag}" at byte offset {self.byte(begin)}')
        argument, expandable = self._attributes(tag, begin, end)
        if tag == "span" and argument != "spoiler":
            raise unreadable(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self.byte(begin)}'
            )
        self.open.append(_Open(tag, argument, expandable, self.offset, len(self.out)))

    def _attributes(self, tag: str, begin: int, position: int) -> tuple[str, bool]:
        argument, expandable = "", False
        while self.at(position) != ">":
            position = self._skip_space(position)
            if self.at(position) == ">":
                break
            name_end = self._word_end(position, "=>" if tag == "blockquote" else "=")
            name = self.source[position:name_end]
            if not name:
                raise unreadable(
                    f'Empty attribute name in the tag "{tag}" at byte offset {self.byte(begin)}'
                )
            position = self._skip_space(name_end)
            if tag == "blockquote" and name == "expandable" and self.at(position) != "=":
                expandable = True
                if position >= len(self.source):
                    raise unreadable(f"Unclosed start tag at byte offset {self.byte(begin)}")
                continue
            if self.at(position) != "=":
                raise unreadable(
                    f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
                    f" at byte offset {self.byte(begin)}"
                )
            value, position = self._value(tag, begin, self._skip_space(position + 1))
            expandable = expandable or (tag == "blockquote" and name == "expandable")
            argument = _argument(tag, name, value) or argument
        self.position = position + 1
        return argument, expandable

    def _value(self, tag: str, begin: int, position: int) -> tuple[str, int]:
        quote = self.at(position)
        if not quote:
            raise unreadable(f'Unclosed start tag "{tag}" at byte offset {self.byte(begin)}')
        if quote not in "'\"":
            end = position
            while (mark := self.at(end)).isascii() and (mark.isalnum() or mark in (".", "-")):
                end += 1
            if end >= len(self.source):
                raise unreadable(f"Unclosed start tag at byte offset {self.byte(begin)}")
            if self.at(end) not in SPACE and self.at(end) != ">":
                raise unreadable(
                    f"Unexpected end of name token at byte offset {self.byte(position)}"
                )
            return self.source[position:end].lower(), end
        value: list[str] = []
        position += 1
        while position < len(self.source) and self.source[position] != quote:
            if self.source[position] == "&" and (decoded := reference(self.source, position)):
                text, position = decoded
                value.append(text)
                continue
            value.append(self.source[position])
            position += 1
        position += 1
        if position >= len(self.source):
            raise unreadable(f"Unclosed start tag at byte offset {self.byte(begin)}")
        return "".join(value), position

    def _end_tag(self) -> None:
        begin = self.position
        if not self.open:
            raise unreadable(f"Unexpected end tag at byte offset {self.byte(begin)}")
        end = self._word_end(begin + 2, ">")
        name = self.source[begin + 2 : end].lower()
        end = self._skip_space(end)
        if self.at(end) != ">":
            raise unreadable(f"Unclosed end tag at byte offset {self.byte(begin)}")
        opened = self.open.pop()
        if name and name != opened.tag:
            raise unreadable(
                f"Unmatched end tag at byte offset {self.byte(begin)},"
                f' expected "</{opened.tag}>", found "</{name}>"'
            )
        self.position = end + 1
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        span: Wire = {"offset": opened.offset, "length": self.offset - opened.offset}
        match opened.tag:
            case "a":
                url = opened.argument or "".join(self.out[opened.start :])
                entity = links.entity(url)
                if entity is not None:
                    self.entities.append(span | entity)
            case "tg-emoji":
                if not opened.argument.isdigit() or int(opened.argument) == 0:
                    raise unreadable("Invalid custom emoji identifier specified")
                self.entities.append(
                    span | {"type": "custom_emoji", "custom_emoji_id": opened.argument}
                )
            case "pre" | "code":
                self._close_code(opened, span)
            case "blockquote":
                kind = "expandable_blockquote" if opened.expandable else "blockquote"
                self.entities.append(span | {"type": kind})
            case _:
                self.entities.append(span | {"type": STYLE[opened.tag]})

    def _close_code(self, opened: _Open, span: Wire) -> None:
        inner = self.entities[-1] if self.entities else {}
        same = inner.get("offset") == span["offset"] and inner.get("length") == span["length"]
        if opened.tag == "pre" and same and inner["type"] == "code" and inner.get("_language"):
            self.entities[-1] = span | {"type": "pre", "language": inner["_language"]}
        elif opened.tag == "code" and same and inner["type"] == "pre" and opened.argument:
            self.entities[-1] = span | {"type": "pre", "language": opened.argument}
        elif opened.tag == "code":
            self.entities.append(span | {"type": "code", "_language": opened.argument})
        else:
            self.entities.append(span | {"type": "pre"})


def _argument(tag: str, name: str, value: str) -> str:
    if (tag, name) in (("a", "href"), ("tg-emoji", "emoji-id")):
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return ""


def reference(source: str, position: int) -> tuple[str, int] | None:
    """The character that a reference stands for and where it ends; None for a bare ``&``."""
    end = position + 1
    if source[end : end + 1] == "#":
        hexadecimal = source[end + 1 : end + 2] == "x"
        start = end = end + (2 if hexadecimal else 1)
        digits = "0123456789abcdefABCDEF" if hexadecimal else "0123456789"
        while source[end : end + 1] and source[end] in digits:
            end += 1
        code = int(source[start:end] or "0", 16 if hexadecimal else 10)
        if code == 0 or code >= 0x10FFFF or end - position >= 10:
            return None
        if 0xD800 <= code <= 0xDFFF:
            raise unreadable(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        character = chr(code)
    else:
        while source[end : end + 1].isascii() and source[end : end + 1].isalpha():
            end += 1
        named = NAMED.get(source[position + 1 : end])
        if named is None:
            return None
        character = named
    return character, end + 1 if source[end : end + 1] == ";" else end


def parse(source: str) -> tuple[str, list[Wire]]:
    """The plain text and its entities; refuses broken markup as Telegram does."""
    text, entities = _Parser(source).run()
    for entity in entities:
        entity.pop("_language", None)
    return text, entities
