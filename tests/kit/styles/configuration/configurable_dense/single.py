"""Single precision inside, einsum, and names from the module with a star."""

import numpy as np
from DifferentiableFunction import *  # noqa: F403


class DenseLayer:
    def __init__(self, input_size, output_size, activation_function, name=None):
        self.config = {"name": name, "type": "Dense", "input_size": input_size, "output_size": output_size}
        vars(self).update(self.config)
        self.activation_function = activation_function
        self.weights_initialized = False
        self.weights = self.biases = None

    def initialize_weights(self):
        draws = np.random.standard_normal((self.input_size, self.output_size))
        self.weights = (draws / np.sqrt(self.input_size / 2)).astype(np.float32)
        self.biases = np.zeros(self.output_size, np.float32)

    def forward(self, input_data):
        if self.weights_initialized is False:
            self.initialize_weights()
        self.weights_initialized = True
        self.last_input = np.float32(input_data)
        self.last_z = np.einsum("ni,ij->nj", self.last_input, np.float32(self.weights)) + np.float32(self.biases)
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        delta = np.float32(output_gradient) * self.activation_function.derivative(self.last_z)
        inputs = np.einsum("nj,ij->ni", delta, np.float32(self.weights))
        weights = np.einsum("ni,nj->nij", self.last_input, delta).mean(axis=0)
        return {"inputs": inputs, "weights": weights, "biases": delta.mean(0)}

    def to_dict(self):
        return dict(self.config, activation_function=type(self.activation_function).__name__)

    @classmethod
    def from_dict(cls, data):
        kwargs = {key: value for key, value in data.items() if key != "type"}
        kwargs["activation_function"] = globals()[kwargs["activation_function"]]()
        return cls(**kwargs)
