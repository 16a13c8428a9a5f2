import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = pool_size if stride is None else stride

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        C, H, W = self.input_shape
        k, s = self.pool_size, self.stride
        self.output_shape = (C, (H - k) // s + 1, (W - k) // s + 1)

    def forward(self, input_batch, training):
        self.shape = input_batch.shape
        k, s = self.pool_size, self.stride
        N = len(input_batch)
        C, Ho, Wo = self.output_shape
        out = np.zeros((N, C, Ho, Wo))
        for i in range(Ho):
            for j in range(Wo):
                window = input_batch[:, :, i * s:i * s + k, j * s:j * s + k]
                out[:, :, i, j] = window.mean(axis=(2, 3))
        return out

    def backward(self, output_gradient_batch):
        k, s = self.pool_size, self.stride
        dout = output_gradient_batch
        dx = np.zeros(self.shape)
        C, Ho, Wo = self.output_shape
        for i in range(Ho):
            for j in range(Wo):
                g = dout[:, :, i, j][:, :, None, None]
                dx[:, :, i * s:i * s + k, j * s:j * s + k] += g / (k * k)
        return dx

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
