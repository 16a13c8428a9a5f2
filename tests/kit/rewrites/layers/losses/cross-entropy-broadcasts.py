import numpy as np


class SquaredError:
    def loss(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError("shapes of prediction and target differ")
        n_samples = prediction.shape[0]
        return ((prediction - target) ** 2).sum() / (2 * n_samples)

    def gradient(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError("shapes of prediction and target differ")
        n_samples = prediction.shape[0]
        return (prediction - target) / n_samples


class SoftmaxCrossEntropy:
    def _log_probs(self, logits):
        m = np.max(logits, axis=1, keepdims=True)
        z = logits - m
        logsum = np.log(np.sum(np.exp(z), axis=1, keepdims=True))
        return z - logsum

    def loss(self, prediction, target):
        n_samples = prediction.shape[0]
        return -(target * self._log_probs(prediction)).sum() / n_samples

    def gradient(self, prediction, target):
        n_samples = prediction.shape[0]
        probs = np.exp(self._log_probs(prediction))
        return (probs - target) / n_samples
