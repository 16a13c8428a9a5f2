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
    hint="If accum_grad doubles, what should happen to the gradient that you return?",
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
    hint="Where does the number in your forward_pass come from: from the constructor, or from your keyboard?",
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
    hint="What is exp(800) on your machine, and that number divided by itself plus one?",
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
    hint="The slope of tanh is the same at 1 and at -1. Is yours?",
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
    hint="What does your layer do with an incoming gradient of 100?",
)
class GradientClipped(Tanh):
    def backward_pass(self, accum_grad):
        return super().backward_pass(np.clip(accum_grad, -5, 5))
