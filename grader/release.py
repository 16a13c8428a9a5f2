"""`grader release`: a bundle for students, copied from an allow-list and searched for anything hidden.

Visibility is a matter of folder, so a release copies and never edits: statements, stubs, public suites, the modules of the
tracks, the engine. Beside them go a README, a project file, a CI workflow and a manifest with the hash of every file. The
bundle is then searched: any line of a solution, any name of a hidden case, any misconception or solution marker in it
stops the release, and nothing is left behind.
"""

from __future__ import annotations

import ast
import hashlib
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from grader import __version__
from grader.autograders import TEMPLATES, Platform, write_platform_bundle
from grader.course import Course, CourseError, Exercise, find_root, load_course
from grader.misconceptions import load_misconceptions
from grader.results import encode_json
from grader.stubs import BEGIN, END, derive_stub
from grader.submissions import SubmissionsError
from grader.verify import find_strays, verify_files

_INSTRUCTORS_ONLY = {
    "release.py",
    "autograders.py",
    "platforms.py",
    "downloads.py",
    "collect.py",
    "new.py",
    "templates",
    "AUTHORS.md",
}
_SKIPPED = {"__pycache__", ".ipynb_checkpoints"}


class Manifest(msgspec.Struct, frozen=True):
    """`manifest.json` of a bundle: what is in it, by SHA-256."""

    schema: str
    title: str
    grader_version: str
    exercises: list[str]
    files: dict[str, str]


def release_bundle(
    folder: Path | None,
    bundle: Path,
    slugs: Sequence[str],
    tracks: Sequence[str],
    allow_dirty: bool,
    platform: Platform = "students",
) -> None:
    """Writes the bundle as a folder, or as a zip where its name ends so; `platform` says for whom."""
    course = load_course(find_root((folder or Path.cwd()).absolute()))
    exercises = _choose(course, slugs, tracks)
    if bundle.exists():
        raise SubmissionsError(f"{bundle}: exists already; give a new name, or remove it first")
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
            if found := find_hidden_text(course, made):
                raise CourseError(course.root, 0, f"the bundle would give away hidden text: {found[0]}")
        else:
            write_platform_bundle(course, exercises, platform, made)
        bundle.parent.mkdir(parents=True, exist_ok=True)
        if bundle.suffix == ".zip":
            write_zip(made, bundle, below="" if platform == "gradescope" else made.name)
        else:
            shutil.copytree(made, bundle)
    if platform == "students":
        click.echo(f"{bundle}: {len(exercises)} exercises for students; its README.md says how to begin")
    else:
        click.echo(f"{bundle}: for {platform}; it is not for students where it holds hidden suites")


def _choose(course: Course, slugs: Sequence[str], tracks: Sequence[str]) -> list[Exercise]:
    for slug in slugs:
        course.exercise(slug)
    known = {exercise.track for exercise in course.exercises}
    for track in tracks:
        if track not in known:
            raise SubmissionsError(f"there is no track `{track}`; the tracks are {', '.join(sorted(known))}")
    every = not slugs and not tracks
    return [item for item in course.exercises if every or item.slug in slugs or item.track in tracks]


def _find_changes(root: Path) -> str | None:
    """Returns a tracked file with uncommitted changes; None in a clean checkout, or where there is no git."""
    command = ["git", "-C", str(root), "status", "--porcelain", "--untracked-files=all", "exercises", "reference",
               "tests/public", "tests/hidden", "grader"]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    lines = done.stdout.splitlines()
    return lines[0][3:] if lines else None


def write_bundle(course: Course, exercises: Sequence[Exercise], target: Path) -> None:
    """Copies the allow-list into `target` and writes what only a bundle has."""
    for source, place in _list_files(course, exercises):
        path = target / place
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)
    tracks = list(dict.fromkeys(exercise.track for exercise in exercises))
    settings = msgspec.structs.replace(course.settings, tracks=tracks)
    _write(target / "exercises" / "course.toml", render_course(settings.title, settings.seed, tracks))
    for exercise in exercises:
        stub = derive_stub(exercise.reference.read_text(encoding="utf-8"), exercise.reference)
        _write(target / "exercises" / ".stubs" / exercise.file_name, stub)
    first = exercises[0].slug
    for template in sorted((TEMPLATES / "bundle").rglob("*")):
        if template.is_file():
            text = template.read_text(encoding="utf-8")
            place = str(template.relative_to(TEMPLATES / "bundle")).replace("dot-", ".")
            _write(target / place, text.replace("{{title}}", course.settings.title).replace("{{first}}", first))
    files = sorted(path for path in target.rglob("*") if path.is_file())
    hashes = {path.relative_to(target).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    slugs = [exercise.slug for exercise in exercises]
    manifest = Manifest("layer-grader/manifest/v1", course.settings.title, __version__, slugs, hashes)
    (target / "manifest.json").write_bytes(encode_json(manifest))


def render_course(title: str, seed: int, tracks: Sequence[str]) -> str:
    """Returns the bundle's `course.toml`."""
    listed = ", ".join(f'"{track}"' for track in tracks)
    return f"format = 1\ntitle = {msgspec.json.encode(title).decode()}\nseed = {seed}\ntracks = [{listed}]\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _list_files(course: Course, exercises: Sequence[Exercise]) -> Iterator[tuple[Path, str]]:
    """Yields each file that students get and its place in the bundle."""
    root = course.root
    for exercise in exercises:
        for path in sorted(exercise.folder.iterdir()):
            if path.is_file() and path.name not in _SKIPPED:
                yield path, path.relative_to(root).as_posix()
        yield exercise.suite("public"), exercise.suite("public").relative_to(root).as_posix()
    for track in dict.fromkeys(exercise.track for exercise in exercises):
        for path in sorted((root / "exercises" / track).glob("*.py")):
            yield path, path.relative_to(root).as_posix()
    engine = Path(__file__).parent
    for path in sorted(engine.rglob("*")):
        parts = path.relative_to(engine).parts
        if path.is_file() and not _SKIPPED & set(parts) and parts[0] not in _INSTRUCTORS_ONLY:
            yield path, f"grader/{path.relative_to(engine).as_posix()}"
    yield root / "LICENSE", "LICENSE"


def write_zip(folder: Path, target: Path, below: str) -> None:
    """Writes the folder as a zip whose bytes depend on the files alone; its entries lie in the folder `below`."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = (Path(below) / path.relative_to(folder)).as_posix()
                info = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = (path.stat().st_mode & 0o777) << 16
                archive.writestr(info, path.read_bytes())


def find_hidden_text(course: Course, bundle: Path) -> list[str]:
    """Returns where the bundle holds a solution line, a hidden case's name, a misconception, or a marker."""
    secrets = dict(_list_secrets(course))
    found = []
    for path in sorted(bundle.rglob("*")):
        if not path.is_file() or path.suffix in (".npz", ".svg"):
            continue
        place = path.relative_to(bundle)
        text = path.read_text(encoding="utf-8", errors="replace")
        engine = place.parts[0] == "grader"
        for number, line in enumerate(text.splitlines(), start=1):
            kind = secrets.get(_normalise(line))
            if kind and not engine:
                found.append(f"{place}:{number}: {kind}")
            if not engine and line.strip() in (BEGIN, END):
                found.append(f"{place}:{number}: a solution marker")
        if not engine:
            found += [
                f"{place}: {kind}"
                for secret, kind in secrets.items()
                if kind in _WORDS and secret in text and re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", text)
            ]
    return found


_WORDS = ("the name of a hidden case", "a misconception's title", "a misconception's hint")
_SHORTEST_NAME = 16
_SHORTEST = 24
"""Solution lines below this length, such as `self.W = None`, stand in statements and suites by right."""


def _list_secrets(course: Course) -> Iterator[tuple[str, str]]:
    """Yields what a bundle must not hold, and what it is."""
    given = "\n".join(path.read_text(encoding="utf-8") for path in course.root.glob("exercises/*/*.py"))
    given_lines = {_normalise(line) for line in given.splitlines()}
    public = {name for path in course.root.glob("tests/public/*/*.py") for name in _case_names(path)}
    for exercise in course.exercises:
        source = exercise.reference.read_text(encoding="utf-8")
        stub = {_normalise(line) for line in derive_stub(source, exercise.reference).splitlines()}
        for line in source.splitlines():
            text = _normalise(line)
            if len(text) >= _SHORTEST and text not in stub and text not in given_lines:
                yield text, "a line of a solution"
        hidden = exercise.suite("hidden")
        if hidden.is_file():
            for name in _case_names(hidden):
                if name not in public and len(name) >= _SHORTEST_NAME:
                    yield name, "the name of a hidden case"
        for item in load_misconceptions(exercise):
            yield item.title, "a misconception's title"
            yield item.hint, "a misconception's hint"


def _case_names(suite: Path) -> list[str]:
    """Returns the names of a suite's cases: the functions that are worth points."""
    tree = ast.parse(suite.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [node.name for node in functions if any("points" in ast.dump(item) for item in node.decorator_list)]


def _normalise(line: str) -> str:
    return re.sub(r"\s+", " ", line.split("#")[0]).strip()
