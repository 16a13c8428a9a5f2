import numpy as np


def limit(fan_in, fan_out):
    return (6 / (fan_in + fan_out)) ** 0.5


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    source = rng or np.random
    r = limit(n_in, n_out)
    out = np.empty((n_out, n_in), dtype)
    out[...] = source.uniform(-r, r, size=out.shape)
    return out
