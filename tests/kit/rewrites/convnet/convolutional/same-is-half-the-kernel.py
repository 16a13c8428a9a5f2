from math import prod

import numpy as np


class Layer:
    input_shape = output_shape = None

    @property
    def input_size(self):
        return prod(self.input_shape)

    @property
    def output_size(self):
        return prod(self.output_shape)


class Convolutional(Layer):
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
        self.output_depth = output_depth
        self.kernel_size = kernel_size
        self.initialization = initialization
        self.no_bias = no_bias
        self.stride = stride
        self.asked = padding
        if isinstance(padding, str):
            if padding not in ("same", "valid"):
                raise ValueError(padding)
            padding = kernel_size // 2 if padding == "same" else 0
        self.padding = padding
        self.kernels = self.biases = self.grad_k = self.grad_b = None
        if input_shape:
            self.build(input_shape)

    def build(self, input_shape):
        self.input_shape = input_shape
        reach = [n + 2 * self.padding - self.kernel_size for n in input_shape[1:]]
        self.output_shape = (self.output_depth, *[r // self.stride + 1 for r in reach])
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        terms = self.input_shape[0] * self.kernel_size**2
        std = (2 / terms if method == "he" else 1 / terms) ** 0.5
        self.kernels = np.random.normal(
            0, std, (self.output_depth, self.input_shape[0], self.kernel_size, self.kernel_size)
        )
        self.no_bias = no_bias
        self.biases = np.zeros(self.output_depth)
        self.grad_k, self.grad_b = np.zeros_like(self.kernels), np.zeros_like(self.biases)

    def _box(self, r, c):
        top, left = r * self.stride, c * self.stride
        return (slice(None), slice(None), slice(top, top + self.kernel_size), slice(left, left + self.kernel_size))

    def forward(self, input_batch, training=True):
        n, c, h, w = input_batch.shape
        p = self.padding
        self.wide = np.zeros((n, c, h + 2 * p, w + 2 * p))
        self.wide[:, :, p : p + h, p : p + w] = input_batch
        out = np.zeros((n, *self.output_shape))
        for r, q in np.ndindex(*self.output_shape[1:]):
            for f in range(self.output_depth):
                out[:, f, r, q] = (self.wide[self._box(r, q)] * self.kernels[f]).sum(axis=(1, 2, 3))
                if not self.no_bias:
                    out[:, f, r, q] += self.biases[f]
        return out

    def backward(self, output_gradient_batch):
        self.grad_k = np.zeros_like(self.kernels)
        self.grad_b = output_gradient_batch.sum(axis=0).sum(axis=1).sum(axis=1)
        back = np.zeros_like(self.wide)
        for r, q in np.ndindex(*self.output_shape[1:]):
            for f in range(self.output_depth):
                g = output_gradient_batch[:, f, r, q].reshape(-1, 1, 1, 1)
                self.grad_k[f] += (g * self.wide[self._box(r, q)]).sum(axis=0)
                back[self._box(r, q)] += g * self.kernels[f]
        _, h, w = self.input_shape
        return back[:, :, self.padding : self.padding + h, self.padding : self.padding + w]

    @property
    def params(self):
        pairs = {"kernels": (self.kernels, self.grad_k)}
        if not self.no_bias:
            pairs["biases"] = (self.biases, self.grad_b)
        return pairs

    def load_params(self, params):
        self.kernels[:] = params["kernels"]
        if not self.no_bias:
            self.biases[:] = params["biases"]

    def get_config(self):
        names = ("output_depth", "kernel_size", "input_shape", "initialization", "no_bias", "stride")
        return {"type": "Convolutional", "padding": self.asked, **{name: getattr(self, name) for name in names}}
