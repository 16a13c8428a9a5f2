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
        for _ in range(epochs):
            order = np.random.permutation(N)
            total = 0.0
            for start in range(0, N, batch_size):
                batch = order[start : start + batch_size]
                total += self.train_on_batch(X[batch], y[batch]) * len(batch)
            history.append(total / N)
        return history

    def accuracy(self, X, labels):
        outputs = self.predict(X)
        guesses = np.argmax(outputs, axis=0)
        right = sum(1 for guess, label in zip(guesses, labels) if guess == label)
        return right / len(labels)
