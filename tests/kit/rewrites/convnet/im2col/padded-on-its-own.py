import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def im2col(input_batch, window_size, stride=None):
    s = stride or 1
    p = (window_size - 1) // 2
    input_batch = np.pad(input_batch, ((0, 0), (0, 0), (p, p), (p, p)))
    view = sliding_window_view(input_batch, (window_size, window_size), axis=(2, 3))
    view = view[:, :, ::s, ::s]
    return view.transpose(0, 2, 3, 1, 4, 5).copy()


def col2im(cols, input_shape, output_shape, window_size, stride=1):
    N, C = input_shape[:2]
    oh, ow = output_shape[1], output_shape[2]
    windows = np.asarray(cols).reshape(N, oh, ow, C, window_size, window_size)
    out = np.zeros(input_shape)
    for i in range(window_size):
        for j in range(window_size):
            part = windows[:, :, :, :, i, j].transpose(0, 3, 1, 2)
            out[:, :, i : i + stride * oh : stride, j : j + stride * ow : stride] += part
    return out
