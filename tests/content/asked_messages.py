"""Which sentences the code asks for, and with which arguments: read from the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers")
# These hold sentences: "edition.l10n.text(...)" asks for one, "match.text(...)" does not.
HOLDERS = {"l10n", "words"}
# They handle every sentence, whichever it is.
NOT_ASKING = {"localization.py", "fluent_lint.py"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Asked(NamedTuple):
    """One place where a sentence is asked for; ``keys`` is empty where the code makes up the key.

    ``family`` is what such a key begins with; ``arguments`` are those that can be seen.
    """

    where: str
    keys: frozenset[str]
    family: str
    arguments: frozenset[str]


@cache
def asked() -> tuple[Asked, ...]:
    """Every place in the code."""
    return tuple(
        found
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if path.name not in NOT_ASKING and "checks" not in path.parts
        for found in _in_module(path)
    )


def _in_module(path: Path) -> Iterator[Asked]:
    module = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(module) if isinstance(node, Function)]
    for function in functions:
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            if not _asks(call):
                continue
            where = f"{path.relative_to(ROOT)}:{call.lineno}"
            keys, family = _key(call.args[0], function, module)
            arguments = {keyword.arg for keyword in call.keywords if keyword.arg}
            for keyword in call.keywords:
                if keyword.arg is None:
                    arguments |= _spread(keyword.value, function, module)
            yield Asked(where, frozenset(keys), family, frozenset(arguments))


def _asks(call: ast.Call) -> bool:
    method = call.func
    if not isinstance(method, ast.Attribute) or method.attr not in {"text", "rich"}:
        return False
    held = method.value
    name = held.attr if isinstance(held, ast.Attribute) else getattr(held, "id", "")
    return name in HOLDERS and bool(call.args)


def _key(
    node: ast.expr, function: Function, module: ast.Module, followed: frozenset[str] = frozenset()
) -> tuple[set[str], str]:
    """The keys that this expression may be, or what the key begins with."""
    match node:
        case ast.Constant(value=str(word)):
            return {word}, ""
        case ast.JoinedStr(values=[ast.Constant(value=str(beginning)), *_]):
            return set(), beginning
        case ast.IfExp(body=yes, orelse=no):
            choices = [yes, no]
        case ast.Dict(values=choices):
            pass
        case ast.Call(func=ast.Attribute(value=table, attr="get"), args=[_, *otherwise]):
            choices = [table, *otherwise]
        case ast.Name(id=name) if name not in followed:
            choices = [*_assigned(name, function), *_passed(name, function, module)]
            followed = followed | {name}
        case _:
            choices = []
    found = [_key(choice, function, module, followed) for choice in choices]
    return set().union(*(keys for keys, _ in found)), next((f for _, f in found if f), "")


def _assigned(name: str, function: Function) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield node.value
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    for part, value in zip(target.elts, node.value.elts, strict=True):
                        if isinstance(part, ast.Name) and part.id == name:
                            yield value


def _passed(name: str, function: Function, module: ast.Module) -> Iterator[ast.expr]:
    """What the module's own calls give for a parameter of this function."""
    parameters = [argument.arg for argument in function.args.args]
    if name not in parameters:
        return
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        if getattr(call.func, "id", None) == function.name:
            yield from call.args[parameters.index(name) : parameters.index(name) + 1]


def _spread(node: ast.expr, function: Function, module: ast.Module) -> set[str]:
    """The keys of the dict that ``**`` spreads out here."""
    if isinstance(node, ast.Name):
        spread = [_spread(value, function, module) for value in _assigned(node.id, function)]
        return set().union(*spread)
    if isinstance(node, ast.Call):
        called = getattr(node.func, "id", "")
        makers = [n for n in ast.walk(module) if isinstance(n, Function) and n.name == called]
        dicts: Iterable[ast.AST] = (d for maker in makers for d in ast.walk(maker))
    else:
        dicts = [node]
    return {
        key.value
        for found in dicts
        if isinstance(found, ast.Dict)
        for key in found.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }
