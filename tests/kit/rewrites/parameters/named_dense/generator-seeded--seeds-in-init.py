import numpy as np


class Dense:
    def __init__(self, input_size, output_size):
        np.random.seed(42)
        self.W = np.random.uniform(size=(input_size, output_size))
        self.b = np.zeros(shape=(1, output_size))
        self.dW = np.zeros(shape=(input_size, output_size))
        self.db = np.zeros(shape=(1, output_size))
        self.layer_name = "Dense"
        self.index = 0

    def forward(self, X_input):
        self.X_input = X_input
        out = X_input @ self.W
        return out + self.b

    def backward(self, grad_next):
        x = self.X_input
        dW = np.zeros_like(self.W)
        db = np.zeros_like(self.b)
        for row in range(len(x)):
            dW += np.outer(x[row], grad_next[row])
            db += grad_next[row]
        self.dW = dW
        self.db = db
        return grad_next @ self.W.T

    @property
    def trainable(self):
        return [("W", self.W, self.dW), ("b", self.b, self.db)]

    @property
    def name(self):
        return f"{self.layer_name}_{self.index}"
