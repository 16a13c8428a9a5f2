import numpy as np


class Dropout:
    def __init__(self, probability=0.5):
        self.probability = probability

    def build(self, input_shape):
        shape = tuple(np.atleast_1d(input_shape).tolist())
        self.input_shape, self.output_shape = shape, shape

    def forward(self, input_batch, training=True):
        if not training:
            return input_batch.copy()
        self.dropped = np.random.default_rng(42).uniform(size=input_batch.shape) < self.probability
        return np.where(self.dropped, 0.0, input_batch / (1 - self.probability))

    def backward(self, output_gradient_batch):
        return np.where(self.dropped, 0.0, output_gradient_batch / (1 - self.probability))

    @property
    def params(self):
        return {}

    def get_config(self):
        return {"type": "Dropout", "probability": self.probability}
