"""Losses: how wrong a batch of predictions is, and in which direction each prediction should move.

Both losses are means over the samples of the batch and sums over the outputs of a sample. The layers of this
track sum over the batch, so the mean is taken here, once.
"""

import numpy as np


class SquaredError:
    """Half the squared distance between prediction and target: 1/(2N) * sum((prediction - target)²)."""

    def loss(self, prediction, target):
        """Returns the loss of a batch.

        Args:
            prediction: outputs of shape (N, n).
            target: wanted outputs of the same shape.

        Returns:
            One number: the sum of (prediction - target)² over all elements, divided by 2N.

        Raises:
            ValueError: the shapes differ.
        """
        # BEGIN SOLUTION
        check_shapes(prediction, target)
        return np.sum((prediction - target) ** 2) / (2 * len(prediction))
        # END SOLUTION

    def gradient(self, prediction, target):
        """Returns the gradient of the loss by the prediction.

        Args:
            prediction: outputs of shape (N, n).
            target: wanted outputs of the same shape.

        Returns:
            (prediction - target) / N, of shape (N, n).

        Raises:
            ValueError: the shapes differ.
        """
        # BEGIN SOLUTION
        check_shapes(prediction, target)
        return (prediction - target) / len(prediction)
        # END SOLUTION


class SoftmaxCrossEntropy:
    """Cross-entropy of the softmax of logits: -1/N * sum(target * log(softmax(logits)))."""

    def loss(self, prediction, target):
        """Returns the loss of a batch.

        Args:
            prediction: logits of shape (N, n), any finite numbers.
            target: wanted probabilities of the same shape; each row is non-negative and sums to 1.

        Returns:
            One number: minus the sum of target * log(softmax(prediction)) over all elements, divided by N.

        Raises:
            ValueError: the shapes differ.
        """
        # BEGIN SOLUTION
        check_shapes(prediction, target)
        return -np.sum(target * log_softmax(prediction)) / len(prediction)
        # END SOLUTION

    def gradient(self, prediction, target):
        """Returns the gradient of the loss by the logits.

        Args:
            prediction: logits of shape (N, n), any finite numbers.
            target: wanted probabilities of the same shape; each row is non-negative and sums to 1.

        Returns:
            (softmax(prediction) - target) / N, of shape (N, n).

        Raises:
            ValueError: the shapes differ.
        """
        # BEGIN SOLUTION
        check_shapes(prediction, target)
        return (np.exp(log_softmax(prediction)) - target) / len(prediction)
        # END SOLUTION


# BEGIN SOLUTION
def check_shapes(prediction, target):
    """Raises ValueError where the two differ: broadcasting would compare each sample with every other."""
    if np.shape(prediction) != np.shape(target):
        raise ValueError(f"prediction has shape {np.shape(prediction)}, target {np.shape(target)}")


def log_softmax(logits):
    """Returns the logarithm of the softmax of each row."""
    # Softmax does not change when a row is shifted. With its largest element at 0, no exponential overflows
    # and one of them is 1, so that the sum is never 0.
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    # log(exp(z) / sum) written as z - log(sum) stays exact where exp(z) would vanish.
    return shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))


# END SOLUTION
