"""Hidden cases of `conv2d`: 13 of 20 points.

No image is square, nor is a filter where a case is about sizes. A geometry writes its padding and its strides out twice:
as the layer is given them, and as four widths and two steps, so that nothing here has to work them out. W and w0 are set
by each case. Cases that are not about sizes use FRAMED: filters of 3 x 3, which have the same frame of zeros however "same"
is read, a stride of 1, and no side without padding.
"""

from typing import NamedTuple

import numpy as np
import pytest

from grader.checks import (
    check_array,
    check_close,
    check_equal,
    check_gradient,
    check_parameter_gradient,
    check_row,
    check_unchanged,
    check_uniform,
)


class Geometry(NamedTuple):
    """One layer: what it is given, and below what that means."""

    n_filters: int
    filter_shape: tuple
    input_shape: tuple
    padding: object
    stride: object
    widths: tuple
    steps: tuple
    output: tuple

    def __str__(self):
        return f"Conv2D({self.n_filters}, {self.filter_shape}, {self.input_shape}, {self.padding!r}, {self.stride})"


NONE = ((0, 0), (0, 0))
PLAIN = [
    Geometry(3, (3, 2), (2, 5, 6), "valid", 1, NONE, (1, 1), (3, 5)),
    Geometry(4, (2, 3), (3, 4, 7), "valid", 1, NONE, (1, 1), (3, 5)),
]
STRIDED = [
    Geometry(3, (3, 2), (2, 6, 8), "valid", (2, 1), NONE, (2, 1), (2, 7)),
    Geometry(4, (2, 3), (3, 5, 9), 0, 2, NONE, (2, 2), (2, 4)),
    Geometry(2, (2, 1), (3, 7, 8), "valid", (3, 2), NONE, (3, 2), (2, 4)),
]
PADDED = [
    Geometry(3, (3, 2), (2, 4, 5), 1, 1, ((1, 1), (1, 1)), (1, 1), (4, 6)),
    Geometry(2, (2, 4), (3, 5, 6), 2, (2, 3), ((2, 2), (2, 2)), (2, 3), (4, 3)),
]
SAME = [
    Geometry(4, (3, 5), (2, 4, 6), "same", 1, ((1, 1), (2, 2)), (1, 1), (4, 6)),
    Geometry(3, (2, 4), (2, 4, 5), "same", 1, ((0, 1), (1, 2)), (1, 1), (4, 5)),
    Geometry(2, (4, 1), (3, 5, 6), "same", (2, 4), ((1, 2), (0, 0)), (2, 4), (3, 2)),
    Geometry(4, (1, 3), (1, 6, 8), "same", 2, ((0, 0), (1, 1)), (2, 2), (3, 4)),
]

FRAMED = [
    Geometry(3, (3, 3), (2, 3, 5), "same", (1, 1), ((1, 1), (1, 1)), (1, 1), (3, 5)),
    Geometry(4, (3, 3), (3, 4, 2), "same", (1, 1), ((1, 1), (1, 1)), (1, 1), (4, 2)),
]


def draw_geometries(rng):
    """Returns one geometry for each kind of padding, with sizes of their own."""
    geometries = []
    for kind in ("valid", "same", "number"):
        kh, kw, sh, sw, p = rng.integers(1, 6, size=5).tolist()
        n_filters, channels, height, width = rng.integers(6, 20, size=4).tolist()
        same = ((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2)
        widths = {"valid": NONE, "same": same, "number": ((p, p), (p, p))}[kind]
        tops = range(0, height + sum(widths[0]) - kh + 1, sh)  # where the windows begin
        lefts = range(0, width + sum(widths[1]) - kw + 1, sw)
        given = (n_filters, (kh, kw), (channels, height, width), p if kind == "number" else kind, (sh, sw))
        geometries.append(Geometry(*given, widths, (sh, sw), (len(tops), len(lefts))))
    return geometries


def draw(rng, geometry, batch=3):
    """Returns X, W, w0 of shape (F,), and an output gradient."""
    channels = geometry.input_shape[0]
    sizes = [(batch, *geometry.input_shape), (geometry.n_filters, channels, *geometry.filter_shape),
             (geometry.n_filters,), (batch, geometry.n_filters, *geometry.output)]  # fmt: skip
    return [rng.normal(size=size) for size in sizes]


def make_layer(submission, optimizer, geometry, W, w0):
    """Returns an initialised layer with these parameters; w0 takes the shape that the layer keeps."""
    layer = submission.Conv2D(*geometry[:3], padding=geometry.padding, stride=geometry.stride)
    layer.initialize(optimizer)
    kept = layer.w0
    layer.W = W
    layer.w0 = w0.reshape(kept.shape if isinstance(kept, np.ndarray) and kept.size == w0.size else (-1, 1))
    return layer


def shape_of(value):
    """Returns the shape of an array, None of anything else."""
    return value.shape if isinstance(value, np.ndarray) else None


def check_biases(got, want, what):
    """Checks one bias for each filter, in whatever shape the layer keeps them."""
    check_row(got.reshape(-1) if isinstance(got, np.ndarray) else got, want, f"{what}, flattened")


def pad(X, geometry):
    """Returns the images with their frame of zeros."""
    return np.pad(X, ((0, 0), (0, 0), *geometry.widths))


def find_windows(X, geometry):
    """Returns the windows of padded images, of shape (N, C, Ho, Wo, kh, kw)."""
    windows = np.lib.stride_tricks.sliding_window_view(pad(X, geometry), geometry.filter_shape, axis=(2, 3))
    return windows[:, :, :: geometry.steps[0], :: geometry.steps[1]]


def correlate(X, W, w0, geometry):
    """Returns the output."""
    return np.einsum("ncijab,fcab->nfij", find_windows(X, geometry), W) + w0.reshape(-1, 1, 1)


def grad_by_weights(X, accum_grad, geometry):
    """Returns the gradient by W, summed over the batch."""
    return np.einsum("ncijab,nfij->fcab", find_windows(X, geometry), accum_grad)


def grad_by_input(X, W, accum_grad, geometry):
    """Returns the gradient by X: each place of the filter sends its part to one grid of pixels."""
    padded = np.zeros(pad(X, geometry).shape)
    (sh, sw), (rows, columns) = geometry.steps, geometry.output
    for a, b in np.ndindex(*geometry.filter_shape):
        part = np.einsum("nfij,fc->ncij", accum_grad, W[:, :, a, b])
        padded[:, :, a : a + rows * sh : sh, b : b + columns * sw : sw] += part
    (top, _), (left, _) = geometry.widths
    return padded[:, :, top : top + X.shape[2], left : left + X.shape[3]]


def check_forward(submission, support, rng, geometries):
    """Checks a forward pass of each geometry."""
    for geometry in geometries:
        X, W, w0, _ = draw(rng, geometry)
        layer = make_layer(submission, support.MockOptimizer(), geometry, W, w0)
        check_close(layer.forward_pass(X), correlate(X, W, w0, geometry), f"forward_pass(X) of {geometry}")


@pytest.mark.points(1)
def test_forward_without_padding(submission, support, rng):
    """forward_pass is right without padding, for strides of one and more, with and without a remainder"""
    check_forward(submission, support, rng, PLAIN + STRIDED)


@pytest.mark.points(1)
def test_forward_with_padding(submission, support, rng):
    """forward_pass is right for padding "same", for even and odd filters, and for a number"""
    check_forward(submission, support, rng, SAME + PADDED)
    X, W, w0, _ = draw(rng, SAME[1])
    layer = submission.Conv2D(3, (2, 4), (2, 4, 5))
    layer.initialize(support.MockOptimizer())
    layer.W = W
    what = "forward_pass(X) of Conv2D(3, (2, 4), (2, 4, 5)), w0 zeros"
    check_close(layer.forward_pass(X), correlate(X, W, 0 * w0, SAME[1]), what)


@pytest.mark.points(1)
def test_initialize_draws_uniformly(submission, support, seed_numpy, seed):
    """initialize makes one uniform draw between -limit and limit, anew each time"""
    for n_filters, filter_shape, channels, number in [(30, (2, 3), 6, seed), (12, (4, 1), 16, seed + 1)]:
        seed_numpy(number % 2**32)
        layer = submission.Conv2D(n_filters, filter_shape, (channels, 8, 9))
        layer.initialize(support.MockOptimizer())
        next_draw = support.draw_global()
        limit, generator = (
            1 / np.sqrt(channels * filter_shape[0] * filter_shape[1]),
            np.random.RandomState(number % 2**32),
        )
        wanted = generator.uniform(-limit, limit, (n_filters, channels, *filter_shape))
        name = f"Conv2D({n_filters}, {filter_shape}, ({channels}, 8, 9)).initialize(optimizer)"
        W = check_array(layer.W, wanted.shape, f"W after {name}")
        check_uniform(W, -limit, limit, f"W after {name}")
        check_close(W, wanted, f"W after np.random.seed and {name}")
        check_close(next_draw, generator.random_sample(), f"what np.random.random() draws after {name}")
        check_biases(layer.w0, np.zeros(n_filters), f"w0 after {name}")
        layer.initialize(support.MockOptimizer())
        W = check_array(layer.W, wanted.shape, "W after a second initialize")
        check_uniform(W, -limit, limit, "W after a second initialize")
        check_equal(bool(np.allclose(W, wanted)), False, "whether a second initialize repeats the first draw")


@pytest.mark.points(1)
def test_counts_and_shapes(submission, support, rng):
    """parameters and output_shape are right for every kind of padding and stride"""
    geometries = [*PLAIN, *STRIDED, *PADDED, *SAME, *draw_geometries(rng)]
    layers = [submission.Conv2D(g.n_filters, g.filter_shape, padding=g.padding, stride=g.stride) for g in geometries]
    for layer, geometry in zip(layers, geometries, strict=True):
        n_filters, (kh, kw), (channels, *_) = geometry[:3]
        layer.set_input_shape(geometry.input_shape)
        check_equal(layer.output_shape(), (n_filters, *geometry.output), f"{geometry}.output_shape()")
        layer.initialize(support.MockOptimizer())
        check_equal(layer.parameters(), n_filters * (channels * kh * kw + 1), f"{geometry}.parameters()")


@pytest.mark.points(1)
def test_input_gradient(submission, support, rng):
    """backward_pass returns the gradient by the input, for every kind of padding and stride"""
    for geometry in PLAIN + STRIDED + PADDED + SAME:
        X, W, w0, accum_grad = draw(rng, geometry)
        layer = make_layer(submission, support.GradientDescent(0.0), geometry, W, w0)
        layer.forward_pass(X)
        wanted = grad_by_input(X, W, accum_grad, geometry)
        check_close(layer.backward_pass(accum_grad), wanted, f"backward_pass(accum_grad) of {geometry}")


@pytest.mark.points(1)
def test_gradients_agree_with_differences(submission, support, rng):
    """The returned gradient and the step of W agree with differences of the forward pass"""
    for geometry in FRAMED:
        X, W, w0, accum_grad = draw(rng, geometry, batch=1)
        layer = make_layer(submission, support.GradientDescent(1.0), geometry, W, w0)
        layer.forward_pass(X)
        gradient, stepped = layer.backward_pass(accum_grad), layer.W
        still = make_layer(submission, support.GradientDescent(0.0), geometry, W, w0)
        what, wanted = f"backward_pass(accum_grad) of {geometry}", grad_by_input(X, W, accum_grad, geometry)
        check_gradient(still.forward_pass, X, gradient, accum_grad, what, rng=rng, wanted=wanted)
        step = W - check_array(stepped, W.shape, f"W after backward_pass of {geometry}")
        what, wanted = f"the step of W of {geometry}", grad_by_weights(X, accum_grad, geometry)
        check_parameter_gradient(
            still, "W", W, step, accum_grad, what, rng=rng, method="forward_pass", args=(X,), wanted=wanted
        )


@pytest.mark.points(1)
def test_input_gradient_uses_the_weights_of_the_forward_pass(submission, support, rng):
    """The returned gradient belongs to the weights before the update, however large the step"""
    for geometry in FRAMED:
        X, W, w0, accum_grad = draw(rng, geometry)
        layer = make_layer(submission, support.GradientDescent(10.0), geometry, W, w0)
        layer.forward_pass(X)
        wanted = grad_by_input(X, W, accum_grad, geometry)
        check_close(layer.backward_pass(accum_grad), wanted, f"backward_pass(accum_grad) of {geometry}, large step")


@pytest.mark.points(1)
def test_step_of_the_weights(submission, support, rng):
    """W moves by the gradient summed over batch and places, with and without stride and padding"""
    for geometry in PLAIN + STRIDED + PADDED:
        X, W, w0, accum_grad = draw(rng, geometry, batch=5)
        layer = make_layer(submission, support.GradientDescent(0.25), geometry, W, w0)
        for rows in (slice(0, 3), slice(1, 5)):
            layer.forward_pass(X[rows])
            layer.backward_pass(100 * accum_grad[rows])
            W = W - 25 * grad_by_weights(X[rows], accum_grad[rows], geometry)
            check_close(layer.W, W, f"W after backward_pass of {geometry} with GradientDescent(0.25)")


@pytest.mark.points(1)
def test_step_of_the_biases(submission, support, rng):
    """w0 moves by the gradient summed over batch and places, one number for each filter"""
    for geometry in FRAMED:
        X, W, w0, accum_grad = draw(rng, geometry, batch=5)
        layer = make_layer(submission, support.GradientDescent(0.25), geometry, W, w0)
        kept = shape_of(layer.w0)
        for rows in (slice(0, 3), slice(1, 5)):
            layer.forward_pass(X[rows])
            layer.backward_pass(100 * accum_grad[rows])
            w0 = w0 - 25 * accum_grad[rows].sum(axis=(0, 2, 3))
            check_biases(layer.w0, w0, "w0 after backward_pass with GradientDescent(0.25)")
            check_equal(shape_of(layer.w0), kept, "the shape of w0 after backward_pass")


@pytest.mark.points(1)
def test_optimizers_are_separate_copies(submission, support, rng):
    """Each parameter of each layer has an optimizer of its own, and the one that was passed in stays as it was"""
    optimizer = support.Momentum(0.1, 0.5)
    drawn = [(geometry, *draw(rng, geometry, batch=1)) for geometry in FRAMED]
    layers = [make_layer(submission, optimizer, geometry, W, w0) for geometry, _, W, w0, _ in drawn]
    used = []
    for layer, (_, X, _, _, accum_grad) in zip(layers, drawn, strict=True):
        for _ in range(3):
            layer.forward_pass(X)
            layer.backward_pass(accum_grad)
            used.append(optimizer.updates)
    check_equal(used, [0] * 6, "how many updates the optimizer that was passed to initialize has made, after each step")
    gradient = rng.normal(size=(2, 3))
    stepped = [(layer.W, layer.w0) for layer in layers]
    owners = optimizer.update(np.zeros((2, 3)), gradient)
    for (got_W, got_w0), (geometry, X, W, w0, accum_grad) in zip(stepped, drawn, strict=True):
        # three steps: 1, 1.5 and 1.75 times the plain one
        steps = grad_by_weights(X, accum_grad, geometry), accum_grad.sum(axis=(0, 2, 3))
        check_close(got_W, W - 0.425 * steps[0], "W after three steps of Momentum")
        check_biases(got_w0, w0 - 0.425 * steps[1], "w0 after three steps of Momentum")
    what = "the step of the optimizer that was passed to initialize, used by its owner"
    check_close(owners, -0.1 * gradient, what)


@pytest.mark.points(1)
def test_a_frozen_layer_does_not_move(submission, support, rng):
    """With trainable = False no parameter moves, the gradient is still returned, and training can resume"""
    for geometry in FRAMED:
        X, W, w0, accum_grad = draw(rng, geometry)
        layer = make_layer(submission, support.GradientDescent(0.5), geometry, W, w0)
        layer.trainable = False
        layer.forward_pass(X)
        frozen = [layer.trainable, layer.backward_pass(accum_grad), layer.W, layer.w0]
        layer.trainable = True
        layer.forward_pass(X)
        layer.backward_pass(accum_grad)
        check_equal(frozen[0], False, "trainable after forward_pass, which was False before")
        gradient = check_array(frozen[1], X.shape, "backward_pass(accum_grad) of a frozen layer")
        check_equal(bool(gradient.any()), True, "whether a frozen layer returns a gradient other than 0")
        check_close(frozen[2], W, "W of a frozen layer after backward_pass")
        check_biases(frozen[3], w0, "w0 of a frozen layer after backward_pass")
        stepped = check_array(layer.W, W.shape, "W after trainable was set to True again")
        check_equal(bool((stepped != W).all()), True, "whether W moves after trainable was set to True again")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given, with and without padding, or one that it has returned before"""
    for geometry in [PLAIN[0], *FRAMED]:
        X, W, w0, accum_grad = map(np.abs, draw(rng, geometry))
        W = W[:, :, :1, :1] + np.zeros(W.shape)
        layer = make_layer(submission, support.GradientDescent(0.0), geometry, W, 0 * w0)
        held_X, held_grad = hold(X), hold(accum_grad)
        check_close(layer.forward_pass(held_X), correlate(X, W, 0 * w0, geometry), "forward_pass(X)")
        check_unchanged(held_X, X, "forward_pass(X)")
        if geometry in FRAMED:
            layer.backward_pass(held_grad)
            check_unchanged(held_X, X, "backward_pass(accum_grad), which is not given X and")
            check_unchanged(held_grad, accum_grad, "backward_pass(accum_grad)")
    # the signs tell which pass a result belongs to
    steps = [("forward_pass", X), ("backward_pass", accum_grad), ("forward_pass", -X), ("backward_pass", -accum_grad)]
    for (method, _), result in zip(steps[:2], support.call_in_turn(layer, steps), strict=False):
        kept = check_array(result, np.shape(result), f"what {method} returned")
        check_equal(bool((kept >= 0).all()), True, f"whether what {method} returned stays, when others follow")


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, support, rng):
    """backward_pass uses the batch of the last forward_pass, in training or not, as often as it is called"""
    for geometry in FRAMED:
        X, W, w0, accum_grad = draw(rng, geometry, batch=4)
        accum_grad = accum_grad[:1]
        layer = make_layer(submission, support.GradientDescent(0.1), geometry, W, w0)
        other = make_layer(submission, support.GradientDescent(0.1), geometry, W, w0)
        for images, training in [(X[:1], True), (X[1:2], True), (X[2:3], False)]:
            layer.forward_pass(images, training=training)
        other.forward_pass(X[3:4], training=True)
        for _ in range(2):
            layer.backward_pass(accum_grad)
            W = W - 0.1 * grad_by_weights(X[2:3], accum_grad, geometry)
            check_close(layer.W, W, "W after backward_pass with GradientDescent(0.1)")
