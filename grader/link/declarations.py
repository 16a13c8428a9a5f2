"""The part of a file of wrong models that declares some of them.

Such a file declares up to some hundred models, and each model is loaded into a copy of the reference of its own. Executing
all declarations for each of them would take time and memory that grow with the square of their number.
"""

from __future__ import annotations

import ast
import functools
import types
from collections.abc import Sequence

_DECLARES = frozenset({"misconception", "misconceptions", "alternative"})


@functools.lru_cache(maxsize=512)
def compile_part(source: bytes, file: str, ids: frozenset[str]) -> types.CodeType:
    """Returns the code that declares the models of these ids, with their variants, and what it uses of the file.

    A statement that declares is left out where it, and the tools that it uses, hold none of the ids as a text.
    """
    statements = _read(source)
    kept = {number for number, one in enumerate(statements) if not one.is_definition and not one.declares}
    kept |= {number for number, one in enumerate(statements) if one.declares and not one.texts.isdisjoint(ids)}
    while True:
        needed = set().union(*(statements[number].uses for number in kept))
        more = {number for number, one in enumerate(statements) if one.defines & needed} - kept
        if not more:
            body = [statements[number].node for number in sorted(kept)]
            return compile(ast.Module(body, []), file, "exec", dont_inherit=True)
        kept |= more


class _Statement:
    """One statement of the file: what it defines, which names and texts are in it, and whether it declares models."""

    def __init__(self, node: ast.stmt) -> None:
        self.node = node
        defined = node if isinstance(node, ast.FunctionDef | ast.ClassDef) else None
        self.is_definition = defined is not None
        self.uses = _names(node)
        self.defines = {defined.name} if defined is not None else _names(node, ast.Store)
        self.texts = {item.value for item in ast.walk(node) if isinstance(item, ast.Constant)}
        self.declarers = set().union(*map(_names, defined.decorator_list)) if defined is not None else self.uses
        self.declares = False


def _names(node: ast.AST, how: type[ast.expr_context] = ast.expr_context) -> set[str]:
    return {item.id for item in ast.walk(node) if isinstance(item, ast.Name) and isinstance(item.ctx, how)}


@functools.lru_cache(maxsize=64)
def _read(source: bytes) -> Sequence[_Statement]:
    statements = [_Statement(node) for node in ast.parse(source.decode("utf-8-sig")).body]
    tools = {
        name: one
        for one in statements
        if one.is_definition and one.uses & _DECLARES and not one.declarers & _DECLARES
        for name in one.defines
    }
    for one in statements:
        one.declares = bool(one.declarers & (_DECLARES | tools.keys()))
        one.texts = one.texts.union(*(tools[name].texts for name in one.uses & tools.keys()))
    return statements
