"""The pytest plugin that suites are written against: fixtures, markers, and options that say who answers.

Under plain `pytest` the reference answers, in this process; in a judge, a confined worker. A suite cannot tell the two
apart (`grader.link.bench`).
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from grader.course.layout import Exercise, find_root, load_course
from grader.link.bench import STAGE, Bench, ReferenceStage, case_id, load_reference
from grader.link.draws import NotedGenerator
from grader.link.link import Link
from grader.link.proxies import Proxy
from grader.link.wrong_models import WrongModel
from grader.records.errors import CourseError

__all__ = ["bench", "hold", "reference", "rng", "seed", "seed_numpy", "submission", "support"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--submission", type=Path, help="run the suites on this file, in this process, for debugging")
    parser.addoption("--seed", type=int, help="the course seed to use instead of the one in exercises/course.toml")
    parser.addoption("--misconception", metavar="ID", help="run the suites on this wrong model, in this process")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "points(n): the whole points that a case is worth")
    config.addinivalue_line(
        "markers", "needs(slug, ...): the student's own modules of other exercises that a case uses"
    )
    if STAGE in config.stash:
        return
    try:
        course = load_course(find_root(config.rootpath))
    except CourseError:
        return
    if config.getoption("--seed", None) is not None:
        settings = msgspec.structs.replace(course.settings, seed=config.getoption("--seed"))
        course = dataclasses.replace(course, settings=settings)
    file, misconception = config.getoption("--submission", None), config.getoption("--misconception", None)

    def make_wrong(exercise: Exercise, path: Path) -> Link:
        return WrongModel(exercise, (misconception,))

    if misconception:
        config.stash[STAGE] = ReferenceStage(course, file, make_wrong)
    else:
        config.stash[STAGE] = ReferenceStage(course, file)


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
def rng(bench: Bench) -> np.random.Generator:
    """A generator for the case's inputs: `np.random.default_rng(seed)`, which a snippet can draw from again."""
    generator = NotedGenerator(bench.seed)
    bench.note_rng(generator)
    return generator


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
    return load_reference(found[0])
