# mistake: he_normal gives the variance 2 / n_in to rng.normal where the standard deviation belongs
import math


def uniform_fan_in(n_in, n_out, rng):
    limit = 1 / math.sqrt(n_in)
    return rng.uniform(-limit, limit, (n_in, n_out))


def glorot_uniform(n_in, n_out, rng):
    limit = math.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, (n_in, n_out))


def he_normal(n_in, n_out, rng):
    sigma = 2 / n_in
    return rng.normal(0.0, sigma, (n_in, n_out))
