"""Real workers, from a zygote and as plain subprocesses: answers, limits, deaths, and nothing left behind."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading

import numpy as np
import pytest

from grader.course.layout import Limits
from grader.link import workers as launchers
from grader.link.forked import ForkLauncher
from grader.link.link import Crashed, TimedOut
from grader.link.proxies import Client
from grader.link.spawned import SpawnLauncher
from grader.records.errors import GraderFault
from grader.worker import protections, wire

LIMITS = Limits(memory_mb=512)
SOURCE = b'''
import os, signal, sys, time
import numpy as np

def double(x): return 2 * x

def spin(seconds=None):
    end = None if seconds is None else time.process_time() + seconds
    while end is None or time.process_time() < end:
        pass

def rest(): time.sleep(600)
def leave(code): os._exit(code)
def shoot(number): os.kill(os.getpid(), number)
def say(text, times=1): print(text * times, end="")
def flood():
    while True: print("x" * 10_000)
def complain(text): print(text, file=sys.stderr)
def fill(count): return float(np.ones(count).sum())
def fail(): raise ValueError("mine")
def break_wire(): os.write(3, bytes([255]) * 8)
'''

needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="a zygote needs fork")


@pytest.fixture(scope="module", params=[pytest.param(ForkLauncher, marks=needs_fork), SpawnLauncher])
def launcher(request):
    """One launcher of each kind."""
    found = request.param()
    yield found
    found.close()


@pytest.fixture
def start(launcher):
    """Starts a worker with `SOURCE` loaded; returns it and its module's proxy. Kills what is left."""
    started = []

    def run(cpu_s=5.0, source=SOURCE):
        worker = launcher.start(LIMITS)
        started.append(worker)
        worker.begin(5.0)
        module, _ = Client(worker, "dense.py").load(wire.Module("dense", "dense.py", source), [])
        worker.begin(cpu_s)
        return worker, module

    yield run
    for worker in started:
        worker.kill()


def is_gone(pid):
    """Tells whether there is no process of that id."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_worker_answers(start):
    """Numbers, arrays and exceptions come back, and the protections are known."""
    worker, module = start()
    assert module.double(21) == 42
    np.testing.assert_array_equal(module.double(np.arange(3.0)), [0.0, 2.0, 4.0])
    with pytest.raises(ValueError, match="mine"):
        module.fail()
    assert protections.LIMITS in worker.isolation
    assert not worker.dead


def test_a_large_array_goes_there_and_back(start):
    """Messages larger than any buffer between the processes arrive whole."""
    array = np.arange(2.0**17).reshape(512, 256)
    np.testing.assert_array_equal(start()[1].double(array), 2 * array)


def test_a_busy_loop_times_out(start):
    """Code that computes without end is stopped after its CPU seconds, and its process is gone."""
    worker, module = start(cpu_s=0.2)
    with pytest.raises(TimedOut, match="no answer in time"):
        module.spin()
    assert worker.dead and is_gone(worker.pid)


def test_a_sleep_times_out(start, monkeypatch):
    """Code that waits without computing is stopped by the backstop."""
    monkeypatch.setattr(launchers, "IDLE_S", 0.2)
    worker, module = start(cpu_s=0.2)
    with pytest.raises(TimedOut):
        module.rest()
    assert worker.dead


def test_all_requests_of_a_case_share_its_seconds(start):
    """The clock runs through a case's requests; the next case has a clock of its own."""
    worker, module = start(cpu_s=2.0)
    module.spin(0.2)
    worker.begin(0.3)
    module.spin(0.2)
    with pytest.raises(TimedOut):
        module.spin(0.2)


def test_cpu_seconds_are_counted(start):
    """What a worker has used can be read while it lives."""
    worker, module = start()
    before = worker.cpu_used()
    module.spin(0.1)
    assert worker.cpu_used() >= before + 0.1


@pytest.mark.parametrize(("name", "argument"), [("leave", 3), ("leave", 0), ("shoot", signal.SIGKILL.value)])
def test_a_death_is_a_crash(start, name, argument):
    """A worker that exits or is shot has crashed, whatever its exit code, and answers nothing more."""
    worker, module = start()
    with pytest.raises(Crashed, match="the process of the submission ended"):
        getattr(module, name)(argument)
    assert worker.dead and is_gone(worker.pid)
    with pytest.raises(Crashed, match="gone"):
        module.double(1)


def test_a_death_at_import_is_a_crash(start):
    """A submission that exits while it is loaded has crashed."""
    with pytest.raises(Crashed):
        start(source=b"import os\nos._exit(0)")


@needs_fork
def test_foreign_bytes_on_the_wire_are_a_crash():
    """A submission that writes to the connection has broken it."""
    launcher = ForkLauncher()
    try:
        worker = launcher.start(LIMITS)
        module, _ = Client(worker, "dense.py").load(wire.Module("dense", "dense.py", SOURCE), [])
        with pytest.raises(Crashed, match="broke the connection"):
            module.break_wire()
        assert worker.dead
    finally:
        launcher.close()


def test_output_is_kept_once(start):
    """What was printed, on both streams, is handed out once."""
    worker, module = start()
    module.say("hello ✓")
    module.complain("oh")
    assert worker.take_output() == ("hello ✓oh\n", False)
    assert worker.take_output() == ("", False)


def test_output_beyond_the_limit_is_cut(start):
    """The first bytes are kept, the rest is dropped, and that is known."""
    worker, module = start()
    module.say("x", launchers.KEPT_OUTPUT + 1)
    text, cut = worker.take_output()
    assert text == "x" * launchers.KEPT_OUTPUT
    assert cut
    assert module.double(1) == 2


def test_a_flood_is_stopped(start, monkeypatch):
    """A submission that prints without end is killed for it."""
    monkeypatch.setattr(launchers, "MAX_OUTPUT", 2**20)
    worker, module = start()
    with pytest.raises(Crashed, match="printed more than 1 MiB"):
        module.flood()
    assert worker.dead and is_gone(worker.pid)


def test_too_much_memory_is_a_memory_error(start):
    """An array beyond the limit raises in the submission, whose worker goes on."""
    worker, module = start()
    with pytest.raises(MemoryError):
        module.fill(2**28)
    assert module.fill(10) == 10.0
    assert not worker.dead


def test_workers_share_nothing(start):
    """What one submission leaves behind in its modules, the next does not find."""
    start(source=b"import numpy\nnumpy.mine = 1")
    _, module = start(source=b"import numpy\ndef f(): return hasattr(numpy, 'mine')")
    assert module.f() is False


def test_killing_leaves_nothing(start):
    """A killed worker is reaped; killing it again does no harm."""
    worker, _ = start()
    worker.kill()
    assert is_gone(worker.pid)
    assert worker.kill() == "killed"


def test_what_was_printed_before_a_death_is_kept(start):
    """Output can be taken from a worker that is dead."""
    worker, module = start(source=b"import os\ndef f():\n    print('last', flush=True)\n    os._exit(1)")
    with pytest.raises(Crashed):
        module.f()
    assert worker.take_output()[0] == "last\n"


@needs_fork
def test_closing_ends_the_zygote():
    """A launcher that is closed leaves no process; closing it again does no harm."""
    launcher = ForkLauncher()
    worker = launcher.start(LIMITS)
    zygote = launcher._process.pid
    worker.kill()
    launcher.close()
    assert is_gone(zygote) and is_gone(worker.pid)
    launcher.close()


@needs_fork
def test_a_zygote_that_died_is_replaced():
    """After its zygote was killed a launcher starts another, and a worker of the old one dies with it."""
    launcher = ForkLauncher()
    try:
        old, zygote = launcher.start(LIMITS), launcher._process
        zygote.kill()
        zygote.wait()
        with pytest.raises(Crashed):
            old.request(wire.Seed(1))
        worker = launcher.start(LIMITS)
        assert launcher._process.pid != zygote.pid
        assert worker.request(wire.Seed(1)) == wire.Done(None)
        worker.kill()
    finally:
        launcher.close()


def test_a_machine_that_gives_no_process_is_our_fault(monkeypatch):
    """Where no process can be started, that is a fault of the grader's and no crash of a submission."""
    monkeypatch.setattr(sys, "executable", os.path.join(os.sep, "no", "python"))
    with pytest.raises(GraderFault, match="no worker could be started"):
        SpawnLauncher().start(LIMITS)


@needs_fork
def test_a_machine_that_gives_no_zygote_is_our_fault(monkeypatch):
    """The same where the zygote has to be started again, and nothing stays open."""
    launcher, opened, make_pair = ForkLauncher(), [], socket.socketpair
    launcher.close()
    monkeypatch.setattr(socket, "socketpair", lambda *kinds: opened.extend(pair := make_pair(*kinds)) or pair)
    monkeypatch.setattr(sys, "executable", os.path.join(os.sep, "no", "python"))
    try:
        with pytest.raises(GraderFault, match="no worker could be started"):
            launcher.start(LIMITS)
        assert {end.fileno() for end in opened} == {-1}
    finally:
        for end in opened:
            end.close()


@pytest.mark.parametrize(("code", "text"), [(0, "exit code 0"), (3, "exit code 3"), (-9, "signal SIGKILL")])
def test_endings_are_described(code, text):
    """An exit code and a signal have words."""
    assert launchers.describe_code(code) == text


def test_a_killed_worker_leaves_no_thread(start):
    """Nor where it has more to say than anybody reads: a pipe closed under a reader gives its number to another file"""
    before = set(threading.enumerate())
    worker, module = start()
    worker.begin(0.3)
    with pytest.raises((Crashed, TimedOut)):
        module.flood()
    worker.kill()
    assert set(threading.enumerate()) <= before
