import numpy as np


class SquaredError:
    def loss(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError
        d = prediction - target
        return np.einsum("ik,ik->", d, d) / 2 / len(d)

    def gradient(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError
        return (prediction - target) / len(prediction)


class SoftmaxCrossEntropy:
    def loss(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError
        prediction -= prediction.max(axis=1, keepdims=True)
        log_norm = np.log(np.exp(prediction).sum(axis=1, keepdims=True))
        return -np.einsum("ik,ik->", target, prediction - log_norm) / len(prediction)

    def gradient(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError
        prediction -= prediction.max(axis=1, keepdims=True)
        e = np.exp(prediction)
        return (e / e.sum(axis=1, keepdims=True) - target) / len(prediction)
