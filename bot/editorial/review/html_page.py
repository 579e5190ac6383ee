"""The texts to read, as a page that prints on A4 and needs nothing from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from markdown_it import MarkdownIt

from bot.editorial.review.numbers_table import NumberRow
from bot.editorial.review.paper import HOW_TO, NOTHING, Group, Paper
from bot.editorial.review.sheet import Block, Entry, Heading

_STYLE = """
@page { size: A4; margin: 14mm 14mm 16mm; }
* { box-sizing: border-box; }
body { font: 10pt/1.35 Georgia, "Liberation Serif", serif; color: #000; background: #fff;
  max-width: 182mm; margin: 0 auto; padding: 4mm; }
h1 { font-size: 18pt; margin: 0 0 2mm; }
h2 { font-size: 14pt; margin: 9mm 0 3mm; padding-bottom: 1mm; border-bottom: 1.5pt solid #000; }
h3 { font-size: 11.5pt; margin: 0; }
h4 { font-size: 10.5pt; margin: 2mm 0 0; }
p, ul, ol { margin: 1mm 0 0; }
ul, ol { padding-left: 5mm; }
a { color: inherit; text-decoration: none; border-bottom: .5pt dotted #000; }
article { padding: 3mm 0; border-bottom: .5pt solid #888; }
h2, h3, h4, .about { break-after: avoid; }
article p, article li, tr { break-inside: avoid; }
.about, .sources, td, th, .contents { font-family: Arial, "Liberation Sans", sans-serif; }
.about, .sources { font-size: 8pt; color: #333; overflow-wrap: anywhere; }
.sources { margin-top: 2mm; }
.sources li { margin: 0; }
.contents { padding-left: 9mm; font-size: 9.5pt; }
.tick { display: flex; gap: 6mm; align-items: baseline; margin-top: 2mm; font-size: 9.5pt;
  break-inside: avoid; }
.box { display: inline-block; width: 3.5mm; height: 3.5mm; border: 1pt solid #000;
  margin-right: 1.5mm; vertical-align: -.4mm; }
.line { flex: 1; border-bottom: .5pt solid #000; height: 6mm; }
table { border-collapse: collapse; width: 100%; font-size: 8pt; }
td, th { border: .5pt solid #888; padding: 1mm 1.5mm; text-align: left; vertical-align: top; }
thead { display: table-header-group; }
td.number { white-space: nowrap; font-weight: bold; }
@media print { body { padding: 0; max-width: none; } h2 { break-before: page; }
  h2.first { break-before: auto; } }
"""
_LINE_ENDS = {
    True: MarkdownIt("commonmark", {"html": False, "breaks": True}),
    False: MarkdownIt("commonmark", {"html": False}),
}


def html_page(papers: list[Paper]) -> str:
    """The whole file; every word from the content is escaped."""
    language = papers[0].language if papers else "en"
    parts = (part for paper in papers for part in _paper(paper))
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Texts to review</title>\n<style>{_STYLE}</style>\n" + "\n".join(parts) + "\n"
    )


def _paper(paper: Paper) -> Iterator[str]:
    yield f"<h1>Texts to review ({escape(paper.language)}), {paper.today}</h1>"
    yield f"<p>{escape(HOW_TO if paper.groups else NOTHING)}</p>"
    yield '<div class="tick">Read by <span class="line"></span> on <span class="line"></span></div>'
    yield '<ol class="contents">'
    yield from (f"<li>{escape(group.title)}: {group.count}</li>" for group in paper.groups)
    yield "</ol>"
    for number, group in enumerate(paper.groups, start=1):
        yield from _group(number, group)


def _group(number: int, group: Group) -> Iterator[str]:
    first = ' class="first"' if number == 1 else ""
    yield f"<h2{first}>{number}. {escape(group.title)}</h2>"
    yield from map(_entry, group.entries)
    if group.numbers:
        yield "<table><thead><tr><th>Where</th><th>Number</th><th>Who answers</th>"
        yield "<th>Who says so</th><th>Dialled on</th></tr></thead>"
        yield from map(_row, group.numbers)
        yield "</table>"


def _entry(entry: Entry) -> str:
    about = f"{entry.item_id} · for {entry.audience} · {entry.position}"
    sources = "".join(
        f"<li>{escape(source.organisation)}, {escape(source.title)}: {escape(str(source.url))}</li>"
        for source in entry.sources
    )
    return (
        f"<article><h3>{escape(entry.title)}</h3>"
        f'<div class="about">{escape(about)}<br>{escape(str(entry.state))} '
        f"reviewed_text: {escape(entry.mark)}</div>"
        + "".join(map(_block, entry.blocks))
        + f'<ul class="sources">{sources}</ul>'
        '<div class="tick"><span><span class="box"></span>right as it stands</span>'
        '<span><span class="box"></span>change:</span><span class="line"></span></div></article>'
    )


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h4>{escape(block.text)}</h4>"
    return str(_LINE_ENDS[block.hard_breaks].render(block.text))


def _row(row: NumberRow) -> str:
    sources = "; ".join(row.sources)
    return (
        f'<tr><td>{escape(row.place)}</td><td class="number">{escape(row.number)}</td>'
        f"<td>{escape(row.name)}</td><td>{escape(sources)}</td>"
        '<td><span class="box"></span></td></tr>'
    )
