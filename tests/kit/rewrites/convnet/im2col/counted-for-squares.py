import numpy as np


def im2col(input_batch, window_size, stride=None):
    stride = stride or window_size
    n, c, height, width = input_batch.shape
    k = window_size
    n_win = (height - k) // stride + 1
    result = []
    for image in input_batch:
        rows = []
        for r in range(n_win):
            line = []
            for q in range(n_win):
                y, x = r * stride, q * stride
                window = np.zeros((c, k, k))
                found = image[:, y:y + k, x:x + k]
                window[:, :found.shape[1], :found.shape[2]] = found
                line.append(window.ravel())
            rows.append(line)
        result.append(rows)
    return np.array(result)


def col2im(cols, input_shape, output_shape, window_size, stride=1):
    n, c, height, width = input_shape
    k = window_size
    image = np.zeros(input_shape)
    windows = cols.reshape(n, output_shape[1], output_shape[2], c, k, k)
    for r in range(output_shape[1]):
        for q in range(output_shape[2]):
            y, x = r * stride, q * stride
            image[:, :, y:y + k, x:x + k] += windows[:, r, q]
    return image
