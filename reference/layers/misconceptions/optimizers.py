"""What people get wrong in `optimizers`. Each class is the reference with one mistake."""

import inspect

import numpy as np
from optimizers import SGD, Adam, Momentum, RMSprop

from grader.misconceptions import misconception


@misconception(
    "sgd-climbs",
    "SGD",
    title="SGD steps along the gradient instead of against it",
    hint=(
        "Does your step make the loss smaller or larger? The gradient points to where the loss grows, so look at the "
        "sign between the parameter and its step. A parabola shows it: for the loss x · x at x = 3 the slope is 6. A "
        "tenth of the slope in one direction leads to 2.4, where the loss is 5.76; in the other direction it leads to "
        "3.6, where the loss is 12.96. It was 9 before. Which of the two places does your code choose? Repeat the "
        "step from there: one walk ends in the valley, the other runs away faster and faster. A single update with a "
        "small rate changes so little that nobody notices, and the size of the step is right either way."
    ),
)
class SGDClimbs(SGD):
    def update(self, w, grad_wrt_w):
        return w + self.learning_rate * grad_wrt_w


@misconception(
    "sgd-in-place",
    "SGD",
    title="SGD changes the caller's w",
    hint=(
        "After a call, is the caller's array still what it was? Look for an operator in your update that writes into "
        "the thing on its left. Two lines show what such an operator does: after `a = np.array([1.0, 2.0])` and `b = "
        "a`, the line `b -= 1` turns a into 0 and 1 as well, because a and b are two names for one array. Written as "
        "`b = b - 1`, it leaves a alone and makes a second array. The numbers that come back are the same in both "
        "cases, so a printed result looks right. But whoever wants to compare the parameter before and after the step "
        "finds two equal arrays, and good weights that were kept under a second name are lost."
    ),
)
class SGDInPlace(SGD):
    def update(self, w, grad_wrt_w):
        w -= self.learning_rate * grad_wrt_w
        return w


@misconception(
    "sgd-gradient-changed",
    "SGD",
    title="SGD changes the caller's gradient",
    hint=(
        "Whose array is the gradient that comes in, and does your update leave it alone? Look for `*=`, or for an "
        "`out=` that names it. The step is the rate times the gradient, and a hurried line makes it inside the one "
        "array that is at hand. With `g = np.array([8.0, 2.0])` and `step = g`, the line `step *= 0.5` leaves 4 and 1 "
        "in g; `step = 0.5 * g` leaves 8 and 2 there. The parameter comes out right both times. But a layer keeps its "
        "gradient, for a printout, for a check against a difference quotient, or because two parameters share it, and "
        "finds one that has been shrunk. Call update twice with one and the same gradient: are both steps equally "
        "long?"
    ),
)
class SGDGradientChanged(SGD):
    def update(self, w, grad_wrt_w):
        grad_wrt_w *= self.learning_rate
        return w - grad_wrt_w


@misconception("sgd-gradient-changed", "SGD", variant="with-its-sign")
class SGDGradientTurned(SGD):
    def update(self, w, grad_wrt_w):
        grad_wrt_w *= -self.learning_rate
        return w + grad_wrt_w


@misconception(
    "momentum-gradient-changed",
    "Momentum",
    title="Momentum changes the caller's gradient",
    hint=(
        "Print the gradient before and after a call of update. Is it the same? The velocity is made from two parts, "
        "and it is handy to put them together inside the array that has just come in. That array is somebody else's. "
        "Compare a bank that adds your old balance onto the slip that you hand over: the sum is right, and your slip "
        "now says something that you never wrote. In numbers: after `slip = np.array([5.0])`, `total = slip`, `total "
        "+= 7`, slip holds 12. The parameter moves as it should, so a curve of the loss shows nothing. A caller who "
        "keeps all gradients of an epoch, in order to compare them, finds velocities in their place. In which line do "
        "the two parts meet, and in whose memory?"
    ),
)
class MomentumGradientChanged(Momentum):
    def update(self, w, grad_wrt_w):
        if self.velocity is not None:
            grad_wrt_w += self.momentum * self.velocity
        self.velocity = grad_wrt_w.copy()
        grad_wrt_w *= self.learning_rate
        return w - grad_wrt_w


@misconception("momentum-gradient-changed", "Momentum", variant="velocity-left-there")
class VelocityLeftInGradient(Momentum):
    def update(self, w, grad_wrt_w):
        if self.velocity is not None:
            grad_wrt_w += self.momentum * self.velocity
        self.velocity = grad_wrt_w.copy()
        return w - self.learning_rate * self.velocity


@misconception("momentum-gradient-changed", "Momentum", variant="velocity-is-the-gradient")
class GradientBecomesVelocity(Momentum):
    def update(self, w, grad_wrt_w):
        if self.velocity is not None:
            grad_wrt_w += self.momentum * self.velocity
        self.velocity = grad_wrt_w
        return w - self.learning_rate * self.velocity


@misconception(
    "velocity-forgotten",
    "Momentum",
    title="The velocity is not kept from one update to the next",
    hint=(
        "What does your object still know of the first update when the second one comes? Look at where the velocity "
        "is stored: in an attribute, or in a name that ends with the method? A counter makes it plain. `def visit(): "
        "n = 0; n += 1; return n` answers 1, however often it is called. A counter kept on an object answers 1, 2, 3. "
        "With pushes of 8 and half of the old speed kept, a cart goes 8, then 12, then 14. One that forgets goes 8, "
        "8, 8. The first update is right in both cases, and afterwards your class acts like plain gradient descent, "
        "which learns too. So only a second update on one and the same object shows it."
    ),
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
        "Is your velocity after the very first update equal to the gradient that came in, or only a part of it? Two "
        "conventions are about, and the statement names the one that this track uses. Push a cart with 4 again and "
        "again, and let it keep half of its speed. If each push counts in full, the speed is 4, 6, 7 and creeps up to "
        "8. If each push counts by half as well, it is 2, 3, 3.5 and creeps up to 4. The direction is the same and "
        "the ratio is fixed, so training runs well, only as if the learning rate were smaller. With a larger share "
        "kept the gap grows: at 0.9 it is tenfold. Which factor stands beside the new gradient in yours?"
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
        "Somebody sets the learning rate to 0 between two updates. Does your parameter still move? Look at what your "
        "velocity is made of: of gradients, or of steps that have been scaled already. A trial on paper: half is "
        "kept, the rate is 0.5, and the first gradient is 4. A memory of gradients holds 4, and the move is 2. Now "
        "the rate becomes 0. Nothing should move, whatever is remembered. A memory of scaled steps holds 2, keeps "
        "half of it, and moves by 1, which is the old rate at work. As long as the rate is never changed, the two "
        "ways give the same numbers. Schedules that lower it every few epochs are common, and there the old rate "
        "lingers."
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
        "Two kinds of momentum share a name. What does your step multiply by the rate: the velocity itself, or a mix "
        "of the velocity and the newest gradient? Take a speed of 6 of which half is kept, and a push of 2. The new "
        "speed is 3 + 2 = 5, and that is how far the plain kind goes. The kind that looks ahead fades the new speed "
        "once more and adds the push again: 2.5 + 2 = 4.5. From rest the plain kind goes 2 and the other one 3, so "
        "even the first step differs. The second kind is a good method and often arrives sooner, so a training curve "
        "will not tell you that anything is wrong. Only the numbers of one step do."
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
    hint=(
        "Make two of your objects and let their updates take turns. Does the one feel what the other has been told? "
        "Look at where the velocity is first written: below the line `class`, in a global name, or on the object. Try "
        "`class Box: things = []` and then `a, b = Box(), Box()`. After `a.things.append(1)`, b.things shows [1] too, "
        "as there is only one list. If each box makes its own list, b.things stays empty. A network has an optimizer "
        "for every parameter, and they would all push the same cart. With one parameter in all, which is how most "
        "people try their code first, there is nothing to see; and where shapes differ, each newcomer may wipe out "
        "what was there."
    ),
)
class VelocityShared(Momentum):
    def update(self, w, grad_wrt_w):
        velocity = getattr(VelocityShared, "common", None)
        if velocity is None or np.shape(velocity) != np.shape(w):
            velocity = np.zeros(np.shape(w))
        VelocityShared.common = self.momentum * velocity + grad_wrt_w
        return w - self.learning_rate * VelocityShared.common


@misconception("velocity-shared-by-the-class", "Momentum", variant="one-for-each-shape")
class VelocitySharedByShape(Momentum):
    common = ()

    def update(self, w, grad_wrt_w):
        common = dict(VelocitySharedByShape.common)
        self.velocity = common.get(np.shape(w))
        moved = super().update(w, grad_wrt_w)
        VelocitySharedByShape.common = {**common, np.shape(w): self.velocity}
        return moved


@misconception("velocity-shared-by-the-class", "Momentum", variant="whatever-the-shape")
class VelocitySharedByAllShapes(Momentum):
    common = None

    def update(self, w, grad_wrt_w):
        self.velocity = VelocitySharedByAllShapes.common
        moved = super().update(w, grad_wrt_w)
        VelocitySharedByAllShapes.common = self.velocity
        return moved


@misconception("velocity-shared-by-the-class", "Momentum", variant="emptied-by-each-new-object")
class VelocitySharedUntilTheNext(Momentum):
    common = None

    def __init__(self, learning_rate=0.01, momentum=0.9):
        super().__init__(learning_rate, momentum)
        VelocitySharedUntilTheNext.common = None

    def update(self, w, grad_wrt_w):
        self.velocity = VelocitySharedUntilTheNext.common
        moved = super().update(w, grad_wrt_w)
        VelocitySharedUntilTheNext.common = self.velocity
        return moved


@misconception(
    "velocity-aliases-the-gradient",
    "Momentum",
    title="The velocity is the caller's gradient array, and is changed in place",
    hint=(
        "After the first update, is your velocity an array of its own, or a second name for the array that the caller "
        "handed in? Then look at the line that runs in the second update: does it write into that array? Test it with "
        "other names: `a = np.array([1.0, 2.0])`, `b = a`, `b *= 10`. Now a holds 10 and 20, though nobody touched it "
        "by name. Had b been made as `a.copy()`, a would still hold 1 and 2. There are two kinds of damage: the "
        "caller's first gradient changes later on, and a caller who fills one array again for each gradient "
        "overwrites your memory. If every gradient is a new array that is thrown away afterwards, all numbers come "
        "out right."
    ),
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
    hint=(
        "Feed your RMSprop a thousand equal gradients. Is its memory then about one square, or a thousand of them? An "
        "average of ten threes is 3, their sum is 30, and it goes on growing while the average stays. In the step the "
        "memory stands below a root, so after 100 equal gradients a sum makes the step ten times smaller than it was "
        "at first, and after 10,000 a hundred times. Nothing is ever forgotten: a few large gradients at the start "
        "hold the parameter back for good. Such a rule exists, under another name, and it is meant to slow down. In a "
        "run of three or four updates the curves look alike. Does anything in your line make the old memory fade?"
    ),
)
class SquaresSummed(RMSprop):
    def update(self, w, grad_wrt_w):
        before = 0 if self.mean_square is None else self.mean_square
        self.mean_square = before + grad_wrt_w**2
        return w - self.learning_rate * grad_wrt_w / (np.sqrt(self.mean_square) + self.eps)


@misconception("squares-summed", "RMSprop", variant="with-the-small-factor")
class SmallSquaresSummed(RMSprop):
    def update(self, w, grad_wrt_w):
        before = 0 if self.mean_square is None else self.mean_square
        self.mean_square = before + (1 - self.rho) * grad_wrt_w**2
        return w - self.learning_rate * grad_wrt_w / (np.sqrt(self.mean_square) + self.eps)


@misconception(
    "rho-swapped",
    "RMSprop",
    title="rho and 1 - rho are swapped",
    hint=(
        "With a rho close to 1 the average should follow slowly. Which of your two factors stands at the old average, "
        "and which one at the new square? Put in plain numbers: the old average is 10, the new value is 20, and nine "
        "tenths should stay. That gives 9 + 2 = 11. With the factors exchanged it gives 1 + 18 = 19, which is nearly "
        "the new value alone. An average like that has hardly any memory, so each step is divided by the gradient of "
        "the moment and comes out about as large as the last one, whatever the history. If rho is one half, nothing "
        "can be seen. The exchange can sit in the line of the average or already in the constructor, so look at both."
    ),
)
class RhoSwapped(RMSprop):
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        super().__init__(learning_rate, 1 - rho, eps)


@misconception(
    "rmsprop-eps-in-the-root",
    "RMSprop",
    title="RMSprop takes the root of s + eps",
    hint=(
        "Read the denominator once more: what is below the root, and what is added afterwards? Brackets decide it. "
        "`np.sqrt(9 + 16)` is 5, while `np.sqrt(9) + 16` is 19. The difference seems idle for something as tiny as "
        "1e-8, but a root makes tiny numbers larger: the root of 1e-8 is 1e-4, ten thousand times as much. If the "
        "average of the squares is 0, the two denominators differ by that factor. If it is about 1, they agree in the "
        "first seven digits, which is why ordinary gradients hide the slip. Make an object with a large eps, or feed "
        "it very small gradients, and compute one step by hand. Where does your closing bracket stand?"
    ),
)
class RMSpropEpsInRoot(RMSprop):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        return w - self.learning_rate * grad_wrt_w / np.sqrt(self.mean_square + self.eps)


@misconception(
    "root-left-out",
    "RMSprop",
    title="RMSprop divides by s without a root",
    hint=(
        "Let all gradients grow tenfold. Should the step of RMSprop grow, shrink, or stay? Try both with numbers that "
        "are not from the example: a value of 3 divided by the root of its square is 1, and 30 divided by the root of "
        "900 is 1 too. Divided by the square itself, they are a third and a thirtieth. So a parameter with large "
        "gradients would hardly move, and one with tiny gradients would leap: 0.01 divided by 0.0001 is 100. The "
        "scale of the gradient is meant to cancel, and it can only do so if both parts of the fraction have the same "
        "unit. For gradients near 1 or -1 the slip is small, and the signs are right in any case."
    ),
)
class RootLeftOut(RMSprop):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        return w - self.learning_rate * grad_wrt_w / (self.mean_square + self.eps)


@misconception(
    "average-starts-at-the-first-square",
    "RMSprop",
    title="The average of the squares starts at the first square",
    hint=(
        "What is the memory before the first update: nothing, or something that you took from the first gradient? "
        "Look at the branch that runs only once. Keep a running average of tens in which nine tenths of the old value "
        "stay. Begun at 0, it reads 1 after one number and 1.9 after two. Begun at the first number, it reads 10 at "
        "once and stays there. The second way is sensible and some programs do it, but the statement fixes the other. "
        "Each way gives another first step: with the small average of the first way the denominator is small, and the "
        "step larger. After a few dozen updates the start is forgotten and both agree, so a long run says little "
        "about it."
    ),
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
    hint=(
        "Print the shape of your memory beside that of the parameter. Are they the same? Each element has a gradient "
        "of its own, and RMSprop measures each by its own history. Suppose two elements with gradients of 100 and 1. "
        "If each is divided by the root of its own square, both move equally far. Mix the squares first: their mean "
        "is about 5000, its root about 71, and the two elements move by 1.4 and by 0.014. The first races, the second "
        "hardly stirs, as in plain gradient descent. Broadcasting hides it, as a single number fits any shape without "
        "a complaint. With a parameter of one element there is nothing to mix. Which function in your line turns many "
        "numbers into one?"
    ),
)
class OneAverageForAll(RMSprop):
    def update(self, w, grad_wrt_w):
        before = 0.0 if self.mean_square is None else self.mean_square
        self.mean_square = self.rho * before + (1 - self.rho) * np.mean(grad_wrt_w**2)
        return w - self.learning_rate * grad_wrt_w / (np.sqrt(self.mean_square) + self.eps)


@misconception("one-average-for-all", "RMSprop", variant="of-their-sum")
class OneAverageOfTheSum(RMSprop):
    def update(self, w, grad_wrt_w):
        before = 0.0 if self.mean_square is None else self.mean_square
        self.mean_square = self.rho * before + (1 - self.rho) * np.sum(grad_wrt_w**2)
        return w - self.learning_rate * grad_wrt_w / (np.sqrt(self.mean_square) + self.eps)


@misconception(
    "eps-left-out",
    "RMSprop",
    title="RMSprop has no eps",
    hint=(
        "What does your step come to for an element whose gradient has always been zero? Follow it through the "
        "fraction: what is on top, and what is below? In numpy, `np.array([0.0]) / np.array([0.0])` is nan, with a "
        "mere warning. Add 1e-8 to the lower part, and the same line gives 0. A nan never goes away: nan times 0 is "
        "nan, and nan plus 5 is nan, so one element spoils every output that it touches, and one step later all of "
        "them. Such elements are common. Think of a pixel that is black in every image, or of a unit that is silent "
        "for a whole batch. With random gradients, as in most trials, no element is exactly zero."
    ),
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
    hint=(
        "How large is your very first step, measured in learning rates? With Adam it should be about one, whatever "
        "the gradient. An average that starts at 0 is too small at first: if half of the old value stays, eights give "
        "4, then 6, then 7, and only much later 8. The share of real numbers in it is 0.5, then 0.75, then 0.875. "
        "Adam keeps two such averages with memories of different length, so the errors do not cancel. With the usual "
        "settings the top is a tenth of what it should be, and the root below is a thirtieth, so that the step is "
        "about three times too large. After thousands of updates both are full, and nobody sees a difference."
    ),
)
class NotCorrected(Adam):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        return w - self.learning_rate * self.mean / (np.sqrt(self.mean_square) + self.eps)


@misconception(
    "only-the-mean-corrected",
    "Adam",
    title="Adam corrects the average of g but not that of g²",
    hint=(
        "Both averages start at zero, so both are too small at first. Which of them does your code mend before it "
        "goes into the fraction? Take hundreds as input, and two averages: one keeps nine tenths of the old value, "
        "the other 99 of 100 parts. After one number they read 10 and 1, though both should say 100. The slower one "
        "is further off and needs the correction longer. If the top is mended and the bottom is not, the fraction is "
        "far too large. In Adam the bottom stands below a root, and with the usual settings the first step is about "
        "thirty times the rate. Where training starts with a wild leap and calms down over some thousand updates, "
        "this is worth a look."
    ),
)
class OnlyMeanCorrected(Adam):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        mean_hat = self.mean / (1 - self.b1**self.steps)
        return w - self.learning_rate * mean_hat / (np.sqrt(self.mean_square) + self.eps)


@misconception(
    "squares-corrected-with-b1",
    "Adam",
    title="Adam corrects the average of g² with b1 as well",
    hint=(
        "Adam keeps two averages, and each of them forgets at a speed of its own. Which speed enters which of your "
        "two corrections? Begin two averages at 0, with the factors 0.5 and 0.75, and let 1 come in three times. "
        "They are now 0.875 and 0.578125; both should be corrected to 1, since nothing but 1 was ever seen. If the "
        "second is corrected by the number that suits the first, it becomes 0.66. With the defaults of the stub the "
        "first step suffers most: the average of the squares comes out a hundred times too small, its root ten "
        "times, and the step is ten times too long. After thousands of steps no correction is left to speak of, so "
        "late training looks normal. Equal factors hide it altogether."
    ),
)
class SquaresCorrectedWithB1(Adam):
    def update(self, w, grad_wrt_w):
        if self.mean is None:
            self.mean, self.mean_square = np.zeros(np.shape(w)), np.zeros(np.shape(w))
        mean_square, b2 = self.b2 * self.mean_square + (1 - self.b2) * grad_wrt_w**2, self.b2
        # What leads to this average in a step with b1 for b2, in which the correction then takes b1 too.
        self.mean_square, self.b2 = (mean_square - (1 - self.b1) * grad_wrt_w**2) / self.b1, self.b1
        result = super().update(w, grad_wrt_w)
        self.mean_square, self.b2 = mean_square, b2
        return result


@misconception(
    "step-counter-stands-still",
    "Adam",
    title="Adam's step counter never moves on",
    hint=(
        "Print the count of steps inside three updates in a row. Do you see three different numbers? Then find the "
        "line that raises it, and any line that sets it back. An example with half of the old value kept: tens give "
        "averages of 5, 7.5 and 8.75. The shares that are filled are 0.5, 0.75 and 0.875, and each quotient is 10, as "
        "it should be. Divided by 0.5 every time, they are 10, 15 and 17.5, on the way to 20. So the first update is "
        "right, and each later one is corrected for a start that is long past. A counter that is set in the method "
        "that uses it, or in a copy of the object, begins anew at every call."
    ),
)
class CounterStandsStill(Adam):
    def update(self, w, grad_wrt_w):
        self.steps = 0
        return super().update(w, grad_wrt_w)


@misconception(
    "step-counter-one-ahead",
    "Adam",
    title="Adam counts its first update as the second",
    hint=(
        "What is the count while your first update is computed? Print it there. Then look at two places: the value "
        "that the constructor gives it, and the line that raises it. Does each of them add something? Take tens and "
        "an average that keeps half: after one number it reads 5, and half of it is filled, so 5 divided by 0.5 is "
        "10. Whoever believes that two numbers have been seen divides by 0.75 and gets about 6.7. For the second "
        "number it is 7.5 by 0.875, which is about 8.6. The gap closes quickly with such a short memory, slowly with "
        "a long one. No error, no nan: the early steps merely have another size."
    ),
)
class CounterOneAhead(Adam):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        super().__init__(learning_rate, b1, b2, eps)
        self.steps = 1


@misconception(
    "correction-kept",
    "Adam",
    title="The corrected averages replace the plain ones",
    hint=(
        "Under which names does your code store the corrected averages, and what does the next update find under the "
        "name of the plain ones? Work through two numbers, 8 and 8, with half of the old value kept. The plain "
        "average is 4, then 6; each is corrected to 8 for the moment only. If the 8 takes the place of the 4, the "
        "second average is 4 + 4 = 8, and its correction by 0.75 makes it nearly 10.7. From there on it grows "
        "further. The first update is right to the last digit, which is the mark of this mistake: right once, wrong "
        "ever after. A thing that you compute in order to look at it should not change what you look at next time."
    ),
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
    hint=(
        "Write down your denominator in words: the root of what, plus what? Is the small number inside the bracket of "
        "the root or behind it? Compare two lines: np.sqrt(0 + 1e-6) is 0.001, and np.sqrt(0) + 1e-6 is a thousandth "
        "of that. Below a root, small numbers gain weight. Now take a gradient of 1e-6 and a small number of 1e-8. "
        "Added behind the root it changes the denominator by one hundredth. Added under the root, where the square of "
        "the gradient is only 1e-12, it decides alone, and the step is a hundred times too small. Gradients near 1 "
        "show no trace of it. Tiny ones are usual in the first layers of a deep network."
    ),
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
        "There is a known shortcut that moves both corrections out of the fraction and into the rate. What happens to "
        "eps on the way? Does it still meet the corrected root, or the one before the correction? Follow a fraction "
        "with plain numbers: the lower part is 20 / 10 + 1 = 3. Whoever takes the division by 10 outside, and leaves "
        "the 1 where it was, has (20 + 1) / 10 = 2.1. To move a factor past a sum one has to carry it over to both "
        "terms. In the first update the factor is about thirty with the usual settings, so eps counts thirty times as "
        "much. For an eps of 1e-8 and gradients near 1 it cannot be seen; choose a large eps to look."
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
    hint=(
        "Which of the two numbers belongs to the average of the squares? Compare the order of the arguments in your "
        "constructor with that of the stub, and then the two lines that use them. The cases pass arguments by "
        "position, and a wrong place is not an error for Python: with `def power(base, exponent): return base ** "
        "exponent`, power(2, 3) is 8, and with the names exchanged it is 9. The two averages have memories of very "
        "different length. After a single 100, one that keeps nine tenths reads 10 and one that keeps 99 of 100 parts "
        "reads 1. The very first step is the same, as both are corrected. If you try it with two equal numbers, you "
        "will never see the exchange."
    ),
)
class BetasSwapped(Adam):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        super().__init__(learning_rate, b2, b1, eps)


@misconception("betas-swapped", "Adam", variant="in-the-averages")
class BetasSwappedInAverages(Adam):
    def update(self, w, grad_wrt_w):
        if self.mean is None:
            self.mean, self.mean_square = np.zeros(np.shape(w)), np.zeros(np.shape(w))
        self.steps += 1
        self.mean = self.b2 * self.mean + (1 - self.b2) * grad_wrt_w
        self.mean_square = self.b1 * self.mean_square + (1 - self.b1) * grad_wrt_w**2
        mean_hat = self.mean / (1 - self.b1**self.steps)
        mean_square_hat = self.mean_square / (1 - self.b2**self.steps)
        return w - self.learning_rate * mean_hat / (np.sqrt(mean_square_hat) + self.eps)


@misconception("betas-swapped", "Adam", variant="in-the-corrections")
class BetasSwappedInCorrections(Adam):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        mean_hat = self.mean / (1 - self.b2**self.steps)
        mean_square_hat = self.mean_square / (1 - self.b1**self.steps)
        return w - self.learning_rate * mean_hat / (np.sqrt(mean_square_hat) + self.eps)


@misconception(
    "square-of-the-mean",
    "Adam",
    title="Adam averages the square of m instead of the square of g",
    hint=(
        "The second average follows squares. Squares of what: look at the line and name the variable below the power. "
        "Take the numbers 3 and -3. Their mean is 0, and the square of that is 0. The mean of their squares is 9. So "
        "the two orders of squaring and averaging are far apart exactly where gradients change sign, which near a "
        "minimum they do all the time. With 0 below the fraction the step explodes at the very moment when it should "
        "be careful. If all gradients are equal and the averages are full, the two agree, so a steady slope will not "
        "show it. In which order do the two lines in your update run, and does the second use the result of the "
        "first?"
    ),
)
class SquareOfMean(Adam):
    def update(self, w, grad_wrt_w):
        before = 0 if self.mean_square is None else self.mean_square
        super().update(w, grad_wrt_w)
        self.mean_square = self.b2 * before + (1 - self.b2) * self.mean**2
        mean_hat = self.mean / (1 - self.b1**self.steps)
        mean_square_hat = self.mean_square / (1 - self.b2**self.steps)
        return w - self.learning_rate * mean_hat / (np.sqrt(mean_square_hat) + self.eps)


@misconception("square-of-the-mean", "Adam", variant="of-the-corrected-one")
class SquareOfCorrectedMean(Adam):
    def update(self, w, grad_wrt_w):
        before = 0 if self.mean_square is None else self.mean_square
        super().update(w, grad_wrt_w)
        mean_hat = self.mean / (1 - self.b1**self.steps)
        self.mean_square = self.b2 * before + (1 - self.b2) * mean_hat**2
        mean_square_hat = self.mean_square / (1 - self.b2**self.steps)
        return w - self.learning_rate * mean_hat / (np.sqrt(mean_square_hat) + self.eps)


@misconception(
    "memory-made-too-early",
    "Adam",
    title="The memory is made in the constructor, so that copies share it",
    hint=(
        "A layer copies the optimizer that it is given. Which objects do the copy and the original have in common "
        "afterwards? Look for a list, a dict or an array in your constructor. Try it: `class Cup: pass`, `a = Cup()`, "
        "`a.drops = []`, and then `b = copy.copy(a)`. After `a.drops.append(1)`, b.drops is [1], since a copy of that "
        "kind copies names and not what they stand for. With copy.deepcopy b.drops would stay empty. A plain number "
        "or None does no harm, because assigning a new value to an attribute changes one object only. In a layer the "
        "weights and the bias would write into one memory, and count each other's steps. Used alone, your class is "
        "right in every digit. When could that memory be made instead?"
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


@misconception("memory-made-too-early", "Adam", variant="all-but-the-count")
class AveragesMadeTooEarly(Adam):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        super().__init__(learning_rate, b1, b2, eps)
        self.memory = {"m": 0.0, "v": 0.0}

    def update(self, w, grad_wrt_w):
        memory = self.memory
        if np.shape(memory["m"]) != np.shape(w):
            memory.update(m=np.zeros(np.shape(w)), v=np.zeros(np.shape(w)))
        self.mean, self.mean_square = memory["m"], memory["v"]
        moved = super().update(w, grad_wrt_w)
        memory.update(m=self.mean, v=self.mean_square)
        return moved


@misconception(
    "weights-remembered",
    "Adam",
    title="Adam moves a parameter that it remembers, not the one it is given",
    hint=(
        "Between two updates somebody may assign other weights to a layer. Does your update look at its argument "
        "every time, or at something it stored at the first call? Think of a porter who is to carry a bag one metre "
        "from where it stands. It stands at 5, and he puts it down at 6. Then the owner moves it to 100. The right "
        "answer is 101; a porter who trusts his memory says 7. In a training loop each result is handed in again as "
        "the next argument, so what you stored and what you are given are equal, and nothing shows. Weights that are "
        "loaded from a file, clipped or reset come as a surprise. What, besides the averages and the count, do you "
        "keep?"
    ),
)
class WeightsRemembered(Adam):
    def update(self, w, grad_wrt_w):
        if self.mean is None:
            self.w = np.array(w)
        self.w = super().update(self.w, grad_wrt_w)
        return self.w


@misconception("weights-remembered", "Adam", variant="which-every-result-is")
class WeightsRememberedAndReturned(Adam):
    def update(self, w, grad_wrt_w):
        if self.mean is None:
            self.w = np.array(w)
        self.w[...] = super().update(self.w, grad_wrt_w)
        return self.w


@misconception(
    "sgd-without-the-rate",
    "SGD",
    title="SGD takes the whole gradient as its step",
    hint=(
        "Make two optimizers, one with a rate of 0.1 and one with 0.01. Do their steps differ by a factor of ten? If "
        "not, where in update does the rate come in? A parabola shows what it is for: with the loss x · x at x = 1 "
        "the slope is 2. A move by the whole slope leads to -1, where the slope is -2, and the next one back to 1: it "
        "bounces for ever. Moves by a tenth of the slope lead to 0.8, then to 0.64, and on to the bottom. Storing the "
        "number in the constructor is only half of the matter, as Python does not complain about an attribute that "
        "nobody reads. With a rate of 1 there is no difference."
    ),
)
class SGDWithoutRate(SGD):
    def update(self, w, grad_wrt_w):
        return w - grad_wrt_w


@misconception(
    "squares-unweighted",
    "RMSprop",
    title="RMSprop adds the whole new square to the faded average",
    hint=(
        "The weights of the old and the new part in a running average add up to 1. What do yours add up to? Take a "
        "room that is always at 20 degrees, and keep half of the old value. With half of each reading added, the "
        "record says 10, 15, 17.5, and comes to rest at 20. With the whole reading added it says 20, 30, 35, and "
        "comes to rest at 40, a temperature that never was. The more of the old value is kept, the worse it gets: at "
        "nine tenths the memory settles at ten times the square, so each step is about a third of the wanted one. "
        "That looks like a rate somebody has set too low, and training goes on, only slower."
    ),
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
    hint=(
        "Two updates on one object: what has the first one left behind for the second? Search for the name of your "
        "average and see whether it belongs to the object or to the method. Define `def add(x): total = 0; total = "
        "total + x; return total`. Both add(5) and another add(5) give 5. If the total lived on an object, the second "
        "call would give 10. An average without a past consists of the newest square alone, so the gradient is "
        "divided by its own size, and every step has the same length, whether the slope is steep or flat. Early in a "
        "run that is hard to tell from the real thing. It shows once a large gradient is followed by a small one."
    ),
)
class SquaresForgotten(RMSprop):
    def update(self, w, grad_wrt_w):
        self.mean_square = None
        return super().update(w, grad_wrt_w)


@misconception(
    "averages-forgotten",
    "Adam",
    title="Adam keeps its averages in variables of the method",
    hint=(
        "Which of the names in your update still exist when the method has returned? The averages and the count are "
        "needed again next time. Run `def f(): inside = 3`, call f(), and ask for inside: a NameError, as names of a "
        "function end with it. So where do yours live, and does any line set them back to their start? If each update "
        "is a first one, the corrections undo the averaging altogether: top and bottom are the same gradient, one of "
        "them without its sign. A gradient of 1000 and one of 0.001 then move the parameter equally far, by the rate, "
        "up or down. The loss still falls, and it trembles near the minimum. The example's first update cannot show "
        "it; its second one can."
    ),
)
class AveragesForgotten(Adam):
    def update(self, w, grad_wrt_w):
        self.mean, self.steps = None, 0
        return super().update(w, grad_wrt_w)


@misconception("averages-forgotten", "Adam", variant="with-a-count-that-goes-on")
class AveragesForgottenCountKept(Adam):
    def update(self, w, grad_wrt_w):
        self.mean = None
        return super().update(w, grad_wrt_w)


@misconception(
    "averages-unweighted",
    "Adam",
    title="Adam adds the whole new gradient to the faded average m",
    hint=(
        "In a running average the shares of the old and of the new value add up to 1. What do they come to in your "
        "line for the first average, as compared with that for the squares? Try sixes with half of the old value "
        "kept. Half of each new six: 3, then 4.5. The whole of each: 6, then 9, and in the end 12. The correction for "
        "the start at zero is made for the first row, and turns 3 and 4.5 into 6 and 6. From the second row it makes "
        "12 and 12. In Adam with the usual settings the steps come out ten times too long, all in the right "
        "direction, as though the rate had slipped by one digit. Is each factor of the statement in your code?"
    ),
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
    hint=(
        "After many updates an average needs no correction any more. What does your divisor come to in the first "
        "update, and in the hundredth? A bucket helps: every day a fifth of its water is replaced by red water. Red "
        "is 0.2 of it after one day, 0.36 after two, and more and more later on. To find that, ask which share of the "
        "old water is left. Whoever raises the replaced share to a power instead finds 0.8 after one day and 0.96 "
        "after two, as if the bucket were nearly all red at once. So your correction is hardly felt in the very "
        "updates that need it. Which of the two shares do you raise? For one half they are equal."
    ),
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
    hint=(
        "An average that begins at zero is too small at first. Does your correction make it larger, or smaller still? "
        "Take tens and nine tenths kept: the average reads 1 after one number, and one tenth of it is filled. A "
        "quotient brings back 10; a product gives 0.1, further away than before. Print an average before and after "
        "the correction in the first update, for equal gradients. Both averages shrink in your code, the lower one "
        "below a root, so the step does not shrink. With the usual settings it starts at ten times the rate. Later "
        "the factor comes close to 1, and then it makes no difference on which side of the fraction it stands, so "
        "long runs end well."
    ),
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
    hint=(
        "Somebody makes an Adam and gives a rate only. Which numbers does your constructor fill in? Lay the first "
        "line of the stub's constructor above yours and compare them sign by sign. Defaults are easy to get wrong by "
        "one digit, and nothing complains. The one for the squares says how long they are remembered: an average that "
        "keeps 0.8 reads 2 after a single 10, one that keeps 0.5 reads 5. Thanks to the correction, equal gradients "
        "give the same steps for any such number, so a test with a steady slope is blind to it. Mix large and small "
        "gradients, once with the number spelled out and once without. Should the two runs differ?"
    ),
)
class DefaultOfB2(Adam):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.99, eps=1e-8):
        super().__init__(learning_rate, b1, b2, eps)


@misconception(
    "default-of-eps",
    "RMSprop",
    title="The default of RMSprop's eps is not that of the stub",
    hint=(
        "Somebody makes an RMSprop and leaves eps out. Which number does your constructor take, and which one is in "
        "the stub? Count the digits of the exponents. A fraction of the form g / (g + e) shows what hangs on it. If e "
        "is a hundredth of g, the fraction is 0.99. If e is as large as g, it is 0.5, and if e is a hundred times g, "
        "about 0.01. So two optimizers that differ in eps alone go equally far for gradients near 1, and very "
        "differently for gradients of a millionth. Most trials are made with numbers near 1. Let one object have the "
        "value of the stub spelled out, another none, and give both tiny gradients."
    ),
)
class DefaultOfEps(RMSprop):
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-6):
        super().__init__(learning_rate, rho, eps)


@misconception(
    "default-of-the-rate",
    "SGD",
    title="The default of SGD's learning rate is not that of the stub",
    hint=(
        "Somebody makes an SGD without any argument. How far does it go for a gradient of 1? Compare the line of your "
        "constructor with that of the stub, digit by digit; a zero behind the point is quickly lost. A rate decides "
        "between learning and running away. Take the loss x · x from x = 1, with the slope 2. At a rate of 0.4 one "
        "step leads to 0.2. At 1.1 it leads to -1.2, the next one to 1.44, and so on outwards. If every call in your "
        "own trials names a rate, the default is never used, and the slip stays where it is. Programs that others "
        "write may rely on it, with weights that a tenfold step would ruin."
    ),
)
class DefaultOfRate(SGD):
    def __init__(self, learning_rate=0.1):
        super().__init__(learning_rate)


@misconception(
    "one-array-for-all-results",
    "Adam",
    title="Every update of Adam writes its result into one and the same array",
    hint=(
        "Keep the results of two updates under two names, and print the first again after the second. Has it changed? "
        "Then ask whose array it is, and who has written into it since. In short: `row = np.zeros(2)`, and twice, for "
        "k = 1 and k = 2, `row[:] = k` and `pages.append(row)`. Both pages show 2, because the list holds one array "
        "twice. With np.full(2, k) in place of the row, the pages show 1 and 2. Reusing memory saves a little time, "
        "but a caller must be able to keep what was returned: the best weights so far, or a path to draw. A loop that "
        "only ever looks at the newest value sees right numbers."
    ),
)
class OneArray(Adam):
    def update(self, w, grad_wrt_w):
        moved = super().update(w, grad_wrt_w)
        if np.shape(getattr(self, "kept", None)) != moved.shape:
            self.kept = np.empty(moved.shape)
        self.kept[...] = moved
        return self.kept


def declare_for(kinds, id, make, title, hint, others=()):
    """Declares one mistake that is made in several classes, or in one of them alone, or in another of these ways."""
    for kind in kinds:
        misconception(id, kind.__name__, title=title, hint=hint)(make(kind))
    for other in others:
        for kind in kinds:
            misconception(id, kind.__name__, variant=other.__name__.replace("_", "-"))(other(kind))
    for way in (make, *others) if len(kinds) > 1 else ():
        for kind in kinds:
            name = f"{way.__name__.replace('_', '-')}-in-{kind.__name__.lower()}-alone"
            misconception(id, kind.__name__, variant=name)(way(kind))


def return_step(kind):
    class Step(kind):
        def update(self, w, grad_wrt_w):
            return super().update(np.zeros(np.shape(w)), grad_wrt_w)

    return Step


def return_step_to_subtract(kind):
    class Step(kind):
        def update(self, w, grad_wrt_w):
            return -super().update(np.zeros(np.shape(w)), grad_wrt_w)

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
    (
        "A layer stores as its parameter whatever update returns. What does your update return when the gradient is "
        "zero? Nothing should move then, so the answer must be the parameter itself. Compare with an account: there "
        "are 50 in it, and 5 are taken out. The new balance is 45; the movement is 5, or -5. Which of the two kinds "
        "of number do you hand back? If the bank wrote the movement where the balance belongs, 45 would be gone. In "
        "the same way all weights are replaced by something tiny, and the outputs of the network collapse after one "
        "step. A parameter that starts at zero, as a bias does, has an update equal to its step, so there the first "
        "call looks right."
    ),
    [return_step_to_subtract],
)
declare_for(
    EVERY,
    "update-returns-nothing",
    return_nothing,
    "update computes the new parameter and returns nothing",
    (
        "A layer stores what update returns. What is that in your class? Put the result of a call into a variable and "
        "look at its type. Python's own lists have a method that works and hands nothing back: after `a = [2, 1]` and "
        "`b = a.sort()`, a is [1, 2] and b is None. The function `sorted([2, 1])`, in contrast, gives the new list to "
        "its caller. Assigning to the argument's name inside your method does not reach the caller either, since that "
        "name ends with the method. The layer would then hold None in place of its weights, and the error comes up in "
        "its next forward pass, in a line that is right. Which statement ends your update, and does each branch reach "
        "it?"
    ),
)
declare_for(
    EVERY,
    "first-rate-kept",
    keep_first_rate,
    "A learning rate that is assigned later has no effect",
    (
        "People lower the learning rate while they train, by assigning to the attribute of that name. Which name does "
        "your update read, and when was its value stored? Suppose a class whose constructor says `self.pace = speed`, "
        "and a car made with 30. After `car.speed = 50` the pace is still 30. Python makes a new attribute without a "
        "word, and nobody looks at it. The same comes of a product with the rate that is computed once and kept, or "
        "of a value stored by the first call. Halve the rate of your object between two updates: is the next step "
        "half as long as it would have been? In a run with one rate from beginning to end there is no difference."
    ),
)
declare_for(
    [Momentum],
    "momentum-in-place",
    write_into_w,
    "Momentum changes the caller's w",
    (
        "The caller may still need the old parameter when your Momentum is done. Is it the same as before the call? "
        "Compare it with a copy that you made earlier. A list behaves like this too: after `prices = [3, 4]` and "
        "`kept = prices`, the assignment `kept[0] = 9` changes prices to [9, 4], while `kept = [9, 4]` leaves prices "
        "as they were. Writing into the velocity is your own affair, as your object made that array; writing into an "
        "argument is not. The returned numbers are right, which is why a plot of the loss shows nothing. It hurts "
        "whoever computes how far the parameter went: new minus old is zero everywhere. Which of your lines has the "
        "argument on its left-hand side?"
    ),
)
declare_for(
    [RMSprop],
    "rmsprop-in-place",
    write_into_w,
    "RMSprop changes the caller's w",
    (
        "Does RMSprop hand back a fresh array, or the one that came in? Ask `result is w` after a call. Plain numbers "
        "hide the difference: after a = 5, b = a and a += 1, b is still 5. With a = np.zeros(2) and the same two "
        "steps, b shows ones, as an array is changed where it lies. Spelled out as a = a + 1, b keeps its zeros. So a "
        "habit that was harmless with a single number becomes a side effect with an array, and a trial with a float "
        "passes. Two layers that share a weight, or a test that compares before with after, would see the parameter "
        "move behind their backs. Look for operators that end in an equals sign, and for square brackets on the left."
    ),
)
declare_for(
    [Adam],
    "adam-in-place",
    write_into_w,
    "Adam changes the caller's w",
    (
        "Look at the last lines of your Adam: do they build a new array, or fill the old one? Suppose `a = "
        "np.arange(4.0)` and `part = a[:2]`. After `part *= 0` the first two numbers of a are 0 as well, since part "
        "is a window on the same memory. After `part = part * 0` instead, a still begins with 0, 1 and its sum is 6 "
        "as before, not 5. Code that keeps the best weights of a run by name only would find them replaced by the "
        "latest. Speed is the usual reason for writing in place, and here it costs the caller a parameter. Averages "
        "that belong to your object may be overwritten; may something that was lent to you?"
    ),
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


@misconception(
    "momentum-climbs",
    "Momentum",
    title="Momentum steps along its velocity instead of against it",
    hint=(
        "Which way does your Momentum go? Minimise x² by hand, from x = 1 with a rate of 0.1: the gradient is 2, the "
        "velocity 2, and x should become 0.8. Does yours become 1.2? Books write this rule in two ways. In one the "
        "velocity gathers gradients and is subtracted; in the other it gathers them with a minus and is added. Each "
        "is right by itself, and a line from one with a line from the other walks uphill. A ball that rolls up a "
        "slope and gets faster has never been seen, but two signs that meet do it. The loss then grows with every "
        "step, sooner than it would with plain descent, since speed is gathered too. Only where the gradient is 0 "
        "does it make no difference. How many minus signs lie between the gradient and the new parameter in your "
        "class?"
    ),
)
class MomentumClimbs(Momentum):
    def update(self, w, grad_wrt_w):
        return 2 * w - super().update(w, grad_wrt_w)


@misconception(
    "adam-climbs",
    "Adam",
    title="Adam steps along its average instead of against it",
    hint=(
        "Let your Adam make one step from w = 3 with a gradient of 10 and a rate of 0.5. The first step has the "
        "length of the rate, so the answer is near 2.5. Is it near 3.5? The gradient points where the loss grows; "
        "whoever wants it smaller goes the other way. Adam has so many parts that the last line is easily written in "
        "a hurry, and a plus is not seen in a long fraction. Divide the result into size and direction: the size may "
        "be right to the last digit, with both corrections and with eps, while the direction is that of someone who "
        "follows the arrow to the summit in order to reach the valley. A gradient of zero leaves everything in its "
        "place under either sign. In training the loss rises steadily and never jumps. What stands between w and the "
        "rate?"
    ),
)
class AdamClimbs(Adam):
    def update(self, w, grad_wrt_w):
        return 2 * w - super().update(w, grad_wrt_w)


@misconception(
    "adam-eps-left-out",
    "Adam",
    title="Adam has no eps",
    hint=(
        "Give your Adam a first gradient of zeros. Are all elements of the result numbers? An average of zeros is 0, "
        "its root is 0, and 0 / 0 is nan, which then spreads through all layers. The small number under the fraction "
        "is there for that, so `0 / (0 + 1e-8)` is a plain 0. Pixels that are black in all pictures produce such "
        "gradients for their weights, from the first batch on. Make eps large to see where it acts: for a root of 3 "
        "and an eps of 1, the quotient of 8 is 2 and not 2.67. An umbrella weighs little and is left at home on most "
        "days. With ordinary gradients and an ordinary eps the result agrees in seven digits, so examples on paper "
        "pass. It may be stored by your constructor, and nobody reads it. Which line of update contains the "
        "attribute?"
    ),
)
class AdamEpsLeftOut(Adam):
    def update(self, w, grad_wrt_w):
        self.eps = 0.0
        with np.errstate(invalid="ignore"):
            return super().update(w, grad_wrt_w)


@misconception(
    "adam-root-left-out",
    "Adam",
    title="Adam divides by the average of g² without a root",
    hint=(
        "How long is your Adam's first step for a gradient of 4, and how long for one of 40? Both should have the "
        "length of the learning rate, because 4 is divided by the root of 16 and 40 by the root of 1600. Without the "
        "root, 4 / 16 is 0.25 and 40 / 1600 is 0.025: the steeper the slope, the shorter the step. The root turns the "
        "mean of squares back into something as large as a gradient, in the same unit, so that the quotient has none. "
        "Somebody who divides metres by square metres gets no number of steps. For gradients of size 1 square and "
        "root do nothing, and an example of ones looks perfect. Small gradients, as they come late in training, would "
        "be blown up: 0.01 leads to a quotient of 100. Does your denominator grow tenfold or a hundredfold if all "
        "gradients become ten times as large?"
    ),
)
class AdamRootLeftOut(Adam):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        mean_hat = self.mean / (1 - self.b1**self.steps)
        mean_square_hat = self.mean_square / (1 - self.b2**self.steps)
        return w - self.learning_rate * mean_hat / (mean_square_hat + self.eps)


@misconception(
    "only-the-squares-corrected",
    "Adam",
    title="Adam corrects the average of g² but not that of g",
    hint=(
        "Both averages of Adam begin at 0, and both are too small at first. Which of them do you correct? With the "
        "usual b1 of 0.9 the first m is a tenth of the gradient: 0.7 for a gradient of 7. The corrected v gives back "
        "49, whose root is 7, so without the other correction a first step has a tenth of the length it should have. "
        "A scale that is set to zero on one pan only weighs badly. After 50 updates 0.9 to the 50th is about 0.005, "
        "and the two averages hardly need their correction any more, which is why long runs look alike. Print the "
        "quotient of m_hat and m after the first update: which number do you expect for b1 = 0.75? It is 4, since a "
        "quarter was taken in. Is a name with hat used in the last line, or the one without?"
    ),
)
class OnlySquaresCorrected(Adam):
    def update(self, w, grad_wrt_w):
        super().update(w, grad_wrt_w)
        mean_square_hat = self.mean_square / (1 - self.b2**self.steps)
        return w - self.learning_rate * self.mean / (np.sqrt(mean_square_hat) + self.eps)


@misconception(
    "squares-unweighted-in-adam",
    "Adam",
    title="Adam adds the whole new square to the faded average v",
    hint=(
        "Feed your Adam the same gradient, 3, again and again. An average of nines is 9. What does your corrected v "
        "say? With b2 = 0.9 and without the factor before the new square it is 90, ten times too much. Weights of an "
        "average have to add up to one: what the past loses, the present gets, 0.9 and 0.1. With 0.9 and 1 the jug is "
        "filled faster than it leaks. The line for m stands right above and has both factors; perhaps the second one "
        "was forgotten when it was copied. As the root is taken, all steps come out about 3 times too short for this "
        "b2, and far shorter for the usual one, and training creeps along as if the rate were tiny. Its direction is "
        "right, which makes the mistake hard to see. If b2 is 0, the two agree. What do the factors in your second "
        "line add up to?"
    ),
)
class SquaresUnweightedInAdam(Adam):
    def update(self, w, grad_wrt_w):
        before = 0 if self.mean_square is None else self.mean_square
        super().update(w, grad_wrt_w)
        self.mean_square = self.b2 * before + grad_wrt_w**2
        mean_hat = self.mean / (1 - self.b1**self.steps)
        mean_square_hat = self.mean_square / (1 - self.b2**self.steps)
        return w - self.learning_rate * mean_hat / (np.sqrt(mean_square_hat) + self.eps)


@misconception(
    "step-counter-shared-by-the-class",
    "Adam",
    title="All Adam objects count their steps together",
    hint=(
        "Make two Adam objects and let the first make three steps. Which number does the second one's first step "
        "have? It should be 1. A counter that stands in the class and not in the object is one counter for all: with "
        "`class Till: sold = 0` and a method that says `Till.sold += 1`, two tills that sell one thing each both show "
        "2. With `self.sold += 1` each shows 1, as the assignment makes an attribute of its own. Each layer has two "
        "parameters with an optimizer each, so a network of five layers counts to 10 in one batch. The corrections "
        "then believe that the averages have long settled, divide by nearly 1, and first steps come out far too "
        "short. A test with a single object sees nothing. Three people who cross off days on one calendar think that "
        "the week is over on Wednesday. Before which name do you write the dot?"
    ),
)
class StepCounterShared(Adam):
    count = 0

    def update(self, w, grad_wrt_w):
        self.steps = StepCounterShared.count
        StepCounterShared.count += 1
        return super().update(w, grad_wrt_w)


@misconception("step-counter-shared-by-the-class", "Adam", variant="set-back-by-each-new-object")
class StepCounterSharedUntilTheNext(Adam):
    count = 0

    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        super().__init__(learning_rate, b1, b2, eps)
        StepCounterSharedUntilTheNext.count = 0

    def update(self, w, grad_wrt_w):
        self.steps = StepCounterSharedUntilTheNext.count
        StepCounterSharedUntilTheNext.count += 1
        return super().update(w, grad_wrt_w)


@misconception(
    "rmsprop-default-of-the-rate",
    "RMSprop",
    title="The default of RMSprop's learning rate is not that of the stub",
    hint=(
        "Make an RMSprop without arguments and print its learning rate. Does the number agree with the stub's def "
        "line? Libraries differ here: some begin with a hundredth and some with a thousandth, and all call it the "
        "usual value. Because RMSprop divides by the size of the gradient, the rate is nearly the length of a step, "
        "so ten times the rate is a walk in strides ten times as long. From w = 1, fifty steps of a hundredth could "
        "lead to 0.5, and fifty of a thousandth to 0.95 only. The number in a def line is part of what a class "
        "promises, just like a price on a menu: whoever orders without asking pays what is written there. Calls that "
        "give a rate do not see it, and your own trials probably gave one. Where does your value come from, from the "
        "stub or from memory?"
    ),
)
class RMSpropDefaultOfRate(RMSprop):
    def __init__(self, learning_rate=0.01, rho=0.9, eps=1e-8):
        super().__init__(learning_rate, rho, eps)


@misconception(
    "rmsprop-default-of-rho",
    "RMSprop",
    title="The default of rho is not that of the stub",
    hint=(
        "Which rho has an RMSprop that is made without one, and which does the stub show? One widespread library has "
        "another usual value than the paper and this course. The number decides how far back the average looks: about "
        "1 / (1 - rho) updates, that is 10 for 0.9, 100 for 0.99 and 4 for 0.75. It also decides the first step, "
        "since the average has taken in only 1 - rho of the first square: for 0.75 a quarter, so the root is half of "
        "the gradient and the step twice the rate. For another rho the first steps have another length, and no error "
        "tells you so. Somebody who borrows a recipe's list from one book and its method from another gets a cake, "
        "but not the one in the picture. Runs that pass rho agree. Did you type the def line anew?"
    ),
)
class RMSpropDefaultOfRho(RMSprop):
    def __init__(self, learning_rate=0.001, rho=0.99, eps=1e-8):
        super().__init__(learning_rate, rho, eps)


@misconception(
    "adam-default-of-eps",
    "Adam",
    title="The default of Adam's eps is not that of the stub",
    hint=(
        "Count the zeros in the eps of your Adam's def line, and in the stub's. Is one missing? In one well-known "
        "library the usual value is ten times that of the paper. It seems to be too small to matter, and for "
        "gradients near 1 it is. But take a gradient as small as 1e-6: the root is 1e-6 as well, an eps of 1e-7 makes "
        "the denominator 1.1e-6, and the step is shortened by 9 percent; with a tenth of that eps it is 1 percent. "
        "Weights deep in a network, or late in a training, meet such gradients all the time. A postage scale and a "
        "truck scale both show a kilogram correctly. A trial with random numbers around 1 gives equal results in six "
        "digits, so it cannot tell the two apart. What kind of gradient would you choose to see your eps?"
    ),
)
class AdamDefaultOfEps(Adam):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-7):
        super().__init__(learning_rate, b1, b2, eps)


@misconception(
    "adam-default-of-the-rate",
    "Adam",
    title="The default of Adam's learning rate is not that of the stub",
    hint=(
        "How far does an Adam that was made without arguments move w in its first step? By its learning rate, "
        "whatever the gradient is; so you can read the default off a result. Take w = 0 and a gradient of 5, and look "
        "at the size of the answer. Then look at the def line of the stub. The four classes of this file do not all "
        "have one default: plain descent and Momentum multiply the gradient itself, the other two a quotient of about "
        "1, and so their usual rates are smaller. Copying a def line from the class above brings its number along. A "
        "gardener who waters each plant as much as the cactus loses some of them. With a rate ten times too large "
        "Adam often trains at first and then dances around its goal. Does each def line agree with its stub?"
    ),
)
class AdamDefaultOfRate(Adam):
    def __init__(self, learning_rate=0.01, b1=0.9, b2=0.999, eps=1e-8):
        super().__init__(learning_rate, b1, b2, eps)


def change_default(kind, parameter, value):
    class OtherDefault(kind):
        def __init__(self, *args, **kwargs):
            given = inspect.signature(kind).bind(*args, **kwargs).arguments
            super().__init__(**{parameter: value, **given})

    return OtherDefault


for kind, id, parameter, values in (
    (SGD, "default-of-the-rate", "learning_rate", (0.0001, 0.001, 0.02, 0.05, 0.5, 1.0)),
    (RMSprop, "rmsprop-default-of-the-rate", "learning_rate", (0.0001, 0.0005, 0.002, 0.005, 0.05, 0.1)),
    (RMSprop, "rmsprop-default-of-rho", "rho", (0.5, 0.8, 0.95, 0.999)),
    (RMSprop, "default-of-eps", "eps", (0.0, 1e-12, 1e-10, 1e-9, 1e-7, 1e-5, 1e-4, 1e-3)),
    (Adam, "adam-default-of-the-rate", "learning_rate", (0.0001, 0.0003, 0.0005, 0.002, 0.005, 0.05, 0.1)),
    (Adam, "default-of-b2", "b2", (0.9, 0.95, 0.98)),
    (Adam, "adam-default-of-eps", "eps", (0.0, 1e-12, 1e-10, 1e-9, 1e-6, 1e-5, 1e-4, 1e-3)),
):
    for value in values:
        misconception(id, kind.__name__, variant=f"{value:g}".replace(".", "-"))(change_default(kind, parameter, value))
