"""What an editor gets who asks for the texts that a clinician has to read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rich.console import Console

from bot.content.findings import ContentProblem
from bot.content.loading import load
from bot.content.numbers_file import placed
from bot.editorial.checks import subjects
from bot.editorial.review.html_page import html_page
from bot.editorial.review.paper import Paper, paper
from bot.editorial.review.plain_page import plain_page


def run_review(
    content_dir: Path,
    *,
    to: Path | None,
    today: date,
    default_language: str = "en",
    console: Console | None = None,
) -> int:
    """Writes a page to print to ``to``, or prints the same as text; 1 if nothing can be read."""
    console = console or Console()
    try:
        library = load(content_dir, default_language)
    except ContentProblem as problem:
        console.print(str(problem), markup=False, soft_wrap=True)
        return 1
    numbers = placed(library.numbers, content_dir)
    papers = [paper(subject, numbers) for subject in subjects(library, content_dir, today)]
    if to is None:
        console.file.write(plain_page(papers) + "\n")
        return 0
    try:
        to.write_text(html_page(papers), encoding="utf-8")
    except OSError as problem:
        console.print(f"{to} cannot be written: {problem.strerror}.", markup=False, soft_wrap=True)
        return 1
    told = f"{_count(papers)} texts to read are in {to}: open it in a browser and print it."
    console.print(told, markup=False, soft_wrap=True)
    return 0


def _count(papers: list[Paper]) -> int:
    return sum(len(group.entries) for paper in papers for group in paper.groups)
