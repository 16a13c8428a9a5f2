"""What people get wrong in `activation`. Each class is the reference with one mistake."""

import math

import numpy as np
from activation import LeakyReLU, ReLU, Sigmoid, Softmax, Tanh

from grader.misconceptions import misconception

KINDS = (ReLU, LeakyReLU, Sigmoid, Tanh, Softmax)
CACHES = {"positive", "slope", "Y"}


@misconception(
    "relu-writes-into-input",
    "ReLU",
    title="ReLU writes into its input",
    hint=(
        "Whoever called forward_pass may need X again. Does any line of your forward_pass assign into X, or use "
        "an operator such as *= on it? A small trial: `a = np.array([3.0, -4.0])`, then `b = a`, then `b[1] = 7`. "
        "Print a: it is now 3, 7, because a and b are two names of one array. With `b = a.copy()` in the middle, "
        "a would still hold 3, -4. Inside your method X is such a second name of the caller's array. The output "
        "of ReLU looks right either way, so nothing shows here; but a layer before this one, which kept the same "
        "array for its own backward pass, then works with numbers that have lost their negative part."
    ),
)
class ReLUWritesIntoInput(ReLU):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        X[X < 0] = 0
        return output


@misconception(
    "relu-writes-into-gradient",
    "ReLU",
    title="ReLU writes into accum_grad",
    hint=(
        "accum_grad belongs to the caller. Does your backward_pass change elements of it, or does it build a new "
        "array? Try the same kind of line on prices: `prices = np.array([5.0, 8.0, 2.0])`, `cheap = prices`, "
        "`cheap[cheap > 4] = 0`. Now prices holds 0, 0, 2 as well. Had cheap been made by a call that builds a "
        "new array, prices would still be 5, 8, 2. ReLU's own result is the same in both cases. The difference "
        "shows when one gradient is handed to two branches of a network: the second branch gets one in which "
        "elements are 0 that this layer alone should have blocked."
    ),
)
class ReLUWritesIntoGradient(ReLU):
    def backward_pass(self, accum_grad):
        accum_grad[~self.positive] = 0
        return accum_grad


@misconception(
    "relu-writes-into-cache",
    "ReLU",
    title="ReLU's backward pass overwrites what the forward pass kept",
    hint=(
        "What does your layer still know after one backward_pass? Print what forward_pass has kept before the "
        "call and after it: is it the same? On paper: an input of 4, -1, 6 lets the first and the third element "
        "through. Suppose that the incoming gradient is -2, 5, 3. The right answer is -2, 0, 3, however often one "
        "asks. If the first call replaces what was kept by the places where its result is positive, only the "
        "third is left, and the second call gives 0, 0, 3. One call after each forward pass hides this. A check "
        "by differences, or a loss with two terms, calls backward_pass more than once and meets it."
    ),
)
class ReLUWritesIntoCache(ReLU):
    def backward_pass(self, accum_grad):
        gradient = super().backward_pass(accum_grad)
        self.positive = gradient > 0
        return gradient


@misconception("relu-writes-into-cache", "ReLU", variant="product-kept")
class ReLUKeepsProduct(ReLU):
    def backward_pass(self, accum_grad):
        self.positive = self.positive * accum_grad
        return self.positive


@misconception("relu-writes-into-cache", "ReLU", variant="product-in-place")
class ReLUMultipliesCache(ReLU):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        self.positive = self.positive.astype(float)
        return output

    def backward_pass(self, accum_grad):
        self.positive *= accum_grad
        return self.positive


@misconception(
    "relu-looks-at-gradient",
    "ReLU",
    title="ReLU blocks gradients that are negative, instead of those whose input was",
    hint=(
        "Whether a gradient passes depends on one sign. Whose sign does your backward_pass look at, that of the "
        "layer's input or that of the gradient? Think of a door that is open for the input 3 and shut for the "
        "input -3. Send the gradient -1 back at both: it should come through the open door as -1, and not at all "
        "through the shut one. Code that looks at the gradient gives 0 and 0. Then send +1: that should give 1 "
        "and 0, and such code gives 1 and 1. About half of all gradients are negative, so half of what the "
        "earlier layers should learn would be lost, while the loss may still fall a little."
    ),
)
class ReLULooksAtGradient(ReLU):
    def backward_pass(self, accum_grad):
        return np.maximum(accum_grad, 0)


@misconception(
    "relu-returns-slope",
    "ReLU",
    title="ReLU's backward pass returns the slope and forgets accum_grad",
    hint=(
        "If accum_grad doubles, what should happen to the gradient that you return? Where does accum_grad appear "
        "in your code? The chain rule is a product of two factors. Take another function: a price in euros is 3 "
        "times a weight in kilograms, and the loss grows by 10 for each euro. One more kilogram then costs 3 · 10 "
        "= 30 of loss. A method that reports only the slope says 3, whatever a euro is worth. In your layer, try "
        "gradients of 1 and of 10 after the same forward pass. If both give the same answer, the second factor is "
        "missing. With a gradient of ones the two cannot be told apart."
    ),
)
class ReLUReturnsSlope(ReLU):
    def backward_pass(self, accum_grad):
        return self.positive.astype(float)


@misconception(
    "relu-passes-everything",
    "ReLU",
    title="ReLU's backward pass returns accum_grad as it is",
    hint=(
        "An input of -2 gave 0, and a little more or a little less would have given 0 too. What gradient should "
        "such an input get? Compare with a lift that is stuck: pressing the button harder moves nothing, so its "
        "effect is 0, whatever the next floor is worth. Feed your layer the inputs 5 and -5, then raise each by "
        "0.1 and look at the outputs: the first goes from 5 to 5.1, the other stays at 0. Now send back the "
        "gradient 4 for both. An answer of 4 and 4 claims that both inputs matter. A network with this mistake "
        "goes forward with ReLUs and back as if it had none, so its steps no longer follow its loss."
    ),
)
class ReLUPassesEverything(ReLU):
    def backward_pass(self, accum_grad):
        return accum_grad.copy()


@misconception(
    "leaky-sign",
    "LeakyReLU",
    title="Negative inputs of LeakyReLU come out positive",
    hint=(
        "What sign should the output have for an input of -1? Follow a negative number through your forward_pass: "
        "how many minus signs does it meet? Draw the function of the statement with a slope of 0.5 left of zero. "
        "At -4 the line is at -2, at -2 it is at -1, and at 0 it meets the right half without a jump. If your "
        "layer gives +2 and +1 instead, the left half is folded upwards like a V. Then -4 and +2 give the same "
        "output, and no later layer can tell the two apart. With a small alpha such as 0.01 this is hard to see "
        "in a plot; take a large one for the trial."
    ),
)
class LeakySign(LeakyReLU):
    def forward_pass(self, X, training=True):
        self.slope = np.where(X > 0, 1, -self.alpha)
        return self.slope * X


@misconception("leaky-sign", "LeakyReLU", variant="forward-only")
class LeakySignForwardOnly(LeakyReLU):
    def forward_pass(self, X, training=True):
        return abs(super().forward_pass(X, training)) * np.where(X > 0, 1, np.sign(self.alpha))


@misconception(
    "leaky-alpha-ignored",
    "LeakyReLU",
    title="The slope is fixed, whatever alpha says",
    hint=(
        "Make two layers with different alphas and send the same negative number through both. Do the outputs "
        "differ? Where does the number in your forward_pass come from: from the object, or is it written into the "
        "line? The same with a smaller object: a class Discount(rate) whose method pay(price) multiplies every "
        "price by 0.9. Discount(0.1).pay(100) gives 90 and looks right; Discount(0.5).pay(100) gives 90 too, "
        "though it should be 50. The mistake hides behind the one value that happens to be the default, so every "
        "trial with LeakyReLU() alone looks fine. What does your constructor store, and who reads it later?"
    ),
)
class LeakyAlphaIgnored(LeakyReLU):
    def forward_pass(self, X, training=True):
        self.alpha = 0.01
        return super().forward_pass(X, training)


@misconception("leaky-alpha-ignored", "LeakyReLU", variant="forward-only")
class LeakyAlphaIgnoredForward(LeakyReLU):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        return np.where(X > 0, 1, 0.01) * X


def declare_alpha_ignored(alpha):
    """Declares the mistake with another slope."""

    @misconception("leaky-alpha-ignored", "LeakyReLU", variant=f"at-{alpha}")
    class Ignored(LeakyReLU):
        def forward_pass(self, X, training=True):
            self.alpha = alpha
            return super().forward_pass(X, training)


for alpha in (0.1, 0.2, 0.3):
    declare_alpha_ignored(alpha)


@misconception(
    "leaky-backward-slope-fixed",
    "LeakyReLU",
    title="The backward pass of LeakyReLU uses 0.01, whatever alpha says",
    hint=(
        "Your outputs follow alpha. Do your gradients follow it as well? Set alpha = 0.25 and feed the input -8: the "
        "output is -2. Move the input up to -4, and the output moves to -1, one step for every four. A gradient of "
        "12 at the output is therefore worth 3 at the input. A layer in which a hundredth is written into the way "
        "back returns 0.12. In some shops the till knows the new discount, and the accounts in another room still "
        "reckon with the old one. As long as alpha is left out, both rooms hold the same number and nobody notices. "
        "Search both methods for a number that is written out: from where should each of them take the slope? "
        "Differences of your own outputs find this at once, with any other alpha."
    ),
)
class LeakyBackwardSlopeFixed(LeakyReLU):
    def backward_pass(self, accum_grad):
        kept = self.alpha, self.slope
        self.alpha, self.slope = 0.01, np.where(self.slope == 1, 1, 0.01)
        gradient = super().backward_pass(accum_grad)
        self.alpha, self.slope = kept
        return gradient


@misconception(
    "leaky-default",
    "LeakyReLU",
    title="The default of alpha is not the one asked for",
    hint=(
        "Which alpha has a LeakyReLU() that was made without an argument? Look at the statement's table of "
        "classes, then at the first line of your constructor. Python can show it: for `def greet(name, times=3)` "
        "the call `inspect.signature(greet)` gives `(name, times=3)`. What does the same call say about your "
        "class? Books and libraries choose different slopes, 0.2 or 0.3 for instance, and a number from elsewhere "
        "does no harm as long as alpha is always given. It goes wrong where alpha is left out: with a default ten "
        "times too large, an input of -10 comes out ten times too large, and so does the gradient there."
    ),
)
class LeakyDefault(LeakyReLU):
    def __init__(self, alpha=0.2):
        super().__init__(alpha)


def declare_default(default):
    """Declares the mistake with another default."""

    @misconception("leaky-default", "LeakyReLU", variant=f"of-{default}")
    class OtherDefault(LeakyReLU):
        def __init__(self, alpha=default):
            super().__init__(alpha)


for alpha in (0.001, 0.05, 0.1, 0.3):
    declare_default(alpha)


@misconception(
    "leaky-backward-blocks",
    "LeakyReLU",
    title="The gradient of LeakyReLU is 0 where the input was negative",
    hint=(
        "The leak is there so that units with negative inputs can still learn. Which slope does your "
        "backward_pass use for them? Compare with a closed tap that drips: if 2 % of the water still comes "
        "through, 50 litres more behind it give 1 litre more, not 0. Try your layer with alpha = 0.5 and the "
        "input -6: the output is -3. Raise the input by 1: the output rises by 0.5. So with a gradient of 8 at "
        "the output, can the gradient at the input be 0? The outputs are right with this mistake, and the network "
        "learns like one with plain ReLU: a unit whose inputs are all negative stays as it is for ever."
    ),
)
class LeakyBackwardBlocks(LeakyReLU):
    def backward_pass(self, accum_grad):
        return np.where(self.slope == 1, accum_grad, 0)


@misconception(
    "leaky-slope-by-the-gradient",
    "LeakyReLU",
    title="LeakyReLU chooses the slope by the sign of the gradient instead of the input's",
    hint=(
        "Which number decides on which side of zero this layer works: the one that came in, or the one that comes "
        "back? A road has a slow lane for lorries. Whether you drive in it was settled when you came up, and a bill "
        "that arrives later, positive or negative, does not move you to the other one. Take alpha = 0.5, the inputs "
        "6 and -6, and send back -4 to both. The first was on the steep side and gets -4, the second -2. If yours "
        "answers -2 twice, it looks at what came back. With +4 for both it answers 4 twice, where 4 and 2 are right. "
        "Wherever input and gradient happen to have the same sign, nothing shows. A training with it runs, but "
        "positive inputs then learn slowly as soon as they should rise."
    ),
)
class LeakySlopeByTheGradient(LeakyReLU):
    def backward_pass(self, accum_grad):
        return np.where(accum_grad > 0, 1, self.alpha) * accum_grad


@misconception(
    "sigmoid-sign",
    "Sigmoid",
    title="Sigmoid is computed with exp(x) where exp(-x) belongs",
    hint=(
        "Should a large positive input give almost 1 or almost 0? What does yours give? Try the inputs -5, 0 and "
        "5: the outputs should rise, about 0.0067, 0.5 and 0.9933. If yours fall instead, a sign is the other way "
        "round. By hand: e to the power of 2 is about 7.4, and e to the power of -2 about 0.14. Which of these, "
        "in the place where your fraction has it, makes the fraction large? At 0 the value is 0.5 with either "
        "sign, so a trial with zeros tells nothing. And the slope in the statement's table is positive "
        "everywhere: beside a curve that falls, it sends every step the wrong way."
    ),
)
class SigmoidSign(Sigmoid):
    def forward_pass(self, X, training=True):
        super().forward_pass(-X, training)
        return self.Y


@misconception(
    "sigmoid-overflows",
    "Sigmoid",
    title="Sigmoid overflows for large inputs",
    hint=(
        "What is np.exp(800.0) on your machine, and what is that number divided by itself plus one? Which sign of "
        "an exponent never overflows? Print np.exp(7.0), np.exp(70.0) and np.exp(800.0): about 1100, then 2.5e30, "
        "then inf. inf / inf has no value, so the last fraction is nan. Going the other way, np.exp(-800.0) is "
        "0.0, which is harmless in a sum. And a fraction can be written with other parts: 3/4 and (3/6) / (4/6) "
        "are the same number. Small inputs never show the mistake. It shows late in a training, when weights have "
        "grown; and then one nan spreads through the loss into every weight."
    ),
)
class SigmoidOverflows(Sigmoid):
    def forward_pass(self, X, training=True):
        with np.errstate(over="ignore", invalid="ignore"):
            self.Y = np.exp(X) / (1 + np.exp(X))
        return self.Y


def declare_raising(sign):
    """Declares the mistake with math.exp of the input times `sign`, which raises."""

    @misconception("sigmoid-overflows", "Sigmoid", variant="raises" if sign > 0 else "raises-below-zero")
    class Raising(Sigmoid):
        def forward_pass(self, X, training=True):
            math.exp(np.max(sign * np.asarray(X)))
            return super().forward_pass(X, training)


for sign in (1, -1):
    declare_raising(sign)


@misconception(
    "sigmoid-slope-of-output",
    "Sigmoid",
    title="The slope of Sigmoid is computed from the sigmoid of the output",
    hint=(
        "Which array goes into your slope, and what exactly did forward_pass keep: the input or the output? If it "
        "is the output, does your backward_pass send it through the function again? Look at another function, the "
        "square root. Its slope can be written with its output r as 1/(2r). At 16 the output is 4 and the slope "
        "1/8. Whoever takes the root once more has 2 in place of 4, and gets 1/4. For the sigmoid at 0 the right "
        "slope is 0.25, and one computed from the sigmoid of the output is about 0.24, near enough to pass a "
        "quick look. Far from 0 they differ widely: the true slope vanishes, the other stays above 0.19."
    ),
)
class SigmoidSlopeOfOutput(Sigmoid):
    def backward_pass(self, accum_grad):
        twice = 1 / (1 + np.exp(-self.Y))
        return accum_grad * twice * (1 - twice)


@misconception(
    "sigmoid-slope-of-input",
    "Sigmoid",
    title="The slope y (1 - y) of Sigmoid is computed with the input for y",
    hint=(
        "In y (1 - y), y is one of two arrays: what went into the layer, or what came out of it. Which one does "
        "your code use? Two numbers decide it. A curve that always rises never has a negative slope, and this one "
        "is steepest at 0, where its slope is 1/4. Put the input 3 for y: 3 · (1 - 3) = -6. Put the input 0 for "
        "y: the result is 0. Neither can be right. A pair to compare: the curve e to the power of x has its own "
        "output as slope; at x = 2 that is about 7.4, not 2. An input of 0.5 hides the mistake, as 0.25 comes out "
        "where about 0.24 is right; so look at several inputs, one of them negative."
    ),
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
    hint=(
        "The slope of tanh is the same at 1 and at -1. Is yours? The curve looks the same after half a turn about "
        "the origin, so both sides are equally steep. Try your backward_pass with the inputs 1 and -1 and a "
        "gradient of 1 at both. The outputs are about 0.76 and -0.76. A slope that lacks the square comes out as "
        "0.24 and 1.76; the second is steeper than the curve is at 0, where it is steepest and has the slope 1. "
        "For y = x³, to compare, the slope 3x² gives 12 at 2 and 12 at -2. Inputs near 0 hide the slip, as both "
        "forms are near 1 there."
    ),
)
class TanhSquareMissing(Tanh):
    def backward_pass(self, accum_grad):
        return accum_grad * (1 - self.Y)


@misconception(
    "tanh-slope-of-input",
    "Tanh",
    title="The slope of Tanh is computed with the input instead of the output",
    hint=(
        "In 1 - y², is y what went into the layer or what came out of it? Look at which array your forward_pass "
        "keeps, and which one backward_pass reads. Put the input 3 in: 1 - 3² = -8. Can a curve that only rises "
        "have a negative slope? The output for 3 is just below 1, and the slope there should be small and "
        "positive, about 0.01. For inputs near 0 the two arrays are almost equal, since the tanh of 0.1 is about "
        "0.0997; so a trial with small numbers hides the mistake. It grows with the inputs: the gradient is then "
        "wrong in its sign as well as in its size, and steps climb instead of falling."
    ),
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
        "What is np.exp(1000.0) on your machine? Which number could you take from a whole row before you raise "
        "anything to a power? Shares show why that is allowed. The powers 2³, 2⁵ and 2⁶, that is 8, 32 and 64, "
        "have the shares 1/13, 4/13 and 8/13. Take 3 from every exponent: the powers are 1, 4, 8, and the shares "
        "are the same. Take 6 instead: 1/8, 1/2, 1, and again the same. So one is free to choose a number that "
        "keeps all powers small. Rows around 0 work without that. Rows around 1000 give inf / inf, which is nan, "
        "and one such row makes the whole loss nan."
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
    hint=(
        "How far does your maximum reach: over one row, or over the whole batch? One sample has inputs around "
        "1000, the next around -1000; what is left of the second after your shift? Try two rows of two: 5, 5 and "
        "-900, -900. The largest of all four is 5, so the second row becomes -905, -905. np.exp of that is 0.0 "
        "twice, and the shares are 0 / 0, which is nan; they should be 0.5 and 0.5. A row with a maximum of its "
        "own becomes 0, 0. While all samples have inputs of like size, nothing is seen. Print the shape of your "
        "maximum: how many numbers should it hold for a batch of 7?"
    ),
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
    hint=(
        "What do the rows of your output add up to when the batch has more than one sample? Which axis, if any, "
        "does your sum name? For np.array([[1.0, 3.0], [2.0, 2.0]]) the sum of everything is 8, and the sums of "
        "the rows are 4 and 4. Divided by its own sum the first row becomes 1/4, 3/4. Divided by 8 it becomes "
        "1/8, 3/8, and adds up to one half only. For a batch of one sample both sums are the same, so a trial "
        "with a single row hides the mistake. In a real batch the probabilities of a sample would shrink as more "
        "samples are sent along, and the loss would rise for no other reason."
    ),
)
class SoftmaxOneSum(Softmax):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        powers = np.exp(X - X.max())
        self.Y = powers / powers.sum()
        return self.Y


@misconception("softmax-one-sum", "Softmax", variant="maximum-of-each-row")
class SoftmaxOneSumRowMaximum(Softmax):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        powers = np.exp(X - X.max(axis=1, keepdims=True))
        self.Y = powers / powers.sum()
        return self.Y


@misconception(
    "softmax-down-the-columns",
    "Softmax",
    title="Softmax runs over the samples instead of the classes",
    hint=(
        "Which axis of X counts the samples, and along which one do your sums run? Each sample should get "
        "probabilities of its own. Send one sample with three classes alone through your layer, as an array of "
        "shape (1, 3). Along the wrong axis every sum has a single term, and a number divided by itself is 1: the "
        "output is 1, 1, 1. Along the right axis the three add up to 1. A similar trial with shares: the rows 1, "
        "3 and 1, 1 have the shares 1/4, 3/4 and 1/2, 1/2; down the columns they would be 1/2, 3/4 and 1/2, 1/4. "
        "The shape of the output is right in both cases, so look at the sums."
    ),
)
class SoftmaxDownTheColumns(Softmax):
    def forward_pass(self, X, training=True):
        powers = np.exp(X - X.max(axis=0))
        self.Y = powers / powers.sum(axis=0)
        return self.Y


@misconception("softmax-down-the-columns", "Softmax", variant="sums-only")
class SoftmaxSumsDownTheColumns(Softmax):
    def forward_pass(self, X, training=True):
        powers = np.exp(X - X.max(axis=1, keepdims=True))
        self.Y = powers / powers.sum(axis=0)
        return self.Y


@misconception("softmax-down-the-columns", "Softmax", variant="gradient-too")
class SoftmaxAllDownTheColumns(SoftmaxDownTheColumns):
    def backward_pass(self, accum_grad):
        return self.Y * (accum_grad - (self.Y * accum_grad).sum(axis=0))


@misconception(
    "softmax-diagonal-only",
    "Softmax",
    title="The gradient of Softmax uses only the diagonal of its Jacobian",
    hint=(
        "Raise one input of a row and watch the outputs of the others. Where do they appear in your gradient? "
        "Shares show it: of the weights 1 and 3 the shares are 1/4 and 3/4. Raise the first weight to 2, and the "
        "shares become 2/5 and 3/5. The second share fell although nobody touched its weight. So a loss that "
        "depends on the second output alone still depends on the first input. Send the gradient 0, 1 back through "
        "your layer for a row of two: does the first input get 0? That happens when each output is taken to "
        "depend on its own input only. In an elementwise layer one product is enough; here it is one term of "
        "several."
    ),
)
class SoftmaxDiagonalOnly(Softmax):
    def backward_pass(self, accum_grad):
        return accum_grad * self.Y * (1 - self.Y)


@misconception(
    "softmax-with-loss",
    "Softmax",
    title="The gradient of Softmax is the short form that belongs to cross-entropy",
    hint=(
        "The difference of probabilities and targets is the gradient of two things together, softmax and "
        "cross-entropy. What does accum_grad hold here: targets, or a gradient? A quick trial: send a gradient of "
        "zeros back. Then nothing depends on the outputs, and every input should get 0. The short form returns "
        "the probabilities instead, such as 0.5, 0.5 for two equal inputs. And does your answer double when "
        "accum_grad doubles? Think of a wheel and a belt behind it: whoever gives the wheel the ratio of both "
        "counts the belt twice once it is put on. In a network whose loss hands down its own gradient, the short "
        "form trains towards something else, without any error."
    ),
)
class SoftmaxWithLoss(Softmax):
    def backward_pass(self, accum_grad):
        return self.Y - accum_grad


@misconception("softmax-with-loss", "Softmax", variant="averaged")
class SoftmaxWithLossAveraged(Softmax):
    def backward_pass(self, accum_grad):
        return (self.Y - accum_grad) / len(accum_grad)


@misconception(
    "softmax-batch-mixed",
    "Softmax",
    title="The gradient of Softmax sums over the whole batch",
    hint=(
        "Row i of the gradient belongs to sample i alone. Over which axes does the sum in your backward_pass run? "
        "Print its shape for a batch of three: how many numbers should it hold? As a trial, ask for the gradient "
        "of a batch of two rows, then of the first row alone. The first rows of both answers should be equal; if "
        "a sum runs over everything, the company of another sample changes them. With np.array([[1.0, 2.0], "
        "[10.0, 20.0]]) the total is 33, while the rows have the sums 3 and 30. Taking 33 from the first row "
        "leaves -32, -31; taking 3 leaves -2, -1. A batch of one sample never shows the difference."
    ),
)
class SoftmaxBatchMixed(Softmax):
    def backward_pass(self, accum_grad):
        return self.Y * (accum_grad - (self.Y * accum_grad).sum())


@misconception(
    "softmax-gradient-over-the-samples",
    "Softmax",
    title="The gradient of Softmax sums over the samples instead of the classes",
    hint=(
        "Inside your backward pass there is a sum. Does it run along a row or down a column, and can one sample know "
        "anything of another? Hand in two samples with two equal inputs each, so that all four outputs are 0.5, and "
        "send back 4, 0 to the first and 0, 0 to the second. The first should get 1, -1 and the second nothing. If "
        "yours answers 1, 0 and -1, 0, it has added up what stands below each other, and the second sample pays for "
        "the first. Look at the rows of your answer: each of them has to add up to 0, whatever comes back. The "
        "shapes fit in either case, so numpy has no reason to complain. Two samples that mirror each other, with "
        "mirrored gradients, even get the right numbers; take three of them and four classes for a trial."
    ),
)
class SoftmaxGradientOverTheSamples(Softmax):
    def backward_pass(self, accum_grad):
        return self.Y * (accum_grad - (self.Y * accum_grad).sum(axis=0, keepdims=True))


@misconception(
    "softmax-gradient-averaged",
    "Softmax",
    title="The gradient is divided by the number of samples",
    hint=(
        "Dividing by the number of samples is the business of the loss. Does it happen in your backward_pass as "
        "well? Two people who each halve a bill of 40 come to 10, not 20. Try your layer with one row and a "
        "gradient for it, then with the same row and the same gradient twice in one batch. Both rows of the "
        "second answer should equal the first answer; if they are half as large, something was divided. Which "
        "line of yours knows the number of samples, and why? The mistake only shortens the steps of the earlier "
        "layers, by the size of the batch, so a training goes on and is just slow. In a batch of one nothing "
        "differs."
    ),
)
class SoftmaxGradientAveraged(Softmax):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / len(accum_grad)


@misconception(
    "kept-in-training-only",
    "Softmax",
    title="The output is kept only where training is True",
    hint=(
        "backward_pass belongs to the latest forward_pass of either kind. Does your layer remember what it "
        "computed in each of them, or does an `if` stand before that line? Play it through with a diary: on "
        "Monday, in training, you note 0.2, 0.8. On Tuesday, with training=False, you see 0.5, 0.5 and note "
        "nothing. Asked about Tuesday, you answer from Monday's page. A trial: a forward pass of two samples in "
        "training, one of three samples with training=False, then a backward_pass for three. The rows do not even "
        "fit, and where no training pass came before there is nothing to read at all. Softmax does the same in "
        "both modes, so what could such a condition be good for?"
    ),
)
class KeptInTrainingOnly(Softmax):
    def forward_pass(self, X, training=True):
        before = getattr(self, "Y", None)
        output = super().forward_pass(X, training)
        self.Y = output if training else before
        return output


def declare_kept(variant, kinds, error=None, cuts=False):
    """Declares the mistake for these classes: `error` is what comes of it, or the rows that are kept decide."""
    for kind in kinds:

        @misconception("kept-in-training-only", kind.__name__, variant=variant)
        class Kept(kind):
            def forward_pass(self, X, training=True):
                before = dict(vars(self))
                output = super().forward_pass(X, training)
                self.training = training
                if not training:
                    vars(self).update({name: before.get(name) for name in CACHES & vars(self).keys()})
                return output

            def backward_pass(self, accum_grad):
                if error and not self.training:
                    raise error("nothing was kept of this pass")
                known = [len(getattr(self, name)) for name in CACHES & vars(self).keys()]
                return super().backward_pass(accum_grad[: known[0]] if cuts and known else accum_grad)


declare_kept("none-otherwise", [Softmax], TypeError)
declare_kept("attribute-of-none", [Softmax], AttributeError)
declare_kept("rows-that-are-kept", [Softmax], cuts=True)
declare_kept("in-sigmoid", [Sigmoid])
declare_kept("in-tanh", [Tanh])
declare_kept("everywhere", KINDS)
declare_kept("everywhere-by-mask", KINDS, IndexError)
declare_kept("everywhere-none-otherwise", KINDS, TypeError)
declare_kept("everywhere-attribute-of-none", KINDS, AttributeError)


@misconception(
    "gradient-clipped",
    "Tanh",
    title="The gradient is clipped inside the layer",
    hint=(
        "What does your layer do with an incoming gradient of 100? Is there a clip, a minimum or a maximum in "
        "your backward_pass, and who asked for it? The chain rule only multiplies. Try the input 0, where the "
        "slope of tanh is 1, with the gradients 2, 20 and 200: the answers should be the same three numbers. A "
        "layer that stops at 5 gives 2, 5, 5, and says that 20 and 200 matter equally. Gradients of everyday size "
        "pass untouched, so small examples look right. Limiting steps is a decision of whoever trains the whole "
        "network; when one layer does it silently, no check by differences agrees with it any more."
    ),
)
class GradientClipped(Tanh):
    def backward_pass(self, accum_grad):
        return super().backward_pass(np.clip(accum_grad, -5, 5))


def declare_clipped(variant, bound, kinds=(Tanh,), after=False):
    """Declares the mistake with another bound, in other classes, or for the result."""
    for kind in kinds:

        @misconception("gradient-clipped", kind.__name__, variant=variant)
        class Clipped(kind):
            def backward_pass(self, accum_grad):
                if after:
                    return np.clip(super().backward_pass(accum_grad), -bound, bound)
                return super().backward_pass(np.clip(accum_grad, -bound, bound))


for bound in (0.5, 1, 2, 10):
    declare_clipped(f"at-{bound}", bound)
for bound in (0.5, 1, 2, 5, 10):
    declare_clipped(f"result-at-{bound}", bound, after=True)
for bound in (1, 5):
    declare_clipped(f"everywhere-at-{bound}", bound, KINDS)
    declare_clipped(f"everywhere-result-at-{bound}", bound, KINDS, after=True)
    for kind in (ReLU, LeakyReLU, Sigmoid, Softmax):
        declare_clipped(f"in-{kind.__name__.lower()}-at-{bound}", bound, [kind])


@misconception(
    "relu-branches-swapped",
    "ReLU",
    title="ReLU's backward pass keeps the gradient where the input was negative",
    hint=(
        "Try one positive and one negative input. Which of the two moves the output when it moves a little, and "
        "which of them gets a gradient from your layer? If you use np.where, recall which argument is taken where "
        "the condition holds: np.where([True, False], 7, 9) gives 7, 9. Now take the inputs 4 and -4. Raising the "
        "first by 1 raises its output by 1, raising the second changes nothing. With the gradient 6 at both "
        "outputs, one input should get 6 and the other 0. If yours are the other way round, the earlier layers "
        "learn from just those units that were silent. The shape is right and there are zeros; only their places "
        "are wrong."
    ),
)
class ReLUBranchesSwapped(ReLU):
    def backward_pass(self, accum_grad):
        return np.where(self.positive, 0, accum_grad)


@misconception(
    "leaky-branches-swapped",
    "LeakyReLU",
    title="LeakyReLU multiplies the positive inputs by alpha",
    hint=(
        "Only one side of the function leaks. What does your layer make of an input of 1, and what does the "
        "statement's table say? Take alpha = 0.5 and the inputs 10 and -10. The outputs should be 10 and -5; with "
        "the two branches swapped they are 5 and -10. Look at the line that chooses the slope: which of its two "
        'values is taken where the condition holds? It helps to say such a line aloud: np.where(rain, "umbrella", '
        '"hat") gives the umbrella where it rains. Each half is still a straight line through zero; where your '
        "gradient swaps them as well, a check by differences is content, and the values alone show it."
    ),
)
class LeakyBranchesSwapped(LeakyReLU):
    def forward_pass(self, X, training=True):
        self.slope = np.where(X > 0, self.alpha, 1)
        return self.slope * X


@misconception("leaky-branches-swapped", "LeakyReLU", variant="forward-only")
class LeakyBranchesSwappedForward(LeakyReLU):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        return np.where(X > 0, self.alpha, 1) * X


@misconception(
    "leaky-gradient-alone",
    "LeakyReLU",
    title="LeakyReLU's backward pass returns the slope and forgets accum_grad",
    hint=(
        "If accum_grad doubles, the loss depends twice as much on this layer. Where does accum_grad appear in "
        "what your LeakyReLU returns? Feed it the input -4 with alpha = 0.25, and send back the gradient 8, then "
        "80. The answers should be 2 and 20. An answer of 0.25 both times is the slope alone: it says how the "
        "output follows the input, and nothing of what the output is worth. A gear that turns a quarter as fast "
        "as its motor passes on a quarter of the motor's speed, whatever that is; 0.25 by itself is no speed. "
        "Sent a gradient of ones, the right layer and this one agree, so take other numbers when you test."
    ),
)
class LeakyGradientAlone(LeakyReLU):
    def backward_pass(self, accum_grad):
        return self.slope.astype(float)


@misconception(
    "sigmoid-gradient-alone",
    "Sigmoid",
    title="Sigmoid's backward pass returns the slope and forgets accum_grad",
    hint=(
        "Where does accum_grad appear in what your Sigmoid returns? The slope says how the output follows the "
        "input; how much the loss cares for the output is the other half of the chain rule. At the input 0 the "
        "slope is 1/4. Send back the gradients 4, 8 and -8 there: the answers should be 1, 2 and -2. If you see "
        "0.25 three times, the loss has no say, not even about the sign. A sample that should raise this output "
        "and one that should lower it then push the same way. Such a training runs without any error and never "
        "gets better. Only where accum_grad is 1 everywhere do both answers agree, by chance."
    ),
)
class SigmoidGradientAlone(Sigmoid):
    def backward_pass(self, accum_grad):
        return self.Y * (1 - self.Y)


@misconception(
    "tanh-gradient-alone",
    "Tanh",
    title="Tanh's backward pass returns the slope and forgets accum_grad",
    hint=(
        "Does your Tanh use its argument accum_grad at all? Read backward_pass line by line and mark each place "
        "where the name stands. Then try the input 0, where tanh has the slope 1, and an incoming gradient of 3. "
        "What should come out is 3; what comes out when only the slope is returned is 1. With -3 even the sign "
        "differs. A comparison from travel: 2 hours at 60 km/h are 120 km. The speed alone is no distance, though "
        "for a trip of one hour the two numbers are the same. Likewise a gradient of ones hides the missing "
        "factor. Whichever loss stands behind such a layer, the layers before it learn the same thing."
    ),
)
class TanhGradientAlone(Tanh):
    def backward_pass(self, accum_grad):
        return 1 - self.Y**2


@misconception(
    "sigmoid-gradient-passed-through",
    "Sigmoid",
    title="Sigmoid's backward pass returns accum_grad as it is",
    hint=(
        "Far from zero the sigmoid is almost flat, and an input hardly matters there. Does your gradient get "
        "smaller for such inputs? Watch the outputs: from the input 0 to 0.1 the output goes from 0.5 to about "
        "0.525, from 6 to 6.1 only from about 0.9975 to 0.9978. The same push has a hundred times less effect. "
        "With a gradient of 1 at the output, what should these two inputs get? A layer that hands accum_grad on "
        "gives 1 to both, as if its curve were a straight line of slope 1; yet its steepest place has only 1/4. A "
        "training may still work, with steps roughly in the right direction, and that keeps the mistake out of "
        "sight."
    ),
)
class SigmoidPassedThrough(Sigmoid):
    def backward_pass(self, accum_grad):
        return accum_grad.copy()


@misconception(
    "softmax-gradient-passed-through",
    "Softmax",
    title="Softmax's backward pass returns accum_grad as it is",
    hint=(
        "A loss that knows softmax can give the gradient by the inputs at once, but here accum_grad belongs to "
        "the outputs. What is missing between the two? Take a row of two equal inputs: the outputs are 0.5 and "
        "0.5. Raise both inputs by 1, and the outputs stay as they are. So a change of all inputs together never "
        "matters, and the gradient of a row must add up to 0. Now send back the gradient 4, 0. If your layer "
        "returns 4, 0, the sum is 4. The right answer has one positive and one negative number of the same size. "
        "Handing things on as they are suits a layer that computes nothing, such as one that only changes a "
        "shape."
    ),
)
class SoftmaxPassedThrough(Softmax):
    def backward_pass(self, accum_grad):
        return accum_grad.copy()


@misconception(
    "softmax-shift-in-place",
    "Softmax",
    title="Softmax writes into the caller's array",
    hint=(
        "The caller may still need X as it was. Does your shift make a new array, or does it use an operator that "
        "writes into X? Compare two lines after `a = np.array([2.0, 5.0])` and `b = a`. With `b = b - 5`, a still "
        "holds 2, 5, and b is a new array. With `b -= 5` instead, a holds -3, 0, because the operator works "
        "inside the array that both names share. The probabilities come out right in both cases, even when the "
        "layer is called again with the same X, since a shifted row has the same shares. Only the caller notices: "
        "the layer before finds that its own output has changed."
    ),
)
class SoftmaxShiftInPlace(Softmax):
    def forward_pass(self, X, training=True):
        X -= X.max(axis=1, keepdims=True)
        return super().forward_pass(X, training)


@misconception(
    "softmax-smallest-taken-away",
    "Softmax",
    title="Softmax takes the smallest number from each row",
    hint=(
        "Which sign do the exponents have after your shift, and how large can they get when a row holds 1000 and "
        "-1000 together? Try it with powers of ten and a machine that stops at 10⁹⁹. From the exponents 300 and "
        "302 one may take either number: that leaves 10⁰ and 10², or 10⁻² and 10⁰, and the shares are the same. "
        "From the exponents -50 and 90, one choice leaves 10⁰ and 10¹⁴⁰, which the machine cannot hold; the other "
        "leaves 10⁻¹⁴⁰ and 10⁰, and a number as small as that may safely become 0. Rows whose numbers lie near "
        "each other come out right with your code, at any height. Wide rows give inf / inf, which is nan."
    ),
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
    hint=(
        "What is np.exp(800.0) on your machine, and what comes out when one such number is divided by another? "
        "Print np.exp(3.0), np.exp(300.0) and np.exp(800.0): about 20, then 1.9e130, then inf. A fraction with "
        "inf above and below is nan, though the curve itself is simply flat there, at 1 or at -1. For an input of "
        "20 the fraction is still right to the last digits, so many epochs of a training may pass before anything "
        "shows. Then a single nan in one output reaches the loss and, through it, every weight. Is there among "
        "numpy's own functions one that knows this curve for all inputs?"
    ),
)
class TanhOverflows(Tanh):
    def forward_pass(self, X, training=True):
        with np.errstate(over="ignore", invalid="ignore"):
            self.Y = (np.exp(X) - np.exp(-X)) / (np.exp(X) + np.exp(-X))
        return self.Y


def declare_tanh_by_one_power(sign):
    """Declares the mistake with a fraction of exp(2x), or of exp(-2x)."""

    @misconception("tanh-overflows", "Tanh", variant="of-twice-the-input" if sign > 0 else "of-minus-twice-the-input")
    class OnePower(Tanh):
        def forward_pass(self, X, training=True):
            with np.errstate(over="ignore", invalid="ignore"):
                power = np.exp(2 * sign * X)
                self.Y = sign * (power - 1) / (power + 1)
            return self.Y


for sign in (1, -1):
    declare_tanh_by_one_power(sign)


@misconception(
    "one-output-array-for-all-calls",
    "Sigmoid",
    title="Every forward pass writes its result into one and the same array",
    hint=(
        "Keep the results of two forward passes with different inputs, and print the first of them again. Whose "
        "array is it, and who has written into it since? With a smaller object: `box = np.zeros(2)`, and a "
        "function that fills box with its argument and returns box. Call it with 1 and store the answer as first; "
        "call it with 2 and store the answer as second. Now first holds 2, 2, as both names mean one box. Were a "
        "new array made in each call, first would hold 1, 1. A list of outputs or a comparison of two passes "
        "shows the last batch only. A single pass, looked at right away, never shows the mistake."
    ),
)
class OneOutputArray(Sigmoid):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if np.shape(getattr(self, "kept", None)) != output.shape:
            self.kept = np.empty(output.shape)
        self.kept[...] = output
        return self.kept


def declare_one_array(variant, kinds):
    """Declares the mistake for these classes."""
    for kind in kinds:

        @misconception("one-output-array-for-all-calls", kind.__name__, variant=variant)
        class OneArray(kind):
            def forward_pass(self, X, training=True):
                output = super().forward_pass(X, training)
                if np.shape(getattr(self, "kept", None)) != output.shape:
                    self.kept = np.empty(output.shape)
                self.kept[...] = output
                return self.kept


declare_one_array("everywhere", KINDS)
for kind in (ReLU, LeakyReLU, Tanh, Softmax):
    declare_one_array(f"in-{kind.__name__.lower()}", [kind])


@misconception(
    "output-shape-with-the-batch",
    "ReLU",
    title="output_shape is the shape of the latest output, batch axis and all",
    hint=(
        "The next layer asks for the shape of one sample. Does your answer change when a batch with more samples "
        "comes along? Suppose samples of shape (4,), sent in a batch of 2 and then in one of 9. The right answer "
        "is (4,) before any pass and after each of them; an answer taken from the latest array would be (2, 4), "
        "then (9, 4). A Dense layer behind it would make weights for a shape that no sample has. Which attribute "
        "knows the shape of one sample without any data, and who sets it? As long as output_shape() is called "
        "before the first forward pass nothing is wrong, and networks are usually built in that order."
    ),
)
class OutputShapeWithBatch(ReLU):
    def forward_pass(self, X, training=True):
        self.shape = X.shape
        return super().forward_pass(X, training)

    def output_shape(self):
        return getattr(self, "shape", None) or super().output_shape()


@misconception("output-shape-with-the-batch", "ReLU", variant="none-before")
class OutputShapeAfterAPassOnly(ReLU):
    def forward_pass(self, X, training=True):
        self.shape = X.shape
        return super().forward_pass(X, training)

    def output_shape(self):
        return getattr(self, "shape", None)


def declare_shape_with_batch(variant, kinds):
    """Declares the mistake for these classes."""
    for kind in kinds:

        @misconception("output-shape-with-the-batch", kind.__name__, variant=variant)
        class WithBatch(kind):
            def forward_pass(self, X, training=True):
                self.shape = X.shape
                return super().forward_pass(X, training)

            def output_shape(self):
                return getattr(self, "shape", None) or super().output_shape()


for kind in (LeakyReLU, Sigmoid, Tanh, Softmax):
    declare_shape_with_batch(f"in-{kind.__name__.lower()}", [kind])


def declare_for_all(id, make, title, hint, alone=True):
    """Declares one mistake that is made in all five classes, or in one alone."""
    for kind in KINDS:
        misconception(id, kind.__name__, title=title, hint=hint)(make(kind))
    for kind in KINDS if alone else ():
        misconception(id, kind.__name__, variant=f"in-{kind.__name__.lower()}")(make(kind))


def drop_after_backward(kind, error=TypeError):
    class Dropping(kind):
        def backward_pass(self, accum_grad):
            kept = CACHES & vars(self).keys()
            if any(getattr(self, name) is None for name in kept):
                raise error("nothing is left of the forward pass")
            gradient = super().backward_pass(accum_grad)
            vars(self).update(dict.fromkeys(kept))
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
    (
        "Call backward_pass twice after one forward_pass. What does your layer still know the second time, and "
        "which line took it away? A smaller case: a class that stores 12 in `self.last`, with a method half() "
        "that computes 6 from it and then sets `self.last = None`. The first half() gives 6; the second raises a "
        "TypeError, since None cannot be divided. Without the clearing line every call gives 6. Saving memory is "
        "a fair thought, but the next forward_pass replaces the array anyhow. A training loop that calls each "
        "method once and in turn runs well; adding up the gradients of two losses, or comparing with differences, "
        "does not."
    ),
)
for kind in KINDS:
    misconception("dropped-after-backward", kind.__name__, variant="deleted")(drop_after_backward(kind, AttributeError))


declare_for_all(
    "forward-returns-nothing",
    return_nothing,
    "forward_pass computes the outputs and returns nothing",
    (
        "A function that prints its result, or stores it in an attribute, still has to hand it to its caller. "
        "Which line of your forward_pass does that, and is it reached on every path? Try `def triple(x): y = 3 * "
        "x` and then print(triple(5)): it shows None. With the word that hands a value back, the same call shows "
        "15. In an interactive window one easily takes a printed array for a returned one; store the answer in a "
        "variable first and look at its type. The error often comes up far away: the next layer gets None and "
        "complains about an operand or a missing shape, in a line that is right."
    ),
)
declare_for_all(
    "training-not-taken",
    take_no_training,
    "forward_pass has no argument `training`",
    (
        "Some layers act differently in training, so every caller may say which it is. Compare the line `def "
        "forward_pass` in layer.py with yours: which names stand between the brackets? A small trial: `def "
        'area(width): return width * width`. area(3) is 9, but area(3, exact=True) raises a TypeError, "got an '
        'unexpected keyword argument", before a single line of the body has run. A method may well take an '
        "argument and never look at it. That lets a network call all its layers in one loop and in one way, "
        "without asking each of them what it is. Called with X alone your layer works, so a trial in a notebook "
        "does not show it."
    ),
)
declare_for_all(
    "training-has-no-default",
    insist_on_training,
    "forward_pass cannot be called without `training`",
    (
        "A caller may leave `training` out. What does the line `def forward_pass` in layer.py say about that "
        "argument, and what does yours say? The same with a function that returns x ** n: written as `def "
        'power(x, n)`, the call power(5) raises a TypeError, "missing 1 required positional argument"; written as '
        "`def power(x, n=2)`, it gives 25. The value after the equals sign is used whenever the caller says "
        "nothing. Training loops usually name the argument, and then nothing is wrong. Trouble comes from short "
        "calls, such as layer.forward_pass(X) in a notebook or inside another layer. Which value would a caller "
        "expect who does not know that the argument exists?"
    ),
    alone=False,  # a line that raises in every call would look like it
)


@misconception(
    "leaky-slope-without-gradient",
    "LeakyReLU",
    title="LeakyReLU's backward pass returns alpha alone where the input was negative",
    hint=(
        "The two branches of your backward pass should have the same ingredients. Does accum_grad stand in both? "
        "Make a LeakyReLU with alpha = 0.5, send the inputs 3 and -3 forward and the gradient 8 back for each. "
        "The answers should be 8 and 4. If the second is 0.5, the branch for negative inputs hands out the slope "
        "and has lost what arrived. Send -8 then: the sign of the answer has to change, and that of a constant "
        "cannot. An exchange office that gives half a euro for each coin has to ask how many coins there are; it "
        "cannot push fifty cents over the counter to everybody. Positive inputs are right, and a gradient of ones "
        "makes the negative ones look right as well. What does your second branch multiply?"
    ),
)
class LeakySlopeWithoutGradient(LeakyReLU):
    def backward_pass(self, accum_grad):
        return np.where(self.slope == 1, accum_grad, self.slope)
