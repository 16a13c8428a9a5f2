import math

import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    limit = math.sqrt(6) / (n_in + n_out)
    draw = np.random.uniform if rng is None else rng.uniform
    weights = draw(low=-limit, high=limit, size=n_in * n_out)
    return weights.reshape(n_in, n_out).astype(dtype)
