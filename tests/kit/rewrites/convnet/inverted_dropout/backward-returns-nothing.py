import numpy as np


class Dropout:
    def __init__(self, probability=0.5):
        self.probability = probability
        self.mask = None

    def build(self, input_shape):
        if isinstance(input_shape, (int, np.integer)):
            input_shape = (int(input_shape),)
        self.input_shape = tuple(input_shape)
        self.output_shape = tuple(input_shape)

    def forward(self, input_batch, training=True):
        if training:
            p_keep = 1 - self.probability
            self.mask = np.random.binomial(1, p_keep, input_batch.shape) / p_keep
            return np.multiply(input_batch, self.mask)
        return np.array(input_batch)

    def backward(self, output_gradient_batch):
        self.input_gradient_batch = np.multiply(output_gradient_batch, self.mask)

    @property
    def params(self):
        return {}

    def get_config(self):
        return {"type": type(self).__name__, "probability": self.probability}
