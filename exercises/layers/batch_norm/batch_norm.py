"""Batch normalisation: every feature gets mean 0 and variance 1 within the batch, then a learnt scale and shift."""

import copy

import numpy as np
from layer import Layer



class BatchNormalization(Layer):
    """A layer that normalises each of C features, or channels, over the batch.

    Args:
        momentum: the part of a running statistic that one training pass keeps, from 0 to 1.
        eps: the number that is added to a variance before its root is taken, above 0.

    Attributes:
        gamma: scales of shape (C,); None before `initialize`.
        beta: shifts of shape (C,); None before `initialize`.
        running_mean: running average of the batches' means, of shape (C,); None before `initialize`.
        running_var: running average of the batches' variances, of shape (C,); None before `initialize`.
        trainable: where this is False, `backward_pass` changes no parameter.

    Source: Ioffe and Szegedy, Batch normalization (2015).
    """

    def __init__(self, momentum=0.99, eps=1e-5):
        raise NotImplementedError

    def initialize(self, optimizer):
        """Sets gamma and running_var to 1, beta and running_mean to 0, and keeps two copies of `optimizer`.

        Args:
            optimizer: an object with `update(w, grad)`, which returns the new parameter. It is never changed.
        """
        raise NotImplementedError

    def parameters(self):
        """Returns how many numbers the layer learns, 2C. Running statistics are not learnt."""
        raise NotImplementedError

    def forward_pass(self, X, training=True):
        """Returns gamma * (X - mean) / sqrt(var + eps) + beta.

        In training, mean and var are those of the batch, for each feature or channel, var without Bessel's
        correction; they also enter the running statistics. Otherwise mean and var are the running statistics.

        Args:
            X: inputs of shape (N, C) or (N, C, H, W).
            training: whether the batch's own statistics are used.

        Returns:
            Outputs of the shape of X.
        """
        raise NotImplementedError

    def backward_pass(self, accum_grad):
        """Updates gamma and beta, where `trainable`, and returns the gradient by the input.

        It belongs to a forward pass with training=True, whose mean and var depend on every row of the batch.

        Args:
            accum_grad: gradient of the loss by this layer's output, of the shape of X.

        Returns:
            Gradient of the loss by this layer's input, of the shape of X, with the gamma of the forward pass.
        """
        raise NotImplementedError

    def output_shape(self):
        """Returns `input_shape`: the output has the shape of the input."""
        raise NotImplementedError
