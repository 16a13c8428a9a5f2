"""What a result is made with, cause by cause, as short digests: everything of the course and of the engine that can change
a verdict or a text. The submission's own digest and the versions of Python and numpy stand in the result already.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from grader.course.layout import DATA, Course, Exercise, Limits
from grader.judge.tasks import Task
from grader.link.interpreter import ENGINE
from grader.link.wrong_models import misconceptions_path

_ROOMS = ("judge", "link", "worker", "diagnosis", "course", "records")
_DOORS = ("fixtures.py", "misconceptions.py")


def find_made_with(course: Course, exercise: Exercise) -> dict[str, str]:
    """Returns the digests of one exercise, by cause."""
    root, settings = exercise.root, exercise.settings
    needed = [course.exercise(slug) for slug in settings.needs]
    plain = msgspec.structs.replace(settings, limits=Limits(), hints=[])
    return {
        "suite": _hash_files([exercise.suite("public"), exercise.suite("hidden")], root),
        "fixtures": _hash_files(sorted(path for path in exercise.folder.iterdir() if path.suffix in DATA), root),
        "support": _hash_files(sorted((root / "exercises" / exercise.track).glob("*.py")), root),
        "reference": _hash_files([one.reference for one in (exercise, *needed)], root),
        "misconceptions": _hash_files([misconceptions_path(exercise)], root),
        "stub": _hash_files([exercise.stub], root),
        "limits": _hash(msgspec.json.encode(settings.limits)),
        "hints": _hash(msgspec.json.encode(settings.hints)),
        "settings": _hash(msgspec.json.encode(plain)),
        "feedback": course.settings.hidden_feedback,
        "checks": _hash_files([ENGINE / "checks.py"], ENGINE),
        "grader": _hash_engine(),
    }


def add_parts(made_with: dict[str, str], task: Task) -> dict[str, str]:
    """Returns the digests of one task: with the student's own modules that the exercise needs, where it needs any."""
    if not task.parts:
        return made_with
    parts = b"".join(part.name.encode() + b"\0" + part.source + b"\0" for part in task.parts)
    return {**made_with, "parts": _hash(parts)}


@functools.cache
def _hash_engine() -> str:
    """Returns the digest of the engine's source, but for what only shows results or hands them on."""
    paths = [ENGINE / name for name in _DOORS]
    for room in _ROOMS:
        paths += sorted(path for path in (ENGINE / room).rglob("*.py"))
    return _hash_files(paths, ENGINE)


def _hash_files(paths: Iterable[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        held = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(held)}\0".encode() + held)
    return digest.hexdigest()[:16]


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
