"""Public cases of `dropout`: 7 of 20 points.

No case knows your mask, and none asks how you draw. Some begin with a seed whose draws are such that it makes no
difference whether a layer drops where a draw is small or where it is large.
"""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_fraction

RARE, OFTEN = 0.1, 0.9
SHAPE = (3, 5)


def find_seed(rng):
    """Returns a seed after which the first draws for SHAPE lie between RARE and OFTEN, and the next ones do not all.

    With p = RARE the first draws keep every element and with p = OFTEN none, on whichever side a layer drops.
    """
    generator = np.random.RandomState(0)
    while True:
        number = int(rng.integers(2**32))
        generator.seed(number)
        first, second = generator.random_sample((2, *SHAPE))
        if first.min() > RARE and first.max() < OFTEN and second.min() < RARE and second.max() > OFTEN:
            return number


def check_masked(got, values, kept, p, what):
    """Checks that `got` is values / (1 - p) where an element is kept, and 0 where it is not.

    Where a seed has made a mask that is none of the usual ones, factors are compared, which hold for any mask.
    """
    if (p == RARE and kept.all()) or (p == OFTEN and not kept.any()):
        check_close(got, kept * values / (1 - p), what)
    else:
        factors = check_array(got, values.shape, what) * (1 - p) / values
        check_close(factors, 1.0 * kept, f"{what}, times 1 - p and divided by what was passed in")


@pytest.mark.points(1)
def test_sizes_and_default(submission, seed_numpy, rng):
    """p is 0.2 unless given, output_shape is the input's shape, and there is nothing to learn"""
    for shape in [(5,), (3, 4, 2), tuple(rng.integers(6, 60, size=3).tolist())]:
        layer = submission.Dropout()
        layer.set_input_shape(shape)
        check_equal(layer.output_shape(), shape, f"Dropout().output_shape() after set_input_shape({shape})")
        check_equal(layer.parameters(), 0, "Dropout().parameters()")
        check_close(layer.p, 0.2, "Dropout().p")
    for p in (0.6, round(float(rng.uniform(0.3, 0.9)), 4)):
        check_close(submission.Dropout(p).p, p, f"Dropout({p}).p")
    X, number = rng.uniform(1, 2, size=SHAPE), find_seed(rng)
    answers = []
    for p in (RARE, OFTEN):
        for settings in ({}, {"training": False}, {"training": True}):
            seed_numpy(number)
            answers.append(submission.Dropout(p).forward_pass(X, **settings))
    outputs = np.array([check_array(output, SHAPE, "forward_pass(X)") for output in answers])
    kept = outputs[[0, 3]] != 0  # those of the calls without training
    check_equal(bool(kept.any() and not kept.all()), True, "whether calls without training drop some, and keep some")


@pytest.mark.points(1)
def test_kept_elements_are_scaled(submission, seed_numpy, rng):
    """In training, kept elements are divided by 1 - p"""
    number = find_seed(rng)
    layers = [(p, submission.Dropout(p)) for p in (RARE, OFTEN)]
    answers = []
    for p, layer in layers:
        X, Z = rng.uniform(1, 2, size=(2, *SHAPE))
        check_array(layer.forward_pass(Z, training=False), SHAPE, f"Dropout({p}).forward_pass(X, training=False)")
        seed_numpy(number)
        output = layer.forward_pass(X)
        answers.append((p, X, output, check_array(output, SHAPE, f"Dropout({p}).forward_pass(X)") != 0))
    for p, X, output, kept in answers:
        check_masked(output, X, kept, p, f"Dropout({p}).forward_pass(X)")
    check_equal(any(kept.any() for *_, kept in answers), True, "whether any element is kept")


@pytest.mark.points(1)
def test_evaluation(submission, seed_numpy, rng):
    """In evaluation the output equals the input, between training passes as well"""
    X, number = rng.uniform(1, 2, size=SHAPE), find_seed(rng)
    trained, evaluated = [], []
    for p in (OFTEN, RARE):
        layer = submission.Dropout(p)
        for training, answers in [(True, trained), (False, evaluated)] * 2:
            seed_numpy(number)
            answers.append((p, layer.forward_pass(X, training=training)))
    outputs = [check_array(output, SHAPE, f"Dropout({p}).forward_pass(X, training=True)") for p, output in trained]
    check_equal(bool((np.array(outputs) == 0).any()), True, "whether any element is dropped in training")
    for p, output in evaluated:
        check_close(output, X, f"Dropout({p}).forward_pass(X, training=False)")


@pytest.mark.points(1)
def test_backward(submission, seed_numpy, rng):
    """The gradient is blocked where the output is 0 and scaled where it is not"""
    number, answers = find_seed(rng), []
    for p in (OFTEN, RARE):
        X, G = rng.uniform(1, 2, size=(2, *SHAPE))
        G = rng.choice([-1.0, 1.0], size=SHAPE) * G
        layer = submission.Dropout(p)
        seed_numpy(number)
        kept = check_array(layer.forward_pass(X), SHAPE, f"Dropout({p}).forward_pass(X)") != 0
        gradient = layer.backward_pass(G)
        check_array(gradient, SHAPE, f"Dropout({p}).backward_pass(accum_grad)")
        answers.append((p, G, kept, gradient))
    kept = np.array([kept for *_, kept, _ in answers])
    check_equal(bool(kept.any() and not kept.all()), True, "whether some elements are dropped, and some kept")
    for p, G, kept, gradient in answers:
        check_masked(gradient, G, kept, p, f"Dropout({p}).backward_pass(accum_grad)")


@pytest.mark.points(1)
def test_new_mask_in_each_training_pass(submission, seed_numpy, rng):
    """Training passes over batches of one shape drop different elements"""
    layer = submission.Dropout(RARE)
    X = rng.choice([-1.0, 1.0], size=SHAPE) * rng.uniform(1, 2, size=SHAPE)
    seed_numpy(find_seed(rng))
    answers = [layer.forward_pass(X) for _ in range(16)]
    outputs = np.array([check_array(output, SHAPE, f"Dropout({RARE}).forward_pass(X)") for output in answers])
    check_equal(bool((outputs * X >= 0).all()), True, "whether all outputs have the signs of their inputs")
    dropped = outputs == 0
    check_equal(bool(dropped.any()), True, "whether any element is dropped in 16 training passes")
    check_equal(bool((dropped == dropped[0]).all()), False, "whether 16 training passes drop the same elements")


@pytest.mark.points(1)
def test_fraction_dropped(submission, seed_numpy, rng):
    """In training, about p of all elements are 0"""
    numbers = [find_seed(rng), find_seed(rng)]
    answers = {RARE: [], OFTEN: []}
    for p, outputs in answers.items():
        for number in numbers:
            seed_numpy(number)
            outputs.append(submission.Dropout(p).forward_pass(np.ones(SHAPE)))
    for p, outputs in answers.items():
        dropped = [check_array(output, SHAPE, f"Dropout({p}).forward_pass(X)") == 0 for output in outputs]
        check_fraction(int(np.sum(dropped)), np.size(dropped), p, f"the part of zeros in two passes of Dropout({p})")
    for p in (0.2, 0.7):
        X = np.ones(rng.integers((50, 200), (70, 240)))
        output = check_array(submission.Dropout(p).forward_pass(X), X.shape, f"Dropout({p}).forward_pass(X)")
        check_fraction(int((output == 0).sum()), X.size, p, f"the part of zeros in Dropout({p}).forward_pass(X)")


@pytest.mark.points(1)
def test_worked_example(submission, rng):
    """Worked example: outputs are 0 or four times the input, gradients agree with them"""
    layer = submission.Dropout(p=0.75)
    for X in (np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), rng.uniform(1, 2, size=(10, 30))):
        output, gradient = layer.forward_pass(X), layer.backward_pass(np.ones(X.shape))
        evaluated = layer.forward_pass(X, training=False)
        rows = f"with {len(X)} rows"
        kept = check_array(output, X.shape, f"Dropout(p=0.75).forward_pass(X) {rows}") != 0
        check_masked(output, X, kept, 0.75, f"Dropout(p=0.75).forward_pass(X) {rows}")
        check_masked(gradient, np.ones(X.shape), kept, 0.75, f"backward_pass(np.ones(X.shape)) {rows}")
        check_close(evaluated, X, f"Dropout(p=0.75).forward_pass(X, training=False) {rows}")
