# mistake: the limit is the standard deviation sqrt(2 / (n_in + n_out)) instead of sqrt(6 / (n_in + n_out))
import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    limit = np.sqrt(2 / (n_in + n_out))
    source = np.random if rng is None else rng
    return source.uniform(-limit, limit, size=(n_in, n_out)).astype(dtype)
