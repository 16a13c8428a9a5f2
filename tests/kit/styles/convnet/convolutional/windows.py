from abc import ABC, abstractmethod

import numpy as np


class Layer(ABC):
    def __init__(self, input_shape=None):
        self.input_shape = input_shape
        self.output_shape = None

    @abstractmethod
    def forward(self, input_batch, training=True): ...

    @abstractmethod
    def backward(self, output_gradient_batch): ...

    def get_config(self):
        return {"type": self.__class__.__name__}

    @property
    def input_size(self):
        return int(np.prod(self.input_shape))

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))


class Convolutional(Layer):
    """Sliding windows and einsum; single precision throughout."""

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
        super().__init__(input_shape)
        given = {
            "output_depth": output_depth,
            "kernel_size": kernel_size,
            "initialization": initialization,
            "no_bias": no_bias,
            "padding": padding,
            "stride": stride,
        }
        self._given = given
        for name, value in given.items():
            setattr(self, name, value)
        match padding:
            case "valid":
                self.padding = 0
            case "same":
                self.padding = (kernel_size - 1) // 2
            case str():
                raise ValueError(f"no such padding: {padding}")
        self._grads = {}
        if input_shape is not None:
            self.build(input_shape)

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        spatial = np.array(self.input_shape[1:]) + 2 * self.padding
        self.output_shape = (self.output_depth, *((spatial - self.kernel_size) // self.stride + 1).tolist())
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        rng = np.random.default_rng()
        shape = (self.output_depth, self.input_shape[0], self.kernel_size, self.kernel_size)
        gain = {"he": 2, "xavier": 1}[method]
        self.kernels = rng.normal(scale=(gain / np.prod(shape[1:])) ** 0.5, size=shape).astype(np.float32)
        self.no_bias = no_bias
        self.biases = None if no_bias else np.zeros(self.output_depth, np.float32)

    def _windows(self, padded):
        k, s = self.kernel_size, self.stride
        return np.lib.stride_tricks.sliding_window_view(padded, (k, k), axis=(2, 3))[:, :, ::s, ::s]

    def forward(self, input_batch, training=True):
        p = ((0, 0), (0, 0), (self.padding,) * 2, (self.padding,) * 2)
        self._padded = np.pad(input_batch, p).astype(np.float32)
        kernels = self.kernels.astype(np.float32)
        out = np.einsum("ncrsij,fcij->nfrs", self._windows(self._padded), kernels, optimize=True)
        return out if self.no_bias else out + self.biases.astype(np.float32).reshape(1, -1, 1, 1)

    def backward(self, output_gradient_batch):
        grad = output_gradient_batch.astype(np.float32)
        windows = self._windows(self._padded)
        self._grads["kernels"] = np.einsum("nfrs,ncrsij->fcij", grad, windows, optimize=True)
        self._grads["biases"] = np.einsum("nfrs->f", grad)
        dx = np.zeros_like(self._padded)
        shares = np.einsum("nfrs,fcij->rsncij", grad, self.kernels, optimize=True)
        for r, c in np.ndindex(*self.output_shape[1:]):
            top, left = r * self.stride, c * self.stride
            dx[:, :, top : top + self.kernel_size, left : left + self.kernel_size] += shares[r, c]
        _, height, width = self.input_shape
        return dx[:, :, self.padding :, self.padding :][:, :, :height, :width]

    @property
    def params(self):
        names = ["kernels"] if self.no_bias else ["kernels", "biases"]
        return {name: (getattr(self, name), self._grads.get(name)) for name in names}

    def load_params(self, params):
        for name, value in params.items():
            setattr(self, name, np.array(value, np.float32))

    def get_config(self):
        return super().get_config() | self._given | {"input_shape": self.input_shape}
