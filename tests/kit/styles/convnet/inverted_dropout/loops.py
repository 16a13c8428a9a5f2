"""One element at a time, with Python's own draws from numpy, no mask array kept but a list."""

import numpy as np


class Dropout:
    def __init__(self, probability=0.5):
        self.probability = probability
        self.keep = []

    def build(self, input_shape):
        self.input_shape = input_shape if isinstance(input_shape, tuple) else (int(input_shape),)
        self.output_shape = tuple(self.input_shape)

    def forward(self, input_batch, training=True):
        if training:
            flags = np.random.choice([False, True], size=input_batch.size, p=[self.probability, 1 - self.probability])
            self.keep = list(flags)
            return self.backward(input_batch)
        self.keep = None
        return np.copy(input_batch)

    def backward(self, output_gradient_batch):
        if self.keep is None:
            return output_gradient_batch
        out = []
        for value, keep in zip(np.ravel(output_gradient_batch), self.keep, strict=True):
            out.append(value / (1 - self.probability) if keep else 0.0)
        return np.array(out).reshape(output_gradient_batch.shape)

    @property
    def params(self):
        return {}

    def get_config(self):
        return {"type": type(self).__name__, "probability": self.probability, "name": "dropout"}
