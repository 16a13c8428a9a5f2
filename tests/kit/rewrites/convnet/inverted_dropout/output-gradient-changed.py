import numpy as np


class Dropout:
    def __init__(self, probability=0.5):
        self.probability = probability

    def build(self, input_shape):
        if not isinstance(input_shape, tuple):
            input_shape = (input_shape,)
        self.input_shape = input_shape
        self.output_shape = input_shape

    def forward(self, input_batch, training=True):
        if training:
            self.dropped = np.random.rand(*input_batch.shape) < self.probability
            result = input_batch / (1 - self.probability)
            result[self.dropped] = 0
            return result
        return input_batch

    def backward(self, output_gradient_batch):
        output_gradient_batch[self.dropped] = 0
        return output_gradient_batch / (1 - self.probability)

    @property
    def params(self):
        return {}

    def get_config(self):
        return {"type": "Dropout", "probability": self.probability}
