"""Flat indices: one matrix of pixel numbers serves both ways; matrices of rows, single precision."""

import numpy as np


def number(shape, k, s):
    """Returns the flat numbers of the pixels of each window, a row for each."""
    pixels = np.arange(np.prod(shape)).reshape(shape)
    rows = [
        pixels[n, :, top : top + k, left : left + k].ravel()
        for n in range(shape[0])
        for top in range(0, shape[2] - k + 1, s)
        for left in range(0, shape[3] - k + 1, s)
    ]
    return np.stack(rows)


def im2col(input_batch, window_size, stride=None):
    return np.take(input_batch, number(input_batch.shape, window_size, stride or 1)).astype(np.float32)


def col2im(cols, input_shape, output_shape, window_size, stride=1):
    places = number(input_shape, window_size, stride)
    weights = np.asarray(cols).reshape(places.shape)
    return np.bincount(places.ravel(), weights.ravel(), np.prod(input_shape)).reshape(input_shape)
