import math

import numpy as np


class Sequential:
    def __init__(self, optimizer, loss):
        self._optimizer = optimizer
        self._loss = loss
        self._layers = ()

    def add(self, layer):
        for before in self._layers[-1:]:
            layer.set_input_shape(before.output_shape())
        if hasattr(layer, "initialize"):
            layer.initialize(self._optimizer)
        self._layers += (layer,)

    def parameters(self):
        return sum(layer.parameters() for layer in self._layers)

    def forward(self, X, training):
        for layer in self._layers:
            X = layer.forward_pass(X, training=training)
        return X

    def predict(self, X):
        return self.forward(X, training=False)

    def train_on_batch(self, X, y):
        prediction = self.forward(X, training=True)
        loss, grad = self._loss.loss(prediction, y), self._loss.gradient(prediction, y)
        for layer in self._layers[::-1]:
            grad = layer.backward_pass(grad)
        return loss

    def fit(self, X, y, epochs, batch_size):
        result = []
        number = math.ceil(len(X) / batch_size)
        for _ in range(epochs):
            order, running = np.random.permutation(len(X)), 0.0
            for k in range(number):
                part = order[k * batch_size : k * batch_size + batch_size]
                running += self.train_on_batch(X[part], y[part]) / number
            result.append(running)
        return result

    def accuracy(self, X, labels):
        return np.mean(np.argmax(self.predict(X), axis=1) == labels)
