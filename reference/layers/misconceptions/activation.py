"""What people get wrong in `activation`. Each class is the reference with one mistake."""

import numpy as np
from activation import LeakyReLU, ReLU, Sigmoid, Softmax, Tanh

from grader.misconceptions import misconception


@misconception(
    "relu-writes-into-input",
    "ReLU",
    title="ReLU sets the negative elements of its input to 0",
    hint="The caller may still need X as it was. Does your forward_pass assign into X?",
)
class ReLUWritesIntoInput(ReLU):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        X[X < 0] = 0
        return output


@misconception(
    "relu-writes-into-gradient",
    "ReLU",
    title="ReLU sets elements of accum_grad to 0",
    hint="accum_grad belongs to the caller. Does your backward_pass assign into it, or into a new array?",
)
class ReLUWritesIntoGradient(ReLU):
    def backward_pass(self, accum_grad):
        accum_grad[~self.positive] = 0
        return accum_grad


@misconception(
    "relu-writes-into-cache",
    "ReLU",
    title="ReLU's backward pass overwrites what the forward pass kept",
    hint="Call backward_pass twice after one forward_pass. What does your layer still know the second time?",
)
class ReLUWritesIntoCache(ReLU):
    def backward_pass(self, accum_grad):
        gradient = super().backward_pass(accum_grad)
        self.positive = gradient > 0
        return gradient


@misconception(
    "relu-looks-at-gradient",
    "ReLU",
    title="ReLU blocks gradients that are negative, instead of those whose input was",
    hint="Whether a gradient passes depends on one sign. Whose sign does your backward_pass look at?",
)
class ReLULooksAtGradient(ReLU):
    def backward_pass(self, accum_grad):
        return np.maximum(accum_grad, 0)


@misconception(
    "relu-returns-slope",
    "ReLU",
    title="ReLU's backward pass returns the slope and forgets accum_grad",
    hint="If accum_grad doubles, what should happen to the gradient that you return? Where does accum_grad appear in "
    "your code?",
)
class ReLUReturnsSlope(ReLU):
    def backward_pass(self, accum_grad):
        return self.positive.astype(float)


@misconception(
    "relu-passes-everything",
    "ReLU",
    title="ReLU's backward pass returns accum_grad as it is",
    hint=(
        "An input of -2 gave 0, and a little more or less would have given 0 too. What gradient should "
        "such an input get?"
    ),
)
class ReLUPassesEverything(ReLU):
    def backward_pass(self, accum_grad):
        return accum_grad.copy()


@misconception(
    "leaky-sign",
    "LeakyReLU",
    title="Negative inputs of LeakyReLU come out positive",
    hint="What sign should the output have for an input of -1? Try it on your layer.",
)
class LeakySign(LeakyReLU):
    def forward_pass(self, X, training=True):
        self.slope = np.where(X > 0, 1, -self.alpha)
        return self.slope * X


@misconception(
    "leaky-alpha-ignored",
    "LeakyReLU",
    title="The slope is fixed, whatever alpha says",
    hint="Make two layers with different numbers and compare them. Where does the one in your forward_pass come from?",
)
class LeakyAlphaIgnored(LeakyReLU):
    def forward_pass(self, X, training=True):
        self.alpha = 0.01
        return super().forward_pass(X, training)


@misconception(
    "leaky-default",
    "LeakyReLU",
    title="The default of alpha is not the one asked for",
    hint="Look up the default of alpha in the statement's table of classes, and the one in your constructor.",
)
class LeakyDefault(LeakyReLU):
    def __init__(self, alpha=0.2):
        super().__init__(alpha)


@misconception(
    "leaky-backward-blocks",
    "LeakyReLU",
    title="The gradient of LeakyReLU is 0 where the input was negative",
    hint=("The leak is there so that such units can still learn. Which slope does your backward_pass use for them?"),
)
class LeakyBackwardBlocks(LeakyReLU):
    def backward_pass(self, accum_grad):
        return np.where(self.slope == 1, accum_grad, 0)


@misconception(
    "sigmoid-sign",
    "Sigmoid",
    title="Sigmoid is computed with exp(x) where exp(-x) belongs",
    hint="Should a large positive input give almost 1 or almost 0? What does yours give?",
)
class SigmoidSign(Sigmoid):
    def forward_pass(self, X, training=True):
        super().forward_pass(-X, training)
        return self.Y


@misconception(
    "sigmoid-overflows",
    "Sigmoid",
    title="Sigmoid overflows for large inputs",
    hint="What is exp(800) on your machine, and that number divided by itself plus one? Which sign of exponent never "
    "overflows?",
)
class SigmoidOverflows(Sigmoid):
    def forward_pass(self, X, training=True):
        with np.errstate(over="ignore", invalid="ignore"):
            self.Y = np.exp(X) / (1 + np.exp(X))
        return self.Y


@misconception(
    "sigmoid-slope-of-output",
    "Sigmoid",
    title="The slope of Sigmoid is computed from the sigmoid of the output",
    hint="Your slope applies the sigmoid twice. What exactly did forward_pass keep, the input or the output?",
)
class SigmoidSlopeOfOutput(Sigmoid):
    def backward_pass(self, accum_grad):
        twice = 1 / (1 + np.exp(-self.Y))
        return accum_grad * twice * (1 - twice)


@misconception(
    "sigmoid-slope-of-input",
    "Sigmoid",
    title="The slope y (1 - y) of Sigmoid is computed with the input for y",
    hint="In y (1 - y), y is one of two arrays. Can your slope be negative? Should it?",
)
class SigmoidSlopeOfInput(Sigmoid):
    def forward_pass(self, X, training=True):
        self.X = X
        return super().forward_pass(X, training)

    def backward_pass(self, accum_grad):
        return accum_grad * self.X * (1 - self.X)


@misconception(
    "tanh-square-missing",
    "Tanh",
    title="The slope of Tanh lacks the square",
    hint="The slope of tanh is the same at 1 and at -1. Is yours? Try both inputs.",
)
class TanhSquareMissing(Tanh):
    def backward_pass(self, accum_grad):
        return accum_grad * (1 - self.Y)


@misconception(
    "tanh-slope-of-input",
    "Tanh",
    title="The slope of Tanh is computed with the input instead of the output",
    hint="In 1 - y², is y what went into the layer or what came out of it?",
)
class TanhSlopeOfInput(Tanh):
    def forward_pass(self, X, training=True):
        self.X = X
        return super().forward_pass(X, training)

    def backward_pass(self, accum_grad):
        return accum_grad * (1 - self.X**2)


@misconception(
    "softmax-overflows",
    "Softmax",
    title="Softmax overflows for large inputs",
    hint=(
        "What is exp(1000) on your machine? Which number could you take from a whole row before you raise"
        " anything to a power?"
    ),
)
class SoftmaxOverflows(Softmax):
    def forward_pass(self, X, training=True):
        with np.errstate(over="ignore", invalid="ignore"):
            powers = np.exp(X)
            self.Y = powers / powers.sum(axis=1, keepdims=True)
        return self.Y


@misconception(
    "softmax-one-maximum",
    "Softmax",
    title="One maximum is taken from the whole batch",
    hint=("One sample has inputs around 1000, the next around -1000. What is left of the second after your shift?"),
)
class SoftmaxOneMaximum(Softmax):
    def forward_pass(self, X, training=True):
        with np.errstate(invalid="ignore"):
            powers = np.exp(X - X.max())
            self.Y = powers / powers.sum(axis=1, keepdims=True)
        return self.Y


@misconception(
    "softmax-one-sum",
    "Softmax",
    title="The probabilities are divided by the sum of the whole batch",
    hint="What do the rows of your output add up to when the batch has more than one sample?",
)
class SoftmaxOneSum(Softmax):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        powers = np.exp(X - X.max())
        self.Y = powers / powers.sum()
        return self.Y


@misconception(
    "softmax-down-the-columns",
    "Softmax",
    title="Softmax runs over the samples instead of the classes",
    hint="Which axis of X counts the samples? Each sample should get probabilities of its own.",
)
class SoftmaxDownTheColumns(Softmax):
    def forward_pass(self, X, training=True):
        powers = np.exp(X - X.max(axis=0))
        self.Y = powers / powers.sum(axis=0)
        return self.Y


@misconception(
    "softmax-diagonal-only",
    "Softmax",
    title="The gradient of Softmax uses only the diagonal of its Jacobian",
    hint=("Raise one input of a row and watch the outputs of the others. Where do they appear in your gradient?"),
)
class SoftmaxDiagonalOnly(Softmax):
    def backward_pass(self, accum_grad):
        return accum_grad * self.Y * (1 - self.Y)


@misconception(
    "softmax-with-loss",
    "Softmax",
    title="The gradient of Softmax is the short form that belongs to cross-entropy",
    hint=(
        "The difference of probabilities and targets is the gradient of two things together. What does "
        "accum_grad hold here?"
    ),
)
class SoftmaxWithLoss(Softmax):
    def backward_pass(self, accum_grad):
        return self.Y - accum_grad


@misconception(
    "softmax-batch-mixed",
    "Softmax",
    title="The gradient of Softmax sums over the whole batch",
    hint="Row i of the gradient belongs to sample i alone. Over which axis does your sum run?",
)
class SoftmaxBatchMixed(Softmax):
    def backward_pass(self, accum_grad):
        return self.Y * (accum_grad - (self.Y * accum_grad).sum())


@misconception(
    "softmax-gradient-averaged",
    "Softmax",
    title="The gradient is divided by the number of samples",
    hint=(
        "Dividing by the number of samples is the business of the loss. Does it happen in your backward_pass as well?"
    ),
)
class SoftmaxGradientAveraged(Softmax):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / len(accum_grad)


@misconception(
    "kept-in-training-only",
    "Softmax",
    title="The output is kept only where training is True",
    hint=("backward_pass belongs to the latest forward_pass of either kind. Does your layer remember each of them?"),
)
class KeptInTrainingOnly(Softmax):
    def forward_pass(self, X, training=True):
        before = getattr(self, "Y", None)
        output = super().forward_pass(X, training)
        self.Y = output if training else before
        return output


@misconception(
    "gradient-clipped",
    "Tanh",
    title="The gradient is clipped inside the layer",
    hint="What does your layer do with an incoming gradient of 100? Limiting steps is not the business of an "
    "activation.",
)
class GradientClipped(Tanh):
    def backward_pass(self, accum_grad):
        return super().backward_pass(np.clip(accum_grad, -5, 5))


@misconception(
    "relu-branches-swapped",
    "ReLU",
    title="ReLU's backward pass keeps the gradient where the input was negative",
    hint="Try one positive and one negative input. Which of the two moves the output when it moves a little, "
    "and which of them gets a gradient from your layer?",
)
class ReLUBranchesSwapped(ReLU):
    def backward_pass(self, accum_grad):
        return np.where(self.positive, 0, accum_grad)


@misconception(
    "leaky-branches-swapped",
    "LeakyReLU",
    title="LeakyReLU multiplies the positive inputs by alpha",
    hint="Only one side of the function leaks. What does your layer make of an input of 1, and what does the "
    "statement's table say?",
)
class LeakyBranchesSwapped(LeakyReLU):
    def forward_pass(self, X, training=True):
        self.slope = np.where(X > 0, self.alpha, 1)
        return self.slope * X


@misconception(
    "leaky-gradient-alone",
    "LeakyReLU",
    title="LeakyReLU's backward pass returns the slope and forgets accum_grad",
    hint="If accum_grad doubles, the loss depends twice as much on this layer. Where does accum_grad appear in "
    "what your LeakyReLU returns?",
)
class LeakyGradientAlone(LeakyReLU):
    def backward_pass(self, accum_grad):
        return self.slope.astype(float)


@misconception(
    "sigmoid-gradient-alone",
    "Sigmoid",
    title="Sigmoid's backward pass returns the slope and forgets accum_grad",
    hint="If accum_grad doubles, the loss depends twice as much on this layer. Where does accum_grad appear in "
    "what your Sigmoid returns?",
)
class SigmoidGradientAlone(Sigmoid):
    def backward_pass(self, accum_grad):
        return self.Y * (1 - self.Y)


@misconception(
    "tanh-gradient-alone",
    "Tanh",
    title="Tanh's backward pass returns the slope and forgets accum_grad",
    hint="If accum_grad doubles, the loss depends twice as much on this layer. Where does accum_grad appear in "
    "what your Tanh returns?",
)
class TanhGradientAlone(Tanh):
    def backward_pass(self, accum_grad):
        return 1 - self.Y**2


@misconception(
    "sigmoid-gradient-passed-through",
    "Sigmoid",
    title="Sigmoid's backward pass returns accum_grad as it is",
    hint="Far from zero the sigmoid is almost flat, and an input hardly matters there. Does your gradient get "
    "smaller for such inputs?",
)
class SigmoidPassedThrough(Sigmoid):
    def backward_pass(self, accum_grad):
        return accum_grad.copy()


@misconception(
    "softmax-gradient-passed-through",
    "Softmax",
    title="Softmax's backward pass returns accum_grad as it is",
    hint="A loss that knows softmax can give the gradient by the inputs at once, but here accum_grad belongs to the "
    "outputs. What is missing between the two?",
)
class SoftmaxPassedThrough(Softmax):
    def backward_pass(self, accum_grad):
        return accum_grad.copy()


@misconception(
    "softmax-shift-in-place",
    "Softmax",
    title="Softmax takes the maximum out of the caller's array",
    hint="The caller may still need X as it was. Does your shift make a new array, or does it use an operator "
    "that writes into X?",
)
class SoftmaxShiftInPlace(Softmax):
    def forward_pass(self, X, training=True):
        X -= X.max(axis=1, keepdims=True)
        return super().forward_pass(X, training)


@misconception(
    "softmax-smallest-taken-away",
    "Softmax",
    title="Softmax takes the smallest number from each row",
    hint="Which sign do the exponents have after your shift, and how large can they get when a row holds 1000 "
    "and -1000 together?",
)
class SoftmaxSmallest(Softmax):
    def forward_pass(self, X, training=True):
        with np.errstate(over="ignore", invalid="ignore"):
            powers = np.exp(X - X.min(axis=1, keepdims=True))
            self.Y = powers / powers.sum(axis=1, keepdims=True)
        return self.Y


@misconception(
    "tanh-overflows",
    "Tanh",
    title="Tanh overflows for large inputs",
    hint="What is exp(800) on your machine, and what comes out when one such number is divided by another? Does "
    "numpy have the function ready?",
)
class TanhOverflows(Tanh):
    def forward_pass(self, X, training=True):
        with np.errstate(over="ignore", invalid="ignore"):
            self.Y = (np.exp(X) - np.exp(-X)) / (np.exp(X) + np.exp(-X))
        return self.Y


@misconception(
    "one-output-array-for-all-calls",
    "Sigmoid",
    title="Every forward pass writes its result into one and the same array",
    hint="Keep the results of two forward passes with different inputs, and print the first of them again. "
    "Whose array is it, and who has written into it since?",
)
class OneOutputArray(Sigmoid):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if np.shape(getattr(self, "kept", None)) != output.shape:
            self.kept = np.empty(output.shape)
        self.kept[...] = output
        return self.kept


@misconception(
    "output-shape-with-the-batch",
    "ReLU",
    title="output_shape is the shape of the latest output, batch axis and all",
    hint="The next layer asks for the shape of one sample. Does your answer change when a batch with more "
    "samples comes along?",
)
class OutputShapeWithBatch(ReLU):
    def forward_pass(self, X, training=True):
        self.shape = X.shape
        return super().forward_pass(X, training)

    def output_shape(self):
        return getattr(self, "shape", None) or super().output_shape()


def declare_for_all(id, make, title, hint):
    """Declares one mistake that is made in all five classes."""
    for kind in (ReLU, LeakyReLU, Sigmoid, Tanh, Softmax):
        misconception(id, kind.__name__, title=title, hint=hint)(make(kind))


def drop_after_backward(kind):
    class Dropping(kind):
        def backward_pass(self, accum_grad):
            gradient = super().backward_pass(accum_grad)
            for name in {"positive", "slope", "Y"} & vars(self).keys():
                setattr(self, name, None)
            return gradient

    return Dropping


def return_nothing(kind):
    class Silent(kind):
        def forward_pass(self, X, training=True):
            super().forward_pass(X, training)

    return Silent


def take_no_training(kind):
    class NotTaken(kind):
        def forward_pass(self, X):
            return super().forward_pass(X)

        forward_pass.__qualname__ = f"{kind.__name__}.forward_pass"  # the name that the error shows

    return NotTaken


def insist_on_training(kind):
    class Insisting(kind):
        def forward_pass(self, X, training):
            return super().forward_pass(X, training)

        forward_pass.__qualname__ = f"{kind.__name__}.forward_pass"  # the name that the error shows

    return Insisting


declare_for_all(
    "dropped-after-backward",
    drop_after_backward,
    "backward_pass throws away what forward_pass kept",
    "Call backward_pass twice after one forward_pass. What does your layer still know the second time, and which line "
    "took it away?",
)
declare_for_all(
    "forward-returns-nothing",
    return_nothing,
    "forward_pass computes the outputs and returns nothing",
    "A function that prints its result, or stores it in an attribute, still has to hand it to its caller. Which "
    "line of your forward_pass does that?",
)
declare_for_all(
    "training-not-taken",
    take_no_training,
    "forward_pass has no argument `training`",
    "Some layers act differently in training, so every caller may say which it is. Compare the line `def "
    "forward_pass` in layer.py with yours.",
)
declare_for_all(
    "training-has-no-default",
    insist_on_training,
    "forward_pass cannot be called without `training`",
    "A caller may leave `training` out. What does the line `def forward_pass` in layer.py say about that "
    "argument, and what does yours say?",
)
