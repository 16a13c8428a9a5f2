"""What people get wrong in `precision_dense`. Each class is the reference with one mistake.

Gradients may also be means over the batch: that is declared as an alternative, on which each mistake is tried as well.
"""

import numpy as np
from precision_dense import DenseLayer

from grader.misconceptions import alternative, misconception


@alternative("averaged", "DenseLayer")
class Averaged(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta / len(delta))
        return grad_input * len(delta), grad_w + l2_lambda * self.weights, grad_b


class FlatBias(DenseLayer):
    """Keeps the bias, and returns its gradient, in the shape (n_out,)."""

    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng, dtype)
        self.bias = self.bias[0]

    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_input, grad_w, grad_b[0]


@misconception(
    "override-taken-over",
    "DenseLayer",
    title="Weights that are passed to forward become the layer's own",
    hint=(
        "An override is for one call. Call forward once with other weights, then without, and look at what the second "
        "call used. Does your forward assign to self.weights or self.bias? A visitor who tries on a coat in a shop "
        "does not own it. In small: `def f(x, k=None)` that falls back on a stored 2 when k is missing should give "
        "f(5) = 10, f(5, 3) = 15 and then f(5) = 10 again; with your habit the last one is 15, as the 3 has been "
        "stored. The layer is tried with rounded weights to see what that costs; afterwards the exact ones have to be "
        "there still, for training goes on with them. If you always pass overrides, or never, the outputs are right "
        "and nothing is lost."
    ),
)
class OverrideTakenOver(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        self.weights = self.weights if weights is None else weights
        self.bias = self.bias if bias is None else bias
        return super().forward(x)


@misconception(
    "overrides-ignored",
    "DenseLayer",
    title="The arguments weights and bias have no effect",
    hint=(
        "Where does your forward mention its second and its third argument? Pass weights of zeros and a bias of 1: "
        "every output should be 1, whatever the layer holds. If you see the usual outputs, the arguments were "
        "accepted and forgotten. Python does not complain about such a thing: `def add(a, b=None): return a + 1` "
        "takes add(2, 10) and answers 3. A signature promises that what is handed in plays a part. Calls without "
        "overrides are right, so a training shows nothing at all. Whoever compares rounded weights with exact ones "
        "reads a difference of exactly 0 and concludes that rounding costs nothing: the most welcome result, and "
        "worthless. What should be used when an argument is left out, and what when it is there?"
    ),
)
class OverridesIgnored(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        return super().forward(x)


@misconception(
    "bias-override-needs-weights",
    "DenseLayer",
    title="A bias is used only where weights are passed as well",
    hint=(
        "The two overrides do not depend on each other. How many cases are there: none given, one, the other, both? "
        "Go through your forward with only the bias given. Which branch does it take, and is the bias mentioned "
        "there? Try weights of zeros in the layer, no weights in the call, and a bias of 7: all outputs should be 7. "
        "In small: a waiter who brings the sauce only with the meat ignores a wish for sauce alone. An if that asks "
        "about the first argument and handles both in its two branches covers two of four cases. Three common calls "
        "come out right: without anything, with weights, with both. So only the fourth kind of call tells; how would "
        "each argument be asked about on its own?"
    ),
)
class BiasOverrideNeedsWeights(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        return super().forward(x) if weights is None else super().forward(x, weights, bias)


@misconception(
    "caches-skip-overrides",
    "DenseLayer",
    title="A forward with overrides leaves the caches as they were",
    hint=(
        "The caches belong to the latest forward, whatever it was called with. Call forward with a batch of ones, "
        "then with a batch of twos and other weights, and print input_cache and z_cache. Do they show the second "
        "call? Somewhere your code leaves early, or stores under a condition. A visitors' book in which regular "
        "guests sign and others do not tells on no evening who was there last. In small: `def f(x, k=None)` with a "
        "return for a given k on its first line never reaches what stands below. The returned outputs are right, and "
        "a loop that never overrides finds the caches in order. Whoever looks at z_cache to draw a histogram of "
        "rounded outputs sees the previous batch. Which of your lines are not reached?"
    ),
)
class CachesSkipOverrides(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        before = self.input_cache, self.z_cache
        z = super().forward(x, weights, bias)
        if weights is not None or bias is not None:
            self.input_cache, self.z_cache = before
        return z


@misconception("caches-skip-overrides", "DenseLayer", variant="not-made-before")
class CachesNotMadeBeforeAPlainForward(CachesSkipOverrides):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng, dtype)
        del self.input_cache, self.z_cache

    def forward(self, x, weights=None, bias=None):
        if weights is None and bias is None:
            return DenseLayer.forward(self, x)
        return x @ (self.weights if weights is None else weights) + (self.bias if bias is None else bias)


@misconception("caches-skip-overrides", "DenseLayer", variant="of-weights")
class CachesSkipOtherWeights(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        before = self.input_cache, self.z_cache
        z = super().forward(x, weights, bias)
        if weights is not None:
            self.input_cache, self.z_cache = before
        return z


@misconception("caches-skip-overrides", "DenseLayer", variant="of-weights-not-made-before")
class CachesNotMadeBeforeOwnWeights(CachesNotMadeBeforeAPlainForward):
    def forward(self, x, weights=None, bias=None):
        if weights is None:
            return DenseLayer.forward(self, x, None, bias)
        return super().forward(x, weights, bias)


@misconception(
    "input-not-kept",
    "DenseLayer",
    title="forward does not keep its input",
    hint=(
        "backward starts from an attribute that tells what came in. What is its name in your class, and which line "
        "has filled it? Print layer.input_cache after a forward: the batch, or None? The constructor's None is only a "
        "place in the cupboard; forward has to put something there. In small: a function that does `result = 3` "
        "inside and ends leaves no result behind, whereas `self.result = 3` stays with the object. The outputs do not "
        "need it, so forward looks finished. Of the three gradients two can be computed from delta and the "
        "parameters; the third stops with the message that NoneType has no attribute T, in the method that is not at "
        "fault. Which one is it?"
    ),
    about=("test_backward_*", "test_*gradient", "test_both_*", "test_l2", "test_forward*", "test_other_weights"),
)
class InputNotKept(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        z = super().forward(x, weights, bias)
        self.input_cache = None
        return z


@misconception("input-not-kept", "DenseLayer", variant="no-attribute")
class InputHasNoAttribute(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        z = super().forward(x, weights, bias)
        del self.input_cache
        return z


@misconception("input-not-kept", "DenseLayer", variant="size-asked-first")
class InputNotKeptButMeasured(InputNotKept):
    def backward(self, delta, l2_lambda=0.0):
        return self.input_cache.shape


@misconception(
    "input-forgotten",
    "DenseLayer",
    title="backward throws the kept input away",
    hint=(
        "Call backward twice after one forward, first with l2_lambda of 0 and then of 1. Does the second call find "
        "what the first one found? Print input_cache in between. A ticket that is torn at the door lets you in once; "
        "a badge can be shown as often as you like. In small: `numbers = [3, 8]` gives 8 for numbers.pop(), then 3, "
        "then an IndexError, while numbers[-1] stays 8. Emptying the cache saves a little memory until the next batch "
        "and costs the right to ask again, which the statement grants. A training loop with one call of each kind "
        "will not notice. A comparison of gradients with and without the penalty will. When does the stored input "
        "lose its meaning?"
    ),
)
class InputForgotten(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        gradients = super().backward(delta, l2_lambda)
        self.input_cache = None
        return gradients


@misconception("input-forgotten", "DenseLayer", variant="deleted")
class InputDeleted(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        gradients = super().backward(delta, l2_lambda)
        del self.input_cache
        return gradients


@misconception("input-forgotten", "DenseLayer", variant="gone-through")
class InputForgottenAndGoneThrough(InputForgotten):
    def backward(self, delta, l2_lambda=0.0):
        iter(self.input_cache)
        return super().backward(delta, l2_lambda)


@misconception(
    "forward-returns-nothing",
    "DenseLayer",
    title="forward fills its caches and returns nothing",
    hint=(
        "What does `z = layer.forward(x)` put into z? Print it. If you see None, your outputs went into a cache and "
        "stopped there. A cache is the layer's own notebook; the caller asked for an answer. In small: a class with "
        "`def double(self, x): self.y = 2 * x` has 14 in y after double(7), but the call itself is worth None, and "
        "double(7) + 1 raises a TypeError. Those who know about z_cache can read it there, so a test of your own may "
        "look fine. A function after this layer, an activation for example, gets None and fails with a message about "
        "types, in a place where nothing is wrong. Storing and handing over are two acts. Which of your statements "
        "does the second?"
    ),
)
class ForwardReturnsNothing(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        super().forward(x, weights, bias)


@misconception(
    "output-array-reused",
    "DenseLayer",
    title="forward fills one array again and again",
    hint=(
        "Keep the results of two forwards of equal batch size: are they two arrays? Ask `first is second`, or add 100 "
        "to the first and look at the second. Your layer seems to have a board on which it writes each answer, and "
        "everybody gets the same board. In small: `row = [0, 0]`, `table = [row, row]`, `row[0] = 9` makes both lines "
        "of the table begin with 9. A comparison of exact and rounded weights is the typical victim: two calls, one "
        "subtraction, and the difference is 0 everywhere, since both names show the latest numbers. If the batch size "
        "changes between the calls, a new array is needed and everything is right. So is a single call. Where is your "
        "output array made, and how often?"
    ),
)
class OutputArrayReused(DenseLayer):
    output = None

    def forward(self, x, weights=None, bias=None):
        z = super().forward(x, weights, bias)
        if self.output is None or self.output.shape != z.shape:
            self.output = z
        self.output[...] = z
        self.z_cache = self.output
        return self.output


@misconception(
    "weights-stored-transposed",
    "DenseLayer",
    title="weights has the shape (n_out, n_in)",
    hint=(
        "Print the shape of weights for a layer with 4 inputs and 7 outputs, and look at the statement's table. Which "
        "size comes first there? A sample is a row here, and the weights stand on its right: a row of 4 numbers can "
        "be multiplied from the right by an array with 4 rows. Turning the array inside the product repairs the "
        "outputs of your own weights. But overrides come from outside, in the shape of the table, and so do weights "
        "that somebody assigns. In small: np.zeros((2, 4)) @ np.zeros((4, 7)) has the shape (2, 7), with np.zeros((7, "
        "4)) it raises a ValueError. Where both sizes are equal, no error comes, and another network is computed. The "
        "gradient of the weights is turned as well."
    ),
    about=("*",),
)
class WeightsStoredTransposed(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_out, n_in, rng, dtype)
        self.bias = np.zeros((1, n_out), dtype)

    def forward(self, x, weights=None, bias=None):
        return super().forward(x, (self.weights if weights is None else weights).T, bias)

    def backward(self, delta, l2_lambda=0.0):
        kept = self.weights
        self.weights = kept.T
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        self.weights = kept
        return grad_input, grad_w.T, grad_b


@misconception("weights-stored-transposed", "DenseLayer", variant="by-dot")
class WeightsStoredTransposedByDot(WeightsStoredTransposed):
    def forward(self, x, weights=None, bias=None):
        np.dot(x, (self.weights if weights is None else weights).T)
        return super().forward(x, weights, bias)


@misconception(
    "zeros-are-no-override",
    "DenseLayer",
    title="An override of zeros is taken for no override",
    hint=(
        "Which question does your code ask about an override: was something given, or is it different from zero? Pass "
        "weights of zeros with a bias of 5: every output should be 5. In small: `0 or 8` is 8 and `None or 8` is 8, "
        "so this way of asking cannot tell a real zero from a missing value; a guest who orders 0 spoons of sugar "
        "gets 8. For arrays the same thing hides in any, or in an if about a single number: `bool(np.array([0.0]))` "
        "is False. All overrides with some number in them work. Zeros are used in practice, to see what a layer "
        "contributes: switch it off and compare. Your layer would answer that nothing changes, as it was never off. "
        'Which value of the argument means "nothing was said"?'
    ),
)
class ZerosAreNoOverride(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        weights = weights if np.any(weights) else None
        bias = bias if np.any(bias) else None
        return super().forward(x, weights, bias)


@misconception("zeros-are-no-override", "DenseLayer", variant="of-weights")
class ZeroWeightsAreNoOverride(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        return super().forward(x, weights if np.any(weights) else None, bias)


@misconception("zeros-are-no-override", "DenseLayer", variant="of-the-bias")
class ZeroBiasIsNoOverride(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        return super().forward(x, weights, bias if np.any(bias) else None)


@misconception(
    "bias-left-out",
    "DenseLayer",
    title="The bias is left out of the forward pass",
    hint=(
        "Set weights to zeros and bias to 1, 2, 3. What should each row of the output be, and what is yours? A result "
        "of zeros says that one parameter plays no part. In small: a ruler whose mark 0 sits 2 cm from the edge "
        "measures every length 2 cm short unless somebody adds them; the error is the same for long and short ones. A "
        "new layer has a bias of zeros, so a first test agrees. It shows after the first step of a training, or with "
        "an override: a bias that is handed in changes nothing. backward can be right all the while, and would push "
        "the bias further and further, without any effect on the loss. Through which line does it get into the "
        "product?"
    ),
)
class BiasLeftOut(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        super().forward(x, weights, bias)
        self.z_cache = x @ (self.weights if weights is None else weights)
        return self.z_cache


@misconception(
    "z-not-cached",
    "DenseLayer",
    title="z_cache keeps the product without the bias",
    hint=(
        "z_cache and the returned value are one thing. Print both after a call with a bias of 10, or pass one as an "
        "override: do they differ by 10, or use other weights? Then your code stores before it has finished. In "
        "small: `y = 2 * x`, `self.y = y`, `y = y + 1`, `return y` returns 7 for x = 3 and keeps 6. What was stored "
        "is a stage on the way. As a new layer has a bias of zeros, both agree in a first test without overrides, and "
        "backward of a layer without an activation does not look at this cache, so the gradients are right. An "
        "activation behind this layer would be differentiated at the stored z, which is not the one it was applied "
        "to. At which line do you store, and what happens after it?"
    ),
)
class ZNotCached(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        z = super().forward(x, weights, bias)
        self.z_cache = x @ (self.weights if weights is None else weights)
        return z


@misconception("z-not-cached", "DenseLayer", variant="of-own-weights")
class ZOfOwnWeightsCached(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        z = super().forward(x, weights, bias)
        self.z_cache = x @ self.weights
        return z


@misconception(
    "only-weights-averaged",
    "DenseLayer",
    title="grad_w is a mean and grad_b is a sum",
    hint=(
        "Sum or mean is your choice, once for both parameters. Which one does grad_w make, and which one grad_b? Test "
        "them against each other: a batch of four samples whose inputs are all 1, and l2_lambda of 0. Then a weight "
        "works on the output exactly as the bias does, so each row of grad_w has to equal grad_b. In yours grad_b is "
        "four times as large. In small: for the column 1, 2, 3, 6 you would report 3 to one clerk and 12 to the "
        "other, about the same thing. A step made of both does not follow the slope of any loss; its direction turns "
        "with the batch size. One sample alone hides it. Look for a division that stands in one line and is missing "
        "in the next."
    ),
)
class OnlyWeightsAveraged(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta)
        return grad_input, grad_w / len(delta) + l2_lambda * self.weights, grad_b


@misconception(
    "only-bias-averaged",
    "DenseLayer",
    title="grad_b is a mean and grad_w is a sum",
    hint=(
        "How does each of your two parameter gradients treat the batch? A matrix product adds up in silence, so "
        "grad_w is a total without any word that says so; mean is a word that one writes for grad_b. Try two samples "
        "with inputs of 1 and rows of delta 2 and 10: grad_w says 12 and grad_b says 6, although weight and bias act "
        "alike there. One pays in full, the other by halves. With batches of 100 the bias would move a hundred times "
        "too slowly beside the weights, and nobody would see an error, only a network whose outputs are shifted for a "
        "long time. With a batch of one nothing differs. Both ways are accepted here, if both gradients go the same "
        "way: which will you take?"
    ),
)
class OnlyBiasAveraged(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_input, grad_w, grad_b / len(delta)


@misconception(
    "input-gradient-averaged",
    "DenseLayer",
    title="grad_input is divided by the number of samples",
    hint=(
        "Row i of grad_input belongs to sample i alone. Does it depend on the company? Run forward and backward for "
        "one sample, then for the same one among five, with the same row of delta. The first row should be equal both "
        "times; a fifth of it means that you divided. Whether the parameters' gradients are sums or means is left to "
        "you, since there many samples speak about one weight. Here nothing is added over samples, so there is "
        "nothing to average: five patients' temperatures are not divided by five before they are written on five "
        "sheets. A batch of one hides it. With several layers the shrinking multiplies: two layers and a batch of 5 "
        "leave a twenty-fifth."
    ),
)
class InputGradientAveraged(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_input / len(delta), grad_w, grad_b


@misconception(
    "bias-gradient-total",
    "DenseLayer",
    title="grad_b is one number for all outputs",
    hint=(
        "Each output has a bias of its own. Along which axis should delta be summed, and which one has to survive? "
        "Take np.array([[1, 5], [2, 6]]), two samples of two outputs: the sum of all is 14; down the columns it is 3 "
        "and 11. Two outputs, two numbers: which of the answers treats them apart? In yours all entries of grad_b are "
        "alike. Print it and look. Broadcasting spreads a single number over a row without a word, so the shape that "
        "you see may even be right. It is as if every household paid the bill of the whole street. A layer with one "
        "output is not affected, and grad_w and grad_input are right. What does sum do when it is told no axis?"
    ),
)
class BiasGradientTotal(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_input, grad_w, np.full_like(grad_b, grad_b.sum())


for _form, _spread in {
    "a-number": lambda grad_b: grad_b.sum(),
    "one-element": lambda grad_b: grad_b.sum(keepdims=True),
    "mean-everywhere": lambda grad_b: np.full_like(grad_b, grad_b.mean()),
    "mean": lambda grad_b: grad_b.mean(),
}.items():

    @misconception("bias-gradient-total", "DenseLayer", variant=_form)
    class BiasGradientTotalInAnotherForm(DenseLayer):
        spread = staticmethod(_spread)

        def backward(self, delta, l2_lambda=0.0):
            grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
            return grad_input, grad_w, self.spread(grad_b)


@misconception(
    "bias-gradient-per-sample",
    "DenseLayer",
    title="grad_b is not summed over the batch",
    hint=(
        "What shape has your grad_b for a batch of four samples, and what shape has bias? Print both. All samples "
        "share one bias, so their four opinions have to become one before the caller can use them. In small: a class "
        "of 4 pupils votes on one date; whoever hands the teacher 4 slips has not counted yet. numpy helps you into "
        "the trap: np.zeros((1, 3)) - np.ones((4, 3)) is allowed and has the shape (4, 3), so after one step the bias "
        "has four rows, one for each place in the batch. The next batch of four still fits. One of another size "
        "raises an error far away from here. With a single sample it is right. Which operation is missing along which "
        "axis?"
    ),
)
class BiasGradientPerSample(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, _ = super().backward(delta, l2_lambda)
        return grad_input, grad_w, delta.copy()


@misconception("bias-gradient-per-sample", "DenseLayer", variant="divided")
class BiasGradientPerSampleDivided(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, _ = super().backward(delta, l2_lambda)
        return grad_input, grad_w, delta / len(delta)


@misconception(
    "bias-gradient-over-the-features",
    "DenseLayer",
    title="grad_b is summed over the outputs instead of the samples",
    hint=(
        "How many entries has your grad_b after a batch of four samples in a layer of three outputs? There are three "
        "biases. For np.array([[1, 2, 4], [10, 20, 40]]), two samples, one sum is 11, 22, 44 and the other 7, 70. "
        "Rows are samples. Which of the two answers a question about outputs? The other one mixes what different "
        "outputs want, like adding prices of apples and shoes that one customer bought, where the shop asked how many "
        "apples were sold. keepdims does not help against this: the axis that stays is the wrong one. With as many "
        "samples as outputs the count fits by accident. With a batch of one you get a single number, which "
        "broadcasting hands to all biases."
    ),
)
class BiasGradientOverFeatures(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, _ = super().backward(delta, l2_lambda)
        return grad_input, grad_w, delta.sum(axis=1, keepdims=True)


for _form, _total in {
    "flat": lambda delta: delta.sum(axis=1),
    "in-a-row": lambda delta: delta.sum(axis=1)[None],
    "mean": lambda delta: delta.mean(axis=1, keepdims=True),
    "flat-mean": lambda delta: delta.mean(axis=1),
    "divided": lambda delta: delta.sum(axis=1, keepdims=True) / len(delta),
    "flat-divided": lambda delta: delta.sum(axis=1) / len(delta),
}.items():

    @misconception("bias-gradient-over-the-features", "DenseLayer", variant=_form)
    class BiasGradientOverFeaturesInAnotherForm(DenseLayer):
        total = staticmethod(_total)

        def backward(self, delta, l2_lambda=0.0):
            grad_input, grad_w, _ = super().backward(delta, l2_lambda)
            return grad_input, grad_w, self.total(delta)


@misconception(
    "bias-and-its-gradient-differ-in-shape",
    "DenseLayer",
    title="grad_b has not the shape of bias",
    hint=(
        "Print bias.shape and the shape of grad_b one below the other. Are they the same, with the same number of "
        "axes? A sum swallows the axis that it runs along: np.ones((5, 2)).sum(axis=0) has shape (2,), and there is "
        "an option that leaves a 1 where the 5 was. The statement accepts flat and two-dimensional biases, but "
        "parameter and gradient in one form. The numbers are right, and most arithmetic does not care, thanks to "
        "broadcasting. Other things do: a loop over the rows of np.ones((1, 2)) runs once and gives a row, over "
        "np.ones(2) it runs twice and gives numbers; a caller who lines up several gradients by their shapes fails. "
        "Which of your two lines, in the constructor or in backward, is at odds with the other?"
    ),
)
class BiasShapesDiffer(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_input, grad_w, grad_b[0]


@misconception("bias-and-its-gradient-differ-in-shape", "DenseLayer", variant="flat-bias")
class FlatBiasOnly(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng, dtype)
        self.bias = self.bias[0]


@misconception(
    "only-the-input-gradient",
    "DenseLayer",
    title="backward returns the input gradient alone",
    hint=(
        "The caller writes `grad_input, grad_w, grad_b = layer.backward(delta)`. What does your backward hand over: "
        "three arrays, or one? An array can be unpacked too, along its rows: `a, b, c = np.ones((3, 2))` goes "
        "through, and each name holds one row; with np.ones((4, 2)) it raises a ValueError, too many values. So for a "
        "batch of three samples nobody is warned. It is the caller who moves the parameters in this track, and he "
        "knows nothing but what is returned. The layer before yours gets what it needs, so gradients travel through "
        "the whole network in good order, and no weight ever learns. Which three things does the statement's tuple "
        "hold?"
    ),
)
class OnlyTheInputGradient(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return super().backward(delta, l2_lambda)[0]


@misconception(
    "gradients-in-a-dict",
    "DenseLayer",
    title="backward returns a dict",
    hint=(
        "The caller takes your answer apart by `grad_input, grad_w, grad_b = layer.backward(delta)`. What would these "
        'three names hold if the answer is a dict? Try it with a small one: `a, b = {"x": 1, "y": 2}` puts "x" into a '
        'and "y" into b, the keys and not the values. No error comes at that place, as the count is right. It comes a '
        'little later: `1.0 - 0.1 * "x"` raises a TypeError about texts and numbers, and one wonders how a text got '
        "there. Other tracks do ask for a dict, with good reasons; a form is an agreement, and here the method's "
        "docstring names another one. The arrays inside may all be right. In what kind of box, and in which order, "
        "does the caller expect them?"
    ),
)
class GradientsInDict(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return dict(zip(("grad_input", "grad_w", "grad_b"), super().backward(delta, l2_lambda), strict=True))


for _keys in (
    ("grad_input", "grad_w", "grad_b"),
    ("input", "weights", "bias"),
    ("grad_input", "grad_weights", "grad_bias"),
    ("grad_x", "grad_w", "grad_b"),
    ("dx", "dw", "db"),
    ("dX", "dW", "db"),
    ("x", "w", "b"),
    ("x", "weights", "bias"),
    ("delta", "weights", "bias"),
):

    @misconception("gradients-in-a-dict", "DenseLayer", variant="-".join(_keys))
    class GradientsInDictOfOtherKeys(DenseLayer):
        keys = _keys

        def backward(self, delta, l2_lambda=0.0):
            return dict(zip(self.keys, super().backward(delta, l2_lambda), strict=True))

    @misconception("gradients-in-a-dict", "DenseLayer", variant="-".join(_keys) + "-with-a-flat-bias")
    class GradientsInDictWithFlatBias(GradientsInDictOfOtherKeys, FlatBias): ...


@misconception(
    "l2-ignored",
    "DenseLayer",
    title="l2_lambda has no effect",
    hint=(
        "Call backward twice on one batch, with l2_lambda of 0 and of 1. Which of the three gradients should differ, "
        "and does it in yours? If all are equal, the argument is taken and never used. In small: `def price(net, "
        "tax=0.0): return net` answers price(10, 0.5) with 10, and nobody is warned. A delta of zeros makes the "
        "effect stand alone: the data say nothing then, so whatever remains in grad_w comes from the penalty. Try it "
        "with weights of 3 and -1: should the gradient be 0 for both? Since the default is 0, every training without "
        "a penalty is right. Whoever turns it up to fight overfitting tries larger and larger values, and sees no "
        "effect. Where does the name occur below the signature?"
    ),
)
class L2Ignored(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return super().backward(delta)


@misconception(
    "l2-on-the-bias",
    "DenseLayer",
    title="L2 is added to the bias's gradient too",
    hint=(
        "Run backward with a delta of zeros, a bias of 4 and l2_lambda of 1. What comes out for the bias? The data "
        "say nothing in this trial, so only the penalty can speak, and the statement tells to whom it speaks. Why not "
        "to the bias: large weights make outputs that swing wildly when inputs change a little; a bias only lifts or "
        "lowers them all. In small: points at heights 100, 101, 99 are met by a bias of 100 and weights near 0. A "
        "penalty on the bias would pull the answer down from 100, though nothing swings. In a new layer bias is "
        "zeros, so the mistake adds 0 at first and grows with the training. Which of your three results know of "
        "l2_lambda?"
    ),
)
class L2OnTheBias(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_input, grad_w, grad_b + l2_lambda * self.bias


@misconception(
    "l2-by-default",
    "DenseLayer",
    title="L2 is there although nobody asked for it",
    hint=(
        "Call backward with delta alone. How strong is the penalty then, by the statement's signature and by yours? "
        "Try a delta of zeros and weights of 100: nobody has asked for anything, so grad_w should be zeros. In small: "
        "`def tea(sugar=1)` sweetens the cup of everybody who says nothing; whoever wants none has to know that. A "
        "small default such as a hundredth hides well, since it changes gradients in the third digit and lets "
        "networks train, sometimes even better. But two programs with the same numbers no longer agree, and a "
        'comparison "with and without" is in truth one between much and little. Whoever passes the argument gets the '
        "right answer. Which value means that there is no penalty at all?"
    ),
)
class L2ByDefault(DenseLayer):
    def backward(self, delta, l2_lambda=0.01):
        return super().backward(delta, l2_lambda)


for _strength in (1.0, 0.5, 0.1, 0.001, 0.0001):

    @misconception("l2-by-default", "DenseLayer", variant=f"of-{_strength}")
    class L2OfAnotherStrengthByDefault(DenseLayer):
        def backward(self, delta, l2_lambda=_strength):
            return super().backward(delta, l2_lambda)


@misconception(
    "penalty-for-its-gradient",
    "DenseLayer",
    title="The penalty itself is added to grad_w, one number everywhere",
    hint=(
        "What is added to grad_w should have a value of its own for each weight. Does yours? Run backward with a "
        "delta of zeros, weights 1, 2 and 3 and some l2_lambda, and look at whether all entries are equal. "
        "Differentiate a smaller thing by hand: f(a, b) = a² + b² at a = 1, b = 3 is 10. If a grows by 0.001, f grows "
        "by about 0.002; if b does, by about 0.006. So the slopes are 2 and 6, and 10 occurs in neither. The value "
        "says how high the hill is; the gradient says how steep it is in each direction. Adding the height pushes all "
        "weights the same way, negative ones further from 0. With l2_lambda of 0 nothing shows. Which of the two is "
        "in your code?"
    ),
)
class PenaltyForGradient(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta)
        return grad_input, grad_w + l2_lambda / 2 * np.sum(self.weights**2), grad_b


@misconception("penalty-for-its-gradient", "DenseLayer", variant="without-the-half")
class WholePenaltyForGradient(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta)
        return grad_input, grad_w + l2_lambda * np.sum(self.weights**2), grad_b


@misconception(
    "l1-for-l2",
    "DenseLayer",
    title="The sign of a weight is added, as for L1",
    hint=(
        "Two penalties are in use: one on the sizes of the weights, one on their squares. Which of them pulls a large "
        "weight harder than a small one? Take the weights 0.01 and 100. With the first kind both are pulled by the "
        "same amount; with the other the second is pulled ten thousand times as hard. Look at the statement's "
        "penalty: what stands under the sum? Then try yours: a delta of zeros and weights of 0.5 and 5. Are the two "
        "entries of grad_w equal? np.sign, or a division by the absolute value, leaves nothing but -1, 0 and 1. For a "
        "weight of exactly 1 or -1 both kinds agree, so a trial with ones proves nothing. The equal pull drives small "
        "weights to 0 altogether, which is another aim."
    ),
)
class L1ForL2(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta)
        return grad_input, grad_w + l2_lambda * np.sign(self.weights), grad_b


@misconception(
    "l2-doubled",
    "DenseLayer",
    title="L2 is added with a factor of 2",
    hint=(
        "The penalty in the statement has a half in front of its squares. What becomes of the half when you "
        "differentiate? Try it in numbers: at w = 5 the square is 25, at 5.01 it is 25.1001, so the square alone "
        "rises by about 10 for each unit of w. Half of the square goes from 12.5 to 12.55005, so by about 5. Which "
        "slope is in your code? Other authors leave the half out and then have a 2; both are honest, but a strength "
        "that is quoted for one is twice as strong for the other. The direction of the pull is right either way, and "
        "the network trains. With l2_lambda of 0 you cannot see it. A delta of zeros shows your factor at once: what "
        "is grad_w for a weight of 1?"
    ),
)
class L2Doubled(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return super().backward(delta, 2 * l2_lambda)


@misconception(
    "l2-divided-by-batch",
    "DenseLayer",
    title="L2 is divided by the number of samples",
    hint=(
        "Does a penalty for large weights depend on how many samples are looked at? Run backward with a delta of "
        "zeros, once for a batch of 2 and once for a batch of 8, with equal weights and l2_lambda. The data are "
        "silent, so grad_w should be the same both times; is one a quarter of the other? Then a division reaches a "
        "term that has nothing to do with the batch. In small: rent for a room is shared by the guests, but the fine "
        "for smoking is not a matter of their number. Parentheses decide it: (6 + 4) / 2 is 5 and 6 / 2 + 4 is 7. "
        "With a batch of one both agree. In a training the last, smaller batch of each epoch would punish more than "
        "the others. Which part of grad_w does your division reach?"
    ),
)
class L2DividedByBatch(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return super().backward(delta, l2_lambda / len(delta))


@misconception(
    "l2-subtracted",
    "DenseLayer",
    title="L2 has the wrong sign",
    hint=(
        "The caller subtracts the gradient from the weights. Should a large weight grow or shrink through the "
        "penalty, and what does yours do? Play one step by hand: the weight is 2, the data say nothing, the learning "
        "rate is 0.1, and the penalty's slope at 2 points upwards. A move against it makes the weight smaller, say "
        "1.9; with your sign it becomes 2.1. From there the next push is larger still: 2.205, then about 2.315. That "
        "is interest on debts instead of saving. Weights of both signs run away from 0, slowly at first, as the "
        "strength is usually small, and finally the outputs explode. Without a penalty nothing happens. Perhaps you "
        "have written down the step in place of the gradient: who does the subtracting in this track?"
    ),
)
class L2Subtracted(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return super().backward(delta, -l2_lambda)


@misconception(
    "l2-accumulates",
    "DenseLayer",
    title="L2 of earlier calls is added in",
    hint=(
        "Call backward twice with the same arguments and compare the two grad_w. Should they differ? Then call it "
        "with l2_lambda of 0: is there still a pull on the weights? In your object something grows from call to call. "
        "In small: a waiter with `self.bill += price` is right to add up; one who is asked for the price of a coffee, "
        "at 3, and says 3, then 6, then 9 is not. The argument says how strong the penalty is in this call, and the "
        "call before has had its own. With data alone all is well, and so is the first call with a penalty. In a "
        "training the pull rises with each step until every weight is crushed to 0. Which attribute does your "
        "backward read and write at once?"
    ),
)
class L2Accumulates(DenseLayer):
    total = 0.0

    def backward(self, delta, l2_lambda=0.0):
        self.total += l2_lambda
        return super().backward(delta, self.total)


@misconception(
    "l2-moves-the-weights",
    "DenseLayer",
    title="L2 shrinks the weights themselves",
    hint=(
        "Which attributes does your backward assign? Copy weights before the call, use l2_lambda of 1, and compare "
        'afterwards: have they shrunk? "Weight decay" is often described as a shrinking in each step, and that is one '
        "way to build it, in the optimizer. Here the layer reports a gradient, and the caller moves. In small: with a "
        "rate of 0.1 a pull of 2 takes the weight 2 to 1.8. If the layer has already taken it to 1.98 on the quiet, "
        "the caller arrives at 1.78 or so: the penalty was charged twice. A second backward for the same forward "
        "starts from other weights than the outputs came from. With l2_lambda of 0 nothing moves, and the returned "
        "gradients may be right in the first call. Who may write to the parameters?"
    ),
)
class L2MovesTheWeights(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        gradients = super().backward(delta, l2_lambda)
        self.weights = self.weights * (1 - 0.01 * l2_lambda)
        return gradients


for _rate in (0.1, 0.001):

    @misconception("l2-moves-the-weights", "DenseLayer", variant=f"by-{_rate}")
    class L2MovesTheWeightsFaster(DenseLayer):
        rate = _rate

        def backward(self, delta, l2_lambda=0.0):
            gradients = super().backward(delta, l2_lambda)
            self.weights = self.weights - self.rate * l2_lambda * self.weights
            return gradients


for _rate in (0.1, 0.01, 0.001):

    @misconception("l2-moves-the-weights", "DenseLayer", variant=f"by-{_rate}-before-the-input-gradient")
    class L2MovesTheWeightsFirst(DenseLayer):
        rate = _rate

        def backward(self, delta, l2_lambda=0.0):
            _, grad_w, grad_b = super().backward(delta, l2_lambda)
            self.weights = self.weights - self.rate * l2_lambda * self.weights
            return delta @ self.weights.T, grad_w, grad_b


for _rate in (1.0, 0.1, 0.01, 0.001):

    @misconception("l2-moves-the-weights", "DenseLayer", variant=f"instead-by-{_rate}")
    class L2MovesTheWeightsInstead(DenseLayer):
        rate = _rate

        def backward(self, delta, l2_lambda=0.0):
            self.weights = self.weights - self.rate * l2_lambda * self.weights
            return super().backward(delta)


@misconception(
    "l2-written-into-the-weights",
    "DenseLayer",
    title="backward writes l2_lambda * weights into the weights",
    hint=(
        "Copy weights, call backward with l2_lambda of 0.5, and compare. Have they changed, perhaps to half of what "
        "they were? An operator with an equals sign writes its result into the array on its left. In small: `w = "
        "np.array([4.0, 8.0])`, `w *= 0.25`, and w is now 1, 2: the old numbers are gone, for every name that w has. "
        "With `p = w * 0.25` there are two arrays, and w is as it was. A product that is only an ingredient of a "
        "gradient should be such a second array. The first returned gradient may be right; the next forward is "
        "computed with ruined weights, and one call more ruins them further. With l2_lambda of 0 it is skipped or "
        "looks different. Which line of yours has self.weights on its left side?"
    ),
)
class L2WrittenIntoWeights(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        gradients = super().backward(delta, l2_lambda)
        if l2_lambda:
            self.weights *= l2_lambda
        return gradients


@misconception("l2-written-into-the-weights", "DenseLayer", variant="before-the-input-gradient")
class L2WrittenIntoWeightsFirst(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        if l2_lambda:
            self.weights *= l2_lambda
        grad_input, grad_w, grad_b = super().backward(delta)
        return grad_input, grad_w + (self.weights if l2_lambda else 0.0), grad_b


@misconception("l2-written-into-the-weights", "DenseLayer", variant="zero-too")
class ZeroWrittenIntoWeights(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        gradients = super().backward(delta, l2_lambda)
        self.weights *= l2_lambda
        return gradients


@misconception("l2-written-into-the-weights", "DenseLayer", variant="zero-too-before-the-input-gradient")
class ZeroWrittenIntoWeightsFirst(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        self.weights *= l2_lambda
        grad_input, grad_w, grad_b = super().backward(delta)
        return grad_input, grad_w + self.weights, grad_b


@misconception(
    "first-input-kept",
    "DenseLayer",
    title="The input of the first forward pass is kept for ever",
    hint=(
        "backward belongs to the latest forward. When does your code store the input: in every call, or only while "
        "the cache is empty? Send a batch of zeros through, then a batch of ones, and print input_cache. In small: "
        "`cache = cache or x` with a cache of None takes 3 when x is 3, and stays at 3 when x is 4; whoever wants the "
        "latest has to forget the earlier. A first pass, and each new layer, is right. From the second batch on, "
        "grad_w is a product of old inputs and new deltas. If the sizes agree, no error is raised and the loss even "
        "falls for a while, since batches resemble each other. In an epoch with a smaller last batch the shapes "
        "finally clash. Which condition guards the assignment?"
    ),
)
class FirstInputKept(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        first = self.input_cache
        z = super().forward(x, weights, bias)
        self.input_cache = x if first is None else first
        return z


@misconception(
    "gradients-in-another-order",
    "DenseLayer",
    title="The three gradients are in another order",
    hint=(
        "The caller takes your tuple apart by its order. Which gradient comes first in the statement's tuple, and "
        "which one in yours? A tuple has no names inside: `x, y = (7, 2)` makes x 7, even if the one who wrote it "
        "meant y. Print the three shapes of your answer for a batch of 5 samples in a layer of 2 inputs and 4 "
        "outputs: there is one of (5, 2), one of (2, 4) and one with four numbers. In which order do they stand? Your "
        "own test takes them out in the order in which you put them in, and finds everything right. With other code, "
        "the gradient of the weights would travel to the layer before. If batch and layer happen to have equal sizes, "
        "the shapes do not give any warning."
    ),
)
class GradientsInAnotherOrder(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_w, grad_b, grad_input


for _order in ((0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):

    @misconception("gradients-in-another-order", "DenseLayer", variant="-".join("xwb"[place] for place in _order))
    class GradientsInYetAnotherOrder(DenseLayer):
        order = _order

        def backward(self, delta, l2_lambda=0.0):
            gradients = super().backward(delta, l2_lambda)
            return tuple(gradients[place] for place in self.order)

    @misconception(
        "gradients-in-another-order",
        "DenseLayer",
        variant="-".join("xwb"[place] for place in _order) + "-with-a-flat-bias",
    )
    class FlatBiasInAnotherOrder(GradientsInYetAnotherOrder, FlatBias): ...


@misconception(
    "bias-in-double-precision",
    "DenseLayer",
    title="dtype is forgotten for the bias",
    hint=(
        "Which type has an array of zeros if nothing is said about it? Print np.zeros(2).dtype, then bias.dtype and "
        "weights.dtype of a new layer. Are the last two the same? Types mix in a certain way: np.ones(2, np.float32) "
        "+ np.zeros(2) has the type float64. So a single array that is double makes everything behind it double, like "
        "one drop of ink in a glass of water. All numbers are right, even slightly more exact than wanted. But the "
        "next layer computes in double precision, needs twice the memory, and the speed for which somebody chose "
        "float32 is gone without a message. With dtype=np.float64 the layer is right. Where in your constructor is "
        "dtype mentioned, and how many arrays are made there?"
    ),
)
class BiasInDoublePrecision(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng, dtype)
        self.bias = np.zeros(self.bias.shape)


@misconception("bias-in-double-precision", "DenseLayer", variant="flat-bias")
class BiasInDoublePrecisionFlat(BiasInDoublePrecision, FlatBias): ...


@misconception(
    "always-single",
    "DenseLayer",
    title="The layer is always float32",
    hint=(
        "float32 is only the default. Make a layer with dtype=np.float64 and print the types of weights and bias. "
        "Where does your constructor use the argument, and where a type that is written out? In small: `def "
        'greet(name="Ann"): return "Hello Ann"` is right for the default and for nothing else. float32 keeps about 7 '
        "digits: np.float32(1) + np.float32(1e-8) == 1 is True, whereas in double precision 1 + 1e-8 differs from 1. "
        "For training that is plenty. For a check by small differences it is not: the change of 1e-6 at which one "
        "looks drowns in rounding. Somebody who asks for double precision usually has such a reason, and gets noise. "
        "Two layers, one of each type, should then differ; do yours?"
    ),
)
class AlwaysSingle(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng)


@misconception("always-single", "DenseLayer", variant="flat-bias")
class AlwaysSingleFlat(AlwaysSingle, FlatBias): ...


@misconception(
    "double-by-default",
    "DenseLayer",
    title="The default type is float64",
    hint=(
        "What type have weights and bias when the caller says nothing about it? Print both for a layer that is made "
        "from two sizes alone, and read the default in the statement's signature. numpy computes in double precision "
        "unless told otherwise, np.zeros(1).dtype is float64, so whoever leaves the matter to numpy, or writes that "
        "type into his own signature, ends here. The numbers look the same on the screen to many digits. A million "
        "weights of 4 bytes each are 4 megabytes, of 8 bytes 8; on many machines the larger ones take twice as long. "
        "Whoever passes dtype gets what he wants in your layer, so only a call without it can tell. Which default did "
        "you write, and does it reach both arrays?"
    ),
)
class DoubleByDefault(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float64):
        super().__init__(n_in, n_out, rng, dtype)


@misconception("double-by-default", "DenseLayer", variant="flat-bias")
class DoubleByDefaultFlat(DoubleByDefault, FlatBias): ...


@misconception(
    "normal-draw",
    "DenseLayer",
    title="The weights are drawn from a normal distribution",
    hint=(
        "Glorot's initialisation exists in two forms. Which one has the exercise before this, and which is in your "
        "constructor? Draw 10000 numbers from each kind with a standard deviation of 1: `np.random.randn(10000)` "
        "reaches beyond 3, `np.random.uniform(-1.732, 1.732, 10000)` ends before 1.74. So print the largest absolute "
        "value in a layer of 100 by 200 and compare it with the limit that the docstring gives for these sizes: is it "
        "larger? Mean and spread of the two forms are equal, that is how the limit was chosen, and a check that "
        "computes only these is satisfied. Networks train with both. A seed makes other weights, though, and somebody "
        "who relies on the limit, to store the weights in few bits, finds some that do not fit."
    ),
)
class NormalDraw(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        source = np.random if rng is None else rng
        weights = source.normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out)).astype(dtype)
        super().__init__(n_in, n_out, np.random.default_rng(0), dtype)
        self.weights = weights


for _name, _spread in {
    "as-wide-as-the-limit": lambda n_in, n_out: np.sqrt(6 / (n_in + n_out)),
    "from-the-inputs": lambda n_in, n_out: np.sqrt(2 / n_in),
    "one-over-the-root": lambda n_in, n_out: np.sqrt(1 / n_in),
    "one": lambda n_in, n_out: 1.0,
    "a-tenth": lambda n_in, n_out: 0.1,
    "a-hundredth": lambda n_in, n_out: 0.01,
}.items():

    @misconception("normal-draw", "DenseLayer", variant=_name)
    class NormalDrawOfAnotherSpread(DenseLayer):
        spread = staticmethod(_spread)

        def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
            source = np.random if rng is None else rng
            weights = source.normal(0, self.spread(n_in, n_out), (n_in, n_out)).astype(dtype)
            super().__init__(n_in, n_out, np.random.default_rng(0), dtype)
            self.weights = weights


@misconception(
    "rng-ignored",
    "DenseLayer",
    title="The rng is ignored",
    hint=(
        "Two layers with equally seeded generators should be equal. Make them with np.random.default_rng(3) each, and "
        "subtract their weights. Where does your constructor use rng? In small: np.random.default_rng(3).random() "
        "gives the same number in each run, np.random.random() another one each time. A generator that is handed in "
        "is like a pack of cards in agreed order; whoever draws from his own pack gets fine cards too, only nobody "
        "can repeat the game. The weights have the right range and shape, so a histogram shows nothing. Also ask the "
        "other way round: after your layer is made, has the generator moved on, or does its next number equal the "
        "first of a fresh one with the same seed? A call without rng is right in your code."
    ),
)
class RngIgnored(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, None, dtype)


@misconception(
    "fixed-seed",
    "DenseLayer",
    title="Without rng all layers have the same weights",
    hint=(
        "Make two layers of equal sizes without rng and subtract their weights. Is the difference 0? Then they have "
        "the same seed, hidden somewhere in your constructor or in a default. In small: "
        "np.random.default_rng(0).random() gives about 0.637 however often you run the line, since each run makes a "
        "new generator at the same starting point; one generator that is made once and asked twice gives two numbers. "
        "Results that repeat are pleasant while one looks for mistakes. But repeating is for the caller to choose, by "
        'handing in a generator; without one, layers should differ. Ten trainings "with ten starts" would be one '
        "training done ten times. One layer by itself looks perfect. Which number in your code stands for the seed?"
    ),
)
class FixedSeed(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, np.random.default_rng(0) if rng is None else rng, dtype)


for _number in (1, 2, 3, 7, 10, 100, 123, 1234, 12345, 2024):

    @misconception("fixed-seed", "DenseLayer", variant=f"of-{_number}")
    class FixedSeedOfAnotherNumber(DenseLayer):
        number = _number

        def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
            super().__init__(n_in, n_out, np.random.default_rng(self.number) if rng is None else rng, dtype)


for _number in (1, 7, 123, 1234):

    @misconception("fixed-seed", "DenseLayer", variant=f"of-{_number}-in-the-old-generator")
    class FixedSeedOfTheOldGenerator(DenseLayer):
        number = _number

        def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
            super().__init__(n_in, n_out, np.random.RandomState(self.number) if rng is None else rng, dtype)


@misconception(
    "limit-from-inputs",
    "DenseLayer",
    title="The limit of the draw depends on the number of inputs only",
    hint=(
        "Which sizes does the limit depend on in the docstring, and on which does yours? Compute it for a layer of 3 "
        "inputs and 5 outputs and for one of 5 inputs and 3 outputs: by the docstring the two limits should agree. "
        "Then print the largest absolute weight of a 300 by 500 layer and of a 500 by 300 one. Are they alike? The "
        "signals go forward through one size and gradients come back through the other; Glorot's rule is a compromise "
        "between both directions. A road is planned for the traffic into town and out of it. Rules with the inputs "
        "alone exist as well, made for other activations, so a mix-up is easy. Your weights have the right shape and "
        "centre, only their range is another one, whatever the number of outputs is."
    ),
)
class LimitFromInputs(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng, dtype)
        self.weights = (self.weights * np.sqrt((n_in + n_out) / n_in)).astype(dtype)


@misconception("limit-from-inputs", "DenseLayer", variant="three-over-the-inputs")
class LimitOfThreeOverInputs(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng, dtype)
        self.weights = (self.weights * np.sqrt((n_in + n_out) / (2 * n_in))).astype(dtype)


@misconception(
    "gradient-clipped",
    "DenseLayer",
    title="Gradients are clipped inside the layer",
    hint=(
        "What do your gradients do when delta becomes 1000 times as large? With l2_lambda of 0 all three should "
        "become 1000 times as large too. Does one of them stop at some number? In small: np.clip([0.5, 20, 80], -5, "
        "5) is 0.5, 5, 5; the third was four times the second and is now its equal. A scale that ends at 5 kilograms "
        "says 5 for a child and for a car. Limits on steps are chosen by the one who makes the steps, here the "
        "caller, who can see the gradients of all layers and scale them together. A layer that cuts in secret takes "
        "that choice from him. Examples with numbers of ordinary size pass unharmed, down to the last digit. Which "
        "line was put in as a precaution?"
    ),
)
class GradientClipped(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return tuple(np.clip(gradient, -5, 5) for gradient in super().backward(delta, l2_lambda))


for _bound in (0.5, 1, 2, 10, 50, 100):

    @misconception("gradient-clipped", "DenseLayer", variant=f"at-{_bound}")
    class GradientClippedAt(DenseLayer):
        bound = _bound

        def backward(self, delta, l2_lambda=0.0):
            return tuple(np.clip(gradient, -self.bound, self.bound) for gradient in super().backward(delta, l2_lambda))


for _bound in (0.5, 1, 2, 5, 10, 50, 100):

    @misconception("gradient-clipped", "DenseLayer", variant=f"of-the-parameters-at-{_bound}")
    class ParameterGradientsClippedAt(DenseLayer):
        bound = _bound

        def backward(self, delta, l2_lambda=0.0):
            grad_input, *others = super().backward(delta, l2_lambda)
            return grad_input, *(np.clip(gradient, -self.bound, self.bound) for gradient in others)


for _bound in (0.5, 1, 2, 5, 10, 50, 100):

    @misconception("gradient-clipped", "DenseLayer", variant=f"of-delta-at-{_bound}")
    class DeltaClippedAt(DenseLayer):
        bound = _bound

        def backward(self, delta, l2_lambda=0.0):
            return super().backward(np.clip(delta, -self.bound, self.bound), l2_lambda)


for _place, _of in enumerate(("the-input", "the-weights")):
    for _bound in (1, 5, 10):

        @misconception("gradient-clipped", "DenseLayer", variant=f"of-{_of}-at-{_bound}")
        class OneGradientClippedAt(DenseLayer):
            place, bound = _place, _bound

            def backward(self, delta, l2_lambda=0.0):
                gradients = list(super().backward(delta, l2_lambda))
                gradients[self.place] = np.clip(gradients[self.place], -self.bound, self.bound)
                return tuple(gradients)


@misconception(
    "delta-changed",
    "DenseLayer",
    title="backward writes into delta",
    hint=(
        "Keep a copy of delta before the call and compare it with the array afterwards. Is each number still the "
        "same, or have all become smaller? An operator such as /= or *= does not make a new array; it writes into the "
        "one that the caller owns. In small: `a = np.array([6.0, 9.0])`, `b = a`, `b /= 3`: a now shows 2, 3 as well. "
        "A name inside your method is only another name for the caller's array. The first answer may be exact. A "
        "second backward with the same array gives smaller gradients, and a third smaller ones again, although "
        "nothing seems to have happened between them. If the caller still needs it for another layer, that one gets "
        "the ruined numbers. With a batch of one a division by its size changes nothing, so the mistake sleeps."
    ),
)
class DeltaChanged(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, _, _ = super().backward(delta)
        delta /= len(delta)
        _, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_input, grad_w, grad_b


@misconception("delta-changed", "DenseLayer", variant="afterwards")
class DeltaChangedAfterwards(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        gradients = super().backward(delta, l2_lambda)
        delta *= 0.5
        return gradients


@misconception(
    "fixed-seed-of-42",
    "DenseLayer",
    title="Without rng, the weights come from a generator with the seed 42",
    hint=(
        "Make two layers of one size without a generator and subtract their weights. Is the difference zero "
        "everywhere? Whoever gives no rng wants draws that differ from layer to layer. Your replacement has a number "
        "in its brackets, and a generator made with a number always begins at the same place: "
        "`np.random.default_rng(42).integers(20)` is 1 in every program on every day. Two witnesses who learnt one "
        "text by heart are not two witnesses. A deep network with ten layers of equal size begins with ten equal "
        "matrices, and a second run is no second chance. Layers of different sizes hide it. What would the line have "
        "to leave out, so that chance decides, and is a replacement needed at all?"
    ),
)
class FixedSeedOf42(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, np.random.default_rng(42) if rng is None else rng, dtype)


@misconception(
    "global-generator-set-to-42",
    "DenseLayer",
    title="Each new layer starts numpy's older generator at 42",
    hint=(
        "Draw without rng after np.random.seed(1) and again after np.random.seed(2), from layers of one size. Do both "
        "seeds lead to the same weights? Then a later seed has overruled them, and it stands in your constructor. The "
        "generator behind np.random serves everybody in the program, and calling np.random.seed in a layer sends all "
        "of them back to one place; a RandomState with the number does so for the layers alone. For comparison, "
        "without a layer: `np.random.seed(42)` and `np.random.rand()` give 0.3745 to four digits, every single time. A "
        "teacher who starts each lesson on page 1 never gets to page 2. One layer looks fine, and so do layers that "
        "are handed a generator of their own, since those never ask np.random. What do two layers of 3 inputs and 3 "
        "outputs have in common in your code?"
    ),
)
class GlobalGeneratorSetTo42(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        np.random.seed(42)
        super().__init__(n_in, n_out, rng, dtype)


@misconception(
    "global-generator-set-to-0",
    "DenseLayer",
    title="Each new layer starts numpy's older generator at 0",
    hint=(
        "Does your constructor call np.random.seed, or make a RandomState of its own with a number? After the first, "
        "making a layer has an effect on everything drawn afterwards: the order of the data, the noise, the next "
        "layer. After the second, the layers alone are alike. Write down three calls of np.random.randint(50) after a "
        "seed of 0: they are 44, 47 and 0. Now think of a seed set between the first and the second of them: the "
        "second answer is 44 again. A seed of zero is a seed like any other and not the absence of one. Somebody who "
        "compares ten runs gets ten equal ones and believes that the method is very stable. Should a part of a program "
        "decide about the chance of the whole? Which argument did the statement provide for repeatable weights?"
    ),
)
class GlobalGeneratorSetTo0(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        np.random.seed(0)
        super().__init__(n_in, n_out, rng, dtype)


@misconception(
    "bias-drawn",
    "DenseLayer",
    title="The bias is drawn at random",
    hint=(
        "Send zeros through a new layer: `layer.forward(np.zeros((2, 5)))` for one with five inputs. What comes out "
        "is the bias, once for each row. Is it zero? Only the weights need chance, so that outputs which begin alike "
        "become different; once the weights differ, the outputs do. A bias that starts at random shifts each output "
        "before any sample has spoken. Imagine kitchen scales that show 3 grams, or minus 2, with nothing on them: an "
        "honest measurement begins at nought. Later training can repair the shift, which is why a loss curve looks "
        "healthy. Besides, the extra draws move the generator on, so that a layer made afterwards gets other weights "
        "than it would have. Which of the two parameters does the statement draw?"
    ),
)
class BiasDrawn(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng, dtype)
        source, limit = np.random if rng is None else rng, np.sqrt(6 / (n_in + n_out))
        self.bias = source.uniform(-limit, limit, (1, n_out)).astype(dtype)


for _name, _draw in {
    "normal": lambda source, size: source.normal(0, 1, size),
    "normal-a-tenth": lambda source, size: source.normal(0, 0.1, size),
    "normal-a-hundredth": lambda source, size: source.normal(0, 0.01, size),
    "from-0-to-1": lambda source, size: source.uniform(0, 1, size),
    "up-to-1": lambda source, size: source.uniform(-1, 1, size),
    "up-to-a-tenth": lambda source, size: source.uniform(-0.1, 0.1, size),
}.items():

    @misconception("bias-drawn", "DenseLayer", variant=_name)
    class BiasDrawnOtherwise(DenseLayer):
        draw = staticmethod(_draw)

        def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
            super().__init__(n_in, n_out, rng, dtype)
            self.bias = self.draw(np.random if rng is None else rng, (1, n_out)).astype(dtype)

    @misconception("bias-drawn", "DenseLayer", variant=f"{_name}-without-rng")
    class BiasDrawnOtherwiseWithoutRng(DenseLayer):
        draw = staticmethod(_draw)

        def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
            super().__init__(n_in, n_out, rng, dtype)
            self.bias = self.draw(np.random, (1, n_out)).astype(dtype)


@misconception(
    "one-sided-draw",
    "DenseLayer",
    title="The weights are drawn from 0 to the limit",
    hint=(
        "Count the negative weights of a large new layer. There should be about as many as positive ones; are there "
        "none? A generator's uniform takes a lower and an upper end, and with one end at zero it never goes below. "
        "Compare the means of many draws: from -2 to 2 they settle near 0, from 0 to 2 near 1. If all weights are "
        "positive, an output is something like the sum of its inputs, and all outputs of a layer resemble each other; "
        "with positive inputs the sums also grow from layer to layer. A choir in which everybody can only sing louder "
        "has no harmony. The largest element is as large as it should be, so a glance at the maximum finds nothing. "
        "What are the two ends in your call?"
    ),
)
class OneSidedDraw(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng, dtype)
        self.weights = (self.weights / 2 + np.sqrt(1.5 / (n_in + n_out))).astype(dtype)


@misconception(
    "limit-of-another-rule",
    "DenseLayer",
    title="The limit of the draw is one over the root of the number of inputs",
    hint=(
        "Which sizes of the layer occur in your limit, and which ones in the statement's? One over the root of n_in "
        "is a rule that many programs use, and another exercise of this course as well; the rule asked for here is "
        "Glorot's, with both sizes and a 6. Take a layer of 12 inputs and 12 outputs: one over the root of 12 is "
        "about 0.289, the root of 6 / 24 is 0.5. Weights that are too small by such a factor make signals fade, and "
        "after six layers about a twenty-seventh is left of what there would be. Boots of size 40 fit somebody, but "
        "you measured another foot. For five times as many outputs as inputs both rules give one number, and an "
        "example with such sizes would pass. What changes in your limit if you double n_out?"
    ),
)
class LimitOfAnotherRule(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng, dtype)
        self.weights = (self.weights * np.sqrt((n_in + n_out) / (6 * n_in))).astype(dtype)


@misconception(
    "root-of-six-alone",
    "DenseLayer",
    title="The root in the limit is taken of 6 alone",
    hint=(
        "Where does the bracket of your root close: behind the 6, or behind the whole fraction? For a sum of sizes of "
        "24 the root of 6 / 24 is 0.5, while the root of 6 divided by 24 is about 0.102. The two differ by the root "
        "of the sum, so the error grows with the layer: nearly five times too small here, ten times with a hundred "
        "features. In other words, the variance falls with the square of the size instead of with the size, and a sum "
        'over many inputs comes out as almost nothing. Reading a formula aloud helps: "the root of six over the sum" '
        "can mean either. Only if the sum of both sizes were 1 would the two readings agree. How large is the largest "
        "weight of a layer with 30 inputs and 24 outputs, where the limit should be a third?"
    ),
)
class RootOfSixAlone(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng, dtype)
        self.weights = (self.weights / np.sqrt(n_in + n_out)).astype(dtype)


@misconception(
    "weights-gradient-transposed",
    "DenseLayer",
    title="grad_w is transposed",
    hint=(
        "What are the shapes of weights and of grad_w in a layer of 2 inputs and 5 outputs? The number at row i and "
        "column j of the one says how the loss reacts to the number at row i and column j of the other, so both are "
        "laid out alike. The order of the two factors in your product decides: rows come from the first one. With a "
        "column of 2 numbers and a row of 5, first times second is a table of 2 rows; a column of 5 and a row of 2 "
        "make 5 rows. A map of a town with streets and avenues exchanged lists the same crossings, all in the wrong "
        "places. For equally many inputs and outputs no shape warns you, and the optimizer moves the mirror image of "
        "each weight. With L2 the addition of two unequal shapes may fail first. Which array should stand on the left?"
    ),
)
class WeightsGradientTransposed(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta)
        return grad_input, grad_w.T + (l2_lambda * self.weights if l2_lambda else 0.0), grad_b


@misconception("weights-gradient-transposed", "DenseLayer", variant="with-its-penalty")
class WeightsGradientTransposedAtTheEnd(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_input, grad_w.T, grad_b


@misconception("weights-gradient-transposed", "DenseLayer", variant="before-any-penalty")
class WeightsGradientTransposedFirst(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta)
        return grad_input, grad_w.T + l2_lambda * self.weights, grad_b


@misconception("weights-gradient-transposed", "DenseLayer", variant="before-any-penalty-in-place")
class WeightsGradientTransposedInPlace(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta)
        grad_w = grad_w.T
        grad_w += l2_lambda * self.weights
        return grad_input, grad_w, grad_b


@misconception(
    "last-sample-only",
    "DenseLayer",
    title="grad_w and grad_b hold the share of the last sample only",
    hint=(
        "In a loop over samples, is your gradient set or added to? Follow it on paper for the numbers 5, 2, 9: with "
        "`total = n` you hold 5, then 2, then 9; with `total += n` it is 5, 7, 16. Only the second has heard from "
        "everybody. Take a batch of three samples, and set the first row of delta to zeros: the gradients should "
        "change, since a sample has fallen silent. Do yours stay as they are? In training, a batch of 32 would work "
        "like a batch of one, noisy and slow, while the time for all 32 is spent. One sample alone gives the right "
        "answer, and so does a batch whose earlier deltas are zero. Which line of the loop should contain a plus "
        "sign, and what has to be there before the loop begins?"
    ),
)
class LastSampleOnly(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, _, _ = super().backward(delta)
        last = np.zeros_like(delta)
        last[-1] = delta[-1]
        _, grad_w, grad_b = super().backward(last, l2_lambda)
        return grad_input, grad_w, grad_b


@misconception(
    "gradients-accumulate",
    "DenseLayer",
    title="grad_w and grad_b of earlier calls are added in",
    hint=(
        "Call backward two times in a row with one delta. Is the second answer twice the first? Nothing has changed "
        "between the calls, so nothing should differ. Your layer keeps an attribute that each call adds to and that "
        "nobody clears. A counter at a door shows how many people came in since it was hung up; asked for today's "
        "visitors, one has to set it to zero in the morning. With calls that deliver 4, 4 and 4 such a counter says "
        "4, 8 and 12. Some libraries add up on purpose and offer a command to clear; this layer has none, and it is "
        "the caller who moves the parameters. The very first call is right, and so is every test that makes a new "
        "layer for each backward. What lives longer in your code than one call?"
    ),
)
class GradientsAccumulate(DenseLayer):
    sum_w = sum_b = 0.0

    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        self.sum_w, self.sum_b = self.sum_w + grad_w, self.sum_b + grad_b
        return grad_input, self.sum_w, self.sum_b


@misconception(
    "backward-takes-a-step",
    "DenseLayer",
    title="backward moves weights and bias by a step of gradient descent",
    hint=(
        "Compare the weights before and after a backward. Are they still the same? This layer reports what would have "
        "to change and leaves the changing to its caller, who knows the learning rate. If both of them take the step, "
        "it is taken twice: someone asks a friend how far it is to the station, and the friend walks there in his "
        "place. With a weight of 1.0, a gradient of 2.0 and a rate of 0.1 the caller ends at 0.8; if the layer has "
        "subtracted 0.02 before, it ends at 0.78, and no one can say where the rest went. The returned gradients are "
        "right, at least in the first call, and the loss falls. Is there a learning rate in your file, although the "
        "statement gives none?"
    ),
)
class BackwardTakesStep(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        self.weights = self.weights - 0.01 * grad_w
        self.bias = self.bias - 0.01 * grad_b
        return grad_input, grad_w, grad_b


for _rate in (1.0, 0.1, 0.001):

    @misconception("backward-takes-a-step", "DenseLayer", variant=f"of-{_rate}")
    class BackwardTakesAnotherStep(DenseLayer):
        rate = _rate

        def backward(self, delta, l2_lambda=0.0):
            grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
            self.weights = self.weights - self.rate * grad_w
            self.bias = self.bias - self.rate * grad_b
            return grad_input, grad_w, grad_b


for _rate in (0.1, 0.01, 0.001):

    @misconception("backward-takes-a-step", "DenseLayer", variant=f"of-{_rate}-before-the-input-gradient")
    class BackwardTakesAStepFirst(DenseLayer):
        rate = _rate

        def backward(self, delta, l2_lambda=0.0):
            _, grad_w, grad_b = super().backward(delta, l2_lambda)
            self.weights = self.weights - self.rate * grad_w
            self.bias = self.bias - self.rate * grad_b
            return delta @ self.weights.T, grad_w, grad_b


@misconception(
    "weights-override-taken-over",
    "DenseLayer",
    title="The weights that are passed to forward stay, the bias does not",
    hint=(
        "Note the output for some x, call forward once with other weights, then without. Is the first output back? A "
        "replacement holds for one call, as a substitute teacher holds for one lesson; afterwards the usual one is "
        "there again. Your bias behaves like that, and your weights do not: look for `self.` on the left of an equals "
        "sign in forward. A tiny class shows the difference: `def price(self, tax=None): self.tax = tax or self.tax` "
        "makes price(7) change all later prices, while a plain name `t` on the left ends with the call. Whoever tries "
        "out weights in order to compare losses would leave the layer with the last ones tried, usually not the best. "
        "A single call with a replacement gives the right numbers, so it has to be the second one that shows it. Why "
        "do the two arguments differ in your code?"
    ),
)
class WeightsOverrideTakenOver(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        self.weights = self.weights if weights is None else weights
        return super().forward(x, bias=bias)


@misconception(
    "bias-override-taken-over",
    "DenseLayer",
    title="The bias that is passed to forward stays, the weights do not",
    hint=(
        "What is layer.bias after a forward that was given another bias? It should be what it was before. The "
        "argument lends the layer a row of numbers for a single call; your weights are treated as lent, your bias as "
        "a present. Check with zeros as input: `forward(zeros)` shows the layer's own bias. Call it once, then with "
        "bias=5 for each output, then again without, and compare the first answer with the third. A guest who hangs "
        "up his own picture for an evening takes it down when he leaves. Since a new layer has a bias of zeros, the "
        "change looks like a slight shift in all outputs later on, which training can hide but not undo for the "
        "comparison that somebody wanted to make. Where does the attribute stand on the left-hand side?"
    ),
)
class BiasOverrideTakenOver(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        self.bias = self.bias if bias is None else bias
        return super().forward(x, weights=weights)


@misconception(
    "l2-of-the-squares",
    "DenseLayer",
    title="L2 adds the squares of the weights",
    hint=(
        "Is there a square in your line for L2? The penalty has one, its gradient does not: the slope of w² / 2 is w. "
        "For a weight of -3 the square is 9 and pushes the weight further down with each step, though it should be "
        "drawn up to zero; the slope is -3 and pulls it back. For 0.1 the square is a mere 0.01, a tenth of what is "
        "due. A spring pulls with a force that grows like the distance; what grows like the square is the energy "
        "stored in it. Only weights of 0 and of 1 get the same from both, and a test with ones would pass. Half of "
        "all weights are negative, so with a large l2_lambda they would run away from zero faster and faster. What do "
        "you get if you differentiate the penalty by a single weight?"
    ),
)
class L2OfSquares(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta)
        return grad_input, grad_w + l2_lambda * self.weights**2, grad_b


@misconception("l2-of-the-squares", "DenseLayer", variant="halved")
class L2OfHalfTheSquares(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta)
        return grad_input, grad_w + l2_lambda / 2 * self.weights**2, grad_b
