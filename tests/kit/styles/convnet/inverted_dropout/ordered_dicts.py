"""Ordered dicts, numpy's numbers for the probability, and a scale that is kept apart from the coins."""

from collections import OrderedDict, defaultdict

import numpy as np


class Dropout:
    def __init__(self, probability=0.5):
        self.probability = np.float64(probability)

    def build(self, input_shape):
        self.input_shape = self.output_shape = tuple(np.ravel(input_shape).tolist())

    def forward(self, input_batch, training=True):
        if not training:
            return np.array(input_batch)
        self.coins = np.random.uniform(size=np.shape(input_batch)) > self.probability
        return self.backward(input_batch)

    def backward(self, output_gradient_batch):
        return self.coins * output_gradient_batch * np.reciprocal(1 - self.probability)

    @property
    def params(self):
        return defaultdict(tuple)

    def get_config(self):
        return OrderedDict([("probability", self.probability), ("type", "Dropout")])
