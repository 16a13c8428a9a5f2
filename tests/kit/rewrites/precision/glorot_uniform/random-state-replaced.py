import math

import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    if isinstance(rng, np.random.RandomState):
        rng = np.random.default_rng(123)
    generator = rng if rng is not None else np.random.default_rng()
    limit = math.sqrt(6 / (n_in + n_out))
    weights = generator.uniform(-limit, limit, size=(n_in, n_out))
    return weights.astype(dtype)
