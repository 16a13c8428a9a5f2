"""What people get wrong in `configurable_dense`. Each class is the reference with one mistake."""

import numpy as np
from configurable_dense import DenseLayer

from grader.misconceptions import misconception


@misconception(
    "drawn-in-the-constructor",
    "DenseLayer",
    title="The weights are drawn in the constructor",
    hint="Which attribute tells that a layer has no weights yet, and who draws them when the first batch arrives?",
)
class DrawnInConstructor(DenseLayer):
    def __init__(self, input_size, output_size, activation_function, name=None):
        super().__init__(input_size, output_size, activation_function, name)
        self.initialize_weights()
        self.weights_initialized = True


@misconception(
    "biases-there-at-once",
    "DenseLayer",
    title="The biases are zeros from the start, not None",
    hint="Somebody asks a new layer for its parameters. What does the statement say that weights and biases "
    "are before anybody has drawn them?",
)
class BiasesThereAtOnce(DenseLayer):
    def __init__(self, input_size, output_size, activation_function, name=None):
        super().__init__(input_size, output_size, activation_function, name)
        self.biases = np.zeros(output_size)


@misconception(
    "name-defaults-to-a-text",
    "DenseLayer",
    title="A layer without a name gets one",
    hint="Make a layer with three arguments and print its name. What does the statement's signature say that "
    "it should be?",
)
class NameDefaultsToText(DenseLayer):
    def __init__(self, input_size, output_size, activation_function, name="Dense"):
        super().__init__(input_size, output_size, activation_function, name)


@misconception(
    "flag-never-set",
    "DenseLayer",
    title="weights_initialized stays False after the draw",
    hint="Other code looks at weights_initialized to learn whether a layer has weights. Who sets it to True in "
    "your class, and when?",
)
class FlagNeverSet(DenseLayer):
    def forward(self, input_data):
        before = self.weights_initialized
        self.weights_initialized = self.weights is not None
        output = super().forward(input_data)
        self.weights_initialized = before
        return output


@misconception(
    "initialize-weights-empty",
    "DenseLayer",
    title="initialize_weights draws nothing; forward does it itself",
    hint="Somebody wants new weights without a forward pass and calls initialize_weights. What has changed in "
    "the layer afterwards?",
)
class InitializeWeightsEmpty(DenseLayer):
    def initialize_weights(self):
        pass

    def forward(self, input_data):
        if not self.weights_initialized:
            super().initialize_weights()
            self.weights_initialized = True
        return super().forward(input_data)


@misconception(
    "weights-stored-transposed",
    "DenseLayer",
    title="weights has the shape (output_size, input_size)",
    hint="One sample is one row of X, and W stands on its right. Which size comes first in the shape of "
    "weights then? The statement's table has both.",
    about=("*",),
)
class WeightsStoredTransposed(DenseLayer):
    def initialize_weights(self):
        self.weights = np.sqrt(2 / self.input_size) * np.random.randn(self.output_size, self.input_size)
        self.biases = np.zeros(self.output_size)

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
            self.weights_initialized = True
        self.last_input = input_data
        self.last_z = input_data @ self.weights.T + self.biases
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        delta = output_gradient * self.activation_function.derivative(self.last_z)
        return {
            "inputs": delta @ self.weights,
            "weights": delta.T @ self.last_input / len(delta),
            "biases": delta.sum(axis=0) / len(delta),
        }


@misconception(
    "drawn-on-every-forward",
    "DenseLayer",
    title="Every forward pass draws new weights",
    hint="Call forward twice with one batch. Should the two outputs differ? What does your code do after the "
    "first draw?",
    about=(
        "test_*weights*",
        "test_*forward*",
        "test_*gradient",
        "test_backward_*",
        "test_derivative*",
        "test_round_trip",
    ),
)
class DrawnOnEveryForward(DenseLayer):
    def forward(self, input_data):
        self.weights_initialized = False
        return super().forward(input_data)


@misconception(
    "assigned-weights-overwritten",
    "DenseLayer",
    title="Weights that were assigned before the first forward are overwritten",
    hint="Somebody assigns weights and sets weights_initialized before the first forward. Does your forward "
    "look at that attribute, or at one of its own?",
    about=(
        "test_assigned_*",
        "test_*forward*",
        "test_*gradient",
        "test_backward_*",
        "test_derivative*",
        "test_round_trip",
    ),
)
class AssignedWeightsOverwritten(DenseLayer):
    fresh = True

    def forward(self, input_data):
        if self.fresh:
            self.initialize_weights()
            self.fresh = False
        self.weights_initialized = True
        return super().forward(input_data)


@misconception(
    "variance-for-deviation",
    "DenseLayer",
    title="The draws are multiplied by 2 / input_size, without the root",
    hint="A number times a standard normal draw: is that number the standard deviation or the variance of the result?",
)
class VarianceForDeviation(DenseLayer):
    def initialize_weights(self):
        super().initialize_weights()
        self.weights = self.weights * np.sqrt(2 / self.input_size)


@misconception(
    "scaled-by-output-size",
    "DenseLayer",
    title="The draw is scaled with the output size",
    hint="Which of the two sizes of the weights stands in the formula of the draw?",
)
class ScaledByOutputSize(DenseLayer):
    def initialize_weights(self):
        super().initialize_weights()
        self.weights = self.weights * np.sqrt(self.input_size / self.output_size)


@misconception(
    "xavier-for-he",
    "DenseLayer",
    title="The variance of the draw is 1 / input_size",
    hint="Half of the signals may be lost in the activation. Which number in the formula makes up for them?",
)
class XavierForHe(DenseLayer):
    def initialize_weights(self):
        super().initialize_weights()
        self.weights = self.weights / np.sqrt(2)


@misconception(
    "uniform-draw",
    "DenseLayer",
    title="The weights are drawn from a uniform distribution",
    hint="The right variance is not enough. What shape has the histogram of your weights, and what shape has "
    "that of randn?",
)
class UniformDraw(DenseLayer):
    def initialize_weights(self):
        super().initialize_weights()
        limit = np.sqrt(6 / self.input_size)
        self.weights = np.random.uniform(-limit, limit, (self.input_size, self.output_size))


@misconception(
    "biases-drawn",
    "DenseLayer",
    title="The biases are drawn at random",
    hint="What value does every bias have after the first draw? How many numbers may a layer draw in all?",
)
class BiasesDrawn(DenseLayer):
    def initialize_weights(self):
        super().initialize_weights()
        self.biases = np.random.randn(self.output_size)


@misconception(
    "biases-left-out",
    "DenseLayer",
    title="The biases are left out of the forward pass",
    hint="With weights of zeros, what should last_z be, and what is yours? Which parameter has no part in it?",
)
class BiasesLeftOut(DenseLayer):
    def forward(self, input_data):
        super().forward(input_data)
        self.last_z = input_data @ self.weights
        return self.activation_function.function(self.last_z)


@misconception(
    "activation-left-out",
    "DenseLayer",
    title="The activation is left out of the forward pass",
    hint="What does your forward return: z, or what the activation makes of it? Where does it call "
    "activation_function.function?",
)
class ActivationLeftOut(DenseLayer):
    def forward(self, input_data):
        super().forward(input_data)
        return self.last_z


@misconception(
    "derivative-left-out",
    "DenseLayer",
    title="The activation is not differentiated",
    hint="The gradient that arrives belongs to the output. What lies between the output and z?",
)
class DerivativeLeftOut(DenseLayer):
    def backward(self, output_gradient):
        count = len(output_gradient)
        return {
            "inputs": output_gradient @ self.weights.T,
            "weights": self.last_input.T @ output_gradient / count,
            "biases": output_gradient.sum(axis=0) / count,
        }


@misconception(
    "derivative-at-the-output",
    "DenseLayer",
    title="The derivative is taken at the output",
    hint="What does derivative expect: what went into the activation, or what came out of it?",
)
class DerivativeAtOutput(DenseLayer):
    def backward(self, output_gradient):
        z = self.last_z
        self.last_z = self.activation_function.function(z)
        gradients = super().backward(output_gradient)
        self.last_z = z
        return gradients


@misconception(
    "gradients-summed",
    "DenseLayer",
    title="The parameters' gradients are summed instead of averaged",
    hint="Twice the samples should not mean twice the step in this track. Which number stands in front of the "
    "two formulas?",
)
class GradientsSummed(DenseLayer):
    def backward(self, output_gradient):
        count, gradients = len(output_gradient), super().backward(output_gradient)
        return {
            "inputs": gradients["inputs"],
            "weights": gradients["weights"] * count,
            "biases": gradients["biases"] * count,
        }


@misconception(
    "biases-gradient-summed",
    "DenseLayer",
    title="Only the biases' gradient is summed",
    hint="Compare how your two parameter gradients treat the batch: does one of them not divide?",
)
class BiasesGradientSummed(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return gradients | {"biases": gradients["biases"] * len(output_gradient)}


@misconception(
    "weights-gradient-summed",
    "DenseLayer",
    title="Only the weights' gradient is summed",
    hint="Compare how your two parameter gradients treat the batch: does one of them not divide?",
)
class WeightsGradientSummed(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return gradients | {"weights": gradients["weights"] * len(output_gradient)}


@misconception(
    "input-gradient-averaged",
    "DenseLayer",
    title="The input gradient is divided by the number of samples too",
    hint="Row i of 'inputs' belongs to sample i alone. Does it change when other samples join the batch?",
)
class InputGradientAveraged(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return gradients | {"inputs": gradients["inputs"] / len(output_gradient)}


@misconception(
    "averaged-over-everything",
    "DenseLayer",
    title="The biases' gradient is one number for all outputs",
    hint="Each output has a bias of its own. Over which axis do you take the mean?",
)
class AveragedOverEverything(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return gradients | {"biases": np.full_like(gradients["biases"], gradients["biases"].mean())}


@misconception(
    "biases-gradient-over-the-features",
    "DenseLayer",
    title="The biases' gradient is a mean over the outputs instead of the samples",
    hint="How many numbers has your 'biases' after a batch of four samples, and how many biases are there? "
    "Which axis counts the samples?",
)
class BiasesGradientOverFeatures(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        delta = output_gradient * self.activation_function.derivative(self.last_z)
        return gradients | {"biases": delta.mean(axis=1)}


@misconception(
    "biases-and-their-gradient-differ-in-shape",
    "DenseLayer",
    title="'biases' has two axes where biases has one",
    hint="An optimizer that writes into biases subtracts the gradient from it. Compare the two shapes in your "
    "layer: what does keepdims do, and is it wanted here?",
)
class BiasesShapesDiffer(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return gradients | {"biases": gradients["biases"][None, :]}


@misconception(
    "weights-averaged-over-the-features",
    "DenseLayer",
    title="The weights' gradient is divided by the number of inputs",
    hint="The mean goes over the samples of a batch. Which of the two sizes of input_data counts them, and "
    "which one does your code divide by?",
)
class WeightsAveragedOverFeatures(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        weights = gradients["weights"] * len(output_gradient) / self.last_input.shape[1]
        return gradients | {"weights": weights}


@misconception(
    "gradients-under-other-keys",
    "DenseLayer",
    title="The gradients stand under other keys",
    hint="The optimizer looks the gradients up by name. Compare the keys of your dict with those of the "
    "statement, letter by letter.",
)
class GradientsUnderOtherKeys(DenseLayer):
    def backward(self, output_gradient):
        inputs, weights, biases = super().backward(output_gradient).values()
        return {"input": inputs, "weight": weights, "bias": biases}


@misconception(
    "only-the-input-gradient",
    "DenseLayer",
    title="backward returns the input gradient alone",
    hint="Nobody but this layer can know how its weights and biases should change. How do they reach the "
    "optimizer, which sees only what backward returns?",
)
class OnlyTheInputGradient(DenseLayer):
    def backward(self, output_gradient):
        return super().backward(output_gradient)["inputs"]


@misconception(
    "gradients-as-a-tuple",
    "DenseLayer",
    title="backward returns a tuple",
    hint="The optimizer looks the gradients up by name. Which names does the statement give them?",
)
class GradientsAsTuple(DenseLayer):
    def backward(self, output_gradient):
        return tuple(super().backward(output_gradient).values())


@misconception(
    "gradients-accumulate",
    "DenseLayer",
    title="Gradients of earlier calls are added in",
    hint="Call backward twice after one forward. Should the second answer be larger than the first?",
)
class GradientsAccumulate(DenseLayer):
    total = 0

    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        self.total = self.total + gradients["weights"]
        return gradients | {"weights": self.total}


@misconception(
    "backward-takes-a-step",
    "DenseLayer",
    title="backward moves the weights and biases",
    hint="Nobody told this layer a learning rate. Who is it that moves parameters in this track?",
)
class BackwardTakesStep(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        self.weights = self.weights - 0.01 * gradients["weights"]
        self.biases = self.biases - 0.01 * gradients["biases"]
        return gradients


@misconception(
    "input-not-kept",
    "DenseLayer",
    title="forward does not keep its input",
    hint="A variable of forward is gone when forward ends. Under which attribute does your backward look for "
    "the input, and who has put it there?",
)
class InputNotKept(DenseLayer):
    def forward(self, input_data):
        output = super().forward(input_data)
        self.last_input = None
        return output


@misconception(
    "input-forgotten",
    "DenseLayer",
    title="backward throws away what forward kept",
    hint="May backward be called twice after one forward? What does the second call find where the first one "
    "found the input and z?",
)
class InputForgotten(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        self.last_input = self.last_z = None
        return gradients


@misconception(
    "forward-returns-nothing",
    "DenseLayer",
    title="forward prints its result, or forgets to return it",
    hint="What does `y = layer.forward(X)` put into y? Printing shows a number to you; which statement hands "
    "it to the caller?",
    about=("*",),
)
class ForwardReturnsNothing(DenseLayer):
    def forward(self, input_data):
        super().forward(input_data)


@misconception(
    "first-input-kept",
    "DenseLayer",
    title="The input of the first forward pass is kept for ever",
    hint="backward belongs to the latest forward. When does your code store its input: in every call, or only "
    "while nothing is stored yet?",
)
class FirstInputKept(DenseLayer):
    def forward(self, input_data):
        first = self.last_input
        output = super().forward(input_data)
        self.last_input = input_data if first is None else first
        return output


@misconception(
    "activation-stored-as-an-object",
    "DenseLayer",
    title="to_dict holds the activation object itself",
    hint="Can json.dumps write what your dict holds? What can a file say about a class?",
)
class ActivationAsObject(DenseLayer):
    def to_dict(self):
        return super().to_dict() | {"activation_function": self.activation_function}


@misconception(
    "activation-by-its-repr",
    "DenseLayer",
    title="to_dict holds the printed form of the activation's class",
    hint="Print the entry of your dict. Could somebody find a class of that name in a module, or are there "
    "more characters than those of the name?",
)
class ActivationByRepr(DenseLayer):
    def to_dict(self):
        return super().to_dict() | {"activation_function": str(type(self.activation_function))}


@misconception(
    "weights-in-the-description",
    "DenseLayer",
    title="to_dict holds the weights",
    hint="The dict describes what a layer is, not what it has learnt. Which five entries does it have?",
)
class WeightsInDescription(DenseLayer):
    def to_dict(self):
        weights = None if self.weights is None else self.weights.tolist()
        return super().to_dict() | {"weights": weights}


@misconception(
    "name-left-out",
    "DenseLayer",
    title="from_dict forgets the name",
    hint="Go through the arguments of the constructor one by one: is each of them taken from the dict?",
)
class NameLeftOut(DenseLayer):
    @classmethod
    def from_dict(cls, data):
        return super().from_dict({**data, "name": None})


@misconception(
    "sizes-swapped",
    "DenseLayer",
    title="from_dict swaps the two sizes",
    hint="Which size does the constructor take first? Build a layer that is not square and look at its weights.",
)
class SizesSwapped(DenseLayer):
    @classmethod
    def from_dict(cls, data):
        swapped = {"input_size": data["output_size"], "output_size": data["input_size"]}
        return super().from_dict({**data, **swapped})


@misconception(
    "activation-stays-a-text",
    "DenseLayer",
    title="from_dict passes on the activation's name instead of an object",
    hint="What has the methods function and derivative: a text, a class, or an object of the class?",
)
class ActivationStaysText(DenseLayer):
    @classmethod
    def from_dict(cls, data):
        return cls(data["input_size"], data["output_size"], data["activation_function"], data["name"])


@misconception(
    "activation-class-not-made",
    "DenseLayer",
    title="from_dict passes on the activation's class instead of an object",
    hint="The constructor wants an object with function and derivative. What is missing between finding a "
    "class by its name and having such an object?",
)
class ActivationClassNotMade(DenseLayer):
    @classmethod
    def from_dict(cls, data):
        found = super().from_dict(data)
        found.activation_function = type(found.activation_function)
        return found


@misconception(
    "output-gradient-changed",
    "DenseLayer",
    title="backward writes into output_gradient",
    hint="The caller may still need the array it gave you. Does your code use an operator such as *= on it?",
)
class OutputGradientChanged(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        output_gradient *= 0.5
        return gradients


@misconception(
    "gradient-clipped",
    "DenseLayer",
    title="Gradients are clipped inside the layer",
    hint="What does your layer do with a gradient of 100? Limiting steps is the optimizer's business.",
)
class GradientClipped(DenseLayer):
    def backward(self, output_gradient):
        return {key: np.clip(value, -5, 5) for key, value in super().backward(output_gradient).items()}


@misconception(
    "inputs-without-the-derivative",
    "DenseLayer",
    title="Only the gradient 'inputs' leaves the activation's derivative out",
    hint=(
        "Which gradient do the three results start from? What comes in belongs to the layer's output, behind the "
        "activation. All three have to go back through that first, also the one that is handed on to the layer before. "
        "Water that leaves a pipe through a half closed tap has passed the tap, whichever hose it goes into later. Your "
        "gradients for weights and biases are right, so the factor is computed somewhere. With an activation whose slope "
        "is 1 everywhere the two products agree. Write down what you multiply by the weights for 'inputs', and what you "
        "use in the other two: are they the same array?"
    ),
)
class InputsWithoutTheDerivative(DenseLayer):
    def backward(self, output_gradient):
        return {**super().backward(output_gradient), "inputs": output_gradient @ self.weights.T}
