"""A small sound content, one text of each kind: what the fuzzer changes one file of.

An input names its file on its first line, and the rest is what stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.content.message_keys import SENTENCES
from bot.content.urgent_rules_file import NAME as RULES

SHIPPED = Path("content")
_REVIEW = "status: draft\n  review_due: 2027-11-01\n  sources: [invented]\n"
_CARD = """\
title: Get help now
text: Call your team.
recognised: Call your team now.
short: Call your team.
short_end_of_life: Call that line first.
flags:
  - {id: fever, title: Fever, text: "At 37.5 °C or more, call.", sources: [invented]}
crisis_greeting: You are not alone.
crisis_text: |-
  **Are you in danger?** Call now.

  - Stay with somebody.
crisis_bystander: Ask them.
crisis_program: This is a program.
status: draft
review_due: 2027-11-01
sources: [invented]
"""
_RULES = """\
short:
  can not: [can't, cannot]
real_words: [child childs]
groups:
  she: [she|he, (my|our) <kin>]
  kin: [mum|dad]
denied_before: ["no|not (any)?"]
denied_after: [went away]
general: [how common is]
past: [last (year|month)]
now: [right now, in 1950..2024]
rules:
  - id: fever
    card: redflag
    flag: fever
    says:
      - fever* + chemo
      - temperature ... 37.5..43.0
      - <she>? (is|feels) (very)? hot /
    surely: [burning up]
    unless: [hay fever]
  - id: wish
    card: crisis
    flag: thinking
    says: [want to die]
"""
_NUMBERS = """\
sources:
  first: {name: A list, lineage: one, seen: 2026-04-22, url: https://first.example.org}
  second: {name: Another list, lineage: two, seen: 2024-09}
countries:
  GB:
    emergency:
      - {number: "999", sources: [first]}
    crisis:
      - id: crisis/invented
        phones:
          - {number: "+44 20 7946 0000", local: "020 7946 0000", sources: [first, second]}
        hours: {open: ["mo-fr 09:00-18:00"], zone: Europe/London}
"""
_PAGE = f"""\
---
id: faq/invented
title: May I ask about this?
order: 901
{_REVIEW.replace("  ", "")}ask:
  - What can you tell me?
related: [section/invented]
---
You may **ask** about it, and [here](https://page.example.org) is a list:

- One *thing*.
- Another `one`.

## When to ask
> Soon.

1. First | then
"""
_SENTENCES = """\
fire = { $count ->
    [one] One fire
   *[other] { $count } fires
 }
-name = The bot
named = { -name } says { fire } and { "words" }
    .label = { NUMBER($count, minimumFractionDigits: 1) }
"""
# The name of each file that is changed, and a sound text to begin with.
SOUND = {
    "en/faq/invented.md": _PAGE,
    "en/sections/invented.md": _PAGE.replace("related: [section", "related: [faq").replace(
        "id: faq/", "id: section/"
    ),
    "en/tips.yaml": f"""\
- id: tip/invented
  title: A small thing
  topic: talking
  text: >-
    Write down what you want to know,
    and take it with you.
  this_week: Write down one thing.
  link: invented
  {_REVIEW}""",
    "en/glossary.yaml": f"""\
- id: term/invented
  title: Zibble
  also: [zibbles, "zibbled"]
  text: A word that nobody uses.
  {_REVIEW}""",
    "en/resources.yaml": f"""\
- id: resource/invented
  title: An invented helpline
  text: You can call at any hour.
  countries: [GB, "NO"]
  languages: [en]
  topics: [helpline]
  url: https://page.example.org/help
  url_check: confirmed
  {_REVIEW}""",
    "en/questions.yaml": f"""\
- id: questions/invented
  title: About nothing
  questions: ["What is the aim now: to cure?"]
  {_REVIEW}""",
    "en/sources.yaml": """\
- key: invented
  organisation: "An invented hospital"
  title: A page about nothing
  url: https://page.example.org/page
  check: confirmed
  confirmed_on: 2026-11-01
""",
    "en/countries.yaml": "- country: GB\n  also: [Britain]\n",
    "en/helplines.yaml": '- id: crisis/invented\n  name: "A line"\n  remark: "By day."\n',
    "en/out_of_scope.yaml": "- subject: dose\n  asked: [how many tablets]\n",
    "en/everyday_words.yaml": "same:\n  - [carer, caregiver]\n"
    "kinds:\n  - {broader: cure, narrower: [keytruda]}\n",
    "en/urgent.yaml": _CARD,
    f"en/{RULES}": _RULES,
    f"pt/{RULES}": _RULES,
    "numbers.yaml": _NUMBERS,
    "en/strings-more.ftl": _SENTENCES,
}
FILES = tuple(SOUND)
FRAME = "en/strings.ftl"


def lay_out(content: Path, *, whole: bool) -> None:
    """All the files; every sentence that the program asks for in a few letters, or one alone.

    Reading the sentences is most of the work, and the same with each input.
    """
    sentences = "".join(map(_sentence, SENTENCES)) if whole else "menu = a\n"
    for name, text in {**SOUND, FRAME: sentences}.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _sentence(key: str) -> str:
    return f"{key} = a{''.join(f' {{ ${name} }}' for name in sorted(SENTENCES[key]))}\n"


def split(data: bytes) -> tuple[str, bytes]:
    """The file that an input is for, and what it puts there; any input is for some file."""
    name, _, text = data.partition(b"\n")
    known = name.decode("utf-8", "replace")
    return (known, text) if known in SOUND else (FILES[len(data) % len(FILES)], data)


def in_file(name: str, text: bytes) -> bytes:
    return name.encode() + b"\n" + text


def seeds() -> Iterator[bytes]:
    """Each sound text, and the beginning of each shipped file of the same name or kind."""
    for name, text in SOUND.items():
        yield in_file(name, text.encode())
        shipped = SHIPPED / name
        if shipped.exists():
            yield in_file(name, shipped.read_bytes()[:4_000])
    for path in sorted(SHIPPED.glob("en/strings*.ftl")):
        yield in_file("en/strings-more.ftl", path.read_bytes()[:4_000])
    for path in sorted(SHIPPED.glob("en/faq/*.md"))[:5]:
        yield in_file("en/faq/invented.md", path.read_bytes()[:4_000])
