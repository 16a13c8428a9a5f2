# mistake: the mask is drawn for one sample and used for all samples of the batch
import numpy as np


class Dropout:
    def __init__(self, probability=0.5):
        self.probability = probability
        self.input_shape = None
        self.output_shape = None

    def build(self, input_shape):
        if isinstance(input_shape, (int, np.integer)):
            input_shape = (int(input_shape),)
        self.input_shape = tuple(input_shape)
        self.output_shape = self.input_shape

    def forward(self, input_batch, training=True):
        if not training:
            return input_batch
        keep = 1 - self.probability
        self.scaled_mask = (np.random.random((1,) + input_batch.shape[1:]) < keep) / keep
        return input_batch * self.scaled_mask

    def backward(self, output_gradient_batch):
        return output_gradient_batch * self.scaled_mask

    @property
    def params(self):
        return {}

    def get_config(self):
        return {"type": "Dropout", "probability": self.probability}
