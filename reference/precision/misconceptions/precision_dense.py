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


@misconception(
    "override-taken-over",
    "DenseLayer",
    title="Weights that are passed to forward become the layer's own",
    hint="An override is for one call; the next call uses the layer's own again. Does your forward assign to "
    "self.weights or self.bias?",
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
    hint="Where does your forward use its second and its third argument, and what does it use when they are left out?",
)
class OverridesIgnored(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        return super().forward(x)


@misconception(
    "bias-override-needs-weights",
    "DenseLayer",
    title="A bias is used only where weights are passed as well",
    hint="The two overrides are independent of each other. What happens in your forward when only bias is given?",
)
class BiasOverrideNeedsWeights(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        return super().forward(x) if weights is None else super().forward(x, weights, bias)


@misconception(
    "caches-skip-overrides",
    "DenseLayer",
    title="A forward with overrides leaves the caches as they were",
    hint="The caches belong to the latest forward, whatever it was called with. Which lines of your forward "
    "are not reached when weights or bias is given?",
)
class CachesSkipOverrides(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        before = self.input_cache, self.z_cache
        z = super().forward(x, weights, bias)
        if weights is not None or bias is not None:
            self.input_cache, self.z_cache = before
        return z


@misconception(
    "input-not-kept",
    "DenseLayer",
    title="forward does not keep its input",
    hint="A variable of forward is gone when forward ends. Under which attribute does your backward look for "
    "the input, and who has put it there?",
    about=("test_backward_*", "test_*gradient", "test_both_*", "test_l2", "test_forward*", "test_other_weights"),
)
class InputNotKept(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        z = super().forward(x, weights, bias)
        self.input_cache = None
        return z


@misconception(
    "input-forgotten",
    "DenseLayer",
    title="backward throws the kept input away",
    hint="May backward be called twice after one forward? What does the second call find where the first one "
    "found the input?",
)
class InputForgotten(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        gradients = super().backward(delta, l2_lambda)
        self.input_cache = None
        return gradients


@misconception(
    "forward-returns-nothing",
    "DenseLayer",
    title="forward fills its caches and returns nothing",
    hint="What does `z = layer.forward(x)` put into z? A cache is for your own backward; which statement hands "
    "the result to the caller?",
)
class ForwardReturnsNothing(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        super().forward(x, weights, bias)


@misconception(
    "output-array-reused",
    "DenseLayer",
    title="forward fills one array again and again",
    hint="The caller may still hold what forward returned for the batch before. Is the array that you return "
    "now another one, or the same one with new numbers in it?",
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
    hint="One sample is one row of x, and the weights stand on its right. Which size comes first in their "
    "shape then? The statement's table has both.",
    about=("*",),
)
class WeightsStoredTransposed(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_out, n_in, rng, dtype)
        self.bias = np.zeros((1, n_out), dtype)

    def forward(self, x, weights=None, bias=None):
        return super().forward(x, (self.weights if weights is None else weights).T, bias)

    def backward(self, delta, l2_lambda=0.0):
        grad_w = delta.T @ self.input_cache + l2_lambda * self.weights
        return delta @ self.weights, grad_w, delta.sum(axis=0, keepdims=True)


@misconception(
    "zeros-are-no-override",
    "DenseLayer",
    title="An override of zeros is taken for no override",
    hint="Which question does your code ask: was something given, or is it different from zero?",
)
class ZerosAreNoOverride(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        weights = weights if np.any(weights) else None
        bias = bias if np.any(bias) else None
        return super().forward(x, weights, bias)


@misconception(
    "bias-left-out",
    "DenseLayer",
    title="The bias is left out of the forward pass",
    hint="With weights of zeros, what should the layer return, and what does yours return? Which of the two "
    "parameters has no part in it?",
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
    hint="z_cache and the returned value are one thing. At which line does your code store it?",
)
class ZNotCached(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        z = super().forward(x, weights, bias)
        self.z_cache = x @ self.weights
        return z


@misconception(
    "only-weights-averaged",
    "DenseLayer",
    title="grad_w is a mean and grad_b is a sum",
    hint="Sum or mean is your choice, once. Do both parameter gradients make the same one?",
)
class OnlyWeightsAveraged(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta)
        return grad_input, grad_w / len(delta) + l2_lambda * self.weights, grad_b


@misconception(
    "only-bias-averaged",
    "DenseLayer",
    title="grad_b is a mean and grad_w is a sum",
    hint="Sum or mean is your choice, once. Do both parameter gradients make the same one?",
)
class OnlyBiasAveraged(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_input, grad_w, grad_b / len(delta)


@misconception(
    "input-gradient-averaged",
    "DenseLayer",
    title="grad_input is divided by the number of samples",
    hint="Row i of grad_input belongs to sample i alone. Does it change when other samples join the batch?",
)
class InputGradientAveraged(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_input / len(delta), grad_w, grad_b


@misconception(
    "bias-gradient-total",
    "DenseLayer",
    title="grad_b is one number for all outputs",
    hint="Each output has a bias of its own. Over which axis should delta be summed, and which one should stay?",
)
class BiasGradientTotal(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_input, grad_w, np.full_like(grad_b, grad_b.sum())


@misconception(
    "bias-gradient-per-sample",
    "DenseLayer",
    title="grad_b is not summed over the batch",
    hint="What shape has your grad_b for a batch of four samples, and what shape has the bias?",
)
class BiasGradientPerSample(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, _ = super().backward(delta, l2_lambda)
        return grad_input, grad_w, delta.copy()


@misconception(
    "bias-gradient-over-the-features",
    "DenseLayer",
    title="grad_b is summed over the outputs instead of the samples",
    hint="How many numbers has your grad_b after a batch of four samples, and how many biases are there? Which "
    "axis of delta counts the samples?",
)
class BiasGradientOverFeatures(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, _ = super().backward(delta, l2_lambda)
        return grad_input, grad_w, delta.sum(axis=1, keepdims=True)


@misconception(
    "bias-and-its-gradient-differ-in-shape",
    "DenseLayer",
    title="grad_b has not the shape of bias",
    hint="What does sum do to the axis that it sums over, and how can that axis be kept? Compare the shapes of "
    "bias and grad_b in your layer.",
)
class BiasShapesDiffer(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_input, grad_w, grad_b[0]


@misconception(
    "only-the-input-gradient",
    "DenseLayer",
    title="backward returns the input gradient alone",
    hint="The caller moves the parameters, and it sees only what backward returns. How should it learn in "
    "which direction?",
)
class OnlyTheInputGradient(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return super().backward(delta, l2_lambda)[0]


@misconception(
    "gradients-in-a-dict",
    "DenseLayer",
    title="backward returns a dict",
    hint="The caller writes `grad_input, grad_w, grad_b = layer.backward(delta)`. What would these three names "
    "hold if the answer is a dict?",
)
class GradientsInDict(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return dict(zip(("grad_input", "grad_w", "grad_b"), super().backward(delta, l2_lambda), strict=True))


@misconception(
    "l2-ignored",
    "DenseLayer",
    title="l2_lambda has no effect",
    hint="Call backward twice, with and without l2_lambda, on the same batch. Which of the three gradients "
    "should differ, and does it?",
)
class L2Ignored(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return super().backward(delta)


@misconception(
    "l2-on-the-bias",
    "DenseLayer",
    title="L2 is added to the bias's gradient too",
    hint="The penalty is about weights: it keeps them from growing. Is the bias one of them, or does it only "
    "shift the output?",
)
class L2OnTheBias(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_input, grad_w, grad_b + l2_lambda * self.bias


@misconception(
    "l2-by-default",
    "DenseLayer",
    title="L2 is there although nobody asked for it",
    hint="Call backward with delta alone. How strong is the penalty then, by the statement's signature and by yours?",
)
class L2ByDefault(DenseLayer):
    def backward(self, delta, l2_lambda=0.01):
        return super().backward(delta, l2_lambda)


@misconception(
    "penalty-for-its-gradient",
    "DenseLayer",
    title="The penalty itself is added to grad_w, one number everywhere",
    hint="What is added to grad_w has a value of its own for each weight. Differentiate the penalty by one "
    "weight: which of the other weights are left in the result?",
)
class PenaltyForGradient(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta)
        return grad_input, grad_w + l2_lambda / 2 * np.sum(self.weights**2), grad_b


@misconception(
    "l1-for-l2",
    "DenseLayer",
    title="The sign of a weight is added, as for L1",
    hint="Two penalties are in use, on the size of the weights and on their squares. Which of them pulls a "
    "large weight harder than a small one?",
)
class L1ForL2(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta)
        return grad_input, grad_w + l2_lambda * np.sign(self.weights), grad_b


@misconception(
    "l2-doubled",
    "DenseLayer",
    title="L2 is added with a factor of 2",
    hint="The penalty has a half in front of its squares. What is left of it in the gradient?",
)
class L2Doubled(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return super().backward(delta, 2 * l2_lambda)


@misconception(
    "l2-divided-by-batch",
    "DenseLayer",
    title="L2 is divided by the number of samples",
    hint="Does the penalty for large weights depend on how many samples are looked at? Which part of your "
    "grad_w is divided by their number?",
)
class L2DividedByBatch(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return super().backward(delta, l2_lambda / len(delta))


@misconception(
    "l2-subtracted",
    "DenseLayer",
    title="L2 has the wrong sign",
    hint="The caller subtracts the gradient from the weights. Should a large weight grow or shrink by that, "
    "and what does yours do?",
)
class L2Subtracted(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return super().backward(delta, -l2_lambda)


@misconception(
    "l2-accumulates",
    "DenseLayer",
    title="L2 of earlier calls is added in",
    hint="Call backward twice with the same arguments. Should the second grad_w differ from the first?",
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
    hint="Which attributes does your backward assign, and which of them are parameters? Who is it that moves "
    "parameters in this track?",
)
class L2MovesTheWeights(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        gradients = super().backward(delta, l2_lambda)
        self.weights = self.weights * (1 - 0.01 * l2_lambda)
        return gradients


@misconception(
    "l2-written-into-the-weights",
    "DenseLayer",
    title="backward writes l2_lambda * weights into the weights",
    hint="After W *= c the layer has other weights. Does your code use such an operator on self.weights?",
)
class L2WrittenIntoWeights(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        gradients = super().backward(delta, l2_lambda)
        if l2_lambda:
            self.weights *= l2_lambda
        return gradients


@misconception(
    "first-input-kept",
    "DenseLayer",
    title="The input of the first forward pass is kept for ever",
    hint="backward belongs to the latest forward. When does your code store its input: in every call, or only "
    "while nothing is stored yet?",
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
    hint="The caller takes the tuple apart by its order. Which of the three gradients comes first in the "
    "statement's tuple, and which in yours?",
)
class GradientsInAnotherOrder(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_w, grad_b, grad_input


@misconception(
    "bias-in-double-precision",
    "DenseLayer",
    title="dtype is forgotten for the bias",
    hint="Which type has an array of zeros if nothing is said? What does float32 plus that become?",
)
class BiasInDoublePrecision(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng, dtype)
        self.bias = np.zeros((1, n_out))


@misconception(
    "always-single",
    "DenseLayer",
    title="The layer is always float32",
    hint="float32 is only the default. Where does your code use the argument dtype, and what does it do with "
    "np.float64?",
)
class AlwaysSingle(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng)


@misconception(
    "double-by-default",
    "DenseLayer",
    title="The default type is float64",
    hint="What is the type of weights and bias when the caller says nothing about it? Look at the default of "
    "dtype in the statement's signature.",
)
class DoubleByDefault(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float64):
        super().__init__(n_in, n_out, rng, dtype)


@misconception(
    "normal-draw",
    "DenseLayer",
    title="The weights are drawn from a normal distribution",
    hint="Glorot's initialisation exists in two forms, and the exercise before has one of them. Which one has "
    "a limit that no draw passes?",
)
class NormalDraw(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng, dtype)
        source = np.random if rng is None else rng
        self.weights = source.normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out)).astype(dtype)


@misconception(
    "rng-ignored",
    "DenseLayer",
    title="The rng is ignored",
    hint="Two layers with equally seeded generators should be equal. Where does your constructor use rng?",
)
class RngIgnored(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, None, dtype)


@misconception(
    "fixed-seed",
    "DenseLayer",
    title="Without rng all layers have the same weights",
    hint="Which seed has the generator that your constructor makes, and how often does it make it?",
)
class FixedSeed(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, np.random.default_rng(0) if rng is None else rng, dtype)


@misconception(
    "limit-from-inputs",
    "DenseLayer",
    title="The limit of the draw depends on the number of inputs only",
    hint="Which sizes stand in the formula of the limit? Swap them and see whether your limit stays the same, "
    "as it should.",
)
class LimitFromInputs(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng, dtype)
        self.weights = (self.weights * np.sqrt((n_in + n_out) / n_in)).astype(dtype)


@misconception(
    "gradient-clipped",
    "DenseLayer",
    title="Gradients are clipped inside the layer",
    hint="What does your layer do with a gradient of 100? Limiting steps is the caller's business.",
)
class GradientClipped(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return tuple(np.clip(gradient, -5, 5) for gradient in super().backward(delta, l2_lambda))


@misconception(
    "delta-changed",
    "DenseLayer",
    title="backward writes into delta",
    hint="The caller may still need the array it gave you. Does your code use an operator such as /= on it?",
)
class DeltaChanged(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, _, _ = super().backward(delta)
        delta /= len(delta)
        _, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_input, grad_w, grad_b
