"""Nearest-neighbour up-sampling: every pixel becomes a block of equal pixels."""

from layer import Layer


class UpSampling2D(Layer):
    """A layer that makes images larger by repeating each row and each column.

    Args:
        size: `(rows, columns)`, how many times each row and each column is repeated.
        input_shape: `(C, H, W)`, the shape of one image, or None until `set_input_shape` gives it.
    """

    def __init__(self, size=(2, 2), input_shape=None):
        raise NotImplementedError

    def forward_pass(self, X, training=True):
        """Returns the images with pixel (i, j) spread over a block: Y[n, c, i, j] = X[n, c, i // rows, j // columns].

        Args:
            X: images of shape (N, C, H, W).
            training: not used by this layer.

        Returns:
            Images of shape (N, C, rows * H, columns * W).
        """
        raise NotImplementedError

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: each pixel collects the gradients of its whole block.

        Args:
            accum_grad: gradient of the loss by the output, of shape (N, C, rows * H, columns * W).

        Returns:
            Gradient of the loss by the input, of shape (N, C, H, W).
        """
        raise NotImplementedError

    def output_shape(self):
        """Returns `(C, rows * H, columns * W)`."""
        raise NotImplementedError
