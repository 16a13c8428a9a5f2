import numpy as np


class Sequential:
    def __init__(self, optimizer, loss):
        self.optimizer = optimizer
        self.criterion = loss
        self.layers = []

    def add(self, layer):
        if self.layers:
            layer.set_input_shape(self.layers[-1].output_shape())
        if hasattr(layer, "initialize"):
            layer.initialize(self.optimizer)
        self.layers.append(layer)

    def parameters(self):
        return sum(layer.parameters() for layer in self.layers)

    def _run(self, X, training):
        for layer in self.layers:
            X = layer.forward_pass(X, training=training)
        return X

    def predict(self, X):
        return np.array(self._run(X, False))

    def train_on_batch(self, X, y):
        out = self._run(X, True)
        value = self.criterion.loss(out, y)
        grad = self.criterion.gradient(out, y)
        for layer in reversed(self.layers):
            grad = layer.backward_pass(grad)
        return value

    def fit(self, X, y, epochs, batch_size):
        history = []
        n = len(X)
        for _ in range(epochs):
            order = np.random.permutation(n)
            total = 0.0
            for start in range(0, n, batch_size):
                idx = order[start:start + batch_size]
                total += self.train_on_batch(X[idx], y[start:start + batch_size]) * len(idx)
            history.append(total / n)
        return history

    def accuracy(self, X, labels):
        guesses = np.argmax(self.predict(X), axis=1)
        return float(np.mean(guesses == labels))
