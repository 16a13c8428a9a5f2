"""Public cases of `dropout`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_fraction


@pytest.mark.points(1)
def test_worked_example(submission, rng):
    """Worked example: outputs are 0 or four times the input, gradients agree with them"""
    layer = submission.Dropout(p=0.75)
    X = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    output = check_array(layer.forward_pass(X), (2, 3), "Dropout(p=0.75).forward_pass(X)")
    check_close(output, np.where(output == 0, 0, 4 * X), "Dropout(p=0.75).forward_pass(X)")
    check_close(layer.backward_pass(np.ones((2, 3))), 4.0 * (output != 0), "backward_pass(np.ones((2, 3)))")
    check_close(layer.forward_pass(X, training=False), X, "Dropout(p=0.75).forward_pass(X, training=False)")
    X = rng.uniform(1, 2, size=(10, 30))
    output = check_array(layer.forward_pass(X), (10, 30), "Dropout(p=0.75).forward_pass(X) with 10 rows")
    check_close(output, np.where(output == 0, 0, 4 * X), "Dropout(p=0.75).forward_pass(X) with 10 rows")
    check_close(layer.backward_pass(np.ones((10, 30))), 4.0 * (output != 0), "backward_pass(np.ones((10, 30)))")
    check_close(layer.forward_pass(X, training=False), X, "forward_pass(X, training=False) with 10 rows")


@pytest.mark.points(1)
def test_sizes_and_default(submission, rng):
    """p is 0.2 unless given, output_shape is the input's shape, and there is nothing to learn"""
    for shape in [(5,), (3, 4, 2), tuple(rng.integers(6, 60, size=3).tolist())]:
        layer = submission.Dropout()
        layer.set_input_shape(shape)
        check_equal(layer.output_shape(), shape, f"Dropout().output_shape() after set_input_shape({shape})")
        check_equal(layer.parameters(), 0, "Dropout().parameters()")
        check_close(layer.p, 0.2, "Dropout().p")
    for p in (0.6, round(float(rng.uniform(0.3, 0.9)), 4)):
        check_close(submission.Dropout(p).p, p, f"Dropout({p}).p")


@pytest.mark.points(1)
def test_fraction_dropped(submission, rng):
    """In training, about p of all elements are 0"""
    for p in (0.2, 0.7):
        X = np.ones(rng.integers((50, 200), (70, 240)))
        output = check_array(submission.Dropout(p).forward_pass(X), X.shape, f"Dropout({p}).forward_pass(X)")
        check_fraction(int((output == 0).sum()), X.size, p, f"the part of zeros in Dropout({p}).forward_pass(X)")


@pytest.mark.points(1)
def test_kept_elements_are_scaled(submission, rng):
    """In training, kept elements are divided by 1 - p"""
    for p in (0.2, 0.6):
        X = rng.uniform(1, 2, size=(10, 30))
        output = check_array(submission.Dropout(p).forward_pass(X), (10, 30), f"Dropout({p}).forward_pass(X)")
        check_equal(bool(output.any()), True, "whether any element is kept")
        check_close(output, np.where(output == 0, 0, X / (1 - p)), f"Dropout({p}).forward_pass(X)")


@pytest.mark.points(1)
def test_evaluation(submission, rng):
    """In evaluation the output equals the input, between training passes as well"""
    layer = submission.Dropout(0.4)
    X = rng.uniform(1, 2, size=(10, 30))
    for _ in range(2):
        output = check_array(layer.forward_pass(X), (10, 30), "Dropout(0.4).forward_pass(X)")
        check_equal(bool((output == 0).any()), True, "whether any element is dropped in training")
        check_close(layer.forward_pass(X, training=False), X, "Dropout(0.4).forward_pass(X, training=False)")


@pytest.mark.points(1)
def test_backward(submission, rng):
    """The gradient is blocked where the output is 0 and scaled where it is not"""
    layer = submission.Dropout(0.4)
    X, G = rng.uniform(1, 2, size=(10, 30)), rng.normal(size=(10, 30))
    output = check_array(layer.forward_pass(X), (10, 30), "Dropout(0.4).forward_pass(X)")
    check_equal(bool((output == 0).any() and output.any()), True, "whether some elements are dropped, and some kept")
    check_close(layer.backward_pass(G), np.where(output == 0, 0, G / 0.6), "Dropout(0.4).backward_pass(accum_grad)")


@pytest.mark.points(1)
def test_new_mask_in_each_training_pass(submission, rng):
    """Two training passes drop different elements"""
    layer = submission.Dropout(0.5)
    X = np.ones(rng.integers((20, 30), (40, 70)))
    masks = [check_array(layer.forward_pass(X), X.shape, "Dropout(0.5).forward_pass(X)") == 0 for _ in range(2)]
    check_equal(bool(masks[0].any()), True, "whether any element is dropped in training")
    check_equal(bool((masks[0] == masks[1]).all()), False, "whether two training passes drop the same elements")
