"""What a run and its judges say to each other, as JSON lines. Read by both, so nothing of pytest or numpy is imported."""

from __future__ import annotations

from typing import Literal

import msgspec

from grader.course.layout import Visibility
from grader.records.results import Result
from grader.worker.protections import Protections


class CaseHead(msgspec.Struct, frozen=True):
    """What is known of a case before anything is run."""

    id: str
    title: str
    visibility: Visibility
    points: int


class Setup(msgspec.Struct, frozen=True):
    """What every judge of a run is told first. `root` is a path as the file system has it.

    `warm_up` names the exercises of which the reference is graded first; `need_confined`: refuse where the protections are
    not all there; `seeds = "course"`: the seed is taken as it is, whatever the course's policy.
    """

    root: bytes
    slugs: list[str]
    visibilities: list[str]
    seed: int
    seeds: Literal["", "course"] = ""
    protections: Protections = Protections()
    warm_up: list[str] = []
    need_confined: bool = False
    reveal: bool = False
    rehearse: bool = True
    prove: bool = False
    diagnose: bool = True


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """A judge has collected its suites: the protections of its workers, and the cases of each exercise."""

    isolation: list[str]
    cases: dict[str, list[CaseHead]]


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """A judge cannot begin: the course is wrong, submissions cannot be confined here, or we failed."""

    kind: Literal["course", "unconfined", "fault"]
    problem: str


class Graded(msgspec.Struct, frozen=True, tag="graded"):
    """One result, the texts about it that could not be made, and what is wrong with the suites.

    `answers` is equal for wrong models that gave the same answers in every case; it is kept where suites are proved.
    """

    result: Result
    lost: list[str] = []
    problems: list[str] = []
    answers: str = ""
