"""`grader release`: a bundle for students, or for a platform that grades by itself.

The students' bundle is searched before it is written: any line of a solution, any name of a hidden case, any misconception
or solution marker in it stops the release, and nothing is left behind.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from grader.authoring.files import find_strays, verify_files
from grader.authoring.mutants import make_mutants
from grader.bundles.platforms import ONE_EXERCISE, Platform, write_platform_bundle
from grader.bundles.secrets import find_hidden_text
from grader.bundles.students import seal_bundle, write_bundle, write_zip
from grader.bundles.trials import try_bundle
from grader.course.layout import Course, Exercise, open_course
from grader.judge.recording import record_all
from grader.pages.progress import show_progress
from grader.records.errors import CourseError, GraderFault, UsageProblem


def release_bundle(
    folder: Path | None,
    bundle: Path,
    slugs: Sequence[str],
    tracks: Sequence[str],
    allow_dirty: bool,
    platform: Platform = "students",
) -> None:
    """Writes the bundle as a folder, or as a zip where its name ends so; `platform` says for whom."""
    course = open_course(folder)
    exercises = _choose(course, slugs, tracks)
    if bundle.exists():
        raise UsageProblem(f"{bundle}: exists already; give a new name, or remove it first")
    problems = find_strays(course)
    for exercise in exercises:
        problems += verify_files(exercise, write=False)
    if problems:
        raise CourseError(course.root, 0, f"not verified, so not released: {problems[0]}")
    if not allow_dirty and (dirty := _find_changes(course.root)):
        raise CourseError(course.root / dirty, 0, "has uncommitted changes; commit them, or give --allow-dirty")
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / (bundle.stem if bundle.suffix == ".zip" else bundle.name)
        if platform == "students":
            write_bundle(course, exercises, made)
            _refuse_hidden_text(course, made)
            seal_bundle(course, exercises, made, _record(course, exercises))
            _refuse_hidden_text(course, made)
        else:
            write_platform_bundle(course, exercises, platform, made)
            if platform in ONE_EXERCISE:
                _try(course, exercises[0], platform, made)
        bundle.parent.mkdir(parents=True, exist_ok=True)
        if bundle.suffix == ".zip":
            write_zip(made, bundle, below="" if platform == "gradescope" else made.name)
        else:
            shutil.copytree(made, bundle)
    if platform == "students":
        click.echo(f"{bundle}: {len(exercises)} exercises for students; its README.md says how to begin")
    elif platform in ONE_EXERCISE:
        click.echo(f"{bundle}: for {platform}; its README.md says who can read what")
    else:
        click.echo(f"{bundle}: for {platform}")


def _refuse_hidden_text(course: Course, made: Path) -> None:
    """Raises `CourseError` for the first line in a bundle that students must not see."""
    for place, line, kind in find_hidden_text(course, made):
        where = course.root / place if (course.root / place).is_file() else place
        raise CourseError(where, line, f"the bundle would give away hidden text here: {kind}")


def _record(course: Course, exercises: Sequence[Exercise]) -> dict[str, bytes]:
    """Returns what each wrong model answers to the public cases, as fingerprints: so mistakes have names in the bundle."""
    with show_progress("recording mistakes", len(exercises), lines=len(exercises) > 5) as advance:
        return record_all(course, exercises, advance)


def _try(course: Course, exercise: Exercise, platform: Platform, made: Path) -> None:
    """Grades a right, a wrong and an empty submission in the bundle. Raises `GraderFault` where a score is wrong."""
    tools = {"gradescope": ["bash"], "autolab": ["bash", "make", "tar"]}.get(platform, [])
    if lacking := [tool for tool in tools if shutil.which(tool) is None]:
        click.echo(f"grader: there is no {lacking[0]} here, so the bundle could not be tried", err=True)
        return
    needed = [course.exercise(slug) for slug in exercise.settings.needs]
    right = {one.file_name: one.reference.read_bytes() for one in (exercise, *needed)}
    full = float(exercise.settings.points)
    found = [try_bundle(platform, made, right), try_bundle(platform, made, {})]
    if found != [full, 0.0]:
        raise GraderFault(f"the bundle gives the reference {found[0]:g} of {full:g} points, and nothing {found[1]:g}")
    for mutant in make_mutants(exercise)[:3]:  # a slip that no case notices is rare; three in a row would be a fault
        score = try_bundle(platform, made, {**right, exercise.file_name: mutant.source})
        if 0 <= score < full:
            click.echo(f"tried: right {full:g} of {full:g}, one slip {score:g}, nothing handed in 0", err=True)
            return
    raise GraderFault("the bundle gives wrong solutions full points")


def _choose(course: Course, slugs: Sequence[str], tracks: Sequence[str]) -> list[Exercise]:
    for slug in slugs:
        course.exercise(slug)
    known = {exercise.track for exercise in course.exercises}
    for track in tracks:
        if track not in known:
            raise UsageProblem(f"there is no track `{track}`; the tracks are {', '.join(sorted(known))}")
    every = not slugs and not tracks
    return [item for item in course.exercises if every or item.slug in slugs or item.track in tracks]


def _find_changes(root: Path) -> str | None:
    """Returns a tracked file with uncommitted changes; None in a clean checkout, or where there is no git."""
    command = [
        "git",
        "-C",
        str(root),
        "status",
        "--porcelain",
        "--untracked-files=all",
        "exercises",
        "reference",
        "tests/public",
        "tests/hidden",
        "grader",
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    lines = done.stdout.splitlines()
    return lines[0][3:] if lines else None
