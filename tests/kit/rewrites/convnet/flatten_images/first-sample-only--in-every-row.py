import numpy as np


class Flatten:
    """Rows from images."""

    def build(self, input_shape):
        self.input_shape = input_shape

    def forward(self, input_batch, training=True):
        self._shape = input_batch.shape
        rows = np.zeros((len(input_batch), int(np.prod(self._shape[1:]))))
        for i in range(len(input_batch)):
            rows[i] = input_batch[0].ravel()
        return rows

    def backward(self, output_gradient_batch):
        images = np.zeros(self._shape)
        for i, row in enumerate(output_gradient_batch):
            images[i] = row.reshape(self._shape[1:])
        return images

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        size = 1
        for n in self.input_shape:
            size *= n
        return size
