"""JUnit XML, which GitLab and many other servers show beside a change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as tree

from grader.records.entries import Context, Entry, describe, describe_missing
from grader.records.text import fit, one_line, shorten

CAP = 25_000_000  # GitLab reads 30 MB
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(entries: Sequence[Entry], context: Context) -> bytes:
    """Returns a suite for each result. Points stand in properties; ungraded has none, and an error in every case."""

    def render(limit: int | None) -> bytes:
        root = tree.Element("testsuites", name="grader")
        for entry in entries:
            root.append(_suite(entry, limit or 40))
        tree.indent(root)
        return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tree.tostring(root, encoding="unicode").encode() + b"\n"

    return fit(render, CAP, "junit")


def _suite(entry: Entry, limit: int) -> tree.Element:
    result, ungraded = entry.result, entry.score is None
    outcomes = [case.outcome for case in entry.cases]
    failures = 0 if ungraded else sum(outcome in ("failed", "unimplemented") for outcome in outcomes)
    errors = len(outcomes) if ungraded else sum(outcome in ("raised", "timeout", "crashed") for outcome in outcomes)
    suite = tree.Element(
        "testsuite",
        name=_safe(f"{entry.exercise} ({entry.student})", limit),
        tests=str(len(outcomes)),
        failures=str(failures),
        errors=str(errors),
        skipped=str(0 if ungraded else outcomes.count("not_run")),
        time=f"{result.duration_s:.3f}",
        timestamp=result.started_at.removesuffix("Z"),
    )
    properties = tree.SubElement(suite, "properties")
    values = [("student", entry.student), ("exercise", entry.exercise), ("status", result.status)]
    if entry.score is not None:
        values += [("score", str(entry.score)), ("max_score", str(entry.max_score))]
    if entry.excused:
        values.append(("excused", "true"))
    values += [(change.kind, f"{change.points:+d} {change.comment}") for change in entry.changes]
    for name, value in values:
        tree.SubElement(properties, "property", name=name, value=_safe(value, limit))
    for case in entry.cases:
        item = tree.SubElement(
            suite,
            "testcase",
            classname=f"{entry.exercise}.{case.visibility}",
            name=_safe(case.title or case.id, limit),
            time=f"{case.duration_s:.3f}",
        )
        if ungraded:
            _problem(item, "error", "ungraded", describe_missing([entry]), limit)
        elif case.outcome == "not_run":
            tree.SubElement(item, "skipped", message=_safe(case.message or "not run", limit))
        elif case.outcome != "passed":
            kind = "failure" if case.outcome in ("failed", "unimplemented") else "error"
            _problem(item, kind, case.outcome, describe(case), limit)
        if case.stdout:
            tree.SubElement(item, "system-out").text = _NOT_XML.sub("", shorten(case.stdout, limit))
    return suite


def _problem(item: tree.Element, kind: str, outcome: str, text: str, limit: int) -> None:
    head = text.partition("\n")[0]
    problem = tree.SubElement(item, kind, type=outcome, message=_safe(head, min(limit, 200)))
    problem.text = _NOT_XML.sub("", shorten(text, limit))


def _safe(text: str, limit: int) -> str:
    return _NOT_XML.sub("", shorten(one_line(text), limit))
