"""The table of layers: what each module of the engine may import, and how long it may be."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
from pathlib import Path

import pytest

import grader
from grader.course import find_root, load_course

ENGINE = Path(grader.__file__).parent
MAX_LINES = 330
LONGER = {"cli": 400}
"""A list of commands, a few lines each, is read one command at a time."""

LAYERS = [
    "cells exits notebooks results seeds slips syscalls wire",
    "course landlock link seccomp tasks",
    "answers gradebook sandbox stubs submissions trace worker",
    "downloads independence misconceptions mutants progress proxies serve exports",
    "autograders checks diagnosis skeletons fixtures launcher listing messages overrides platforms zygote",
    "cases fork giveaways parts reproduce spawn stage",
    "verdicts",
    "judge",
    "pool",
    "doctor export hint survivors",
    "report",
    "check grade verify",
    "collect debug diff magic new release replay watch",
    "cli",
    "__init__ __main__",
]
"""Modules from the bottom up. A module imports from the lines above its own, never from its own."""

UPWARDS = {
    ("fixtures", "debug"): "the debugger is loaded only where it is asked for",
    ("launcher", "fork"): "`make_launcher` chooses between the two, when it is called",
    ("launcher", "spawn"): "`make_launcher` chooses between the two, when it is called",
}

FAR_SIDE = {"cells", "landlock", "sandbox", "seccomp", "serve", "syscalls", "wire", "worker", "zygote"}
FAR_PACKAGES = {"msgspec", "numpy"}
RECORDS_ONLY = {"exports", "gradebook", "reports"}
ONLY_IN = {"pytest_jsonreport": {"judge"}, "nbformat": {"notebooks"}}

MODULES = sorted(".".join(path.relative_to(ENGINE).with_suffix("").parts) for path in ENGINE.rglob("*.py"))


def read(module):
    """Returns a module's text."""
    return ENGINE.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")


@functools.cache
def imports(module):
    """Returns the modules of the engine and the other packages that a module imports, at its top or later.

    A package below the engine counts as one module, and may import within itself.
    """
    own, packages = set(), set()
    for node in ast.walk(ast.parse(read(module))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{name}" for name in names]
        for name in names:
            top, _, rest = name.partition(".")
            if top != "grader":
                packages.add(top)
            elif rest != "__version__":
                own.add(rest.partition(".")[0])
    if "." in module:
        own.discard(module.partition(".")[0])
    return own, packages - set(sys.stdlib_module_names)


def layer(module):
    """Returns the number of a module's layer."""
    package = module.partition(".")[0]
    found = [number for number, names in enumerate(LAYERS) if package in names.split()]
    assert len(found) == 1, f"name the layer of `{module}` in LAYERS"
    return found[0]


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down(module):
    """A module imports only modules of lower layers; each exception has its reason."""
    upwards = {other for other in imports(module)[0] if layer(other) >= layer(module)}
    assert {other for other in upwards if (module, other) not in UPWARDS} == set()


def test_exceptions_are_still_needed():
    """An exception that nothing uses is taken out of the table."""
    assert [pair for pair in UPWARDS if pair[1] not in imports(pair[0])[0]] == []


@pytest.mark.parametrize("module", sorted(FAR_SIDE))
def test_the_far_side_imports_almost_nothing(module):
    """What runs beside a submission imports only itself, numpy, msgspec and the standard library."""
    own, packages = imports(module)
    assert own <= FAR_SIDE
    assert packages <= FAR_PACKAGES


def test_a_worker_holds_nothing_of_the_course():
    """In a process that has imported what a worker needs there is no other module of ours, and no pytest."""
    code = "import sys; from grader import zygote; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ENGINE.parent)
    loaded = set(done.stdout.split())
    assert {name.removeprefix("grader.") for name in loaded if name.startswith("grader.")} == FAR_SIDE
    assert loaded.isdisjoint({"pytest", "_pytest", "click", "rich", "nbformat", "hypothesis"})


@pytest.mark.parametrize("module", [name for name in MODULES if name.partition(".")[0] in RECORDS_ONLY])
def test_renderers_see_records_only(module):
    """Gradebook, exports and reports are functions of results, and import nothing else of the engine."""
    assert imports(module)[0] <= {"results", "gradebook"}


@pytest.mark.parametrize("package", sorted(ONLY_IN))
def test_packages_with_one_user(package):
    """Only the judge touches pytest-json-report, only the notebook module touches nbformat."""
    users = {module for module in MODULES if package in imports(module)[1]}
    assert users == ONLY_IN[package]


@pytest.mark.parametrize("module", MODULES)
def test_no_module_is_too_long(module):
    """A module that can be read in one sitting."""
    assert len(read(module).splitlines()) <= LONGER.get(module, MAX_LINES)


def texts(module):
    """Returns every string of a module that is no docstring, and every name that it uses as a text."""
    tree = ast.parse(read(module))
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in loose]
    return [node.value for node in found if isinstance(node.value, str)]


@pytest.mark.parametrize("module", MODULES)
def test_the_engine_names_no_exercise(module):
    """No string of the engine is, or quotes, the slug of an exercise: exercises are found, never listed."""
    slugs = [exercise.slug for exercise in load_course(find_root(ENGINE.parent)).exercises]
    assert slugs
    named = rf"({'|'.join(slugs)})(\.py|\.ipynb)?(?![\w-])"
    found = re.compile(rf"{named}\Z|.*grader \w+ {named}", re.DOTALL)
    assert [text for text in texts(module) if found.match(text)] == []
