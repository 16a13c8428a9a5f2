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
        self.dropped = np.random.rand(*input_batch.shape) < 0.3
        return np.where(self.dropped, 0.0, input_batch / 0.7)

    def backward(self, output_gradient_batch):
        return np.where(self.dropped, 0.0, output_gradient_batch / 0.7)

    @property
    def params(self):
        return {}

    def get_config(self):
        return {"type": "Dropout", "probability": self.probability}
