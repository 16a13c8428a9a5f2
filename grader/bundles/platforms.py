"""Bundles for platforms that grade by themselves: the course with its hidden suites, for the platform's own machines only.

`gradescope`: a zip with `setup.sh` and `run_autograder` at its root. `classroom50`: a folder with `autograder.py`.
`classroom`: a workflow for an instructor's private repository. `gitlab`: a job for students' projects.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from grader.course.layout import Course, Exercise
from grader.link.interpreter import ENGINE
from grader.records.errors import UsageProblem

Platform = Literal["students", "gradescope", "classroom50", "classroom", "gitlab"]
TEMPLATES = Path(__file__).with_name("templates")
_WHOLE_COURSE = ("gradescope", "classroom50")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "kit", "submissions")


def write_platform_bundle(course: Course, exercises: Sequence[Exercise], platform: Platform, target: Path) -> None:
    """Writes what `platform` needs into the new folder `target`.

    Raises `UsageProblem` where the platform grades one exercise at a time and several were chosen.
    """
    if platform in _WHOLE_COURSE:
        if len(exercises) != 1:
            raise UsageProblem(f"{platform} grades one exercise at a time; choose it with --exercise SLUG")
        _copy_course(course, exercises[0], target / "course")
        (target / "exercise").write_text(exercises[0].slug + "\n", encoding="utf-8")
    for path in sorted((TEMPLATES / platform).iterdir()):
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target / path.name)
        (target / path.name).chmod(0o755 if path.suffix in ("", ".sh") else 0o644)


def _copy_course(course: Course, exercise: Exercise, target: Path) -> None:
    """Copies what grading one exercise needs: its track, suites and references, and the engine."""
    root = course.root
    for place in (
        f"exercises/{exercise.track}",
        f"reference/{exercise.track}",
        f"tests/public/{exercise.track}",
        f"tests/hidden/{exercise.track}",
        "grader",
    ):
        source = ENGINE if place == "grader" else root / place
        shutil.copytree(source, target / place, ignore=_LEFT_OUT)
    for place in ("exercises/course.toml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(root / place, target / place)
