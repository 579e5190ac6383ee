"""What Telegram's MarkdownV2 becomes, and what Telegram says of broken marks."""

from __future__ import annotations

import pytest

from standin.bot_api.markup import formatting
from standin.bot_api.refusals import Refusal
from standin.wire import Wire


def read(source: str) -> tuple[str, list[Wire]]:
    return formatting.message_text(source, "MarkdownV2", None)


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("*a* _b_ __c__ ~d~ ||e||", "a b c d e", "bold italic underline strikethrough spoiler"),
        ("`a` ```py\nb```", "a b", "code pre"),
        ("1\\. \\*not bold\\*", "1. *not bold*", ""),
        ("[a](https://example.org)", "a", "text_link"),
        (">a\n>b\nc", "a\nb\nc", "blockquote"),
        (">a\n>b||", "a\nb", "expandable_blockquote"),
        ("*a _b_*", "a b", "bold italic"),
    ],
)
def test_marks_become_entities(source: str, text: str, kinds: str) -> None:
    found_text, found = read(source)
    assert found_text == text
    assert [entity["type"] for entity in found] == kinds.split()


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("1. x", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a > b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
        ("я *b", "Can't find end of Bold entity at byte offset 3"),
        ("[a](https://example.org", "Can't find end of a URL at byte offset 4"),
        ("*a\nb", "Can't find end of Bold entity at byte offset 0"),
    ],
)
def test_broken_marks_are_refused_in_telegrams_words(source: str, complaint: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"
