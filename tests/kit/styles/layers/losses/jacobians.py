"""The loss as an array of shape (), the gradient through the whole Jacobian of each row's log-probabilities."""

import numpy as np


class Loss:
    def loss(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError("prediction and target differ in shape")
        return np.array(self.each(prediction, target)).mean()[...]

    def gradient(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError("prediction and target differ in shape")
        return np.array([self.slope(*pair) for pair in zip(prediction, target, strict=True)]) / prediction.shape[0]


class SquaredError(Loss):
    def each(self, prediction, target):
        return [0.5 * np.dot(p - t, p - t) for p, t in zip(prediction, target, strict=True)]

    def slope(self, p, t):
        return np.negative(t - p)


class SoftmaxCrossEntropy(Loss):
    def each(self, prediction, target):
        return [-np.dot(t, self.log_softmax(z)) for z, t in zip(prediction, target, strict=True)]

    def slope(self, z, t):
        jacobian = np.eye(len(z)) - np.exp(self.log_softmax(z))  # row k: the slopes of log s_k by every logit
        return -t @ jacobian

    @staticmethod
    def log_softmax(z):
        top = z.max()
        return z - (top + np.log(np.exp(z - top).sum()))
