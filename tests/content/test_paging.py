"""A long text in pages: whole words, whole entities, within Telegram's limit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.content.paging import paged
from bot.content.rich_text import Entity, RichText, plain, utf16_length

LIMIT = 60
WORDS = st.lists(st.text(alphabet="abcé😀ש.!?", min_size=1, max_size=18), min_size=1, max_size=60)
GAPS = st.sampled_from([" ", " ", " ", "\n", "\n\n", ". "])


@st.composite
def texts(draw: st.DrawFn) -> RichText:
    """Words with gaps between them and a few entities anywhere."""
    words = draw(WORDS)
    text = "".join(word + draw(GAPS) for word in words).strip() or "a"
    units = utf16_length(text)
    spans = draw(st.lists(st.tuples(st.integers(0, units), st.integers(0, units)), max_size=4))
    entities = tuple(Entity("bold", min(a, b), abs(a - b)) for a, b in spans if a != b)
    return RichText(text, entities)


@given(texts())
def test_every_page_fits_and_no_word_is_cut(rich: RichText) -> None:
    pages = paged(rich, LIMIT)
    assert all(0 < len(page) <= LIMIT for page in pages)
    assert [w for page in pages for w in page.text.split()] == rich.text.split()


@given(texts())
def test_entities_stay_within_their_page_and_cover_the_same_characters(rich: RichText) -> None:
    for page in paged(rich, LIMIT):
        assert all(e.offset >= 0 and e.length > 0 and e.end <= len(page) for e in page.entities)
    whole = sum(1 for c in _covered(rich) if not c.isspace())
    parts = sum(1 for page in paged(rich, LIMIT) for c in _covered(page) if not c.isspace())
    assert abs(whole - parts) <= 2 * len(rich.entities)  # an entity may begin inside a surrogate


@given(st.text(alphabet="x😀", min_size=1, max_size=300))
def test_a_word_longer_than_a_page_is_cut_between_characters(word: str) -> None:
    pages = paged(plain(word), LIMIT)
    assert "".join(page.text for page in pages) == word
    assert all(len(page) <= LIMIT for page in pages)


def test_a_page_ends_at_a_paragraph_where_it_can() -> None:
    text = "One sentence here.\n\nAnother paragraph that is longer than the rest."
    assert [page.text for page in paged(plain(text), LIMIT)] == text.split("\n\n")


def test_what_fits_stays_one_page() -> None:
    assert paged(plain("short"), LIMIT) == [plain("short")]


def _covered(rich: RichText) -> str:
    """The characters under each entity, one after the other."""
    raw = rich.text.encode("utf-16-le")
    return "".join(
        raw[2 * e.offset : 2 * e.end].decode("utf-16-le", errors="ignore") for e in rich.entities
    )
