"""Workers from a zygote: the launcher for Linux."""

from __future__ import annotations

import array
import contextlib
import os
import select
import signal
import socket
import subprocess

from grader.course.layout import Limits
from grader.link.interpreter import python_command, worker_environment
from grader.link.link import Crashed
from grader.link.workers import READY_S, ProcessWorker, describe_code, read_ready
from grader.records.errors import GraderFault
from grader.worker import zygote
from grader.worker.protections import Protections


class ForkLauncher:
    """Gets workers from a zygote of its own; starts another zygote when one has died."""

    def __init__(self, wanted: Protections | None = None) -> None:
        self._arguments = [(wanted or Protections()).to_argument(), str(os.getpid())]
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._start_zygote()

    def start(self, limits: Limits) -> ProcessWorker:
        for attempt in (1, 2):
            try:
                return self._start(limits)
            except (OSError, EOFError, GraderFault) as error:
                if attempt == 2:
                    raise GraderFault(f"no worker could be started: {error}") from error
                self.close()
        raise AssertionError("unreachable")

    def wait(self, pid: int) -> tuple[int, float]:
        """Reaps a worker that has been killed; returns its wait status and the CPU seconds that it had used."""
        assert self._control is not None
        try:
            self._control.send(zygote.WAIT.pack(b"W", pid))
            answer = self._control.recv(64)
        except OSError:
            answer = b""
        if len(answer) != zygote.WAITED.size:
            self.close()
            return 0, 0.0
        status, used_s, _ = zygote.WAITED.unpack(answer)
        return status, used_s

    def pin(self, cores: set[int]) -> None:
        """Keeps the zygote, and the workers that it forks, on these cores; one that is started later inherits them."""
        if cores and self._process is not None:
            with contextlib.suppress(OSError):
                os.sched_setaffinity(self._process.pid, cores)

    def close(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def _start_zygote(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.settimeout(READY_S)
        first = f"import os; os.dup2({theirs.fileno()}, 3); os.closerange(4, 4096)"
        command = python_command("grader.worker.zygote", *self._arguments, first=first)
        with theirs, contextlib.ExitStack() as undo:
            undo.callback(ours.close)
            self._process = subprocess.Popen(
                command,
                env=worker_environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
            undo.pop_all()
        self._control = ours

    def _start(self, limits: Limits) -> ProcessWorker:
        if self._control is None:
            self._start_zygote()
        control = self._control
        assert control is not None
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        reading, writing = os.pipe()
        try:
            rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [theirs.fileno(), writing]))
            control.sendmsg([zygote.FORK.pack(b"F", limits.memory_mb, limits.cpu_s)], [rights])
            message, ancillary, _, _ = control.recvmsg(64, socket.CMSG_SPACE(4))
            if len(message) != zygote.FORKED.size:
                raise EOFError("the zygote has died")
        except BaseException:
            ours.close()
            os.close(reading)
            raise
        finally:
            theirs.close()
            os.close(writing)
        pidfd = array.array("i", ancillary[0][2][:4])[0] if ancillary else -1
        return ForkedWorker(self, zygote.FORKED.unpack(message)[0], pidfd, ours, reading)


class ForkedWorker(ProcessWorker):
    """A worker that a zygote forked: a socket for the wire, a pipe for what it prints."""

    def __init__(self, launcher: ForkLauncher, pid: int, pidfd: int, wire_socket: socket.socket, output: int) -> None:
        super().__init__()
        self._launcher, self.pid, self._pidfd = launcher, pid, pidfd
        self._socket, self._pipe = wire_socket, output
        self._socket.setblocking(False)
        os.set_blocking(output, False)
        self._buffer = bytearray()
        self._closed = False
        self._poll = select.poll()
        self._poll.register(self._socket, select.POLLIN)
        self._poll.register(self._pipe, select.POLLIN)
        self.begin(READY_S)
        self.isolation = read_ready(self)

    def kill(self) -> str:
        if self.dead:
            return "killed"
        self.dead = True
        if self._pidfd >= 0:
            # after EOF the process is about to be gone: wait for it, so that its ending is told the same way each time
            ended = bool(select.select([self._pidfd], [], [], 1.0 if self._closed else 0.0)[0])
            with contextlib.suppress(OSError):
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            os.close(self._pidfd)
        else:
            ended = False
            with contextlib.suppress(OSError):
                os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(Crashed):
            self._drain()
        self._socket.close()
        os.close(self._pipe)
        self._pipe = -1
        status, self.used_s = self._launcher.wait(self.pid)
        return describe_code(os.waitstatus_to_exitcode(status)) if ended else "killed"

    def _send(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            try:
                view = view[self._socket.send(view) :]
            except BlockingIOError:
                waiting = select.poll()
                waiting.register(self._socket, select.POLLOUT)
                waiting.register(self._pipe, select.POLLIN)
                waiting.poll(self._time_left() * 1000)
                self._drain()
            except OSError:
                raise Crashed() from None

    def _receive(self, count: int) -> bytes:
        while len(self._buffer) < count:
            for descriptor, event in self._poll.poll(self._time_left() * 1000 + 1):
                if descriptor == self._pipe:
                    self._drain()
                    if event & select.POLLHUP and not event & select.POLLIN:
                        self._poll.unregister(self._pipe)
                else:
                    self._fill()
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        return data

    def _fill(self) -> None:
        try:
            data = self._socket.recv(1 << 18)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._closed = True
            raise Crashed()
        self._buffer += data

    def _drain(self) -> None:
        while self._pipe >= 0:
            try:
                data = os.read(self._pipe, 1 << 16)
            except BlockingIOError:
                return
            if not data:
                return
            self._keep_output(data)
