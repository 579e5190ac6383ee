"""The examples of the fact sheet, section D4, word for word, and the card that must come or not."""

from __future__ import annotations

from typing import NamedTuple


class Saying(NamedTuple):
    """``card`` is None where none may come, and "any" where either is right."""

    text: str
    card: str | None


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
