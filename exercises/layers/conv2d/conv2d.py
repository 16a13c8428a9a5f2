"""The convolutional layer: one small filter looks at every place of an image."""

import copy
import math

import numpy as np
from layer import Layer


class Conv2D(Layer):
    """A layer that slides filters over padded images and computes a weighted sum at every place.

    Args:
        n_filters: number of filters, which is the number of output channels; called F below.
        filter_shape: `(kh, kw)`, the rows and columns of a filter.
        input_shape: `(C, H, W)`, the shape of one image, or None until `set_input_shape` gives it.
        padding: zeros around each image. "valid": none. "same": kh - 1 rows and kw - 1 columns in all, of which the
            smaller half, rounded down, lies above and on the left. A number p: p on all four sides.
        stride: how far the window moves: `(sh, sw)`, rows and columns, or one number for both.

    Attributes:
        W: weights of shape (F, C, kh, kw); None before `initialize`.
        w0: biases of shape (F, 1); None before `initialize`.
        trainable: where this is False, `backward_pass` changes no parameter.

    With ph rows and pw columns of padding in all, Ho = (H + ph - kh) // sh + 1 and Wo = (W + pw - kw) // sw + 1.
    """

    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        raise NotImplementedError


    def initialize(self, optimizer):
        """Draws the weights, zeroes the biases, and keeps one copy of `optimizer` for each of the two.

        Args:
            optimizer: an object with `update(w, grad)`, which returns the new parameter. It is never changed.
        """
        raise NotImplementedError

    def parameters(self):
        """Returns the number of weights and biases together, a whole number."""
        raise NotImplementedError

    def forward_pass(self, X, training=True):
        """Returns the cross-correlation of the padded images P with every filter, plus its bias.

        Y[n, f, i, j] = w0[f] + sum over c, a, b of P[n, c, i*sh + a, j*sw + b] * W[f, c, a, b]

        Args:
            X: images of shape (N, C, H, W).
            training: not used by this layer.

        Returns:
            Images of shape (N, F, Ho, Wo).
        """
        raise NotImplementedError

    def backward_pass(self, accum_grad):
        """Updates W and w0, where `trainable`, and returns the gradient by the input.

        Args:
            accum_grad: gradient of the loss by this layer's output, of shape (N, F, Ho, Wo).

        Returns:
            Gradient of the loss by this layer's input, of shape (N, C, H, W), with the weights of the forward pass.
        """
        raise NotImplementedError

    def output_shape(self):
        """Returns `(F, Ho, Wo)`."""
        raise NotImplementedError
