"""Public cases of `glorot_uniform`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import FALSE_ALARM, check_array, check_equal, check_uniform


def check_weights(got, n_in, n_out, what):
    """Checks shape and distribution of an answer; returns it as float64."""
    weights = check_array(got, (n_in, n_out), what)
    bound = (6 / (n_in + n_out)) ** 0.5
    check_uniform(weights, -bound, bound, what)
    reach = bound * FALSE_ALARM ** (1 / weights.size)  # so many draws hardly ever stay below it
    check_equal(bool(np.abs(weights).max() > reach), True, f"whether {what} reaches {reach:.4g}")
    return weights


def check_varied(got, size, what):
    """Checks that an answer is a square array, no constant and nowhere far past the limit; returns it as float64."""
    weights = check_array(got, (size, size), what)
    check_equal(bool(weights.min() < weights.max()), True, f"whether the elements of {what} differ")
    far = 3 * (3 / size) ** 0.5
    check_equal(bool(np.abs(weights).max() < far), True, f"whether no element of {what} is as large as {far:.3g}")
    return weights


def check_seeds(submission, make, size, what):
    """Checks that the seeds 1 and 2 of the sources that `make` makes give other weights, and 1 the same ones twice."""
    first, second, third = (
        check_varied(submission.custom_uniform(size, size, rng=make(seed)), size, what) for seed in (1, 2, 1)
    )
    check_equal(np.array_equal(first, second), False, "whether the seeds 1 and 2 give the same weights")
    check_equal(np.array_equal(first, third), True, "whether the seed 1 gives the same weights twice")


def draw_squares(rng):
    """Returns 50 and another size."""
    return 50, int(rng.integers(51, 110))


@pytest.mark.points(2)
def test_worked_example(submission, support, rng):
    """Worked example: 100 inputs and 50 outputs, where the limit is 0.2"""
    what = "custom_uniform(100, 50, rng=default_rng(42))"
    got = submission.custom_uniform(100, 50, rng=support.generator(42))
    weights = check_weights(got, 100, 50, what)
    check_equal(got.dtype.name, "float32", f"the dtype of {what}")
    check_equal(float(weights.max().round(2)), 0.2, f"the rounded maximum of {what}")
    again = check_array(submission.custom_uniform(100, 50, rng=support.generator(42)), (100, 50), what)
    check_equal(np.array_equal(weights, again), True, f"whether {what} is the same a second time")
    n_in, n_out = rng.permutation(np.arange(60, 100))[:2].tolist()
    got = submission.custom_uniform(n_in, n_out, rng=support.generator(42))
    check_weights(got, n_in, n_out, f"custom_uniform({n_in}, {n_out}, rng=default_rng(42))")


@pytest.mark.points(1)
def test_limit_depends_on_both_sizes(submission, support, rng):
    """The limit depends on the number of inputs and on that of outputs"""
    for n_in, n_out in [(25, 80), (200, 10), (int(rng.integers(10, 30)), int(rng.integers(150, 250)))]:
        got = submission.custom_uniform(n_in, n_out, rng=support.generator(3))
        check_weights(got, n_in, n_out, f"custom_uniform({n_in}, {n_out}, rng=default_rng(3))")


@pytest.mark.points(1)
def test_without_a_generator(submission, rng):
    """Without rng the weights differ from call to call"""
    for size in draw_squares(rng):
        what = f"custom_uniform({size}, {size})"
        first, second = (check_varied(submission.custom_uniform(size, size), size, what) for _ in range(2))
        check_equal(np.array_equal(first, second), False, f"whether two calls of {what} agree")


@pytest.mark.points(1)
def test_other_seeds_give_other_weights(submission, support, rng):
    """Generators with other seeds give other weights"""
    for size in draw_squares(rng):
        check_seeds(submission, support.generator, size, f"custom_uniform({size}, {size}, rng=default_rng(seed))")


@pytest.mark.points(1)
def test_random_state(submission, support, rng):
    """A RandomState works as well, and its seed decides"""
    for size in draw_squares(rng):
        check_seeds(submission, support.random_state, size, f"custom_uniform({size}, {size}, rng=RandomState(seed))")


@pytest.mark.points(1)
def test_double_precision(submission, support, rng):
    """dtype decides the type of the result"""
    for size in draw_squares(rng):
        for name in ("float64", "float32"):
            what = f"custom_uniform({size}, {size}, dtype=np.{name})"
            got = submission.custom_uniform(size, size, dtype=support.float_type(name))
            check_varied(got, size, what)
            check_equal(got.dtype.name, name, f"the dtype of {what}")
