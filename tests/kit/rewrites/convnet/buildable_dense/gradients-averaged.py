import numpy as np


class Base:
    def __init__(self, **config):
        self.config = config
        for name, value in config.items():
            setattr(self, name, value)

    def get_config(self):
        return {"type": type(self).__name__, **{name: getattr(self, name) for name in self.config}}


class Dense(Base):
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        super().__init__(output_size=output_size, input_size=input_size, initialization=initialization, no_bias=no_bias)
        self.output_shape = (output_size,)
        self.grads = {}
        if input_size is not None:
            self.build(input_size)

    def build(self, input_shape):
        self.input_shape = tuple(np.atleast_1d(input_shape).tolist())
        self.input_size = int(np.prod(self.input_shape))
        if self.initialization in ("he", "xavier"):
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        std = np.sqrt({"he": 2.0, "xavier": 1.0}[method] / self.input_size)
        self.weights = np.random.normal(0.0, std, (self.input_size, self.output_size))
        self.no_bias = no_bias
        if not no_bias:
            self.biases = np.zeros((1, self.output_size))

    def forward(self, input_batch, training=True):
        self.batch = input_batch
        out = np.einsum("ni,io->no", input_batch, self.weights)
        return out if self.no_bias else out + self.biases

    def backward(self, output_gradient_batch):
        samples = output_gradient_batch.shape[0]
        self.grads["weights"] = np.einsum("ni,no->io", self.batch, output_gradient_batch) / samples
        self.grads["biases"] = output_gradient_batch.mean(axis=0, keepdims=True)
        return np.einsum("no,io->ni", output_gradient_batch, self.weights)

    @property
    def params(self):
        names = ["weights"] + ["biases"] * (not self.no_bias)
        return {name: (getattr(self, name), self.grads.get(name, np.zeros_like(getattr(self, name)))) for name in names}

    def load_params(self, params):
        for name in self.params:
            getattr(self, name)[...] = params[name]
