import numpy as np


class Flatten:
    def __init__(self):
        self.input_shape = None
        self.input_ndim = 0

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        self.input_ndim = len(self.input_shape)

    def to_end(self):
        axes = list(range(self.input_ndim + 1))
        axes.append(axes.pop(1))
        return axes

    def forward(self, input_batch, training=True):
        nhwc = np.transpose(input_batch, self.to_end())
        return np.array([image.ravel() for image in nhwc])

    def backward(self, output_gradient_batch):
        count = output_gradient_batch.shape[0]
        order = self.to_end()
        full = (count, *self.input_shape)
        nhwc = output_gradient_batch.reshape([full[axis] for axis in order])
        return np.transpose(nhwc, np.argsort(order))

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.input_shape))
