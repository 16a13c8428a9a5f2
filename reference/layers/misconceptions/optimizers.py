"""What people get wrong in `optimizers`. Each class is the reference with one mistake."""

import numpy as np
from optimizers import SGD, Adam, Momentum, RMSprop

from grader.misconceptions import misconception


@misconception(
    "sgd-climbs",
    "SGD",
    title="SGD steps along the gradient instead of against it",
    hint="The gradient points to where the loss grows. Which way should w go, and which sign has your step?",
)
class SGDClimbs(SGD):
    def update(self, w, grad_wrt_w):
        return w + self.learning_rate * grad_wrt_w


@misconception(
    "sgd-in-place",
    "SGD",
    title="SGD changes the caller's w",
    hint="Does your code make a new array, or does it use an operator that writes into w?",
)
class SGDInPlace(SGD):
    def update(self, w, grad_wrt_w):
        w -= self.learning_rate * grad_wrt_w
        return w


@misconception(
    "velocity-forgotten",
    "Momentum",
    title="The velocity is not kept from one update to the next",
    hint="What does your object remember of the first update when the second one comes? Look at where the velocity is "
    "stored.",
)
class VelocityForgotten(Momentum):
    def update(self, w, grad_wrt_w):
        self.velocity = None
        return super().update(w, grad_wrt_w)


@misconception(
    "velocity-averaged",
    "Momentum",
    title="The gradient enters the velocity with the factor 1 - momentum",
    hint=("Compare your velocity after the very first update with the gradient. Should they differ in this track?"),
)
class VelocityAveraged(Momentum):
    def update(self, w, grad_wrt_w):
        return super().update(w, (1 - self.momentum) * grad_wrt_w)


@misconception(
    "velocity-holds-the-rate",
    "Momentum",
    title="The learning rate is inside the velocity",
    hint=("Somebody lowers learning_rate between two updates. Which part of your next step still uses the old one?"),
)
class VelocityHoldsRate(Momentum):
    def update(self, w, grad_wrt_w):
        if self.velocity is None:
            self.velocity = np.zeros(np.shape(w))
        self.velocity = self.momentum * self.velocity + self.learning_rate * grad_wrt_w
        return w - self.velocity


@misconception(
    "nesterov",
    "Momentum",
    title="The step looks ahead, as Nesterov's does",
    hint=(
        "Two kinds of momentum share a name. Does your step use the velocity itself, or a mix of velocity and gradient?"
    ),
)
class Nesterov(Momentum):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        return w - self.learning_rate * (self.momentum * self.velocity + grad_wrt_w)


@misconception(
    "velocity-shared-by-the-class",
    "Momentum",
    title="All Momentum objects share one velocity",
    hint="Where does the velocity live: on the object, or on the class? Make two objects and let their updates take "
    "turns.",
)
class VelocityShared(Momentum):
    def update(self, w, grad_wrt_w):
        velocity = getattr(VelocityShared, "common", None)
        if velocity is None or np.shape(velocity) != np.shape(w):
            velocity = np.zeros(np.shape(w))
        VelocityShared.common = self.momentum * velocity + grad_wrt_w
        return w - self.learning_rate * VelocityShared.common


@misconception(
    "velocity-aliases-the-gradient",
    "Momentum",
    title="The velocity is the caller's gradient array, and is changed in place",
    hint="After the first update, is your velocity an array of its own, or a second name for grad_wrt_w?",
)
class VelocityAliases(Momentum):
    def update(self, w, grad_wrt_w):
        if self.velocity is None:
            self.velocity = grad_wrt_w
        else:
            self.velocity *= self.momentum
            self.velocity += grad_wrt_w
        return w - self.learning_rate * self.velocity


@misconception(
    "squares-summed",
    "RMSprop",
    title="RMSprop adds the squares up instead of averaging them",
    hint="After a thousand equal gradients, how large is your s: about g², or a thousand times as large?",
)
class SquaresSummed(RMSprop):
    def update(self, w, grad_wrt_w):
        before = 0 if self.mean_square is None else self.mean_square
        self.mean_square = before + grad_wrt_w**2
        return w - self.learning_rate * grad_wrt_w / (np.sqrt(self.mean_square) + self.eps)


@misconception(
    "rho-swapped",
    "RMSprop",
    title="rho and 1 - rho are swapped",
    hint=("With rho near 1 the average should change slowly. Which factor stands at the old average in your code?"),
)
class RhoSwapped(RMSprop):
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        super().__init__(learning_rate, 1 - rho, eps)


@misconception(
    "rmsprop-eps-in-the-root",
    "RMSprop",
    title="RMSprop takes the root of s + eps",
    hint="Read the denominator once more: what is below the root, and what is beside it?",
)
class RMSpropEpsInRoot(RMSprop):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        return w - self.learning_rate * grad_wrt_w / np.sqrt(self.mean_square + self.eps)


@misconception(
    "root-left-out",
    "RMSprop",
    title="RMSprop divides by s without a root",
    hint="If all gradients grow tenfold, the step of RMSprop should stay as it is. What does yours do?",
)
class RootLeftOut(RMSprop):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        return w - self.learning_rate * grad_wrt_w / (self.mean_square + self.eps)


@misconception(
    "average-starts-at-the-first-square",
    "RMSprop",
    title="The average of the squares starts at the first square",
    hint="What should s be before the first update, and what does your code take it to be?",
)
class StartsAtFirstSquare(RMSprop):
    def update(self, w, grad_wrt_w):
        if self.mean_square is None:
            self.mean_square = grad_wrt_w**2
        return super().update(w, grad_wrt_w)


@misconception(
    "one-average-for-all",
    "RMSprop",
    title="One average serves all elements of the parameter",
    hint="An element with small gradients should get as large a step as the others. What shape has your s?",
)
class OneAverageForAll(RMSprop):
    def update(self, w, grad_wrt_w):
        before = 0.0 if self.mean_square is None else self.mean_square
        self.mean_square = self.rho * before + (1 - self.rho) * np.mean(grad_wrt_w**2)
        return w - self.learning_rate * grad_wrt_w / (np.sqrt(self.mean_square) + self.eps)


@misconception(
    "eps-left-out",
    "RMSprop",
    title="RMSprop has no eps",
    hint="What does your step come to for an element whose gradient has always been zero?",
)
class EpsLeftOut(RMSprop):
    def update(self, w, grad_wrt_w):
        self.eps = 0.0
        with np.errstate(invalid="ignore"):
            return super().update(w, grad_wrt_w)


@misconception(
    "bias-not-corrected",
    "Adam",
    title="Adam's averages are not corrected for their start at zero",
    hint="How large is your very first step, compared with the learning rate? An average that starts at zero is too "
    "small at first.",
)
class NotCorrected(Adam):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        return w - self.learning_rate * self.mean / (np.sqrt(self.mean_square) + self.eps)


@misconception(
    "only-the-mean-corrected",
    "Adam",
    title="Adam corrects the average of g but not that of g²",
    hint="Both averages start at zero. Which of them does your code divide by something before it is used in the step?",
)
class OnlyMeanCorrected(Adam):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        mean_hat = self.mean / (1 - self.b1**self.steps)
        return w - self.learning_rate * mean_hat / (np.sqrt(self.mean_square) + self.eps)


@misconception(
    "step-counter-stands-still",
    "Adam",
    title="Adam's step counter never moves on",
    hint="Print t in three updates in a row. What do you expect to see, and what raises it in your code?",
)
class CounterStandsStill(Adam):
    def update(self, w, grad_wrt_w):
        self.steps = 0
        return super().update(w, grad_wrt_w)


@misconception(
    "step-counter-one-ahead",
    "Adam",
    title="Adam counts its first update as the second",
    hint="What is t in the first update, and when does your code raise it: once, and before it is used?",
)
class CounterOneAhead(Adam):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        super().__init__(learning_rate, b1, b2, eps)
        self.steps = 1


@misconception(
    "correction-kept",
    "Adam",
    title="The corrected averages replace the plain ones",
    hint="Into which names does your code write m_hat and v_hat, and what does the next update find there?",
)
class CorrectionKept(Adam):
    def update(self, w, grad_wrt_w):
        moved = super().update(w, grad_wrt_w)
        self.mean = self.mean / (1 - self.b1**self.steps)
        self.mean_square = self.mean_square / (1 - self.b2**self.steps)
        return moved


@misconception(
    "adam-eps-in-the-root",
    "Adam",
    title="Adam takes the root of v_hat + eps",
    hint="Read the denominator once more: what is below the root, and what is beside it?",
)
class AdamEpsInRoot(Adam):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        mean_hat = self.mean / (1 - self.b1**self.steps)
        mean_square_hat = self.mean_square / (1 - self.b2**self.steps)
        return w - self.learning_rate * mean_hat / np.sqrt(mean_square_hat + self.eps)


@misconception(
    "eps-before-the-correction",
    "Adam",
    title="Adam adds eps to the uncorrected root",
    hint=("Moving both corrections into the learning rate is a known shortcut. What happens to eps on the way?"),
)
class EpsBeforeCorrection(Adam):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        rate = self.learning_rate * np.sqrt(1 - self.b2**self.steps) / (1 - self.b1**self.steps)
        return w - rate * self.mean / (np.sqrt(self.mean_square) + self.eps)


@misconception(
    "betas-swapped",
    "Adam",
    title="b1 and b2 are swapped",
    hint="Which of the two numbers belongs to the average of the squares? Compare the order of your constructor's "
    "arguments with the stub's.",
)
class BetasSwapped(Adam):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        super().__init__(learning_rate, b2, b1, eps)


@misconception(
    "square-of-the-mean",
    "Adam",
    title="Adam averages the square of m instead of the square of g",
    hint="v follows the squares of something. Of what, in the formula and in your code?",
)
class SquareOfMean(Adam):
    def update(self, w, grad_wrt_w):
        before = 0 if self.mean_square is None else self.mean_square
        super().update(w, grad_wrt_w)
        self.mean_square = self.b2 * before + (1 - self.b2) * self.mean**2
        mean_hat = self.mean / (1 - self.b1**self.steps)
        mean_square_hat = self.mean_square / (1 - self.b2**self.steps)
        return w - self.learning_rate * mean_hat / (np.sqrt(mean_square_hat) + self.eps)


@misconception(
    "memory-made-too-early",
    "Adam",
    title="The memory is made in the constructor, so that copies share it",
    hint=("A layer copies the optimizer that it is given. Which objects do the copy and the original have in common?"),
)
class MemoryMadeTooEarly(Adam):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        super().__init__(learning_rate, b1, b2, eps)
        self.memory = {"m": 0.0, "v": 0.0, "t": 0}

    def update(self, w, grad_wrt_w):
        memory = self.memory
        if np.shape(memory["m"]) != np.shape(w):
            memory.update(m=np.zeros(np.shape(w)), v=np.zeros(np.shape(w)))
        self.mean, self.mean_square, self.steps = memory["m"], memory["v"], memory["t"]
        moved = super().update(w, grad_wrt_w)
        memory.update(m=self.mean, v=self.mean_square, t=self.steps)
        return moved


@misconception(
    "weights-remembered",
    "Adam",
    title="Adam moves a parameter that it remembers, not the one it is given",
    hint=("A layer's weights may be assigned between two updates. Does your code look at its argument w every time?"),
)
class WeightsRemembered(Adam):
    def update(self, w, grad_wrt_w):
        if self.mean is None:
            self.w = np.array(w)
        self.w = super().update(self.w, grad_wrt_w)
        return self.w


@misconception(
    "sgd-without-the-rate",
    "SGD",
    title="SGD takes the whole gradient as its step",
    hint="Make one optimizer with a small learning rate and one with a large one. Does your SGD move "
    "differently with the two?",
)
class SGDWithoutRate(SGD):
    def update(self, w, grad_wrt_w):
        return w - grad_wrt_w


@misconception(
    "squares-unweighted",
    "RMSprop",
    title="RMSprop adds the whole new square to the faded average",
    hint="The two weights in a running average add up to 1. What do those in your line for s add up to, and how "
    "large does s become for equal gradients?",
)
class SquaresUnweighted(RMSprop):
    def update(self, w, grad_wrt_w):
        before = 0 if self.mean_square is None else self.mean_square
        self.mean_square = self.rho * before + grad_wrt_w**2
        return w - self.learning_rate * grad_wrt_w / (np.sqrt(self.mean_square) + self.eps)


@misconception(
    "squares-forgotten",
    "RMSprop",
    title="RMSprop keeps its average in a variable of the method",
    hint="What does your object remember of the first update when the second one comes? Look at where the average is "
    "stored.",
)
class SquaresForgotten(RMSprop):
    def update(self, w, grad_wrt_w):
        self.mean_square = None
        return super().update(w, grad_wrt_w)


@misconception(
    "averages-forgotten",
    "Adam",
    title="Adam keeps its averages in variables of the method",
    hint="Which of the names in your update still exist when the method has returned? The averages and the "
    "count are needed again next time.",
)
class AveragesForgotten(Adam):
    def update(self, w, grad_wrt_w):
        self.mean, self.steps = None, 0
        return super().update(w, grad_wrt_w)


@misconception(
    "averages-unweighted",
    "Adam",
    title="Adam adds the whole new gradient to the faded average m",
    hint="The two weights in a running average add up to 1. What do those in your line for m add up to?",
)
class AveragesUnweighted(Adam):
    def update(self, w, grad_wrt_w):
        before = 0 if self.mean is None else self.mean
        super().update(w, grad_wrt_w)
        self.mean = self.b1 * before + grad_wrt_w
        mean_hat = self.mean / (1 - self.b1**self.steps)
        mean_square_hat = self.mean_square / (1 - self.b2**self.steps)
        return w - self.learning_rate * mean_hat / (np.sqrt(mean_square_hat) + self.eps)


@misconception(
    "correction-by-the-complement",
    "Adam",
    title="Adam's corrections take powers of 1 - b instead of b",
    hint="After many updates the average needs no correction any more. To which number does your divisor come "
    "close, in the first update and in the hundredth?",
)
class CorrectionByComplement(Adam):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        mean_hat = self.mean / (1 - (1 - self.b1) ** self.steps)
        mean_square_hat = self.mean_square / (1 - (1 - self.b2) ** self.steps)
        return w - self.learning_rate * mean_hat / (np.sqrt(mean_square_hat) + self.eps)


@misconception(
    "correction-multiplied",
    "Adam",
    title="Adam multiplies by its corrections instead of dividing",
    hint="An average that starts at zero is too small at first. Does your correction make it larger or smaller still?",
)
class CorrectionMultiplied(Adam):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        mean_hat = self.mean * (1 - self.b1**self.steps)
        mean_square_hat = self.mean_square * (1 - self.b2**self.steps)
        return w - self.learning_rate * mean_hat / (np.sqrt(mean_square_hat) + self.eps)


@misconception(
    "default-of-b2",
    "Adam",
    title="The default of b2 is not that of the stub",
    hint="Somebody makes an Adam without arguments. Compare the line `def __init__` of the stub with yours, number by "
    "number.",
)
class DefaultOfB2(Adam):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.99, eps=1e-8):
        super().__init__(learning_rate, b1, b2, eps)


@misconception(
    "default-of-eps",
    "RMSprop",
    title="The default of RMSprop's eps is not that of the stub",
    hint="Somebody makes an RMSprop without arguments, for very small gradients. Compare the line `def "
    "__init__` of the stub with yours, number by number.",
)
class DefaultOfEps(RMSprop):
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-6):
        super().__init__(learning_rate, rho, eps)


@misconception(
    "default-of-the-rate",
    "SGD",
    title="The default of SGD's learning rate is not that of the stub",
    hint="Somebody makes an SGD without arguments. Compare the line `def __init__` of the stub with yours, number by "
    "number.",
)
class DefaultOfRate(SGD):
    def __init__(self, learning_rate=0.1):
        super().__init__(learning_rate)


@misconception(
    "one-array-for-all-results",
    "Adam",
    title="Every update of Adam writes its result into one and the same array",
    hint="Keep the results of two updates, and print the first of them again after the second. Whose array is "
    "it, and who has written into it since?",
)
class OneArray(Adam):
    def update(self, w, grad_wrt_w):
        moved = super().update(w, grad_wrt_w)
        if np.shape(getattr(self, "kept", None)) != moved.shape:
            self.kept = np.empty(moved.shape)
        self.kept[...] = moved
        return self.kept


def declare_for(kinds, id, make, title, hint):
    """Declares one mistake that is made in several classes."""
    for kind in kinds:
        misconception(id, kind.__name__, title=title, hint=hint)(make(kind))


def return_step(kind):
    class Step(kind):
        def update(self, w, grad_wrt_w):
            return super().update(np.zeros(np.shape(w)), grad_wrt_w)

    return Step


def return_nothing(kind):
    class Silent(kind):
        def update(self, w, grad_wrt_w):
            super().update(w, grad_wrt_w)

    return Silent


def keep_first_rate(kind):
    class FixedRate(kind):
        def update(self, w, grad_wrt_w):
            if not hasattr(self, "first_rate"):
                self.first_rate = self.learning_rate
            self.learning_rate = self.first_rate
            return super().update(w, grad_wrt_w)

    return FixedRate


def write_into_w(kind):
    class InPlace(kind):
        def update(self, w, grad_wrt_w):
            w[...] = super().update(w.copy(), grad_wrt_w)
            return w

    return InPlace


EVERY = SGD, Momentum, RMSprop, Adam
declare_for(
    EVERY,
    "step-returned",
    return_step,
    "update returns the step instead of the new parameter",
    "A layer stores what update returns as its parameter. What does your update return when the gradient is "
    "zero, and what becomes of the weights then?",
)
declare_for(
    EVERY,
    "update-returns-nothing",
    return_nothing,
    "update computes the new parameter and returns nothing",
    "A layer stores what update returns. A function that prints its result, or assigns it to w, still has to "
    "hand it to its caller: which line of yours does?",
)
declare_for(
    EVERY,
    "first-rate-kept",
    keep_first_rate,
    "A learning rate that is assigned later has no effect",
    "People lower the learning rate while they train, by an assignment to the attribute of that name. Under "
    "which name does your constructor store it?",
)
for kind in (Momentum, RMSprop, Adam):
    declare_for(
        [kind],
        f"{kind.__name__.lower()}-in-place",
        write_into_w,
        f"{kind.__name__} changes the caller's w",
        "The caller may still need w as it was. Does your update make a new array, or does it use an operator "
        "that writes into w?",
    )


@misconception(
    "step-counted-too-late",
    "Adam",
    title="Adam counts a step only after it has made it",
    hint=(
        "What is your count of steps while the very first update is computed? Any number to the power of 0 is 1, and 1 "
        "minus 1 is 0: the corrections then divide by zero, and the parameter becomes infinite or not a number at all. "
        "Print the count inside the first call. A child in its first year of school is in year one, not in year zero, "
        "from the first morning on. Every later step has the same fault, one behind, but nobody gets to see it after the "
        "first result is spoilt. In the statement's list of assignments, which one comes first, and where does the same "
        "line stand in yours?"
    ),
)
class StepCountedTooLate(Adam):
    def update(self, w, grad_wrt_w):
        if self.mean is None:
            self.mean, self.mean_square = np.zeros(np.shape(w)), np.zeros(np.shape(w))
        self.mean = self.b1 * self.mean + (1 - self.b1) * grad_wrt_w
        self.mean_square = self.b2 * self.mean_square + (1 - self.b2) * grad_wrt_w**2
        with np.errstate(all="ignore"):
            mean = self.mean / np.float64(1 - self.b1**self.steps)
            mean_square = self.mean_square / np.float64(1 - self.b2**self.steps)
            self.steps += 1
            return w - self.learning_rate * mean / (np.sqrt(mean_square) + self.eps)
