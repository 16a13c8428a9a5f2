"""Hidden cases of `optimizers`: 13 of 20 points.

The gradients are drawn anew for every update and the parameters have several shapes, so that neither a memory
that is lost nor one that is shared goes unseen. `eps` is tiny except where a case is about it.
"""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_unchanged

SHAPES = [(2, 3), (4,), (3, 1, 2, 2)]
EPS = 1e-8
MEMORIES = [("Momentum", (0.1, 0.9)), ("RMSprop", (0.1, 0.9, EPS)), ("Adam", (0.1, 0.9, 0.99, EPS))]
ALL = [("SGD", (0.1,)), ("Momentum", (0.1, 0.5)), ("RMSprop", (0.1, 0.5)), ("Adam", (0.1,))]


def draw_gradients(rng, shape, count=4):
    """Returns gradients whose elements have either sign and are not near zero."""
    return rng.uniform(0.3, 2.0, (count, *shape)) * rng.choice([-1.0, 1.0], (count, *shape))


def check_updates(optimizer, oracle, w, gradients, what):
    """Checks every update of a run against those of the oracle, and each from the right parameter."""
    for number, gradient in enumerate(gradients, start=1):
        wanted = oracle.update(w, gradient)
        check_close(optimizer.update(w, gradient), wanted, f"{what}: w after update {number}")
        w = wanted


@pytest.mark.points(1)
def test_sgd(submission, rng):
    """SGD moves by learning_rate times the gradient, for any size of either"""
    for shape, rate, scale in [((2, 3), 0.1, 1), ((4,), 3.0, 100)]:
        w, optimizer = rng.normal(size=shape), submission.SGD(rate)
        for gradient in scale * draw_gradients(rng, shape):
            check_close(optimizer.update(w, gradient), w - rate * gradient, f"SGD({rate}): an update")
            w = w - rate * gradient


@pytest.mark.points(1)
def test_momentum(submission, reference, rng):
    """Momentum gathers its velocity over many updates"""
    for shape, args, scale in [((2, 3), (0.1, 0.9), 1), ((4,), (0.5, 0.3), 100)]:
        w, gradients = rng.normal(size=shape), scale * draw_gradients(rng, shape)
        check_updates(submission.Momentum(*args), reference.Momentum(*args), w, gradients, f"Momentum{args}")


@pytest.mark.points(1)
def test_learning_rate_can_be_changed(submission, rng):
    """A learning rate assigned between updates holds from the next update on"""
    for shape in SHAPES[:2]:
        w, (first, second) = rng.normal(size=shape), draw_gradients(rng, shape, 2)
        for optimizer, momentum in [(submission.SGD(0.5), 0.0), (submission.Momentum(0.5, 0.8), 0.8)]:
            check_close(optimizer.update(w, first), w - 0.5 * first, "w after an update with rate 0.5")
            optimizer.learning_rate = 0.1
            wanted = w - 0.1 * (momentum * first + second)
            check_close(optimizer.update(w, second), wanted, "w after learning_rate was changed to 0.1")


@pytest.mark.points(1)
def test_rmsprop(submission, reference, rng):
    """RMSprop keeps a running average of the squares, element by element"""
    for shape, args, scale in [((2, 3), (0.1, 0.9, EPS), 1), ((3, 1, 2, 2), (0.5, 0.3, EPS), 100)]:
        w, gradients = rng.normal(size=shape), scale * draw_gradients(rng, shape)
        check_updates(submission.RMSprop(*args), reference.RMSprop(*args), w, gradients, f"RMSprop{args}")


@pytest.mark.points(1)
def test_eps_of_rmsprop(submission, rng):
    """RMSprop adds eps to the root, not below it"""
    for shape, rho, eps in [((2, 3), 0.75, 0.5), ((4,), 0.36, 2.0)]:
        w, (gradient,) = rng.normal(size=shape), draw_gradients(rng, shape, 1)
        wanted = w - 0.1 * gradient / (np.sqrt(1 - rho) * np.abs(gradient) + eps)
        found = submission.RMSprop(0.1, rho, eps).update(w, gradient)
        check_close(found, wanted, f"RMSprop(0.1, {rho}, {eps}): w after the first update")


@pytest.mark.points(1)
def test_adam(submission, reference, rng):
    """Adam keeps two corrected running averages"""
    for shape, args, scale in [((2, 3), (0.1, 0.9, 0.99, EPS), 1), ((3, 1, 2, 2), (0.5, 0.6, 0.3, EPS), 100)]:
        w, gradients = rng.normal(size=shape), scale * draw_gradients(rng, shape)
        check_updates(submission.Adam(*args), reference.Adam(*args), w, gradients, f"Adam{args}")


@pytest.mark.points(1)
def test_first_step_of_adam(submission, rng):
    """Adam's first step has the size of the learning rate, whatever the size of the gradient"""
    for shape, scale in [((2, 3), 0.01), ((4,), 100)]:
        w, (gradient,) = rng.normal(size=shape), scale * draw_gradients(rng, shape, 1)
        found = submission.Adam(0.5, 0.9, 0.99, EPS).update(w, gradient)
        check_close(found, w - 0.5 * np.sign(gradient), "Adam(0.5, 0.9, 0.99): w after the first update")


@pytest.mark.points(1)
def test_eps_of_adam(submission, rng):
    """Adam adds eps to the root of the corrected average"""
    for shape, eps in [((2, 3), 0.5), ((4,), 2.0)]:
        w, (gradient,) = rng.normal(size=shape), draw_gradients(rng, shape, 1)
        found = submission.Adam(0.1, 0.6, 0.91, eps).update(w, gradient)
        wanted = w - 0.1 * gradient / (np.abs(gradient) + eps)
        check_close(found, wanted, f"Adam(0.1, 0.6, 0.91, {eps}): w after the first update")


@pytest.mark.points(1)
@pytest.mark.parametrize(("name", "args"), [("Momentum", (0.1, 0.9)), ("Adam", (0.1, 0.9, 0.99, EPS))])
def test_objects_are_independent(submission, reference, rng, name, args):
    """Two optimizers whose updates take turns do not disturb each other"""
    pairs = [(getattr(submission, name)(*args), getattr(reference, name)(*args)) for _ in range(2)]
    weights = [rng.normal(size=(2, 3)), rng.normal(size=(2, 3))]
    for gradients in draw_gradients(rng, (2, 2, 3), 3):
        for (optimizer, oracle), w, gradient in zip(pairs, weights, gradients, strict=True):
            what = f"update(w, grad_wrt_w) of one of two {name} objects"
            check_close(optimizer.update(w, gradient), oracle.update(w, gradient), what)


@pytest.mark.points(1)
def test_a_new_object_can_be_copied(submission, support, reference, rng):
    """copy.copy of an unused optimizer gives one with a memory of its own"""
    for name, args in MEMORIES:
        original = getattr(submission, name)(*args)
        copies = [support.make_twin(original), support.make_twin(original)]
        for shape, optimizer in zip(SHAPES, copies, strict=False):
            w, gradients = rng.normal(size=shape), draw_gradients(rng, shape, 2)
            check_updates(optimizer, getattr(reference, name)(*args), w, gradients, f"a copy of {name}{args}")


@pytest.mark.points(1)
def test_update_starts_from_the_given_parameter(submission, rng):
    """update moves the parameter that it is given, not one that it remembers"""
    w, other, gradient = rng.normal(size=(2, 3)), rng.normal(size=(2, 3)), draw_gradients(rng, (2, 3), 1)[0]
    for name, args in ALL:
        optimizer = getattr(submission, name)(*args)
        optimizer.update(w, gradient)
        optimizer.learning_rate = 0.0
        check_close(optimizer.update(other, gradient), other, f"{name}: w after a step with rate 0")
        optimizer.learning_rate = 1.0
        moved = check_array(optimizer.update(w, gradient), (2, 3), f"{name}: the answer of update") - w
        check_close(np.sign(moved), -np.sign(gradient), f"{name}: the signs of a step with rate 1")


@pytest.mark.points(1)
def test_a_zero_gradient(submission, hold, rng):
    """A gradient of zeros moves nothing in a first update, and the next update is an ordinary one"""
    for shape in SHAPES[:2]:
        w, gradient = rng.normal(size=shape), draw_gradients(rng, shape, 1)[0]
        check_close(submission.SGD(0.1).update(w, gradient), w - 0.1 * gradient, "SGD(0.1): w after an update")
        for name, args in ALL:
            optimizer, held = getattr(submission, name)(*args), hold(gradient)
            found = optimizer.update(w, np.zeros(shape))
            check_close(found, w, f"{name}: w after an update with a gradient of zeros")
            moved = check_array(optimizer.update(w, held), shape, f"{name}: the update after that") - w
            check_close(np.sign(moved), -np.sign(gradient), f"{name}: the signs of the step after that")
            check_unchanged(held, gradient, f"{name}: grad_wrt_w in update(w, grad_wrt_w)")
