"""The students' bundle: copied from an allow-list, with a README, a project file, a workflow and a manifest beside it.

Visibility is a matter of folder, so a bundle copies and never edits: statements, stubs, public suites, the modules of the
tracks, and of the engine the rooms that students' commands need.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from grader import __version__
from grader.bundles.platforms import LOCK, TEMPLATES, name_elsewhere
from grader.course.layout import MISTAKES, Course, Exercise
from grader.course.stubs import derive_stub
from grader.link.interpreter import ENGINE
from grader.records.results import encode_json

_INSTRUCTORS_ONLY = (
    *("authoring", "bundles", "cluster", "collecting", "commands/authors", "commands/instructors"),
    *("pages/survey", "pages/web", "AUTHORS.md", "CLUSTER.md"),
)
"""Rooms and pages of the engine that are not in a bundle."""
_SKIPPED = {"__pycache__", ".ipynb_checkpoints"}


class Manifest(msgspec.Struct, frozen=True):
    """`manifest.json` of a bundle: what is in it, by SHA-256."""

    schema: str
    title: str
    grader_version: str
    exercises: list[str]
    files: dict[str, str]


def write_bundle(course: Course, exercises: Sequence[Exercise], target: Path) -> None:
    """Copies the allow-list into `target` and writes what only a bundle has; `seal_bundle` completes it."""
    for source, place in _list_files(course, exercises):
        path = target / place
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)
    tracks = list(dict.fromkeys(exercise.track for exercise in exercises))
    settings = msgspec.structs.replace(course.settings, tracks=tracks)
    elsewhere = [slug for slug in course.slugs if slug not in {exercise.slug for exercise in exercises}]
    _write(target / "exercises" / "course.toml", render_course(settings.title, settings.seed, tracks, elsewhere))
    for exercise in exercises:
        stub = derive_stub(exercise.reference.read_text(encoding="utf-8"), exercise.reference)
        _write(target / "exercises" / ".stubs" / exercise.file_name, stub)
    (target / ".github").mkdir()
    shutil.copyfile(LOCK, target / ".github" / LOCK.name)
    first = exercises[0].slug
    for template in sorted((TEMPLATES / "bundle").rglob("*")):
        if template.is_file():
            text = template.read_text(encoding="utf-8")
            place = str(template.relative_to(TEMPLATES / "bundle")).replace("dot-", ".")
            _write(target / place, text.replace("{{title}}", course.settings.title).replace("{{first}}", first))


def seal_bundle(course: Course, exercises: Sequence[Exercise], target: Path, known: Mapping[str, bytes]) -> None:
    """Adds the file on each exercise's mistakes, and the manifest."""
    for slug, data in known.items():
        _write(target / MISTAKES / f"{slug}.json", data.decode())
    files = sorted(path for path in target.rglob("*") if path.is_file())
    hashes = {path.relative_to(target).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    slugs = [exercise.slug for exercise in exercises]
    manifest = Manifest("layer-grader/manifest/v1", course.settings.title, __version__, slugs, hashes)
    (target / "manifest.json").write_bytes(encode_json(manifest))


def render_course(title: str, seed: int, tracks: Sequence[str], elsewhere: Sequence[str] = ()) -> str:
    """Returns the bundle's `course.toml`."""
    listed = ", ".join(f'"{track}"' for track in tracks)
    head = f"format = 1\ntitle = {msgspec.json.encode(title).decode()}\nseed = {seed}\ntracks = [{listed}]\n"
    return head + name_elsewhere(elsewhere)


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
        for path in sorted(path for ending in ("*.py", "*.md") for path in (root / "exercises" / track).glob(ending)):
            yield path, path.relative_to(root).as_posix()
    for path in sorted(ENGINE.rglob("*")):
        place = path.relative_to(ENGINE)
        left_out = any(place.is_relative_to(room) for room in _INSTRUCTORS_ONLY)
        if path.is_file() and not left_out and not _SKIPPED & set(place.parts):
            yield path, f"grader/{place.as_posix()}"
    for page in (root / "exercises" / "README.md", root / "LICENSE"):
        if page.is_file():
            yield page, page.relative_to(root).as_posix()


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
