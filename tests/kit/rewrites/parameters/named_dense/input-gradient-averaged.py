import numpy as np


class Dense:
    def __init__(self, input_size, output_size):
        self.index, self.layer_name = 0, "Dense"
        self.W = np.random.random((input_size, output_size))
        self.b = np.zeros((1, output_size))
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)

    @property
    def name(self):
        return "{}_{}".format(self.layer_name, self.index)

    @property
    def trainable(self):
        weights = ("W", self.W, self.dW)
        biases = ("b", self.b, self.db)
        return [weights, biases]

    def forward(self, X_input):
        ones = np.ones((len(X_input), 1))
        self.X_input = X_input
        return np.hstack([X_input, ones]) @ np.vstack([self.W, self.b])

    def backward(self, grad_next):
        samples = len(grad_next)
        self.dW = (grad_next.T @ self.X_input).T
        self.db = np.add.reduce(grad_next, axis=0, keepdims=True)
        gradient = (self.W @ grad_next.T).T
        gradient /= samples
        return gradient
