"""The texts to read, as text for a terminal or an editor's own program."""

from __future__ import annotations

from collections.abc import Iterator

from bot.editorial.review.numbers_table import NumberRow
from bot.editorial.review.paper import HOW_TO, NOTHING, Group, Paper
from bot.editorial.review.sheet import Entry, Heading


def plain_page(papers: list[Paper]) -> str:
    """Markdown, with a box to tick for each text."""
    return "\n".join(line for paper in papers for line in _paper(paper))


def _paper(paper: Paper) -> Iterator[str]:
    yield f"# Texts to review ({paper.language}), {paper.today}\n"
    yield (HOW_TO if paper.groups else NOTHING) + "\n"
    for number, group in enumerate(paper.groups, start=1):
        yield f"## {number}. {group.title} ({group.count})\n"
        yield from _group(group)


def _group(group: Group) -> Iterator[str]:
    for entry in group.entries:
        yield from _entry(entry)
    yield from (_row(row) for row in group.numbers)
    if group.numbers:
        yield ""


def _entry(entry: Entry) -> Iterator[str]:
    yield f"### [ ] {entry.title}\n"
    yield f"{entry.item_id} · for {entry.audience} · {entry.position}"
    yield f"{entry.state} reviewed_text: {entry.mark}\n"
    for block in entry.blocks:
        yield f"**{block.text}**\n" if isinstance(block, Heading) else f"{block.text}\n"
    for source in entry.sources:
        yield f"- {source.organisation}, {source.title}: {source.url}"
    yield ""


def _row(row: NumberRow) -> str:
    place = f"{row.place}: " if row.place else ""
    return f"- [ ] {place}{row.number}, {row.name} ({'; '.join(row.sources) or 'no source'})"
