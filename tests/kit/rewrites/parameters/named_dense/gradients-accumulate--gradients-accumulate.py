# mistake: backward adds to dW and db instead of starting from zero
import numpy as np


class Dense:
    def __init__(self, input_size, output_size):
        self.W = np.random.uniform(size=(input_size, output_size))
        self.b = np.zeros((1, output_size))
        self.dW = np.zeros((input_size, output_size))
        self.db = np.zeros((1, output_size))
        self.X_input = None
        self.layer_name = "Dense"
        self.index = 0

    def forward(self, X_input):
        self.X_input = X_input
        return X_input @ self.W + self.b

    def backward(self, grad_next):
        self.dW = self.dW + self.X_input.T @ grad_next
        self.db = self.db + grad_next.sum(axis=0, keepdims=True)
        return grad_next @ self.W.T

    @property
    def trainable(self):
        return [("W", self.W, self.dW), ("b", self.b, self.db)]

    @property
    def name(self):
        return f"{self.layer_name}_{self.index}"
