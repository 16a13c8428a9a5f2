"""Public cases of `inverted_dropout`: 7 of 20 points. Inputs keep away from 0, so that a 0 in the output is a drop."""

import numpy as np
import pytest

from grader.checks import Mismatch, check_array, check_close, check_equal, check_fraction


def draw_inputs(rng, shape):
    """Returns an array without zeros."""
    return rng.uniform(0.5, 2, shape) * rng.choice([-1, 1], shape)


def find_kept(got, shape, what):
    """Returns where the output `got` is not zero, after checking that some elements are and some are not."""
    kept = check_array(got, shape, what) != 0
    check_equal(bool(kept.any()), True, f"whether {what} keeps anything")
    check_equal(bool(kept.all()), False, f"whether {what} keeps everything")
    return kept


def check_kept(got, kept, values, what):
    """Checks that `got` is `values` where elements were kept, and 0 elsewhere.

    The mismatch keeps no numbers to compare again: another right layer draws others.
    """
    try:
        check_close(got, np.where(kept, values, 0), what)
    except Mismatch as error:
        raise Mismatch(str(error)) from None


def round_to(got, want):
    """Returns `want` where `got` is the same number up to single precision, and `got` otherwise."""
    near = isinstance(got, float | np.floating) and abs(got - want) <= 1e-6 * want
    return want if near else got


@pytest.mark.points(2)
def test_worked_example(submission, rng):
    """Worked example: zero or four times the input, and the same for the gradient"""
    X = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    layer = submission.Dropout(0.75)
    check_close(layer.forward(X, training=False), X, "forward(X, training=False)")
    dropped = 0
    for _ in range(80):
        output = check_array(layer.forward(X), X.shape, "forward(X)")
        check_kept(output, output != 0, 4 * X, "forward(X) of Dropout(0.75)")
        check_kept(layer.backward(X), output != 0, 4 * X, "backward(X) after forward(X)")
        dropped += int((output == 0).sum())
    check_fraction(dropped, 80 * X.size, 0.75, "elements dropped by Dropout(0.75) in 80 passes")
    X = draw_inputs(rng, (20, 30))
    check_close(layer.forward(X, training=False), X, "forward(X, training=False) with X of shape (20, 30)")
    output = layer.forward(X)
    kept = find_kept(output, X.shape, "forward(X) with X of shape (20, 30)")
    check_kept(output, kept, 4 * X, "forward(X) with X of shape (20, 30)")
    check_kept(layer.backward(X), kept, 4 * X, "backward(X) after forward(X) with X of shape (20, 30)")


@pytest.mark.points(1)
def test_share_of_dropped_elements(submission, rng):
    """The share of elements that are dropped is the probability"""
    X = draw_inputs(rng, (int(rng.integers(100, 120)), int(rng.integers(120, 150))))
    output = submission.Dropout(0.2).forward(X, training=True)
    output = check_array(output, X.shape, f"forward(X) with X of shape {X.shape}")
    check_fraction(int((output == 0).sum()), X.size, 0.2, "elements dropped by Dropout(0.2)")


@pytest.mark.points(1)
def test_survivors_grow(submission, rng):
    """What is not dropped is divided by 1 - p"""
    X = draw_inputs(rng, (20, 30))
    for probability in (0.2, 0.6):
        output = submission.Dropout(probability).forward(X, training=True)
        kept = find_kept(output, X.shape, f"forward(X) of Dropout({probability})")
        check_kept(output, kept, X / (1 - probability), f"forward(X) of Dropout({probability})")


@pytest.mark.points(1)
def test_nothing_is_dropped_outside_training(submission, rng):
    """With training=False the input comes back, also after a pass in training"""
    X = draw_inputs(rng, (20, 30))
    layers = [submission.Dropout(probability) for probability in (0.3, 0.6)]
    for layer in layers:
        find_kept(layer.forward(X, training=True), X.shape, "forward(X)")
    for layer in layers:
        check_close(layer.forward(X, training=False), X, "forward(X, training=False)")


@pytest.mark.points(1)
def test_backward_uses_the_draws_of_forward(submission, rng):
    """backward drops what forward dropped, and divides the rest by 1 - p"""
    X, G = draw_inputs(rng, (20, 30)), rng.normal(size=(20, 30))
    layer = submission.Dropout(0.3)
    kept = find_kept(layer.forward(X, training=True), X.shape, "forward(X)")
    check_kept(layer.backward(G), kept, G / 0.7, "backward(G) after forward(X) of Dropout(0.3)")


@pytest.mark.points(1)
def test_shapes_and_config(submission, rng):
    """build fixes both shapes; nothing is learnt; get_config has the probability"""
    share, drawn = int(rng.integers(1, 64)) / 64, tuple((10 + rng.permutation(50)[:3]).tolist())
    settings = [(0.5, 7, (7,)), (0.3, 5, (5,)), (0.6, (2, 4, 3), (2, 4, 3)), (share, drawn, drawn)]
    for number, (probability, shape, wanted) in enumerate(settings):
        layer = submission.Dropout(probability=probability) if number else submission.Dropout()
        what = f"Dropout({probability})" if number else "Dropout()"
        check_equal(round_to(layer.probability, probability), probability, f"the probability of {what}")
        layer.build(shape)
        check_equal(layer.input_shape, wanted, f"input_shape after build({shape})")
        check_equal(layer.output_shape, wanted, f"output_shape after build({shape})")
        check_equal(layer.params, {}, "params")
        config = layer.get_config()
        names = ("type", "probability")
        found = {name: round_to(config.get(name), probability) for name in names} if type(config) is dict else config
        check_equal(found, {"type": "Dropout", "probability": probability}, f"get_config() of {what}")
