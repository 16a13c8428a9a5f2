import numpy as np


def _index(channels, height, width, k, s):
    rows, columns = (height - k) // s + 1, (width - k) // s + 1
    i = np.tile(np.repeat(np.arange(k), k), channels)
    j = np.tile(np.arange(k), k * channels)
    top = s * np.repeat(np.arange(rows), columns)
    left = s * np.tile(np.arange(columns), rows)
    d = np.repeat(np.arange(channels), k * k)
    return d[None, :], top[:, None] + i[None, :], left[:, None] + j[None, :]


def im2col(input_batch, window_size, stride=None):
    s = window_size if stride is None else stride
    d, y, x = _index(*input_batch.shape[1:], window_size, s)
    found = input_batch[:, d, y, x]
    return found.reshape(-1, found.shape[2]).T


def col2im(cols, input_shape, output_shape, window_size, stride=1):
    images = np.zeros(input_shape)
    d, y, x = _index(*input_shape[1:], window_size, stride)
    np.add.at(images, (slice(None), d, y, x), cols.T.reshape(input_shape[0], y.shape[0], -1))
    return images
