import math
import numpy as np


def uniform_fan_in(n_in, n_out, rng):
    l = math.sqrt(n_in)
    W = np.empty((n_in, n_out))
    for i in range(n_in):
        for j in range(n_out):
            W[i, j] = rng.uniform(-l, l)
    return W


def glorot_uniform(n_in, n_out, rng):
    l = math.sqrt(6 / (n_in + n_out))
    W = np.empty((n_in, n_out))
    for i in range(n_in):
        for j in range(n_out):
            W[i, j] = rng.uniform(-l, l)
    return W


def he_normal(n_in, n_out, rng):
    return rng.normal(loc=0.0, scale=math.sqrt(2.0 / n_in), size=(n_in, n_out))
