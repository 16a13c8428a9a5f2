import math

import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    if rng is None:
        rng = np.random.default_rng(42)
    l = math.sqrt(6.0 / (n_in + n_out))
    w = np.empty((n_in, n_out), dtype=dtype)
    w[:] = rng.uniform(-l, l, (n_in, n_out))
    return w
