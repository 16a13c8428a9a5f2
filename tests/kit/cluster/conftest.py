"""A real scheduler and real workers on loopback, over TLS, on ports that the system chooses; none outlives its test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
START = (
    "import sys; from grader.worker import sandbox; sandbox.die_with_parent(int(sys.argv.pop(1)))\n"
    "from dask.__main__ import main; main()"
)


class Engine:
    """One scheduler with its workers."""

    def __init__(self, folder, scheduler_options=None):
        self.folder, self.marks, self.processes = folder, folder / "marks", {}
        self.marks.mkdir(parents=True)
        self.client_environment = {**os.environ, **make_certificates(folder)}
        self.file = folder / "scheduler.json"
        options = ["--host", "127.0.0.1", "--port", "0", "--protocol", "tls", "--no-dashboard"]
        self.start("scheduler", *options, "--scheduler-file", self.file, settings=scheduler_options)
        while not (self.file.exists() and self.file.read_text().endswith("}")):
            assert self.processes["scheduler"].poll() is None, self.log("scheduler")
            time.sleep(0.02)
        self.address = json.loads(self.file.read_text())["address"]

    def start(self, name, *options, settings=None):
        """Starts `dask scheduler`, or `dask worker` under another name."""
        kind = "scheduler" if name == "scheduler" else "worker"
        command = [sys.executable, "-c", START, str(os.getpid()), kind, *map(str, options)]
        environment = {**self.client_environment, "GRADER_TEST_MARKS": str(self.marks), **(settings or {})}
        with open(self.folder / f"{name}.log", "wb") as log:
            self.processes[name] = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder
            )

    def add_worker(self, name, kind="", threads=1):
        """Starts a worker without a nanny; it is waited for by `wait_for_workers`."""
        options = ["--scheduler-file", self.file, "--no-nanny", "--nthreads", threads, "--name", name, "--no-dashboard"]
        options += ["--host", "127.0.0.1", "--local-directory", self.folder / name]
        preload = ["--preload", Path(__file__).with_name("faults.py")]
        self.start(name, *options, *preload, settings={"GRADER_TEST_KIND": kind})

    def wait_for_workers(self, count):
        """Returns when that many are registered."""
        code = (
            "import sys; from distributed import Client, Security\n"
            "client = Client(sys.argv[1], security=Security()); client.wait_for_workers(int(sys.argv[2])); client.close()"
        )
        command = [sys.executable, "-c", code, self.address, str(count)]
        done = subprocess.run(command, env=self.client_environment, capture_output=True, text=True, timeout=100)
        assert done.returncode == 0, done.stderr

    def begin(self, *arguments, course=ROOT):
        """Starts the command; its output is text."""
        command = [sys.executable, "-m", "grader", "--course", str(course), *map(str, arguments)]
        return subprocess.Popen(
            command, env=self.client_environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(self, *arguments, course=ROOT, code=0, timeout=170):
        """Runs the command to its end; returns what it printed and what it complained of."""
        with self.begin(*arguments, course=course) as process:
            try:
                printed, complained = process.communicate(timeout=timeout)
            except BaseException:
                process.kill()
                raise
        assert process.returncode == code, complained
        return printed, complained

    def kept_courses(self):
        """Returns the folders of courses that workers keep."""
        return list(self.folder.glob("*/**/grader-course-*"))

    def log(self, name):
        return (self.folder / f"{name}.log").read_text()

    def close(self):
        """Kills whatever is left."""
        for process in self.processes.values():
            process.kill()
            process.wait()


def make_certificates(folder):
    """Returns the environment that names one certificate and key, the secret that all parties share."""
    from distributed import Security  # half a second that every test process would pay

    made = Security.temporary()
    (folder / "key.pem").write_text(made.tls_client_key)
    (folder / "cert.pem").write_text(made.tls_client_cert)
    (folder / "key.pem").chmod(0o600)
    prefix = "DASK_DISTRIBUTED__COMM__"
    named = {f"{prefix}TLS__CA_FILE": "cert.pem", f"{prefix}REQUIRE_ENCRYPTION": ""}
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        named |= {f"{prefix}TLS__{role}__CERT": "cert.pem", f"{prefix}TLS__{role}__KEY": "key.pem"}
    return {name: str(folder / file) if file else "true" for name, file in named.items()}


@pytest.fixture
def make_engine(tmp_path):
    """Starts an engine with workers, by name and kind."""
    engines = []

    def make(workers, scheduler_options=None):
        engine = Engine(tmp_path / f"engine{len(engines)}", scheduler_options)
        engines.append(engine)
        for name in workers:
            engine.add_worker(name)
        if workers:
            engine.wait_for_workers(len(workers))
        return engine

    yield make
    for engine in engines:
        engine.close()


@pytest.fixture
def engine(shared_engine):
    """The shared engine, without what an earlier test has marked there."""
    for mark in shared_engine.marks.iterdir():
        mark.unlink()
    return shared_engine


@pytest.fixture(scope="session")
def shared_engine(tmp_path_factory):
    """Two workers that may be used, one with another numpy, and one that cannot confine."""
    engine = Engine(tmp_path_factory.mktemp("cluster") / "engine")
    try:
        for name, kind in {"one": "", "two": "", "skewed": "skewed", "unconfined": "unconfined"}.items():
            engine.add_worker(name, kind)
        engine.wait_for_workers(4)
        yield engine
    finally:
        engine.close()
