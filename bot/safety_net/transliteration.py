"""Russian as it is typed in Latin letters: both ways of writing lead to one spelling."""

from __future__ import annotations

import re

_LETTERS = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяі",
        "a,b,v,g,d,e,zh,z,i,i,k,l,m,n,o,p,r,s,t,u,f,h,c,ch,sh,sh,,i,,e,iu,ia,i".split(","),  # noqa: SIM905
        strict=True,
    )
)
_CYRILLIC = str.maketrans(_LETTERS)
# People who type Russian in Latin letters follow no one standard: these are read as the same.
_DIGRAPHS = {
    "shch": "sh", "sch": "sh", "kh": "h", "x": "h", "ts": "c", "tc": "c", "w": "sh", "4": "ch",
    "6": "sh", "ya": "ia", "ja": "ia", "yu": "iu", "ju": "iu", "yo": "e", "jo": "e", "ye": "e",
    "je": "e", "ji": "zhi", "y": "i", "j": "i",
}  # fmt: skip
_DIGRAPH = re.compile("|".join(sorted(_DIGRAPHS, key=len, reverse=True)))
_DOUBLED = re.compile(r"(.)\1+")
_CYRILLIC_LETTER = re.compile("[Ѐ-ӿ]")


def is_cyrillic(word: str) -> bool:
    return _CYRILLIC_LETTER.search(word) is not None


def in_latin(word: str) -> str:
    """One spelling for a word in Cyrillic and for what people type in its place."""
    if word.isdecimal():
        return word
    latin = _DIGRAPH.sub(lambda found: _DIGRAPHS[found[0]], word.translate(_CYRILLIC))
    return _DOUBLED.sub(r"\1", latin)
