"""Notebooks: read as data, taken apart by syntax tree, graded like the file with the same code; stub notebooks."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
import tracemalloc
import types
from pathlib import Path

import pytest
from forks import run_grader

from grader.course.layout import load_course
from grader.course.notebooks import (
    MAX_CELLS,
    NotebookError,
    derive_dollars,
    derive_notebook,
    describe_redefinitions,
    extract_cells,
)
from grader.course.progress import find_standings
from grader.magic import render_html
from grader.records.results import Case, Diagnosis, Result
from grader.worker.cells import execute_notebook, parse_cell

ROOT = Path(__file__).parents[3]
CLASS = ROOT / "tests" / "submissions"


def load(name):
    """Returns a module of this folder."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[1].joinpath(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


maker = load("make_notebooks")
ODD = maker.make_notebooks()


def execute(*sources):
    """Returns the module that these cells make; None is a cell that is no code."""
    module = types.ModuleType("dense")
    execute_notebook(json.dumps(sources).encode(), module)
    return module


def extract(*cells, **extra):
    """Returns what is read of a notebook with these cells."""
    return json.loads(extract_cells(maker.book(*cells, **extra), "dense.ipynb"))


# Cells


def test_definitions_imports_and_constants_count():
    """Classes, functions, imports and literals are there; what was computed, drawn or tried out is not."""
    module = execute("import math\nA = 1\nB, C = (2, [3])\nd: int = -4", "def f():\n    return A", "x = f()\nprint(1 / 0)",
                     None, "for i in range(3):\n    y = i\nwith open('x') as z:\n    pass\nA += 1")  # fmt: skip
    assert (module.A, module.B, module.C, module.d, module.f()) == (1, 2, [3], -4, 1)
    assert not {"x", "y", "i", "z"} & set(vars(module))


def test_what_a_definition_uses_is_computed():
    """An assignment that is no literal counts where a definition needs its name, directly or not."""
    module = execute("import math", "TWO = int(math.sqrt(4))\nFOUR = TWO * TWO\nUNUSED = 3 * TWO",
                     "def f(x=FOUR):\n    return x + limit", "limit = round(2.4)")  # fmt: skip
    assert module.f() == 6
    assert "UNUSED" not in vars(module)


def test_a_call_of_ones_own_is_left_out():
    """What may take for ever, such as training, is never run, even where a definition uses its result."""
    module = execute("def train():\n    raise SystemExit", "history = train()", "def plot():\n    return history")
    assert "history" not in vars(module)
    with pytest.raises(NameError):
        module.plot()


def test_the_last_definition_counts():
    """Two definitions of one name: the second one stands, a subclass of its namesake included."""
    module = execute("class A:\n    x = 1\n    y = 1", "class A(A):\n    y = 2", "class B: pass", "class B:\n    z = 3")
    assert (module.A.x, module.A.y, module.B.z) == (1, 2, 3)


def test_a_method_is_put_into_its_class():
    """A method may be written in a cell of its own and assigned."""
    module = execute("class A: pass", "def f(self):\n    return 1", "A.f = f\nA.g = lambda self: 2\nA.h = print()")
    assert (module.A().f(), module.A().g(), hasattr(module.A, "h")) == (1, 2, False)


def test_a_condition_counts_for_its_imports():
    """In `if` and `try`, imports, definitions and constants count and the rest is left out."""
    module = execute("try:\n    import nowhere\n    GPU = True\nexcept ImportError:\n    GPU = False\n    1 / 0",
                     "if not GPU:\n    def f():\n        return 1\nelse:\n    def f():\n        return 2",
                     "if __name__ == '__main__':\n    NAME = 3", "if f():\n    NAME = 4")  # fmt: skip
    assert (module.GPU, module.f()) == (False, 1)
    assert "NAME" not in vars(module)


def test_an_exit_ends_its_cell():
    """`sys.exit()` stops the cell that it stands in, on its condition, and no other."""
    module = execute("import sys", "def f(): pass\nif 2 < 1:\n    sys.exit()\ndef g(): pass\nsys.exit()\ndef h(): pass",
                     "def k(): pass\nraise SystemExit(3)")  # fmt: skip
    assert {"f", "g", "k"} <= set(vars(module))
    with pytest.raises(SystemExit):
        module.h  # noqa: B018


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        ("class A:\n    1 / 0", ZeroDivisionError),
        ("class A(:\n    pass", SyntaxError),
        ("class A:\n    return", SyntaxError),
        ("x = '\0'\nclass A: pass", SyntaxError),
        ("x = " + "(" * 1000 + "\nclass A: pass", SyntaxError),
        ("class A(missing): pass", NameError),
    ],
)
def test_what_fails_is_told_where_it_is_asked_for(cell, error):
    """A definition that fails costs only its own name; where nothing else is defined it is told at once."""
    module = execute("def f(): pass", "class A: pass", cell)
    assert module.f
    for _ in range(2):
        with pytest.raises(error):
            module.A  # noqa: B018
    with pytest.raises(AttributeError):
        module.B  # noqa: B018
    with pytest.raises(error):
        execute("import math", cell)
    assert execute("def f(): pass", cell, "class A: pass").A


def test_a_missing_library_is_no_failure():
    """An import that fails is passed over; the name is then not defined."""
    module = execute("import nowhere.at.all as no\nfrom math import nothing, pi", "def f():\n    return no.x")
    with pytest.raises(NameError):
        module.f()
    assert execute("import nowhere\nA = 1").A == 1


def test_places_are_cells():
    """A traceback names the cell and the line in it, below a cell magic as well."""
    module = execute(None, "%%time\n\ndef f():\n    return 1 / 0")
    with pytest.raises(ZeroDivisionError) as caught:
        module.f()
    assert (caught.traceback[-1].frame.code.raw.co_filename, caught.traceback[-1].lineno + 1) == ("cell 2", 4)
    with pytest.raises(SyntaxError) as broken:
        execute("A = 1", "%matplotlib inline\n\ndef f(\n")
    assert (broken.value.filename, broken.value.lineno) == ("cell 2", 3)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("%matplotlib inline\nA = 1", "A"),
        ("if 1:\n    !pip install x\n    A = 1", "A"),
        ("!echo \\\n  'unclosed\nA = 1", "A"),
        ("!ls\nA = '''\n%no magic\n!no shell\n'''\nB = 2", "A B"),
        ("!ls\nA = (5\n  % 3)\nB = 5 \\\n  % 3", "A B"),
        ("np.dot?\n?np\nnp.dot??\nA = 1  # why?", "A"),
        ("files = !ls\nt, u = %timeit x\nA = 1", "files A"),
        ("pip install numpy\nA = 'it''s (' # (\n!ls", "A"),
        ("%%bash\nA = 1", ""),
        ("\n%%time\nA = 1", "A"),
        ("%%writefile a.py\nA = 1", "A"),
        ("%%writefile notes.txt\nA = 1", ""),
        ("await x\nasync with y: pass\nA = 1", "A"),
    ],
)
def test_magics_become_nothing(source, names):
    """Magics, shell lines and help are replaced where a statement can begin, and nowhere else."""
    tree = parse_cell(source, "cell 1")
    bound = {node.targets[0].id for part in tree.body for node in [part, *getattr(part, "body", [])]
             if type(node).__name__ == "Assign"}  # fmt: skip
    assert bound == set(names.split()) - {"files"}


def test_future_imports_reach_the_cells_below():
    """`from __future__` counts for the cells after it, as in a kernel."""
    assert execute("from __future__ import annotations", "def f(x: Missing) -> Gone: ...").f
    with pytest.raises(NameError):
        execute("def f(x: Missing): ...")


# Notebooks


def test_sources_are_read_and_nothing_else():
    """Code as a text or a list of lines; null for what is no code; the place of each cell stays."""
    assert extract("a\nb", maker.text("c"), maker.code("", source=["d", "e"]), maker.code("", source=None)) == [
        "a\nb", None, "d\ne", "",
    ]  # fmt: skip


def test_too_many_cells_are_refused():
    """A notebook beyond any student's is one line."""
    assert len(extract(*["a"] * MAX_CELLS)) == MAX_CELLS
    with pytest.raises(NotebookError, match=r"at most 2000"):
        extract(*["a"] * (MAX_CELLS + 1))


def test_redefinitions_are_noticed():
    """A class in two cells is noticed, a class that extends its namesake is not; nothing is parsed."""
    cells = extract(
        "class A(B):\n  x", "class A (\n  B):\n  y", maker.text("class A:"), "class C(C): z", "class C:", "class ("
    )
    assert describe_redefinitions(json.dumps(cells).encode()) == (
        "defined more than once, the last one counts: `A` in cells 1, 2"
    )
    assert describe_redefinitions(b'["class A: x", null, "class B: y"]') == ""


def test_notebooks_are_never_parsed_as_python_here():
    """The module that reads them in the grader's own process imports no parser, and executes nothing."""
    text = (ROOT / "grader" / "course" / "notebooks.py").read_text()
    assert not any(word in text for word in ("import ast", "exec(", "eval(", "tokenize"))
    assert extract("__import__('os')._exit(7)") == ["__import__('os')._exit(7)"]


# Scores


def grade(people, out):
    """Grades a class's `dense`; returns its results by student."""
    done = run_grader("grade", people, "--out", out, "--exercise", "dense", timeout=300)
    assert done.returncode == 0, done.stderr
    return read_results(out)


def read_results(out):
    return {path.parent.name: json.loads(path.read_text()) for path in out.glob("results/*/dense.json")}


def write_notebook(folder, data):
    """Writes a student's `dense.ipynb`."""
    folder.mkdir(parents=True)
    (folder / "dense.ipynb").write_bytes(data)


@pytest.fixture(scope="module")
def files(sample_run):
    """The sample class's results, as files."""
    return read_results(sample_run)


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """The odd notebooks' results."""
    people = tmp_path_factory.mktemp("odd")
    for name, item in ODD.items():
        write_notebook(people / name, item.data)
    return grade(people, tmp_path_factory.mktemp("graded"))


def test_there_are_enough_odd_notebooks():
    """At least 40, and each has a twin or a sentence"""
    assert len(ODD) >= 40
    assert all(bool(item.twin) != bool(item.says) for item in ODD.values())


@pytest.mark.parametrize("name", ODD)
def test_an_odd_notebook_scores_as_its_twin(files, odd, name):
    """The score of the same code in a file, case by case, or one clear line."""
    item, result = ODD[name], odd[name]
    assert result["status"] == "graded"
    if item.twin:
        want = [(case["id"], case["outcome"]) for case in files[item.twin]["cases"]]
        assert [(case["id"], case["outcome"]) for case in result["cases"]] == want
        assert result["score"] == files[item.twin]["score"]
    else:
        messages = {case["message"] for case in result["cases"] if case["visibility"] == "public"}
        assert len(messages) == 1 and result["score"] == 0
        assert item.says in messages.pop()


def test_the_sample_class_scores_the_same_as_notebooks(files, tmp_path):
    """Every student's score, and every outcome, whichever form they hand in"""
    people = tmp_path / "class"
    for student in files:
        if (CLASS / student / "dense.py").is_file():
            write_notebook(people / student, maker.as_notebook(student))
        else:
            (people / student).mkdir(parents=True)
    results = grade(people, tmp_path / "out")
    for student, result in results.items():
        outcomes = [case["outcome"] for case in result["cases"]]
        assert (student, outcomes) == (student, [case["outcome"] for case in files[student]["cases"]])
        assert result["score"] == files[student]["score"]


def test_a_message_names_the_cell(tmp_path):
    """What a student's notebook raises is told with its cell, its line and the line's text"""
    source = maker.read().replace("np.dot(X, self.W)", "np.dot(X, self.weights)")
    imports = maker.split()[0]
    cells = [maker.text("# Mine"), imports, "%%time\n" + source[len(imports) :].strip()]
    write_notebook(tmp_path / "class" / "ann", maker.book(*cells))
    messages = [case["message"] for case in grade(tmp_path / "class", tmp_path / "out")["ann"]["cases"]]
    line = cells[2].splitlines().index("        return np.dot(X, self.weights) + self.w0") + 1
    assert any(f"cell 3, line {line}, in forward_pass\n    return np.dot(X, self.weights)" in text for text in messages)


# Stub notebooks


def test_stub_notebooks_are_valid_and_derived_to_the_byte():
    """nbformat accepts it; a second derivation changes nothing; ids are the exercise's own"""
    import nbformat

    first = derive_notebook("scale", "# Scaling\n\nDouble π.\n", "def double(x):\n    raise NotImplementedError\n")
    assert first == derive_notebook(
        "scale", "# Scaling\n\nDouble π.\n", "def double(x):\n    raise NotImplementedError\n"
    )
    made = nbformat.reads(first.decode(), as_version=4)
    nbformat.validate(made)
    assert [cell.cell_type for cell in made.cells] == ["markdown", "code", "code", "code"]
    assert len({cell.id for cell in made.cells}) == 4
    other = nbformat.reads(derive_notebook("other", "# Scaling", "def double(x): ...").decode(), as_version=4)
    assert not {cell.id for cell in made.cells} & {cell.id for cell in other.cells}
    assert execute(*json.loads(extract_cells(first, "scale.ipynb"))).double


@pytest.mark.parametrize("path", sorted(ROOT.glob("exercises/*/*/*.ipynb")), ids=lambda path: path.stem)
def test_every_stub_notebook_loads(path):
    """The notebook of an exercise is read like a submission"""
    assert f"%check {path.stem}" in json.loads(extract_cells(path.read_bytes(), path.name))


@pytest.mark.filterwarnings("ignore")  # the kernel's packages warn about event loops, each version in its own way
def test_a_kernel_shows_the_table(tmp_path, monkeypatch):
    """The stub notebook of `dense`, filled in, with a bundle's configuration: `from layer import Layer` works before
    `%load_ext`, the table shows every public case, `%hint` a hint, and `list` knows of it"""
    pytest.importorskip("ipykernel")
    nbclient = pytest.importorskip("nbclient")
    import nbformat

    for place in ("exercises", "tests/public"):
        shutil.copytree(ROOT / place, tmp_path / place, ignore=shutil.ignore_patterns("__pycache__"))
    profile = tmp_path / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    shutil.copy(ROOT / "grader/bundles/templates/bundle/dot-jupyter/ipython_kernel_config.py", profile)
    monkeypatch.setenv("IPYTHONDIR", str(profile.parent))
    folder = tmp_path / "exercises" / "layers" / "dense"
    book = nbformat.read(folder / "dense.ipynb", as_version=4)
    stub = next(cell for cell in book.cells if "class Dense" in cell.source and cell.cell_type == "code")
    stub.source = (ROOT / "reference" / "layers" / "dense.py").read_text()
    book.cells.insert(1, nbformat.v4.new_code_cell("from layer import Layer\n%hint"))
    book.cells.append(nbformat.v4.new_code_cell("from dense import Dense as Own\nassert Own is Dense\ncheck(Dense)"))
    nbclient.NotebookClient(book, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    assert "Hint 1 of " in book.cells[1].outputs[-1]["data"]["text/html"]
    assert not book.cells[2].outputs
    for cell in book.cells[-2:]:
        shown = cell.outputs[-1]["data"]["text/html"]
        assert "<table" in shown and "7 of 7 points of the public cases" in shown
        assert "Hidden cases are scored when you hand in" in shown and "✗" not in shown
    nbformat.write(book, folder / "dense.ipynb")
    (standing,) = (item for item in find_standings(load_course(tmp_path)) if item.exercise.slug == "dense")
    assert (standing.state, standing.best) == ("solved", "7/7")


def test_a_failing_case_in_the_table():
    """Cause, what was wanted and came, what to look at and the snippet stand in the case's cell; nothing is markup"""
    diagnosis = Diagnosis("a", "A <mistake>", "Look <there>.")
    cases = [
        Case("public::a", "right", "public", 1, 1, "passed"),
        Case("public::b", "wrong <b>", "public", 1, 0, "failed", "wanted 1\n  got <2>", diagnosis, "assert <3>", "printed"),
        Case("public::c", "another", "public", 2, 0, "raised", "ValueError"),
    ]
    nothing = {"submission_sha256": "", "suite_sha256": "", "grader_version": "", "environment": {}, "started_at": ""}
    result = Result(student="you", exercise="dense", status="graded", score=1, max_score=4, cases=cases, seed=1,
                    isolation=[], duration_s=0, **nothing)  # fmt: skip
    shown = render_html(result)
    texts = ("likely: A &lt;mistake&gt;", "wanted 1\n  got &lt;2&gt;", "look at: Look &lt;there", "printed", "&lt;3&gt;")
    places = [shown.index(text) for text in texts]
    assert places == sorted(places)
    assert "white-space:pre;" in shown and "<b>" not in shown.partition("wrong ")[2][:12]
    assert "%hint" in shown and "0/2" in shown


def test_formulas_of_a_statement_get_their_dollars():
    """Fences with the language math and code between dollars become what notebooks read; other code stays"""
    statement = "a $`x\\,y`$ and $`z`$\n\n```math\nX \\\\ Y\n```\n\n```python\nprint('$`a`$')\n```\n"
    wanted = "a $x\\,y$ and $z$\n\n$$\nX \\\\ Y\n$$\n\n```python\nprint('$`a`$')\n```\n"
    assert derive_dollars(statement) == wanted


MEGABYTE = 2**20
HEAVY = {
    "lists for lines": (b'{"cells":[{"cell_type":"code","source":[', b"[],", b"[]]}]}", "at most"),
    "empty cells": (b'{"cells":[', b"{},", b"{}]}", "more cells"),
    "empty cells and NaN": (b'{"cells":[', b"{},", b'{"a":NaN}]}', "more cells"),
    "empty sheets": (b'{"worksheets":[', b"{},", b"{}]}", "no cells"),
    "NaN in outputs": (b'{"cells":[{"source":"a","outputs":[', b"NaN,", b"0]}]}", "NaN"),
    "texts in outputs": (b'{"cells":[{"source":"a","outputs":[', b'"",', b"NaN]}]}", ""),
}


IN_CI = ("lists for lines", "texts in outputs")


@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.slow] * (name not in IN_CI)) for name in HEAVY])
def test_a_heavy_notebook_takes_little_memory(name):
    """Of 24 MiB of small things no more is built than a fraction of what they would take as objects."""
    head, item, tail, words = HEAVY[name]
    data = head + item * (24 * MEGABYTE // len(item)) + tail
    tracemalloc.start()
    try:
        if words:
            with pytest.raises(NotebookError, match=words):
                extract_cells(data, "dense.ipynb")
        else:
            assert json.loads(extract_cells(data, "dense.ipynb")) == ["a"]
        assert tracemalloc.get_traced_memory()[1] < 3 * len(data)
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_constants_of_python_in_outputs(constant):
    """They are passed over in outputs, and stay in code that has them in a text."""
    text = f"x = '[{constant}, 1]'"
    cell = {"cell_type": "code", "source": [text], "outputs": [{"data": {"a": [float(constant.lower()), "NaN"]}}]}
    assert json.loads(extract_cells(json.dumps({"cells": [cell]}).encode(), "dense.ipynb")) == [text]


def test_sources_that_are_odd():
    """Half a surrogate is replaced, and what is no text among the lines is left out."""
    data = b'{"cells":[{"source":["a\\ud800\\n", 3, null, "b"]},{"source":7},{"source":"c","input":null},{"input":"d"}]}'
    assert json.loads(extract_cells(data, "dense.ipynb")) == ["a?\nb", "", "c", "d"]
