"""A student's commands at the edges: which file, which words, what follows the last case, the debugger, the menu."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from forks import run_grader

from grader.course.notebooks import derive_notebook

ROOT = Path(__file__).parents[3]
CLASS = ROOT / "tests" / "submissions"
SUITE = """import pytest
from grader.checks import check_close, check_equal


@pytest.mark.points(2)
def test_double(submission):
    \"\"\"double doubles\"\"\"
    check_close(submission.double(1.5), 3.0, "double(1.5)")


@pytest.mark.points(1)
def test_other(submission):
    \"\"\"other returns its argument, and refuses texts\"\"\"
    with pytest.raises(ValueError):
        submission.other("text")
    submission.double(7)
    check_equal(submission.other(3), 3, "other(3)")
    check_equal(submission.double(2), 4, "double(2)")
"""
RIGHT = "def double(x):\n    return 2 * x\n\n\ndef other(x):\n    if x == 'text':\n        raise ValueError\n    return x\n"
STATEMENT = "# Scaling\n\nIt doubles.\n\n## Points\n\n6 in all. The hidden ones (3) use other numbers.\n"


def run(*arguments, cwd, text="", **env):
    environment = {**os.environ, "PYTHONPATH": str(cwd if (cwd / "grader").is_dir() else ROOT), "NO_COLOR": "1", **env}
    return run_grader(*arguments, cwd=cwd, env=environment, text=text)


@pytest.fixture
def root(make_course):
    """A tiny course with a public suite, a statement and a notebook."""
    folder = make_course({"tests/public/tiny/test_scale.py": SUITE, "exercises/tiny/scale/README.md": STATEMENT})
    stub = folder / "exercises/tiny/scale/scale.py"
    (stub.parent / "scale.ipynb").write_bytes(derive_notebook("scale", STATEMENT, stub.read_text()))
    return folder


def test_both_files_are_named_and_the_newer_is_taken(root):
    """The first line is the file that was judged, the second the one that was not"""
    folder = root / "exercises/tiny/scale"
    (folder / "scale.py").write_text(RIGHT.replace("2 * x", "3 * x"))
    text = (folder / "scale.ipynb").read_text()
    (folder / "scale.ipynb").write_text(text.replace("raise NotImplementedError", "return 2 * x", 1))
    os.utime(folder / "scale.py", (1, 1))
    done = run("check", cwd=root)
    lines = done.stdout.splitlines()
    assert lines[0] == "scale  exercises/tiny/scale/scale.ipynb"
    assert lines[1] == "scale.py is begun as well, and older than scale.ipynb, which is judged here."
    assert "--file exercises/tiny/scale/scale.py" in lines[2]
    other = run("check", "exercises/tiny/scale/scale.py", cwd=root).stdout
    assert other.startswith("scale  exercises/tiny/scale/scale.py\n")
    assert '"state": "begun"' in run("list", "--json", cwd=root).stdout


def test_an_old_terminal_gets_other_marks(root):
    """A mark that the terminal's encoding does not have is replaced, and nothing fails"""
    (root / "exercises/tiny/scale/scale.py").write_text(RIGHT)
    done = run("check", "scale", cwd=root, PYTHONIOENCODING="ascii")
    assert (done.returncode, "? double doubles" in done.stdout) == (0, True)


def test_a_file_that_is_missing_is_a_usage_error(root):
    """--file, a path, a notebook: one line, exit code 2"""
    for words in (["--file", "nope.py"], ["nope.py"], ["scale", "--file", "nope.ipynb"], ["sub/scale.py"]):
        done = run("check", *words, cwd=root)
        assert (done.returncode, done.stdout) == (2, "")
        assert "no such file" in done.stderr and len(done.stderr.splitlines()) == 1


def test_what_follows_the_last_case(root):
    """Hidden cases in the statement's words, what to hand in, what comes next, the finished track and its page"""
    (root / "exercises/tiny/scale/scale.py").write_text(RIGHT)
    done = run("check", "scale", cwd=root)
    assert done.returncode == 0
    for text in ("✓ double doubles", "The hidden ones (3) use other numbers.", "Hand in\n  exercises/tiny/scale/scale.py",
                 "The track tiny is finished", "grader list --recap tiny > tiny.md"):  # fmt: skip
        assert text in done.stdout
    page = run("list", "--recap", "tiny", cwd=root).stdout
    assert page.startswith("# Tiny: tiny\n\n1 of 1 exercises solved.") and "3/3 public points" in page
    assert "Everything is solved" in run("list", cwd=root).stdout
    assert run("list", "--recap", "tinny", cwd=root).returncode == 2
    (root / "exercises/tiny/scale/train.py").write_text("broken by its student (")
    assert run("list", cwd=root).returncode == 0
    assert "not Python" in run("train", cwd=root).stderr
    mine = root / "other.py"
    mine.write_text(RIGHT)
    assert "other.py, called scale.py" in run("check", "scale", "--file", mine, cwd=root).stdout


def test_the_debugger_stops_for_a_wrong_number(root):
    """In the call whose answer is wrong, with this case's arguments; one q ends it with 1"""
    folder = root / "exercises/tiny/scale"
    (folder / "scale.py").write_text(RIGHT.replace("return 2 * x", "return 2 * x + (x == 2)"))
    done = run("check", "scale", "--pdb", cwd=root, text="p x, 'here'\nq\n")
    assert done.returncode == 1
    assert "stops where `double` begins" in done.stdout
    assert "(2, 'here')" in done.stdout
    assert done.stdout.count("(Pdb)") == 2


def test_the_debugger_leaves_wanted_exceptions_alone(root):
    """An exception that a case asks for is no reason to stop; one that it does not is"""
    folder = root / "exercises/tiny/scale"
    (folder / "scale.py").write_text(RIGHT)
    done = run("check", "scale", "--pdb", cwd=root)
    assert (done.returncode, "Every public case passes" in done.stdout) == (0, True)
    (folder / "scale.py").write_text(RIGHT.replace("    return x\n", "    return x.y\n"))
    done = run("check", "scale", "--pdb", cwd=root, text="p x\nq\n")
    assert done.returncode == 1
    assert "stops where your code raised" in done.stdout and "(Pdb) 3" in done.stdout


def test_the_debugger_reads_a_notebook(root):
    """A notebook's cells are shown in it, and a stub is said to be one"""
    folder = root / "exercises/tiny/scale"
    assert "is not written yet (scale.py, line 2)" in run("check", "scale", "--pdb", cwd=root).stdout
    text = (folder / "scale.ipynb").read_text()
    (folder / "scale.ipynb").write_text(text.replace("raise NotImplementedError", "return 5 * x", 1))
    done = run("check", "scale", "--pdb", cwd=root, text="l\nq\n")
    assert "return 5 * x" in done.stdout.partition("(Pdb)")[2]


def test_students_see_students_commands(tmp_path):
    """Without the instructors' rooms --help names what can be used; the others say in a line that they are not here"""
    skipped = shutil.ignore_patterns("__pycache__", "authors", "instructors")
    shutil.copytree(ROOT / "grader", tmp_path / "grader", ignore=skipped)
    shown = run("--help", cwd=tmp_path).stdout
    for name in ("list", "check", "hint", "watch", "run", "train"):
        assert f"\n  {name} " in shown
    assert "grade " not in shown and "verify" not in shown and "Instructors" not in shown
    whole = run("--help", cwd=ROOT).stdout
    assert "Instructors' Commands:" in whole and "Authors' Commands:" in whole
    assert run("grade", "x", "--out", "y", cwd=tmp_path).returncode == 2


def test_a_hint_needs_no_slug_where_it_is_clear(root):
    """In the exercise's folder, or where one exercise is begun; a path will do; else the begun ones are named"""
    folder = root / "exercises/tiny/scale"
    assert run("hint", cwd=folder).stdout.startswith("scale:\nHint 1 of 2: one")
    assert run("hint", "exercises/tiny/scale/scale.py", cwd=root).stdout.startswith("Hint 2 of 2")
    nothing = run("hint", cwd=root)
    assert (nothing.returncode, "Nothing is begun" in nothing.stderr) == (2, True)
    (folder / "scale.py").write_text(RIGHT)
    assert run("hint", cwd=root).returncode == 0
