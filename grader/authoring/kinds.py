"""What kind of slip a mutant has, finer than the operator that made it: as a student would be told."""

from __future__ import annotations

import ast

from grader.authoring.slips import New

_OF_OPERATOR = {
    "axis": "axis",
    "keepdims": "keepdims",
    "transpose": "transpose",
    "slices": "bounds",
    "default": "default",
    "condition": "branch",
    "comparison": "comparison",
    "memory": "memory",
    "decorator": "decorator",
    "scaled": "factor-more",
    "exchanged": "weights",
    "first_kept": "first-kept",
    "unpacked": "tuple",
    "last_row": "last",
    "ceiled": "rounding",
    "one": "count",
}


def find_kind(operator: str, node: ast.AST, new: New) -> str:
    """Returns the kind of a slip that an operator has put in the place of a node."""
    match operator, node:
        case "arithmetic", ast.AugAssign():
            return "assigned" if isinstance(new, ast.Assign) else "sign"
        case "arithmetic", ast.BinOp(_, kind, _):
            return _find_kind_of_arithmetic(kind, new)
        case "arithmetic", _:
            return "sign"
        case "number", ast.Constant(value):
            return _find_kind_of_number(value)
        case "arguments", ast.keyword(name, _):
            return "keepdims" if name == "keepdims" else "missing"
        case "arguments", ast.Dict():
            return "missing"
        case "arguments", _:
            return "order"
        case "statement", _:
            return "step" if isinstance(new, ast.Pass) else "early"
        case "name", ast.Attribute():
            return "neighbour"
        case "name", _:
            return "mixed-up"
        case "call", ast.Call(ast.Name("range"), _):
            return "bounds"
        case "call", _:
            return "unapplied"
    return _OF_OPERATOR[operator]


def _find_kind_of_arithmetic(kind: ast.operator, new: New) -> str:
    if isinstance(kind, ast.MatMult):
        return "transpose"
    if isinstance(kind, ast.Pow):
        return "power"
    if isinstance(kind, ast.FloorDiv | ast.Mod):
        return "rounding"
    if isinstance(kind, ast.Add | ast.Sub):
        return "sign" if isinstance(new, ast.BinOp) and isinstance(new.op, ast.Add | ast.Sub) else "term"
    return "factor"


def _find_kind_of_number(value: object) -> str:
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int):
        return "count"
    return "constant" if isinstance(value, float) else "value"
