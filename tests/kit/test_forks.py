"""Commands, judges and zygotes that this test run forks do what those do that start for themselves."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import nurseries
import pytest
from forks import run_grader
from nurseries import Forked, Nursery

ROOT = Path(__file__).parents[2]


def read(out):
    """Returns a run's result without its times."""
    (path,) = out.glob("results/*/dense.json")
    found = json.loads(path.read_text())
    for part in (found, *found["cases"]):
        part.pop("started_at", None), part.pop("duration_s")
    return found


def test_a_forked_command_gives_the_same_result(tmp_path):
    """Cases, messages, the protections of the worker, and what was printed; once forked and once in processes of its own"""
    arguments = ["grade", "tests/submissions/chen", "--student", "chen", "--exercise", "dense", "--format", "none", "--out"]
    forked = run_grader(*arguments, tmp_path / "forked")
    command = [sys.executable, "-m", "grader", *arguments, str(tmp_path / "own")]
    own = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert (forked.returncode, forked.stdout) == (own.returncode, own.stdout.replace("/own", "/forked"))
    assert read(tmp_path / "forked") == read(tmp_path / "own")


@pytest.mark.skipif(sys.platform != "linux", reason="judges are forked on Linux only")
def test_a_judge_of_a_nursery_ends_with_its_input(tmp_path):
    """It is another process than the nursery, says that it cannot read its setup, and is gone when it is killed"""
    nursery = Nursery("judges")
    try:
        with open(tmp_path / "in", "w+") as empty, open(tmp_path / "out", "w+") as said:
            numbers = [empty.fileno(), said.fileno(), said.fileno()]
            judge = Forked(nursery.place, ["0", "0"], numbers, {"PATH": "/bin"}, tmp_path)
            judge.wait(60)
        assert "DecodeError" in (tmp_path / "out").read_text()
        judge.kill()
    finally:
        nursery.close()


@pytest.mark.skipif(sys.platform != "linux", reason="judges are forked on Linux only")
def test_a_judge_that_ends_at_once_is_there_for_whoever_has_ordered_it(tmp_path):
    """The nursery that is slow to take hold of its child goes on, and the end is told"""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(place := f"{folder}/orders")
        listener.listen()
        server = os.fork()
        if server == 0:
            plain = os.pidfd_open

            def open_late(pid):
                os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
                return plain(pid)

            try:
                os.pidfd_open = open_late
                nurseries._serve("judges", listener, os.getppid())
            finally:
                os._exit(0)
        try:
            for _ in range(2):
                with open(tmp_path / "streams", "w+") as stream:
                    assert Forked(place, ["0"], [stream.fileno()] * 3, {}, tmp_path).wait(60) == 0
        finally:
            os.kill(server, signal.SIGKILL)
            os.waitpid(server, 0)
