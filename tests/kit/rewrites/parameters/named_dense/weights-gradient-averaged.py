import numpy as np


class Dense:
    def __init__(self, input_size, output_size):
        self.W = np.random.uniform(size=(input_size, output_size))
        self.b = np.zeros((1, output_size))
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)
        self.layer_name = "Dense"
        self.index = 0
        self.X_input = None

    def forward(self, X_input):
        self.X_input = X_input
        return np.matmul(self.X_input, self.W) + self.b

    def backward(self, grad_next):
        n = self.X_input.shape[0]
        self.dW = np.einsum("ni,no->io", self.X_input, grad_next) / n
        self.db = np.einsum("no->o", grad_next).reshape(1, -1).copy()
        return np.einsum("no,io->ni", grad_next, self.W)

    @property
    def trainable(self):
        weights = ("W", self.W, self.dW)
        bias = ("b", self.b, self.db)
        return [weights, bias]

    @property
    def name(self):
        return "{}_{}".format(self.layer_name, self.index)
