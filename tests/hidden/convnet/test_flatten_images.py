"""Hidden cases of `flatten_images`: 13 of 20 points.

Random numbers in shapes whose sizes all differ; each case uses at least two shapes or two batches.
"""

import numpy as np
import pytest

from grader.checks import check_close, check_equal, check_unchanged

SHAPES = [(2, 3, 5), (4, 7, 2), (1, 6, 3)]


def make_layer(submission, input_shape):
    """Returns a built layer."""
    layer = submission.Flatten()
    layer.build(input_shape)
    return layer


@pytest.mark.points(2)
def test_forward(submission, rng):
    """forward returns each sample as a row, in numpy's order"""
    for shape in SHAPES:
        images = rng.normal(size=(8, *shape))
        wanted = np.array([image.ravel() for image in images])
        check_close(make_layer(submission, shape).forward(images), wanted, f"forward(X) for samples of {shape}")


@pytest.mark.points(2)
def test_backward(submission, rng):
    """backward gives the gradient the shape of the images, in numpy's order"""
    for shape in SHAPES:
        layer, wanted = make_layer(submission, shape), rng.normal(size=(8, *shape))
        layer.forward(rng.normal(size=(8, *shape)))
        upstream = np.array([image.ravel() for image in wanted])
        check_close(layer.backward(upstream), wanted, f"backward(G) for samples of {shape}")


@pytest.mark.points(2)
def test_batches_of_different_size(submission, rng):
    """Each call takes the size of its batch from its argument"""
    for shape in SHAPES[:2]:
        layer = make_layer(submission, shape)
        for count, training in [(4, True), (9, True), (1, False), (6, False)]:
            images, wanted = rng.normal(size=(2, count, *shape))
            rows = np.array([image.ravel() for image in images])
            upstream = np.array([image.ravel() for image in wanted])
            name = f"for a batch of {count} samples of {shape}"
            check_close(layer.forward(images, training=training), rows, f"forward(X) {name}")
            for _ in range(2):
                check_close(layer.backward(upstream), wanted, f"backward(G) {name}")


@pytest.mark.points(2)
def test_shapes_after_forward(submission, rng):
    """input_shape and output_size leave out the batch, before and after forward"""
    for shape in SHAPES:
        layer = make_layer(submission, shape)
        for count in (4, 9):
            images = rng.normal(size=(count, *shape))
            check_equal(layer.input_shape, shape, f"the input_shape of a layer built for {shape}")
            check_equal(layer.output_size, int(np.prod(shape)), f"the output_size of a layer built for {shape}")
            rows = images.reshape(count, -1)
            check_close(layer.forward(images), rows, f"forward(X) for {count} samples of {shape}")
        check_equal(layer.input_shape, shape, "the input_shape after forward")
        check_equal(layer.output_size, int(np.prod(shape)), "the output_size after forward")


@pytest.mark.points(2)
def test_built_again(submission, rng):
    """build with another shape replaces the first one"""
    layer = submission.Flatten()
    for shape in SHAPES:
        layer.build(shape)
        check_equal(layer.input_shape, shape, f"the input_shape after build({shape})")
        images = rng.normal(size=(4, *shape))
        check_close(layer.forward(images), images.reshape(4, -1), f"forward(X) after build({shape})")
        upstream = rng.normal(size=(4, np.prod(shape)))
        check_close(layer.backward(upstream), upstream.reshape(4, *shape), f"backward(G) after build({shape})")


@pytest.mark.points(2)
def test_samples_that_are_no_images(submission, rng):
    """Samples with two axes or one are flattened as well"""
    for shape in [(3, 5), (7,), (6, 2)]:
        layer = make_layer(submission, shape)
        samples, upstream = rng.normal(size=(4, *shape)), rng.normal(size=(4, np.prod(shape)))
        check_close(layer.forward(samples), samples.reshape(4, -1), f"forward(X) for samples of {shape}")
        check_close(layer.backward(upstream), upstream.reshape(4, *shape), f"backward(G) for samples of {shape}")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, hold, rng):
    """Neither pass changes the array that it is given, not even its shape"""
    for shape in SHAPES[:2]:
        layer = make_layer(submission, shape)
        images, upstream = rng.normal(size=(4, *shape)), rng.normal(size=(4, np.prod(shape)))
        held_images, held_upstream = hold(images), hold(upstream)
        check_close(layer.forward(held_images), images.reshape(4, -1), "forward(X)")
        check_unchanged(held_images, images, "forward(X)")
        check_close(layer.backward(held_upstream), upstream.reshape(4, *shape), "backward(G)")
        check_unchanged(held_upstream, upstream, "backward(G)")
