"""Flattening: images become rows, so that a dense layer can follow."""

import math


class Flatten:
    """A layer that lays each sample out as one row.

    Attributes:
        input_shape: shape of one sample, such as (C, H, W); set by `build`.
    """

    def __init__(self):
        raise NotImplementedError

    def build(self, input_shape):
        """Fixes the shape of one sample.

        Args:
            input_shape: a tuple, without the batch.
        """
        raise NotImplementedError

    def forward(self, input_batch, training=True):
        """Returns each sample as a row.

        Args:
            input_batch: samples of shape (N, C, H, W).
            training: not used by this layer.

        Returns:
            The same numbers, of shape (N, C * H * W): channel after channel, in each row after row.
        """
        raise NotImplementedError

    def backward(self, output_gradient_batch):
        """Returns the gradient by the input, which is the same numbers in the shape of the images.

        Args:
            output_gradient_batch: gradient of the loss by the rows, of shape (N, C * H * W).

        Returns:
            Gradient of the loss by the images, of shape (N, C, H, W).
        """
        raise NotImplementedError

    @property
    def params(self):
        """An empty dict: there is nothing to learn."""
        raise NotImplementedError

    @property
    def output_size(self):
        """The number of elements of one row, C * H * W."""
        raise NotImplementedError
