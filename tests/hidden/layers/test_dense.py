"""Hidden cases of `dense`: 13 of 20 points.

Every W and w0 is set here, n_in differs from n_out and from the batch, and each case uses two shapes or two batches,
so that no constant answer, and no answer to a first call only, passes. Where a case is about something else than the
size of a gradient, `check_direction` leaves the size to the cases that are about it.
"""

import numpy as np
import pytest

from grader.checks import (
    check_array,
    check_close,
    check_equal,
    check_gradient,
    check_row,
    check_unchanged,
    check_uniform,
)

SHAPES = [(3, 5), (7, 2)]  # (n_in, n_out)


def make_layer(submission, optimizer, W, w0):
    """Returns an initialised layer with these parameters."""
    layer = submission.Dense(W.shape[1], (W.shape[0],))
    initialize(layer, optimizer, W, w0)
    return layer


def initialize(layer, optimizer, W, w0):
    """Initialises a layer and sets its parameters; w0 takes the shape that the layer keeps, (1, n) or (n,)."""
    layer.initialize(optimizer)
    layer.W = W
    layer.w0 = w0.reshape(np.shape(layer.w0)) if np.size(layer.w0) == w0.size else w0


def draw(rng, n_in, n_out, batch):
    """Returns X, W, w0 and an output gradient."""
    sizes = [(batch, n_in), (n_in, n_out), (1, n_out), (batch, n_out)]
    return [rng.normal(size=size) for size in sizes]


def find_flags(layer, X):
    """Returns what forward_pass needs beside X: True where `training` has no default, which other cases are about."""
    try:
        layer.forward_pass(X)
    except TypeError as error:
        if error.frames:  # raised inside the layer, so not about its arguments
            raise
        return (True,)
    return ()


def forward(layer, X):
    """Returns `forward_pass(X)`, with `training` only where it has no default."""
    try:
        return layer.forward_pass(X)
    except TypeError as error:
        if error.frames:
            raise
        return layer.forward_pass(X, True)


def check_moving(gradient, X, what):
    """Returns a gradient that has the shape of X and is not only zeros; its numbers are what other cases are about."""
    numbers = check_array(gradient, X.shape, what)
    check_equal(bool(numbers.any()), True, f"whether {what} is other than 0")
    return numbers


def check_direction(got, want, what):
    """Checks an array up to a factor above 0."""
    numbers = check_array(got, np.shape(want), what)
    largest = float(np.abs(numbers).max())
    check_equal(largest > 0, True, f"whether {what} is other than 0")
    check_close(numbers / largest, want / np.abs(want).max(), f"{what}, divided by its largest element")


@pytest.mark.points(1)
def test_forward(submission, support, rng):
    """forward_pass is right for several sizes of layer and batch"""
    for n_in, n_out in SHAPES:
        X, W, w0, _ = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, support.MockOptimizer(), W, w0)
        check_close(forward(layer, X), X @ W + w0, f"forward_pass(X) with X of shape (4, {n_in})")
        check_close(forward(layer, X[:1]), X[:1] @ W + w0, f"forward_pass(X) with X of shape (1, {n_in})")


@pytest.mark.points(1)
def test_initialize_draws_uniformly(submission, support, seed_numpy, seed):
    """initialize makes one uniform draw between -1/sqrt(n_in) and 1/sqrt(n_in), anew each time"""
    for n_in, n_out, number in [(16, 90, seed), (64, 30, seed + 1)]:
        seed_numpy(number % 2**32)
        layer, source = submission.Dense(n_out, (n_in,)), np.random.RandomState(number % 2**32)
        what, limit = f"Dense({n_out}, ({n_in},)).initialize(optimizer)", 1 / np.sqrt(n_in)
        layer.initialize(support.MockOptimizer())
        check_uniform(layer.W, -limit, limit, f"W after {what}")
        wanted = source.uniform(-limit, limit, (n_in, n_out))
        check_close(layer.W, wanted, f"W after np.random.seed and {what}")
        layer.w0 = np.ones((1, n_out))
        layer.initialize(support.MockOptimizer())
        wanted = source.uniform(-limit, limit, (n_in, n_out))
        check_close(layer.W, wanted, f"W after a second {what}")
        check_row(layer.w0, np.zeros(n_out), f"w0 after a second {what}")
        check_close(support.draw_global(), source.random_sample(), f"np.random.random() after a second {what}")


@pytest.mark.points(1)
def test_counts_and_shapes(submission, support, rng):
    """parameters and output_shape are right for several sizes"""
    for n_in, n_out in rng.permutation([(3, 5), (7, 2), (11, 4), (1, 6)])[:3].tolist():
        layer = submission.Dense(n_out, (n_in,))
        layer.initialize(support.MockOptimizer())
        check_equal(layer.parameters(), n_in * n_out + n_out, f"Dense({n_out}, ({n_in},)).parameters()")
        check_equal(layer.output_shape(), (n_out,), f"Dense({n_out}, ({n_in},)).output_shape()")


@pytest.mark.points(1)
def test_input_gradient(submission, support, rng):
    """backward_pass returns the gradient by the input: accum_grad times the transpose of W"""
    for n_in, n_out in SHAPES:
        X, W, w0, accum_grad = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, support.GradientDescent(0.0), W, w0)
        forward(layer, X)
        gradient, what = layer.backward_pass(accum_grad), "backward_pass(accum_grad)"
        layer.W = W  # a step that should not have been made is not what this case is about
        flags, wanted = find_flags(layer, X), accum_grad @ W.T
        check_gradient(layer.forward_pass, X, gradient, accum_grad, what, rng=rng, others=flags, wanted=wanted)


@pytest.mark.points(1)
def test_input_gradient_uses_the_weights_of_the_forward_pass(submission, support, rng):
    """The returned gradient belongs to the weights before the update, however large the step"""
    for n_in, n_out in SHAPES:
        X, W, w0, accum_grad = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, support.GradientDescent(10.0), W, w0)
        forward(layer, X)
        check_direction(layer.backward_pass(accum_grad), accum_grad @ W.T, "backward_pass(accum_grad)")


@pytest.mark.points(1)
def test_weights_step_is_summed_over_the_batch(submission, support, rng):
    """W moves by the gradient summed over the batch, for batches of different size"""
    X, W, w0, accum_grad = draw(rng, 3, 5, batch=6)
    layer = make_layer(submission, support.GradientDescent(0.25), W, w0)
    for rows in (slice(0, 4), slice(1, 6)):
        forward(layer, X[rows])
        layer.backward_pass(100 * accum_grad[rows])
        W = W - 25 * X[rows].T @ accum_grad[rows]
        check_close(layer.W, W, "W after backward_pass with GradientDescent(0.25)")


@pytest.mark.points(1)
def test_bias_step_is_summed_over_the_batch(submission, support, rng):
    """w0 moves by the gradient summed over the batch, a gradient of its own shape, for batches of different size"""
    X, W, w0, accum_grad = draw(rng, 3, 5, batch=6)
    layer = make_layer(submission, support.SameShape(0.25), W, w0)
    for rows in (slice(0, 4), slice(1, 6)):
        forward(layer, X[rows])
        layer.backward_pass(100 * accum_grad[rows])
        w0 = w0 - 25 * accum_grad[rows].sum(axis=0)
        check_row(layer.w0, w0, "w0 after backward_pass with SameShape(0.25)")


@pytest.mark.points(2)
def test_each_parameter_has_its_own_optimizer(submission, support, rng):
    """W and w0 each have an optimizer of their own, so that neither's momentum leaks into the other"""
    for n_out, momentum in [(3, 0.5), (4, 0.8)]:
        X, W, w0, accum_grad = draw(rng, 2, n_out, batch=5)
        layer = make_layer(submission, support.Momentum(0.1, momentum), W, w0)
        forward(layer, X)
        layer.backward_pass(accum_grad)
        initialize(layer, support.Momentum(0.1, momentum), W, w0)  # the optimizers start afresh as well
        found = [(W, w0.ravel())]
        for _ in range(3):
            forward(layer, X)
            layer.backward_pass(accum_grad)
            found.append((check_array(layer.W, W.shape, "W after a step"), read_row(layer.w0, n_out, "w0 after a step")))
        for name, values in zip(("W", "w0"), zip(*found, strict=True), strict=True):
            steps = np.diff(np.array(values), axis=0)
            sizes = [float((step * steps[0]).sum()) for step in steps]
            what = f"{name} after three steps of Momentum: the three steps as multiples of the first"
            check_equal(sizes[0] > 0, True, f"whether {name} moves in the first backward_pass")
            check_close(np.array(sizes) / sizes[0], [1, 1 + momentum, 1 + momentum + momentum**2], what)


@pytest.mark.points(1)
def test_the_callers_optimizer_is_left_alone(submission, support, rng):
    """Two layers can be given one optimizer object, and it stays as it was"""
    optimizer = support.Momentum(0.1, 0.9)
    gradient = rng.normal(size=(2, 2))
    for n_in, n_out in SHAPES:
        X, W, _, accum_grad = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, optimizer, W, np.zeros((1, n_out)))
        check_close(forward(layer, X), X @ W, "forward_pass(X) with a bias of zeros")
        check_moving(layer.backward_pass(accum_grad), X, "backward_pass(accum_grad)")
    what = "the step of the optimizer that was passed to initialize, used by its owner"
    check_close(optimizer.update(np.zeros((2, 2)), gradient), -0.1 * gradient, what)


@pytest.mark.points(1)
def test_a_frozen_layer_does_not_move(submission, support, rng):
    """With trainable = False no parameter moves, the gradient is still returned, and training can resume"""
    X, W, w0, accum_grad = draw(rng, 3, 5, batch=4)
    layer = make_layer(submission, support.GradientDescent(0.5), W, w0)
    layer.trainable = False
    forward(layer, X)
    check_moving(layer.backward_pass(accum_grad), X, "backward_pass(accum_grad) of a frozen layer")
    check_close(layer.W, W, "W of a frozen layer after backward_pass")
    check_row(layer.w0, w0, "w0 of a frozen layer after backward_pass")
    layer.trainable = True
    forward(layer, X)
    layer.backward_pass(accum_grad)
    what = "the step of W after trainable was set to True again"
    check_direction(check_array(layer.W, W.shape, "W") - W, -X.T @ accum_grad, what)


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given, nor one that an earlier call has returned"""
    for n_in, n_out in SHAPES:
        X, W, _, accum_grad = draw(rng, n_in, n_out, batch=4)
        layers = [make_layer(submission, support.GradientDescent(0.0), W, np.zeros((1, n_out))) for _ in range(2)]
        flags = find_flags(layers[0], X)
        layers[0].forward_pass(X, *flags)
        gradient = check_moving(layers[0].backward_pass(accum_grad), X, "backward_pass(accum_grad)")
        held_X, held_grad = hold(X), hold(accum_grad)
        calls = [["forward_pass", held_X, *flags], ["backward_pass", held_grad]]
        calls += [["forward_pass", -2 * X, *flags], ["backward_pass", 3 * accum_grad]]
        output, again, *_ = support.call_in_turn(layers[1], calls)
        check_unchanged(held_X, X, "forward_pass(X)")
        check_unchanged(held_grad, accum_grad, "backward_pass(accum_grad)")
        check_close(output, X @ W, "forward_pass(X), looked at after another forward_pass")
        check_close(again, gradient, "backward_pass(accum_grad), looked at after another backward_pass")


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, support, rng):
    """backward_pass uses the batch of the last forward_pass, in training or not, as often as it is called"""
    X, W, w0, accum_grad = draw(rng, 3, 5, batch=6)
    layer = make_layer(submission, support.GradientDescent(0.5), W, w0)
    forward(layer, X[:2])
    layer.forward_pass(X, training=False)
    for time in ("first", "second"):
        layer.backward_pass(accum_grad)
        moved = check_array(layer.W, W.shape, f"W after the {time} backward_pass")
        check_direction(moved - W, -X.T @ accum_grad, f"the step of W in the {time} backward_pass")
        W = moved


def read_row(w0, size, what):
    """Returns the bias flat, checked to be of shape (n,) or (1, n)."""
    return check_array(w0, (size,) if np.ndim(w0) == 1 else (1, size), what).ravel()
