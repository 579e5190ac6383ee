"""What Telegram's HTML becomes, and what Telegram says of broken HTML."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standin.bot_api.markup import formatting
from standin.bot_api.refusals import Refusal
from standin.text import utf16
from standin.wire import Wire


def read(source: str) -> tuple[str, list[Wire]]:
    return formatting.message_text(source, "HTML", None)


def attempt(source: str) -> tuple[str, list[Wire]] | Refusal:
    try:
        return read(source)
    except Refusal as refusal:
        return refusal


def kinds(source: str) -> list[str]:
    return [entity["type"] for entity in read(source)[1]]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>bold</b>", "bold", [{"type": "bold", "offset": 0, "length": 4}]),
        ("<STRONG>x</strong>", "x", [{"type": "bold", "offset": 0, "length": 1}]),
        ("🌻<i>x</i>", "🌻x", [{"type": "italic", "offset": 2, "length": 1}]),
        ("a &lt; b &amp; c &#33; &nbsp;", "a < b & c ! &nbsp;", []),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [{"type": "bold", "offset": 0, "length": 1}]),
        (
            '<a href="https://example.org">x</a>',
            "x",
            [{"type": "text_link", "offset": 0, "length": 1, "url": "https://example.org/"}],
        ),
        ('<a href="nonsense">x</a>', "x", []),
        (
            "<blockquote expandable>x\ny</blockquote>",
            "x\ny",
            [{"type": "expandable_blockquote", "offset": 0, "length": 3}],
        ),
        (
            '<pre><code class="language-python">x</code></pre>',
            "x",
            [{"type": "pre", "offset": 0, "length": 1, "language": "python"}],
        ),
        ('<span class="tg-spoiler">x</span>', "x", [{"type": "spoiler", "offset": 0, "length": 1}]),
        ("  <b> x </b>  ", "x", [{"type": "bold", "offset": 0, "length": 1}]),
    ],
)
def test_markup_becomes_entities(source: str, text: str, entities: list[Wire]) -> None:
    found_text, found = read(source)
    assert found_text.strip() == text
    assert [entity | {"offset": 0} for entity in found] == [e | {"offset": 0} for e in entities]
    for entity, wanted in zip(found, entities, strict=True):
        covered = utf16.piece(found_text, entity["offset"], entity["length"])
        assert covered == utf16.piece(text, wanted["offset"], wanted["length"])


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>x", "Can't find end tag corresponding to start tag b"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        (
            "я<b><i>x</b></i>",
            'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"',
        ),
        ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("2 < 3", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<span class="big">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<a href=ü>x</a>", "Unexpected end of name token at byte offset 8"),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(source: str, complaint: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(source)
    description = refused.value.description
    assert description == f"Bad Request: can't parse entities: {complaint}"


def test_nested_styles_come_outermost_first() -> None:
    assert kinds("<blockquote><b><i>x</i></b></blockquote>") == ["blockquote", "bold", "italic"]


def test_links_commands_and_mentions_are_found_by_themselves() -> None:
    assert kinds("see https://example.org/a or /faq or @somebody or #hope") == [
        "url",
        "bot_command",
        "mention",
        "hashtag",
    ]


def test_nothing_is_found_inside_code() -> None:
    assert kinds("<code>https://example.org /faq</code>") == ["code"]


def test_the_limit_counts_what_is_shown_and_not_the_markup() -> None:
    text, _ = read("<b>" + "x" * 4096 + "</b>")
    assert len(text) == 4096
    with pytest.raises(Refusal, match="message is too long"):
        read("🌻" * 2049)


def test_only_a_hundred_marks_are_kept() -> None:
    assert len(read("<b>x</b> <i>y</i> " * 60)[1]) == 100


@settings(deadline=None)
@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_escaped_text_is_shown_as_it_was_written(text: str) -> None:
    tried = attempt(html.escape(text))
    if isinstance(tried, Refusal):
        assert "non-empty" in tried.description
        return
    shown, entities = tried
    plain, _ = formatting.message_text(text, "", None)
    assert shown == plain
    end = utf16.length(shown)
    assert all(entity["offset"] + entity["length"] <= end for entity in entities)


@settings(deadline=None)
@given(st.text(alphabet="<>/=\"' abi&;ltg#x🌻\n", max_size=40))
def test_any_markup_is_read_or_refused(source: str) -> None:
    tried = attempt(source)
    if isinstance(tried, Refusal):
        assert tried.status == 400
        return
    text, entities = tried
    offsets = utf16.offsets(text)
    for entity in entities:
        assert entity["length"] > 0
        assert {entity["offset"], entity["offset"] + entity["length"]} <= set(offsets)
