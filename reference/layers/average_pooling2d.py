"""Average pooling: each window of an image is replaced by its mean."""

import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    """A layer that slides a window over each channel and keeps the mean of every window.

    Args:
        pool_shape: `(kh, kw)`, the rows and columns of a window.
        stride: how far the window moves: `(sh, sw)`, rows and columns; or one number for both; or None for
            `pool_shape`, where the windows lie side by side.
        input_shape: `(C, H, W)`, the shape of one image, or None until `set_input_shape` gives it.

    Rows and columns that no whole window covers, at the bottom and on the right, are left out. Below,
    Ho = (H - kh) // sh + 1 and Wo = (W - kw) // sw + 1.
    """

    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        # BEGIN SOLUTION
        if stride is None:
            stride = pool_shape
        elif isinstance(stride, int):
            stride = (stride, stride)
        self.pool_shape = pool_shape
        self.stride = stride
        self.input_shape = input_shape
        self.image_shape = None
        # END SOLUTION

    # BEGIN SOLUTION
    def count_windows(self, height, width):
        """Returns (Ho, Wo), how many whole windows fit below and beside each other."""
        kh, kw = self.pool_shape
        sh, sw = self.stride
        return (height - kh) // sh + 1, (width - kw) // sw + 1

    def window(self, i, j):
        """Returns the index of window (i, j) in an array of images."""
        kh, kw = self.pool_shape
        top, left = i * self.stride[0], j * self.stride[1]
        return np.s_[:, :, top : top + kh, left : left + kw]

    # END SOLUTION

    def forward_pass(self, X, training=True):
        """Returns the mean of every window: Y[n, c, i, j] = sum over a, b of X[n, c, i*sh + a, j*sw + b] / (kh * kw).

        Args:
            X: images of shape (N, C, H, W).
            training: not used by this layer.

        Returns:
            Images of shape (N, C, Ho, Wo).
        """
        # BEGIN SOLUTION
        self.image_shape = X.shape  # the mean is linear: its gradient needs the sizes, not the values
        rows, columns = self.count_windows(*X.shape[2:])
        output = np.zeros((*X.shape[:2], rows, columns))  # (N, C, Ho, Wo)
        for i in range(rows):
            for j in range(columns):
                output[:, :, i, j] = X[self.window(i, j)].mean(axis=(2, 3))
        return output
        # END SOLUTION

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: each window shares its gradient equally among its elements.

        Args:
            accum_grad: gradient of the loss by this layer's output, of shape (N, C, Ho, Wo).

        Returns:
            Gradient of the loss by this layer's input, of shape (N, C, H, W).
        """
        # BEGIN SOLUTION
        kh, kw = self.pool_shape
        share = accum_grad / (kh * kw)  # (N, C, Ho, Wo)
        input_grad = np.zeros(self.image_shape)
        rows, columns = accum_grad.shape[2:]
        for i in range(rows):
            for j in range(columns):
                # One share goes to all elements of its window. Where windows overlap, shares add up.
                input_grad[self.window(i, j)] += share[:, :, i, j, None, None]
        return input_grad
        # END SOLUTION

    def output_shape(self):
        """Returns `(C, Ho, Wo)`."""
        # BEGIN SOLUTION
        channels, height, width = self.input_shape
        return (channels, *self.count_windows(height, width))
        # END SOLUTION
