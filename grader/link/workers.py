"""Worker processes: requests and replies with a deadline on every answer.

`grader.link.forked` gets them from a zygote, `grader.link.spawned` starts plain subprocesses where there is no fork. Limits
are CPU seconds of the worker, read from its own clock, with a backstop for one that sleeps. Time that a worker spends
waiting for a core counts for nothing: a busy machine fails nobody.
"""

from __future__ import annotations

import abc
import signal
import time

from grader.link.link import Crashed, TimedOut
from grader.records.errors import GraderFault
from grader.worker import wire

KEPT_OUTPUT = 64 * 1024
MAX_OUTPUT = 16 * 2**20
IDLE_S = 1.0
"""How much longer than its CPU seconds a worker may sleep, that is neither run nor wait for a core."""
WALL_FACTOR = 4.0
"""The same limit where the kernel does not tell sleeping from waiting: a multiple of the CPU seconds."""

READY_S = 20.0


class ProcessWorker(abc.ABC):
    """The link to one worker process."""

    pid: int

    def __init__(self) -> None:
        self.isolation: list[str] = []
        self.dead = False
        self.used_s = 0.0
        self.idle_s = 0.0
        self.breach = ""
        self._output = bytearray()
        self._output_size = 0
        self._limit_s = self._cpu_before = self._delay_before = self._waited = self._asked = 0.0

    def begin(self, cpu_s: float) -> None:
        """Starts the clocks: until the next call, all requests together may use `cpu_s` seconds of CPU.

        `idle_s` then holds the seconds that the worker has slept in the requests before.
        """
        used, delay = self.cpu_used(), self.delay() or 0.0
        self.idle_s += self._idle(used, delay)
        self._limit_s, self._waited = cpu_s, 0.0
        self._cpu_before, self._delay_before = used, delay
        self._asked = time.monotonic()

    def request(self, request: wire.Request) -> wire.Reply:
        """Returns the worker's reply. Raises `TimedOut` or `Crashed`, after which the worker is dead."""
        try:
            return wire.decode_reply(self.ask(wire.pack_frame(request)))
        except wire.WireError as error:
            raise self.end_for(error) from None

    def end_for(self, error: wire.WireError) -> Crashed:
        """Ends a worker that sent what is no message; returns what that is for its case."""
        self.kill()
        self.breach = f"the process of the submission broke the connection to the grader ({error})"
        return Crashed(self.breach)

    def ask(self, request: bytes) -> bytes:
        """Returns the worker's answer to the packed request, undecoded. Raises `TimedOut` or `Crashed`."""
        return self._exchange(request, wire.MAX_REPLY + 1024)

    def play(self, script: bytes) -> bytes:
        """Returns the worker's answers to the packed script, undecoded. Raises `TimedOut` or `Crashed`."""
        return self._exchange(script, wire.MAX_PLAYED + wire.MAX_REPLY + 4096)

    def _exchange(self, frame: bytes, limit: int) -> bytes:
        """Sends a frame and returns the body of the one that answers it."""
        if self.dead:
            raise Crashed("the process of the submission is gone")
        self._asked = time.monotonic()
        try:
            self._send(frame)
            header = self._receive(wire.HEADER_SIZE)
            body = self._receive(wire.unpack_length(header, limit))
            self._waited += time.monotonic() - self._asked
            return body
        except wire.WireError as error:
            raise self.end_for(error) from None
        except (TimedOut, Crashed) as error:
            ending = self.kill()
            if isinstance(error, TimedOut):
                raise
            raise Crashed(str(error) or f"the process of the submission ended ({ending})") from None

    def _idle(self, used: float, delay: float) -> float:
        """Returns the seconds of waiting since `begin` in which the worker neither ran nor waited for a core."""
        return max(0.0, self._waited - (used - self._cpu_before) - max(0.0, delay - self._delay_before))

    def take_output(self) -> tuple[str, bool]:
        """Returns what the submission has printed since the last call, and whether some of it was dropped."""
        self._drain()
        text, cut = bytes(self._output).decode("utf-8", "replace"), self._output_size > len(self._output)
        self._output.clear()
        self._output_size = 0
        return text, cut

    def _keep_output(self, data: bytes) -> None:
        self._output_size += len(data)
        if len(self._output) < KEPT_OUTPUT:
            self._output += data[: KEPT_OUTPUT - len(self._output)]
        if self._output_size > MAX_OUTPUT:
            raise Crashed(f"printed more than {MAX_OUTPUT // 2**20} MiB and was stopped")

    def _time_left(self) -> float:
        """Returns how long to wait before looking at the clocks again. Raises `TimedOut`."""
        waited = self._waited + time.monotonic() - self._asked
        if waited < self._limit_s:
            return self._limit_s - waited
        used, delay = self.cpu_used() - self._cpu_before, self.delay()
        if delay is None:
            idle_left = WALL_FACTOR * self._limit_s + IDLE_S - waited
        else:
            idle_left = self._limit_s + IDLE_S - (waited - used - (delay - self._delay_before))
        if used >= self._limit_s or idle_left <= 0:
            raise TimedOut(_NO_ANSWER)
        return min(max(self._limit_s - used, 0.01), max(idle_left, 0.01))

    def cpu_used(self) -> float:
        """Returns the CPU seconds that the worker has used; after its death, what it had used in all."""
        if self.dead:
            return self.used_s
        try:
            return time.clock_gettime((~self.pid << 3) | 2)  # the kernel's id of another process's CPU clock
        except (AttributeError, OSError):  # not Linux, where the wall clock decides; or it has just died
            return self.used_s

    def delay(self) -> float | None:
        """Returns the seconds that the worker has waited for a core; None where the kernel does not tell."""
        try:
            with open(f"/proc/{self.pid}/schedstat", "rb") as file:
                return int(file.read().split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            return None

    @abc.abstractmethod
    def kill(self) -> str:
        """Kills the worker, reaps it, and returns in words how it had ended."""

    @abc.abstractmethod
    def _send(self, data: bytes) -> None: ...

    @abc.abstractmethod
    def _receive(self, count: int) -> bytes: ...

    @abc.abstractmethod
    def _drain(self) -> None: ...


def read_ready(worker: ProcessWorker) -> list[str]:
    """Returns the protections that a worker reports before it knows anything of a submission."""
    try:
        body = worker._receive(wire.unpack_length(worker._receive(wire.HEADER_SIZE), 4096))
        reply = wire.decode_reply(body)
    except (wire.WireError, TimedOut, Crashed) as error:
        ending, (printed, _) = worker.kill(), worker.take_output()
        raise GraderFault(f"a worker did not start ({ending}): {error} {printed.strip()[-500:]}") from None
    items = reply.value.items if isinstance(reply, wire.Done) and isinstance(reply.value, wire.Items) else []
    return [item for item in items if isinstance(item, str)]


def describe_code(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


_NO_ANSWER = "your code gave no answer in time; is there a loop that does not end?"
