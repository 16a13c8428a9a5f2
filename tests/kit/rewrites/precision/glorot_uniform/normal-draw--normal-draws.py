# mistake: the weights are drawn from a normal distribution with Glorot's variance 2 / (n_in + n_out), not from a uniform one within the limit
import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    generator = np.random.default_rng() if rng is None else rng
    deviation = np.sqrt(2 / (n_in + n_out))
    return np.asarray(generator.normal(0.0, deviation, (n_in, n_out)), dtype=dtype)
