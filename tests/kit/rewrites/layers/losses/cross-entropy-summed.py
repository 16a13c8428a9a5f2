import math

import numpy as np


class SquaredError:
    def loss(self, prediction, target):
        _compare(prediction, target)
        total = 0.0
        for p, t in zip(prediction, target, strict=True):
            for a, b in zip(p, t, strict=True):
                total += (a - b) ** 2 / 2
        return total / prediction.shape[0]

    def gradient(self, prediction, target):
        _compare(prediction, target)
        return np.array([(p - t) / prediction.shape[0] for p, t in zip(prediction, target, strict=True)])


class SoftmaxCrossEntropy:
    def loss(self, prediction, target):
        _compare(prediction, target)
        total = 0.0
        for z, t in zip(prediction, target, strict=True):
            top = max(z)
            norm = top + math.log(sum(math.exp(a - top) for a in z))
            total += sum(b * (norm - a) for a, b in zip(z, t, strict=True))
        return total

    def gradient(self, prediction, target):
        _compare(prediction, target)
        rows = []
        for z, t in zip(prediction, target, strict=True):
            e = np.exp(z - max(z))
            rows.append(e / sum(e) - t)
        return np.array(rows)


def _compare(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes of prediction and target differ")
