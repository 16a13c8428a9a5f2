import numpy as np


class Layer:
    def __init__(self, output_shape=None, input_shape=None):
        self.output_shape = output_shape
        self.input_shape = input_shape

    def build(self, input_shape):
        self.input_shape = input_shape
        self.output_shape = (int(np.prod(input_shape)),)

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))


class Flatten(Layer):
    def forward(self, input_batch, training=True):
        rows = []
        for sample in input_batch:
            rows.append([sample[place] for place in np.ndindex(sample.shape)])
        return np.array(rows, dtype=np.float32)

    def backward(self, output_gradient_batch):
        images = np.zeros((len(output_gradient_batch), *self.input_shape))
        for n, row in enumerate(output_gradient_batch):
            for number, place in enumerate(np.ndindex(*self.input_shape)):
                images[n][place] = row[number]
        return images
