### What people see when they type the bot's name in another chat, and when they share a page.
###
### These texts stand in chats that have nothing to do with cancer, under the name of whoever sent
### them. So they never say "I" or "you have", and they name where a text comes from.

## Sharing: $title is the title of a page, a word, a tip or a place.

button-share = Share
# A question keeps its own words, so it has to be seen that the sender did not ask it.
shared-faq = A question people ask: “{ $title }”
shared-term = A word explained: { $title }
shared-tip = A tip: { $title }
shared-resource = A place that helps: { $title }

## In another chat: inline-more and inline-nothing are buttons of some 40 letters.

inline-more = More in private
inline-nothing = Nothing found. Open the menu
inline-note = *General information, not medical advice.*
inline-symptoms = 🆘 Does something feel wrong now? Call the cancer team's 24-hour number or the local emergency number. With a hospice or home plan for the last days, call that line first. Don't wait for a chat.
inline-urgent = What to do in an emergency, and which signs can't wait.
inline-gentle = Speaks plainly about a hard subject. Only the title and a link are sent.
inline-kind-section = Page
inline-kind-faq = Question
inline-kind-term = Word explained
inline-kind-tip = Tip
inline-kind-resource = Place that helps

## Words behind a command

found =
    __Is it one of these?__

    Tap the one that fits best.
found-nothing =
    __I found nothing for these words.__

    Perhaps another word helps, or you look in the menu.
