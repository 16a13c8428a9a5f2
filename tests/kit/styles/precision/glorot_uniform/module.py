"""numpy's module in place of a missing generator, as the page of the seed has it."""

import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    if rng is None:
        rng = np.random
    limit = np.sqrt(6.0 / (n_in + n_out))
    return rng.uniform(low=-limit, high=limit, size=(n_in, n_out)).astype(dtype)
