"""The rules that the words must meet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.content.findings import Finding
from bot.content.language_folders import left_out
from bot.content.library import Library
from bot.content.numbers_file import placed
from bot.editorial.checks import (
    addresses,
    banned_terms,
    copied_text,
    cross_references,
    interface_messages,
    lengths,
    markdown,
    readability,
    review_dates,
    safety,
    staccato,
)
from bot.editorial.checks.editorial_rules import read_rules
from bot.editorial.checks.numbers import check_numbers
from bot.editorial.checks.subject import ForeignText, Rule, Subject
from bot.editorial.checks.translations import check_translations

# A new rule is a function and a row; what each is for stands beside it.
RULES: tuple[Rule, ...] = (
    review_dates.review_due,
    review_dates.review_happened,
    review_dates.words_as_reviewed,
    addresses.safe_addresses,
    addresses.unconfirmed,
    readability.reading_grade,
    readability.reading_mean,
    readability.sentence_length,
    readability.paragraph_length,
    staccato.staccato,
    staccato.rhythm,
    lengths.tip_length,
    lengths.faq_length,
    lengths.short_answer,
    lengths.button_labels,
    lengths.sentence_size,
    banned_terms.banned_words,
    banned_terms.unexplained_capitals,
    safety.doses,
    safety.survival_figures,
    safety.clinician_agreed,
    safety.approvals,
    safety.symptoms,
    safety.standing_sentences,
    markdown.refused_markdown,
    cross_references.glossary_forms,
    cross_references.glossary_links,
    cross_references.reachable,
    cross_references.leads_on,
    cross_references.unused_sources,
    cross_references.source_languages,
    cross_references.order_is_clear,
    cross_references.country_names,
    interface_messages.untranslated,
    interface_messages.unasked,
    interface_messages.unnamed_topics,
    copied_text.copied,
)


def check(
    library: Library, content_dir: Path, today: date, *, foreign: ForeignText | None = None
) -> list[Finding]:
    """Everything to mend in the words of every language, in the order of files and lines."""
    findings = left_out(content_dir)
    examined: dict[str, Subject] = {}
    for language in library.languages:
        rules, problems = read_rules(content_dir / language)
        findings.extend(problems)
        examined[language] = Subject(
            library.languages[language], content_dir / language, today, rules, foreign
        )
    for subject in examined.values():
        findings.extend(finding for rule in RULES for finding in rule(subject))
    findings.extend(check_translations(examined, library.default))
    findings.extend(check_numbers(placed(library.numbers, content_dir), library, today))
    return in_order(findings)


def subjects(library: Library, content_dir: Path, today: date) -> Iterator[Subject]:
    """Each language, ready for a question that is not a rule: what falls due, which addresses."""
    for language, content in library.languages.items():
        rules, _ = read_rules(content_dir / language)
        yield Subject(content, content_dir / language, today, rules)


def in_order(findings: list[Finding]) -> list[Finding]:
    """By file, line and rule."""
    return sorted(findings, key=lambda f: (str(f.position.file), f.position.line, f.rule))
