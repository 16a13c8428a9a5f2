import numpy as np


class BaseLayer:
    def __init__(self):
        self.layer_name = "UNINITIALIZED_NAME"
        self.index = -1

    @property
    def name(self):
        return "{}_{}".format(self.layer_name, self.index)


class Dense(BaseLayer):
    def __init__(self, input_size, output_size):
        super().__init__()
        self.layer_name, self.index = "Dense", 0
        self.W = np.random.rand(input_size, output_size)
        self.b = np.zeros((1, output_size))
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)
        self.X_input = None

    def forward(self, X_input):
        self.X_input = np.array(X_input)
        rows = [row @ self.W + self.b[0] for row in X_input]
        return np.stack(rows)

    def backward(self, grad_next):
        dW = np.zeros_like(self.W)
        db = np.zeros_like(self.b)
        dX = np.zeros(self.X_input.shape)
        for i, g in enumerate(grad_next):
            dW += np.outer(self.X_input[i], g)
            db += g
            dX[i] = self.W @ g
        self.dW = dW
        self.db = np.array([np.sum(grad_next)])
        return dX

    @property
    def trainable(self):
        parameters = []
        parameters.append(("W", self.W, self.dW))
        parameters.append(("b", self.b, self.db))
        return parameters
