"""Numbers one after the other, laid out in rows; normal draws as standard normal ones times the spread."""

import math

import numpy as np


def lay_out(numbers, n_in, n_out):
    return np.fromiter(numbers, dtype=float, count=n_in * n_out).reshape(n_in, n_out)


def uniform_fan_in(n_in, n_out, rng):
    limit = math.pow(n_in, -0.5)
    return lay_out((rng.uniform(-limit, limit) for _ in range(n_in * n_out)), n_in, n_out)


def glorot_uniform(n_in, n_out, rng):
    limit = math.sqrt(3) * math.sqrt(2 / (n_in + n_out))
    return np.asfortranarray(lay_out((-limit + 2 * limit * rng.random() for _ in range(n_in * n_out)), n_in, n_out))


def he_normal(n_in, n_out, rng):
    return np.sqrt(2 / n_in) * lay_out((rng.standard_normal() for _ in range(n_in * n_out)), n_in, n_out)
