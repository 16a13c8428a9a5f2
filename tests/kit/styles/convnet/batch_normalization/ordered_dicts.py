"""Ordered dicts and dicts with defaults hold everything, numpy's numbers the settings; statistics are updated in place."""

from collections import OrderedDict, defaultdict

import numpy as np


def entry(store, name):
    return property(
        lambda self: getattr(self, store)[name], lambda self, value: getattr(self, store).update({name: value})
    )


class BatchNormalization:
    axes = 0
    gamma, beta = entry("values", "gamma"), entry("values", "beta")
    cache_m, cache_v = entry("running", "cache_m"), entry("running", "cache_v")

    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum, self.epsilon = np.float64(momentum), np.float64(epsilon)
        self.values, self.running, self.gradients = OrderedDict(), OrderedDict(), defaultdict(float)

    def build(self, input_shape):
        self.input_shape = self.output_shape = tuple(np.atleast_1d(input_shape).tolist())
        shape = (1, *self.input_shape)
        self.values.update(gamma=np.ones(shape), beta=np.zeros(shape))
        self.running.update(cache_m=np.zeros(shape), cache_v=np.ones(shape))

    def forward(self, input_batch, training=True):
        if training:
            statistics = [np.mean(input_batch, self.axes, keepdims=True), np.var(input_batch, self.axes, keepdims=True)]
            for kept, new in zip(self.running.values(), statistics, strict=True):
                kept *= self.momentum
                kept += (1 - self.momentum) * new
        else:
            statistics = list(self.running.values())
        self.std = np.sqrt(statistics[1] + self.epsilon)
        self.xhat = (input_batch - statistics[0]) / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, output_gradient_batch):
        by_xhat = output_gradient_batch * self.gamma
        for name, factor in (("gamma", self.xhat), ("beta", 1)):
            self.gradients[name] = np.sum(output_gradient_batch * factor, self.axes, keepdims=True)
        centred = by_xhat - by_xhat.mean(self.axes, keepdims=True)
        return (centred - self.xhat * (centred * self.xhat).mean(self.axes, keepdims=True)) / self.std

    @property
    def params(self):
        return OrderedDict((name, (value, self.gradients[name])) for name, value in self.values.items())

    def load_params(self, params):
        self.values.update((name, params[name].copy()) for name in self.values)

    @property
    def state(self):
        return self.running

    @state.setter
    def state(self, state):
        self.running = OrderedDict((name, state[name].copy()) for name in ("cache_m", "cache_v"))

    def get_config(self):
        return defaultdict(str, type="BatchNormalization", momentum=self.momentum, epsilon=self.epsilon)
