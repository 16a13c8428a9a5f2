"""What people get wrong in `dense`. Each class is the reference with one mistake."""

import copy

import numpy as np
from dense import Dense

from grader.misconceptions import misconception


def step(layer, accum_grad, grad_W=None, grad_w0=None):
    """Updates both parameters, with the right gradients where none are given."""
    if layer.trainable:
        X = layer.layer_input
        grad_W = X.T @ accum_grad if grad_W is None else grad_W
        grad_w0 = accum_grad.sum(axis=0, keepdims=True) if grad_w0 is None else grad_w0
        layer.W = layer.W_opt.update(layer.W, grad_W)
        layer.w0 = layer.w0_opt.update(layer.w0, grad_w0)


@misconception(
    "updated-weights",
    "Dense",
    title="The input gradient uses the weights after the update",
    hint="The gradient you return belongs to the weights that produced the output. Which weights are in "
    "self.W when you compute it?",
)
class UpdatedWeights(Dense):
    def backward_pass(self, accum_grad):
        step(self, accum_grad)
        return accum_grad @ self.W.T


@misconception(
    "shared-optimizer",
    "Dense",
    title="W and w0 share one optimizer object",
    hint="An optimizer can have a memory of its parameter. How many optimizer objects does your layer "
    "hold after initialize?",
)
class SharedOptimizer(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.w0_opt = self.W_opt


@misconception(
    "callers-optimizer",
    "Dense",
    title="The layer trains with the caller's own optimizer object",
    hint="Somebody may give the same optimizer to two layers. What does your layer store: the object it "
    "was given, or something made from it?",
)
class CallersOptimizer(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W_opt = self.w0_opt = optimizer


@misconception(
    "update-thrown-away",
    "Dense",
    title="The value that update returns is thrown away",
    hint="update does not change the array that it is given. Where does its result go in your code?",
)
class UpdateThrownAway(Dense):
    def backward_pass(self, accum_grad):
        return accum_grad @ self.W.T


@misconception(
    "trainable-ignored",
    "Dense",
    title="The layer learns although trainable is False",
    hint="Where in backward_pass does your code look at self.trainable? Freeze a layer and print W before and after.",
)
class TrainableIgnored(Dense):
    def backward_pass(self, accum_grad):
        trainable, self.trainable = self.trainable, True
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        return input_grad


@misconception(
    "frozen-returns-nothing",
    "Dense",
    title="A frozen layer returns no gradient",
    hint="The layers before a frozen one still learn. What does your backward_pass return when trainable is False?",
)
class FrozenReturnsNothing(Dense):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) if self.trainable else None


@misconception(
    "training-sets-trainable",
    "Dense",
    title="The training flag of forward_pass is stored as trainable",
    hint="training says how one forward pass is used; trainable says whether the layer learns at all. Do "
    "you assign one to the other?",
)
class TrainingSetsTrainable(Dense):
    def forward_pass(self, X, training=True):
        self.trainable = training
        return super().forward_pass(X, training)


@misconception(
    "bias-gradient-total",
    "Dense",
    title="The bias gradient is summed over everything",
    hint="Each output unit has a bias of its own. Over which axis should the gradient be summed, and "
    "which one should stay?",
)
class BiasGradientTotal(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        step(self, accum_grad, grad_w0=accum_grad.sum())
        return input_grad


@misconception(
    "bias-gradient-per-sample",
    "Dense",
    title="The bias gradient is not summed over the batch",
    hint="What shape has w0 after one step with a batch of four samples? Each unit has only one bias.",
)
class BiasGradientPerSample(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        step(self, accum_grad, grad_w0=accum_grad)
        return input_grad


@misconception(
    "gradients-averaged",
    "Dense",
    title="The parameter gradients are averaged over the batch",
    hint="This track sums over the batch; dividing by the number of samples is the business of the loss. "
    "Where does your code divide?",
)
class GradientsAveraged(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        count = len(accum_grad)
        step(self, accum_grad, self.layer_input.T @ accum_grad / count, accum_grad.mean(axis=0, keepdims=True))
        return input_grad


@misconception(
    "bias-gradient-averaged",
    "Dense",
    title="Only the bias gradient is averaged over the batch",
    hint="Compare how your two parameter gradients treat the batch: does one divide by the number of samples?",
)
class BiasGradientAveraged(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        step(self, accum_grad, grad_w0=accum_grad.mean(axis=0, keepdims=True))
        return input_grad


@misconception(
    "gradients-accumulate",
    "Dense",
    title="Gradients of earlier calls are added in",
    hint="After a step the old gradient has done its work. Does your code start from zero in each backward_pass?",
)
class GradientsAccumulate(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.grad_W, self.grad_w0 = 0, 0

    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        self.grad_W = self.grad_W + self.layer_input.T @ accum_grad
        self.grad_w0 = self.grad_w0 + accum_grad.sum(axis=0, keepdims=True)
        step(self, accum_grad, self.grad_W, self.grad_w0)
        return input_grad


@misconception(
    "first-input-kept",
    "Dense",
    title="The input of the first forward pass is kept for ever",
    hint="backward_pass belongs to the latest forward_pass. When does your code store its input: every time, or only "
    "the first time?",
)
class FirstInputKept(Dense):
    def forward_pass(self, X, training=True):
        first = self.layer_input
        output = super().forward_pass(X, training)
        self.layer_input = X if first is None else first
        return output


@misconception(
    "input-kept-in-training-only",
    "Dense",
    title="The input is kept only where training is True",
    hint="Does your forward_pass store its input in every case, or only under a condition? Look at what `training` "
    "decides there.",
)
class InputKeptInTrainingOnly(Dense):
    def forward_pass(self, X, training=True):
        before = self.layer_input
        output = super().forward_pass(X, training)
        self.layer_input = X if training else before
        return output


@misconception(
    "bias-left-out",
    "Dense",
    title="The bias is left out of the forward pass",
    hint="With W all zeros, what should the layer return? What does yours return, and where does w0 come in?",
)
class BiasLeftOut(Dense):
    def forward_pass(self, X, training=True):
        self.layer_input = X
        return X @ self.W


@misconception(
    "limit-not-inverted",
    "Dense",
    title="The limit of the draw is sqrt(n_in) instead of 1/sqrt(n_in)",
    hint="More inputs should mean smaller weights. Does your limit shrink as n_in grows? Try 4 inputs and 100.",
)
class LimitNotInverted(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = self.W * self.input_shape[0]


@misconception(
    "limit-from-n-units",
    "Dense",
    title="The limit of the draw comes from the number of units",
    hint="Which of the two sizes of W stands in the formula of the limit, and which one does your code use?",
)
class LimitFromUnits(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = self.W * np.sqrt(self.input_shape[0] / self.n_units)


@misconception(
    "one-sided-draw",
    "Dense",
    title="The weights are drawn from 0 to the limit",
    hint="Should a weight be able to be negative? Look at the two ends of your draw.",
)
class OneSidedDraw(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        limit = 1 / np.sqrt(self.input_shape[0])
        self.W = (self.W + limit) / 2


@misconception(
    "normal-draw",
    "Dense",
    title="The weights are drawn from a normal distribution",
    hint="Two distributions are easily confused here. Which one has a limit that no draw passes?",
)
class NormalDraw(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        n_in = self.input_shape[0]
        self.W = np.random.normal(0, 1 / np.sqrt(n_in), (n_in, self.n_units))


@misconception(
    "bias-drawn",
    "Dense",
    title="w0 is drawn at random",
    hint="What value does every bias have right after initialize, according to the statement? Print w0 and compare.",
)
class BiasDrawn(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        limit = 1 / np.sqrt(self.input_shape[0])
        self.w0 = np.random.uniform(-limit, limit, (1, self.n_units))


@misconception(
    "parameters-without-bias",
    "Dense",
    title="parameters counts only W",
    hint="List every number that backward_pass changes. Does your count have all of them, those of the bias too?",
)
class ParametersWithoutBias(Dense):
    def parameters(self):
        return self.W.size


@misconception(
    "parameters-multiplied",
    "Dense",
    title="parameters multiplies the two counts",
    hint="A layer with 6 weights and 3 biases learns 9 numbers. What does yours say?",
)
class ParametersMultiplied(Dense):
    def parameters(self):
        return self.W.size * self.w0.size


@misconception(
    "output-shape-a-number",
    "Dense",
    title="output_shape returns a number instead of a tuple",
    hint="How does Python tell a tuple of one element from a number in parentheses? Print the type of what you return.",
)
class OutputShapeNumber(Dense):
    def output_shape(self):
        return self.n_units


@misconception(
    "gradient-ignores-its-argument",
    "Dense",
    title="The input gradient does not depend on accum_grad",
    hint="If accum_grad doubles, what should happen to the gradient that you return? Try it on your layer with two "
    "calls.",
)
class GradientIgnoresArgument(Dense):
    def backward_pass(self, accum_grad):
        step(self, accum_grad)
        return np.ones_like(accum_grad) @ self.W.T


@misconception(
    "input-gradient-averaged",
    "Dense",
    title="The input gradient is divided by the number of samples",
    hint="Row i of the returned gradient belongs to sample i alone. Does it change when other samples "
    "join the batch?",
)
class InputGradientAveraged(Dense):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / len(accum_grad)


@misconception(
    "gradient-clipped",
    "Dense",
    title="Gradients are clipped inside the layer",
    hint="What does your layer do with a gradient of 100? Limiting steps is the optimizer's business.",
)
class GradientClipped(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        grad_W = np.clip(self.layer_input.T @ accum_grad, -5, 5)
        step(self, accum_grad, grad_W, np.clip(accum_grad.sum(axis=0, keepdims=True), -5, 5))
        return input_grad


@misconception(
    "accum-grad-changed",
    "Dense",
    title="backward_pass writes into accum_grad",
    hint="The caller may still need the array it gave you. Does your code assign into accum_grad, or use "
    "an operator such as *= on it?",
)
class GradientChangedInPlace(Dense):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        accum_grad *= 0
        return input_grad


@misconception(
    "weights-gradient-averaged",
    "Dense",
    title="Only the gradient of W is averaged over the batch",
    hint="Compare how your two parameter gradients treat the batch: does one divide by the number of samples, and the "
    "other not?",
)
class WeightsGradientAveraged(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        step(self, accum_grad, self.layer_input.T @ accum_grad / len(accum_grad))
        return input_grad


@misconception(
    "bias-gradient-mean-of-everything",
    "Dense",
    title="The bias gradient is the mean over everything",
    hint="Each output unit has a bias of its own. How many numbers does your code make of the gradient for the "
    "biases, and how many should there be?",
)
class BiasGradientMean(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        step(self, accum_grad, grad_w0=np.mean(accum_grad))
        return input_grad


@misconception(
    "bias-gradient-flat",
    "Dense",
    title="The gradient of w0 lacks the axis that w0 has",
    hint="Print the shape of w0 and the shape of what you hand to its optimizer. A memory of that optimizer "
    "would take the shape of the gradient: is it the same as that of the bias?",
)
class BiasGradientFlat(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        step(self, accum_grad, grad_w0=accum_grad.sum(axis=0))
        return input_grad


@misconception(
    "bias-never-updated",
    "Dense",
    title="Only W learns, and w0 stays as it is",
    hint="Print w0 before and after one training step. Which line of your backward_pass gives it a new value?",
)
class BiasNeverUpdated(Dense):
    def backward_pass(self, accum_grad):
        before = self.w0
        input_grad = super().backward_pass(accum_grad)
        self.w0 = before
        return input_grad


@misconception(
    "arguments-of-update-swapped",
    "Dense",
    title="update gets the gradient first and the parameter second",
    hint="Look up the order of the two arguments of update in the statement. What would a learning rate of zero "
    "make of your weights?",
)
class UpdateSwapped(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        if self.trainable:
            self.W = self.W_opt.update(self.layer_input.T @ accum_grad, self.W)
            self.w0 = self.w0_opt.update(accum_grad.sum(axis=0, keepdims=True), self.w0)
        return input_grad


@misconception(
    "optimizer-copied-at-every-step",
    "Dense",
    title="backward_pass makes new copies of the optimizer for each step",
    hint="An optimizer can remember earlier steps. How long does the object live that you call update on, and "
    "what is left of its memory in the next step?",
)
class OptimizerCopiedAtEveryStep(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.optimizer = copy.deepcopy(optimizer)

    def backward_pass(self, accum_grad):
        self.W_opt, self.w0_opt = copy.deepcopy(self.optimizer), copy.deepcopy(self.optimizer)
        return super().backward_pass(accum_grad)


@misconception(
    "input-dropped-after-backward",
    "Dense",
    title="backward_pass throws away what forward_pass kept",
    hint="Call backward_pass twice after one forward_pass. What does your layer still know of the input the "
    "second time, and which line took it away?",
)
class InputDropped(Dense):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        self.layer_input = None
        return input_grad


@misconception(
    "second-backward-refused",
    "Dense",
    title="backward_pass refuses a second call after one forward pass",
    hint="Somebody may ask for the gradient of the same batch twice. Which state of your layer decides that there was no "
    "forward pass, and which line sets it back?",
)
class SecondBackwardRefused(Dense):
    def backward_pass(self, accum_grad):
        if self.layer_input is None:
            raise RuntimeError("no forward pass")
        input_grad = super().backward_pass(accum_grad)
        self.layer_input = None
        return input_grad


@misconception(
    "forward-writes-into-input",
    "Dense",
    title="forward_pass changes the array that it is given",
    hint="The caller may still need X as it was. Which line of your forward_pass assigns into X, or uses an "
    "operator such as += on it?",
)
class ForwardWritesIntoInput(Dense):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X.copy(), training)
        X *= 0
        return output


@misconception(
    "one-output-array-for-all-calls",
    "Dense",
    title="Every forward pass writes its result into one and the same array",
    hint="Keep the results of two forward passes with different inputs, and print the first of them again. "
    "Whose array is it, and who has written into it since?",
)
class OneOutputArray(Dense):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if np.shape(getattr(self, "kept", None)) != output.shape:
            self.kept = np.empty(output.shape)
        self.kept[:] = output
        return self.kept


@misconception(
    "forward-returns-nothing",
    "Dense",
    title="forward_pass computes the outputs and returns nothing",
    hint="A function that prints its result, or stores it in an attribute, still has to hand it to its caller. "
    "Which line of your forward_pass does that?",
)
class ForwardReturnsNothing(Dense):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception(
    "training-not-taken",
    "Dense",
    title="forward_pass has no argument `training`",
    hint="Some layers act differently in training, so every caller may say which it is. Compare the line `def "
    "forward_pass` in layer.py with yours.",
)
class TrainingNotTaken(Dense):
    def forward_pass(self, X):
        return super().forward_pass(X)

    forward_pass.__qualname__ = "Dense.forward_pass"  # the name that the error shows


@misconception(
    "training-has-no-default",
    "Dense",
    title="forward_pass cannot be called without `training`",
    hint="A caller may leave `training` out. What does the line `def forward_pass` in layer.py say about that "
    "argument, and what does yours say?",
)
class TrainingHasNoDefault(Dense):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "Dense.forward_pass"  # the name that the error shows


@misconception(
    "parameters-inherited",
    "Dense",
    title="parameters is the base's, which answers 0",
    hint="Who answers when somebody asks your layer how many numbers it learns? Look for the method in your "
    "class, and compare its name with the one in layer.py, letter by letter.",
)
class ParametersInherited(Dense):
    def parameters(self):
        return 0


@misconception(
    "drawn-in-the-constructor",
    "Dense",
    title="W is drawn in the constructor already",
    hint="The shape of the input may only arrive later, with set_input_shape. Which of your methods draws the "
    "weights, and what should W be until then?",
)
class DrawnInConstructor(Dense):
    def __init__(self, n_units, input_shape=None):
        super().__init__(n_units, input_shape)
        if input_shape is not None:
            limit = 1 / np.sqrt(input_shape[0])
            self.W = self.drawn = np.random.uniform(-limit, limit, (input_shape[0], n_units))

    def initialize(self, optimizer):
        drawn = getattr(self, "drawn", None)
        state = np.random.get_state()
        super().initialize(optimizer)
        if drawn is not None:
            np.random.set_state(state)
            self.W = drawn


@misconception(
    "global-generator-seeded",
    "Dense",
    title="initialize seeds numpy's global generator",
    hint="Two layers of one network should not start with the same weights. Which line of yours resets the "
    "generator that everybody shares?",
)
class GeneratorSeeded(Dense):
    def initialize(self, optimizer):
        np.random.seed(0)
        super().initialize(optimizer)


@misconception(
    "limit-without-root",
    "Dense",
    title="The limit of the draw lacks the square root",
    hint="Compute the limit for 100 inputs by hand, from the statement, and print the one that your code uses. "
    "By which factor do they differ?",
)
class LimitWithoutRoot(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = self.W / np.sqrt(self.input_shape[0])


@misconception(
    "initialized-only-once",
    "Dense",
    title="A second initialize changes nothing",
    hint="Somebody may want to start the layer afresh and calls initialize again. Which condition in your code "
    "keeps that call from drawing?",
)
class InitializedOnce(Dense):
    def initialize(self, optimizer):
        if self.W is None:
            super().initialize(optimizer)


@misconception(
    "optimizers-kept-by-initialize",
    "Dense",
    title="A second initialize keeps the old optimizers",
    hint="Calling initialize again starts the layer afresh. Which of the things that it should make anew does "
    "your code keep because they are there already?",
)
class OptimizersKept(Dense):
    def initialize(self, optimizer):
        before = getattr(self, "W_opt", None), getattr(self, "w0_opt", None)
        super().initialize(optimizer)
        if before[0] is not None:
            self.W_opt, self.w0_opt = before
