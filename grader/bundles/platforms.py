"""Bundles for platforms that grade by themselves: one exercise with its hidden suite, the engine, and what they run.

`gradescope`: a zip with `setup.sh` and `run_autograder` at its root. `autolab`: a tar and its Makefile. `classroom50`: a
folder with `autograder.py`, which everybody can read, so it holds no reference. `classroom`: a workflow for an instructor's
private repository. `gitlab`: a job for students' projects.
"""

from __future__ import annotations

import ast
import shutil
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from grader.course.layout import DATA, Course, Exercise
from grader.link.interpreter import ENGINE
from grader.link.wrong_models import misconceptions_path
from grader.records.errors import UsageProblem

Platform = Literal["students", "gradescope", "autolab", "classroom50", "classroom", "gitlab"]
TEMPLATES = Path(__file__).with_name("templates")
LOCK, PAGES_LOCK = TEMPLATES / "requirements.lock", TEMPLATES / "requirements-pages.lock"
"""What a bundle installs, by hash; the second beside the first where a class's pages are made."""
ONE_EXERCISE = ("gradescope", "autolab", "classroom50")
_NOT_NEEDED = (
    "authoring",
    "bundles",
    "collecting",
    "commands/authors",
    "commands/instructors/feedback.py",
    "commands/students/watch.py",
    "pages/survey",
    "pages/web",
)
_SKIPPED = {"__pycache__", ".ipynb_checkpoints"}


def write_platform_bundle(course: Course, exercises: Sequence[Exercise], platform: Platform, target: Path) -> None:
    """Writes what `platform` needs into the new folder `target`.

    Raises `UsageProblem` where the platform grades one exercise at a time and several were chosen, or where a bundle that
    everybody can read would need a reference.
    """
    target.mkdir(parents=True, exist_ok=True)
    if platform in ONE_EXERCISE:
        if len(exercises) != 1:
            raise UsageProblem(f"{platform} grades one exercise at a time; choose it with --exercise SLUG")
        exercise = exercises[0]
        private = platform != "classroom50"
        if not private and uses_reference(exercise):
            raise UsageProblem(
                f"{exercise.suite('hidden')}: asks for the reference, and everybody can read a bundle for {platform}; "
                "let the suite compute what it wants"
            )
        for source, place in list_course(course, exercise, private):
            path = target / "course" / place
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, path)
        settings = (course.root / "exercises" / "course.toml").read_text(encoding="utf-8")
        others = [slug for slug in course.slugs if slug not in (exercise.slug, *exercise.settings.needs)]
        settings = f"{name_elsewhere(others)}{leave_out_late(settings)}"
        (target / "course" / "exercises" / "course.toml").write_text(settings, encoding="utf-8")
        words = [exercise.slug, *exercise.settings.needs]
        (target / "exercise").write_text(" ".join(words) + "\n", encoding="utf-8")
        (target / "README.md").write_text(_render_readme(course, exercise, platform), encoding="utf-8")
    for lock in (LOCK, PAGES_LOCK) if platform == "classroom" else (LOCK,):
        shutil.copyfile(lock, target / lock.name)
    for path in sorted((TEMPLATES / platform).iterdir()):
        shutil.copyfile(path, target / path.name)
        (target / path.name).chmod(0o755 if path.suffix in ("", ".sh") else 0o644)
    if platform == "autolab":
        _pack(target)


def _pack(target: Path) -> None:
    """Makes `autograde.tar` of everything but what is read beside it. The same files give the same bytes."""
    with tarfile.open(target / "autograde.tar", "w") as archive:
        for name in ("course", "exercise", "grade.sh"):
            archive.add(target / name, name, filter=_plain)
    shutil.rmtree(target / "course")
    for name in ("exercise", "grade.sh"):
        (target / name).unlink()


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = ""
    return entry


def name_elsewhere(slugs: Sequence[str]) -> str:
    """Returns a bundle's line on exercises that are not in it: a file that is called like one of them is not another's."""
    return f"elsewhere = {msgspec.json.encode(list(slugs)).decode()}\n" if slugs else ""


def leave_out_late(settings: str) -> str:
    """Returns a `course.toml` without `[late]` and `[total]`: they name exercises that are not in a bundle of one."""
    kept, skipping = [], False
    for line in settings.splitlines():
        if line.lstrip().startswith("["):
            skipping = line.lstrip().startswith(("[late]", "[late.", "[total]", "[total."))
        kept += [] if skipping or line.startswith("elsewhere") else [line]
    return "\n".join(kept) + "\n"


def uses_reference(exercise: Exercise) -> bool:
    """Tells whether the hidden suite asks for the fixture `reference`."""
    path = exercise.suite("hidden")
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
    return any(isinstance(node, ast.arg) and node.arg == "reference" for node in ast.walk(tree))


def list_course(course: Course, exercise: Exercise, private: bool) -> Iterator[tuple[Path, str]]:
    """Yields each file that grading one exercise needs, and its place below the bundle's course."""
    root = course.root
    needed = [course.exercise(slug) for slug in exercise.settings.needs]
    paths = [*sorted((root / "exercises" / exercise.track).glob("*.py"))]
    for one in (exercise, *needed):
        paths += [one.folder / "exercise.toml", one.stub]
    paths += sorted(path for path in exercise.folder.iterdir() if path.suffix in DATA)
    paths += [exercise.suite("public"), exercise.suite("hidden"), root / "LICENSE"]
    if private:
        paths += [one.reference for one in (exercise, *needed)] + [misconceptions_path(exercise)]
    for path in paths:
        if path.is_file():
            yield path, path.relative_to(root).as_posix()
    if not private:
        yield from ((one.stub, f"exercises/.stubs/{one.file_name}") for one in (exercise, *needed))
    for path in sorted(ENGINE.rglob("*")):
        place = path.relative_to(ENGINE)
        if path.is_file() and not _SKIPPED & set(place.parts) and not any(map(place.is_relative_to, _NOT_NEEDED)):
            yield path, f"grader/{place.as_posix()}"


def _render_readme(course: Course, exercise: Exercise, platform: Platform) -> str:
    text = (TEMPLATES / "README-platform.md").read_text(encoding="utf-8")
    for name, value in {**_TOLD[platform], "platform": _NAMES[platform], "slug": exercise.slug}.items():
        text = text.replace("{{" + name + "}}", value)
    return text.replace("{{title}}", course.settings.title)


_NAMES = {"gradescope": "Gradescope", "autolab": "Autolab", "classroom50": "Classroom 50"}
_TOLD = {
    "autolab": {
        "how": "Upload `autograde-Makefile` and `autograde.tar` as the assessment's autograder; its handin file is called "
        "`{{slug}}.py`, and it has one problem called `{{slug}}`, worth the points of the exercise. Autolab runs `make`, "
        'whose last line is `{"scores": …}`. The image needs bash, make, tar, and a Python 3.11 or newer with the '
        "packages of `requirements.lock`; another one than `python3` is named in `GRADER_PYTHON`.",
        "hidden": "instructors; students see what is printed",
        "reference": "the solution of this exercise and of those it is built with, and the wrong models",
        "readers": "instructors",
    },
    "gradescope": {
        "how": "Upload this zip as the assignment's autograder. Gradescope builds an image with `setup.sh` and runs "
        "`run_autograder` for each submission. The engine needs Python 3.11 or newer: `setup.sh` installs one, or stops the "
        "build and says which base image to choose.",
        "hidden": "instructors; Gradescope shows the zip to nobody else",
        "reference": "the solution of this exercise and of those it is built with, and the wrong models",
        "readers": "instructors",
    },
    "classroom50": {
        "how": "Put this folder into the classroom's `autograders/`, under the assignment's name. The runner starts "
        "`autograder.py` in the student's repository; where the packages are missing it installs the pinned ones.",
        "hidden": "**everybody**: the repository of a classroom is public",
        "reference": "nothing: it is not in this bundle",
        "readers": "nobody",
    },
}
