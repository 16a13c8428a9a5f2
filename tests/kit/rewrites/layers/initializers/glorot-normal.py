import math


def uniform_fan_in(n_in, n_out, rng):
    limit = 1 / math.sqrt(n_in)
    return rng.uniform(-limit, limit, (n_in, n_out))


def glorot_uniform(n_in, n_out, rng):
    std = math.sqrt(2 / (n_in + n_out))
    return rng.normal(0, std, (n_in, n_out))


def he_normal(n_in, n_out, rng):
    std = math.sqrt(2 / n_in)
    return rng.normal(0, std, (n_in, n_out))
