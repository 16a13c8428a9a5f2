import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    limit = np.sqrt(np.divide(6, n_in + n_out))
    generator = np.random if rng is None else rng
    unit = generator.uniform(-1.0, 1.0, [n_in, n_out])
    return np.multiply(limit, unit)
