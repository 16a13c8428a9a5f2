"""Fingerprints of answers: the same answer has the same one up to rounding, another answer has another one."""

import numpy as np
import pytest

from grader.diagnosis.fingerprints import is_wrong, matches, take_print
from grader.worker import wire


def reply(value):
    """Returns the reply that carries a value."""
    return wire.Done(encode(value))


def encode(value):
    """Returns a value as it travels: arrays, numbers, texts, lists, tuples, dicts."""
    if isinstance(value, np.ndarray):
        return wire.Array(value.dtype.name, value.shape, value.tobytes())
    if isinstance(value, list | tuple):
        return wire.Items(isinstance(value, tuple), [encode(item) for item in value])
    return value


@pytest.fixture
def rng():
    return np.random.default_rng(3)


def test_rounding_does_not_matter(rng):
    """Single precision gives the same fingerprint, of large numbers and of small ones; another dtype is another form"""
    for scale in (1e-12, 1e-6, 1.0, 3e7):
        for size in (1, 2, 7, 400):
            values = rng.normal(size=(size, 3)) * scale + scale
            print = take_print(reply(values), reply(0 * values))
            single = values.astype(np.float32)
            assert is_wrong(print)
            assert matches(reply(values * (1 + 3e-7)), print, loose=False)
            assert matches(reply(single.astype(np.float64)), print, loose=False)
            assert not matches(reply(single), print, loose=False)
            assert matches(reply(single), print, loose=True)


def test_another_answer_is_seen(rng):
    """A part in a thousand in one element, signs, order, a missing axis, a place of nan, another type"""
    values = rng.normal(size=(5, 4))
    print = take_print(reply(values), reply(values + 1))
    others = [values * 1.001, -values, values[::-1].copy(), values.reshape(4, 5), values[None], values.tolist(), None, "x"]
    others.append(values + 0.004 * (values == values.max()))
    others.append(np.where(values == values.max(), np.nan, values))
    assert not any(matches(reply(other), print, loose=False) for other in others)
    assert not any(matches(reply(other), print, loose=True) for other in others if other is not others[4])
    assert matches(reply(values[None]), print, loose=True), "an axis of length 1"
    assert not matches(None, print, loose=True)


def test_few_others_are_taken_for_the_same(rng):
    """Of 2,000 unrelated numbers none has the fingerprint of a mistake's answer; one in 64 that of a usual answer"""
    usual = reply(np.array([0.3]))
    wrong = take_print(reply(np.array([0.3])), reply(np.array([0.7])))
    kept = take_print(usual, usual)
    assert not is_wrong(kept)
    others = [reply(np.array([value])) for value in rng.uniform(0.25, 0.5, 2000)]
    assert sum(matches(other, wrong, loose=False) for other in others) <= 4
    assert 10 <= sum(matches(other, kept, loose=False) for other in others) <= 80


def test_zeros_and_exceptions():
    """Zeros are no small numbers; the words of an exception count where the reference does not raise"""
    nothing = reply(np.zeros(3))
    assert matches(nothing, take_print(nothing, reply(np.ones(3))), loose=False)
    assert not matches(reply(np.full(3, 1e-3)), take_print(nothing, reply(np.ones(3))), loose=False)
    raised, other = (wire.Raised("TypeError", "TypeError", text, []) for text in ("one", "two"))
    assert matches(raised, take_print(raised, nothing), loose=False)
    assert not matches(other, take_print(raised, nothing), loose=False)
    assert matches(other, take_print(raised, raised), loose=False)
