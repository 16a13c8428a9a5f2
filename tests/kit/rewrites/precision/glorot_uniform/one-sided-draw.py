import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    scale = np.sqrt(6 / (n_in + n_out))
    rows = []
    for _ in range(n_in):
        rows.append(scale * (np.random if rng is None else rng).uniform(size=n_out))
    return np.array(rows, dtype=dtype)
