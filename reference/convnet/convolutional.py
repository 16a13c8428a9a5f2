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
        # BEGIN SOLUTION
        self.output_depth = output_depth
        self.kernel_size = kernel_size
        self.initialization = initialization
        self.no_bias = no_bias
        self.stride = stride
        self.padding_as_given = padding  # get_config reports what the caller wrote
        amounts = {"valid": 0, "same": (kernel_size - 1) // 2}
        if isinstance(padding, str) and padding not in amounts:
            raise ValueError(f"padding is 'valid', 'same' or a whole number, not {padding!r}")
        self.padding = amounts.get(padding, padding)
        self.kernels, self.kernels_gradient = None, None
        self.biases, self.biases_gradient = None, None
        self.input_shape, self.output_shape = None, None
        if input_shape is not None:
            self.build(input_shape)
        # END SOLUTION

    def build(self, input_shape):
        """Fixes both shapes for images of `input_shape`; draws weights unless `initialization` is "auto".

        Args:
            input_shape: (C, H, W). The output has H_out = (H + 2 p - k) // s + 1, and W_out likewise.
        """
        # BEGIN SOLUTION
        self.input_shape = input_shape
        _, H, W = input_shape
        H_out = (H + 2 * self.padding - self.kernel_size) // self.stride + 1
        W_out = (W + 2 * self.padding - self.kernel_size) // self.stride + 1
        self.output_shape = (self.output_depth, H_out, W_out)
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)
        # END SOLUTION

    def init_weights(self, method, no_bias):
        """Draws the kernels from a normal distribution with mean 0; makes biases unless `no_bias`.

        Args:
            method: "he" for a variance of 2 / (C k k), "xavier" for a variance of 1 / (C k k).
            no_bias: whether the layer does without biases from now on.
        """
        # BEGIN SOLUTION
        C, k = self.input_shape[0], self.kernel_size
        fan_in = C * k * k  # how many products each output element sums up
        gain = {"he": 2, "xavier": 1}[method]
        scale = math.sqrt(gain / fan_in)  # a normal distribution is scaled by the root of its variance
        self.kernels = scale * np.random.randn(self.output_depth, C, k, k)
        self.kernels_gradient = np.zeros(self.kernels.shape)
        self.no_bias = no_bias
        self.biases = None if no_bias else np.zeros(self.output_depth)
        self.biases_gradient = np.zeros(self.output_depth)
        # END SOLUTION

    def forward(self, input_batch, training=True):
        """Returns the feature maps: at each position, the window times each kernel, summed, plus the bias.

        Args:
            input_batch: images of shape (N, C, H, W).
            training: not used by this layer.

        Returns:
            Feature maps of shape (N, F, H_out, W_out).
        """
        # BEGIN SOLUTION
        p = self.padding
        self.padded = np.pad(input_batch, [(0, 0), (0, 0), (p, p), (p, p)])  # (N, C, H + 2p, W + 2p)
        columns = self._im2col(self.padded)  # (N H_out W_out, C k k): one window in each row
        rows = columns @ self._flat_kernels().T  # (N H_out W_out, F): each window times each kernel, summed
        if not self.no_bias:
            rows = rows + self.biases  # (F,): one number for a whole map
        _, H_out, W_out = self.output_shape
        return rows.reshape(len(input_batch), H_out, W_out, self.output_depth).transpose(0, 3, 1, 2)
        # END SOLUTION

    def backward(self, output_gradient_batch):
        """Computes the gradients of kernels and biases, for `params`, and returns the gradient by the input.

        Args:
            output_gradient_batch: gradient of the loss by the feature maps, of shape (N, F, H_out, W_out).

        Returns:
            Gradient of the loss by the images, of shape (N, C, H, W).
        """
        # BEGIN SOLUTION
        # The gradient in the order of forward's rows: one window in each row, one kernel in each column.
        G = output_gradient_batch.transpose(0, 2, 3, 1).reshape(-1, self.output_depth)  # (N H_out W_out, F)
        # Made anew rather than kept: the columns hold each pixel up to k k times.
        columns = self._im2col(self.padded)  # (N H_out W_out, C k k)
        # forward is one matrix product, rows = columns @ flat_kernels.T, and these are its two gradients.
        self.kernels_gradient = (G.T @ columns).reshape(self.kernels.shape)  # (F, C k k), then as the kernels
        columns_gradient = G @ self._flat_kernels()  # (N H_out W_out, C k k)
        self.biases_gradient = G.sum(axis=0)  # a bias is added in every sample and at every position
        padded_gradient = self._col2im(columns_gradient)
        _, H, W = self.input_shape
        p = self.padding
        return padded_gradient[:, :, p : p + H, p : p + W]  # not p : -p, which is empty for p = 0
        # END SOLUTION

    # BEGIN SOLUTION
    def _flat_kernels(self):
        """Returns the kernels as a matrix (F, C k k), with one kernel in each row, in the order of `_im2col`."""
        return self.kernels.reshape(self.output_depth, -1)

    def _im2col(self, images):
        """Returns all windows as a matrix (N H_out W_out, C k k), with one window in each row."""
        C = self.input_shape[0]
        pictures = [self._seen(images, i, j) for i, j in self._places()]  # k k times (N, C, H_out, W_out)
        windows = np.stack(pictures, axis=4)  # (N, C, H_out, W_out, k k)
        return windows.transpose(0, 2, 3, 1, 4).reshape(-1, C * self.kernel_size**2)

    def _col2im(self, columns):
        """Puts every window back where `_im2col` took it from, and adds up where windows overlap."""
        images = np.zeros(self.padded.shape)
        N, C, _, _ = images.shape
        _, H_out, W_out = self.output_shape
        windows = columns.reshape(N, H_out, W_out, C, self.kernel_size, self.kernel_size)
        for i, j in self._places():
            receiver = self._seen(images, i, j)  # a view, so adding to it adds to `images`
            receiver += windows[:, :, :, :, i, j].transpose(0, 3, 1, 2)  # (N, C, H_out, W_out)
        return images

    def _places(self):
        """Returns the (i, j) of all elements of a kernel, row by row."""
        return np.ndindex(self.kernel_size, self.kernel_size)

    def _seen(self, images, i, j):
        """Returns a view of the pixels that lie under element (i, j) of the kernel, one for each position."""
        _, H_out, W_out = self.output_shape
        s = self.stride
        return images[:, :, i : i + s * H_out : s, j : j + s * W_out : s]

    # END SOLUTION

    @property
    def params(self):
        """The layer's own arrays, in a dict: `{"kernels": (kernels, gradient), "biases": (biases, gradient)}`.

        A layer without biases needs no entry for them. The gradients are those of the latest `backward`.
        """
        # BEGIN SOLUTION
        found = {"kernels": (self.kernels, self.kernels_gradient)}
        if not self.no_bias:
            found["biases"] = (self.biases, self.biases_gradient)
        return found
        # END SOLUTION

    def load_params(self, params):
        """Copies `params["kernels"]` and, in a layer with biases, `params["biases"]` into the layer.

        Args:
            params: a dict of arrays, in the shapes of `kernels` and `biases`.
        """
        # BEGIN SOLUTION
        self.kernels[...] = params["kernels"]
        if not self.no_bias:
            self.biases[...] = params["biases"]
        # END SOLUTION

    def get_config(self):
        """Returns a dict: "type" is the name of the class, each constructor argument has its own name, and is as given."""
        # BEGIN SOLUTION
        return {
            "type": type(self).__name__,
            "output_depth": self.output_depth,
            "kernel_size": self.kernel_size,
            "input_shape": self.input_shape,
            "initialization": self.initialization,
            "no_bias": self.no_bias,
            "padding": self.padding_as_given,
            "stride": self.stride,
        }
        # END SOLUTION

    @property
    def input_size(self):
        """The number of elements of one image, C * H * W."""
        # BEGIN SOLUTION
        return math.prod(self.input_shape)
        # END SOLUTION

    @property
    def output_size(self):
        """The number of elements of one sample of the output, F * H_out * W_out."""
        # BEGIN SOLUTION
        return math.prod(self.output_shape)
        # END SOLUTION
