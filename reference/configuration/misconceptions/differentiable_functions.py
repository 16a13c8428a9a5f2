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
    "sigmoid-derivative-is-sigmoid",
    "Sigmoid",
    title="Sigmoid's derivative returns the value instead of the slope",
    hint="Far out on the right Sigmoid hardly changes any more. What is its slope there, and what does your "
    "derivative return for a large z?",
)
class SigmoidDerivativeIsSigmoid(Sigmoid):
    def derivative(self, z):
        return self.function(z)


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
    hint="The slope of Tanh is the same at z and at -z: sketch the curve. Is yours the same at both, and never "
    "above 1?",
)
class TanhDerivativeNotSquared(Tanh):
    def derivative(self, z):
        return 1 - np.tanh(z)


@misconception(
    "tanh-of-half",
    "Tanh",
    title="Tanh is a stretched Sigmoid of z itself",
    hint="Tanh is twice a Sigmoid, minus one; but of which argument? Compare the exponents in the two formulas "
    "of the statement, and how steep each curve is at 0.",
)
class TanhOfHalf(Tanh):
    def function(self, z):
        return np.tanh(z / 2)


@misconception(
    "relu-leaks",
    "ReLU",
    title="ReLU lets a little of the negative numbers through",
    hint="There is a relative of ReLU that keeps a small slope on the left. Which of the two does the "
    "statement's table ask for?",
)
class ReluLeaks(ReLU):
    def function(self, z):
        return np.where(z > 0, z, 0.01 * z)


@misconception(
    "relu-derivative-leaks",
    "ReLU",
    title="ReLU's derivative has a small slope on the left",
    hint="ReLU is flat to the left of 0. How steep is a flat line, and how steep does your derivative say that it is?",
)
class ReluDerivativeLeaks(ReLU):
    def derivative(self, z):
        return np.where(z > 0, 1.0, 0.01)


@misconception(
    "relu-reuses-its-array",
    "ReLU",
    title="ReLU fills one array again and again",
    hint="Two layers may share one ReLU. What becomes of the array that the first layer was given when the "
    "second one calls?",
)
class ReluReusesArray(ReLU):
    values = None

    def function(self, z):
        if self.values is None or self.values.shape != z.shape:
            self.values = np.zeros_like(z)
        return np.maximum(z, 0, out=self.values)


@misconception(
    "derivative-returns-nothing",
    "Tanh",
    title="Tanh's derivative is computed, or printed, and not returned",
    hint="What does `slope = Tanh().derivative(z)` put into slope? Printing shows a number to you; which "
    "statement hands it to the caller?",
)
class DerivativeReturnsNothing(Tanh):
    def derivative(self, z):
        super().derivative(z)


@misconception(
    "relu-writes-into-its-argument",
    "ReLU",
    title="ReLU sets the negative numbers of the caller's array to 0",
    hint="The caller still needs z. Does your function assign into it, or does it make an array of its own?",
)
class ReluWritesIntoArgument(ReLU):
    def function(self, z):
        z[z < 0] = 0
        return z


@misconception(
    "relu-derivative-writes-into-its-argument",
    "ReLU",
    title="ReLU's derivative writes its ones and zeros into the caller's array",
    hint="The caller still needs z. Does your derivative assign into it, or does it make an array of its own?",
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
    hint="Which shape should derivative return when z has the shape (4, 3), and what is the shape of a single number?",
)
class IdentityDerivativeNumber(Identity):
    def derivative(self, z):
        return 1.0


@misconception(
    "identity-derivative-is-z",
    "Identity",
    title="Identity's derivative returns z",
    hint="How steep is the line f(z) = z, at any place? Does it become steeper where z is larger?",
)
class IdentityDerivativeZ(Identity):
    def derivative(self, z):
        return z


@misconception(
    "sigmoid-derivative-a-factor-short",
    "Sigmoid",
    title="Sigmoid's derivative has only one of its two factors",
    hint=(
        "Draw the curve of Sigmoid and look at its steepness: flat far to the left, steepest in the middle, flat far to "
        "the right. Does your derivative become small on both sides? One that is near 1 on the left and falls to 0 on the "
        "right describes a curve that is steep where this one lies flat. The slope of a bell shaped hill is small at the "
        "foot and at the top as well. Try two inputs that differ only in sign, such as -4 and 4: the curve is the same "
        "when it is turned about its middle, so both slopes are equal. Which of the two factors of the table is left in "
        "your code?"
    ),
)
class SigmoidDerivativeShort(Sigmoid):
    def derivative(self, z):
        return 1 - self.function(z)
