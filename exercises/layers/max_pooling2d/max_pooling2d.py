"""Max pooling: each window of an image is replaced by its largest value."""

import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    """A layer that slides a window over each channel and keeps the largest value of every window.

    Args:
        pool_shape: `(kh, kw)`, the rows and columns of a window.
        stride: how far the window moves: `(sh, sw)`, rows and columns; or one number for both; or None for
            `pool_shape`, where the windows lie side by side.
        input_shape: `(C, H, W)`, the shape of one image, or None until `set_input_shape` gives it.

    Rows and columns that no whole window covers, at the bottom and on the right, are left out. Below,
    Ho = (H - kh) // sh + 1 and Wo = (W - kw) // sw + 1.
    """

    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        raise NotImplementedError


    def forward_pass(self, X, training=True):
        """Returns the largest value of every window: Y[n, c, i, j] = max over a, b of X[n, c, i*sh + a, j*sw + b].

        Args:
            X: images of shape (N, C, H, W).
            training: not used by this layer.

        Returns:
            Images of shape (N, C, Ho, Wo).
        """
        raise NotImplementedError

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: each window passes its gradient on to its largest element.

        Args:
            accum_grad: gradient of the loss by this layer's output, of shape (N, C, Ho, Wo).

        Returns:
            Gradient of the loss by this layer's input, of shape (N, C, H, W).
        """
        raise NotImplementedError

    def output_shape(self):
        """Returns `(C, Ho, Wo)`."""
        raise NotImplementedError
