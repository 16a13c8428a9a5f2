import numpy as np


class Layer:
    input_shape = None

    def build(self, input_shape):
        self.input_shape = input_shape

    @property
    def params(self):
        return {}


class Flatten(Layer):
    def forward(self, input_batch, training=True):
        batch_size = input_batch.shape[0]
        return np.reshape(input_batch, (batch_size, self.output_size))

    def backward(self, output_gradient_batch):
        dX = np.array(output_gradient_batch)
        return np.reshape(dX, self.input_shape)

    @property
    def output_size(self):
        size = 1
        for n in self.input_shape:
            size *= n
        return size
