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


def step_bias_first(layer, accum_grad):
    """Updates both parameters rightly, first w0 and then W."""
    if layer.trainable:
        layer.w0 = layer.w0_opt.update(layer.w0, accum_grad.sum(axis=0, keepdims=True))
        layer.W = layer.W_opt.update(layer.W, layer.layer_input.T @ accum_grad)


@misconception(
    "updated-weights",
    "Dense",
    title="The input gradient uses the weights after the update",
    hint=(
        "The gradient you return belongs to the weights that produced the output. Which weights are in self.W "
        "when you compute it? Look at the order of the lines in backward_pass. One weight is enough for a trial: "
        "y = w · x with w = 3, and a gradient of 1 at y, so the gradient for x is 3. Suppose that the step makes "
        "w = 2. Whoever computes the gradient for x afterwards gets 2. The output that the loss has judged was "
        "made with 3. With a small learning rate the two weights may differ in the fourth digit only, so nothing "
        "shows in a table; with a large one, or a long training, the layers in front are moved by a network that "
        "did not exist when the loss was measured."
    ),
)
class UpdatedWeights(Dense):
    def backward_pass(self, accum_grad):
        step(self, accum_grad)
        return accum_grad @ self.W.T


@misconception(
    "shared-optimizer",
    "Dense",
    title="W and w0 share one optimizer object",
    hint=(
        "An optimizer can have a memory of its parameter. How many optimizer objects does your layer hold after "
        "initialize? Compare them with `is`: for `a = [1]`, `b = a`, the answer of `a is b` is True, and what is "
        "appended to one is in the other. Now a small optimizer that moves by the gradient plus half of its "
        "latest move. It sees a gradient of 8 for one parameter and moves by 8. Asked next for another parameter "
        "with a gradient of 2, it moves by 2 + 4 = 6; one that had never seen the first would move by 2. Simple "
        "gradient descent remembers nothing, so there one object does for both, and the mistake sleeps."
    ),
)
class SharedOptimizer(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.w0_opt = self.W_opt


@misconception("shared-optimizer", "Dense", variant="bias-first")
class SharedOptimizerBiasFirst(SharedOptimizer):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        step_bias_first(self, accum_grad)
        return input_grad


@misconception(
    "callers-optimizer",
    "Dense",
    title="The layer trains with the caller's own optimizer object",
    hint=(
        "Somebody may give the same optimizer to two layers. What does your layer store: the object it was given, "
        "or something made from it? A small test of the difference: `class Counter` with self.n = 0 and a method "
        "that adds 1 to it. Two users who are given the same counter and count once each leave n at 2; two who "
        "each made a copy first leave 1 in each, and the original at 0. After a step of your layer, look at the "
        "object that you handed in: has anything in it changed? With plain gradient descent there is nothing to "
        "change. With momentum the velocity of one layer would push the weights of the other, and of a different "
        "shape at that."
    ),
)
class CallersOptimizer(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W_opt = self.w0_opt = optimizer


@misconception("callers-optimizer", "Dense", variant="bias-first")
class CallersOptimizerBiasFirst(CallersOptimizer):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        step_bias_first(self, accum_grad)
        return input_grad


@misconception(
    "update-thrown-away",
    "Dense",
    title="The value that update returns is thrown away",
    hint=(
        "update does not change the array that it is given. Where does its result go in your code? Many of "
        'Python\'s tools work in this way: `word = "abc"`, then word.upper() makes "ABC" and word is still "abc". '
        "sorted(numbers) gives a new list; numbers.sort() changes the old one. Which of both kinds is update? Try "
        "one step of your layer with a gradient of ones, and print a weight before and after: is it the same "
        "number to the last digit? The returned gradient is right all the same, so a check of it finds nothing. "
        "Only the training shows it, or rather does not: the loss stays where it was, epoch after epoch."
    ),
)
class UpdateThrownAway(Dense):
    def backward_pass(self, accum_grad):
        return accum_grad @ self.W.T


@misconception(
    "trainable-ignored",
    "Dense",
    title="The layer learns although trainable is False",
    hint=(
        "Where in backward_pass does your code look at self.trainable? Freeze a layer, send a batch through and "
        "back, and print W before and after: did any number move? A line that sets the flag in the constructor "
        'does nothing by itself. It is like a label on a light switch, "do not touch": somebody has to read it. '
        "Which lines of the method should be skipped while the flag is False, and which still have a task? With "
        "trainable left at True everything is right, so the mistake sleeps until somebody keeps the first layers "
        "of a finished network and trains only the last. Then the part that was meant to stay is quietly spoilt."
    ),
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
    hint=(
        "The layers before a frozen one still learn. What does your backward_pass return when trainable is False? "
        "Follow that path from the first line to the last. Does it meet a return with a value? A chain of three "
        "people passes a message back; the one in the middle may decide not to act on it, but if he keeps it to "
        "himself, the first one never hears of it. In small: `def f(x, active):` with `if active: return 2 * x` "
        "and nothing after it gives 6 for f(3, True) and None for f(3, False). A frozen layer at the very "
        "beginning of a network shows no error, since nobody asks for its gradient. In the middle of one, the "
        "layer in front gets None."
    ),
)
class FrozenReturnsNothing(Dense):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) if self.trainable else None


@misconception(
    "frozen-passes-through",
    "Dense",
    title="A frozen layer returns accum_grad as it came",
    hint=(
        "What does freezing a layer change: what it computes, or only what it learns? On the way there a frozen "
        "layer still multiplies by W. Suppose that it has one input, one output and the weight 4. Raise the input by "
        "1, and the output rises by 4, frozen or not. A gradient of 3 at the output is therefore worth 12 at the "
        "input. If your layer hands back the 3, the layers in front of it, which still learn, hear a quarter of the "
        "truth. With five inputs and two outputs even the shape is wrong, and the error comes up one layer further "
        "on, in a line that is right. Where in backward_pass do you ask for trainable, and how much does that "
        "question switch off? As long as every layer learns, nobody gets there."
    ),
)
class FrozenPassesThrough(Dense):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) if self.trainable else accum_grad


@misconception(
    "training-sets-trainable",
    "Dense",
    title="The training flag of forward_pass is stored as trainable",
    hint=(
        "training says how one forward pass is used; trainable says whether the layer learns at all. Do you "
        "assign one to the other? Make a layer, set trainable to False, run a forward pass and print the flag "
        "again: it should still be False. Then set it to True and run a pass with training=False: it should still "
        "be True. A car has a handbrake and a gear. Whoever ties the two together finds the brake released with "
        "each change of gear. As long as all passes are of one kind nothing shows. But one evaluation during an "
        "epoch would stop the learning of the next step, and every training pass would wake up a layer that "
        "somebody had frozen."
    ),
)
class TrainingSetsTrainable(Dense):
    def forward_pass(self, X, training=True):
        self.trainable = training
        return super().forward_pass(X, training)


@misconception("training-sets-trainable", "Dense", variant="switched-off-only")
class TrainingSwitchesOff(Dense):
    def forward_pass(self, X, training=True):
        self.trainable = self.trainable and training
        return super().forward_pass(X, training)


@misconception(
    "bias-gradient-total",
    "Dense",
    title="The bias gradient is summed over everything",
    hint=(
        "Each output unit has a bias of its own. Over which axis should the gradient be summed, and which one "
        "should stay? Take np.array([[1, 2], [3, 4], [5, 6]]), three samples of two units. The sum of everything "
        "is 21. The sums down the columns are 9 and 12: one number per unit. The sums along the rows are 3, 7, "
        "11: one number per sample. Which of the three can be taken from a bias with two entries, so that each "
        "entry gets its own? A single number fits as well, by broadcasting, and that is the trap: it moves all "
        "biases by the same amount, without an error. For a layer with one unit the total is right."
    ),
)
class BiasGradientTotal(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        step(self, accum_grad, grad_w0=accum_grad.sum())
        return input_grad


@misconception("bias-gradient-total", "Dense", variant="in-the-shape-of-w0")
class BiasGradientTotalFilled(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        step(self, accum_grad, grad_w0=np.full_like(self.w0, accum_grad.sum()))
        return input_grad


@misconception("bias-gradient-total", "Dense", variant="with-both-axes")
class BiasGradientTotalWithAxes(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        step(self, accum_grad, grad_w0=accum_grad.sum(keepdims=True))
        return input_grad


@misconception(
    "bias-gradient-per-sample",
    "Dense",
    title="The bias gradient is not summed over the batch",
    hint=(
        "What shape has w0 after one step with a batch of four samples? Each unit has only one bias. Try the "
        "sizes alone: np.zeros((1, 3)) - np.ones((4, 3)) gives an array of shape (4, 3). Broadcasting repeats the "
        "one row four times and then the rows go their own ways. So the bias has grown, and it now belongs to "
        "places in the batch instead of units. The next batch of four still fits, and the outputs look "
        "reasonable. A batch of two raises an error, in the forward pass, far from the cause. With a single "
        "sample in the batch the shape is right and so are the numbers. What should become of the four rows "
        "before the step?"
    ),
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
    hint=(
        "This track sums over the batch; dividing by the number of samples is the business of the loss. Where "
        "does your code divide, or where does it take a mean? Try one sample first, then the same sample twice in "
        "one batch, with the same row of accum_grad for both. The second step should be twice as long: two "
        "complaints count double. With a mean both steps are the same. Other courses put the division into the "
        "layers, and then leave it out of the loss; done in both places, it happens twice. Since only the length "
        "of the step is wrong, training goes on, slowly, and a smaller batch seems to learn faster. With one "
        "sample nothing shows."
    ),
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
    hint=(
        "Compare how your two parameter gradients treat the batch: does one divide by the number of samples? A "
        "matrix product sums without saying so; for a bias one has to choose a function. For the column 2, 4, 6 "
        "the two candidates give 12 and 4. Send a batch of three through your layer with an input of ones. Then "
        "each weight and the bias of one unit act on the output in exactly the same way, so all their gradients "
        "must be equal. Are yours, or is the bias three times behind? The shapes are right, and with a single "
        "sample so are the numbers. A network learns nearly as well with it, only its biases lag."
    ),
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
    hint=(
        "After a step the old gradient has done its work. Does your code start from zero in each backward_pass? "
        "Look for an attribute that is added to, and for the line that sets it back. Call backward_pass three "
        "times with the same accum_grad, after a forward pass each time, and an optimizer that subtracts the "
        "gradient. If the gradient for a weight is 1, the steps should be 1, 1, 1. A sum that is never cleared "
        "makes them 1, 2, 3, a little like a snowball. The first step is right, so a test with one step passes. "
        "There are libraries that do accumulate and leave it to the caller to clear; here the caller has no way "
        "to do so."
    ),
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


def declare_accumulating(name, *, of_w=True, of_w0=True, frozen=True, cleared=True):
    """Declares one that adds up these gradients, also while it is frozen or not, and whether initialize clears them."""

    @misconception("gradients-accumulate", "Dense", variant=name)
    class Accumulating(Dense):
        grad_W = grad_w0 = 0

        def initialize(self, optimizer):
            super().initialize(optimizer)
            if cleared:
                self.grad_W = self.grad_w0 = 0

        def backward_pass(self, accum_grad):
            input_grad = accum_grad @ self.W.T
            if self.trainable or frozen:
                self.grad_W = of_w * self.grad_W + self.layer_input.T @ accum_grad
                self.grad_w0 = of_w0 * self.grad_w0 + accum_grad.sum(axis=0, keepdims=True)
            step(self, accum_grad, self.grad_W, self.grad_w0)
            return input_grad


declare_accumulating("when-it-learns", frozen=False)
declare_accumulating("since-the-constructor", cleared=False)
declare_accumulating("when-it-learns-since-the-constructor", frozen=False, cleared=False)
for name, kept in {"w": {"of_w0": False}, "w0": {"of_w": False}}.items():
    declare_accumulating(f"of-{name}-only", **kept)
    declare_accumulating(f"of-{name}-only-when-it-learns", frozen=False, **kept)
    declare_accumulating(f"of-{name}-only-since-the-constructor", frozen=False, cleared=False, **kept)


@misconception(
    "first-input-kept",
    "Dense",
    title="The input of the first forward pass is kept for ever",
    hint=(
        "backward_pass belongs to the latest forward_pass. When does your code store its input: every time, or "
        'only the first time? Look for a condition such as "if there is none yet". In small: a diary with a '
        "single page, filled on Monday and never replaced, gives Monday's weather on Friday. Try two batches with "
        "one weight: first x = 1, then x = 5, and a gradient of 1 at the output. The gradient for the weight "
        "should be 1, then 5; with the first input kept it is 1 both times. A single pass is right. In a training "
        "the weights are moved for ever by the first batch's inputs and the others' errors, and a batch of "
        "another size raises an error."
    ),
)
class FirstInputKept(Dense):
    def forward_pass(self, X, training=True):
        first = self.layer_input
        output = super().forward_pass(X, training)
        self.layer_input = X if first is None else first
        return output


@misconception("first-input-kept", "Dense", variant="row-by-row")
class FirstInputKeptRowByRow(FirstInputKept):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        count = min(len(self.layer_input), len(accum_grad))
        grad_W = self.layer_input[:count].T @ accum_grad[:count]
        step(self, accum_grad, grad_W, accum_grad[:count].sum(axis=0, keepdims=True))
        return input_grad


@misconception("first-input-kept", "Dense", variant="rows-of-w-only")
class FirstInputKeptRowsOfW(FirstInputKept):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        count = min(len(self.layer_input), len(accum_grad))
        step(self, accum_grad, self.layer_input[:count].T @ accum_grad[:count])
        return input_grad


@misconception("first-input-kept", "Dense", variant="until-initialize")
class FirstInputKeptUntilInitialize(FirstInputKept):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.layer_input = None


@misconception(
    "input-kept-in-training-only",
    "Dense",
    title="The input is kept only where training is True",
    hint=(
        "Does your forward_pass store its input in every case, or only under a condition? Look at what `training` "
        "decides there. Try three calls with one weight: a pass of x = 2 in training, a pass of x = 7 with "
        "training=False, then a backward_pass with a gradient of 1. The gradient for the weight belongs to the 7, "
        "since that was the latest pass; if it is 2, the layer has forgotten what came last. Where no training "
        "pass came before, there is nothing to compute with. The flag is for layers that act differently in use, "
        "such as dropout. A loop that trains and evaluates in turn and never goes back after an evaluation does "
        "not show it."
    ),
)
class InputKeptInTrainingOnly(Dense):
    def forward_pass(self, X, training=True):
        before = self.layer_input
        output = super().forward_pass(X, training)
        self.layer_input = X if training else before
        return output


@misconception("input-kept-in-training-only", "Dense", variant="row-by-row")
class InputKeptInTrainingOnlyRowByRow(InputKeptInTrainingOnly):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        count = min(len(self.layer_input), len(accum_grad))
        grad_W = self.layer_input[:count].T @ accum_grad[:count]
        step(self, accum_grad, grad_W, accum_grad[:count].sum(axis=0, keepdims=True))
        return input_grad


@misconception("input-kept-in-training-only", "Dense", variant="none-outside-training")
class InputNoneOutsideTraining(Dense):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        self.layer_input = X if training else None
        return output


@misconception(
    "bias-left-out",
    "Dense",
    title="The bias is left out of the forward pass",
    hint=(
        "With W all zeros, what should the layer return? What does yours return, and where does w0 come in? A "
        "straight line y = 2x goes through the origin whatever one does; y = 2x + 3 is at 3 for x = 0. Without "
        "its second part a line can be made steeper, but never lifted. For your layer: set w0 to 1, 2, 3 and send "
        "zeros. Do these numbers come out, or zeros? Right after initialize the biases are 0, so the first "
        "outputs are the same with and without them; the difference appears only when they have moved or when "
        "somebody sets them. The gradient of the input is right, too, as the bias plays no part in it."
    ),
)
class BiasLeftOut(Dense):
    def forward_pass(self, X, training=True):
        self.layer_input = X
        return X @ self.W


@misconception(
    "limit-not-inverted",
    "Dense",
    title="The limit of the draw is sqrt(n_in) instead of 1/sqrt(n_in)",
    hint=(
        "More inputs should mean smaller weights. Does your limit shrink as n_in grows? Compute it for 4 inputs "
        "and for 100: the root is 2 and 10. A limit of 2 and 10 grows, one of 0.5 and 0.1 shrinks. Why it "
        "matters: an output is a sum with one term for each input. A sum of 100 terms of random sign is about 10 "
        "times as large as one term, as steps back and forth mostly cancel. With weights up to 10 such a sum is "
        "some 60 times as large as an input, and with two such layers it is thousands of times. With one input "
        "there is no difference. Print the largest element of W for 100 inputs: is it above 1?"
    ),
)
class LimitNotInverted(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = self.W * self.input_shape[0]


@misconception(
    "limit-from-n-units",
    "Dense",
    title="The limit of the draw comes from the number of units",
    hint=(
        "Which of the two sizes of W stands in the formula of the limit, and which one does your code use? Make "
        "two layers, one with 100 inputs and 4 units, the other with 4 inputs and 100 units, and print the "
        "largest weight of each. The root of 100 is 10, so weights up to about 0.1 belong to 100 inputs, and up "
        "to about 0.5 to 4 inputs. Are yours exchanged? Ask what is added up in one output: one product for each "
        "input, however many units stand beside it. More units make more sums, and none of them longer. For a "
        "square W both sizes are the same, so take two different ones."
    ),
)
class LimitFromUnits(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = self.W * np.sqrt(self.input_shape[0] / self.n_units)


@misconception(
    "one-sided-draw",
    "Dense",
    title="The weights are drawn from 0 to the limit",
    hint=(
        "Should a weight be able to be negative? Look at the two ends of your draw. Print W.min() and W.mean() "
        "for a layer with 100 inputs and 50 units: the least should be near -0.1, the mean near 0. If the least "
        "is near 0 and the mean near 0.05, only the positive half was drawn. A coin with two heads is similar: "
        "every single throw is possible, and only many of them tell. np.random.uniform takes a lower and an upper "
        "end; given one number only, or 0 and a number, what does it do? With positive weights all units give "
        "much the same large sum, and start with much the same opinion."
    ),
)
class OneSidedDraw(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        limit = 1 / np.sqrt(self.input_shape[0])
        self.W = (self.W + limit) / 2


@misconception("one-sided-draw", "Dense", variant="from-the-limit-to-one")
class DrawnFromTheLimit(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        limit = 1 / np.sqrt(self.input_shape[0])
        self.W = limit + (1 - limit) * (self.W / limit + 1) / 2


@misconception("one-sided-draw", "Dense", variant="from-zero-to-one")
class DrawnFromZeroToOne(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = (self.W * np.sqrt(self.input_shape[0]) + 1) / 2


@misconception(
    "normal-draw",
    "Dense",
    title="The weights are drawn from a normal distribution",
    hint=(
        "Two distributions are easily confused here. Which one has a limit that no draw passes? Draw 1000 numbers "
        "of both kinds and look at the largest: np.random.uniform(-1, 1, 1000) stays below 1, np.random.normal(0, "
        "1, 1000) gets to about 3. Of the normal ones about 32 in 100 are beyond 1 or -1. Which one does the "
        "statement name, and what do its arguments mean: two ends, or a centre and a width? The mean is 0 for "
        "both, and a small layer looks much the same, so compare the largest element of a large W with the limit. "
        "Seeded alike, the two also give other numbers, so an example with a fixed seed will not match."
    ),
)
class NormalDraw(Dense):
    def initialize(self, optimizer):
        n_in = self.input_shape[0]
        self.W = np.random.normal(0, 1 / np.sqrt(n_in), (n_in, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.W_opt, self.w0_opt = copy.deepcopy(optimizer), copy.deepcopy(optimizer)


def declare_normal(name, width, centre=lambda n_in, n_units: 0):
    """Declares one with this centre and this width of the distribution, for n_in inputs and so many units."""

    @misconception("normal-draw", "Dense", variant=name)
    class Normal(Dense):
        def initialize(self, optimizer):
            state = np.random.get_state()
            super().initialize(optimizer)
            np.random.set_state(state)
            sizes = self.input_shape[0], self.n_units
            self.W = centre(*sizes) + width(*sizes) * np.random.normal(size=sizes)


declare_normal("width-1", lambda n_in, n_units: 1)
declare_normal("width-0.1", lambda n_in, n_units: 0.1)
declare_normal("width-0.01", lambda n_in, n_units: 0.01)
declare_normal("by-he", lambda n_in, n_units: np.sqrt(2 / n_in))
declare_normal("by-glorot", lambda n_in, n_units: np.sqrt(2 / (n_in + n_units)))
declare_normal("width-of-the-inverse", lambda n_in, n_units: 1 / n_in)
declare_normal("ends-as-centre-and-width", lambda n_in, n_units: n_in**-0.5, lambda n_in, n_units: -(n_in**-0.5))


@misconception(
    "bias-drawn",
    "Dense",
    title="w0 is drawn at random",
    hint=(
        "What value does every bias have right after initialize, according to the statement? Print w0 and "
        "compare. Then send a row of zeros through a fresh layer: what comes out is w0 itself. Weights are drawn "
        "because equal units would stay equal for ever; two units with the same weights get the same gradients. "
        "Once the weights differ, do the biases need to differ as well? There is another effect, which is easy to "
        "overlook. Each draw moves the generator on: after np.random.seed(1), `a = np.random.rand()` and `b = "
        "np.random.rand()` are two numbers. So one draw more in this layer gives other weights to the next layer, "
        "for the same seed."
    ),
)
class BiasDrawn(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        limit = 1 / np.sqrt(self.input_shape[0])
        self.w0 = np.random.uniform(-limit, limit, (1, self.n_units))


def declare_drawn_bias(name, draw):
    """Declares one whose biases are drawn in this way, given their shape and the limit of the weights."""

    @misconception("bias-drawn", "Dense", variant=name)
    class Drawn(Dense):
        def initialize(self, optimizer):
            super().initialize(optimizer)
            self.w0 = draw((1, self.n_units), 1 / np.sqrt(self.input_shape[0]))


declare_drawn_bias("normal", lambda shape, limit: np.random.normal(size=shape))
declare_drawn_bias("normal-within-the-limit", lambda shape, limit: limit * np.random.normal(size=shape))
declare_drawn_bias("normal-and-small", lambda shape, limit: 0.01 * np.random.normal(size=shape))
declare_drawn_bias("from-0-to-1", lambda shape, limit: np.random.uniform(size=shape))
declare_drawn_bias("from-minus-1-to-1", lambda shape, limit: np.random.uniform(-1, 1, shape))


@misconception("bias-drawn", "Dense", variant="before-the-weights")
class BiasDrawnFirst(Dense):
    def initialize(self, optimizer):
        limit = 1 / np.sqrt(self.input_shape[0])
        drawn = np.random.uniform(-limit, limit, (1, self.n_units))
        super().initialize(optimizer)
        self.w0 = drawn


@misconception(
    "parameters-without-bias",
    "Dense",
    title="parameters counts only W",
    hint=(
        "List every number that backward_pass changes. Does your count have all of them, those of the bias too? "
        "Take a layer with 2 inputs and 3 units and draw it: 6 arrows from the inputs to the units, and one more "
        "number written beside each unit. Count the arrows, then count the numbers beside them. A straight line y "
        "= a x + b is described by two numbers, not by one, and moving b matters as much as turning a. Nothing in "
        "the forward or the backward pass reads this method, so a layer with a wrong count still learns. It is "
        "the summary of a network that is then wrong, and whoever compares two networks by their size is misled."
    ),
)
class ParametersWithoutBias(Dense):
    def parameters(self):
        return self.W.size


@misconception(
    "parameters-multiplied",
    "Dense",
    title="parameters multiplies the two counts",
    hint=(
        "A layer with 6 weights and 3 biases learns 9 numbers. What does yours say? If it is 18, look at the sign "
        "between the two counts. In a room with 6 chairs and 3 stools 9 people can sit; 18 would be the number of "
        "ways to choose one chair and one stool. Within an array one multiplies, since every row has as many "
        "elements as there are columns. Between two arrays, does each weight come together with each bias? With 2 "
        "weights and 2 biases both ways give 4, so choose other sizes for a trial. Nothing else in the layer "
        "reads this number; only a summary, or a comparison of networks, would be wrong."
    ),
)
class ParametersMultiplied(Dense):
    def parameters(self):
        return self.W.size * self.w0.size


@misconception(
    "output-shape-a-number",
    "Dense",
    title="output_shape returns a number instead of a tuple",
    hint=(
        "How does Python tell a tuple of one element from a number in parentheses? Print the type of what you "
        "return. In a shell, (7) + (1) is 8, two numbers added, while (7,) + (1,) is (7, 1), two tuples joined. "
        "The comma decides, not the brackets. Now think of the reader: the next layer takes the answer as its "
        "input_shape and reads the entry at place 0. For (7,)[0] that is 7; for 7[0] Python raises a TypeError, "
        "in the other layer's line. forward_pass and backward_pass never call this method, so a single layer "
        "works, and the trouble starts where two of them are put together."
    ),
)
class OutputShapeNumber(Dense):
    def output_shape(self):
        return self.n_units


@misconception(
    "gradient-ignores-its-argument",
    "Dense",
    title="The input gradient does not depend on accum_grad",
    hint=(
        "If accum_grad doubles, what should happen to the gradient that you return? Try it on your layer with two "
        "calls: a gradient of ones, then a gradient of twos, after one forward pass. The second answer should be "
        "twice the first. If both are equal, the returned gradient is made of the weights alone. Think of a "
        "currency: 1 euro is 1.5 dollars, say, but the value of a purse needs the number of euros in it, too. The "
        "rate by itself is right only for a purse with exactly one. Likewise, a gradient of ones hides the "
        "mistake. In a network all layers in front would learn in the same way, whether the prediction was too "
        "high or too low."
    ),
)
class GradientIgnoresArgument(Dense):
    def backward_pass(self, accum_grad):
        step(self, accum_grad)
        return np.ones_like(accum_grad) @ self.W.T


@misconception("gradient-ignores-its-argument", "Dense", variant="weights-of-the-forward-pass")
class GradientIgnoresArgumentWithOldWeights(Dense):
    def backward_pass(self, accum_grad):
        input_grad = np.ones_like(accum_grad) @ self.W.T
        step(self, accum_grad)
        return input_grad


@misconception("gradient-ignores-its-argument", "Dense", variant="transposed-weights")
class GradientIsTheWeights(Dense):
    def backward_pass(self, accum_grad):
        input_grad = self.W.T
        step(self, accum_grad)
        return input_grad


@misconception("gradient-ignores-its-argument", "Dense", variant="one-row")
class GradientIsOneRow(Dense):
    def backward_pass(self, accum_grad):
        input_grad = self.W.sum(axis=1, keepdims=True).T
        step(self, accum_grad)
        return input_grad


@misconception(
    "input-gradient-averaged",
    "Dense",
    title="The input gradient is divided by the number of samples",
    hint=(
        "Row i of the returned gradient belongs to sample i alone. Does it change when other samples join the "
        "batch? Send one sample forward and back and note the gradient that you return. Then send it together "
        "with a second one and look at its row again: it should be the same number for number. If it is half of "
        "that, a division by the number of samples is hidden in the method. A person's bill in a restaurant "
        "depends on what this person ate, not on how many sit at the table. Which line mentions the length of the "
        "batch? Your own parameters may learn rightly all the time; only the layers in front get steps that are "
        "too short. With one sample nothing differs."
    ),
)
class InputGradientAveraged(Dense):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / len(accum_grad)


@misconception(
    "gradient-clipped",
    "Dense",
    title="Gradients are clipped inside the layer",
    hint=(
        "What does your layer do with a gradient of 100? Limiting steps is the optimizer's business. Look for a "
        "clip, a minimum or a maximum in backward_pass. Try one weight, x = 1 and accum_grad of 2, then 20, then "
        "200: with an optimizer that subtracts the gradient, the weight should move by 2, 20 and 200. With a stop "
        "at 5 it moves by 2, 5 and 5. A thermometer that ends at 40 degrees shows 40 in an oven: it does not "
        "protect anybody, it only tells less. Everyday gradients are small, so most trials agree. In the first "
        "steps of a training they are not, and there the layer learns another thing than the formula says."
    ),
)
class GradientClipped(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        grad_W = np.clip(self.layer_input.T @ accum_grad, -5, 5)
        step(self, accum_grad, grad_W, np.clip(accum_grad.sum(axis=0, keepdims=True), -5, 5))
        return input_grad


def declare_clipped(name, clip, *, of_w=True, of_w0=True, at_entry=False, at_exit=False):
    """Declares one that clips the named gradients in this way."""

    @misconception("gradient-clipped", "Dense", variant=name)
    class Clipped(Dense):
        def backward_pass(self, accum_grad):
            accum_grad = clip(accum_grad) if at_entry else accum_grad
            input_grad = accum_grad @ self.W.T
            grad_W, grad_w0 = self.layer_input.T @ accum_grad, accum_grad.sum(axis=0, keepdims=True)
            step(self, accum_grad, clip(grad_W) if of_w else grad_W, clip(grad_w0) if of_w0 else grad_w0)
            return clip(input_grad) if at_exit and (self.trainable or at_exit != "when-it-learns") else input_grad


def clip_elements(bound):
    """Returns a function that clips every element of an array."""
    return lambda array: np.clip(array, -bound, bound)


def clip_norm(bound):
    """Returns a function that shortens an array whose norm is larger than the bound."""
    return lambda array: array * min(1, bound / max(np.linalg.norm(array), 1e-300))


for bound in (0.1, 0.5, 1, 2, 3, 10, 50, 100):
    declare_clipped(f"at-{bound}", clip_elements(bound))
for bound in (0.5, 1, 5, 10):
    declare_clipped(f"everywhere-at-{bound}", clip_elements(bound), at_exit=True)
    declare_clipped(f"everywhere-when-it-learns-at-{bound}", clip_elements(bound), at_exit="when-it-learns")
    declare_clipped(f"at-entry-at-{bound}", clip_elements(bound), at_entry=True, of_w=False, of_w0=False)
for bound in (1, 5, 10):
    declare_clipped(f"of-w-at-{bound}", clip_elements(bound), of_w0=False)
    declare_clipped(f"by-norm-at-{bound}", clip_norm(bound))
    declare_clipped(f"at-entry-by-norm-at-{bound}", clip_norm(bound), at_entry=True, of_w=False, of_w0=False)
declare_clipped("at-exit-at-1", clip_elements(1), of_w=False, of_w0=False, at_exit=True)


@misconception(
    "accum-grad-changed",
    "Dense",
    title="backward_pass writes into accum_grad",
    hint=(
        "The caller may still need the array it gave you. Does your code assign into accum_grad, or use an "
        "operator such as *= on it? Keep `before = g.copy()`, call backward_pass(g), and compare g with before: "
        "every element should be equal. In small: `a = np.ones(2)`, `b = a`, and `b += 1` leaves 2, 2 in a, too, "
        "whereas `b = b + 1` makes a second array and leaves a at 1, 1. What you return can be right in either "
        "case, so a look at the answer does not settle it. Where one gradient goes to two branches of a network, "
        "or to your layer twice, the second reader finds an array that has been used up."
    ),
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
    hint=(
        "Compare how your two parameter gradients treat the batch: does the one for the weights divide by the "
        "number of samples, and the other not? A quick test: an input of ones. Then the weights of a unit and its "
        "bias act on the output in the same way, so their gradients must be equal. For a batch of four with "
        "accum_grad 1, 2, 3, 4 each of them is 10. If the bias has 10 and the weights have 2.5, there is a "
        "division too many. A sum over the samples is hidden inside a matrix product already, and needs no more. "
        "With one sample both agree. In a long training it merely looks as if the weights learned too slowly."
    ),
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
    hint=(
        "How many numbers does your code make of the gradient for the biases, and how many biases are there? Take "
        "np.array([[1, 0], [5, 2]]): two samples of two units. np.mean without an axis gives 2, a single number. "
        "Down the columns there are two numbers, one for each unit, and each of them collects all of its samples. "
        "Two slips come together here: units are mixed, and the collecting turned into an average. Broadcasting "
        "lets one number move all biases, so no error is raised. With one sample and one unit everything is "
        "right. Which unit of the example should move most, and does the 2 say so?"
    ),
)
class BiasGradientMean(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        step(self, accum_grad, grad_w0=np.mean(accum_grad))
        return input_grad


@misconception("bias-gradient-mean-of-everything", "Dense", variant="in-the-shape-of-w0")
class BiasGradientMeanFilled(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        step(self, accum_grad, grad_w0=np.full_like(self.w0, accum_grad.mean()))
        return input_grad


@misconception("bias-gradient-mean-of-everything", "Dense", variant="with-both-axes")
class BiasGradientMeanWithAxes(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        step(self, accum_grad, grad_w0=accum_grad.mean(keepdims=True))
        return input_grad


@misconception(
    "bias-gradient-flat",
    "Dense",
    title="The gradient of w0 lacks the axis that w0 has",
    hint=(
        "Print the shape of w0 and the shape of what you hand to its optimizer. A memory of that optimizer would "
        "take the shape of the gradient: is it the same as that of the bias? Try the sizes in a shell: "
        "np.ones((2, 3)).sum(axis=0) has the shape (3,), and one axis has gone. Subtracted from an array of shape "
        "(1, 3), it fits by broadcasting, so plain gradient descent gives the right bias. A gradient should look "
        "like its parameter, though: an optimizer may store it, compare the two shapes, or fill an array of the "
        "one with the other. See the documentation of sum for a way to keep an axis, or keep the bias itself flat "
        "throughout."
    ),
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
    hint=(
        "Print w0 before and after one training step. Which line of your backward_pass gives it a new value? With "
        "an accum_grad of ones for a batch of three, the gradient of each bias is 3, and an optimizer that "
        "subtracts a tenth of it moves every bias from 0 to -0.3. Does yours stay at 0? Fitting a line to the "
        "points (0, 5) and (1, 7) shows why it matters: the slope can be 2, but without a lift the line passes "
        "through the origin and misses both. Layers in front may take over some of the work, so a network still "
        "learns a little, and nothing raises an error. Is the result of an update perhaps computed and then not "
        "stored?"
    ),
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
    hint=(
        "Look up the order of the two arguments of update in the statement. What would a learning rate of zero "
        "make of your weights? Suppose that an optimizer subtracts a tenth of its second argument from its first. "
        "With a weight of 8 and a gradient of 1 the new weight is 7.9. Exchanged, it is 1 - 0.8 = 0.2: the "
        "gradient becomes the parameter, and the old weight is only a small correction to it. Both arrays have "
        "the same shape, so Python cannot notice. After one step all weights are about as large as the gradients "
        "were. Calling by position is short, but what does each position mean? Print a weight before and after "
        "one step with a tiny learning rate."
    ),
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
    hint=(
        "An optimizer can remember earlier steps. How long does the object live that you call update on, and what "
        "is left of its memory in the next step? Look at where the copies are made, and how often that line runs. "
        "A small case: an optimizer that moves by the gradient plus half of its latest move. For gradients of 4, "
        "4, 4 it moves by 4, 6, 7. A fresh copy for each step moves by 4, 4, 4, as if there had been no past. The "
        "first step is right, and with plain gradient descent, which remembers nothing, all steps are. So the "
        "mistake shows only as momentum that never builds up, or as Adam that is for ever in its first step."
    ),
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
    hint=(
        "Call backward_pass twice after one forward_pass. What does your layer still know of the input the second "
        "time, and which line took it away? A small case: `box = [3]`, a function that computes 2 * box.pop(). "
        "The first call gives 6, the second raises an IndexError, as the box is empty; 2 * box[0] would give 6 as "
        "often as one asks. Setting the input to None after use is of the same kind. It saves little, because the "
        "next forward_pass replaces it. A loop with one backward pass for each forward pass never meets the "
        "second call. Two losses on one output do, and so does anybody who compares gradients for one batch."
    ),
)
class InputDropped(Dense):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        self.layer_input = None
        return input_grad


@misconception("input-dropped-after-backward", "Dense", variant="when-it-learns-only")
class InputDroppedWhenLearning(Dense):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        if self.trainable:
            self.layer_input = None
        return input_grad


@misconception("input-dropped-after-backward", "Dense", variant="row-by-row")
class InputDroppedRowByRow(Dense):
    def backward_pass(self, accum_grad):
        if self.layer_input is None:
            raise TypeError("'NoneType' object is not iterable")
        input_grad = super().backward_pass(accum_grad)
        self.layer_input = None
        return input_grad


@misconception("input-dropped-after-backward", "Dense", variant="attribute-deleted")
class InputDeleted(Dense):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        del self.layer_input
        return input_grad


@misconception(
    "second-backward-refused",
    "Dense",
    title="backward_pass refuses a second call after one forward pass",
    hint=(
        "Somebody may ask for the gradient of the same batch twice. Which state of your layer decides that there "
        "was no forward pass, and which line sets it back? Follow it through three calls: forward_pass, "
        "backward_pass, backward_pass. Is your complaint true at the third, that is, had there been no forward "
        "pass? A ticket that is valid for a day differs from one that is torn at the first gate. A guard against "
        "a missing forward pass is a good thing, as long as it asks the right question: has there ever been an "
        "input, or has it been used since? Training loops call each method in turn and pass the guard. Two losses "
        "on the same output do not."
    ),
)
class SecondBackwardRefused(Dense):
    def backward_pass(self, accum_grad):
        if self.layer_input is None:
            raise RuntimeError("no forward pass")
        input_grad = super().backward_pass(accum_grad)
        self.layer_input = None
        return input_grad


def declare_refusing(name, error):
    """Declares one that refuses with this exception."""

    @misconception("second-backward-refused", "Dense", variant=name)
    class Refusing(Dense):
        def backward_pass(self, accum_grad):
            if self.layer_input is None:
                raise error("no forward pass")
            input_grad = super().backward_pass(accum_grad)
            self.layer_input = None
            return input_grad


for error in (ValueError, AssertionError, Exception):
    declare_refusing(error.__name__, error)


@misconception(
    "forward-writes-into-input",
    "Dense",
    title="forward_pass changes the array that it is given",
    hint=(
        "The caller may still need X as it was. Which line of your forward_pass assigns into X, or uses an "
        "operator such as += on it? Keep `before = X.copy()` and compare after the call. A row of prices as an "
        "example: `p = np.array([10.0, 20.0])`, `q = p`, then `q *= 2`. Now p is 20, 40, since it is the same "
        "array; with `q = q * 2` it would still be 10, 20. The output can be right for all that. But the layer in "
        "front may have kept the same array for its own backward pass, and the training data may be that array "
        "itself: each epoch then begins with other numbers than the last one."
    ),
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
    hint=(
        "Keep the results of two forward passes with different inputs, and print the first of them again. Whose "
        "array is it, and who has written into it since? Try `a is b` for the two results: True means that there "
        "is one array with two names. In small: `board = np.zeros(2)`, and a function that does `board[:] = x` "
        "and returns board. f(1) shows 1, 1; after f(2) the first result shows 2, 2 as well. With a new array in "
        "each call it would still be 1, 1. A network whose loss uses an output at once never notices. Whoever "
        "compares the outputs before and after a step sees no difference at all, and believes that nothing was "
        "learnt."
    ),
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
    hint=(
        "A function that prints its result, or stores it in an attribute, still has to hand it to its caller. "
        "Which line of your forward_pass does that? See `def add(a, b): print(a + b)`: the call add(2, 3) shows 5 "
        "on the screen, and `x = add(2, 3)` leaves None in x. With the keyword that hands a value back, x would "
        "be 5. In a notebook both look the same, so store the answer and print its type. When None travels on, "
        "the error is raised elsewhere: in the activation behind this layer, or in the loss, where None meets a "
        "number. Is there perhaps a return, but inside a condition that this call does not meet?"
    ),
)
class ForwardReturnsNothing(Dense):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception(
    "training-not-taken",
    "Dense",
    title="forward_pass has no argument `training`",
    hint=(
        "Some layers act differently in training, so every caller may say which it is. Compare the line `def "
        "forward_pass` in layer.py with yours: which name is missing? A function of two names shows what happens: "
        'for `def mix(a, b): return a + b`, mix(1, 2) is 3, and mix(1, 2, speed=5) raises a TypeError, "got an '
        'unexpected keyword argument". The body is never reached. So nothing inside the method can be the cause, '
        "and nothing inside it needs the flag: an argument may stand in the first line and be ignored. A "
        "network's loop passes it to every layer alike. In a notebook one mostly calls forward_pass(X), and that "
        "works with your layer."
    ),
)
class TrainingNotTaken(Dense):
    def forward_pass(self, X):
        return super().forward_pass(X)

    forward_pass.__qualname__ = "Dense.forward_pass"  # the name that the error shows


@misconception(
    "training-has-no-default",
    "Dense",
    title="forward_pass cannot be called without `training`",
    hint=(
        "A caller may leave `training` out. What does the line `def forward_pass` in layer.py say about that "
        "argument, and what does yours say? Python's own round has such an argument: round(2.718) is 3 and "
        "round(2.718, 1) is 2.7; nobody has to name the digits. If you write `def cook(meal, minutes)`, then "
        'cook("rice") raises a TypeError, "missing 1 required positional argument". With a value behind an equals '
        "sign the short call works, and the long one as well. The flag has no effect in this layer, so all the "
        "less should a caller be forced to give it. Loops that give it always will not show the mistake; a short "
        "call in another layer or in a notebook will."
    ),
)
class TrainingHasNoDefault(Dense):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "Dense.forward_pass"  # the name that the error shows


@misconception(
    "parameters-inherited",
    "Dense",
    title="parameters is the base's, which answers 0",
    hint=(
        "Who answers when somebody asks your layer how many numbers it learns? Look for the method in your class, "
        "and compare its name with the one in layer.py, letter by letter. Python looks in your class first and, "
        "if there is no such name, in the class that it extends. In small: class Animal has legs(), which returns "
        "4; class Bird(Animal) defines leg(), which returns 2. Bird().legs() is 4, without any error, as leg and "
        "legs are two names. The base's answer of 0 is right for layers without weights, and a layer that learns "
        "must say something else. Forward and backward passes never ask, so only the summary of a network shows "
        "the 0."
    ),
)
class ParametersInherited(Dense):
    def parameters(self):
        return 0


@misconception(
    "drawn-in-the-constructor",
    "Dense",
    title="W is drawn in the constructor already",
    hint=(
        "The shape of the input may only arrive later, with set_input_shape. Which of your methods draws the "
        "weights, and what should W be until then? Make a layer without an input_shape: does the constructor "
        "still work, and what does it draw? Make one with an input_shape: is W None right after that, as the "
        "statement has it? There is a second effect. Whoever writes `layer = Dense(...)`, then np.random.seed(1), "
        "then layer.initialize(...), expects weights that follow from the 1. If the dice were thrown in the "
        "constructor, the seed comes too late: with the same seed the weights differ from run to run. In the "
        "other order, seed first, both ways give the same numbers, which hides it."
    ),
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


@misconception("drawn-in-the-constructor", "Dense", variant="drawn-once-more")
class DrawnInConstructorAndAgain(Dense):
    def __init__(self, n_units, input_shape=None):
        super().__init__(n_units, input_shape)
        if input_shape is not None:
            limit = 1 / np.sqrt(input_shape[0])
            self.W = np.random.uniform(-limit, limit, (input_shape[0], n_units))


@misconception(
    "global-generator-seeded",
    "Dense",
    title="initialize seeds numpy's global generator",
    hint=(
        "Two layers of one network should not start with the same weights. Which line of yours resets the "
        "generator that everybody shares? In a shell: np.random.seed(0) and np.random.rand() give about 0.549, "
        "and so they do the second time, and the third. Two layers of the same size that both do this before they "
        "draw have equal weights, element by element. And the seed that the user has set at the beginning of the "
        "program has no effect any more, so ten runs with ten seeds are ten times the same run. One layer alone, "
        "looked at once, has perfectly good weights. Who should choose the seed: the layer, or the program that "
        "uses it?"
    ),
)
class GeneratorSeeded(Dense):
    def initialize(self, optimizer):
        np.random.seed(0)
        super().initialize(optimizer)


def declare_seeded(name, prepare, after=False):
    """Declares one that calls `prepare` before the weights are drawn, or after it."""

    @misconception("global-generator-seeded", "Dense", variant=name)
    class Seeded(Dense):
        def initialize(self, optimizer):
            prepare() if not after else None
            super().initialize(optimizer)
            prepare() if after else None


def seed_with(seed):
    """Returns a function that seeds numpy's global generator."""
    return lambda: np.random.seed(seed)


for seed in (1, 2, 7, 10, 42, 100, 123, 1234, 12345, 2023, 2024, 2025):
    declare_seeded(f"seed-{seed}", seed_with(seed))
declare_seeded("after-the-draw-with-0", seed_with(0), after=True)
declare_seeded("after-the-draw-with-42", seed_with(42), after=True)


@misconception(
    "limit-without-root",
    "Dense",
    title="The limit of the draw lacks the square root",
    hint=(
        "Compute the limit for 100 inputs by hand, from the statement, and print the one that your code uses. By "
        "which factor do they differ? The root of 100 is 10, so a limit of about 0.1 is wanted; without the root "
        "it is 0.01. Why the root: in a sum of 100 terms with random signs most of them cancel, and what is left "
        "is about 10 times one term, not 100 times. Try it: np.random.choice([-1, 1], 100).sum() lies mostly "
        "between -20 and 20. With weights ten times too small each layer shrinks its signals more than tenfold, "
        "and after a few layers all outputs are nearly 0. For a single input both limits are 1."
    ),
)
class LimitWithoutRoot(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = self.W / np.sqrt(self.input_shape[0])


@misconception(
    "initialized-only-once",
    "Dense",
    title="A second initialize changes nothing",
    hint=(
        "Somebody may want to start the layer afresh and calls initialize again. Which condition in your code "
        "keeps that call from drawing? Call it twice on one layer and compare W after the first call with W after "
        "the second: they should differ, and w0 should be zeros again. In small: a game with a method start() "
        "that sets the score to 0, but only if there is no score yet. The second game then begins with the points "
        "of the first. Caching of this kind is useful where making a thing is expensive and its result never "
        "changes; is that so here? A program that initializes once never shows it. One that compares several "
        "starts trains the same layer on and on."
    ),
)
class InitializedOnce(Dense):
    def initialize(self, optimizer):
        if self.W is None:
            super().initialize(optimizer)


@misconception("initialized-only-once", "Dense", variant="but-for-the-optimizers")
class DrawnOnce(Dense):
    def initialize(self, optimizer):
        if self.W is None:
            super().initialize(optimizer)
        self.W_opt, self.w0_opt = copy.deepcopy(optimizer), copy.deepcopy(optimizer)


@misconception(
    "optimizers-kept-by-initialize",
    "Dense",
    title="A second initialize keeps the old optimizers",
    hint=(
        "Calling initialize again starts the layer afresh. Which of the things that it should make anew does your "
        "code keep because they are there already? Take an optimizer that moves by the gradient plus half of its "
        "latest move. Its last move was 10; then the layer is initialized again, and the first gradient is 2. A "
        "fresh optimizer moves by 2, the old one by 2 + 5 = 7, in a direction that belongs to weights which no "
        "longer exist. And if the second call brings another optimizer, with another learning rate, does your "
        "layer use it? Plain gradient descent with the same rate cannot tell, and a first initialize is right in "
        "any case."
    ),
)
class OptimizersKept(Dense):
    def initialize(self, optimizer):
        before = getattr(self, "W_opt", None), getattr(self, "w0_opt", None)
        super().initialize(optimizer)
        if before[0] is not None:
            self.W_opt, self.w0_opt = before


@misconception(
    "backward-returns-nothing",
    "Dense",
    title="backward_pass returns nothing",
    hint=(
        "What does a call of backward_pass give back, on your screen and in the program? Assign it to a name and print "
        "the name's type. A method that ends without handing anything over gives None, however much it has computed "
        "before. The parameters may well move: they are kept in the layer, so training a single layer looks fine. But the "
        "layer before this one waits for its own gradient, and a chain of layers breaks where one hands over nothing. It "
        "is like a relay in which a runner finishes and forgets to pass the baton. Which line of your method should leave "
        "it with a value, and is that line reached on every path?"
    ),
)
class BackwardReturnsNothing(Dense):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)


@misconception(
    "last-sample-only",
    "Dense",
    title="The gradient of W holds the share of the last sample only",
    hint=(
        "How many samples have a say in the gradient of W? Take a batch of two, and change only the first one: does the "
        "step of W change? If it does not, a loop over the samples keeps only what its last round has found. A box into "
        "which you put one thing after the other holds all of them; one in which each thing replaces the one before holds "
        "the last. With shares of 2, 3 and 5 the sum is 10, and such a loop says 5. A batch of a single sample cannot "
        "show the difference, so the example with one row comes out right. What happens to the earlier shares in your "
        "loop?"
    ),
)
class LastSampleOnly(Dense):
    def backward_pass(self, accum_grad):
        input_grad = accum_grad @ self.W.T
        step(self, accum_grad, np.outer(self.layer_input[-1], accum_grad[-1]))
        return input_grad


@misconception(
    "callers-optimizer-for-w",
    "Dense",
    title="W is trained by the caller's own optimizer object",
    hint=(
        "Whose object is it that moves W? The layer is given one, and makes a copy for w0; is there one for W as well, or "
        "does the original serve it? An optimizer may have a memory. If the same object is given to two layers, each of "
        "them writes into the other's memory: a ball that two players push at once goes where neither wants. Try it with "
        "a counter in place of an optimizer: give it to two layers, let one make three steps, and look at the counter "
        "afterwards. The object that you were handed should still be as it came. One without a memory hides this "
        "completely."
    ),
)
class CallersOptimizerForW(Dense):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W_opt = optimizer


@misconception(
    "frozen-bias-goes-on",
    "Dense",
    title="w0 moves although trainable is False",
    hint=(
        "Set trainable to False, go back once, and look at W and at w0. Has just one of them kept its numbers? Then "
        "the guard in your method covers one update and not the other. In small: `if open: sell()` and on a line of "
        "its own `count()`: the counting goes on through the night. Two rows with the gradients 1 and 2 make 3 for "
        "a bias, so an optimizer that subtracts the whole gradient moves it from 0 to -3, in a layer that was "
        "promised to rest. A check that looks at W alone finds everything in order. With the flag left at True "
        "there is no difference at all. Which statement of your method is indented less than you think?"
    ),
)
class FrozenBiasGoesOn(Dense):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        if not self.trainable:
            self.w0 = self.w0_opt.update(self.w0, accum_grad.sum(axis=0, keepdims=True))
        return input_grad


@misconception(
    "one-bias-counted",
    "Dense",
    title="parameters counts one bias for the whole layer",
    hint=(
        "How many biases has a layer with 3 units? Write down the shape of w0 and count its numbers. Then look at "
        "what your parameters adds for it. Take 4 inputs and 3 units: 12 weights, and a bias for each unit, so 15 "
        "numbers learn. If yours says 13, it has added 1, as though the three units shared a single bias. The "
        "formula is written with one symbol for all of them, and that may be where the 1 came from. Ask three "
        'friends for their ages and you get three numbers, even if the form has only one box named "age". With a '
        "single unit the count is right, so a layer that ends in one output hides it. What does your count say if "
        "you double the units?"
    ),
)
class OneBiasCounted(Dense):
    def parameters(self):
        return self.W.size + 1
