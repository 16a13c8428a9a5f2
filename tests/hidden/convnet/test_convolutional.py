"""Hidden cases of `convolutional`: 13 of 20 points.

Wanted values come from plain loops over the definition. Every case sets its own kernels and biases,
no two sizes are equal, and each case uses at least two settings or two batches.
"""

import numpy as np
import pytest

from grader.checks import (
    check_array,
    check_close,
    check_equal,
    check_gradient,
    check_normal,
    check_raises,
    check_unchanged,
)

CONFIG = [
    "type", "output_depth", "kernel_size", "input_shape", "initialization", "no_bias", "padding", "stride",
]  # fmt: skip


class Problem:
    """One setting of sizes, random numbers for it, and the right answers.

    A plain one has kernels that stay the same when they are turned, and biases of 0, for cases about other matters.
    """

    def __init__(self, rng, shape, depth, size, padding=0, stride=1, plain=False):
        self.shape, self.depth, self.size, self.padding, self.stride = shape, depth, size, padding, stride
        self.images = rng.normal(size=shape)
        self.kernels = rng.normal(size=(depth, shape[1], size, size))
        self.biases = rng.normal(size=depth)
        if plain:
            self.kernels, self.biases = self.kernels + self.kernels[:, :, ::-1, ::-1], np.zeros(depth)
        self.pad = {"valid": 0, "same": (size - 1) // 2}.get(padding, padding)
        self.output_shape = (depth, *((n + 2 * self.pad - size) // stride + 1 for n in shape[2:]))
        self.upstream = rng.normal(size=(shape[0], *self.output_shape))
        self.name = f"with X of shape {shape}, {depth} kernels of size {size}, {padding=}, {stride=}"

    def make_layer(self, submission, no_bias=False):
        """Returns a built layer with these kernels and biases."""
        layer = submission.Convolutional(
            self.depth, self.size, self.shape[1:], initialization="he", no_bias=no_bias, padding=self.padding,
            stride=self.stride,
        )  # fmt: skip
        layer.kernels = self.kernels
        if not no_bias:
            layer.biases = self.biases
        return layer

    def positions(self, images):
        """Yields each position of the output with its window in all padded images."""
        p, s = self.pad, self.stride
        padded = np.pad(images, [(0, 0), (0, 0), (p, p), (p, p)])
        for r, c in np.ndindex(self.output_shape[1:]):
            yield r, c, padded[:, :, r * s : r * s + self.size, c * s : c * s + self.size]

    def output(self, images=None, biases=None):
        """Returns what forward should return."""
        images = self.images if images is None else images
        biases = self.biases if biases is None else biases
        output = np.zeros((len(images), *self.output_shape))
        for r, c, window in self.positions(images):
            output[:, :, r, c] = np.tensordot(window, self.kernels, axes=([1, 2, 3], [1, 2, 3])) + biases
        return output

    def gradients(self, images=None, upstream=None):
        """Returns the gradients of images, kernels and biases."""
        images = self.images if images is None else images
        upstream = self.upstream if upstream is None else upstream
        p, s, (height, width) = self.pad, self.stride, images.shape[2:]
        by_padded = np.zeros((*images.shape[:2], height + 2 * p, width + 2 * p))
        by_kernels = np.zeros(self.kernels.shape)
        for r, c, window in self.positions(images):
            here = by_padded[:, :, r * s : r * s + self.size, c * s : c * s + self.size]
            here += np.tensordot(upstream[:, :, r, c], self.kernels, axes=1)
            by_kernels += np.tensordot(upstream[:, :, r, c], window, axes=([0], [0]))
        return by_padded[:, :, p : p + height, p : p + width], by_kernels, upstream.sum(axis=(0, 2, 3))


def find_param(layer, name):
    """Returns (value, gradient) from `params`."""
    params = layer.params
    pair = params.get(name) if isinstance(params, dict) else None
    what = f'whether layer.params["{name}"] is a pair (value, gradient)'
    found = pair if isinstance(params, dict) else params
    check_equal(isinstance(pair, tuple | list) and len(pair) == 2, True, what, of=found)
    return pair


def check_apart(results, shape, what):
    """Checks that the results of two calls are not one array, written over by the second call."""
    first, second = (check_array(result, shape, what) for result in results)
    check_equal(bool(np.array_equal(first, second)), False, f"whether a second call writes over the first {what}")


@pytest.mark.points(1)
def test_forward(submission, rng):
    """forward correlates every window with every kernel, over all channels, for several batches"""
    for shape, depth, size in [((2, 3, 5, 6), 4, 3), ((3, 1, 4, 7), 2, 2), ((2, 4, 3, 5), 3, 1)]:
        problem = Problem(rng, shape, depth, size)
        layer = problem.make_layer(submission)
        check_close(layer.forward(problem.images), problem.output(), f"forward(X) {problem.name}")
        alone = problem.images[1:2]
        output = layer.forward(alone, training=False)
        check_close(output, problem.output(alone), f"forward(X[1:2]) {problem.name}")


@pytest.mark.points(1)
def test_forward_with_padding(submission, rng):
    """forward pads with zeros: by a number, and by 'same' for odd and even kernels, at any stride"""
    for size, padding, stride in [(2, 3, 1), (3, "same", 1), (4, "same", 1), (5, "same", 2), (3, 1, 1)]:
        problem = Problem(rng, (2, 1, 5, 7), 4, size, padding, stride, plain=True)
        layer = problem.make_layer(submission)
        check_close(layer.forward(problem.images), problem.output(), f"forward(X) {problem.name}")


@pytest.mark.points(1)
def test_forward_with_strides(submission, rng):
    """forward moves by the stride, drops leftovers, and skips pixels where the stride exceeds the kernel"""
    for shape, size, stride in [((2, 1, 7, 5), 3, 2), ((2, 1, 6, 9), 3, 2), ((3, 1, 8, 5), 2, 3)]:
        problem = Problem(rng, shape, 4, size, stride=stride, plain=True)
        layer = problem.make_layer(submission)
        check_close(layer.forward(problem.images), problem.output(), f"forward(X) {problem.name}")


@pytest.mark.points(1)
def test_input_gradient(submission, rng):
    """backward returns the gradient by the images, without and with padding"""
    for size, padding in [(3, "valid"), (2, 1), (3, "same"), (3, 2)]:
        problem = Problem(rng, (2, 3, 4, 6), 5, size, padding)
        layer = problem.make_layer(submission)
        layer.forward(problem.images)
        gradient = layer.backward(problem.upstream)
        check_close(gradient, problem.gradients()[0], f"backward(G) {problem.name}")


@pytest.mark.points(1)
def test_input_gradient_with_strides(submission, rng):
    """backward returns the gradient by the images at strides below and above the kernel's size"""
    settings = [((2, 3, 6, 5), 3, 1, 2), ((2, 2, 5, 4), 2, 1, 3), ((3, 2, 8, 7), 3, 2, 2)]
    for shape, size, padding, stride in settings:
        problem = Problem(rng, shape, 4, size, padding, stride)
        layer = problem.make_layer(submission)
        layer.forward(problem.images)
        gradient, wanted, what = layer.backward(problem.upstream), problem.gradients()[0], f"backward(G) {problem.name}"
        check_gradient(layer.forward, problem.images, gradient, problem.upstream, what, rng=rng, wanted=wanted)


@pytest.mark.points(1)
def test_kernels_gradient(submission, rng):
    """The kernels' gradient is summed over batch and positions, for large gradients, paddings and strides"""
    settings = [((4, 3, 5, 5), 3, 1, 1), ((3, 2, 6, 7), 2, 1, 3), ((2, 3, 7, 8), 3, 2, 4)]
    for shape, size, padding, stride in settings:
        problem = Problem(rng, shape, 5, size, padding, stride)
        layer = problem.make_layer(submission)
        layer.forward(problem.images)
        layer.backward(100 * problem.upstream)
        wanted = 100 * problem.gradients()[1]
        check_close(find_param(layer, "kernels")[1], wanted, f"the kernels' gradient {problem.name}")


@pytest.mark.points(1)
def test_biases_gradient(submission, rng):
    """The biases' gradient is summed over batch and positions, one number for each kernel"""
    for shape, size, stride in [((4, 3, 5, 5), 3, 1), ((2, 1, 6, 7), 2, 3)]:
        problem = Problem(rng, shape, 5, size, padding=1, stride=stride)
        layer = problem.make_layer(submission)
        layer.forward(problem.images)
        layer.backward(100 * problem.upstream)
        wanted = 100 * problem.upstream.sum(axis=(0, 2, 3))
        check_close(find_param(layer, "biases")[1], wanted, f"the biases' gradient {problem.name}")


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, rng):
    """backward uses the batch of the last forward, in training or not, and starts from zero in every call"""
    problem = Problem(rng, (5, 2, 5, 6), 3, 3, padding=1, stride=2)
    layer = problem.make_layer(submission)
    for rows, training in [(slice(0, 2), True), (slice(1, 5), False)]:
        layer.forward(problem.images[:1])
        layer.forward(problem.images[rows], training=training)
        wanted = problem.gradients(problem.images[rows], problem.upstream[rows])
        for _ in range(2):
            check_close(layer.backward(problem.upstream[rows]), wanted[0], "backward(G) after these passes")
            check_close(find_param(layer, "kernels")[1], wanted[1], "the kernels' gradient after these passes")
            check_close(find_param(layer, "biases")[1], wanted[2], "the biases' gradient after these passes")


@pytest.mark.points(1)
def test_no_bias(submission, rng):
    """A layer with no_bias adds no bias, whether the constructor or init_weights says so"""
    for late in (False, True):
        problem = Problem(rng, (2, 1, 5, 5), 4 + late, 2, padding=1)
        layer = problem.make_layer(submission, no_bias=not late)
        if late:
            layer.init_weights("xavier", True)
            layer.kernels = problem.kernels
        check_equal(layer.no_bias, True, "the attribute no_bias of this layer")
        wanted = problem.output(biases=np.zeros(problem.depth))
        check_close(layer.forward(problem.images), wanted, f"forward(X) without bias {problem.name}")
        check_array(layer.backward(problem.upstream), problem.shape, f"backward(G) without bias {problem.name}")


@pytest.mark.points(1)
def test_init_weights(submission, rng):
    """Kernels have variance 2 or 1 over C k k, are drawn anew each time, and not at all by 'auto'"""
    settings = [(60, 3, 11, "he", 2), (90, 4, 5, "xavier", 1), (6000, 1, 2, "he", 2)]  # the last: one more is seen
    for fewest, size, channels, method, factor in settings:
        depth = fewest + int(rng.integers(1, 30))
        layer = submission.Convolutional(depth, size)
        layer.build((channels, 6, 7))
        drawn = []
        for what in (f"the kernels after init_weights('{method}', False)", "the kernels after a second draw"):
            layer.init_weights(method, False)
            drawn.append(check_array(layer.kernels, (depth, channels, size, size), what))
            check_normal(drawn[-1], 0, np.sqrt(factor / (channels * size * size)), what)
        check_equal(bool(np.allclose(*drawn)), False, "whether a second init_weights repeats the first draw")
        layer = submission.Convolutional(depth, size, (channels, 6, 7), method)
        what = f"the kernels of Convolutional({depth}, {size}, ({channels}, 6, 7), '{method}')"
        drawn.append(check_array(layer.kernels, (depth, channels, size, size), what))
        check_normal(drawn[-1], 0, np.sqrt(factor / (channels * size * size)), what)
        layer = submission.Convolutional(depth, size, (channels, 6, 7), method)
        again = check_array(layer.kernels, (depth, channels, size, size), what)
        check_equal(bool(np.allclose(drawn[-1], again)), False, "whether two layers get the same kernels")
    layer = submission.Convolutional(depth, 2)
    layer.build((3, 6, 7))
    try:
        early = layer.kernels
    except AttributeError:
        early = None
    check_equal(early is None, True, "whether 'auto' leaves the kernels undrawn in build")


@pytest.mark.points(1)
def test_build_and_config(submission, rng):
    """build sets shapes each time; get_config gives back the arguments; other paddings are refused"""
    settings = [(5, 3, (2, 6, 9), "he", True, "same", 2), (4, 2, (3, 5, 8), "xavier", False, 1, 3)]
    sizes = [((5, 3, 5), (5, 4, 2), 108, 1), ((4, 2, 3), (4, 3, 2), 120, 1)]
    depth, channels, height, width = (10 + rng.permutation(50)[:4]).tolist()
    settings.append((depth, 3, (channels, height, width), "he", False, 2, 3))
    before = (depth, (height + 1) // 3 + 1, (width + 1) // 3 + 1)
    sizes.append((before, (depth, 3, 2), channels * height * width, 2))
    for arguments, (before, after, count, padding) in zip(settings, sizes, strict=True):
        name = f"Convolutional{arguments}"
        layer = submission.Convolutional(*arguments)
        check_equal(layer.padding, padding, f"{name}.padding")
        check_equal(layer.output_shape, before, f"{name}.output_shape")
        check_equal((layer.input_size, layer.output_size), (count, int(np.prod(before))), f"{name}'s sizes")
        check_config(layer, name, *arguments)
        layer.build((4, 7, 4))
        check_equal(layer.output_shape, after, f"the output_shape of {name} after build((4, 7, 4))")
        shape = (arguments[0], 4, arguments[1], arguments[1])
        check_array(layer.kernels, shape, f"the kernels of {name} after build((4, 7, 4))")
    layer = submission.Convolutional(4, 2, (3, 5, 8))
    check_config(layer, "Convolutional(4, 2, (3, 5, 8))", 4, 2, (3, 5, 8), "auto", False, "valid", 1)
    problem = Problem(rng, (2, 1, 4, 4), 3, 2, plain=True)
    layer = submission.Convolutional(3, 2, (2, 6, 5), "xavier")
    layer.build(problem.shape[1:])
    layer.kernels, layer.biases = problem.kernels, problem.biases
    check_close(layer.forward(problem.images), problem.output(), "forward(X) after a second build, for X of that shape")
    for text in ("full", "reflect"):
        what = f"Convolutional(4, 3, padding={text!r})"
        check_raises(ValueError, submission.Convolutional, 4, 3, padding=text, what=what)


def check_config(layer, name, *arguments):
    """Checks that get_config gives these arguments back; a shape may come as a list, as JSON would have it."""
    config = layer.get_config()
    check_equal(isinstance(config, dict), True, f"whether {name}.get_config() is a dict", of=config)
    for key, value in zip(CONFIG, ("Convolutional", *arguments), strict=True):
        found = tuple(config[key]) if isinstance(config.get(key), list) else config.get(key)
        check_equal(found, value, f'{name}.get_config()["{key}"]')


@pytest.mark.points(1)
def test_params_are_live_and_loading_copies(submission, support, hold, rng):
    """An optimizer that works in place on params trains the layer; load_params copies what it is given"""
    for shape in [(1, 3, 4, 4), (1, 2, 5, 5)]:
        problem = Problem(rng, shape, 4, 1, padding=1)
        layer = problem.make_layer(submission)
        layer.kernels, layer.biases = 1 + problem.kernels, 1 + problem.biases
        kernels, biases = hold(problem.kernels), hold(problem.biases)
        layer.load_params({"kernels": kernels, "biases": biases})
        kernels.fill(0.0)
        biases.fill(0.0)
        output = layer.forward(problem.images)
        check_close(output, problem.output(), "forward(X) after the loaded arrays changed")
        layer.backward(problem.upstream)
        support.Descent(0.5).step(layer)
        _, by_kernels, by_biases = problem.gradients()
        problem.kernels, problem.biases = problem.kernels - 0.5 * by_kernels, problem.biases - 0.5 * by_biases
        check_close(layer.kernels, problem.kernels, "the kernels after a step of Descent(0.5)")
        check_close(layer.biases, problem.biases, "the biases after a step of Descent(0.5)")
        output = layer.forward(problem.images)
        check_close(output, problem.output(), "forward(X) after a step of Descent(0.5)")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given, or what an earlier pass returned"""
    for size, padding in [(3, 1), (2, 2)]:
        problem = Problem(rng, (2, 1, 5, 5), 4, size, padding, plain=True)
        layer = problem.make_layer(submission)
        images, upstream = hold(problem.images), hold(problem.upstream)
        check_close(layer.forward(images), problem.output(), f"forward(X) {problem.name}")
        check_unchanged(images, problem.images, "forward(X)")
        layer.backward(upstream)
        check_unchanged(upstream, problem.upstream, "backward(G)")
        check_unchanged(images, problem.images, "backward(G)")
        batches = [(problem.images, problem.upstream), (2 * problem.images, 3 * problem.upstream)]
        outputs, gradients = support.run_in_turn(layer, batches)
        check_apart(outputs, problem.upstream.shape, "output")
        check_apart(gradients, problem.shape, "input gradient")
