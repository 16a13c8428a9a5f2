"""Casts to single precision, fills its outputs in place, and shuffles whole copies."""

import numpy as np

STATE = ("W", "w0", "gamma", "beta", "running_mean", "running_var")


def build_layers(parts, filters, n_classes, p):
    found = []
    for count in filters:
        found.append(parts.Conv2D(count, (3, 3)))
        found.append(parts.BatchNormalization(0.9))
        found.append(parts.ReLU())
        found.append(parts.MaxPooling2D())
    found.extend((parts.Flatten(), parts.Dropout(p), parts.Dense(n_classes)))
    return found


class ConvolutionalNetwork:
    def __init__(self, image_shape, layers, optimizer, loss):
        self.layers = layers
        self.loss = loss
        before = None
        for layer in layers:
            if before is None:
                layer.set_input_shape(image_shape)
            else:
                layer.set_input_shape(before.output_shape())
            try:
                initialize = layer.initialize
            except AttributeError:
                pass
            else:
                initialize(optimizer)
            before = layer
        self.width = int(before.output_shape()[0])

    def run(self, X, training):
        X = np.asarray(X, dtype=np.float32)
        for layer in self.layers:
            X = layer.forward_pass(X, training=training)
        return X

    def predict(self, images, batch_size=256):
        outputs = np.empty((len(images), self.width), dtype=np.float32)
        done = 0
        while done < len(images):
            outputs[done : done + batch_size] = self.run(images[done : done + batch_size], False)
            done += batch_size
        return outputs

    def train_on_batch(self, images, labels):
        output = self.run(images, True)
        rows = np.zeros((len(labels), self.width), dtype=np.float32)
        rows[np.arange(len(labels)), labels] = 1
        loss = self.loss.loss(output, rows)
        step = self.loss.gradient(output, rows)
        for number in range(len(self.layers) - 1, -1, -1):
            step = self.layers[number].backward_pass(step)
        return loss

    def state(self):
        found = []
        for layer in self.layers:
            arrays = {}
            for name in STATE:
                if hasattr(layer, name) and getattr(layer, name) is not None:
                    arrays[name] = getattr(layer, name).copy()
            found.append(arrays)
        return found

    def restore(self, state):
        for number, arrays in enumerate(state):
            for name in arrays:
                setattr(self.layers[number], name, arrays[name].copy())

    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        history, best, top = [], None, -1.0
        for _ in range(epochs):
            order = np.random.permutation(len(images))
            shuffled, named = images[order], labels[order]
            while len(shuffled):
                self.train_on_batch(shuffled[:batch_size], named[:batch_size])
                shuffled, named = shuffled[batch_size:], named[batch_size:]
            right = self.predict(other_images).argmax(1) == other_labels
            history.append(right.mean())
            if history[-1] > top:
                top, best = history[-1], self.state()
        self.restore(best)
        return history
