"""Feedback: what one student may see of their own results, as one record. Every page about a student is made of it.

An allow-list, built field by field. Of a hidden case it holds title, outcome and points; its text is our own fixed
sentence, whatever a result says; a mistake is named there only where the course wants that. Of other students, of the
class and of the machine it holds nothing. Texts have no control characters and are cut, with a sentence, at `MAX_TEXT`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from grader.course.hints import fit_hints
from grader.course.layout import Exercise
from grader.pages.survey.roll import State, derive_state
from grader.records.entries import Entry, describe_missing, max_total, total
from grader.records.results import HIDDEN_MESSAGE, Case, Outcome
from grader.records.text import one_line, shorten

MAX_TEXT = 20_000


class FeedbackChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """What lateness or an instructor changed about a score."""

    title: str
    points: int
    comment: str


class FeedbackCase(msgspec.Struct, frozen=True, omit_defaults=True):
    """One case: what is right already, or what is wrong, why by name, and the lines that show it."""

    title: str
    visibility: str
    outcome: Outcome
    points: int
    score: int
    message: str = ""
    mistake: str = ""
    hint: str = ""
    snippet: str = ""
    stdout: str = ""


class FeedbackExercise(msgspec.Struct, frozen=True, omit_defaults=True):
    """One exercise. `score` is None where there is none, and `problem` says why; `graded` is it before the changes."""

    slug: str
    title: str
    state: State
    score: int | None
    max_score: int
    graded: int | None
    changes: list[FeedbackChange] = []
    problem: str = ""
    file: str = ""
    sha256: str = ""
    submitted: str = ""
    due: str = ""
    notices: list[str] = []
    cases: list[FeedbackCase] = []
    next_hint: str = ""


class Feedback(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything that one student may see. There is no total where a score is missing."""

    student: str
    name: str
    course: str
    total: int | None
    max_total: int
    no_total: str
    exercises: list[FeedbackExercise]


class Sight(msgspec.Struct, frozen=True):
    """What feedback needs besides the results: the course's title, its exercises, its policy on hidden cases.

    `names` are what the platform calls students, `files` the name under which a submission was found, by student and slug.
    """

    course: str = ""
    exercises: Mapping[str, Exercise] = {}
    diagnose_hidden: bool = False
    names: Mapping[str, str] = {}
    files: Mapping[tuple[str, str], str] = {}


def derive_feedback(student: str, entries: Sequence[Entry], sight: Sight) -> Feedback:
    """Returns what `student` may see; `entries` are that student's own."""
    assert all(entry.student == student for entry in entries)
    score = total(entries)
    return Feedback(
        student=one_line(student),
        name=one_line(sight.names.get(student, "")) or one_line(student),
        course=sight.course,
        total=score,
        max_total=max_total(entries),
        no_total="" if score is not None else shorten(describe_missing(entries), MAX_TEXT),
        exercises=[_exercise(entry, sight) for entry in entries],
    )


def _exercise(entry: Entry, sight: Sight) -> FeedbackExercise:
    result, state = entry.result, derive_state(entry)
    exercise = sight.exercises.get(entry.exercise)
    runs = state == "graded" or (state == "excused" and result.score is not None)
    cases = [_case(case, sight.diagnose_hidden) for case in result.cases] if runs else []
    return FeedbackExercise(
        slug=entry.exercise,
        title=exercise.settings.title if exercise else entry.exercise,
        state=state,
        score=entry.score,
        max_score=entry.max_score,
        graded=result.score,
        changes=[FeedbackChange(one.title, one.points, shorten(one.comment, MAX_TEXT)) for one in entry.changes],
        problem=_find_problem(entry, state),
        file=one_line(sight.files.get((entry.student, entry.exercise), "")),
        sha256=result.submission_sha256 or "",
        submitted=entry.submitted or "",
        due=entry.due or "",
        notices=[one_line(notice) for notice in getattr(result, "notices", ())],
        cases=cases,
        next_hint=find_hint(exercise, result.cases) if exercise and runs else "",
    )


def _find_problem(entry: Entry, state: State) -> str:
    if state == "graded":
        return ""
    if state == "missing":
        messages = (case.message for case in entry.result.cases if case.message)
        return shorten(next(messages, "nothing was handed in"), MAX_TEXT)
    return shorten(describe_missing([entry]), MAX_TEXT)


def _case(case: Case, diagnose_hidden: bool) -> FeedbackCase:
    hidden = case.visibility != "public"
    head = FeedbackCase(one_line(case.title), case.visibility, case.outcome, case.points, case.score)
    if case.outcome == "passed":
        return head
    known = case.diagnosis if diagnose_hidden or not hidden else None
    named = msgspec.structs.replace(
        head,
        mistake=one_line(known.title) if known else "",
        hint=shorten(known.hint, MAX_TEXT) if known else "",
    )
    if hidden:
        spent = case.outcome == "not_run"
        return msgspec.structs.replace(named, message=shorten(case.message, MAX_TEXT) if spent else HIDDEN_MESSAGE)
    return msgspec.structs.replace(
        named,
        message=shorten(case.message, MAX_TEXT),
        snippet=shorten(case.reproduce or "", MAX_TEXT),
        stdout=shorten(case.stdout, MAX_TEXT),
    )


def find_hint(exercise: Exercise, cases: Sequence[Case]) -> str:
    """Returns the hint to read next: the first that fits the first failing case."""
    failing = next((case for case in cases if case.outcome != "passed"), None)
    if failing is None:
        return ""
    fitting = fit_hints(exercise, failing.id)
    return exercise.hints[fitting[0]].text if fitting else ""
