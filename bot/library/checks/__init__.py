"""The rules that the words must meet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.library.checks import (
    addresses,
    connections,
    limits,
    markdown_rules,
    overlap,
    readability,
    review_dates,
    safety,
    sentences,
    wording,
)
from bot.library.checks.subject import Rule, Subject
from bot.library.checks.word_rules import read_rules
from bot.library.content import Library
from bot.library.findings import Finding
from bot.library.language_folders import left_out

# A new rule is a function and a row; what each is for stands beside it.
RULES: tuple[Rule, ...] = (
    review_dates.review_due,
    review_dates.review_happened,
    addresses.safe_addresses,
    addresses.phones,
    addresses.unconfirmed,
    readability.reading_grade,
    readability.sentence_length,
    readability.paragraph_length,
    limits.tip_length,
    limits.faq_length,
    limits.short_answer,
    limits.button_labels,
    limits.sentence_size,
    wording.banned_words,
    wording.unexplained_capitals,
    safety.doses,
    safety.survival_figures,
    safety.clinician_agreed,
    safety.approvals,
    safety.symptoms,
    safety.standing_sentences,
    markdown_rules.refused_markdown,
    connections.glossary_forms,
    connections.glossary_links,
    connections.reachable,
    connections.leads_on,
    connections.unused_sources,
    connections.order_is_clear,
    connections.country_names,
    sentences.untranslated,
    sentences.unasked,
    sentences.unnamed_topics,
    overlap.copied,
)


def check(
    library: Library, content_dir: Path, today: date, *, compared_with: Path | None = None
) -> list[Finding]:
    """Everything to mend in the words of every language, in the order of files and lines."""
    foreign = overlap.foreign_runs(compared_with, content_dir) if compared_with else {}
    findings = left_out(content_dir)
    for language in library.languages:
        rules, problems = read_rules(content_dir / language)
        findings.extend(problems)
        subject = Subject(
            library.languages[language], content_dir / language, today, rules, foreign
        )
        findings.extend(finding for rule in RULES for finding in rule(subject))
    return in_order(findings)


def subjects(library: Library, content_dir: Path, today: date) -> Iterator[Subject]:
    """Each language, ready for a question that is not a rule: what falls due, which addresses."""
    for language, content in library.languages.items():
        rules, _ = read_rules(content_dir / language)
        yield Subject(content, content_dir / language, today, rules, {})


def in_order(findings: list[Finding]) -> list[Finding]:
    """By file, line and rule."""
    return sorted(findings, key=lambda f: (str(f.position.file), f.position.line, f.rule))
