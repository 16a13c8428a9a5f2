import numpy as np


def im2col(input_batch, window_size, stride=None):
    stride = stride or window_size
    rows = []
    for image in input_batch:
        for top in range(0, image.shape[1] - window_size + 1, stride):
            for left in range(0, image.shape[2] - window_size + 1, stride):
                row = []
                for channel in image:
                    for i in range(window_size):
                        row.extend(channel[top + i, left : left + window_size])
                rows.append(row)
    return np.array(rows, dtype=np.float32)


def col2im(cols, input_shape, output_shape, window_size, stride=1):
    image = np.zeros(input_shape, dtype=np.float32)
    number = 0
    assert cols.ndim == 2
    for n in range(input_shape[0]):
        for r in range(output_shape[-2]):
            for c in range(output_shape[-1]):
                window = cols[number].reshape(input_shape[1], window_size, window_size)
                top, left = r * stride, c * stride
                image[n, :, top : top + window_size, left : left + window_size] += window
                number += 1
    return image
