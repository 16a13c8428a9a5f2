# mistake: he_normal divides 2 by n_in + n_out, which is Glorot's rule, instead of by n_in
import numpy as np


def uniform_fan_in(n_in, n_out, rng):
    bound = np.sqrt(1 / n_in)
    W = np.empty((n_in, n_out))
    for row in range(n_in):
        W[row] = rng.uniform(-bound, bound, n_out)
    return W


def glorot_uniform(n_in, n_out, rng):
    bound = np.sqrt(6 / (n_in + n_out))
    W = np.empty((n_in, n_out))
    for row in range(n_in):
        W[row] = rng.uniform(-bound, bound, n_out)
    return W


def he_normal(n_in, n_out, rng):
    variance = 2 / (n_in + n_out)
    W = np.empty((n_in, n_out))
    for row in range(n_in):
        W[row] = rng.normal(0.0, np.sqrt(variance), n_out)
    return W
