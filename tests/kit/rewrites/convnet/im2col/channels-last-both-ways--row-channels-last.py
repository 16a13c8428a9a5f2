# mistake: a row of im2col runs through the window's pixels first and the channels last, and col2im undoes that order
import numpy as np


def im2col(input_batch, window_size, stride=None):
    k = window_size
    s = k if stride is None else stride
    N, C, H, W = input_batch.shape
    H_out = (H - k) // s + 1
    W_out = (W - k) // s + 1
    cols = np.empty((N, H_out, W_out, C * k * k))
    for r in range(H_out):
        for c in range(W_out):
            window = input_batch[:, :, r * s:r * s + k, c * s:c * s + k]
            cols[:, r, c, :] = window.transpose(0, 2, 3, 1).reshape(N, C * k * k)
    return cols


def col2im(cols, input_shape, output_shape, window_size, stride=1):
    k, s = window_size, stride
    N, C, H, W = input_shape
    H_out, W_out = output_shape[1:]
    image = np.zeros(input_shape)
    for r in range(H_out):
        for c in range(W_out):
            window = cols[:, r, c, :].reshape(N, k, k, C).transpose(0, 3, 1, 2)
            image[:, :, r * s:r * s + k, c * s:c * s + k] += window
    return image
