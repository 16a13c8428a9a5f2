import numpy as np


class Sequential:
    def __init__(self, optimizer, loss):
        self.optimizer = optimizer
        self.loss = loss
        self.layers = []

    def add(self, layer):
        if self.layers:
            layer.set_input_shape(self.layers[-1].output_shape())
        if hasattr(layer, "initialize"):
            layer.initialize(self.optimizer)
        self.layers.append(layer)

    def parameters(self):
        return sum(layer.parameters() for layer in self.layers)

    def _forward(self, X, training):
        for layer in self.layers:
            X = layer.forward_pass(X, training=training)
        return X

    def predict(self, X):
        return self._forward(X, False)

    def train_on_batch(self, X, y):
        prediction = self._forward(X, True)
        loss = self.loss.loss(prediction, y)
        grad = self.loss.gradient(prediction, y)
        for layer in reversed(self.layers):
            grad = layer.backward_pass(grad)
        return loss

    def fit(self, X, y, epochs, batch_size):
        N = len(X)
        history = []
        order = np.random.permutation(N)
        X, y = X[order], y[order]
        for _ in range(epochs):
            total = 0.0
            for start in range(0, N, batch_size):
                X_batch, y_batch = X[start : start + batch_size], y[start : start + batch_size]
                total += self.train_on_batch(X_batch, y_batch) * len(X_batch)
            history.append(total / N)
        return history

    def accuracy(self, X, labels):
        return np.mean(self.predict(X).argmax(axis=1) == labels)
