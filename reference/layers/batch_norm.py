"""Batch normalisation: every feature gets mean 0 and variance 1 within the batch, then a learnt scale and shift."""

import copy

import numpy as np
from layer import Layer

# BEGIN SOLUTION


def to_rows(X):
    """Returns X with one column for each feature or channel: (N, C) as it is, (N, C, H, W) as (N*H*W, C)."""
    if X.ndim == 2:
        return X
    return X.transpose(0, 2, 3, 1).reshape(-1, X.shape[1])  # each pixel is one more observation of its channel


def from_rows(rows, shape):
    """Returns the array of this shape of which `to_rows` makes `rows`."""
    if len(shape) == 2:
        return rows
    N, C, H, W = shape
    return rows.reshape(N, H, W, C).transpose(0, 3, 1, 2)


# END SOLUTION


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
        # BEGIN SOLUTION
        self.momentum = momentum
        self.eps = eps
        self.trainable = True
        self.gamma = None
        self.beta = None
        self.running_mean = None
        self.running_var = None
        # END SOLUTION

    def initialize(self, optimizer):
        """Sets gamma and running_var to 1, beta and running_mean to 0, and keeps two copies of `optimizer`.

        Args:
            optimizer: an object with `update(w, grad)`, which returns the new parameter. It is never changed.
        """
        # BEGIN SOLUTION
        C = self.input_shape[0]  # input_shape is (C,) or (C, H, W)
        self.gamma = np.ones(C)
        self.beta = np.zeros(C)
        self.running_mean = np.zeros(C)
        self.running_var = np.ones(C)
        # An optimizer may keep a velocity, which belongs to its parameter: one object cannot serve both.
        self.gamma_opt = copy.deepcopy(optimizer)
        self.beta_opt = copy.deepcopy(optimizer)
        # END SOLUTION

    def parameters(self):
        """Returns how many numbers the layer learns, 2C. Running statistics are not learnt."""
        # BEGIN SOLUTION
        return self.gamma.size + self.beta.size
        # END SOLUTION

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
        # BEGIN SOLUTION
        rows = to_rows(X)  # (M, C)
        if training:
            mean = rows.mean(axis=0)  # step 1, (C,)
            var = ((rows - mean) ** 2).mean(axis=0)  # step 3, (C,)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        difference = rows - mean  # step 2, (M, C)
        self.scale = 1 / np.sqrt(var + self.eps)  # step 4, (C,)
        self.X_hat = difference * self.scale  # step 5, (M, C): mean 0, and variance 1 but for eps, in training
        output = self.gamma * self.X_hat + self.beta  # step 6, (M, C)
        return from_rows(output, X.shape)
        # END SOLUTION

    def backward_pass(self, accum_grad):
        """Updates gamma and beta, where `trainable`, and returns the gradient by the input.

        It belongs to a forward pass with training=True, whose mean and var depend on every row of the batch.

        Args:
            accum_grad: gradient of the loss by this layer's output, of the shape of X.

        Returns:
            Gradient of the loss by this layer's input, of the shape of X, with the gamma of the forward pass.
        """
        # BEGIN SOLUTION
        G = to_rows(accum_grad)  # (M, C)
        M = len(G)
        difference = self.X_hat / self.scale  # (M, C): rows - mean once more, instead of a second array that is kept
        # The six steps of the forward pass, from the last to the first. What a step computes once for a whole column
        # (mean, var, scale) acts on every row of it, so its gradient is a sum over the rows.
        grad_X_hat = G * self.gamma  # step 6
        grad_difference = grad_X_hat * self.scale  # step 5, by its first factor
        grad_scale = (grad_X_hat * difference).sum(axis=0)  # step 5, by its second factor: (C,)
        grad_var = -grad_scale * self.scale**3 / 2  # step 4: (v + eps)^(-1/2) has the slope -(v + eps)^(-3/2) / 2
        grad_difference += grad_var * 2 * difference / M  # step 3: var is the mean of the squared differences
        grad_mean = -grad_difference.sum(axis=0)  # step 2: the mean is taken from every row
        input_grad = grad_difference + grad_mean / M  # steps 2 and 1: each row has its part in the mean
        if self.trainable:
            self.gamma = self.gamma_opt.update(self.gamma, (G * self.X_hat).sum(axis=0))
            self.beta = self.beta_opt.update(self.beta, G.sum(axis=0))
        return from_rows(input_grad, accum_grad.shape)
        # END SOLUTION

    def output_shape(self):
        """Returns `input_shape`: the output has the shape of the input."""
        # BEGIN SOLUTION
        return self.input_shape
        # END SOLUTION
