"""A page as an editor writes it: a YAML header between two lines of dashes, then the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.content.limits import MOST_PARTS
from bot.content.yaml_lines import Document, YamlProblem, read


@dataclass(frozen=True, slots=True)
class PageFile:
    """The header with its lines, and the body split at its ``##`` headings."""

    header: Document
    lead: str
    parts: tuple[dict[str, str], ...]
    part_lines: tuple[int, ...]
    body_line: int

    def data(self) -> dict[str, Any]:
        """Header and text as one mapping, as the model wants it."""
        return {**self.header.data, "lead": self.lead, "parts": self.parts}

    def line_of(self, path: tuple[str | int, ...]) -> int:
        if path[:1] == ("lead",):
            return self.body_line
        if path[:1] == ("parts",) and len(path) > 1 and isinstance(path[1], int):
            return self.part_lines[path[1]]
        return self.header.line_of(path)


def read_page(text: str) -> PageFile:
    """Parses one page; raises YamlProblem where the header is missing or broken."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        raise YamlProblem(
            1, "the file must begin with a header: a line '---', fields, a line '---'"
        )
    try:
        end = next(i for i, line in enumerate(lines[1:], start=1) if line.strip() == "---")
    except StopIteration:
        raise YamlProblem(
            1, "the header has no end: put a line '---' under its last field"
        ) from None
    header = read("\n".join(lines[1:end]), first_line=2)
    if not isinstance(header.data, dict):
        raise YamlProblem(2, "the header must hold fields such as 'id:' and 'title:'")
    return _split(header, lines, end + 1)


def _split(header: Document, lines: list[str], start: int) -> PageFile:
    lead: list[str] = []
    parts: list[tuple[str, int, list[str]]] = []
    for number, line in enumerate(lines[start:], start=start + 1):
        heading = _heading(line)
        if heading and len(parts) == MOST_PARTS:
            raise YamlProblem(
                number, f"there are more than {MOST_PARTS} headings", "Make two pages."
            )
        if heading:
            parts.append((heading, number, []))
        elif parts:
            parts[-1][2].append(line)
        else:
            lead.append(line)
    blank = next((i for i, line in enumerate(lead) if line.strip()), 0)
    return PageFile(
        header=header,
        lead="\n".join(lead).strip(),
        parts=tuple({"heading": h, "body": "\n".join(b).strip()} for h, _, b in parts),
        part_lines=tuple(number for _, number, _ in parts),
        body_line=start + 1 + blank,
    )


def _heading(line: str) -> str:
    """The words of a heading; empty for any other line, and for a heading without words."""
    return line[2:].strip() if line.startswith("##") and line[2:3].isspace() else ""
