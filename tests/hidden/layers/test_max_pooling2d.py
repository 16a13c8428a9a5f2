"""Hidden cases of `max_pooling2d`: 13 of 20 points.

Each geometry is (C, H, W), pool_shape, stride, (Ho, Wo). Where a case is about windows, neither they nor images are
square. Cases about something else use PLAIN windows, which are the same whatever is wrong with sizes and strides.
Ties occur in one case only, which accepts each way to treat them.
"""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_gradient, check_unchanged

SIDE_BY_SIDE = [((3, 6, 7), (2, 3), None, (3, 2)), ((2, 7, 9), (3, 2), None, (2, 4)), ((1, 6, 9), (1, 4), None, (6, 2))]
OVERLAPPING = [((2, 6, 5), (3, 2), (2, 1), (2, 4)), ((3, 4, 7), (2, 3), 1, (3, 5)), ((2, 5, 8), (3, 4), 2, (2, 3))]
GAPS = [((2, 7, 8), (2, 1), 3, (2, 3)), ((3, 6, 9), (1, 2), (2, 4), (3, 2))]
PLAIN = [((3, 4, 6), (2, 2), (2, 2), (2, 3)), ((2, 6, 4), (2, 2), (2, 2), (3, 2))]


def steps(pool_shape, stride):
    """Returns the stride as a pair."""
    if stride is None:
        return pool_shape
    return (stride, stride) if isinstance(stride, int) else stride


def list_windows(geometry):
    """Returns (i, j, rows, columns) for each window: its place in the output, and its slices of an image."""
    _, (kh, kw), stride, (rows, columns) = geometry
    sh, sw = steps((kh, kw), stride)
    return [(i, j, slice(i * sh, i * sh + kh), slice(j * sw, j * sw + kw)) for i in range(rows) for j in range(columns)]


def pool(X, geometry):
    """Returns the output for images of a geometry."""
    output = np.zeros((*X.shape[:2], *geometry[3]))
    for i, j, rows, columns in list_windows(geometry):
        output[:, :, i, j] = X[:, :, rows, columns].max(axis=(2, 3))
    return output


def spread(X, accum_grad, geometry):
    """Returns the input's gradient for images without ties."""
    input_grad = np.zeros(X.shape)
    for i, j, rows, columns in list_windows(geometry):
        window = X[:, :, rows, columns]
        largest = window == window.max(axis=(2, 3), keepdims=True)
        input_grad[:, :, rows, columns] += largest * accum_grad[:, :, i : i + 1, j : j + 1]
    return input_grad


def draw(rng, geometry, batch=2):
    """Returns images without near ties, of both signs, and an output gradient."""
    (channels, height, width), _, _, output = geometry
    shape = (batch, channels, height, width)
    X = (rng.permutation(np.prod(shape)).reshape(shape) - np.prod(shape) // 3) * 0.08
    return X, rng.normal(size=(batch, channels, *output))


def draw_geometry(rng):
    """Returns a geometry with sizes of its own."""
    kh, kw, sh, sw, channels, height, width = rng.integers([1] * 4 + [6] * 3, [6] * 4 + [40] * 3).tolist()
    tops, lefts = range(0, height - kh + 1, sh), range(0, width - kw + 1, sw)  # where the windows begin
    return (channels, height, width), (kh, kw), (sh, sw), (len(tops), len(lefts))


def make_layer(submission, geometry):
    """Returns a layer of a geometry and its name for messages."""
    shape, pool_shape, stride, _ = geometry
    return submission.MaxPooling2D(pool_shape, stride, shape), f"MaxPooling2D({pool_shape}, {stride}, {shape})"


def check_backward(submission, rng, geometry):
    """Checks the gradient of one layer of a geometry."""
    X, accum_grad = draw(rng, geometry)
    layer, name = make_layer(submission, geometry)
    layer.forward_pass(X)
    check_close(
        layer.backward_pass(accum_grad), spread(X, accum_grad, geometry), f"backward_pass(accum_grad) of {name}"
    )


@pytest.mark.points(2)
def test_forward(submission, rng):
    """forward_pass is right for windows side by side, overlapping and apart"""
    for geometry in SIDE_BY_SIDE + OVERLAPPING + GAPS:
        X, _ = draw(rng, geometry)
        layer, name = make_layer(submission, geometry)
        check_close(layer.forward_pass(X), pool(X, geometry), f"forward_pass(X) of {name}")


@pytest.mark.points(1)
def test_forward_of_negative_images(submission, rng):
    """Images whose values are all far below zero are pooled like any other"""
    for geometry in PLAIN:
        X = draw(rng, geometry)[0] - 100
        layer, name = make_layer(submission, geometry)
        check_close(layer.forward_pass(X), pool(X, geometry), f"forward_pass(X) of {name}, X negative")


@pytest.mark.points(1)
def test_defaults(submission, rng):
    """The window is (2, 2) by default, and windows lie side by side where no stride is given"""
    for shape, pool_shape, output in [((2, 5, 8), (2, 2), (2, 4)), ((3, 7, 4), (3, 1), (2, 4))]:
        geometry = (shape, pool_shape, None, output)
        X, _ = draw(rng, geometry)
        named = {} if pool_shape == (2, 2) else {"pool_shape": pool_shape}
        layer = submission.MaxPooling2D(input_shape=shape, **named)
        check_close(layer.forward_pass(X), pool(X, geometry), f"forward_pass(X) of MaxPooling2D with {named} given")
        check_equal(layer.output_shape(), (shape[0], *output), f"output_shape() of MaxPooling2D with {named} given")


@pytest.mark.points(1)
def test_output_shape(submission, rng):
    """output_shape counts the whole windows for several geometries"""
    geometries = [*SIDE_BY_SIDE, *OVERLAPPING, *GAPS, draw_geometry(rng)]
    layers = [make_layer(submission, geometry) for geometry in geometries]
    for (layer, name), (shape, pool_shape, stride, output) in zip(layers, geometries, strict=True):
        check_equal(layer.output_shape(), (shape[0], *output), f"{name}.output_shape()")
        later = submission.MaxPooling2D(pool_shape, stride)
        later.set_input_shape(shape)
        what = f"MaxPooling2D({pool_shape}, {stride}).output_shape() after set_input_shape({shape})"
        check_equal(later.output_shape(), (shape[0], *output), what)


@pytest.mark.points(1)
def test_backward_side_by_side(submission, rng):
    """Without overlap each window answers for its own elements; what is left over gets zero"""
    for geometry in SIDE_BY_SIDE:
        check_backward(submission, rng, geometry)


@pytest.mark.points(2)
def test_backward_overlapping(submission, rng):
    """Where windows overlap, the gradients of an element add up"""
    for geometry in OVERLAPPING:
        check_backward(submission, rng, geometry)


@pytest.mark.points(1)
def test_backward_with_gaps(submission, rng):
    """Elements between the windows get zero"""
    for geometry in GAPS:
        check_backward(submission, rng, geometry)


@pytest.mark.points(1)
def test_large_gradients(submission, rng):
    """Large gradients are not clipped, and agree with differences of the forward pass"""
    for geometry in PLAIN:
        X, accum_grad = draw(rng, geometry)
        layer, name = make_layer(submission, geometry)
        layer.forward_pass(X)
        gradient, wanted = layer.backward_pass(100 * accum_grad), spread(X, 100 * accum_grad, geometry)
        what = f"backward_pass(accum_grad) of {name} with a large accum_grad"
        check_gradient(layer.forward_pass, X, gradient, 100 * accum_grad, what, rng=rng, wanted=wanted)


@pytest.mark.points(1)
def test_ties(submission, rng):
    """Where the largest value occurs twice, one of the two gets the gradient, or they share it, or each gets all"""
    for channels, (rows, columns) in [(3, (2, 3)), (2, (3, 2))]:
        tied = np.tile([[False, True], [True, False]], (rows, columns))
        X = np.where(tied, 5.0, rng.uniform(-4, 4, size=(2, channels, *tied.shape)))
        accum_grad = rng.uniform(1, 2, size=(2, channels, rows, columns))
        layer = submission.MaxPooling2D((2, 2), (2, 2), X.shape[1:])
        check_close(layer.forward_pass(X), np.full(accum_grad.shape, 5.0), "forward_pass(X) with ties")
        gradient = check_array(layer.backward_pass(accum_grad), X.shape, "backward_pass(accum_grad) with ties")
        check_close(gradient * ~tied, np.zeros(X.shape), "backward_pass(accum_grad) away from the largest values")
        whole = accum_grad.repeat(2, axis=2).repeat(2, axis=3) * tied
        each_gets_all = np.allclose(gradient, whole, rtol=1e-4)
        sums = gradient.reshape(2, channels, rows, 2, columns, 2).sum(axis=(3, 5)) / (2 if each_gets_all else 1)
        check_close(sums, accum_grad, "what the largest values of each window get together")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given, or one that it has returned before"""
    for geometry in PLAIN:
        X, accum_grad = draw(rng, geometry)
        X, accum_grad = X - X.min() + 1, np.abs(accum_grad)
        layer, _ = make_layer(submission, geometry)
        held_X, held_grad = hold(X), hold(accum_grad)
        check_close(layer.forward_pass(held_X), pool(X, geometry), "forward_pass(X)")
        check_unchanged(held_X, X, "forward_pass(X)")
        layer.backward_pass(held_grad)
        check_unchanged(held_X, X, "backward_pass(accum_grad), which is not given X and")
        check_unchanged(held_grad, accum_grad, "backward_pass(accum_grad)")
        layer.forward_pass(np.ones(X.shape))  # all are the largest, so that whoever divides by their number divides
        held_grad = hold(accum_grad)
        layer.backward_pass(held_grad)
        check_unchanged(held_grad, accum_grad, "backward_pass(accum_grad)")
        # the signs tell which pass a result belongs to
        steps = [
            ("forward_pass", X),
            ("backward_pass", accum_grad),
            ("forward_pass", -X),
            ("backward_pass", -accum_grad),
        ]
        for (method, _), result in zip(steps[:2], support.call_in_turn(layer, steps), strict=False):
            kept = check_array(result, np.shape(result), f"what {method} returned")
            check_equal(bool((kept >= 0).all()), True, f"whether what {method} returned stays, when others follow")


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, rng):
    """backward_pass uses the batch of the last forward_pass, in training or not, as often as it is called"""
    for geometry in PLAIN:
        layer, _ = make_layer(submission, geometry)
        other, _ = make_layer(submission, geometry)
        for batch, training in [(4, True), (3, True), (1, False), (5, False)]:
            X, accum_grad = draw(rng, geometry, batch)
            output = layer.forward_pass(X, training=training)
            check_close(output, pool(X, geometry), f"forward_pass(X, training={training}) of {batch} images")
            other.forward_pass(draw(rng, geometry, batch + 1)[0], training=training)
            for _ in range(2):
                wanted = spread(X, accum_grad, geometry)
                check_close(layer.backward_pass(accum_grad), wanted, f"backward_pass after training={training}")
