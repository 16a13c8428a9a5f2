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
        # BEGIN SOLUTION
        if isinstance(padding, int):
            padding = (padding, padding)
        # From here on the four widths have one form, so that no other method needs to ask.
        self.padding = tuple((width, width) if isinstance(width, int) else tuple(width) for width in padding)
        self.input_shape = input_shape
        # END SOLUTION

    def forward_pass(self, X, training=True):
        """Returns the images with their frame of zeros.

        Args:
            X: images of shape (N, C, H, W).
            training: not used by this layer.

        Returns:
            Padded images of shape (N, C, top + H + bottom, left + W + right).
        """
        # BEGIN SOLUTION
        return np.pad(X, ((0, 0), (0, 0), *self.padding))  # neither samples nor channels get a frame
        # END SOLUTION

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input. The frame is constant, so its part of the gradient ends here.

        Args:
            accum_grad: gradient of the loss by the output, of shape (N, C, top + H + bottom, left + W + right).

        Returns:
            Gradient of the loss by the input, of shape (N, C, H, W).
        """
        # BEGIN SOLUTION
        (top, bottom), (left, right) = self.padding
        height, width = accum_grad.shape[2:]
        # Ends are counted from the front: a slice that ends at -0 would be empty.
        return accum_grad[:, :, top : height - bottom, left : width - right]
        # END SOLUTION

    def output_shape(self):
        """Returns `(C, top + H + bottom, left + W + right)`."""
        # BEGIN SOLUTION
        channels, height, width = self.input_shape
        return (channels, height + sum(self.padding[0]), width + sum(self.padding[1]))
        # END SOLUTION
