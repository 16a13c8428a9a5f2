"""What people get wrong in `buildable_dense`. Each class is the reference with one mistake."""

import math

import numpy as np
from buildable_dense import Dense

from grader.misconceptions import misconception


@misconception(
    "gradients-averaged",
    "Dense",
    title="The parameter gradients are averaged over the batch",
    hint="This track sums over the batch; dividing by the number of samples is the business of the loss.",
)
class GradientsAveraged(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.weights_gradient = self.weights_gradient / len(output_gradient_batch)
        if not self.no_bias:
            self.biases_gradient = self.biases_gradient / len(output_gradient_batch)
        return gradient


@misconception(
    "biases-gradient-averaged",
    "Dense",
    title="Only the gradient of the biases is averaged over the batch",
    hint="Compare how your two parameter gradients treat the batch: does one divide by the number of samples?",
)
class BiasesGradientAveraged(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.biases_gradient = output_gradient_batch.mean(axis=0, keepdims=True)
        return gradient


@misconception(
    "biases-gradient-total",
    "Dense",
    title="The gradient of the biases is summed over everything",
    hint="Each output has a bias of its own. Over which axis should the gradient be summed, and which should stay?",
)
class BiasesGradientTotal(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if not self.no_bias:
            self.biases_gradient = np.full((1, self.output_size), output_gradient_batch.sum())
        return gradient


@misconception(
    "biases-gradient-per-sample",
    "Dense",
    title="The gradient of the biases is not summed over the batch",
    hint="What shape has the gradient of the biases after a batch of four samples?",
)
class BiasesGradientPerSample(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.biases_gradient = output_gradient_batch
        return gradient


@misconception(
    "input-gradient-averaged",
    "Dense",
    title="The input gradient is divided by the number of samples",
    hint="Row i of the returned gradient belongs to sample i alone. Does it change when other samples join the batch?",
)
class InputGradientAveraged(Dense):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) / len(output_gradient_batch)


@misconception(
    "gradients-accumulate",
    "Dense",
    title="Gradients of earlier calls are added in",
    hint="After a step the old gradient has done its work. Does your code start from zero in each backward?",
)
class GradientsAccumulate(Dense):
    def backward(self, output_gradient_batch):
        before = self.weights_gradient
        gradient = super().backward(output_gradient_batch)
        self.weights_gradient = self.weights_gradient + before
        return gradient


@misconception(
    "gradients-clipped",
    "Dense",
    title="Gradients are clipped inside the layer",
    hint="What does your layer do with a gradient of 100? Limiting steps is the optimizer's business.",
)
class GradientsClipped(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.weights_gradient = np.clip(self.weights_gradient, -50, 50)
        return gradient


@misconception(
    "gradient-ignores-its-argument",
    "Dense",
    title="The input gradient does not depend on the output gradient",
    hint="If the output gradient doubles, what should happen to the gradient that you return?",
)
class GradientIgnoresArgument(Dense):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return np.ones_like(output_gradient_batch) @ self.weights.T


@misconception(
    "backward-trains",
    "Dense",
    title="backward changes the parameters itself",
    hint="In this track an optimizer outside the layer makes the steps. Which arrays may backward assign to?",
)
class BackwardTrains(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.weights = self.weights - 0.01 * self.weights_gradient
        return gradient


@misconception(
    "first-input-kept",
    "Dense",
    title="The input of the first forward pass is kept for ever",
    hint="backward belongs to the latest forward. When does your code store its input?",
)
class FirstInputKept(Dense):
    def forward(self, input_batch, training=True):
        first = getattr(self, "input", input_batch)
        output = super().forward(input_batch, training)
        self.input = first
        return output


@misconception(
    "input-kept-in-training-only",
    "Dense",
    title="The input is kept only where training is True",
    hint="This layer does the same in training and outside it. Does your forward store its input in every case?",
)
class InputKeptInTrainingOnly(Dense):
    def forward(self, input_batch, training=True):
        before = getattr(self, "input", None)
        output = super().forward(input_batch, training)
        self.input = input_batch if training else before
        return output


@misconception(
    "biases-left-out",
    "Dense",
    title="The biases are left out of the forward pass",
    hint="With weights of zero, what should the layer return? What does yours return?",
)
class BiasesLeftOut(Dense):
    def forward(self, input_batch, training=True):
        self.input = input_batch
        return input_batch @ self.weights


@misconception(
    "no-bias-forgotten-in-params",
    "Dense",
    title="params lists biases although the layer has none",
    hint="An optimizer visits everything in params. What is there for a layer that was made with no_bias=True?",
)
class NoBiasForgottenInParams(Dense):
    @property
    def params(self):
        nothing = np.zeros((1, self.output_size))
        return {"biases": (nothing, nothing), **super().params}


@misconception(
    "no-bias-of-the-constructor",
    "Dense",
    title="init_weights ignores its own no_bias",
    hint="The network may find out late that a layer needs no biases. Which of the two "
    "flags decides after init_weights?",
)
class NoBiasOfTheConstructor(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights(method, self.no_bias)


@misconception(
    "params-are-copies",
    "Dense",
    title="params hands out copies",
    hint="The optimizer changes the array that it gets. Is that the array that your forward uses?",
)
class ParamsAreCopies(Dense):
    @property
    def params(self):
        return {name: (value.copy(), gradient) for name, (value, gradient) in super().params.items()}


@misconception(
    "params-cached",
    "Dense",
    title="params is put together once and never again",
    hint="Each backward makes new gradients. When does your code look up what it hands out?",
)
class ParamsCached(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.cached = super().params

    @property
    def params(self):
        return self.cached


@misconception(
    "load-params-keeps-the-callers-arrays",
    "Dense",
    title="load_params keeps the caller's arrays",
    hint="Training the layer should not change the dict that was loaded. Whose arrays does "
    "your layer hold after load_params?",
)
class LoadParamsAliases(Dense):
    def load_params(self, params):
        self.weights = params["weights"]
        if not self.no_bias:
            self.biases = params["biases"]


@misconception(
    "load-params-without-biases",
    "Dense",
    title="load_params takes over the weights only",
    hint="Compare the names in params with those that your load_params reads.",
)
class LoadParamsWithoutBiases(Dense):
    def load_params(self, params):
        self.weights[:] = params["weights"]


@misconception(
    "variance-as-deviation",
    "Dense",
    title="The variance is used as the standard deviation of the draw",
    hint="What do you multiply a draw of variance 1 by? What does that do to its variance?",
)
class VarianceAsDeviation(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.weights *= math.sqrt({"he": 2, "xavier": 1}[method] / self.input_size)


@misconception(
    "he-and-xavier-swapped",
    "Dense",
    title="The variances of he and xavier are swapped",
    hint="ReLU throws half of the signal away. Which of the two methods makes up for that?",
)
class HeAndXavierSwapped(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights({"he": "xavier", "xavier": "he"}[method], no_bias)


@misconception(
    "variance-from-n-out",
    "Dense",
    title="The variance of the draw comes from the number of outputs",
    hint="Each output is a sum over something. Of how many terms?",
)
class VarianceFromOutputs(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.weights *= math.sqrt(self.input_size / self.output_size)


@misconception(
    "uniform-draw",
    "Dense",
    title="The weights are drawn from a uniform distribution",
    hint="The statement names a distribution without any limits. Which one do you draw from?",
)
class UniformDraw(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        limit = math.sqrt(3 * {"he": 2, "xavier": 1}[method] / self.input_size)
        self.weights = np.random.uniform(-limit, limit, self.weights.shape)


@misconception(
    "seeded-inside",
    "Dense",
    title="The layer seeds the generator before it draws",
    hint="Two layers of one size should not start with the same weights. What in your code makes them equal?",
)
class SeededInside(Dense):
    def init_weights(self, method, no_bias):
        np.random.seed(0)
        super().init_weights(method, no_bias)


@misconception(
    "constructor-does-not-build",
    "Dense",
    title="The constructor does not build a layer whose input size it knows",
    hint="With an input_size there is nothing left to wait for. What does your constructor do about it?",
)
class ConstructorDoesNotBuild(Dense):
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        super().__init__(output_size, None, initialization, no_bias)
        self.input_size = input_size


@misconception(
    "size-is-first-axis",
    "Dense",
    title="The input size is the length of the first axis",
    hint="build((2, 3)) prepares for rows of how many numbers?",
)
class SizeIsFirstAxis(Dense):
    def build(self, input_shape):
        super().build(input_shape if isinstance(input_shape, int) else input_shape[:1])
        self.input_shape = (input_shape,) if isinstance(input_shape, int) else input_shape


@misconception(
    "config-incomplete",
    "Dense",
    title="get_config leaves an argument of the constructor out",
    hint="Compare the keys of your dict with the arguments of the constructor, one by one.",
)
class ConfigIncomplete(Dense):
    def get_config(self):
        config = super().get_config()
        del config["no_bias"]
        return config


@misconception(
    "input-changed",
    "Dense",
    title="forward writes into its input",
    hint="The caller may still need the array it gave you. Does your code use an operator such as -= on it?",
)
class InputChanged(Dense):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        self.input = input_batch.copy()
        input_batch *= 0.5
        return output


@misconception(
    "output-gradient-changed",
    "Dense",
    title="backward writes into the output gradient",
    hint="The caller may still need the array it gave you. Does your code assign into output_gradient_batch?",
)
class OutputGradientChanged(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        output_gradient_batch *= 0.5
        return gradient
