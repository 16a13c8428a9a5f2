"""Slips: what a small mistake would write in the place of one node of a reference's syntax tree.

Each operator looks at a `Site` and yields what to put there; `grader.mutants` finds the sites and puts it in, one slip at a
time. They are the slips that matter in layers: axes, transpositions, bounds, defaults, order, what is written in place or
added up. An operator may yield nonsense, as long as a suite that looks at the line would notice it.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any


class Block(list[Any]):
    """What takes the place of the whole list that a node stands in."""


New = ast.AST | list[Any]
"""What takes a node's place: another node; in a list, any number of them; a `Block`."""


@dataclasses.dataclass(frozen=True)
class Site:
    """A node, where it hangs, and the function around it with the names that are easily mixed up there.

    `block` is the outermost function around it, if any.
    """

    node: ast.AST
    holder: ast.AST
    field: str
    index: int | None
    function: str
    alike: dict[str, str]
    block: ast.FunctionDef | None = None

    @contextlib.contextmanager
    def replaced(self, new: New) -> Iterator[None]:
        """Puts `new` in the node's place for a while."""
        before = getattr(self.holder, self.field)
        after = new
        if self.index is not None and not isinstance(new, Block):
            items = new if isinstance(new, list) else [new]
            after = [*before[: self.index], *items, *before[self.index + 1 :]]
        setattr(self.holder, self.field, after)
        try:
            yield
        finally:
            setattr(self.holder, self.field, before)


def axis(site: Site) -> Iterator[New]:
    """One axis less, or none at all; another one is a `number`."""
    match site.node:
        case ast.keyword("axis", value):
            yield []
            if isinstance(value, ast.Tuple):
                for n in range(len(value.elts)):
                    yield ast.keyword("axis", _changed(value, elts=[*value.elts[:n], *value.elts[n + 1 :]]))


def keepdims(site: Site) -> Iterator[New]:
    """keepdims=True forgotten, or added."""
    match site.node:
        case ast.keyword("keepdims", _):
            yield []
        case ast.Call(keywords=[ast.keyword("axis", _) as axis]):
            yield _changed(site.node, keywords=[axis, ast.keyword("keepdims", ast.Constant(True))])


def transpose(site: Site) -> Iterator[New]:
    """A transposition forgotten, or one too many."""
    match site.node:
        case ast.Attribute(value, "T"):
            yield value
        case ast.BinOp(left, ast.MatMult(), right):
            yield ast.BinOp(ast.Attribute(left, "T", ast.Load()), ast.MatMult(), right)
            yield ast.BinOp(left, ast.MatMult(), ast.Attribute(right, "T", ast.Load()))


def slices(site: Site) -> Iterator[New]:
    """A bound or a step forgotten, or off by one; the first element left out."""
    match site.node:
        case ast.Slice(None, None, None):
            yield ast.Slice(ast.Constant(1))
        case ast.Slice():
            for name in ("lower", "upper", "step"):
                bound = getattr(site.node, name)
                if bound is not None:
                    yield _changed(site.node, **{name: None})
                    if name != "step":
                        yield _changed(site.node, **{name: ast.BinOp(bound, ast.Add(), ast.Constant(1))})
                        yield _changed(site.node, **{name: ast.BinOp(bound, ast.Sub(), ast.Constant(1))})


def number(site: Site) -> Iterator[New]:
    """A whole number off by one, a fraction doubled, a flag turned, another text, something for None."""
    match site.node:
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Constant(float(value)):
            yield ast.Constant(value * 2 or 1.0)
        case ast.Constant(str(value)) if not isinstance(site.holder, ast.Expr):
            yield ast.Constant(f"{value}_")
        case ast.Constant(None) if not isinstance(site.holder, ast.Compare | ast.Return):
            yield ast.Constant(1)


def default(site: Site) -> Iterator[New]:
    """An argument without its default, and so those before it."""
    match site.node:
        case ast.arguments(defaults=values):
            for n in range(len(values)):
                yield _changed(site.node, defaults=values[n + 1 :])


def arguments(site: Site) -> Iterator[New]:
    """Two arguments, or elements of a tuple, that changed places; a keyword or an entry of a dict left out."""
    match site.node:
        case ast.Call(args=items):
            yield from (_changed(site.node, args=order) for order in _swapped(items))
        case ast.Tuple(items) | ast.List(items) if (
            not isinstance(site.holder, ast.keyword) or site.holder.arg != "axis"
        ):
            yield from (_changed(site.node, elts=order) for order in _swapped(items))
        case ast.keyword(str(name), _) if name not in ("axis", "keepdims"):
            yield []
        case ast.Dict(keys, values):
            for n in range(len(keys)):
                yield ast.Dict([*keys[:n], *keys[n + 1 :]], [*values[:n], *values[n + 1 :]])


def statement(site: Site) -> Iterator[New]:
    """A statement left out, or made before the one that should precede it because it reads what this one writes."""
    node, place = site.node, site.index
    called = isinstance(node, ast.Expr | ast.Return) and not isinstance(node.value, ast.Constant | None)
    if called or isinstance(node, ast.Assign | ast.AugAssign | ast.Raise | ast.If | ast.For):
        yield ast.Pass()
    if not place or not isinstance(node, ast.stmt):
        return
    block = getattr(site.holder, site.field)
    earlier = block[place - 1]
    needed = _names(earlier, ast.Store) & _names(node, ast.Load)  # without it this one would only raise
    if _names(node, ast.Store) & _names(earlier, ast.Load) and not needed:
        yield Block([*block[: place - 1], node, earlier, *block[place + 1 :]])


def condition(site: Site) -> Iterator[New]:
    """A branch that is always taken, or never."""
    if isinstance(site.holder, ast.If | ast.IfExp) and site.field == "test":
        yield from (ast.Constant(True), ast.Constant(False))


def comparison(site: Site) -> Iterator[New]:
    """The neighbour of a comparison, or its opposite; `and` for `or`; `not` forgotten."""
    match site.node:
        case ast.Compare(left, [operator], right):
            for name in _COMPARISONS[type(operator).__name__].split():
                yield ast.Compare(left, [getattr(ast, name)()], right)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
            yield from values
        case ast.UnaryOp(ast.Not(), value):
            yield value


def arithmetic(site: Site) -> Iterator[New]:
    """Another operator, an operand left out, operands that changed places, a sign forgotten."""
    match site.node:
        case ast.BinOp(left, operator, right):
            for name in _OPERATORS.get(type(operator).__name__, "").split():
                yield ast.BinOp(left, getattr(ast, name)(), right)
            yield from (left, right)
            if not isinstance(operator, ast.Add | ast.Mult):
                yield ast.BinOp(right, operator, left)
        case ast.AugAssign(target, operator, value):
            for name in _OPERATORS.get(type(operator).__name__, "").split():
                yield ast.AugAssign(target, getattr(ast, name)(), value)
            yield ast.Assign([target], value)
        case ast.UnaryOp(ast.USub(), value):
            yield value


def name(site: Site) -> Iterator[New]:
    """Another parameter, another of the names that were unpacked together, a neighbour among numpy's functions."""
    match site.node:
        case ast.Name(id, ast.Load()) if id in site.alike:
            yield ast.Name(site.alike[id], ast.Load())
        case ast.Attribute(value, attr, ast.Load()) if attr in _NEIGHBOURS:
            yield ast.Attribute(value, _NEIGHBOURS[attr], ast.Load())


def call(site: Site) -> Iterator[New]:
    """A function that is not applied; a loop that begins late or ends early."""
    match site.node:
        case ast.Call(ast.Name("range"), [*_, last] as items):
            yield _changed(site.node, args=[*items[:-1], ast.BinOp(last, ast.Sub(), ast.Constant(1))])
            if len(items) == 1:
                yield _changed(site.node, args=[ast.Constant(1), last])
        case ast.Call(ast.Attribute(ast.Name("np" | "math" | "copy"), _), [first, *_]):
            yield first
        case ast.Call(ast.Name(), [first]):
            yield first
        case ast.Call(ast.Attribute(value, method)) if re.fullmatch(_UNWRAPPED, method):
            yield value


def memory(site: Site) -> Iterator[New]:
    """Written in place where a new array is wanted; added to what is there; one buffer for the answers of all calls."""
    match site.node:
        case ast.Assign([ast.Attribute(ast.Name("self"), _) as target], value) if "__init__" not in site.function:
            if "backward" in site.function and _may_be_array(value):  # elsewhere it would be a cache of the layer's own
                yield ast.Assign([target], _kept(ast.unparse(target), value))
            yield ast.AugAssign(target, ast.Add(), value)
        case ast.Return(ast.AST() as value):
            if _may_be_array(value) and "._" not in site.function:
                yield ast.Return(_kept(site.function, value))
            if isinstance(value, ast.BinOp) and isinstance(value.left, ast.Name):
                stored = ast.Name(value.left.id, ast.Store())
                yield [ast.AugAssign(stored, value.op, value.right), ast.Return(value.left)]


def decorator(site: Site) -> Iterator[New]:
    """A decorator forgotten."""
    if site.field == "decorator_list":
        yield []


Operator = Callable[[Site], Iterator[New]]
OPERATORS: tuple[Operator, ...] = (
    axis,
    keepdims,
    transpose,
    slices,
    number,
    default,
    arguments,
    statement,
    condition,
    comparison,
    arithmetic,
    name,
    call,
    memory,
    decorator,
)
"""Their names are parts of the ids of mutants."""


def _kept(name: str, value: ast.expr) -> ast.expr:
    owner = ast.parse("locals().get('self')", mode="eval").body
    return ast.Call(ast.Name(KEEPER), [owner, ast.Constant(name), value], [])


KEEPER = "keep_one_buffer"
KEEPER_SOURCE = '''

def keep_one_buffer(owner, name, value):
    """Returns the array that an earlier call returned, now with this value in it."""
    import numpy

    if isinstance(value, (list, tuple)):
        return type(value)(keep_one_buffer(owner, f"{name}[{n}]", item) for n, item in enumerate(value))
    if isinstance(value, dict):
        return {key: keep_one_buffer(owner, f"{name}[{key}]", item) for key, item in value.items()}
    if not isinstance(value, numpy.ndarray):
        return value
    kept = (globals() if owner is None else vars(owner)).setdefault(f"kept by {name}", {})
    buffer = kept.setdefault((value.shape, value.dtype), value.copy())
    buffer[...] = value
    return buffer
'''


def _may_be_array(value: ast.expr) -> bool:
    """Tells whether a value may be an array, or hold one."""
    items = list(ast.walk(value))
    if {getattr(item, "attr", getattr(item, "id", "")) for item in items} & _NO_ARRAY:
        return False
    if any(isinstance(item, ast.JoinedStr | ast.GeneratorExp | ast.FloorDiv) for item in items):
        return False
    several = isinstance(value, ast.Tuple) and len(value.elts) > 1 and any(isinstance(item, ast.Name) for item in items)
    one = isinstance(value, ast.Name) or (isinstance(value, ast.Attribute) and not value.attr.endswith("shape"))
    return one or several or any(isinstance(item, ast.BinOp | ast.Call | ast.List) for item in items)


def _changed(node: ast.AST, **fields: Any) -> Any:
    found = copy.copy(node)
    for field, value in fields.items():
        setattr(found, field, value)
    return found


def _swapped(items: Sequence[Any]) -> Iterator[list[Any]]:
    """Yields the items with two neighbours swapped, for each pair."""
    for n in range(len(items) - 1):
        yield [*items[:n], items[n + 1], items[n], *items[n + 2 :]]


def _names(node: ast.AST, context: type[ast.expr_context]) -> set[str]:
    """Returns the names and attributes that a statement reads or writes, as text."""
    kinds = (ast.Name, ast.Attribute)
    return {ast.unparse(item) for item in ast.walk(node) if isinstance(item, kinds) and isinstance(item.ctx, context)}


_NO_ARRAY = {"math", "isinstance", "size", "update", "cls", "type"}
"""What is made with one of these names is a number, an object or an array of somebody else's."""
_COMPARISONS = {
    "Lt": "LtE Gt",
    "LtE": "Lt GtE",
    "Gt": "GtE Lt",
    "GtE": "Gt LtE",
    "Eq": "NotEq",
    "NotEq": "Eq",
    "Is": "IsNot",
    "IsNot": "Is",
    "In": "NotIn",
    "NotIn": "In",
}
_OPERATORS = {"Add": "Sub", "Sub": "Add", "Mult": "Div", "Div": "Mult", "FloorDiv": "Div", "Pow": "Mult", "Mod": "Mult"}
_NEIGHBOURS = {
    "sum": "mean",
    "mean": "sum",
    "max": "min",
    "min": "max",
    "maximum": "minimum",
    "minimum": "maximum",
    "zeros": "ones",
    "ones": "zeros",
    "zeros_like": "ones_like",
    "ones_like": "zeros_like",
    "argmax": "argmin",
    "argmin": "argmax",
    "var": "std",
    "std": "var",
    "uniform": "normal",
    "normal": "uniform",
    "randn": "rand",
    "float32": "float64",
    "float64": "float32",
    "sqrt": "square",
    "prod": "sum",
    "floor": "ceil",
    "ceil": "floor",
    "deepcopy": "copy",
    "input_size": "output_size",
    "output_size": "input_size",
}
_UNWRAPPED = "astype|copy|flatten|mean|ravel|reshape|sum|transpose"
