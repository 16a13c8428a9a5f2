"""Submissions on disk: who handed in what, and every way in which a file can be none."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import sys

import pytest

from grader.course.classes import find_class
from grader.course.resolver import Student, find_slugs, read_source
from grader.course.submissions import MAX_SOURCE, Code, Missing, OurFault, check_source
from grader.records.errors import UsageProblem

SLUGS = ("dense", "conv2d")
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


@pytest.fixture
def ann(tmp_path):
    """A student with an empty folder."""
    folder = tmp_path / "class" / "ann"
    folder.mkdir(parents=True)
    return Student("ann", folder, slugs=SLUGS)


def names(path):
    """Returns the names of the students found at `path`."""
    return [student.name for student in find_class(path, SLUGS).students]


def test_a_class_folder_holds_a_folder_per_student(ann):
    """Students come in the order of their names, those with nothing in their folder too."""
    (ann.folder.parent / "Zoë, B").mkdir()
    (ann.folder.parent / ".git").mkdir()
    (ann.folder / "dense.py").touch()
    assert names(ann.folder.parent) == ["Zoë, B", "ann"]


@pytest.mark.parametrize("name", ["dense.py", "dense.ipynb", "conv2d.py"])
def test_a_folder_with_an_exercises_file_is_one_student(ann, name):
    """A folder that holds a file named after an exercise is a student's, named like it."""
    (ann.folder / name).touch()
    found = find_class(ann.folder, SLUGS)
    assert (found.students, found.passed_over, found.alone) == ([ann], [], True)


def test_a_file_is_one_students(ann):
    """One file is graded for the student whose folder it lies in."""
    (ann.folder / "dense.py").touch()
    named = dataclasses.replace(ann, only="dense.py")
    assert find_class(ann.folder / "dense.py", SLUGS).students == [named]


@pytest.mark.parametrize(("name", "other"), [("dense.py", "dense.ipynb"), ("dense.ipynb", "dense.py")])
def test_the_file_that_was_named_is_read(ann, name, other):
    """`grade alice/dense.ipynb` grades that notebook, and no other file of the folder"""
    for file in ("dense.py", "conv2d.py"):
        (ann.folder / file).write_text("x = 1\n")
    (ann.folder / "dense.ipynb").write_text('{"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 2"}]}')
    students = find_class(ann.folder / name, SLUGS).students
    assert find_slugs(students, SLUGS) == ["dense"]
    assert read_source(students[0], "dense").work.file == name


def test_a_relative_path_has_a_name(ann, monkeypatch):
    """Within a student's own folder, `.` and `dense.py` are that student's."""
    (ann.folder / "dense.py").touch()
    monkeypatch.chdir(ann.folder)
    path = type(ann.folder)()
    assert names(path) == names(path / "dense.py") == ["ann"]


def test_a_file_of_another_name_is_refused(ann):
    """A file that no exercise is named like is answered with the name it should have."""
    (ann.folder / "solution.py").touch()
    with pytest.raises(UsageProblem, match=r"<slug>\.py"):
        find_class(ann.folder / "solution.py", SLUGS)


def test_a_missing_folder_is_refused(tmp_path):
    """A path that is not there is answered with what to give."""
    with pytest.raises(UsageProblem, match="no such file or folder"):
        find_class(tmp_path / "nowhere", SLUGS)


def test_an_empty_class_is_refused(ann):
    """A folder without students is a mistake of the caller's."""
    ann.folder.rmdir()
    with pytest.raises(UsageProblem, match="nobody"):
        find_class(ann.folder.parent, SLUGS)


def test_files_and_links_among_the_folders_are_passed_over(ann):
    """A loose file and a linked folder are named and not graded."""
    (ann.folder.parent / "notes.txt").touch()
    os.symlink(ann.folder, ann.folder.parent / "bob")
    found = find_class(ann.folder.parent, SLUGS)
    assert [student.name for student in found.students] == ["ann"]
    assert [line.partition(":")[0] for line in found.passed_over] == ["bob", "notes.txt"]


@on_posix
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has no such names")
def test_a_folder_whose_name_is_not_utf8(ann):
    """A student's folder with a name in another encoding has a printable name, and its files are read."""
    folder = os.fsencode(ann.folder.parent) + b"/Ren\xe9"
    os.mkdir(folder)
    with open(folder + b"/dense.py", "wb") as file:
        file.write(b"x = 1")
    other = next(student for student in find_class(ann.folder.parent, SLUGS).students if student.name != ann.name)
    assert other.name == "Ren\\xe9"
    other.name.encode()
    assert read_source(other, "dense").work.data == b"x = 1"


def test_the_exercises_that_somebody_handed_in(ann):
    """Only exercises with at least one file are graded, in the order of the course."""
    assert find_slugs([ann], SLUGS) == []
    (ann.folder / "conv2d.py").touch()
    assert find_slugs([dataclasses.replace(ann)], SLUGS) == ["conv2d"]


@pytest.mark.parametrize(
    "data", [b"", b"x = 1\n", "# naïve ✓\n".encode(), b"\xef\xbb\xbfx = 1\n", b"x" * MAX_SOURCE]
)
def test_text_is_read_as_it_is(ann, data):
    """Any UTF-8 text up to the limit, also an empty one or one with a byte order mark, is a source."""
    (ann.folder / "dense.py").write_bytes(data)
    assert read_source(ann, "dense").work == Code("dense.py", data, hashlib.sha256(data).hexdigest())


def problem(student, ours=False):
    """Returns why there is no source for `dense`."""
    work = read_source(student, "dense").work
    assert isinstance(work, OurFault if ours else Missing)
    return work.problem


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("x = 1\n# naïve\n".encode("latin-1"), "not UTF-8 (line 2)"),
        ("x = 1".encode("utf-16"), "null bytes"),
        (b"x = 1\0", "null bytes"),
        (b"x" * (MAX_SOURCE + 1), "at most 262,144"),
    ],
)
def test_what_is_no_text_is_the_students_fault(ann, data, words):
    """Other encodings, null bytes and huge files are refused with what to do, and cost the points."""
    (ann.folder / "dense.py").write_bytes(data)
    assert words in problem(ann)


def test_nothing_handed_in(ann):
    """A missing file is said to be missing."""
    assert problem(ann) == "dense.py was not handed in"


def test_a_folder_named_like_the_file(ann):
    """A folder called `dense.py` is no submission."""
    (ann.folder / "dense.py").mkdir()
    assert "is a folder" in problem(ann)


@pytest.mark.parametrize("target", ["other.py", "nowhere.py"])
@on_posix
def test_a_link_is_not_followed(ann, target):
    """A link may point to another student's work, or to the references: it is not opened."""
    (ann.folder / "other.py").write_text("x = 1")
    os.symlink(ann.folder / target, ann.folder / "dense.py")
    assert "is a link" in problem(ann)


@on_posix
def test_a_named_pipe_does_not_hang(ann):
    """A FIFO that nobody writes to is refused at once."""
    os.mkfifo(ann.folder / "dense.py")
    assert "not a regular file" in problem(ann)


@on_posix
def test_a_socket_is_refused(ann, monkeypatch):
    """A socket cannot be opened, and that is the student's doing."""
    import socket

    monkeypatch.chdir(ann.folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("dense.py")
        assert "not a regular file" in problem(ann)


@on_posix
def test_a_huge_sparse_file_is_not_read(ann):
    """A file of two gigabytes that takes no space is refused by its size."""
    with open(ann.folder / "dense.py", "wb") as file:
        file.truncate(2 * 2**30)
    assert "2,147,483,648 bytes" in problem(ann)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_read_is_our_fault(ann):
    """A file without read permission stays ungraded."""
    path = ann.folder / "dense.py"
    path.touch(mode=0o000)
    assert "could not be read by the grader" in problem(ann, ours=True)


def test_an_input_error_is_our_fault(ann, monkeypatch):
    """A file that the system fails to open stays ungraded, and is not taken for a missing one."""
    (ann.folder / "dense.py").write_text("x = 1")

    def fail(*args):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "open", fail)
    assert "Input/output error" in problem(ann, ours=True)


NOTEBOOK = json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": ["x = 1\n", "y"]}]}).encode()


def test_a_notebook_is_read_as_its_cells(ann):
    """A notebook's source is the list of its cells; its hash is that of the file."""
    (ann.folder / "dense.ipynb").write_bytes(NOTEBOOK)
    source = read_source(ann, "dense").work
    assert (source.file, json.loads(source.data)) == ("dense.ipynb", ["x = 1\ny"])
    assert source.sha256 == hashlib.sha256(NOTEBOOK).hexdigest()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"nbformat": 4}', b"\xff\xfe", b"[" * 10**6])
def test_what_is_no_notebook_is_the_students_fault(data):
    """Bytes that are no notebook are refused with what to do."""
    source = check_source(data, "dense.ipynb")
    assert isinstance(source, Missing)
    assert "dense.ipynb" in source.problem


def test_a_file_counts_before_a_notebook(ann):
    """Where both are there the file is graded and somebody is told, unless it still is the stub."""
    (ann.folder / "dense.ipynb").write_bytes(NOTEBOOK.replace(b"x = 1", b"class Dense: pass"))
    (ann.folder / "dense.py").write_bytes(b"stub")
    both = read_source(ann, "dense", b"other stub")
    assert both.work.file == "dense.py"
    assert both.notices == ("dense.py is graded; there as well, and not graded: dense.ipynb",)
    one = read_source(ann, "dense", b"stub")
    assert (one.work.file, one.notices) == ("dense.ipynb", ())
