"""`grader export`, and the formats that a place asks for by its variables and folders."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from grader.commands.instructors.export import export_scores
from grader.course.layout import load_course
from grader.exports.delivery import (
    Choice,
    check_formats,
    choose_exports,
    describe_choices,
    guard_log,
    write_formats,
)
from grader.records.entries import Entry
from grader.records.errors import UsageProblem
from grader.records.results import Case, Result
from grader.records.run import Run

SPEC = importlib.util.spec_from_file_location("checkers", Path(__file__).parents[1].joinpath("checkers.py"))
checkers = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(checkers)


def result(student="ann", score=3, slug="scale"):
    """Returns a result out of 6 points."""
    cases = [
        Case("public::test_a", "A", "public", 3, score or 0, "passed" if score else "not_run"),
        Case("public::test_b", "B", "public", 3, 0, "raised", "ValueError: x\n  scale.py, line 2"),
    ]
    return Result(
        student=student, exercise=slug, status="ungraded" if score is None else "graded", score=score, max_score=6,
        cases=cases, seed=1, isolation=[], submission_sha256=None, suite_sha256="", grader_version="1", environment={},
        started_at="2026-06-01T14:40:00Z", duration_s=0.5,
    )  # fmt: skip


@pytest.fixture
def scores(make_course, tmp_path, monkeypatch):
    """A course as current folder, and a folder with the results of three students."""
    monkeypatch.chdir(make_course())
    for name in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "GITLAB_CI", "CLASSROOM"):
        monkeypatch.delenv(name, raising=False)
    out = tmp_path / "graded"
    results = [result(), result("=bob, é"), result("carl", None)]
    run = Run(out)
    for one in results:
        run.write_result(one)
    run.finish(results, ["scale"], 1, None)
    return out


def test_a_table_goes_to_standard_output(scores, capsys):
    """A format of a class is one text, and who is not graded is counted on the other stream."""
    export_scores(None, scores, "nbgrader")
    said = capsys.readouterr()
    found = checkers.check_nbgrader(said.out.encode())
    assert found == {("'=bob, é", "scale"): (3, 6), ("ann", "scale"): (3, 6), ("carl", "scale"): None}
    assert "1 results are not graded" in said.err


def test_a_file_for_each_student(scores, tmp_path):
    """A format of one student makes a folder for each."""
    export_scores(None, scores, "gradescope", tmp_path / "to")
    found = {
        path.parent.name: checkers.check_gradescope(path.read_bytes()) for path in tmp_path.glob("to/*/results.json")
    }
    assert found == {"ann": (3, 6), "=bob, é": (3, 6), "carl": None}
    export_scores(None, scores, "gradescope", tmp_path / "one.json", students=["ann"])
    assert checkers.check_gradescope((tmp_path / "one.json").read_bytes()) == (3, 6)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"to": "excel"}, "there are classroom50"),
        ({"to": "gradescope"}, "--out FOLDER or --student"),
        ({"to": "summary", "students": ["zoe"]}, "no result of these"),
        ({"to": "canvas"}, "--roster FILE"),
        ({"to": "moodle", "rosters": [Path("missing.csv")]}, "cannot be read"),
        ({"to": "classroom50", "students": ["ann"]}, "not set"),
    ],
)
def test_what_cannot_be_exported(scores, arguments, words):
    """One line, and what to do."""
    with pytest.raises(UsageProblem, match=words) as caught:
        export_scores(None, scores, **arguments)
    assert "\n" not in str(caught.value)


def test_no_results(scores, tmp_path):
    """A folder that nothing was graded into."""
    with pytest.raises(UsageProblem, match="no results"):
        export_scores(None, tmp_path / "other", "summary")


def test_adjustments_survive_and_reach_exports(scores, capsys):
    """The sidecar file changes the export and the gradebook's CSV; the results stay byte for byte."""
    run = Run(scores)
    before = run.result_path("ann", "scale").read_bytes()
    (scores / "adjustments.toml").write_text(
        'format = 1\n[[adjustment]]\nstudent = "ann"\nexercise = "scale"\npoints = 2\ncomment = "neat"\n'
        '[[adjustment]]\nstudent = "ana"\nexercise = "scale"\npoints = 2\ncomment = "misspelt"\n'
    )
    run.finish(run.read().results, ["scale"], 1, None)
    rows = checkers.read_csv((scores / "gradebook.csv").read_bytes())
    assert ["ann", "5", "3", "2", "", "neat", "5"] in rows
    export_scores(None, scores, "prairielearn", students=["ann"])
    said = capsys.readouterr()
    assert "`ana`" in said.err
    assert checkers.check_prairielearn(said.out.encode()) == (5, 6)
    assert run.result_path("ann", "scale").read_bytes() == before


def nowhere(_):
    return False


def test_nothing_is_chosen_on_a_desk():
    """Without a server's variables nothing is written."""
    assert choose_exports({}, nowhere, True) == []
    assert choose_exports({"GITHUB_ACTIONS": "false", "GITLAB_CI": ""}, nowhere, True) == []


GITHUB = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "summary", "GITHUB_OUTPUT": "output"}


@pytest.mark.parametrize(
    ("environ", "folders", "alone", "formats"),
    [
        (GITHUB, (), True, ["summary", "annotations", "actions"]),
        (GITHUB, (), False, ["summary"]),
        ({"GITHUB_ACTIONS": "true"}, (), True, ["annotations"]),
        ({"GITLAB_CI": "true"}, (), True, ["junit"]),
        ({"GITLAB_CI": "true"}, (), False, ["junit"]),
        ({**GITHUB, "CLASSROOM": "nn", "SUBMISSION_TAG": "submit/x"}, (), True,
         ["classroom50", "summary", "annotations", "actions"]),
        ({"CLASSROOM": "nn"}, (), True, []),
        ({}, ("/autograder/results", "/autograder/submission"), True, ["gradescope"]),
        ({}, ("/autograder/results", "/autograder/submission"), False, []),
        ({}, ("/grade/student", "/grade/data"), True, ["prairielearn"]),
    ],
)  # fmt: skip
def test_the_place_chooses(environ, folders, alone, formats):
    """Variables and folders of a platform choose its formats, and the line names them with the reason."""
    choices = choose_exports(environ, lambda name: name in folders, alone)
    assert [choice.format for choice in choices] == formats
    line = describe_choices(choices)
    assert all(name in line for name in formats) and "\n" not in line


def test_github(scores, tmp_path, capsys):
    """Summary and output are appended, annotations go to the log, and one line says so."""
    environ = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "s"),
        "GITHUB_OUTPUT": str(tmp_path / "o"),
    }
    (tmp_path / "o").write_text("earlier=1\n")
    course = load_course(Path.cwd())
    write_formats([Entry(result())], course, [], {**environ, "GITHUB_WORKSPACE": str(course.root)})
    said = capsys.readouterr()
    assert checkers.check_annotations(said.out.encode()) == (3, 6)
    assert "file=exercises/tiny/scale/scale.py,title=B (raised),line=2" in said.out
    assert re.fullmatch(r"grader: GITHUB_ACTIONS is set; wrote summary .*, annotations .*, actions .*\n", said.err)
    earlier, output = (tmp_path / "o").read_text().splitlines()
    assert earlier == "earlier=1"
    assert checkers.check_actions(output.removeprefix("result=").encode()) == (3, 6)
    assert checkers.check_summary((tmp_path / "s").read_bytes()) == (3, 6)


def test_a_format_that_fails_on_its_own_stops_nothing(scores, tmp_path, capsys):
    """What nobody asked for by name is told, and the rest is written."""
    environ = {"CLASSROOM": "nn", "SUBMISSION_TAG": "submit/x", "GITLAB_CI": "true", "CI_PROJECT_DIR": str(tmp_path)}
    write_formats([Entry(result())], load_course(Path.cwd()), [], environ)
    assert "classroom50 was not written" in capsys.readouterr().err
    assert checkers.check_junit((tmp_path / "grader-junit.xml").read_bytes()) == [(3, 6)]


def test_formats_by_name(scores, tmp_path, capsys):
    """`--format` replaces what the place asks for; `none` leaves everything out; other names are refused early."""
    course = load_course(Path.cwd())
    target = tmp_path / "x.json"
    write_formats([Entry(result())], course, [f"gradescope={target}"], {"GITLAB_CI": "true", "CI_PROJECT_DIR": "."})
    assert json.loads(target.read_bytes())["score"] == 3
    write_formats([Entry(result())], course, ["none"], {"GITLAB_CI": "true", "CI_PROJECT_DIR": str(tmp_path)})
    assert not list(tmp_path.rglob("grader-junit.xml"))
    with pytest.raises(UsageProblem, match="--format excel"):
        check_formats(["excel"])
    with pytest.raises(UsageProblem, match="holds one student"):
        write_formats([Entry(result()), Entry(result("bob"))], course, ["gradescope"], {})


def test_quiet_keeps_standard_output(scores, capsys):
    """With `--json` nothing but JSON is on standard output."""
    write_formats([Entry(result())], load_course(Path.cwd()), [], {"GITHUB_ACTIONS": "true"}, quiet=True)
    assert capsys.readouterr().out == ""


def test_printed_commands_are_not_obeyed(capsys):
    """What a submission prints stands between two marks that nobody can guess."""
    with guard_log({"GITHUB_ACTIONS": "true"}):
        print("    ::error::fake")
    first, _, last = capsys.readouterr().out.splitlines()
    token = first.removeprefix("::stop-commands::")
    assert re.fullmatch("[0-9a-f]{32}", token) and last == f"::{token}::"
    with guard_log({}):
        print("x")
    assert capsys.readouterr().out == "x\n"


def test_a_choice_is_a_value():
    """Choices can be compared, so that the decision is tested without writing."""
    assert choose_exports({"GITLAB_CI": "true"}, nowhere, True) == [
        Choice("junit", "./grader-junit.xml", "write", "GITLAB_CI is set")
    ]
