import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    if rng is None:
        rng = np.random
    bound = (6.0 / n_in) ** 0.5
    draws = rng.uniform(size=(n_in, n_out))
    return np.asarray(bound * (2 * draws - 1), dtype=dtype)
