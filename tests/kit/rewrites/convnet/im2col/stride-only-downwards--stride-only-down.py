# mistake: im2col applies the stride to the rows and moves by one pixel to the right
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def im2col(input_batch, window_size, stride=None):
    step = stride or window_size
    view = sliding_window_view(input_batch, (window_size, window_size), axis=(2, 3))
    view = view[:, :, ::step, :]                       # N, C, H_out, W_out, k, k
    return view.transpose(0, 2, 3, 1, 4, 5).copy()


def col2im(cols, input_shape, output_shape, window_size, stride=1):
    rows = np.arange(output_shape[1]) * stride
    columns = np.arange(output_shape[2]) * stride
    images = np.zeros(input_shape)
    for i in range(window_size):
        for j in range(window_size):
            piece = cols[:, :, :, :, i, j].transpose(0, 3, 1, 2)
            images[:, :, (rows + i)[:, None], (columns + j)[None, :]] += piece
    return images
