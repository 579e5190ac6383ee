"""Every sentence that the program asks for, and what it fills in: how loading knows that one is
missing or misspelt before somebody taps."""

from __future__ import annotations

from collections.abc import Mapping

# What the program fills in, by sentence.
_FILLED = {
    "about": "faqs resources sections tips",
    "button-copy": "number",
    "button-later": "page pages",
    "channel-hello": "title",
    "contact": "contact",
    "country-kept": "country",
    "crisis-emergency": "number",
    "crisis-text": "number",
    "crisis-text-word": "number word",
    "emergency-call": "country number",
    "faqs": "count page pages",
    "glossary": "count page pages",
    "group-cannot-write": "title",
    "group-changed": "field value",
    "group-choice": "field value",
    "group-chosen": "label",
    "group-earlier": "link",
    "group-needs-right": "right",
    "group-off": "label",
    "group-on": "label",
    "group-panel": "title",
    "group-pick": "field",
    "group-tips-on": "city next time weekday",
    "group-tips-on-general": "city next time weekday",
    "group-tips-on-some-topic": "city next time weekday",
    "group-tips-on-topic": "city next time topic weekday",
    "group-topic-closed": "title",
    "group-topic-gone": "title",
    "group-value-repeat": "minutes",
    "operator-clock-set": "after before",
    "operator-database-fails": "sentence",
    "operator-tips-stopped": "advice time",
    "hours-days": "first last",
    "hours-in-zone": "city hours",
    "hours-open": "days end start",
    "hours-unsure": "hours",
    "opt-in": "tips",
    "phone-from-page": "year",
    "phone-home-only": "country",
    "pick-hour": "weekday",
    "pick-quiet": "quiet",
    "pick-zone": "time weekday",
    "quiet-hours": "end start",
    "quiet-set": "city next quiet time weekday",
    "red-flags": "page pages",
    "resources-of": "count name",
    "reviewed-by": "date due reviewer",
    "schedule-changed": "city next time weekday",
    "settings": "city next time weekday",
    "shared-faq": "title",
    "shared-resource": "title",
    "shared-term": "title",
    "shared-tip": "title",
    "sources": "count",
    "spoken-languages": "languages",
    "subscribed": "city next time weekday",
}
# Sentences in which nothing is filled in. Where the code makes up a key ("command-" and a command's
# name), each is written out here; the tests hold this list against the code.
_PLAIN = """
    answer-near answer-none ask-your-team contact-none copy-hint country-dropped
    crisis-abroad crisis-chat
    crisis-in-group crisis-none-listed crisis-which-country disclaimer-short emergency-numbers
    emergency-which-country erase-ask erase-done error error-alert everywhere found
    found-nothing gentle-ask gentle-group help
    hours-always hours-check hours-every-day hours-unknown inline-gentle
    inline-more inline-note inline-nothing inline-symptoms inline-urgent menu my-data
    my-data-none no-such-place not-found not-reviewed not-subscribed one-at-a-time
    only-in-private operator-advice-failed operator-advice-not-sent operator-advice-refused
    operator-advice-revoked operator-advice-unknown operator-advice-unreachable
    operator-database-works operator-tips-resumed pick-day pointer privacy privacy-more questions
    quiet-none resources resources-none resources-topics search-what settings-none start
    tip-this-week unchecked unchecked-means unknown-command unsubscribed which-place

    button-about button-add-to-group button-agree button-another-tip button-back
    button-bereavement button-by-topic button-change-time button-change-zone button-crisis
    button-crisis-country
    button-crisis-elsewhere button-crisis-short button-drop-country button-earlier
    button-emergency-number button-keep-country
    button-erase button-erase-no button-erase-yes button-everywhere button-faqs
    button-glossary button-help button-manage-groups button-manage-private button-menu button-more
    button-my-data button-not-now button-open-private button-pick-channel button-pick-group
    button-privacy button-privacy-more button-questions button-quiet button-read-now
    button-read-private button-red-flags button-resources button-restore button-set-up
    button-settings button-share button-show-here button-start-fresh button-stop-tips
    button-subscribe button-tip button-tip-settings button-tips-here button-tips-place button-urgent
    button-urgent-wide

    command-about command-crisis command-faq command-glossary command-help command-keyinfo
    command-menu command-next command-overview command-privacy command-questions
    command-resources command-search command-settings
    command-significance command-start command-subscribe command-tip command-treatment
    command-unsubscribe command-urgent command-why

    group-close group-earlier-link group-fresh group-hello group-hello-again group-no-topic
    group-not-you group-not-your-panel group-old-panel group-page-answers group-page-tips
    group-panel-closed group-pick-topic group-restored group-settings-for-admins
    group-tips-no-rights group-tips-off group-tips-topic-closed group-tips-topic-gone
    group-welcome-line group-who-are-you group-without-name group-zone-typed

    group-field-answers group-field-audience group-field-commands
    group-field-delete_commands group-field-delete_previous group-field-hour
    group-field-language group-field-pin group-field-quiet group-field-repeat_minutes
    group-field-tips group-field-weekday group-field-welcome group-field-zone

    group-right-can_delete_messages group-right-can_pin_messages

    group-value-answers-here group-value-answers-private group-value-audience-both
    group-value-audience-carer group-value-audience-patient group-value-commands-admins
    group-value-commands-everyone group-value-off group-value-on

    groups-list groups-none groups-not-allowed groups-pick-channel groups-pick-group
    groups-picked

    inline-kind-faq inline-kind-resource inline-kind-section inline-kind-term
    inline-kind-tip

    button-feedback button-feedback-again button-feedback-discard button-feedback-send
    button-feedback-take-back button-helped button-helped-not command-feedback
    feedback-answer-delivered feedback-answer-not-delivered feedback-answer-unreachable
    feedback-answers-nobody feedback-ask feedback-discarded feedback-enough feedback-gone
    feedback-nobody feedback-not-sent feedback-note feedback-nothing-to-take-back
    feedback-partly-taken-back feedback-preview feedback-sent feedback-taken-back
    feedback-team-answers helped-not helped-not-thanks helped-thanks

    profile-description profile-short
"""
# What the screens of urgent help say beside the card, and what leads to them: a language can begin
# with these, long before its first page.
_URGENT_HELP = """
    button-back button-copy button-crisis button-crisis-country
    button-crisis-elsewhere button-crisis-short
    button-drop-country button-earlier button-emergency-number button-faqs button-keep-country
    button-later button-menu button-open-private button-read-private button-red-flags
    button-show-here button-urgent button-urgent-wide command-crisis command-urgent copy-hint
    country-dropped country-kept crisis-abroad crisis-chat crisis-emergency crisis-in-group
    crisis-none-listed crisis-text crisis-text-word crisis-which-country disclaimer-short
    emergency-call emergency-numbers emergency-which-country hours-always hours-check hours-days
    hours-every-day hours-in-zone hours-open hours-unsure not-reviewed pointer red-flags
    reviewed-by sources
"""
# A resource's topic has a name where somebody wrote one: "topic-" and the topic.
TOPIC = "topic-"

SENTENCES: Mapping[str, frozenset[str]] = {
    **{key: frozenset(names.split()) for key, names in _FILLED.items()},
    **dict.fromkeys(_PLAIN.split(), frozenset[str]()),
}
URGENT_HELP = frozenset(_URGENT_HELP.split())
# Numbers choose between plural forms, so each is tried with several; the rest are words.
NUMBERS = frozenset({"count", "faqs", "minutes", "page", "pages", "resources", "sections", "tips"})
