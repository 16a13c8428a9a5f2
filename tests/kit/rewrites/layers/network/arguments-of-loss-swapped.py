import numpy as np


class Sequential:
    def __init__(self, optimizer, loss):
        self.opt = optimizer
        self.loss_function = loss
        self.net = []

    def add(self, layer):
        if len(self.net) != 0:
            layer.set_input_shape(self.net[-1].output_shape())
        try:
            layer.initialize
        except AttributeError:
            pass
        else:
            layer.initialize(self.opt)
        self.net.append(layer)

    def parameters(self):
        return int(np.sum([layer.parameters() for layer in self.net]))

    def _run(self, X, training):
        for layer in self.net:
            X = layer.forward_pass(X, training=training)
        return X

    def predict(self, X):
        return self._run(X, False)

    def train_on_batch(self, X, y):
        out = self._run(X, True)
        value = self.loss_function.loss(y, out)
        grad = self.loss_function.gradient(out, y)
        for layer in self.net[::-1]:
            grad = layer.backward_pass(grad)
        return value

    def fit(self, X, y, epochs, batch_size):
        history = []
        for _ in range(epochs):
            perm = np.random.permutation(X.shape[0])
            losses = np.zeros(X.shape[0])
            for i in range(0, X.shape[0], batch_size):
                idx = perm[i : i + batch_size]
                losses[idx] = self.train_on_batch(X[idx], y[idx])
            history.append(losses.mean())
        return history

    def accuracy(self, X, labels):
        return float(np.mean(self.predict(X).argmax(axis=1) == labels))
