import numpy as np


class Dropout:
    def __init__(self, probability=0.5):
        self.probability = probability
        self.keep_mask = None

    def build(self, input_shape):
        shape = (input_shape,) if isinstance(input_shape, int) else tuple(input_shape)
        self.input_shape = shape
        self.output_shape = shape

    def forward(self, input_batch, training=True):
        if training:
            self.keep_mask = np.random.uniform(size=(len(input_batch),) + (1,) * (input_batch.ndim - 1)) >= self.probability
            return np.where(self.keep_mask, input_batch / (1 - self.probability), 0.0)
        return input_batch

    def backward(self, output_gradient_batch):
        return np.where(self.keep_mask, output_gradient_batch / (1 - self.probability), 0.0)

    @property
    def params(self):
        return {}

    def get_config(self):
        return {"type": "Dropout", "probability": self.probability}
