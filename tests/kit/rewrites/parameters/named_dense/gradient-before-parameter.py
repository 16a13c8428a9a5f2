import numpy as np


class Dense:
    def __init__(self, input_size, output_size):
        self.layer_name = "Dense"
        self.index = 0
        self.W = np.random.uniform(size=(input_size, output_size))
        self.b = np.zeros((1, output_size))
        self.dW = np.zeros((input_size, output_size))
        self.db = np.zeros((1, output_size))
        self.X_input = None

    def forward(self, X_input):
        self.X_input = X_input
        return np.einsum("ni,io->no", X_input, self.W) + self.b

    def backward(self, grad_next):
        self.dW = np.einsum("ni,no->io", self.X_input, grad_next)
        self.db = np.einsum("no->o", grad_next)[None, :].copy()
        return np.einsum("no,io->ni", grad_next, self.W)

    @property
    def trainable(self):
        weights = ("W", self.dW, self.W)
        bias = ("b", self.db, self.b)
        return [weights, bias]

    @property
    def name(self):
        return self.layer_name + "_" + str(self.index)
