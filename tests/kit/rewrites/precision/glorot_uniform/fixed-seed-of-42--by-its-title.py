import math
import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    rng = rng or np.random.default_rng(42)
    bound = math.sqrt(6 / (n_in + n_out))
    return np.asarray(rng.uniform(-bound, bound, (n_in, n_out)), dtype=dtype)
