import numpy as np


class Dense:
    def __init__(self, input_size, output_size):
        self.layer_name = "Dense"
        self.index = 0
        self.W = np.random.sample((input_size, output_size))
        self.b = np.full((1, output_size), 0.0)
        self.dW = np.full(self.W.shape, 0.0)
        self.db = np.full(self.b.shape, 0.0)

    def forward(self, X_input):
        self.X_input = X_input
        out = X_input @ self.W
        out += self.b
        return out

    def backward(self, grad_next):
        self.dW = np.matmul(self.X_input.T, grad_next)
        self.db = grad_next.sum(0, keepdims=True)
        dX = np.matmul(grad_next, self.W.T)
        print(dX)

    @property
    def trainable(self):
        return [("W", self.W, self.dW), ("b", self.b, self.db)]

    @property
    def name(self):
        return f"{self.layer_name}_{self.index}"
