"""The pytest plugin that suites are written against: fixtures, the `points` marker, and who answers.

Under plain `pytest` the reference answers, in this process. In the judge a `Stage` of its own puts a confined worker
in its place. A suite cannot tell the two apart: both are spoken to through the same proxies.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import msgspec
import numpy as np
import pytest

from grader import seeds, wire
from grader.course import Course, CourseError, Exercise, find_root, load_course
from grader.link import Link
from grader.misconceptions import WrongModel
from grader.proxies import Client, InProcess, Proxy


@dataclasses.dataclass
class Bench:
    """What one case works with: the proxies of the submission and of the track's support module, and its seed."""

    submission: Proxy
    support: Proxy | None
    client: Client
    seed: int


class Stage(Protocol):
    """Decides who answers the cases."""

    course: Course

    def set_up(self, item: pytest.Item, exercise: Exercise, case_id: str) -> Bench:
        """Returns the bench for the case that is about to run."""
        ...


STAGE = pytest.StashKey[Stage]()


def case_id(item: pytest.Item, visibility: str) -> str:
    """Returns the id of a case: its visibility and its name within the suite's file."""
    return f"{visibility}::{item.nodeid.partition('::')[2]}"


class ReferenceStage:
    """The reference of each exercise answers, in this process; or the file, or the wrong model, that is given."""

    def __init__(
        self, course: Course, file: Path | None = None, misconception: str | None = None, debugger: bool = False
    ) -> None:
        self.course = course
        self._debugger = debugger
        self._file = file
        self._misconception = misconception
        self._loaded: dict[str, Bench] = {}

    def _make_link(self, exercise: Exercise, path: Path) -> Link:
        if self._misconception:
            return WrongModel(exercise, (self._misconception,))
        if self._debugger:
            from grader.debug import Debugging

            return Debugging(exercise.file_name, path.read_text(encoding="utf-8"))
        return InProcess()

    def set_up(self, item: pytest.Item, exercise: Exercise, case_id: str) -> Bench:
        if exercise.slug not in self._loaded:
            path = self._file or (exercise.reference if exercise.reference.is_file() else exercise.stub)
            client = Client(self._make_link(exercise, path), exercise.file_name)
            source = wire.Module(exercise.slug, exercise.file_name, path.read_bytes())
            submission, support = client.load(source, exercise.modules, self.course.reference_parts(exercise))
            self._loaded[exercise.slug] = Bench(submission, support, client, 0)
        bench = dataclasses.replace(self._loaded[exercise.slug])
        bench.client.seed(seeds.derive_case_seed(self.course.settings.seed, case_id, "worker"), begin=True)
        bench.seed = seeds.derive_case_seed(self.course.settings.seed, case_id, "suite")
        return bench


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--submission", type=Path, help="run the suites on this file, in this process, for debugging")
    parser.addoption("--debugger", action="store_true", help="stop in the debugger where the submission raises")
    parser.addoption("--seed", type=int, help="the course seed to use instead of the one in exercises/course.toml")
    parser.addoption("--misconception", metavar="ID", help="run the suites on this wrong model, in this process")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "points(n): the whole points that a case is worth")
    if STAGE not in config.stash:
        try:
            course = load_course(find_root(config.rootpath))
        except CourseError:
            return
        if config.getoption("--seed", None) is not None:
            settings = msgspec.structs.replace(course.settings, seed=config.getoption("--seed"))
            course = dataclasses.replace(course, settings=settings)
        file, misconception = config.getoption("--submission", None), config.getoption("--misconception", None)
        config.stash[STAGE] = ReferenceStage(course, file, misconception, config.getoption("--debugger", False))


@pytest.fixture
def bench(request: pytest.FixtureRequest) -> Bench:
    """The case's `Bench`."""
    stage = request.config.stash[STAGE]
    found = stage.course.of_suite(request.path)
    if found is None:
        raise CourseError(request.path, 0, "not the suite of an exercise; it is named test_<slug>.py after its folder")
    return stage.set_up(request.node, found[0], case_id(request.node, found[1]))


@pytest.fixture
def submission(bench: Bench) -> Proxy:
    """The submission's module."""
    return bench.submission


@pytest.fixture
def support(bench: Bench) -> Proxy | None:
    """The track's `support` module on the submission's side, for optimizers and the like."""
    return bench.support


@pytest.fixture
def seed(bench: Bench) -> int:
    """The case's own seed."""
    return bench.seed


@pytest.fixture
def rng(seed: int) -> np.random.Generator:
    """A generator for the case's inputs."""
    return np.random.default_rng(seed)


@pytest.fixture
def hold(bench: Bench) -> Callable[[Any], Proxy]:
    """Keeps a value on the submission's side, so that several calls get one and the same object."""
    return bench.client.put


@pytest.fixture
def seed_numpy(bench: Bench) -> Callable[[int], None]:
    """`np.random.seed` on the submission's side."""
    return bench.client.seed


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> types.ModuleType:
    """The solved module, in the judge. For hidden suites: students have no reference."""
    found = request.config.stash[STAGE].course.of_suite(request.path)
    if found is None:
        raise CourseError(request.path, 0, "not the suite of an exercise")
    return _load_reference(found[0])


_references: dict[Path, types.ModuleType] = {}


def _load_reference(exercise: Exercise) -> types.ModuleType:
    if exercise.reference not in _references:
        session = InProcess()
        source = wire.Module(exercise.slug, exercise.file_name, exercise.reference.read_bytes())
        Client(session, exercise.file_name).load(source, exercise.modules)
        _references[exercise.reference] = session.module(wire.SUBMISSION)
    return _references[exercise.reference]
