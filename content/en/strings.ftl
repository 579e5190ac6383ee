### Every sentence of the interface, in English.
###
### A line "key = words" is one sentence. Keys stay as they are; the words are yours to change.
### { $name } is filled in by the program. __two underscores__ make bold, *stars* make italic.
### The guide for editors is content/README.md; "python main.py check" tells what is not right.

## What the bot says about itself

start =
    __Hello. You are welcome here, at any hour.__

    I hold clear, sourced information about refractory cancer: cancer that does not respond to a treatment, or has stopped responding. It is for people who have it, and for those who care for them.

    __An emergency?__ Don't wait for a chat. Ring your care team's 24-hour line, or the emergency number where you are. The 🆘 button shows what to say.

    What I hold is general. It is not medical advice, for only your own team knows your case. I am a program: nobody reads along, and nobody can answer you here in person.

    What would help you now?
menu =
    __Menu__

    What would you like to read?
help =
    __How this works__

    Tap a button, and this message changes to what you chose. *Back* takes you one step up. *Menu* brings you here again.

    __Read__
    /overview – what refractory cancer is
    /keyinfo – why it happens, how doctors find out
    /significance – what it means for your next steps
    /treatment – treatment and care you can discuss
    /faq – questions people ask
    /glossary – words explained
    /resources – people and places that help
    /questions – questions to take to your team

    __In an emergency__
    /urgent – what to do now

    __Weekly tips__
    /tip – one tip now
    /subscribe – one tip a week, if you want it
    /unsubscribe – stop at once
    /settings – day, time and time zone

    __About this bot__
    /privacy – what is kept about you
    /about – who runs this, where the facts come from

    These commands work in a group as well. What you read in the private chat, only you see.
about =
    __About this bot__

    It serves { $sections } sections, { $faqs } questions with answers, { $tips } weekly tips and { $resources } places that help. People wrote every word in advance. Nothing is made up while you read.

    Each text names its sources and says whether a clinician has looked at it. Where nobody has done so yet, it says that too.

    The bot sells nothing. It cannot judge your symptoms, and it does not know your case.
privacy =
    __What is kept about you__

    Only if you ask for weekly tips, or look after a group:

    - The number of this chat, as Telegram gives it, your language, and the day you were last here.
    - For weekly tips: the day and time, your time zone, which tips you have had, and when each was sent.
    - For a group or channel that you set up: which one it is, and the names of its topics.

    __What is never kept:__ your name, what you write, what you read, anything about your illness.

    __Why:__ to send what you asked for, and nothing else. Nobody else gets it. Asking for weekly tips is your consent; you take it back with /unsubscribe.

    __How long:__ until you delete it here. What belongs to a group you no longer look after goes after a year.

    __Please know:__ chats with bots are not end-to-end encrypted. Telegram can technically read them. So don't write names or medical details here.
my-data = __All that is kept about you__
my-data-none = Nothing is kept about you.
contact = __Who runs this bot:__ { $contact }
contact-none = Whoever runs this bot has not yet said here how to reach them.
disclaimer-short = This is general, and not medical advice: ask the team that looks after you. In an emergency, ring your local number.

## Buttons

button-back = ‹ Back
button-menu = ☰ Menu
button-urgent = 🆘 Urgent
button-urgent-wide = 🆘 Urgent help
button-earlier = ‹ Earlier
button-later = More ({ $page } of { $pages }) ›
button-faqs = Questions & answers
button-resources = Places that help
button-glossary = Words explained
button-questions = Ask your team
button-tip = A tip now
button-another-tip = Another tip
button-subscribe = Weekly tips
button-settings = Settings
button-help = How this works
button-about = About
button-privacy = Privacy
button-my-data = Show my data
button-erase = Delete my data
button-erase-yes = Yes, delete everything
button-erase-no = No, keep it
button-read-now = Yes, show me
button-not-now = Not now
button-read-private = Read in private
button-show-here = Show here
button-open-private = Open the private chat
button-everywhere = 🌍 For everybody
button-by-topic = By topic
button-red-flags = Signs that cannot wait
button-crisis = If you can't go on: someone to talk to
button-agree = Yes, choose day and time
button-stop-tips = Stop the tips
button-tip-settings = Day and time
button-change-time = Change day and time
button-change-zone = Change time zone
button-quiet = Quiet hours

## Pages

ask-your-team = Ask your team
sources =
    { $count ->
        [one] Source:
       *[other] Sources:
    }
not-reviewed = *Not yet reviewed by a clinician.*
reviewed-by = *Reviewed by { $reviewer } on { $date }. Next review by { $due }.*
gentle-ask =
    This page speaks plainly about a hard subject. It gives the short version first.

    Would you like to read it now? You can come back at any time, and you may choose never to.
gentle-group = This page speaks plainly about a hard subject. You may want to read it alone, or with someone you trust.
faqs =
    __Questions people ask__

    Tap one for the answer.
glossary =
    __Words explained__

    { $count } words you may hear. Tap one. To look a word up, write for example: /glossary biomarker
questions =
    __Questions to take to your care team__

    No question is too small. Choose a subject, and take three questions with you, the most important first.

## Places that help

resources =
    __People and places that help__

    Choose a country, or look by topic.
resources-topics =
    __Places that help, by topic__

    What do you need?
resources-of = __{ $name }__
resources-none = Nothing is listed here yet. *For everybody* and the lists by topic may still help.
everywhere = For everybody, wherever you are
spoken-languages = Languages: { $languages }
unchecked = *(unchecked)*
unchecked-means = *Unchecked: none of us has dialled this number or opened this link yet. It may have changed.*
topic-all-topics = All topics
topic-helpline = Helplines
topic-money = Money
topic-law = Law and insurance
topic-work = Work
topic-carers = For carers
topic-children = Children
topic-young-people = Young people
topic-trials = Clinical trials
topic-guides = Guides to read
topic-blood-cancer = Blood cancer
topic-lung = Lung cancer
topic-breast = Breast cancer
topic-prostate = Prostate cancer
topic-ovarian = Ovarian cancer
topic-bowel = Bowel cancer
topic-palliative = Palliative care
topic-bereavement = Bereavement
topic-scams = Scams
topic-supplements = Supplements
topic-support-groups = Support groups
topic-counselling = Counselling

## Urgent help

emergency-numbers = Emergency numbers by country
crisis-emergency = __In danger right now? Call { $number }.__
red-flags = __Signs that cannot wait__ ({ $page } of { $pages })

## Weekly tips

tip-this-week = This week:
opt-in =
    __One tip a week, if you want it__

    __What comes:__ one short tip with one thing to do and one link. There are { $tips }. None repeats until you have had all of them.

    __How often:__ once a week, on the day and at the hour you choose. Nothing else is ever sent.

    __How to stop:__ tap *Stop the tips* under any tip, or send /unsubscribe. It stops at once.

    To do this, the bot keeps the number of this chat, your time zone, the day and time, and which tips you have had.

    Do you want this?
pick-day =
    __On which day?__
pick-hour =
    __{ $weekday }, at what time?__

    It is your own local time.
pick-zone =
    __{ $weekday } at { $time }: where are you?__

    Choose a city with the same time as yours. Or write the name of your city as a message.
pick-quiet =
    __When should nothing come?__

    Now: { $quiet }. Should a tip be late, it waits for the end of these hours.
quiet-set =
    __Changed.__ Quiet hours: { $quiet }.

    Weekly tip: { $weekday }, { $time }, { $city } time. The next one comes on { $next }.
quiet-hours = { $start } to { $end }
quiet-none = no quiet hours
which-place = Which one do you mean?
no-such-place =
    I don't know a place of that name. Try the nearest larger city, or a time zone such as Europe/Lisbon.

    Did you want to say something else? I can't answer messages in your own words. __If you feel very unwell or unsafe,__ don't wait here: tap *Urgent*.
subscribed =
    __Done. Your weekly tip is set.__

    { $weekday }, { $time }, { $city } time. The first one comes on { $next }.

    You can change or stop this at any time.
schedule-changed =
    __Changed.__

    { $weekday }, { $time }, { $city } time. The next one comes on { $next }.
settings =
    __Settings__

    Weekly tip: { $weekday }, { $time }, { $city } time. The next one comes on { $next }.
settings-none =
    __Settings__

    You get no weekly tips. Nothing is sent unless you ask for it.
unsubscribed =
    __Stopped.__ No more tips will come.

    Should you ever want them again, they go on where you left off.
not-subscribed = You get no weekly tips, so there is nothing to stop.

## When something is not as expected

pointer =
    I can't answer messages in your own words. These buttons lead to all I know.

    __If you feel very unwell or unsafe,__ don't wait for an answer here. Tap *Urgent*.
not-found =
    That isn't here any more, or never was.

    The menu shows everything there is.
error =
    Something went wrong on my side. Nothing you did caused it, and nothing of yours is lost.

    Please try again in a moment, or go on from the menu.
error-alert = Something went wrong on my side. Please try again in a moment.
one-at-a-time = One tap at a time, please. I am still busy with the ones before.
unknown-command = I don't know that command. /help shows all of them.
only-in-private = This concerns you alone, so let us do it in our private chat. Nobody else sees what you choose there.
erase-ask =
    __Delete everything kept about you?__

    Your weekly tips stop, and the place you had reached in them is forgotten. This cannot be undone.
erase-done =
    __Deleted.__ Nothing is kept about you now.

    Messages already in this chat stay until you delete the chat in Telegram.

## What Telegram shows about the bot (name up to 64, description up to 512, short up to 120 characters)

profile-description =
    Clear, sourced information about refractory cancer, for people who have it and those who care for them. Questions and answers, words explained, places that help, and one tip a week if you want it.

    General information, not medical advice. In an emergency call your cancer team or your local emergency number.
profile-short = Clear, sourced information about refractory cancer. General information, not medical advice.

## The command menu (each up to 256 characters)

command-start = Begin here
command-menu = All there is
command-help = How this works
command-overview = What refractory cancer is
command-keyinfo = Why it happens, how doctors find out
command-significance = What it means for your next steps
command-treatment = Treatment and care you can discuss
command-resources = People and places that help
command-faq = Questions people ask
command-glossary = Words explained
command-questions = Questions to take to your care team
command-urgent = What to do in an emergency
command-tip = One tip now
command-subscribe = One tip a week, if you want it
command-unsubscribe = Stop the weekly tips
command-settings = Day, time and time zone
command-privacy = What is kept about you
command-about = About this bot
