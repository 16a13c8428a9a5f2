"""Makes a class from a table: for each odd way of handing in, what is on disk and what must come out.

    python tests/kit/make_handins.py FOLDER

makes the class in FOLDER. `test_intake.py` holds the table for `grade`, for `check` and in each platform's bundle.
"""

from __future__ import annotations

import dataclasses
import io
import json
import os
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
RIGHT = (ROOT / "tests" / "submissions" / "amara" / "dense.py").read_bytes()
STUB = (ROOT / "exercises" / "layers" / "dense" / "dense.py").read_bytes()
STUB_NOTEBOOK = (ROOT / "exercises" / "layers" / "dense" / "dense.ipynb").read_bytes()
OTHER = b"class Dense:\n    pass\n"
ALSO = b"class Dense:\n    '''Another one.'''\n"
FULL = 20
OLD, NEW = 1_700_000_000, 1_700_100_000
"""When files were saved, in seconds."""


def notebook(code=RIGHT, **more):
    """Returns a notebook with one cell of code."""
    cell = {"cell_type": "code", "source": code.decode(), "metadata": {}, "outputs": [], "execution_count": None}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell], **more}).encode()


def zipped(files):
    """Returns a zip of these files, by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


DAMAGED = zipped({"dense.py": RIGHT})[:200]


@dataclasses.dataclass(frozen=True)
class Saved:
    """Content with the time when it was saved."""

    data: bytes
    seconds: int


@dataclasses.dataclass(frozen=True)
class Link:
    """A symbolic link."""

    target: str


PIPE, FOLDER = "a named pipe", "an empty folder"


@dataclasses.dataclass(frozen=True)
class Row:
    """One student: `files` by path, the score that must come out (None: ungraded), and words of the notice or problem."""

    files: dict
    score: int | None = FULL
    words: str = ""
    quiet: bool = False

    @property
    def is_quiet(self) -> bool:
        """Tells whether nothing is to be said."""
        return self.quiet or not self.words


def near(name, content=RIGHT):
    """Returns the row of a right file with a near name."""
    return Row({name: content}, FULL, "the file should be called dense")


def nested(name, content=RIGHT):
    """Returns the row of a right file that has the right name and lies elsewhere."""
    return Row({name: content}, FULL, "by itself, in no folder and no zip")


def missing(files, words="was not handed in"):
    """Returns the row of somebody who handed in nothing for the exercise."""
    return Row(files, 0, words)


TABLE = {
    # exact names
    "plain": Row({"dense.py": RIGHT}),
    "plain notebook": Row({"dense.ipynb": notebook()}),
    "with a report": Row({"dense.py": RIGHT, "report.pdf": b"%PDF", "notes.txt": b"hello", "conv2d.py": OTHER}),
    "byte order mark": Row({"dense.py": b"\xef\xbb\xbf" + RIGHT}),
    "windows line ends": Row({"dense.py": RIGHT.replace(b"\n", b"\r\n")}),
    "the stub and a notebook": Row({"dense.py": STUB, "dense.ipynb": notebook()}),
    "the stub with windows line ends": Row({"dense.py": STUB.replace(b"\n", b"\r\n"), "dense.ipynb": notebook()}),
    "a file and the stub notebook": Row({"dense.py": RIGHT, "dense.ipynb": STUB_NOTEBOOK}),
    "both begun": Row({"dense.py": RIGHT, "dense.ipynb": notebook(OTHER)}, FULL, "not graded: dense.ipynb"),
    "clutter": Row({"dense.py": RIGHT, ".ipynb_checkpoints/dense-checkpoint.ipynb": notebook(OTHER), ".DS_Store": b"\0",
                    "__pycache__/dense.cpython-311.pyc": b"\0", "__MACOSX/._dense.py": b"\0"}),
    "own tests": Row({"dense.py": RIGHT, "test_dense.py": OTHER, "dense_test.py": OTHER}),
    "a repository": Row({"exercises/layers/dense/dense.py": RIGHT, "exercises/layers/dense/dense.ipynb": STUB_NOTEBOOK,
                         "tests/public/layers/test_dense.py": OTHER, ".git/config": b""}),
    "another exercise's name": Row({"dense.py": RIGHT, "named_dense.py": OTHER, "Named-Dense (1).py": OTHER}),
    "an environment": Row({"dense.py": RIGHT, "venv/lib/site-packages/x/dense.py": OTHER, ".venv/dense.py": OTHER}),
    # near names
    "capital": near("Dense.py"),
    "all capitals": near("DENSE.PY"),
    "browser": near("dense (1).py"),
    "canvas": near("dense-2.py"),
    "finder": near("dense 2.py"),
    "number": near("dense2.py"),
    "underscore number": near("dense_1.py"),
    "final": near("dense_final.py"),
    "very final": near("Dense FINAL v2 (really).py"),
    "copy": near("dense - Copy.py"),
    "copy of": near("Copy of dense.py"),
    "own name first": near("alice_dense.py"),
    "camel": near("MyDense.py"),
    "txt": near("dense.py.txt"),
    "only txt": near("dense.txt"),
    "twice py": near("dense.py.py"),
    "blank behind": near("dense.py "),
    "blank before": near(" dense.py"),
    "blank inside": near("dense .py"),
    "dot behind": near("dense.py."),
    "capital ending": near("dense.Py"),
    "wide letters": near("\uff44\uff45\uff4e\uff53\uff45.py"),
    "notebook capital": near("Dense.ipynb", notebook()),
    "notebook json": near("dense.ipynb.json", notebook()),
    "notebook txt": near("dense.ipynb.txt", notebook()),
    "nbgrader's download": near("alice_ps1_attempt_2026-01-30-15-00-00_dense.ipynb", notebook()),
    "canvas' download": near("doejane_12345_67890_dense.py"),
    "moodle's download": near("Jane Doe_12345_assignsubmission_file_dense.py"),
    # folders and zips
    "folder": nested("hw1/dense.py"),
    "deep folder": nested("a/b/c/d/dense.py"),
    "nbgrader's folder": nested("ps1/dense.ipynb", notebook()),
    "folder and name": near("HW 1/Dense (2).py"),
    "folder called like the file": nested("dense.py/dense.py"),
    "zip": nested("hw1.zip", zipped({"dense.py": RIGHT})),
    "zip called like it": nested("dense.zip", zipped({"dense.py": RIGHT})),
    "zip with a folder": nested("work.ZIP", zipped({"hw1/dense.py": RIGHT, "__MACOSX/._dense.py": b"\0"})),
    "otter's zip": nested("dense_2026_01_30T15_00_00_000000.zip", zipped({"dense.ipynb": notebook(), "dense.pdf": b"%PDF"})),
    "zip with a name": near("hw1.zip", zipped({"Dense (1).py": RIGHT})),
    "a zip of what is there": Row({"dense.py": RIGHT, "hw1.zip": zipped({"dense.py": OTHER})}, FULL,
                                  "not graded: hw1.zip/dense.py"),
    # two candidates
    "exact before near": Row({"dense.py": RIGHT, "dense (1).py": OTHER}, FULL, "not graded: dense (1).py"),
    "exact before folder": Row({"dense.py": RIGHT, "old/dense.py": OTHER}, FULL, "not graded: old/dense.py"),
    "folder before near": Row({"hw1/dense.py": RIGHT, "dense_old.py": OTHER}, FULL, "not graded: dense_old.py"),
    "stub steps back": Row({"dense.py": STUB, "dense_final.py": RIGHT}, FULL, "dense_final.py is graded"),
    "both stubs step back": Row({"dense.py": STUB, "dense.ipynb": STUB_NOTEBOOK, "Dense.py": RIGHT}, FULL,
                                "Dense.py is graded"),
    "higher number": Row({"dense (1).py": OTHER, "dense (2).py": RIGHT}, FULL, "the highest number"),
    "ten after nine": Row({"dense_v9.py": OTHER, "dense_v10.py": RIGHT}, FULL, "the highest number"),
    "number before none": Row({"Dense.py": OTHER, "dense-1.py": RIGHT}, FULL, "the highest number"),
    "saved later": Row({"dense_a.py": Saved(OTHER, OLD), "dense_b.py": Saved(RIGHT, NEW)}, FULL, "saved last"),
    "saved later in a folder": Row({"a/dense.py": Saved(RIGHT, NEW), "b/dense.py": Saved(OTHER, OLD)}, FULL, "saved last"),
    "saved at once": Row({"dense_a.py": Saved(RIGHT, OLD), "dense_b.py": Saved(OTHER, OLD + 30)}, None, "nothing tells"),
    "two folders at once": Row({"a/dense.py": Saved(RIGHT, OLD), "b/dense.py": Saved(OTHER, OLD)}, None, "nothing tells"),
    "a zip and a folder": Row({"a.zip": zipped({"dense.py": RIGHT}), "b/dense.py": OTHER}, None, "nothing tells"),
    "the same twice": Row({"a/dense.py": RIGHT, "b/dense.py": RIGHT}, FULL, "the same in"),
    "the same in a zip": Row({"a.zip": zipped({"dense.py": RIGHT}), "b/dense.py": RIGHT}, FULL, "the same in"),
    "near file and near notebook": Row({"Dense.py": RIGHT, "Dense.ipynb": notebook(OTHER)}, FULL, "not graded: Dense.ipynb"),
    # nothing that can be graded
    "empty folder": missing({}),
    "another exercise": missing({"conv2d.py": RIGHT}),
    "another name": missing({"solution.py": RIGHT}, "not named after an exercise: solution.py"),
    "a report alone": missing({"report.pdf": b"%PDF"}, "not named after an exercise: report.pdf"),
    "two exercises' names": missing({"dense_conv2d.py": RIGHT}, "not named after an exercise"),
    "rar": missing({"dense.rar": b"Rar!"}, "not named after an exercise: dense.rar"),
    "damaged zip": missing({"dense.zip": DAMAGED}, "cannot be read"),
    "empty zip": missing({"dense.zip": zipped({})}, "not named after an exercise: dense.zip"),
    "backup of an editor": missing({"dense.py~": RIGHT, ".dense.py.swp": RIGHT, "#dense.py#": RIGHT}),
    "checkpoints alone": missing({".ipynb_checkpoints/dense-checkpoint.ipynb": notebook()}),
    "a link": missing({"dense.py": Link("../plain/dense.py")}, "is a link"),
    "a near link": missing({"Dense.py": Link("../plain/dense.py")}, "is a link"),
    "a link to a folder": missing({"hw1": Link("../plain")}),
    "a pipe": missing({"dense.py": PIPE}, "not a regular file"),
    "a folder of that name": missing({"dense.py": FOLDER}, "is a folder"),
    "empty file": Row({"dense.py": b""}, 0),
    "utf-16": missing({"dense.py": RIGHT.decode().encode("utf-16")}, "null bytes"),
    "latin-1": missing({"dense.py": RIGHT + "# naïve".encode("latin-1")}, "not UTF-8"),
    "a notebook with a file's name": Row({"dense.py": notebook()}, 0),
    "the stub": Row({"dense.py": STUB}, 0),
}  # fmt: skip


def make_files(folder: Path, files: dict) -> None:
    """Writes what a row has on disk."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Link):
            path.symlink_to(content.target)
        elif content == FOLDER:
            path.mkdir()
        elif content == PIPE:
            os.mkfifo(path)
        else:
            path.write_bytes(content.data if isinstance(content, Saved) else content)
            if isinstance(content, Saved):
                os.utime(path, (content.seconds, content.seconds))


def make_class(folder: Path) -> None:
    """Makes every row's folder."""
    for name, row in TABLE.items():
        make_files(folder / name, row.files)


if __name__ == "__main__":
    make_class(Path(sys.argv[1]))
    print(f"{len(TABLE)} folders in {sys.argv[1]}")
