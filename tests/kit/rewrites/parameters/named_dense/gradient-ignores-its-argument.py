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
        self.dW = np.zeros(self.W.shape)
        self.db = np.zeros(self.b.shape)
        self.X_input = None

    def forward(self, X_input):
        self.X_input = X_input
        return X_input.dot(self.W) + self.b

    def backward(self, grad_next):
        self.dW = self.X_input.T.dot(grad_next)
        self.db = grad_next.sum(axis=0).reshape(self.b.shape)
        grad_X = np.zeros(self.X_input.shape)
        for n in range(len(grad_X)):
            grad_X[n] = self.W.sum(axis=1)
        return grad_X

    @property
    def trainable(self):
        return [("W", self.W, self.dW), ("b", self.b, self.db)]
