"""Single precision, a generator of its own, and a Layer base."""

import numpy as np


class Layer:
    input_shape = output_shape = None

    def build(self, input_shape):
        self.input_shape = self.output_shape = tuple(np.atleast_1d(input_shape).tolist())

    @property
    def params(self):
        return {}

    def get_config(self):
        return {"type": type(self).__name__}


class Dropout(Layer):
    def __init__(self, probability=0.5):
        self.probability = np.float32(probability)
        self.rng = np.random.default_rng()

    def forward(self, input_batch, training=True):
        x = np.asarray(input_batch, dtype=np.float32)
        if not training:
            self.zeroed = np.zeros(x.shape, bool)
            self.scale = np.float32(1)
            return x
        self.zeroed = self.rng.binomial(1, self.probability, x.shape).astype(bool)
        self.scale = np.float32(1 / (1 - self.probability))
        return np.where(self.zeroed, np.float32(0), x * self.scale)

    def backward(self, output_gradient_batch):
        grad = np.array(output_gradient_batch, dtype=np.float32)
        grad *= self.scale
        grad[self.zeroed] = 0
        return grad

    def get_config(self):
        return super().get_config() | {"probability": self.probability}
