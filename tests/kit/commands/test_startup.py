"""What a command imports in its own process before it does anything: what it does not need is not there."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
HEAVY = {"numpy", "pytest", "_pytest", "nbformat", "matplotlib", "jinja2", "distributed", "yaml", "watchfiles", "IPython"}
RUN = """
import json, sys
from grader.cli import main
sys.argv = ["grader", *json.loads(sys.argv[1])]
try:
    main()
except SystemExit:
    pass
print("\\n" + json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""
FILE = "tests/submissions/amara/dense.py"


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        (["--help"], {"rich"}),
        (["--version"], {"rich"}),
        (["list"], set()),
        (["check", "dense", "--file", FILE], set()),
        (["check", "dense", "--file", FILE, "--json"], {"rich"}),
        (["hint", "flatten"], set()),
    ],
)
def test_a_command_imports_what_it_needs(arguments, more):
    """Neither numpy nor pytest nor what instructors' commands need; `more` is what this one does without besides"""
    command = [sys.executable, "-c", RUN, json.dumps(arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    found = set(json.loads(done.stdout.splitlines()[-1]))
    assert "grader" in found and done.stderr == ""
    assert found & (HEAVY | more) == set()
