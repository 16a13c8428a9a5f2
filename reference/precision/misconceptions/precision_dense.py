"""What people get wrong in `precision_dense`. Each class is the reference with one mistake."""

import numpy as np
from precision_dense import DenseLayer

from grader.misconceptions import misconception


@misconception(
    "override-taken-over",
    "DenseLayer",
    title="Weights that are passed to forward become the layer's own",
    hint="An override is for one call. Does your forward assign to self.weights or self.bias?",
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
    hint="Where does your forward use its second and third argument?",
)
class OverridesIgnored(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        return super().forward(x)


@misconception(
    "bias-override-needs-weights",
    "DenseLayer",
    title="A bias is used only where weights are passed as well",
    hint="The two overrides are independent. What happens when only bias is given?",
)
class BiasOverrideNeedsWeights(DenseLayer):
    def forward(self, x, weights=None, bias=None):
        return super().forward(x) if weights is None else super().forward(x, weights, bias)


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
    hint="With weights of zeros, what should the layer return? What does yours return?",
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
    "l2-ignored",
    "DenseLayer",
    title="l2_lambda has no effect",
    hint="Call backward twice, with and without l2_lambda. Which of the three gradients should differ?",
)
class L2Ignored(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return super().backward(delta)


@misconception(
    "l2-on-the-bias",
    "DenseLayer",
    title="L2 is added to the bias's gradient too",
    hint="The penalty is about weights. Is the bias one of them?",
)
class L2OnTheBias(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        grad_input, grad_w, grad_b = super().backward(delta, l2_lambda)
        return grad_input, grad_w, grad_b + l2_lambda * self.bias


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
    hint="Does the penalty for large weights depend on how many samples are looked at?",
)
class L2DividedByBatch(DenseLayer):
    def backward(self, delta, l2_lambda=0.0):
        return super().backward(delta, l2_lambda / len(delta))


@misconception(
    "l2-subtracted",
    "DenseLayer",
    title="L2 has the wrong sign",
    hint="The caller subtracts the gradient. Should a large weight grow or shrink by that?",
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
    hint="Which attributes does backward assign? Who is it that moves parameters in this track?",
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
    hint="backward belongs to the latest forward. When does your code store its input?",
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
    hint="Which of the three gradients comes first in the statement's tuple?",
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
    hint="float32 is only the default. Where does your code use the argument dtype?",
)
class AlwaysSingle(DenseLayer):
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        super().__init__(n_in, n_out, rng)


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
    hint="Which sizes stand in the formula of the limit?",
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
