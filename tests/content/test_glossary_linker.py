"""Explained words link to their entries: once each, the longest form, never inside another link."""

from __future__ import annotations

from datetime import date

from bot.content.glossary_linker import GlossaryLinker
from bot.content.model import Status, Term
from bot.content.rendering import markdown
from bot.content.rich_text import plain


def term(slug: str, title: str, *also: str) -> Term:
    return Term(
        id=f"term/{slug}",
        title=title,
        also=also,
        text="A word.",
        sources=("nci-dict",),
        status=Status.DRAFT,
        review_due=date(2027, 1, 1),
    )


LINKER = GlossaryLinker(
    [term("biopsy", "Biopsy", "biopsies"), term("liquid-biopsy", "Liquid biopsy (blood)")]
)


def linked(text: str) -> list[tuple[str, str | None]]:
    rich = LINKER.linked(markdown(text))
    raw = rich.text.encode("utf-16-le")
    return [(raw[2 * e.offset : 2 * e.end].decode("utf-16-le"), e.url) for e in rich.entities]


def test_the_first_use_is_linked_and_no_other() -> None:
    assert linked("A biopsy. Two biopsies.") == [("biopsy", "term/biopsy")]


def test_the_longest_form_wins_whatever_its_case() -> None:
    assert linked("LIQUID BIOPSY") == [("LIQUID BIOPSY", "term/liquid-biopsy")]


def test_a_part_of_a_word_is_no_use_of_it() -> None:
    assert linked("autobiopsy, biopsy-like") == []


def test_a_link_is_left_as_it_is() -> None:
    assert linked("[a biopsy](https://a.example)") == [("a biopsy", "https://a.example")]


def test_emoji_before_a_word_do_not_shift_its_link() -> None:
    assert linked("🎗🎗 biopsy") == [("biopsy", "term/biopsy")]


def test_a_page_never_links_to_itself() -> None:
    assert LINKER.linked(plain("A biopsy."), own="term/biopsy").entities == ()


def test_letters_that_only_look_alike_are_no_use_of_the_word() -> None:
    assert linked("A bıopsy. A biopsy.") == [("biopsy", "term/biopsy")]


def test_a_word_that_is_all_in_brackets_links_nothing_but_itself() -> None:
    linker = GlossaryLinker([term("aml", "(AML)")])

    assert linker.linked(plain("It is here. It is (AML).")).entities[0].length == 5
