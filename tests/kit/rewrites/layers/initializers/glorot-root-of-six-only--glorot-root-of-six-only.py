# mistake: glorot_uniform takes the root of 6 alone and divides it by n_in + n_out, which should stand under the root too
import math


def uniform_fan_in(n_in, n_out, rng):
    limit = 1 / math.sqrt(n_in)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


def glorot_uniform(n_in, n_out, rng):
    limit = math.sqrt(6) / (n_in + n_out)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


def he_normal(n_in, n_out, rng):
    return rng.normal(0, math.sqrt(2 / n_in), size=(n_in, n_out))
