import numpy as np


def uniform_fan_in(n_in, n_out, rng):
    end = np.power(float(n_in), -0.5)
    return np.array([rng.uniform(-end, end, n_out) for _ in range(n_in)])


def glorot_uniform(n_in, n_out, rng):
    end = np.power((n_in + n_out) / 6, -0.5)
    return np.array([rng.uniform(-end, end, n_out) for _ in range(n_in)])


def he_normal(n_in, n_out, rng):
    variance = 2 / n_in
    return np.array([rng.normal(0.0, variance, n_out) for _ in range(n_in)])
