import numpy as np


class SquaredError:
    def loss(self, prediction, target):
        assert prediction.shape == target.shape, "shapes differ"
        total = 0.0
        for p, y in zip(prediction, target):
            total += np.sum((p - y) ** 2)
        return total / 2 / len(prediction)

    def gradient(self, prediction, target):
        assert prediction.shape == target.shape, "shapes differ"
        return (prediction - target) / len(prediction)


class SoftmaxCrossEntropy:
    def loss(self, prediction, target):
        assert prediction.shape == target.shape, "shapes differ"
        total = 0.0
        for z, y in zip(prediction, target):
            m = z.max()
            log_s = z - m - np.log(np.sum(np.exp(z - m)))
            total -= np.dot(y, log_s)
        return total / len(prediction)

    def gradient(self, prediction, target):
        assert prediction.shape == target.shape, "shapes differ"
        e = np.exp(prediction - prediction.max(1, keepdims=True))
        return (e / e.sum(1, keepdims=True) - target) / len(prediction)
