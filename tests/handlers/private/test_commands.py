"""Every command in a private chat, as a person sends it."""

from __future__ import annotations

import pytest

from bot.replies.commands import COMMANDS
from tests.conversation import Conversation, addresses, buttons

OPENINGS = {
    "menu": "Menu",
    "faq": "Questions people ask",
    "overview": "Overview",
    "why": "Key information",
    "keyinfo": "Key information",
    "next": "Clinical significance",
    "significance": "Clinical significance",
    "treatment": "Treatment and management",
    "resources": "People and places that help",
    "glossary": "Words explained",
    "questions": "Questions to take to your care team",
    "urgent": "🆘 Get help now",
    "crisis": "It is good that you are here",
    "tip": "💡",
    "subscribe": "One tip a week",
    "unsubscribe": "You get no weekly tips",
    "settings": "Settings",
    "privacy": "What is kept about you",
    "about": "About this bot",
    "help": "How this works",
    "feedback": "Write to the team",
    "search": "What would you like to know?",
}


def test_the_list_of_openings_is_complete() -> None:
    assert OPENINGS.keys() == COMMANDS.keys()


@pytest.mark.parametrize("command", sorted(COMMANDS))
async def test_a_command_opens_its_screen_with_a_way_on(talk: Conversation, command: str) -> None:
    answer = await talk.say(f"/{command}")
    assert answer.text.startswith(OPENINGS[command])
    assert "☰ Menu" in buttons(answer) or command == "menu"
    assert {"🆘 Urgent", "🆘 Urgent help"} & set(buttons(answer)) or command == "urgent"


async def test_start_says_what_it_is_what_it_is_not_and_what_to_do_in_an_emergency(
    talk: Conversation,
) -> None:
    answer = await talk.say("/start")
    assert "refractory cancer" in answer.text
    assert "not medical advice" in answer.text
    assert "24-hour line" in answer.text
    assert buttons(answer)[0] == "🆘 Urgent help"


@pytest.mark.parametrize(
    ("payload", "opening"),
    [
        ("faq-cure", "Can refractory cancer be cured?"),
        ("section-treatment", "Treatment and management"),
        ("term-biomarker", "Biomarker"),
        ("resource-macmillan", "Macmillan Cancer Support"),
        ("tip-team-number", "💡 "),
        ("subscribe", "One tip a week"),
        ("menu", "Menu"),
        ("urgent", "🆘 Get help now"),
    ],
)
async def test_a_deep_link_opens_its_page(talk: Conversation, payload: str, opening: str) -> None:
    sent = talk.world.deep_links.start(talk.person, payload)
    answer = await talk.world.history.reply_in(talk.private, after=sent)
    assert answer.text.startswith(opening)


@pytest.mark.parametrize("payload", ["nobody-issued-this", "faq-", "faq-no-such", "x" * 64, "-_-"])
async def test_a_payload_that_nobody_issued_is_welcomed_all_the_same(
    talk: Conversation, payload: str
) -> None:
    sent = talk.world.deep_links.start(talk.person, payload)
    answer = await talk.world.history.reply_in(talk.private, after=sent)
    assert answer.text.startswith("Hello.")


@pytest.mark.parametrize(
    ("words", "opening"),
    [
        ("/faq cure", "Can refractory cancer be cured?"),
        ("/FAQ Cure", "Can refractory cancer be cured?"),
        ("/glossary biomarker", "Biomarker"),
        ("/resources Ireland", "Ireland"),
        ("/resources money", "Money"),
    ],
)
async def test_a_word_behind_a_command_leads_straight_there(
    talk: Conversation, words: str, opening: str
) -> None:
    assert (await talk.say(words)).text.startswith(opening)


async def test_a_page_shows_the_answer_then_folded_detail_sources_and_review(
    talk: Conversation,
) -> None:
    answer = await talk.say("/faq cure")
    kinds = [entity["type"] for entity in answer.entities]
    assert kinds.count("expandable_blockquote") == 1
    first_fold = min(e["offset"] for e in answer.entities if e["type"] == "expandable_blockquote")
    assert first_fold > len("Can refractory cancer be cured?")
    assert "Sources:" in answer.text
    assert "Not yet reviewed by a clinician." in answer.text
    assert any(str(entity.get("url", "")).startswith("https://") for entity in answer.entities)


async def test_an_explained_word_in_a_text_links_to_its_entry(talk: Conversation) -> None:
    answer = await talk.say("/faq cure")
    links = {entity.get("url") for entity in answer.entities}
    assert "https://t.me/RefractorySupportBot?start=term-stem-cell-transplant" in links


async def test_no_answer_shows_a_preview_of_somebodys_page(talk: Conversation) -> None:
    await talk.say("/resources Ireland")
    sent = talk.world.log.of("sendMessage")[-1]
    assert sent.params["link_preview_options"] == {"is_disabled": True}


async def test_the_menu_and_the_descriptions_are_set_for_each_scope(talk: Conversation) -> None:
    await talk.world.until(lambda: len(talk.world.log.of("setMyCommands")) >= 4)
    scopes = {e.params["scope"]["type"] for e in talk.world.log.of("setMyCommands")}
    assert scopes == {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
    }
    in_private = [c["command"] for c in talk.world.people.commands_shown(talk.private, talk.person)]
    assert in_private == list(COMMANDS)
    await talk.world.until(lambda: bool(talk.world.log.of("setMyShortDescription")))
    assert talk.world.log.of("setMyDescription")[0].ok


async def test_a_gentle_page_asks_before_it_shows(talk: Conversation) -> None:
    asked = await talk.say("/faq how-long")
    assert "Would you like to read it now?" in asked.text
    shown, _ = await talk.tap(asked, "Yes, show me")
    assert "Would you like to read it now?" not in shown.text
    assert "Sources:" in shown.text


async def test_link_buttons_lead_only_to_https(talk: Conversation) -> None:
    for command in COMMANDS:
        for address in addresses(await talk.say(f"/{command}")).values():
            assert address.startswith("https://")
