"""Images to columns and back: the rearrangement that turns a convolution into a matrix product."""

import numpy as np


def im2col(input_batch, window_size, stride=None):
    """Returns every k x k window of a batch of images, one window to a row.

    Args:
        input_batch: images of shape (N, C, H, W).
        window_size: height and width k of the windows, at most H and at most W.
        stride: distance s between neighbouring windows, downwards and to the right.

    Returns:
        Columns of shape (N, H_out, W_out, C * k * k), H_out = (H - k) // s + 1, W_out = (W - k) // s + 1.
        A row runs through the channels; in a channel through the window's rows; in a row from left to right.
        The same numbers in the shape (N, H_out, W_out, C, k, k) or (N * H_out * W_out, C * k * k) do as well.
    """
    # BEGIN SOLUTION
    k = window_size
    s = window_size if stride is None else stride
    N, C, H, W = input_batch.shape
    H_out, W_out = (H - k) // s + 1, (W - k) // s + 1
    windows = np.zeros((N, H_out, W_out, C, k, k), dtype=input_batch.dtype)
    for i in range(k):
        for j in range(k):
            # Element (i, j) of all windows at once: a picture of the input, seen through every s-th pixel.
            pixels = input_batch[:, :, i : i + s * H_out : s, j : j + s * W_out : s]  # (N, C, H_out, W_out)
            windows[:, :, :, :, i, j] = pixels.transpose(0, 2, 3, 1)  # (N, H_out, W_out, C)
    return windows.reshape(N, H_out, W_out, C * k * k)
    # END SOLUTION


def col2im(cols, input_shape, output_shape, window_size, stride=1):
    """Puts every window back where `im2col` took it from, and adds up where windows overlap.

    Args:
        cols: columns in the shape that `im2col` returns.
        input_shape: shape of the images, (N, C, H, W).
        output_shape: shape of one sample of the convolution's output, (C_out, H_out, W_out).
        window_size: height and width k of the windows.
        stride: distance s between neighbouring windows.

    Returns:
        Images of shape (N, C, H, W): each pixel is the sum of its copies in `cols`, or zero without any.
    """
    # BEGIN SOLUTION
    k, s = window_size, stride
    N, C, _, _ = input_shape
    _, H_out, W_out = output_shape
    windows = cols.reshape(N, H_out, W_out, C, k, k)
    images = np.zeros(input_shape)
    for i in range(k):
        for j in range(k):
            pixels = windows[:, :, :, :, i, j].transpose(0, 3, 1, 2)  # (N, C, H_out, W_out)
            # For one (i, j) no two windows meet in a pixel, so a slice will do; between two of them they may.
            images[:, :, i : i + s * H_out : s, j : j + s * W_out : s] += pixels
    return images
    # END SOLUTION
