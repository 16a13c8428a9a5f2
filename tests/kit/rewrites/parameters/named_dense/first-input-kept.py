import numpy as np


class Dense:
    layer_name, index, X_input = "Dense", 0, None

    def __init__(self, input_size, output_size):
        self.W = np.random.uniform(0, 1, input_size * output_size).reshape(input_size, output_size)
        self.b = np.zeros(output_size).reshape(1, -1)
        self.dW = 0 * self.W
        self.db = 0 * self.b

    def forward(self, X_input):
        if self.X_input is None:
            self.X_input = X_input
        return np.dot(X_input, self.W) + self.b

    def backward(self, grad_next):
        self.dW = np.dot(self.X_input.T, grad_next)
        self.db = grad_next.sum(axis=0)[None, :]
        return np.dot(grad_next, self.W.T)

    name = property(lambda self: "%s_%s" % (self.layer_name, self.index))

    @property
    def trainable(self):
        return [("W", self.W, self.dW), ("b", self.b, self.db)]
