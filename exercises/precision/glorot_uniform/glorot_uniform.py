"""Glorot's uniform initialisation, with a generator and a precision of the caller's choice."""

import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    """Returns weights drawn from U(-limit, limit), where limit = sqrt(6 / (n_in + n_out)).

    The variance is 2 / (n_in + n_out), a compromise between 1 / n_in, which keeps the size of the signals on their way
    forward, and 1 / n_out, which keeps that of the gradients on their way back (Glorot and Bengio, 2010).

    Args:
        n_in: number of input features.
        n_out: number of output features.
        rng: a `numpy.random.Generator` or `numpy.random.RandomState`, or None for numpy's global generator.
        dtype: the type of the elements, np.float32 or np.float64.

    Returns:
        An array of shape (n_in, n_out) and type `dtype`.
    """
    raise NotImplementedError
