import math


def uniform_fan_in(n_in, n_out, rng):
    return (2 * rng.random((n_in, n_out)) - 1) / math.sqrt(n_in)


def glorot_uniform(n_in, n_out, rng):
    limit = math.sqrt(6.0 / (n_in + n_out))
    per_unit = rng.uniform(-limit, limit, size=(n_out, n_in))  # one row of weights for each unit
    return per_unit.T


def he_normal(n_in, n_out, rng):
    sigma = math.sqrt(2.0 / n_in)
    return rng.normal(0.0, sigma, size=(n_in, n_out))
