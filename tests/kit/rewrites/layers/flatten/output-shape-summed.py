from layer import Layer


class Flatten(Layer):
    def __init__(self, input_shape=None):
        self.input_shape = input_shape
        self.before = None

    def forward_pass(self, X, training=True):
        self.before = X.shape
        rows = X.reshape((len(X), -1))
        return rows.copy()

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.before).copy()

    def output_shape(self):
        total = 0
        for size in self.input_shape:
            total += size
        return (total,)
