"""The zygote: a warm process that forks one worker for each submission.

Theory of operation. Starting Python and numpy costs a hundred times what a fork does, so each judge keeps one process
that has done both and nothing else. It has one thread (BLAS included: threads do not survive a fork), a clean
environment, the root folder as its own, and nothing of the course in its memory. The judge asks over a socket:

    F memory_mb cpu_s  + two descriptors   fork a worker; the first becomes its wire, the second its output
      -> pid, and a pidfd where the kernel has them
    W pid                                  the worker has been killed: reap it
      -> wait status, CPU seconds, peak memory in KiB

The wire and the output go straight from judge to worker; the zygote closes its own copies, so the judge reads EOF
exactly when the worker is dead. The zygote ends when its socket does, and its workers end with it (PR_SET_PDEATHSIG,
and EOF on their wire). It adopts and kills whatever a worker left behind.

Rejected: forking the judge itself (a worker would hold suites and expected values in its memory), and one zygote for
all judges (one socket to serialise on, and one submission that stops it would stop them all).
"""

from __future__ import annotations

import array
import contextlib
import dataclasses
import gc
import os
import signal
import socket
import struct
import sys

from grader.worker import sandbox, serve
from grader.worker.protections import Protections

FORK = struct.Struct("=cid")
FORKED = struct.Struct("=i")
WAIT = struct.Struct("=ci")
WAITED = struct.Struct("=idq")


def main() -> None:
    """Serves one judge over the socket that is file descriptor 3."""
    wanted, parent = Protections.from_argument(sys.argv[1]), int(sys.argv[2])
    sandbox.die_with_parent(parent)
    sandbox.hide_process()
    sandbox.adopt_orphans()
    os.chdir("/")
    serve.preload()
    control = socket.socket(fileno=3)
    prepared = sandbox.prepare(wanted)
    gc.collect()
    gc.freeze()
    while True:
        message, descriptors = _receive(control)
        if not message:
            _kill_children()
            return
        if message[:1] == b"F":
            _, memory_mb, cpu_s = FORK.unpack(message)
            _fork(control, descriptors, prepared, memory_mb, cpu_s)
        else:
            _, pid = WAIT.unpack(message)
            _, status, usage = os.wait4(pid, 0)
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
            if not prepared.program:
                _kill_children()
            control.send(WAITED.pack(status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss))


def _receive(control: socket.socket) -> tuple[bytes, list[int]]:
    message, ancillary, _, _ = control.recvmsg(64, socket.CMSG_SPACE(2 * 4))
    descriptors = array.array("i")
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            descriptors.frombytes(data[: len(data) - len(data) % descriptors.itemsize])
    return message, list(descriptors)


def _fork(
    control: socket.socket,
    descriptors: list[int],
    prepared: sandbox.Preparation,
    memory_mb: int,
    cpu_s: float,
) -> None:
    pid = os.fork()
    if pid == 0:
        try:
            protections = _become_worker(descriptors[0], descriptors[1], prepared, memory_mb, cpu_s)
        except BaseException as error:  # our own code failed before the submission ran: say so where the judge looks
            os.write(2, f"the worker could not start: {type(error).__name__}: {error}\n".encode())
            os._exit(70)
        with contextlib.suppress(BaseException):  # what a submission does to the loop itself ends its process
            serve.run(3, 3, protections)
        os._exit(1)
    for descriptor in descriptors:
        os.close(descriptor)
    try:
        pidfd = [os.pidfd_open(pid)]
    except (AttributeError, OSError):
        pidfd = []
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", pidfd))] if pidfd else []
    control.sendmsg([FORKED.pack(pid)], rights)
    for descriptor in pidfd:
        os.close(descriptor)


def _become_worker(channel: int, output: int, prepared: sandbox.Preparation, memory_mb: int, cpu_s: float) -> list[str]:
    os.setsid()
    kept = [channel, output, prepared.ruleset]
    channel, output, ruleset = (os.dup2(fd, 10 + place) if fd >= 0 else -1 for place, fd in enumerate(kept))
    null = os.open(os.devnull, os.O_RDONLY)
    wanted = [null, output, output, channel, ruleset]
    for place, descriptor in enumerate(wanted):
        if descriptor >= 0:
            os.dup2(descriptor, place, inheritable=place < 4)
    count = 5 if ruleset >= 0 else 4
    os.closerange(count, 4096)
    if [fd for fd in range(64) if _is_open(fd)] != list(range(count)):
        raise OSError("the worker holds descriptors that it should not")
    placed = dataclasses.replace(prepared, ruleset=4 if ruleset >= 0 else -1)
    return sandbox.confine(placed, memory_mb, cpu_s)


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def _kill_children() -> None:
    """Kills and reaps every process that is left below this one: without a filter a worker can have started some."""
    for _ in range(100):
        children = _find_children()
        if not children:
            return
        for pid in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid in children:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _find_children() -> list[int]:
    found, own = [], os.getpid()
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", "rb") as file:
                    parent = int(file.read().rpartition(b")")[2].split()[1])
            except (OSError, IndexError, ValueError):
                continue
            if parent == own:
                found.append(int(name))
    return found


if __name__ == "__main__":
    main()
