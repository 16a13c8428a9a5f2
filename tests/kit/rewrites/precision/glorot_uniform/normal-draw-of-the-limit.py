import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    if rng is None:
        rng = np.random
    bound = np.sqrt(6.0 / (n_in + n_out))
    return rng.normal(0, bound, size=(n_in, n_out)).astype(dtype)
