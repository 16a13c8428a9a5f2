"""Names that a submission lacks are told with what it has instead; other errors keep their own words."""

import json
from pathlib import Path

import pytest
from forks import run_grader

from grader.course.layout import load_course
from grader.judge.missing import describe_missing, find_last_call
from grader.link.proxies import SubmissionError
from grader.link.trace import Event, Trace
from grader.worker import wire

ROOT = Path(__file__).parents[3]
DENSE = load_course(ROOT).exercise("dense")
RIGHT = (ROOT / "tests" / "submissions" / "amara" / "dense.py").read_text()
LACKS = "AttributeError: 'Dense' object has no attribute"
BARE = wire.Raised("NotImplementedError", "NotImplementedError", "", [])


def called(name):
    """Returns the trace of a case whose last call was a method of a Dense."""
    made = Event(wire.Call(0, "Dense", [3], {}), wire.Done(wire.Handle(2, "Dense")))
    batch = wire.Batch([wire.Set(2, "W", None), wire.Call(2, name, [], {})])
    return Trace([made, Event(batch, wire.Many([wire.Done(None), BARE]))])


def tell(raised, text, trace=None):
    """Returns what is told about an exception that no line of the submission raised."""
    return describe_missing(SubmissionError(raised), trace, DENSE, "dense.py", [text.splitlines()])


def no_attribute(name):
    return wire.Raised("AttributeError", "AttributeError", f"'Dense' object has no attribute '{name}'", [])


def not_defined(name):
    return wire.Raised("NotDefined", "AttributeError", f"dense.py does not define `{name}`", [])


@pytest.mark.parametrize(
    ("raised", "asked", "text", "told"),
    [
        (BARE, "forward_pass", "class Dense:\n    def forward_pas(self, X):",
         "`Dense` has no `forward_pass` of its own; you wrote `forward_pas` (dense.py, line 2): is it that?"),
        (BARE, "forward_pass", "class Dense:\n    def forward(self, X):",
         "`Dense` has no `forward_pass` of its own; you wrote `forward` (dense.py, line 2): is it that?"),
        (BARE, "backward_pass", "class Dense:\n    def forward_pass(self, X):", "`Dense` has no `backward_pass` of its own"),
        (BARE, "forward_pass", "class Dense:\n    x = 1\ndef forward_pass(self, X):",
         "`Dense` has no `forward_pass` of its own: the one in dense.py, line 3 stands outside of the class; indent it"),
        (BARE, "output_shape", "class Dense:\n    def outputShape(self):",
         "`Dense` has no `output_shape` of its own; you wrote `outputShape` (dense.py, line 2): is it that?"),
        (BARE, "output_shape", "class Dense:\n    def output_shape(self):", ""),
        (no_attribute("initialize"), "", "class Dense:\n    def initialise(self, optimizer):",
         f"{LACKS} 'initialize'; you wrote `initialise` (dense.py, line 2): is it that?"),
        (no_attribute("W"), "", "class Dense:\n    def forward_pass(self, X):", f"{LACKS} 'W'"),
        (not_defined("Dense"), "", "class Dence:\n    pass",
         "dense.py does not define `Dense`; you wrote `Dence` (dense.py, line 1): is it that?"),
        (not_defined("Dense"), "", "class dense:\n    pass",
         "dense.py does not define `Dense`; you wrote `dense` (dense.py, line 1): is it that?"),
        (not_defined("Dense"), "", "if True:\n    class Dense:\n        pass",
         "dense.py does not define `Dense`: the one in dense.py, line 2 is indented; begin it at the left margin"),
        (not_defined("Dense"), "", "x = 1", "dense.py does not define `Dense`"),
    ],
)  # fmt: skip
def test_what_is_told(raised, asked, text, told):
    """The missing name, and the one that was meant, in the submission's own lines"""
    assert tell(raised, text, called(asked) if asked else None) == told


def test_a_submissions_own_exceptions_keep_their_words():
    """An exception with a line of the submission, or with words of its own, is none about a missing name"""
    assert tell(wire.Raised("NotImplementedError", "NotImplementedError", "", [(3, "f", 0)]), "x", called("f")) == ""
    assert tell(wire.Raised("NotImplementedError", "NotImplementedError", "later", []), "x", called("f")) == ""
    assert tell(wire.Raised("AttributeError", "AttributeError", "module has no attribute", []), "x") == ""
    assert describe_missing(ValueError("x"), None, DENSE, "dense.py", [[]]) == ""


def test_the_last_call_of_a_case():
    """Of a batch, the last call that was answered; nothing where nothing was called"""
    assert find_last_call(called("forward_pass")) == ("Dense", "forward_pass")
    assert find_last_call(Trace([])) == ("", "")
    assert find_last_call(Trace([Event(wire.Get(0, "Dense"), None)])) == ("", "")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("def forward_pass", "def forward_pas", "`Dense` has no `forward_pass` of its own; you wrote `forward_pas`"),
        ("class Dense", "class Denses", "dense.py does not define `Dense`; you wrote `Denses`"),
        ("def initialize", "def initialise", f"{LACKS} 'initialize'; you wrote `initialise`"),
    ],
)
def test_a_check_tells_it(tmp_path, before, after, told):
    """From the command line, in the first failing case's message"""
    assert before in RIGHT
    (tmp_path / "dense.py").write_text(RIGHT.replace(before, after))
    done = run_grader("check", "dense", "--json", "--file", tmp_path / "dense.py")
    cases = json.loads(done.stdout)[0]["cases"]
    assert any(case["message"].startswith(told) for case in cases), [case["message"] for case in cases]
