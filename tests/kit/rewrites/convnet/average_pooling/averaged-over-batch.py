import numpy as np


class AveragePooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride or pool_size
        self.x = None

    def build(self, input_shape):
        self.input_shape = input_shape
        c, h, w = input_shape
        self.out_h = 1 + (h - self.pool_size) // self.stride
        self.out_w = 1 + (w - self.pool_size) // self.stride
        self.output_shape = (c, self.out_h, self.out_w)

    def forward(self, input_batch, training=True):
        self.x = input_batch
        n, c = self.x.shape[:2]
        out = np.zeros((n, c, self.out_h, self.out_w))
        for i in range(self.out_h):
            for j in range(self.out_w):
                y, x = i * self.stride, j * self.stride
                window = self.x[:, :, y : y + self.pool_size, x : x + self.pool_size]
                out[:, :, i, j] = window.mean(axis=(2, 3))
        return out

    def backward(self, output_gradient_batch):
        dx = np.zeros(self.x.shape)
        for i in range(self.out_h):
            for j in range(self.out_w):
                y, x = i * self.stride, j * self.stride
                share = 1 / self.pool_size**2
                g = output_gradient_batch[:, :, i, j][:, :, None, None]
                dx[:, :, y : y + self.pool_size, x : x + self.pool_size] += share * g
        return dx / len(self.x)

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
