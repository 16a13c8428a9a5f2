"""An exercise's files before anything is run: complete, derived as they should be, and nothing stray beside them."""

from __future__ import annotations

from pathlib import Path

from grader.authoring.skeletons import find_placeholders
from grader.course.layout import Course, Exercise
from grader.course.notebooks import derive_notebook
from grader.course.recipes import FILE as RECIPES
from grader.course.stubs import derive_stub
from grader.link.wrong_models import misconceptions_path
from grader.records.errors import CourseError
from grader.records.results import write_atomically


def find_strays(course: Course) -> list[str]:
    """Returns a line for every file that belongs to no exercise."""
    slugs = {(exercise.track, exercise.slug) for exercise in course.exercises}
    problems = []
    patterns = [
        "reference/*/*.py",
        "reference/*/misconceptions/*.py",
        "reference/*/mutants/*.toml",
        "tests/public/*/*.py",
        "tests/hidden/*/*.py",
    ]
    for pattern in patterns:
        for path in sorted(course.root.glob(pattern)):
            track = path.relative_to(course.root).parts[2 if pattern.startswith("tests") else 1]
            slug = path.stem.removeprefix("test_") if pattern.startswith("tests") else path.stem
            if (track, slug) not in slugs and not (pattern == patterns[0] and path.stem.startswith("draw_")):
                problems.append(f"{path}:1: belongs to no exercise; rename it after its slug, or remove it")
    for exercise in course.exercises:
        for path in sorted(exercise.folder.iterdir()):
            known = path.name in _FILES or path.name.startswith(f"{exercise.slug}.") or path.suffix in _DATA
            if not known and path.name != "__pycache__":
                problems.append(f"{path}:1: is no file of an exercise; remove it")
    return problems


_FILES = {"README.md", "exercise.toml", RECIPES}
_DATA = {".svg", ".npz", ".gz", ".md"}


def verify_files(exercise: Exercise, write: bool) -> list[str]:
    """Returns what is wrong with an exercise's files, before anything is run; with `write`, derives stub and notebook."""
    problems = []
    try:
        source = exercise.reference.read_text(encoding="utf-8")
        stub = derive_stub(source, exercise.reference)
    except OSError as error:
        return [f"{exercise.reference}:0: cannot be read ({error.strerror}); every exercise has a reference"]
    except CourseError as error:
        return [str(error)]
    problems += find_placeholders(exercise)
    if write:
        write_atomically(exercise.stub, stub.encode())
    problems += _verify_notebook(exercise, stub, write)
    if not exercise.stub.is_file() or exercise.stub.read_bytes() != stub.encode():
        problems.append(f"{exercise.stub}:1: is not what the reference derives to; run `grader verify --write`")
    for path, what in [
        (exercise.folder / "README.md", "the statement"),
        (exercise.suite("public"), "the public suite"),
        (exercise.suite("hidden"), "the hidden suite"),
        (misconceptions_path(exercise), "the wrong models"),
    ]:
        if not path.is_file():
            problems.append(f"{path}:0: is missing; it holds {what}")
    return problems


def _verify_notebook(exercise: Exercise, stub: str, write: bool) -> list[str]:
    statement = exercise.folder / "README.md"
    if not statement.is_file():
        return []
    path = exercise.folder / f"{exercise.slug}.ipynb"
    notebook = derive_notebook(exercise.slug, statement.read_text(encoding="utf-8"), stub)
    if write:
        write_atomically(path, notebook)
    if not path.is_file() or path.read_bytes() != notebook:
        return [f"{path}:1: is not what statement and reference derive to; run `grader verify --write`"]
    return []


def find_styles(exercise: Exercise) -> list[Path]:
    """Returns the correct submissions in other styles that are kept for an exercise."""
    return sorted((exercise.root / "tests" / "kit" / "styles" / exercise.track / exercise.slug).glob("*.py"))
