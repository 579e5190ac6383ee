"""Lists to choose from: the FAQs, the explained words, the questions for the care team."""

from __future__ import annotations

from bot.actions.about import ShowMenu
from bot.actions.pages import ShowFaq, ShowFaqs, ShowGlossary, ShowQuestions, ShowTerm
from bot.actions.registry import Action
from bot.content.edition import Edition
from bot.content.model import QuestionGroup
from bot.content.rich_text import bold, joined, plain
from bot.replies.footer import footer
from bot.replies.navigation import FAQS_ON_A_SCREEN, slug_of, turning, way_back
from bot.replies.pages import TERMS_ON_A_SCREEN, label
from bot.replies.reading import found, reads
from bot.replies.reply import Button, Reply, in_columns
from bot.replies.sharing import share_row


def show_faqs(edition: Edition, number: int = 0) -> Reply:
    l10n = edition.l10n
    faqs = list(edition.content.faqs.values())
    number, count = _within(number, len(faqs), FAQS_ON_A_SCREEN)
    shown = faqs[number * FAQS_ON_A_SCREEN :][:FAQS_ON_A_SCREEN]
    buttons = [Button(label(faq), ShowFaq(slug_of(faq.id))) for faq in shown]
    at: list[Action] = [ShowFaqs(i) for i in range(count)]
    text = l10n.rich("faqs", count=len(faqs), page=number + 1, pages=count)
    return Reply(
        text,
        (
            *in_columns(buttons, 1),
            *turning(l10n, number, count, at),
            way_back(l10n, ShowMenu()),
        ),
    )


def show_glossary(edition: Edition, number: int = 0) -> Reply:
    l10n = edition.l10n
    terms = list(edition.content.terms.values())
    number, count = _within(number, len(terms), TERMS_ON_A_SCREEN)
    shown = terms[number * TERMS_ON_A_SCREEN :][:TERMS_ON_A_SCREEN]
    buttons = [Button(term.title, ShowTerm(slug_of(term.id))) for term in shown]
    at: list[Action] = [ShowGlossary(i) for i in range(count)]
    text = l10n.rich("glossary", count=len(terms), page=number + 1, pages=count)
    return Reply(
        text,
        (
            *in_columns(buttons, 2),
            *turning(l10n, number, count, at),
            way_back(l10n, ShowMenu()),
        ),
    )


def show_question_groups(edition: Edition) -> Reply:
    groups = edition.content.questions.values()
    buttons = [Button(group.title, ShowQuestions(slug_of(group.id))) for group in groups]
    l10n = edition.l10n
    return Reply(l10n.rich("questions"), (*in_columns(buttons, 1), way_back(l10n, ShowMenu())))


def show_questions(edition: Edition, group: QuestionGroup) -> Reply:
    questions = joined([plain("• ") + edition.rich(q) for q in group.questions], "\n")
    text = joined([bold(group.title), questions, footer(edition, group, symptoms=group.symptoms)])
    back = way_back(edition.l10n, ShowQuestions())
    return Reply(text, (share_row(edition, group), back))


def _within(number: int, entries: int, on_a_screen: int) -> tuple[int, int]:
    """The screen number brought within range, and how many screens there are."""
    count = max(1, -(-entries // on_a_screen))
    return min(number, count - 1), count


def _questions(edition: Edition, action: ShowQuestions) -> Reply:
    if not action.slug:
        return show_question_groups(edition)
    return show_questions(edition, found(edition, f"questions/{action.slug}", QuestionGroup))


reads(ShowFaqs, lambda edition, action: show_faqs(edition, action.page))
reads(ShowGlossary, lambda edition, action: show_glossary(edition, action.page))
reads(ShowQuestions, _questions)
