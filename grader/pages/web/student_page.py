"""A student's own page: feedback as HTML that opens anywhere, and as Markdown for places that show text alone."""

from __future__ import annotations

import re

from grader.pages.web.feedback import Feedback, FeedbackCase, FeedbackExercise
from grader.pages.web.templates import render
from grader.pages.web.words import say_moment, say_outcome
from grader.records.text import fence, one_line

_WHOLE = 1_000_000
_MEANT = re.compile(r"([\\`*_\[\]<>|~$&#]|^[-+](?= )|(?<=^\d)[.)])")


def markdown(text: str) -> str:
    """Returns `text` on one line for Markdown, with backslashes: some read this as it stands."""
    return _MEANT.sub(r"\\\1", one_line(text))


def render_student_page(feedback: Feedback) -> bytes:
    """Returns one self-contained HTML file, without any script."""
    return render("student.html", feedback=feedback).encode()


def render_student_markdown(feedback: Feedback) -> bytes:
    """Returns the same as Markdown."""
    lines = [f"# {markdown(feedback.course)}: feedback for {markdown(feedback.name)}", ""]
    if feedback.total is None:
        lines += ["**No total yet.**", "", *(f"- {markdown(line)}" for line in feedback.no_total.splitlines()), ""]
    else:
        lines += [f"**{feedback.total} of {feedback.max_total} points**", ""]
    for exercise in feedback.exercises:
        lines += _exercise(exercise)
    return ("\n".join(lines).rstrip() + "\n").encode()


def _exercise(exercise: FeedbackExercise) -> list[str]:
    score = "no score" if exercise.score is None else f"{exercise.score} of {exercise.max_score} points"
    lines = [f"## {markdown(exercise.title)}: {score}", ""]
    if exercise.problem:
        lines += [markdown(exercise.problem), ""]
    facts = [f"graded with {exercise.graded} points"] if exercise.changes and exercise.graded is not None else []
    facts += [f"{one.title}: {one.points:+d} points. {one.comment}" for one in exercise.changes]
    facts += [f"handed in as {exercise.file}"] if exercise.file else []
    facts += [f"handed in {say_moment(exercise.submitted)}"] if exercise.submitted else []
    facts += [f"due {say_moment(exercise.due)}"] if exercise.due else []
    facts += [f"SHA-256 of the file: {exercise.sha256}"] if exercise.sha256 else []
    facts += exercise.notices
    lines += [*(f"- {markdown(fact)}" for fact in facts), ""] if facts else []
    right = [case for case in exercise.cases if case.outcome == "passed"]
    wrong = [case for case in exercise.cases if case.outcome != "passed"]
    if right:
        lines += ["### Right already", ""]
        lines += [f"- {markdown(case.title)} ({case.points} of {case.points})" for case in right]
        lines += [""]
    if wrong:
        lines += ["### Not right yet", ""]
    for case in wrong:
        lines += _case(case)
    if exercise.next_hint:
        lines += ["### Next hint", "", markdown(exercise.next_hint), ""]
    return lines


def _case(case: FeedbackCase) -> list[str]:
    hidden = ", hidden case" if case.visibility == "hidden" else ""
    lines = [f"#### {markdown(case.title)}", ""]
    lines += [f"{say_outcome(case.outcome)}, {case.score} of {case.points} points{hidden}", ""]
    if case.message:
        lines += [fence(case.message, _WHOLE), ""]
    if case.mistake:
        lines += [f"**Likely: {markdown(case.mistake)}**", "", markdown(case.hint), ""]
    if case.snippet:
        lines += ["To see it happen:", "", fence(case.snippet.rstrip(), _WHOLE).replace("text\n", "python\n", 1), ""]
    if case.stdout:
        lines += ["Printed by your code:", "", fence(case.stdout, _WHOLE), ""]
    return lines
