"""Row by row, a generator of its own, draws in single precision where the generator can."""

import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    rng = rng or np.random.default_rng()
    limit = (6 / (n_in + n_out)) ** 0.5
    weights = np.empty((n_in, n_out), dtype)
    for row in weights:
        if isinstance(rng, np.random.Generator):
            row[:] = rng.random(n_out, dtype=dtype)
        else:
            row[:] = rng.random_sample(n_out)
    weights *= dtype(2 * limit)
    weights -= dtype(limit)
    return weights
