import numpy as np


class Dense:
    def __init__(self, input_size, output_size):
        self.layer_name, self.index = "Dense", 0
        self.W = np.random.random_sample((input_size, output_size))
        self.b = np.zeros((1, output_size))
        self.dW = np.zeros((input_size, output_size))
        self.db = np.zeros((1, output_size))
        self.X_input = None

    def forward(self, X_input):
        self.X_input = X_input
        return np.einsum("ni,io->no", X_input, self.W) + self.b

    def backward(self, grad_next):
        dW = np.zeros(self.W.shape)
        db = np.zeros(self.b.shape)
        for x, g in zip(self.X_input, grad_next, strict=True):
            dW = dW + np.outer(x, g)
            db = db + g
        self.dW = self.dW + dW
        self.db = self.db + db
        return np.stack([self.W @ g for g in grad_next])

    @property
    def trainable(self):
        return [(name, getattr(self, name), getattr(self, "d" + name)) for name in "Wb"]

    @property
    def name(self):
        return "_".join([self.layer_name, str(self.index)])
