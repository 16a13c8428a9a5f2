"""What people get wrong in `differentiable_functions`. Each class is the reference's with one mistake."""

import itertools

import numpy as np
from differentiable_functions import Identity, ReLU, Sigmoid, Tanh

from grader.misconceptions import misconception


@misconception(
    "sigmoid-mirrored",
    "Sigmoid",
    title="Sigmoid falls instead of rising",
    hint=(
        "What should Sigmoid be for a large positive z, near 0 or near 1, and what does yours say? Ask it for -5 and "
        "5 and see which answer is larger. The curve climbs from left to right, like the odds of rain with the "
        "clouds. In small: exp(-3) is about 0.05 and exp(3) about 20; one over one plus the first is near 1, one over "
        "one plus the second near 0. So everything hangs on one sign in the exponent. At z = 0 both curves pass "
        "through the same point, a half, and a trial with zeros cannot tell them apart. Both stay between 0 and 1, "
        "and a network even trains with the mirrored one, since weights can change their sign; only yes and no have "
        "traded places for whoever brings his own weights. Which sign does your exponent have?"
    ),
)
class SigmoidMirrored(Sigmoid):
    def function(self, z):
        return 1 / (1 + np.exp(np.clip(z, -700, 700)))


@misconception("sigmoid-mirrored", "Sigmoid", variant="not-a-number-on-the-left")
class SigmoidMirroredNan(Sigmoid):
    def function(self, z):
        with np.errstate(all="ignore"):
            return np.exp(-z) / (1 + np.exp(-z))

    def derivative(self, z):
        return super().function(z) * super().function(-z)


@misconception("sigmoid-mirrored", "Sigmoid", variant="with-its-slope")
class SigmoidMirroredWithSlope(SigmoidMirrored):
    def derivative(self, z):
        return -super().derivative(z)


@misconception(
    "sigmoid-overflows",
    "Sigmoid",
    title="Sigmoid is not a number for large z",
    hint=(
        "How large is your exponential when z is 1000? Ask np.exp(1000): inf, with a warning. And what is the "
        "quotient of two infinite numbers: np.inf / np.inf is nan, not a number. Yet the wanted value is no mystery, "
        "it is 1 to all digits. In small, with a machine that ends at 999: 1000 / 1001 cannot be written there, but 1 "
        "/ 1.001 can, and both mean the same. So look for a way to write your quotient in which the exponential never "
        "gets large: which sign may its exponent have, for positive z and for negative z? For z up to about 700 "
        "everything is fine, so small examples pass. A single nan in a batch spreads through all sums behind it, and "
        "the loss is nan from then on."
    ),
)
class SigmoidOverflows(Sigmoid):
    def function(self, z):
        with np.errstate(all="ignore"):
            return np.exp(z) / (1 + np.exp(z))


@misconception("sigmoid-overflows", "Sigmoid", variant="slope-apart")
class SigmoidOverflowsSlopeApart(SigmoidOverflows):
    def derivative(self, z):
        return Sigmoid.function(self, z) * Sigmoid.function(self, -z)


@misconception("sigmoid-overflows", "Sigmoid", variant="on-the-left")
class SigmoidOverflowsLeft(Sigmoid):
    def function(self, z):
        with np.errstate(all="ignore"):
            return 1 - np.exp(-z) / (1 + np.exp(-z))


@misconception("sigmoid-overflows", "Sigmoid", variant="on-the-left-slope-apart")
class SigmoidOverflowsLeftSlopeApart(SigmoidOverflowsLeft):
    def derivative(self, z):
        return Sigmoid.function(self, z) * Sigmoid.function(self, -z)


@misconception(
    "sigmoid-derivative-overflows",
    "Sigmoid",
    title="Sigmoid's derivative is not a number for large z",
    hint=(
        "Your curve is fine at 1000 and at -1000; is its slope? Print both answers of derivative. A fraction whose "
        "numerator and denominator are both infinite is nan, and a square in the denominator makes it infinite twice "
        "as soon. Is there an exponential in derivative that function has tamed already? Whoever owns a good scale "
        "need not build a second one for the same sack of flour. In small: with `big = np.exp(800.0)`, which is inf, "
        "the line big / (1 + big) ** 2 gives nan, though the quotient ought to be hardly more than nothing. So far "
        "from the middle the curve is flat, and the slope is no mystery. Everything up to a z of some hundreds comes "
        "out right to the last digit, and a plot shows no gap. Which value in the formula of the table do you have "
        "already?"
    ),
)
class SigmoidDerivativeOverflows(Sigmoid):
    def derivative(self, z):
        with np.errstate(all="ignore"):
            return np.exp(-z) / (1 + np.exp(-z)) ** 2


@misconception("sigmoid-derivative-overflows", "Sigmoid", variant="on-the-right")
class SigmoidDerivativeOverflowsRight(Sigmoid):
    def derivative(self, z):
        with np.errstate(all="ignore"):
            return np.exp(z) / (1 + np.exp(z)) ** 2


@misconception(
    "tanh-overflows",
    "Tanh",
    title="Tanh is not a number for large z",
    hint=(
        "Ask your Tanh for 1000 and for -1000. Are both answers numbers? Each of your exponentials leaves the range "
        "at about 710: np.exp(710) is inf, and so are a sum and a difference that contain it. Then np.inf / np.inf is "
        "nan, although the curve is as flat as can be out there. In small: think of (a - b) / (a + b) with a = 10 and "
        "b = 0.1, which is about 0.98; dividing everything by a gives (1 - 0.01) / (1 + 0.01), the same, with no "
        "large number in it. Or is the function in numpy already? Moderate z are right to the last digit, and a "
        "warning on the way is easily overlooked. In a network whose weights have grown, one nan is enough to ruin "
        "all parameters in the next step."
    ),
)
class TanhOverflows(Tanh):
    def function(self, z):
        with np.errstate(all="ignore"):
            return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@misconception("tanh-overflows", "Tanh", variant="slope-apart")
class TanhOverflowsSlopeApart(TanhOverflows):
    def derivative(self, z):
        return 1 - np.tanh(z) ** 2


@misconception("tanh-overflows", "Tanh", variant="on-the-right")
class TanhOverflowsRight(Tanh):
    def function(self, z):
        with np.errstate(all="ignore"):
            return (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1)


@misconception("tanh-overflows", "Tanh", variant="on-the-right-slope-apart")
class TanhOverflowsRightSlopeApart(TanhOverflowsRight):
    def derivative(self, z):
        return 1 - np.tanh(z) ** 2


@misconception("tanh-overflows", "Tanh", variant="on-the-left")
class TanhOverflowsLeft(Tanh):
    def function(self, z):
        with np.errstate(all="ignore"):
            return (1 - np.exp(-2 * z)) / (1 + np.exp(-2 * z))


@misconception("tanh-overflows", "Tanh", variant="on-the-left-slope-apart")
class TanhOverflowsLeftSlopeApart(TanhOverflowsLeft):
    def derivative(self, z):
        return 1 - np.tanh(z) ** 2


@misconception(
    "tanh-derivative-overflows",
    "Tanh",
    title="Tanh's derivative is not a number for large z",
    hint=(
        "At 1000 the curve lies level, and your function knows it. What does derivative answer there? If it is nan, "
        "it computes the value a second time, by exponentials of its own, and those end near 710: `np.exp(800.0) - "
        "np.exp(-800.0)` is inf, and inf divided by inf has no value at all. A ruler of 30 centimetres cannot measure "
        "a house, but somebody in the family has a tape. In small: a class with a careful method `age` and a second "
        "method that works the age out anew from the year, and forgets leap years, gives two answers to one question. "
        "For z of some tens nobody can see it, and differences of your function fit. Could the slope be had from a "
        "value that is right already?"
    ),
)
class TanhDerivativeOverflows(Tanh):
    def derivative(self, z):
        with np.errstate(all="ignore"):
            return 1 - ((np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))) ** 2


@misconception(
    "sigmoid-derivative-of-the-value",
    "Sigmoid",
    title="Sigmoid's derivative takes its argument for the function's value",
    hint=(
        "The formula s(1 - s) is about the value s. What is it that your derivative is given: the value, or the "
        "input? Ask it for 3. Sigmoid rises everywhere, so no slope can be negative; 3 · (1 - 3) is -6. A slope also "
        "has its place: how steep the road is at kilometre 3 is another question than how steep it is at a height of "
        "3 metres. In small: the square of x has the slope 2x; at x = 5 the value is 25, and the slope is 10, not 50. "
        "In many programs derivative is called with what function returned, and there your line is right. The "
        "statement has fixed the other habit. For z between 0 and 1 your answers even look sensible. Which step lies "
        "between the argument and s?"
    ),
)
class SigmoidDerivativeOfValue(Sigmoid):
    def derivative(self, z):
        return z * (1 - z)


@misconception(
    "tanh-derivative-of-the-value",
    "Tanh",
    title="Tanh's derivative takes its argument for the function's value",
    hint=(
        "Ask your derivative for z = 10. The curve is flat there, so the slope should be nearly 0; 1 - 10² is -99. "
        "Can a rising curve have such a slope? In the formula the letter t stands for a height on the curve, which "
        "lies between -1 and 1, and the argument of derivative is a place under the curve. What has to happen to the "
        'place before the formula can use it? In small: a table says "at a speed of v the fuel is such and such"; '
        "whoever looks it up under the number of minutes driven reads nonsense from a correct table. Close to 0 value "
        "and input are nearly equal, 0.1 and about 0.0997, so small inputs hide the mistake. Differences of your own "
        "function, at z = 2 for example, bring it out."
    ),
)
class TanhDerivativeOfValue(Tanh):
    def derivative(self, z):
        return 1 - z**2


@misconception(
    "sigmoid-derivative-is-sigmoid",
    "Sigmoid",
    title="Sigmoid's derivative returns the value instead of the slope",
    hint=(
        "Far out on the right Sigmoid hardly changes any more. How steep is it there, and what does your derivative "
        "say about z = 10? A slope tells by how much the function grows for each step to the right. In small: take a "
        "hill that is 800 metres high and flat on its top; the height is 800, the slope 0. Now measure with your own "
        "function: its value at 10.01 minus that at 10, divided by 0.01. Is that close to what derivative answers? "
        "Handing back the height gives numbers between 0 and 1, as one expects, so nothing looks strange at a glance. "
        "Training goes on too, with too large gradients everywhere, most of all where units are sure of themselves "
        "and should hardly move."
    ),
)
class SigmoidDerivativeIsSigmoid(Sigmoid):
    def derivative(self, z):
        return self.function(z)


@misconception(
    "sigmoid-derivative-remembers",
    "Sigmoid",
    title="Sigmoid's derivative uses the value of the last call",
    hint=(
        "Somebody may ask for the derivative at another array than the last one. What does yours look at: its "
        "argument, or something that function has left behind? Call function with zeros of shape (2,), then "
        "derivative with three numbers. Are three slopes returned? A clerk who answers each new letter with the file "
        "that still lies open on his desk is right as long as the letters come in order. In small: a class whose "
        "first method does `self.last = x`, and whose second, double(y), does `return self.last * 2`, answers "
        "double(3) with the double of whatever came before. Two layers that share one object are enough to break it: "
        "both run forward, then the second asks back, then the first, and one of them gets the other's slopes. In "
        "which line does your derivative read its argument?"
    ),
)
class SigmoidDerivativeRemembers(Sigmoid):
    last = None

    def function(self, z):
        self.last = super().function(z)
        return self.last

    def derivative(self, z):
        s = super().function(z) if self.last is None else self.last
        return s * (1 - s)


@misconception("sigmoid-derivative-remembers", "Sigmoid", variant="nothing-before-function")
class SigmoidDerivativeRemembersOnly(SigmoidDerivativeRemembers):
    def derivative(self, z):
        if self.last is None:
            raise AttributeError("'Sigmoid' object has no attribute 'last'")
        return super().derivative(z)


@misconception("sigmoid-derivative-remembers", "Sigmoid", variant="none-before-function")
class SigmoidDerivativeRemembersNone(SigmoidDerivativeRemembers):
    def derivative(self, z):
        return self.last * (1 - self.last)


@misconception("sigmoid-derivative-remembers", "Sigmoid", variant="zero-before-function")
class SigmoidDerivativeRemembersZero(SigmoidDerivativeRemembersNone):
    last = 0.0


@misconception(
    "tanh-derivative-not-squared",
    "Tanh",
    title="Tanh's derivative is 1 - t",
    hint=(
        "The slope of Tanh is the same at z and at -z: sketch the curve and look at it in a mirror. Is yours the same "
        "at both? Try 2 and -2. A number t near -1 gives 1 - t near 2, and the curve is nowhere as steep as that; the "
        "steepest place is in the middle. In small: which of the two expressions treats 0.5 and -0.5 alike, 1 - t or "
        "one in which the sign of t gets lost? 1 - 0.5 is 0.5 and 1 + 0.5 is 1.5. At z = 0 the answer is right, for t "
        "is 0 there, and far to the right it goes to 0 as it should. So only the left half betrays it: units that are "
        'surely "no" would get the largest gradients of all.'
    ),
)
class TanhDerivativeNotSquared(Tanh):
    def derivative(self, z):
        return 1 - np.tanh(z)


@misconception(
    "tanh-of-half",
    "Tanh",
    title="Tanh is a stretched Sigmoid of z itself",
    hint=(
        "How steep is your curve at 0? Measure: the value at 0.001 divided by 0.001 should be about 1; is it half of "
        "that? Tanh and Sigmoid are relatives. A Sigmoid that is stretched upwards to twice its height and moved down "
        "by 1 runs from -1 to 1, like Tanh. But is it as wide? Compare the two formulas of the statement, with 1 read "
        "as exp(0): how far apart are the two exponents within each of them? In small: f(x) and f(3x) pass through "
        "the same heights, only the second does so three times sooner. The ends are right in your version, the middle "
        "too, and the shape looks like the real one on every plot without a scale. The derivative that belongs to the "
        "real Tanh then does not fit your function."
    ),
)
class TanhOfHalf(Tanh):
    def function(self, z):
        return np.tanh(z / 2)


@misconception("tanh-of-half", "Tanh", variant="slope-of-the-real-one")
class TanhOfHalfSlopeApart(TanhOfHalf):
    def derivative(self, z):
        return 1 - np.tanh(z) ** 2


@misconception(
    "relu-leaks",
    "ReLU",
    title="ReLU lets a little of the negative numbers through",
    hint=(
        "Ask your ReLU for -100. What comes out: nothing at all, or a small negative number? There is a relative that "
        "lets a hundredth through on the left, so that units which are off still get some gradient. It is useful, it "
        "looks alike on a plot, and it has another name. In small: a valve that is closed and one that drips both "
        "look closed from far; put a bucket below them for a night, and there is a difference. For inputs like -0.3 a "
        "table with two digits prints -0.00, which is easily taken for zero; look at the sign there. Which of the two "
        "does the statement's table ask for? Positive inputs are right. The derivative of the plain one says 0 on the "
        "left, so forward and backward would not belong together."
    ),
)
class ReluLeaks(ReLU):
    def function(self, z):
        return np.where(z > 0, z, 0.01 * z)


for leak in (0.001, 0.02, 0.05, 0.1, 0.2, 0.3):

    @misconception("relu-leaks", "ReLU", variant=f"{leak:g}".replace(".", "-"))
    class ReluLeaksMore(ReLU):
        leak = leak

        def function(self, z):
            return np.where(z > 0, z, self.leak * z)


@misconception(
    "relu-derivative-leaks",
    "ReLU",
    title="ReLU's derivative has a small slope on the left",
    hint=(
        "To the left of 0 ReLU lies flat. How steep is a flat line, and how steep does your derivative say that it "
        "is? Measure with your own function: its value at -3.001 and at -3, subtracted and divided by the distance. "
        "In small: a lake has the slope 0, at every place, even if a bit of current would be welcome to the swimmer. "
        "A small slope on the left belongs to a relative of ReLU whose function lets a little through there as well; "
        "derivative and function have to be a pair. With yours, a gradient of 1000 that meets a unit which is off "
        "sends 10 to the layers before it, through a unit that had no influence at all. Small gradients hide this in "
        "the third digit. Which number stands in your code for the left side?"
    ),
)
class ReluDerivativeLeaks(ReLU):
    def derivative(self, z):
        return np.where(z > 0, 1.0, 0.01)


for leak, at_zero in itertools.product((0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3), ("left", "right")):
    if (leak, at_zero) != (0.01, "left"):

        @misconception("relu-derivative-leaks", "ReLU", variant=f"{leak:g}-zero-{at_zero}".replace(".", "-"))
        class ReluDerivativeLeaksMore(ReLU):
            leak, at_zero = leak, at_zero

            def derivative(self, z):
                return np.where(z > 0 if self.at_zero == "left" else z >= 0, 1.0, self.leak)


@misconception(
    "relu-reuses-its-array",
    "ReLU",
    title="ReLU fills one array again and again",
    hint=(
        "One object serves many layers. What becomes of the array that the first caller was given when the second one "
        "calls? Keep two results of equal shape and ask `first is second`. In small: `sheet = np.zeros(2)`, then `a = "
        "sheet`, `sheet[:] = 5`, and a is 5, 5, though nobody has spoken of a. A cloakroom with one hook that is used "
        "for every coat is quick, until two guests come at once. An `out=` or an assignment to all elements of a "
        "stored array works in this manner. In a network the first layer's output is kept for backward; here the "
        "second layer writes over it, and gradients are computed from numbers that belong elsewhere. With one layer "
        "nothing happens; another width gets a new array, or does not fit. Where does your result come into being?"
    ),
)
class ReluReusesArray(ReLU):
    values = None

    def function(self, z):
        if self.values is None or self.values.shape != z.shape:
            self.values = np.zeros_like(z)
        return np.maximum(z, 0, out=self.values)


@misconception("relu-reuses-its-array", "ReLU", variant="of-the-first-shape")
class ReluReusesFirstArray(ReLU):
    values = None

    def function(self, z):
        if self.values is None:
            self.values = np.zeros_like(z)
        return np.maximum(z, 0, out=self.values)


@misconception(
    "derivative-returns-nothing",
    "Tanh",
    title="Tanh's derivative is computed, or printed, and not returned",
    hint=(
        "What does `slope = Tanh().derivative(z)` put into slope? Print type(slope). A method that computes, or "
        "prints, and ends gives None to its caller. In small: `def area(a, b): print(a * b)` shows 12 for area(3, 4), "
        "but `area(3, 4) / 2` raises a TypeError, since None cannot be halved. A shout across the room is heard by "
        "you, who sits before the screen; the program that asked waits for a note in its hand. function can be right, "
        "and a look at the printed table finds each number as it should be. Then a layer multiplies its gradient by "
        "your answer, and the error message speaks of NoneType and of a line in another file. Which statement is "
        "missing, and does every path through the method reach one?"
    ),
)
class DerivativeReturnsNothing(Tanh):
    def derivative(self, z):
        super().derivative(z)


@misconception(
    "relu-writes-into-its-argument",
    "ReLU",
    title="ReLU writes into the caller's array",
    hint=(
        "The caller still needs z. Print the array that you handed in, before and after the call: are its negative "
        "numbers still there? An assignment with brackets on the left changes the array itself, whoever owns it. In "
        "small: `a = np.array([1, -2])`, `b = a`, `b[1] = 7`, and a is 1, 7 too, for a and b are two labels on one "
        "box. What your function returns is right, so a test that looks only at the result is content. But a layer "
        "keeps its z in order to ask for the slope later, and your function has wiped out where z was negative. For "
        "ReLU itself the damage can stay unseen; with another activation that shares the same z, all slopes on the "
        "left come out for 0 instead. How could the answer get a box of its own?"
    ),
)
class ReluWritesIntoArgument(ReLU):
    def function(self, z):
        z[z < 0] = 0
        return z


@misconception(
    "relu-derivative-writes-into-its-argument",
    "ReLU",
    title="ReLU's derivative writes into the caller's array",
    hint=(
        "Keep a copy of z, ask for the derivative, and compare. Does the array of the caller consist of ones and "
        "zeros now? Then your derivative uses it as writing paper. In small: with `marks = np.array([3, 8])`, the "
        "line `marks[marks > 5] = 1` turns marks into 3, 1 for good; `marks > 5` alone makes a new array and leaves "
        "marks in peace. Imagine a thermometer that has to be broken to be read. The first answer is right. Ask twice "
        "with the same array and you get the same ones and zeros again, so not even a repetition shows it. But a "
        "layer's stored z has become a mask; whoever computes the output anew from it finds 1 where there was 8. A "
        "further trap: with whole numbers the result is whole too. Where do your ones and zeros go?"
    ),
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
    hint=(
        "How steep is ReLU at z = 3? Is it steeper than at z = 1? Sketch it: a straight ramp to the right of 0. "
        "Measure with differences: (3.01 - 3) / 0.01 and (1.01 - 1) / 0.01, which are equal. In small: a staircase "
        "with equal steps is equally steep on the first floor and on the tenth, however high one stands. Your "
        "derivative seems to answer with the height. Try it with 50: is the answer 50? At z = 1 height and slope "
        "happen to agree, and on the left both are 0, so a trial with -1 and 1 proves nothing. In a network such "
        "gradients are multiplied by the activations of each layer, and a few layers further down they are enormous. "
        "Which of your two methods should look like which row of the table?"
    ),
)
class ReluDerivativeIsRelu(ReLU):
    def derivative(self, z):
        return np.maximum(0.0, z)


@misconception(
    "relu-derivative-sign",
    "ReLU",
    title="ReLU's derivative is -1 for negative numbers",
    hint=(
        "Which answers does your derivative give for -4, 0 and 4? np.sign says -1, 0, 1 for them. Now sketch ReLU and "
        "walk along it: on the far left, does the ground go down, up, or neither? A slope of -1 would mean that each "
        "step to the right loses as much height as it gains on the other side; that is the shape of a V. In small: a "
        "road that is level for 4 km and then climbs has not gone downhill before. Differences tell as well: your own "
        "function at -4 and at -3.99. For positive inputs the answer is right, which is half of all cases. On the "
        "other half gradients that should be stopped go on with their sign turned, and push weights in the wrong "
        "direction."
    ),
)
class ReluDerivativeSign(ReLU):
    def derivative(self, z):
        return np.sign(z)


@misconception("relu-derivative-sign", "ReLU", variant="one-at-zero")
class ReluDerivativeSignOne(ReLU):
    def derivative(self, z):
        return np.where(z >= 0, 1.0, -1.0)


@misconception("relu-derivative-sign", "ReLU", variant="minus-one-at-zero")
class ReluDerivativeSignMinusOne(ReLU):
    def derivative(self, z):
        return np.where(z > 0, 1.0, -1.0)


@misconception(
    "relu-absolute",
    "ReLU",
    title="ReLU returns the absolute value",
    hint=(
        "What becomes of a negative number in your function: does it lose its sign, or does it vanish? Ask for -3 and "
        "2. In small: a shop counts the sales of a day; a customer who brings back three shirts is either counted as "
        "0 sales or as 3, and the second makes the owner glad for the wrong reason. Sketch both curves: one is level "
        "on the left and rises on the right, the other is a V. They agree for every positive input and at 0, so a "
        "test without negative numbers cannot find the difference. As the statement has it, a unit can be switched "
        'off by a negative z. In yours it is never off: a strong "no" counts like a strong "yes".'
    ),
)
class ReluAbsolute(ReLU):
    def function(self, z):
        return np.abs(z)


@misconception(
    "identity-derivative-a-number",
    "Identity",
    title="Identity's derivative is one number instead of an array",
    hint=(
        "Which shape should derivative return when z has the shape (4, 3)? Print np.shape of your answer. A single "
        "number has the shape (), with no axes at all. Broadcasting makes up for that in many places: np.ones((2, 2)) "
        "* 7.0 works, and so the gradient of a layer comes out right. Others do not forgive: a loop over the rows "
        "raises a TypeError, and so does `5.0[0]`, while len(5.0) fails as well; a caller who stacks the slopes of "
        "several functions gets arrays of different shapes. A form with ten lines wants an entry in each, also where "
        'all entries are the same; "see above" in the first line is shorter and cannot be added up. The three other '
        "classes answer with arrays without any effort. What does numpy offer to make one like another?"
    ),
)
class IdentityDerivativeNumber(Identity):
    def derivative(self, z):
        return 1.0


@misconception("identity-derivative-a-number", "Identity", variant="whole")
class IdentityDerivativeWhole(Identity):
    def derivative(self, z):
        return 1


@misconception(
    "identity-derivative-is-z",
    "Identity",
    title="Identity's derivative returns z",
    hint=(
        "How steep is the line f(z) = z at z = 2, and at z = 100? Does it get steeper on its way? Measure: (2.5 - 2) "
        "/ (2.5 - 2) is the rise by the run, and 100 works the same way. Whoever says that the slope at 100 is 100 "
        "describes a curve that bends upwards, such as half of the square. In small: someone who walks at one and the "
        "same pace has gone far after 100 minutes, but he is not faster than after 2. The distance grows; the speed "
        "does not. At z = 1 both agree, so a trial with ones is no trial. In a layer without activation the gradient "
        "would be multiplied by z: it vanishes where z is 0, and turns around where z is negative. Which of the two "
        "is your method asked for?"
    ),
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


@misconception(
    "tanh-derivative-squares-the-difference",
    "Tanh",
    title="Tanh's derivative squares the whole difference",
    hint=(
        "What does the little 2 in the formula stand on: on one letter, or on everything before it? Read it aloud, "
        "and then count the brackets in your line. With plain numbers, 10 - 3² is 1 and (10 - 3)² is 49, so their "
        "place matters. Ask your derivative for -2 and for 2. The curve looks the same when it is turned by half a "
        "turn, so both slopes have to be equal, about 0.07. One that says nearly 4 on the left and 0.001 on the "
        "right describes another curve, and no slope of this one is above 1. At z = 0 both readings give 1, so a "
        "trial with zeros is content. Which of the two operations has to come first?"
    ),
)
class TanhDerivativeSquaresDifference(Tanh):
    def derivative(self, z):
        return (1 - np.tanh(z)) ** 2


@misconception(
    "sigmoid-derivative-keeps-its-first-call",
    "Sigmoid",
    title="Sigmoid's derivative goes on with the value of an earlier call, even of its own",
    hint=(
        "Make a new Sigmoid, ask for the derivative at 0 and then, without anything in between, at 5. Is the second "
        "answer 0.25 again? The slope at 5 is about 0.007. Somewhere your object has written a value down, and a "
        "later question is answered from that note. In small: `d = {}`, and a function that does "
        '`d.setdefault("area", a * b)` and returns the entry: it says 12 for 3 and 4, and 12 for 5 and 6 as well. '
        "Such a note saves one exponential, and it is right as long as everybody asks about the array that function "
        "was given last. With a fresh object for each question nothing goes wrong. On which argument does your "
        "answer really depend?"
    ),
)
class SigmoidDerivativeKeepsFirstCall(Sigmoid):
    last = None

    def function(self, z):
        self.last = super().function(z)
        return self.last

    def derivative(self, z):
        if self.last is None:
            self.function(z)
        return self.last * (1 - self.last)


@misconception("sigmoid-derivative-keeps-its-first-call", "Sigmoid", variant="of-its-own")
class SigmoidDerivativeKeepsOwnFirst(Sigmoid):
    slope = None

    def derivative(self, z):
        if self.slope is None:
            self.slope = super().derivative(z)
        return self.slope
