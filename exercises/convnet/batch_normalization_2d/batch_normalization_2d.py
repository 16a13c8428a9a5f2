"""Batch normalisation of images: each channel gets mean 0 and variance 1, then a scale and a shift that are learnt."""

import numpy as np



class BatchNormalization2D:
    """A layer that normalises each channel over a batch of images in training, and by running statistics otherwise.

    Args:
        momentum: how much of a running statistic stays at each update, from 0 to 1.
        epsilon: added to the variance, so that nothing is divided by 0.

    Attributes:
        momentum, epsilon: as given.
        input_shape, output_shape: `(C, H, W)`, the shape of one image on either side; once the layer is built.
        gamma, beta: the scale and the shift, arrays of shape (1, C, 1, 1); once the layer is built.
        cache_m, cache_v: the running mean and variance, arrays of shape (1, C, 1, 1); once the layer is built.
    """

    def __init__(self, momentum=0.9, epsilon=1e-8):
        raise NotImplementedError

    def build(self, input_shape):
        """Remembers the shape, and starts with gamma 1, beta 0, running mean 0 and running variance 1.

        Args:
            input_shape: the shape of one image, (C, H, W).
        """
        raise NotImplementedError

    def forward(self, input_batch, training=True):
        """Returns gamma (X - mean) / sqrt(variance + epsilon) + beta.

        Args:
            input_batch: inputs X of shape (N, C, H, W).
            training: where this is True, mean and variance are those of each channel of the batch, and each running
                statistic becomes momentum * itself + (1 - momentum) * that of the batch; otherwise they are the running
                ones.

        Returns:
            Outputs of shape (N, C, H, W).
        """
        raise NotImplementedError

    def backward(self, output_gradient_batch):
        """Keeps the gradients of gamma and beta for `params`, and returns the gradient by the input.

        Args:
            output_gradient_batch: gradient of the loss by the output, of shape (N, C, H, W).

        Returns:
            Gradient of the loss by the input of the latest `forward`, which was one in training, of shape (N, C, H, W).
            Mean and variance of a channel depend on every pixel of it, and the gradient takes that into account.
        """
        raise NotImplementedError

    @property
    def params(self):
        """What the layer learns: `{"gamma": (value, gradient), "beta": (value, gradient)}`.

        The values are the layer's own arrays, not copies.
        """
        raise NotImplementedError

    def load_params(self, params):
        """Copies the values of "gamma" and "beta" out of the dict `params`."""
        raise NotImplementedError

    @property
    def state(self):
        """What the layer remembers without learning it: `{"cache_m": value, "cache_v": value}`.

        Assigning such a dict restores both.
        """
        raise NotImplementedError

    @state.setter
    def state(self, state):
        raise NotImplementedError

    def get_config(self):
        """Returns a dict with "type", which is "BatchNormalization2D", "momentum" and "epsilon"."""
        raise NotImplementedError
