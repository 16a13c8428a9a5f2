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
        # BEGIN SOLUTION
        self.n_filters = n_filters
        self.filter_shape = filter_shape
        self.input_shape = input_shape
        self.padding = padding
        self.stride = (stride, stride) if isinstance(stride, int) else stride
        self.trainable = True
        self.W = None
        self.w0 = None
        self.padded_input = None
        # END SOLUTION

    # BEGIN SOLUTION
    def pads(self):
        """Returns the zeros on each side, ((top, bottom), (left, right))."""
        if self.padding == "valid":
            return (0, 0), (0, 0)
        if self.padding == "same":
            # An even filter needs an odd number of zeros; the one that is left over goes to the far side.
            return tuple(((size - 1) // 2, size // 2) for size in self.filter_shape)
        return (self.padding, self.padding), (self.padding, self.padding)

    def window(self, i, j):
        """Returns the index of the window of output (i, j) in an array of padded images."""
        kh, kw = self.filter_shape
        top, left = i * self.stride[0], j * self.stride[1]
        return np.s_[:, :, top : top + kh, left : left + kw]

    # END SOLUTION

    def initialize(self, optimizer):
        """Draws the weights, zeroes the biases, and keeps one copy of `optimizer` for each of the two.

        Args:
            optimizer: an object with `update(w, grad)`, which returns the new parameter. It is never changed.
        """
        # BEGIN SOLUTION
        channels = self.input_shape[0]
        kh, kw = self.filter_shape
        limit = 1 / math.sqrt(channels * kh * kw)  # so many inputs reach one output
        self.W = np.random.uniform(-limit, limit, (self.n_filters, channels, kh, kw))
        self.w0 = np.zeros((self.n_filters, 1))
        self.W_opt = copy.deepcopy(optimizer)
        self.w0_opt = copy.deepcopy(optimizer)
        # END SOLUTION

    def parameters(self):
        """Returns the number of weights and biases together, a whole number."""
        # BEGIN SOLUTION
        return self.W.size + self.w0.size
        # END SOLUTION

    def forward_pass(self, X, training=True):
        """Returns the cross-correlation of the padded images P with every filter, plus its bias.

        Y[n, f, i, j] = w0[f] + sum over c, a, b of P[n, c, i*sh + a, j*sw + b] * W[f, c, a, b]

        Args:
            X: images of shape (N, C, H, W).
            training: not used by this layer.

        Returns:
            Images of shape (N, F, Ho, Wo).
        """
        # BEGIN SOLUTION
        P = np.pad(X, ((0, 0), (0, 0), *self.pads()))  # (N, C, H + ph, W + pw)
        self.padded_input = P  # backward_pass needs it for the gradient of W
        _, rows, columns = self.output_shape()
        output = np.zeros((len(X), self.n_filters, rows, columns))
        for i in range(rows):
            for j in range(columns):
                # Each filter meets the same window: channels, rows and columns are summed away together.
                window = P[self.window(i, j)]  # (N, C, kh, kw)
                output[:, :, i, j] = np.tensordot(window, self.W, axes=((1, 2, 3), (1, 2, 3)))  # (N, F)
        return output + self.w0.reshape(1, -1, 1, 1)  # one bias for all places of a filter's output
        # END SOLUTION

    def backward_pass(self, accum_grad):
        """Updates W and w0, where `trainable`, and returns the gradient by the input.

        Args:
            accum_grad: gradient of the loss by this layer's output, of shape (N, F, Ho, Wo).

        Returns:
            Gradient of the loss by this layer's input, of shape (N, C, H, W), with the weights of the forward pass.
        """
        # BEGIN SOLUTION
        P = self.padded_input  # (N, C, H + ph, W + pw)
        grad_P = np.zeros(P.shape)
        grad_W = np.zeros(self.W.shape)
        rows, columns = accum_grad.shape[2:]
        for i in range(rows):
            for j in range(columns):
                place = self.window(i, j)
                grad = accum_grad[:, :, i, j]  # (N, F)
                # Output (i, j) is a dense layer on its window; what the windows share adds up.
                grad_W += np.tensordot(grad, P[place], axes=(0, 0))  # (F, C, kh, kw)
                grad_P[place] += np.tensordot(grad, self.W, axes=1)  # (N, C, kh, kw)
        grad_w0 = accum_grad.sum(axis=(0, 2, 3)).reshape(-1, 1)  # (F, 1)

        if self.trainable:
            self.W = self.W_opt.update(self.W, grad_W)
            self.w0 = self.w0_opt.update(self.w0, grad_w0)
        # The padding is constant, so its part of the gradient ends here.
        (top, bottom), (left, right) = self.pads()
        return grad_P[:, :, top : P.shape[2] - bottom, left : P.shape[3] - right]  # (N, C, H, W)
        # END SOLUTION

    def output_shape(self):
        """Returns `(F, Ho, Wo)`."""
        # BEGIN SOLUTION
        _, height, width = self.input_shape
        padded = height + sum(self.pads()[0]), width + sum(self.pads()[1])
        steps = [(size - k) // s for size, k, s in zip(padded, self.filter_shape, self.stride, strict=True)]
        return (self.n_filters, steps[0] + 1, steps[1] + 1)
        # END SOLUTION
