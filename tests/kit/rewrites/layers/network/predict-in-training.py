import numpy as np


class Sequential:
    def __init__(self, optimizer, loss):
        self.optimizer = optimizer
        self.loss = loss
        self.layers = []

    def add(self, layer):
        if len(self.layers) > 0:
            layer.set_input_shape(shape=self.layers[-1].output_shape())
        if hasattr(layer, "initialize"):
            layer.initialize(optimizer=self.optimizer)
        self.layers.append(layer)

    def parameters(self):
        return np.sum([layer.parameters() for layer in self.layers])

    def predict(self, X):
        output = X.copy()
        for layer in self.layers:
            output = layer.forward_pass(output)
        return output

    def train_on_batch(self, X, y):
        prediction = self.predict(X)
        loss = self.loss.loss(prediction, y)
        accum_grad = self.loss.gradient(prediction, y)
        for layer in self.layers[::-1]:
            accum_grad = layer.backward_pass(accum_grad)
        return loss

    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            indices = np.random.permutation(len(X))
            epoch_loss = 0
            for begin in range(0, len(X), batch_size):
                chosen = indices[begin : begin + batch_size]
                epoch_loss += len(chosen) / len(X) * self.train_on_batch(X[chosen], y[chosen])
            losses.append(epoch_loss)
        return losses

    def accuracy(self, X, labels):
        return np.equal(np.argmax(self.predict(X), axis=1), labels).sum() / len(labels)
