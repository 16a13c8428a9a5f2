import numpy as np


class Dropout:
    def __init__(self, probability=0.5):
        self.probability = probability
        self.keep = 1.0 - probability
        self.factors = None

    def build(self, input_shape):
        self.input_shape = input_shape if isinstance(input_shape, tuple) else (input_shape,)
        self.output_shape = self.input_shape

    def _draw(self, shape):
        return np.random.normal(size=shape) < self.keep

    def forward(self, input_batch, training=True):
        if training:
            self.factors = self._draw(input_batch.shape) / self.keep
            return input_batch * self.factors
        return input_batch

    def backward(self, output_gradient_batch):
        return self.factors * output_gradient_batch

    @property
    def params(self):
        return {}

    def get_config(self):
        return {"type": "Dropout", "probability": self.probability}
