"""The rules of each platform that reads our exports, written from its own documents and without our code.

Each checker fails with an AssertionError, or returns what the platform would record: (score, maximum), or None for nothing.
"""

from __future__ import annotations

import base64
import csv
import functools
import io
import json
import re
import unicodedata
from xml.etree import ElementTree

import jsonschema

WHOLE = {"type": "integer", "minimum": 0}
TEXT = {"type": "string", "minLength": 1}
TIME = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$"}


def check_record(record, schema):
    """Raises `ValidationError` where a record is not what a schema, checked once, asks for."""
    _make_validator(json.dumps(schema)).validate(record)


@functools.cache
def _make_validator(schema):
    jsonschema.Draft202012Validator.check_schema(json.loads(schema))
    return jsonschema.Draft202012Validator(json.loads(schema))


def closed(required, **properties):
    """Returns the schema of an object that has these keys and no other."""
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


CLASSROOM50 = closed(
    ["schema", "classroom", "assignment", "assignment_type", "owner", "submission", "commit", "release", "review",
     "datetime", "score", "max-score", "tests"],
    schema={"const": "classroom50/result/v1"}, classroom=TEXT, assignment=TEXT, assignment_type=TEXT, owner=TEXT,
    submission={"type": "string", "pattern": "^submit/"}, commit=TEXT, release=TEXT, review=TEXT, datetime=TIME,
    graded_at=TIME, score=WHOLE, submitted_by={"type": "object"},
    tests={"type": "array", "items": {
        "type": "object", "required": ["test-name", "passed", "score", "max-score"],
        "properties": {"test-name": TEXT, "passed": {"type": "boolean"}, "score": WHOLE, "max-score": WHOLE},
    }},
    **{"max-score": WHOLE},
)  # fmt: skip

FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
GRADESCOPE = closed(
    [], score={"type": "number"}, execution_time={"type": "number"}, output={"type": "string"}, output_format=FORMAT,
    test_output_format=FORMAT, test_name_format=FORMAT, visibility=VISIBILITY, stdout_visibility=VISIBILITY,
    extra_data={"type": "object"}, leaderboard={"type": "array"},
    tests={"type": "array", "items": closed(
        [], score={"type": "integer"}, max_score=WHOLE, status={"enum": ["passed", "failed"]}, name={"type": "string"},
        name_format=FORMAT, number={"type": "string"}, output={"type": "string"}, output_format=FORMAT,
        tags={"type": "array", "items": {"type": "string"}}, visibility=VISIBILITY, extra_data={"type": "object"},
    )},
)  # fmt: skip

EXERCISM = closed(
    ["version", "status"], version={"const": 3}, status={"enum": ["pass", "fail", "error"]},
    message={"type": ["string", "null"], "maxLength": 65_535},
    tests={"type": "array", "items": closed(
        ["name", "status"], name=TEXT, status={"enum": ["pass", "fail", "error"]}, message={"type": "string"},
        output={"type": "string", "maxLength": 500}, test_code={"type": "string"}, task_id={"type": "integer"},
    )},
)  # fmt: skip

PRAIRIELEARN = closed(
    ["score"], gradable={"type": "boolean"}, score={"type": "number", "minimum": 0, "maximum": 1},
    message={"type": "string"}, output={"type": "string"}, images={"type": "array"},
    format_errors={"type": ["string", "array"]},
    tests={"type": "array", "items": closed(
        ["name"], name={"type": "string"}, description={"type": "string"}, points={"type": "integer"},
        max_points=WHOLE, message={"type": "string"}, output={"type": "string"}, images={"type": "array"},
    )},
)  # fmt: skip


def read_json(data):
    """Returns the JSON in `data`; NaN and infinity are no JSON."""

    def refuse(name):
        raise AssertionError(f"{name} is no JSON")

    record = json.loads(data.decode("utf-8"), parse_constant=refuse)
    for text in strings(record):
        check_text(text)
    return record


def strings(record):
    """Yields every string in a record, keys too."""
    if isinstance(record, str):
        yield record
    elif isinstance(record, dict):
        for key, value in record.items():
            yield from strings(key)
            yield from strings(value)
    elif isinstance(record, list):
        for value in record:
            yield from strings(value)


def check_text(text):
    """No control characters but line feed and tab, no lone surrogate, nothing that turns the direction of reading."""
    bad = [
        c for c in text if (unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t") or 0x202A <= ord(c) <= 0x202E
    ]
    assert not bad, f"control characters {bad!r}"


def check_classroom50(data):
    """`result.json` of Classroom 50: closed at the top, whole points, no score above its maximum."""
    assert len(data) <= 10_000_000
    record = read_json(data)
    check_record(record, CLASSROOM50)
    assert record["assignment_type"] in ("individual", "group", "team")
    assert record["score"] <= record["max-score"]
    for test in record["tests"]:
        assert test["score"] <= test["max-score"]
    if record["max-score"] == 0:
        assert record["tests"] == [], "0 of 0 is how an error is recorded, and it has no tests"
        return None
    assert sum(test["max-score"] for test in record["tests"]) in (0, record["max-score"])
    return record["score"], record["max-score"]


def report_actions(outputs):
    """The grading reporter: base64 of each runner to (console total, recorded total, maximum, job failed)."""
    console = total = best = 0
    failed = False
    for output in outputs:
        assert len(output) <= 100_000, "one environment variable holds 128 KiB"
        record = json.loads(base64.b64decode(output, validate=True))
        assert record["status"] in ("pass", "fail", "error")
        tests = record["tests"]
        assert tests, "without tests the reporter divides by 0"
        for test in tests:
            assert test["status"] in ("pass", "fail", "error")
            assert type(test["score"]) is int and type(test["line_no"]) is int
            assert {"name", "message", "test_code", "filename", "execution_time"} <= set(test)
        console += sum(test["status"] == "pass" for test in tests) / len(tests) * record["max_score"]
        if record["max_score"]:
            total += sum(test["score"] for test in tests)
            best += record["max_score"]
        failed = failed or record["status"] in ("fail", "error")
    return console, total, best, failed


def check_actions(data):
    """One runner's output; where the reporter's maximum is 0 it records nothing."""
    assert re.fullmatch(rb"[A-Za-z0-9+/]+=*", data), "one line of base64"
    read_json(base64.b64decode(data))
    record = json.loads(base64.b64decode(data))
    assert type(record["max_score"]) is int and record["max_score"] >= 0
    _, total, best, failed = report_actions([data])
    if best == 0:
        assert failed and record["status"] == "error", "what is not graded fails the job"
        return None
    assert 0 <= total <= best
    return total, best


def check_gradescope(data):
    """`results.json` of Gradescope: closed keys; without any score it reports that the autograder failed."""
    record = read_json(data)
    check_record(record, GRADESCOPE)
    tests = record.get("tests", [])
    assert all(test.get("visibility", "visible") == "visible" for test in tests), "a hidden test hides the total"
    assert record.get("stdout_visibility", "hidden") == "hidden"
    if "score" not in record and not any("score" in test for test in tests):
        assert record["output"]
        return None
    for test in tests:
        assert (test["status"] == "passed") == (test["score"] == test["max_score"])
    score = record.get("score", sum(test.get("score", 0) for test in tests))
    assert type(score) is int and score >= 0
    best = sum(test["max_score"] for test in tests)
    found = re.match(rf"{score} of (\d+) points", record["output"])
    assert found and best in (0, int(found[1]))
    return score, int(found[1])


def check_autolab(data):
    """What Autolab reads: the last line is a JSON object with `scores`, numbers by problem; no other line is an object."""
    *lines, last = data.decode().rstrip("\n").split("\n")
    assert all(line.startswith("| ") and line.isprintable() for line in lines)
    record = json.loads(last)
    assert set(record) == {"scores"} and isinstance(record["scores"], dict)
    assert all(type(score) is int and score >= 0 for score in record["scores"].values())
    told = [re.fullmatch(r"\| (\w+): (\d+) of (\d+) points", line) for line in lines]
    best = {found[1]: (int(found[2]), int(found[3])) for found in told if found}
    assert {slug: score for slug, (score, _) in best.items()} == record["scores"]
    if not best or sum(" not graded, " in line or line.endswith(": excused") for line in lines):
        return None
    return sum(score for score, _ in best.values()), sum(most for _, most in best.values())


def check_exercism(data):
    """`results.json` of version 3: `error` has a message and nothing ran; pass and fail have tests."""
    record = read_json(data)
    check_record(record, EXERCISM)
    if record["status"] == "error":
        assert record["message"]
        return None
    assert record.get("message") is None and record["tests"]
    wrong = [test for test in record["tests"] if test["status"] != "pass"]
    assert all(test["message"] for test in wrong)
    assert (record["status"] == "fail") == bool(wrong)
    return None


def check_prairielearn(data):
    """`results.json` of PrairieLearn: 1 MB, a score from 0 to 1, or not gradable with a reason."""
    assert len(data) <= 1_000_000
    record = read_json(data)
    check_record(record, PRAIRIELEARN)
    if not record.get("gradable", True):
        assert record["format_errors"]
        return None
    score, best = re.match(r"(\d+) of (\d+) points", record["message"]).groups()
    assert abs(record["score"] - int(score) / int(best)) < 1e-12
    tests = record["tests"]
    if tests:
        assert (sum(test["points"] for test in tests), sum(test["max_points"] for test in tests)) == (
            int(score),
            int(best),
        )
    return int(score), int(best)


def check_junit(data):
    """JUnit XML: well formed, the counts are those of its cases; totals of the properties."""
    assert len(data) <= 30_000_000
    root = ElementTree.fromstring(data)
    assert root.tag == "testsuites"
    for text in root.itertext():
        check_text(text)
    found = []
    for suite in root:
        assert suite.tag == "testsuite"
        cases = suite.findall("testcase")
        counts = {"tests": len(cases)}
        for kind, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            counts[name] = sum(case.find(kind) is not None for case in cases)
        assert counts == {name: int(suite.get(name)) for name in counts}
        assert all(case.get("name") and case.get("classname") and float(case.get("time")) >= 0 for case in cases)
        assert all(child.tag in ("failure", "error", "skipped", "system-out") for case in cases for child in case)
        values = {item.get("name"): item.get("value") for item in suite.find("properties")}
        if "score" not in values:
            assert counts["errors"] == len(cases), "what is not graded must not look as if it had passed"
        found.append((int(values["score"]), int(values["max_score"])) if "score" in values else None)
    return found


def check_summary(data):
    """GitHub's job summary: 1 MiB; no HTML but details; every row of a table has the cells of its head."""
    assert len(data) <= 1024 * 1024
    text = data.decode("utf-8")
    check_text(text)
    fence, cells, found = None, None, []
    for line in text.split("\n"):
        ticks = re.match(r"`{3,}", line)
        if fence is None and ticks:
            fence = ticks[0]
            continue
        if fence is not None:
            fence = None if line.rstrip() == fence else fence
            continue
        assert not re.search(r"<(?!/?details>|/?summary>)", line), f"HTML in {line!r}"
        cells = None if not line.startswith("|") else line.count("|") if cells is None else cells
        assert cells is None or line.count("|") == cells, line
        found += [(int(score), int(best)) for score, best in re.findall(r"^## .*: (\d+) of (\d+) points$", line)]
    assert fence is None, "a block of code does not end"
    return found[0] if len(found) == 1 else None


COMMAND = re.compile(r"::(error|warning|notice)(?: ([a-zA-Z]+=[^,:]*(?:,[a-zA-Z]+=[^,:]*)*))?::(.*)")


def check_annotations(data):
    """GitHub's workflow commands: one on each line, decoded without loss, at most ten of a kind."""
    text = data.decode("utf-8")
    check_text(text)
    kinds, score = [], None
    for line in text.split("\n")[:-1]:
        found = COMMAND.fullmatch(line)
        assert found, line
        kinds.append(found[1])
        properties = dict(pair.split("=", 1) for pair in (found[2] or "").split(",") if pair)
        assert set(properties) <= {"title", "file", "line", "endLine", "col", "endColumn"}
        assert "line" not in properties or (properties["line"].isdigit() and properties["file"])
        for value in (*properties.values(), found[3]):
            assert not re.search(r"%(?!25|0D|0A|3A|2C)", value), value
        assert len(found[3]) <= 16_000
        points = re.match(r"(\d+) of (\d+) points", found[3])
        if found[1] == "notice" and points:
            score = int(points[1]), int(points[2])
    assert all(kinds.count(kind) <= 10 for kind in kinds)
    return score


def read_csv(data, delimiter=","):
    """Returns the rows of a CSV file; each has as many cells as the first, on one line, and none is a formula."""
    text = data.decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    assert len(rows) == text.count("\n"), "each row on a line of its own"
    for row in rows:
        assert len(row) == len(rows[0])
        for cell in row:
            check_text(cell)
            assert not re.match(r"\s*=", cell), f"a formula: {cell!r}"
            assert not re.match(r"\s*[+@-](?![\w.@+-]*$)", cell), f"a formula: {cell!r}"
    return rows


def check_canvas(data, exported, column):
    """A Canvas import: its own header's first columns and one more; only that one differs from the exported file."""
    delimiter = ";" if exported.splitlines()[0].count(";") > 2 else ","
    rows, before = (
        read_csv(data, delimiter),
        list(csv.reader(io.StringIO(exported.removeprefix("\ufeff")), delimiter=delimiter)),
    )
    header = rows[0]
    assert len(header) >= 4
    if header[:3] != ["LastName", "FirstName", "ID"]:
        assert "Student" in header[0] and "ID" in header[1]
    assert header[-2] == "Section" and header[-1] == column
    assert len(rows) == len([row for row in before if any(row)])
    place = before[0].index(column)
    for new, old in zip(rows, [row for row in before if any(row)], strict=True):
        assert [cell.removeprefix("'") for cell in new[:-1]] == old[: len(new) - 1]
        assert new[-1] == (old[place] if len(old) > place else "") or re.fullmatch(r"\d+|EX", new[-1])
    return {tuple(row[:-1]): row[-1] for row in rows[1:] if "Points Possible" not in row[0]}


def check_moodle(data, users):
    """A Moodle course import: keys that are known users, whole grades up to 100, no feedback without its grade."""
    rows = read_csv(data)
    keys = [name for name in rows[0] if name in ("Username", "Email address", "ID number")]
    assert keys == rows[0][: len(keys)] and keys
    grades = {}
    for row in rows[1:]:
        assert row[0] in users, f"one unknown user stops the import: {row[0]!r}"
        for place in range(len(keys), len(row), 2):
            assert rows[0][place + 1] == f"{rows[0][place]} feedback"
            assert row[place] in ("", "-") or (row[place].isdigit() and int(row[place]) <= 100)
            assert row[place] or not row[place + 1]
            assert not re.search(r"<(?!br)", row[place + 1]), "feedback is HTML"
        grades[row[0]] = row[len(keys) :: 2]
    return grades


def check_worksheet(data, downloaded):
    """A filled worksheet: nothing but Grade and Feedback comments differs from the file that was downloaded."""
    rows, before = read_csv(data), list(csv.reader(io.StringIO(downloaded)))
    assert rows[0] == before[0] and len(rows) == len(before)
    for new, old in zip(rows[1:], before[1:], strict=True):
        for name, now, then in zip(rows[0], new, old, strict=True):
            if name == "Grade":
                assert now == then or now.isdigit()
            elif name == "Feedback comments":
                assert "<" not in now
            else:
                assert now.removeprefix("'") == then
    return {row[0]: row[rows[0].index("Grade")] for row in rows[1:]}


NBGRADER = (
    "assignment,duedate,timestamp,student_id,last_name,first_name,email,"
    "raw_score,late_submission_penalty,score,max_score"
)


def check_nbgrader(data):
    """The columns of `nbgrader export`, in their order; score = max(0, raw - penalty)."""
    rows = read_csv(data)
    assert ",".join(rows[0]) == NBGRADER
    found = {}
    for row in rows[1:]:
        cells = dict(zip(rows[0], row, strict=True))
        for moment in (cells["duedate"], cells["timestamp"]):
            assert re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)?", moment)
        if cells["score"]:
            raw, penalty, score = (int(cells[name]) for name in ("raw_score", "late_submission_penalty", "score"))
            assert penalty >= 0 and score == max(0, raw - penalty) and score <= int(cells["max_score"])
        else:
            assert not cells["raw_score"] and not cells["late_submission_penalty"]
        key = cells["student_id"], cells["assignment"]
        assert key not in found
        found[key] = (int(cells["score"]), int(cells["max_score"])) if cells["score"] else None
    return found
