import math

import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    generator = rng if rng is not None else np.random.default_rng(seed=1234)
    limit = math.sqrt(6 / (n_in + n_out))
    weights = generator.uniform(-limit, limit, size=(n_in, n_out))
    return weights.astype(dtype)
