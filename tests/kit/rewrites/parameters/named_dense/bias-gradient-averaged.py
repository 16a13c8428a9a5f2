import numpy as np


class Dense:
    layer_name = "Dense"
    index = 0

    def __init__(self, input_size, output_size):
        self.W = np.random.rand(input_size, output_size)
        self.b, self.db = np.zeros((2, 1, output_size))
        self.dW = np.zeros((input_size, output_size))

    def forward(self, X_input):
        self.X_input = np.copy(X_input)
        return np.dot(self.X_input, self.W) + self.b

    def backward(self, grad_next):
        n = grad_next.shape[0]
        self.dW = sum(np.outer(self.X_input[i], grad_next[i]) for i in range(n))
        self.db = np.mean(grad_next, axis=0).reshape(1, -1)
        return np.dot(grad_next, np.transpose(self.W))

    trainable = property(lambda self: [("W", self.W, self.dW), ("b", self.b, self.db)])
    name = property(lambda self: f"{self.layer_name}_{self.index}")
