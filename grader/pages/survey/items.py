"""Items: how hard each case is, how well it tells students apart, and which cases look like a fault of ours.

Only who has handed in something that was graded counts. Discrimination is the correlation of a case with the rest of the
exercise's score, the case itself left out, with the 95 % interval of Fisher's transformation; below `MIN_STUDENTS`
students, and where a case or the rest does not vary, nothing is said.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from grader.pages.survey.roll import derive_state
from grader.records.entries import Entry
from grader.records.results import Case

MIN_STUDENTS = 20
MIN_FLAGGED = 6
MIN_BETWEEN = 3
Z95 = 1.959963984540054

FlagKind = Literal["best fail", "nobody fails", "always agree"]
Bits = NDArray[np.bool_]


class Discrimination(msgspec.Struct, frozen=True):
    """A correlation and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


class Item(msgspec.Struct, frozen=True):
    """One case over the class: `share` of the students pass it."""

    slug: str
    id: str
    title: str
    visibility: str
    points: int
    students: int
    passed: int
    discrimination: Discrimination | None

    @property
    def share(self) -> float:
        """The share of students who pass: 1 is the easiest."""
        return self.passed / self.students if self.students else 0.0


class Flag(msgspec.Struct, frozen=True):
    """A case, or two, that may be a fault of ours. `count` of `students` fail, or agree."""

    kind: FlagKind
    slug: str
    ids: list[str]
    titles: list[str]
    count: int
    students: int


def derive_items(entries: Sequence[Entry], slug: str) -> tuple[list[Item], list[Flag]]:
    """Returns the cases of one exercise, whose entries these are, and what is odd about them.

    The commonest list of cases counts: other ones are of another version of the suite.
    """
    graded = [entry for entry in entries if entry.result.score is not None and derive_state(entry) != "missing"]
    shapes: dict[tuple[str, ...], list[Entry]] = {}
    for entry in graded:
        shapes.setdefault(tuple(case.id for case in entry.result.cases), []).append(entry)
    if not shapes:
        return [], []
    graded = max(shapes.values(), key=len)
    heads = graded[0].result.cases
    passed: Bits = np.array([[case.outcome == "passed" for case in entry.result.cases] for entry in graded], bool)
    points = np.array([case.points for case in heads], float)
    rests = [(passed @ points) - passed[:, number] * points[number] for number in range(len(heads))]
    items = [_item(slug, case, passed[:, number], rests[number]) for number, case in enumerate(heads)]
    return items, _flag(slug, heads, passed, rests)


def _item(slug: str, case: Case, passed: Bits, rest: NDArray[np.float64]) -> Item:
    found = correlate(passed.astype(float), rest)
    return Item(slug, case.id, case.title, case.visibility, case.points, len(passed), int(passed.sum()), found)


def correlate(one: NDArray[np.float64], other: NDArray[np.float64]) -> Discrimination | None:
    """Returns the correlation with its interval; None where there are too few students or nothing varies."""
    n = len(one)
    if n < MIN_STUDENTS or np.ptp(one) == 0 or np.ptp(other) == 0:
        return None
    value = float(np.clip(np.corrcoef(one, other)[0, 1], -1, 1))
    if abs(value) > 1 - 1e-12:
        return Discrimination(value, value, value)
    z, half = math.atanh(value), Z95 / math.sqrt(n - 3)
    return Discrimination(value, math.tanh(z - half), math.tanh(z + half))


def _flag(slug: str, heads: Sequence[Case], passed: Bits, rests: Sequence[NDArray[np.float64]]) -> list[Flag]:
    count = len(passed)
    if count < MIN_FLAGGED:
        return []
    flags = []
    for number, case in enumerate(heads):
        best = rests[number] >= np.sort(rests[number])[::-1][math.ceil(count / 3) - 1]
        failing = int((~passed[best, number]).sum())
        if failing * 2 > best.sum():
            flags.append(Flag("best fail", slug, [case.id], [case.title], failing, int(best.sum())))
        if passed[:, number].all():
            flags.append(Flag("nobody fails", slug, [case.id], [case.title], 0, count))
    between = passed[passed.any(axis=1) & ~passed.all(axis=1)]
    columns: dict[bytes, list[int]] = {}
    for number in range(len(heads)):
        column = between[:, number]
        if min(column.sum(), len(column) - column.sum()) >= MIN_BETWEEN:
            columns.setdefault(column.tobytes(), []).append(number)
    for same in columns.values():
        if len(same) > 1:
            titles = [heads[number].title for number in same]
            ids = [heads[number].id for number in same]
            flags.append(Flag("always agree", slug, ids, titles, len(between), len(between)))
    return flags
