"""What a case works with, and who answers it: the seam between suites and judges.

A suite asks the fixtures of `grader.fixtures`; they ask the `Stage` of their pytest session. Under plain `pytest` that is a
`ReferenceStage`: the reference answers, in this process. A judge puts its own in place, behind which a confined worker
answers. A suite cannot tell the two apart: both are spoken to through the same proxies.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from grader.course import seeds
from grader.course.layout import Course, Exercise
from grader.link.draws import NotedGenerator
from grader.link.link import Link
from grader.link.proxies import Client, Proxy
from grader.worker import wire
from grader.worker.session import Session


@dataclasses.dataclass
class Bench:
    """What one case works with: the proxies of the submission and of the track's support module, and its seed.

    `note_rng` is told of the case's generator.
    """

    submission: Proxy
    support: Proxy | None
    client: Client
    seed: int
    note_rng: Callable[[NotedGenerator], None] = lambda rng: None


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


def _answer_here(exercise: Exercise, path: Path) -> Link:
    return Session(own_process=False)


class ReferenceStage:
    """Each exercise's reference answers, in this process; or `file`; or what `make_link` returns for exercise and file."""

    def __init__(
        self,
        course: Course,
        file: Path | None = None,
        make_link: Callable[[Exercise, Path], Link] = _answer_here,
    ) -> None:
        self.course = course
        self._file = file
        self._make_link = make_link
        self._loaded: dict[str, Bench] = {}

    def set_up(self, item: pytest.Item, exercise: Exercise, case_id: str) -> Bench:
        if exercise.slug not in self._loaded:
            path = self._file or (exercise.reference if exercise.reference.is_file() else exercise.stub)
            client = Client(self._make_link(exercise, path), exercise.file_name)
            source = wire.Module(exercise.slug, exercise.file_name, path.read_bytes())
            submission, support = client.load(source, exercise.modules, self.course.reference_parts(exercise))
            self._loaded[exercise.slug] = Bench(submission, support, client, 0)
        bench = dataclasses.replace(self._loaded[exercise.slug])
        return begin_case(bench, self.course.settings.seed, case_id)


def begin_case(bench: Bench, run_seed: int, case_id: str) -> Bench:
    """Returns the bench with the case's own seed; the worker drops the objects of the case before and is seeded."""
    bench.client.seed(seeds.derive_case_seed(run_seed, case_id, "worker"), begin=True)
    return dataclasses.replace(bench, seed=seeds.derive_case_seed(run_seed, case_id, "suite"))


_references: dict[Path, types.ModuleType] = {}


def load_reference(exercise: Exercise) -> types.ModuleType:
    """Returns the solved module of an exercise, executed once in this process."""
    if exercise.reference not in _references:
        session = Session(own_process=False)
        source = wire.Module(exercise.slug, exercise.file_name, exercise.reference.read_bytes())
        Client(session, exercise.file_name).load(source, exercise.modules)
        _references[exercise.reference] = session.module(wire.SUBMISSION)
    return _references[exercise.reference]
