import numpy as np


class Sequential:
    """Layers in a row."""

    def __init__(self, optimizer, loss):
        self.opt = optimizer
        self.criterion = loss
        self.stack = []

    def add(self, layer):
        if len(self.stack) > 0:
            previous = self.stack[-1]
            layer.set_input_shape(previous.output_shape())
        initialize = getattr(layer, "initialize", None)
        if initialize is not None:
            initialize(self.opt)
        self.stack.append(layer)

    def parameters(self):
        count = 0
        for layer in self.stack:
            count += layer.parameters()
        return count

    def predict(self, X):
        h = X
        for layer in self.stack:
            h = layer.forward_pass(h, training=False)
        return h

    def train_on_batch(self, X, y):
        h = X
        for layer in self.stack:
            h = layer.forward_pass(h, training=True)
        loss = self.criterion.loss(h, y)
        g = self.criterion.gradient(h, y)
        for layer in self.stack[::-1]:
            g = layer.backward_pass(g)
        return loss

    def fit(self, X, y, epochs, batch_size):
        N = X.shape[0]
        epoch_losses = []
        for epoch in range(epochs):
            perm = np.random.permutation(N)
            epoch_loss = 0.0
            start = 0
            while start < N:
                pick = perm[start:start + batch_size]
                epoch_loss += len(pick) * self.train_on_batch(X[pick], y[pick])
                start += batch_size
            epoch_losses.append(epoch_loss)
        return epoch_losses

    def accuracy(self, X, labels):
        guesses = np.argmax(self.predict(X), axis=1)
        return float((guesses == labels).sum() / len(labels))
