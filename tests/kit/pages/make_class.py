"""Makes a class of any size without grading it: results that look like real ones, from a seeded generator.

    python tests/kit/pages/make_class.py FOLDER [--students 2000] [--exercises 31] [--seed 1]

writes a run's folder (results, gradebook, times, adjustments) and `roster.json` into FOLDER/graded and FOLDER/submissions.
Without a folder nothing is written: tests and the bench take the results as they are.
"""

from __future__ import annotations

import argparse
import datetime
import random
from collections.abc import Iterator
from pathlib import Path

from grader.records.results import HIDDEN_MESSAGE, Case, Diagnosis, Result, encode_json, write_atomically
from grader.records.roster import ROSTER, Record, Roster
from grader.records.run import Run
from grader.records.times import TIMES, Times

FIRST = "Ada Bo Chi Dora Emil Fay Gus Hana Ivo Jun Kit Lea Mio Nia Oto Pia Quy Rui Sol Tam"
LAST = "Abel Berg Cruz Diaz Egan Fox Gray Hahn Ito Jung Kaya Lund Meyer Nagy Ode Pak Quist Roth Sato Tran"
CASES, PUBLIC = 15, 6
MISTAKES = 8
VERBS = ("averaged over the batch", "summed over everything", "kept from the first call", "taken before the update",
         "left out in evaluation", "drawn once for the whole class", "turned by half a circle", "never copied")  # fmt: skip


def name_student(number: int) -> str:
    """Returns a student's folder."""
    return f"{name_person(number).lower().replace(' ', '_')}_{number:04d}"


def name_person(number: int) -> str:
    """Returns a student's name; after four hundred students names come again."""
    return f"{FIRST.split()[number % 20]} {LAST.split()[number // 20 % 20]}"


def name_exercise(number: int) -> str:
    """Returns an exercise's slug."""
    return f"exercise_{number:02d}"


def make_results(students: int, exercises: int, seed: int = 1) -> Iterator[Result]:
    """Yields the results of a class. Some hand in nothing, some share an answer, one case is broken."""
    for number in range(students):
        random_one = random.Random(f"{seed} {number}")
        skill = random_one.betavariate(4, 1.6)
        absent = number % 53 == 7
        for exercise in range(exercises):
            yield _make_result(random_one, number, exercise, skill, absent)


def _make_result(dice: random.Random, number: int, exercise: int, skill: float, absent: bool) -> Result:
    slug, student = name_exercise(exercise), name_student(number)
    if absent or dice.random() < 0.03:
        cases = [_case(slug, one, "not_run", f"{slug}.py was not handed in") for one in range(CASES)]
        return _result(student, slug, cases, None)
    if dice.random() < 0.002:
        cases = [
            _case(slug, one, "not_run", "the grader itself failed here; it is not your fault") for one in range(CASES)
        ]
        return _result(student, slug, cases, f"{number:064x}", status="ungraded")
    made = [m for m in range(MISTAKES) if dice.random() < (1 - skill) * 0.9 / (1 + m + (exercise + m) % 5)][:2]
    stranger = number % 97 == 5 and exercise % 6 == 0
    slow = dice.random() < 0.01
    cases = []
    for one in range(CASES):
        broken = exercise % 9 == 4 and one == 11
        known = next((m for m in made if (one + m) % 4 == 0), None)
        slip = dice.random() > skill**0.08
        if slow and one % 5 == 2:
            cases.append(
                _case(slug, one, "timeout", "your code gave no answer in time; is there a loop that does not end?")
            )
        elif known is not None:
            cases.append(_case(slug, one, "failed", _message(one, known), known))
        elif stranger and one in (2, 3):
            cases.append(_case(slug, one, "failed", _message(one, 40)))
        elif broken and dice.random() < 0.93:
            cases.append(_case(slug, one, "failed", "wrong"))
        elif slip:
            line = dice.randrange(10, 90)
            text = f"ValueError: shapes ({line},3) and (4,{line}) not aligned\n"
            text += f"  {slug}.py, line {line}, in forward_pass\n    x @ W"
            cases.append(_case(slug, one, "raised", text))
        else:
            cases.append(_case(slug, one, "passed", ""))
    return _result(student, slug, cases, f"{number * 100 + exercise:064x}")


def _message(case: int, mistake: int) -> str:
    wanted, got = 1.5 + case, 0.25 * mistake - case
    return (
        f"backward_pass(gradient) of case {case}:\n  shape (4, 3) is right; dtype float64\n"
        f"  element [0, 0]: wanted {wanted}, got {got}\n"
        f"  12 of 12 elements differ; largest error {mistake / 7:.2g} of the largest element"
    )


def _case(slug: str, number: int, outcome: str, message: str, mistake: int | None = None) -> Case:
    public = number < PUBLIC
    title = f"{('forward_pass', 'backward_pass', 'initialize')[number % 3]} keeps promise {number + 1} of the statement"
    known = None
    if mistake is not None:
        hint = "Write the shapes of both sides on paper. Which axis has to vanish, and which has to stay?"
        known = Diagnosis(f"mistake-{mistake}", f"The gradient of {slug} is {VERBS[mistake]}", hint)
    snippet = f"# run this in exercises/made/{slug}\nimport numpy as np\n\nlayer = Layer({number})\n"
    snippet += f"layer.run(np.ones((4, {number + 1})))\n"
    return Case(
        id=f"{'public' if public else 'hidden'}::test_promise_{number + 1}", title=title,
        visibility="public" if public else "hidden", points=2 if number < 5 else 1,
        score=(2 if number < 5 else 1) if outcome == "passed" else 0, outcome=outcome,
        message="" if outcome == "passed" else message if public or outcome == "not_run" else HIDDEN_MESSAGE,
        diagnosis=known, reproduce=snippet if public and outcome in ("failed", "raised") else None,
        duration_s=round(0.001 + 0.0007 * number + (0.8 if outcome == "timeout" else 0), 4) if public else 0.0,
    )  # fmt: skip


def _result(student: str, slug: str, cases: list[Case], digest: str | None, status: str = "graded") -> Result:
    return Result(
        student=student, exercise=slug, status=status,
        score=sum(case.score for case in cases) if status == "graded" else None,
        max_score=sum(case.points for case in cases), cases=cases, seed=5,
        isolation=["landlock", "seccomp"] if digest else [], submission_sha256=digest, suite_sha256="5" * 64,
        grader_version="0.1.0", environment={"python": "3.12.1", "numpy": "2.3.0", "platform": "Linux x86_64"},
        started_at="2026-10-02T06:30:00Z", duration_s=1.0,
    )  # fmt: skip


def make_roster(students: int, seed: int = 1) -> dict[str, str]:
    """Returns who should be there: everybody, and one in two hundred who has no folder."""
    people = {name_student(number): name_person(number) for number in range(students)}
    return people | {f"never_{number:02d}": f"Never Seen {number}" for number in range(1 + students // 200)}


def make_times(students: int) -> Times:
    """Returns when everybody handed in: one in eleven after the first of October 2026."""
    times = {}
    for number in range(students):
        day = 2 if number % 11 == 3 else 1
        times[name_student(number)] = datetime.datetime(2026, 10, day, 10, number % 60, tzinfo=datetime.UTC)
    return Times(times=times)


def write_class(folder: Path, students: int, exercises: int, seed: int = 1) -> None:
    """Writes a run's folder and the class's."""
    run = Run(folder / "graded")
    run.claim(5, [], force=True)
    results = list(make_results(students, exercises, seed))
    for result in results:
        run.write_result(result)
    write_atomically(run.folder / TIMES, encode_json(make_times(students)))
    people = {student: Record("canvas", name=name) for student, name in make_roster(students, seed).items()}
    write_atomically(folder / "submissions" / ROSTER, encode_json(Roster(students=people)))
    run.finish(results, sorted({result.exercise for result in results}), 5, None)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--students", type=int, default=2000)
    parser.add_argument("--exercises", type=int, default=31)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_class(given.folder, given.students, given.exercises, given.seed)
