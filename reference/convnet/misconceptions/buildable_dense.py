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
    hint="What shape has the gradient of the biases after a batch of four samples? Compare it with the shape of the biases.",
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
    hint="If the output gradient doubles, what should happen to the gradient that you return? Where does your code use it?",
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
    hint="backward belongs to the latest forward. When does your code store its input: the first time, or every time?",
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
    hint="With weights of zero, what should the layer return? What does yours return, and which parameter is missing?",
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
    hint="Compare the names in params with those that your load_params reads. Is there one that it never looks at?",
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
    hint="Each output is a sum of products. Of how many terms: as many as there are inputs, or outputs?",
)
class VarianceFromOutputs(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.weights *= math.sqrt(self.input_size / self.output_size)


@misconception(
    "uniform-draw",
    "Dense",
    title="The weights are drawn from a uniform distribution",
    hint="The statement names a distribution without any limits. Which one do you draw from, and what are its limits?",
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
    hint="A sample with two axes is fed in as one row. How many numbers are in it, and how do you count them?",
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


@misconception(
    "weights-gradient-averaged",
    "Dense",
    title="Only the gradient of the weights is averaged over the batch",
    hint="Compare how your two parameter gradients treat the batch. Does a product of matrices need a division after it, "
    "when the statement asks for a sum?",
)
class WeightsGradientAveraged(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.weights_gradient = self.weights_gradient / len(output_gradient_batch)
        return gradient


@misconception(
    "parameter-gradients-doubled",
    "Dense",
    title="The parameter gradients carry a factor of 2",
    hint="A squared loss has a 2 in its derivative, but that is already inside the gradient that your layer is given. "
    "What else does this layer multiply by?",
)
class ParameterGradientsDoubled(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.weights_gradient = 2 * self.weights_gradient
        if not self.no_bias:
            self.biases_gradient = 2 * self.biases_gradient
        return gradient


@misconception(
    "weights-gradient-transposed",
    "Dense",
    title="The gradient of the weights is transposed",
    hint="A gradient has the shape of the thing it belongs to. Which of your two factors comes first, and which of them "
    "is transposed?",
)
class WeightsGradientTransposed(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.weights_gradient = self.weights_gradient.T
        return gradient


@misconception(
    "weights-not-transposed",
    "Dense",
    title="backward multiplies with the weights as they are, not transposed",
    hint="Write down the shapes of the output gradient and of the weights. Which product of the two has one number for "
    "each input?",
)
class WeightsNotTransposed(Dense):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return output_gradient_batch @ self.weights


@misconception(
    "backward-returns-nothing",
    "Dense",
    title="backward returns nothing",
    hint="The layer before this one has to learn too. What does it get from your backward, besides the gradients that "
    "you keep in the object?",
)
class BackwardReturnsNothing(Dense):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)


@misconception(
    "output-printed",
    "Dense",
    title="forward prints its output instead of returning it",
    hint="Write Y = layer.forward(X) and look at Y. What is the difference between showing a value and handing it back "
    "to the caller?",
)
class OutputPrinted(Dense):
    def forward(self, input_batch, training=True):
        print(super().forward(input_batch, training))


@misconception(
    "training-not-taken",
    "Dense",
    title="forward has no argument training",
    hint="The network tells every layer whether it trains, also one that does the same in both cases. Which arguments "
    "does the statement give to forward?",
)
class TrainingNotTaken(Dense):
    def forward(self, input_batch):
        return super().forward(input_batch)


@misconception(
    "training-has-no-default",
    "Dense",
    title="forward cannot be called without training",
    hint="The statement gives training a value for those who say nothing about it. Does the first line of your forward "
    "do the same?",
)
class TrainingHasNoDefault(Dense):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)


@misconception(
    "input-dropped-after-backward",
    "Dense",
    title="backward throws the stored input away",
    hint="backward may be called twice after one forward. What is left of the input when the second call begins?",
)
class InputDroppedAfterBackward(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.input = None
        return gradient


@misconception(
    "params-empty",
    "Dense",
    title="params is the empty dict of a layer that learns nothing",
    hint="An optimizer finds everything that it may change in params. What does it find in yours after build and a "
    "backward pass?",
)
class ParamsEmpty(Dense):
    @property
    def params(self):
        return {}


@misconception(
    "loaded-values-added",
    "Dense",
    title="load_params adds the given values to those that are there",
    hint="After load_params the layer has just the values that it was given, whatever it had learnt before. Does your "
    "code replace the old numbers?",
)
class LoadedValuesAdded(Dense):
    def load_params(self, params):
        self.weights += params["weights"]
        if not self.no_bias:
            self.biases += params["biases"]


@misconception(
    "output-written-over",
    "Dense",
    title="Every forward writes its output into the same array",
    hint="Somebody may still hold the output of an earlier batch. Does your forward make a new array each time, or fill "
    "one that it keeps?",
)
class OutputWrittenOver(Dense):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if getattr(self, "output", None) is None or self.output.shape != output.shape:
            self.output = np.empty_like(output)
        self.output[:] = output
        return self.output


@misconception(
    "input-gradient-written-over",
    "Dense",
    title="Every backward writes its answer into the same array",
    hint="Somebody may still hold the gradient of an earlier batch. Does your backward make a new array each time, or "
    "fill one that it keeps?",
)
class InputGradientWrittenOver(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if getattr(self, "answer", None) is None or self.answer.shape != gradient.shape:
            self.answer = np.empty_like(gradient)
        self.answer[:] = gradient
        return self.answer


@misconception(
    "method-ignored",
    "Dense",
    title="Every method draws as he does",
    hint="Two methods, two variances. Where does your code look at the name that init_weights was given?",
)
class MethodIgnored(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights("he", no_bias)


@misconception(
    "draw-not-scaled",
    "Dense",
    title="The weights are drawn with variance 1",
    hint="Look at the weights of a layer with many inputs. How large should they be, and what do you multiply the draw "
    "by?",
)
class DrawNotScaled(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.weights = np.random.randn(*self.weights.shape)


@misconception(
    "one-input-too-many",
    "Dense",
    title="The variance counts the bias as one more input",
    hint="By which number do you divide in the variance: by the number of inputs, or by one more? Try a layer with two "
    "inputs.",
)
class OneInputTooMany(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.weights *= math.sqrt(self.input_size / (self.input_size + 1))


@misconception(
    "drawn-in-forward",
    "Dense",
    title="The first forward draws the weights anew",
    hint="Somebody may have loaded or assigned weights before the first batch comes. What is left of them after your "
    "forward?",
)
class DrawnInForward(Dense):
    def forward(self, input_batch, training=True):
        if getattr(self, "input", None) is None:
            self.init_weights("he", self.no_bias)
        return super().forward(input_batch, training)


@misconception(
    "build-does-not-draw",
    "Dense",
    title="build does not draw weights",
    hint="With a method given to the constructor nobody else calls init_weights. Who makes the weights in your layer, "
    "and when?",
)
class BuildDoesNotDraw(Dense):
    def build(self, input_shape):
        method, self.initialization = self.initialization, "auto"
        super().build(input_shape)
        self.initialization = method


@misconception(
    "no-bias-of-the-constructor-ignored",
    "Dense",
    title="The no_bias of the constructor is not used when build draws",
    hint="Make a layer without biases, build it, and look at its params. Which flag does your build hand on to "
    "init_weights?",
)
class NoBiasOfConstructorIgnored(Dense):
    def build(self, input_shape):
        asked, self.no_bias = self.no_bias, False
        super().build(input_shape)
        if self.initialization == "auto":
            self.no_bias = asked


@misconception(
    "config-before-build",
    "Dense",
    title="get_config reports the input size that the constructor was given",
    hint="A layer that was built later was given no input size by its constructor. What does your dict say about it "
    "once the size is known?",
)
class ConfigBeforeBuild(Dense):
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.given = input_size
        super().__init__(output_size, input_size, initialization, no_bias)

    def get_config(self):
        return {**super().get_config(), "input_size": self.given}


@misconception(
    "params-is-a-method",
    "Dense",
    title="params has to be called",
    hint=(
        "What is layer.params without parentheses in your class? Print it: a dict, or a method that would return one? An "
        "optimizer of this track reads it like any attribute and walks over its items, and a method has none. A sign that "
        "says where the menu is does not replace the menu. Python can run a method when an attribute is read; the "
        "statement's table of names says which of them are meant so, and one line above a definition makes the "
        "difference. Your tests may call it with parentheses and find it in order. Look at the line above the definition "
        "in the stub: is it still there?"
    ),
)
class ParamsIsMethod(Dense):
    def params(self):
        return super().params
