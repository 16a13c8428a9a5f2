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
    # BEGIN SOLUTION
    limit = 1 / math.sqrt(n_in)  # more inputs add up to more, so each counts for less
    return rng.uniform(-limit, limit, size=(n_in, n_out))
    # END SOLUTION


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
    # BEGIN SOLUTION
    # U(-a, a) has variance a² / 3, and the variance wanted is 2 / (n_in + n_out): a compromise between
    # 1 / n_in, which keeps the outputs' scale, and 1 / n_out, which keeps the gradients' scale.
    limit = math.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out))
    # END SOLUTION


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
    # BEGIN SOLUTION
    # A ReLU silences half of its inputs, which the 2 makes up for. The generator wants the root of the variance.
    std = math.sqrt(2 / n_in)
    return rng.normal(0, std, size=(n_in, n_out))
    # END SOLUTION
