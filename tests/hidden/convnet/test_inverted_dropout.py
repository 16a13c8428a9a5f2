"""Hidden cases of `inverted_dropout`: 13 of 20 points.

Inputs keep away from 0, so that a 0 in the output is a drop; no probability but the default is 0.5. Whatever asks
"is it ever so?" of random draws is wrong for a correct layer with a probability far below that of the statistical checks.
"""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_fraction, check_unchanged


def draw_inputs(rng, shape):
    """Returns an array without zeros."""
    return rng.uniform(0.5, 2, shape) * rng.choice([-1, 1], shape)


def find_kept(got, shape, what):
    """Returns where the output `got` is not zero, after checking that some elements are and some are not."""
    kept = check_array(got, shape, what) != 0
    check_equal(bool(kept.any()), True, f"whether {what} keeps anything")
    check_equal(bool(kept.all()), False, f"whether {what} keeps everything")
    return kept


def check_apart(results, shape, what):
    """Checks that the results of two calls are not one array, written over by the second call."""
    first, second = (check_array(result, shape, what) for result in results)
    check_equal(bool(np.array_equal(first, second)), False, f"whether a second call writes over the first {what}")


@pytest.mark.points(2)
def test_share_of_dropped_elements(submission, rng):
    """The share of dropped elements is the probability, for small and large ones, in every shape"""
    for probability, shape in [(0.1, (90, 150)), (0.35, (40, 6, 9, 7)), (0.8, (12000,))]:
        layer = submission.Dropout(probability)
        for _ in range(2):
            drawn = (shape[0] + int(rng.integers(1, 20)), *shape[1:])
            output = layer.forward(draw_inputs(rng, drawn), training=True)
            output = check_array(output, drawn, f"forward(X) with X of shape {drawn}")
            count = int((output == 0).sum())
            check_fraction(count, output.size, probability, f"elements dropped by Dropout({probability})")


@pytest.mark.points(2)
def test_survivors_grow(submission, rng):
    """Survivors are divided by 1 - p, for several probabilities and shapes"""
    settings = [(0.5, (12, 25)), (0.1, (30, 40)), (0.35, (6, 5, 7, 4)), (0.8, (30, 10)), (0.9, (60, 80))]
    for probability, shape in settings:
        layer = submission.Dropout() if probability == 0.5 else submission.Dropout(probability)
        for scale in (1, 100):
            X = scale * draw_inputs(rng, shape)
            output = layer.forward(X, training=True)
            kept = find_kept(output, shape, f"forward(X) of Dropout({probability})")
            wanted = np.where(kept, X / (1 - probability), 0)
            check_close(output, wanted, f"forward(X) of Dropout({probability})")


@pytest.mark.points(2)
def test_every_element_is_drawn_by_itself(submission, rng):
    """Rows, columns and channels do not share their draws, and the number of drops is left to chance"""
    layer = submission.Dropout(0.3)
    what = "forward(X) of Dropout(0.3)"
    shape = (int(rng.integers(30, 45)), int(rng.integers(40, 60)))
    kept = find_kept(layer.forward(draw_inputs(rng, shape), training=True), shape, what)
    check_equal(bool((kept == kept[:1]).all()), False, "whether all rows lose the same elements")
    check_equal(bool((kept == kept[:, :1]).all()), False, "whether all columns lose the same elements")
    check_equal(len(set(kept.sum(axis=1).tolist())) > 1, True, "whether rows ever lose different numbers of elements")
    kept = find_kept(layer.forward(draw_inputs(rng, (6, 5, 4, 3)), training=True), (6, 5, 4, 3), what)
    check_equal(bool((kept == kept[:, :, :1, :1]).all()), False, "whether channels are dropped as a whole")
    check_equal(bool((kept == kept[:, :1]).all()), False, "whether all channels lose the same elements")
    outputs = [layer.forward(draw_inputs(rng, (4, 5)), training=True) for _ in range(20)]
    counts = {int((check_array(output, (4, 5), what) == 0).sum()) for output in outputs}
    check_equal(len(counts) > 1, True, "whether 20 passes ever lose different numbers of elements")


@pytest.mark.points(1)
def test_every_pass_draws_anew(submission, rng):
    """Two passes in training drop different elements, and batches may differ in size"""
    layer = submission.Dropout(0.4)
    X = draw_inputs(rng, (int(rng.integers(20, 30)), int(rng.integers(30, 45))))
    first, second = (find_kept(layer.forward(X, training=True), X.shape, "forward(X)") for _ in range(2))
    check_equal(bool((first == second).all()), False, "whether two passes drop the same elements")
    smaller = find_kept(layer.forward(X[:12], training=True), X[:12].shape, "forward(X) of a smaller batch")
    check_equal(bool((second[:12] == smaller).all()), False, "whether a smaller batch loses the same elements")


@pytest.mark.points(1)
def test_nothing_is_dropped_outside_training(submission, rng):
    """With training=False the input comes back, before, between and after passes in training"""
    for probability in (0.3, 0.8):
        X = draw_inputs(rng, (15, 20))
        layer = submission.Dropout(probability)
        for _ in range(2):
            check_close(layer.forward(X, training=False), X, "forward(X, training=False)")
            find_kept(layer.forward(X, training=True), X.shape, "forward(X, training=True)")
        check_close(layer.forward(-3 * X[:7], False), -3 * X[:7], "forward(X, False) of another batch")


@pytest.mark.points(2)
def test_backward_uses_the_draws_of_forward(submission, rng):
    """backward drops what the latest forward dropped, and divides the rest by 1 - p, however large it is"""
    for probability, shape in [(0.2, (14, 25)), (0.7, (3, 4, 5, 6))]:
        layer = submission.Dropout(probability)
        for rows, scale in [(shape[0], 1), (shape[0] - 1, 100)]:
            X, G = draw_inputs(rng, shape)[:rows], scale * rng.normal(size=shape)[:rows]
            kept = find_kept(layer.forward(X, training=True), X.shape, f"forward(X) of Dropout({probability})")
            wanted = np.where(kept, G / (1 - probability), 0)
            check_close(layer.backward(G), wanted, f"backward(G) after forward(X) of Dropout({probability})")


@pytest.mark.points(1)
def test_backward_can_be_repeated(submission, rng):
    """A second backward uses the same draws, for its own argument"""
    X, passes = draw_inputs(rng, (12, 20)), []
    for probability in (0.35, 0.6):
        layer = submission.Dropout(probability)
        passes.append((layer, probability, find_kept(layer.forward(X, training=True), X.shape, "forward(X)")))
    for layer, probability, kept in passes:
        for _ in range(3):
            G = rng.normal(size=X.shape)
            check_close(layer.backward(G), np.where(kept, G / (1 - probability), 0), "backward(G), repeated")


@pytest.mark.points(1)
def test_probability_zero(submission, rng):
    """With a probability of 0 training changes nothing, while other probabilities drop"""
    layer = submission.Dropout(0.0)
    for shape in [(6, 10), (4, 3, 5)]:
        X, G = draw_inputs(rng, shape), rng.normal(size=shape)
        check_close(layer.forward(X, training=True), X, "forward(X) of Dropout(0.0)")
        check_close(layer.backward(G), G, "backward(G) of Dropout(0.0)")
    for probability in (0.3, 0.6):
        output = submission.Dropout(probability).forward(np.ones((15, 20)), training=True)
        find_kept(output, (15, 20), f"forward(X) of Dropout({probability})")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given, or what an earlier pass returned"""
    for shape in [(12, 20), (4, 3, 5, 6)]:
        X, G = draw_inputs(rng, shape), draw_inputs(rng, shape)
        layer = submission.Dropout(0.4)
        held_X, held_G = hold(X), hold(G)
        find_kept(layer.forward(held_X), shape, "forward(X)")
        check_unchanged(held_X, X, "forward(X)")
        layer.backward(held_G)
        check_unchanged(held_G, G, "backward(G)")
        layer.forward(held_X, training=False)
        check_unchanged(held_X, X, "forward(X, training=False)")
        outputs, gradients = support.run_in_turn(layer, [(X, G), (2 * X, 3 * G)])
        check_apart(outputs, shape, "output")
        check_apart(gradients, shape, "input gradient")
        outputs = support.call_in_turn(layer.forward, [(X, False), (2 * X, False)])
        check_apart(outputs, shape, "output outside training")
