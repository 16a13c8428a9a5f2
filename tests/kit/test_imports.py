"""The house of rooms: what each room of the engine may import, what its doors show, and how long a module may be."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
from pathlib import Path

import pytest

import grader
from grader.course.layout import find_root, load_course

ENGINE = Path(grader.__file__).parent
MAX_LINES = 330
LONGER = {"cli": 590, "authoring.slips": 360}
"""Lists of commands and of operators, a few lines each, are read one at a time."""

ROOMS = {
    "entry": "__main__",
    "doors": "cli magic checks fixtures misconceptions",
    "commands": "commands/students commands/instructors commands/authors",
    "class": "pages/web cluster",
    "survey": "pages pages/survey",
    "judge": "judge",
    "diagnosis": "diagnosis",
    "authoring": "authoring",
    "outside": "collecting bundles exports",
    "own": "own",
    "link": "link",
    "course": "course",
    "records": "records",
    "far side": "worker",
}
"""Floors from the top down, with the rooms on each. Imports go down only; no room imports one on its own floor."""

UPWARDS = {("__init__", "magic"): "`%load_ext grader` finds its door when it is called"}

FAR_PACKAGES = {"msgspec", "numpy"}
ONLY_IN = {"pytest_jsonreport": {"judge.reports"}, "nbformat": {"course.notebooks"}, "distributed": {"cluster.crew"}}
DOORS = ("cli", "magic", "checks", "fixtures", "misconceptions")

MODULES = sorted(".".join(path.relative_to(ENGINE).with_suffix("").parts) for path in ENGINE.rglob("*.py")
                 if "templates" not in path.parts)  # fmt: skip


def read(module):
    """Returns a module's text."""
    return ENGINE.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")


@functools.cache
def imports(module):
    """Returns the modules of the engine and the other packages that a module imports, at its top or later."""
    own, packages = set(), set()
    for node in ast.walk(ast.parse(read(module))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{name}" for name in names]
        for name in names:
            top, _, rest = name.partition(".")
            if top != "grader":
                packages.add(top)
            elif rest:
                found = next((rest.rsplit(".", n)[0] for n in range(rest.count(".") + 1)
                              if rest.rsplit(".", n)[0] in MODULES), "")  # fmt: skip
                own |= {found} if found else set()
    return own, packages - set(sys.stdlib_module_names)


def room(module):
    """Returns a module's room: its folder, or its own name where it is a door."""
    folder = module.rpartition(".")[0].replace(".", "/")
    return folder or module


def floor(module):
    """Returns the number of a module's floor, from the top."""
    found = [number for number, rooms in enumerate(ROOMS.values()) if room(module) in rooms.split()]
    assert len(found) == 1, f"name the floor of the room `{room(module)}` in ROOMS"
    return found[0]


INSIDE = [name for name in MODULES if not name.endswith("__init__")]


@pytest.mark.parametrize("module", INSIDE)
def test_imports_go_down(module):
    """A module imports from its own room and from lower floors; no command imports a command."""
    up = {other for other in imports(module)[0] - {"__init__"}
          if floor(other) <= floor(module) and not (room(other) == room(module) and floor(module))}  # fmt: skip
    assert {other for other in up if (module, other) not in UPWARDS} == set()
    if room(module).startswith("commands"):
        assert {other for other in imports(module)[0] if room(other).startswith("commands")} == set()


@pytest.mark.parametrize("folder", sorted({room(module) for module in INSIDE} - set(DOORS)))
def test_no_circles_in_a_room(folder):
    """Inside a room the order of imports is free, but without circles."""
    inside = {module: imports(module)[0] for module in INSIDE if room(module) == folder}
    while inside:
        free = [module for module, others in inside.items() if not others & inside.keys() - {module}]
        assert free, f"a circle among {sorted(inside)}"
        for module in free:
            del inside[module]


@pytest.mark.parametrize("module", [name for name in MODULES if name.endswith("__init__")])
def test_a_room_says_what_it_is_for(module):
    """A room's `__init__` is one sentence or two, and holds no code; the package's own has the version and the notebook."""
    body = ast.parse(read(module)).body
    assert isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    assert len(body) == 1 or module == "__init__"


@pytest.mark.parametrize("module", DOORS)
def test_doors_name_what_they_show(module):
    """A door has `__all__`, and every name in it is there."""
    found = __import__(f"grader.{module}", fromlist=["__all__"])
    assert [name for name in found.__all__ if not hasattr(found, name)] == []


def test_the_far_side_imports_almost_nothing():
    """What runs beside a submission imports only itself, numpy, msgspec and the standard library."""
    for module in INSIDE:
        if room(module) == "worker":
            own, packages = imports(module)
            assert {room(other) for other in own} <= {"worker"}
            assert packages <= FAR_PACKAGES


def test_a_worker_holds_nothing_of_the_course():
    """In a process that has imported what a worker needs there is no other module of ours, and no pytest."""
    code = "import sys; from grader.worker import zygote; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ENGINE.parent)
    loaded = set(done.stdout.split())
    assert {name for name in loaded if name.startswith("grader.")} <= {f"grader.{m}" for m in MODULES
            if room(m) == "worker"} | {"grader.worker"}  # fmt: skip
    assert loaded.isdisjoint({"pytest", "_pytest", "click", "rich", "nbformat", "hypothesis"})


@pytest.mark.parametrize("module", [name for name in INSIDE if room(name) in ("exports", "records")])
def test_renderers_see_records_only(module):
    """Records and the formats of exports are functions of records, and import nothing else of the engine."""
    if module != "exports.delivery":
        assert {room(other) for other in imports(module)[0] - {"__init__"}} <= {"records", "exports"}


@pytest.mark.parametrize("package", sorted(ONLY_IN))
def test_packages_with_one_user(package):
    """Only the judge touches pytest-json-report, only the notebook module touches nbformat."""
    users = {module for module in INSIDE if package in imports(module)[1]}
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


COURSE = load_course(find_root(ENGINE.parent))


@pytest.mark.parametrize("module", MODULES)
def test_the_engine_names_no_exercise(module):
    """No string of the engine is, or quotes, the slug of an exercise: exercises are found, never listed."""
    slugs = [exercise.slug for exercise in COURSE.exercises]
    assert slugs
    named = rf"({'|'.join(slugs)})(\.py|\.ipynb)?(?![\w-])"
    found = re.compile(rf"{named}\Z|.*grader \w+ {named}", re.DOTALL)
    assert [text for text in texts(module) if found.match(text)] == []
