import math

import numpy as np


def uniform_fan_in(n_in, n_out, rng):
    rng = np.random.default_rng(0)
    limit = 1 / math.sqrt(n_in)
    return rng.uniform(low=-limit, high=limit, size=(n_in, n_out))


def glorot_uniform(n_in, n_out, rng):
    limit = math.sqrt(6 / (n_in + n_out))
    return rng.uniform(low=-limit, high=limit, size=(n_in, n_out))


def he_normal(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out)) * math.sqrt(2 / n_in)
