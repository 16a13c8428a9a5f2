"""Batches from a generator, a history kept on the side, weighted means by np.average."""

from functools import reduce

import numpy as np


class Sequential:
    def __init__(self, optimizer, loss):
        self.optimizer, self.criterion = optimizer, loss
        self.layers, self.history = [], []

    def add(self, layer):
        self.layers += [layer]
        if len(self.layers) >= 2:
            layer.set_input_shape(self.layers[-2].output_shape())
        getattr(layer, "initialize", lambda optimizer: None)(self.optimizer)

    def parameters(self):
        return np.int64(sum(layer.parameters() for layer in self.layers))

    def run(self, X, training):
        return reduce(lambda signal, layer: layer.forward_pass(signal, training), self.layers, X)

    def predict(self, X):
        return self.run(X, False)

    def train_on_batch(self, X, y):
        output = self.run(X, True)
        before = self.criterion.loss(output, y)
        reduce(lambda signal, layer: layer.backward_pass(signal), self.layers[::-1], self.criterion.gradient(output, y))
        return before

    @staticmethod
    def batches(count, size):
        order = np.random.permutation(count)
        yield from np.split(order, range(size, count, size))

    def fit(self, X, y, epochs, batch_size):
        mine = []
        for _ in range(epochs):
            pairs = [(self.train_on_batch(X[b], y[b]), b.size) for b in self.batches(X.shape[0], batch_size)]
            losses, sizes = zip(*pairs, strict=True)
            mine.append(np.average(losses, weights=sizes))
        self.history.extend(mine)
        return mine

    def accuracy(self, X, labels):
        return np.count_nonzero(np.equal(self.predict(X).argmax(1), labels)) / len(labels)
