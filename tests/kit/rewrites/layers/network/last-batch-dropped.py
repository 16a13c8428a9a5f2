import numpy as np


class Sequential:
    def __init__(self, optimizer, loss):
        self.optimizer, self.loss, self.layers = optimizer, loss, []

    def add(self, layer):
        previous = self.layers[-1] if self.layers else None
        if previous is not None:
            layer.set_input_shape(previous.output_shape())
        if getattr(layer, "initialize", None):
            layer.initialize(self.optimizer)
        self.layers = [*self.layers, layer]

    def parameters(self):
        count = 0
        for layer in self.layers:
            count = count + layer.parameters()
        return count

    def predict(self, X):
        signal = X
        for layer in self.layers:
            signal = layer.forward_pass(signal, False)
        return signal

    def train_on_batch(self, X, y):
        signal = X
        for layer in self.layers:
            signal = layer.forward_pass(signal, True)
        result = self.loss.loss(signal, y)
        back = self.loss.gradient(signal, y)
        for k in range(len(self.layers) - 1, -1, -1):
            back = self.layers[k].backward_pass(back)
        return result

    def fit(self, X, y, epochs, batch_size):
        out = []
        n = len(X)
        for _ in range(epochs):
            order = np.random.permutation(n)
            steps = n // batch_size
            total = 0.0
            for step in range(steps):
                rows = order[step * batch_size : (step + 1) * batch_size]
                total += self.train_on_batch(X[rows], y[rows])
            out.append(total / max(steps, 1))
        return out

    def accuracy(self, X, labels):
        hits = 0
        for row, label in zip(self.predict(X), labels, strict=True):
            hits += int(np.argmax(row) == label)
        return hits / len(labels)
