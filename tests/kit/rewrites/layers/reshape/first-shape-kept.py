from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.shape = shape
        self.input_shape = input_shape
        self.previous = []

    def output_shape(self):
        total = 1
        for size in self.input_shape:
            total *= size
        for size in self.shape:
            total //= abs(size)
        return tuple(total if size < 0 else size for size in self.shape)

    def forward_pass(self, X, training=True):
        self.previous.append(X.shape)
        return X.reshape((len(X), *self.shape))

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.previous[0])
