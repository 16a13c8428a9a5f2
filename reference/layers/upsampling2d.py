"""Nearest-neighbour up-sampling: every pixel becomes a block of equal pixels."""

from layer import Layer


class UpSampling2D(Layer):
    """A layer that makes images larger by repeating each row and each column.

    Args:
        size: `(rows, columns)`, how many times each row and each column is repeated.
        input_shape: `(C, H, W)`, the shape of one image, or None until `set_input_shape` gives it.
    """

    def __init__(self, size=(2, 2), input_shape=None):
        # BEGIN SOLUTION
        self.size = size
        self.input_shape = input_shape
        # END SOLUTION

    def forward_pass(self, X, training=True):
        """Returns the images with pixel (i, j) spread over a block: Y[n, c, i, j] = X[n, c, i // rows, j // columns].

        Args:
            X: images of shape (N, C, H, W).
            training: not used by this layer.

        Returns:
            Images of shape (N, C, rows * H, columns * W).
        """
        # BEGIN SOLUTION
        rows, columns = self.size
        return X.repeat(rows, axis=2).repeat(columns, axis=3)
        # END SOLUTION

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: each pixel collects the gradients of its whole block.

        Args:
            accum_grad: gradient of the loss by the output, of shape (N, C, rows * H, columns * W).

        Returns:
            Gradient of the loss by the input, of shape (N, C, H, W).
        """
        # BEGIN SOLUTION
        samples, channels, height, width = accum_grad.shape
        rows, columns = self.size
        # Splitting each axis in two gives the place within a block axes of its own, 3 and 5.
        blocks = accum_grad.reshape(samples, channels, height // rows, rows, width // columns, columns)
        return blocks.sum(axis=(3, 5))  # (N, C, H, W)
        # END SOLUTION

    def output_shape(self):
        """Returns `(C, rows * H, columns * W)`."""
        # BEGIN SOLUTION
        channels, height, width = self.input_shape
        return (channels, self.size[0] * height, self.size[1] * width)
        # END SOLUTION
