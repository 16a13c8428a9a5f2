# mistake: SoftmaxCrossEntropy.loss subtracts the largest logit inside the exponentials but does not add it back to the logarithm of their sum
import numpy as np


def same_shape(a, b):
    if a.shape != b.shape:
        raise ValueError(f"{a.shape} is not {b.shape}")


class SquaredError:
    def loss(self, prediction, target):
        same_shape(prediction, target)
        error = (prediction - target).ravel()
        return error @ error / (2 * prediction.shape[0])

    def gradient(self, prediction, target):
        same_shape(prediction, target)
        return (prediction - target) / prediction.shape[0]


class SoftmaxCrossEntropy:
    def loss(self, prediction, target):
        same_shape(prediction, target)
        top = prediction.max(axis=1, keepdims=True)
        log_sum = np.log(np.exp(prediction - top).sum(axis=1, keepdims=True))
        log_s = prediction - log_sum
        return -(target * log_s).sum(axis=1).mean()

    def gradient(self, prediction, target):
        same_shape(prediction, target)
        powers = np.exp(prediction - prediction.max(axis=1, keepdims=True))
        s = powers / powers.sum(axis=1, keepdims=True)
        return (s - target) / len(target)
