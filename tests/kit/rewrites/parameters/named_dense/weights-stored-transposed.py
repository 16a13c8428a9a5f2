import numpy as np


class Dense:
    """One row of W for each output unit."""

    def __init__(self, input_size, output_size):
        self.layer_name, self.index = "Dense", 0
        self.W = np.random.uniform(size=(output_size, input_size))
        self.b = np.zeros((1, output_size))
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)
        self.X_input = None

    def forward(self, X_input):
        self.X_input = X_input
        return np.dot(X_input, self.W.T) + self.b

    def backward(self, grad_next):
        self.dW = np.dot(grad_next.T, self.X_input)
        self.db = np.sum(grad_next, axis=0, keepdims=True)
        return np.dot(grad_next, self.W)

    @property
    def trainable(self):
        return [("W", self.W, self.dW), ("b", self.b, self.db)]

    @property
    def name(self):
        return "%s_%d" % (self.layer_name, self.index)
