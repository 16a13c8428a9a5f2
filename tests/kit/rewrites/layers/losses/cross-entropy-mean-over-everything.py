import numpy as np


def check(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("prediction and target must have the same shape")


class SquaredError:
    def loss(self, prediction, target):
        check(prediction, target)
        per_sample = np.sum(np.square(prediction - target), axis=1) / 2
        return np.mean(per_sample)

    def gradient(self, prediction, target):
        check(prediction, target)
        N, _ = prediction.shape
        return (prediction - target) / N


class SoftmaxCrossEntropy:
    def loss(self, prediction, target):
        check(prediction, target)
        shifted = prediction - np.amax(prediction, axis=1)[:, None]
        lse = np.log(np.exp(shifted).sum(axis=1))[:, None]
        return np.mean(target * (lse - shifted))

    def gradient(self, prediction, target):
        check(prediction, target)
        e = np.exp(prediction - np.amax(prediction, axis=1)[:, None])
        softmax = e / e.sum(axis=1)[:, None]
        return (softmax - target) / prediction.size
