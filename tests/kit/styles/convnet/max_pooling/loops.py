import numpy as np


class MaxPooling2D:
    """Loops; the first maximum of a window gets the gradient."""

    params = {}  # noqa: RUF012

    def __init__(self, pool_size=2, strides=None):
        self.pool_size = pool_size
        self.stride = strides or pool_size

    def build(self, input_shape):
        self.input_shape = input_shape
        self.output_shape = (
            input_shape[0],
            int((input_shape[1] - self.pool_size) / self.stride + 1),
            int((input_shape[2] - self.pool_size) / self.stride + 1),
        )

    @property
    def output_size(self):
        return np.prod(self.output_shape)

    def forward(self, input_batch, training=True):
        self.x = input_batch
        out = np.empty((len(input_batch), *self.output_shape))
        self.where = {}
        for place in np.ndindex(out.shape):
            n, c, i, j = place
            best = -np.inf
            for a in range(i * self.stride, i * self.stride + self.pool_size):
                for b in range(j * self.stride, j * self.stride + self.pool_size):
                    if input_batch[n, c, a, b] > best:
                        best = input_batch[n, c, a, b]
                        self.where[place] = (n, c, a, b)
            out[place] = best
        return out

    def backward(self, output_gradient_batch):
        dx = np.zeros(self.x.shape)
        for place, pixel in self.where.items():
            dx[pixel] += output_gradient_batch[place]
        return dx
