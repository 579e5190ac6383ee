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

_RED_AFTER = """\
just took my temperature, 38.0, dont want to bother the ward on a sunday
reading of 100.6 at teatime and 101 now. on rituximab
forehead burning but feet like ice, day 8 of FOLFOX
sweating then freezing then sweating again, second cycle was thursday
I think I'm getting an infection, feel shivery and my counts are low
dads gone very cold to touch and keeps shaking under three blankets
thermometer 35.1 twice now & she feels dreadful
since the blina drip she keeps mixing up her words and her writing has gone wobbly
can hardly get a sentence out for lack of breath
woke at 3 fighting for air
oxygen thing on my finger says 86
my husband's fingernails have gone blue
tight across the chest and down my left arm
heart is going like the clappers and I nearly keeled over
chest feels tight since starting xeloda
right arm swollen and purple where the picc was
her calf is hard and hot, she had surgery last month
can't get up from the toilet, legs have turned to jelly
tingling between my legs and I can't tell when I need a wee
dad has mets in his spine and since yesterday he keeps stumbling
terrible pain in the middle of my back, worse when I cough or lie flat
face looks like a balloon in the mornings and the veins on my chest are bulging
gums bleeding all night long
spat out bright red blood this morning
there's blood all over the toilet bowl
tripped on the stairs and banged my head, on apixaban
covered in tiny red spots, platelets were 9 last week
mum thinks it's 1985 and is talking to people who aren't there
my wife isn't making any sense since breakfast
he's sleeping round the clock and I can hardly wake him
grandad had a fit in the kitchen
her speech is all slurry and her mouth has dropped on one side
sudden blinding headache and being sick
can't see out of my left eye all of a sudden
drinking gallons, weeing gallons, haven't pooed for days, feel sick and fuzzy
finished ipilimumab four months ago, watery poo ten times a day
my eyes look yellow and my wee is like cola
double vision and droopy eyelid since my second opdivo
can't even keep sips of water down
vomited 7 times since midnight
belly hard as a rock and I'm bringing up green stuff
not been to the loo for a week and now throwing up
no wee for 14 hours
my lips are tingling and swelling, just started the drip
throat feels like it is closing after the antibiotic
hickman site is oozing yellow gunk
got the shakes half an hour after they flushed my line
first week on venetoclax, legs cramping, heart skipping
gran is very drowsy on her new patch and taking about 6 breaths a minute
put two fentanyl patches on by mistake
ran out of prednisolone four days ago, so weak I can't stand
pain is 10/10 and nothing touches it
crying with pain all night, breakthrough doses not helping
I don't know what it is but mum's just not right today
my sister looks grey and is all clammy
heard a crack in my hip and can't put weight on it
mouth so full of ulcers I can't swallow even water
the chemo leaked under my skin and it's blistering
do i ring 999 or wait for the clinic to open
brethless just siting still
cnat breath propely
fevr 38,6 and shiverring
i cant feeel my leggs
diarrhoea nonstop since immuno, so dizzy
"""

_CRISIS_AFTER = """\
i really dont see a reason to wake up tomorrow
honestly they would all be happier if i wasnt around
can't face another day of this life
how do I end my life without pain
I have enough oxycodone here to finish it
id rather die than live like this
life isnt worth living
just want to disappear
my mum keeps saying she wants to end it all
my brother texted me goodbye and isn't answering, he said he can't live like this
dad asked me to help him die
I swallowed forty paracetamol an hour ago
I am going to kill myself tonight
Ive got the pills lined up in front of me
hurting myself again
wish the cancer would hurry up and kill me
I'm a waste of space, everyone's better off if I go
nobody would even notice if I died
I've given my cat away, said my goodbyes. I'm ready.
thinking about driving into a tree
i want out. cant do it anymore
su1c1dal
k y s is what i tell myself, i want to d i e
unaliving myself sounds like a plan
what's the point of going on
I hope I don't wake up
everyday I think about ways to die
please just let me die
don't want to exist
tired of living
i wish i was never born
My partner has been hiding tablets and I'm scared she will overdose
feeling suicidle
i cant go on like this anymore
I'd be better off dead
"""

_BENIGN_AFTER = """\
what foods help with constipation from morphine
can I fly after chemo
does capecitabine cause chest pain in many people
how do doctors treat a blocked bowel
what is the difference between confusion and delirium
is fatigue normal after radiotherapy
Signs of a blood clot?
what does it mean if a tumour marker is 38.2
my dad had a stroke in 2012, can he still join a trial
I was scared of needles as a child
we saw a play where the heroine dies, it was lovely
dying to know what the new trial is about
this waiting is killing me
I want to die at home, not in hospital. who can arrange that?
I'd rather stop chemo than lose more weekends
no more fever since tuesday, thank you all
he isn't confused, just tired
not suicidal, just sad about the scan
my neighbour's chemo made her hair fall out
is it safe to take paracetamol with ibrutinib
how many tablets of capecitabine do people usually take
can stress make cancer grow
what is hospice care
who can help with the funeral costs
how to talk to my teenage son about my prognosis
blood test tomorrow, do I need to fast
what are normal platelet levels
chest x-ray on friday, should I wear a bra
can my cat sleep on my bed while my counts are low
I fell in love with my nurse haha
the nurse said to watch for fever, which thermometer is best
my heart is broken since the diagnosis
is it ok to get a flu jab
the oven says 180 degrees, is that right for lasagne
how do I stop feeling guilty
what's a syringe driver
my mum put her affairs in order last year and it gave her peace
"""

AFTER = [
    *_all(_RED_AFTER, "redflag"),
    *_all(_CRISIS_AFTER, "crisis"),
    *_all(_BENIGN_AFTER, None),
]
