import numpy as np


def im2col(input_batch, window_size, stride=None):
    if stride is None:
        stride = 1
    N, C, H, W = input_batch.shape
    k = window_size
    Ho = (H - k) // stride + 1
    Wo = (W - k) // stride + 1
    cols = np.zeros((N, Ho, Wo, k, k, C))
    for i in range(k):
        for j in range(k):
            patch = input_batch[:, :, i:i + stride * (Ho - 1) + 1:stride, j:j + stride * (Wo - 1) + 1:stride]
            cols[:, :, :, i, j, :] = patch.transpose(0, 2, 3, 1)
    return cols.reshape(N, Ho, Wo, -1)


def col2im(cols, input_shape, output_shape, window_size, stride=1):
    N, C, H, W = input_shape
    _, Ho, Wo = output_shape
    k = window_size
    cols = cols.reshape(N, Ho, Wo, k, k, C)
    image = np.zeros((N, C, H, W))
    for i in range(k):
        for j in range(k):
            image[:, :, i:i + stride * (Ho - 1) + 1:stride, j:j + stride * (Wo - 1) + 1:stride] += \
                cols[:, :, :, i, j, :].transpose(0, 3, 1, 2)
    return image
