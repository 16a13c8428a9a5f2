"""One mistake costs the cases about it: what each wrong model costs, and how much of that is not about it.

Which cases are about a mistake, only its author can say. Most need not: a model that costs up to half of the points says
nothing. One that costs more has to name its cases, with `about=` where it is declared, and then hardly any other may
fail. A model that names them although it costs less is held to its word as well.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.results import Case, Result

HALF = 0.5
"""The share of an exercise's points that a mistake may cost without a word."""

OTHERS = 2
"""How many cases may fail that are not about a mistake that names its own."""

About = Mapping[str, Sequence[str]]
"""For the ids of wrong models, the names of the case functions that are about them; `*` stands for anything."""


def is_about(case: Case, patterns: Sequence[str]) -> bool:
    """Tells whether a case is one of those that a model names; without names, every case is."""
    name = case.id.rpartition("::")[2].partition("[")[0]
    return not patterns or any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def judge_costs(path: Path, result: Result, patterns: Sequence[str]) -> list[str]:
    """Returns a line for each thing that is wrong with what this wrong model costs; `path` is where it is declared."""
    if result.score is None:
        return []
    failing = [case for case in result.cases if case.outcome != "passed"]
    name, cost = result.student.removeprefix("wrong "), result.max_score - result.score
    others = [case.id for case in failing if not is_about(case, patterns)]
    if not patterns and cost > HALF * result.max_score:
        text = "say with about=(...) which cases are about it, and keep it away from the others"
        return [f"{path}:1: {name} costs {cost} of {result.max_score} points; {text}"]
    idle = [pattern for pattern in patterns if not any(is_about(case, [pattern]) for case in failing)]
    problems = [f"{path}:1: {name} names {pattern}, and no such case fails" for pattern in idle]
    if len(others) > OTHERS:
        problems.append(f"{path}:1: {name} fails {len(others)} cases that are not about it: {', '.join(others)}")
    return problems


def render_row(result: Result, patterns: Sequence[str]) -> str:
    """Returns a letter for each case: `x` where it catches the mistake, `o` where it does and is not about it."""
    return "".join("." if case.outcome == "passed" else "xo"[not is_about(case, patterns)] for case in result.cases)
