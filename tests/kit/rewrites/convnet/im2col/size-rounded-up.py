import numpy as np


def _steps(size, window_size, stride):
    return range(0, size - window_size + 1, stride)


def im2col(input_batch, window_size, stride=None):
    if stride is None:
        stride = window_size
    n, c, h, w = input_batch.shape
    tops = _steps(h, window_size, stride)
    lefts = _steps(w, window_size, stride)
    rows, columns = -(-(h - window_size) // stride) + 1, -(-(w - window_size) // stride) + 1
    cols = np.zeros((n, rows, columns, c * window_size * window_size))
    for r, top in enumerate(tops):
        for q, left in enumerate(lefts):
            patch = input_batch[:, :, top : top + window_size, left : left + window_size]
            cols[:, r, q, :] = patch.reshape(n, -1)
    return cols


def col2im(cols, input_shape, output_shape, window_size, stride=1):
    n, c, h, w = input_shape
    _, h_out, w_out = output_shape
    result = np.zeros((n, c, h, w))
    for r in range(h_out):
        for q in range(w_out):
            patch = cols[:, r, q].reshape(n, c, window_size, window_size)
            y, x = r * stride, q * stride
            result[:, :, y : y + window_size, x : x + window_size] += patch
    return result
