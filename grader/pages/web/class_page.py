"""The instructor's page of a class: one self-contained HTML file, a pure function of a class record.

Theory of operation. What answers an instructor's first questions stands at the top and is plain HTML, as is everything
that is told of the class. The table of students and the pages behind it are drawn by `class.js` from data that stand in the
page once (`class_data`): the rows that are in view, and a student's page when it is opened. The page's policy allows that
one script by its digest, inline styles and nothing from outside, so that a text of a student's can neither run nor load
anything, even where an escape were forgotten. Rejected: a page for each student beside it (two thousand files to move
about), rows in HTML (seventy thousand cells to lay out), a table library (none draws rows as they come into view in less
code than the whole of ours, and each needs keeping).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from markupsafe import Markup

from grader.pages.survey.items import Item
from grader.pages.survey.roll import derive_state
from grader.pages.web import plots
from grader.pages.web.class_data import derive_table, embed_json, pack_students
from grader.pages.web.class_record import ClassRecord, Survey, derive_survey
from grader.pages.web.templates import find_script, render
from grader.records.entries import Entry
from grader.records.text import one_line

MAX_MISTAKES = 20
"""Columns of mistakes in a heat map; the commonest ones of the exercise."""
TOP_MISTAKES, TOP_FLAGS, TOP_NAMES, TOP_CAUSES, TOP_CLUSTERS = 5, 3, 20, 40, 30


def render_class_page(record: ClassRecord, advance: Callable[[str], None] = lambda name: None) -> bytes:
    """Returns the page; `advance` is called with an exercise when it is done."""
    survey = derive_survey(record)
    exercises, chunks = [], []
    for slug in record.slugs:
        exercises.append(_exercise(record, survey, slug))
        chunks.append(Markup("\n".join(pack_students(record, survey, slug))))
        advance(slug)
    script, policy = find_script("class.js")
    titles = {slug: record.name_exercise(slug) for slug in record.slugs}
    names = {student: one_line(student) for student in survey.roll.students}
    return render(
        "class.html",
        record=record,
        survey=survey,
        titles=titles,
        shown=lambda students: [names[student] for student in students],
        place={student: number for number, student in enumerate(survey.roll.students)},
        exercises=exercises,
        top_mistakes=survey.causes[:TOP_MISTAKES],
        causes=survey.causes[:TOP_CAUSES],
        broken=[flag for flag in survey.flags if flag.kind == "best fail"],
        soft={kind: sum(flag.kind == kind for flag in survey.flags) for kind in ("nobody fails", "always agree")},
        top_flags=TOP_FLAGS,
        top_names=TOP_NAMES,
        top_clusters=TOP_CLUSTERS,
        graded=_describe_when(record.entries),
        totals=_describe_totals(record),
        answers=sum(cluster.basis != "pattern" for cluster in survey.clusters),
        basis=_BASIS,
        data=embed_json(derive_table(record, survey)),
        chunks=chunks,
        script=script,
        policy=policy,
    ).encode()


def _exercise(record: ClassRecord, survey: Survey, slug: str) -> dict[str, Any]:
    """Returns what the page tells of one exercise."""
    entries = record.by_slug[slug]
    scored = [entry for entry in entries if derive_state(entry) == "graded"]
    before = [entry.result.score or 0 for entry in scored]
    after = [entry.score or 0 for entry in scored]
    highest = max((entry.max_score for entry in entries), default=0)
    causes = [cause for cause in survey.causes if cause.slug == slug]
    items = survey.items[slug]
    draw_heat = functools.partial(_draw_heat_map, slug, items, entries, [cause.id for cause in causes[:MAX_MISTAKES]])
    return {
        "slug": slug,
        "attendance": next(one for one in survey.roll.exercises if one.slug == slug),
        "mean_before": f"{np.mean(before):.1f}" if before else "",
        "mean_after": f"{np.mean(after):.1f}" if after else "",
        "highest": highest,
        "scores": plots.draw_scores(slug, before, after, highest) if scored else "",
        "heat_map": draw_heat() if items else "",
        "item_plot": plots.draw_items(slug, items) if items else "",
        "items": [(item, _describe_flags(survey, item)) for item in items],
        "causes": causes[:MAX_MISTAKES],
        "more_causes": max(0, len(causes) - MAX_MISTAKES),
    }


def _draw_heat_map(slug: str, items: Sequence[Item], entries: Sequence[Entry], ids: Sequence[str]) -> Any:
    """Draws who handed in something that was graded; the best first, and neighbours alike."""
    shape = [item.id for item in items]
    rows = []
    for entry in entries:
        cases = entry.result.cases
        if entry.result.score is None or derive_state(entry) == "missing" or [case.id for case in cases] != shape:
            continue
        found = {case.diagnosis.id for case in cases if case.diagnosis and case.outcome != "passed"}
        letters = "".join(plots.OUTCOME_LETTERS[case.outcome] for case in cases)
        rows.append((-entry.result.score, tuple(id not in found for id in ids), letters, entry.student))
    rows.sort()
    mistakes = np.array([[not absent for absent in row[1]] for row in rows], bool).reshape(len(rows), len(ids))
    return plots.draw_heat_map(slug, mistakes, [row[2] for row in rows], [one_line(row[3]) for row in rows])


def _describe_flags(survey: Survey, item: Item) -> list[str]:
    texts = []
    for flag in survey.flags:
        if flag.slug != item.slug or item.id not in flag.ids:
            continue
        if flag.kind == "best fail":
            texts.append(f"{flag.count} of the best {flag.students} fail it")
        elif flag.kind == "nobody fails":
            texts.append("nobody fails it")
        else:
            wanted = {*flag.ids} - {item.id}
            others = [str(n) for n, one in enumerate(survey.items[item.slug], start=1) if one.id in wanted]
            texts.append(f"always agrees with {', '.join(others)}")
    return texts


def _describe_when(entries: Sequence[Entry]) -> str:
    times = sorted(entry.result.started_at for entry in entries if entry.result.started_at)
    if not times:
        return ""
    first, last = times[0][:10], times[-1][:10]
    return f"graded {first}" if first == last else f"graded {first} to {last}"


def _describe_totals(record: ClassRecord) -> str:
    """Returns the mean of what is graded, in percent of what could be had: totals of different exercises do not add up."""
    shares = [
        entry.score / entry.max_score
        for entry in record.entries
        if entry.score is not None and entry.max_score and derive_state(entry) == "graded"
    ]
    return f"{100 * np.mean(shares):.0f} %" if shares else "none"


_BASIS = {
    "answers": "equal messages of the public cases under one seed: shape, dtype, first difference and largest error agree",
    "texts": "messages that are equal but for their numbers, because every student has inputs of their own",
    "pattern": "only that they fail the same hidden cases: of the answers nothing is kept, so they may differ",
}
