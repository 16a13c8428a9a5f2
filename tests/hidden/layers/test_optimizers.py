"""Hidden cases of `optimizers`: 13 of 20 points.

The gradients are drawn anew for every update and the parameters have several shapes, so that neither a memory
that is lost nor one that is shared goes unseen. `eps` is tiny except where a case is about it. Cases about something
else than the rule of an optimizer compare its objects with each other, so that a slip in the rule costs nothing there.
"""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_unchanged

SHAPES = [(2, 3), (4,), (3, 1, 2, 2)]
EPS = 1e-12
MEMORIES = [("Momentum", (0.1, 0.9)), ("RMSprop", (0.1, 0.9, EPS)), ("Adam", (0.1, 0.9, 0.99, EPS))]
ALL = [("SGD", (1.0,)), ("Momentum", (1.0, 0.5)), ("RMSprop", (1.0, 0.5)), ("Adam", (1.0,))]


def draw_gradients(rng, shape, count=4):
    """Returns gradients whose elements have either sign and are not near zero."""
    return rng.uniform(0.3, 2.0, (count, *shape)) * rng.choice([-1.0, 1.0], (count, *shape))


def check_path(found, wanted, what):
    """Checks the parameter after each update of a run."""
    for number, right in enumerate(wanted, start=1):
        answer = found[number - 1] if number <= len(found) else None
        check_close(answer, right, f"{what}: w after update {number}")


def gather(decay, values):
    """Returns after each of the values the sum of all until then, each of them `decay` times as much as the one after it."""
    ages = np.arange(len(values))[:, None] - np.arange(len(values))
    return np.tensordot(np.where(ages < 0, 0.0, decay ** np.maximum(ages, 0.0)), values, axes=1)


def momentum_steps(gradients, learning_rate=0.01, momentum=0.9):
    """Returns what each update takes from w."""
    return learning_rate * gather(momentum, gradients)


def rmsprop_steps(gradients, learning_rate=0.001, rho=0.9, eps=1e-8):
    """Returns what each update takes from w."""
    return learning_rate * gradients / (np.sqrt((1 - rho) * gather(rho, gradients**2)) + eps)


def adam_steps(gradients, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
    """Returns what each update takes from w. The weights of an average add up to one when the correction is made."""
    ones = np.ones_like(gradients)
    mean, mean_square = (
        gather(decay, values) / gather(decay, ones) for decay, values in ((b1, gradients), (b2, gradients**2))
    )
    return learning_rate * mean / (np.sqrt(mean_square) + eps)


def check_updates(support, optimizer, find_steps, args, w, gradients, what):
    """Checks every update of a run, each from where the one before has left w."""
    check_path(support.follow(optimizer, w, list(gradients)), w - find_steps(gradients, *args).cumsum(0), what)


def check_defaults(support, optimizer, find_steps, rng, what):
    """Checks a run of an optimizer that was made without arguments; small parameters and gradients let eps show."""
    w, gradients = 1e-3 * rng.normal(size=4), draw_gradients(rng, (4,)) * np.array([1e-8, 1e-8, 1, 1])
    check_updates(support, optimizer, find_steps, (), w, gradients, what)


def find_step(optimizer, w, gradient, what):
    """Returns how far one update moves w, checked to be other than 0."""
    step = check_array(optimizer.update(w, gradient), w.shape, what) - w
    check_equal(bool(step.any()), True, f"whether w moves in {what}")
    return step


def run_alone(optimizer, w, gradients, what):
    """Returns the step of each update of a new object; the last gradient is the first one again, and its step another."""
    steps = [find_step(optimizer, w, gradient, f"an update of {what}") for gradient in gradients]
    check_close(np.sign(steps[0]), -np.sign(gradients[0]), f"the first update of {what}: the signs of the step")
    remembers = bool(np.abs(steps[-1] - steps[0]).max() > 1e-3 * np.abs(steps[0]).max())
    check_equal(remembers, True, f"whether {what} remembers earlier gradients")
    return steps


@pytest.mark.points(1)
def test_sgd(submission, support, rng):
    """SGD moves by learning_rate times the gradient, for any size of either; the rate is 0.01 unless given"""
    for shape, rate, scale in [((2, 3), 0.1, 1), ((4,), 3.0, 100)]:
        w, gradients = rng.normal(size=shape), scale * draw_gradients(rng, shape)
        check_path(support.follow(submission.SGD(rate), w, list(gradients)), w - rate * gradients.cumsum(0), f"SGD({rate})")
    check_defaults(support, submission.SGD(), lambda gradients: 0.01 * gradients, rng, "SGD()")


@pytest.mark.points(1)
def test_momentum(submission, support, rng):
    """Momentum gathers its velocity over many updates, with the stub's defaults where arguments are left out"""
    for shape, args, scale in [((2, 3), (0.1, 0.9), 1), ((4,), (0.5, 0.3), 100)]:
        w, gradients = rng.normal(size=shape), scale * draw_gradients(rng, shape)
        check_updates(support, submission.Momentum(*args), momentum_steps, args, w, gradients, f"Momentum{args}")
    check_defaults(support, submission.Momentum(), momentum_steps, rng, "Momentum()")


@pytest.mark.points(1)
def test_learning_rate_can_be_changed(submission, rng):
    """A learning rate assigned between updates holds from the next update on"""
    for name, args in ALL:
        for shape in SHAPES[:2]:
            w, (first, second) = rng.normal(size=shape), draw_gradients(rng, shape, 2)
            fast, slow = getattr(submission, name)(*args), getattr(submission, name)(*args)
            for optimizer in (fast, slow):
                find_step(optimizer, w, first, f"the first update of {name}{args}")
            slow.learning_rate = 0.2
            wanted = 0.2 * find_step(fast, w, second, f"the second update of {name}{args}")
            what = f"the second update of {name}{args}, after learning_rate was changed to 0.2"
            check_close(find_step(slow, w, second, what), wanted, f"{what}, compared with another one's: the step")


@pytest.mark.points(1)
def test_rmsprop(submission, support, rng):
    """RMSprop averages the squares, element by element, with the stub's defaults where arguments are left out"""
    for shape, args, scale in [((2, 3), (0.1, 0.9, EPS), 1), ((3, 1, 2, 2), (0.5, 0.3, EPS), 100)]:
        w, gradients = rng.normal(size=shape), scale * draw_gradients(rng, shape)
        check_updates(support, submission.RMSprop(*args), rmsprop_steps, args, w, gradients, f"RMSprop{args}")
    check_defaults(support, submission.RMSprop(), rmsprop_steps, rng, "RMSprop()")


@pytest.mark.points(1)
def test_eps_of_rmsprop(submission, rng):
    """RMSprop adds eps to the root, not below it"""
    for shape, rho, eps in [((2, 3), 0.75, 0.5), ((4,), 0.36, 2.0)]:
        w, (gradient,) = rng.normal(size=shape), draw_gradients(rng, shape, 1)
        wanted = w - 0.1 * gradient / (np.sqrt(1 - rho) * np.abs(gradient) + eps)
        found = submission.RMSprop(0.1, rho, eps).update(w, gradient)
        check_close(found, wanted, f"RMSprop(0.1, {rho}, {eps}): w after the first update")


@pytest.mark.points(1)
def test_adam(submission, support, rng):
    """Adam keeps two corrected running averages, with the stub's defaults where arguments are left out"""
    for shape, args, scale in [((2, 3), (0.1, 0.9, 0.99, EPS), 1), ((3, 1, 2, 2), (0.5, 0.6, 0.3, EPS), 100)]:
        w, gradients = rng.normal(size=shape), scale * draw_gradients(rng, shape)
        check_updates(support, submission.Adam(*args), adam_steps, args, w, gradients, f"Adam{args}")
    check_defaults(support, submission.Adam(), adam_steps, rng, "Adam()")


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
def test_objects_are_independent(submission, rng, name, args):
    """Two optimizers whose updates take turns do not disturb each other"""
    w, (first, second, other) = rng.normal(size=(2, 3)), draw_gradients(rng, (2, 3), 3)
    alone, *pair = (getattr(submission, name)(*args) for _ in range(3))
    wanted = run_alone(alone, w, [first, second, first], f"{name}{args}")
    for number, gradients in enumerate([(first, other), (second, first), (first, second)]):
        for which, optimizer in enumerate(pair):
            what = f"update {number + 1} of one of two {name} objects"
            step = find_step(optimizer, w, gradients[which], what)
            if which == 0:
                check_close(step, wanted[number], f"{what}, compared with an object that is alone: the step")


@pytest.mark.points(1)
def test_a_new_object_can_be_copied(submission, support, rng):
    """copy.copy of an unused optimizer gives one with a memory of its own"""
    for name, args in MEMORIES:
        new, original = getattr(submission, name)(*args), getattr(submission, name)(*args)
        w, (first, second) = rng.normal(size=(2, 3)), draw_gradients(rng, (2, 3), 2)
        gradients = [first, second, first]
        steps = run_alone(new, w, gradients, f"{name}{args}")
        for which, optimizer in [("one", support.make_twin(original)), ("another", support.make_twin(original))]:
            for number, gradient in enumerate(gradients):
                what = f"update {number + 1} of {which} copy of {name}{args}"
                step = find_step(optimizer, w, gradient, what)
                check_close(step, steps[number], f"{what}, compared with a new object: the step")


@pytest.mark.points(1)
def test_update_starts_from_the_given_parameter(submission, support, rng):
    """update moves the parameter that it is given, not one that it remembers, into a new array"""
    for name, args in ALL:
        one, other = getattr(submission, name)(*args), getattr(submission, name)(*args)
        first, second = draw_gradients(rng, (2, 3), 2)
        for optimizer in (one, other):
            find_step(optimizer, rng.normal(size=(2, 3)), first, f"the first update of {name}{args}")
        what = f"the second update of {name}{args}, which begins elsewhere than the first has ended"
        wanted, w = find_step(one, rng.normal(size=(2, 3)), second, what), rng.normal(size=(2, 3))
        moved, _ = support.call_in_turn(other, [["update", w, second], ["update", 2 * w, first]])
        step = check_array(moved, w.shape, f"{what}, looked at after a third") - w
        check_close(step, wanted, f"{what}, compared with another object's and looked at after a third: the step")


@pytest.mark.points(1)
def test_a_zero_gradient(submission, hold, rng):
    """A gradient of zeros moves nothing in a first update, and the next update is an ordinary one"""
    for shape in SHAPES[:2]:
        w, gradient = rng.normal(size=shape), draw_gradients(rng, shape, 1)[0]
        for name, args in ALL:
            optimizer, held = getattr(submission, name)(*args), hold(gradient)
            found = optimizer.update(w, np.zeros(shape))
            check_close(found, w, f"{name}: w after an update with a gradient of zeros")
            find_step(optimizer, w, held, f"{name}: the update after that")
            check_unchanged(held, gradient, f"{name}: grad in update(w, grad)")
