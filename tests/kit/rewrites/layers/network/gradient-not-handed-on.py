import numpy as np


class Sequential:
    def __init__(self, optimizer, loss):
        self.optimizer = optimizer
        self.loss = loss
        self.chain = []

    def add(self, layer):
        if self.chain:
            layer.set_input_shape(self.chain[-1].output_shape())
        if "initialize" in dir(layer):
            layer.initialize(self.optimizer)
        self.chain.append(layer)

    def parameters(self):
        return sum(map(lambda layer: layer.parameters(), self.chain))

    def predict(self, X):
        outputs = [X]
        for layer in self.chain:
            outputs.append(layer.forward_pass(outputs[-1], training=False))
        return outputs[-1]

    def train_on_batch(self, X, y):
        outputs = [X]
        for layer in self.chain:
            outputs.append(layer.forward_pass(outputs[-1]))
        gradient = self.loss.gradient(outputs[-1], y)
        for layer in reversed(self.chain):
            layer.backward_pass(gradient)
        return self.loss.loss(outputs[-1], y)

    def fit(self, X, y, epochs, batch_size):
        means = []
        while len(means) < epochs:
            order = np.random.permutation(len(y))
            batches = [order[k : k + batch_size] for k in range(0, len(y), batch_size)]
            losses = [self.train_on_batch(X[batch], y[batch]) for batch in batches]
            means.append(float(np.dot(losses, [len(batch) for batch in batches]) / len(y)))
        return means

    def accuracy(self, X, labels):
        return (np.argmax(self.predict(X), axis=-1) == np.asarray(labels)).mean()
