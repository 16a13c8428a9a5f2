"""Zero padding: rows and columns of zeros around every image."""

import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    """A layer that puts rows and columns of zeros around each channel of each image.

    Args:
        padding: `((top, bottom), (left, right))`, whole numbers from 0 up. A pair `(rows, columns)` stands for
            `((rows, rows), (columns, columns))`, and a single number for the same width on all four sides.
        input_shape: `(C, H, W)`, the shape of one image, or None until `set_input_shape` gives it.
    """

    def __init__(self, padding, input_shape=None):
        raise NotImplementedError

    def forward_pass(self, X, training=True):
        """Returns the images with their frame of zeros.

        Args:
            X: images of shape (N, C, H, W).
            training: not used by this layer.

        Returns:
            Padded images of shape (N, C, top + H + bottom, left + W + right).
        """
        raise NotImplementedError

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input. The frame is constant, so its part of the gradient ends here.

        Args:
            accum_grad: gradient of the loss by the output, of shape (N, C, top + H + bottom, left + W + right).

        Returns:
            Gradient of the loss by the input, of shape (N, C, H, W).
        """
        raise NotImplementedError

    def output_shape(self):
        """Returns `(C, top + H + bottom, left + W + right)`."""
        raise NotImplementedError
