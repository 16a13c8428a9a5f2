import numpy as np


class Flatten:
    def build(self, input_shape):
        self.input_shape = input_shape
        self.row = int(np.prod(input_shape))

    def forward(self, input_batch, training=True):
        return input_batch.reshape(-1, self.row)

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(-1, *self.input_shape)

    @property
    def params(self):
        pass

    @property
    def output_size(self):
        return self.row
