"""Batch normalisation: each feature gets mean 0 and variance 1, then a scale and a shift that are learnt."""

import numpy as np


class BatchNormalization:
    """A layer that normalises each feature over the batch in training, and by running statistics otherwise.

    Args:
        momentum: how much of a running statistic stays at each update, from 0 to 1.
        epsilon: added to the variance, so that nothing is divided by 0.

    Attributes:
        momentum, epsilon: as given.
        input_shape, output_shape: `(D,)`, the shape of one sample on either side; once the layer is built.
        gamma, beta: the scale and the shift, arrays of shape (1, D); once the layer is built.
        cache_m, cache_v: the running mean and variance, arrays of shape (1, D); once the layer is built.
    """

    def __init__(self, momentum=0.9, epsilon=1e-8):
        # BEGIN SOLUTION
        self.momentum = momentum
        self.epsilon = epsilon
        # END SOLUTION

    def build(self, input_shape):
        """Remembers the shape, and starts with gamma 1, beta 0, running mean 0 and running variance 1.

        Args:
            input_shape: the shape of one input sample: D or (D,).
        """
        # BEGIN SOLUTION
        self.input_shape = (input_shape,) if isinstance(input_shape, int) else input_shape
        self.output_shape = self.input_shape
        shape = (1, *self.input_shape)  # (1, D): one number for each feature, for all rows of a batch
        self.gamma = np.ones(shape)
        self.gamma_gradient = np.zeros(shape)
        self.beta = np.zeros(shape)
        self.beta_gradient = np.zeros(shape)
        self.cache_m = np.zeros(shape)
        self.cache_v = np.ones(shape)
        # END SOLUTION

    def forward(self, input_batch, training=True):
        """Returns gamma (X - mean) / sqrt(variance + epsilon) + beta.

        Args:
            input_batch: inputs X of shape (N, D).
            training: where this is True, mean and variance are those of the batch, and each running statistic becomes
                momentum * itself + (1 - momentum) * that of the batch; otherwise they are the running ones.

        Returns:
            Outputs of shape (N, D).
        """
        # BEGIN SOLUTION
        if training:
            mean = input_batch.mean(axis=0, keepdims=True)  # (1, D)
            variance = input_batch.var(axis=0, keepdims=True)  # (1, D): the mean square, divided by N
            self.cache_m = self.momentum * self.cache_m + (1 - self.momentum) * mean
            self.cache_v = self.momentum * self.cache_v + (1 - self.momentum) * variance
        else:
            mean, variance = self.cache_m, self.cache_v
        self.inverse_std = 1 / np.sqrt(variance + self.epsilon)
        self.normalized = (input_batch - mean) * self.inverse_std  # (N, D)
        return self.gamma * self.normalized + self.beta
        # END SOLUTION

    def backward(self, output_gradient_batch):
        """Keeps the gradients of gamma and beta for `params`, and returns the gradient by the input.

        Args:
            output_gradient_batch: gradient of the loss by the output, of shape (N, D).

        Returns:
            Gradient of the loss by the input of the latest `forward`, which was one in training, of shape (N, D).
            Mean and variance of the batch depend on every input, and the gradient takes that into account.
        """
        # BEGIN SOLUTION
        self.gamma_gradient = (output_gradient_batch * self.normalized).sum(axis=0, keepdims=True)  # (1, D)
        self.beta_gradient = output_gradient_batch.sum(axis=0, keepdims=True)  # (1, D)
        gradient = output_gradient_batch * self.gamma  # by the normalised inputs, (N, D)
        # Moving one input moves the mean, which every row subtracts,
        through_mean = gradient.mean(axis=0, keepdims=True)
        # and the variance, by which every row is divided: rows far from the mean feel that most.
        through_variance = self.normalized * (gradient * self.normalized).mean(axis=0, keepdims=True)
        return (gradient - through_mean - through_variance) * self.inverse_std
        # END SOLUTION

    @property
    def params(self):
        """What the layer learns: `{"gamma": (value, gradient), "beta": (value, gradient)}`.

        The values are the layer's own arrays, not copies.
        """
        # BEGIN SOLUTION
        return {"gamma": (self.gamma, self.gamma_gradient), "beta": (self.beta, self.beta_gradient)}
        # END SOLUTION

    def load_params(self, params):
        """Copies the values of "gamma" and "beta" out of the dict `params`."""
        # BEGIN SOLUTION
        self.gamma[:] = params["gamma"]
        self.beta[:] = params["beta"]
        # END SOLUTION

    @property
    def state(self):
        """What the layer remembers without learning it: `{"cache_m": value, "cache_v": value}`.

        Assigning such a dict restores both.
        """
        # BEGIN SOLUTION
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}
        # END SOLUTION

    @state.setter
    def state(self, state):
        # BEGIN SOLUTION
        self.cache_m = state["cache_m"].copy()
        self.cache_v = state["cache_v"].copy()
        # END SOLUTION

    def get_config(self):
        """Returns a dict with "type", which is "BatchNormalization", "momentum" and "epsilon"."""
        # BEGIN SOLUTION
        return {"type": "BatchNormalization", "momentum": self.momentum, "epsilon": self.epsilon}
        # END SOLUTION
