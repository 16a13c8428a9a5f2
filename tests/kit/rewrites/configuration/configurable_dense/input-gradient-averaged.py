import numpy as np
import DifferentiableFunction


class DenseLayer:
    def __init__(self, input_size, output_size, activation_function, name=None):
        vars(self).update(locals())
        del self.self
        self.type, self.weights_initialized = "Dense", False
        self.weights = self.biases = None

    def initialize_weights(self):
        self.weights = (2 / self.input_size) ** 0.5 * np.random.randn(self.input_size, self.output_size)
        self.biases = np.array([0.0] * self.output_size)

    def forward(self, input_data):
        if self.weights_initialized is False:
            self.initialize_weights()
        self.weights_initialized = True
        self.last_input = input_data
        self.last_z = np.stack([x @ self.weights + self.biases for x in input_data])
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        delta = self.activation_function.derivative(self.last_z) * output_gradient / len(output_gradient)
        return {
            "inputs": np.tensordot(delta, self.weights, ((1,), (1,))),
            "weights": np.tensordot(self.last_input, delta, ((0,), (0,))),
            "biases": np.add.reduce(delta),
        }

    def to_dict(self):
        data = {key: vars(self)[key] for key in ("name", "type", "input_size", "output_size")}
        return {**data, "activation_function": type(self.activation_function).__name__}

    @classmethod
    def from_dict(cls, data):
        data = dict(data)
        data.pop("type")
        data["activation_function"] = getattr(DifferentiableFunction, data["activation_function"])()
        return cls(**data)
