"""Generators and types that the cases of this track hand to your code. You can use them too."""

import numpy as np


def generator(seed):
    """Returns a new `numpy.random.Generator`; equal seeds give equal draws."""
    return np.random.default_rng(seed)


def random_state(seed):
    """Returns a new `numpy.random.RandomState`, numpy's older kind of generator."""
    return np.random.RandomState(seed)


def float_type(name):
    """Returns numpy's type "float32" or "float64"."""
    return {"float32": np.float32, "float64": np.float64}[name]


def keep_result(owner, calls, number):
    """Makes these calls, each a name and a list of arguments; returns what one of them gave, as it is after the last."""
    return [getattr(owner, name)(*arguments) for name, arguments in calls][number]


def global_draw():
    """Returns the next number between 0 and 1 from numpy's global generator, the one that `np.random.seed` seeds."""
    return float(np.random.uniform())
