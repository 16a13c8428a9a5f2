import numpy as np


def _same(a, b):
    if np.shape(a) != np.shape(b):
        raise ValueError("shapes differ")


class SquaredError:
    def loss(self, prediction, target):
        _same(prediction, target)
        total = 0.0
        for p, t in zip(prediction, target):
            total += np.sum((p - t) ** 2) / 2
        return total / len(prediction)

    def gradient(self, prediction, target):
        _same(prediction, target)
        return (prediction - target) / len(prediction)


class SoftmaxCrossEntropy:
    def _log_softmax(self, logits):
        shifted = logits - np.max(logits, axis=1, keepdims=True)
        return shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))

    def loss(self, prediction, target):
        _same(prediction, target)
        logp = self._log_softmax(prediction)
        return -np.sum(target * logp) / prediction.shape[0]

    def gradient(self, prediction, target):
        _same(prediction, target)
        probs = np.exp(self._log_softmax(prediction))
        return probs / prediction.shape[0]
