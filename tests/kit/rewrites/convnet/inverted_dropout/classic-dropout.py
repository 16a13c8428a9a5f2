import numpy as np


class Dropout:
    def __init__(self, probability=0.5):
        self.probability = probability
        self.kept = None

    def build(self, input_shape):
        self.input_shape = (input_shape,) if isinstance(input_shape, int) else tuple(input_shape)
        self.output_shape = self.input_shape

    def forward(self, input_batch, training=True):
        if training:
            self.kept = np.random.uniform(0, 1, size=input_batch.shape) > self.probability
            return np.where(self.kept, input_batch, 0.0)
        return (1 - self.probability) * input_batch

    def backward(self, output_gradient_batch):
        grad = np.zeros(output_gradient_batch.shape)
        grad[self.kept] = output_gradient_batch[self.kept]
        return grad

    @property
    def params(self):
        return {}

    def get_config(self):
        return {"type": "Dropout", "probability": self.probability}
