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
        raise NotImplementedError

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
        raise NotImplementedError


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
        raise NotImplementedError

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
        raise NotImplementedError


