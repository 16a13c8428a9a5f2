"""`grader grade` and `grader check` as a user runs them: the sample class, interruptions, and bad input."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from forks import run_grader

ROOT = Path(__file__).parents[3]
CLASS = ROOT / "tests" / "submissions"

# What each student of the sample class must get in `dense`, of 20 points, and what they did.
TABLE = {
    "Andersson, Åsa": (20, "correct, in loops; a name with a comma and accents"),
    "amara": (20, "correct, copies the optimizer with copy.copy"),
    "bilal": (20, "correct, prints in forward_pass"),
    "chen": (17, "input gradient with the updated weights"),
    "dora": (18, "one optimizer object for both parameters"),
    "emil": (13, "throws away what update returns"),
    "fatima": (19, "ignores trainable"),
    "goran": (18, "sums the bias gradient over everything"),
    "hana": (17, "averages the gradients over the batch"),
    "ivan": (1, "a stub half filled in"),
    "jun": (0, "a syntax error"),
    "kofi": (7, "an endless loop in backward_pass"),
    "lena": (0, "sys.exit at import"),
    "mika": (0, "handed in no dense.py"),
    "nadia": (20, "correct, with einsum in single precision, a flat bias and a base class of her own"),
    "olek": (14, "wrong limit, parameters multiplied, output_shape a number"),
}
OUTCOMES = {"ivan": "unimplemented", "jun": "raised", "kofi": "timeout", "lena": "raised", "mika": "not_run"}


def grade(out, *arguments, submissions=CLASS):
    return run_grader("grade", submissions, "--out", out, "--exercise", "dense", *arguments)


def read_results(out):
    return {path.parent.name: json.loads(path.read_text()) for path in sorted(out.glob("results/*/dense.json"))}


def without_times(result):
    cases = [{**case, "duration_s": 0} for case in result["cases"]]
    return {**result, "started_at": "", "duration_s": 0, "cases": cases}


@pytest.fixture(scope="module")
def graded(sample_run):
    """The sample class, graded once."""
    return sample_run


def test_table_names_every_student():
    """The table has a row for every folder of the sample class"""
    assert set(TABLE) == {path.name for path in CLASS.iterdir()}


@pytest.mark.parametrize("student", TABLE)
def test_student_gets_what_the_table_says(graded, student):
    """Each student's score, and the outcome that their mistake must show"""
    result = read_results(graded)[student]
    assert result["status"] == "graded"
    assert (result["score"], result["max_score"]) == (TABLE[student][0], 20)
    outcomes = {case["outcome"] for case in result["cases"]} - {"passed"}
    assert (OUTCOMES.get(student, "failed") in outcomes) == (result["score"] < 20)


def test_results_fit_the_schema(graded):
    """Every result validates against the committed JSON Schema"""
    schema = json.loads((ROOT / "grader" / "records" / "result.schema.json").read_text())
    for result in read_results(graded).values():
        jsonschema.Draft202012Validator(schema).validate(result)


def test_hidden_cases_tell_nothing(graded):
    """A hidden case carries its title, its outcome and one fixed sentence"""
    for student, result in read_results(graded).items():
        hidden = [case for case in result["cases"] if case["visibility"] == "hidden" and case["outcome"] != "passed"]
        if student != "mika":
            assert {case["message"] for case in hidden} <= {
                "This case is hidden: it checks what the statement says with inputs of its own.",
                "not run: the cases before it had used up the time (6 seconds, or 12 cases without an answer)",
            }
        assert {(case["stdout"], case["reproduce"], case["duration_s"]) for case in hidden} <= {("", None, 0.0)}


def test_gradebook_agrees_with_the_results(graded):
    """gradebook.json and gradebook.csv have every student's score"""
    book = json.loads((graded / "gradebook.json").read_text())
    assert {row["student"]: row["scores"]["dense"] for row in book["students"]} == {
        name: row[0] for name, row in TABLE.items()
    }
    lines = (graded / "gradebook.csv").read_text().splitlines()
    assert lines[0] == "student,dense,total"
    assert '"Andersson, Åsa",20,20' in lines


def test_jobs_and_order_change_nothing(graded, tmp_path):
    """One job for some of the class, and one student alone, give the same bytes but for times"""
    some = ["Andersson, Åsa", "bilal", "goran", "ivan", "jun", "lena", "mika", "nadia", "olek"]
    for student in some:
        shutil.copytree(CLASS / student, tmp_path / "class" / student)
    assert grade(tmp_path / "one", "--jobs", 1, submissions=tmp_path / "class").returncode == 0
    assert grade(tmp_path / "single", "--force", submissions=CLASS / "olek").returncode == 0
    want = {name: without_times(result) for name, result in read_results(graded).items() if name in some}
    assert {name: without_times(result) for name, result in read_results(tmp_path / "one").items()} == want
    assert without_times(read_results(tmp_path / "single")["olek"]) == want["olek"]
    rows = [(out / "gradebook.csv").read_text().splitlines() for out in (tmp_path / "one", graded)]
    assert rows[0] == [row for row in rows[1] if next(csv.reader([row]))[0] in ["student", *some]]


def test_plain_processes_give_the_same_scores(graded, tmp_path):
    """Without fork, workers are plain processes, and nobody's score changes"""
    students = {"amara", "goran", "lena", "mika"}
    for student in students:
        shutil.copytree(CLASS / student, tmp_path / "class" / student)
    assert grade(tmp_path / "out", "--no-fork", submissions=tmp_path / "class").returncode == 0
    scores = {name: result["score"] for name, result in read_results(tmp_path / "out").items()}
    assert scores == {name: TABLE[name][0] for name in students}


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize("kind", [pytest.param(signal.SIGKILL, marks=pytest.mark.slow), signal.SIGINT])
def test_a_stopped_run_is_continued(tmp_path, kind):
    """kill -9 and Ctrl-C leave valid results and no process; a rerun grades what is missing"""
    people, out, scratch = tmp_path / "class", tmp_path / "out", tmp_path / "scratch"
    for number in range(60):
        write(people / f"student{number:02}", (CLASS / "amara" / "dense.py").read_bytes())
    scratch.mkdir()  # judges work in folders of their own below it, by which they are known
    command = [sys.executable, "-m", "grader", "grade", str(people), "--out", str(out), "--exercise", "dense"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env={**os.environ, "TMPDIR": str(scratch)})  # fmt: skip
    while len(list(out.glob("results/*/dense.json"))) < 3:
        assert process.poll() is None
        time.sleep(0.01)
    started = find_judges(scratch)
    process.send_signal(kind)
    assert process.wait(60) == (4 if kind == signal.SIGINT else -signal.SIGKILL)
    kept = read_results(out)
    assert 3 <= len(kept) < 60
    assert len(started) >= 2  # a judge and its zygote
    while any(is_alive(pid) for pid in started):
        time.sleep(0.01)
    assert list(out.rglob(".part-*")) == []
    again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert again.returncode == 0
    assert f"{len(kept)} submissions are graded already" in again.stderr
    assert {score for (name, slug), score in scores_of(out).items()} == {20}
    assert len(scores_of(out)) == 60


def find_judges(scratch):
    """Returns the judges that work below a folder, by pid, and the processes that they have started."""
    found = set()
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.readlink(path / "cwd").startswith(str(scratch)):
                pid = path.name
                found |= {int(pid), *map(int, (path / "task" / pid / "children").read_text().split())}
    return found


def is_alive(pid):
    """Tells whether a process is there and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] != b"Z"
    except OSError:
        return False


def scores_of(out):
    """Returns every score of a run."""
    found = (json.loads(path.read_text()) for path in out.glob("results/*/*.json"))
    return {(one["student"], one["exercise"]): one["score"] for one in found}


def write(folder, text, name="dense.py"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def test_bad_submissions_get_one_line_each_and_the_rest_is_graded(tmp_path):
    """A folder named like a file, a link, latin-1, null bytes, an empty and an enormous file cost only their owner"""
    good = (CLASS / "amara" / "dense.py").read_bytes()
    people = tmp_path / "class"
    write(people / "good", good)
    (people / "folder" / "dense.py").mkdir(parents=True)
    (people / "link").mkdir()
    (people / "link" / "dense.py").symlink_to(CLASS / "amara" / "dense.py")
    write(people / "latin", "# caf\xe9\n".encode("latin-1"))
    write(people / "null", b"x = 1\0")
    write(people / "empty", b"")
    write(people / "bom", b"\xef\xbb\xbf" + good)
    write(people / "large", b"#" * (256 * 1024 + 1))
    (people / "sparse").mkdir()
    with open(people / "sparse" / "dense.py", "wb") as file:
        file.truncate(2 * 2**30)
    (people / "pipe").mkdir()
    os.mkfifo(people / "pipe" / "dense.py")
    (people / "stray.txt").write_text("")
    (people / "other").symlink_to(CLASS / "amara")
    write(people / "=cmd()", good)
    done = grade(tmp_path / "out", submissions=people)
    assert done.returncode == 0, done.stderr
    results = read_results(tmp_path / "out")
    assert {name for name, result in results.items() if result["score"] == 20} == {"good", "bom", "=cmd()"}
    assert {result["max_score"] for result in results.values()} == {20}
    messages = {name: {case["message"] for case in result["cases"]} for name, result in results.items()}
    for name, text in {
        "folder": "dense.py is a folder", "link": "dense.py is a link", "latin": "dense.py is not UTF-8 (line 1)",
        "null": "null bytes", "large": "262,145 bytes", "sparse": "2,147,483,648 bytes", "pipe": "not a regular file",
    }.items():  # fmt: skip
        assert len(messages[name]) == 1
        assert text in next(iter(messages[name]))
    assert any("does not define `Dense`" in text for text in messages["empty"])
    assert "stray.txt: a file among the students' folders" in done.stderr
    assert "other: a link" in done.stderr
    assert "'=cmd(),20,20" in (tmp_path / "out" / "gradebook.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["grade", "no-such-folder", "--out", "OUT"], "no-such-folder: no such file or folder"),
        (["grade", "EMPTY", "--out", "OUT"], "nobody has handed in anything"),
        (["grade", str(CLASS), "--out", "OUT", "--exercise", "dens"], "did you mean `dense`?"),
        (["grade", str(CLASS), "--out", "/proc/nowhere"], "cannot be written"),
        (["check", "densee"], "did you mean `dense`?"),
    ],
)
def test_usage_errors_are_one_line(tmp_path, arguments, text):
    """Exit code 2 and one line that says what to do"""
    (tmp_path / "empty").mkdir()
    known = {"OUT": str(tmp_path / "out"), "EMPTY": str(tmp_path / "empty")}
    done = run_grader(*[known.get(argument, argument) for argument in arguments])
    assert done.returncode == 2
    assert text in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_another_runs_seed_is_refused(graded, tmp_path):
    """An output folder of a run with another seed is left alone, unless --force is given"""
    shutil.copytree(graded, tmp_path / "out")
    done = grade(tmp_path / "out", "--seed", 7, submissions=CLASS / "amara")
    assert done.returncode == 2
    assert "holds the results of a run with seed" in done.stderr
    assert (tmp_path / "out" / "gradebook.json").read_bytes() == (graded / "gradebook.json").read_bytes()


def test_a_malformed_course_is_named_with_its_line(tmp_path):
    """Exit code 3 and path:line for an unknown key in exercise.toml"""
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises")
    path = tmp_path / "exercises" / "layers" / "dense" / "exercise.toml"
    path.write_text(path.read_text().replace("points = 20", "pionts = 20"))
    done = run_grader("--course", tmp_path, "list")
    assert done.returncode == 3
    assert f"{path}:5: " in done.stderr
    assert "pionts" in done.stderr


def test_check_shows_the_first_failure_and_never_a_false_all_clear():
    """check exits with 1 and one case, or 0 with a word about the hidden cases"""
    failing = run_grader("check", "dense", "--file", CLASS / "chen" / "dense.py")
    assert failing.returncode == 1
    assert "5 of 7 points" in failing.stdout
    assert failing.stdout.count("failed, 0 of 1") == 1
    passing = run_grader("check", "dense", "--file", CLASS / "amara" / "dense.py")
    assert passing.returncode == 0
    assert "Hidden cases are scored when you hand in" in passing.stdout


def test_check_writes_json():
    """check --json prints results in the contract's format"""
    done = run_grader("check", "dense", "--json", "--file", CLASS / "chen" / "dense.py")
    result = json.loads(done.stdout)[0]
    assert (done.returncode, result["score"], result["max_score"]) == (1, 5, 7)


def test_nothing_is_left_in_the_class_folder():
    """Grading writes nothing into the submissions"""
    names = {path.name for path in CLASS.rglob("*") if path.is_file()}
    assert names == {"dense.py", "note.txt"}
