"""How much an object holds on to, however it holds it."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Collection, Iterator
from types import FunctionType, MethodType, ModuleType
from typing import Any

from cachetools import Cache

_COLLECTIONS = (dict, list, set, deque, Cache)
# They lead out of the object and into the whole program.
_WAYS_OUT = (type, ModuleType, FunctionType, MethodType)


def largest_collection(held_by: object, *, beside: Collection[object] = ()) -> int:
    """The length of the longest collection that is kept in an object or in what it refers to.

    What it refers to and does not own is named ``beside``.
    """
    left_out = {id(thing) for thing in beside}
    return max((len(found) for found in _collections(held_by, left_out)), default=0)


def _collections(root: object, seen: set[int]) -> Iterator[Collection[Any]]:
    waiting = [root]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, _WAYS_OUT):
            continue
        seen.add(id(thing))
        if isinstance(thing, _COLLECTIONS):
            yield thing
        waiting.extend(gc.get_referents(thing))
