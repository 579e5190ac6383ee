### What is said in groups and channels, and to those who look after them.
### The rules are those of strings.ftl, and its $weekday, $time, $city and $next mean the same here.
### $title is a chat's own name, as its people have given it.

## The first message in a group

group-hello =
    Hello. I hold plain information, with its sources, about refractory cancer, for people who have it and those who care for them.

    I read only commands and replies to me, and I keep nothing that people write. Try /faq, /treatment or /resources.

    What you read in private, nobody here sees. An admin can tap *Set up* to choose more.
group-hello-again =
    Hello again. Your earlier settings are still here.

    An admin can restore them, or start fresh.
button-set-up = Set up (admins)
button-restore = Restore
button-start-fresh = Start fresh
button-add-to-group = Add to your group
button-manage-groups = Your groups and channels
group-restored = Done. Everything is as it was.
group-fresh = Done. Nothing of before was kept.

## Who may

# Shown in a small window: at most 200 letters.
group-not-you = This is for admins who may change the group's info. Are you an anonymous admin? Turn anonymity off for a moment, or give me admin rights, and try again after half a minute.
# Shown in a small window: at most 200 letters.
group-not-your-panel = Somebody else opened this. Send /settings to open your own.
# Shown in a small window: at most 200 letters.
group-old-panel = This panel is from an earlier time. Please send /settings again.
group-settings-for-admins = Only admins who may change the group's info can set things up here. Have you just become one? Send /settings again in half a minute. Your own settings are in our private chat.
group-who-are-you =
    I can't see who you are, so I can't open the settings here.

    Open them in our private chat, or write as yourself and send /settings again.
button-manage-private = Settings in private

## The panel: its lines are shown one below the other, and its buttons fill a row each.

group-panel = __Settings: { $title }__
group-panel-closed = The settings are closed. An admin can send /settings to open them again.
# $field is one of the names below ("Pin the tip"), and $value what was chosen ("on").
group-changed = { $field }: { $value }
# $label is one of the names below ("Pin the tip"). The three signs say on, off and chosen.
group-on = ☑ { $label }
# $label as above.
group-off = ☐ { $label }
# $label is a value, as it stands among the others.
group-chosen = ● { $label }
# $field is one of the names below, and $value what is chosen now. It is a button.
group-choice = { $field }: { $value } ›
group-page-tips = Weekly tip ›
group-page-answers = Answers and commands ›
group-close = Close
# $field is one of the names below.
group-pick = __{ $field }__
# $right is one of the two lines below, after "the right to". At most 200 letters with it.
group-needs-right = Saved. It works once I have the right to { $right }.
group-right-can_pin_messages = pin messages
group-right-can_delete_messages = delete messages

# These are shown in a small window too: at most 200 letters with all that is filled in.
group-tips-off = Tips: off
group-tips-on = Tips: every { $weekday }, { $time }, { $city }. Next: { $next }
# $topic is the name of a topic in the group, as its people have given it.
group-tips-on-topic = Tips: every { $weekday }, { $time }, { $city }, in { $topic }. Next: { $next }
group-tips-on-some-topic = Tips: every { $weekday }, { $time }, { $city }, in a topic. Next: { $next }
group-tips-on-general = Tips: every { $weekday }, { $time }, { $city }, in General. Next: { $next }
group-tips-no-rights = Tips are waiting: I may not write there. Please allow me to, then tap the button with 🔄.
group-tips-topic-closed = Tips are waiting: their topic is closed. Open it again, or choose another.
group-tips-topic-gone = Tips are waiting: their topic is gone. Please choose another.
button-tips-here = 🔄 Post tips here
button-tips-place = Topic ›
group-pick-topic =
    __Topic for the weekly tip__

    For a topic that is not listed, send /settings there.
group-no-topic = No topic (General)

group-field-tips = Weekly tip
group-field-weekday = Day
group-field-hour = Time
group-field-zone = Time zone
group-field-audience = Tips for
group-field-quiet = Quiet hours
group-field-delete_previous = Delete last week's tip
group-field-pin = Pin the tip
group-field-answers = Answers
group-field-commands = Commands
group-field-repeat_minutes = Repeated questions
group-field-delete_commands = Delete command messages
group-field-welcome = Welcome newcomers
group-field-language = Language

# Values: they stand behind the name of a field and a colon, so they begin small.
group-value-on = on
group-value-off = off
group-value-audience-both = everyone
group-value-audience-patient = patients
group-value-audience-carer = carers
group-value-answers-here = short, with more here or in private
group-value-answers-private = short, with more only in private
group-value-commands-everyone = for everyone
group-value-commands-admins = for admins only
# $minutes is a number.
group-value-repeat =
    { $minutes ->
        [0] answered each time
        [one] not again for one minute
       *[other] not again for { $minutes } minutes
    }
group-zone-typed = Not listed? Open the settings in our private chat and write the name of your city.

## In the group

# $link is the sentence below, as a link.
group-earlier = That was answered a moment ago: { $link }
group-earlier-link = here is the answer
group-welcome-line = Welcome. If you would like to read something about refractory cancer, I am here. What you open in private, only you see.

## In private, for those who look after a group

groups-list =
    __Your groups and channels__

    Choose one to see its settings. Telegram has just confirmed that you may.
groups-none =
    __Your groups and channels__

    I know of none that you look after. Add me to one, or choose one below. You need to be an admin who may change its info.
button-pick-group = Choose a group
button-pick-channel = Choose a channel
groups-pick-group = Tap the button below the text field. Telegram then shows the groups in which you are an admin.
groups-pick-channel = Tap the button below the text field. Telegram then shows the channels in which you are an admin. It offers to make me an admin who may post.
groups-picked = Thank you.
groups-not-allowed = I can't open the settings of that chat for you. I need to be in it, and you need to be an admin who may change its info. Are you an anonymous admin? Give me admin rights there, and try again.
channel-hello = You have added me to the channel { $title }. Nothing is posted before you switch it on.
group-cannot-write =
    I can't write in { $title } any more, so no tips arrive there.

    Please allow me to send messages there. I mention this only once.
group-topic-closed =
    The topic for the weekly tips in { $title } is closed, so no tips arrive there.

    Open it again, or choose another topic. I mention this only once.
group-topic-gone =
    The topic for the weekly tips in { $title } is gone, so no tips arrive. I don't post them elsewhere by myself.

    To choose another topic, send /settings there. I mention this only once.
group-without-name = your group
