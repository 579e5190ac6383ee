"""Finding explained words in a text and linking each, once, to its entry."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.content.model import Term
from bot.content.rich_text import Entity, RichText, utf16_length

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
# A word inside these is already a link, or is shown as code.
_CLOSED = {"text_link", "url", "code", "pre"}


class GlossaryLinker:
    """Links the first use of each explained word; the longest form wins where two overlap."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._forms = {form.casefold(): term.id for term in terms for form in forms_of(term)}
        longest_first = sorted(self._forms, key=len, reverse=True)
        pattern = "|".join(re.escape(form) for form in longest_first)
        self._pattern = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)

    def linked(self, rich: RichText, *, own: str | None = None) -> RichText:
        """``rich`` with links to entries ("term/biomarker"); never to the page's ``own`` id."""
        if not self._forms:
            return rich
        done = {own, *(entity.url for entity in rich.entities)}
        closed = [e for e in rich.entities if e.type in _CLOSED]
        added = []
        for match in self._pattern.finditer(rich.text):
            # Letters that only the search takes for the same (a dotless i) name nothing here.
            term_id = self._forms.get(match.group().casefold())
            if term_id is None or term_id in done:
                continue
            start = utf16_length(rich.text[: match.start()])
            entity = Entity("text_link", start, utf16_length(match.group()), term_id)
            if any(other.offset < entity.end and entity.offset < other.end for other in closed):
                continue
            done.add(term_id)
            added.append(entity)
        return RichText(rich.text, (*rich.entities, *added))


def forms_of(term: Term) -> set[str]:
    """Every form in which the word may stand in a text."""
    return {_IN_BRACKETS.sub("", term.title).strip() or term.title, *term.also}
