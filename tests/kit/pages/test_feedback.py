"""A student's own page: an allow-list, in HTML and Markdown; zips under the platforms' names; the command."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import msgspec
import pytest
from made import HOSTILE, SHOWN, case, entry, hostile_result, known, result, strip

from grader import cli
from grader.course.layout import Hint, load_course
from grader.pages.web.feedback import MAX_TEXT, Feedback, Sight, derive_feedback, find_hint
from grader.pages.web.student_page import markdown, render_student_markdown, render_student_page
from grader.pages.web.uploads import find_lost, find_places, pack
from grader.records.entries import Change, Entry
from grader.records.errors import UsageProblem
from grader.records.results import HIDDEN_MESSAGE, encode_json
from grader.records.run import Run

ROOT = Path(__file__).parents[3]
SIGHT = Sight("A course", diagnose_hidden=True)
SECRET = "CANARY of a hidden case"
TOLD = ("The course", "Ann Abel", "1 of 5", "graded with 1 points", "+1 points", "a proof", "-1 points", "1 day late",
        "Dense (1).py", "2026-10-02 10:00 UTC", "2026-10-01 22:00 UTC", "Right already", "Title right", "Not right yet",
        "bad is failed", "Mistake slip", "Hint of slip", "print(1)", "said so", "Next hint")  # fmt: skip


def hidden(outcome="failed", **fields):
    """Returns a hidden case in which every text is one that nobody may see."""
    return case(outcome, "h", visibility="hidden", message=SECRET, reproduce=SECRET, stdout=SECRET, **fields)


def both(feedback: Feedback):
    """Returns the two renderings as text."""
    return render_student_page(feedback).decode(), render_student_markdown(feedback).decode()


@pytest.mark.parametrize("outcome", ["passed", "failed", "raised", "timeout", "crashed", "unimplemented"])
def test_nothing_of_a_hidden_case_but_title_and_outcome(outcome):
    """Whatever a result says of a hidden case, the page says title, outcome, points and our own sentence"""
    feedback = derive_feedback("ann", [entry("ann", [case(), hidden(outcome)])], SIGHT)
    for page in both(feedback):
        assert SECRET not in page and "Title h" in page
        assert ("hidden: it checks what the statement says" in page) == (outcome != "passed")
    assert SECRET not in msgspec.json.encode(feedback).decode()


def test_the_course_says_whether_a_mistake_is_named_in_a_hidden_case():
    """`hidden_feedback` of the course holds, also for results that were graded under another"""
    entries = [entry("ann", [hidden(diagnosis=known()), case("failed", "p", diagnosis=known("public"))])]
    open_, closed = (derive_feedback("ann", entries, Sight("c", diagnose_hidden=flag)) for flag in (True, False))
    assert [one.mistake for one in open_.exercises[0].cases] == ["Mistake slip", "Mistake public"]
    assert [one.mistake for one in closed.exercises[0].cases] == ["", "Mistake public"]
    assert [one.hint for one in closed.exercises[0].cases] == ["", "Hint of public"]


def test_everything_that_a_student_may_see_is_there():
    """Total, lateness, adjustments and comments, file and time, what is right, what is wrong, why, snippet, notices, hint"""
    exercise = load_course(ROOT).exercise("dense")
    wrong = case("failed", "numbers_bad", 3, diagnosis=known(), reproduce="print(1)", stdout="said so")
    cases = [case(name="right"), wrong, hidden()]
    changes = (Change("adjustment", 1, "a proof"), Change("late", -1, "1 day late"))
    one = Entry(result("ann", cases), changes, "2026-10-02T10:00:00Z", "2026-10-01T22:00:00Z")
    sight = Sight("The course", {"dense": exercise}, True, {"ann": "Ann Abel"}, {("ann", "dense"): "Dense (1).py"})
    for page in both(derive_feedback("ann", [one], sight)):
        words = " ".join(strip(page)) if page.startswith("<") else page.replace("\\", "")
        for text in (exercise.settings.title, HIDDEN_MESSAGE, *TOLD):
            assert text in words, text
        assert "a" * 64 in words


def test_no_total_says_why():
    """Missing, ungraded, excused: a sentence instead of a total, and no cases"""
    ungraded = entry("ann", [case("not_run", message="could not be read")], status="ungraded")
    missing = entry("ann", [case("not_run", message="flat.py was not handed in")], "flatten", sha256=None)
    excused = Entry(result("ann", [case()], "reshape"), excused=True)
    feedback = derive_feedback("ann", [ungraded, missing, excused], SIGHT)
    assert feedback.total is None and [one.state for one in feedback.exercises] == ["ungraded", "missing", "excused"]
    for page in both(feedback):
        assert "No total yet" in page and "could not be read" in page and "excused" in page
        assert "flat.py was not handed in" in page.replace("\\", "")
    assert [len(one.cases) for one in feedback.exercises] == [0, 0, 1]


def test_notices_are_read_where_results_have_them():
    """A result's notices, from the version on that has them, reach the page"""

    class Noticed(msgspec.Struct):
        """A result of a later version, as far as this test needs it."""

        student: str = "ann"
        exercise: str = "dense"
        status: str = "graded"
        score: int = 1
        max_score: int = 1
        cases: list = []
        submission_sha256: str = "a"
        notices: list = []

    feedback = derive_feedback("ann", [Entry(Noticed(cases=[case()], notices=["`Dense.py` was graded"]))], SIGHT)
    assert all("Dense.py" in page for page in both(feedback))


def test_the_next_hint_belongs_to_the_first_failing_case():
    """A hint that names the case comes first, then one for every case; who passes everything needs none"""
    exercise = load_course(ROOT).exercise("dense")
    cases = [case(name="a"), case("failed", "b[2-3]"), case("failed", "c")]
    hints = ["first of all", Hint("for c", ["test_c"]), Hint("for b", ["test_b"])]
    own, general, none = (
        msgspec.structs.replace(exercise.settings, hints=given) for given in (hints, hints[:2], [hints[1], hints[1]])
    )
    made = type(exercise)
    assert find_hint(made(ROOT, "layers", "dense", own), cases) == "for b"
    assert find_hint(made(ROOT, "layers", "dense", general), cases) == "first of all"
    assert find_hint(made(ROOT, "layers", "dense", none), cases) == ""
    assert find_hint(made(ROOT, "layers", "dense", own), cases[:1]) == ""


def test_hostile_texts_are_shown_as_text():
    """Scripts, tags, control characters and 300 KB come out as text, cut with a sentence; no element is made of them"""
    page, text = both(
        derive_feedback("mallory", [Entry(hostile_result("mallory"))], Sight("c", names={"mallory": HOSTILE}))
    )
    assert "<script" not in page and "<img" not in page and "\x1b" not in page + text and "\u202e" not in page + text
    assert " ".join(SHOWN.split()) in " ".join(strip(page))
    assert len(page) < 12 * MAX_TEXT and "(shortened)" in page
    assert "\\<script\\>" in text and re.search(r"^```", text, re.MULTILINE)


def test_markdown_is_escaped_and_reads_as_text():
    """Backslashes, so that who sees the source still reads it"""
    assert markdown("a_b *c* `d` <e> [f](g) #h | $x$") == r"a\_b \*c\* \`d\` \<e\> \[f\](g) \#h \| \$x\$"
    assert markdown("- x\n+ y") == r"\- x + y"
    assert markdown("1. x") == r"1\. x" and markdown("np.random(42) - 3") == "np.random(42) - 3"


def make_zip(path, names):
    """Writes a platform's download with a file under each of these names."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x = 1\n")
    return path


def read_moodle(name, participants):
    """Returns the participant whose feedback Moodle takes a file for, by its own rules, or None."""
    parts = name.split("/")
    if parts[-1].startswith((".", "~")):
        return None
    for part in parts:
        words = part.split("_", 4)
        if len(words) >= 4 and words[1].isdigit() and words[1] in participants:
            return words[1] if words[2:4] == ["assignsubmission", "file"] else None
    return None


def read_canvas(name, attachments):
    """Returns the student whose file Canvas takes back, by its own rules, or None."""
    words = name.rsplit("/", 1)[-1].split("_")
    numbers = [word for word in words if word.isdigit()][:2]
    return numbers[0] if len(numbers) == 2 and attachments.get(numbers[1]) == numbers[0] else None


MOODLE = ["Jane Doe_101_assignsubmission_file/dense.py", "Ann_Marie Lee_102_assignsubmission_file_/dense.py",
          "Jane Doe_103_assignsubmission_file/dense.py"]  # fmt: skip
CANVAS = ["doejane_LATE_7_900_dense-2.py", "leeann_8_901_dense.py", "leeann_8_902_flatten.py", "anon_9_903_dense.py"]


def test_moodle_takes_its_zip(tmp_path):
    """Every name leads Moodle's importer to the right participant: two people of one name, an underscore in a name"""
    places, lines = find_places("moodle", make_zip(tmp_path / "m.zip", MOODLE))
    files = {place.student: place.student.encode() for place in places}
    archive = zipfile.ZipFile(io.BytesIO(pack("moodle", places, files)))
    found = {read_moodle(name, {"101", "102", "103"}): archive.read(name).decode() for name in archive.namelist()}
    assert lines == [] and len(archive.namelist()) == 3
    assert set(found) == {"101", "102", "103"} and found["101"] == "Jane Doe 101" and found["103"] == "Jane Doe 103"
    assert all(name.endswith("/feedback.html") for name in archive.namelist())


def test_canvas_takes_its_zip(tmp_path):
    """Every name holds the student's number and that of a file of theirs, once for each student"""
    places, _ = find_places("canvas", make_zip(tmp_path / "c.zip", CANVAS))
    files = {place.student: place.student.encode() for place in places}
    archive = zipfile.ZipFile(io.BytesIO(pack("canvas", places, files)))
    attachments = {"900": "7", "901": "8", "902": "8", "903": "9"}
    found = {read_canvas(name, attachments): archive.read(name).decode() for name in archive.namelist()}
    assert found["7"] == "doejane_7" and found["8"] == "leeann_8" and len(archive.namelist()) == 3
    assert all(name.endswith(".md") for name in archive.namelist())
    assert find_lost(places, ["doejane_7", "nobody"]) == ["nobody"]
    assert pack("canvas", places, files) == pack("canvas", places, files)


def test_a_download_of_something_else_is_refused(tmp_path):
    """One line, and nothing is written"""
    with pytest.raises(UsageProblem, match="nothing in it is named as in a download from moodle"):
        find_places("moodle", make_zip(tmp_path / "x.zip", ["a.txt"]))


@pytest.fixture
def run(tmp_path):
    """A run's folder with two students in two exercises, and what they handed in."""
    out = Run(tmp_path / "graded")
    out.claim(1, [], force=True)
    source = b"x = 1\n"
    digest = __import__("hashlib").sha256(source).hexdigest()
    for student in ("leeann_8", "doejane_7"):
        (tmp_path / "submissions" / student).mkdir(parents=True)
        (tmp_path / "submissions" / student / "Dense (1).py").write_bytes(source)
        out.write_result(result(student, [case("failed", "a"), hidden()], "dense", sha256=digest))
        out.write_result(result(student, [case()], "flatten", sha256="c" * 64))
    return out


def call(capsys, *words):
    """Returns a command's exit code and what it printed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["grader", "--course", str(ROOT), *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
    printed = capsys.readouterr()
    return ended.value.code, printed.out + printed.err


def test_the_command_writes_two_files_for_each(run, tmp_path, capsys):
    """HTML and Markdown, exercises in the course's order, the file's name by its digest; --student alone"""
    out = tmp_path / "feedback"
    code, text = call(capsys, "feedback", run.folder, "--out", out, "--submissions", tmp_path / "submissions")
    assert code == 0 and "feedback for 2 students" in text
    assert sorted(path.name for path in out.iterdir()) == [
        "doejane_7.html",
        "doejane_7.md",
        "leeann_8.html",
        "leeann_8.md",
    ]
    page = (out / "leeann_8.html").read_text()
    assert "Dense (1).py" in page and page.index("Dense:") < page.index("Flatten:")
    assert "doejane" not in page and SECRET not in page
    code, text = call(
        capsys, "feedback", run.folder, "--out", tmp_path / "one", "--student", "leeann_8", "--exercise", "flatten"
    )
    assert code == 0 and [path.suffix for path in sorted((tmp_path / "one").iterdir())] == [".html", ".md"]
    assert "Dense:" not in (tmp_path / "one" / "leeann_8.html").read_text()


def test_the_command_zips_for_a_platform(run, tmp_path, capsys):
    """Who has no file in the download is named, and the exit code says so"""
    download = make_zip(tmp_path / "c.zip", CANVAS[:1])
    words = ("feedback", run.folder, "--out", tmp_path / "f", "--for", "canvas", "--download", download)
    code, text = call(capsys, *words)
    assert code == 4 and "not in the zip: leeann_8" in text and "1 of 2 students" in text
    assert zipfile.ZipFile(tmp_path / "f" / "canvas.zip").namelist() == ["doejane_LATE_7_900_dense-2.md"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--student", "nobody"], "nobody called `nobody` has a result"),
        (["--exercise", "reshape"], "no result of these students and exercises"),
        (["--for", "moodle"], "--for and --download go together"),
    ],
)
def test_bad_input_is_one_line(run, tmp_path, capsys, words, line):
    """Exit code 2, one line, nothing written"""
    code, text = call(capsys, "feedback", run.folder, "--out", tmp_path / "f", *words)
    assert code == 2 and line in text and len(text.strip().splitlines()) == 1
    assert not (tmp_path / "f").exists()


def test_a_folder_without_results_is_one_line(tmp_path, capsys):
    """As every command says it"""
    code, text = call(capsys, "feedback", tmp_path, "--out", tmp_path / "f")
    assert code == 2 and "holds no results" in text


def test_a_damaged_result_is_named(run, tmp_path, capsys):
    """The others get their feedback, and the exit code is that of something ungraded"""
    run.result_path("leeann_8", "dense").write_text("{")
    code, text = call(capsys, "feedback", run.folder, "--out", tmp_path / "f")
    assert code == 4 and "is no result of this version" in text and (tmp_path / "f" / "doejane_7.html").exists()


def test_odd_names_become_files(tmp_path, capsys):
    """A folder's name of 255 bytes, one with markup: a file each"""
    out = Run(tmp_path / "graded")
    out.claim(1, [], force=True)
    names = ["\u00e9" * 127, "<b>&amp;", "con"]
    for name in names:
        out.result_path(name, "dense").parent.mkdir(parents=True)
        out.result_path(name, "dense").write_bytes(encode_json(result(name, [case()])))
    code, _ = call(capsys, "feedback", out.folder, "--out", tmp_path / "f")
    assert code == 0 and len(list((tmp_path / "f").glob("*.html"))) == 3
    assert json.loads(out.result_path("con", "dense").read_text())["score"] == 1


def test_the_hint_is_that_of_the_failing_case():
    """Patterns of cases count, as for `grader hint`; a case that no hint is made for gets none"""
    exercise = load_course(ROOT).exercise("dense")
    backward = "backward_updates_both"
    for name, pattern in [("forward_of_a_batch", "test_forward_*"), (backward, f"test_{backward}")]:
        expected = next(hint.text for hint in exercise.hints if pattern in hint.cases)
        assert find_hint(exercise, [case(), case("failed", name)]) == expected
    assert find_hint(exercise, [case("failed", "unknown")]) == ""
    assert find_hint(exercise, [case(name="right")]) == ""
