# mistake: backward sums the gradient of b to the shape (output_size,), while b has the shape (1, output_size)
from abc import ABC, abstractmethod

import numpy as np


class BaseLayer(ABC):
    @abstractmethod
    def __init__(self):
        self.layer_name, self.index = "UNINITIALIZED_NAME", -1

    @abstractmethod
    def forward(self, X_input):
        ...

    @abstractmethod
    def backward(self, grad_next):
        ...

    @property
    @abstractmethod
    def trainable(self):
        ...

    @property
    def name(self):
        return f"{self.layer_name}_{self.index}"


class Dense(BaseLayer):
    def __init__(self, input_size, output_size):
        super().__init__()
        self.layer_name, self.index = "Dense", 0
        self.W = np.random.uniform(size=(input_size, output_size))
        self.b = np.zeros((1, output_size))
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)
        self.X_input = None

    def forward(self, X_input):
        self.X_input = X_input
        return X_input.dot(self.W) + self.b

    def backward(self, grad_next):
        self.dW = np.einsum("ni,no->io", self.X_input, grad_next)
        self.db = np.einsum("no->o", grad_next)
        return np.einsum("no,io->ni", grad_next, self.W)

    @property
    def trainable(self):
        return [("W", self.W, self.dW), ("b", self.b, self.db)]
