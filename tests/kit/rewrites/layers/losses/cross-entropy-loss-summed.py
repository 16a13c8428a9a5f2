import numpy as np


class SquaredError:
    def loss(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError("shapes differ")
        d = prediction - target
        return np.einsum("ik,ik->", d, d) / 2 / d.shape[0]

    def gradient(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError("shapes differ")
        return (prediction - target) / prediction.shape[0]


class SoftmaxCrossEntropy:
    def _log_probabilities(self, logits):
        z = logits - logits.max(axis=1, keepdims=True)
        return z - np.log(np.exp(z).sum(axis=1, keepdims=True))

    def loss(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError("shapes differ")
        return -(target * self._log_probabilities(prediction)).sum()

    def gradient(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError("shapes differ")
        N = prediction.shape[0]
        return (np.exp(self._log_probabilities(prediction)) - target) / N
