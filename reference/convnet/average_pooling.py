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
        # BEGIN SOLUTION
        self.pool_size = pool_size
        self.stride = pool_size if stride is None else stride
        self.input_shape, self.output_shape = None, None
        # END SOLUTION

    def build(self, input_shape):
        """Fixes both shapes for images of `input_shape`.

        Args:
            input_shape: (C, H, W). The output has H_out = (H - k) // s + 1, and W_out likewise.
        """
        # BEGIN SOLUTION
        self.input_shape = input_shape
        C, H, W = input_shape
        H_out = (H - self.pool_size) // self.stride + 1
        W_out = (W - self.pool_size) // self.stride + 1
        self.output_shape = (C, H_out, W_out)
        # END SOLUTION

    def forward(self, input_batch, training=True):
        """Returns the mean of each window.

        Args:
            input_batch: images of shape (N, C, H, W).
            training: not used by this layer.

        Returns:
            Means of shape (N, C, H_out, W_out).
        """
        # BEGIN SOLUTION
        self.batch_size = len(input_batch)
        sums = np.zeros((self.batch_size, *self.output_shape))  # (N, C, H_out, W_out)
        for i, j in self._places():
            sums += self._seen(input_batch, i, j)  # pixel (i, j) of every window
        return sums / self.pool_size**2
        # END SOLUTION

    def backward(self, output_gradient_batch):
        """Returns the gradient by the input: each output's gradient goes to its window's pixels in equal shares.

        Args:
            output_gradient_batch: gradient of the loss by the output, of shape (N, C, H_out, W_out).

        Returns:
            Gradient of the loss by the images, of shape (N, C, H, W).
        """
        # BEGIN SOLUTION
        gradient = np.zeros((self.batch_size, *self.input_shape))  # (N, C, H, W)
        share = output_gradient_batch / self.pool_size**2  # each pixel entered the mean with this weight
        for i, j in self._places():
            # A pixel may lie in several windows, so its shares are added up.
            receiver = self._seen(gradient, i, j)  # a view, so adding to it adds to `gradient`
            receiver += share
        return gradient
        # END SOLUTION

    # BEGIN SOLUTION
    def _places(self):
        """Returns the (i, j) of all pixels of a window."""
        return np.ndindex(self.pool_size, self.pool_size)

    def _seen(self, images, i, j):
        """Returns a view of the pixels that are number (i, j) of their window, one for each window."""
        _, H_out, W_out = self.output_shape
        s = self.stride
        return images[:, :, i : i + s * H_out : s, j : j + s * W_out : s]

    # END SOLUTION

    @property
    def params(self):
        """An empty dict: there is nothing to learn."""
        # BEGIN SOLUTION
        return {}
        # END SOLUTION

    @property
    def output_size(self):
        """The number of elements of one sample of the output, C * H_out * W_out."""
        # BEGIN SOLUTION
        return math.prod(self.output_shape)
        # END SOLUTION
