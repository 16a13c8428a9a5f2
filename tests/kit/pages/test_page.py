"""The instructor's page without a browser: self-contained, escaped, what it carries, bad input, where it is said to be."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import msgspec
import pytest
from made import HOSTILE, SHOWN, case, entry, hostile_result, made_record, result, strip
from make_class import make_results, write_class

from grader import cli
from grader.pages.web import words
from grader.pages.web.class_page import render_class_page
from grader.pages.web.class_record import ClassRecord
from grader.pages.web.feedback import Sight, derive_feedback
from grader.records.results import encode_json
from grader.records.run import Run

ROOT = Path(__file__).parents[3]


def render(record):
    """Returns a page as text."""
    return render_class_page(record).decode()


def simple_record(entries, **fields):
    """Returns the record of a few entries."""
    slugs = sorted({one.exercise for one in entries})
    return ClassRecord("A course", "graded", entries, slugs, Sight("A course"), **fields)


def unpack(page):
    """Returns what a page carries: its table, and a list of students' pages for each exercise."""
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1]
    found = re.findall(r'<script type="text/plain" class="chunks">(.*?)</script>', page, re.DOTALL)
    pages = [
        [row for line in text.split() for row in json.loads(gzip.decompress(base64.b64decode(line)))] for text in found
    ]
    return json.loads(data), pages


@pytest.fixture(scope="module")
def page():
    """The page of a class of sixty that was made, with a hostile student."""
    return render(made_record(more=[hostile_result("mallory"), hostile_result(HOSTILE)]))


def test_the_page_asks_for_nothing(page):
    """No address but a namespace's, one script, allowed by its digest, and a policy that forbids the rest"""
    assert set(re.findall(r"https?://[^\s\"'<]*", page)) <= {
        "http://www.w3.org/1999/xlink",
        "http://www.w3.org/2000/svg",
    }
    assert re.findall(r"<(?:link|iframe|img|object|embed|base|audio|video)\b", page) == []
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 1 == len(re.findall(r"<script>", page))
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'"
    assert "@import" not in page and "url(http" not in page
    for source in re.findall(r'xlink:href="(.{12})', page):
        assert source.startswith(("#", "data:image/p"))


def test_hostile_texts_stay_text(page):
    """A name, a title and an output of a student's make no element, and the data hold them whole"""
    assert "<script>window" not in page and "<img" not in page and "\x1b" not in page and "\u202e" not in page
    table, pages = unpack(page)
    place = table["students"].index("mallory")
    feedback, _ = pages[0][place]
    assert feedback["cases"][0]["message"] == SHOWN and " ".join(SHOWN.split()) in table["students"]
    assert feedback["cases"][0]["stdout"].endswith("(shortened)")


def test_plots_are_whole_and_keep_their_ids_apart(page):
    """Each svg is XML with a label, every id is there once, and colours are the page's own"""
    plots = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(plots) == 6
    for plot in plots:
        ElementTree.fromstring(plot.replace("<svg", '<svg xmlns:xlink="http://www.w3.org/1999/xlink"', 1))
        assert 'role="img"' in plot and "aria-label=" in plot and "var(--ink)" in plot
        assert "#0102" not in plot and "font-family" not in plot
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids))


def test_what_the_student_sees_is_the_feedback(page):
    """Beside what an instructor sees, the page carries the very records that feedback files are made of"""
    record = made_record(more=[hostile_result("mallory"), hostile_result(HOSTILE)])
    table, pages = unpack(page)
    wanted = {}
    for one in record.entries:
        [exercise] = derive_feedback(one.student, [one], record.sight).exercises
        wanted[" ".join(strip(one.student)) or one.student, one.exercise] = json.loads(msgspec.json.encode(exercise))
    students = [one for one in table["students"] if one.replace("_", "").isalnum()]
    assert len(students) == 62
    for student in students:
        for column, exercise in enumerate(table["exercises"]):
            found = pages[column][table["students"].index(student)]
            assert (found and found[0]) == wanted.get((student, exercise["slug"]))


def test_the_page_is_a_function_of_its_record(page):
    """Made again, it has the same bytes"""
    assert render(made_record(more=[hostile_result("mallory"), hostile_result(HOSTILE)])) == page


def test_the_first_questions_are_answered_first(page):
    """Mistake, case and who is missing stand before anything else, with counts"""
    text = " ".join(strip(page.partition("<nav")[0]))
    record = made_record()
    assert "Which mistake to teach" in text and "Which case may be broken" in text and "Who is missing" in text
    missing = re.search(r"(\d+) of (\d+) students handed in nothing: (.*?)\.", text)
    assert "never_00" in missing[3] and "hana_abel_0007" in missing[3] and int(missing[1]) == 2
    assert "not in the roster: " in text and record.roster["never_00"] == "Never Seen 0"


def test_without_a_roster_that_is_said():
    """Who has no folder is unknown then"""
    assert "Without a roster only who has a folder is known" in render(simple_record([entry("ann", [case()])]))


@pytest.mark.parametrize(
    ("entries", "texts"),
    [
        (
            [entry("ann", [case()])],
            ["1 student, 1 exercise", "No known mistake was found", "as far as so few students"],
        ),
        (
            [entry("ann", [case("not_run")], status="ungraded")],
            ["Nobody's work in this exercise has a score", "1 ungraded"],
        ),
        ([entry("ann", [case("not_run")], sha256=None)], ["1 of 1 student handed in nothing", "1 not handed in"]),
    ],
    ids=["one student", "nobody graded", "nothing handed in"],
)
def test_small_classes_have_a_page(entries, texts):
    """One student, nobody graded, nothing handed in"""
    text = " ".join(strip(render(simple_record(entries))))
    assert all(one in text for one in texts)


def test_what_changed_is_told_by_reason_and_cause():
    """With a run before, the page has what moved and why"""
    before = list(make_results(40, 1, seed=2))
    text = " ".join(strip(render(made_record(40, 1, before=before, before_folder="graded-monday"))))
    assert "Since the run before" in text and "graded-monday" in text and "nothing that is recorded" in text
    assert "Since the run before" not in " ".join(strip(render(made_record(10, 1))))


def test_cases_that_may_be_broken_are_marked():
    """Beside a case stands what is odd about it, by the numbers of the cases"""
    rows = [(n % 2, n % 3 > 0, n % 2, n < 2, 1) for n in range(12)]
    entries = [
        entry(f"s{n:02}", [case("passed" if bit else "failed", str(k)) for k, bit in enumerate(row)])
        for n, row in enumerate(rows)
    ]
    text = " ".join(strip(render(simple_record(entries))))
    assert text.count("always agrees with 3") == 1 == text.count("always agrees with 1")
    assert "nobody fails it" in text and re.search(r"\d of the best \d fail it", text)
    assert "1 group of cases that always agree" in text and "1 case that nobody fails" in text


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A class of seven on disk, in the exercises of a course of its own making."""
    place = tmp_path_factory.mktemp("class")
    write_class(place, 7, 1)
    return place


def call(capsys, *words):
    """Returns a command's exit code and what it printed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["grader", "--course", str(ROOT), *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
    printed = capsys.readouterr()
    return ended.value.code, printed.out + printed.err


def make_run(place, results, ended=True, seed=1):
    """Returns a run's folder with these results."""
    run = Run(place)
    run.claim(seed, [], force=True)
    for one in results:
        run.write_result(one)
    if ended:
        run.finish(results, sorted({one.exercise for one in results}), seed, None)
    return run


def test_report_writes_the_page(folder, tmp_path, capsys, monkeypatch):
    """One file, and a line that says where; in a workflow its summary says so too"""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    target = tmp_path / "out" / "report.html"
    run, submissions = folder / "graded", folder / "submissions"
    words = ("report", run, "--html", target, "--submissions", submissions, "--before", run)
    code, text = call(capsys, *words)
    assert code == 0 and f"the class as a page: {target}" in text
    page = target.read_text()
    _, [pages] = unpack(page)
    assert (
        f"grader replay {run}/results/ada_abel_0000/" in pages[0][1]["replay"]
        and str(submissions) in pages[0][1]["replay"]
    )
    assert "never_00" in page and "Since the run before" in page
    assert "`report.html`" in (tmp_path / "summary.md").read_text()


def test_notes_at_the_top(tmp_path, capsys):
    """A run in progress, results of two seeds, two versions of a suite, a damaged file: the page says so"""
    results = [result("ann", [case()]), result("bo", [case()], seed=2, suite_sha256="t")]
    run = make_run(tmp_path / "graded", results, ended=False)
    run.result_path("cy", "dense").parent.mkdir()
    run.result_path("cy", "dense").write_text("{")
    code, text = call(capsys, "report", run.folder, "--html", tmp_path / "r.html")
    page = " ".join(strip((tmp_path / "r.html").read_text()))
    assert code == 4 and "the class as a page" in text
    assert "This run has not ended: the page shows the 2 results" in page
    assert "Results of 2 seeds are here (1, 2)" in page
    assert "more than one version of the suite are here: dense" in page
    assert "1 files are no results and are left out" in page
    call(capsys, "report", run.folder, "--html", tmp_path / "r.html")
    assert "This run has not ended" not in (tmp_path / "r.html").read_text()  # `report` has written the gradebook


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--html", "."], "a folder; give a file"),
        (["--html", "/proc/nowhere/report.html"], "cannot be written"),
        (["--before", "b"], "give --html FILE as well"),
        (["--html", "r.html", "--before", "missing"], "missing: holds no results"),
        (["--html", "r.html", "--roster", "missing.csv"], "missing.csv: cannot be read as a class list"),
        (["--html", "r.html", "--roster", "missing.json"], "no roster.json there"),
    ],
)
def test_bad_input_is_one_line(tmp_path, capsys, monkeypatch, words, line):
    """Exit code 2 and one line that says what to do"""
    monkeypatch.chdir(tmp_path)
    make_run(tmp_path / "graded", [result("ann", [case()])])
    code, text = call(capsys, "report", "graded", *words)
    assert code == 2 and line in text and len([one for one in text.splitlines() if "grader: " in one]) <= 2


def test_no_student_is_one_line(tmp_path, capsys):
    """A run that was begun and has no result yet"""
    make_run(tmp_path / "graded", [], ended=False)
    code, text = call(capsys, "report", tmp_path / "graded", "--html", tmp_path / "r.html")
    assert code == 2 and "no result is there yet, so there is no page" in text and not (tmp_path / "r.html").exists()


def test_results_of_two_seeds_in_two_folders_are_refused(tmp_path, capsys):
    """As for the table: they do not belong together"""
    for number in (1, 2):
        make_run(tmp_path / str(number), [result("ann", [case()], seed=number)], seed=number)
    words = ("report", tmp_path / "1", tmp_path / "2", "--out", tmp_path / "o", "--html", tmp_path / "r.html")
    code, text = call(capsys, *words)
    assert code == 2 and "different seeds" in text


def test_a_class_list_is_a_roster(tmp_path, capsys):
    """A CSV file with a column of folders tells who is missing"""
    make_run(tmp_path / "graded", [result("ann", [case()])])
    (tmp_path / "list.csv").write_text("student,first name,last name\nann,Ann,Abel\nzoe,Zoe,Zorn\n")
    words = ("report", tmp_path / "graded", "--html", tmp_path / "r.html", "--roster", tmp_path / "list.csv")
    assert call(capsys, *words)[0] == 0
    assert "1 of 2 students handed in nothing: zoe" in " ".join(strip((tmp_path / "r.html").read_text()))


def test_numbers_and_lists_in_words():
    """Counts have their plural, shares are never rounded to all or none, lists say how many more"""
    assert (words.count(1, "case"), words.count(2_000, "case")) == ("1 case", "2,000 cases")
    assert [words.say_share(share) for share in (0, 0.001, 0.5, 0.999, 1)] == ["0 %", "1 %", "50 %", "99 %", "100 %"]
    assert words.list_some(list("abc"), 2) == "a, b and 1 more"
    assert words.say_moment("2026-10-02T10:00:00Z") == "2026-10-02 10:00 UTC" and words.say_moment("x") == "x"
    assert encode_json(result("ann", [case()])).startswith(b"{")


def test_only_a_page_needs_matplotlib():
    """A table of results, and feedback, are made without it; students' commands need neither it nor jinja2"""
    code = "import sys; import grader.commands.instructors.{}; print('matplotlib' in sys.modules)"
    for name in ("report", "feedback", "grade"):
        done = subprocess.run([sys.executable, "-c", code.format(name)], capture_output=True, text=True, check=True)
        assert done.stdout == "False\n", name
    code = "import sys; import grader.commands.students.check, grader.commands.students.watch; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"matplotlib", "jinja2", "grader.pages.web", "grader.pages.survey"}.isdisjoint(done.stdout.split())
