# mistake: SoftmaxCrossEntropy.loss adds 1e-12 inside the logarithm, so that the loss is cut off
import numpy as np


def _check(p, y):
    if np.shape(p) != np.shape(y):
        raise ValueError("prediction and target differ in shape")


class SquaredError:
    def loss(self, prediction, target):
        _check(prediction, target)
        diff = prediction - target
        return 0.5 * np.sum(diff ** 2) / len(diff)

    def gradient(self, prediction, target):
        _check(prediction, target)
        return (prediction - target) / len(prediction)


class SoftmaxCrossEntropy:
    def _log_softmax(self, z):
        shifted = z - z.max(axis=1, keepdims=True)
        return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))

    def loss(self, prediction, target):
        _check(prediction, target)
        s = np.exp(self._log_softmax(prediction))
        return -np.sum(target * np.log(s + 1e-12)) / len(target)

    def gradient(self, prediction, target):
        _check(prediction, target)
        s = np.exp(self._log_softmax(prediction))
        return (s - target) / len(target)
