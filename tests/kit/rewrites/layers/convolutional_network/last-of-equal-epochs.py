import copy
import functools
import operator

import numpy as np

STATE = ("W", "w0", "gamma", "beta", "running_mean", "running_var")


def stage(parts, n):
    return [parts.Conv2D(n, (3, 3)), parts.BatchNormalization(0.9), parts.ReLU(), parts.MaxPooling2D((2, 2), 2)]


def build_layers(parts, filters, n_classes, p):
    layers = functools.reduce(operator.iadd, [stage(parts, n) for n in filters], [])
    layers.extend([parts.Flatten(), parts.Dropout(p), parts.Dense(n_classes)])
    return layers


class ConvolutionalNetwork:
    def __init__(self, image_shape, layers, optimizer, loss):
        self.net = list(layers)
        self.criterion = loss
        for i, layer in enumerate(self.net):
            layer.set_input_shape(tuple(image_shape) if i == 0 else self.net[i - 1].output_shape())
            try:
                start = layer.initialize
            except AttributeError:
                continue
            start(optimizer)
        self.classes = self.net[-1].output_shape()[-1]

    def predict(self, images, batch_size=256):
        n = images.shape[0]
        batches = int(np.ceil(n / batch_size))
        parts = []
        for b in range(batches):
            x = images[b * batch_size : min(n, (b + 1) * batch_size)]
            for layer in self.net:
                x = layer.forward_pass(x, False)
            parts.append(x)
        return np.vstack(parts)

    def train_on_batch(self, images, labels):
        x = images
        for layer in self.net:
            x = layer.forward_pass(x, True)
        target = np.eye(self.classes)[labels]
        loss = self.criterion.loss(x, target)
        g = self.criterion.gradient(x, target)
        for layer in self.net[::-1]:
            g = layer.backward_pass(g)
        return loss

    def state(self):
        return [
            {k: copy.deepcopy(getattr(layer, k)) for k in STATE if getattr(layer, k, None) is not None}
            for layer in self.net
        ]

    def restore(self, state):
        for i in range(len(self.net)):
            for k, v in state[i].items():
                setattr(self.net[i], k, copy.deepcopy(v))

    def accuracy(self, X, y):
        return float((self.predict(X).argmax(1) == y).sum() / len(y))

    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        n = len(images)
        scores, snapshots = [], []
        for _ in range(epochs):
            perm = np.random.permutation(n)
            images_, labels_ = images[perm], labels[perm]
            start = 0
            while start < n:
                self.train_on_batch(images_[start : start + batch_size], labels_[start : start + batch_size])
                start += batch_size
            scores.append(self.accuracy(other_images, other_labels))
            snapshots.append(self.state())
        self.restore(snapshots[len(scores) - 1 - int(np.argmax(scores[::-1]))])
        return scores
