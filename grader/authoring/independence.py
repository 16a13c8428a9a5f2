"""One mistake costs the cases about it: what each wrong model costs, and how much of that is not about it.

Which cases are about a mistake only its author can say, with `about=` where it is declared. Most mistakes need not: one
that costs up to half of the points says nothing. Once one of an exercise's mistakes names its cases, each that costs
more has to; and of the cases that a mistake does not name hardly any may fail. `verify --matrix` shows those as `o`, and
marks the costly mistakes of an exercise that has not begun with it. Below it stand the mistakes that answer alike in every
case: sizes at which no two agree would tell them apart.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.records.results import Case, Result

HALF = 0.5
"""The share of an exercise's points that a mistake may cost without a word."""

OTHERS = 2
"""How many cases may fail that a mistake does not name as its own."""

About = Mapping[str, Sequence[str]]
"""For the ids of wrong models, the names of the case functions that are about them; `*` stands for anything."""


def is_about(case: Case, patterns: Sequence[str]) -> bool:
    """Tells whether a case is one of those that a mistake names; without names, every case is."""
    name = case.id.rpartition("::")[2].partition("[")[0]
    return not patterns or any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def is_costly(result: Result) -> bool:
    """Tells whether a mistake costs more than it may without naming its cases."""
    return result.score is not None and result.max_score - result.score > HALF * result.max_score


def judge_costs(path: Path, wrong: Sequence[Result], about: About) -> list[str]:
    """Returns a line for each thing that is wrong with what the wrong models cost; `path` is where they are declared."""
    problems = []
    for result in wrong:
        name = result.student.removeprefix("wrong ")
        patterns = about.get(name, ())
        failing = [case for case in result.cases if case.outcome != "passed"]
        others = [case.id for case in failing if not is_about(case, patterns)]
        if is_costly(result) and not patterns and any(about.values()):
            text = "name the cases that are about it with about=(...), and keep it away from the others"
            problems.append(f"{path}:1: {name} leaves {result.score} of {result.max_score} points; {text}")
        idle = [pattern for pattern in patterns if not any(is_about(case, [pattern]) for case in failing)]
        problems += [f"{path}:1: {name} names {pattern}, and no such case fails" for pattern in idle]
        if len(others) > OTHERS:
            problems.append(f"{path}:1: {name} fails {len(others)} cases that it does not name: {', '.join(others)}")
    return problems


def find_alike(answers: Mapping[str, str]) -> list[list[str]]:
    """Returns the wrong models that no case tells apart, in groups; `answers` has what each of them answered, digested."""
    groups: dict[str, list[str]] = {}
    for name, digest in sorted(answers.items()):
        groups.setdefault(digest, []).append(name.removeprefix("wrong "))
    return [names for names in groups.values() if len(names) > 1]


def render_row(result: Result, patterns: Sequence[str]) -> str:
    """Returns a model's row: `x` where a case catches it, `o` where it does not name that case; its score and id."""
    row = "".join("." if case.outcome == "passed" else "xo"[not is_about(case, patterns)] for case in result.cases)
    score = "ungraded" if result.score is None else f"{result.score:2} of {result.max_score}"
    costly = "  (more than half; which cases are about it?)" if is_costly(result) and not patterns else ""
    return f"{row}  {score}  {result.student.removeprefix('wrong ')}{costly}"
