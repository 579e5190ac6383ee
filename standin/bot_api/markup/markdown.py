"""Telegram's MarkdownV2: text and entities out of it, or the refusal that Telegram gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from standin.bot_api.markup import links
from standin.bot_api.refusals import unreadable
from standin.wire import Wire

RESERVED = frozenset("_*[]()~`>#+-=|{}.!\n")
NAMES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}
ENDS = {
    "bold": "*",
    "strikethrough": "~",
    "spoiler": "||",
    "code": "`",
    "pre": "```",
    "text_link": "]",
    "custom_emoji": "]",
    "underline": "__",
}
STARTS = (
    ("||", "spoiler"),
    ("__", "underline"),
    ("_", "italic"),
    ("*", "bold"),
    ("~", "strikethrough"),
)


@dataclass(slots=True)
class _Open:
    kind: str
    offset: int
    place: int
    start: int
    language: str = ""


@dataclass(slots=True)
class _Parser:
    source: str
    position: int = 0
    out: list[str] = field(default_factory=list)
    offset: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Wire] = field(default_factory=list)
    quoting: bool = False

    def run(self) -> tuple[str, list[Wire]]:
        while self.position < len(self.source):
            character = self.source[self.position]
            following = self.source[self.position + 1 : self.position + 2]
            if character == "\\" and following and 0 < ord(following) <= 126:
                self._emit(following)
                self.position += 2
            elif character not in self._reserved():
                self._emit(character)
                self.position += 1
            elif self._ends_here(character):
                self._end(character)
            else:
                self._begin(character)
        if self.quoting and self.open and self.open[-1].kind == "blockquote":
            self._close(self.open.pop())
        if self.open:
            raise self._unfinished()
        return "".join(self.out), self.entities

    def _unfinished(self) -> Exception:
        last = self.open[-1]
        return unreadable(
            f"Can't find end of {NAMES[last.kind]} entity at byte offset {self._byte(last.place)}"
        )

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode())

    def _emit(self, character: str) -> None:
        self.out.append(character)
        self.offset += 2 if character > "\uffff" else 1

    def _reserved(self) -> frozenset[str]:
        inside_code = self.open and self.open[-1].kind in ("code", "pre")
        return frozenset("`") if inside_code else RESERVED

    def _follows(self, mark: str) -> bool:
        return self.source.startswith(mark, self.position)

    def _ends_here(self, character: str) -> bool:
        if not self.open:
            return False
        if self.quoting and character == "\n" and not self._follows("\n>"):
            return True
        kind = self.open[-1].kind
        if kind == "italic":
            return character == "_" and not self._follows("__")
        if kind == "blockquote":
            return self._ends_expandable()
        return self._follows(ENDS[kind])

    def _ends_expandable(self) -> bool:
        rest = self.source[self.position :]
        return rest == "||" or (rest.startswith("||\n") and not rest.startswith("||\n>"))

    def _begin(self, character: str) -> None:
        if character == "\n":
            self._line_end()
            return
        place = self.position
        for mark, kind in STARTS:
            if self._follows(mark):
                self.position += len(mark)
                self.open.append(_Open(kind, self.offset, place, len(self.out)))
                return
        if self._follows("```"):
            self._begin_pre(place)
        elif character == "`":
            self._push("code", place, 1)
        elif character == "[":
            self._push("text_link", place, 1)
        elif self._follows("!["):
            self._push("custom_emoji", place, 2)
        elif (character == ">" and place == 0) or self._follows("**>"):
            self._push("blockquote", place, 1)
            self.quoting = True
        else:
            raise unreadable(
                f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
            )

    def _push(self, kind: str, place: int, size: int) -> None:
        self.position += size
        self.open.append(_Open(kind, self.offset, place, len(self.out)))

    def _line_end(self) -> None:
        self._emit("\n")
        place = self.position
        self.position += 1
        if self._follows(">"):
            self.position += 1
            if not self.quoting:
                self.quoting = True
                self.open.append(_Open("blockquote", self.offset, place, len(self.out)))

    def _begin_pre(self, place: int) -> None:
        self.position += 3
        end = self.position
        while end < len(self.source) and not self.source[end].isspace() and self.source[end] != "`":
            end += 1
        language = ""
        if end < len(self.source) and self.source[end] != "`":
            language, self.position = self.source[self.position : end], end
        if self._follows("\n"):
            self.position += 1
        self.open.append(_Open("pre", self.offset, place, len(self.out), language))

    def _end(self, character: str) -> None:
        opened = self.open.pop()
        if character == "\n":
            if opened.kind != "blockquote":
                self.open.append(opened)
                raise self._unfinished()
            self.position += 1
            self.quoting = False
            self._close(opened)
            self._emit("\n")
            return
        if opened.kind == "blockquote":
            self.position += 2
            self.quoting = False
            self._close(opened, kind="expandable_blockquote")
            return
        self.position += 1 if opened.kind == "italic" else len(ENDS[opened.kind])
        if opened.kind in ("text_link", "custom_emoji"):
            self._close_link(opened)
        else:
            self._close(opened)

    def _close(self, opened: _Open, kind: str = "") -> None:
        if self.offset > opened.offset:
            entity: Wire = {
                "type": kind or opened.kind,
                "offset": opened.offset,
                "length": self.offset - opened.offset,
            }
            if opened.language:
                entity["language"] = opened.language
            self.entities.append(entity)

    def _close_link(self, opened: _Open) -> None:
        url = "".join(self.out[opened.start :])
        if self._follows("("):
            url = self._address()
        elif opened.kind == "custom_emoji":
            raise unreadable("Custom emoji entity must contain a tg://emoji URL")
        if self.offset == opened.offset:
            return
        span: Wire = {"offset": opened.offset, "length": self.offset - opened.offset}
        if opened.kind == "custom_emoji":
            number = url.rpartition("id=")[2]
            if not url.startswith("tg://emoji?") or not number.isdigit():
                raise unreadable("Custom emoji URL must have an emoji identifier")
            self.entities.append(span | {"type": "custom_emoji", "custom_emoji_id": number})
            return
        link = links.entity(url)
        if link is not None:
            self.entities.append(span | link)

    def _address(self) -> str:
        begin = self.position + 1
        position, url = begin, []
        while position < len(self.source) and self.source[position] != ")":
            if self.source[position] == "\\" and position + 1 < len(self.source):
                position += 1
            url.append(self.source[position])
            position += 1
        if position >= len(self.source):
            raise unreadable(f"Can't find end of a URL at byte offset {self._byte(begin)}")
        self.position = position + 1
        return "".join(url)


def parse(source: str) -> tuple[str, list[Wire]]:
    """The plain text and its entities; refuses unescaped and unfinished marks as Telegram does."""
    return _Parser(source).run()
