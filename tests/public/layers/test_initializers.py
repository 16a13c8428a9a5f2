"""Public cases of `initializers`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_normal, check_uniform


@pytest.mark.points(1)
def test_uniform_fan_in_worked_example(submission, support):
    """Worked example: uniform_fan_in(2, 3, np.random.default_rng(0))"""
    wanted = [[0.19369308, -0.32557075, -0.64916147], [-0.68373317, 0.44303102, 0.58372454]]
    weights = submission.uniform_fan_in(2, 3, support.make_rng(0))
    check_close(weights, wanted, "uniform_fan_in(2, 3, np.random.default_rng(0))")


@pytest.mark.points(1)
def test_glorot_uniform_worked_example(submission, support):
    """Worked example: glorot_uniform(2, 3, np.random.default_rng(0))"""
    wanted = [[0.30006802, -0.50437204, -1.00567662], [-1.05923488, 0.68634071, 0.90430216]]
    weights = submission.glorot_uniform(2, 3, support.make_rng(0))
    check_close(weights, wanted, "glorot_uniform(2, 3, np.random.default_rng(0))")


@pytest.mark.points(1)
def test_he_normal_worked_example(submission, support):
    """Worked example: he_normal(2, 3, np.random.default_rng(0))"""
    wanted = [[0.12573022, -0.13210486, 0.64042265], [0.10490012, -0.53566937, 0.36159505]]
    weights = submission.he_normal(2, 3, support.make_rng(0))
    check_close(weights, wanted, "he_normal(2, 3, np.random.default_rng(0))")


@pytest.mark.points(1)
def test_uniform_fan_in_distribution(submission, support, seed):
    """uniform_fan_in fills the range between -1/sqrt(n_in) and 1/sqrt(n_in) evenly"""
    weights = submission.uniform_fan_in(100, 60, support.make_rng(seed % 2**32))
    weights = check_array(weights, (100, 60), "uniform_fan_in(100, 60, rng)")
    check_uniform(weights, -0.1, 0.1, "uniform_fan_in(100, 60, rng)")


@pytest.mark.points(1)
def test_glorot_uniform_distribution(submission, support, seed):
    """glorot_uniform fills the range that n_in and n_out give together evenly"""
    weights = submission.glorot_uniform(90, 60, support.make_rng(seed % 2**32))
    weights = check_array(weights, (90, 60), "glorot_uniform(90, 60, rng)")
    check_uniform(weights, -0.2, 0.2, "glorot_uniform(90, 60, rng)")


@pytest.mark.points(1)
def test_he_normal_distribution(submission, support, seed):
    """he_normal draws from a normal distribution with variance 2 / n_in"""
    weights = submission.he_normal(200, 70, support.make_rng(seed % 2**32))
    weights = check_array(weights, (200, 70), "he_normal(200, 70, rng)")
    check_normal(weights, 0, 0.1, "he_normal(200, 70, rng)")


@pytest.mark.points(1)
def test_the_generator_moves_on(submission, support, seed):
    """The second draw from one generator differs from the first, as the generator says"""
    rng, ours = support.make_rng(seed % 2**32), np.random.default_rng(seed % 2**32)
    for which in ("first", "second"):
        wanted = ours.uniform(-0.2, 0.2, size=(25, 40))
        weights = submission.uniform_fan_in(25, 40, rng)
        check_close(weights, wanted, f"the {which} uniform_fan_in(25, 40, rng)")
