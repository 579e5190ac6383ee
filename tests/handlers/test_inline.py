"""The bot's name typed in any chat: what is offered, what is inserted, and sharing a page."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiogram.types import InlineQueryResultArticle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standin.state.accounts import Person
from standin.state.messages import Message
from standin.state.queries import InlineAnswer
from tests.conversation import CONTENT, Conversation, addresses, buttons, conversation
from tests.support.judge import judge_log, unknown_fields

HARD = st.sampled_from(
    [
        "🙂" * 128,
        "a" * 256,
        "\u202eשלום\u202c מה זה",
        "<b>pain</b> *x* _y_ `z` [a](b)",
        "\u0000\u200d\ufe0f",
        "Zalgo̸̷̵" * 20,
        "pain " * 51,
        "%s {0} { $x } \\",
    ]
)
QUERIES = st.one_of(st.text(max_size=256), HARD)


async def offered(
    talk: Conversation, words: str, *, who: Person | None = None, offset: str = ""
) -> InlineAnswer:
    query = talk.world.inline.ask(who or talk.person, words, "group", offset)
    return await talk.world.inline.answer_to(query)


async def inserted(talk: Conversation, words: str, result_id: str) -> Message:
    """The message that stands in a group, which the bot is not in, after choosing a result."""
    group = talk.world.chats.create_supergroup("Book club", talk.person)
    query = talk.world.inline.ask(talk.person, words, "supergroup")
    await talk.world.inline.answer_to(query)
    return talk.world.inline.choose(query, result_id, group)


def ids(answer: InlineAnswer) -> list[str]:
    return [result["id"] for result in answer.results]


def marks(message: Message, kind: str) -> list[dict[str, Any]]:
    return [e for e in message.content.get("entities", []) if e["type"] == kind]


async def test_a_word_offers_pages_questions_terms_and_tips_ranked(talk: Conversation) -> None:
    answer = await offered(talk, "immunotherapy")
    assert ids(answer)[0] == "section/immunotherapy"
    kinds = {result_id.partition("/")[0] for result_id in ids(answer)}
    assert {"section", "faq", "term", "tip"} <= kinds
    assert all(result["description"] for result in answer.results)


async def test_more_in_private_stands_on_top_and_leads_to_the_best_result(
    talk: Conversation,
) -> None:
    answer = await offered(talk, "immunotherapy")
    assert answer.button == {"text": "More in private", "start_parameter": "section-immunotherapy"}
    opened = talk.world.deep_links.start(talk.person, "section-immunotherapy")
    assert (await talk.world.history.reply_in(talk.private, after=opened)).text.startswith(
        "Immunotherapy"
    )


async def test_nothing_typed_shows_urgent_help_then_the_sections_and_questions(
    talk: Conversation,
) -> None:
    answer = await offered(talk, "")
    content = talk.services.live.current.of("en").content
    tops = [section.id for section in content.top_sections()]
    assert ids(answer)[: len(tops) + 2] == ["urgent", *tops, next(iter(content.faqs))]
    assert answer.button is not None
    assert answer.button["start_parameter"] == "menu"


async def test_scrolling_on_brings_the_rest_once_each(talk: Conversation) -> None:
    seen: list[str] = []
    offset = ""
    for _ in range(5):
        answer = await offered(talk, "", offset=offset)
        seen += ids(answer)
        if not (offset := answer.next_offset):
            break
    faqs = talk.services.live.current.of("en").content.faqs
    assert set(faqs) < set(seen)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("offset", ["-20", "x", "99999999", "٣٠", "900", "²"])
async def test_an_offset_that_nobody_issued_is_no_error(talk: Conversation, offset: str) -> None:
    assert (await offered(talk, "pain", offset=offset)).button


async def test_a_sign_that_cannot_wait_brings_the_urgent_card_first(talk: Conversation) -> None:
    assert ids(await offered(talk, "fever"))[0] == "urgent"
    message = await inserted(talk, "fever", "urgent")
    assert "Call the 24-hour number of your cancer team now" in message.text
    assert addresses(message)["More in private"].endswith("?start=urgent")


async def test_where_nothing_fits_the_way_to_everything_is_shown(talk: Conversation) -> None:
    answer = await offered(talk, "qqqxzw")
    assert answer.results == []
    assert answer.button == {"text": "Nothing found. Open the menu", "start_parameter": "menu"}


async def test_an_inserted_question_names_its_source_and_is_not_the_senders_own(
    talk: Conversation,
) -> None:
    message = await inserted(talk, "fever", "faq/fever")
    assert message.text.startswith("A question people ask: “I have a fever.")
    assert "Sources: " in message.text
    assert "General information, not medical advice." in message.text
    assert "Don't wait for a chat." in message.text  # the page speaks of symptoms
    assert len(message.text) < 1000
    assert addresses(message)["More in private"].endswith("?start=faq-fever")


async def test_a_gentle_page_inserts_its_title_and_a_link_and_no_more(talk: Conversation) -> None:
    answer = await offered(talk, "what lies ahead")
    result = next(r for r in answer.results if r["id"] == "section/prognosis")
    assert result["description"].startswith("Speaks plainly")
    message = await inserted(talk, "what lies ahead", "section/prognosis")
    assert message.text == "What lies ahead (prognosis)"
    (linked,) = marks(message, "text_link")
    assert linked["url"].endswith("?start=section-prognosis")


async def test_a_command_in_an_inserted_text_is_a_link_and_sends_nothing(
    talk: Conversation,
) -> None:
    message = await inserted(talk, "patient resources", "section/resources")
    assert "/resources" in message.text
    assert marks(message, "text_link")[0]["url"].endswith("?start=resources")
    assert not marks(message, "bot_command")


async def test_every_item_can_be_inserted_and_each_result_is_valid(talk: Conversation) -> None:
    content = talk.services.live.current.of("en").content
    shelves = (content.sections, content.faqs, content.terms, content.tips, content.resources)
    seen: set[str] = set()
    for item in [item for shelf in shelves for item in shelf.values()]:
        answer = await offered(talk, item.title)
        seen |= set(ids(answer))
        _each_is_valid(answer)
    assert {item_id for shelf in shelves for item_id in shelf} <= seen


@given(words=QUERIES, offset=st.sampled_from(["", "20", "40"]))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_any_words_are_answered_with_at_most_fifty_valid_results(
    talk: Conversation, words: str, offset: str
) -> None:
    answer = await offered(talk, words, offset=offset)
    assert len(answer.results) <= 50
    assert len(answer.next_offset.encode()) <= 64
    _each_is_valid(answer)
    assert not judge_log(talk.world.log.of("answerInlineQuery")[-1:])


def _each_is_valid(answer: InlineAnswer) -> None:
    for result in answer.results:
        article = InlineQueryResultArticle.model_validate(result)
        assert not list(unknown_fields(article))
        assert article.title
        assert article.reply_markup
        assert 1 <= len(article.id.encode()) <= 64
        assert len(result["input_message_content"]["message_text"]) <= 4096


async def test_an_answer_that_comes_too_late_is_no_error(talk: Conversation) -> None:
    query = talk.world.inline.ask(talk.person, "pain")
    await talk.world.inline.answer_to(query)
    before = len(talk.world.log)
    # Telegram brings an update once more when its receipt was lost.
    talk.world.updates.put(
        "inline_query",
        {"id": query, "from": talk.person.wire(), "query": "pain", "offset": ""},
    )
    await talk.quiet()
    refused = [e for e in list(talk.world.log)[before:] if not e.ok]
    assert [e.method for e in refused] == ["answerInlineQuery"]
    assert (await offered(talk, "pain")).results


async def test_a_text_inserted_in_the_bots_own_chat_gets_no_second_answer(
    talk: Conversation,
) -> None:
    await talk.say("/start")
    query = talk.world.inline.ask(talk.person, "pain", "sender")
    await talk.world.inline.answer_to(query)
    sent = talk.world.inline.choose(query, "section/pain", talk.private)
    await talk.quiet()
    assert not talk.world.history.said_by_bot(talk.private, after=sent.id)


@pytest.fixture
async def monolingual(tmp_path: Path) -> AsyncIterator[Conversation]:
    """A bot that knows English alone."""
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content, ignore=shutil.ignore_patterns("es", "pt", "ru"))
    async with conversation(tmp_path, content=content) as running:
        yield running


async def test_with_one_language_everybody_shares_telegrams_cache(
    monolingual: Conversation,
) -> None:
    answer = await offered(monolingual, "pain")
    assert not answer.is_personal
    assert answer.cache_time == 300


@pytest.fixture
async def bilingual(tmp_path: Path) -> AsyncIterator[Conversation]:
    """A bot that also knows one page of an invented second language."""
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content, ignore=shutil.ignore_patterns("es", "pt", "ru"))
    (content / "pt" / "faq").mkdir(parents=True)
    (content / "pt" / "strings.ftl").write_text("inline-more = Mais em privado\n", "utf-8")
    page = (content / "en" / "faq" / "cure.md").read_text("utf-8")
    page = page.replace("Can refractory cancer be cured?", "O cancro refratário tem cura?")
    (content / "pt" / "faq" / "cure.md").write_text(page, "utf-8")
    async with conversation(tmp_path, content=content) as running:
        yield running


async def test_results_are_in_the_senders_language_and_cached_for_each_person(
    bilingual: Conversation,
) -> None:
    rita = bilingual.world.people.add("Rita", language_code="pt-br")
    hers = await offered(bilingual, "cura", who=rita)
    assert hers.results[0]["title"] == "O cancro refratário tem cura?"
    assert hers.button is not None
    assert hers.button["text"] == "Mais em privado"
    assert hers.is_personal
    his = await offered(bilingual, "cure")
    assert his.results[0]["title"] == "Can refractory cancer be cured?"
    assert his.is_personal


@pytest.mark.parametrize(
    ("command", "payload", "words"),
    [
        ("/start faq-fever", "faq-fever", "A question people ask: “I have a fever. Can I wait"),
        ("/overview", "section-overview", "Overview"),
        ("/glossary biomarker", "term-biomarker", "A word explained: Biomarker"),
    ],
)
async def test_every_page_has_a_link_behind_a_share_button(
    talk: Conversation, command: str, payload: str, words: str
) -> None:
    shared = urlsplit(addresses(await talk.say(command))["Share"])
    given = parse_qs(shared.query)
    assert f"{shared.netloc}{shared.path}" == "t.me/share/url"
    assert given["url"] == [f"https://t.me/{talk.world.bot.username}?start={payload}"]
    assert given["text"][0].startswith(words)
    assert "+" not in shared.query  # some apps would show it


@pytest.mark.parametrize(
    "payload", ["tip-name-it", "resource-macmillan", "questions-about-support"]
)
async def test_a_shared_link_opens_a_page_that_can_be_shared_on(
    talk: Conversation, payload: str
) -> None:
    opened = talk.world.deep_links.start(talk.person, payload)
    page = await talk.world.history.reply_in(talk.private, after=opened)
    url = parse_qs(urlsplit(addresses(page)["Share"]).query)["url"][0]
    assert url.endswith(f"?start={payload}")


async def test_words_behind_a_command_open_the_page_that_clearly_fits(talk: Conversation) -> None:
    assert (await talk.say("/faq stop treatment")).text.startswith(
        talk.services.live.current.of("en").content.faqs["faq/stop-treatment"].title
    )
    assert (await talk.say("/glossary chemotherapys")).text.startswith("Chemotherapy")


async def test_where_several_fit_a_few_are_offered_the_asked_kind_first(
    talk: Conversation,
) -> None:
    found = await talk.say("/faq biopsy blood")
    assert found.text.startswith("Is it one of these?")
    assert 2 <= len(buttons(found)) <= 10
    page, _ = await talk.tap(found, buttons(found)[0])
    assert page.id == found.id
    assert "Is it one of these?" not in page.text


async def test_where_nothing_fits_the_whole_list_is_shown(talk: Conversation) -> None:
    assert (await talk.say("/faq qqqxzw")).text.startswith("Questions people ask")
    assert (await talk.say("/resources qqqxzw")).text.startswith("People and places that help")
