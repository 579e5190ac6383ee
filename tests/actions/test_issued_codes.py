"""Every code that was ever issued is understood: people still have it under old messages."""

from __future__ import annotations

import pytest

from bot.actions.about import ShowAbout, ShowHelp, ShowMenu, ShowStart
from bot.actions.chat_ids import base36
from bot.actions.feedback import (
    DiscardFeedback,
    Helped,
    SendFeedback,
    ShowFeedback,
    TakeBackFeedback,
)
from bot.actions.group_settings import (
    ClosePanel,
    MoveGroupTips,
    RestoreGroup,
    SetInGroup,
    SetUpGroup,
    ShowPanel,
    StartGroupFresh,
)
from bot.actions.my_groups import ChooseChat, ManageGroup, ManageGroups
from bot.actions.pages import (
    ShowFaq,
    ShowFaqs,
    ShowGlossary,
    ShowQuestions,
    ShowSection,
    ShowTerm,
)
from bot.actions.privacy import AskErase, Erase, ShowMyData, ShowPrivacy
from bot.actions.registry import ACTIONS, Action, Press, read_press
from bot.actions.resources import ShowCountry, ShowResource, ShowResources, ShowTopic, ShowTopics
from bot.actions.subscription import (
    PickDay,
    PickHour,
    PickQuiet,
    PickZone,
    SetQuiet,
    SetSchedule,
    ShowOptIn,
    ShowSettings,
    Unsubscribe,
)
from bot.actions.tips import ShowNextTip, ShowTip
from bot.actions.urgent import (
    KeepCountry,
    ShowCrisis,
    ShowEmergencyNumber,
    ShowRedFlags,
    ShowUrgent,
)

PERSON, GROUP, THREAD = base36(1_000_001), base36(-1_001_000_000_001), base36(7)
# A row is never changed and never taken out: new codes and longer forms are added below.
ISSUED: dict[str, Action] = {
    "menu": ShowMenu(),
    "help": ShowHelp(),
    "start": ShowStart(),
    "about": ShowAbout(),
    "privacy": ShowPrivacy(),
    "urgent": ShowUrgent(),
    "flags": ShowRedFlags(),
    "flags:2": ShowRedFlags(2),
    "crisis": ShowCrisis(),
    "crisis:GB": ShowCrisis("GB"),
    "section:treatment": ShowSection("treatment"),
    "section:treatment:1": ShowSection("treatment", 1),
    "section:prognosis:0:1": ShowSection("prognosis", 0, 1),
    "faqs": ShowFaqs(),
    "faqs:3": ShowFaqs(3),
    "faq:cure": ShowFaq("cure"),
    "faq:cure:1:1": ShowFaq("cure", 1, 1),
    "terms": ShowGlossary(),
    "terms:4": ShowGlossary(4),
    "term:biomarker": ShowTerm("biomarker"),
    "resources": ShowResources(),
    "resources:1": ShowResources(1),
    "country": ShowCountry(),
    "country:PT": ShowCountry("PT"),
    "country:GB:2": ShowCountry("GB", 2),
    "topics": ShowTopics(),
    "topic:money": ShowTopic("money"),
    "topic:money:1": ShowTopic("money", 1),
    "resource:macmillan": ShowResource("macmillan"),
    "questions": ShowQuestions(),
    "questions:second-opinion": ShowQuestions("second-opinion"),
    "nexttip": ShowNextTip(),
    "nexttip:write-it-down": ShowNextTip("write-it-down"),
    "tip:write-it-down": ShowTip("write-it-down"),
    "subscribe": ShowOptIn(),
    "day": PickDay(),
    "hour": PickHour(),
    "hour:6": PickHour(6),
    "zone": PickZone(),
    "zone:1:10": PickZone(1, 10),
    "set:0:10:Europe/Lisbon": SetSchedule(0, 10, "Europe/Lisbon"),
    "quiet": PickQuiet(),
    "setquiet:21-8": SetQuiet("21-8"),
    "stop": Unsubscribe(),
    "settings": ShowSettings(),
    "mydata": ShowMyData(),
    "mydata:1": ShowMyData(1),
    "erase": AskErase(),
    "erased": Erase(),
    "gnew": SetUpGroup(),
    "gback": RestoreGroup(),
    "gfresh": StartGroupFresh(),
    f"gp:{PERSON}:{GROUP}": ShowPanel(PERSON, GROUP),
    f"gp:{PERSON}:{GROUP}:tips": ShowPanel(PERSON, GROUP, "tips"),
    f"gs:{PERSON}:{GROUP}:d:3": SetInGroup(PERSON, GROUP, "d", "3"),
    f"gt:{PERSON}:{GROUP}": MoveGroupTips(PERSON, GROUP),
    f"gt:{PERSON}:{GROUP}:{THREAD}": MoveGroupTips(PERSON, GROUP, THREAD),
    f"gx:{PERSON}:{GROUP}": ClosePanel(PERSON, GROUP),
    "groups": ManageGroups(),
    f"gm:{GROUP}": ManageGroup(GROUP),
    "gpick": ChooseChat(),
    "gpick:1": ChooseChat(1),
    "crisis::1": ShowCrisis("", 1),
    "urgent:GB:1": ShowUrgent("GB", 1),
    "crisis:GB:0:1": ShowCrisis("GB", home=1),
    "crisis::0:0:1": ShowCrisis(choose=1),
    "ambulance:GB:0:1": ShowEmergencyNumber("GB", home=1),
    "ambulance::0:0:1": ShowEmergencyNumber(choose=1),
    "home:GB": KeepCountry("GB"),
    "home": KeepCountry(),
    "ambulance": ShowEmergencyNumber(),
    "ambulance:FR": ShowEmergencyNumber("FR"),
    "ambulance::1": ShowEmergencyNumber("", 1),
    "helped:faq/cure": Helped("faq/cure"),
    "helped:faq/cure:1": Helped("faq/cure", 1),
    "feedback": ShowFeedback(),
    "fbsend:1z": SendFeedback("1z"),
    "fbdrop": DiscardFeedback(),
    "fbback:1z": TakeBackFeedback("1z"),
}


@pytest.mark.parametrize(("data", "action"), ISSUED.items())
def test_an_issued_code_means_what_it_always_meant(data: str, action: Action) -> None:
    assert read_press(data) == Press(type(action), action)
    assert read_press(f"+{data}") == Press(type(action), action, as_new=True)


def test_no_code_is_issued_that_this_list_lacks() -> None:
    assert {data.partition(":")[0] for data in ISSUED} == ACTIONS.keys()
