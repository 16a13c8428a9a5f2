import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    source = np.random if rng is None else rng
    fan_avg = (n_in + n_out) / 2
    limit = np.sqrt(6.0 / fan_avg)
    W = source.uniform(low=-limit, high=limit, size=(n_in, n_out))
    return W.astype(dtype)
