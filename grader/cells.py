"""What of a notebook counts: definitions, imports and plain constants, found by syntax tree, in the worker.

Nothing else of a notebook is executed: no plot, no training loop, no test of the student's own. Each statement keeps its
place, so that messages speak of cells. Where a name is defined twice the last one wins, as it does in a notebook that is
run from top to bottom.
"""

from __future__ import annotations

import ast
import json
import re
from types import ModuleType

_DEFINITIONS = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_IMPORTS = (ast.Import, ast.ImportFrom)
_TRANSPARENT = ("%%time", "%%timeit", "%%capture", "%%prun")
_MAGIC = re.compile(r"^(\s*)(?:[%!?].*|[\w.\[\]]+\?{1,2}\s*|\w[\w, ]*=\s*[%!].*)$", re.MULTILINE)


def execute_notebook(data: bytes, module: ModuleType) -> None:
    """Executes in `module` what counts of a notebook; `data` is a JSON list of the sources of its code cells, or null.

    Raises what the last definition of a name raised, or the first SyntaxError where nothing at all could be defined.
    """
    failures: dict[str, BaseException] = {}
    broken: SyntaxError | None = None
    defined = False
    for number, source in enumerate(json.loads(data), start=1):
        if source is None:
            continue
        try:
            tree = parse_cell(source, cell_name(number))
        except SyntaxError as error:
            broken = broken or error
            continue
        for node in tree.body:
            if not _counts(node):
                continue
            name = getattr(node, "name", "")
            code = compile(ast.Module([node], []), cell_name(number), "exec", dont_inherit=True)
            try:
                exec(code, vars(module))
            except ModuleNotFoundError:
                continue  # a plotting library, say: what really needs it says so when it is called
            except BaseException as error:  # raised again below, unless a later cell defines the name after all
                failures[name] = error
            else:
                failures.pop(name, None)
                defined = defined or isinstance(node, _DEFINITIONS)
    for failure in failures.values():
        raise failure
    if broken is not None and not defined:
        raise broken


def cell_name(number: int) -> str:
    """Returns the file name under which a cell is compiled."""
    return f"cell {number}"


def parse_cell(source: str, name: str) -> ast.Module:
    """Returns the syntax tree of a cell; magics and shell lines become `pass`. Raises SyntaxError."""
    first = source.lstrip().partition("\n")[0].split(" ")[0].strip()
    if first.startswith("%%"):
        if first not in _TRANSPARENT:
            return ast.Module([], [])
        source = "\n" + source.lstrip().partition("\n")[2]
    try:
        return ast.parse(source, name)
    except (SyntaxError, ValueError):
        return ast.parse(_MAGIC.sub(r"\1pass", source), name)


def _counts(node: ast.stmt) -> bool:
    if isinstance(node, _DEFINITIONS + _IMPORTS):
        return True
    if isinstance(node, ast.Assign):
        return all(isinstance(target, ast.Name) for target in node.targets) and _is_constant(node.value)
    return isinstance(node, ast.AnnAssign) and node.value is not None and _is_constant(node.value)


def _is_constant(node: ast.expr) -> bool:
    """Tells whether an expression is built of literals and arithmetic alone."""
    allowed = (
        ast.Constant, ast.Tuple, ast.List, ast.Set, ast.Dict, ast.UnaryOp, ast.BinOp, ast.operator, ast.unaryop,
        ast.expr_context,
    )  # fmt: skip
    powers = (child for child in ast.walk(node) if isinstance(child, ast.BinOp))
    return all(isinstance(child, allowed) for child in ast.walk(node)) and not any(
        isinstance(power.op, ast.Pow | ast.LShift | ast.Mult) and not _is_small(power) for power in powers
    )


def _is_small(node: ast.BinOp) -> bool:
    sides = (node.left, node.right)
    return all(
        not isinstance(s, ast.Constant) or (isinstance(s.value, int | float) and abs(s.value) < 1e4) for s in sides
    )
