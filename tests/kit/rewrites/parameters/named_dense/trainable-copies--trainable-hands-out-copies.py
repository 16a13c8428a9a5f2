# mistake: trainable lists copies of W and b, so an optimizer that writes into them does not train the layer
import numpy as np


class Dense:
    def __init__(self, input_size, output_size):
        self.layer_name = "Dense"
        self.index = 0
        self.W = np.random.uniform(size=(input_size, output_size))
        self.b = np.zeros((1, output_size))
        self.dW = np.zeros(self.W.shape)
        self.db = np.zeros(self.b.shape)

    def forward(self, X_input):
        self.X_input = X_input
        return np.matmul(X_input, self.W) + self.b

    def backward(self, grad_next):
        self.dW = np.matmul(self.X_input.T, grad_next)
        self.db = np.sum(grad_next, axis=0).reshape(1, -1)
        return np.matmul(grad_next, self.W.T)

    @property
    def trainable(self):
        return [("W", np.array(self.W), self.dW), ("b", np.array(self.b), self.db)]

    @property
    def name(self):
        return "_".join((self.layer_name, str(self.index)))
