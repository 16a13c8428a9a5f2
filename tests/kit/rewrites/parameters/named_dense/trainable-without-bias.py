import numpy as np


class Dense:
    def __init__(self, input_size, output_size):
        shape = input_size, output_size
        self.W, self.dW = np.random.uniform(size=shape), np.zeros(shape)
        self.b, self.db = np.zeros((1, output_size)), np.zeros((1, output_size))
        self.layer_name, self.index, self.X_input = "Dense", 0, None

    def _get_name(self):
        return "_".join([self.layer_name, "%d" % self.index])

    def _get_trainable(self):
        return [("W", self.W, self.dW)]

    name = property(_get_name)
    trainable = property(_get_trainable)

    def forward(self, X_input):
        self.X_input = X_input
        return np.tensordot(X_input, self.W, axes=1) + self.b

    def backward(self, grad_next):
        self.dW = np.tensordot(self.X_input, grad_next, axes=([0], [0]))
        self.db = np.ones((1, grad_next.shape[0])).dot(grad_next)
        return np.tensordot(grad_next, self.W, axes=([1], [1]))
