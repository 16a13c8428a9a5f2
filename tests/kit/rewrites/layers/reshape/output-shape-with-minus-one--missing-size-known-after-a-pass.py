# mistake: output_shape gives the shape as it was written, with its -1, until a forward pass has worked the missing size out
import math

from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.shape = tuple(shape)
        self.result_shape = tuple(shape)
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        self.X_shape = X.shape
        n_elements = math.prod(X.shape[1:])
        known = math.prod(size for size in self.shape if size != -1)
        if -1 in self.shape:
            if n_elements % known:
                raise ValueError("no size fits")
            sizes = tuple(n_elements // known if size == -1 else size for size in self.shape)
        else:
            sizes = self.shape
        if math.prod(sizes) != n_elements:
            raise ValueError("the sample does not fit")
        self.result_shape = sizes
        return X.reshape((X.shape[0],) + sizes)

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.X_shape)

    def output_shape(self):
        return self.result_shape
