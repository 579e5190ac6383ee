"""What people might type, invented for these tests, with the card that must or must not come.

``BEFORE`` was written before the first rule, ``AFTER`` when the rules stood.
"""

from __future__ import annotations

from typing import NamedTuple


class Saying(NamedTuple):
    """``card`` is None where none may come, and "any" where either is right."""

    text: str
    card: str | None


# Section D4 of the fact sheet, word for word.
FROM_THE_FACT_SHEET = [
    *(
        Saying(text, "redflag")
        for text in (
            "temp 38.2 day 9 chemo wait til mornin?",
            "cant stop shakin",
            "burning up, neutropenc",
            "cant breth lyin down",
            "chest tite",
            "heart racing n faint",
            "legs gone jelly",
            "cant pee, numb down there",
            "face puffed up, neck veins",
            "nose wont stop",
            "poo like tar",
            "coughin blood",
            "puking nonstop",
            "on the loo 9x since keytruda, blood",
            "hubby talking rubbish",
            "she wont wake",
        )
    ),
    Saying("took xtra patches", "any"),
    *(
        Saying(text, "crisis")
        for text in (
            "dont wanna be here",
            "better off without me",
            "kms",
            "unalive",
            "done with it all",
            "how many pills wd do it",
        )
    ),
    *(
        Saying(text, None)
        for text in ("dying of laughter", "fever last year", "hot flush from hormones")
    ),
]

_RED_BEFORE = """\
Mum's temperature is 101.2 and she had chemo on Tuesday. Do I really need to ring at 2am?
thermometer says 37.9, feel rough, cycle 3
I feel flu-ish and shivery since this afternoon, on docetaxel
my temp has dropped to 35.4 and I feel awful
teeth chattering can't get warm had my infusion last week
he's boiling hot and sweating through the sheets, day 10 after chemo
had CAR-T two weeks ago and now he can't find his words
dad's hands keep trembling and he is muddled since his bispecific injection
gasping for air just walking to the toilet
lips look a bit blue
I have to sleep sitting up because I can't get my breath when I lie down
sharp pain in my chest when I breathe in
started capecitabine yesterday and my chest feels like an elephant is on it
left calf is swollen and sore and warm
one leg twice the size of the other
my legs keep giving way and there's a band of pain round my ribs
woke up and can't feel my feet, mets in spine
wet myself and didn't feel it
my back pain is so much worse at night and legs are weak
face is swollen when i wake up and my neck feels tight
when I bend over my head feels like it's going to explode and my face is puffy
nosebleed for half an hour won't stop
threw up blood this morning
vomit looks like coffee grounds
stools are black and sticky
he fell and hit his head, his platelets are 12
my wife suddenly doesn't know what day it is
she's so drowsy I can barely rouse her
dad had a seizure
one side of his face has dropped
worst headache of my life came on like a bang
so thirsty all the time peeing loads and constipated and a bit confused
on nivolumab, diarrhoea 8 times since this morning
eyes have gone yellow, finished pembro in spring
skin is blistering and peeling after ipi nivo
haven't kept anything down since yesterday, not even water
being sick over and over and dizzy when i stand
tummy blown up like a balloon, no poo for five days, can't pass wind and vomiting
haven't peed since last night
tongue swelling up and wheezy, chemo ended an hour ago
come out in hives all over during my drip
the skin round my picc line is red and oozing pus
shivers every time they flush my port
started venetoclax and now cramps, heart fluttering, hardly any wee
he took his oxycodone and is breathing really slowly
I threw up my dexamethasone two days running and feel faint
the pain is unbearable, oramorph doing nothing
screaming in pain can't touch it with morphine
something isn't right with my husband, he is just not himself
my son won't wake up properly
"""

_CRISIS_BEFORE = """\
i dont want to live anymore
I want to die
I keep thinking about ending it all
whats the point in carrying on
my family would be better without me
I'm such a burden to everyone, they'd cope fine if I was gone
I just want to go to sleep and never wake up
wish I wouldn't wake up tomorrow
I've been saving up my morphine tablets
how much oramorph would kill me
I have written goodbye letters to the kids
thinking of jumping off the bridge
I can't do this any more
no reason to keep going
I've had enough of living
My dad says he wants to end his life
my wife told me she'd rather be dead
I took all my tablets
just swallowed the whole bottle of oxycodone
i've cut my wrists
suicidal tonight
thinking about suicide a lot since the scan
I want it to be over
there is nothing left to live for
"""

_BENIGN_BEFORE = """\
what are the signs of sepsis?
does pembrolizumab cause diarrhoea
how is spinal cord compression treated
Why do people get fevers on chemo?
is blood in the stool a common side effect of bevacizumab
what does neutropenic mean
I had sepsis two years ago, is it safe to start chemo again?
my fever went down last week and I'm fine, can I have my nails done
no fever, no pain, just tired. is that normal
how can I explain palliative care to my mum
I'd like to go into a hospice
I've decided to stop treatment, how do I tell my oncologist
dad was her executor and is putting her affairs in order
dying for a cup of tea
we watched a film about a man who kills himself
my aunt killed herself twenty years ago, is depression hereditary
is it OK to have a glass of wine with my tablets
how long do you live with stage 4 lung cancer
am I going to die from this
I'm scared of dying
what happens at the end of life
hot flushes from letrozole are driving me mad
this scan killed my mood
i could murder a curry
my uncle died last month, how do I cope
how do I write a living will
what temperature should I roast a chicken at
I laughed so much I nearly died
what should go in a hospital bag for chemo
"""


def _all(texts: str, card: str | None) -> list[Saying]:
    return [Saying(text, card) for text in texts.splitlines()]


BEFORE = [
    *_all(_RED_BEFORE, "redflag"),
    *_all(_CRISIS_BEFORE, "crisis"),
    *_all(_BENIGN_BEFORE, None),
]
