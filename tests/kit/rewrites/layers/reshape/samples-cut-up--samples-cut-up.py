# mistake: forward_pass lets numpy find the number of samples, so a batch whose samples do not fit is cut up instead of refused
import math

from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.shape = shape
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        self.before = X.shape
        return X.reshape((-1,) + self.output_shape())

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.before)

    def output_shape(self):
        if -1 not in self.shape:
            return tuple(self.shape)
        known = math.prod(size for size in self.shape if size != -1)
        missing = math.prod(self.input_shape) // known
        return tuple(missing if size == -1 else size for size in self.shape)
