import numpy as np


def same_shape(a, b):
    if a.shape != b.shape:
        raise ValueError(f"{a.shape} is not {b.shape}")


class SquaredError:
    def loss(self, prediction, target):
        same_shape(prediction, target)
        return 0.5 * np.sum(np.square(prediction - target))

    def gradient(self, prediction, target):
        same_shape(prediction, target)
        return prediction - target


class SoftmaxCrossEntropy:
    def loss(self, prediction, target):
        same_shape(prediction, target)
        total = 0.0
        for z, y in zip(prediction, target):
            top = z.max()
            log_sum = top + np.log(np.sum(np.exp(z - top)))
            total += np.sum(y * (log_sum - z))
        return total / prediction.shape[0]

    def gradient(self, prediction, target):
        same_shape(prediction, target)
        e = np.exp(prediction - prediction.max(axis=1, keepdims=True))
        return (e / e.sum(axis=1, keepdims=True) - target) / prediction.shape[0]
