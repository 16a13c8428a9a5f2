"""Ordered dicts and dicts with defaults, numpy's numbers and a list in the config, one einsum over shifted views."""

from collections import OrderedDict, defaultdict

import numpy as np


class Convolutional:
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
        names = {"output_depth": output_depth, "kernel_size": kernel_size, "stride": stride}
        self.__dict__.update((name, np.int64(value)) for name, value in names.items())
        self.initialization, self.no_bias, self.asked = initialization, np.bool_(no_bias), padding
        words = {"valid": 0, "same": (kernel_size - 1) // 2}
        if isinstance(padding, str) and padding not in words:
            raise ValueError("padding")
        self.padding = words.get(padding, padding)
        self.gradients = defaultdict(lambda: None)
        if input_shape is not None:
            self.build(input_shape)

    def build(self, input_shape):
        self.input_shape = input_shape
        sides = [int((n + 2 * self.padding - self.kernel_size) // self.stride + 1) for n in input_shape[1:]]
        self.output_shape = (int(self.output_depth), *sides)
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    input_size = property(lambda self: np.prod(self.input_shape))
    output_size = property(lambda self: np.prod(self.output_shape))

    def init_weights(self, method, no_bias):
        shape = (self.output_depth, self.input_shape[0], self.kernel_size, self.kernel_size)
        self.kernels = np.random.normal(0, np.sqrt((1 + (method == "he")) / np.prod(shape[1:])), shape)
        self.biases = np.random.normal(size=self.output_depth)
        self.no_bias = np.bool_(no_bias)

    def views(self, images):
        """Returns what each element of a kernel sees, (k, k, N, C, H_out, W_out), as views of `images`."""
        _, high, wide = self.output_shape
        ends = [i + self.stride * size for i in range(self.kernel_size) for size in (high, wide)]
        steps = range(self.kernel_size)
        return [
            [images[:, :, i : ends[2 * i] : self.stride, j : ends[2 * j + 1] : self.stride] for j in steps]
            for i in steps
        ]

    def forward(self, input_batch, training=True):
        p = self.padding
        self.padded = np.pad(input_batch, ((0, 0), (0, 0), (p, p), (p, p)))
        out = np.einsum("ijnchw,fcij->nfhw", np.array(self.views(self.padded)), self.kernels)
        return out + (0 if self.no_bias else self.biases.reshape(-1, 1, 1))

    def backward(self, output_gradient_batch):
        self.gradients["biases"] = np.einsum("nfhw->f", output_gradient_batch)
        seen = np.array(self.views(self.padded))
        self.gradients["kernels"] = np.einsum("ijnchw,nfhw->fcij", seen, output_gradient_batch)
        whole = np.zeros(self.padded.shape)
        shares = np.einsum("nfhw,fcij->ijnchw", output_gradient_batch, self.kernels)
        for i, row in enumerate(self.views(whole)):
            for j, view in enumerate(row):
                view += shares[i, j]
        inside = slice(self.padding, -self.padding or None)
        return whole[:, :, inside, inside]

    @property
    def params(self):
        names = ["kernels"] if self.no_bias else ["kernels", "biases"]
        return OrderedDict((name, (getattr(self, name), self.gradients[name])) for name in names)

    def load_params(self, params):
        for name in self.params:
            setattr(self, name, np.array(params[name]))

    def get_config(self):
        config = defaultdict(str, type="Convolutional", padding=self.asked, input_shape=list(self.input_shape))
        for name in ("output_depth", "kernel_size", "initialization", "no_bias", "stride"):
            config[name] = getattr(self, name)
        return config
