"""What an instructor changes about scores after grading: lateness and adjustments. Results on disk never change.

The order is fixed: points of adjustments are added to the graded score, then lateness takes its share of that, and a score
set by hand replaces all of it. Every step stays between 0 and the full score, or above it by the bonus that the course
allows, in whole points, rounded for the student.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from grader.records.entries import Change, Entry
from grader.records.errors import CourseError
from grader.records.grace import spend_days
from grader.records.results import Result
from grader.records.times import Times

ADJUSTMENTS = "adjustments.toml"


class LateRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[late]`: when work is due, and the percent of its points that each begun day takes."""

    due: datetime | None = None
    time_zone: str | None = None
    percent_per_day: Annotated[int, msgspec.Meta(ge=0, le=100)] = 0
    max_percent: Annotated[int, msgspec.Meta(ge=0, le=100)] = 100
    grace_minutes: Annotated[int, msgspec.Meta(ge=0)] = 0
    grace_days: Annotated[int, msgspec.Meta(ge=0, le=365)] = 0
    exercises: dict[str, datetime] = {}


class Adjustment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[adjustment]]`: points to add, a score to set, another due date, more days, or excused; always with a comment.

    More days, and excused, may be given for every exercise: `exercise = "*"`.
    """

    student: str
    exercise: str
    comment: str
    points: int | None = None
    score: int | None = None
    due: datetime | None = None
    days: Annotated[int, msgspec.Meta(ge=0, le=3650)] | None = None
    excused: bool = False

    def fits(self, student: str, slug: str) -> bool:
        """Tells whether this is about a student's exercise."""
        return self.student == student and self.exercise in (slug, "*")


class AdjustmentFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`adjustments.toml`, format 1."""

    format: int
    adjustment: list[Adjustment] = []


def load_adjustments(folder: Path) -> list[Adjustment]:
    """Returns the adjustments beside the results. Raises `CourseError` where the file is wrong."""
    path = folder / ADJUSTMENTS
    if not path.is_file():
        return []
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(path, 1, f"{error}; see the format page") from None
    try:
        found = msgspec.convert(tomllib.loads(text), AdjustmentFile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CourseError(path, _find_line(text, str(error)), f"{error}; see the format page") from None
    if found.format != 1:
        raise CourseError(path, _find_line(text, "$.format"), "`format` must be 1")
    for number, one in enumerate(found.adjustment, start=1):
        problem = _find_problem(one)
        if problem is not None:
            line = _find_line(text, f"$.adjustment[{number - 1}].{problem[0]}")
            raise CourseError(path, line, f"adjustment {number} ({one.student}, {one.exercise}): {problem[1]}")
    return found.adjustment


def _find_problem(one: Adjustment) -> tuple[str, str] | None:
    """Returns the key that is wrong in an adjustment, and what is wrong; an empty key for all of it."""
    if (one.points, one.score, one.due, one.days, one.excused) == (None, None, None, None, False):
        return "", "changes nothing; give points, score, due, days or excused"
    if one.exercise == "*" and (one.points, one.score, one.due) != (None, None, None):
        return "exercise", 'only days and excused may be given for "*"; name the exercise'
    if one.due is not None and one.due.tzinfo is None:
        return "due", "`due` has no time zone; write 2026-10-01T23:59:00+02:00"
    if not one.comment.strip():
        return "comment", "the comment is empty; say why, the student reads it"
    return None


def _find_line(text: str, error: str) -> int:
    """Returns the line that an error is about: by its own number, or by the path of the key in it, such as `$.format`."""
    if match := re.search(r"at line (\d+)", error):
        return int(match[1])
    match = re.search(r"\$(?:\.adjustment\[(?P<index>\d+)\])?(?:\.(?P<key>\w+))?", error)
    index, key = (match["index"], match["key"]) if match else (None, None)
    named = re.search(r"unknown field `(\w+)`", error)
    key = named[1] if named else key
    tables, first = -1, 1
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(r"\s*\[\[\s*adjustment\s*\]\]", line):
            tables += 1
            if index is not None and tables == int(index):
                first = number
        if key and re.match(rf"\s*{key}\s*=", line) and tables == (int(index) if index is not None else -1):
            return number
    return first


def derive_entries(
    results: Sequence[Result],
    rule: LateRule | None,
    times: Times | None,
    adjustments: Sequence[Adjustment],
    extensions: Mapping[str, int] | None = None,
    bonus: int = 0,
) -> list[Entry]:
    """Returns the results with everything that changes their scores.

    `extensions` are days that move every due date of a student; `bonus` is how far adjustments may exceed a full score.
    Grace days are spent over all `results` of a student.
    """
    works = []
    for result in results:
        own = [one for one in adjustments if one.fits(result.student, result.exercise)]
        submitted = times.of(result.student, result.exercise) if times else None
        due = next((one.due for one in reversed(own) if one.due is not None), None)
        if due is None and rule is not None:
            due = find_due(rule, result.exercise)
        if due is not None:
            days = (extensions or {}).get(result.student, 0) + sum(one.days or 0 for one in own)
            due = _move(due, days)
        committed = times is not None and result.exercise in times.by_commit.get(result.student, ())
        works.append(_Work(result, own, submitted, due, *_add_points(result, own, bonus), committed))
    spent = _spend(works, rule)
    return [_finish(work, rule, spent, bonus) for work in works]


class _Work(msgspec.Struct):
    """A result on its way to an entry: `score` is what lateness takes its share of."""

    result: Result
    own: list[Adjustment]
    submitted: datetime | None
    due: datetime | None
    score: int | None
    changes: list[Change]
    committed: bool = False
    """Whether `submitted` is the date of a commit, and no platform's."""

    @property
    def excused(self) -> bool:
        return any(one.excused for one in self.own)

    def count_late(self, rule: LateRule | None) -> int:
        """Returns how many days late the work is; 0 where that changes nothing."""
        if rule is None or self.submitted is None or self.due is None or self.score is None:
            return 0
        return count_days(self.due, self.submitted, rule.grace_minutes)

    def taken(self, rule: LateRule, days: int) -> int:
        """Returns what so many days take."""
        return (self.score or 0) * min(rule.max_percent, rule.percent_per_day * days) // 100


def _move(due: datetime, days: int) -> datetime:
    try:
        return due + timedelta(days=days)
    except OverflowError:
        return due


def _add_points(result: Result, own: Sequence[Adjustment], bonus: int) -> tuple[int | None, list[Change]]:
    changes, score = list[Change](), result.score
    for one in own:
        if one.points is not None and score is not None:
            added = max(0, min(result.max_score + bonus, score + one.points)) - score
            changes.append(Change("adjustment", added, one.comment))
            score += added
    return score, changes


def _spend(works: Sequence[_Work], rule: LateRule | None) -> dict[tuple[str, str], int]:
    """Returns how many grace days each late work gets."""
    spent: dict[tuple[str, str], int] = {}
    if rule is None or not rule.grace_days:
        return spent
    taken: dict[str, dict[str, list[int]]] = {}
    for work in sorted(works, key=lambda work: (work.result.student, work.result.exercise)):
        days = work.count_late(rule)
        if days and not work.excused and not any(one.score is not None for one in work.own):
            costs = [work.taken(rule, days - free) for free in range(min(days, rule.grace_days) + 1)]
            taken.setdefault(work.result.student, {})[work.result.exercise] = costs
    for student, late in taken.items():
        spent |= {(student, slug): days for slug, days in spend_days(late, rule.grace_days).items()}
    return spent


def _finish(work: _Work, rule: LateRule | None, spent: Mapping[tuple[str, str], int], bonus: int) -> Entry:
    result, score, changes = work.result, work.score, work.changes
    days = work.count_late(rule)
    if rule is not None and score is not None and days:
        free = spent.get((result.student, result.exercise), 0)
        taken = work.taken(rule, days - free)
        percent = min(rule.max_percent, rule.percent_per_day * (days - free))
        grace = f", {_days(free, 'grace ')} spent" if free else ""
        by = " by the date of the commit" if work.committed else ""
        changes.append(Change("late", -taken, f"{_days(days)} late{by}{grace}, {percent} percent of {score} points"))
        score -= taken
    for one in work.own:
        if one.score is not None:
            wanted = max(0, min(result.max_score + bonus, one.score))
            changes.append(Change("override", wanted - (score or 0), one.comment))
            score = wanted
    excuses = "; ".join(one.comment for one in work.own if one.excused)
    return Entry(result, tuple(changes), _utc(work.submitted), _utc(work.due), work.excused, excuses)


def _days(count: int, kind: str = "") -> str:
    return f"{count} {kind}day{'s' if count > 1 else ''}"


def find_strangers(results: Sequence[Result], adjustments: Sequence[Adjustment]) -> list[str]:
    """Returns a line for each adjustment that fits no result: a misspelt name must not go unseen."""
    known = {(result.student, slug) for result in results for slug in (result.exercise, "*")}
    return [
        f"{ADJUSTMENTS}: nobody called `{one.student}` has a result in `{one.exercise}`; it changes nothing"
        for one in adjustments
        if (one.student, one.exercise) not in known
    ]


def find_due(rule: LateRule, slug: str) -> datetime | None:
    """Returns when an exercise is due, with its time zone. Raises `ValueError` where that has none, or is unknown."""
    due = rule.exercises.get(slug, rule.due)
    if due is None or due.tzinfo is not None:
        return due
    if rule.time_zone is None:
        raise ValueError('a `due` in [late] has no time zone; give `time_zone`, such as "Europe/Stockholm"')
    try:
        return due.replace(tzinfo=ZoneInfo(rule.time_zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f'time_zone `{rule.time_zone}` is unknown; use a name such as "Europe/Stockholm"') from None


def count_days(due: datetime, submitted: datetime, grace_minutes: int) -> int:
    """Returns how many days have begun since `due`; 0 within the grace. A day ends at the same time on the clock."""
    submitted = submitted.astimezone(UTC)
    if submitted <= due.astimezone(UTC) + timedelta(minutes=grace_minutes):
        return 0
    days = max(1, (submitted - due.astimezone(UTC)).days - 1)
    while submitted > (due + timedelta(days=days)).astimezone(UTC):
        days += 1
    return days


def check_rule(rule: LateRule | None, slugs: Sequence[str], path: Path) -> None:
    """Raises `CourseError` where the late rule of the file at `path` names unknown exercises, or times without a zone."""
    if rule is None:
        return
    for slug in rule.exercises:
        if slug not in slugs:
            raise CourseError(path, 1, f"[late.exercises] names `{slug}`, and there is no such exercise")
    for slug in slugs:
        try:
            find_due(rule, slug)
        except ValueError as error:
            raise CourseError(path, 1, str(error)) from None


def _utc(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
