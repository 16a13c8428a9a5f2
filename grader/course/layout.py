"""The course on disk: tracks, exercises and their settings, found by file names alone."""

from __future__ import annotations

import dataclasses
import difflib
import functools
import hashlib
import marshal
import re
import tomllib
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from grader.records.adjustments import LateRule, check_rule
from grader.records.errors import CourseError, UnknownExercise, UsageProblem
from grader.records.policy import Policy, TotalRule
from grader.records.text import show
from grader.worker.modules import Module

Visibility = Literal["public", "hidden"]
VISIBILITIES: tuple[Visibility, ...] = ("public", "hidden")


DATA = (".npz", ".gz")
MISTAKES = Path("exercises", ".mistakes")
"""Endings of files that a suite may read from its exercise's folder."""


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one submission may use: seconds of CPU in all, for one case and for loading; timeouts; MiB of memory.

    After the first timeout a case gets a fifth of its seconds: an endless loop in one method leaves the budget for the
    cases that do not need it.
    """

    cpu_s: float = 6.0
    case_cpu_s: float = 1.5
    load_cpu_s: float = 2.0
    timeouts: int = 12
    memory_mb: int = 1024


class Hint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[hints]]`: a text, and the case functions that it helps with, such as `test_forward`; none means all."""

    text: str
    cases: list[str] = []


class ExerciseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`exercise.toml`, format 1."""

    format: Literal[1]
    title: str
    order: int
    names: list[str]
    hints: list[str | Hint]
    points: int = 20
    needs: list[str] = []
    limits: Limits = Limits()


class CourseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`exercises/course.toml`, format 1."""

    format: Literal[1]
    title: str
    seed: int
    seeds: Literal["course", "per-student"] = "course"
    hidden_feedback: Literal["outcome", "diagnosis"] = "outcome"
    tracks: list[str] = []
    elsewhere: list[str] = []
    late: LateRule | None = None
    total: TotalRule | None = None

    @property
    def policy(self) -> Policy:
        """What the course decides about scores."""
        return Policy(self.late, self.total)


@dataclasses.dataclass(frozen=True)
class Exercise:
    """One exercise and where its files are."""

    root: Path
    track: str
    slug: str
    settings: ExerciseFile
    slugs: tuple[str, ...] = ()
    """All that the course knows, those of a bundle's exercises that are elsewhere too: files are told apart by them."""

    @property
    def folder(self) -> Path:
        return self.root / "exercises" / self.track / self.slug

    @property
    def file_name(self) -> str:
        return f"{self.slug}.py"

    @property
    def stub(self) -> Path:
        return self.folder / self.file_name

    @property
    def reference(self) -> Path:
        return self.root / "reference" / self.track / self.file_name

    @property
    def known_mistakes(self) -> Path:
        """Where a bundle keeps what wrong models answer, as fingerprints; a course has the models themselves."""
        return self.root / MISTAKES / f"{self.slug}.json"

    @functools.cached_property
    def compiled_modules(self) -> list[Module]:
        """The track's own modules, compiled once for all workers."""
        return [compile_module(module) for module in self.modules]

    @functools.cached_property
    def hints(self) -> tuple[Hint, ...]:
        """The hints in their order; one that is written as a plain text helps with every case."""
        return tuple(Hint(hint) if isinstance(hint, str) else hint for hint in self.settings.hints)

    @property
    def file(self) -> Path:
        """The path of `exercise.toml`."""
        return self.folder / "exercise.toml"

    def suite(self, visibility: str) -> Path:
        """Returns the path of the public or the hidden suite; it need not exist."""
        return self.root / "tests" / visibility / self.track / f"test_{self.slug}.py"

    @functools.cached_property
    def modules(self) -> list[Module]:
        """The track's own modules, which a submission may import, ordered so that `layer` precedes its users."""
        paths = sorted((self.root / "exercises" / self.track).glob("*.py"))
        return [Module(path.stem, path.name, path.read_bytes()) for path in paths]

    def hash_suite(self, visibilities: tuple[str, ...] = VISIBILITIES) -> str:
        """Returns the SHA-256 of everything that decides a score: suites, track modules, settings, reference."""
        digest = hashlib.sha256()
        paths = [self.suite(visibility) for visibility in visibilities]
        paths += sorted(path for path in self.folder.iterdir() if path.suffix in DATA)
        paths += [self.root / "reference" / self.track / f"{slug}.py" for slug in self.settings.needs]
        for path in [*paths, self.reference, self.file]:
            digest.update(path.name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"") + b"\0")
        for module in self.modules:
            digest.update(module.file.encode() + b"\0" + module.source + b"\0")
        return digest.hexdigest()


@dataclasses.dataclass(frozen=True)
class Course:
    """All exercises below one root, in the order of the course."""

    root: Path
    settings: CourseFile
    exercises: tuple[Exercise, ...]

    @property
    def slugs(self) -> tuple[str, ...]:
        """All slugs that file names are told apart by: of a bundle, those of the whole course."""
        return self.exercises[0].slugs if self.exercises else tuple(self.settings.elsewhere)

    def exercise(self, slug: str) -> Exercise:
        """Returns the exercise called `slug`. Raises `UnknownExercise` with the nearest name."""
        for exercise in self.exercises:
            if exercise.slug == slug:
                return exercise
        near = difflib.get_close_matches(slug, [exercise.slug for exercise in self.exercises], 1, 0.5)
        advice = f"did you mean `{near[0]}`?" if near else "`grader list` shows them all"
        raise UnknownExercise(f"there is no exercise `{slug}`; {advice}")

    def reference_parts(self, exercise: Exercise) -> list[Module]:
        """Returns the references of the exercises that `exercise` needs. For trusted code alone: no submission sees them."""
        needed = [self.exercise(slug) for slug in exercise.settings.needs]
        return [Module(e.slug, e.file_name, e.reference.read_bytes()) for e in needed if e.reference.is_file()]

    def of_suite(self, path: Path) -> tuple[Exercise, Visibility] | None:
        """Returns the exercise and the visibility of the suite at `path`, or None where it is no suite."""
        return self._suites.get(path)

    @functools.cached_property
    def _suites(self) -> dict[Path, tuple[Exercise, Visibility]]:
        return {item.suite(visibility): (item, visibility) for item in self.exercises for visibility in VISIBILITIES}


def compile_module(module: Module) -> Module:
    """Returns a module of the course with its code; one that cannot be compiled stays text, and says so when loaded."""
    try:
        code = compile(module.source.decode("utf-8-sig"), module.file, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return module
    return Module(module.name, module.file, b"", marshal.dumps(code))


def find_root(start: Path) -> Path:
    """Returns the nearest folder at or above `start` that holds a course. Raises `CourseError` where there is none."""
    for folder in [start, *start.parents]:
        if (folder / "exercises" / "course.toml").is_file():
            return folder
    problem = "no course here or above (no exercises/course.toml); go to the course folder or give --course FOLDER"
    raise CourseError(start, 0, problem)


def open_course(folder: Path | None) -> Course:
    """Returns the course at or above `folder`, or else at or above the working folder."""
    return load_course(find_root((folder or Path.cwd()).resolve()))  # `..` and links: pytest has none in its paths


def check_apart(course: Course, submissions: Path, engine: Path) -> None:
    """Raises `UsageProblem` where submissions lie in the course that was found, or around it.

    A course that is found upwards from the working folder may be a student's: its suites would run in the judge. The one
    that `engine` lies in is ours.
    """
    root, path = course.root.resolve(), submissions.resolve()
    if root == engine.parent or not (path.is_relative_to(root) or root.is_relative_to(path)):
        return
    where = "lie inside" if path.is_relative_to(root) else "hold"
    raise UsageProblem(
        f"{show(submissions)}: these submissions {where} the course that was found, {show(root)}; if that is yours and no "
        f"student's, say so: grader --course {show(root)} …"
    )


def load_course(root: Path) -> Course:
    """Returns the course at `root`. Raises `CourseError` for the first file that is wrong."""
    settings = _load_toml(root / "exercises" / "course.toml", CourseFile)
    exercises = []
    for path in sorted(root.glob("exercises/*/*/exercise.toml")):
        track, slug = path.parent.parent.name, path.parent.name
        if not re.fullmatch(r"[a-z][a-z0-9_]*", slug):
            raise CourseError(path, 0, f"the folder's name `{slug}` is no slug; use a-z, 0-9 and _")
        exercises.append(Exercise(root, track, slug, _load_exercise(path)))
    slugs: dict[str, Exercise] = {}
    for exercise in exercises:
        if exercise.slug in slugs:
            other = slugs[exercise.slug].folder
            raise CourseError(exercise.folder, 0, f"the slug is taken by {other}; rename one of the two folders")
        slugs[exercise.slug] = exercise
    check_rule(settings.late, list(slugs), root / "exercises" / "course.toml")
    for slug in settings.total.weights if settings.total else ():
        if slug not in slugs:
            raise CourseError(
                root / "exercises" / "course.toml", 1, f"[total.weights] names `{slug}`, and there is no such exercise"
            )
    order = {track: number for number, track in enumerate(settings.tracks)}
    exercises.sort(key=lambda item: (order.get(item.track, len(order)), item.track, item.settings.order, item.slug))
    known = (*slugs, *(slug for slug in settings.elsewhere if slug not in slugs))
    return Course(root, settings, tuple(dataclasses.replace(exercise, slugs=known) for exercise in exercises))


def _load_exercise(path: Path) -> ExerciseFile:
    settings = _load_toml(path, ExerciseFile)
    if len(settings.hints) < 2:
        raise CourseError(path, find_line(path, "hints"), "an exercise needs at least two hints; add to `hints`")
    if not settings.names:
        raise CourseError(path, find_line(path, "names"), "`names` is empty; list the classes or functions to write")
    if settings.points < 1:
        raise CourseError(path, find_line(path, "points"), "`points` is the exercise's total, a whole number above 0")
    return settings


_Settings = TypeVar("_Settings", ExerciseFile, CourseFile)


def _load_toml(path: Path, kind: type[_Settings]) -> _Settings:
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise CourseError(path, int(found[1]) if found else 1, f"not TOML: {error}") from None
    except UnicodeDecodeError:
        raise CourseError(path, 1, "not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise CourseError(path, 0, f"cannot be read ({error.strerror})") from None
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        name = re.search(r"unknown field `(\w+)`", str(error)) or re.search(r"`\$\.(\w+)", str(error))
        raise CourseError(path, find_line(path, name[1] if name else ""), str(error)) from None


def find_line(path: Path, key: str) -> int:
    """Returns the line on which `key` is set, or 1."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if key and re.match(rf"\s*{key}\s*=|\s*\[{key}\]", line):
            return number
    return 1
