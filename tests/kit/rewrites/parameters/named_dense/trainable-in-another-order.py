import numpy as np


class Dense:
    def __init__(self, input_size, output_size):
        self.layer_name = "Dense"
        self.index = 0
        self.W = np.random.uniform(0, 1, (input_size, output_size))
        self.b = np.zeros(output_size)
        self.dW = np.zeros(self.W.shape)
        self.db = np.zeros(self.b.shape)

    def forward(self, X_input):
        self.X_input = X_input
        out = np.dot(X_input, self.W) + self.b
        return out

    def backward(self, grad_next):
        X = self.X_input
        self.dW = np.dot(X.T, grad_next)
        self.db = np.sum(grad_next, axis=0)
        return np.dot(grad_next, self.W.T)

    @property
    def trainable(self):
        return [(self.W, "W", self.dW), (self.b, "b", self.db)]

    @property
    def name(self):
        return self.layer_name + "_" + str(self.index)
