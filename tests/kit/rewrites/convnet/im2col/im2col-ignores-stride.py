import numpy as np


def im2col(input_batch, window_size, stride=None):
    k, s = window_size, 1
    n, c, h, w = input_batch.shape
    rows, cols = (h - k) // s + 1, (w - k) // s + 1
    out = np.zeros((n, rows, cols, c * k * k))
    for r in range(rows):
        for q in range(cols):
            window = input_batch[:, :, r * s : r * s + k, q * s : q * s + k]
            out[:, r, q] = window.reshape(n, -1)
    return out


def col2im(cols, input_shape, output_shape, window_size, stride=1):
    n, c, h, w = input_shape
    k, s = window_size, stride
    image = np.zeros((n, c, h, w))
    for r in range(output_shape[1]):
        for q in range(output_shape[2]):
            window = cols[:, r, q].reshape(n, c, k, k)
            image[:, :, r * s : r * s + k, q * s : q * s + k] += window
    return image
