import numpy as np


class Sequential:
    """A row of layers."""

    def __init__(self, optimizer, loss):
        self.opt = optimizer
        self.criterion = loss
        self.stack = []

    def add(self, layer):
        if len(self.stack) > 0:
            previous = self.stack[-1]
            layer.set_input_shape(previous.output_shape())
        init = getattr(layer, "initialize", None)
        if init is not None:
            init(self.opt)
        self.stack.append(layer)

    def parameters(self):
        n = 0
        for layer in self.stack:
            n += layer.parameters()
        return n

    def _run(self, X, training):
        h = X
        for layer in self.stack:
            h = layer.forward_pass(h, training=training)
        return h

    def predict(self, X):
        return self._run(X, False)

    def train_on_batch(self, X, y):
        out = self._run(X, True)
        value = self.criterion.loss(y, out)
        g = self.criterion.gradient(y, out)
        for layer in self.stack[::-1]:
            g = layer.backward_pass(g)
        return value

    def fit(self, X, y, epochs, batch_size):
        n = X.shape[0]
        history = []
        for epoch in range(epochs):
            perm = np.random.permutation(n)
            weighted = 0
            start = 0
            while start < n:
                idx = perm[start:start + batch_size]
                value = self.train_on_batch(X[idx], y[idx])
                weighted += value * len(idx)
                start += batch_size
            history.append(weighted / n)
        return history

    def accuracy(self, X, labels):
        out = self.predict(X)
        guess = out.argmax(axis=1)
        return float((guess == labels).sum()) / len(labels)
