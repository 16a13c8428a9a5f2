import numpy as np


def custom_uniform(n_in, n_out, rng, dtype):
    limit = np.sqrt(6.0 / (n_in + n_out))
    W = np.random.rand(n_in, n_out) if rng is None else rng.uniform(0.0, 1.0, (n_in, n_out))
    W = (W * 2.0 - 1.0) * limit
    return np.array(W, dtype=dtype)
