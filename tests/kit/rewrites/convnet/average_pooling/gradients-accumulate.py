import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride
        if self.stride is None:
            self.stride = self.pool_size

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        C, H, W = self.input_shape
        self.output_shape = (
            C,
            (H - self.pool_size) // self.stride + 1,
            (W - self.pool_size) // self.stride + 1,
        )

    def forward(self, input_batch, training=True):
        k, s = self.pool_size, self.stride
        _, rows, cols = self.output_shape
        self.gathered = np.zeros(input_batch.shape)
        summed = np.zeros((input_batch.shape[0],) + self.output_shape)
        for i in range(k):
            for j in range(k):
                summed += input_batch[:, :, i:i + (rows - 1) * s + 1:s, j:j + (cols - 1) * s + 1:s]
        return summed / k ** 2

    def backward(self, output_gradient_batch):
        k, s = self.pool_size, self.stride
        _, rows, cols = self.output_shape
        for i in range(k):
            for j in range(k):
                self.gathered[:, :, i:i + (rows - 1) * s + 1:s, j:j + (cols - 1) * s + 1:s] += output_gradient_batch
        return self.gathered / k ** 2

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        C, rows, cols = self.output_shape
        return C * rows * cols
