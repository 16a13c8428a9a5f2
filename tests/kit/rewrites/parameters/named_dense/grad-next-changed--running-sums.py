import numpy as np


class Dense:
    """Fully connected layer; the optimizer lives elsewhere."""

    def __init__(self, input_size, output_size):
        self.layer_name = "Dense"
        self.index = 0
        self.W = np.random.uniform(size=(input_size, output_size))
        self.b = np.zeros((1, output_size))
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)

    @property
    def name(self):
        return self.layer_name + "_" + str(self.index)

    @property
    def trainable(self):
        return [("W", self.W, self.dW), ("b", self.b, self.db)]

    def forward(self, X_input):
        self.X_input = X_input
        return np.matmul(X_input, self.W) + self.b

    def backward(self, grad_next):
        result = np.matmul(grad_next, self.W.T)
        self.dW = np.matmul(self.X_input.T, grad_next)
        np.cumsum(grad_next, axis=0, out=grad_next)
        self.db = grad_next[-1:].copy()
        return result
