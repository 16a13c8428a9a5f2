"""Runs `grader` as a shell would, in a child of a process that has imported everything already.

A command of this project's test run does little; most of its time goes into starting Python and importing. So each test
process keeps one server (this file as a script): it imports the commands once, then gets a line for each command, forks,
and the child becomes that command, with its own arguments, folder, environment and streams, until the interpreter's end.
Where nobody says `--jobs`, one judge is started. A folder with an engine of its own, and other variables for Python, get a
Python of their own.
"""

from __future__ import annotations

import atexit
import functools
import gc
import json
import os
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nurseries import ForkedJudge, ForkedZygote, Nursery, fork_from

import grader.judge.processes
import grader.link.forked
from grader.link.interpreter import trusted_environment, worker_environment

ROOT = Path(__file__).parents[2]


def run_grader(
    *arguments: Any, cwd: Path = ROOT, env: Mapping[str, str] | None = None, text: str = "", timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Returns what `grader` has printed and its exit code; `text` is its standard input."""
    words, environment = [str(argument) for argument in arguments], dict(os.environ if env is None else env)
    if (cwd != ROOT and (cwd / "grader").is_dir()) or _pythons(environment) != _pythons(os.environ):
        command = [sys.executable, "-m", "grader", *words]
        return subprocess.run(
            command, cwd=cwd, env=environment, input=text, capture_output=True, text=True, timeout=timeout, check=False
        )
    with tempfile.TemporaryDirectory(prefix="grader-run-") as folder:
        streams = [os.path.join(folder, name) for name in ("in", "out", "err")]
        Path(streams[0]).write_text(text, encoding="utf-8")
        order = {"words": words, "cwd": str(cwd), "env": environment, "streams": streams}
        code = _start_server().run(order, timeout)
        shown = [Path(path).read_bytes().decode("utf-8", "replace").replace("\r\n", "\n") for path in streams[1:]]
    return subprocess.CompletedProcess(["grader", *words], code, *shown)


def _pythons(environment: Mapping[str, str]) -> dict[str, str]:
    """Returns what tells Python how to start; where it looks for this engine is no difference."""
    named = {name: value for name, value in environment.items() if name.startswith(("PYTHON", "LC_", "LANG"))}
    return {name: value for name, value in named.items() if (name, value) != ("PYTHONPATH", str(ROOT))}


class _Server:
    def __init__(self) -> None:
        self._nurseries = []
        if sys.platform == "linux":
            zygotes = Nursery("zygotes")
            self._nurseries = [zygotes, Nursery("judges", zygotes.place)]
        command = [sys.executable, __file__, *(nursery.place for nursery in self._nurseries[1:])]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        atexit.register(self.end)

    def run(self, order: dict[str, Any], timeout: float) -> int:
        """Returns the exit code of one command; one that takes too long is ended as `subprocess.run` would."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps({**order, "timeout": timeout}) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if answer.strip() == "timeout":
            raise subprocess.TimeoutExpired(order["words"], timeout)
        return int(answer)

    @property
    def nurseries(self) -> list[str]:
        """Where zygotes and judges are forked; nothing where none are."""
        return [nursery.place for nursery in self._nurseries]

    def end(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        for nursery in self._nurseries:
            nursery.close()


def fork_judges() -> None:
    """Has the judges and zygotes that this process starts forked as well."""
    if places := _start_server().nurseries:
        fork_from(grader.link.forked, places[0], worker_environment(), ForkedZygote)
        fork_from(grader.judge.processes, places[1], trusted_environment(), ForkedJudge)


@functools.cache
def _start_server() -> _Server:
    return _Server()


def _serve() -> None:
    """Answers each line with the exit code of the command that it orders. In the child it returns: there `main` is next."""
    import signal
    import time

    orders, answers = os.fdopen(os.dup(0), "r"), os.fdopen(os.dup(1), "w")
    for line in iter(orders.readline, ""):
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            orders.close()
            answers.close()
            return _become(order)
        end = time.monotonic() + order["timeout"]
        while (ended := os.waitpid(child, os.WNOHANG))[0] == 0 and time.monotonic() < end:
            time.sleep(0.005)
        if ended[0] == 0:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        answers.write(f"{os.waitstatus_to_exitcode(ended[1]) if ended[0] else 'timeout'}\n")
        answers.flush()
    sys.exit()


def _become(order: dict[str, Any]) -> None:
    for number, path in enumerate(order["streams"]):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    sys.argv = [str(ROOT / "grader" / "__main__.py"), *order["words"]]
    sys.path[0] = order["cwd"]


def _end(code: Any) -> None:
    """Ends this process as the interpreter would, but that nothing which everybody has imported is taken apart."""
    if not isinstance(code, int | None):
        print(code, file=sys.stderr)
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = 120
    os._exit(code or 0)


if __name__ == "__main__":
    sys.path[0] = str(ROOT)
    import pkgutil

    import grader.commands
    import grader.judge.capacity
    from grader.cli import main

    grader.judge.capacity.count_cores = lambda: 1  # as many test processes as there are cores do this already
    for found in pkgutil.walk_packages(grader.commands.__path__, "grader.commands."):
        __import__(found.name)
    if sys.argv[1:]:
        fork_from(grader.judge.processes, sys.argv[1], trusted_environment(), ForkedJudge)
    gc.collect()
    gc.freeze()
    _serve()
    try:
        main()
        code: Any = None
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
        code = 1
    _end(code)
