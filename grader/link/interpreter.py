"""How this package starts another Python: which code it imports, and which environment it sees.

Theory of operation. `python -m X` and `python script.py` put a folder first on `sys.path` that somebody else may have
filled, and an inherited environment can do the same, start a debugger or add options to pytest. So every interpreter of
ours is started with `-P` (no such folder) and `-s` (no packages of the user's), from a list of what it needs of the
environment, and imports this very engine by its path: the working folder, `PYTHON*` and `PYTEST_*` decide nothing.

Rejected: `-I`, under which `PYTHONHASHSEED` counts for nothing and results would depend on a random order of sets; and the
engine's folder on `sys.path`, where whatever lies beside it would be importable too.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import grader

ENGINE = Path(grader.__file__).resolve().parent

ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}
FIXED = {
    **ONE_THREAD,
    "PYTHONHASHSEED": "0",
    "PYTHONIOENCODING": "utf-8:backslashreplace",
    "PYTHONUTF8": "1",
    "LANG": "C.UTF-8",
}
KEPT = (
    "PATH",
    "HOME",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SYSTEMROOT",
    "PYTHONDONTWRITEBYTECODE",
    "OPENBLAS_CORETYPE",
    "OPENBLAS_L2_SIZE",
)
"""What a trusted process may see of ours: where programs, files and temporary folders are, and which kernels BLAS takes."""


def python_command(module: str, *arguments: str, first: str = "") -> list[str]:
    """Returns the command that runs `module.main()` of this engine in a Python of its own; `first` is executed before."""
    init, folder = str(ENGINE / "__init__.py"), str(ENGINE)
    lines = [
        *([first] if first else []),
        "import importlib.util, sys",
        f"spec = importlib.util.spec_from_file_location('grader', {init!r}, submodule_search_locations=[{folder!r}])",
        "sys.modules['grader'] = importlib.util.module_from_spec(spec)",
        "spec.loader.exec_module(sys.modules['grader'])",
        f"importlib.import_module({module!r}).main()",
    ]
    return [sys.executable, "-s", "-P", "-c", "\n".join(lines), *arguments]


def restart_in_utf8() -> None:
    """Starts this very command again where names of files are not UTF-8: a class has names that ASCII has no letters for.

    A POSIX locale asks for that where Python's own answer to it is switched off, and so do the locales of the nineties. On
    those a terminal keeps its letters. Of the working folder nothing is imported then either.
    """
    encoding = sys.getfilesystemencoding()
    if os.name != "posix" or sys.flags.utf8_mode or encoding == "utf-8":
        return
    if encoding != "ascii":
        os.environ.setdefault("PYTHONIOENCODING", f"{encoding}:replace")
    os.execv(sys.executable, [sys.executable, "-P", "-X", "utf8", *sys.orig_argv[1:]])


def trusted_environment() -> dict[str, str]:
    """Returns the environment of a process of ours that runs no line of a submission."""
    return {**{name: os.environ[name] for name in KEPT if name in os.environ}, **FIXED}


def worker_environment() -> dict[str, str]:
    """Returns the environment of a process in which submissions run: nothing of the user's is in it."""
    named = ("SYSTEMROOT", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")  # Windows starts no Python without the first
    kept = {name: os.environ[name] for name in named if name in os.environ}
    return {**kept, **FIXED, "PYTHONDONTWRITEBYTECODE": "1"}
