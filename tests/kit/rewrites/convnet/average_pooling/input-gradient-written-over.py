import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = pool_size if stride is None else stride
        self.input_gradient = None

    def build(self, input_shape):
        C, H, W = input_shape
        count = lambda size: (size - self.pool_size) // self.stride + 1
        self.input_shape = (C, H, W)
        self.output_shape = (C, count(H), count(W))

    def forward(self, input_batch, training=True):
        k, s = self.pool_size, self.stride
        _, Ho, Wo = self.output_shape
        self.batch_shape = input_batch.shape
        windows = np.lib.stride_tricks.sliding_window_view(input_batch, (k, k), axis=(2, 3))
        return windows[:, :, ::s, ::s].mean(axis=(4, 5))

    def backward(self, output_gradient_batch):
        k, s = self.pool_size, self.stride
        if self.input_gradient is None or self.input_gradient.shape != self.batch_shape:
            self.input_gradient = np.zeros(self.batch_shape)
        self.input_gradient[...] = 0
        _, Ho, Wo = self.output_shape
        for r in range(Ho):
            for c in range(Wo):
                self.input_gradient[:, :, r * s:r * s + k, c * s:c * s + k] += (
                    output_gradient_batch[:, :, r:r + 1, c:c + 1] / (k * k)
                )
        return self.input_gradient

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
