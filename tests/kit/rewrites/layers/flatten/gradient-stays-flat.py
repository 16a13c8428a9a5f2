from layer import Layer


class Flatten(Layer):
    def __init__(self, input_shape=None):
        if input_shape is not None:
            self.set_input_shape(input_shape)

    def forward_pass(self, X, training=True):
        size = 1
        for number in X.shape[1:]:
            size *= number
        return X.reshape((X.shape[0], size))

    def backward_pass(self, accum_grad):
        return accum_grad.copy()

    def output_shape(self):
        size = 1
        for number in self.input_shape:
            size *= number
        return tuple([size])
