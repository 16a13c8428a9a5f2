import numpy as np


class Sequential:
    def __init__(self, optimizer, loss):
        self.optimizer = optimizer
        self.loss_function = loss
        self.layers = []

    def add(self, layer):
        self.layers.append(layer)
        self._build()

    def _build(self):
        """Passes the shapes along and initialises the layers."""
        shape = None
        for number, layer in enumerate(self.layers):
            if number > 0:
                layer.set_input_shape(shape)
            if hasattr(layer, "initialize"):
                layer.initialize(self.optimizer)
            shape = layer.output_shape()

    def parameters(self):
        return sum([l.parameters() for l in self.layers])

    def forward(self, X, training):
        output = X
        for layer in self.layers:
            output = layer.forward_pass(output, training=training)
        return output

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward_pass(grad)

    def predict(self, X):
        return self.forward(X, training=False)

    def train_on_batch(self, X, y):
        prediction = self.forward(X, training=True)
        loss = self.loss_function.loss(prediction, y)
        self.backward(self.loss_function.gradient(prediction, y))
        return loss

    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            order = np.random.permutation(len(X))
            batch_losses, sizes = [], []
            for i in range(0, len(X), batch_size):
                batch = order[i:i + batch_size]
                batch_losses.append(self.train_on_batch(X[batch], y[batch]))
                sizes.append(len(batch))
            losses.append(np.average(batch_losses, weights=sizes))
        return losses

    def accuracy(self, X, labels):
        return np.mean(np.argmax(self.predict(X), axis=1) == labels)
