"""Casts what it is given to single precision, and shuffles whole copies."""

import numpy as np


class Sequential:
    def __init__(self, optimizer, loss):
        self.optimizer = optimizer
        self.loss = loss
        self.layers = []

    def add(self, layer):
        if len(self.layers) > 0:
            layer.set_input_shape(self.layers[-1].output_shape())
        try:
            initialize = layer.initialize
        except AttributeError:
            pass
        else:
            initialize(self.optimizer)
        self.layers.append(layer)

    def parameters(self):
        total = 0
        for layer in self.layers:
            total += layer.parameters()
        return total

    def predict(self, X):
        out = np.asarray(X, dtype=np.float32)
        for layer in self.layers:
            out = np.asarray(layer.forward_pass(out, training=False), dtype=np.float32)
        return out

    def train_on_batch(self, X, y):
        out = np.asarray(X, dtype=np.float32)
        for layer in self.layers:
            out = np.asarray(layer.forward_pass(out, True), dtype=np.float32)
        grad = self.loss.gradient(out, np.asarray(y, dtype=np.float32))
        for layer in self.layers[::-1]:
            grad = np.asarray(layer.backward_pass(grad), dtype=np.float32)
        return np.float32(self.loss.loss(out, np.asarray(y, dtype=np.float32)))

    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            order = np.random.permutation(len(X))
            shuffled_X, shuffled_y = np.float32(X)[order], np.float32(y)[order]
            found, sizes = [], []
            for i in range(0, len(order), batch_size):
                found.append(self.train_on_batch(shuffled_X[i : i + batch_size], shuffled_y[i : i + batch_size]))
                sizes.append(len(shuffled_X[i : i + batch_size]))
            losses.append(float(np.average(found, weights=sizes)))
        return losses

    def accuracy(self, X, labels):
        return float((self.predict(X).argmax(axis=-1) == np.asarray(labels)).mean())
