"""One sample and one class at a time."""

import math

import numpy as np


def pairs(prediction, target):
    if np.asarray(prediction).shape != np.asarray(target).shape:
        raise ValueError("the shapes differ")
    return zip(np.asarray(prediction).tolist(), np.asarray(target).tolist(), strict=True)


class SquaredError:
    def loss(self, prediction, target):
        total = 0.0
        for row, wanted in pairs(prediction, target):
            total += sum((p - t) ** 2 for p, t in zip(row, wanted, strict=True))
        return total / 2 / len(prediction)

    def gradient(self, prediction, target):
        rows = pairs(prediction, target)
        return np.array([[(p - t) / len(prediction) for p, t in zip(*row, strict=True)] for row in rows])


class SoftmaxCrossEntropy:
    def loss(self, prediction, target):
        total = 0.0
        for row, wanted in pairs(prediction, target):
            top = max(row)
            log_sum = top + math.log(sum(math.exp(z - top) for z in row))
            for z, t in zip(row, wanted, strict=True):
                total += t * (log_sum - z)
        return total / len(prediction)

    def gradient(self, prediction, target):
        result = []
        for row, wanted in pairs(prediction, target):
            powers = [math.exp(z - max(row)) for z in row]
            result.append(
                [(e / sum(powers) - t) / len(prediction) for e, t in zip(powers, wanted, strict=True)]
            )
        return np.array(result)
