"""`grader run`, and what `import` finds where a student's own code runs: files, notebooks, in a kernel."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from forks import run_grader

from grader.course.layout import load_course
from grader.course.statements import load_examples, same_output

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A student's folder in which everything is solved: every other exercise as a notebook; not to be changed."""
    root = tmp_path_factory.mktemp("solved")
    shutil.copytree(ROOT / "exercises", root / "exercises", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "exercises" / ".stubs").mkdir()
    for number, exercise in enumerate(load_course(root).exercises):
        shutil.copy(exercise.stub, root / "exercises" / ".stubs" / exercise.file_name)
        source = (ROOT / exercise.reference.relative_to(root)).read_text(encoding="utf-8")
        if number % 2:
            path = exercise.folder / f"{exercise.slug}.ipynb"
            book = json.loads(path.read_text(encoding="utf-8"))
            book["cells"][2]["source"] = source
            path.write_text(json.dumps(book), encoding="utf-8")
        else:
            exercise.stub.write_text(source, encoding="utf-8")
    return root


def run(*arguments, cwd, text=None):
    env = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    return run_grader("run", *arguments, cwd=cwd, env=env, text=text or "")


def test_the_statements_example_is_run_and_compared(folder):
    """A slug alone runs the worked example with the file that counts, a notebook too, and says that it agrees"""
    for slug in ("dense", "initializers"):
        done = run(slug, cwd=folder)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(f"the worked example of exercises/layers/{slug}/README.md, with exercises/layers/")
        assert done.stdout.endswith("✓ as the statement prints it\n")


def test_a_wrong_answer_stands_beside_the_right_one(make_course):
    """What the statement prints follows what came; a stub is one line; what is raised is shown without our frames"""
    statement = "# S\n\n```python\nfrom scale import double\n\nprint(double(2))\n```\n\n```\n4\n```\n"
    root = make_course({"exercises/tiny/scale/README.md": statement})
    stub = run("scale", cwd=root)
    assert stub.returncode == 1
    assert stub.stderr == "`double` is not written yet: exercises/tiny/scale/scale.py, line 2\n"
    mine = root / "exercises" / "tiny" / "scale" / "scale.py"
    mine.write_text("def double(x):\n    return 3 * x\n")
    wrong = run("scale", cwd=root)
    assert wrong.returncode == 1
    assert wrong.stdout.endswith("\n6\n✗ the statement prints instead:\n4\n")
    mine.write_text("def double(x):\n    return x.y\n")
    broken = run(cwd=mine.parent)
    assert broken.returncode == 1
    assert "return x.y" in broken.stderr and "AttributeError" in broken.stderr
    assert "script.py" not in broken.stderr


def test_a_file_of_ones_own_runs_in_its_folder(folder, tmp_path):
    """Imports, arguments, standard input, the exit code; typed from anywhere"""
    script = folder / "exercises" / "layers" / "network" / "try.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfrom dense import Dense\nfrom layer import Layer\nimport support\n"
        "print(issubclass(Dense, Layer), Path('digits.npz').is_file(), sys.argv[1:], input(), __name__)\nsys.exit(7)\n"
    )
    elsewhere = tmp_path / "mine.py"
    shutil.copy(script, elsewhere)
    for arguments, cwd, there in [
        (("exercises/layers/network/try.py", "-v", "a"), folder, True),
        (("try.py", "-v", "a"), script.parent, True),
        (("network", elsewhere, "-v", "a"), folder, False),
    ]:
        done = run(*arguments, cwd=cwd, text="hello\n")
        assert (done.returncode, done.stderr) == (7, "")
        assert done.stdout == f"True {there} ['-v', 'a'] hello __main__\n"
    script.unlink()


@pytest.mark.parametrize(
    ("words", "said"),
    [((), "say what to run"), (("nope.py",), "nope.py: no such file"), (("dense", "nope.py"), "no such file"),
     (("exercises/layers/dense/dense.ipynb",), "is a notebook: open it in Jupyter"), (("denze",), "did you mean `dense`")],
)  # fmt: skip
def test_what_cannot_be_run_is_told_in_a_line(folder, words, said):
    """A usage error each, with what to type"""
    done = run(*words, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and len(done.stderr.splitlines()) == 1


KERNEL = """
import contextlib, io, json, os, sys
from IPython.core.interactiveshell import InteractiveShell
from grader import load_ipython_extension

told = {}
for slug, folder, cells in json.load(sys.stdin):
    os.chdir(folder)
    for name in [name for name in sys.modules if getattr(sys.modules[name], "__file__", None) or name in told]:
        if name in told or os.path.dirname(str(getattr(sys.modules[name], "__file__", ""))).startswith(os.environ["COURSE"]):
            del sys.modules[name]
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    load_ipython_extension(shell)
    printed = []
    for cell in cells:
        with contextlib.redirect_stdout(io.StringIO()) as output:
            done = shell.run_cell(cell, store_history=True)
        printed.append(output.getvalue() if done.success else repr(done.error_in_exec or done.error_before_exec))
    told[slug] = printed
print("TOLD" + json.dumps(told))
"""


def play_in_kernel(folder, exercises):
    """Returns what the examples of exercises print as cells of their notebooks, after the solved stub cell."""
    pytest.importorskip("IPython")
    work = []
    for exercise in exercises:
        source = (ROOT / exercise.reference.relative_to(folder)).read_text(encoding="utf-8")
        examples = load_examples((exercise.folder / "README.md").read_text(encoding="utf-8"))
        work.append((exercise.slug, str(exercise.folder), [source, *(example.code for example in examples)]))
    env = {**os.environ, "PYTHONPATH": str(ROOT), "COURSE": str(folder), "IPYTHONDIR": str(folder / ".ipython")}
    done = subprocess.run([sys.executable, "-c", KERNEL], env=env, input=json.dumps(work), capture_output=True, text=True,
                          timeout=300, cwd=folder)  # fmt: skip
    assert "TOLD" in done.stdout, done.stderr
    return json.loads(done.stdout.rpartition("TOLD")[2])


def check_kernel(folder, exercises):
    """Compares with the statements."""
    told = play_in_kernel(folder, exercises)
    for exercise in exercises:
        examples = load_examples((exercise.folder / "README.md").read_text(encoding="utf-8"))
        for example, printed in zip(examples, told[exercise.slug][1:], strict=True):
            assert same_output(example.output or "", printed), f"{exercise.slug}, line {example.line}: {printed}"


def test_examples_run_in_a_notebook(folder):
    """`from dense import Dense` in the notebook of `dense` is that notebook's own class; others come from their files"""
    course = load_course(folder)
    check_kernel(folder, [course.exercise(slug) for slug in ("dense", "network", "shape_inference")])


@pytest.mark.slow
def test_every_example_runs_in_a_notebook(folder):
    """All of them, in one process"""
    check_kernel(folder, load_course(folder).exercises)


@pytest.mark.slow
def test_every_example_runs_as_a_file(folder):
    """All of them, with a student's files and notebooks"""
    for exercise in load_course(folder).exercises:
        done = run(exercise.slug, cwd=folder)
        assert (exercise.slug, done.returncode, done.stderr) == (exercise.slug, 0, "")


def test_a_file_beside_the_exercise_is_found_from_anywhere(tmp_path):
    """`run SLUG FILE` takes the file that lies here, else the one in the exercise's folder; a file in neither is one line"""
    for name in ("exercises/course.toml", "exercises/layers/layer.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    folder = shutil.copytree(ROOT / "exercises/layers/dense", tmp_path / "exercises/layers/dense")
    (folder / "try.py").write_text("print('beside')")
    command = [sys.executable, "-m", "grader", "run", "dense", "try.py"]

    def run():
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)

    assert run().stdout == "beside\n"
    (tmp_path / "try.py").write_text("print('here')")
    assert run().stdout == "here\n"
    (tmp_path / "try.py").unlink()
    (folder / "try.py").unlink()
    assert (run().returncode, run().stderr.count("\n")) == (2, 1) and "no such file" in run().stderr
