"""Initial weights: random, and just large enough that signals neither die out nor explode."""

import math


def uniform_fan_in(n_in, n_out, rng):
    """Draws weights from U(-limit, limit) with limit = 1 / sqrt(n_in).

    Args:
        n_in: number of inputs of each unit, at least 1.
        n_out: number of units, at least 1.
        rng: the numpy Generator that makes the draws.

    Returns:
        A new array of shape (n_in, n_out).
    """
    raise NotImplementedError


def glorot_uniform(n_in, n_out, rng):
    """Draws weights from U(-limit, limit) with limit = sqrt(6 / (n_in + n_out)).

    Args:
        n_in: number of inputs of each unit, at least 1.
        n_out: number of units, at least 1.
        rng: the numpy Generator that makes the draws.

    Returns:
        A new array of shape (n_in, n_out); its elements have variance 2 / (n_in + n_out).

    Source: Glorot and Bengio, Understanding the difficulty of training deep feedforward neural
    networks (2010).
    """
    raise NotImplementedError


def he_normal(n_in, n_out, rng):
    """Draws weights from the normal distribution with mean 0 and variance 2 / n_in.

    Args:
        n_in: number of inputs of each unit, at least 1.
        n_out: number of units, at least 1.
        rng: the numpy Generator that makes the draws.

    Returns:
        A new array of shape (n_in, n_out).

    Source: He, Zhang, Ren and Sun, Delving deep into rectifiers (2015).
    """
    raise NotImplementedError
