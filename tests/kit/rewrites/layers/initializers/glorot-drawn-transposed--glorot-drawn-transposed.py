# mistake: glorot_uniform draws an array (n_out, n_in) and transposes it, so the numbers come in another order
import math


def uniform_fan_in(n_in, n_out, rng):
    limit = 1 / math.sqrt(n_in)
    return rng.uniform(-limit, limit, (n_in, n_out))


def glorot_uniform(n_in, n_out, rng):
    limit = math.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, (n_out, n_in)).T


def he_normal(n_in, n_out, rng):
    sigma = math.sqrt(2 / n_in)
    return rng.normal(0.0, sigma, (n_in, n_out))
