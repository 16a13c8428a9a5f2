import numpy as np


class BaseLayer:
    def __init__(self, layer_name):
        self.layer_name = layer_name
        self.index = 0

    @property
    def name(self):
        return f"{self.layer_name}_{self.index}"


class Dense(BaseLayer):
    def __init__(self, input_size, output_size):
        super().__init__("Dense")
        rows = [np.random.uniform(-1.0, 1.0, output_size) for _ in range(input_size)]
        self.W = np.array(rows)
        self.b = np.array([[0.0] * output_size])
        self.dW = self.W * 0
        self.db = self.b * 0

    def forward(self, X_input):
        self.X_input = X_input
        return np.matmul(X_input, self.W) + np.tile(self.b, (X_input.shape[0], 1))

    def backward(self, grad_next):
        self.dW = np.tensordot(self.X_input, grad_next, ((0,), (0,)))
        self.db = np.ones((1, len(grad_next))) @ grad_next
        return np.tensordot(grad_next, self.W, ((1,), (1,)))

    @property
    def trainable(self):
        return [("W", self.W, self.dW), ("b", self.b, self.db)]
