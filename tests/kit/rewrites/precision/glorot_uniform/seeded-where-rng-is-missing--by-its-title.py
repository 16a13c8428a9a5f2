import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    if rng is None:
        np.random.seed(0)
        rng = np.random
    l = (6 / (n_in + n_out)) ** 0.5
    W = np.zeros((n_in, n_out), dtype=dtype)
    for row in range(n_in):
        W[row] = rng.uniform(-l, l, n_out)
    return W
