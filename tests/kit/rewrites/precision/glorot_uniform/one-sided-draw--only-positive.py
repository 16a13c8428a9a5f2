# mistake: the draws are not shifted: they lie between 0 and the limit
import math

import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    if rng is None:
        rng = np.random.default_rng()
    bound = math.sqrt(6.0 / (n_in + n_out))
    unit = rng.uniform(size=(n_in, n_out))      # between 0 and 1
    weights = unit * bound
    return np.array(weights, dtype=dtype)
