"""A gradient of noise earns nothing more where the forward pass bends until differences agree with it.

Each reference of an exercise whose suites check gradients is played with an adapter behind it, in the worker: what its
backward method gives is noise. Then again with a lie: the forward method answers rightly, but near the point of the
latest backward pass it answers with a straight line whose slope is that noise. The lie must not earn a point.
"""

from __future__ import annotations

import ast

import numpy as np
import pytest
from this_course import COURSE

from grader.checks import Mismatch, check_gradient, check_parameter_gradient
from grader.course.layout import VISIBILITIES
from grader.course.submissions import Code
from grader.judge.loop import Session, run_session
from grader.judge.tasks import Task
from grader.link.launchers import make_launcher

pytestmark = pytest.mark.usefixtures("forked_judges")
CHECKS = {"check_gradient", "check_parameter_gradient"}

ADAPTER = '''

def _adapt(what, lies):
    import types

    import numpy as np

    pairs = {"backward": "forward", "backward_pass": "forward_pass", "derivative": "function", "gradient": "loss"}
    near = 0.021  # differences move a point by at most 0.02
    told = {}

    def noise(like):
        return np.random.RandomState(3).normal(size=np.shape(like))

    def arrays(layer):
        return {name: item for name, item in vars(layer).items() if type(item) is np.ndarray and item.dtype.kind == "f"}

    def bend(layer, X, out):
        """Returns the answer of a straight line through the point of the latest backward pass, near that point."""
        if not told or np.shape(out) != np.shape(told["out"]) or np.shape(X) != np.shape(told["X"]):
            return out
        moves = [(X - told["X"], told["noise"])]
        moves += [(getattr(layer, name) - value, slope) for name, (value, slope) in told["parameters"].items()]
        largest = max(float(np.abs(move).max()) for move, _ in moves)
        if not 0 < largest <= near:
            return out
        if np.shape(told["noise"]) == np.shape(out) and told["each"]:
            return told["out"] + told["noise"] * moves[0][0]
        slope = sum(float((move * slope).sum()) for move, slope in moves)
        G = told["G"]
        return told["out"] + G * slope / (G * G).sum()

    def false_forward(forward):
        def call(self, X, *args, **kwargs):
            out = forward(self, X, *args, **kwargs)
            vars(self)["_point"] = (np.array(X), np.array(out))
            return bend(self, X, out) if lies else out

        return call

    def false_backward(name, backward, forward):
        def call(self, G, *args, **kwargs):
            before = arrays(self)
            values = {key: item.copy() for key, item in before.items()}
            result = backward(self, G, *args, **kwargs)
            if name in ("derivative", "gradient"):
                X, out, G = np.array(G), np.array(forward(self, G, *args, **kwargs)), np.ones(())
            else:
                X, out = vars(self)["_point"]
            told.update(X=X, out=out, G=np.array(G), noise=noise(X), parameters={}, each=name == "derivative")
            slopes = told["parameters"]

            def tell(parameter):
                slopes[parameter] = (values[parameter], noise(values[parameter]))
                return slopes[parameter][1]

            if what != "input":
                for key, item in arrays(self).items():
                    owner = key[1:] if key.startswith("d") else key.removesuffix("_gradient")
                    if owner != key and owner in values and item.shape == values[owner].shape:
                        setattr(self, key, tell(owner))  # a gradient that is kept in an attribute
                    elif key in values and not np.array_equal(item, values[key]) and key + "_opt" in vars(self):
                        setattr(self, key, values[key] - tell(key))  # a parameter that was moved
            parts = list(result.items()) if type(result) is dict else list(enumerate(result))
            if type(result) in (dict, tuple):
                first = parts[0][0]
                kept = {}
                for key, item in parts:
                    owner = next((n for n in values if np.shape(values[n]) == np.shape(item) and n != "_point"), None)
                    if key == first:
                        kept[key] = told["noise"] if what != "parameters" else item
                    else:
                        kept[key] = tell(owner) if what != "input" and owner else item
                result = kept if type(result) is dict else tuple(kept.values())
            elif what != "parameters":
                result = told["noise"]
            if what == "parameters":
                told["noise"] = 0 * told["noise"]
            return result

        return call

    for cls in [item for item in globals().values() if isinstance(item, type) and item.__module__ == __name__]:
        for back, ahead in pairs.items():
            if type(vars(cls).get(back)) is types.FunctionType and type(vars(cls).get(ahead)) is types.FunctionType:
                forward, backward = vars(cls)[ahead], vars(cls)[back]
                setattr(cls, back, false_backward(back, backward, forward))
                setattr(cls, ahead, false_forward(forward))


_adapt(WHAT, LIES)
'''


def find_checks(exercise):
    """Returns (path, line, names of keywords) of each gradient check in an exercise's suites."""
    found = []
    for visibility in ("public", "hidden"):
        path = exercise.suite(visibility)
        text = path.read_text(encoding="utf-8")
        if not any(f"{name}(" in text for name in CHECKS):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CHECKS:
                found.append((path.name, node.lineno, {item.arg for item in node.keywords}))
    return found


CHECKED = [exercise.slug for exercise in COURSE.exercises if find_checks(exercise)]
SAMPLE = ["named_dense", "differentiable_functions"]
SLUGS = [pytest.param(slug, marks=() if slug in SAMPLE else pytest.mark.slow) for slug in CHECKED]
KINDS = [(what, lies) for what in ("input", "parameters", "everything") for lies in (False, True)]


def grade(slug):
    """Returns the scores of the reference with noise in these gradients, with and without the lie."""
    exercise = COURSE.exercise(slug)
    parts = COURSE.reference_parts(exercise)
    source = exercise.reference.read_text(encoding="utf-8")
    made = []
    for what, lies in KINDS:
        text = source + ADAPTER.replace("WHAT", repr(what)).replace("LIES", repr(lies))
        made.append(Task(f"{what} {lies}", slug, Code(exercise.file_name, text.encode(), ""), parts))
    results = []
    launcher = make_launcher()
    try:
        session = Session(COURSE, [slug], VISIBILITIES, COURSE.settings.seed)
        run_session(session, launcher, lambda cases: iter(made), lambda graded: results.append(graded.result))
    finally:
        launcher.close()
    return dict(zip(KINDS, results, strict=True))


SMALL = """
class Layer:
    def __init__(self, W):
        self.W, self.dW = W, 0 * W
    def forward(self, X):
        self.X = X
        return X @ self.W
    def backward(self, G):
        self.dW = self.X.T @ G
        return G @ self.W.T
class Square:
    def function(self, z):
        return z**2
    def derivative(self, z):
        return 2 * z
"""


def adapted(what, lies):
    """Returns the names of a small module with this adapter."""
    names = {"__name__": "small"}
    exec(SMALL + ADAPTER.replace("WHAT", repr(what)).replace("LIES", repr(lies)), names)
    return names


@pytest.mark.parametrize("lies", [True, False])
def test_tied_checks_refuse_the_lie(lies):
    """The adapter's noise never passes a check that is tied; differences alone, which it would pass, are refused as a
    fault of the suite"""
    rng = np.random.default_rng(1)
    X, W, G, z = (rng.normal(size=size) for size in [(4, 3), (3, 2), (4, 2), (3, 2)])
    layer, square = adapted("everything", lies)["Layer"](W), adapted("input", lies)["Square"]()
    assert (layer.forward(X) == X @ W).all()
    gradient = layer.backward(G)
    assert (layer.forward(2 * X) == 2 * X @ W).all(), "far away the answers are right"
    checks = [
        lambda **tie: check_gradient(layer.forward, X, gradient, G, "dX", rng=rng, **tie),
        lambda **tie: check_parameter_gradient(
            layer, "W", W, layer.dW, G, "dW", rng=rng, method="forward", args=[X], **tie
        ),
        lambda **tie: check_gradient(square.function, z, square.derivative(z), np.ones((3, 2)), "dz", rng=rng, **tie),
    ]
    rights = [G @ W.T, X.T @ G, 2 * z]
    forwards = [lambda x: x @ W, lambda w: X @ w, lambda x: x**2]
    for check, wanted, forward in zip(checks, rights, forwards, strict=True):
        layer.forward(X)
        with pytest.raises(TypeError, match="needs `wanted` or `forward`"):
            check()
        for tie in ({"wanted": wanted}, {"forward": forward}):
            with pytest.raises(Mismatch):
                check(**tie)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_consistent_lie_earns_nothing(slug):
    """Noise with a forward pass that bends to fit it earns no more than the same noise without"""
    results = grade(slug)
    gained = {
        (what, case.id)
        for what in ("input", "parameters", "everything")
        for case, lying in zip(results[what, False].cases, results[what, True].cases, strict=True)
        if lying.outcome == "passed" and case.outcome != "passed"
    }
    assert gained == set()
    assert results["everything", False].score < results["everything", False].max_score


@pytest.mark.parametrize("slug", SLUGS)
def test_every_check_is_tied(slug):
    """Each gradient check is given the gradient itself, or what the forward pass should return"""
    checks = find_checks(COURSE.exercise(slug))
    assert [f"{path}:{line}" for path, line, keywords in checks if not keywords & {"wanted", "forward"}] == []
