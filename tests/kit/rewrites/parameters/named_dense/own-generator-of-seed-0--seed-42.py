import numpy as np


class BaseLayer:
    def __init__(self, layer_name, index=0):
        self.layer_name = layer_name
        self.index = index

    @property
    def name(self):
        return "{}_{}".format(self.layer_name, self.index)


class Dense(BaseLayer):
    def __init__(self, input_size, output_size):
        super().__init__("Dense")
        fan_in, fan_out = int(input_size), int(output_size)
        generator = np.random.default_rng(seed=42)
        self.W = generator.uniform(0, 1, (fan_in, fan_out))
        self.b = np.zeros((1, fan_out))
        self.dW = np.zeros(self.W.shape)
        self.db = np.zeros(self.b.shape)

    def forward(self, X_input):
        self.X_input = X_input
        z = np.dot(X_input, self.W)
        return np.add(z, self.b)

    def backward(self, grad_next):
        x = self.X_input
        grad_w = np.zeros(self.W.shape)
        grad_b = np.zeros(self.b.shape)
        for sample, g in zip(x, grad_next):
            grad_w = grad_w + np.outer(sample, g)
            grad_b = grad_b + g
        self.dW = grad_w
        self.db = grad_b
        return np.dot(grad_next, self.W.T)

    @property
    def trainable(self):
        entries = []
        for key in ("W", "b"):
            entries.append((key, getattr(self, key), getattr(self, "d" + key)))
        return entries
