import numpy as np


def batches(order, size):
    for start in range(0, len(order), size):
        yield order[start:start + size]


class Sequential:
    def __init__(self, optimizer, loss):
        self.optimizer = optimizer
        self.loss = loss
        self.layers = []

    def add(self, layer):
        if self.layers:
            layer.set_input_shape(self.layers[0].output_shape())
        try:
            init = layer.initialize
        except AttributeError:
            init = None
        if init:
            init(self.optimizer)
        self.layers += [layer]

    def parameters(self):
        return sum(map(lambda layer: layer.parameters(), self.layers))

    def _run(self, X, training, position=0):
        if position == len(self.layers):
            return X
        return self._run(self.layers[position].forward_pass(X, training=training), training, position + 1)

    def predict(self, X):
        return self._run(X, training=False)

    def train_on_batch(self, X, y):
        pred = self._run(X, training=True)
        value, grad = self.loss.loss(pred, y), self.loss.gradient(pred, y)
        for k in range(len(self.layers) - 1, -1, -1):
            grad = self.layers[k].backward_pass(grad)
        return value

    def fit(self, X, y, epochs, batch_size):
        result = []
        for _ in range(epochs):
            summed = 0
            for rows in batches(np.random.permutation(len(X)), batch_size):
                summed += self.train_on_batch(X[rows], y[rows]) * len(rows)
            result.append(summed / len(X))
        return result

    def accuracy(self, X, labels):
        best = self.predict(X).argmax(axis=1)
        return np.count_nonzero(best == labels) / len(labels)
