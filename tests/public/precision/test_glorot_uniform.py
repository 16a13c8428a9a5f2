"""Public cases of `glorot_uniform`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_equal, check_uniform


def check_weights(got, n_in, n_out, what):
    """Checks shape and distribution of an answer; returns it as float64."""
    weights = check_array(got, (n_in, n_out), what)
    bound = (6 / (n_in + n_out)) ** 0.5
    check_uniform(weights, -bound, bound, what)
    return weights


def check_varied(got, what):
    """Checks that an answer is a 50 by 50 array that is no constant; returns it as float64."""
    weights = check_array(got, (50, 50), what)
    check_equal(bool(weights.min() < weights.max()), True, f"whether the elements of {what} differ")
    return weights


@pytest.mark.points(2)
def test_worked_example(submission, support):
    """Worked example: 100 inputs and 50 outputs, where the limit is 0.2"""
    what = "custom_uniform(100, 50, rng=default_rng(42))"
    got = submission.custom_uniform(100, 50, rng=support.generator(42))
    weights = check_weights(got, 100, 50, what)
    check_equal(got.dtype.name, "float32", f"the dtype of {what}")
    check_equal(float(weights.max().round(2)), 0.2, f"the rounded maximum of {what}")
    again = check_array(submission.custom_uniform(100, 50, rng=support.generator(42)), (100, 50), what)
    check_equal(np.array_equal(weights, again), True, f"whether {what} is the same a second time")


@pytest.mark.points(1)
def test_limit_depends_on_both_sizes(submission, support):
    """The limit depends on the number of inputs and on that of outputs"""
    for n_in, n_out in [(25, 80), (200, 10)]:
        got = submission.custom_uniform(n_in, n_out, rng=support.generator(3))
        check_weights(got, n_in, n_out, f"custom_uniform({n_in}, {n_out}, rng=default_rng(3))")


@pytest.mark.points(1)
def test_without_a_generator(submission):
    """Without rng the weights differ from call to call"""
    first, second = (check_varied(submission.custom_uniform(50, 50), "custom_uniform(50, 50)") for _ in range(2))
    check_equal(np.array_equal(first, second), False, "whether two calls of custom_uniform(50, 50) agree")


@pytest.mark.points(1)
def test_other_seeds_give_other_weights(submission, support):
    """Generators with other seeds give other weights"""
    what = "custom_uniform(50, 50, rng=default_rng(seed))"
    first, second, third = (
        check_varied(submission.custom_uniform(50, 50, rng=support.generator(seed)), what) for seed in (1, 2, 1)
    )
    check_equal(np.array_equal(first, second), False, "whether the seeds 1 and 2 give the same weights")
    check_equal(np.array_equal(first, third), True, "whether the seed 1 gives the same weights twice")


@pytest.mark.points(1)
def test_random_state(submission, support):
    """A RandomState works as well, and its seed decides"""
    what = "custom_uniform(50, 50, rng=RandomState(seed))"
    first, second, third = (
        check_varied(submission.custom_uniform(50, 50, rng=support.random_state(seed)), what) for seed in (1, 2, 1)
    )
    check_equal(np.array_equal(first, second), False, "whether the seeds 1 and 2 give the same weights")
    check_equal(np.array_equal(first, third), True, "whether the seed 1 gives the same weights twice")


@pytest.mark.points(1)
def test_double_precision(submission, support):
    """dtype decides the type of the result"""
    for name in ("float64", "float32"):
        what = f"custom_uniform(50, 50, dtype=np.{name})"
        got = submission.custom_uniform(50, 50, dtype=support.float_type(name))
        check_varied(got, what)
        check_equal(got.dtype.name, name, f"the dtype of {what}")
