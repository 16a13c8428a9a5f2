# mistake: output_shape takes the first axis of input_shape for the batch and leaves it out of the product
from layer import Layer


class Flatten(Layer):
    def __init__(self, input_shape=None):
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        self.before = X.shape
        n_samples = X.shape[0]
        return X.reshape((n_samples, -1))

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.before)

    def output_shape(self):
        n = 1
        for size in self.input_shape[1:]:
            n *= size
        return (n,)
