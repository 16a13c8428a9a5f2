"""Every export, over the sample class and over results made here, held against the platforms' own rules."""

from __future__ import annotations

import base64
import importlib.util
import itertools
import json
import shutil
import sys
from pathlib import Path

import msgspec
import pytest
from forks import run_grader

from grader.exports.formats import FORMATS, find_format
from grader.records.entries import Change, Context, Entry
from grader.records.errors import ExportError
from grader.records.results import OUTCOMES, Case, Diagnosis, Result
from grader.records.run import Run
from grader.records.text import clean, fence, markdown, safe_cell, shorten

ROOT = Path(__file__).parents[3]
SPEC = importlib.util.spec_from_file_location("checkers", Path(__file__).parents[1].joinpath("checkers.py"))
checkers = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(checkers)

PLATFORM = {
    "CLASSROOM": "nn", "ASSIGNMENT": "dense", "OWNER": "ann", "ASSIGNMENT_TYPE": "individual",
    "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d", "COMMIT_URL": "https://example.org/c",
    "RELEASE_URL": "https://example.org/r",
}  # fmt: skip
CONTEXT = Context(PLATFORM, titles={"dense": "Dense layer"}, files={"dense": "exercises/layers/dense/dense.py"})
STUDENT_FORMATS = {
    "classroom50": checkers.check_classroom50,
    "actions": checkers.check_actions,
    "gradescope": checkers.check_gradescope,
    "autolab": checkers.check_autolab,
    "exercism": checkers.check_exercism,
    "prairielearn": checkers.check_prairielearn,
    "annotations": checkers.check_annotations,
    "junit": lambda data: checkers.check_junit(data)[0],
    "summary": checkers.check_summary,
}
ODD_NAMES = ["Berg, Åsa", 'Jo "J" Doe', "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "a;b", "a\x07b", "李小龍",
             "O'Neil", "x<script>", "a|b", "tab\there", "line\nend", "::error::x", "`tick`",
             "\u202eevil", "50%,done"]  # fmt: skip


def make_case(outcome="passed", name="x", points=1, visibility="public", **changes):
    """Returns a case; what did not pass has a message."""
    message = "" if outcome == "passed" else f"it {outcome}\n  dense.py, line 7, in forward\n    return x"
    fields = {"message": message, **changes}
    score = points if outcome == "passed" else 0
    return Case(f"{visibility}::test_{name}", f"Title {name}", visibility, points, score, outcome, **fields)


def make_result(cases=(), student="ann", exercise="dense", status="graded"):
    """Returns a result of these cases."""
    cases = list(cases)
    return Result(
        student=student, exercise=exercise, status=status,
        score=sum(case.score for case in cases) if status == "graded" else None,
        max_score=sum(case.points for case in cases), cases=cases, seed=1, isolation=[], submission_sha256=None,
        suite_sha256="", grader_version="1", environment={}, started_at="2026-06-01T14:40:00Z", duration_s=0.5,
    )  # fmt: skip


def hostile(text, count=3):
    """Returns cases that hold `text` wherever a text can stand."""
    known = Diagnosis("id", text, text)
    return [
        make_case("failed", f"{number}{text}", message=text, diagnosis=known, reproduce=text, stdout=text)
        for number in range(count)
    ] + [make_case()]


EVERY = [make_case(outcome, f"{outcome}{visibility}", 2, visibility)
         for outcome in OUTCOMES for visibility in ("public", "hidden")]  # fmt: skip
UNGRADED = make_result([make_case("not_run", message="the judge stopped")] * 3, status="ungraded")
CONTROLS = (
    "a\x00b\x1b[31mred\x9bx\r\nnext\u2028\u202eback\ud800\ufffe ]]> </details> ``` ```` %0A::error::x | <b> &amp; $x$"
)
ENTRIES = {
    "every outcome": Entry(make_result(EVERY)),
    "all passed": Entry(make_result([make_case(), make_case(name="y")])),
    "not handed in": Entry(make_result([make_case("not_run", message="dense.py was not handed in")] * 3)),
    "ungraded": Entry(UNGRADED),
    "ungraded with scores": Entry(make_result([make_case(), make_case("not_run")], status="ungraded")),
    "set by hand": Entry(UNGRADED, (Change("override", 2, "read by hand"),)),
    "excused": Entry(make_result(EVERY), excused=True),
    "late": Entry(make_result(EVERY), (Change("late", -2, "2 days late"),), "2026-06-03T00:00:00Z", "2026-06-01T00:00:00Z"),
    "adjusted and late": Entry(make_result(EVERY), (Change("adjustment", 4, "=good, \x07idea"), Change("late", -1, "late"))),
    "controls": Entry(make_result(hostile(CONTROLS))),
    "300 KB of messages": Entry(make_result(hostile("wide \u00e9 " * 12_500, 4))),
    "3 MB of messages": Entry(make_result(hostile("x" * 100_000, 10))),
    "2000 cases": Entry(make_result([make_case("failed", f"{number} " + "t" * 200) for number in range(2000)])),
    "no message": Entry(make_result([make_case("failed", message="")])),
    **{f"name {name!r}": Entry(make_result(EVERY, student=name)) for name in ODD_NAMES},
}  # fmt: skip


# Of the hostile corpus, what tries its luck with texts.
HOSTILE = ("flood_stdout", "forge_report_on_stdout", "leave_exception_group", "leave_huge_error_text",
           "leave_unicode_error_in_methods", "worthless_none")  # fmt: skip


def grade(submissions, out):
    """Grades a class and returns its entries."""
    done = run_grader("grade", submissions, "--out", out, "--exercise", "dense", timeout=300)
    assert done.returncode == 0, done.stderr
    return [Entry(result) for result in Run(out).read().results]


@pytest.fixture(scope="session")
def sample(sample_run):
    """The sample class's entries."""
    return [Entry(result) for result in Run(sample_run).read().results]


@pytest.fixture(scope="session", params=["some", pytest.param("all", marks=pytest.mark.slow)])
def hostile_class(request, tmp_path_factory):
    """A few of the hostile submissions, or all of them, graded once."""
    folder = tmp_path_factory.mktemp("hostile")
    every = sorted(path.stem for path in (ROOT / "tests/kit/hostile").glob("*.py"))
    for name in HOSTILE if request.param == "some" else every:
        (folder / "in" / name).mkdir(parents=True)
        shutil.copy(ROOT / f"tests/kit/hostile/{name}.py", folder / "in" / name / "dense.py")
    return grade(folder / "in", folder / "out")


def render(name, entries, context=CONTEXT):
    return FORMATS[name].render(entries, context)


def wanted(entry):
    """Returns what a platform must record of an entry."""
    return None if entry.score is None else (entry.score, entry.max_score)


@pytest.mark.parametrize("name", ENTRIES)
@pytest.mark.parametrize("form", STUDENT_FORMATS)
def test_one_result(form, name):
    """Every format of one student keeps its platform's rules, and its total is the result's."""
    entry = ENTRIES[name]
    total = STUDENT_FORMATS[form](render(form, [entry]))
    assert total == (None if form == "exercism" else wanted(entry))


@pytest.mark.parametrize("form", STUDENT_FORMATS)
def test_the_sample_class(form, sample):
    """The same for each student of the sample class."""
    for entry in sample:
        assert STUDENT_FORMATS[form](render(form, [entry])) == (None if form == "exercism" else wanted(entry))


@pytest.mark.parametrize("form", STUDENT_FORMATS)
@pytest.mark.skipif(sys.platform != "linux", reason="submissions are confined on Linux only")
def test_hostile_submissions(form, hostile_class):
    """Texts that were made to break a format do not."""
    assert len(hostile_class) >= len(HOSTILE)
    for entry in hostile_class:
        assert STUDENT_FORMATS[form](render(form, [entry])) == (None if form == "exercism" else wanted(entry))


@pytest.mark.parametrize("form", [name for name in STUDENT_FORMATS if name not in ("annotations", "junit", "summary")])
def test_several_exercises_of_one_student(form):
    """Totals are sums; where one exercise is not graded there is no total, because that would count as 0."""
    one, two = ENTRIES["late"], Entry(make_result(EVERY, exercise="conv2d"))
    both = (one.score + two.score, one.max_score + two.max_score)
    check = STUDENT_FORMATS[form]
    assert check(render(form, [one, two])) == (None if form == "exercism" else both)
    assert check(render(form, [one, ENTRIES["ungraded"]])) is None


def test_the_reporter_adds_runners():
    """Several exercises as several runners are recorded as their sum, and an ungraded one adds nothing."""
    outputs = [render("actions", [ENTRIES[name]]) for name in ("every outcome", "late", "ungraded")]
    _, total, best, failed = checkers.report_actions(outputs)
    assert (total, best, failed) == (6, 56, True)
    assert not checkers.report_actions([render("actions", [ENTRIES["all passed"]])])[3]


def test_ungraded_is_said_in_each_formats_own_way():
    """No score of 0 out of the full one anywhere, and the reason is told."""
    data = {name: render(name, [ENTRIES["ungraded"]]) for name in STUDENT_FORMATS}
    classroom = json.loads(data["classroom50"])
    assert (classroom["score"], classroom["max-score"], classroom["tests"]) == (0, 0, [])
    assert json.loads(base64.b64decode(data["actions"]))["status"] == "error"
    assert "score" not in json.loads(data["gradescope"])
    assert json.loads(data["exercism"])["status"] == "error"
    assert json.loads(data["prairielearn"])["gradable"] is False
    assert data["annotations"].startswith(b"::warning ")
    for name in ("gradescope", "exercism", "prairielearn", "annotations", "junit", "summary"):
        assert b"the judge stopped" in data[name]


def test_messages_are_shortened_only_where_they_must_be():
    """Small messages stay whole; of large ones as much stays as the cap allows, and it is said."""
    assert b"(shortened)" not in base64.b64decode(render("actions", [ENTRIES["every outcome"]]))
    assert b"(shortened)" in base64.b64decode(render("actions", [ENTRIES["300 KB of messages"]]))
    assert b"(shortened)" in render("prairielearn", [ENTRIES["3 MB of messages"]])
    record = json.loads(render("gradescope", [ENTRIES["300 KB of messages"]]))
    assert len(record["tests"][0]["output"]) > 5_000


def test_too_many_cases_become_one():
    """Where even short titles are too many, the total stays."""
    many = Entry(make_result([make_case("passed", f"{number}") for number in range(3000)]))
    assert checkers.check_actions(render("actions", [many])) == (3000, 3000)
    assert len(json.loads(base64.b64decode(render("actions", [many])))["tests"]) == 1


def test_changes_are_shown_to_the_student():
    """Lateness and adjustments stand with their comments in every format that has room."""
    entry = Entry(make_result(EVERY), (Change("adjustment", 2, "neat idea"), Change("late", -1, "1 day late")))
    for name in STUDENT_FORMATS:
        data = render(name, [entry])
        data = base64.b64decode(data) if name == "actions" else data
        assert name == "exercism" or (b"neat idea" in data and b"1 day late" in data), name
    table = render("moodle", [entry])
    assert b"neat idea" in table and b"1 day late" in table


def test_classroom50_identity():
    """Identity and time come from the runner's variables; without them there is no file."""
    record = json.loads(render("classroom50", [ENTRIES["every outcome"]]))
    assert (record["owner"], record["assignment"], record["datetime"]) == ("ann", "dense", "2026-06-01T14:32:05Z")
    assert json.loads(render("classroom50", [ENTRIES["late"]]))["datetime"] == "2026-06-03T00:00:00Z"
    with pytest.raises(ExportError, match="SUBMISSION_TAG"):
        render("classroom50", [ENTRIES["every outcome"]], Context({"CLASSROOM": "nn"}))


def test_annotations_have_file_and_line():
    """The innermost line of the student's file; hidden cases have no annotation."""
    text = render("annotations", [ENTRIES["every outcome"]]).decode()
    assert "file=exercises/layers/dense/dense.py,title=Title raisedpublic (raised),line=7" in text
    assert "hidden" not in text
    title = render("annotations", [Entry(make_result([make_case("failed", "a:b,c%d\ne")]))]).decode()
    assert "title=Title a%3Ab%2Cc%25d e (failed)" in title


def test_no_line_of_an_export_is_a_workflow_command():
    """A message that holds one stays inside its own annotation."""
    evil = Entry(make_result([make_case("failed", message="x\n::set-env name=A::b\r\n::error::y")]))
    lines = render("annotations", [evil]).decode().splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::notice", "::error"]


CANVAS = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Warm-up (11),Dense layer (4567),Final Score\n"
    "    Points Possible,,,,,5,{points},(read only)\n"
    '"Doe, Jane",1,u1,ann,S,3,7,90\n"=Evil, Bob",2,u2,bob@example.org,S,,,\n"Ung, Carl",3,u3,carl,S,,4,\n'
    '"Not, Here",4,u4,dan,S,,5,\n"Berg, Åsa",5,u5,aberg,S,,,\n'
)


def make_class(cases=EVERY):
    """Returns a class: graded, graded with an odd name, ungraded, excused."""
    return [
        Entry(make_result(cases)),
        Entry(make_result(cases, student="bob"), (Change("late", -1, "late"),)),
        Entry(msgspec.structs.replace(UNGRADED, student="carl", max_score=28)),
        Entry(make_result(cases, student="Berg, Åsa"), excused=True),
    ]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_canvas(delimiter):
    """One column is filled; ungraded students and those who are not in the class keep their cell; excused is EX."""
    exported = CANVAS.format(points=28)
    if delimiter == ";":
        exported = exported.replace(",", ";").replace("; ", ", ")
    data = render("canvas", make_class(), Context(rosters=(exported,), titles=CONTEXT.titles))
    cells = list(checkers.check_canvas(data, exported, "Dense layer (4567)").values())
    assert cells == ["4", "3", "4", "5", "EX"]


def test_canvas_refuses_what_it_cannot_do():
    """Wrong points, header, column or names are told before anything is written."""
    entries = make_class()
    for roster, column, words in [
        (CANVAS.format(points=10), None, "worth 10"),
        (CANVAS.format(points="(read only)"), None, "read only"),
        (CANVAS.format(points=28), "Other", "no column has"),
        (CANVAS.format(points=28).replace("SIS Login ID,Section", "Section,SIS Login ID"), None, "no column Section"),
        ("a,b\n1,2\n", None, "does not begin"),
        ("nothing", None, "no table"),
        (CANVAS.format(points=28).replace("bob@example.org", "x"), None, "no line for `bob`"),
    ]:
        with pytest.raises(ExportError, match=words):
            render("canvas", entries, Context(rosters=(roster,), titles=CONTEXT.titles, column=column))
    with pytest.raises(ExportError, match="--roster"):
        render("canvas", entries)


def test_canvas_with_a_class_list():
    """A second roster leads from folders to logins."""
    roster = "student,username\nann,ann\nbob,u2\ncarl,carl\n"
    exported = CANVAS.format(points=28).replace("bob@example.org", "x")
    data = render("canvas", make_class(), Context(rosters=(exported, roster), titles=CONTEXT.titles))
    assert list(checkers.check_canvas(data, exported, "Dense layer (4567)").values())[1] == "3"


ROSTER = (
    'student,email,id number,first name,last name\nann,ann@x.org,7,A,"=A, b"\nbob,b@x.org,8,B,B\ncarl,c@x.org,9,C,C\n'
)


def test_moodle():
    """With a class list people are named by what it has; without a score the cell is empty."""
    entries = make_class()[:3]
    grades = checkers.check_moodle(
        render("moodle", entries, Context(rosters=(ROSTER,))), {"ann@x.org", "b@x.org", "c@x.org"}
    )
    assert grades == {"ann@x.org": ["4"], "b@x.org": ["3"], "c@x.org": [""]}
    with pytest.raises(ExportError, match="Berg"):
        render("moodle", [Entry(make_result(EVERY, student="Berg"))], Context(rosters=(ROSTER,)))


WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (grade),"
    'Feedback comments\nParticipant 31,Ann A,ann@x.org,"Submitted, late",,28.00,Yes,-,\n'
    "Participant 32,=Bob,b@x.org,x,2.00,28.00,Yes,-,old\nParticipant 33,C,c@x.org,x,1.00,28.00,Yes,-,\n"
    "Participant 34,D,d@x.org,x,5.00,28.00,No,-,\n"
)


def test_moodle_worksheet():
    """Lines are found by email or by the number in a downloaded folder's name; what is locked or ungraded stays."""
    entries = [*make_class()[:3], Entry(make_result(EVERY, student="D_34_assignsubmission_file"))]
    entries[1] = Entry(make_result(EVERY, student="Bob_32_assignsubmission_file_"))
    data = render("moodle-worksheet", entries, Context(rosters=(WORKSHEET,)))
    grades = checkers.check_worksheet(data, WORKSHEET)
    assert list(grades.values()) == ["4", "4", "1.00", "5.00"]
    with pytest.raises(ExportError, match="maximum is 10"):
        render("moodle-worksheet", entries, Context(rosters=(WORKSHEET.replace("28.00", "10.00"),)))


def test_nbgrader():
    """Penalty and score as nbgrader computes them; ungraded cells are empty."""
    found = checkers.check_nbgrader(
        render("nbgrader", [*make_class(), ENTRIES["late"]][1:], Context(rosters=(ROSTER,)))
    )
    assert found == {
        ("8", "dense"): (3, 28),
        ("9", "dense"): None,
        ("Berg, Åsa", "dense"): None,
        ("7", "dense"): (2, 28),
    }


def class_checks(entries, context=CONTEXT):
    """Runs every format of a class that needs no file of a platform, and compares their totals."""
    rows = checkers.check_nbgrader(render("nbgrader", entries, context))
    assert list(rows.values()) == [
        wanted(entry) for entry in sorted(entries, key=lambda one: (one.exercise, one.student))
    ]
    assert checkers.check_junit(render("junit", entries, context)) == [wanted(entry) for entry in entries]
    checkers.check_summary(render("summary", entries, context))
    names = {row[0] for row in checkers.read_csv(render("moodle", entries, context))}
    grades = checkers.check_moodle(render("moodle", entries, context), names)
    assert sum(int(cell or 0) for cells in grades.values() for cell in cells) == sum(e.score or 0 for e in entries)


def test_the_sample_class_as_a_class(sample):
    """Tables of the sample class."""
    class_checks(sample)


def test_odd_names_in_tables():
    """Names with commas, quotes, accents, control characters and formulas stay one harmless cell each."""
    class_checks([Entry(make_result(EVERY, student=name)) for name in ODD_NAMES])


def test_a_class_of_one():
    """One student's table."""
    class_checks([Entry(make_result(EVERY))])


def test_a_class_with_nobody_graded():
    """There are tables, and no score in them."""
    students = [Entry(msgspec.structs.replace(UNGRADED, student=name)) for name in ("ann", "bob")]
    class_checks(students)
    assert b"Not graded" in render("summary", students)


def test_a_large_class():
    """A thousand students fit the summary; very many become one sentence."""
    students = [Entry(make_result(EVERY, student=f"student{number:05}")) for number in range(1000)]
    assert b"student00999" in render("summary", students)
    long = [Entry(make_result(EVERY, student=f"{number:05}" + "n" * 200)) for number in range(12_000)]
    assert len(render("summary", long)) <= 1_000_000


def test_exports_do_not_depend_on_order(sample):
    """The same results give the same bytes, whoever comes first, where a format orders by name."""
    for name in ("nbgrader", "moodle", "summary"):
        assert render(name, sample) == render(name, sample[::-1])


def test_every_format_is_tested():
    """A format that is added comes with a checker."""
    tables = {"canvas", "moodle", "moodle-worksheet", "nbgrader"}
    assert set(STUDENT_FORMATS) | tables == set(FORMATS)
    with pytest.raises(ExportError, match="gradescope"):
        find_format("nothing")


def change(form, **fields):
    """Returns a good export with some keys replaced."""
    return json.dumps({**json.loads(render(form, [ENTRIES["every outcome"]])), **fields}).encode()


BROKEN = [
    (checkers.check_classroom50, change("classroom50", extra=1)),
    (checkers.check_classroom50, change("classroom50", score=1.5)),
    (checkers.check_classroom50, change("classroom50", score=29)),
    (checkers.check_classroom50, change("classroom50", datetime="2026-06-01T14:32:05+00:00")),
    (checkers.check_gradescope, change("gradescope", score=float("nan"))),
    (checkers.check_gradescope, change("gradescope", tests=[{"visibility": "hidden"}])),
    (checkers.check_autolab, b'| dense: 3 of 10 points\n{"scores": {"dense": 4}}\n'),
    (checkers.check_autolab, b'| dense: 3 of 10 points\n{"scores": {"dense": 3}}\n| more\n'),
    (checkers.check_autolab, b'{"scores": {"dense": 9}}\n| dense: 3 of 10 points\n{"scores": {"dense": 3}}\n'),
    (checkers.check_autolab, b'| dense: 3 of 10 points\n{"scores": {"dense": "3"}}\n'),
    (checkers.check_exercism, change("exercism", status="pass")),
    (checkers.check_exercism, change("exercism", status="error")),
    (checkers.check_prairielearn, change("prairielearn", score=2)),
    (checkers.check_prairielearn, change("prairielearn", message="5 of 28 points")),
    (checkers.check_actions, base64.b64encode(b'{"version":1,"status":"error","message":"The command timed out"}')),
    (checkers.check_actions, base64.b64encode(b'{"version":1,"status":"pass","max_score":1,"tests":[]}')),
    (checkers.check_actions, base64.b64encode(b"{}" + b" " * 100_000)),
    (checkers.check_annotations, b"::error file=a:b::x\n"),
    (checkers.check_annotations, b"::error::x\n" * 11),
    (checkers.check_annotations, b"plain\n"),
    (checkers.check_summary, b"<script>"),
    (checkers.check_summary, b"| a | b |\n| c |\n"),
    (checkers.check_summary, b"```\nopen"),
    (checkers.check_junit, b'<testsuites><testsuite tests="1" failures="0" errors="0" skipped="0"/></testsuites>'),
    (checkers.check_nbgrader, b"assignment,duedate\n"),
    (checkers.read_csv, b"=1+1\n"),
    (checkers.read_csv, b"a,b\nc\n"),
    (checkers.read_csv, b'"a\nb"\n'),
]


@pytest.mark.parametrize(("check", "data"), BROKEN)
def test_the_checkers_refuse(check, data):
    """Each rule bites: what a platform would refuse or misread fails."""
    with pytest.raises((AssertionError, checkers.jsonschema.ValidationError, KeyError)):
        check(data)


def test_texts():
    """The parts that every format relies on."""
    assert clean("a\x00b\x1bc\r\nd\te\u202e") == "abc\nd\te"
    assert shorten("x" * 100, 50).endswith("(shortened)") and len(shorten("x" * 100, 50)) == 50
    assert len(shorten("x" * 100, 5)) == 5
    assert fence("a\n```\nb", 100).startswith("````text\n")
    assert markdown("<b>|`*\n") == "&lt;b&gt;&#124;&#96;&#42;"
    for name, mark in itertools.product(("=1", "+1", "-1", "@a", "\x00=1", " =1"), ("", "\u202e")):
        assert safe_cell(mark + name).startswith("'"), name
