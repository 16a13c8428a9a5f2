"""Hidden cases of `dense`: 13 of 20 points.

Every W and w0 is set here, n_in differs from n_out and from the batch, and each case uses two shapes or two batches,
so that no constant answer, and no answer to a first call only, passes.
"""

import numpy as np
import pytest

from grader.checks import check_close, check_equal, check_gradient, check_row, check_unchanged, check_uniform

SHAPES = [(3, 5), (7, 2)]  # (n_in, n_out)


def make_layer(submission, optimizer, W, w0):
    """Returns an initialised layer with these parameters; w0 takes the shape that the layer keeps, (1, n) or (n,)."""
    layer = submission.Dense(W.shape[1], (W.shape[0],))
    layer.initialize(optimizer)
    layer.W = W
    layer.w0 = w0.reshape(np.shape(layer.w0)) if np.size(layer.w0) == w0.size else w0
    return layer


def draw(rng, n_in, n_out, batch):
    """Returns X, W, w0 and an output gradient."""
    sizes = [(batch, n_in), (n_in, n_out), (1, n_out), (batch, n_out)]
    return [rng.normal(size=size) for size in sizes]


@pytest.mark.points(1)
def test_forward(submission, support, rng):
    """forward_pass is right for several sizes of layer and batch"""
    for n_in, n_out in SHAPES:
        X, W, w0, _ = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, support.MockOptimizer(), W, w0)
        check_close(layer.forward_pass(X), X @ W + w0, f"forward_pass(X) with X of shape (4, {n_in})")
        check_close(layer.forward_pass(X[:1]), X[:1] @ W + w0, f"forward_pass(X) with X of shape (1, {n_in})")


@pytest.mark.points(1)
def test_initialize_draws_uniformly(submission, support, seed_numpy, seed):
    """initialize makes one uniform draw between -1/sqrt(n_in) and 1/sqrt(n_in), anew each time"""
    for n_in, n_out, number in [(16, 90, seed), (64, 30, seed + 1)]:
        layer = submission.Dense(n_out, (n_in,))
        seed_numpy(number % 2**32)
        layer.initialize(support.MockOptimizer())
        limit = 1 / np.sqrt(n_in)
        wanted = np.random.RandomState(number % 2**32).uniform(-limit, limit, (n_in, n_out))
        check_uniform(layer.W, -limit, limit, f"W after Dense({n_out}, ({n_in},)).initialize(optimizer)")
        check_close(layer.W, wanted, f"W after np.random.seed and Dense({n_out}, ({n_in},)).initialize(optimizer)")
        check_row(layer.w0, np.zeros(n_out), "w0 after initialize")
        layer.initialize(support.MockOptimizer())
        check_uniform(layer.W, -limit, limit, "W after a second initialize")
        check_equal(bool(np.allclose(layer.W, wanted)), False, "whether a second initialize repeats the first draw")


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
        check_close(layer.forward_pass(X), X @ W + w0, "forward_pass(X)")
        gradient = layer.backward_pass(accum_grad)
        check_close(gradient, accum_grad @ W.T, "backward_pass(accum_grad)")
        check_gradient(layer.forward_pass, X, gradient, accum_grad, "backward_pass(accum_grad)", rng=rng)


@pytest.mark.points(1)
def test_input_gradient_uses_the_weights_of_the_forward_pass(submission, support, rng):
    """The returned gradient belongs to the weights before the update, however large the step"""
    for n_in, n_out in SHAPES:
        X, W, w0, accum_grad = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, support.GradientDescent(10.0), W, w0)
        layer.forward_pass(X)
        check_close(layer.backward_pass(accum_grad), accum_grad @ W.T, "backward_pass(accum_grad)")


@pytest.mark.points(1)
def test_weights_step_is_summed_over_the_batch(submission, support, rng):
    """W moves by the gradient summed over the batch, for batches of different size"""
    X, W, w0, accum_grad = draw(rng, 3, 5, batch=6)
    layer = make_layer(submission, support.GradientDescent(0.25), W, w0)
    for rows in (slice(0, 4), slice(1, 6)):
        layer.forward_pass(X[rows])
        layer.backward_pass(100 * accum_grad[rows])
        W = W - 25 * X[rows].T @ accum_grad[rows]
        check_close(layer.W, W, "W after backward_pass with GradientDescent(0.25)")


@pytest.mark.points(1)
def test_bias_step_is_summed_over_the_batch(submission, support, rng):
    """w0 moves by the gradient summed over the batch, for batches of different size"""
    X, W, w0, accum_grad = draw(rng, 3, 5, batch=6)
    layer = make_layer(submission, support.GradientDescent(0.25), W, w0)
    for rows in (slice(0, 4), slice(1, 6)):
        layer.forward_pass(X[rows])
        layer.backward_pass(100 * accum_grad[rows])
        w0 = w0 - 25 * accum_grad[rows].sum(axis=0)
        check_row(layer.w0, w0, "w0 after backward_pass with GradientDescent(0.25)")


@pytest.mark.points(2)
def test_each_parameter_has_its_own_optimizer(submission, support, rng):
    """W and w0 each have an optimizer of their own, so that neither's momentum leaks into the other"""
    momentum = 0.5
    for n_out in (3, 4):
        X, W, w0, accum_grad = draw(rng, 1, n_out, batch=4)  # n_in = 1: W and w0 have one shape
        layer = make_layer(submission, support.Momentum(0.1, momentum), W, w0)
        velocity_W, velocity_w0 = np.zeros_like(W), np.zeros_like(w0)
        for _ in range(3):
            layer.forward_pass(X)
            layer.backward_pass(accum_grad)
            velocity_W = momentum * velocity_W + X.T @ accum_grad
            velocity_w0 = momentum * velocity_w0 + accum_grad.sum(axis=0)
            W, w0 = W - 0.1 * velocity_W, w0 - 0.1 * velocity_w0
        check_close(layer.W, W, "W after three steps of Momentum")
        check_row(layer.w0, w0, "w0 after three steps of Momentum")


@pytest.mark.points(1)
def test_the_callers_optimizer_is_left_alone(submission, support, rng):
    """Two layers can be given one optimizer object, and it stays as it was"""
    optimizer = support.Momentum(0.1, 0.9)
    gradient = rng.normal(size=(2, 2))
    for n_in, n_out in SHAPES:
        X, W, w0, accum_grad = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, optimizer, W, w0)
        layer.forward_pass(X)
        layer.backward_pass(accum_grad)
        check_close(layer.W, W - 0.1 * X.T @ accum_grad, "W after the first step of Momentum")
    what = "the step of the optimizer that was passed to initialize, used by its owner"
    check_close(optimizer.update(np.zeros((2, 2)), gradient), -0.1 * gradient, what)


@pytest.mark.points(1)
def test_a_frozen_layer_does_not_move(submission, support, rng):
    """With trainable = False no parameter moves, the gradient is still returned, and training can resume"""
    X, W, w0, accum_grad = draw(rng, 3, 5, batch=4)
    layer = make_layer(submission, support.GradientDescent(0.5), W, w0)
    layer.trainable = False
    layer.forward_pass(X)
    check_close(layer.backward_pass(accum_grad), accum_grad @ W.T, "backward_pass(accum_grad) of a frozen layer")
    check_close(layer.W, W, "W of a frozen layer after backward_pass")
    check_row(layer.w0, w0, "w0 of a frozen layer after backward_pass")
    layer.trainable = True
    layer.backward_pass(accum_grad)
    check_close(layer.W, W - 0.5 * X.T @ accum_grad, "W after trainable was set to True again")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given"""
    for n_in, n_out in SHAPES:
        X, W, w0, accum_grad = draw(rng, n_in, n_out, batch=4)
        layer = make_layer(submission, support.GradientDescent(0.0), W, w0)
        held_X, held_grad = hold(X), hold(accum_grad)
        check_close(layer.forward_pass(held_X), X @ W + w0, "forward_pass(X)")
        check_unchanged(held_X, X, "forward_pass(X)")
        check_close(layer.backward_pass(held_grad), accum_grad @ W.T, "backward_pass(accum_grad)")
        check_unchanged(held_grad, accum_grad, "backward_pass(accum_grad)")


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, support, rng):
    """backward_pass uses the batch of the last forward_pass, in training or not, as often as it is called"""
    X, W, w0, accum_grad = draw(rng, 3, 5, batch=6)
    layer = make_layer(submission, support.GradientDescent(0.5), W, w0)
    layer.forward_pass(X[:2])
    layer.forward_pass(X, training=False)
    for _ in range(2):
        layer.backward_pass(accum_grad)
        W = W - 0.5 * X.T @ accum_grad
        check_close(layer.W, W, "W after backward_pass with GradientDescent(0.5)")
