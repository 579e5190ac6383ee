"""Every screen made from words alone is measured as it will be sent."""

from __future__ import annotations

import pytest

from bot.actions.about import ShowMenu
from bot.actions.pages import ShowFaq, ShowFaqs, ShowGlossary, ShowQuestions, ShowSection, ShowTerm
from bot.actions.registry import Action
from bot.actions.resources import ShowCountry, ShowResource, ShowResources, ShowTopic, ShowTopics
from bot.actions.tips import ShowTip
from bot.actions.urgent import ShowCrisis, ShowEmergencyNumber, ShowRedFlags, ShowUrgent
from bot.content.edition import editions
from bot.content.findings import Finding, Severity
from bot.content.loading import load
from bot.editorial.screen_check import check_screens, walk
from tests.editorial.planting import Copy

FAQ = "faq/planted.md"
SECTION = "sections/planted.md"
TIP = "tips-planted.yaml"
TERM = "glossary-planted.yaml"
RESOURCE = "resources-planted.yaml"
SHORT = "This page is short. It is here to be checked."


def found(copy: Copy) -> list[Finding]:
    return check_screens(load(copy.folder), copy.folder)


def wall(indent: str = "", count: int = 90) -> str:
    return f"\n\n{indent}".join(
        f"Part {n} of it is here. It says a little more. Then it ends." for n in range(count)
    )


def test_what_is_shipped_fits(whole: Copy) -> None:
    assert [str(finding) for finding in found(whole)] == []


def test_every_screen_of_words_is_walked_to(whole: Copy) -> None:
    edition = editions(load(whole.folder)).of("en")
    walked = [screen.action for screen in walk(edition)]
    kinds: set[type[Action]] = {type(action) for action in walked if action is not None}

    assert len(walked) == len(set(walked))
    assert kinds >= {
        ShowMenu,
        ShowUrgent,
        ShowRedFlags,
        ShowCrisis,
        ShowSection,
        ShowFaqs,
        ShowFaq,
        ShowGlossary,
        ShowTerm,
        ShowResources,
        ShowCountry,
        ShowTopics,
        ShowTopic,
        ShowResource,
        ShowQuestions,
        ShowTip,
    }
    assert ShowCrisis("GB") in walked
    assert ShowCrisis("TR") in walked
    assert ShowEmergencyNumber("FR") in walked
    assert ShowRedFlags(1) in walked
    assert ShowFaq("how-long", opened=1) in walked


@pytest.mark.parametrize(
    ("file", "old"),
    [
        (TERM, "A word that nobody uses. It is here to be checked."),
        (RESOURCE, "People who listen. You can call them at any hour."),
    ],
)
def test_a_text_that_cannot_be_sent_is_found(file: str, old: str, copy: Copy) -> None:
    copy.plant(file, f"text: {old}", f"text: |\n    {wall('    ')}")

    errors = {f.position.file for f in found(copy) if "over Telegram's 4096" in f.message}

    assert errors == {copy.path(file)}


def test_a_tip_that_no_subscriber_could_get_is_found(copy: Copy) -> None:
    copy.plant(TIP, "this_week: Write down one thing.", f"this_week: |\n    {wall('    ')}")

    assert {f.position.file for f in found(copy)} == {copy.path(TIP)}


def test_a_page_that_fills_two_messages_is_a_warning(copy: Copy) -> None:
    copy.plant(SECTION, SHORT, f"{SHORT}\n\n## More\n\n{wall()}")

    (finding,) = found(copy)

    assert finding.severity is Severity.WARNING
    assert "'section/planted' fills 2 messages" in finding.message
    assert finding.position.file == copy.path(SECTION)


def test_a_short_answer_too_long_for_a_group_is_found(copy: Copy) -> None:
    copy.plant(SECTION, SHORT, wall())

    assert {str(f.severity) for f in found(copy)} == {"error", "warning"}


def test_more_marks_than_telegram_draws_are_found(copy: Copy) -> None:
    copy.plant(SECTION, SHORT, "\n\n".join(["**One** of them is here."] * 101))

    messages = [f.message for f in found(copy)]

    assert messages
    assert all(message.endswith("links and emphases.") for message in messages)


def test_a_sign_that_no_screen_has_room_for_is_found(copy: Copy) -> None:
    text = copy.path("urgent.yaml").read_text(encoding="utf-8")
    at = text.index("    text:", text.index("flags:"))
    end = text.index("    sources:", at)
    copy.path("urgent.yaml").write_text(
        f"{text[:at]}    text: |\n      {wall('      ')}\n{text[end:]}", encoding="utf-8"
    )

    messages = [f.message for f in found(copy) if f.position.file == copy.path("urgent.yaml")]

    assert any("'flags'" in message for message in messages)


def test_a_crisis_line_that_is_cut_off_is_found(copy: Copy) -> None:
    copy.plant("urgent.yaml", "crisis_bystander: |-\n", f"crisis_bystander: |-\n  {wall('  ')}\n\n")

    names = {f.message.partition("'")[2].partition("'")[0] for f in found(copy)}

    assert {"crisis", "crisis:GB"} <= names


def test_a_label_that_no_phone_shows_whole_is_a_warning(copy: Copy) -> None:
    copy.plant(TERM, "title: Zibble", "title: Zibble that goes on and on until nobody can read it")

    findings = found(copy)

    assert findings
    assert {f.severity for f in findings} == {Severity.WARNING}
    assert all("a button with 5" in f.message for f in findings)


def test_a_button_without_words_is_found(copy: Copy) -> None:
    copy.plant("strings-inline.ftl", "button-share = ", 'button-share = { "" }\n-idle = ')

    assert any("a button without words" in f.message for f in found(copy))


def test_a_list_with_more_buttons_than_telegram_takes_is_found(whole: Copy) -> None:
    text = whole.path("questions.yaml").read_text(encoding="utf-8")
    entry = text[text.index("- id: ") :].partition("\n- id: ")[0]
    slug = entry.partition("questions/")[2].partition("\n")[0]
    more = [entry.replace(f"questions/{slug}", f"questions/{slug}-{n}") for n in range(100)]
    whole.path("questions-more.yaml").write_text("\n".join(more), encoding="utf-8")

    assert any("buttons" in f.message and "'questions'" in f.message for f in found(whole))
