"""Measures how well mistakes are named, exercise by exercise, and what naming them costs.

    python tests/kit/bench_diagnosis.py [--exercise SLUG ...] [--seeds 5] [--parts abcde] [--rounds 5] [--verbose]

a  every shipped misconception is handed in: how often is it diagnosed as itself? Models that give the same answers in
   every case of the suites cannot be told apart; they are listed and left out of the share.
b  correct submissions in other styles: how many diagnoses? There must be none.
c  known mistakes written again in another style, `tests/kit/rewrites`: how many are named rightly?
d  the time of grading those rewrites with diagnosis over the time without, interleaved in one run.
e  the reference with a slip, an exception at the top of one function: how many are given a name? None should be.
"""

from __future__ import annotations

import argparse
import ast
import collections
import dataclasses
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from grader.authoring.files import find_styles
from grader.course.layout import VISIBILITIES, Course, Exercise, load_course
from grader.course.submissions import Code
from grader.diagnosis.mistakes import Diagnostician
from grader.judge import loop
from grader.judge.tasks import Models, Task
from grader.judge.turn import Turn
from grader.link.launchers import make_launcher
from grader.link.link import Launcher
from grader.link.wrong_models import load_misconceptions, load_wrong_models
from grader.records.results import Result

ROOT = Path(__file__).parents[2]
REWRITES = ROOT / "tests" / "kit" / "rewrites"


@dataclasses.dataclass
class Graded:
    """One result, and the models that gave every answer of the submission, where more than one did."""

    result: Result
    alike: tuple[str, ...] = ()

    @property
    def named(self) -> set[str]:
        """The ids of all diagnoses."""
        return {case.diagnosis.id for case in self.result.cases if case.diagnosis}

    @property
    def failing(self) -> int:
        """How many cases a diagnosis could have been made for."""
        return sum(case.outcome in ("failed", "raised") for case in self.result.cases)

    @property
    def share(self) -> str:
        """How many of them carry one."""
        return f"{sum(case.diagnosis is not None for case in self.result.cases)} of {self.failing}"


class NoWorkers:
    """What starts no worker: wrong models answer in this process."""

    def start(self, limits: object) -> None:
        raise AssertionError("a wrong model needs no worker")


def load() -> Course:
    """Returns the course, with diagnoses shown for hidden cases too."""
    course = load_course(ROOT)
    settings = msgspec.structs.replace(course.settings, hidden_feedback="diagnosis")
    return dataclasses.replace(course, settings=settings)


def grade(course: Course, slug: str, tasks: Iterable[Task], launcher: Launcher | None = None) -> Iterator[Graded]:
    """Grades the tasks in one session and returns what came of each."""
    graded: list[Graded] = []
    found: list[list[tuple[str, ...]]] = []
    plain = Diagnostician._find_one

    def find_one(self: Diagnostician, *arguments: Any) -> list[tuple[str, ...]]:
        found.append(plain(self, *arguments))
        return found[-1]

    def deliver(one: loop.Graded) -> None:
        alike = tuple(models[0] for models in found[-1]) if found and len(found[-1]) > 1 else ()
        graded.append(Graded(one.result, alike))
        found.clear()

    Diagnostician._find_one = find_one  # type: ignore[method-assign]
    try:
        loop.run_session(make_session(course, slug), launcher or NoWorkers(), lambda cases: iter(tasks), deliver)
    finally:
        Diagnostician._find_one = plain  # type: ignore[method-assign]
    return iter(graded)


def make_session(course: Course, slug: str, warm: bool = False) -> loop.Session:
    """Returns what a judge of one exercise is to do."""
    return loop.Session(course, [slug], VISIBILITIES, course.settings.seed, [slug] if warm else ())


def wrong_tasks(course: Course, exercise: Exercise, seeds: Iterable[int]) -> Iterator[Task]:
    """Yields every wrong model as a task, for each seed in turn."""
    parts = course.reference_parts(exercise)
    names = list(load_wrong_models(exercise))
    for seed in seeds:
        for name in names:
            yield Task(name, exercise.slug, Models((name,)), parts, seed)


def file_tasks(course: Course, exercise: Exercise, paths: Sequence[Path], seeds: Iterable[int]) -> Iterator[Task]:
    """Yields each file as a task, for each seed in turn."""
    parts = course.reference_parts(exercise)
    for seed in seeds:
        for path in paths:
            yield Task(path.stem, exercise.slug, Code(exercise.file_name, path.read_bytes(), ""), parts, seed)


SLIPS = ["undefined_name", "().length", "1 + ''", "int('x')", "[][1]"]
"""Statements that raise NameError, AttributeError, TypeError, ValueError and IndexError."""


def slip_tasks(course: Course, exercise: Exercise) -> Iterator[Task]:
    """Yields the reference with one slip, for each of its functions and each kind of exception."""
    parts = course.reference_parts(exercise)
    source = exercise.reference.read_text(encoding="utf-8")
    for place, node in enumerate(ast.walk(ast.parse(source))):
        if isinstance(node, ast.FunctionDef):
            for slip in SLIPS:
                tree = ast.parse(source)
                function = list(ast.walk(tree))[place]
                assert isinstance(function, ast.FunctionDef)
                function.body[:0] = ast.parse(slip).body
                text = ast.unparse(tree).encode()
                yield Task(f"{node.name}: {slip}", exercise.slug, Code(exercise.file_name, text, ""), parts)


def find_rewrites(exercise: Exercise) -> list[Path]:
    """Returns the rewritten mistakes of an exercise; each file is named after its misconception, see `find_mistake`."""
    return sorted((REWRITES / exercise.track / exercise.slug).glob("*.py"))


def find_mistake(name: str) -> str:
    """Returns the id of a misconception from the name of a file or a variant: up to two hyphens where it has any."""
    return name.partition("--")[0]


@dataclasses.dataclass
class Tally:
    """How often each submission of an exercise was named rightly, wrongly or not at all."""

    right: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    missed: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    wrong: collections.Counter[tuple[str, str]] = dataclasses.field(default_factory=collections.Counter)
    alike: collections.Counter[frozenset[str]] = dataclasses.field(default_factory=collections.Counter)
    total: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)

    def add(self, graded: Graded) -> None:
        """Counts one result; its student is called after the misconception."""
        id = find_mistake(graded.result.student)
        self.total[id] += 1
        if graded.named == {id}:
            self.right[id] += 1
        elif not graded.named and graded.result.student in graded.alike:
            self.alike[frozenset(graded.alike)] += 1
            self.total[id] -= 1
        elif not graded.named:
            self.missed[id] += 1
        else:
            self.wrong[id, " ".join(sorted(graded.named - {id}))] += 1

    def lines(self) -> list[str]:
        """Returns a line for each submission that was not always named rightly."""
        lines = [f"alike {' = '.join(sorted(ids))} ({count})" for ids, count in self.alike.items()]
        lines += [f"not named: {id} ({count} of {self.total[id]})" for id, count in self.missed.items()]
        return lines + [f"WRONG: {id} was called {names} ({count})" for (id, names), count in self.wrong.items()]


def measure_models(course: Course, exercise: Exercise, seeds: int, verbose: bool) -> Tally:
    """Part a."""
    tally = Tally()
    first = course.settings.seed
    for graded in grade(course, exercise.slug, wrong_tasks(course, exercise, range(first, first + seeds))):
        if verbose and graded.named != {find_mistake(graded.result.student)}:
            print(
                f"    {graded.result.student} seed {graded.result.seed}: {graded.named} {graded.alike} {graded.share}"
            )
        tally.add(graded)
    return tally


def measure_files(
    course: Course, exercise: Exercise, paths: Sequence[Path], seeds: int, launcher: Launcher, verbose: bool = False
) -> Tally:
    """Parts b and c: what becomes of each file."""
    tally = Tally()
    first = course.settings.seed
    tasks = file_tasks(course, exercise, paths, range(first, first + seeds))
    for graded in grade(course, exercise.slug, tasks, launcher) if paths else ():
        if verbose:
            lost = [case.id for case in graded.result.cases if case.outcome != "passed"]
            print(f"    {graded.result.student}: {sorted(graded.named)} {graded.alike} {graded.share}; lost {lost}")
        tally.add(graded)
    return tally


def measure_slips(course: Course, exercise: Exercise, launcher: Launcher) -> tuple[int, list[str]]:
    """Part e: returns how many slips were tried, and a line for each that was given a name."""
    results = list(grade(course, exercise.slug, slip_tasks(course, exercise), launcher))
    named = [graded for graded in results if graded.named]
    return len(results), [f"slip {g.result.student} was called {' '.join(sorted(g.named))}" for g in named]


def measure_time(
    course: Course, exercise: Exercise, paths: Sequence[Path], rounds: int, launcher: Launcher
) -> list[float]:
    """Part d: returns seconds without and with diagnosis, first rounds included, then the same without the first."""
    diagnose = Turn._diagnose
    calls: list[int] = []

    def switched(self: Turn, *arguments: Any) -> dict[str, Any]:
        calls.append(0)
        return diagnose(self, *arguments) if len(calls) % 2 == 0 else {}

    seconds: list[float] = []
    twice = [path for path in paths for _ in range(2)]

    def serve(cases: object) -> Iterator[Task]:
        for task in file_tasks(course, exercise, twice, [course.settings.seed] * (rounds + 1)):
            begin = time.perf_counter()
            yield task
            seconds.append(time.perf_counter() - begin)

    Turn._diagnose = switched  # type: ignore[method-assign, assignment]
    try:
        loop.run_session(make_session(course, exercise.slug, warm=True), launcher, serve, lambda graded: None)
    finally:
        Turn._diagnose = diagnose  # type: ignore[method-assign]
    warm = seconds[len(twice) :]
    return [sum(seconds[0::2]), sum(seconds[1::2]), sum(warm[0::2]), sum(warm[1::2])]


def percent(part: float, whole: float) -> str:
    """Returns a share as text."""
    return f"{100 * part / whole:5.1f} %" if whole else "     -"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exercise", action="append", default=[])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--parts", default="abcde")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    course = load()
    exercises = [course.exercise(slug) for slug in options.exercise] or list(course.exercises)
    sums: collections.Counter[str] = collections.Counter()
    times = [0.0] * 4
    launcher = make_launcher()
    try:
        for exercise in exercises:
            line, notes = f"{exercise.slug:24}", []
            if "a" in options.parts:
                tally = measure_models(course, exercise, options.seeds, options.verbose)
                sums["a right"] += tally.right.total()
                sums["a all"] += tally.total.total()
                sums["a models"] += len(load_misconceptions(exercise))
                known = [id for id in tally.total if tally.total[id]]
                sums["a tellable"] += len(known)
                sums["a good"] += sum(tally.right[id] >= 0.98 * tally.total[id] for id in known)
                sums["a wrong"] += tally.wrong.total()
                line += f"  models {percent(tally.right.total(), tally.total.total())} of {len(tally.total):3}"
                notes += tally.lines()
            if "b" in options.parts:
                styles = [exercise.reference, *find_styles(exercise)]
                slow = exercise.settings.limits.cpu_s > 20
                tally = measure_files(course, exercise, styles, 1 if slow else options.seeds, launcher)
                sums["b"] += tally.wrong.total() + tally.right.total()
                sums["b all"] += tally.total.total()
                line += f"  styles {tally.wrong.total() + tally.right.total()} diagnoses of {tally.total.total():3}"
            paths = find_rewrites(exercise)
            if "c" in options.parts and paths:
                tally = measure_files(course, exercise, paths, options.seeds, launcher, options.verbose)
                sums["c right"] += tally.right.total()
                sums["c all"] += tally.total.total() + tally.alike.total()
                line += f"  rewrites {percent(tally.right.total(), tally.total.total() + tally.alike.total())}"
                notes += [f"rewrite: {text}" for text in tally.lines()]
            if "d" in options.parts and paths:
                found = measure_time(course, exercise, paths, options.rounds, launcher)
                times = [a + b for a, b in zip(times, found, strict=True)]
                line += f"  time x {found[1] / found[0]:.3f} (warm {found[3] / found[2]:.3f})"
            if "e" in options.parts and exercise.settings.limits.cpu_s <= 20:
                count, named = measure_slips(course, exercise, launcher)
                sums["e"] += len(named)
                sums["e all"] += count
                line += f"  slips {len(named)} named of {count}"
                notes += named
            print(line, *(f"    {note}" for note in notes), sep="\n", flush=True)
    finally:
        launcher.close()
    print()
    if sums["a all"]:
        print(f"models: {percent(sums['a right'], sums['a all'])} of {sums['a all']} hand-ins diagnosed as themselves")
        print(f"  {sums['a good']} of {sums['a tellable']} in at least 98 % of their seeds; {sums['a models']} in all")
        print(f"  {sums['a wrong']} hand-ins given another name")
    if sums["b all"]:
        print(f"styles: {sums['b']} diagnoses over {sums['b all']} correct hand-ins")
    if sums["c all"]:
        print(f"rewrites: {percent(sums['c right'], sums['c all'])} of {sums['c all']} hand-ins named rightly")
    if sums["e all"]:
        print(f"slips: {sums['e']} of {sums['e all']} given a name")
    if times[0]:
        print(f"time with diagnosis over without: {times[1] / times[0]:.3f}, warm {times[3] / times[2]:.3f}")
    sys.exit(0)


if __name__ == "__main__":
    main()
