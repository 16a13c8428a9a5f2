"""What people get wrong in `configurable_dense`. Each class is the reference with one mistake.

Biases and their gradient may both have the shape (1, output_size), so that is an alternative.
"""

import numpy as np
from configurable_dense import DenseLayer

from grader.misconceptions import alternative, misconception


@alternative("biases-in-a-row", "DenseLayer")
class BiasesInRow(DenseLayer):
    def initialize_weights(self):
        super().initialize_weights()
        self.biases = self.biases.reshape(1, -1)

    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return gradients | {"biases": gradients["biases"].reshape(1, -1)}


def make_biases(layer):
    """Returns a new layer's biases, in the shape that it gives them; draws nothing from the generator."""
    weights, biases, state = layer.weights, layer.biases, np.random.get_state()
    layer.initialize_weights()
    made, layer.weights, layer.biases = layer.biases, weights, biases
    np.random.set_state(state)
    return made


@misconception(
    "drawn-in-the-constructor",
    "DenseLayer",
    title="The weights are drawn in the constructor",
    hint=(
        "When does your layer throw its dice: while it is built, or when the first batch comes? Make a layer and "
        "print its parameters and its flag before you call anything else; compare with the statement. A trial without "
        "a layer: np.random.seed(1) and then np.random.randn() gives about 1.62, every time. A number that was drawn "
        "before the seed was set does not become 1.62 by setting it later. So whoever builds a layer, then sets the "
        "seed, then sends a batch through gets other weights in every run. With the seed in front of everything both "
        "ways agree, and the numbers are perfectly good, which hides it. And a layer that is to be given saved "
        "weights has drawn for nothing."
    ),
)
class DrawnInConstructor(DenseLayer):
    def __init__(self, input_size, output_size, activation_function, name=None):
        super().__init__(input_size, output_size, activation_function, name)
        self.initialize_weights()
        self.weights_initialized = True


@misconception("drawn-in-the-constructor", "DenseLayer", variant="flag-false")
class DrawnInConstructorFlagFalse(DenseLayer):
    def __init__(self, input_size, output_size, activation_function, name=None):
        super().__init__(input_size, output_size, activation_function, name)
        self.initialize_weights()

    def forward(self, input_data):
        self.weights_initialized = True
        return super().forward(input_data)


@misconception("drawn-in-the-constructor", "DenseLayer", variant="flag-stays-false")
class DrawnInConstructorFlagStays(DrawnInConstructorFlagFalse):
    def forward(self, input_data):
        before = self.weights_initialized
        output = super().forward(input_data)
        self.weights_initialized = before
        return output


@misconception(
    "biases-there-at-once",
    "DenseLayer",
    title="The biases are zeros from the start, not None",
    hint=(
        "Make a new layer and print both of its parameters. Do they tell the same story, that nobody has made "
        "anything yet? None and zeros are two different answers: a letter box that nobody has looked into, and one "
        'that is known to be empty. In small: for `stock = {"apples": None, "pears": 0}` the question `stock["pears"] '
        "is None` is answered with False, so the pears have been counted. Code that saves a layer, or asks whether it "
        "has been drawn, would find half a layer here. After the first forward the numbers are the same either way, "
        "so nothing looks odd in any output. Which of your methods makes the zeros, and does the constructor do that "
        "work as well?"
    ),
)
class BiasesThereAtOnce(DenseLayer):
    def __init__(self, input_size, output_size, activation_function, name=None):
        super().__init__(input_size, output_size, activation_function, name)
        self.biases = make_biases(self)


@misconception(
    "name-defaults-to-a-text",
    "DenseLayer",
    title="A layer without a name gets one",
    hint=(
        "Make a layer with three arguments and print its name, or look at it in the description. What does the "
        "statement's signature say that it is? A default is an answer given in place of the caller, so it should be "
        'the one that means "nobody said". In small: `def greet(name="friend")` cannot tell a person who is called '
        "friend from one who gave no name; two such calls give two equal names. A program that collects layers in a "
        "dict by their names keeps only the last of three that all have the same text. Layers that are given a name "
        "are right, and so is everything that they compute, which is why this shows only when somebody reads the "
        "attribute or the dict."
    ),
)
class NameDefaultsToText(DenseLayer):
    def __init__(self, input_size, output_size, activation_function, name="Dense"):
        super().__init__(input_size, output_size, activation_function, name)


def name_by_default(number, text, unless_none):
    """Declares a layer that takes a text for its name: where none is given, or also where None is."""

    @misconception("name-defaults-to-a-text", "DenseLayer", variant=f"text-{number}-{unless_none}")
    class OtherText(DenseLayer):
        def __init__(self, input_size, output_size, activation_function, name=None if unless_none else text):
            if unless_none and not name:
                name = text.format(input_size, output_size)
            super().__init__(input_size, output_size, activation_function, name)


TEXTS = ("Dense", "dense", "DenseLayer", "dense_layer", "layer", "Layer", "unnamed", "default", "hidden", "")
for number, text in enumerate(TEXTS):
    if number:
        name_by_default(number, text, unless_none=False)
    name_by_default(number, text, unless_none=True)
for number, text in enumerate(("Dense_{}_{}", "dense_{}_{}", "Dense_{}x{}", "dense_{}x{}", "Dense({}, {})")):
    name_by_default(len(TEXTS) + number, text, unless_none=True)


@misconception(
    "flag-never-set",
    "DenseLayer",
    title="weights_initialized stays False after the draw",
    hint=(
        "Other code reads weights_initialized to learn whether a layer has weights. Send one batch through a new "
        "layer and print the flag: who has changed it, and where? Maybe your forward decides by another sign, such as "
        "whether weights is None. That works inside the layer, but it is a secret of the layer. Think of a shop that "
        'opens its door and leaves the sign at "closed": those who try the handle get in, those who read the sign go '
        "home. A program that assigns trained weights and asks the flag afterwards would take the layer for a new "
        "one. The outputs are right in every pass, the gradients too, so only somebody who looks at the attribute "
        "itself can notice."
    ),
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
    hint=(
        "Call initialize_weights on a new layer, without a batch, and print the two parameters. Has anything changed? "
        "The method has a docstring that promises a draw, and somebody may want weights before there is data: to save "
        "them, to count them, to look at their histogram. Where in your class is the draw written, and who else could "
        "reach it there? In small: a coffee machine with a button that does nothing, while the coffee starts by "
        "itself as soon as a cup stands below. Whoever only ever puts cups there is content. Passing batches through "
        "your layer gives the right numbers, so a test of the outputs finds nothing. A call of the method between two "
        "passes, to start afresh, would be ignored as well."
    ),
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
    hint=(
        "One sample is one row of the batch, and the statement's formula has the weights on the right of it. Which "
        "size comes first in their shape then? Print the shape for a layer whose two sizes differ and compare it with "
        "the table. Some other libraries keep their weights the other way round and turn them in the product, so the "
        "outputs can look fine. The trouble begins when somebody assigns an array made after the table: `np.ones((4, "
        "2)) @ np.ones((2, 3))` has shape (4, 3), while `np.ones((4, 2)) @ np.ones((3, 2))` raises a ValueError. A "
        "layer with equal sizes raises nothing and computes with the wrong numbers. The draw differs too: [1, 2, 3, "
        "4, 5, 6] filled into two rows, or into three, is not the same table turned over."
    ),
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


@misconception("weights-stored-transposed", "DenseLayer", variant="drawn-and-turned")
class WeightsDrawnAndTurned(WeightsStoredTransposed):
    def initialize_weights(self):
        DenseLayer.initialize_weights(self)
        self.weights = self.weights.T


@misconception(
    "drawn-on-every-forward",
    "DenseLayer",
    title="Every forward pass draws new weights",
    hint=(
        "Send one batch through your layer twice and subtract the two outputs. Is the difference zero? If it is not, "
        "which line draws, and what keeps it from doing so the second time? Try the same in small: a function that "
        "returns 3 * np.random.randn() answers differently in each call, and nothing can be learnt about it, because "
        "it is another function each time. A layer that draws again throws away whatever an optimizer has improved "
        "since the last pass, so the loss jumps about and never falls. Weights that somebody has assigned vanish too. "
        "A single forward followed by a single backward is right, and with the seed set before each pass even the "
        "repetition looks right. What does the attribute weights_initialized say when the second batch arrives?"
    ),
    about=("*",),
)
class DrawnOnEveryForward(DenseLayer):
    def forward(self, input_data):
        self.weights_initialized = False
        return super().forward(input_data)


@misconception("drawn-on-every-forward", "DenseLayer", variant="flag-never-set")
class DrawnWhileFlagFalse(DenseLayer):
    def forward(self, input_data):
        before = self.weights_initialized
        output = super().forward(input_data)
        self.weights_initialized = before
        return output


@misconception(
    "assigned-weights-overwritten",
    "DenseLayer",
    title="Weights that were assigned before the first forward are overwritten",
    hint=(
        "Somebody assigns weights and biases to a new layer, sets weights_initialized to True and calls forward. "
        "Which sign does your forward look at before it draws: that attribute, or one of its own? Try it with weights "
        "of zeros and an input of ones: z is then equal to the biases, whatever the batch is. If last_z is full of "
        "odd fractions instead, the layer has drawn over what it was given. It is like a hotel that cleans a room "
        "because its own list says so, while the guest has hung out the sign. A layer that draws for itself and is "
        "then trained shows nothing. It strikes when trained weights are put into a fresh layer: the first batch "
        "destroys them, without an error, and the outputs are those of an untrained one."
    ),
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
    hint=(
        "If you multiply standard normal draws by a number, is that number the standard deviation of the result, or "
        "its variance? Try it: `(5 * np.random.randn(100000)).std()` is close to 5, and .var() of the same is close "
        "to 25. Now look at the draw in the docstring: what does the second entry of N(0, …) name, and what do you "
        "multiply with? For 50 inputs the two readings give 0.2 and 0.04, so weights are five times too small. For 2 "
        "inputs both are 1 and the mistake cannot be seen at all; a small example may have exactly that size. In a "
        "deep network each layer would then weaken the signals a little more, and the last ones answer nearly the "
        "same for all samples."
    ),
)
class VarianceForDeviation(DenseLayer):
    def initialize_weights(self):
        super().initialize_weights()
        self.weights = self.weights * np.sqrt(2 / self.input_size)


@misconception(
    "scaled-by-output-size",
    "DenseLayer",
    title="The draw is scaled with the output size",
    hint=(
        "Each output is a sum of products. How many terms has that sum, and which of the layer's two sizes counts "
        "them? Write down one output of a layer with 3 inputs and 1000 outputs: three products and a bias. The 997 "
        "other outputs have no part in it. Compare two sums of random signs, `np.random.choice([-1, 1], 4).sum()` and "
        "the same with 400: the first is mostly between -2 and 2, the second between -20 and 20. So the number of "
        "terms decides how large a sum becomes, and the draw is there to make up for that. Which size stands under "
        "the fraction in your code? In a layer with as many outputs as inputs nothing shows. In one that narrows from "
        "1000 to 10, weights would be ten times too large."
    ),
)
class ScaledByOutputSize(DenseLayer):
    def initialize_weights(self):
        super().initialize_weights()
        self.weights = self.weights * np.sqrt(self.input_size / self.output_size)


@misconception(
    "xavier-for-he",
    "DenseLayer",
    title="The variance of the draw is 1 / input_size",
    hint=(
        "Which number stands over the fraction in the statement's draw, and which one in yours? It makes up for what "
        "the activation takes away. Try it: `x = np.random.randn(100000)`, then the mean of x ** 2 is about 1, and "
        "the mean of np.maximum(x, 0) ** 2 is about 0.5. A ReLU halves it. If the draw does not make up for that, ten "
        "layers leave a thousandth, since 0.5 ** 10 is about 0.001. A rule with a 1 is known too, from a time of "
        "other activations, and books print both, so they are easily taken for one another. Your weights have the "
        "right shape and centre and are all too small by the same factor, about 1.4. One layer alone works well "
        "enough with either."
    ),
)
class XavierForHe(DenseLayer):
    def initialize_weights(self):
        super().initialize_weights()
        self.weights = self.weights / np.sqrt(2)


@misconception(
    "sizes-added-in-the-draw",
    "DenseLayer",
    title="The variance of the draw is 2 / (input_size + output_size)",
    hint=(
        "How many numbers stand under the fraction in the statement's draw, and how many in yours? Glorot's rule adds the "
        "two sizes of a layer, so that signals keep their spread on the way forward and gradients on the way back. The "
        "statement takes another rule, which looks at the way forward alone. For 8 inputs and 8 outputs the first gives "
        "a variance of 2 / 16 and the second one of 2 / 8, so the weights differ by a factor of about 1.4; for 1 input "
        "and 99 outputs the factor is 10. A tailor who measures both the customer and his brother sews a coat that fits "
        "neither. Centre and shape are right, and a network learns with either rule. Which of the two sizes decides how "
        "many products go into one output?"
    ),
)
class SizesAddedInDraw(DenseLayer):
    def initialize_weights(self):
        super().initialize_weights()
        self.weights = self.weights * np.sqrt(self.input_size / (self.input_size + self.output_size))


@misconception(
    "uniform-draw",
    "DenseLayer",
    title="The weights are drawn from a uniform distribution",
    hint=(
        "The right spread is not enough; what shape has the histogram of your weights? Draw 10000 numbers in two "
        "ways, with np.random.randn and with np.random.uniform(-1.73, 1.73), and compare: both have a standard "
        "deviation of about 1. But the largest of the first is between 3 and 5, and no number of the second is above "
        "1.73. In the first most numbers crowd around 0; in the second all are equally frequent. Which of the two "
        "does the letter N in the docstring's draw stand for? A network learns with either, and a test of mean and "
        "spread passes. Yet the statement fixes the draw, so that with the same seed everybody gets the same weights, "
        "digit for digit; another generator function uses up the seed differently."
    ),
)
class UniformDraw(DenseLayer):
    def initialize_weights(self):
        state = np.random.get_state()
        super().initialize_weights()
        np.random.set_state(state)  # drawn once, from the generator as it was
        limit = np.sqrt(6 / self.input_size)
        self.weights = np.random.uniform(-limit, limit, (self.input_size, self.output_size))


def draw_uniformly(number, bounds):
    @misconception("uniform-draw", "DenseLayer", variant=f"bounds-{number}")
    class OtherBounds(DenseLayer):
        def initialize_weights(self):
            state = np.random.get_state()
            super().initialize_weights()
            np.random.set_state(state)
            low, high = bounds(self.input_size, self.output_size)
            self.weights = np.random.uniform(low, high, (self.input_size, self.output_size))


def around_zero(size):
    return lambda n_in, n_out: (-size(n_in, n_out), size(n_in, n_out))


for number, bounds in enumerate(
    (
        around_zero(lambda n_in, n_out: np.sqrt(2 / n_in)),
        around_zero(lambda n_in, n_out: np.sqrt(1 / n_in)),
        around_zero(lambda n_in, n_out: np.sqrt(6 / (n_in + n_out))),
        around_zero(lambda n_in, n_out: np.sqrt(2 / n_in) / 2),
        around_zero(lambda n_in, n_out: 1.0),
        around_zero(lambda n_in, n_out: 0.5),
        around_zero(lambda n_in, n_out: 0.1),
        lambda n_in, n_out: (0.0, np.sqrt(2 / n_in)),
        lambda n_in, n_out: (0.0, 1.0),
    )
):
    draw_uniformly(number, bounds)


@misconception(
    "biases-drawn",
    "DenseLayer",
    title="The biases are drawn at random",
    hint=(
        "Which value has every bias after the first draw? Print them for a new layer that has seen one batch. Then "
        "count the numbers that your layer draws in all, and compare with the number of its weights. Weights are "
        "drawn at random so that the outputs do not start out all alike: two units with the same weights would get "
        "the same gradient for ever. Different weights are enough for that, so the biases need no dice. In small: "
        "with np.random.seed(3), the third number of randn(2) and then randn(1) is the third of randn(3); whoever "
        "draws more takes from those who come next. A second layer behind yours would get other weights than it "
        "should, although its own code is right."
    ),
)
class BiasesDrawn(DenseLayer):
    def initialize_weights(self):
        super().initialize_weights()
        self.biases = np.random.randn(self.output_size)


def draw_biases(number, draw, first):
    @misconception("biases-drawn", "DenseLayer", variant=f"draw-{number}-{'first' if first else 'last'}")
    class OtherDraw(DenseLayer):
        def initialize_weights(self):
            drawn = draw(self, self.output_size) if first else None
            super().initialize_weights()
            drawn = drawn if first else draw(self, self.output_size)
            self.biases = drawn.reshape(self.biases.shape)


for number, draw in enumerate(
    (
        lambda layer, size: np.random.randn(size),
        lambda layer, size: np.random.randn(size) * np.sqrt(2 / layer.input_size),
        lambda layer, size: np.random.randn(size) * 0.01,
        lambda layer, size: np.random.randn(size) * 0.1,
        lambda layer, size: np.random.rand(size),
        lambda layer, size: np.random.uniform(-1, 1, size),
    )
):
    draw_biases(number, draw, first=True)
    if number:
        draw_biases(number, draw, first=False)


@misconception(
    "biases-left-out",
    "DenseLayer",
    title="The biases are left out of the forward pass",
    hint=(
        "Give your layer weights of zeros, biases of 1, 2, 3 and any batch. What should last_z be, and what is yours? "
        "The products are all 0, so whatever remains must come from elsewhere. In one dimension: a straight line that "
        "has only a slope goes through the origin, wherever the points lie. For the points (0, 5) and (1, 7) no slope "
        "helps, since at 0 it always says 0. In a new layer the biases are zeros, so the first outputs are right, and "
        "so is backward's part for them. The mistake comes to light after the first step of an optimizer, or when "
        "somebody assigns biases: they move, get gradients, and nothing in the output follows. Which line of forward "
        "mentions them?"
    ),
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
    hint=(
        "Which of two arrays does your forward hand over: z, or what the activation makes of it? Compare the returned "
        "value with last_z after one call; if they are equal for an activation that changes its input, something has "
        "been skipped. A quick trial by hand, without a layer: squaring as the activation and z = 3 should give 9, "
        "and a layer that forgets it says 3. Is activation_function called at all in forward, or only remembered by "
        "the constructor? Two layers without anything between them are one layer: doubling and then tripling is the "
        "same as multiplying by 6, however many you stack. So such a network can only draw straight lines. The "
        "gradients, on the other hand, may be right for the function that was wanted."
    ),
)
class ActivationLeftOut(DenseLayer):
    def forward(self, input_data):
        super().forward(input_data)
        return self.last_z


@misconception(
    "derivative-left-out",
    "DenseLayer",
    title="backward leaves the activation's derivative out",
    hint=(
        "The gradient that arrives in backward belongs to the layer's output. What lies between that output and z? "
        "Follow one number: z = 3, squared by an activation to 9. If z grows by 0.01, the output grows by about 0.06, "
        "so a gradient of 1 at the output is one of 6 at z. Whoever hands it on unchanged says 1. Now look at your "
        "three results: which array do they all start from, and where did it pass through the activation? With one "
        "whose slope is 1 everywhere nothing is lost, and for large z a Softplus is nearly like that, so some tables "
        "agree to many digits. Elsewhere all three gradients are off, each sample by another factor, and no constant "
        "repairs it."
    ),
)
class DerivativeLeftOut(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        biases = output_gradient.mean(axis=0).reshape(gradients["biases"].shape)
        inputs, count = output_gradient @ self.weights.T, len(output_gradient)
        return {"inputs": inputs, "weights": self.last_input.T @ output_gradient / count, "biases": biases}


@misconception(
    "derivative-at-the-output",
    "DenseLayer",
    title="The derivative is taken at the output",
    hint=(
        "Which number do you hand to derivative: the one that went into the activation, or the one that came out? "
        "Take squaring, whose slope at z is 2z. For z = 3 the output is 9. The slope that counts is the one at 3, "
        "which is 6: if z grows by 0.01, the square grows by 0.0601. At 9 the rule would say 18. Some textbooks write "
        "the slope of the sigmoid with its output, s(1 - s), and whoever has that in mind may pass the output to a "
        "function that expects its input. Where z and the output are the same number, as for a ReLU above 0, both "
        "ways agree. Which of the arrays that forward keeps is meant for this?"
    ),
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
    hint=(
        "What does your code do about the size of the batch in the gradients of weights and biases? Send a single "
        "sample through forward and backward, then the same sample three times in one batch, with three equal rows of "
        "output_gradient. Should the step become three times as long, or stay? In this track it stays. For the column "
        "2, 4, 6 the total is 12 and the average 4: which of the two does your code take, and in which of the two "
        "results? Other courses sum here and let the loss divide, and that is right as long as exactly one of them "
        "does it. With a batch of one nothing shows. With hundreds, a learning rate that was chosen for averages "
        "makes steps that are hundreds of times too long."
    ),
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
    hint=(
        "Put the lines of your two parameter gradients below each other. How does the batch size enter into each? Try "
        "a batch of three samples whose inputs are all 1: then a weight and the bias of the same output act in "
        "exactly the same way, so their gradients must agree. If the one for the bias is three times as large, it has "
        "a total where the other has an average: 9 instead of 3 for the column 1, 3, 5. Shapes are right, and with "
        "one sample so is every number. Training works too, only that the biases run ahead of the weights, the faster "
        "the larger the batch is. Which of the statement's two formulas do you find in that line, and is it there as "
        "a whole?"
    ),
)
class BiasesGradientSummed(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return gradients | {"biases": gradients["biases"] * len(output_gradient)}


@misconception(
    "weights-gradient-summed",
    "DenseLayer",
    title="Only the weights' gradient is summed",
    hint=(
        "A matrix product adds over the samples without saying so. What happens to that total in your code before it "
        "is returned? Look at a product by hand: the row (1, 1, 1, 1) times the column (2, 4, 6, 8) is 20, while the "
        "mean of the column is 5. Now send four samples with inputs of 1 through your layer. There the gradient of "
        "each weight must equal that of the bias beside it; is it four times as large? For the biases many people "
        "call mean, and the batch size is dealt with on the way; for the weights there is no such function, so it is "
        "easily left out. One sample alone hides it. With large batches the weights leap while the biases creep."
    ),
)
class WeightsGradientSummed(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return gradients | {"weights": gradients["weights"] * len(output_gradient)}


@misconception(
    "input-gradient-averaged",
    "DenseLayer",
    title="The input gradient is divided by the number of samples too",
    hint=(
        "Row i of 'inputs' says how sample i should change. Does it depend on who else is in the batch? Try it: run "
        "forward and backward with one sample, note the row, then add a second sample and run both again, with the "
        "same row of output_gradient for the first. If the first row has become half as large, you divide where there "
        "is nothing to share. A weight serves all samples, so it hears all of their wishes; an input belongs to one. "
        "In small: three guests of one restaurant order for themselves; the chef averages their opinions of the soup, "
        "but not their plates. With a batch of one the mistake is invisible. In a deep network every such layer "
        "divides once more, and for batches of 100 the first layers hardly move."
    ),
)
class InputGradientAveraged(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return gradients | {"inputs": gradients["inputs"] / len(output_gradient)}


@misconception(
    "averaged-over-everything",
    "DenseLayer",
    title="The biases' gradient is one number for all outputs",
    hint=(
        "Each output of the layer has a bias of its own. Over which axis do you add up or average, and which one should "
        "still be there afterwards? Take np.array([[1, 2], [3, 6], [5, 10]]), three samples of two outputs. Its mean "
        "without an axis is 4.5, a single number; along the first axis it is 3 and 6, along the second 1.5, 4.5 and "
        "7.5. Which of these answers has one entry per bias? Broadcasting takes a single number as well and gives it "
        "to everybody, so no error comes. All biases then move together, as if two radios had one common knob: louder "
        "is possible, but never one louder than the other. A layer with one output cannot show the difference. Is "
        "there a call without an axis in your backward?"
    ),
)
class AveragedOverEverything(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return gradients | {"biases": np.full_like(gradients["biases"], gradients["biases"].mean())}


def give_one_number(number, reduce, form):
    @misconception("averaged-over-everything", "DenseLayer", variant=f"form-{number}")
    class OneNumber(DenseLayer):
        def backward(self, output_gradient):
            delta = output_gradient * self.activation_function.derivative(self.last_z)
            gradients = super().backward(output_gradient)
            return gradients | {"biases": form(reduce(delta), gradients["biases"])}


def alone(value, biases):
    return value


def in_two_axes(value, biases):
    return np.full((1, 1), value)


for number, (reduce, form) in enumerate(
    (
        (np.mean, alone),
        (np.mean, in_two_axes),
        (lambda delta: delta.sum() / len(delta), alone),
        (lambda delta: delta.sum() / len(delta), in_two_axes),
        (lambda delta: delta.sum() / len(delta), lambda value, biases: np.full_like(biases, value)),
        (np.sum, alone),
        (np.sum, in_two_axes),
        (np.sum, lambda value, biases: np.full_like(biases, value)),
    )
):
    give_one_number(number, reduce, form)


@misconception(
    "biases-gradient-over-the-features",
    "DenseLayer",
    title="The biases' gradient is a mean over the outputs instead of the samples",
    hint=(
        "How many numbers has your 'biases' after a batch of four samples, and how many biases has the layer? Print "
        "both shapes. For np.array([[1, 2, 3], [5, 6, 10]]), two samples of three outputs, the averages down the "
        "columns are 3, 4, 6.5 and those along the rows 2 and 7. The first answer says something about outputs, the "
        "second about samples. A bias is the same for all samples, so which of the two axes has to go? Where a batch "
        "has as many samples as the layer has outputs, the shape is right by chance and nobody complains; each bias "
        "then gets the opinion of one sample. With a batch of one you get one number, which broadcasting spreads over "
        "all."
    ),
)
class BiasesGradientOverFeatures(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        delta = output_gradient * self.activation_function.derivative(self.last_z)
        return gradients | {"biases": delta.mean(axis=1)}


def average_outputs(number, reduce):
    @misconception("biases-gradient-over-the-features", "DenseLayer", variant=f"form-{number}")
    class OverFeatures(DenseLayer):
        def backward(self, output_gradient):
            delta = output_gradient * self.activation_function.derivative(self.last_z)
            return super().backward(output_gradient) | {"biases": reduce(delta)}


for number, reduce in enumerate(
    (
        lambda delta: delta.mean(axis=1, keepdims=True),
        lambda delta: delta.sum(axis=1) / len(delta),
        lambda delta: delta.sum(axis=1, keepdims=True) / len(delta),
    )
):
    average_outputs(number, reduce)


@misconception(
    "biases-and-their-gradient-differ-in-shape",
    "DenseLayer",
    title="'biases' has two axes where biases has one",
    hint=(
        "Print the shape of biases and that of the gradient 'biases' in your layer. Are they the same, axis by axis? "
        "Try `a = np.zeros(3)`, then `a -= np.ones((1, 3))`: numpy refuses, since what is written into one axis must "
        "not have two. The other spelling, `a = a - np.ones((1, 3))`, works, but a has the shape (1, 3) from then on. "
        "So one optimizer raises an error and another quietly changes the parameter. The values are right, and a "
        "printed row shows its second pair of brackets to attentive eyes only. Which option of your sum or mean keeps "
        "an axis alive, and do the biases themselves have that axis? The statement allows either form, but the same "
        "for both."
    ),
)
class BiasesShapesDiffer(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return gradients | {"biases": gradients["biases"].reshape(1, -1)}


@misconception(
    "biases-in-a-row-and-their-gradient-not",
    "DenseLayer",
    title="biases has two axes where the gradient 'biases' has one",
    hint=(
        "Compare two shapes after a backward: that of biases and that of its gradient. Is there a pair of brackets more "
        "around one of them? A sum or a mean along an axis takes that axis away: np.ones((5, 2)).sum(axis=0) has the "
        "shape (2,), and whoever makes the parameter as np.zeros((1, 2)) has to ask for the axis to stay. Subtracting "
        "still works, since numpy repeats the shorter one along the missing axis, and the numbers are right. But an "
        "optimizer that keeps a mean of past gradients in the shape of the parameter, or writes both into one file, "
        "meets two forms of one thing, like a key cut for the left-hand door. Either form is accepted here, as long as "
        "both have it. Which of the two lines will you change?"
    ),
)
class BiasesInRowGradientNot(DenseLayer):
    def initialize_weights(self):
        super().initialize_weights()
        self.biases = self.biases.reshape(1, -1)


@misconception(
    "weights-averaged-over-the-features",
    "DenseLayer",
    title="The weights' gradient is divided by the number of inputs",
    hint=(
        "The mean goes over the samples of a batch. input_data has two sizes; which of them counts samples, and which "
        "one do you divide by? Try it with a shape: for np.zeros((8, 2)), eight samples of two features, len gives 8 "
        "and shape[1] gives 2. A total of 24 is then 3 per sample, and 12 with the wrong count. Now send the same "
        "sample eight times in one batch: the gradient should be as large as for one sample alone; does yours grow "
        "with the batch? Where a batch happens to have as many rows as columns, both counts are equal, and a square "
        "example does not show anything. Otherwise the direction is still right, only the length of the step is not, "
        "and it changes with the last, smaller batch of an epoch."
    ),
)
class WeightsAveragedOverFeatures(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        weights = gradients["weights"] * len(output_gradient) / self.last_input.shape[1]
        return gradients | {"weights": weights}


@misconception("weights-averaged-over-the-features", "DenseLayer", variant="biases-too")
class BothAveragedOverFeatures(WeightsAveragedOverFeatures):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        biases = gradients["biases"] * len(output_gradient) / self.last_input.shape[1]
        return gradients | {"biases": biases}


@misconception(
    "gradients-under-other-keys",
    "DenseLayer",
    title="The gradients stand under other keys",
    hint=(
        "The optimizer looks the gradients up by name. Print the keys of the dict that your backward returns and "
        'compare them with the statement, letter by letter, also at their ends. A dict is strict: for `ages = {"cat": '
        '3}`, asking for ages["cats"] raises a KeyError, and ages.get("cats") is None, although a person would know '
        "what is meant. The arrays in your dict may be perfect; nobody finds them. Singular and plural are confused "
        "easily, because other tracks and other libraries have other habits. A short program that reads the gradients "
        "with your own spelling works from beginning to end. Only a part that somebody else has written, after the "
        "same statement, comes up with empty hands. How many of the three differ?"
    ),
)
class GradientsUnderOtherKeys(DenseLayer):
    def backward(self, output_gradient):
        inputs, weights, biases = super().backward(output_gradient).values()
        return {"input": inputs, "weight": weights, "bias": biases}


def name_gradients(number, *keys):
    @misconception("gradients-under-other-keys", "DenseLayer", variant=f"keys-{number}")
    class OtherKeys(DenseLayer):
        def backward(self, output_gradient):
            return dict(zip(keys, super().backward(output_gradient).values(), strict=True))


for number, keys in enumerate(
    (
        ("input", "weights", "biases"),
        ("inputs", "weights", "bias"),
        ("input", "weights", "bias"),
        ("inputs", "weight", "bias"),
        ("dX", "dW", "db"),
        ("dx", "dw", "db"),
        ("X", "W", "b"),
        ("x", "w", "b"),
        ("inputs", "W", "b"),
        ("input_gradient", "weights_gradient", "biases_gradient"),
        ("input_gradient", "weight_gradient", "bias_gradient"),
        ("grad_input", "grad_weights", "grad_biases"),
        ("grad_inputs", "grad_weights", "grad_biases"),
        ("d_inputs", "d_weights", "d_biases"),
        ("dinputs", "dweights", "dbiases"),
        ("Inputs", "Weights", "Biases"),
    )
):
    name_gradients(number, *keys)


@misconception(
    "only-the-input-gradient",
    "DenseLayer",
    title="backward returns the input gradient alone",
    hint=(
        "What does the optimizer get to know about this layer? It sees only what backward returns. Print the type of "
        "that: is it a dict, or a lone array? Nobody but this layer can say how its weights and biases should change, "
        "since nobody else has its last input. Think of an accountant who sends on the bill for the next department "
        "and files the two for his own, without a copy: they are computed, and never paid. In some tracks a layer "
        "takes its own step, so there one array is enough for the layer before. Here the layer must not move anything "
        "itself. A chain of such layers would still pass gradients along, in the right shapes, while no parameter of "
        "any layer ever learns. What should travel together?"
    ),
)
class OnlyTheInputGradient(DenseLayer):
    def backward(self, output_gradient):
        return super().backward(output_gradient)["inputs"]


@misconception("only-the-input-gradient", "DenseLayer", variant="in-a-dict")
class OnlyTheInputGradientInDict(DenseLayer):
    def backward(self, output_gradient):
        return {"inputs": super().backward(output_gradient)["inputs"]}


@misconception(
    "gradients-as-a-tuple",
    "DenseLayer",
    title="backward returns a tuple or a list",
    hint=(
        "How does the caller take the gradients out of your answer: by a name or by a place? Print the type of what "
        "backward returns. A tuple knows only places, and so does a list: `point = (3, 4)` gives 3 for point[0], but "
        'point["x"] raises a TypeError, and nobody can see which of the numbers is which. With {"x": 3, "y": 4} the order '
        "does not matter, and a reader knows what is meant. If two people disagree about the order of three arrays, square "
        "layers even hide it, because the shapes fit. The arrays themselves may be right here, and a program that "
        "unpacks three values works with them. An optimizer written after the statement does not. Which names does "
        "the statement give to the three?"
    ),
)
class GradientsAsTuple(DenseLayer):
    def backward(self, output_gradient):
        return tuple(super().backward(output_gradient).values())


@misconception("gradients-as-a-tuple", "DenseLayer", variant="inputs-last")
class GradientsAsTupleInputsLast(DenseLayer):
    def backward(self, output_gradient):
        inputs, *others = super().backward(output_gradient).values()
        return (*others, inputs)


@misconception("gradients-as-a-tuple", "DenseLayer", variant="list")
class GradientsAsList(DenseLayer):
    def backward(self, output_gradient):
        return list(super().backward(output_gradient).values())


@misconception(
    "gradients-accumulate",
    "DenseLayer",
    title="Gradients of earlier calls are added in",
    hint=(
        "Call backward twice after one forward, with the same output_gradient, and compare the two answers for the "
        "weights. Is the second one twice the first? Then something in your object survives from call to call and is "
        "added to. Try it in small: a class with total = 0 and a method that adds 5 and returns it says 5, then 10, "
        "then 15; a method that only computes says 5 each time. Some libraries do gather gradients on purpose and "
        "have a command to clear them; this layer has no such command. The first step of a training is right, so a "
        "short example passes. Later the steps contain all earlier ones and grow, and a batch of other data is still "
        "present long after it has gone. Which attribute do you read before you write it?"
    ),
)
class GradientsAccumulate(DenseLayer):
    total = 0

    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        self.total = self.total + gradients["weights"]
        return gradients | {"weights": self.total}


def add_up(keys, in_place):
    @misconception("gradients-accumulate", "DenseLayer", variant="-".join(keys) + "-in-place" * in_place)
    class AddedUp(DenseLayer):
        def __init__(self, input_size, output_size, activation_function, name=None):
            super().__init__(input_size, output_size, activation_function, name)
            self.totals = {}

        def backward(self, output_gradient):
            gradients = super().backward(output_gradient)
            for key in keys:
                if key in self.totals and in_place:
                    self.totals[key] += gradients[key]
                else:
                    self.totals[key] = self.totals.get(key, 0) + gradients[key]
            return gradients | self.totals


for keys in (("weights", "biases"), ("weights",), ("biases",)):
    add_up(keys, in_place=True)
    if keys != ("weights",):
        add_up(keys, in_place=False)


@misconception(
    "backward-takes-a-step",
    "DenseLayer",
    title="backward moves the weights and biases",
    hint=(
        "Copy the weights before backward and compare them with the weights afterwards. Did anything move? Nobody has "
        "told this layer a learning rate, so where does yours come from? In this track gradients are an answer, and "
        "somebody else decides what to do with it. In small: a thermometer reports 17 degrees; if it also turned up "
        "the heating, whoever reads it and turns the knob as well would heat twice. The same happens here: the "
        "optimizer's step comes on top of the layer's own. A call of backward just to check a gradient, with small "
        "differences, changes the thing that is measured. With a tiny rate the outputs of a first pass look right, "
        "and the training seems only a bit too fast."
    ),
)
class BackwardTakesStep(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        self.weights = self.weights - 0.01 * gradients["weights"]
        self.biases = self.biases - 0.01 * gradients["biases"]
        return gradients


def take_step(rate, inputs_after):
    @misconception("backward-takes-a-step", "DenseLayer", variant=f"{rate}" + "-inputs-after" * inputs_after)
    class OtherStep(DenseLayer):
        def backward(self, output_gradient):
            gradients = super().backward(output_gradient)
            self.weights = self.weights - rate * gradients["weights"]
            self.biases = self.biases - rate * gradients["biases"]
            return gradients | {"inputs": super().backward(output_gradient)["inputs"]} if inputs_after else gradients


for rate in (0.001, 0.01, 0.05, 0.1, 0.5, 1.0):
    take_step(rate, inputs_after=True)
    if rate != 0.01:
        take_step(rate, inputs_after=False)


@misconception(
    "input-not-kept",
    "DenseLayer",
    title="forward does not keep its input",
    hint=(
        "backward needs to know what came in. Under which attribute does it look for the input, and who has put it "
        "there? A name that is assigned inside a method is gone when the method ends: after `def f(x): y = 2 * x` and "
        "a call of f(3), asking for y raises a NameError. Only what hangs on self lives on. Send a batch through your "
        "layer and print last_input: is it the batch, or None? The output of forward is right without it, so nothing "
        "is missing until gradients are wanted, and then the error comes up in another method than the one to be "
        "mended. The gradient for the inputs does not even need it; which of the three does?"
    ),
)
class InputNotKept(DenseLayer):
    def forward(self, input_data):
        output = super().forward(input_data)
        self.last_input = None
        return output


def miss_input(number, error, text):
    @misconception("input-not-kept", "DenseLayer", variant=f"text-{number}")
    class InputMissed(InputNotKept):
        def backward(self, output_gradient):
            raise error(text)


miss_input(1, AttributeError, "'NoneType' object has no attribute 'shape'")
miss_input(2, TypeError, "object of type 'NoneType' has no len()")
miss_input(3, TypeError, "'NoneType' object is not subscriptable")


@misconception("input-not-kept", "DenseLayer", variant="no-attribute")
class InputNowhere(DenseLayer):
    def forward(self, input_data):
        output = super().forward(input_data)
        del self.last_input
        return output


@misconception(
    "input-forgotten",
    "DenseLayer",
    title="backward throws away what forward kept",
    hint=(
        "May backward be called twice after one forward? Try it, with the same output_gradient, and look at the "
        "second answer or at the error. Then print last_input and last_z afterwards: are they still there? Something "
        "in your code tidies up too early. In small: `notes = [4, 7]`, and notes.pop() gives 7 the first time and 4 "
        "the second, while notes[-1] gives 7 as often as one likes. Reading should not use up what is read. Freeing "
        "memory is a fair wish, but a check that compares gradients with small differences, or an optimizer that asks "
        "again, calls more than once. In a plain training, with one backward for each forward, it never shows. When "
        "do the two values really become out of date?"
    ),
)
class InputForgotten(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        self.last_input = self.last_z = None
        return gradients


@misconception("input-forgotten", "DenseLayer", variant="input-only")
class InputOnlyForgotten(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        self.last_input = None
        return gradients


@misconception(
    "forward-returns-nothing",
    "DenseLayer",
    title="forward prints its result, or forgets to return it",
    hint=(
        "What does `y = layer.forward(X)` put into y? Print type(y). If it says NoneType, the method has ended "
        "without handing anything over, however much it has computed. Printing shows a number to you, on the screen; "
        "the calling program gets nothing from that. Try both in a shell: for `def f(x): print(2 * x)`, f(4) shows 8, "
        "but `f(4) + 1` raises a TypeError. In an interactive session the two look alike, as a shell displays results "
        "anyway. last_z may be there and right, so backward can work too, when it is called with a gradient that "
        "somebody has made up. But a second layer would be given None as its input. Which line of forward is the last "
        "that runs, on every path?"
    ),
    about=("*",),
)
class ForwardReturnsNothing(DenseLayer):
    def forward(self, input_data):
        super().forward(input_data)


@misconception(
    "first-input-kept",
    "DenseLayer",
    title="The input of the first forward pass is kept for ever",
    hint=(
        "backward belongs to the latest forward. When does your code store the input: in every call, or only while "
        "nothing is stored yet? Send a batch of ones through the layer, then a batch of twos, and print last_input. "
        'It should be full of twos. In small: `box.setdefault("x", 1)` and then `box.setdefault("x", 2)` leave 1 in '
        "an empty dict, because the second call finds something there already; plain assignment leaves 2. With a "
        "single forward nothing is wrong, and with equal batches neither. In a training the gradient of the weights "
        "would mix the first batch with the output gradients of the present one: the shapes fit, the numbers mean "
        "nothing. A smaller last batch raises an error far from the cause."
    ),
)
class FirstInputKept(DenseLayer):
    def forward(self, input_data):
        first = self.last_input
        output = super().forward(input_data)
        self.last_input = input_data if first is None else first
        return output


@misconception("first-input-kept", "DenseLayer", variant="with-its-z")
class FirstInputKeptWithZ(DenseLayer):
    def forward(self, input_data):
        first = self.last_input, self.last_z
        output = super().forward(input_data)
        if first[0] is not None:
            self.last_input, self.last_z = first
        return output


@misconception(
    "activation-stored-as-an-object",
    "DenseLayer",
    title="to_dict holds the activation object itself",
    hint=(
        "Can a file hold what your description holds? Try json.dumps on it, and then on smaller things: "
        'json.dumps({"a": 1}) gives a text, and json.dumps({"a": object()}) raises a TypeError. JSON knows texts, '
        "numbers, lists, dicts, true, false and null, and nothing of your program's classes. Think of a recipe: it "
        'says "butter", in letters, and no butter is glued to the page. Which entry of your dict is the thing itself '
        "instead of a word for it? As long as the dict stays inside one program everything can be read back from it, "
        "so a round trip without a file seems fine. But two layers then share one object, and nothing can be sent or "
        "saved. What could a text say about the activation?"
    ),
)
class ActivationAsObject(DenseLayer):
    def to_dict(self):
        return super().to_dict() | {"activation_function": self.activation_function}


@misconception(
    "activation-by-its-repr",
    "DenseLayer",
    title="to_dict holds the printed form of the activation's class",
    hint=(
        "Print the entry for the activation in your dict, with its quotes. Is it the bare name of a class, or are "
        "there more characters around it, such as angle brackets or a module? Try str(int): it gives \"<class 'int'>\", "
        "13 characters, of which 3 are the name. Now take the view of the reader: somebody looks into a module for an "
        "attribute of exactly this text. Nothing there has brackets in its name. JSON can hold such a text, a person "
        "understands it too, and to_dict raises no error, so the trouble comes up only in another method, perhaps on "
        "another day, when a file is read. With an object's own printed form there would even be a memory address in "
        "it, different in each run. What does a class know about its own name?"
    ),
)
class ActivationByRepr(DenseLayer):
    def to_dict(self):
        return super().to_dict() | {"activation_function": str(type(self.activation_function))}


@misconception(
    "weights-in-the-description",
    "DenseLayer",
    title="to_dict holds the weights",
    hint=(
        "Print the keys of your dict and count them; then compare with the statement. The description says what a "
        "layer is, not what it has learnt. Take a plan of a house: it has the number of rooms and the sizes, and no "
        "furniture; from one plan ten houses can be built, each furnished in its own way. A layer of 1000 inputs and "
        "1000 outputs has a million weights, which as text are some 20 million characters, against about a hundred "
        "for the plan. Before the first forward the extra entry may be only None and hardly stands out. Afterwards an "
        "array would even stop JSON, and a list of numbers would not, so the file grows silently. Who would read that "
        "entry again when the layer is built?"
    ),
)
class WeightsInDescription(DenseLayer):
    def to_dict(self):
        weights = None if self.weights is None else self.weights.tolist()
        return super().to_dict() | {"weights": weights}


def describe_weights(name, keys, write, always, read_back):
    @misconception("weights-in-the-description", "DenseLayer", variant=name)
    class WeightsDescribed(DenseLayer):
        def to_dict(self):
            found = {key: getattr(self, key) for key in keys}
            told = {key: value if value is None else write(value) for key, value in found.items()}
            return super().to_dict() | {key: value for key, value in told.items() if always or value is not None}

        @classmethod
        def from_dict(cls, data):
            layer = super().from_dict(data)
            if read_back and data.get("weights") is not None:
                layer.weights, layer.biases = np.array(data["weights"]), np.array(data["biases"])
                layer.weights_initialized = True
            return layer


for always in (True, False):
    when = "always" if always else "once-drawn"
    for name, keys in (("both", ("weights", "biases")), ("weights", ("weights",))):
        describe_weights(f"{name}-as-arrays-{when}", keys, np.array, always, read_back=False)
        if keys != ("weights",) or not always:
            describe_weights(f"{name}-{when}", keys, np.ndarray.tolist, always, read_back=False)
    describe_weights(f"both-{when}-read-back", ("weights", "biases"), np.ndarray.tolist, always, read_back=True)


@misconception(
    "name-left-out",
    "DenseLayer",
    title="from_dict forgets the name",
    hint=(
        "Go through the constructor's parameters one by one. For each of them: is it taken from the dict, and passed "
        "on? Build a layer with a name of your choice, send it through to_dict and from_dict, and print the name of "
        "the copy. A parameter with a default is forgotten without a sound: for `def f(a, b=None): return (a, b)`, a "
        "call of f(1) gives (1, None), and nobody complains that b was meant to be 2. One without a default would "
        "have raised a TypeError at once. Unnamed layers survive the trip unharmed, and every number that the copy "
        "computes is right. It shows where layers are looked up by name, say, to load saved weights into them."
    ),
)
class NameLeftOut(DenseLayer):
    @classmethod
    def from_dict(cls, data):
        return super().from_dict({**data, "name": None})


@misconception(
    "sizes-swapped",
    "DenseLayer",
    title="from_dict swaps the two sizes",
    hint=(
        "Which size does the constructor take first, and which one do you give it first? Build a layer of 2 inputs "
        "and 5 outputs, send it through to_dict and from_dict, and print the two sizes of the copy. In small: for "
        "`def f(a, b): return 10 * a + b`, f(2, 5) is 25 and f(5, 2) is 52; Python cannot know what you meant by the "
        "places. Arguments given by their names do not depend on the order. A layer with equal sizes comes back "
        "unharmed, and an example of 3 by 3 proves nothing. With other sizes the copy takes no batch of the "
        "original's kind: an error in the first forward, about shapes, although the description itself is right. "
        "Compare both places, the writing and the reading."
    ),
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
    hint=(
        'What is in activation_function after from_dict? Print its type. A text such as "Sine" names something; it '
        'cannot do what the named thing does. In a shell: "upper".upper() works because a text has that method, but '
        '"upper".function(1) raises an AttributeError. The constructor stores whatever it is given and asks no '
        'questions, so from_dict itself goes through, and to_dict of the copy may already fail or say "str". The '
        "first forward does fail. There are two steps between a name and a usable object; from a menu one first finds "
        "the dish by its name, then somebody cooks it. Which of the steps does your code take? The statement says in "
        "which module the name can be looked up."
    ),
)
class ActivationStaysText(DenseLayer):
    @classmethod
    def from_dict(cls, data):
        return cls(data["input_size"], data["output_size"], data["activation_function"], data["name"])


@misconception(
    "activation-class-not-made",
    "DenseLayer",
    title="from_dict passes on the activation's class instead of an object",
    hint=(
        "Finding a class by its name is one step; having an object of it is another. What is in activation_function "
        "after your from_dict: print it, and look for the word class. In small: `number = complex` gives a name to "
        "the class, and number.real is then no number at all, while complex(3, 4).real is 3.0. A class is a mould, an "
        "object is a cake. If you call a method on the mould with one argument, Python takes that argument for self "
        "and complains that another is missing, which is a puzzling message: the call looks right. Everything before "
        "the first forward goes well, and sizes and name are right. What has to happen to the class that you have "
        "found, and where do others write it?"
    ),
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
    hint=(
        "The array that you are given belongs to somebody else. Keep a copy of output_gradient before the call and "
        "compare it afterwards: is it still the same? Then look for an operator with an equals sign at its end, such "
        "as *=, or for an assignment to a part of it. Try `a = np.array([2, 4])`, `b = a`, `b *= 3`: now a is [6, 12] "
        "as well, since both names mean one array. With `b = b * 3` a stays at [2, 4]. The gradients of the first "
        "call are right. But when the caller uses the array again, for a second call, another branch of the network, "
        "a plot, the numbers have changed behind his back, and the cause is nowhere near."
    ),
)
class OutputGradientChanged(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        output_gradient *= 0.5
        return gradients


@misconception("output-gradient-changed", "DenseLayer", variant="by-the-slope")
class OutputGradientTimesSlope(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient.copy())
        output_gradient *= self.activation_function.derivative(self.last_z)
        return gradients


@misconception(
    "gradient-clipped",
    "DenseLayer",
    title="Gradients are clipped inside the layer",
    hint=(
        "What does your layer answer when a very large gradient arrives? Multiply output_gradient by 1000: every "
        "gradient should become 1000 times as large, since each is a sum of products with it. Does yours stop growing "
        "at some number? In small: np.clip([1, 3, 40], -5, 5) gives 1, 3, 5; the ratio between the last two was 13 "
        "and is less than 2 afterwards. So cutting entry by entry changes the direction too, not the length alone. "
        "Limiting steps can be useful in training, but it is the optimizer's business: it sees all layers, and its "
        "limit can be chosen. Small gradients never reach the border, which is why an ordinary example is right to "
        "the last digit. Who has asked for a limit here?"
    ),
)
class GradientClipped(DenseLayer):
    def backward(self, output_gradient):
        return {key: np.clip(value, -5, 5) for key, value in super().backward(output_gradient).items()}


def clip(place, bound):
    @misconception("gradient-clipped", "DenseLayer", variant=f"{place}-{bound}")
    class Clipped(DenseLayer):
        def backward(self, output_gradient):
            if place == "incoming":
                return super().backward(np.clip(output_gradient, -bound, bound))
            gradients = super().backward(output_gradient)
            if place == "delta":
                delta = output_gradient * self.activation_function.derivative(self.last_z)
                delta = np.clip(delta, -bound, bound)
                biases = delta.mean(axis=0).reshape(gradients["biases"].shape)
                weights = self.last_input.T @ delta / len(delta)
                return {"inputs": delta @ self.weights.T, "weights": weights, "biases": biases}
            keys = {"all": gradients, "parameters": ("weights", "biases")}.get(place, (place,))
            return gradients | {key: np.clip(gradients[key], -bound, bound) for key in keys}


for bound in (0.5, 1, 2, 5, 10, 50, 100):
    for place in ("all", "parameters", "weights", "incoming", "delta"):
        if (place, bound) != ("all", 5):
            clip(place, bound)


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


@misconception(
    "biases-without-the-derivative",
    "DenseLayer",
    title="Only the gradient 'biases' leaves the activation's derivative out",
    hint=(
        "A bias is added before the activation. Through what does its influence have to pass on its way to the output? "
        "Take one unit with ReLU whose z is -2 in two samples. Move the bias from 0 to 0.1: z becomes -1.9, and the output "
        "stays 0, so the gradient should be 0. With an output gradient of 4 and 6, do you get 5 instead, their mean? Then "
        "what comes in was averaged as it came. A switch that is off keeps the current from the lamp, whether one turns "
        "the dimmer or changes the fuse. The weights' gradient and that of the inputs are right, so a look at them finds "
        "nothing, and with Identity there is no difference at all. Which array do your other two lines begin with, and "
        "which one does this line take?"
    ),
)
class BiasesWithoutTheDerivative(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return {**gradients, "biases": output_gradient.mean(axis=0).reshape(gradients["biases"].shape)}


@misconception(
    "generator-set-to-42",
    "DenseLayer",
    title="The weights come from a seed that the layer sets itself",
    hint=(
        "Make a layer and send something through it, do both again with another layer of the same sizes, and subtract "
        "their weights. Is the difference zero? A layer that sets a seed begins at the same place as each layer before "
        "it. Without any layer: `np.random.seed(8)` and then `np.random.normal()` gives about 0.091, and those two lines "
        "give it again and again, while the second line alone goes on to other numbers; np.random.RandomState(8) does "
        "just the same. A baker who opens a new sack for every loaf and takes a spoon from the top never reaches the "
        "bottom. The statement sets the seed outside, before it uses a layer, which makes its example repeatable; a line "
        "copied from there into the class works for that example. Somebody who tries another seed gets your numbers all "
        "the same. Who chooses the seed?"
    ),
)
class GeneratorSetTo42(DenseLayer):
    def initialize_weights(self):
        np.random.seed(42)
        super().initialize_weights()


def set_seed(seed, place):
    @misconception("generator-set-to-42", "DenseLayer", variant=f"{seed}-{place}")
    class SeedSet(DenseLayer):
        def __init__(self, input_size, output_size, activation_function, name=None):
            super().__init__(input_size, output_size, activation_function, name)
            if place == "in-the-constructor":
                np.random.seed(seed)
            self.own = np.random.RandomState(seed)

        def initialize_weights(self):
            if place == "in-initialize":
                np.random.seed(seed)
            super().initialize_weights()
            if place == "own-object":
                draws = self.own.randn(self.input_size, self.output_size)
                self.weights = np.sqrt(2 / self.input_size) * draws

        def forward(self, input_data):
            if place == "on-every-forward":
                np.random.seed(seed)
            return super().forward(input_data)


for seed in (42, 0, 1, 7, 123, 1234):
    for place in ("in-initialize", "in-the-constructor", "on-every-forward", "own-object"):
        if (seed, place) != (42, "in-initialize"):
            set_seed(seed, place)


@misconception(
    "own-generator-of-seed-42",
    "DenseLayer",
    title="The weights come from a default_rng of the layer's own",
    hint=(
        "Which generator gives your weights: the one behind np.random, which a caller can seed, or an object that the "
        "layer makes? Seed np.random with two different numbers and make a layer after each; equal weights mean that "
        "the caller has no say. An object from default_rng draws from another sequence than np.random does, even for "
        "one seed: `np.random.default_rng(8).normal()` is about -1.738, and after `np.random.seed(8)` the function "
        "np.random.normal() gives 0.091. New programs prefer such objects, with reason, yet then somebody has to hand "
        "one in, and no argument of this constructor takes it. With a seed fixed in the code the layers of a network "
        "may also be twins wherever their sizes agree. The spread of the weights is right, and training works. Whose "
        "seed should decide?"
    ),
)
class OwnGeneratorOfSeed42(DenseLayer):
    def initialize_weights(self):
        super().initialize_weights()
        draws = np.random.default_rng(42).standard_normal((self.input_size, self.output_size))
        self.weights = np.sqrt(2 / self.input_size) * draws


def own_generator(seed, place):
    @misconception("own-generator-of-seed-42", "DenseLayer", variant=f"{seed}-{place}")
    class OwnGenerator(DenseLayer):
        shared = None

        def __init__(self, input_size, output_size, activation_function, name=None):
            super().__init__(input_size, output_size, activation_function, name)
            self.own = np.random.default_rng(seed)

        def initialize_weights(self):
            super().initialize_weights()
            if place == "in-initialize":
                rng = np.random.default_rng(seed)
            elif place == "in-the-constructor":
                rng = self.own
            else:
                rng = type(self).shared = self.shared or np.random.default_rng(seed)
            draws = rng.standard_normal((self.input_size, self.output_size))
            self.weights = np.sqrt(2 / self.input_size) * draws


for seed in (42, 0, 1, 7, 123, 1234):
    for place in ("in-initialize", "in-the-constructor", "of-the-class"):
        if (seed, place) != (42, "in-initialize"):
            own_generator(seed, place)


@misconception(
    "weights-gradient-transposed",
    "DenseLayer",
    title="The gradient 'weights' is transposed",
    hint=(
        "Print the shape of weights and the shape of the gradient under that key, for a layer of 2 inputs and 6 "
        "outputs. They must be alike, since entry (i, j) of the gradient says how the loss reacts to entry (i, j) of "
        "the parameter. In a matrix product the rows come from the left factor: a table of 2 x 8 times one of 8 x 6 "
        "has 2 rows, and the other order, 6 x 8 times 8 x 2, has 6. The sum runs over the 8 samples in both, so both "
        'look like "the sum over the batch". A seating plan held in a mirror has every guest on it and no one in the '
        "right chair. If the sizes are equal, subtraction works and the network learns something odd. Do you "
        "transpose the inputs, the gradient by z, or at last the result?"
    ),
)
class WeightsGradientTransposed(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return {**gradients, "weights": gradients["weights"].T}


@misconception(
    "last-sample-only",
    "DenseLayer",
    title="'weights' and 'biases' hold the share of the last sample only",
    hint=(
        "Is there a loop over the samples in your backward? See what its lines do with the value of the turn before. "
        "A mean of 3, 8 and 1 by hand: add all three, 12, and divide by 3, which makes 4. If each turn replaces the "
        "sum, only the 1 is left and the mean comes out as a third. Set all rows of output_gradient but the last to "
        "zeros: if neither gradient changes, the other rows never counted. The division by N at the end makes it "
        "worse, for a batch of 100 then moves the parameters by a hundredth of one sample's wish. In a choir of 100 "
        "with one open microphone the hall hears one voice. A batch of a single sample is right, which makes short "
        "trials pass. Where do you begin with zeros, and where do you add?"
    ),
)
class LastSampleOnly(DenseLayer):
    def backward(self, output_gradient):
        inputs = super().backward(output_gradient)["inputs"]
        last = np.zeros_like(output_gradient)
        last[-1] = output_gradient[-1]
        return {**super().backward(last), "inputs": inputs}


@misconception("last-sample-only", "DenseLayer", variant="undivided")
class LastSampleUndivided(LastSampleOnly):
    def backward(self, output_gradient):
        gradients, count = super().backward(output_gradient), len(output_gradient)
        return gradients | {key: count * gradients[key] for key in ("weights", "biases")}


@misconception(
    "type-is-the-class-name",
    "DenseLayer",
    title="type is the name of the class",
    hint=(
        "Which text does the statement give for type, and which one does your layer have? The class is called one "
        "thing in Python, and the file calls its kind of layer another; the two need not agree. `type(self).__name__` "
        'always gives the name after the word class: for `class Dog` it is "Dog", and for a subclass "Puppy" it is '
        '"Puppy". For the activation that is just what the statement asks for. For the layer\'s own type it is not, '
        "because a file should stay readable after somebody has renamed the class. A parcel carries its contents on "
        "the label and not the name of the machine that packed it. Your own from_dict may ignore the entry, so a "
        "round trip works. Another program that looks for layers of the kind described there would find none. Is the "
        "text fixed or computed in your code?"
    ),
)
class TypeIsClassName(DenseLayer):
    def __init__(self, input_size, output_size, activation_function, name=None):
        super().__init__(input_size, output_size, activation_function, name)
        self.type = "DenseLayer"


@misconception(
    "activation-name-in-small-letters",
    "DenseLayer",
    title="to_dict writes the activation's name in small letters",
    hint=(
        "Compare the name in your description with the name of the class, letter by letter. Other libraries call "
        "activations by short words in small letters; here the entry is used to find a class in a module, and Python "
        'tells capitals apart. The module math shows it: `hasattr(math, "pi")` is True and `hasattr(math, "Pi")` is '
        "False. A postman may forgive a street written small; getattr does not. A from_dict of your own that "
        "translates back hides the trouble as long as you read only your own files, though names with a capital in "
        "the middle would get lost there for good. Files written by somebody else's solution, or read by it, do not "
        "fit. Which method changes the letters, and what was it meant to make prettier?"
    ),
)
class ActivationNameInSmallLetters(DenseLayer):
    def to_dict(self):
        description = super().to_dict()
        return {**description, "activation_function": description["activation_function"].lower()}


@misconception("activation-name-in-small-letters", "DenseLayer", variant="read-back")
class ActivationNameReadInSmallLetters(ActivationNameInSmallLetters):
    @classmethod
    def from_dict(cls, data):
        name = data["activation_function"]
        capital = {"cube": "Cube", "sine": "Sine", "softplus": "Softplus"}[name]
        return super().from_dict({**data, "activation_function": capital})


@misconception("activation-name-in-small-letters", "DenseLayer", variant="read-in-any-letters")
class ActivationNameReadInAnyLetters(ActivationNameReadInSmallLetters):
    @classmethod
    def from_dict(cls, data):
        return super().from_dict({**data, "activation_function": data["activation_function"].lower()})


@misconception(
    "weights-without-the-derivative",
    "DenseLayer",
    title="Only the gradient 'weights' leaves the activation's derivative out",
    hint=(
        "Three gradients leave your backward. Which array does each of them start from: the gradient that came in, or "
        "the one that has passed the activation? All three need the second. Going backwards one meets the activation "
        "first, and only behind it lie the product with weights, the biases and the inputs. Take y = (w x)² with x = "
        "3 and w = 2: the slope by w is 2 · 6 · 3 = 36, and without the square's own slope it would be 3. Somebody "
        "who leaves out a gear in the middle computes the speed of the wheel wrongly, though every other gear is "
        "right. For an activation whose slope is 1 there is no difference, which holds for a ReLU wherever z is "
        "positive. Two of your lines seem to take the right variable. Has the name in the third been forgotten in a "
        "change?"
    ),
)
class WeightsWithoutDerivative(DenseLayer):
    def backward(self, output_gradient):
        weights = self.last_input.T @ output_gradient / len(output_gradient)
        return {**super().backward(output_gradient), "weights": weights}


@misconception(
    "last-z-is-the-output",
    "DenseLayer",
    title="last_z holds the output of the activation",
    hint=(
        "What stands in last_z after a forward: the number before the activation, or the number behind it? Use one "
        "whose effect can be seen, such as a square: for z = 3 the output is 9. The slope of the square at 3 is 6, "
        "and at 9 it would be 18. backward asks for the slope with whatever forward has stored, so storing the wrong "
        "one of the two spoils all gradients at once. A thermometer in the oven and one on the table both show "
        "degrees; the recipe means one of them. Where the activation changes nothing, as a ReLU does with positive "
        "numbers, both values agree, and a trial with such numbers passes. Some variables are overwritten step by "
        "step, z first with the product and then with its function. At which moment does your code put it away?"
    ),
)
class LastZIsOutput(DenseLayer):
    def forward(self, input_data):
        output = super().forward(input_data)
        self.last_z = output
        return output


@misconception(
    "last-z-without-biases",
    "DenseLayer",
    title="last_z lacks the biases",
    hint=(
        "Which sum goes into your activation, and which one into last_z? They should be one and the same. Set the "
        "weights to zeros and the biases to 1, 2 and 3: last_z must show 1, 2, 3 in each row. If it shows zeros, it "
        "was stored before the biases came in. The slope is then taken at the wrong place; for a square and z = 4 + 1 "
        "it would be 8 and not 10. A photograph of a cake before the icing shows another cake. The outputs are right, "
        "as they come from the full sum, and in a new layer the biases are zero, so that the first step of a training "
        "is right as well. From then on the gradients drift away, slowly. Is the product stored in a line of its own, "
        "or does the line that adds the biases do it?"
    ),
)
class LastZWithoutBiases(DenseLayer):
    def forward(self, input_data):
        output = super().forward(input_data)
        self.last_z = input_data @ self.weights
        return output


@misconception(
    "output-array-reused",
    "DenseLayer",
    title="forward fills one array again and again",
    hint=(
        "Keep what the first forward returned, call forward again with another batch of the same size, and look at "
        "the first result. Is it still what it was? An attribute that is made once and then filled with [...] or with "
        "out= is one array under many names. Try `box = np.zeros(1)`, `first = box`, `box[...] = 7`: first shows 7. "
        "With `box = box + 7` in the place of the last line first would still show 0. The caller may want both "
        "results: to compare two sets of weights, or to collect the outputs of several batches in a list, which would "
        "then hold the last batch many times. Each result is right at the moment when it comes, so a loop that uses "
        "it at once sees nothing. Which line of yours writes into memory that somebody else has already been given?"
    ),
)
class OutputArrayReused(DenseLayer):
    output = None

    def forward(self, input_data):
        output = super().forward(input_data)
        if self.output is None or self.output.shape != output.shape:
            self.output = output
        self.output[...] = output
        return self.output


@misconception(
    "one-dict-for-all-gradients",
    "DenseLayer",
    title="Every backward fills and returns one and the same dict",
    hint=(
        "Store the answer of one backward under a name, call backward with something else, and read the first answer. "
        "Does it hold the second one's numbers? Then both names mean a single dict, which belongs to the layer and is "
        'written over. In small: `notes = {}`, `monday = notes`, `monday["sum"] = 1`, `notes["sum"] = 2`; now '
        'monday["sum"] is 2. A dict that is handed out is not copied, it is lent, and whoever gets it cannot know '
        "that it will change. An optimizer with momentum that remembers the last gradients in order to mix them with "
        "the new ones would mix the new with the new. While gradients are used at once nothing can be noticed, and "
        "the arrays inside are right. In which method does your code write the curly brackets, in the constructor or "
        "in backward?"
    ),
)
class OneDictForAllGradients(DenseLayer):
    def backward(self, output_gradient):
        if not hasattr(self, "gradients"):
            self.gradients = {}
        self.gradients.update(super().backward(output_gradient))
        return self.gradients


@misconception(
    "biases-averaged-twice",
    "DenseLayer",
    title="The gradient 'biases' is divided by the number of samples twice",
    hint=(
        "How often does your line for 'biases' divide by the number of samples? A mean contains one division; writing "
        "/ N behind it makes a second. For 2, 4 and 9 the sum is 15, the mean 5, and the mean divided by 3 about "
        "1.67. An experiment without formulas: set all inputs of a batch to 1. A weight that sits on an input of 1 "
        "acts like a bias, so each row of the gradient 'weights' has to equal 'biases'. Are yours smaller by the size "
        "of the batch? Somebody who shares a bill among four and then pays a quarter of his share still owes most of "
        "it. With one sample all divisions are by 1. In training the biases would hardly move for large batches, and "
        "the weights take over a part of their work. Which function in that line already counts the rows?"
    ),
)
class BiasesAveragedTwice(DenseLayer):
    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return {**gradients, "biases": gradients["biases"] / len(output_gradient)}


@misconception(
    "biases-start-small",
    "DenseLayer",
    title="The biases start at 0.01 instead of 0",
    hint=(
        "Send a batch of zeros through a new layer whose activation leaves numbers as they are. What comes out? It is "
        "the biases, one row for each sample, and a new layer should answer zeros. Some authors give the biases of a "
        "layer with ReLU a small positive start, so that its units are alive at first; the statement does not. A "
        "number of 0.01 looks like nothing, and yet a sum of three products such as 0.5 - 0.3 - 0.2 is then 0.01 and "
        "no longer 0, which a comparison with six digits sees at once. A clock that is a minute fast is wrong at "
        "every hour. No loss curve will ever show it, for training moves the biases anyway; only someone who repeats "
        "your run with another program finds that the numbers differ from the first step on. From which source does "
        "your starting value come?"
    ),
)
class BiasesStartSmall(DenseLayer):
    def initialize_weights(self):
        super().initialize_weights()
        self.biases = np.full_like(self.biases, 0.01)
