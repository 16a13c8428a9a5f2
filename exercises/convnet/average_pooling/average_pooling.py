"""Average pooling: every window becomes its mean."""

import math

import numpy as np


class AveragePooling2D:
    """A layer that shrinks images by taking the mean of each window, channel by channel.

    Args:
        pool_size: height and width k of the windows.
        stride: distance s between neighbouring windows; None stands for `pool_size`.

    Attributes:
        pool_size, stride: whole numbers.
        input_shape, output_shape: shapes of one sample, (C, H, W) and (C, H_out, W_out); set by `build`.
    """

    def __init__(self, pool_size=2, stride=None):
        raise NotImplementedError

    def build(self, input_shape):
        """Fixes both shapes for images of `input_shape`.

        Args:
            input_shape: (C, H, W). The output has H_out = (H - k) // s + 1, and W_out likewise.
        """
        raise NotImplementedError

    def forward(self, input_batch, training=True):
        """Returns the mean of each window.

        Args:
            input_batch: images of shape (N, C, H, W).
            training: not used by this layer.

        Returns:
            Means of shape (N, C, H_out, W_out).
        """
        raise NotImplementedError

    def backward(self, output_gradient_batch):
        """Returns the gradient by the input: each output's gradient goes to its window's pixels in equal shares.

        Args:
            output_gradient_batch: gradient of the loss by the output, of shape (N, C, H_out, W_out).

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
        """The number of elements of one sample of the output, C * H_out * W_out."""
        raise NotImplementedError
