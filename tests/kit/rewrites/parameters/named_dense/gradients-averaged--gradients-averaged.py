# mistake: backward divides dW and db by the batch size
from abc import ABC, abstractmethod

import numpy as np


class BaseLayer(ABC):
    @abstractmethod
    def __init__(self):
        self.layer_name = "UNINITIALIZED_NAME"
        self.index = -1

    @abstractmethod
    def forward(self, X_input):
        pass

    @abstractmethod
    def backward(self, grad_next):
        pass

    @property
    @abstractmethod
    def trainable(self):
        pass

    @property
    def name(self):
        return self.layer_name + "_" + str(self.index)


class Dense(BaseLayer):
    def __init__(self, input_size, output_size):
        super().__init__()
        self.layer_name = "Dense"
        self.index = 0
        self.W = np.random.uniform(size=(input_size, output_size))
        self.b = np.zeros((1, output_size))
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)

    def forward(self, X_input):
        self.X_input = X_input.copy()
        return np.einsum("ij,jk->ik", self.X_input, self.W) + self.b

    def backward(self, grad_next):
        dW = np.zeros_like(self.W)
        db = np.zeros_like(self.b)
        for row, grad in zip(self.X_input, grad_next):
            dW += np.outer(row, grad)
            db += grad
        self.dW, self.db = dW / len(grad_next), db / len(grad_next)
        return np.dot(grad_next, self.W.T)

    @property
    def trainable(self):
        return [(key, getattr(self, key), getattr(self, "d" + key)) for key in ("W", "b")]
