"""Slips that add something a student would add, for naming mistakes only: no suite is measured by them.

They are what wrong answers often differ by where nothing is left out of a right solution: a factor that should not be there,
weights of an average exchanged, an array of the first call kept for all others.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator

from grader.authoring.slips import New, Operator, Site


def scaled(site: Site) -> Iterator[New]:
    """What is stored or returned divided by its number of rows or of elements, doubled, or halved."""
    match site.node:
        case ast.Assign([_], value) | ast.Return(ast.expr() as value) if _may_be_scaled(value):
            for text in ("np.asarray({0}) / len({0})", "np.asarray({0}) / np.size({0})", "2 * ({0})", "({0}) / 2"):
                made = ast.parse(text.format(ast.unparse(value)), mode="eval").body
                changed = copy.copy(site.node)
                changed.value = made
                yield changed


def exchanged(site: Site) -> Iterator[New]:
    """The weights of a weighted sum exchanged: b x + a y for a x + b y."""
    match site.node:
        case ast.BinOp(ast.BinOp(a, ast.Mult(), x), ast.Add() as plus, ast.BinOp(b, ast.Mult(), y)):
            yield ast.BinOp(ast.BinOp(b, ast.Mult(), x), plus, ast.BinOp(a, ast.Mult(), y))


def first_kept(site: Site) -> Iterator[New]:
    """What is stored on the object at the first call kept at every later one."""
    match site.node:
        case ast.Assign([ast.Attribute(ast.Name("self"), name) as target], value) if "__init__" not in site.function:
            kept = f"self.{name} if getattr(self, {name!r}, None) is not None else ({ast.unparse(value)})"
            yield ast.Assign([target], ast.parse(kept, mode="eval").body)


def unpacked(site: Site) -> Iterator[New]:
    """The one element of a tuple without its tuple."""
    match site.node:
        case ast.Return(ast.Tuple([ast.expr() as item])):
            yield ast.Return(item)


def last_row(site: Site) -> Iterator[New]:
    """A product or a sum over all samples taken for the last one alone."""
    match site.node:
        case ast.Assign([_], ast.BinOp(left, ast.MatMult(), right)) if not isinstance(right, ast.Attribute):
            changed = copy.copy(site.node)
            text = f"({ast.unparse(left)})[:, -1:] @ ({ast.unparse(right)})[-1:]"
            changed.value = ast.parse(text, mode="eval").body
            yield changed


def ceiled(site: Site) -> Iterator[New]:
    """A division rounded up instead of down."""
    match site.node:
        case ast.BinOp(left, ast.FloorDiv(), right):
            yield ast.UnaryOp(ast.USub(), ast.BinOp(ast.UnaryOp(ast.USub(), left), ast.FloorDiv(), right))


def one(site: Site) -> Iterator[New]:
    """One in the place of a number that is counted."""
    match site.node:
        case ast.Attribute(_, "size", ast.Load()) | ast.Call(ast.Name("len"), _):
            yield ast.Constant(1)


def _may_be_scaled(value: ast.expr) -> bool:
    """Tells whether a value may be an array of numbers that was just computed."""
    counts = re.search(r"shape|^len\(|range|isinstance|Error", ast.unparse(value))
    return isinstance(value, ast.BinOp | ast.Call) and not counts


LARGER_OPERATORS: tuple[Operator, ...] = (scaled, exchanged, first_kept, unpacked, last_row, ceiled, one)
