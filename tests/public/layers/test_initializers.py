"""Public cases of `initializers`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_normal, check_uniform


@pytest.mark.points(1)
def test_uniform_fan_in_worked_example(submission, support, rng):
    """Worked example: uniform_fan_in(2, 3, np.random.default_rng(0))"""
    wanted = [[0.19369308, -0.32557075, -0.64916147], [-0.68373317, 0.44303102, 0.58372454]]
    weights = submission.uniform_fan_in(2, 3, support.make_rng(0))
    check_close(weights, wanted, "uniform_fan_in(2, 3, np.random.default_rng(0))")
    number = int(rng.integers(1, 10**6))
    wanted = np.random.default_rng(number).uniform(-(5**-0.5), 5**-0.5, size=(5, 4))
    weights = submission.uniform_fan_in(5, 4, support.make_rng(number))
    check_close(weights, wanted, f"uniform_fan_in(5, 4, np.random.default_rng({number}))")


@pytest.mark.points(1)
def test_glorot_uniform_worked_example(submission, support, rng):
    """Worked example: glorot_uniform(2, 3, np.random.default_rng(0))"""
    wanted = [[0.30006802, -0.50437204, -1.00567662], [-1.05923488, 0.68634071, 0.90430216]]
    weights = submission.glorot_uniform(2, 3, support.make_rng(0))
    check_close(weights, wanted, "glorot_uniform(2, 3, np.random.default_rng(0))")
    number = int(rng.integers(1, 10**6))
    wanted = np.random.default_rng(number).uniform(-((6 / 9) ** 0.5), (6 / 9) ** 0.5, size=(5, 4))
    weights = submission.glorot_uniform(5, 4, support.make_rng(number))
    check_close(weights, wanted, f"glorot_uniform(5, 4, np.random.default_rng({number}))")


@pytest.mark.points(1)
def test_he_normal_worked_example(submission, support, rng):
    """Worked example: he_normal(2, 3, np.random.default_rng(0))"""
    wanted = [[0.12573022, -0.13210486, 0.64042265], [0.10490012, -0.53566937, 0.36159505]]
    weights = submission.he_normal(2, 3, support.make_rng(0))
    check_close(weights, wanted, "he_normal(2, 3, np.random.default_rng(0))")
    number = int(rng.integers(1, 10**6))
    wanted = np.random.default_rng(number).normal(0, (2 / 5) ** 0.5, size=(5, 4))
    weights = submission.he_normal(5, 4, support.make_rng(number))
    check_close(weights, wanted, f"he_normal(5, 4, np.random.default_rng({number}))")


@pytest.mark.points(1)
def test_uniform_fan_in_distribution(submission, support, rng, seed):
    """uniform_fan_in fills the range between -1/sqrt(n_in) and 1/sqrt(n_in) evenly"""
    n_in, n_out = int(rng.integers(100, 130)), int(rng.integers(60, 80))
    what, limit = f"uniform_fan_in({n_in}, {n_out}, rng)", (1 / n_in) ** 0.5
    weights = submission.uniform_fan_in(n_in, n_out, support.make_rng(seed % 2**32))
    check_uniform(check_array(weights, (n_in, n_out), what), -limit, limit, what)


@pytest.mark.points(1)
def test_glorot_uniform_distribution(submission, support, rng, seed):
    """glorot_uniform fills the range that n_in and n_out give together evenly"""
    n_in, n_out = int(rng.integers(100, 130)), int(rng.integers(55, 70))
    what, limit = f"glorot_uniform({n_in}, {n_out}, rng)", (6 / (n_in + n_out)) ** 0.5
    weights = submission.glorot_uniform(n_in, n_out, support.make_rng(seed % 2**32))
    check_uniform(check_array(weights, (n_in, n_out), what), -limit, limit, what)


@pytest.mark.points(1)
def test_he_normal_distribution(submission, support, rng, seed):
    """he_normal draws from a normal distribution with variance 2 / n_in"""
    n_in, n_out = int(rng.integers(180, 210)), int(rng.integers(70, 90))
    what = f"he_normal({n_in}, {n_out}, rng)"
    weights = submission.he_normal(n_in, n_out, support.make_rng(seed % 2**32))
    check_normal(check_array(weights, (n_in, n_out), what), 0, (2 / n_in) ** 0.5, what)


@pytest.mark.points(1)
def test_the_generator_moves_on(submission, support, seed):
    """The second draw from one generator differs from the first, as the generator says"""
    rng, ours = support.make_rng(seed % 2**32), np.random.default_rng(seed % 2**32)
    for which in ("first", "second"):
        wanted, what = ours.uniform(size=(25, 40)), f"the {which} uniform_fan_in(25, 40, rng)"
        weights = check_array(submission.uniform_fan_in(25, 40, rng), (25, 40), what)
        check_equal(bool(weights.std() > 0), True, f"whether {what} holds different numbers")
        # as multiples of their spread around their mean, so that the limits are what other cases are about
        weights, wanted = ((draws - draws.mean()) / draws.std() for draws in (weights, wanted))
        check_close(weights, wanted, f"{what}, less its mean and divided by its spread")
