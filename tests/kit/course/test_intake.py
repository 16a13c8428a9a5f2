"""What a class hands in gets the right score, whatever it is called and wherever it lies: the table of `make_handins.py`."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import os
import re
import sys
from pathlib import Path

import pytest
from forks import run_grader

from grader.course.classes import find_class, name_student
from grader.course.layout import load_course
from grader.course.names import read_name
from grader.course.own import find_own, is_begun
from grader.course.resolver import Student, read_source
from grader.course.submissions import Code, OurFault
from grader.judge.tasks import read_own
from grader.records.errors import UsageProblem

SPEC = importlib.util.spec_from_file_location("make_handins", Path(__file__).parents[1].joinpath("make_handins.py"))
make_handins = importlib.util.module_from_spec(SPEC)
sys.modules["make_handins"] = make_handins
SPEC.loader.exec_module(make_handins)
RIGHT, TABLE = make_handins.RIGHT, make_handins.TABLE
ROOT = make_handins.ROOT
SLUGS = ("dense", "named_dense", "conv2d", "max_pooling", "max_pooling2d")
NEWER_COUNTS = "both begun"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not have")


def grade(submissions, out, *arguments):
    """Runs `grader grade` for `dense`."""
    return run_grader("grade", submissions, "--out", out, "--exercise", "dense", *arguments, timeout=300)


def read(out, student):
    """Returns a student's result."""
    return json.loads((out / "results" / student / "dense.json").read_text())


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The class of the table, graded; its folder, the results' folder, and what was said."""
    folder = tmp_path_factory.mktemp("intake")
    make_handins.make_class(folder / "class")
    done = grade(folder / "class", folder / "out")
    assert done.returncode == 4, done.stderr
    return folder / "class", folder / "out", done.stderr


def test_the_table_is_long_enough():
    """At least sixty odd folders, with right, wrong and undecided ones among them."""
    assert len(TABLE) >= 60
    assert {row.score for row in TABLE.values()} == {0, None, make_handins.FULL}


@pytest.mark.parametrize("name", TABLE)
def test_grade_gives_what_the_table_says(graded, name):
    """The score; and a notice in the result and to the instructor exactly where the name was not plain."""
    row, result = TABLE[name], read(graded[1], name)
    assert result["score"] == row.score
    assert result["status"] == ("ungraded" if row.score is None else "graded")
    told = " ".join([*result["notices"], *(case["message"] for case in result["cases"] if case["outcome"] == "not_run")])
    assert row.words in told
    assert (result["notices"] == []) == (f"grader: {name}, dense: " not in graded[2])
    if row.score and not row.words:
        assert result["notices"] == []


def test_a_second_run_grades_nobody_again(graded):
    """Right ones, wrong ones and those who handed in nothing are current; the undecided ones are looked at again."""
    undecided = [name for name, row in TABLE.items() if row.score is None]
    before = {name: (graded[1] / "results" / name / "dense.json").stat().st_mtime_ns for name in TABLE}
    done = grade(graded[0], graded[1])
    assert f"{len(TABLE) - len(undecided)} submissions are graded already" in done.stderr
    after = {name: (graded[1] / "results" / name / "dense.json").stat().st_mtime_ns for name in TABLE}
    assert [name for name in TABLE if before[name] != after[name]] == undecided


@pytest.mark.parametrize("name", [name for name in TABLE if name != NEWER_COUNTS])
def test_check_chooses_what_grade_chooses(tmp_path, name):
    """In a student's own course the same file counts, with the same words, where what was handed out lies beside it."""
    row, handed = TABLE[name], read_own(make_own(tmp_path, TABLE[name].files))
    if row.score is None:
        assert isinstance(handed.work, OurFault)
        assert row.words in handed.work.problem
        return
    assert (isinstance(handed.work, Code) and is_right(handed.work.data)) == (row.score == make_handins.FULL)
    if row.score:
        assert row.words in " ".join(handed.notices)


def test_check_takes_the_newer_of_file_and_notebook(tmp_path):
    """A student works on one of them: what was saved last is checked, and the other one is named on the page."""
    files = {"dense.py": make_handins.Saved(make_handins.OTHER, make_handins.OLD), "dense.ipynb": make_handins.notebook()}
    exercise = make_own(tmp_path, files)
    assert is_right(read_own(exercise).work.data)
    assert find_own(exercise).other == exercise.stub


@pytest.mark.parametrize("file", ["Dense.py", "hw1/dense.py", "dense_final.ipynb"])
def test_the_file_that_counts_is_the_one_that_is_shown(tmp_path, file):
    """Where nothing handed out is begun, the page, the list and the memory are about what lies beside it."""
    data = make_handins.notebook() if file.endswith("ipynb") else RIGHT
    exercise = make_own(tmp_path, {file: data})
    assert find_own(exercise).path == exercise.folder / file
    assert is_begun(exercise)
    (exercise.folder / file).unlink()
    assert not is_begun(exercise)


def make_own(root, files):
    """Returns `dense` in a student's own course that holds these files in the place of what was handed out."""
    own = {"dense.py": make_handins.STUB, "dense.ipynb": make_handins.STUB_NOTEBOOK}
    taken = {Path(file).parts[0] for file in files}
    folder = root / "exercises" / "layers" / "dense"
    make_handins.make_files(folder, {file: data for file, data in own.items() if file not in taken} | files)
    others = {f"layers/{slug}/exercise.toml": b"" for slug in SLUGS}
    make_handins.make_files(root / "exercises", {".stubs/dense.py": make_handins.STUB, **others})
    (root / "exercises" / "layers" / "plain").mkdir()
    return dataclasses.replace(load_course(ROOT).exercise("dense"), root=root)


def is_right(data):
    """Tells whether code is that of the right file, or of the notebook that holds it."""
    data = "".join(cell or "" for cell in json.loads(data)).encode() if data.startswith(b"[") else data
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n") == RIGHT


@pytest.mark.parametrize(("files", "found"), [(["exercises/layers/dense/dense.py"], False), (["dense.py"], True)])
def test_what_lies_behind_too_many_files_is_no_zero(tmp_path, monkeypatch, files, found):
    """Where not all files are looked at, an exact name in its place counts, and else nobody is given a 0"""
    monkeypatch.setattr("grader.course.resolver.MAX_FILES", 5)
    make_handins.make_files(tmp_path, {f"data/{number}.csv": b"" for number in range(9)} | dict.fromkeys(files, RIGHT))
    handed = read_source(Student("ann", tmp_path, slugs=SLUGS), "dense", make_handins.STUB)
    assert isinstance(handed.work, Code if found else OurFault)
    assert "more than 5 entries" in (handed.notices[0] if found else handed.work.problem)


# Names


@pytest.mark.parametrize(
    ("name", "slug", "exact"),
    [
        ("dense.py", "dense", True), ("dense.ipynb", "dense", True), ("Dense.py", "dense", False),
        ("named-dense.py", "named_dense", False), ("NamedDense v2.py", "named_dense", False),
        ("nameddense.PY", "named_dense", False), ("max_pooling2.py", "max_pooling", False),
        ("MaxPooling2D.py", "max_pooling2d", False), ("max_pooling2d (3).py", "max_pooling2d", False),
        ("maxpooling2d.py", "max_pooling2d", False), ("conv2d-1.ipynb", "conv2d", False),
    ],
)  # fmt: skip
def test_the_longest_slug_is_meant(name, slug, exact):
    """A name that holds two slugs, one in the other, means the longer one."""
    found = read_name(name, SLUGS)
    assert (found.slug, found.exact) == (slug, exact)


@pytest.mark.parametrize(
    "name",
    ["dense", "dense.pyc", "dense.py~", ".dense.py", "densely.py", "test_dense.py", "DenseTest.py", "conv2d_dense.py",
     "dense-checkpoint.ipynb", "dense.docx", "dense_notes.txt", "condense.py", "", ".py", "dense.py.bak"],
)  # fmt: skip
def test_names_that_mean_nobody(name):
    """Other words, other endings, tests, and names with two exercises in them."""
    assert read_name(name, SLUGS) is None


# Classes


def put(folder, *names, content=RIGHT):
    """Writes a right file under each of these names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def names(folder, **options):
    """Returns the names of a folder's students."""
    return [student.name for student in find_class(folder, SLUGS, **options).students]


@pytest.mark.parametrize("loose", ["dense.py", "Dense.py", "conv2d.ipynb", "alice_dense.py"])
def test_a_loose_file_makes_no_student_of_a_class(tmp_path, loose):
    """A file that lies beside the students' folders is passed over with a line."""
    found = find_class(put(tmp_path, "ann/dense.py", "bob/dense.py", loose), SLUGS)
    assert [student.name for student in found.students] == ["ann", "bob"] and not found.alone
    assert found.passed_over == [f"{loose}: a file among the students' folders; it is passed over"]


def test_a_student_called_like_a_file(tmp_path):
    """A folder called `dense.py` is a student like any other."""
    assert names(put(tmp_path, "alice/dense.py", "bob/dense.py", "dense.py/dense.py")) == ["alice", "bob", "dense.py"]


def test_a_students_own_folder_may_have_folders(tmp_path):
    """One folder with an older version in it does not make a class of a student's folder."""
    found = find_class(put(tmp_path / "ann", "dense.py", "old/dense.py"), SLUGS)
    assert ([student.name for student in found.students], found.alone) == (["ann"], True)


def test_a_repository_is_one_student(tmp_path):
    """The course's own layout is a student's, whatever else lies there."""
    put(tmp_path / "ann", "exercises/layers/dense/dense.py", "a/dense.py", "b/dense.py")
    assert names(tmp_path / "ann") == ["ann"]


def test_what_is_no_student(tmp_path):
    """Tools' folders, hidden ones and the run's own are one line in all."""
    put(tmp_path, "ann/dense.py", "__MACOSX/._x", "lost+found/x", "$RECYCLE.BIN/x", ".git/x", "__pycache__/x",
        ".ipynb_checkpoints/x", "graded/results/ann/dense.json", "graded/gradebook.json", "out/x")  # fmt: skip
    found = find_class(tmp_path, SLUGS, out=tmp_path / "out")
    assert [student.name for student in found.students] == ["ann"]
    (line,) = found.passed_over
    for name in ("__MACOSX", "lost+found", "$RECYCLE.BIN", ".git", "__pycache__", ".ipynb_checkpoints", "graded", "out"):
        assert name in line


def test_a_flat_download_is_no_student(tmp_path):
    """Many students' files in one folder are not one student's attempts: it says how they become a class."""
    put(tmp_path, "doejane_1_2_dense.py", "leeann_3_4_dense.py")
    with pytest.raises(UsageProblem, match="grader collect"):
        find_class(tmp_path, SLUGS)


def test_one_student_by_name(tmp_path):
    """With `student` whatever is there is theirs."""
    assert names(put(tmp_path, "a/dense.py", "b/dense.py"), student="ann") == ["ann"]


@pytest.mark.skipif(sys.platform != "linux", reason="names that are not UTF-8")
@pytest.mark.parametrize("pair", [(b"\xff", b"\\xff"), (b"a\xe9", b"a\\xe9"), (b"\\x5cxff", b"\\xff")])
def test_two_names_stay_two_students(tmp_path, pair):
    """No two folders have one name as text, and each result goes to its own student."""
    for number, name in enumerate(pair):
        folder = os.fsencode(tmp_path / "class") + b"/" + name
        os.makedirs(folder)
        with open(folder + b"/dense.py", "wb") as file:
            file.write(RIGHT if number else b"class Dense:\n    pass\n")
    found = names(tmp_path / "class")
    assert len(set(found)) == 2
    if pair[0] == b"\xff":
        assert grade(tmp_path / "class", tmp_path / "out").returncode == 0
        scores = [read(tmp_path / "out", name_student(Path(os.fsdecode(name))))["score"] for name in pair]
        assert scores == [0, make_handins.FULL]


# What cannot be read, and what was not handed in


def test_missing_files_need_no_judge(tmp_path, monkeypatch):
    """Where nobody has handed in code, one judge tells the cases, and the next run needs none at all."""
    from grader.commands.instructors import grade as command
    from grader.judge import pool

    started = []

    class Counted(pool.JudgeProcess):
        def __init__(self, setup, number=0):
            started.append(setup.warm_up)
            super().__init__(setup, number)

    monkeypatch.setattr(pool, "JudgeProcess", Counted)
    for number in range(6):
        (tmp_path / "class" / f"s{number}").mkdir(parents=True)
    options = command.GradeOptions(tmp_path / "class", tmp_path / "out", ["dense"], ["none"])
    command.grade_class(ROOT, options)
    assert started == [[]]
    (tmp_path / "class" / "late").mkdir()
    command.grade_class(ROOT, options)
    assert started == [[]]
    assert re.fullmatch(r"dense.py was not handed in", read(tmp_path / "out", "late")["cases"][0]["message"])
