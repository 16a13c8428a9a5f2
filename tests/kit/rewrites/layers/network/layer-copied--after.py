import copy
import numpy as np


class Sequential:
    def __init__(self, optimizer, loss):
        self.optimizer, self.loss_function, self.layers = optimizer, loss, []

    def add(self, layer):
        if self.layers:
            layer.set_input_shape(self.layers[-1].output_shape())
        if hasattr(layer, "initialize"):
            layer.initialize(self.optimizer)
        self.layers += [copy.copy(layer)]

    def parameters(self):
        return int(np.sum([layer.parameters() for layer in self.layers]))

    def predict(self, X):
        for layer in self.layers:
            X = layer.forward_pass(X, training=False)
        return X

    def train_on_batch(self, X, y):
        output = X
        for layer in self.layers:
            output = layer.forward_pass(output, training=True)
        grad = self.loss_function.gradient(output, y)
        for i in range(len(self.layers) - 1, -1, -1):
            grad = self.layers[i].backward_pass(grad)
        return self.loss_function.loss(output, y)

    def fit(self, X, y, epochs, batch_size):
        N = len(X)
        losses = []
        for _ in range(epochs):
            order = np.random.permutation(N)
            Xs, ys = X[order], y[order]
            batch_losses, sizes = [], []
            for i in range(0, N, batch_size):
                xb, yb = Xs[i:i + batch_size], ys[i:i + batch_size]
                batch_losses.append(self.train_on_batch(xb, yb))
                sizes.append(len(xb))
            losses.append(float(np.average(batch_losses, weights=sizes)))
        return losses

    def accuracy(self, X, labels):
        return np.mean(np.argmax(self.predict(X), axis=1) == labels)
