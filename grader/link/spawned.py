"""Workers without a zygote: a plain subprocess for each, slower, and the same wherever Python runs."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import threading
import time

from grader.course.layout import Limits
from grader.link.interpreter import python_command, worker_environment
from grader.link.link import Crashed
from grader.link.workers import READY_S, ProcessWorker, describe_code, read_ready
from grader.records.errors import GraderFault
from grader.worker.protections import Protections

PUMP_S = 2.0
"""How long a killed worker's pipes are waited for: they end with it, unless a process that it left holds them."""


class SpawnLauncher:
    """Starts each worker as a process of its own: slower, and works wherever Python does."""

    def __init__(self, wanted: Protections | None = None) -> None:
        self._wanted = (wanted or Protections()).to_argument()

    def start(self, limits: Limits) -> ProcessWorker:
        numbers = str(limits.memory_mb), str(limits.cpu_s)
        command = python_command("grader.worker.serve", *numbers, self._wanted)
        try:
            process = subprocess.Popen(
                command,
                env=worker_environment(),
                cwd=os.path.abspath(os.sep),
                start_new_session=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
            )
            return SpawnedWorker(process)
        except (OSError, Crashed) as error:
            raise GraderFault(f"no worker could be started: {error}") from error

    def pin(self, cores: set[int]) -> None:
        """Nothing is to be done: a worker inherits its judge's cores."""

    def close(self) -> None:
        pass


class SpawnedWorker(ProcessWorker):
    """A worker that is a plain subprocess: pipes, each read by a thread."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__()
        self._process = process
        self.pid = process.pid
        self._replies: queue.Queue[bytes] = queue.Queue(64)
        self._printed: queue.Queue[bytes] = queue.Queue(1024)
        self._buffer = bytearray()
        assert process.stdout is not None
        assert process.stderr is not None
        pumps = [(process.stdout.fileno(), self._replies)]
        if os.name == "posix":  # read directly: what was printed before a reply is in the pipe by then
            os.set_blocking(process.stderr.fileno(), False)
        else:
            pumps.append((process.stderr.fileno(), self._printed))
        self._pumps = [threading.Thread(target=_pump, args=pump, daemon=True) for pump in pumps]
        for pump in self._pumps:
            pump.start()
        self.begin(READY_S)
        self.isolation = read_ready(self)

    def kill(self) -> str:
        if self.dead:
            return "killed"
        self.dead = True
        ended = self._process.poll()
        self.used_s = self.cpu_used()
        with contextlib.suppress(Crashed):
            self._drain()
        if hasattr(os, "killpg"):
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        if self._end_pumps():
            for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
        return "killed" if ended is None else describe_code(ended)

    def _end_pumps(self) -> bool:
        """Tells whether the threads have come to their end; a pipe closed under one gives its number to another file."""
        until = time.monotonic() + PUMP_S
        while any(pump.is_alive() for pump in self._pumps) and time.monotonic() < until:
            for pump in self._pumps:
                for kept in (self._replies, self._printed):  # whoever waits for room in a queue gets it
                    with contextlib.suppress(queue.Empty):
                        kept.get_nowait()
                pump.join(0.01)
        return not any(pump.is_alive() for pump in self._pumps)

    def _send(self, data: bytes) -> None:
        assert self._process.stdin is not None
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(self._process.stdin.fileno(), view) :]
        except OSError:
            raise Crashed() from None

    def _receive(self, count: int) -> bytes:
        while len(self._buffer) < count:
            self._drain()
            try:
                data = self._replies.get(timeout=min(self._time_left(), 0.02))
            except queue.Empty:
                continue
            if not data:
                raise Crashed()
            self._buffer += data
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        return data

    def _drain(self) -> None:
        while not self._printed.empty():
            self._keep_output(self._printed.get_nowait())
        stream = self._process.stderr
        while os.name == "posix" and stream is not None and not stream.closed:
            try:
                data = os.read(stream.fileno(), 1 << 16)
            except BlockingIOError:
                return
            if not data:
                return
            self._keep_output(data)


def _pump(descriptor: int, target: queue.Queue[bytes]) -> None:
    while True:
        try:
            data = os.read(descriptor, 1 << 16)
        except OSError:
            data = b""
        target.put(data)
        if not data:
            return
