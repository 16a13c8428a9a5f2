import numpy as np


def im2col(input_batch, window_size, stride=None):
    stride = window_size if stride is None else stride
    H, W = input_batch.shape[2:]
    rows = np.arange(0, H - window_size + 1, stride)[:, None] + np.arange(window_size)
    columns = np.arange(0, W - window_size + 1, stride)[:, None] + np.arange(window_size)
    taken = input_batch[:, :, rows[:, None, :, None], columns[None, :, None, :]]
    return taken.transpose(0, 2, 3, 1, 4, 5)


def col2im(cols, input_shape, output_shape, window_size, stride=1):
    image = np.zeros(input_shape)
    for r in range(output_shape[1]):
        for c in range(output_shape[2]):
            top, left = r * stride, c * stride
            image[:, :, top : top + window_size, left : left + window_size] += cols[:, :, r, c]
    return image
