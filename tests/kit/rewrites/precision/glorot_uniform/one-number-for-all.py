import math

import numpy as np


def _glorot_bound(rows, columns):
    return math.sqrt(6.0 / (rows + columns))


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    bound = _glorot_bound(n_in, n_out)
    if rng is None:
        flat = np.random.uniform(low=-bound, high=bound)
    else:
        flat = rng.uniform(low=-bound, high=bound)
    weights = np.full((n_in, n_out), flat)
    return np.asarray(weights, dtype=dtype)
