"""Odd and damaged notebooks, built from the sample class: `python tests/kit/make_notebooks.py FOLDER` writes them all.

Each has a twin, the student of the sample class whose `dense.py` it holds and whose score it must get, or says in one line
why it can have none.
"""

from __future__ import annotations

import ast
import dataclasses
import json
import re
import sys
from pathlib import Path

CLASS = Path(__file__).parents[1] / "submissions"
SLUG = "dense"


@dataclasses.dataclass(frozen=True)
class Odd:
    """One notebook: its bytes, the student who wrote the same code, or what is said about it."""

    data: bytes
    twin: str = ""
    says: str = ""


def read(student="amara"):
    """Returns the source of a student of the sample class."""
    return (CLASS / student / f"{SLUG}.py").read_text(encoding="utf-8")


def split(student="amara"):
    """Returns the imports, the head of the class with its first method, and the other methods, as texts."""
    source = read(student)
    lines = source.splitlines()
    tree = ast.parse(source)
    layer = next(node for node in tree.body if isinstance(node, ast.ClassDef))
    methods = [node for node in layer.body if isinstance(node, ast.FunctionDef)]
    texts = ["\n".join(lines[node.lineno - 1 : node.end_lineno]) for node in methods]
    imports = "\n".join(lines[: layer.lineno - 1]).strip()
    head = "\n".join(lines[layer.lineno - 1 : methods[0].end_lineno])
    return imports, head, texts[1:]


def code(source, /, **extra):
    """Returns a code cell of format 4, its source as a list of lines."""
    return {"cell_type": "code", "metadata": {}, "source": source.splitlines(True), "outputs": [],
            "execution_count": None, **extra}  # fmt: skip


def text(source, kind="markdown", **extra):
    """Returns a Markdown or raw cell."""
    return {"cell_type": kind, "metadata": {}, "source": source, **extra}


def book(*cells, minor=5, metadata=None, **extra):
    """Returns the bytes of a notebook of format 4; texts become code cells."""
    made = [code(cell) if isinstance(cell, str) else cell for cell in cells]
    if minor >= 5:
        for number, cell in enumerate(made):
            cell.setdefault("id", f"cell{number}")
    data = {"cells": made, "metadata": metadata or {}, "nbformat": 4, "nbformat_minor": minor, **extra}
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def old_book(*sources, version=3, **extra):
    """Returns the bytes of a notebook of format 2 or 3, with its worksheet."""
    cells = [{"cell_type": "code", "collapsed": False, "input": source.splitlines(True), "language": "python",
              "metadata": {}, "outputs": [], "prompt_number": 1} for source in sources]  # fmt: skip
    cells.insert(0, {"cell_type": "heading", "level": 1, "metadata": {}, "source": ["Dense"]})
    data = {"metadata": {"name": "dense"}, "nbformat": version, "nbformat_minor": 0,
            "worksheets": [{"cells": cells, "metadata": {}}], **extra}  # fmt: skip
    return json.dumps(data).encode()


def as_notebook(student):
    """Returns a student's file as a notebook of one cell, as plain as can be."""
    return book(read(student))


def make_notebooks():
    """Returns every odd notebook by its name."""
    imports, head, methods = split()
    source = read()
    chen, emil = read("chen"), read("emil")
    body = source[len(imports) :].strip()
    image = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * (20 * 2**20)}}
    nan = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"application/json": [1]}}
    train = "while True:\n    layer.forward_pass(X)\n"
    stub = re.sub(
        r"(    def \w+\(.*\):\n)(?:        .*\n|\n)*", r"\1        raise NotImplementedError\n\n", body + "\n"
    )
    made = {
        # How it is stored
        "format-3": Odd(old_book(imports, body), "amara"),
        "format-2": Odd(old_book(imports, body, version=2), "amara"),
        **{f"format-4-{minor}": Odd(book(imports, body, minor=minor), "amara") for minor in range(6)},
        "wrong-version": Odd(book(source, nbformat=9), "amara"),
        "version-is-text": Odd(book(source, nbformat="four", nbformat_minor=None), "amara"),
        "old-version-new-cells": Odd(book(source, nbformat=3), "amara"),
        "no-version": Odd(json.dumps({"cells": [code(source)]}).encode(), "amara"),
        "not-json": Odd(source.encode(), says="not a notebook, which begins with a brace"),
        "a-list": Odd(b"[]", says="not a notebook, which begins with a brace"),
        "a-web-page": Odd(b"<!DOCTYPE html>\n<html></html>\n", says="a web page"),
        "merge-marks": Odd(b"<<<<<<< HEAD\n" + book(source), says="merge marks"),
        "single-quotes": Odd(b"{'cells': []}", says="is not a notebook"),
        "cut-off": Odd(book(source)[:-700], says="ends in the middle"),
        "empty": Odd(b"", says="is empty"),
        "blank": Odd(b"\xef\xbb\xbf \n", says="is empty"),
        "no-cells": Odd(book(), says="has no cells"),
        "cells-missing": Odd(b'{"nbformat": 4, "metadata": {}}', says="has no cells"),
        "cell-is-null": Odd(b'{"cells": [null]}', says="is not a notebook"),
        "deeply-nested": Odd(b'{"a":' * 100_000, says="is not a notebook"),
        "latin-1": Odd(book("# café\n" + source).decode().encode("latin-1"), says="is not UTF-8"),
        "utf-16": Odd(book(source).decode().encode("utf-16"), "amara"),
        "bom": Odd(b"\xef\xbb\xbf" + book(source), "amara"),
        "bom-in-a-cell": Odd(book("\ufeff" + source), "amara"),
        "lone-surrogate": Odd(book("label = '\ud800'", source).replace(b"\xed\xa0\x80", b"\\ud800"), "amara"),
        "nan-in-outputs": Odd(book(code(source, outputs=[nan])).replace(b"[\n       1\n      ]", b"[NaN]"), "amara"),
        "duplicate-ids": Odd(book(code(imports, id="a"), code(body, id="a")), "amara"),
        "missing-ids": Odd(json.dumps({"cells": [code(imports), code(body)], "metadata": {}, "nbformat": 4,
                                       "nbformat_minor": 5}).encode(), "amara"),
        "odd-ids": Odd(book(code(imports, id=7), code(body, id="not/an id" * 50)), "amara"),
        "large-outputs": Odd(book(code(source, outputs=[image])), "amara"),
        "source-is-text": Odd(book(code("", source=source)), "amara"),
        "source-without-ends": Odd(book(code("", source=source.splitlines())), "amara"),
        "source-is-a-number": Odd(book(code("", source=3), source), "amara"),
        "windows-ends": Odd(book(source.replace("\n", "\r\n")), "amara"),
        "no-outputs-key": Odd(book({"cell_type": "code", "source": source}), "amara"),
        "null-byte": Odd(book("x = '\0'", source), "amara"),
        # Cells that are no code
        "retyped-scratch": Odd(book(source, text(stub)), "amara"),
        "retyped-solution": Odd(book(imports, text(body)), says="does not define `Dense`"),
        "raw-solution": Odd(book(imports, text(body, "raw")), says="does not define `Dense`"),
        "unknown-cell-type": Odd(book(text("x", "drawing"), source), "amara"),
        "only-text": Odd(book(text("# Dense")), says="does not define `Dense`"),
        # Where it was written
        "colab": Odd(book(code(source, metadata={"id": "x", "colab": {"base_uri": "https://x"}}, cellView="form"),
                          "from google.colab import drive\ndrive.mount('/content/drive')",
                          metadata={"colab": {"provenance": []}, "accelerator": "GPU"}, minor=0), "amara"),
        "colab-test": Odd(book("try:\n    import google.colab\n    IN_COLAB = True\nexcept ImportError:\n"
                               "    IN_COLAB = False\nif IN_COLAB:\n    !pip install numpy\n", source), "amara"),
        "vs-code": Odd(book(code(source, metadata={"vscode": {"languageId": "python"}}),
                            metadata={"vscode": {"interpreter": {"hash": "0"}}}), "amara"),
        "jupyterlite": Odd(book("import piplite\nawait piplite.install('numpy')", source,
                                metadata={"kernelspec": {"name": "python", "display_name": "Pyodide"}}), "amara"),
        "nbgrader": Odd(book(code(source, metadata={"nbgrader": {"grade_id": "a", "solution": True, "schema_version": 3}}),
                             code("### BEGIN HIDDEN TESTS\nassert Dense(1).nothing\n### END HIDDEN TESTS",
                                  metadata={"nbgrader": {"grade_id": "b", "grade": True, "points": 2}})), "amara"),
        "otter": Odd(book("import otter\ngrader = otter.Notebook()", text("# BEGIN QUESTION\nname: q1", "raw"), source,
                          "grader.check('q1')"), "amara"),
        # How the code is spread
        "cell-for-each-import": Odd(book(*imports.splitlines(), body), "amara"),
        "method-by-subclass": Odd(book(imports, head, *(f"class Dense(Dense):\n{m}" for m in methods)), "amara"),
        "method-by-assignment": Odd(book(imports, head, *(f"{_dedent(m)}\n\nDense.{_name(m)} = {_name(m)}"
                                                          for m in methods)), "amara"),
        "defined-twice": Odd(book(chen, source), "amara"),
        "defined-twice-worse-last": Odd(book(source, chen), "chen"),
        "stub-then-solution": Odd(book(imports, stub, body), "amara"),
        "solution-then-stub-elsewhere": Odd(book(source, stub.replace("Dense", "Other")), "amara"),
        "renamed": Odd(book(source.replace("class Dense", "class MyDense"), "Dense = MyDense"), "amara"),
        "leftover-import": Odd(book("from dense import Dense", source), "amara"),
        "leftover-import-after": Odd(book(source, "from dense import Dense"), "amara"),
        "written-to-a-file": Odd(book(f"%%writefile dense.py\n{source}"), "amara"),
        # What stands around it
        "magics": Odd(book("%matplotlib inline\n%load_ext autoreload\n" + source, "%timeit Dense(3)", "!ls -l | grep x",
                           "np.dot?", "files = !ls", "?np.dot", "pip install numpy"), "amara"),
        "magic-among-code": Odd(book(_after_imports(source, "%config InlineBackend.figure_format = 'svg'\n"
                                                            "text = '''\n%not a magic\n'''\nx = (7\n  % 4)\n"
                                                            "!echo \\\n  'a")),
                                "amara"),
        "timed": Odd(book(imports, "%%time\n" + body), "amara"),
        "captured": Odd(book("\n%%capture --no-stderr out\n" + source), "amara"),
        "other-languages": Odd(book("%%bash\nwhile true; do :; done", "%%html\n<b>x</b>", "%%javascript\nalert(1)", source),
                               "amara"),
        "plots": Odd(book("import matplotlib.pyplot as plt\nimport seaborn as sns\nsns.set_theme()\n"
                          "fig, ax = plt.subplots()\nplt.style.use('ggplot')", source, "plt.plot([1, 2])\nplt.show()"),
                     "amara"),
        "from-a-plotting-library": Odd(book("from matplotlib import pyplot as plt, cm\nfrom tqdm.notebook import tqdm\n"
                                            "class Plot(plt.Figure):\n    pass", source), "amara"),
        "endless-training": Odd(book(source, "layer = Dense(2, (3,))\nX = np.ones((4, 3))", train,
                                     f"with open('log') as log:\n    {train.replace(chr(10), chr(10) + '    ')}"), "amara"),
        "input": Odd(book("name = input('your name: ')", source, "def greet():\n    return name"), "amara"),
        "failing-before": Odd(book("1 / 0", "raise RuntimeError('no')", "undefined.call()", source), "amara"),
        "failing-after": Odd(book(source, "Dense(2).forward_pass(None)", "assert False, 'to do'"), "amara"),
        "failing-definition": Odd(book(source, "class Table(pd.DataFrame):\n    pass", "@missing\ndef f():\n    pass",
                                       "def g(x=history[-1]):\n    return x"), "amara"),
        "broken-scratch": Odd(book("def try_this(:\n    pass", source, "print 'x'", "for"), "amara"),
        "top-level-asserts": Odd(book(source + "\n\nassert Dense(3).n_units == 4\n"), "amara"),
        "main-guard": Odd(book(source + "\n\nif __name__ == '__main__':\n    import nowhere\n    nowhere.train(Dense)\n"),
                          "amara"),
        "stops-at-the-end": Odd(book(source, "import sys\nsys.exit()", "exit()"), "amara"),
        "get-ipython": Odd(book("get_ipython().run_line_magic('matplotlib', 'inline')\nshell = get_ipython()", source,
                                "shell.system('ls')"), "amara"),
        "async": Odd(book("import asyncio\nawait asyncio.sleep(1)", source, "async def train():\n    await asyncio.sleep(9)",
                          "await train()", "async for x in y: pass"), "amara"),
        "unicode": Odd(book("π = 3.14159\nΣ = '∑ ✓ 数'", text("# Größe 数"), "# naïve ✓\n" + source), "amara"),
        # What the code leans on
        "constants-as-defaults": Odd(book("N_BIAS = 1\nSCALE = 1.0 / 1\nTRAIN = True", source.replace(
            "training=True", "training=TRAIN").replace("(1, self.n_units)", "(N_BIAS, self.n_units)")), "amara"),
        "computed-constants": Odd(book("import math\nimport numpy as np\nTWO = 4\nHALF, ONE = 0.5, math.sqrt(TWO) * 0.5\n"
                                       "UNIT = int(ONE)\nrng = np.random.default_rng(0)\nDATA = [[0] * 10**9] * 10**9",
                                       source.replace("(1, self.n_units)", "(UNIT, self.n_units)")), "amara"),
        "helper-functions": Odd(book("square = lambda x: x * x",
                                     "def total(g):\n    return np.sum(g, axis=0, keepdims=True)",
                                     source.replace("np.sum(accum_grad, axis=0, keepdims=True)", "total(accum_grad)")),
                                "amara"),
        "optional-import": Odd(book("try:\n    import cupy as xp\n    xp.cuda.Device(0).use()\nexcept ImportError:\n"
                                    "    import numpy as xp\n", source.replace("np.dot", "xp.dot")), "amara"),
        "type-annotations": Odd(book("from __future__ import annotations\nimport sys\nfrom typing import TYPE_CHECKING\n"
                                     "if TYPE_CHECKING:\n    from torch import Tensor\nlimit: float = 1.0\nrate: float",
                                     source.replace("(self, X, training=True)", "(self, X: Tensor, training: bool = True)"
                                                    " -> Tensor | Missing")), "amara"),
        # The same mistakes
        "late-mistake": Odd(book(imports, text("my layer"), emil[emil.index("class") :]), "emil"),
        "prints": Odd(book(read("bilal"), "print('done')"), "bilal"),
        "endless-method": Odd(old_book(read("kofi")), "kofi"),
        "syntax-error": Odd(book("import numpy as np", read("jun")), "jun"),
        "exits": Odd(book(read("lena")), "lena"),
    }  # fmt: skip
    return made


def _dedent(method):
    return "\n".join(line[4:] for line in method.splitlines())


def _name(method):
    return method.split("def ")[1].split("(")[0]


def _after_imports(source, lines):
    imports, _, _ = split()
    return f"{imports}\n{lines}\n{source[len(imports) :]}"


if __name__ == "__main__":
    for name, odd in make_notebooks().items():
        folder = Path(sys.argv[1]) / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{SLUG}.ipynb").write_bytes(odd.data)
