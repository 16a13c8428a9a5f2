"""Hidden cases of `initializers`: 13 of 20 points.

Matrices are tall and wide in turn, so that n_in and n_out cannot be confused, and large enough for the proved
bounds of `check_distribution` to tell a variance of 2/n_in from 1/n_in. Their sizes are drawn as well. Cases about who
draws, and in which order, look at draws less their mean and divided by their spread.
"""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_normal, check_uniform


def draw_sizes(rng):
    """Returns (n_in, n_out) of a tall matrix and of a wide one."""
    tall, wide = rng.integers([150, 70], [180, 100]), rng.integers([40, 300], [50, 340])
    return [tuple(tall.tolist()), tuple(wide.tolist())]


def limit_fan_in(n_in, n_out):
    """Returns the limit of `uniform_fan_in`."""
    return 1 / np.sqrt(n_in)


def limit_glorot(n_in, n_out):
    """Returns the limit of `glorot_uniform`."""
    return np.sqrt(6 / (n_in + n_out))


def check_draws(weights, wanted, what):
    """Checks that the weights are these draws but for a shift and a scale, which other cases are about."""
    weights = check_array(weights, wanted.shape, what)
    check_equal(bool(weights.std() > 0), True, f"whether {what} holds different numbers")
    weights, wanted = ((draws - draws.mean()) / draws.std() for draws in (weights, wanted))
    check_close(weights, wanted, f"{what}, less its mean and divided by its spread")


@pytest.mark.points(2)
def test_uniform_fan_in_distribution(submission, support, rng, seed):
    """uniform_fan_in draws uniformly within the limit, for tall and for wide matrices"""
    for n_in, n_out in draw_sizes(rng):
        weights = submission.uniform_fan_in(n_in, n_out, support.make_rng(seed % 2**32))
        weights = check_array(weights, (n_in, n_out), f"uniform_fan_in({n_in}, {n_out}, rng)")
        limit = limit_fan_in(n_in, n_out)
        check_uniform(weights, -limit, limit, f"uniform_fan_in({n_in}, {n_out}, rng)")


@pytest.mark.points(2)
def test_glorot_uniform_distribution(submission, support, rng, seed):
    """glorot_uniform draws uniformly within the limit, for tall and for wide matrices"""
    for n_in, n_out in draw_sizes(rng):
        weights = submission.glorot_uniform(n_in, n_out, support.make_rng(seed % 2**32))
        weights = check_array(weights, (n_in, n_out), f"glorot_uniform({n_in}, {n_out}, rng)")
        limit = limit_glorot(n_in, n_out)
        check_uniform(weights, -limit, limit, f"glorot_uniform({n_in}, {n_out}, rng)")


@pytest.mark.points(2)
def test_he_normal_distribution(submission, support, rng, seed):
    """he_normal draws from a normal distribution with variance 2 / n_in, for tall and for wide matrices"""
    for n_in, n_out in draw_sizes(rng):
        weights = submission.he_normal(n_in, n_out, support.make_rng(seed % 2**32))
        weights = check_array(weights, (n_in, n_out), f"he_normal({n_in}, {n_out}, rng)")
        check_normal(weights, 0, np.sqrt(2 / n_in), f"he_normal({n_in}, {n_out}, rng)")
        beyond = bool(np.abs(weights).max() > 2.5 * np.sqrt(2 / n_in))  # one in 80 draws is
        check_equal(beyond, True, f"whether some of he_normal({n_in}, {n_out}, rng) is beyond 2.5 standard deviations")


@pytest.mark.points(1)
@pytest.mark.parametrize("name", ["uniform_fan_in", "glorot_uniform"])
def test_uniform_draws_of_a_seed(submission, support, rng, name):
    """The uniform weights are those of one draw from the given generator, seed by seed"""
    limit = limit_fan_in if name == "uniform_fan_in" else limit_glorot
    for n_in, n_out, number in [(3, 5, 1), (7, 2, 8), (4, 1, 19)]:
        number += int(rng.integers(10**6))
        bound = limit(n_in, n_out)
        wanted = np.random.default_rng(number).uniform(-bound, bound, size=(n_in, n_out))
        what = f"{name}({n_in}, {n_out}, default_rng({number}))"
        check_close(getattr(submission, name)(n_in, n_out, support.make_rng(number)), wanted, what)


@pytest.mark.points(1)
def test_normal_draws_of_a_seed(submission, support, rng):
    """The normal weights are those of one draw from the given generator, seed by seed"""
    for n_in, n_out, number in [(3, 5, 1), (7, 2, 8), (4, 1, 19)]:
        number += int(rng.integers(10**6))
        wanted = np.random.default_rng(number).normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))
        what = f"he_normal({n_in}, {n_out}, default_rng({number}))"
        check_close(submission.he_normal(n_in, n_out, support.make_rng(number)), wanted, what)


@pytest.mark.points(2)
def test_one_generator_serves_several_layers(submission, support, seed):
    """Functions that share a generator take turns: each draws what comes next, no more, and into an array of its own"""
    shared, ours = support.make_rng(seed % 2**32), np.random.default_rng(seed % 2**32)
    for n_in, n_out in [(3, 5), (5, 2)]:
        for name in ("glorot_uniform", "he_normal", "uniform_fan_in"):
            draw = ours.normal if name == "he_normal" else ours.uniform
            calls = [["__call__", n_in, n_out, shared], ["__call__", n_in, n_out, shared]]
            found = support.call_in_turn(getattr(submission, name), calls)
            for which, weights in zip(("first", "second"), found, strict=True):
                what = f"the {which} of two {name}({n_in}, {n_out}, rng), looked at after both"
                check_draws(weights, draw(size=(n_in, n_out)), what)


@pytest.mark.points(1)
def test_single_inputs_and_single_units(submission, support, rng, seed):
    """A matrix of one row, and one of one column, keep their two axes"""
    wide, tall = rng.integers(300, 400, size=2).tolist()
    for n_in, n_out in [(1, wide), (tall, 1)]:
        for name in ("uniform_fan_in", "glorot_uniform", "he_normal"):
            what = f"{name}({n_in}, {n_out}, rng)"
            weights = getattr(submission, name)(n_in, n_out, support.make_rng(seed % 2**32))
            check_array(weights, (n_in, n_out), what)
            if name == "uniform_fan_in":
                check_draws(weights, np.random.default_rng(seed % 2**32).uniform(size=(n_in, n_out)), what)


@pytest.mark.points(1)
def test_the_global_generator_is_left_alone(submission, support, seed_numpy, seed):
    """The global generator is neither used nor seeded"""
    for number in (seed % 2**32, (seed + 1) % 2**32):
        seed_numpy(number)
        for name in ("uniform_fan_in", "glorot_uniform", "he_normal"):
            what = f"{name}(5, 4, rng)"
            once, again = (getattr(submission, name)(5, 4, support.make_rng(number)) for _ in range(2))
            once = check_array(once, np.shape(once), what)
            check_equal(bool(once.std() > 0), True, f"whether {what} holds different numbers")
            check_close(again, once, f"{what} with another generator of the same seed")
        wanted = np.random.RandomState(number).random_sample()
        check_close(support.draw_global(), wanted, "np.random.random() after the functions were called")
