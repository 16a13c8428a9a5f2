"""What people get wrong in `differentiable_functions`. Each class is the reference's with one mistake."""

import numpy as np
from differentiable_functions import Identity, ReLU, Sigmoid, Tanh

from grader.misconceptions import misconception


@misconception(
    "sigmoid-mirrored",
    "Sigmoid",
    title="Sigmoid falls instead of rising",
    hint="What should Sigmoid be for a large positive z, near 0 or near 1? Look at the sign in your exponent.",
)
class SigmoidMirrored(Sigmoid):
    def function(self, z):
        return 1 / (1 + np.exp(np.clip(z, -700, 700)))


@misconception(
    "sigmoid-overflows",
    "Sigmoid",
    title="Sigmoid is not a number for large z",
    hint="How large is your exponential when z is 1000, and what is the quotient of two infinite numbers?",
)
class SigmoidOverflows(Sigmoid):
    def function(self, z):
        with np.errstate(all="ignore"):
            return np.exp(z) / (1 + np.exp(z))


@misconception(
    "tanh-overflows",
    "Tanh",
    title="Tanh is not a number for large z",
    hint="How large is each of your exponentials when z is 1000, and what is the quotient of two infinite numbers?",
)
class TanhOverflows(Tanh):
    def function(self, z):
        with np.errstate(all="ignore"):
            return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@misconception(
    "sigmoid-derivative-of-the-value",
    "Sigmoid",
    title="Sigmoid's derivative takes its argument for the function's value",
    hint="The formula s (1 - s) is about the value s. What is it that derivative is given?",
)
class SigmoidDerivativeOfValue(Sigmoid):
    def derivative(self, z):
        return z * (1 - z)


@misconception(
    "tanh-derivative-of-the-value",
    "Tanh",
    title="Tanh's derivative takes its argument for the function's value",
    hint="The formula 1 - t² is about the value t. What is it that derivative is given?",
)
class TanhDerivativeOfValue(Tanh):
    def derivative(self, z):
        return 1 - z**2


@misconception(
    "sigmoid-derivative-remembers",
    "Sigmoid",
    title="Sigmoid's derivative uses the value of the last call",
    hint="Somebody may ask for the derivative at another array than the last one. What does yours look at?",
)
class SigmoidDerivativeRemembers(Sigmoid):
    last = None

    def function(self, z):
        self.last = super().function(z)
        return self.last

    def derivative(self, z):
        s = super().function(z) if self.last is None else self.last
        return s * (1 - s)


@misconception(
    "tanh-derivative-not-squared",
    "Tanh",
    title="Tanh's derivative is 1 - t",
    hint="The slope of Tanh is the same at z and at -z. Is yours?",
)
class TanhDerivativeNotSquared(Tanh):
    def derivative(self, z):
        return 1 - np.tanh(z)


@misconception(
    "relu-writes-into-its-argument",
    "ReLU",
    title="ReLU sets the negative numbers of the caller's array to 0",
    hint="The caller still needs z. Does your code assign into it?",
)
class ReluWritesIntoArgument(ReLU):
    def function(self, z):
        z[z < 0] = 0
        return z


@misconception(
    "relu-derivative-writes-into-its-argument",
    "ReLU",
    title="ReLU's derivative writes its ones and zeros into the caller's array",
    hint="The caller still needs z. Does your derivative assign into it?",
)
class ReluDerivativeWrites(ReLU):
    def derivative(self, z):
        z[z <= 0] = 0
        z[z > 0] = 1
        return z


@misconception(
    "relu-derivative-is-relu",
    "ReLU",
    title="ReLU's derivative returns the value instead of the slope",
    hint="How steep is ReLU at z = 3? Is it steeper than at z = 1?",
)
class ReluDerivativeIsRelu(ReLU):
    def derivative(self, z):
        return np.maximum(0.0, z)


@misconception(
    "relu-derivative-sign",
    "ReLU",
    title="ReLU's derivative is -1 for negative numbers",
    hint="To the left of 0 ReLU is flat. What is the slope of a flat line?",
)
class ReluDerivativeSign(ReLU):
    def derivative(self, z):
        return np.sign(z)


@misconception(
    "relu-absolute",
    "ReLU",
    title="ReLU returns the absolute value",
    hint="What becomes of a negative number: does it lose its sign, or does it vanish?",
)
class ReluAbsolute(ReLU):
    def function(self, z):
        return np.abs(z)


@misconception(
    "identity-derivative-a-number",
    "Identity",
    title="Identity's derivative is one number instead of an array",
    hint="Which shape should derivative return when z has the shape (4, 3)?",
)
class IdentityDerivativeNumber(Identity):
    def derivative(self, z):
        return 1.0


@misconception(
    "identity-derivative-is-z",
    "Identity",
    title="Identity's derivative returns z",
    hint="How steep is the line f(z) = z, at any place?",
)
class IdentityDerivativeZ(Identity):
    def derivative(self, z):
        return z
