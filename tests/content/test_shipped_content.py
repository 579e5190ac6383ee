"""The English content as shipped: complete, readable, sourced, and in words of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from statistics import fmean

import pytest

from bot.content.findings import Severity
from bot.content.library import Content, Library
from bot.content.loading import load
from bot.content.model import Audience, Status, UrgentCard
from bot.editorial.checks import check, subjects
from bot.editorial.checks.copied_text import runs_of
from bot.editorial.checks.readability import grades
from bot.editorial.checks.subject import Subject
from tests.content import foreign_fingerprints
from tests.editorial.planting import SHIPPED, TODAY, Copy

SHARED = Path(__file__).parents[3] / "shared"

# The organisations that were listed before the words were written anew.
RESOURCES_OF_THE_FIRST_WORDS = 73

FAQS = [
    "what-refractory-means",
    "refractory-or-relapsed",
    "causes",
    "my-fault",
    "terminal",
    "cure",
    "new-treatments",
    "how-long",
    "why-change-drugs",
    "re-testing",
    "liquid-biopsy",
    "stable",
    "false-alarm-scan",
    "second-opinion",
    "car-t",
    "immunotherapy",
    "adc",
    "phase-1",
    "placebo",
    "find-trials",
    "expanded-access",
    "palliative-care",
    "palliative-or-hospice",
    "stop-treatment",
    "morphine",
    "fatigue",
    "sugar",
    "supplements",
    "clinic-abroad",
    "children",
    "carer",
    "fever",
    "travel",
    "vaccines",
    "dying-at-home",
    "noisy-breathing",
    "grief",
    "nothing-more",
    "not-eating",
    "stop-steroids",
    "driving",
    "ai-answers",
    "inherited",
    "child-with-cancer",
    "cannot-pay",
    "infection-contact",
    "organ-donation",
]
TREATMENTS = [
    "second-opinion",
    "change-of-treatment",
    "targeted-therapy",
    "immunotherapy",
    "car-t-and-bispecifics",
    "antibody-drug-conjugates",
    "radiotherapy-and-surgery",
    "transplant",
    "clinical-trials",
    "expanded-access",
    "palliative-care",
    "pausing-or-stopping",
]
CANCERS = [
    "lung-cancer",
    "breast-cancer",
    "leukaemia",
    "lymphoma",
    "myeloma",
    "colorectal-cancer",
    "prostate-cancer",
    "ovarian-cancer",
    "pancreatic-cancer",
    "brain-tumours",
    "stomach-and-oesophagus",
    "liver-and-bile-duct",
    "kidney-cancer",
    "bladder-cancer",
    "melanoma",
    "womb-and-cervix",
    "sarcoma",
    "small-cell-lung-cancer",
]


@cache
def library() -> Library:
    return load(SHIPPED)


def english() -> Content:
    return library().content("en")


def urgent() -> UrgentCard:
    card = english().urgent
    assert card is not None
    return card


@cache
def subject() -> Subject:
    every_language = subjects(library(), SHIPPED, TODAY)
    return next(one for one in every_language if one.content.language == "en")


def test_the_check_finds_no_error() -> None:
    findings = check(library(), SHIPPED, TODAY)

    assert [str(f) for f in findings if f.severity is Severity.ERROR] == []


def test_there_are_five_sections_with_at_least_twenty_five_pages_under_them() -> None:
    top = english().top_sections()

    assert len(top) == 5
    assert len(english().sections) - len(top) >= 25
    assert all(english().children(section.id) for section in top)


def test_the_questions_people_ask_come_in_their_order() -> None:
    assert len(FAQS) == 47
    assert list(english().faqs) == [f"faq/{slug}" for slug in FAQS]


def test_each_answer_leads_to_the_section_that_says_more() -> None:
    without = [
        faq.id
        for faq in english().faqs.values()
        if not any(key in english().sections for key in faq.related)
    ]

    assert without == []


@pytest.mark.parametrize("slug", TREATMENTS + CANCERS)
def test_each_treatment_and_each_cancer_has_its_page(slug: str) -> None:
    assert english().item(f"section/{slug}") is not None


def test_there_are_at_least_eighty_six_tips_each_with_a_link_and_a_task() -> None:
    tips = english().tips.values()

    assert len(tips) >= 86
    assert all(tip.this_week and english().link(tip.link)[1] for tip in tips)


def test_each_audience_has_tips() -> None:
    assert {tip.audience.value for tip in english().tips.values()} == {"patient", "carer", "both"}


def test_at_least_a_third_of_the_tips_are_for_carers() -> None:
    tips = english().tips.values()

    assert sum(tip.audience is Audience.CARER for tip in tips) * 3 >= len(tips)


def test_there_are_at_least_ninety_one_terms() -> None:
    assert len(english().terms) >= 91


def test_there_are_resources_for_many_countries() -> None:
    resources = english().resources.values()

    assert len(resources) >= RESOURCES_OF_THE_FIRST_WORDS + 60
    assert len({country for resource in resources for country in resource.countries}) >= 60


def test_the_words_are_easy_to_read() -> None:
    measured = grades(subject())

    assert len(measured) >= 47 + 86 + 91 + 187
    # To one decimal, as the check measures.
    assert 5 <= round(fmean(measured.values()), 1) <= 6.5
    assert {key: grade for key, grade in measured.items() if round(grade, 1) > 8} == {}


def test_outside_the_urgent_card_the_sentences_are_joined_and_not_like_a_telegram() -> None:
    words = [
        sentence.words
        for passage, paragraph in subject().paragraphs
        for sentence in paragraph.sentences
        if passage.owner_id != "urgent"
    ]

    assert 11 <= fmean(words) <= 14
    assert sum(count <= 6 for count in words) / len(words) <= 0.12


def test_every_item_rests_on_a_source_that_can_be_opened() -> None:
    for item_id, item in subject().reviewed():
        addresses = [english().sources[key].url for key in item.sources]
        assert any(address.scheme == "https" for address in addresses), item_id


def test_nobody_is_said_to_have_reviewed_what_nobody_reviewed() -> None:
    for item_id, item in subject().reviewed():
        assert item.status is Status.DRAFT or item.reviewer, item_id


def test_pages_on_prognosis_and_the_end_of_life_ask_first() -> None:
    gentle = {
        "faq/how-long", "faq/terminal", "faq/stop-treatment", "faq/palliative-or-hospice",
        "section/prognosis", "section/pausing-or-stopping",
    }  # fmt: skip

    assert {key for key in gentle if not getattr(english().item(key), "gentle", False)} == set()


def test_no_eight_words_in_a_row_are_anybody_elses() -> None:
    findings = check(library(), SHIPPED, TODAY, foreign=foreign_fingerprints.read())

    assert [str(f) for f in findings if f.rule == "overlap"] == []


def test_a_run_of_the_texts_that_the_content_was_made_from_is_known() -> None:
    known = foreign_fingerprints.read()

    assert known.get(("refractory", *["is"] * 7)) is None
    if SHARED.is_dir():  # they lie beside the checkout: the fingerprints are theirs
        texts = foreign_fingerprints.texts_in(SHARED)
        assert texts
        assert not any(known.lacks(runs_of(text)) for text in texts)


def test_the_example_in_the_editors_guide_is_sound(tmp_path: Path) -> None:
    guide = (SHIPPED / "README.md").read_text(encoding="utf-8")
    page, source = _block(guide, "markdown"), _block(guide, "yaml")
    copy = Copy(tmp_path, whole=True)
    copy.path("faq/pets.md").write_text(page, encoding="utf-8")
    copy.path("sources-pets.yaml").write_text(source, encoding="utf-8")

    assert copy.new() == []


def test_the_answer_in_the_editors_guide_is_what_the_check_says(tmp_path: Path) -> None:
    guide = (SHIPPED / "README.md").read_text(encoding="utf-8")
    copy = Copy(tmp_path, whole=True)
    page, after = _block(guide, "markdown"), "Wash your hands after you touch it."
    assert after in page
    planted = page.replace(after, f"{after} Then it is guaranteed to be safe.")
    copy.path("faq/pets.md").write_text(planted, encoding="utf-8")
    copy.path("sources-pets.yaml").write_text(_block(guide, "yaml"), encoding="utf-8")

    (finding,) = [f for f in copy.findings() if f.position.file.name == "pets.md"]
    said = str(finding).replace(f"{copy.folder}/", "content/").replace(": '", ": error: '", 1)

    assert f"{said} [{finding.rule}]" in guide.splitlines()


def _block(guide: str, language: str) -> str:
    """The worked example's first block in this language."""
    example = guide.split("## A worked example\n", 1)[1]
    return example.split(f"```{language}\n", 1)[1].split("```", 1)[0]
