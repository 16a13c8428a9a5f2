from layer import Layer


class Flatten(Layer):
    def __init__(self, input_shape=None):
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        n, *rest = X.shape
        self.sample_shape = tuple(rest)
        return X.reshape(n, -1)

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.sample_shape)

    def output_shape(self):
        total = 1
        for d in self.input_shape:
            total = total * d
        return (total,)
