"""Hidden cases of `glorot_uniform`: 13 of 20 points.

No case knows the numbers that are drawn: there are several right ways to draw. The cases about the range have sizes
so large that a constant is no sample of a uniform distribution; the others look at squares and allow for three times the
limit, so that a wrong shape or limit does not cost them. All sizes are drawn, so that no weights can be known beforehand.
"""

import numpy as np
import pytest

from grader.checks import FALSE_ALARM, check_array, check_close, check_equal, check_uniform

SIZES = [(90, 30), (16, 150), (7, 400), (300, 11), (2, 900)]


def enlarge(rng, sizes):
    """Returns these pairs of sizes, each size larger by 0 to 9."""
    more = rng.integers(0, 10, size=(len(sizes), 2)).tolist()
    return [(n_in + first, n_out + second) for (n_in, n_out), (first, second) in zip(sizes, more, strict=True)]


def draw_squares(rng):
    """Returns two sizes."""
    return rng.permutation(np.arange(40, 80))[:2].tolist()


def check_weights(got, n_in, n_out, what):
    """Checks shape and distribution of an answer; returns it as float64."""
    weights = check_array(got, (n_in, n_out), what)
    limit = np.sqrt(6 / (n_in + n_out))
    check_uniform(weights, -limit, limit, what)
    reach = limit * FALSE_ALARM ** (1 / weights.size)  # so many draws hardly ever stay below it
    check_equal(bool(np.abs(weights).max() > reach), True, f"whether {what} reaches {reach:.4g}")
    return weights


def check_varied(got, size, what):
    """Checks that an answer is a square array, no constant and nowhere far past the limit; returns it as float64."""
    weights = check_array(got, (size, size), what)
    check_equal(bool(weights.min() < weights.max()), True, f"whether the elements of {what} differ")
    check_equal(bool(np.abs(weights).max() < 3 * np.sqrt(3 / size)), True, f"whether {what} stays near its limits")
    return weights


def check_agreement(first, second, wanted, what):
    """Checks whether two matrices are the same."""
    check_equal(np.array_equal(first, second), wanted, f"whether {what}")


@pytest.mark.points(2)
def test_range(submission, support, seed, rng):
    """The weights are uniform up to the limit, for several sizes"""
    for number, (n_in, n_out) in enumerate(enlarge(rng, SIZES), start=seed % 2**32):
        got = submission.custom_uniform(n_in, n_out, rng=support.generator(number))
        check_weights(got, n_in, n_out, f"custom_uniform({n_in}, {n_out})")


@pytest.mark.points(1)
def test_the_two_sizes_count_alike(submission, support, seed, rng):
    """Swapping the sizes keeps the limit and transposes the shape"""
    for first, second in enlarge(rng, [(20, 130), (60, 45)]):
        for n_in, n_out in [(first, second), (second, first)]:
            got = submission.custom_uniform(n_in, n_out, support.generator(seed % 2**32))
            check_weights(got, n_in, n_out, f"custom_uniform({n_in}, {n_out})")


@pytest.mark.points(1)
def test_one_row_or_one_column(submission, support, seed, rng):
    """One input or one output still gives a matrix; the arguments have their names"""
    for n_in, n_out in [(1, int(rng.integers(120, 180))), (int(rng.integers(120, 180)), 1)]:
        source, dtype = support.generator(seed % 2**32), support.float_type("float32")
        got = submission.custom_uniform(n_out=n_out, n_in=n_in, dtype=dtype, rng=source)
        check_weights(got, n_in, n_out, f"custom_uniform(n_in={n_in}, n_out={n_out})")


@pytest.mark.points(1)
def test_without_a_generator(submission, rng):
    """Without rng, or with None, each call draws other weights"""
    for size in draw_squares(rng):
        what = f"custom_uniform({size}, {size})"
        first = check_varied(submission.custom_uniform(size, size), size, what)
        second = check_varied(submission.custom_uniform(size, size, rng=None), size, what)
        check_agreement(first, second, False, f"two calls of {what} agree")


@pytest.mark.points(2)
def test_the_seed_of_a_generator_decides(submission, support, seed, rng):
    """Equal seeds of a Generator give equal weights, other seeds other weights"""
    for size in draw_squares(rng):
        first, second, third = (
            check_varied(submission.custom_uniform(size, size, rng=support.generator(number)), size, "the weights")
            for number in (seed % 2**31, seed % 2**31, seed % 2**31 + 1)
        )
        check_agreement(first, second, True, "two Generators with one seed give the same weights")
        check_agreement(first, third, False, "two Generators with different seeds give the same weights")


@pytest.mark.points(1)
def test_the_seed_of_a_random_state_decides(submission, support, seed, rng):
    """Equal seeds of a RandomState give equal weights, other seeds other weights, and so does a second call"""
    for size in draw_squares(rng):
        first, second, third = (
            check_varied(submission.custom_uniform(size, size, rng=support.random_state(number)), size, "the weights")
            for number in (seed % 2**31, seed % 2**31, seed % 2**31 + 1)
        )
        check_agreement(first, second, True, "two RandomStates with one seed give the same weights")
        check_agreement(first, third, False, "two RandomStates with different seeds give the same weights")
        source, what = support.random_state(seed % 2**32), f"custom_uniform({size}, {size}, rng=rng)"
        first, second = (check_varied(submission.custom_uniform(size, size, rng=source), size, what) for _ in range(2))
        check_agreement(first, second, False, "two calls with the same RandomState give the same weights")


@pytest.mark.points(1)
def test_a_generator_moves_on(submission, support, seed, rng):
    """A second call with the same generator gives new weights, in an array of their own"""
    for size in draw_squares(rng):
        source, what = support.generator(seed % 2**32), f"custom_uniform({size}, {size}, rng=rng)"
        first, second = (check_varied(submission.custom_uniform(size, size, rng=source), size, what) for _ in range(2))
        check_agreement(first, second, False, "two calls with the same generator give the same weights")
        calls = [("custom_uniform", [size, size, support.generator(number)]) for number in (seed % 2**32, 1)]
        kept = check_varied(support.keep_result(submission, calls, 0), size, what)
        check_agreement(kept, first, True, "what the first call returned stays the same")


@pytest.mark.points(1)
def test_the_global_generator_is_left_alone(submission, support, seed_numpy, seed, rng):
    """With an rng, numpy's global generator is neither used nor seeded"""
    stream = np.random.RandomState(seed % 2**32)
    seed_numpy(seed % 2**32)
    for size in draw_squares(rng):
        what = f"custom_uniform({size}, {size}, rng=rng)"
        check_varied(submission.custom_uniform(size, size, rng=support.generator(seed % 2**31)), size, what)
        check_close(support.global_draw(), stream.uniform(), f"the next draw of np.random after {what}")


@pytest.mark.points(1)
def test_single_precision_is_the_default(submission, support, seed, rng):
    """Without dtype the weights are float32, with a generator or without"""
    for source in (support.generator(seed % 2**32), None):
        for size in draw_squares(rng):
            what = f"custom_uniform({size}, {size}, rng=rng)"
            got = submission.custom_uniform(size, size, rng=source)
            check_varied(got, size, what)
            check_equal(got.dtype.name, "float32", f"the dtype of {what}")


@pytest.mark.points(2)
def test_dtype(submission, support, seed, rng):
    """dtype decides the type of the weights, with a generator or without"""
    for name in ("float64", "float32"):
        for source, size in zip((support.generator(seed % 2**32), None), draw_squares(rng), strict=True):
            what = f"custom_uniform({size}, {size}, rng, np.{name})"
            got = submission.custom_uniform(size, size, source, support.float_type(name))
            check_varied(got, size, what)
            check_equal(got.dtype.name, name, f"the dtype of {what}")
