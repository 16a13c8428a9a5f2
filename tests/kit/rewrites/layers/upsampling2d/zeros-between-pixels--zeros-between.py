# mistake: forward_pass spreads the pixels out and leaves zeros between them instead of repeating each pixel
import numpy as np
from layer import Layer


class UpSampling2D(Layer):
    def __init__(self, size=(2, 2), input_shape=None):
        self.r, self.s = size
        self.input_shape = input_shape

    def output_shape(self):
        channels, height, width = self.input_shape
        return channels, height * self.r, width * self.s

    def forward_pass(self, X, training=True):
        n, c, h, w = X.shape
        larger = np.zeros((n, c, h * self.r, w * self.s))
        larger[:, :, ::self.r, ::self.s] = X
        return larger

    def backward_pass(self, accum_grad):
        total = 0
        for a in range(self.r):
            for b in range(self.s):
                total = total + accum_grad[:, :, a::self.r, b::self.s]
        return total
