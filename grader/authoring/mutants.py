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

from grader.authoring.slips import KEEPER, KEEPER_SOURCE, OPERATORS, Site
from grader.course.layout import Exercise
from grader.course.stubs import find_regions
from grader.records.errors import CourseError


@dataclasses.dataclass(frozen=True)
class Mutant:
    """The reference with one slip: its id, the line of the reference, what stood there and stands there now."""

    id: str
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


def make_mutants(exercise: Exercise) -> list[Mutant]:
    """Returns all mutants of an exercise's reference, in the order of its lines."""
    source = exercise.reference.read_text(encoding="utf-8")
    tree = ast.parse(source)
    plain = ast.unparse(tree)
    seen: set[str] = {plain}
    count: dict[str, int] = {}
    mutants = []
    for site in _find_sites(tree, find_regions(source, exercise.reference)):
        for operator in OPERATORS:
            for new in operator(site):
                with site.replaced(new):
                    text = ast.unparse(ast.fix_missing_locations(tree))
                if text in seen or not _is_python(text):
                    continue
                seen.add(text)
                before, after = _find_difference(plain, text)
                digest = hashlib.sha256(f"{before}\n{after}".encode()).hexdigest()[:6]
                name = f"{site.function}:{operator.__name__}:{digest}"
                count[name] = count.get(name, 0) + 1
                id = name if count[name] == 1 else f"{name}:{count[name]}"
                text += KEEPER_SOURCE if KEEPER in text else ""
                line = getattr(site.node, "lineno", getattr(site.holder, "lineno", 0))
                mutants.append(Mutant(id, line, before, after, text.encode()))
    return sorted(mutants, key=lambda mutant: mutant.line)


def _find_sites(tree: ast.Module, regions: Sequence[tuple[int, int, bool]]) -> Iterator[Site]:
    """Yields every node that students write: inside a region, or a default of a function that holds one.

    A region is (first line, last line, inside a function). What an exception says is nobody's to check.
    """

    def walk(holder: ast.AST, path: tuple[str, ...], alike: dict[str, str], signature: bool) -> Iterator[Site]:
        for field, value in ast.iter_fields(holder):
            for index, node in enumerate(value if isinstance(value, list) else [value]):
                if not isinstance(node, ast.AST) or isinstance(holder, ast.Raise):
                    continue
                theirs = signature and field in ("args", "defaults", "kw_defaults")
                if theirs or any(first < getattr(node, "lineno", 0) < last for first, last, _ in regions):
                    place = index if isinstance(value, list) else None
                    yield Site(node, holder, field, place, ".".join(path), alike)
                if isinstance(node, ast.FunctionDef | ast.ClassDef):
                    end = node.end_lineno or 0
                    holds = any(node.lineno < first < end and inside for first, _, inside in regions)
                    names = _find_alike(node) if isinstance(node, ast.FunctionDef) else {}
                    yield from walk(node, (*path, node.name), names, holds)
                else:
                    yield from walk(node, path, alike, theirs)

    return walk(tree, (), {}, False)


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
