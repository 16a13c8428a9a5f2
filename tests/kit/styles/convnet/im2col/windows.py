import numpy as np


def im2col(input_batch, window_size, stride=None):
    step = 1 if stride is None else stride
    view = np.lib.stride_tricks.sliding_window_view(input_batch, (window_size, window_size), axis=(2, 3))
    return np.moveaxis(view[:, :, ::step, ::step], 1, 3)


def col2im(cols, input_shape, output_shape, window_size, stride=1):
    n, r, c, channel, i, j = np.indices(cols.shape)
    image = np.zeros(input_shape)
    np.add.at(image, (n, channel, r * stride + i, c * stride + j), cols)
    return image
