"""From a platform's download to the platform's gradebook: no file is made by hand, and nobody gets another's points."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest

from grader.collecting.folders import name_folders
from grader.collecting.platforms import HandedIn
from grader.commands.instructors.collect import collect_submissions
from grader.commands.instructors.export import export_scores
from grader.records.errors import ExportError
from grader.records.results import Case, Result
from grader.records.roster import Person, Record, load_roster
from grader.records.run import Run

SLUG = "scale"


def download(folder, files):
    """Writes a download's files; returns the folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def grade(submissions, out, slug=SLUG):
    """Writes a result for everybody in the class's folder: the points stand in the file, 0 without one."""
    run = Run(out)
    run.claim(1, [slug], True)
    run.keep_people(load_roster(submissions).students)
    for folder in sorted(path for path in submissions.iterdir() if path.is_dir()):
        file = folder / f"{slug}.py"
        score = int(file.read_text()) if file.is_file() else 0
        cases = [Case("public::test_x", "X", "public", 6, score, "passed" if score else "not_run")]
        run.write_result(
            Result(
                student=folder.name,
                exercise=slug,
                status="graded",
                score=score,
                max_score=6,
                cases=cases,
                seed=1,
                isolation=[],
                submission_sha256=None,
                suite_sha256="",
                grader_version="1",
                environment={},
                started_at="",
                duration_s=0.0,
            )
        )
    run.finish(run.read().results, [slug], 1, None)
    return out


def cells(text, key, value):
    """Returns one column of a table by another."""
    return {row[key]: row[value] for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}


@pytest.fixture
def course(make_course):
    """A course of one exercise, Scaling, of 6 points."""
    return make_course()


CANVAS = {
    "doejane_1_10_scale.py": "1", "doejane_1_11_scale-1.py": "5", "doejane_LATE_2_12_scale.py": "2",
    "ångströmåsa_3_13_scale.py": "3", "oneilpat_4_14_notes.txt": "x",
}  # fmt: skip
GRADEBOOK = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Scaling (77)\n    Points Possible,,,,,{points}\n"
    '"Doe, Jane",1,s1,jd1,S,\n"Doe, Jane",2,s2,jd2,S,\n"Ångström, Åsa",3,s3,asa,S,\n"O\'Neil, Pat",4,s4,pat,S,\n'
    '"Doe, Jane",5,s5,jd5,S,9\n'
)


def test_canvas(course, tmp_path, capsys):
    """Two of one name, two attempts, a late one, accents, a missing file; a third of that name who handed in nothing"""
    collect_submissions(course, download(tmp_path / "zip", CANVAS), "canvas", tmp_path / "class", False)
    graded = grade(tmp_path / "class", tmp_path / "graded")
    roster = tmp_path / "gradebook.csv"
    roster.write_text(GRADEBOOK.format(points=6))
    capsys.readouterr()
    export_scores(course, graded, "canvas", tmp_path / "up.csv", [roster])
    assert cells((tmp_path / "up.csv").read_text(), "ID", "Scaling (77)") == {
        "": "6", "1": "5", "2": "2", "3": "3", "4": "0", "5": "9",
    }  # fmt: skip
    assert "4 of 5 rows matched; without a result: Doe, Jane" in capsys.readouterr().err
    roster.write_text(GRADEBOOK.format(points=9))
    with pytest.raises(ExportError, match="scale with --scale"):
        export_scores(course, graded, "canvas", tmp_path / "up.csv", [roster])
    export_scores(course, graded, "canvas", tmp_path / "up.csv", [roster], scale=True)
    assert cells((tmp_path / "up.csv").read_text(), "ID", "Scaling (77)")["1"] == "7.5"


def test_canvas_tells_before_it_writes(course, tmp_path):
    """A student without a row is named, with how many matched, and no file is written"""
    collect_submissions(course, download(tmp_path / "zip", CANVAS), "canvas", tmp_path / "class", False)
    graded = grade(tmp_path / "class", tmp_path / "graded")
    roster = tmp_path / "gradebook.csv"
    roster.write_text(GRADEBOOK.format(points=6).replace('"Doe, Jane",2,s2,jd2,S,\n', ""))
    with pytest.raises(ExportError, match="3 of 4 rows matched, and no line for `doejane_2`"):
        export_scores(course, graded, "canvas", tmp_path / "up.csv", [roster])
    assert not (tmp_path / "up.csv").exists()


def test_an_anonymous_assignment(course, tmp_path):
    """Names come back with a second download: Canvas keeps the numbers of the files, and folders stay"""
    hidden = {"anon_Xy1_10_scale.py": "5", "LATE_anon_Ab2_12_scale.py": "2"}
    named = {"doejane_1_10_scale.py": "5", "doejane_LATE_2_12_scale.py": "2"}
    collect_submissions(course, download(tmp_path / "a", hidden), "canvas", tmp_path / "class", False)
    graded = grade(tmp_path / "class", tmp_path / "graded")
    collect_submissions(course, download(tmp_path / "b", named), "canvas", tmp_path / "class", False)
    assert sorted(load_roster(tmp_path / "class").students) == ["anon_Ab2", "anon_Xy1"]
    Run(graded).keep_people(load_roster(tmp_path / "class").students)
    roster = tmp_path / "gradebook.csv"
    roster.write_text(GRADEBOOK.format(points=6))
    export_scores(course, graded, "canvas", tmp_path / "up.csv", [roster])
    found = cells((tmp_path / "up.csv").read_text(), "ID", "Scaling (77)")
    assert (found["1"], found["2"], found["5"]) == ("5", "2", "9")


MOODLE = {
    "Jane Doe_101_assignsubmission_file_/scale.py": "1", "Jane Doe_102_assignsubmission_file_/scale.py": "2",
    "Åsa Öberg_103_assignsubmission_file_/scale.py": "3", "Åsa Öberg_103_assignsubmission_file_/scale (1).py": "4",
    "Pat O'Neil_104_assignsubmission_file_/notes.txt": "x",
}  # fmt: skip
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (grade),"
    "Feedback comments\nParticipant 101,Jane Doe,j1@x.org,x,,6.00,Yes,-,\nParticipant 102,Jane Doe,j2@x.org,x,,6.00,Yes,-,\n"
    "Participant 103,Åsa Öberg,asa@x.org,x,,6.00,Yes,-,\nParticipant 104,Pat O'Neil,pat@x.org,x,,6.00,Yes,-,\n"
    "Participant 105,Jane Doe,j5@x.org,x,1.00,6.00,Yes,-,\n"
)


def test_moodle(course, tmp_path, capsys):
    """The worksheet and the course's import, from one download and the worksheet that Moodle gives"""
    collect_submissions(course, download(tmp_path / "zip", MOODLE), "moodle", tmp_path / "class", False)
    graded = grade(tmp_path / "class", tmp_path / "graded")
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(WORKSHEET)
    export_scores(course, graded, "moodle-worksheet", tmp_path / "up.csv", [sheet])
    assert "4 of 5 rows matched; without a result: Jane Doe" in capsys.readouterr().err
    wanted = {"j1@x.org": "1", "j2@x.org": "2", "asa@x.org": "4", "pat@x.org": "0"}
    assert cells((tmp_path / "up.csv").read_text(), "Email address", "Grade") == {**wanted, "j5@x.org": "1.00"}
    export_scores(course, graded, "moodle", tmp_path / "course.csv", [sheet])
    assert cells((tmp_path / "course.csv").read_text(), "Email address", "Scaling") == wanted
    with pytest.raises(ExportError, match="give the list of participants or a grading worksheet"):
        export_scores(course, graded, "moodle", tmp_path / "course.csv")


def test_moodle_numbers_belong_to_an_assignment(course, tmp_path):
    """Moodle counts participants anew in each assignment: its own worksheet tells two of one name apart, a number never"""
    sheets = [tmp_path / "one.csv", tmp_path / "two.csv"]
    sheets[0].write_text(WORKSHEET)
    sheets[1].write_text(WORKSHEET.replace("j1@", "j0@").replace("j2@", "j1@").replace("j0@", "j2@"))
    collect_submissions(course, download(tmp_path / "a", MOODLE), "moodle", tmp_path / "class", False, sheets[:1])
    first = load_roster(tmp_path / "class").students
    assert first["Jane Doe 101"].email == "j1@x.org"
    collect_submissions(course, download(tmp_path / "b", MOODLE), "moodle", tmp_path / "class", True, sheets[1:])
    second = load_roster(tmp_path / "class").students
    assert second.keys() == first.keys()
    assert (second["Jane Doe 101"].email, second["Jane Doe 101"].id) == ("j1@x.org", "102")
    assert (tmp_path / "class" / "Jane Doe 101" / "scale.py").read_text() == "2"


METADATA = """---
submission_1:
  :submitters:
  - :name: Jane Doe
    :sid: '01'
    :email: j1@x.org
  - :name: Åsa Öberg
    :sid: '03'
    :email: asa@x.org
  :created_at: 2026-03-01 21:05:10 Z
submission_2:
  :submitters:
  - :name: Jane Doe
    :sid: '02'
    :email: j2@x.org
  :created_at: 2026-03-01 22:05:10 Z
"""
GRADESCOPE = {"submission_metadata.yml": METADATA, "submission_1/scale.py": "4", "submission_2/scale.py": "2"}


def test_gradescope(course, tmp_path):
    """A submission of two people is both of theirs; the roster's addresses lead to any gradebook; an address that changes
    is an alias"""
    collect_submissions(course, download(tmp_path / "a", GRADESCOPE), "gradescope", tmp_path / "class", False)
    people = load_roster(tmp_path / "class").students
    assert people["j1@x.org"].group == people["asa@x.org"].group == "submission_1"
    changed = {**GRADESCOPE, "submission_metadata.yml": METADATA.replace("j1@x.org", "jane@x.org")}
    collect_submissions(course, download(tmp_path / "b", changed), "gradescope", tmp_path / "class", False)
    people = load_roster(tmp_path / "class").students
    assert sorted(people) == ["asa@x.org", "j1@x.org", "j2@x.org"]
    assert (people["j1@x.org"].email, people["j1@x.org"].emails) == ("jane@x.org", ("j1@x.org",))
    graded = grade(tmp_path / "class", tmp_path / "graded")
    export_scores(course, graded, "moodle", tmp_path / "up.csv")
    wanted = {"jane@x.org": "4", "asa@x.org": "4", "j2@x.org": "2"}
    assert cells((tmp_path / "up.csv").read_text(), "Email address", "Scaling") == wanted
    export_scores(course, graded, "gradescope", tmp_path / "each")
    assert msgspec.json.decode((tmp_path / "each" / "j1@x.org" / "results.json").read_bytes())["score"] == 4


def test_classroom(course, tmp_path):
    """Clones are called after accounts; the classroom's own roster says who they are and brings the institution's number"""
    clones = {"scale-submissions/scale-jdoe/scale.py": "4", "scale-submissions/scale-asa/scale.py": "3"}
    roster, gradebook = tmp_path / "roster.csv", tmp_path / "gradebook.csv"
    roster.write_text('identifier,github_username,github_id,name\ns2,jdoe,900,"Jane Doe"\ns3,asa,901,"Åsa Ångström"\n')
    gradebook.write_text(GRADEBOOK.format(points=6))
    download(tmp_path, clones)
    collect_submissions(course, tmp_path / "scale-submissions", "classroom", tmp_path / "class", False, [roster])
    graded = grade(tmp_path / "class", tmp_path / "graded")
    export_scores(course, graded, "canvas", tmp_path / "up.csv", [gradebook])
    found = cells((tmp_path / "up.csv").read_text(), "ID", "Scaling (77)")
    assert (found["2"], found["3"], found["1"]) == ("4", "3", "")


@pytest.mark.parametrize(
    ("platform", "earlier", "now", "folder"),
    [
        ("canvas", Record("canvas", id="1"), Person("canvas", name="new", id="1"), "old"),
        ("canvas", Record("canvas", id="1"), Person("canvas", name="new", id="2"), "new"),
        ("moodle", Record("moodle", name="new", id="7"), Person("moodle", name="new", id="9"), "old"),
        ("moodle", Record("moodle", name="other", id="9"), Person("moodle", name="new", id="9"), "new"),
        ("gradescope", Record("canvas", id="1", email="A@x.org"), Person("gradescope", email="a@x.org"), "old"),
        ("classroom", Record("classroom", username="Ann"), Person("classroom", username="ann"), "old"),
        ("classroom", Record("folder", aliases=("new",)), Person("classroom", username="ann"), "old"),
    ],
)  # fmt: skip
def test_folders_are_stable(platform, earlier, now, folder):
    """A second download finds the folder of the first by what is unique on the platform, by address, or by alias"""
    one = HandedIn(now, "new", "scale.py", None, ("5",))
    assert list(name_folders([one], {"old": earlier}).values()) == [folder]


def test_groups_of_a_class_list(course, tmp_path, capsys):
    """One member hands in for all; who hands in something of their own keeps it; another group gets nothing"""
    files = {f"{name}_{number}_{number}0_{file}": text for number, (name, file, text) in enumerate([
        ("ann", "scale.py", "5"), ("bo", "notes.txt", "x"), ("cy", "scale.py", "2"), ("di", "notes.txt", "x"),
    ], start=1)}  # fmt: skip
    groups = tmp_path / "groups.csv"
    groups.write_text("Student,ID,Group\nann,1,one\nbo,2,one\ncy,3,one\ndi,4,two\n")
    collect_submissions(course, download(tmp_path / "zip", files), "canvas", tmp_path / "class", False, [groups])
    held = {path.parent.name: path.read_text() for path in sorted((tmp_path / "class").glob("*/scale.py"))}
    assert held == {"ann_1": "5", "bo_2": "2", "cy_3": "2"}
    assert "bo_2: scale was handed in by cy_3, of the same group" in capsys.readouterr().err
