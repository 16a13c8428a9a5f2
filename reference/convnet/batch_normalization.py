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
            mean = input_batch.mean(axis=0, keepdims=True)  # step 1, (1, D)
            variance = ((input_batch - mean) ** 2).mean(axis=0, keepdims=True)  # step 3, (1, D)
            self.cache_m = self.momentum * self.cache_m + (1 - self.momentum) * mean
            self.cache_v = self.momentum * self.cache_v + (1 - self.momentum) * variance
        else:
            mean, variance = self.cache_m, self.cache_v
        difference = input_batch - mean  # step 2, (N, D)
        self.inverse_std = 1 / np.sqrt(variance + self.epsilon)  # step 4, (1, D)
        self.normalized = difference * self.inverse_std  # step 5, (N, D)
        return self.gamma * self.normalized + self.beta  # step 6, (N, D)
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
        G = output_gradient_batch
        N = len(G)
        difference = self.normalized / self.inverse_std  # (N, D): X - mean once more, which need not be kept
        # The six steps of forward, from the last to the first. What a step computes once for a whole column
        # (mean, variance, inverse_std) acts on every row of it, so its gradient is a sum over the rows.
        self.gamma_gradient = (G * self.normalized).sum(axis=0, keepdims=True)  # step 6, by gamma: (1, D)
        self.beta_gradient = G.sum(axis=0, keepdims=True)  # step 6, by beta: (1, D)
        by_normalized = G * self.gamma  # step 6, by its input: (N, D)
        by_difference = by_normalized * self.inverse_std  # step 5, by its first factor: (N, D)
        by_inverse_std = (by_normalized * difference).sum(axis=0, keepdims=True)  # step 5, by its second factor: (1, D)
        by_variance = -by_inverse_std * self.inverse_std**3 / 2  # step 4: v^(-1/2) has the slope -v^(-3/2) / 2
        by_difference = by_difference + by_variance * 2 * difference / N  # step 3: variance is the mean of the squares
        by_mean = -by_difference.sum(axis=0, keepdims=True)  # step 2: the mean is taken from every row
        return by_difference + by_mean / N  # steps 2 and 1: each row has its part in the mean
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
