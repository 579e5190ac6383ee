"""Markdown -> text with Telegram's entities; the parsing is telegramify-markdown's work."""

from __future__ import annotations

import re

from telegramify_markdown import RenderConfig, convert

from bot.content.paging import part
from bot.content.rich_text import Entity, RichText

# A line break could begin a list or a heading; a no-break space is somebody's wish and stays.
_BREAKING_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# "$5-$6" is money here and never a formula, which would take the signs away.
_DOLLAR = re.compile(r"(?<!\\)\$")


def _quiet_config() -> RenderConfig:
    """Headings and lists without the little pictures that the library puts before them."""
    config = RenderConfig.isolated()
    symbols = config.markdown_symbol
    for level in range(1, 7):
        setattr(symbols, f"heading_level_{level}", "")
    symbols.image = symbols.link = ""
    symbols.unordered_list_item = "•"
    config.cite_expandable = False
    return config


_CONFIG = _quiet_config()


def markdown(text: str) -> RichText:
    """Renders Markdown; a link to an item ("faq/cure") keeps the id as its address."""
    rendered, entities = convert(_DOLLAR.sub(r"\$", text), latex_escape=False, config=_CONFIG)
    rich = RichText(
        rendered, tuple(Entity(e.type, e.offset, e.length, e.url) for e in entities if e.length > 0)
    )
    return part(rich, 0, len(rendered.rstrip()))


def escaped(text: str) -> str:
    """Text that Markdown leaves as it is: what people typed goes through here, always."""
    return _PUNCTUATION.sub(r"\\\1", _BREAKING_SPACE.sub(" ", text).strip(" "))
