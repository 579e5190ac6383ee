"""Urgent help in languages that have nothing else yet: whole, the same instructions, no English.

The rest of the bot stays English for their readers: no screen speaks two languages at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import ast

from bot.actions.about import ShowMenu
from bot.actions.registry import Action
from bot.actions.urgent import ShowCrisis, ShowEmergencyNumber, ShowRedFlags, ShowUrgent
from bot.content.edition import Edition, Editions, editions
from bot.content.loading import load
from bot.content.localization import Localization
from bot.content.message_keys import URGENT_HELP
from bot.content.model import Status, UrgentCard
from bot.editorial.screen_check import walk
from bot.replies import reading
from bot.replies.commands import wanted
from bot.replies.reply import Reply

CONTENT = Path(__file__).parents[2] / "content"
LANGUAGES = ("es", "pt", "ru")
# One with a text line and a keyword, one with two emergency numbers, one without a crisis line.
COUNTRIES = ("GB", "IE", "ES")
WORD = re.compile(r"[^\W\d_]{3,}")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
# Words that the language writes as English does, with what else they are.
SHARED = {
    "es": {"chat", "crisis", "plan", "pus"},
    "pt": {"bile", "chat", "for", "menu", "pus"},
    "ru": set[str](),
}
# Names that stay as they are, in every language.
NAMES = {"car", "urgent", "findahelpline", "com", "uk"}


@cache
def everything() -> Editions:
    return editions(load(CONTENT))


def of(language: str) -> Edition:
    return everything().urgent_help(language)


def card(language: str) -> UrgentCard:
    found = of(language).content.urgent
    assert found is not None
    return found


def actions() -> list[Action]:
    return [
        ShowUrgent(),
        *(ShowRedFlags(page) for page in range(5)),
        ShowEmergencyNumber(),
        ShowEmergencyNumber(page=1),
        ShowCrisis(),
        ShowCrisis(page=1),
        *(make(country) for make in (ShowCrisis, ShowEmergencyNumber) for country in COUNTRIES),
    ]


def shown(edition: Edition, action: Action) -> Reply:
    reply = reading.read(edition, action)
    assert reply is not None
    return reply


def texts_of(written: UrgentCard) -> dict[str, str]:
    return {
        **{flag.id: f"{flag.title}\n{flag.text}" for flag in written.flags},
        **{
            name: getattr(written, name)
            for name in UrgentCard.model_fields
            if name in {"title", "text", "short", "short_end_of_life"} or name.startswith("crisis")
        },
    }


@cache
def english_words() -> frozenset[str]:
    """Every word of the English card and of the English sentences around it."""
    sentences = [
        element.value
        for resource in of("en").content.messages
        for entry in resource.body
        if isinstance(entry, ast.Message) and entry.id.name in URGENT_HELP and entry.value
        for element in entry.value.elements
        if isinstance(element, ast.TextElement)
    ]
    spoken = [*texts_of(card("en")).values(), *sentences]
    return frozenset(WORD.findall(" ".join(spoken).casefold()))


def seen(edition: Edition, reply: Reply) -> Iterator[str]:
    """What is read on a screen, without the names of countries, organisations and lines."""
    text = reply.text.text
    units = text.encode("utf-16-le")
    for entity in sorted(reply.text.entities, key=lambda e: -e.offset):
        if entity.type == "text_link":
            start, end = entity.offset * 2, (entity.offset + entity.length) * 2
            units = units[:start] + units[end:]
    text = units.decode("utf-16-le")
    content = edition.content
    names = [words.name for words in content.crisis_names.values()]
    names += [source.organisation for source in content.sources.values()]
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    yield text
    yield from (button.label for row in reply.rows for button in row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_is_there_in_the_same_order_and_on_the_same_sources(language: str) -> None:
    translated, english = card(language), card("en")

    assert translated is not english
    assert len(translated.flags) == 29
    assert [(flag.id, flag.sources) for flag in translated.flags] == [
        (flag.id, flag.sources) for flag in english.flags
    ]
    assert translated.sources == english.sources
    assert translated.status is Status.DRAFT


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_changes_a_number_or_drops_an_alternative(language: str) -> None:
    english = texts_of(card("en"))

    for name, text in texts_of(card(language)).items():
        in_figures = text.replace("круглосуточн", "24 ")
        numbers = [number.replace(",", ".") for number in NUMBER.findall(in_figures)]
        assert numbers == NUMBER.findall(english[name]), name
        assert text.count("**") == english[name].count("**"), name
        assert text.count("\n\n") == english[name].count("\n\n"), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ambulance_is_called_for_the_same_signs(language: str) -> None:
    ambulance = {"en": "ambulance", "es": "ambulancia", "pt": "ambulância", "ru": "скор"}
    english = {flag.id for flag in card("en").flags if ambulance["en"] in flag.text}

    assert {f.id for f in card(language).flags if ambulance[language] in f.text} == english


@pytest.mark.parametrize("action", actions(), ids=repr)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_word_of_the_card_stands_on_a_screen(language: str, action: Action) -> None:
    allowed = SHARED[language] | NAMES
    edition = of(language)

    for text in seen(edition, shown(edition, action)):
        found = set(WORD.findall(text.casefold())) & english_words() - allowed
        assert found == set(), text


def test_the_words_that_are_looked_for_are_those_of_the_english_card() -> None:
    english = of("en")
    on_the_card = set(WORD.findall(" ".join(seen(english, shown(english, ShowUrgent())))))

    assert {"ambulance", "nobody", "urgent", "menu"} <= english_words()
    assert len(on_the_card & english_words()) > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_of_urgent_help_can_be_made_without_a_borrowed_sentence(
    language: str,
) -> None:
    edition = of(language)
    alone = replace(
        edition, l10n=Localization(language, edition.content.messages), _rendered={}, _made={}
    )

    screens = [screen for screen in walk(alone) if screen.action and screen.action.never_withheld]

    assert len(screens) > 150
    assert [screen.name for screen in screens if screen.reply is None] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_leads_to_it_in_telegram_is_said_in_the_language_too(language: str) -> None:
    alone = Localization(language, of(language).content.messages)

    assert all(alone.has(key) for key in URGENT_HELP)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_remark_on_a_crisis_line_is_left_in_english(language: str) -> None:
    mine, english = of(language).content.crisis_names, of("en").content.crisis_names

    assert [
        line
        for line, words in english.items()
        if words.remark and mine[line].remark == words.remark
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_explained_words_of_another_language_are_not_linked_in_a_card(language: str) -> None:
    edition = of(language)

    for action in actions():
        links = [e.url or "" for e in shown(edition, action).text.entities if e.type == "text_link"]
        assert all(link.startswith("https://") for link in links)


@pytest.mark.parametrize("tag", ["es", "es-mx", "pt-br", "pt-pt", "ru"])
def test_only_urgent_help_is_in_the_language_and_the_rest_is_whole_in_english(tag: str) -> None:
    assert everything().of(tag) is of("en")
    assert everything().urgent_help(tag) is of(tag[:2])
    assert of(tag) is not of("en")
    assert shown(everything().of(tag), ShowMenu()) == shown(of("en"), ShowMenu())


def test_a_language_with_urgent_help_alone_is_not_offered_to_choose() -> None:
    assert everything().languages() == ("en",)


@pytest.mark.parametrize(
    ("language", "country", "code"),
    [("es", "España", "ES"), ("pt", "Reino Unido", "GB"), ("ru", "Ирландия", "IE")],
)
def test_a_country_may_be_named_in_the_language(language: str, country: str, code: str) -> None:
    assert wanted("crisis", country, of(language)) == ShowCrisis(code)
