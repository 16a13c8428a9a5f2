"""Which hint comes next: those of the case that failed last, then those for the whole exercise, each once."""

from __future__ import annotations

import dataclasses
import fnmatch

import msgspec

from grader.course.layout import Course, Exercise
from grader.course.progress import read_progress, write_progress


@dataclasses.dataclass(frozen=True)
class NextHint:
    """A hint that may be shown: its text, its place among those that fit, and whether it is the last of them."""

    index: int
    number: int
    total: int
    text: str

    @property
    def is_last(self) -> bool:
        return self.number == self.total


def choose_hints(exercise: Exercise, failing: str) -> list[int]:
    """Returns the places of the hints that fit the failing case, its own first; of all where none is made for it."""
    return (fit_hints(exercise, failing) if failing else []) or list(range(len(exercise.hints)))


def fit_hints(exercise: Exercise, failing: str) -> list[int]:
    """Returns the places of the hints that name a case, then of those that help with every case."""
    name = failing.rpartition("::")[2].partition("[")[0]
    own, everywhere = [], []
    for index, hint in enumerate(exercise.hints):
        if not hint.cases:
            everywhere.append(index)
        elif any(fnmatch.fnmatchcase(name, pattern) for pattern in hint.cases):
            own.append(index)
    return own + everywhere


def find_hint(course: Course, exercise: Exercise) -> NextHint:
    """Returns the next hint; the last one stays the last. Nothing is remembered: a hint counts when it has been seen."""
    fitting, seen = find_seen(course, exercise)
    index = next((index for index in fitting if index not in seen), fitting[-1])
    return NextHint(index, fitting.index(index) + 1, len(fitting), exercise.hints[index].text)


def find_seen(course: Course, exercise: Exercise) -> tuple[list[int], list[int]]:
    """Returns the places of the hints that fit the latest failing case, and of all that have been seen."""
    progress = read_progress(course)
    checked = progress.checked.get(exercise.slug)
    return choose_hints(exercise, checked.failing if checked else ""), progress.seen.get(exercise.slug, [])


def note_seen(course: Course, exercise: Exercise, hint: NextHint) -> None:
    """Remembers a hint as seen."""
    progress = read_progress(course)
    seen = sorted({*progress.seen.get(exercise.slug, []), hint.index})
    write_progress(course, msgspec.structs.replace(progress, seen={**progress.seen, exercise.slug: seen}))


def next_hint(course: Course, exercise: Exercise) -> NextHint:
    """Returns the next hint and remembers it as seen."""
    hint = find_hint(course, exercise)
    note_seen(course, exercise, hint)
    return hint


def forget_hints(course: Course, exercise: Exercise) -> None:
    """Starts an exercise's hints over."""
    progress = read_progress(course)
    seen = {slug: places for slug, places in progress.seen.items() if slug != exercise.slug}
    write_progress(course, msgspec.structs.replace(progress, seen=seen))
