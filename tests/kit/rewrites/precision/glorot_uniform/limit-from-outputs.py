import math

import numpy as np


def _glorot_bound(rows, columns):
    return math.sqrt(6.0 / columns)


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    bound = _glorot_bound(n_in, n_out)
    if rng is None:
        flat = np.random.uniform(low=-bound, high=bound, size=n_in * n_out)
    else:
        flat = rng.uniform(low=-bound, high=bound, size=n_in * n_out)
    weights = np.reshape(flat, (n_in, n_out))
    return np.asarray(weights, dtype=dtype)
