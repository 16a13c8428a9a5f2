# mistake: forward starts the running maximum at 0 instead of minus infinity, so windows of negative pixels give 0
import math

import numpy as np


class MaxPooling2D:
    def __init__(self, pool_size=2, stride=None):
        self.pool_size = pool_size
        if stride is None:
            stride = pool_size
        self.stride = stride

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        channels, height, width = self.input_shape
        self.output_shape = (
            channels,
            math.floor((height - self.pool_size) / self.stride) + 1,
            math.floor((width - self.pool_size) / self.stride) + 1,
        )

    def forward(self, input_batch, training=True):
        self.images = input_batch
        n = len(input_batch)
        output = np.zeros((n, *self.output_shape))
        for r in range(self.output_shape[1]):
            for c in range(self.output_shape[2]):
                top, left = r * self.stride, c * self.stride
                for i in range(self.pool_size):
                    for j in range(self.pool_size):
                        output[:, :, r, c] = np.maximum(output[:, :, r, c], input_batch[:, :, top + i, left + j])
        self.maxima = output.copy()
        return output

    def backward(self, output_gradient_batch):
        gradient = np.zeros(self.images.shape)
        for r in range(self.output_shape[1]):
            for c in range(self.output_shape[2]):
                top, left = r * self.stride, c * self.stride
                window = self.images[:, :, top:top + self.pool_size, left:left + self.pool_size]
                is_max = window == self.maxima[:, :, r, c][:, :, None, None]
                gradient[:, :, top:top + self.pool_size, left:left + self.pool_size] += (
                    is_max * output_gradient_batch[:, :, r, c][:, :, None, None])
        return gradient

    @property
    def params(self):
        return dict()

    @property
    def output_size(self):
        return math.prod(self.output_shape)
