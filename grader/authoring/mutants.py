"""Mutants: a reference with one small slip each, to measure whether the suites would notice it.

Theory of operation. A reference is parsed once. At each node that students write, every operator of `slips` says
what a slip would put there; that is put in, the whole tree is written out again, and the node put back. Two slips that
write the same text are one mutant, and one that writes the reference's own text is none.

An id is made of the function's name, the operator and a digest of the line before and after, so it outlives changes
elsewhere in the file. Mutants that are as right as the reference are listed, each with the reason, in
`reference/<track>/mutants/<slug>.toml`; an id there that no mutant has is an error of the course.
"""

from __future__ import annotations

import ast
import dataclasses
import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from grader.authoring.kinds import find_kind
from grader.authoring.slips import KEEPER, KEEPER_SOURCE, OPERATORS, Operator, Site
from grader.course.layout import Exercise
from grader.course.stubs import find_regions
from grader.records.errors import CourseError


@dataclasses.dataclass(frozen=True)
class Mutant:
    """The reference with one slip: its id, the function and the kind of slip, the line, what stood and stands there now."""

    id: str
    function: str
    kind: str
    line: int
    before: str
    after: str
    source: bytes


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Mutants that are as right as the reference, and why."""

    ids: list[str]
    reason: str


class EquivalentsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`reference/<track>/mutants/<slug>.toml`, format 1."""

    format: Literal[1]
    equivalent: list[Equivalent] = []


def make_mutants(exercise: Exercise, operators: Sequence[Operator] = OPERATORS) -> list[Mutant]:
    """Returns all mutants of an exercise's reference that these operators make, in the order of its lines."""
    source = exercise.reference.read_text(encoding="utf-8")
    tree = ast.parse(source)
    written = _Written(tree)
    seen: set[str] = {written.plain}
    count: dict[str, int] = {}
    mutants = []
    for site in _find_sites(tree, find_regions(source, exercise.reference)):
        for operator in operators:
            for new in operator(site):
                with site.replaced(new):
                    text = written.write(site.block)
                if not text or text in seen:
                    continue
                seen.add(text)
                before, after = _find_difference(written.plain, text)
                digest = hashlib.sha256(f"{before}\n{after}".encode()).hexdigest()[:6]
                name = f"{site.function}:{operator.__name__}:{digest}"
                count[name] = count.get(name, 0) + 1
                id = name if count[name] == 1 else f"{name}:{count[name]}"
                text += KEEPER_SOURCE if KEEPER in text else ""
                line = getattr(site.node, "lineno", getattr(site.holder, "lineno", 0))
                kind = find_kind(operator.__name__, site.node, new)
                mutants.append(Mutant(id, site.function, kind, line, before, after, text.encode()))
    return sorted(mutants, key=lambda mutant: mutant.line)


class _Written:
    """A module written out anew, without its docstrings; after a change only the function around it is written again."""

    def __init__(self, tree: ast.Module) -> None:
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node, clean=False):
                node.body[:1] = [] if node.body[1:] else [ast.Pass()]
        self._tree = tree
        self.plain = ast.unparse(tree)
        self._lines = self.plain.splitlines()
        again = [node for node in ast.walk(ast.parse(self.plain)) if isinstance(node, ast.FunctionDef)]
        self._places = dict(zip(map(id, functions), again, strict=True))

    def write(self, function: ast.FunctionDef | None) -> str:
        """Returns the module's text as the tree is now, changed in this function at most, or anywhere where it is None.

        Where that is no Python, nothing.
        """
        text = ast.unparse(ast.fix_missing_locations(function or self._tree))
        if function is None or not _is_python(text):
            return text if _is_python(text) else ""
        place = self._places[id(function)]
        first = min([place.lineno, *(item.lineno for item in place.decorator_list)]) - 1
        lines = [f"{' ' * place.col_offset}{line}" if line else line for line in text.splitlines()]
        return "\n".join([*self._lines[:first], *lines, *self._lines[place.end_lineno :]])


def _find_sites(tree: ast.Module, regions: Sequence[tuple[int, int, bool]]) -> Iterator[Site]:
    """Yields every node that students write: inside a region, or a default of a function that holds one.

    A region is (first line, last line, inside a function). What an exception says is nobody's to check.
    """

    def walk(
        holder: ast.AST,
        path: tuple[str, ...],
        alike: dict[str, str],
        signature: bool,
        block: ast.FunctionDef | None,
    ) -> Iterator[Site]:
        for field, value in ast.iter_fields(holder):
            for index, node in enumerate(value if isinstance(value, list) else [value]):
                if not isinstance(node, ast.AST) or isinstance(holder, ast.Raise):
                    continue
                theirs = signature and field in ("args", "defaults", "kw_defaults")
                if theirs or any(first < getattr(node, "lineno", 0) < last for first, last, _ in regions):
                    place = index if isinstance(value, list) else None
                    yield Site(node, holder, field, place, ".".join(path), alike, block)
                if isinstance(node, ast.FunctionDef | ast.ClassDef):
                    end = node.end_lineno or 0
                    holds = any(node.lineno < first < end and inside for first, _, inside in regions)
                    names = _find_alike(node) if isinstance(node, ast.FunctionDef) else {}
                    outermost = block or (node if isinstance(node, ast.FunctionDef) else None)
                    yield from walk(node, (*path, node.name), names, holds, outermost)
                else:
                    yield from walk(node, path, alike, theirs, block)

    return walk(tree, (), {}, False, None)


def _find_alike(function: ast.FunctionDef) -> dict[str, str]:
    """Returns for each parameter the next one, and for each name that is unpacked with others the next of those."""
    groups = [[item.arg for item in function.args.args if item.arg not in ("self", "cls")]]
    for node in ast.walk(function):
        if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Store):
            groups.append([item.id for item in node.elts if isinstance(item, ast.Name)])
    return {name: group[(n + 1) % len(group)] for group in groups for n, name in enumerate(group) if len(group) > 1}


def _is_python(text: str) -> bool:
    try:
        compile(text, "mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


def _find_difference(plain: str, text: str) -> tuple[str, str]:
    """Returns the first line that differs, as it was and as it is."""
    pairs = zip([*plain.splitlines(), ""], [*text.splitlines(), ""], strict=False)
    before, after = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
    return before.strip(), after.strip()


def equivalents_path(exercise: Exercise) -> Path:
    """Returns where the known equivalent mutants of an exercise are listed; the file need not exist."""
    return exercise.root / "reference" / exercise.track / "mutants" / f"{exercise.slug}.toml"


def load_equivalents(exercise: Exercise, mutants: list[Mutant]) -> dict[str, str]:
    """Returns the reason for each listed mutant. Raises `CourseError` for a wrong file and for ids that none has."""
    path = equivalents_path(exercise)
    if not path.is_file():
        return {}
    text = path.read_text(encoding="utf-8")
    try:
        listed = msgspec.convert(tomllib.loads(text), EquivalentsFile).equivalent
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CourseError(path, 1, f"not a list of equivalent mutants: {error}") from None
    known = {mutant.id for mutant in mutants}
    found: dict[str, str] = {}
    for item in listed:
        for id in item.ids:
            line = next((number for number, row in enumerate(text.splitlines(), 1) if f'"{id}"' in row), 1)
            if id not in known:
                raise CourseError(path, line, f"no mutant is called {id}; take it off, or see what its line became")
            if id in found or len(item.reason.split()) < _WORDS:
                raise CourseError(path, line, f"{id}: {'is listed twice' if id in found else 'give the reason'}")
            found[id] = item.reason
    return found


_WORDS = 4
"""A reason of fewer words is none."""
