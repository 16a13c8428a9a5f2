"""Collecting: each platform's download becomes the submissions layout; hostile archives lose entries, not the rest."""

from __future__ import annotations

import json
import os
import stat
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from forks import run_grader

from grader.collecting import downloads
from grader.collecting.downloads import find_entries
from grader.collecting.folders import clean_folder
from grader.collecting.handins import match_file
from grader.collecting.metadata import parse_metadata
from grader.collecting.moments import to_utc
from grader.course import trees, zips
from grader.course.trees import Refused, split_name
from grader.records.errors import UsageProblem

ROOT = Path(__file__).parents[3]
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


def collect(download, platform, out, *arguments):
    """Runs `grader collect`."""
    return run_grader("collect", download, "--from", platform, "--out", out, *arguments)


def make_zip(path, files, **options):
    """Writes a zip; `files` maps names to texts. Returns its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def make_folder(path, files):
    """Writes a folder; `files` maps names to texts. Returns its path."""
    for name, text in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text)
    return path


def tree(out):
    """Returns the files below `out` and their texts, without the records."""
    return {
        path.relative_to(out).as_posix(): path.read_text()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.parent != out
    }


def record(out, name):
    """Returns what `roster.json` or `times.json` holds, without its schema."""
    data = json.loads((out / name).read_text())
    assert data.pop("schema") == f"layer-grader/{name.removesuffix('.json')}/v1"
    data.pop("committed", None)  # whose times are commits' dates: a test of its own
    (held,) = data.values()
    return held


# Platforms

CANVAS = {
    "doejane_12345_67890_dense.py": "first",
    "doejane_12345_67999_dense-1.py": "second",
    "ångströmåsa_LATE_222_68000_Dense.ipynb": "late",
    "leeann_333_68001_report.pdf": "no file of an exercise",
    "leeann_333_68002_conv2d (1).py": "conv",
    "anon_Xy7Zq_68003_dense.py": "anonymous",
    "LATE_anon_Ab1Cd_68004_dense.py": "late and anonymous",
    "mikamaki_444_68005_notes.txt": "nothing",
    "olekola_555_text.html": "<p>typed</p>",
    "__MACOSX/._doejane_12345_67890_dense.py": "clutter",
}


@pytest.mark.parametrize("form", ["zip", "folder"])
def test_canvas(tmp_path, form):
    """Flattened names: user id, LATE, attempts by number, anonymous students, a typed text instead of a file"""
    make = make_zip if form == "zip" else make_folder
    done = collect(make(tmp_path / f"submissions.{form}", CANVAS), "canvas", tmp_path / "out")
    assert tree(tmp_path / "out") == {
        "doejane_12345/dense.py": "second",
        "ångströmåsa_222/dense.ipynb": "late",
        "leeann_333/conv2d.py": "conv",
        "anon_Xy7Zq/dense.py": "anonymous",
        "anon_Ab1Cd/dense.py": "late and anonymous",
    }
    assert (tmp_path / "out" / "mikamaki_444").is_dir()
    assert "mikamaki_444: no file is named after an exercise (notes.txt)" in done.stderr
    assert "olekola_555_text.html: a text or a link instead of a file" in done.stderr
    assert "1 older attempts left out" in done.stdout
    assert done.returncode == 4
    roster = record(tmp_path / "out", "roster.json")
    assert roster["doejane_12345"] == {"platform": "canvas", "name": "doejane", "id": "12345"}
    assert roster["ångströmåsa_222"]["late"] == roster["anon_Ab1Cd"]["late"] == ["dense"]
    assert record(tmp_path / "out", "times.json") == {}


MOODLE = {
    "Åsa Öberg_101_assignsubmission_file_/dense.py": "old",
    "Åsa Öberg_101_assignsubmission_file_/dense (1).py": "new",
    "Jean-Luc O'Neil_102_assignsubmission_file/work/dense.ipynb": "newer Moodle",
    "Jane Doe_103_assignsubmission_file_/dense.py": "one Jane",
    "Jane Doe_104_assignsubmission_file_/dense.py": "other Jane",
    "Kim Lee_105_assignsubmission_onlinetext_/onlinetext.html": "typed",
    "Lena Ek_106_assignsubmission_file_dense.py": "flat",
}


@pytest.mark.parametrize("form", ["zip", "folder"])
def test_moodle(tmp_path, form):
    """A folder, or a prefix, for each participant; two of one name; a text instead of a file"""
    make = make_zip if form == "zip" else make_folder
    done = collect(make(tmp_path / f"course.{form}", MOODLE), "moodle", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "out") == {
        "Åsa Öberg/dense.py": "new",
        "Jean-Luc O'Neil/dense.ipynb": "newer Moodle",
        "Jane Doe 103/dense.py": "one Jane",
        "Jane Doe 104/dense.py": "other Jane",
        "Lena Ek/dense.py": "flat",
    }
    assert "Kim Lee: no file is named after an exercise (none at all)" in done.stderr
    roster = record(tmp_path / "out", "roster.json")
    assert roster["Jane Doe 104"] == {
        "platform": "moodle", "name": "Jane Doe", "id": "104", "numbers": {"dense": "104"},
    }  # fmt: skip


METADATA = """---
submission_1001:
  :submitters:
  - :name: Åsa Öberg
    :sid: '0042'
    :email: asa@example.edu
  :created_at: 2026-03-01 21:05:10.123456000 Z
  :score: 3.0
  :results:
    tests:
    - name: ':created_at: 1999-01-01'
      output: |
        submission_9999:
          :submitters:
  :history:
  - :id: 900
    :created_at: 2025-01-01 00:00:00.000000000 Z
    :submitters:
    - :name: Nobody
submission_1002:
  :submitters:
  - :name: "\\u00C5sa \\xD6berg"
    :sid: '0042'
    :email: &1 asa@example.edu
  :created_at: 2026-03-02 09:00:00.000000000 +01:00
submission_1003:
  :created_at: &2 2026-03-03 00:00:00 Z
  :submitters:
    - :name: O'Neil, Pat
      :sid:
      :email: pat@example.edu
    - :name: 'Sam ''S'' Ek'
      :email: sam@example.edu
submission_1004:
  :submitters:
  - :name: Mika
    :email: mika@example.edu
  :created_at: *2
"""
GRADESCOPE = {
    "assignment_7_export/submission_metadata.yml": METADATA,
    "assignment_7_export/submission_1001/dense.py": "old",
    "assignment_7_export/submission_1002/src/Dense.py": "new",
    "assignment_7_export/submission_1003/dense.ipynb": "pair",
    "assignment_7_export/submission_1004/readme.txt": "no file",
    "assignment_7_export/submission_1005/dense.py": "unknown",
}


def test_gradescope(tmp_path):
    """Submissions by their metadata: the newest of a student, one for each of a pair, one that nobody is named for"""
    done = collect(make_zip(tmp_path / "export.zip", GRADESCOPE), "gradescope", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "out") == {
        "asa@example.edu/dense.py": "new",
        "pat@example.edu/dense.ipynb": "pair",
        "sam@example.edu/dense.ipynb": "pair",
        "submission_1005/dense.py": "unknown",
    }
    assert "mika@example.edu: no file is named after an exercise (readme.txt)" in done.stderr
    assert record(tmp_path / "out", "times.json") == {
        "asa@example.edu": {"dense": "2026-03-02T08:00:00Z"},
        "pat@example.edu": {"dense": "2026-03-03T00:00:00Z"},
        "sam@example.edu": {"dense": "2026-03-03T00:00:00Z"},
    }
    roster = record(tmp_path / "out", "roster.json")
    assert roster["asa@example.edu"] == {
        "platform": "gradescope", "name": "Åsa Öberg", "id": "0042", "email": "asa@example.edu",
    }  # fmt: skip
    assert roster["sam@example.edu"]["name"] == "Sam 'S' Ek"


def test_metadata_is_read_by_indentation():
    """Keys of the same name further in, and what a student printed, change nothing"""
    found = parse_metadata(METADATA)
    assert list(found) == ["submission_1001", "submission_1002", "submission_1003", "submission_1004"]
    assert found["submission_1001"].created_at == "2026-03-01T21:05:10Z"
    assert [person.name for person in found["submission_1001"].submitters] == ["Åsa Öberg"]
    assert found["submission_1002"].submitters[0].name == "Åsa Öberg"
    assert [person.name for person in found["submission_1003"].submitters] == ["O'Neil, Pat", "Sam 'S' Ek"]
    assert found["submission_1004"].created_at == "2026-03-03T00:00:00Z"
    assert parse_metadata("") == parse_metadata("\0[]{}") == {}
    assert parse_metadata("a:\n  :created_at: !ruby/object:Time\n    utc: 2026-01-01 00:00:00 Z")["a"].created_at


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-01 21:05:10.5 Z", "2026-03-01T21:05:10Z"),
        ("2026-03-01T21:05:10-0730", "2026-03-02T04:35:10Z"),
        ("2026-03-01 21:05:10 UTC", "2026-03-01T21:05:10Z"),
        ("2026-13-01 21:05:10", ""),
        ("yesterday", ""),
    ],
)
def test_times(text, utc):
    """Times become UTC; what is no time becomes nothing"""
    assert to_utc(text) == utc


def git(folder, *arguments, date=""):
    """Runs git in a clone, with a fixed author."""
    names = {f"GIT_{who}_{what}": "x@y" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date} if date else {}
    subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **names, **dates}, check=True, capture_output=True
    )


def test_classroom(tmp_path):
    """A clone for each student: the working tree counts, with the time of its last commit"""
    clones = make_folder(tmp_path / "dense-submissions", {
        "dense-åsa-öberg/dense.py": "one", "dense-jdoe/exercises/dense.py": "deep", "dense-nobody/README.md": "x",
    })  # fmt: skip
    (clones / "dense-empty").mkdir()
    for number, text in [(1, "first"), (2, "second")]:
        folder = clones / "dense-åsa-öberg"
        (folder / "dense.py").write_text(text)
        git(folder, "init", "-q")
        git(folder, "add", "dense.py")
        git(folder, "commit", "-qm", text, date=f"2026-03-0{number}T10:00:00+02:00")
    (clones / "dense-åsa-öberg" / "notes.txt").write_text("later")
    git(clones / "dense-åsa-öberg", "add", "notes.txt")
    git(clones / "dense-åsa-öberg", "commit", "-qm", "notes", date="2026-04-01T10:00:00+02:00")
    done = collect(clones, "classroom", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "out") == {"åsa-öberg/dense.py": "second", "jdoe/dense.py": "deep"}
    assert {path.name for path in (tmp_path / "out").iterdir() if path.is_dir()} == {
        "åsa-öberg",
        "jdoe",
        "nobody",
        "empty",
    }
    assert record(tmp_path / "out", "times.json") == {"åsa-öberg": {"dense": "2026-03-02T08:00:00Z"}}
    assert record(tmp_path / "out", "roster.json")["jdoe"] == {
        "platform": "classroom", "username": "jdoe", "repository": "dense-jdoe",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("table", "times", "said"),
    [
        ("github_username,points_awarded\nann,1\n", ["2026-03-01T10:00:00Z"] * 2, "2 students (ann, bo) are their"),
        (
            "github_username,submission_timestamp\nAnn,2026-03-04 12:00:00 UTC\n",
            ["2026-03-04T12:00:00Z", "2026-03-01T10:00:00Z"],
            "of 1 students (bo) are their commits' own dates, which a student can set",
        ),
        (
            "github_username,student_repository_name,pushed_at\n,dense-ann,2026-03-04T13:00:00+01:00\n"
            "bo,,2026-03-05T00:00:00Z\n",
            ["2026-03-04T12:00:00Z", "2026-03-05T00:00:00Z"],
            "the times of 2 students are the platform's",
        ),
        (
            "github_username,submission_timestamp\nann,yesterday\nbo\nstranger,2026-03-04T13:00:00Z\n",
            ["2026-03-01T10:00:00Z"] * 2,
            "of 2 students (ann, bo)",
        ),
    ],
    ids=["no times", "some", "by repository", "damaged"],
)
def test_times_of_a_git_classroom_are_the_platforms(tmp_path, table, times, said):
    """The platform's own times go before a commit's date, which its author sets; whose is whose is said"""
    clones = make_folder(tmp_path / "c", {"dense-ann/dense.py": "x", "dense-bo/dense.py": "y"})
    for name in ("dense-ann", "dense-bo"):
        git(clones / name, "init", "-q")
        git(clones / name, "add", ".")
        git(clones / name, "commit", "-qm", "x", date="2026-03-01T10:00:00Z")
    (tmp_path / "grades.csv").write_text(table)
    done = collect(clones, "classroom", tmp_path / "out", "--roster", tmp_path / "grades.csv")
    assert said in done.stderr and "Traceback" not in done.stderr
    assert record(tmp_path / "out", "times.json") == {"ann": {"dense": times[0]}, "bo": {"dense": times[1]}}
    kept = json.loads((tmp_path / "out" / "times.json").read_bytes()).get("committed", {})
    assert kept == {name: ["dense"] for name, time in zip(("ann", "bo"), times, strict=True) if "-03-01T" in time}


@on_posix
def test_a_clones_settings_start_nothing(tmp_path):
    """What a clone's own settings would run when git looks at it is not run"""
    clones = make_folder(tmp_path / "c", {"dense-a/dense.py": "x", "dense-b/dense.py": "y"})
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    for name in ("dense-a", "dense-b"):
        git(clones / name, "init", "-q")
        git(clones / name, "add", ".")
        git(clones / name, "commit", "-qm", "x", date="2026-03-01T10:00:00Z")
        for key in ("core.fsmonitor", "core.pager", "gpg.program", "diff.external", "core.sshCommand"):
            git(clones / name, "config", key, str(trap))
        git(clones / name, "config", "log.showSignature", "true")
    assert collect(clones, "classroom", tmp_path / "out").returncode == 0
    assert record(tmp_path / "out", "times.json")["a"] == {"dense": "2026-03-01T10:00:00Z"}
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("form", ["zip", "folder"])
def test_folder(tmp_path, form):
    """A folder for each student is taken as it is: both forms, two attempts, accents, a student without a file"""
    files = {"Andersson, Åsa/dense.py": "a", "bo/dense.py": "1", "bo/dense-2.py": "2", "bo/dense.ipynb": "n",
             "mika/note.txt": "x", "stray.txt": "y"}  # fmt: skip
    made = make_folder(tmp_path / "class", files) if form == "folder" else make_zip(tmp_path / "c.zip", {
        f"class/{name}": text for name, text in files.items() if "/" in name})  # fmt: skip
    done = collect(made, "folder", tmp_path / "out")
    assert tree(tmp_path / "out") == {"Andersson, Åsa/dense.py": "a", "bo/dense.py": "2"} | ({"bo/dense.ipynb": "n"})
    assert ("stray.txt: a file among the students' folders" in done.stderr) == (form == "folder")
    assert (tmp_path / "out" / "mika").is_dir()


def test_the_sample_class_is_graded_after_collecting(tmp_path):
    """What is collected is what `grader grade` reads"""
    source = (ROOT / "tests" / "submissions" / "chen" / "dense.py").read_text()
    collect(make_zip(tmp_path / "s.zip", {"chen_1_2_dense-3.py": source}), "canvas", tmp_path / "out")
    done = run_grader("grade", tmp_path / "out", "--out", tmp_path / "graded")
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "graded" / "results" / "chen_1" / "dense.json").read_text())["score"] == 17


# What is there already


def test_nothing_is_overwritten_silently(tmp_path):
    """A file that differs is kept with a line; the same file is no news; --force replaces; records grow"""
    out = tmp_path / "out"
    first = make_zip(tmp_path / "1.zip", {"a_1_10_dense.py": "one", "b_2_11_dense.py": "b"})
    again = make_zip(tmp_path / "2.zip", {"a_LATE_1_12_dense-1.py": "two", "c_3_13_conv2d.py": "c"})
    assert collect(first, "canvas", out).returncode == 0
    assert collect(first, "canvas", out).returncode == 0
    kept = collect(again, "canvas", out)
    assert kept.returncode == 4
    assert "a_1/dense.py: another version is there already and is kept; --force replaces it" in kept.stderr
    assert tree(out) == {"a_1/dense.py": "one", "b_2/dense.py": "b", "c_3/conv2d.py": "c"}
    assert collect(again, "canvas", out, "--force").returncode == 0
    assert tree(out)["a_1/dense.py"] == "two"
    roster = record(out, "roster.json")
    assert set(roster) == {"a_1", "b_2", "c_3"}
    assert roster["a_1"]["late"] == ["dense"]


def test_another_form_of_an_older_attempt_is_told(tmp_path):
    """A notebook beside the file of an earlier collection is a line: only one of them can count"""
    collect(make_zip(tmp_path / "1.zip", {"a_1_10_dense.py": "one"}), "canvas", tmp_path / "out")
    done = collect(make_zip(tmp_path / "2.zip", {"a_1_12_dense.ipynb": "two"}), "canvas", tmp_path / "out")
    assert done.returncode == 4
    assert "a_1/dense.py: of another attempt than dense.ipynb" in done.stderr


@on_posix
def test_links_in_the_target_are_not_followed(tmp_path):
    """A link or a folder where a file should go is left alone"""
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    (out / "a_1").mkdir(parents=True)
    elsewhere.mkdir()
    (elsewhere / "mine").write_text("mine")
    (out / "a_1" / "dense.py").symlink_to(elsewhere / "mine")
    (out / "b_2").symlink_to(elsewhere)
    (out / "c_3" / "dense.py").mkdir(parents=True)
    files = {"a_1_10_dense.py": "x", "b_2_11_dense.py": "x", "c_3_12_dense.py": "x", "d_4_13_dense.py": "x"}
    done = collect(make_zip(tmp_path / "s.zip", files), "canvas", out, "--force")
    assert (done.returncode, done.stderr.count("a link or a folder is in its place")) == (4, 3)
    assert {path.name: path.read_text() for path in elsewhere.iterdir()} == {"mine": "mine"}
    assert (out / "d_4" / "dense.py").read_text() == "x"


def test_two_files_that_nothing_tells_apart(tmp_path):
    """Neither is taken, and a line names both"""
    files = {"ann/one/dense.py": "1", "ann/two/dense.py": "2", "bo/dense.py": "3"}
    done = collect(make_folder(tmp_path / "class", files), "folder", tmp_path / "out")
    assert done.returncode == 4
    assert "nothing tells which is newer of ann/one/dense.py and ann/two/dense.py" in done.stderr
    assert tree(tmp_path / "out") == {"bo/dense.py": "3"}


def test_what_is_no_download(tmp_path):
    """A missing path, another format, a download of another platform: one line, exit code 2"""
    (tmp_path / "x.zip").write_text("no zip")
    (tmp_path / "empty").mkdir()
    other = make_zip(tmp_path / "other.zip", {"ann/dense.py": "x"})
    for path, platform, says in [
        (tmp_path / "nowhere", "canvas", "no such file or folder"),
        (tmp_path / "x.zip", "canvas", "neither a folder nor a zip"),
        (tmp_path / "empty", "folder", "nothing in it is named as in a download from folder"),
        (other, "moodle", "nothing in it is named as in a download from moodle"),
    ]:
        done = collect(path, platform, tmp_path / "out")
        assert (done.returncode, says in done.stderr.splitlines()[-1]) == (2, True)
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


# Hostile archives


def info(name, mode=0):
    """Returns a zip entry's header with a name as it stands, and a Unix mode."""
    made = zipfile.ZipInfo("x")
    made.filename = name
    made.external_attr = mode << 16
    return made


def test_hostile_entries_are_refused_one_by_one(tmp_path, monkeypatch):
    """Each hostile entry is one clear line; what is well between them is collected; nothing is written elsewhere"""
    path = tmp_path / "deep" / "s.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("good_1_10_dense.py", "good")
        for name in ["/etc/a_2_11_dense.py", "../a_3_12_dense.py", "x/../../a_4_13_dense.py", "C:\\a_5_14_dense.py",
                     "..\\a_6_15_dense.py", "a\x1b[31m_7_16_dense.py", "\\\\host\\a_8_17_dense.py"]:  # fmt: skip
            archive.writestr(info(name), "bad")
        archive.writestr(info("link_9_18_dense.py", stat.S_IFLNK | 0o777), "/etc/passwd")
        archive.writestr(info("device_10_19_dense.py", stat.S_IFCHR | 0o666), "")
        archive.writestr(info("pipe_11_20_dense.py", stat.S_IFIFO | 0o666), "")
        archive.writestr(zipfile.ZipInfo("bomb_12_21_dense.py"), b"0" * (8 * 2**20), compress_type=zipfile.ZIP_DEFLATED)
        archive.writestr("large_13_22_dense.py", b"0" * (trees.MAX_FILE + 1), compress_type=zipfile.ZIP_DEFLATED)
        archive.writestr("last_14_23_dense.py", "last")
    done = collect(path, "canvas", tmp_path / "out")
    assert done.returncode == 4
    assert tree(tmp_path / "out") == {"good_1/dense.py": "good", "last_14/dense.py": "last"}
    lines = done.stderr.splitlines()
    assert len(lines) == 12 and "\x1b" not in done.stderr
    for says, count in [("an absolute name", 3), ("leads out of the folder", 3), ("control characters", 1), ("a link", 1),
                        ("neither a file nor a folder", 2), ("packed into", 1), ("at most", 1)]:  # fmt: skip
        assert sum(says in line for line in lines) == count, says
    assert {item.name for item in tmp_path.rglob("*") if item.is_file()} == {
        "s.zip", "dense.py", "roster.json", "times.json",
    }  # fmt: skip


def patch(path, name, offset, form, value):
    """Changes a field of an entry's record in the zip's directory."""
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\1\2", 0, data.rindex(name.encode()))
    struct.pack_into(form, data, place + offset, value)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("offset", "form", "value", "says"),
    [
        (8, "<H", 1, "encrypted"),
        (10, "<H", 99, "cannot be unpacked"),
        (16, "<I", 12345, "cannot be unpacked"),
        (24, "<I", 3, "cannot be unpacked"),
        (24, "<I", 400_000, "not as long as the archive says"),
    ],
    ids=["encrypted", "method", "checksum", "shorter", "longer"],
)
def test_an_entry_that_lies(tmp_path, offset, form, value, says):
    """Encryption, an unknown method, a wrong checksum, size or place cost that entry alone"""
    path = make_zip(tmp_path / "s.zip", {"good_1_10_dense.py": "good", "bad_2_11_dense.py": "bad" * 50})
    patch(path, "bad_2_11_dense.py", offset, form, value)
    done = collect(path, "canvas", tmp_path / "out")
    assert done.returncode == 4
    assert tree(tmp_path / "out") == {"good_1/dense.py": "good"}
    assert [
        line for line in done.stderr.splitlines() if line.startswith("grader: bad_2_11_dense.py: ") and says in line
    ]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("place", [1, 70])
def test_an_entry_with_a_wrong_place(tmp_path, place):
    """It is refused. Inside its neighbour newer Pythons refuse that one too: each is told, none is lost silently"""
    names = ["bad_2_11_dense.py", "good_1_10_dense.py"][:: 1 if place == 1 else -1]
    path = make_zip(tmp_path / "s.zip", dict.fromkeys([*names, "other_3_12_dense.py"], "text" * 50))
    patch(path, "bad_2_11_dense.py", 42, "<I", place)
    done = collect(path, "canvas", tmp_path / "out")
    found = tree(tmp_path / "out").keys()
    assert done.returncode == 4 and "Traceback" not in done.stderr
    assert "other_3/dense.py" in found and "bad_2/dense.py" not in found
    assert "grader: bad_2_11_dense.py: cannot be unpacked" in done.stderr
    refused = "grader: good_1_10_dense.py: cannot be unpacked" in done.stderr
    assert ("good_1/dense.py" in found) is not refused
    assert not refused or place == 70


def test_a_name_that_is_there_twice(tmp_path):
    """The second entry of one name is refused"""
    with zipfile.ZipFile(tmp_path / "s.zip", "w") as archive:
        archive.writestr("a_1_10_dense.py", "one")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a_1_10_dense.py", "two")
    done = collect(tmp_path / "s.zip", "canvas", tmp_path / "out")
    assert tree(tmp_path / "out") == {"a_1/dense.py": "one"}
    assert "the name is there twice" in done.stderr


def test_too_many_entries(tmp_path, monkeypatch):
    """Entries beyond the limit are refused in one line; a directory beyond any class's is not even read"""
    path = make_zip(tmp_path / "s.zip", {f"a_{number}_{number}_dense.py": "x" for number in range(8)})
    folder = make_folder(tmp_path / "f", {f"s{number}/dense.py": "x" for number in range(8)})
    monkeypatch.setattr(trees, "MAX_ENTRIES", 5)
    for download in (path, folder):
        entries, lines = find_entries(download)
        assert (len(entries), len(lines)) == (5, 1)
        assert "more than 5 entries" in lines[0]
    monkeypatch.setattr(zips, "MAX_DIRECTORY", 100)
    with pytest.raises(UsageProblem, match="too many entries"):
        find_entries(path)


def test_too_much_in_all(tmp_path, monkeypatch):
    """Many entries that are each allowed do not add up to more than a disk"""
    monkeypatch.setattr(zips, "MAX_TOTAL", 10)
    entries, lines = find_entries(make_zip(tmp_path / "s.zip", {f"{number}": "four" for number in range(4)}))
    assert (len(entries), len(lines)) == (2, 2)


@on_posix
def test_hostile_folders(tmp_path):
    """In an unpacked download, links, pipes and links to folders are refused and not followed"""
    secret = make_folder(tmp_path / "secret", {"dense.py": "secret"})
    made = make_folder(tmp_path / "class", {"ann/dense.py": "ann", "ann/.git/dense.py": "no"})
    (made / "bo").symlink_to(secret)
    (made / "cy").mkdir()
    (made / "cy" / "dense.py").symlink_to(secret / "dense.py")
    (made / "di").mkdir()
    os.mkfifo(made / "di" / "dense.py")
    done = collect(made, "folder", tmp_path / "out")
    assert tree(tmp_path / "out") == {"ann/dense.py": "ann"}
    for line in ["bo: a link", "cy/dense.py: a link", "di/dense.py: neither a file nor a folder"]:
        assert f"grader: {line}" in done.stderr
    assert done.returncode == 4


# Names


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("dense.py", ("dense", ".py", 0)),
        ("Dense.IPYNB", ("dense", ".ipynb", 0)),
        ("dense-12.py", ("dense", ".py", 12)),
        ("dense (3).py", ("dense", ".py", 3)),
        ("conv2d.py", ("conv2d", ".py", 0)),
        ("dense", None),
        ("my_dense.py", None),
        ("dense.py.txt", None),
        ("densé.py", None),
        ("dense-x.py", None),
    ],
)
def test_files_are_named_after_exercises(name, found):
    """Endings, capitals, and the numbers that platforms and browsers add"""
    assert match_file(name, ["dense", "conv2d"]) == found


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("Andersson, Åsa", "Andersson, Åsa"),
        ("A\u030asa", "Åsa"),
        ("a/b\\c:d", "a_b_c_d"),
        ("..", "_"),
        (".hidden", "_.hidden"),
        ("con", "_con"),
        ("roster.json", "_roster.json"),
        ("x\u202ey\n", "x_y_"),
        ("dot. ", "dot"),
        ("Ω" * 300, "Ω" * 90),
        ("", "_"),
    ],
)
def test_folders_are_fit_for_every_system(text, folder):
    """No separators, no control characters, no reserved names; accents stay"""
    assert clean_folder(text) == folder


def test_names_that_differ_in_capitals_stay_apart(tmp_path):
    """Two students whose folders would be one on some systems get their ids behind"""
    files = {"Ann_1_assignsubmission_file_/dense.py": "1", "ANN_2_assignsubmission_file_/dense.py": "2"}
    collect(make_zip(tmp_path / "s.zip", files), "moodle", tmp_path / "out")
    assert tree(tmp_path / "out") == {"Ann 1/dense.py": "1", "ANN 2/dense.py": "2"}


@pytest.mark.parametrize("name", ["", "/", "a\0b", "a" * 300, "/".join("a" * 50), "c:/x", "a/../b", "./.."])
def test_names_that_lead_elsewhere(name):
    """A name that is absolute, leads out, is too long or unprintable is refused"""
    with pytest.raises(Refused):
        split_name(name)


def test_utf8_names_without_the_flag_are_read(tmp_path):
    """Archives of some tools hold UTF-8 and do not say so"""
    path = make_zip(tmp_path / "s.zip", {"Åsa/dense.py": "x"})
    data = bytearray(path.read_bytes())
    for mark, offset in [(b"PK\3\4", 6), (b"PK\1\2", 8)]:
        struct.pack_into("<H", data, data.index(mark) + offset, 0)
    path.write_bytes(data)
    assert [entry.parts for entry in find_entries(path)[0]] == [("Åsa", "dense.py")]


def test_a_folder_that_cannot_be_read_is_a_line(tmp_path, monkeypatch):
    """A student's folder that the system refuses is named; the others are collected"""
    for name in ("ann", "bob"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "dense.py").write_text("x = 1\n")
    listed = os.scandir

    def scan(path):
        if str(path).endswith("bob"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scan)
    entries, lines = downloads.find_entries(tmp_path)
    assert [entry.path for entry in entries] == ["ann/dense.py"]
    assert lines == ["bob: cannot be read (Permission denied); nothing of it is collected"]


SUBMISSION = "submission_{n}:\n  :submitters:\n  - :name: {name}\n    :email: e{n}@x.org\n  :created_at: {time}\n"


@pytest.mark.parametrize(
    ("name", "time", "lost"),
    [
        (r'"\xzz"', "2026-03-01 00:00:00 Z", True), (r'"\ud800"', "2026-03-01 00:00:00 Z", False),
        ('"never closed', "2026-03-01 00:00:00 Z", True), ("*9", "2026-03-01 00:00:00 Z", True),
        ("[" * 3000, "2026-03-01 00:00:00 Z", True), ("\x01", "2026-03-01 00:00:00 Z", True),
        ('!!python/object/apply:os.abort [""]', "2026-03-01 00:00:00 Z", False),
        ("Ann", "0001-01-01 00:00:00 +14:00", False), ("Ann", "9999-12-31 23:59:59 -10:00", False),
    ],
)  # fmt: skip
def test_one_bad_record_costs_that_record_alone(tmp_path, name, time, lost):
    """Whatever one student's record holds, the others are read, the record is named, and all that is kept can be written"""
    good = SUBMISSION.format(n=1, name="Bo", time="2026-03-01 00:00:00 Z")
    text = good + SUBMISSION.format(n=2, name=name, time=time) + good.replace("_1", "_3")
    lines = []
    found = parse_metadata(text, lines)
    assert [found[key].submitters[0].name for key in ("submission_1", "submission_3")] == ["Bo", "Bo"]
    assert ("submission_2" not in found) == lost == bool(lines)
    assert all("submission_2" in line for line in lines)
    assert json.dumps([one.created_at + one.submitters[0].name for one in found.values()]).encode()


def test_names_for_values_cross_records():
    """A value that another record has named is found, also where that record's part is not one that is read"""
    first = "submission_1:\n  :history:\n  - :created_at: &7 2026-03-01 00:00:00 Z\n  :submitters: []\n"
    found = parse_metadata(first + SUBMISSION.format(n=2, name="Bo", time="*7"))
    assert found["submission_2"].created_at == "2026-03-01T00:00:00Z"
