import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    rng = rng if rng is not None else np.random.default_rng()
    r = np.sqrt(6.0) / np.sqrt(n_in + n_out)
    return (r * (2 * np.random.rand(n_in, n_out) - 1)).astype(dtype)
