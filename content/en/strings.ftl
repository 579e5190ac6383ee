### Every sentence of the interface, in English.
###
### A line "key = words" is one sentence. Keys stay as they are; the words are yours to change.
### { $name } is filled in by the program. __two underscores__ make bold, *stars* make italic.
### A line that begins with # is a note for whoever translates: what is filled in, and what must fit.
###
### These mean the same wherever they stand, and each comes in your language:
### $weekday a day of the week, as it stands within a sentence ("Monday")
### $time    a time of day ("10:00")
### $city    a city that names a time zone ("Lisbon")
### $next    a day and date ("Monday, 30 November")
### $page    the number of the screen that is shown
### $pages   how many screens there are
### If your language bends such a word, put it behind a colon or in brackets: "Tips (Monday), 10:00".
###
### A sentence that counts has the plural forms of your language, each between [ ] in front of its
### words; English has [one] and *[other]. The one with the star is used where no other fits.
### The guide for editors is content/README.md; "python main.py check" tells what is not right.

## What the bot says about itself

# The welcome: with its buttons it fills a small phone, so no longer than in English.
start =
    __Hello. You are welcome here, at any hour.__

    Clear information, with its sources, about refractory cancer, for people who have it and those who care for them.

    __An emergency?__ Call your team's 24-hour line or the emergency number. 🆘 shows what to say.

    What you read is general, and not medical advice. I am a program, so nobody reads along.
menu =
    __Menu__

    Take your time. What would you like to read?
# The commands keep their English names: Telegram knows no others.
help =
    __How this works__

    Tap a button, and this message turns into what you chose. *Back* takes you one step up, and *Menu* brings you here again.

    __Read__
    /overview – what refractory cancer is
    /why – why it happens, and how doctors find out (/keyinfo too)
    /next – what it may mean for what comes next (/significance too)
    /treatment – treatment and care you can talk over
    /faq – questions people ask
    /glossary – words explained
    /resources – people and places that help
    /questions – questions to take to your team

    __In an emergency__
    /urgent – what to do now
    /crisis – somebody who will listen, now

    __Weekly tips__
    /tip – one tip now
    /subscribe – one tip a week, if you want it
    /unsubscribe – stop at once
    /settings – day, time and time zone

    __About this bot__
    /privacy – what is kept about you
    /feedback – write to the team
    /about – who runs this, and where the facts come from

    These commands work in a group as well. What you read in the private chat, only you see.
# $sections, $faqs, $tips and $resources are numbers.
about =
    __About this bot__

    It holds { $sections ->
        [one] one section
       *[other] { $sections } sections
    }, { $faqs ->
        [one] one question with its answer
       *[other] { $faqs } questions with answers
    }, { $tips ->
        [one] one weekly tip
       *[other] { $tips } weekly tips
    } and { $resources ->
        [one] one place that helps
       *[other] { $resources } places that help
    }. People wrote every word of it beforehand, so nothing is made up while you read.

    Each text names its sources, and says whether a clinician has looked at it. Where nobody has done so yet, it says that too.

    The bot sells nothing. It can't judge your symptoms, because it doesn't know you.
# It has to fit a phone without scrolling; what is longer goes into privacy-more.
privacy =
    __What is kept about you__

    Nothing, unless you ask for tips, keep your country, write to the team or look after a group. Then it is this chat's number, your language, the day you were last here, and what that needs.

    __Never kept:__ your name, what you write, what you read, anything about your illness.
privacy-more =
    __More about your data__

    For tips, the day, time and time zone you chose are kept, and which tips you had and when. For a group or channel, it is which one, and the names of its topics.

    __Why:__ only to send what you asked for, and nobody else gets it. Asking for tips is your consent, and /unsubscribe takes it back.

    __How long:__ until you delete it. What belongs to a group you no longer look after goes after a year.

    __Please know:__ Telegram could read chats with bots, so don't write names or medical details here.
my-data = __All that is kept about you__
my-data-none = Nothing is kept about you.
# $contact is how to reach whoever runs the bot, as they have written it themselves.
contact = __Who runs this bot:__ { $contact }
contact-none = Whoever runs this bot has not yet said here how to reach them.
disclaimer-short = This is general, and not medical advice: your own team knows you best. In an emergency, call your local number.

## Buttons: alone in its row one shows some 44 letters, beside another 15, beside two others 9.

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
button-privacy-more = More about your data
button-my-data = Show my data
button-erase = Delete my data
button-erase-yes = Yes, delete everything
button-erase-no = No, keep it
button-more = More
button-read-now = Yes, show me
button-not-now = Not now
button-read-private = Read in private
button-show-here = Show here
button-open-private = Open the private chat
button-everywhere = 🌍 For everybody
button-by-topic = By topic
button-red-flags = Signs that cannot wait
button-crisis = If you can't go on: who will listen
button-crisis-short = Who will listen tonight
button-crisis-country = Find a line in my country
button-crisis-elsewhere = Another country
# Under the numbers of a country: from now on they come without asking.
button-keep-country = 📍 I live here
button-drop-country = Don't keep a country
button-emergency-number = Emergency number
# $number is a number to call. A tap copies it; several such buttons stand side by side.
button-copy = Copy { $number }
button-bereavement = Support in grief
button-agree = Yes, choose day and time
button-stop-tips = Stop the tips
button-tip-settings = Day and time
button-change-time = Change day and time
button-change-zone = Change time zone
button-quiet = Quiet hours

## Pages

ask-your-team = Ask your team
# $count is how many pages are named behind it.
sources =
    { $count ->
        [one] Source:
       *[other] Sources:
    }
not-reviewed = *Not yet reviewed by a clinician.*
# $reviewer is a name; $date and $due are dates ("30 November 2026").
reviewed-by = *Reviewed by { $reviewer } on { $date }. Next review by { $due }.*
gentle-ask =
    This page speaks plainly about a hard subject, and it gives the short version first.

    Would you like to read it now? You can come back at any time, and it is fine if you never do.
gentle-group = This page speaks plainly about a hard subject. You may want to read it alone, or together with somebody you trust.
# $count is how many questions there are.
faqs =
    __Questions people ask__

    If one of them is yours, tap it for the answer.
# $count is how many words are explained.
glossary =
    __Words explained__

    { $count ->
        [one] One word you may hear.
       *[other] { $count } words you may hear.
    } Tap one, or look a word up like this: /glossary biomarker
questions =
    __Questions to take to your care team__

    No question is too small. Choose a subject, and take three questions with you, with the most important one first.

## Places that help

resources =
    __People and places that help__

    Choose a country, or look by topic. For somebody to talk to tonight, tap *Who will listen tonight*.
resources-topics =
    __Places that help, by topic__

    What do you need?
# $name is a country or a topic, and $count how many places are listed under it.
resources-of = __{ $name }__
resources-none = Nothing is listed here yet. *For everybody* and the lists by topic may still help you.
everywhere = For everybody, wherever you are
# $languages is a list ("English, Portuguese").
spoken-languages = Languages: { $languages }
unchecked = *(unchecked)*
unchecked-means = *Unchecked: none of us has dialled this number or opened this link yet, so it may have changed.*
# The topics are buttons in two columns, and headings as well.
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
topic-other-cancers = Other kinds of cancer
topic-palliative = Palliative care
topic-bereavement = Bereavement
topic-scams = Scams
topic-supplements = Supplements
topic-support-groups = Support groups
topic-counselling = Counselling

## Urgent help

emergency-numbers = Emergency numbers by country
emergency-which-country =
    __The emergency number of a country__

    Where are you, or the person you are worried about?
# $country is the country that the person chose. Nothing else is kept with it.
country-kept =
    __{ $country } is noted for you.__

    Its emergency number and its line for hard nights come at once from now on. You can see and delete this under /privacy.
country-dropped = No country is noted for you any more, so I will ask which one you need.
# $country is a country, and $number one or more numbers ("112 or 118").
emergency-call = __{ $country }: call { $number }.__
# $number is one or more numbers ("112 or 118"). The line has to be short: it stands last.
crisis-emergency = __In danger? Call { $number }.__
crisis-which-country = Where are you? Choose your country, and its line comes at once.
crisis-none-listed = No line stands here that two sources agree on. These lists know lines in many countries, and the emergency number is there at any hour.
crisis-abroad = From abroad, this number may not work. A line near you is found at findahelpline.com.
# $number is where a text message is sent.
crisis-text = Text { $number }
# $word is what to write to $number, such as SHOUT. It stays as it is, untranslated.
crisis-text-word = Text { $word } to { $number }
crisis-chat = Chat
# A button takes the number, and nothing happens that can be seen: so this is said beforehand.
copy-hint = Tap to copy, then paste it to call.

## Numbers and hours

# $country is the only country in which a number works: "0800 111 0 111 (Germany only)".
phone-home-only = { $country } only
hours-always = 24 hours, every day
hours-every-day = every day
# $first and $last are days of the week: "Monday to Friday".
hours-days = { $first } to { $last }
# $days is one of the lines above, $start and $end are times: "Monday to Friday 09:00 to 17:00".
hours-open = { $days } { $start } to { $end }
# $hours is the line above, and $city where the clock shows it.
hours-in-zone = { $hours }, { $city } time
# $hours is one of the lines above.
hours-unsure = { $hours }; check the hours
hours-check = Check the hours
# $year is a year. It follows a number and a semicolon.
phone-from-page = the number is from a page of { $year }
hours-unknown = Hours not known to us: see the website
# The heading over a few signs.
red-flags = __Signs that cannot wait__ ({ $page } of { $pages })

## Weekly tips

tip-this-week = This week:
# $tips is how many tips there are. Nothing is sent before somebody agrees to this.
opt-in =
    __One tip a week, if you want it__

    __What comes:__ one short tip, with one thing to do and one link. { $tips ->
        [one] There is one tip.
       *[other] There are { $tips } of them, and none comes twice until you have had them all.
    }

    __How often:__ once a week, on the day and at the hour you choose. Nothing else is ever sent.

    __How to stop:__ tap *Stop the tips* under any tip, or send /unsubscribe. It stops at once, and nobody asks why.

    For this, the bot keeps the number of this chat, your time zone, the day and time, and which tips you have had.

    Would you like this?
pick-day =
    __On which day?__
pick-hour =
    __{ $weekday }, at what time?__

    Choose by your own local time.
pick-zone =
    __{ $weekday } at { $time }: where are you?__

    Choose a city with the same time as yours. Or write the name of your city as a message.
# $quiet is one of the two lines below quiet-set.
pick-quiet =
    __When should nothing come?__

    Now: { $quiet }. A tip that is late waits for the end of these hours.
# $quiet is one of the two lines below.
quiet-set =
    __Changed.__ Quiet hours: { $quiet }.

    Weekly tip: { $weekday }, { $time }, { $city } time. The next one comes on { $next }.
# $start and $end are times: "21:00 to 08:00".
quiet-hours = { $start } to { $end }
quiet-none = no quiet hours
which-place = Which one do you mean?
no-such-place =
    I don't know a place of that name. Try the nearest larger city, or a time zone such as Europe/Lisbon.

    Did you want to say something else? I can't answer messages in your own words. __If you feel very unwell or unsafe,__ don't wait here: tap *Urgent*.
subscribed =
    __Done. Your weekly tip is set.__

    { $weekday }, { $time }, { $city } time. The first one comes on { $next }.

    You can change or stop this whenever you like.
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
    __Stopped.__ No more tips will come, and you owe nobody a reason.

    Should you ever want them again, they go on where you left off. If you are grieving, *Support in grief* leads to people who can be with you in it. Whatever these days bring, I wish you good company.
not-subscribed = You get no weekly tips, so there is nothing to stop.

## When something is not as expected

# For a voice message, a picture or a sticker. /urgent opens the urgent card.
pointer =
    I can only read words, so please write it to me in a sentence or two, as you would say it.

    __If you feel very unwell or unsafe,__ don't wait for an answer here: /urgent shows what to do now.
# Above up to three buttons, each with the title of a text.
answer-near =
    These come closest to what you asked. Tap the one that you meant, or ask me again in other words.
answer-none =
    I don't have an answer to that. I only have texts that people have written and checked, and I would rather say so than guess.

    Your own team may know, and so may the people behind these buttons.
# In a group, where nobody should have to answer before everybody.
crisis-in-group = This is no place to talk about it, but nobody should be alone with it. The button opens a chat that only you see, and shows who will listen tonight.
search-what =
    __What would you like to know?__

    Write it to me in your own words, as you would ask a friend, or add a word to the command: /search fatigue
not-found =
    That page isn't here any more. It is not your mistake.

    The menu shows everything there is.
error =
    Something went wrong on my side. Nothing you did caused it, and nothing of yours is lost.

    Please try again in a moment, or go on from the menu. In an emergency, don't wait for me: call your team or your emergency number.
# Shown in a small window: at most 200 letters.
error-alert = Something went wrong on my side, and not on yours. Please try again in a moment. In an emergency, call your team or the emergency number.
# Shown in a small window: at most 200 letters.
one-at-a-time = One tap at a time is all I can manage, I'm sorry. What you asked for is on its way.
unknown-command = I don't know that command. /help shows all of them.
only-in-private = This concerns you alone, so let us do it in our private chat. Nobody else sees what you choose there.
erase-ask =
    __Delete everything kept about you?__

    Your weekly tips stop, and the place you had reached in them is forgotten. This can't be undone.
erase-done =
    __Deleted.__ Nothing is kept about you now.

    The messages in this chat stay until you delete the chat in Telegram. You are welcome to come back at any time.

## What Telegram shows about the bot: the description up to 512 letters, the short one up to 120.

profile-description =
    Clear information, with its sources, about refractory cancer, for people who have it and those who care for them. Questions and answers, words explained, places that help, and one tip a week if you want it.

    General information, not medical advice. In an emergency, call your cancer team or your local emergency number.
profile-short = Clear, sourced information about refractory cancer. General information, not medical advice.

## The command menu: each up to 256 letters, and a phone shows the first 40 or so.

command-start = Begin here
command-menu = Everything, in one place
command-help = How this works
command-overview = What refractory cancer is
command-keyinfo = Why it happens, and how doctors find out
command-significance = What it means for what comes next
command-next = What it may mean for what comes next
command-why = Why it happens, and how doctors find out
command-treatment = Treatment and care you can talk over
command-resources = People and places that help
command-faq = Questions people ask
command-glossary = Words explained
command-questions = Questions to take to your care team
command-urgent = What to do in an emergency
command-crisis = Somebody to talk to when you can't go on
command-tip = One tip now
command-subscribe = One tip a week, if you want it
command-unsubscribe = Stop the weekly tips at once
command-settings = Day, time and time zone
command-search = Ask in your own words
command-privacy = What is kept about you
command-about = About this bot
