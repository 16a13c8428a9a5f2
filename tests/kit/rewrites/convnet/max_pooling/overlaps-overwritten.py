import numpy as np


class MaxPooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride or pool_size
        self.input_shape = self.output_shape = None

    def build(self, input_shape):
        self.input_shape = input_shape
        c, h, w = input_shape
        self.output_shape = (
            c,
            len(range(0, h - self.pool_size + 1, self.stride)),
            len(range(0, w - self.pool_size + 1, self.stride)),
        )

    def forward(self, input_batch, training=True):
        self.shape = input_batch.shape
        n = len(input_batch)
        c, rows, columns = self.output_shape
        out = np.zeros((n, c, rows, columns))
        self.where = {}
        for s, k, i, j in np.ndindex(out.shape):
            y, x = i * self.stride, j * self.stride
            window = input_batch[s, k, y : y + self.pool_size, x : x + self.pool_size]
            a, b = divmod(int(np.argmax(window)), self.pool_size)
            self.where[s, k, i, j] = (s, k, y + a, x + b)
            out[s, k, i, j] = window[a, b]
        return out

    def backward(self, output_gradient_batch):
        result = np.zeros(self.shape)
        for place, source in self.where.items():
            result[source] = output_gradient_batch[place]
        return result

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
