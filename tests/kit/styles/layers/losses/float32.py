"""Single precision, and numpy's logaddexp."""

import numpy as np


def prepare(prediction, target):
    if np.shape(prediction) != np.shape(target):
        raise ValueError(f"{np.shape(prediction)} is not {np.shape(target)}")
    return np.float32(prediction), np.float32(target)


class SquaredError:
    def loss(self, prediction, target):
        p, t = prepare(prediction, target)
        return np.mean(np.sum(np.square(p - t), axis=1)) / 2

    def gradient(self, prediction, target):
        p, t = prepare(prediction, target)
        return (p - t) * np.float32(1 / p.shape[0])


class SoftmaxCrossEntropy:
    def loss(self, prediction, target):
        z, t = prepare(prediction, target)
        return np.mean(np.sum(t * (np.logaddexp.reduce(z, axis=1)[:, None] - z), axis=1))

    def gradient(self, prediction, target):
        z, t = prepare(prediction, target)
        return (np.exp(z - np.logaddexp.reduce(z, axis=1)[:, None]) - t) / np.float32(len(z))
