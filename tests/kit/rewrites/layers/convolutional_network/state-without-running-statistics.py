import copy

import numpy as np

STATE = ("W", "w0", "gamma", "beta", "running_mean", "running_var")
PARAMETERS = ("W", "w0", "gamma", "beta")


def build_layers(parts, filters, n_classes, p):
    def stage(f):
        return [
            parts.Conv2D(f, (3, 3), padding="same"),
            parts.BatchNormalization(momentum=0.9),
            parts.ReLU(),
            parts.MaxPooling2D(pool_shape=(2, 2)),
        ]

    body = [layer for f in filters for layer in stage(f)]
    return body + [parts.Flatten(), parts.Dropout(p), parts.Dense(n_classes)]


class ConvolutionalNetwork:
    def __init__(self, image_shape, layers, optimizer, loss):
        self.layers = layers
        self.loss = loss
        previous = None
        for layer in layers:
            layer.set_input_shape(image_shape if previous is None else previous.output_shape())
            if hasattr(layer, "initialize"):
                layer.initialize(optimizer)
            previous = layer

    def forward(self, X, training):
        for layer in self.layers:
            X = layer.forward_pass(X, training=training)
        return X

    def predict(self, images, batch_size=256):
        parts = []
        start = 0
        while start < len(images):
            parts.append(self.forward(images[start : start + batch_size], training=False))
            start += batch_size
        return np.concatenate(parts, axis=0)

    def train_on_batch(self, images, labels):
        outputs = self.forward(images, training=True)
        one_hot = np.zeros_like(outputs, dtype=float)
        for row, label in enumerate(labels):
            one_hot[row, label] = 1.0
        loss = self.loss.loss(outputs, one_hot)
        grad = self.loss.gradient(outputs, one_hot)
        for layer in reversed(self.layers):
            grad = layer.backward_pass(grad)
        return loss

    def state(self):
        saved = []
        for layer in self.layers:
            learnt = {}
            for name in PARAMETERS:
                if getattr(layer, name, None) is not None:
                    learnt[name] = copy.deepcopy(getattr(layer, name))
            saved.append(learnt)
        return saved

    def restore(self, state):
        for layer, learnt in zip(self.layers, state):
            for name, array in learnt.items():
                setattr(layer, name, copy.deepcopy(array))

    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        history = []
        best_state = None
        for epoch in range(epochs):
            order = np.random.permutation(len(images))
            for k in range(0, len(images), batch_size):
                batch = order[k : k + batch_size]
                self.train_on_batch(images[batch], labels[batch])
            accuracy = np.mean(np.argmax(self.predict(other_images), axis=1) == other_labels)
            if best_state is None or accuracy > max(history):
                best_state = self.state()
            history.append(accuracy)
        self.restore(best_state)
        return history
