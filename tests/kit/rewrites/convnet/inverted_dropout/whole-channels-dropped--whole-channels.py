# mistake: for images forward draws one value for each channel of a sample instead of one for every pixel
import numpy as np


class Dropout:
    def __init__(self, probability=0.5):
        self.probability = probability

    def build(self, input_shape):
        self.input_shape = (input_shape,) if np.isscalar(input_shape) else tuple(input_shape)
        self.output_shape = self.input_shape

    def forward(self, input_batch, training=True):
        if not training:
            return input_batch.copy()
        # samples and features, then ones for all further axes
        shape = input_batch.shape[:2] + (1,) * (input_batch.ndim - 2)
        kept = np.random.uniform(size=shape) >= self.probability
        self.m = kept / (1 - self.probability)
        return input_batch * self.m

    def backward(self, output_gradient_batch):
        return output_gradient_batch * self.m

    @property
    def params(self):
        return {}

    def get_config(self):
        return {"type": "Dropout", "probability": self.probability}
