import math

import numpy as np


class SquaredError:
    def loss(self, prediction, target):
        check(prediction, target)
        total = 0
        for i in range(prediction.shape[0]):
            for k in range(prediction.shape[1]):
                total += (target[i, k] - prediction[i, k]) ** 2
        return total / (2 * prediction.shape[0])

    def gradient(self, prediction, target):
        check(prediction, target)
        result = np.zeros(prediction.shape)
        for i in range(prediction.shape[0]):
            for k in range(prediction.shape[1]):
                result[i, k] = -2 * (target[i, k] - prediction[i, k]) / prediction.shape[0]
        return result


class SoftmaxCrossEntropy:
    def loss(self, prediction, target):
        check(prediction, target)
        total = 0
        for i, row in enumerate(prediction):
            for k, z in enumerate(row):
                total -= target[i, k] * (z - self.norm(row))
        return total / prediction.shape[0]

    def gradient(self, prediction, target):
        check(prediction, target)
        result = np.zeros(prediction.shape)
        for i, row in enumerate(prediction):
            for k, z in enumerate(row):
                result[i, k] = (math.exp(z - self.norm(row)) - target[i, k]) / prediction.shape[0]
        return result

    def norm(self, row):
        return max(row) + math.log(sum(math.exp(z - max(row)) for z in row))


def check(prediction, target):
    if np.shape(prediction) != np.shape(target):
        raise ValueError("these do not have one shape")
