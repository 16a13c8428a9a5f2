"""Judges and zygotes for this project's test run, forked from processes that have imported what those import.

A test run starts hundreds of judges, each with a zygote, and most of their time goes into importing numpy and pytest anew.
So each test process keeps two nurseries: one has imported a judge's modules and nothing else, the other a zygote's. Both
are started just as a judge or a zygote is, wait on a socket for orders, and fork. A command that `forks.py` forks gets its
judges there. Tests of processes themselves, and all commands that a test starts with a Python of their own, do without.

What differs: the parent of a judge is its nursery, so the kernel does not end it with the command; it still ends at the end
of its input.
"""

from __future__ import annotations

import array
import contextlib
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
import types
from collections.abc import Mapping, Sequence
from typing import Any

from grader.link.interpreter import python_command, trusted_environment, worker_environment

AT_START = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "PYTHONDONTWRITEBYTECODE")
"""What a Python or numpy reads when it starts: where these are others, a process of its own is started."""


class Nursery:
    """A process that forks judges or zygotes at an order; it ends with the process that has started it.

    A nursery of judges is told where their zygotes come from.
    """

    def __init__(self, kind: str, zygotes: str = "") -> None:
        self._folder = tempfile.TemporaryDirectory(prefix=f"grader-{kind}-")
        self.place = os.path.join(self._folder.name, "orders")
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
            listener.bind(self.place)
            listener.listen(64)
            command = python_command("grader", kind, str(listener.fileno()), str(os.getpid()), zygotes)
            command[4] = "\n".join([*command[4].splitlines()[:-1], f"exec(open({__file__!r}).read())"])
            environment = trusted_environment() if kind == "judges" else worker_environment()
            self._process = subprocess.Popen(
                command, env=environment, cwd="/", stdin=subprocess.DEVNULL, pass_fds=[listener.fileno()]
            )

    def close(self) -> None:
        """Ends it."""
        self._process.kill()
        self._process.wait()
        self._folder.cleanup()


class Forked:
    """What `subprocess.Popen` gives, as far as the engine uses it, of a process that a nursery has forked."""

    def __init__(self, place: str, arguments: Sequence[str], descriptors: Sequence[int], env: Mapping[str, str], cwd: Any):
        order = json.dumps({"arguments": list(arguments), "env": dict(env), "cwd": str(cwd)}).encode()
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as channel:
            channel.connect(place)
            socket.send_fds(channel, [order], list(descriptors))
            answer, rights, _, _ = channel.recvmsg(64, socket.CMSG_SPACE(4))
        self.pid = int(answer)
        self._pidfd = array.array("i", rights[0][2][:4])[0]
        self.returncode: int | None = None
        self._waiting = threading.Lock()

    def kill(self) -> None:
        with contextlib.suppress(OSError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        with self._waiting:  # two threads may wait for one judge
            if self.returncode is None:
                if not select.select([self._pidfd], [], [], timeout)[0]:
                    raise subprocess.TimeoutExpired(str(self.pid), timeout or 0.0)
                os.close(self._pidfd)
                self._pidfd, self.returncode = -1, 0
            return self.returncode


class ForkedJudge(Forked):
    """A judge from a nursery."""

    def __init__(self, place: str, command: Sequence[str], env: Mapping[str, str], cwd: Any, **_: Any) -> None:
        theirs, ours = os.pipe()
        source, target = os.pipe()
        try:
            super().__init__(place, command[5:], [theirs, target, 2], env, cwd)
        finally:
            os.close(theirs)
            os.close(target)
        self.stdin, self.stdout = os.fdopen(ours, "wb"), os.fdopen(source, "rb")


class ForkedZygote(Forked):
    """A zygote from a nursery."""

    def __init__(
        self, place: str, command: Sequence[str], env: Mapping[str, str], cwd: Any, pass_fds: Sequence[int], **_: Any
    ) -> None:
        super().__init__(place, command[5:], [*pass_fds, 1, 2], env, cwd)


def fork_from(module: Any, place: str, environment: Mapping[str, str], forked: Any) -> None:
    """Has a module of the engine start its process in a nursery, unless it would start under other circumstances."""

    def start(command: Sequence[str], *, env: Mapping[str, str], **more: Any) -> Any:
        if any(env.get(name) != environment.get(name) for name in AT_START):
            return subprocess.Popen(command, env=env, **more)
        return forked(place, command, env, **more)

    module.subprocess = types.SimpleNamespace(**{**vars(subprocess), "Popen": start})


def _serve(kind: str, listener: socket.socket, parent: int) -> None:
    """Forks at each order; in the child it returns, and what is to be run is next."""
    from grader.worker import sandbox

    sandbox.die_with_parent(parent)
    own = os.getpid()
    while True:
        channel, _ = listener.accept()
        data, descriptors, _, _ = socket.recv_fds(channel, 1 << 16, 3)
        if data:
            _reap()  # not as soon as they end: the newest has to be there until somebody holds it
            child = os.fork()
            if child == 0:
                listener.detach(), channel.detach()  # their numbers belong to others soon
                _become(kind, json.loads(data), descriptors, own)
                return
            rights = array.array("i", [os.pidfd_open(child), *descriptors])
            channel.sendmsg([str(child).encode()], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights[:1])])
            for descriptor in rights:
                os.close(descriptor)
        channel.close()


def _reap() -> None:
    """Forgets the children that have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _become(kind: str, order: dict[str, Any], descriptors: list[int], parent: int) -> None:
    os.setsid()
    null = os.open(os.devnull, os.O_RDONLY)
    wanted = descriptors if kind == "judges" else [null, *descriptors[1:], descriptors[0]]
    kept = [os.dup2(descriptor, 100 + number) for number, descriptor in enumerate(wanted)]
    for number, descriptor in enumerate(kept):
        os.dup2(descriptor, number)
    os.closerange(len(kept), 4096)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    sys.argv = ["-c", *order["arguments"][:-1], str(parent)]
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False))


def _main(kind: str, listener: str, parent: str, zygotes: str) -> None:
    if kind == "judges":
        import grader.judge.loop
        import grader.judge.service as found
        import grader.link.forked

        fork_from(grader.link.forked, zygotes, worker_environment(), ForkedZygote)
    else:
        import grader.worker.serve
        import grader.worker.zygote as found  # type: ignore[no-redef]

        grader.worker.serve.preload()
    gc.collect()
    gc.freeze()
    _serve(kind, socket.socket(fileno=int(listener)), int(parent))
    try:
        found.main()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


if __name__ == "__main__":
    _main(*sys.argv[1:])
