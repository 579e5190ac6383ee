"""Whose Telegram speaks a language that has urgent help alone: that, and the rest in English."""

from __future__ import annotations

import pytest

from tests.conversation import Conversation, buttons


@pytest.fixture
def marta(talk: Conversation) -> Conversation:
    """The person who writes has Telegram in Spanish, as spoken in Mexico."""
    talk.person = talk.world.people.add("Marta", language_code="es-mx")
    return talk


async def test_the_card_and_what_its_buttons_lead_to_are_in_the_language(
    marta: Conversation,
) -> None:
    card = await marta.say("/urgent")
    assert card.text.startswith("🆘 Pida ayuda ahora")
    assert "☰ Menú" in buttons(card)
    signs, _ = await marta.tap(card, "Señales que no pueden esperar")
    assert signs.text.startswith("Señales que no pueden esperar (1 de 5)")
    assert buttons(signs)[-3:] == ["‹ Atrás", "☰ Menú", "🆘 Urgente"]


async def test_a_country_named_in_the_language_leads_to_its_line(marta: Conversation) -> None:
    line = await marta.say("/crisis España")
    assert "¿Está pensando en quitarse la vida?" in line.text
    assert "Copiar 024" in buttons(line)


async def test_a_country_is_kept_in_the_language_too(marta: Conversation) -> None:
    kept, _ = await marta.tap(await marta.say("/crisis Chile"), "📍 Vivo aquí")
    assert kept.text.startswith("Chile queda anotado para usted.")
    assert (await marta.say("/urgent")).text.endswith("Chile: llame al 131.")


async def test_the_menu_behind_the_card_is_english_as_a_whole(marta: Conversation) -> None:
    menu, _ = await marta.tap(await marta.say("/urgent"), "☰ Menú")
    assert menu.text.startswith("Menu")
    assert "🆘 Urgent help" in buttons(menu)
    assert not {"☰ Menú", "🆘 Ayuda urgente", "🆘 Urgente"} & set(buttons(menu))


async def test_a_voice_message_is_answered_in_the_language(marta: Conversation) -> None:
    voice = marta.world.messages.send_voice(marta.private, marta.person)
    answer = await marta.world.history.reply_in(marta.private, after=voice)
    assert answer.text.startswith("Solo puedo leer palabras")
    assert "/urgent" in answer.text


async def test_words_are_answered_in_the_language_in_which_they_were_written(
    talk: Conversation,
) -> None:
    assert (await talk.say("no puedo respirar")).text.startswith("🆘 Pida ayuda ahora")
    assert (await talk.say("не хочу жить")).text.startswith("Хорошо, что вы здесь")


async def test_what_the_card_leads_to_stays_in_the_language_in_which_somebody_wrote(
    talk: Conversation,
) -> None:
    card = await talk.say("no puedo respirar")
    numbers, _ = await talk.tap(card, "Nº de emergencias")
    spain, _ = await talk.tap(numbers, "España")
    assert "España: llame al 112" in spain.text
    kept, _ = await talk.tap(spain, "📍 Vivo aquí")
    assert kept.text.startswith("España queda anotado para usted.")
    menu, _ = await talk.tap(kept, "☰ Menú")
    assert menu.text.startswith("Menu")


async def test_what_has_no_answer_is_said_in_english_as_a_whole(marta: Conversation) -> None:
    answer = await marta.say("best pasta recipe")
    assert answer.text.startswith("I don't have an answer to that.")
    assert "☰ Menu" in buttons(answer)
