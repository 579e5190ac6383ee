"""What can be found: the names and texts of one item, with how much each tells."""

from __future__ import annotations

from dataclasses import dataclass

# How much a word tells by where it stands. A name is a title, a button, another form, a slug.
TITLE, OTHER_NAME, SLUG, GROUP, HEADING, TEXT = 1.0, 0.9, 0.85, 0.7, 0.5, 0.35

Weighted = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Document:
    """The title is the first of the names; ``asked`` are the ways in which people ask for it."""

    id: str
    names: tuple[Weighted, ...]
    texts: tuple[Weighted, ...] = ()
    asked: tuple[str, ...] = ()
    lead: str = ""  # what answers in a sentence or two
    countries: tuple[str, ...] = ()  # codes; none where it is for everybody
    share: float = 1.0  # of the score that its words would earn
