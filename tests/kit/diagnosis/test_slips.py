"""Slips: what wrong answers are called that no known mistake explains."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from this_course import COURSE

from grader.authoring.larger_slips import LARGER_OPERATORS
from grader.authoring.mutants import make_mutants
from grader.authoring.slips import OPERATORS
from grader.course.submissions import Code
from grader.diagnosis import slips
from grader.diagnosis.mistakes import Diagnostician
from grader.diagnosis.slips import SLIP, Slips
from grader.judge.tasks import Task
from grader.link.launchers import make_launcher

pytestmark = pytest.mark.usefixtures("forked_judges")
KIT = Path(__file__).parents[1]
ALL = (*OPERATORS, *LARGER_OPERATORS)


@pytest.fixture(scope="module")
def bench():
    """The script that measures diagnosis."""
    spec = importlib.util.spec_from_file_location("bench_diagnosis", KIT / "bench_diagnosis.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def grade(bench, slug, sources):
    """Returns what became of each source in one session, hidden cases with their diagnoses; sources are made one by one."""
    course, launcher = bench.load(), make_launcher()
    exercise = course.exercise(slug)
    parts = course.reference_parts(exercise)
    tasks = (Task(str(n), slug, Code(exercise.file_name, text.encode(), ""), parts) for n, text in enumerate(sources))
    try:
        return [one.result for one in bench.grade(course, slug, tasks, launcher)]
    finally:
        launcher.close()


UNKNOWN = {
    "dense": {
        "backward-returns-nothing": "slip-Dense.backward_pass-step",
        "bias-gradient-total": "slip-Dense.backward_pass-axis",
        "gradients-averaged": "",  # both gradients at once: two slips
        "parameters-without-bias": "slip-Dense.parameters-term",
        "updated-weights": "slip-Dense.backward_pass-early",
        "output-shape-a-number": "slip-Dense.output_shape-tuple",
        "normal-draw": "",
    },
    "losses": {
        "difference-turned-round": "slip-SquaredError.gradient-sign",
        "half-left-out": "",  # another mistake, the half left out of the gradient too, has two of its four cases
        "target-not-subtracted": "slip-SoftmaxCrossEntropy.gradient-term",
        "minus-forgotten": "slip-SoftmaxCrossEntropy.loss-sign",
        "squared-error-gradient-doubled": "slip-SquaredError.gradient-factor-more",
        "epsilon-in-the-logarithm": "",
    },
    "flatten": {"sizes-exchanged": "slip-Flatten.forward_pass-order", "column-order": ""},
}
"""Rewritten mistakes, and what they are called where their own wrong model is not known."""


@pytest.mark.parametrize("slug", ["flatten", *(pytest.param(slug, marks=pytest.mark.slow) for slug in ("losses", "dense"))])
def test_an_unknown_mistake_is_called_by_its_place_and_kind(bench, slug, monkeypatch):
    """In every failing case and in no passing one; what several slips would have to explain gets none of their names"""
    exercise, forgotten = COURSE.exercise(slug), set()
    diagnose = Diagnostician.diagnose

    def without_one(self, traces, failing):
        known = self._known
        self._known = {name: item for name, item in known.items() if item.id not in forgotten}
        try:
            return diagnose(self, traces, failing)
        finally:
            self._known = known

    def read_sources():
        for id in UNKNOWN[slug]:
            forgotten.clear()
            forgotten.add(id)
            yield (KIT / "rewrites" / exercise.track / slug / f"{id}.py").read_text()

    monkeypatch.setattr(Diagnostician, "diagnose", without_one)
    for (id, wanted), result in zip(UNKNOWN[slug].items(), grade(bench, slug, read_sources()), strict=True):
        lost = [case for case in result.cases if case.outcome != "passed"]
        named = [case.diagnosis.id for case in lost if case.diagnosis and case.diagnosis.id.startswith("slip-")]
        assert named == [wanted] * len(lost) if wanted else named == [], id
        assert not [case for case in result.cases if case.outcome == "passed" and case.diagnosis]


def test_what_only_raises_is_no_slip(bench):
    """A slip that stumbles over the same thing, with the same words, says nothing about why"""
    text = (COURSE.root / "reference" / "layers" / "dense.py").read_text()
    crossed = text.replace("self.layer_input.T @ accum_grad", "self.layer_input @ accum_grad")
    silent = text.replace("grad_w0 = accum_grad.sum(axis=0, keepdims=True)", "grad_w0 = accum_grad.sum(keepdims=True)")
    assert text not in (crossed, silent)
    raising, answering = grade(bench, "dense", [crossed, silent])
    assert {case.outcome for case in raising.cases} == {"passed", "raised"}
    assert not [case for case in raising.cases if case.diagnosis and case.diagnosis.id.startswith("slip-")]
    assert [case for case in answering.cases if case.diagnosis]


IN_CI = ("dense", "flatten", "optimizers", "network")


@pytest.mark.parametrize(
    "slug", [pytest.param(e.slug, marks=[pytest.mark.slow] * (e.slug not in IN_CI)) for e in COURSE.exercises]
)
def test_every_slip_can_be_told(slug):
    """Each has a kind with a phrase and a hint; its function is called as the stub calls it, or by its class"""
    exercise = COURSE.exercise(slug)
    found = Slips(exercise)
    stub = exercise.stub.read_text(encoding="utf-8")
    for id in found:
        told = found.describe([id])
        assert told is not None and told.id.startswith("slip-")
        name = told.title.partition(" answers")[0].strip("`").removeprefix("your `")
        assert name == "your code" or f" {name.rpartition('.')[2]}" in stub
    assert bool(list(found)) == (exercise.settings.limits.cpu_s <= slips.SLOW_CPU_S)


def test_hints_have_a_mistakes_length():
    """80 to 160 words, like those of the wrong models; a phrase for each hint"""
    assert list(slips.PHRASES) == list(slips.HINTS)
    for kind, hint in slips.HINTS.items():
        text = " ".join([slips._BEGIN.format(where="`Dense.backward_pass`"), hint, slips._END])
        assert 80 <= len(text.split()) <= 160, kind


def test_several_slips_have_one_place(bench):
    """Slips of two functions, or of many kinds, are not told; two kinds in one function are both named"""
    exercise = COURSE.exercise("dense")
    found, mutants = Slips(exercise), make_mutants(exercise, ALL)

    def find(function, kind):
        return next(SLIP + m.id for m in mutants if (m.function, m.kind) == (function, kind))

    backward = [find("Dense.backward_pass", kind) for kind in ("axis", "step", "transpose", "keepdims")]
    both = found.describe(backward[:2])
    assert "over other axes, or one of its steps" in both.title
    assert both.id == "slip-Dense.backward_pass-axis"
    assert found.describe(backward) is None
    assert found.describe([backward[0], find("Dense.forward_pass", "term")]) is None


@pytest.mark.slow
def test_kinds_are_those_that_are_told():
    """No operator makes a slip of a kind without words, and no words are without a kind"""
    made = {mutant.kind for exercise in COURSE.exercises for mutant in make_mutants(exercise, ALL)}
    assert made == set(slips.HINTS)
