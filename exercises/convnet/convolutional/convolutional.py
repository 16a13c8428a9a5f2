"""The convolutional layer: small kernels that look for the same pattern everywhere in an image."""

import math

import numpy as np


class Convolutional:
    """A layer that correlates images with square kernels.

    Args:
        output_depth: number of kernels, called F below.
        kernel_size: height and width k of each kernel.
        input_shape: shape of one image, (C, H, W), or None where `build` will give it.
        initialization: "he", "xavier", or "auto", which leaves the drawing to a later call of `init_weights`.
        no_bias: True for a layer without biases.
        padding: the number p of zeros on all four sides of an image; "valid" for p = 0; "same" for
            p = (k - 1) // 2. Any other text is a ValueError.
        stride: distance s between neighbouring windows.

    Attributes:
        output_depth, kernel_size, initialization, no_bias, stride: as given.
        padding: the number p.
        input_shape, output_shape: shapes of one sample, (C, H, W) and (F, H_out, W_out); set by `build`.
        kernels: weights of shape (F, C, k, k), once `init_weights` has drawn them.
        biases: biases of shape (F,), once `init_weights` has made them; None in a layer without biases.
    """

    def __init__(
        self,
        output_depth,
        kernel_size,
        input_shape=None,
        initialization="auto",
        no_bias=False,
        padding="valid",
        stride=1,
    ):
        raise NotImplementedError

    def build(self, input_shape):
        """Fixes both shapes for images of `input_shape`; draws weights unless `initialization` is "auto".

        Args:
            input_shape: (C, H, W). The output has H_out = (H + 2 p - k) // s + 1, and W_out likewise.
        """
        raise NotImplementedError

    def init_weights(self, method, no_bias):
        """Draws the kernels from a normal distribution with mean 0; makes biases unless `no_bias`.

        Args:
            method: "he" for a variance of 2 / (C k k), "xavier" for a variance of 1 / (C k k).
            no_bias: whether the layer does without biases from now on.
        """
        raise NotImplementedError

    def forward(self, input_batch, training=True):
        """Returns the feature maps: at each position, the window times each kernel, summed, plus the bias.

        Args:
            input_batch: images of shape (N, C, H, W).
            training: not used by this layer.

        Returns:
            Feature maps of shape (N, F, H_out, W_out).
        """
        raise NotImplementedError

    def backward(self, output_gradient_batch):
        """Computes the gradients of kernels and biases, for `params`, and returns the gradient by the input.

        Args:
            output_gradient_batch: gradient of the loss by the feature maps, of shape (N, F, H_out, W_out).

        Returns:
            Gradient of the loss by the images, of shape (N, C, H, W).
        """
        raise NotImplementedError


    @property
    def params(self):
        """The layer's own arrays, in a dict: `{"kernels": (kernels, gradient), "biases": (biases, gradient)}`.

        A layer without biases needs no entry for them. The gradients are those of the latest `backward`.
        """
        raise NotImplementedError

    def load_params(self, params):
        """Copies `params["kernels"]` and, in a layer with biases, `params["biases"]` into the layer.

        Args:
            params: a dict of arrays, in the shapes of `kernels` and `biases`.
        """
        raise NotImplementedError

    def get_config(self):
        """Returns a dict: "type" is the name of the class, each constructor argument has its own name, and is as given."""
        raise NotImplementedError

    @property
    def input_size(self):
        """The number of elements of one image, C * H * W."""
        raise NotImplementedError

    @property
    def output_size(self):
        """The number of elements of one sample of the output, F * H_out * W_out."""
        raise NotImplementedError
