"""What people get wrong in `optimizers`. Each class is the reference with one mistake."""

import numpy as np
from optimizers import SGD, Adam, Momentum, RMSprop

from grader.misconceptions import misconception


@misconception(
    "sgd-climbs",
    "SGD",
    title="SGD steps along the gradient instead of against it",
    hint="The gradient points to where the loss grows. Which way should w go?",
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
    "sgd-returns-the-step",
    "SGD",
    title="SGD returns the step instead of the new parameter",
    hint=(
        "A layer stores what update returns as its parameter. What does your update return when the "
        "gradient is zero?"
    ),
)
class SGDReturnsStep(SGD):
    def update(self, w, grad_wrt_w):
        return -self.learning_rate * grad_wrt_w


@misconception(
    "velocity-forgotten",
    "Momentum",
    title="The velocity is not kept from one update to the next",
    hint="What does your object remember of the first update when the second one comes?",
)
class VelocityForgotten(Momentum):
    def update(self, w, grad_wrt_w):
        self.velocity = None
        return super().update(w, grad_wrt_w)


@misconception(
    "velocity-averaged",
    "Momentum",
    title="The gradient enters the velocity with the factor 1 - momentum",
    hint=(
        "Compare your velocity after the very first update with the gradient. Should they differ in "
        "this track?"
    ),
)
class VelocityAveraged(Momentum):
    def update(self, w, grad_wrt_w):
        return super().update(w, (1 - self.momentum) * grad_wrt_w)


@misconception(
    "velocity-holds-the-rate",
    "Momentum",
    title="The learning rate is inside the velocity",
    hint=(
        "Somebody lowers learning_rate between two updates. Which part of your next step still uses the "
        "old one?"
    ),
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
        "Two kinds of momentum share a name. Does your step use the velocity itself, or a mix of "
        "velocity and gradient?"
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
    hint="Where does the velocity live: on the object, or on the class?",
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
    hint=(
        "With rho near 1 the average should change slowly. Which factor stands at the old average in "
        "your code?"
    ),
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
    hint="How large is your very first step, compared with the learning rate?",
)
class NotCorrected(Adam):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        return w - self.learning_rate * self.mean / (np.sqrt(self.mean_square) + self.eps)


@misconception(
    "only-the-mean-corrected",
    "Adam",
    title="Adam corrects the average of g but not that of g²",
    hint="Both averages start at zero. Which of them does your code divide by something?",
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
    hint="Print t in three updates in a row. What do you expect to see?",
)
class CounterStandsStill(Adam):
    def update(self, w, grad_wrt_w):
        self.steps = 0
        return super().update(w, grad_wrt_w)


@misconception(
    "step-counter-one-ahead",
    "Adam",
    title="Adam counts its first update as the second",
    hint="What is t in the first update, and when does your code raise it?",
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
    hint=(
        "Moving both corrections into the learning rate is a known shortcut. What happens to eps on the way?"
    ),
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
    hint="Which of the two numbers belongs to the average of the squares?",
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
    hint=(
        "A layer copies the optimizer that it is given. Which objects do the copy and the original have "
        "in common?"
    ),
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
    hint=(
        "A layer's weights may be assigned between two updates. Does your code look at its argument w "
        "every time?"
    ),
)
class WeightsRemembered(Adam):
    def update(self, w, grad_wrt_w):
        if self.mean is None:
            self.w = np.array(w)
        self.w = super().update(self.w, grad_wrt_w)
        return self.w
