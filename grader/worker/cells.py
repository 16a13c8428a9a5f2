"""What of a notebook counts: definitions, imports and plain constants, found by syntax tree, in the worker.

Nothing else of a notebook is executed: no plot, no training loop, no test of the student's own. Each statement keeps its
place, so that messages speak of cells. Where a name is defined twice the last one wins, as it does in a notebook that is
run from top to bottom.

Three kinds of statement count with a condition. An assignment that is more than a literal counts where a definition uses
its name. `if` and `try` count for the imports, definitions and constants in them. `sys.exit()` ends its cell, as it does
in Jupyter. What cannot be defined is told when its name is asked for, so that a broken scratch cell costs nothing; where
nothing at all can be defined it is told at once.
"""

from __future__ import annotations

import ast
import dis
import json
import re
from collections.abc import Iterator
from types import CodeType, ModuleType

_DEFINITIONS = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_IMPORTS = (ast.Import, ast.ImportFrom)


def execute_notebook(data: bytes, module: ModuleType) -> None:
    """Executes in `module` what counts of a notebook; `data` is a JSON list of the sources of its code cells, or null.

    Asking the module for a name whose last definition failed raises what it raised. Where nothing could be defined, the
    first of these errors, or the first SyntaxError, is raised here.
    """
    failures: dict[str, BaseException] = {}
    trees: list[tuple[str, ast.Module | SyntaxError, list[str]]] = []
    for number, source in enumerate(json.loads(data), start=1):
        if source is not None:
            name = f"cell {number}"  # under which it is compiled, and shown
            trees.append((name, *_parse(source, name)))
    chosen = _Choice([node for _, tree, _ in trees if isinstance(tree, ast.Module) for node in tree.body])
    futures: list[ast.stmt] = []
    defined = False
    for name, tree, names in trees:
        if isinstance(tree, SyntaxError):
            _fail(module, failures, names, tree)
            continue
        stopped: SystemExit | None = None
        for node in tree.body:
            counted = chosen.take(node)
            if counted is None:
                continue
            if stopped is not None:
                _fail(module, failures, _names(counted), stopped)
                continue
            try:
                exec(compile(ast.Module([*futures, counted], []), name, "exec", dont_inherit=True), vars(module))
            except ImportError as error:  # a plotting library, say, or a leftover: told where the name is needed
                _fail(module, failures, _names(counted), error, replace=False)
            except BaseException as error:
                if isinstance(error, SystemExit) and not isinstance(counted, _DEFINITIONS):
                    stopped = error
                _fail(module, failures, _names(counted), error)
            else:
                for found in _names(counted):
                    failures.pop(found, None)
                defined = defined or isinstance(counted, _DEFINITIONS)
                futures += [counted] if isinstance(counted, ast.ImportFrom) and counted.module == "__future__" else []
    _settle(module, failures, [tree for _, tree, _ in trees if isinstance(tree, SyntaxError)], defined)


def _fail(
    module: ModuleType, failures: dict[str, BaseException], names: list[str], error: BaseException, replace: bool = True
) -> None:
    """Notes why names could not be defined; with `replace`, an earlier definition does not stand in."""
    for name in names:
        if replace:
            vars(module).pop(name, None)
        if name not in vars(module):
            failures[name] = error


def _settle(module: ModuleType, failures: dict[str, BaseException], broken: list[SyntaxError], defined: bool) -> None:
    """Raises what went wrong where nothing is defined; else leaves it to be raised when its name is asked for."""
    told = [error for error in failures.values() if not isinstance(error, ImportError)] + broken
    if told and not defined:
        raise told[0]
    traces = {name: error.__traceback__ for name, error in failures.items()}

    def find(name: str) -> object:
        if name in failures and not isinstance(failures[name], ImportError):
            raise failures[name].with_traceback(traces[name])
        raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")

    if failures:
        vars(module).setdefault("__getattr__", find)


def _parse(source: str, name: str) -> tuple[ast.Module | SyntaxError, list[str]]:
    """Returns a cell's tree, or what is wrong with it and the names that it would have defined."""
    try:
        return parse_cell(source, name), []
    except SyntaxError as error:
        return error, _DEFINED.findall(source)
    except (ValueError, MemoryError, RecursionError) as error:
        return SyntaxError(f"cannot be read ({error})", (name, 1, 1, "")), _DEFINED.findall(source)


_DEFINED = re.compile(r"^(?:class|def|async\s+def)\s+(\w+)", re.MULTILINE)


def parse_cell(source: str, name: str) -> ast.Module:
    """Returns the syntax tree of a cell; magics and shell lines become `pass`. Raises SyntaxError."""
    body = source.lstrip("\ufeff \t\r\n")
    if body.startswith("%%"):
        words = body.partition("\n")[0].split()
        writes = words[0] in _WRITES and words[-1].endswith(".py")
        if words[0] not in _TRANSPARENT and not writes:
            return ast.Module([], [])
        above = source[: len(source) - len(body)].count("\n") + 1
        source = "\n" * above + body.partition("\n")[2]
    try:
        return ast.parse(source.lstrip("\ufeff"), name)
    except SyntaxError:
        return ast.parse("\n".join(_strip_magics(source.lstrip("\ufeff").splitlines())), name)


_TRANSPARENT = ("%%time", "%%timeit", "%%capture", "%%prun", "%%memit", "%%snakeviz")
_WRITES = ("%%writefile", "%%file")
_MAGIC = re.compile(
    r"(\s*)(?:[%!?].*|[\w.\[\]]+\?{1,2}\s*|\w[\w, .\[\]]*=\s*[%!].*|(?:pip3?|conda|mamba)\s+(?:install|list)\b.*)"
)
_TOKEN = re.compile(r"\"\"\"|'''|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|#.*|[()\[\]{}]")


def _strip_magics(lines: list[str]) -> Iterator[str]:
    """Yields the lines with `pass` for each magic or shell line; only where a statement can begin."""
    depth, quote, goes_on, magic = 0, "", False, False
    for line in lines:
        if magic:
            magic = line.endswith("\\")
            yield ""
            continue
        found = None if depth or quote or goes_on else _MAGIC.fullmatch(line)
        if found:
            magic = line.endswith("\\")
            yield f"{found[1]}pass"
            continue
        place = 0
        while place < len(line):
            if quote:
                end = line.find(quote, place)
                place = len(line) if end < 0 else end + 3
                quote = quote if end < 0 else ""
                continue
            token = _TOKEN.search(line, place)
            if token is None:
                break
            place = token.end()
            if token[0] in ('"""', "'''"):
                quote = token[0]
            depth = max(0, depth + (token[0] in "([{") - (token[0] in ")]}"))
        goes_on = line.endswith("\\")
        yield line


class _Choice:
    """Decides which statements of a notebook count; `nodes` are all of them, in order."""

    def __init__(self, nodes: list[ast.stmt]) -> None:
        self._pure: set[str] = set()  # names under which modules are imported whose functions only compute
        self._used: set[str] = set()  # global names that definitions use, and those that their values use in turn
        assignments: dict[str, set[str]] = {}
        for node in (inner for outer in nodes for inner in _flatten(outer)):
            if isinstance(node, _DEFINITIONS):
                self._used |= set(_globals_of(node))
            elif isinstance(node, ast.Import):
                self._pure |= {
                    name for name, a in zip(_names(node), node.names, strict=True) if a.name.partition(".")[0] in _PURE
                }
            elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in _PURE:
                self._pure |= {*_names(node)}
            elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                inside = {item.id for item in ast.walk(node.value) if isinstance(item, ast.Name)}
                for name in _names(node):
                    assignments.setdefault(name, set()).update(inside)
        waiting = list(self._used)
        while waiting:
            for name in assignments.pop(waiting.pop(), ()):
                if name not in self._used:
                    self._used.add(name)
                    waiting.append(name)

    def take(self, node: ast.stmt) -> ast.stmt | None:
        """Returns what of a statement is executed, or None."""
        if isinstance(node, _DEFINITIONS + _IMPORTS) or type(node).__name__ == "TypeAlias" or _stops(node):
            return node
        if isinstance(node, ast.Assign | ast.AnnAssign):
            return node if self._counts(node) else None
        if isinstance(node, ast.If) and self._is_simple(node.test):
            return self._prune(node, ("body", "orelse"))
        if isinstance(node, ast.Try):
            return self._prune(node, ("body", "handlers", "orelse", "finalbody"))
        return None

    def _prune(self, node: ast.If | ast.Try, fields: tuple[str, ...]) -> ast.stmt | None:
        """Returns the statement with `pass` for what does not count in it; None where nothing does."""
        kept = False
        for block in [node, *getattr(node, "handlers", [])]:
            for field in fields:
                statements = getattr(block, field, [])
                if field == "handlers" or not statements:
                    continue
                taken = [self.take(inner) for inner in statements]
                kept = kept or any(taken)
                blanks = (ast.copy_location(ast.Pass(), inner) for inner in statements)
                setattr(block, field, [new or blank for new, blank in zip(taken, blanks, strict=True)])
        return node if kept else None

    def _counts(self, node: ast.Assign | ast.AnnAssign) -> bool:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if node.value is None:
            return False
        if all(isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) for target in targets):
            return isinstance(node.value, ast.Name | ast.Attribute | ast.Lambda)  # a method that is put into its class
        plain = isinstance(node.value, ast.Name | ast.Lambda) or all(
            isinstance(c, _LITERAL) for c in ast.walk(node.value)
        )
        names = set(_names(node))
        return bool(names) and (plain or (self._is_simple(node.value) and bool(self._used & names)))

    def _is_simple(self, node: ast.expr) -> bool:
        """Tells whether an expression computes with names, numbers and functions that only compute."""
        for child in ast.walk(node):
            if isinstance(child, ast.Lambda):
                return child is node
            if not isinstance(child, _SIMPLE):
                return False
            if isinstance(child, ast.Call):
                root = child.func
                while isinstance(root, ast.Attribute):
                    root = root.value
                if not isinstance(root, ast.Name) or root.id not in self._pure | _HARMLESS:
                    return False
        return True


_PURE = {"numpy", "math", "cmath", "copy", "functools", "operator", "itertools", "collections", "typing", "fractions"}
_HARMLESS = {"bool", "int", "float", "complex", "str", "tuple", "list", "dict", "set", "frozenset", "len", "abs", "min"}
_HARMLESS |= {"max", "round", "sum", "range", "hasattr", "isinstance"}
_LITERAL = (ast.Constant, ast.Tuple, ast.List, ast.Set, ast.Dict, ast.UnaryOp, ast.unaryop, ast.expr_context)
_SIMPLE = (
    *_LITERAL,
    ast.BinOp,
    ast.BoolOp,
    ast.Compare,
    ast.IfExp,
    ast.operator,
    ast.boolop,
    ast.cmpop,
    ast.Name,
    ast.Attribute,
    ast.Subscript,
    ast.Slice,
    ast.Call,
    ast.keyword,
    ast.Starred,
)


def _flatten(node: ast.stmt) -> Iterator[ast.stmt]:
    """Yields a statement, or those inside an `if` or a `try`."""
    yield node
    if isinstance(node, ast.If | ast.Try):
        for block in [node, *getattr(node, "handlers", [])]:
            for field in ("body", "orelse", "finalbody"):
                for inner in getattr(block, field, []):
                    yield from _flatten(inner)


def _names(node: ast.stmt) -> list[str]:
    """Returns the names that a statement binds."""
    if isinstance(node, _DEFINITIONS):
        return [node.name]
    if isinstance(node, _IMPORTS):
        return [(alias.asname or alias.name).partition(".")[0] for alias in node.names]
    if isinstance(node, ast.If | ast.Try):
        return [name for inner in _flatten(node) if inner is not node for name in _names(inner)]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    plain = [item for target in targets for item in (target.elts if isinstance(target, ast.Tuple) else [target])]
    names = [item.id for item in plain if isinstance(item, ast.Name)]
    return names if len(names) == len(plain) else []


def _stops(node: ast.stmt) -> bool:
    """Tells whether a statement does nothing but end the program, perhaps on a condition."""
    if isinstance(node, ast.If):
        return not node.orelse and all(map(_stops, node.body))
    if isinstance(node, ast.Raise):
        return node.exc is not None and ast.unparse(node.exc).startswith("SystemExit")
    called = ast.unparse(node.value.func) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) else ""
    return called in ("sys.exit", "exit", "quit")


def _globals_of(node: ast.stmt) -> Iterator[str]:
    """Yields the global names that a definition uses."""
    try:
        codes = [compile(ast.Module([node], []), "", "exec", dont_inherit=True)]
    except (SyntaxError, ValueError, RecursionError):
        return
    while codes:
        code = codes.pop()
        codes += [item for item in code.co_consts if isinstance(item, CodeType)]
        for step in dis.get_instructions(code):
            if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
                yield step.argval
