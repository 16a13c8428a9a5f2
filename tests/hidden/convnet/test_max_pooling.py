"""Hidden cases of `max_pooling`: 13 of 20 points.

Wanted values come from loops over the windows. Pixels are positive and no two are nearly equal, except in the
cases about just that; the one about ties accepts every way to treat them. Images are not square, and each case
uses two settings or two batches.
"""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_gradient, check_unchanged


class Problem:
    """Random images for one setting of sizes, and the right answers."""

    def __init__(self, rng, shape, size, stride, shift=0.0):
        self.shape, self.size, self.stride = shape, size, stride
        self.images = 0.1 * rng.permutation(int(np.prod(shape))).reshape(shape) + 0.1 + shift
        self.output_shape = (shape[1], *((n - size) // stride + 1 for n in shape[2:]))
        self.upstream = rng.normal(size=(shape[0], *self.output_shape))
        self.name = f"of MaxPooling2D({size}, {stride}) for X of shape {shape}"

    def make_layer(self, submission):
        """Returns a built layer."""
        layer = submission.MaxPooling2D(self.size, self.stride)
        layer.build(self.shape[1:])
        return layer

    def windows(self):
        """Yields each position of the output with the slices of its window."""
        for r, c in np.ndindex(self.output_shape[1:]):
            top, left = r * self.stride, c * self.stride
            yield r, c, np.s_[:, :, top : top + self.size, left : left + self.size]

    def output(self):
        """Returns what forward should return."""
        output = np.zeros((len(self.images), *self.output_shape))
        for r, c, window in self.windows():
            output[:, :, r, c] = self.images[window].max(axis=(2, 3))
        return output

    def gradient(self):
        """Returns what backward should return where no two pixels are equal."""
        gradient, output = np.zeros(self.images.shape), self.output()
        for r, c, window in self.windows():
            hit = self.images[window] == output[:, :, r, c, None, None]
            gradient[window] += hit * self.upstream[:, :, r, c, None, None]
        return gradient

    def check_forward(self, submission):
        """Checks forward of a new layer for the whole batch and for one sample."""
        layer = self.make_layer(submission)
        check_close(layer.forward(self.images), self.output(), f"forward(X) {self.name}")
        check_close(layer.forward(self.images[:1]), self.output()[:1], f"forward(X[:1]) {self.name}")

    def check_backward(self, submission, factor=1):
        """Checks backward of a new layer."""
        layer = self.make_layer(submission)
        layer.forward(self.images)
        gradient = layer.backward(factor * self.upstream)
        check_close(gradient, factor * self.gradient(), f"backward(G) {self.name}")


def check_apart(results, shape, what):
    """Checks that the results of two calls are not one array, written over by the second call."""
    first, second = (check_array(result, shape, what) for result in results)
    check_equal(bool(np.array_equal(first, second)), False, f"whether a second call writes over the first {what}")


@pytest.mark.points(1)
def test_forward_side_by_side(submission, rng):
    """forward takes the maxima of windows that lie side by side"""
    for shape, size in [((2, 3, 4, 6), 2), ((3, 2, 9, 6), 3)]:
        Problem(rng, shape, size, size).check_forward(submission)


@pytest.mark.points(1)
def test_forward_with_overlap(submission, rng):
    """forward takes the maxima of windows that overlap"""
    for shape, size, stride in [((2, 3, 7, 5), 3, 2), ((3, 2, 4, 6), 2, 1), ((2, 1, 6, 9), 4, 1)]:
        Problem(rng, shape, size, stride).check_forward(submission)


@pytest.mark.points(1)
def test_forward_with_leftovers(submission, rng):
    """forward ignores what fills no window, at the end and between windows"""
    for shape, size, stride in [((2, 3, 5, 7), 2, 2), ((3, 2, 6, 8), 3, 2), ((2, 4, 7, 9), 2, 3)]:
        Problem(rng, shape, size, stride).check_forward(submission)


@pytest.mark.points(1)
def test_negative_images(submission, rng):
    """Negative pixels are pixels like others, forward and backward"""
    for shape, size, stride in [((2, 3, 4, 4), 2, 2), ((3, 2, 6, 6), 3, 3)]:
        problem = Problem(rng, shape, size, stride, shift=-90.0)
        problem.check_forward(submission)
        problem.check_backward(submission)


@pytest.mark.points(1)
def test_backward_side_by_side(submission, rng):
    """backward gives each window's gradient to its maximum alone, however large it is"""
    for shape, size in [((2, 3, 4, 6), 2), ((3, 2, 9, 6), 3)]:
        Problem(rng, shape, size, size).check_backward(submission, factor=100)


@pytest.mark.points(2)
def test_backward_with_overlap(submission, rng):
    """backward adds the gradients of all windows whose maximum a pixel is"""
    for shape, size, stride in [((2, 3, 7, 5), 3, 2), ((3, 2, 4, 6), 2, 1), ((2, 1, 6, 9), 4, 1)]:
        Problem(rng, shape, size, stride).check_backward(submission)


@pytest.mark.points(1)
def test_backward_with_leftovers(submission, rng):
    """backward returns zeros for what fills no window, at the end and between windows"""
    for shape, size, stride in [((2, 3, 5, 7), 2, 2), ((3, 2, 7, 8), 3, 3), ((2, 4, 7, 9), 2, 3)]:
        Problem(rng, shape, size, stride).check_backward(submission)


@pytest.mark.points(1)
def test_gradient_by_differences(submission, rng):
    """backward agrees with differences of the layer's own forward pass"""
    for shape, size, stride in [((2, 3, 6, 7), 3, 3), ((3, 2, 5, 6), 2, 3)]:
        problem = Problem(rng, shape, size, stride)
        layer, what = problem.make_layer(submission), f"backward(G) {problem.name}"
        layer.forward(problem.images)
        gradient, wanted = layer.backward(problem.upstream), problem.gradient()
        check_gradient(layer.forward, problem.images, gradient, problem.upstream, what, rng=rng, wanted=wanted)


@pytest.mark.points(1)
def test_ties(submission, rng):
    """Equal maxima all get the gradient, share it, or leave it to one of them; other pixels get nothing"""
    for shape, size, highest in [((2, 3, 4, 4), 2, 2), ((3, 2, 6, 6), 3, 1), ((2, 1, 8, 8), 2, 0)]:
        problem = Problem(rng, shape, size, size)
        problem.images = rng.integers(0, highest, size=shape, endpoint=True) + 1.0
        problem.upstream = 1 + abs(problem.upstream)
        layer = problem.make_layer(submission)
        layer.forward(problem.images)
        what = f"backward(G) {problem.name} with equal pixels"
        gradient = check_array(layer.backward(problem.upstream), shape, what)
        check_close(gradient, find_nearest(problem, gradient), what)


def find_nearest(problem, gradient):
    """Returns, of the right gradients for equal pixels, the one that comes nearest to `gradient` in each window."""
    nearest = np.zeros(gradient.shape)
    for r, c, window in problem.windows():
        for n, channel in np.ndindex(problem.shape[:2]):
            pixels, got = problem.images[window][n, channel], gradient[window][n, channel]
            hits = pixels == pixels.max()
            one = np.zeros(pixels.shape)
            one[np.unravel_index(np.argmax(np.where(hits, got, -np.inf)), pixels.shape)] = 1
            right = [problem.upstream[n, channel, r, c] * way for way in (hits, hits / hits.sum(), one)]
            nearest[window][n, channel] = min(right, key=lambda way, got=got: abs(way - got).max())
    return nearest


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, rng):
    """backward uses the batch of the last forward, in training or not, and starts from zero in every call"""
    first, second = Problem(rng, (2, 3, 6, 6), 3, 3), Problem(rng, (4, 3, 6, 6), 3, 3)
    layer = first.make_layer(submission)
    for problem, training in [(first, True), (second, False), (first, False)]:
        layer.forward(second.images[1:2])
        layer.forward(problem.images, training=training)
        for _ in range(2):
            gradient = layer.backward(problem.upstream)
            check_close(gradient, problem.gradient(), "backward(G) after several passes")


@pytest.mark.points(1)
def test_build(submission, rng):
    """build sets the shapes, as often as it is called; the stride follows pool_size where none is given"""
    for size in (2, 3, 4):
        layer = submission.MaxPooling2D(size)
        check_equal((layer.pool_size, layer.stride), (size, size), f"(pool_size, stride) of MaxPooling2D({size})")
        for height, width in (rng.permutation(8)[:4].reshape(2, 2) + 5).tolist():
            layer.build((1, height, width))
            wanted = (1, height // size, width // size)
            name = f"MaxPooling2D({size}) after build((1, {height}, {width}))"
            check_equal(layer.input_shape, (1, height, width), f"the input_shape of {name}")
            check_equal(layer.output_shape, wanted, f"the output_shape of {name}")
            check_equal(layer.output_size, int(np.prod(wanted)), f"the output_size of {name}")
            problem = Problem(rng, (2, 1, height, width), size, size)
            check_close(layer.forward(problem.images), problem.output(), f"forward(X) of {name}")
    layer = submission.MaxPooling2D()
    layer.build((5, 7, 11))
    check_equal((layer.pool_size, layer.stride), (2, 2), "(pool_size, stride) of MaxPooling2D()")
    check_equal(layer.output_shape, (5, 3, 5), "the output_shape of MaxPooling2D() after build((5, 7, 11))")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given, or what an earlier pass returned"""
    for shape, size in [((2, 1, 4, 4), 2), ((3, 1, 6, 6), 3)]:
        problem = Problem(rng, shape, size, size)
        layer = problem.make_layer(submission)
        images, upstream = hold(problem.images), hold(problem.upstream)
        check_close(layer.forward(images), problem.output(), f"forward(X) {problem.name}")
        check_unchanged(images, problem.images, "forward(X)")
        layer.backward(upstream)
        check_unchanged(upstream, problem.upstream, "backward(G)")
        check_unchanged(images, problem.images, "backward(G)")
        layer.forward(np.ones(shape))  # all pixels are the largest, so that whoever divides by their number divides
        upstream = hold(problem.upstream)
        layer.backward(upstream)
        check_unchanged(upstream, problem.upstream, "backward(G)")
        batches = [(problem.images, problem.upstream), (problem.images + 1, 3 * problem.upstream)]
        outputs, gradients = support.run_in_turn(layer, batches)
        check_apart(outputs, problem.upstream.shape, "output")
        check_apart(gradients, shape, "input gradient")
