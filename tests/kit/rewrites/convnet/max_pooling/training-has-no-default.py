import numpy as np


class MaxPooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        self.stride = stride if stride is not None else pool_size
        self.input_shape = None
        self.output_shape = None

    def _count(self, n):
        return (n - self.pool_size) // self.stride + 1

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        self.output_shape = (input_shape[0], self._count(input_shape[1]), self._count(input_shape[2]))

    def forward(self, input_batch, training):
        N = input_batch.shape[0]
        C, rows, cols = self.output_shape
        k, s = self.pool_size, self.stride
        self.x_shape = input_batch.shape
        out = np.zeros((N, C, rows, cols))
        self.winner = np.zeros((N, C, rows, cols), dtype=int)
        for r in range(rows):
            for c in range(cols):
                window = input_batch[:, :, r * s : r * s + k, c * s : c * s + k]
                flat = window.reshape(N, C, -1)
                self.winner[:, :, r, c] = flat.argmax(axis=2)
                out[:, :, r, c] = flat.max(axis=2)
        return out

    def backward(self, output_gradient_batch):
        dx = np.zeros(self.x_shape)
        N, C, rows, cols = output_gradient_batch.shape
        k, s = self.pool_size, self.stride
        for n in range(N):
            for ch in range(C):
                for r in range(rows):
                    for c in range(cols):
                        i, j = divmod(self.winner[n, ch, r, c], k)
                        dx[n, ch, r * s + i, c * s + j] += output_gradient_batch[n, ch, r, c]
        return dx

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
