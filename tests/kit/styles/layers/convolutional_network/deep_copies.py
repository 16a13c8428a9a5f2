"""Keyword arguments for every layer, one-hot targets by comparison, deep copies, the best epoch by its number."""

from copy import deepcopy
from functools import reduce
from itertools import chain

import numpy as np

STATE = ("W", "w0", "gamma", "beta", "running_mean", "running_var")


def build_layers(parts, filters, n_classes, p):
    stages = [
        [
            parts.Conv2D(n_filters=F, filter_shape=(3, 3), padding=1, stride=(1, 1)),
            parts.BatchNormalization(momentum=0.9, eps=1e-5),
            parts.ReLU(),
            parts.MaxPooling2D(pool_shape=(2, 2), stride=2),
        ]
        for F in filters
    ]
    return [*chain.from_iterable(stages), parts.Flatten(), parts.Dropout(p=p), parts.Dense(n_units=n_classes)]


class ConvolutionalNetwork:
    def __init__(self, image_shape, layers, optimizer, loss):
        self.stack, self.criterion = list(layers), loss
        for index, layer in enumerate(self.stack):
            layer.set_input_shape(self.stack[index - 1].output_shape() if index else image_shape)
            getattr(layer, "initialize", lambda optimizer: None)(optimizer)

    def predict(self, images, batch_size=256):
        pieces = np.split(images, range(batch_size, len(images), batch_size))
        return np.vstack([reduce(lambda x, layer: layer.forward_pass(x, False), self.stack, piece) for piece in pieces])

    def train_on_batch(self, images, labels):
        out = reduce(lambda x, layer: layer.forward_pass(x, True), self.stack, images)
        target = (np.arange(out.shape[1]) == np.asarray(labels)[:, None]).astype(float)
        value, grad = self.criterion.loss(out, target), self.criterion.gradient(out, target)
        reduce(lambda grad, layer: layer.backward_pass(grad), self.stack[::-1], grad)
        return np.float64(value)

    def state(self):
        return [{k: deepcopy(v) for k in STATE if (v := getattr(layer, k, None)) is not None} for layer in self.stack]

    def restore(self, state):
        for layer, arrays in zip(self.stack, deepcopy(state), strict=True):
            vars(layer).update(arrays)

    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        states, scores = [], []
        for _ in range(epochs):
            for rows in np.split(
                mixed := np.random.permutation(len(images)), range(batch_size, len(mixed), batch_size)
            ):
                self.train_on_batch(images[rows], labels[rows])
            scores.append(
                np.count_nonzero(np.argmax(self.predict(other_images), axis=-1) == other_labels) / len(other_labels)
            )
            states.append(self.state())
        self.restore(states[int(np.argmax(scores))])
        return scores
