# mistake: col2im returns only the part that windows cover, without the rows and columns left over, instead of the full size
import numpy as np


def im2col(input_batch, window_size, stride=None):
    if stride is None:
        stride = window_size
    N, C, H, W = input_batch.shape
    tops = range(0, H - window_size + 1, stride)
    lefts = range(0, W - window_size + 1, stride)
    return np.array([
        [[image[:, t:t + window_size, l:l + window_size].ravel() for l in lefts] for t in tops]
        for image in input_batch
    ])


def col2im(cols, input_shape, output_shape, window_size, stride=1):
    N, C = input_shape[:2]
    n_rows, n_cols = output_shape[1:]
    height = (n_rows - 1) * stride + window_size
    width = (n_cols - 1) * stride + window_size
    image = np.zeros((N, C, height, width))
    for r in range(n_rows):
        for c in range(n_cols):
            t, l = r * stride, c * stride
            image[:, :, t:t + window_size, l:l + window_size] += cols[:, r, c].reshape(N, C, window_size, window_size)
    return image
