# mistake: SquaredError.gradient has the factor 2 of the square, although the loss carries one half
import numpy as np


class SquaredError:
    def loss(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError("shapes differ")
        per_sample = 0.5 * np.sum((prediction - target) ** 2, axis=1)
        return np.mean(per_sample)

    def gradient(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError("shapes differ")
        n_samples = prediction.shape[0]
        return 2 * (prediction - target) / n_samples


class SoftmaxCrossEntropy:
    def loss(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError("shapes differ")
        total = 0.0
        for z, y in zip(prediction, target):
            z = z - z.max()
            log_s = z - np.log(np.sum(np.exp(z)))
            total -= np.dot(y, log_s)
        return total / len(prediction)

    def gradient(self, prediction, target):
        if prediction.shape != target.shape:
            raise ValueError("shapes differ")
        rows = []
        for z, y in zip(prediction, target):
            e = np.exp(z - z.max())
            rows.append((e / e.sum() - y) / len(prediction))
        return np.array(rows)
