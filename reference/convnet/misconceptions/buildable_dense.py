"""What people get wrong in `buildable_dense`. Each class is the reference with one mistake.

Biases may start at random. Then every later draw is another, so this is declared as an alternative, and each mistake is
tried on top of it as well; so is a layer whose biases have one axis.
"""

import itertools
import math

import numpy as np
from buildable_dense import Dense

from grader.misconceptions import alternative, misconception


@alternative("biases-drawn", "Dense")
class BiasesDrawn(Dense):
    """Draws the biases behind the weights."""

    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        if not no_bias:
            self.biases = np.random.randn(1, self.output_size)


@alternative("biases-of-one-axis", "Dense")
class BiasesOfOneAxis(Dense):
    """Keeps the biases and their gradient in the shape (n_out,)."""

    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        if not no_bias:
            self.biases = self.biases.reshape(-1)
            self.biases_gradient = self.biases_gradient.reshape(-1)

    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if not self.no_bias:
            self.biases_gradient = self.biases_gradient.reshape(self.biases.shape)
        return gradient


@misconception(
    "gradients-averaged",
    "Dense",
    title="The parameter gradients are averaged over the batch",
    hint=(
        "In this track gradients of parameters are sums over the batch; dividing is the business of the loss. Where "
        "does your code divide, or take a mean? Send one sample through both passes, then the same sample four times "
        "in one batch, with four equal rows of the output gradient. The two parameter gradients should be four times "
        "as large the second time. In small: the column 5, 1, 3 adds up to 9 and has the mean 3. If four neighbours "
        "each give you 5 stones, you carry 20. Other tracks of this course leave the choice open or take means, so "
        "the habit may come from there. When a loss has divided already, your layer does so a second time, and steps "
        "shrink with the size of the batch. With one sample there is no difference."
    ),
)
class GradientsAveraged(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.weights_gradient = self.weights_gradient / len(output_gradient_batch)
        if not self.no_bias:
            self.biases_gradient = self.biases_gradient / len(output_gradient_batch)
        return gradient


@misconception(
    "biases-gradient-averaged",
    "Dense",
    title="Only the gradient of the biases is averaged over the batch",
    hint=(
        "Look at the two lines that make your parameter gradients. How does the size of the batch come in? A product "
        "of matrices adds up over the samples without a word; for the biases you have picked a function, and the one "
        "you picked divides. An experiment: three samples whose inputs are all 1. There a bias does to the output "
        "what each weight does, so both gradients have to agree, row by row. In yours the biases get a third. For the "
        "column 2, 3, 10 the two functions in question give 15 and 5. In one budget, one department counts in totals "
        "and the other in averages; added up, that makes no sense. Shapes and signs are right, a batch of one is "
        "right, and a network trains, with biases that lag behind. Which word is it?"
    ),
)
class BiasesGradientAveraged(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.biases_gradient = self.biases_gradient / len(output_gradient_batch)
        return gradient


@misconception(
    "biases-gradient-total",
    "Dense",
    title="The gradient of the biases is summed over everything",
    hint=(
        "How many different numbers are in your gradient of the biases? Print it for a layer of three outputs. If all "
        "entries are equal, something has been added up too far. Take np.array([[1, 0, 2], [3, 0, 4]]), two samples, "
        "three outputs: everything together is 10; the columns give 4, 0 and 6. The second output got no gradient at "
        "all from either sample, so why should its bias move? In small: three thermometers in three rooms, and one "
        "sum of all readings written on each of them. A lone number slips through, because numpy stretches it over a "
        "whole row. For a layer with a single output, both sums agree, and the gradients of weights and inputs are "
        "not touched by the mistake. What does your sum need to be told, besides the array?"
    ),
)
class BiasesGradientTotal(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if not self.no_bias:
            self.biases_gradient = np.full_like(self.biases_gradient, output_gradient_batch.sum())
        return gradient


@misconception("biases-gradient-total", "Dense", variant="a-lone-number")
class BiasesGradientNumber(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if not self.no_bias:
            self.biases_gradient = output_gradient_batch.sum()
        return gradient


@misconception(
    "biases-gradient-per-sample",
    "Dense",
    title="The gradient of the biases is not summed over the batch",
    hint=(
        "Compare two shapes after a batch of four samples: that of the biases, and that of their gradient. A bias is "
        "added to every sample in the same way, so each sample has an opinion on it, and there is only one bias to "
        "hear them. What happens to four opinions? In small: `np.zeros((1, 2)) + np.ones((4, 2))` has the shape (4, "
        "2), so an optimizer that computes a new value ends up with four rows of biases; one that writes into the "
        "live array with -= gets a ValueError. Four customers order from one oven: it needs one number, how many "
        "loaves in all. With a batch of one the shape fits and the numbers are right too. A batch of another size "
        "after such a step fails in forward, far from the cause. Which axis has to go?"
    ),
)
class BiasesGradientPerSample(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.biases_gradient = output_gradient_batch
        return gradient


@misconception(
    "input-gradient-averaged",
    "Dense",
    title="The input gradient is divided by the number of samples",
    hint=(
        "Each row of the gradient that you return belongs to one sample. May it depend on how many others there are? "
        "Try it: one sample alone through both passes, then the same one in a batch of ten, with the same row of the "
        "output gradient. The row should be equal to the last digit; is it a tenth? Parameters are shared by all "
        "samples, which is why sums over the batch occur there. An input is not shared. In small: ten letters each "
        "need one stamp; the postage of one does not go down because the bag is full. Nothing is summed here, so a "
        "division undoes nothing. With a batch of one it cannot be seen. In deep networks the layers in front get "
        "less and less: three such layers with ten samples leave a thousandth, and it looks as if they had stopped to "
        "learn."
    ),
)
class InputGradientAveraged(Dense):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) / len(output_gradient_batch)


@misconception(
    "gradients-accumulate",
    "Dense",
    title="Gradients of earlier calls are added in",
    hint=(
        "Call backward twice after one forward and read the gradient of the weights each time. Is the second one "
        "larger than the first? Then your code adds to something that it should have replaced. In small: a counter at "
        "the gate that shows 30 visitors on Monday and 50 on Tuesday has either had 50 or 20 on Tuesday; it depends "
        "on whether somebody set it back at night. Here nobody will do that: no method of this layer is called "
        "between two batches, and the optimizer only reads. After the first backward all is right if the gradient "
        "began as zeros, and so is each short example. In a training every step contains all earlier ones once more, "
        "so it picks up speed in old directions, like momentum without brakes. Which attribute is on both sides of an "
        "assignment in your backward?"
    ),
)
class GradientsAccumulate(Dense):
    def backward(self, output_gradient_batch):
        before = self.weights_gradient
        gradient = super().backward(output_gradient_batch)
        self.weights_gradient = self.weights_gradient + before
        return gradient


@misconception(
    "gradients-clipped",
    "Dense",
    title="Gradients are clipped inside the layer",
    hint=(
        "Multiply the output gradient by 1000 and look at the gradient of the weights. Does it become exactly 1000 "
        "times as large, or does it stop at a number that you have written somewhere? The gradient is a report; "
        "limiting what is done with it is up to the one who makes steps, and that is the optimizer outside. In small: "
        "np.clip([20, 900], -50, 50) gives 20 and 50. Before, the second was 45 times the first, now it is two and a "
        "half times. A scale for letters that ends at 50 grams says 50 for a brick. Since each entry is cut on its "
        "own, the direction of a step is bent as well. Ordinary examples stay under the limit. Large inputs, a large "
        "batch that adds up many samples, or a loss in small units do not. Who has asked for the limit?"
    ),
)
class GradientsClipped(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.weights_gradient = np.clip(self.weights_gradient, -50, 50)
        return gradient


for what, bound in itertools.product(
    ("weights", "biases", "parameters", "returned", "everything", "argument"), (0.5, 1, 2, 5, 10, 50, 100)
):
    if (what, bound) != ("weights", 50):

        @misconception("gradients-clipped", "Dense", variant=f"{what}-at-{bound:g}".replace(".", "-"))
        class GradientsClippedElsewhere(Dense):
            what, bound = what, bound

            def clip(self, array, *places):
                return np.clip(array, -self.bound, self.bound) if self.what in places else array

            def backward(self, output_gradient_batch):
                gradient = super().backward(self.clip(output_gradient_batch, "argument"))
                self.weights_gradient = self.clip(self.weights_gradient, "weights", "parameters", "everything")
                if not self.no_bias:
                    self.biases_gradient = self.clip(self.biases_gradient, "biases", "parameters", "everything")
                return self.clip(gradient, "returned", "everything")


@misconception(
    "gradient-ignores-its-argument",
    "Dense",
    title="The input gradient does not depend on the output gradient",
    hint=(
        "If the output gradient doubles, what should happen to the gradient that you return? Run backward with some "
        "numbers and with twice these numbers, and divide the answers: 2 everywhere, or 1? With zeros the answer "
        "should be zeros, as nothing matters to the loss then. Yours may only know the weights. In small: an exchange "
        "rate of 3 tells what one coin is worth; how much you get depends on how many coins you bring, and whoever "
        "always pays out 3 is right for one coin. An argument of ones is that one coin, and a first trial is often "
        "made of ones. The stored gradients of the parameters can be right all the same, so this layer learns, and "
        "only those in front of it are told the same story for every batch, good or bad. Where does the argument get "
        "lost?"
    ),
)
class GradientIgnoresArgument(Dense):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return np.ones_like(output_gradient_batch) @ self.weights.T


@misconception("gradient-ignores-its-argument", "Dense", variant="one-row")
class GradientIsOneRow(Dense):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return self.weights.sum(axis=1)


@misconception("gradient-ignores-its-argument", "Dense", variant="the-weights")
class GradientIsTheWeights(Dense):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return self.weights.T


@misconception("gradient-ignores-its-argument", "Dense", variant="mean-of-the-weights")
class GradientIsMeanOfWeights(GradientIgnoresArgument):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) / self.output_size


@misconception(
    "backward-trains",
    "Dense",
    title="backward changes the parameters itself",
    hint=(
        "In this track an optimizer outside the layer makes the steps. Which arrays may backward assign to, and which "
        "ones does yours? Copy the weights before the call and compare them afterwards: any difference comes from a "
        "rate that you have chosen for somebody else. In small: with the weight 5, a gradient of 10 and the "
        "optimizer's rate of 0.1 the next weight is 4. If backward has moved it to 4.9 before, the result is 3.9. A "
        "passenger who presses the brake as well as the driver makes the car stop somewhere else. Besides, an "
        "assignment that makes a new array breaks the tie to an array that the optimizer may hold. In other tracks "
        "the layer does train itself, so code that is brought along may contain this. Looking at the returned "
        "gradient, or the first output, nobody would notice."
    ),
)
class BackwardTrains(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.weights = self.weights - 0.01 * self.weights_gradient
        return gradient


for rate, what, when in itertools.product(
    (0.001, 0.01, 0.05, 0.1, 0.5, 1), ("weights", "both"), ("after-the-product", "before-the-product")
):
    if (rate, what, when) != (0.01, "weights", "after-the-product"):

        @misconception("backward-trains", "Dense", variant=f"{what}-by-{rate:g}-{when}".replace(".", "-"))
        class BackwardTrainsOtherwise(Dense):
            rate, what, when = rate, what, when

            def backward(self, output_gradient_batch):
                gradient = super().backward(output_gradient_batch)
                self.weights = self.weights - self.rate * self.weights_gradient
                if self.what == "both" and not self.no_bias:
                    self.biases = self.biases - self.rate * self.biases_gradient
                return gradient if self.when == "after-the-product" else output_gradient_batch @ self.weights.T


@misconception(
    "first-input-kept",
    "Dense",
    title="The input of the first forward pass is kept for ever",
    hint=(
        "backward belongs to the latest forward. Is the input stored each time, or only when nothing is there yet? "
        "Send a batch of zeros through, then one of ones, then call backward, and look at the gradient of the "
        'weights: if it is zeros, the second batch was not kept. In small: `d = {}`, `d.setdefault("x", 0)`, '
        '`d.setdefault("x", 1)` leaves 0; `d["x"] = 1` would not. A doctor who reads the first blood test at every '
        "visit gives advice for a patient of years ago. One pass is right, in whatever layer. In a training, old "
        "inputs meet new gradients, with fitting shapes, as long as the batches are of one size; the returned "
        "gradient needs no inputs and stays right. A smaller batch leads to an error about shapes that speaks of "
        "matrices and not of memory. What is your condition?"
    ),
)
class FirstInputKept(Dense):
    def forward(self, input_batch, training=True):
        first = getattr(self, "input", input_batch)
        output = super().forward(input_batch, training)
        self.input = first
        return output


@misconception("first-input-kept", "Dense", variant="as-many-as-there-are")
class FirstInputCut(FirstInputKept):
    def backward(self, output_gradient_batch):
        kept, together = self.input, min(len(self.input), len(output_gradient_batch))
        self.input = kept[:together]
        super().backward(output_gradient_batch[:together])
        self.input = kept
        return output_gradient_batch @ self.weights.T


@misconception(
    "input-kept-in-training-only",
    "Dense",
    title="The input is kept only where training is True",
    hint=(
        "Does your forward store its input in every case? Call it with training=False on a new layer, then backward. "
        "Is there an error about None, or is the answer that of an earlier batch? This layer works alike in training "
        "and outside, so the flag has nothing to decide here. In small: `def f(x, keep): ...` that writes down x only "
        "for keep being True has, after f(4, True) and f(9, False), the 4. Somebody who takes the registration number "
        "only of red cars cannot say which car was the last. Saving memory is a good reason elsewhere. But gradients "
        "are wanted outside training as well: to check them against differences, or to see which inputs a decision "
        "rests on. In a plain loop of training passes you are right each time; an evaluation in between is all it "
        "takes. Which lines depend on the flag?"
    ),
)
class InputKeptInTrainingOnly(Dense):
    def forward(self, input_batch, training=True):
        before = getattr(self, "input", None)
        output = super().forward(input_batch, training)
        self.input = input_batch if training else before
        return output


@misconception("input-kept-in-training-only", "Dense", variant="forgotten-otherwise")
class InputForgottenOutsideTraining(Dense):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        self.input = input_batch if training else None
        return output


@misconception(
    "biases-left-out",
    "Dense",
    title="The biases are left out of the forward pass",
    hint=(
        "Load weights of zeros and biases of 4 and 9. What should come out for any batch, and what comes out of your "
        "layer? Zeros would mean that one of the parameters is stored, reported and never used. In small: postage of "
        "3 plus 2 for each gram is 7 for 2 grams and 3 for an empty envelope; who forgets the first part sends the "
        "empty one for nothing. Right after the draw biases are often zeros, so the first outputs cannot tell. Later "
        "an optimizer moves them along their gradients, and nothing follows from that in the output: the loss does "
        "not get better by it, whatever they become. A layer that was asked to do without biases should behave as "
        "yours does. So there are two cases to tell apart; which flag says which one you are in, and does your "
        "forward read it?"
    ),
)
class BiasesLeftOut(Dense):
    def forward(self, input_batch, training=True):
        self.input = input_batch
        return input_batch @ self.weights


@misconception(
    "no-bias-forgotten-in-params",
    "Dense",
    title="params lists biases although the layer has none",
    hint=(
        "An optimizer visits everything that is in params. What is there for a layer that was made without biases? "
        "Print its keys. An entry of zeros seems harmless, for nothing comes of it. But it says that there is "
        'something to train, to save, and to load. In small: `stock = {"apples": 3, "pears": 0}` and `stock = '
        '{"apples": 3}` answer the question `"pears" in stock` differently: one shop has sold out, the other never '
        "had any. Whoever saves the entries and loads them into another layer without biases would hand over a name "
        "that it does not know. Also counting goes wrong: for 5 inputs and 2 outputs there are 10 numbers to learn, "
        "and your list has 12. Layers with biases are right, and all outputs are. At which moment does your property "
        "ask whether they exist?"
    ),
)
class NoBiasForgottenInParams(Dense):
    @property
    def params(self):
        nothing = np.zeros((1, self.output_size))
        return {"biases": (nothing, nothing), **super().params}


@misconception("no-bias-forgotten-in-params", "Dense", variant="of-none")
class NoBiasNoneInParams(Dense):
    @property
    def params(self):
        return {"biases": (None, None), **super().params}


@misconception("no-bias-forgotten-in-params", "Dense", variant="of-none-and-no-gradients-yet")
class NoBiasNothingInParams(NoBiasNoneInParams):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.weights_gradient = self.biases_gradient = None


@misconception("no-bias-forgotten-in-params", "Dense", variant="with-a-gradient")
class NoBiasWithGradientInParams(Dense):
    sums = None

    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.sums = output_gradient_batch.sum(axis=0, keepdims=True)
        return gradient

    @property
    def params(self):
        nothing = np.zeros((1, self.output_size))
        return {"biases": (nothing, nothing if self.sums is None else self.sums), **super().params}


@misconception(
    "no-bias-of-the-constructor",
    "Dense",
    title="init_weights ignores its own no_bias",
    hint=(
        "Two places can say whether the layer has biases: the constructor, and later init_weights. Which one decides "
        "in your class? Make a layer with biases allowed, then call init_weights with no_bias being True, and look at "
        "the attribute and at the keys of params. In small: `def paint(self, colour)` that looks at self.colour "
        'instead of its argument ignores every order; after Wall("red") and paint("blue") the wall is red. A '
        "reservation may be changed at the counter, and the latest word counts. If both flags are equal, as in most "
        "programs, nothing can be noticed, and a draw that build makes by itself hands on the layer's own flag "
        "anyway. So it shows only when a network decides late, for instance because a normalisation follows that has "
        "a shift of its own. How many times does your method mention its second argument?"
    ),
)
class NoBiasOfTheConstructor(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights(method, self.no_bias)


@misconception(
    "params-are-copies",
    "Dense",
    title="params hands out copies",
    hint=(
        "The optimizer changes the array that it finds. Is that the array with which your forward computes? Read "
        "params, add 100 to the first value with +=, and run forward: do the outputs move? In small: `a = [1, 2]`, `b "
        "= a[:]`, `b.append(3)`; a still has two entries, as b is a transcript. With `b = a` it would have three. Who "
        "corrects the photocopy of a contract has not changed the contract. Copies are a good habit where others "
        'should not reach in. Here they should, that is what the word "live" in the statement is about. All values in '
        "your dict are correct at the moment of reading, so a comparison finds no fault; and a training runs without "
        "an error, with the same loss in each epoch. Only a parameter that has really been moved can show the "
        "difference. Where is the new array made?"
    ),
)
class ParamsAreCopies(Dense):
    @property
    def params(self):
        return {name: (value.copy(), gradient) for name, (value, gradient) in super().params.items()}


@misconception(
    "params-cached",
    "Dense",
    title="params is put together once and never again",
    hint=(
        "When is your dict put together: each time somebody asks, or once? Read params after a backward, run another "
        "backward with other numbers, and read again. Are the gradients those of the second one? An earlier array in "
        'the dict does not know that its attribute now means another one. In small: `x = [1]`, `d = {"x": x}`, `x = '
        "[2]`; d still says 1, for it holds the list and not the name. The values may be live for a while, if "
        "everything writes into them, but an assignment such as layer.weights = W makes them stale as well. Right "
        "after init_weights the dict is up to date, so a first look passes. Then an optimizer sees gradients of zeros "
        "in all epochs, and nothing moves, without any error. What does a property do by itself at each reading?"
    ),
)
class ParamsCached(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.cached = super().params

    @property
    def params(self):
        return self.cached


@misconception("params-cached", "Dense", variant="at-first-reading")
class ParamsCachedAtFirstReading(Dense):
    cached = None

    @property
    def params(self):
        if self.cached is None:
            self.cached = super().params
        return self.cached


@misconception("params-cached", "Dense", variant="and-load-params-assigns")
class ParamsCachedAndAssigned(ParamsCached):
    def load_params(self, params):
        self.weights = params["weights"].copy()
        if not self.no_bias:
            self.biases = params["biases"].copy()


@misconception("params-cached", "Dense", variant="at-first-reading-and-load-params-assigns")
class ParamsCachedLateAndAssigned(ParamsCachedAtFirstReading):
    def load_params(self, params):
        self.weights = params["weights"].copy()
        if not self.no_bias:
            self.biases = params["biases"].copy()


@misconception(
    "load-params-keeps-the-callers-arrays",
    "Dense",
    title="load_params keeps the caller's arrays",
    hint=(
        "Training the layer should not change the dict that was loaded, nor the other way round. Load an array W, "
        "then set W[0, 0] to 1000, and run forward: does the layer notice? It should not. In small: `mine = yours` "
        "gives a list a second name, so `mine.append(1)` is seen in yours; `mine = list(yours)` makes a second list. "
        "If two layers load one dict, they would hold the very same weights, and each step of the one moves the "
        "other: two drivers with one steering wheel. Or somebody keeps the best parameters of a training in a dict, "
        "goes back to them, trains on, and finds that his best ones have been moved along. Right after loading, all "
        "numbers agree and outputs are right. Nothing shows until one of the two sides writes in place. Whose memory "
        "does your layer use?"
    ),
)
class LoadParamsAliases(Dense):
    def load_params(self, params):
        self.weights = params["weights"]
        if not self.no_bias:
            self.biases = params["biases"]


@misconception("load-params-keeps-the-callers-arrays", "Dense", variant="weights-only")
class LoadParamsAliasesWeights(Dense):
    def load_params(self, params):
        super().load_params(params)
        self.weights = params["weights"]


@misconception("load-params-keeps-the-callers-arrays", "Dense", variant="biases-only")
class LoadParamsAliasesBiases(Dense):
    def load_params(self, params):
        super().load_params(params)
        if not self.no_bias:
            self.biases = params["biases"]


@misconception(
    "load-params-without-biases",
    "Dense",
    title="load_params takes over the weights only",
    hint=(
        "Which names does params have, and which of them does your load_params read? Load weights of zeros and biases "
        "of 6 and 7: each row of the output should be 6, 7. In small: a removal firm that takes the furniture and "
        "leaves the pictures has emptied most of the flat. Take two layers and move the parameters of the first into "
        "the second by `second.load_params(first.params)` or the like, entry by entry; then send the same batch "
        "through both. If the outputs differ by the same amount in each row, the weights have arrived and something "
        "else has not. Fresh biases are often zeros, and then loading zeros makes no difference, so a test with "
        "untrained layers passes. After a training, a saved network that is read again gives slightly other answers, "
        "which is worse than an error. For which layers is there only one name?"
    ),
)
class LoadParamsWithoutBiases(Dense):
    def load_params(self, params):
        self.weights[:] = params["weights"]


@misconception(
    "variance-as-deviation",
    "Dense",
    title="The variance is used as the standard deviation of the draw",
    hint=(
        "By what do you multiply a draw of variance 1, and what does that do to its variance? Try it: `x = "
        "np.random.randn(100000)`, then x.var() is about 1, and (3 * x).var() about 9, not 3. The standard deviation, "
        "x.std(), goes from 1 to 3. So a factor acts on the deviation as it is, and on the variance twice. Which of "
        "the two words does the statement use for its fractions? With 32 inputs and 2 above the fraction, the two "
        "readings give weights of a typical size of 0.25 and of 0.06, a quarter as large. With 1 above the fraction "
        "and a single input both readings are 1, and with 2 and two inputs as well; otherwise each layer dims its "
        "signals, and after several nothing is left. What is missing between your fraction and the draw?"
    ),
)
class VarianceAsDeviation(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.weights *= math.sqrt({"he": 2, "xavier": 1}[method] / self.input_size)


@misconception(
    "he-and-xavier-swapped",
    "Dense",
    title="The variances of he and xavier are swapped",
    hint=(
        "ReLU throws half of the signal away. Which of the two methods makes up for that? Measure: for 100000 draws x "
        "of randn, the mean of x ** 2 is near 1, and that of np.maximum(x, 0) ** 2 near 0.5. So the method that was "
        "made for ReLU has to be the stronger of the two. Draw with both in a layer of 200 inputs and 300 outputs, "
        "and compare weights.std(): which is larger, and which should be? In small: shoes for snow and shoes for the "
        "beach in exchanged boxes; each pair is faultless, and both customers are annoyed. The two names come from "
        "two authors of papers and say nothing by themselves, so they are easily mixed up. Each draw is one of the "
        "two that the statement describes, so a test of shape, mean and bell curve passes. What do you look up under "
        "which name?"
    ),
)
class HeAndXavierSwapped(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights({"he": "xavier", "xavier": "he"}[method], no_bias)


@misconception(
    "variance-from-n-out",
    "Dense",
    title="The variance of the draw comes from the number of outputs",
    hint=(
        "Each output is a sum of products. How many terms has it: as many as there are inputs, or outputs? Write one "
        "out for 2 inputs and 50 outputs: two products, plus a bias. The fifty outputs stand side by side and are "
        "never added. In small: the sum of 100 random signs, `np.random.choice([-1, 1], 100).sum()`, is mostly "
        "between -20 and 20, while one of 4 signs cannot pass 4. More terms make larger sums, and the fraction is "
        "there to compensate. Which size is below it in your code? For square layers both are the same. In a layer "
        "from 1000 inputs to 10 outputs, weights by the wrong size are ten times too large, and behind an activation "
        "such as tanh each unit sits at its limit from the start. The shape and the mean of your draw are right. What "
        "do the rows of weights stand for?"
    ),
)
class VarianceFromOutputs(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.weights *= math.sqrt(self.input_size / self.output_size)


@misconception(
    "uniform-draw",
    "Dense",
    title="The weights are drawn from a uniform distribution",
    hint=(
        "The statement names a distribution that has no limits. Which one do you draw from, and has it any? Draw "
        "10000 numbers by np.random.randn and 10000 by np.random.uniform(-1.732, 1.732), and compare the standard "
        "deviations: both are near 1. Then compare the largest: between 3 and 5 in the first, below 1.74 in the "
        "second. A histogram is a bell here and a box there. In small: the heights of people and the rolls of a die "
        "can have the same spread, but heights crowd in the middle, and a die does not. Shape and mean of "
        "your weights are as wanted, perhaps even the variance, and a network learns from them just as well. But a "
        "bell yields a weight of three times the usual size now and then, a box never does, and the statement has "
        "chosen one of them. Which letter, or which word, decides?"
    ),
)
class UniformDraw(Dense):
    def init_weights(self, method, no_bias):
        state = np.random.get_state()
        super().init_weights(method, no_bias)
        np.random.set_state(state)  # drawn once, from the generator as it was
        limit = math.sqrt(3 * {"he": 2, "xavier": 1}[method] / self.input_size)
        self.weights = np.random.uniform(-limit, limit, self.weights.shape)


for limit in ("one-deviation", "one", "a-half"):

    @misconception("uniform-draw", "Dense", variant=limit)
    class UniformDrawToAnotherLimit(Dense):
        limit = limit

        def init_weights(self, method, no_bias):
            state = np.random.get_state()
            super().init_weights(method, no_bias)
            np.random.set_state(state)  # drawn once, from the generator as it was
            deviation = math.sqrt({"he": 2, "xavier": 1}[method] / self.input_size)
            limit = {"one-deviation": deviation, "one": 1, "a-half": 0.5}[self.limit]
            self.weights = np.random.uniform(-limit, limit, self.weights.shape)


@misconception(
    "seeded-inside",
    "Dense",
    title="The layer seeds the generator before it draws",
    hint=(
        "Two layers of one size should not start with the same weights. Make two, one after the other, and subtract: "
        "zeros? Which call in your code sets the generator back before it draws? In small: np.random.seed(7) and "
        "np.random.rand() give about 0.076 each time that both lines are run; with the second line alone the numbers "
        "go on. A croupier who shuffles in the same manner before each round deals the same cards. If it is the generator "
        "of the whole program, the damage is not confined to your layer: an order of samples that is drawn "
        "afterwards is the same after each new layer, and the seed that a user has set is overruled. One layer, "
        "looked at alone, has fine weights, even pleasantly repeatable ones. Repeatability is a good wish; who should "
        "be the one to ask for it?"
    ),
)
class SeededInside(Dense):
    def init_weights(self, method, no_bias):
        np.random.seed(0)
        super().init_weights(method, no_bias)


for seed, kind in itertools.product((0, 1, 7, 123, 1234), ("seed", "RandomState", "default_rng")):
    if (seed, kind) not in ((0, "seed"), (42, "seed")):

        @misconception("seeded-inside", "Dense", variant=f"{kind}-{seed}".replace("_", "-").lower())
        class SeededOtherwise(Dense):
            seed, kind = seed, kind

            def init_weights(self, method, no_bias):
                if self.kind == "seed":
                    np.random.seed(self.seed)
                    super().init_weights(method, no_bias)
                    return
                state = np.random.get_state()
                super().init_weights(method, no_bias)
                np.random.set_state(state)  # the generator of everybody else is left alone
                generator = getattr(np.random, self.kind)(self.seed)
                scale = math.sqrt({"he": 2, "xavier": 1}[method] / self.input_size)
                self.weights = scale * generator.normal(size=self.weights.shape)


@misconception(
    "constructor-does-not-build",
    "Dense",
    title="The constructor does not build a layer whose input size it knows",
    hint=(
        "With an input_size there is nothing left to wait for. What does your constructor do with it, besides "
        "remembering it? Make a layer with a size and a method, and look for weights right away, before any build. Is "
        "there an array, or an AttributeError? In small: `def __init__(self, name): self.name = name` stores, and "
        "nothing is made of it until another method runs. If someone gives his address together with the order, one "
        "need not call back to ask for it; the parcel can go. Layers in a network get their build from the network, "
        "and there your class works well. A layer on its own, as in the statement's example, is used at once: "
        "parameters are loaded into arrays that should exist by then. A layer that was made without a size has to "
        "wait. Which condition tells one kind from the other, and what follows from it?"
    ),
)
class ConstructorDoesNotBuild(Dense):
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        super().__init__(output_size, None, initialization, no_bias)
        self.input_size = input_size


class NotBuilt(Dense):
    """A layer that may wait for its weights: `attributes` are there as None before, or missing, and loading may assign."""

    attributes, loading = "missing", "writes"

    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        if self.attributes != "missing":
            self.weights = self.biases = self.input_shape = self.input_size = None
            self.weights_gradient = self.biases_gradient = None
        super().__init__(output_size, input_size, initialization, no_bias)

    def load_params(self, params):
        if self.loading == "writes":
            super().load_params(params)
            return
        self.weights = params["weights"].copy()
        if not self.no_bias:
            self.biases = params["biases"].copy()


for attributes, size, loading in itertools.product(
    ("missing", "none"), ("size", "shape", "neither"), ("writes", "assigns")
):
    if (attributes, size, loading) != ("missing", "size", "writes"):

        @misconception("constructor-does-not-build", "Dense", variant=f"{attributes}-but-for-{size}-loading-{loading}")
        class ConstructorDoesNotBuildOtherwise(NotBuilt):
            attributes, size, loading = attributes, size, loading

            def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
                super().__init__(output_size, None, initialization, no_bias)
                if self.size != "neither":
                    self.input_size = input_size
                if self.size == "shape":
                    self.input_shape = None if input_size is None else (input_size,)


@misconception(
    "size-is-first-axis",
    "Dense",
    title="The input size is the length of the first axis",
    hint=(
        "A sample with several axes is fed in as one row. How many numbers are in it? Count for the shape (4, 5): "
        "there are 20. What does your build make of it, 4? In small: np.zeros((4, 5)).size is 20 and len(np.zeros((4, "
        "5))) is 4; one counts boxes, the other what is in them. With a whole number, or a tuple of one entry, the "
        "first axis is everything and both counts agree; that is the usual case for a dense layer behind another. "
        "Behind images, with channels, rows and columns, the weights would be far too few, and the first product "
        "raises an error about sizes that do not match. input_shape may be right in your layer all the same. What has "
        "to be done with the entries of a tuple to get the number of elements?"
    ),
)
class SizeIsFirstAxis(Dense):
    def build(self, input_shape):
        super().build(input_shape if isinstance(input_shape, int) else input_shape[:1])
        self.input_shape = (input_shape,) if isinstance(input_shape, int) else input_shape


@misconception(
    "size-is-last-axis",
    "Dense",
    title="The input size is the length of the last axis",
    hint=(
        "What is input_size in your layer after build has seen a shape with two entries? Compare it with the number of "
        "elements that such a sample has: a chess board of shape (8, 8) has 64 squares and not 8. In batches the last "
        "axis is often the one that counts features, and many libraries look at nothing else; they keep the other axes "
        "and apply the same weights along them. The layer of this exercise is simpler: it wants each sample as one row, "
        "so every axis of the sample goes into that row. Shapes with one entry cannot tell the two readings apart, nor "
        "can whole numbers. Which operation turns 8 and 8 into 64, and where should it stand?"
    ),
)
class SizeIsLastAxis(Dense):
    def build(self, input_shape):
        super().build(input_shape if isinstance(input_shape, int) else input_shape[-1:])
        self.input_shape = (input_shape,) if isinstance(input_shape, int) else input_shape


@misconception(
    "config-incomplete",
    "Dense",
    title="get_config leaves an argument of the constructor out",
    hint=(
        "Which arguments does the constructor have? Write them down, and beside each the key in your dict under which "
        "it can be found. Is there one without a partner? Try the way back: build a second layer from the dict, "
        'without its "type", as keyword arguments, and compare the two. An argument with a default goes missing '
        'silently: for `def f(a, b=False): return b`, f(**{"a": 1}) is False, even if the original was called with b '
        "being True. A recipe that does not mention the salt produces a meal, only another one. Layers that were made "
        "with the default come out right, so a test with ordinary ones passes. With the unusual ones, a network that "
        "is saved and read again has parameters that it did not have before, and loading the saved arrays fails. "
        "Which of your lines is one too few?"
    ),
)
class ConfigIncomplete(Dense):
    def get_config(self):
        config = super().get_config()
        del config["no_bias"]
        return config


ARGUMENTS = ("output_size", "input_size", "initialization", "no_bias")
for names in itertools.chain.from_iterable(itertools.combinations(ARGUMENTS, count) for count in range(1, 5)):
    if names != ("no_bias",):

        @misconception("config-incomplete", "Dense", variant="-".join(names).replace("_", "-"))
        class ConfigMoreIncomplete(Dense):
            names = names

            def get_config(self):
                return {name: value for name, value in super().get_config().items() if name not in self.names}


@misconception(
    "input-changed",
    "Dense",
    title="forward writes into its input",
    hint=(
        "The caller may still need the batch that it gave you. Keep a copy, run forward, and compare: is it the same "
        "to the last number? Look for an operator such as *=, -= or += with the argument on its left, or for an "
        "assignment with brackets. In small: `a = np.array([10.0, 20.0])`, `b = a`, `b -= 5`, and a is 5, 15, since b "
        "was never another array. `b = b - 5` would have made one. Someone who writes his notes into a library book "
        "helps himself and annoys the next reader. Your output, and even your gradients, can be right for this batch. "
        "But in the next epoch the same array is sent through again, and it is no longer the data that somebody "
        "measured: each pass spoils it a little more, and the loss behaves strangely for no visible reason."
    ),
)
class InputChanged(Dense):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        self.input = input_batch.copy()
        input_batch *= 0.5
        return output


for factor in (0, 0.5, 2):

    @misconception("input-changed", "Dense", variant=f"and-kept-times-{factor:g}".replace(".", "-"))
    class InputChangedAndKept(Dense):
        factor = factor

        def forward(self, input_batch, training=True):
            output = super().forward(input_batch, training)
            input_batch *= self.factor
            return output


@misconception(
    "output-gradient-changed",
    "Dense",
    title="backward writes into the output gradient",
    hint=(
        "Keep a copy of the output gradient, call backward, and compare the two. Have the numbers of the caller been "
        "altered, say halved? It is easy to do without wanting it: the argument's name is a label for an array "
        "outside. In small: `a = np.array([[1.0, 2.0]])`, `b = a[0]`, `b *= 10`, and a is 10, 20; even the part b "
        "writes into the whole. What you return is right in the first call. Then somebody asks a second time with the "
        "same array, and gets other gradients; or a sum of two branches hands one array to both layers, and the "
        "second gets what the first has left of it. It is like a measuring tape that shrinks with each use: the first "
        "length is true. Which of your lines has the argument on the left of an equals sign?"
    ),
)
class OutputGradientChanged(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        output_gradient_batch *= 0.5
        return gradient


@misconception(
    "weights-gradient-averaged",
    "Dense",
    title="Only the gradient of the weights is averaged over the batch",
    hint=(
        "Is there a division behind the matrix product in your backward, and none in the line of the biases? Then the "
        "two gradients belong to different losses. Try four samples with inputs of 1 and the output gradients 1, 2, "
        "3, 6: a weight and a bias do the same here, so both should get 12. With your division the weight gets 3. In "
        "small: if one leg makes steps of full length and the other quarter steps, one walks in a circle; just slower "
        "would be something else. Which path a training takes then depends on the size of the batch. A mean in both "
        "would at least be a choice, only not the one of this track. With a single sample the division is by 1, and "
        "the example with one row agrees. What does the statement's formula have between the equals sign and the "
        "product?"
    ),
)
class WeightsGradientAveraged(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.weights_gradient = self.weights_gradient / len(output_gradient_batch)
        return gradient


@misconception(
    "parameter-gradients-doubled",
    "Dense",
    title="The parameter gradients carry a factor of 2",
    hint=(
        "Where does the factor of 2 in your parameter gradients come from? Perhaps from the square in a loss: the "
        "slope of e² is 2e. But the loss is another part of the program, and its slope is already in the array that "
        "backward is given. Try the smallest layer: one input of 3, one weight, no square anywhere, and an output "
        "gradient of 1. Moving the weight by 0.1 moves the output by 0.3; what slope is that, and what does your "
        "layer say? In small: a shop that adds the tax to a price which contains it charges twice. Your returned "
        "gradient has no such factor, so the layers in front learn at another pace than this one. All signs and "
        "shapes are right, and a training with half the learning rate would look the same. Which of the formulas in "
        "the statement has a number in it?"
    ),
)
class ParameterGradientsDoubled(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.weights_gradient = 2 * self.weights_gradient
        if not self.no_bias:
            self.biases_gradient = 2 * self.biases_gradient
        return gradient


@misconception("parameter-gradients-doubled", "Dense", variant="weights-only")
class WeightsGradientDoubled(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.weights_gradient = 2 * self.weights_gradient
        return gradient


@misconception(
    "weights-gradient-transposed",
    "Dense",
    title="The gradient of the weights is transposed",
    hint=(
        "A gradient has the shape of the thing that it belongs to. Print the shapes of the weights and of their "
        "gradient for 2 inputs and 5 outputs: are they the same, or turned over? An entry of the gradient says how "
        "the weight at the same place should move. In small: two matrices of shapes (3, 2) and (3, 5) can be "
        "multiplied only if one is turned over first, and it depends on which: the results have the shapes (2, 5) or "
        "(5, 2), and contain the same numbers in other places. An optimizer that writes into the weights stops with "
        "an error about shapes. In a layer with as many inputs as outputs it does not, and trains each weight by the "
        "wishes of another. Which factor comes first in yours?"
    ),
)
class WeightsGradientTransposed(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.weights_gradient = self.weights_gradient.T
        return gradient


@misconception(
    "weights-not-transposed",
    "Dense",
    title="backward multiplies with the weights as they are, not transposed",
    hint=(
        "Write down the shapes of the output gradient and of the weights for 7 samples, 3 inputs and 4 outputs. Which "
        "product of the two is possible, and which has one number for each input and sample? In forward the weights "
        "lead from inputs to outputs; here they are walked in the other direction. np.ones((7, 4)) @ np.ones((3, 4)) "
        "raises a ValueError, as 4 meets 3. In a square layer nothing is raised: for the weights [[0, 1], [0, 0]] the "
        "second output depends on the first input, and the wrong direction passes its gradient to nobody. So a square "
        "example is no test. Parameters' gradients are not affected. What turns a table so that it is read the other "
        "way?"
    ),
)
class WeightsNotTransposed(Dense):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return output_gradient_batch @ self.weights


@misconception("weights-not-transposed", "Dense", variant="dot")
class WeightsNotTransposedDot(Dense):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return np.dot(output_gradient_batch, self.weights)


@misconception(
    "backward-returns-nothing",
    "Dense",
    title="backward returns nothing",
    hint=(
        "The layer in front of this one has to learn too. What does it get from your backward? Print "
        "type(layer.backward(...)). The gradients of weights and biases stay in the object, where params finds them, "
        "and so one layer on its own trains well. In small: `def f(x): self_made = 2 * x` ends with nothing for its "
        "caller; f(4) is None, although an 8 existed for a moment. A relay runner who finishes his lap and keeps the "
        "baton has run well. If this is the first layer of a network, nobody takes its answer, and so an error never "
        "comes. Behind other layers, they are called with None, and their code complains about a type, a long way "
        "from the line that is missing here. How many gradients does the statement list, and how many of them leave "
        "your method?"
    ),
)
class BackwardReturnsNothing(Dense):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)


@misconception(
    "output-printed",
    "Dense",
    title="forward prints its output instead of returning it",
    hint=(
        "Write `Y = layer.forward(X)` and ask for Y.shape. Does it exist? A printed array has been shown; a returned "
        "one can be used. In small: `def f(x): print(x * x)` shows 9 for f(3), and [f(1), f(2)] is a list of two "
        "None, with 1 and 4 only on the screen. A shopkeeper who shows the bread through the window has not sold it. "
        "Everything that you see may be right, every number of it, so one looks for the mistake elsewhere: in the "
        "loss, perhaps, which says that it cannot subtract from NoneType. Notebooks show the value of the last line "
        "by themselves, and so the two ways look alike there. In a training, thousands of printed batches would run "
        "over the screen besides. Which statement hands a value to the one who called?"
    ),
)
class OutputPrinted(Dense):
    def forward(self, input_batch, training=True):
        print(super().forward(input_batch, training))


@misconception(
    "training-not-taken",
    "Dense",
    title="forward has no argument training",
    hint=(
        "Try `layer.forward(X, training=False)`. Does your first line accept it? A network speaks to all of its "
        "layers with the same words, whether they care or not, as it does not look into them. In small: `def area(r): "
        'return 3 * r * r` answers area(2) with 12, and area(2, unit="cm") with a TypeError, although the arithmetic '
        "is the same. A mailbox that is too narrow for large envelopes gets no letter of that format, even if the "
        "letter is short. In a dense layer nothing depends on training, so leaving the word out seems tidy, and a "
        "direct call with the batch alone works. Then the layer is put behind a dropout, which needs the word, in one "
        "loop over both, and the call fails here. Which arguments of forward does the statement list, and with which "
        "value for the last?"
    ),
)
class TrainingNotTaken(Dense):
    def forward(self, input_batch):
        return super().forward(input_batch)

    forward.__qualname__ = "Dense.forward"


@misconception(
    "training-has-no-default",
    "Dense",
    title="forward cannot be called without training",
    hint=(
        "What happens in your class on `layer.forward(X)`, without a second argument? A TypeError about a missing "
        "one? The statement speaks for those who say nothing. In small: `round(2.7)` is 3, and `round(2.71, 1)` is "
        "2.7: the second argument is there for those who want it, and the others need not know that it exists. A "
        "ticket machine that does not go on until one has chosen between window and aisle, on a train without "
        "reserved seats, only holds up the queue. In a network each call passes the flag, and there your forward has "
        "no flaw. The example of the statement calls it with the batch alone, like most short trials. This layer "
        "computes the same in both cases, so the answer could not even go wrong. What stands behind the name in the "
        "statement's signature, and what in yours?"
    ),
)
class TrainingHasNoDefault(Dense):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)

    forward.__qualname__ = "Dense.forward"


@misconception(
    "input-dropped-after-backward",
    "Dense",
    title="backward throws the stored input away",
    hint=(
        "May one call backward again, with another gradient, before the next forward? Try it, and read the error or "
        "the answer. Something that the first call needed is no longer there when the second begins. In small: for "
        "`bag = [5, 6]`, bag.pop() is 6 and after that 5, and a third pop raises an IndexError; bag[-1] is 6 at all "
        "times. Reading a letter does not require burning it. It sounds economical to free memory as early as "
        "possible; but the next forward replaces the stored batch anyway, so what is saved is short-lived. A training "
        "that alternates forward and backward never asks twice. Comparing a gradient with differences, or adding up "
        "two losses that share a network, does. The returned gradient could be computed without the inputs; which of "
        "the other two could not?"
    ),
)
class InputDroppedAfterBackward(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.input = None
        return gradient


@misconception(
    "params-empty",
    "Dense",
    title="params is the empty dict of a layer that learns nothing",
    hint=(
        "An optimizer finds everything that it may change in params. What does it find in yours after a backward "
        "pass? Print the keys, and len of the dict. An empty one belongs to layers such as pooling, which learn "
        "nothing, and this line may have been taken along from there. In small: `for name, pair in {}.items(): ...` "
        "runs zero times and raises nothing. A gardener who is given an empty list of plants waters none, and reports "
        "that all went well. Forward and backward can be right to the last digit, with gradients computed and stored "
        "in the object; they are like letters in a drawer. So the training runs at full speed, epoch after epoch, and "
        "the loss stays where it was. Saving and loading by params would lose the layer as well. How many entries "
        "does the statement promise, and does one depend on a flag?"
    ),
)
class ParamsEmpty(Dense):
    @property
    def params(self):
        return {}


@misconception(
    "loaded-values-added",
    "Dense",
    title="load_params adds the given values to those that are there",
    hint=(
        "After load_params the layer has just the values that it was given, whatever it had before. Load an array of "
        "threes twice and look at the weights. Are they 3, or 6 and a bit? In small: `total = 4`, `total += 3` is 7, "
        "`total = 3` is 3; the sign with the plus takes the old into account. A bucket that is to be filled with "
        "clean water should first be emptied. Since a fresh layer was drawn with small numbers, loading into it gives "
        "nearly the right values, off by a few tenths, and one may blame rounding. If the old values were zeros, as "
        "biases often are, the result is even exact. After a training, the error is as large as what was learnt. "
        "Writing into the existing array is a good idea, as it keeps it live and copies; which operator writes "
        "without adding?"
    ),
)
class LoadedValuesAdded(Dense):
    def load_params(self, params):
        self.weights += params["weights"]
        if not self.no_bias:
            self.biases += params["biases"]


@misconception(
    "output-written-over",
    "Dense",
    title="Every forward writes its output into the same array",
    hint=(
        "Run forward for two batches of one size, keep both outputs, and subtract them. Is the difference zero, "
        "though the batches differ? Ask `first is second` as well. Your layer seems to hold one array and to pour "
        "each new answer into it. In small: `cup = [0]`, `a = cup`, `cup[0] = 5`, `b = cup`, `cup[0] = 8`: a and b "
        "are both [8], one cup with three names. The output of one call is right until the next one, so code that "
        "uses it at once does not suffer. The layer behind yours stores its input for backward, and that is this very "
        "array: after one more forward, say for evaluation, its gradients are computed from other numbers. Batches of "
        "different sizes need different arrays, which hides it, or do not fit. When is yours made?"
    ),
)
class OutputWrittenOver(Dense):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if getattr(self, "output", None) is None or self.output.shape != output.shape:
            self.output = np.empty_like(output)
        self.output[:] = output
        return self.output


@misconception("output-written-over", "Dense", variant="of-the-first-size")
class FirstOutputWrittenOver(Dense):
    output = None

    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if self.output is None:
            self.output = np.empty_like(output)
        self.output[:] = output
        return self.output


@misconception(
    "input-gradient-written-over",
    "Dense",
    title="Every backward writes its answer into the same array",
    hint=(
        "Call backward with two different gradients after one forward, and keep both answers. Do they show the same "
        "numbers? It would be one array that is filled anew in each call. In small: with `slate = np.zeros(2)`, `a = "
        "slate`, `slate[:] = [1, 1]`, `b = slate`, `slate[:] = [9, 9]`, the sum a + b is 18, 18 where 10, 10 was "
        "meant. Each answer is right at the time when it is handed out, hence a test that looks at it straight away "
        "finds no fault, and neither does a loop that passes it on. Whoever collects gradients, to add those of two "
        "losses or to compare two batches, has several names for the latest. A batch of another size gets "
        "a new array, or an error about shapes. What would a fresh array in each call cost?"
    ),
)
class InputGradientWrittenOver(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if getattr(self, "answer", None) is None or self.answer.shape != gradient.shape:
            self.answer = np.empty_like(gradient)
        self.answer[:] = gradient
        return self.answer


@misconception(
    "method-ignored",
    "Dense",
    title='Every method draws as "he" does',
    hint=(
        "Two methods, two variances. Where does your code look at the name that init_weights was given? Draw with "
        '"he" and with "xavier" in a layer of 400 inputs and 300 outputs, and compare weights.std(): is there any '
        "difference? With so many weights the standard deviation is certain to a few thousandths of itself, so a "
        'difference would be seen. In small: `def price(kind): return 5` answers price("child") and price("adult") '
        "alike. A radio with two buttons and one station plays music, whichever you press. For one of the names your "
        "draw is right, and so is each test with that one. Networks train with the other variance too, only their "
        "signals grow on their way through many layers, where they should keep their size. A misspelt name would not "
        "be noticed either. What becomes of the argument in your method, on the way to the number above the fraction?"
    ),
)
class MethodIgnored(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights("he", no_bias)


@misconception(
    "draw-not-scaled",
    "Dense",
    title="The weights are drawn with variance 1",
    hint=(
        "How large are the weights of a layer with many inputs, and how large should they be? Print weights.std() for "
        "100 inputs, and for 10000: should it be the same? In small: one standard normal number is about 1 in size, "
        "and a sum of 100 of them about 10: `np.random.randn(100).sum()` is mostly between -20 and 20. So a layer of "
        "100 inputs, with unscaled weights, makes its signals ten times as large, and three such layers a thousand "
        "times. In a layer of one or two inputs there is little to correct, for one of the two methods nothing at "
        "all, so tiny examples look right. A bell shape, a mean of 0, the shape of the array: all are in order. By "
        "what should the numbers from randn be multiplied before they are stored?"
    ),
)
class DrawNotScaled(Dense):
    def init_weights(self, method, no_bias):
        state = np.random.get_state()
        super().init_weights(method, no_bias)
        np.random.set_state(state)  # drawn once, from the generator as it was
        self.weights = np.random.randn(*self.weights.shape)


@misconception(
    "one-input-too-many",
    "Dense",
    title="The variance counts the bias as one more input",
    hint=(
        "By which number do you divide in the variance: by the number of inputs, or by one more? Perhaps you count "
        "the bias as an input that is always 1. For 99 inputs the two give 2 / 99 and 2 / 100, which nobody can tell "
        "apart; for one input 2 and 1, which everybody can. So try layers with one or two inputs, and thousands of "
        "outputs so that the spread is well known. Some books do add a column of ones to the inputs, so the bias "
        "becomes part of the weights, and there it would be a consistent count. In this layer the biases are an array "
        "of their own, and the statement's letter names the inputs alone. Where does the one come from in your code?"
    ),
)
class OneInputTooMany(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.weights *= math.sqrt(self.input_size / (self.input_size + 1))


@misconception(
    "drawn-in-forward",
    "Dense",
    title="The first forward draws the weights anew",
    hint=(
        "Somebody may have loaded or assigned weights before the first batch comes. What is left of them after your "
        "forward? Load weights of zeros and biases of 2, and send a batch through: the output should be all 2. If it "
        "is not, forward has drawn, since it saw that it was called for the first time. In small: `if not self.ready: "
        "self.value = 0` in a method wipes out a 7 that somebody had put there, unless he also knew about ready. A "
        "house painter who comes a day late, and paints over the wallpaper that others have put up, did what was "
        "agreed, at the wrong time. A layer that draws and trains without any loading looks fine, and its second "
        "forward draws nothing. Who draws, by the statement, and when?"
    ),
)
class DrawnInForward(Dense):
    def forward(self, input_batch, training=True):
        if getattr(self, "input", None) is None:
            self.init_weights("he", self.no_bias)
        return super().forward(input_batch, training)


for method, what in [("he", "weights"), ("xavier", "everything"), ("xavier", "weights"), ("own", "weights")]:

    @misconception("drawn-in-forward", "Dense", variant=f"{method}-{what}")
    class DrawnInForwardOtherwise(Dense):
        method, what = method, what

        def forward(self, input_batch, training=True):
            if getattr(self, "input", None) is None:
                kept = None if self.no_bias else (self.biases, self.biases_gradient)
                method = self.initialization if self.method == "own" and self.initialization != "auto" else "he"
                self.init_weights("xavier" if self.method == "xavier" else method, self.no_bias)
                if self.what == "weights" and kept:
                    self.biases, self.biases_gradient = kept
            return super().forward(input_batch, training)


@misconception(
    "build-does-not-draw",
    "Dense",
    title="build does not draw weights",
    hint=(
        "With a method in the constructor nobody else will call init_weights. Who makes the weights in your layer "
        "then, and when? Make one with a method and no size, call build, and look for the array: is it there? In "
        "small: a coffee machine with a timer set for seven should have coffee at seven, without a button being "
        'pressed; one without a timer waits for the button. The setting "auto" is that second kind: there the network '
        "calls init_weights itself, so your layer works in such a network, and in each test that does this by hand. "
        "With the others, forward stops with an error about an attribute that does not exist, or about None, and "
        "loading parameters has no array to write into. What becomes of the remembered method in your build?"
    ),
)
class BuildDoesNotDraw(Dense):
    def build(self, input_shape):
        method, self.initialization = self.initialization, "auto"
        super().build(input_shape)
        self.initialization = method


for attributes, loading in [("missing", "assigns"), ("none", "writes"), ("none", "assigns")]:

    @misconception("build-does-not-draw", "Dense", variant=f"{attributes}-loading-{loading}")
    class BuildDoesNotDrawOtherwise(NotBuilt):
        attributes, loading = attributes, loading

        def build(self, input_shape):
            method, self.initialization = self.initialization, "auto"
            super().build(input_shape)
            self.initialization = method


@misconception(
    "no-bias-of-the-constructor-ignored",
    "Dense",
    title="The no_bias of the constructor is not used when build draws",
    hint=(
        "Make a layer with no_bias set in the constructor and a method for the draw, build it, and look at its "
        "params. Are there biases after all? Two calls are linked here: build decides to draw, and init_weights wants "
        "to be told whether biases are wanted. What does your build say to it? In small: `def order(self): "
        "self.bake(False)` forgets what the guest had said at the door, when `self.no_nuts` was written down as True. "
        "Note also what the attribute says afterwards: init_weights replaces it by what it was told. Layers with "
        "biases come out right, so do those whose init_weights is called from outside with the right flag. For the "
        "rest, outputs look the same at first if the biases start at zero, until an optimizer moves them. Which value "
        "do you hand on?"
    ),
)
class NoBiasOfConstructorIgnored(Dense):
    def build(self, input_shape):
        asked, self.no_bias = self.no_bias, False
        super().build(input_shape)
        if self.initialization == "auto":
            self.no_bias = asked


@misconception("no-bias-of-the-constructor-ignored", "Dense", variant="no-gradients-yet")
class NoBiasOfConstructorIgnoredNone(NoBiasOfConstructorIgnored):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.weights_gradient = self.biases_gradient = None


@misconception(
    "config-before-build",
    "Dense",
    title="get_config reports the input size that the constructor was given",
    hint=(
        "A layer that was made without an input size, and built afterwards, knows its size. What does your dict say "
        "about it? Build one for 12 inputs and print the entry: 12, or None? There are two things with one name: what "
        "the constructor was told, and what the layer has become. In small: `given = None`, `size = given`, `size = "
        "12`; given is None for ever, and a report that reads it is out of date. If the size was given in the "
        "constructor, both are the same, and the other entries never change, so such tests pass. From your dict, a "
        "network that is read back would contain a layer without a size, which has no weights yet when the saved "
        "arrays are to be loaded. At which moment do you note the number for the dict?"
    ),
)
class ConfigBeforeBuild(Dense):
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.given = input_size
        super().__init__(output_size, input_size, initialization, no_bias)

    def get_config(self):
        return {**super().get_config(), "input_size": self.given}


@misconception(
    "params-is-a-method",
    "Dense",
    title="params has to be called",
    hint=(
        "What is layer.params without parentheses in your class? Print it: a dict, or a method that would return one? An "
        "optimizer of this track reads it like any attribute and walks over its items, and a method has none. A sign that "
        "says where the menu is does not replace the menu. Python can run a method when an attribute is read; the "
        "statement's table of names says which of them are meant so, and one line above a definition makes the "
        "difference. Your tests may call it with parentheses and find it in order. Look at the line above the definition "
        "in the stub: is it still there?"
    ),
)
class ParamsIsMethod(Dense):
    def params(self):
        return super().params


@misconception(
    "both-gradients-accumulate",
    "Dense",
    title="The gradients of weights and biases both add up from call to call",
    hint=(
        "Call backward two times after one forward, with an output gradient of ones for three samples. What does the "
        "gradient of a bias say after each call? It is 3 the first time; is it 3 again, or 6? And do the weights double "
        "as well? If both grow in step, you add to what is there instead of beginning anew. Some frameworks want it like "
        "that, and have a method that clears everything, which their users call before each batch. Nobody calls such a "
        "method here, so the sums would grow for the whole training, like a water meter that is read as if it had been "
        "at zero this morning. The gradient that you return is right in every call, and so are the other two in the "
        "first one. Which sign stands in front of the equals sign in these two lines?"
    ),
)
class BothGradientsAccumulate(Dense):
    def backward(self, output_gradient_batch):
        before = self.weights_gradient, None if self.no_bias else self.biases_gradient
        gradient = super().backward(output_gradient_batch)
        self.weights_gradient = self.weights_gradient + before[0]
        if not self.no_bias:
            self.biases_gradient = self.biases_gradient + before[1]
        return gradient


@misconception(
    "input-shape-stays-a-number",
    "Dense",
    title="build keeps a whole number as the input shape",
    hint=(
        "What is input_shape after build got a plain number, and what is it after a tuple with that number? Whoever "
        "reads the attribute should not need to know which of the two was used. Compare `(12,)` with `12`: len of the "
        "first is 1, and len of the second is a TypeError; `for n in 12` fails as well. A shape is a row of axes, "
        "even when there is only one, just as a list with one entry is not the entry. Post for a street with a single "
        "house still needs the street. The size can be right beside it, so weights and passes work, and layers that "
        "are built with a tuple never show it. A dense layer behind this one is told a shape, too, and relies on its "
        "being one. At which place does your class still know what kind of thing it was given?"
    ),
)
class InputShapeStaysNumber(Dense):
    def build(self, input_shape):
        super().build(input_shape)
        self.input_shape = input_shape


@misconception(
    "output-shape-a-number",
    "Dense",
    title="output_shape is the number of outputs instead of a tuple",
    hint=(
        "Your layer has two attributes about its outputs, one called size and one called shape. Print both: are they "
        "the same object? The size counts the elements of one sample, the shape lists its axes. For a picture of 3 by "
        "4 points these are 12 and (3, 4); for a row of 12 numbers they are 12 and (12,). The comma makes the tuple, "
        "not the parentheses: `type((12))` is int, and `type((12,))` is tuple. So a pair of parentheses may stand in "
        "your code and do nothing, like a frame without a picture. Both passes never look at the attribute, and give "
        "right results. The next layer is the one that stumbles, when it multiplies the axes or unpacks them. Which "
        "character is missing?"
    ),
)
class OutputShapeNumber(Dense):
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        super().__init__(output_size, input_size, initialization, no_bias)
        self.output_shape = output_size


@misconception(
    "output-shape-only-after-build",
    "Dense",
    title="output_shape is None until build is called",
    hint=(
        "Which of the attributes depend on what comes in, and which do not? Go through them before build has run: "
        "make a layer of 9 outputs without an input size and print its output_shape. If it is None, it waits for "
        "something that it does not need. The number of outputs is the first thing that your constructor hears, and "
        "nobody changes it later. A hall with 200 seats has 200 seats before the first visitor arrives. In a layer "
        "that slides a window, the output does depend on the input, and the pattern of setting both shapes in build "
        "may come from there. After build all is right, so complete networks do not notice. A program that plans "
        "layers before it has data does. What would have to move, and to where?"
    ),
)
class OutputShapeOnlyAfterBuild(Dense):
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        super().__init__(output_size, input_size, initialization, no_bias)
        if input_size is None:
            self.output_shape = None

    def build(self, input_shape):
        super().build(input_shape)
        self.output_shape = (self.output_size,)


@misconception(
    "output-shape-missing-before-build",
    "Dense",
    title="output_shape does not exist until build is called",
    hint=(
        "Read output_shape of a layer that knows nothing about its input. Does Python say that there is no such "
        "attribute? An attribute comes into being in the line that assigns it, so ask which of your methods holds "
        "this line and whether it has run. A class with `def open(self): self.page = 1` has no page before open was "
        "called; with the line in __init__ it has one from birth. Nothing that build learns enters into the number of "
        "outputs; it stands in the first argument of the constructor. A shop can paint its name over the door before "
        "the goods are there. If you always give the input size at once, both moments are one, and you will not see "
        "the gap. In which method are all the ingredients of this shape known for the first time?"
    ),
)
class OutputShapeMissingBeforeBuild(Dense):
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        super().__init__(output_size, input_size, initialization, no_bias)
        if input_size is None:
            del self.output_shape

    def build(self, input_shape):
        super().build(input_shape)
        self.output_shape = (self.output_size,)


@misconception(
    "size-is-sum",
    "Dense",
    title="The input size is the sum of the axes",
    hint=(
        "How many numbers does a sheet with 4 rows of 6 numbers hold? `np.zeros((4, 6)).size` says 24; what does your "
        "build say? If it says 10, the axes were added. Each row holds 6, and there are 4 of them, so a step along "
        "one axis meets the whole length of the other. A house of 5 floors with 8 flats each has 40 doors, not 13. "
        "With one axis both ways of counting agree, and for 2 by 2 they do, too, so these trials are no proof. The "
        "weights get too few rows then, which nobody notices before a batch of flattened samples arrives: the message "
        "speaks of a matrix product and a mismatch, in forward, far from build. Which function of numpy or of math "
        "combines the axes as the rows and columns of a sheet do?"
    ),
)
class SizeIsSum(Dense):
    def build(self, input_shape):
        super().build(input_shape if isinstance(input_shape, int) else sum(input_shape))
        self.input_shape = (input_shape,) if isinstance(input_shape, int) else input_shape


@misconception(
    "xavier-of-both-sizes",
    "Dense",
    title='"xavier" draws with the variance 2 / (n_in + n_out)',
    hint=(
        "Two formulas go by the name of Xavier Glorot. One looks at the inputs alone, the other at inputs and outputs "
        "together. Which of them does the statement give, and which one have you written? Draw for 100 inputs and 300 "
        "outputs, and look at the variance: one formula means 0.01, the other 2 / 400, which is 0.005. For a layer "
        "with as many outputs as inputs they are the same number, so a square trial cannot decide. The second one is "
        "a compromise between the way forward and the way back, and libraries often mean it; here the first is asked "
        "for. Two maps of one town, of different years, both are maps. Networks learn with either of them. Does the "
        "number of outputs occur in your deviation at all?"
    ),
)
class XavierOfBothSizes(Dense):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        if method == "xavier":
            self.weights *= math.sqrt(2 * self.input_size / (self.input_size + self.output_size))


@misconception(
    "biases-gradient-over-the-features",
    "Dense",
    title="The gradient of the biases is summed along the wrong axis",
    hint=(
        "Which axis of the output gradient counts the samples, and which one vanishes in your sum? Let six samples "
        "meet a layer of two outputs and look at the length of the biases' gradient: 6 would say that the outputs "
        "were added up. There are two biases, and each wants to hear about its own column. For `[[1, 4], [2, 5], [3, "
        "6]]` the columns give 6 and 15, the rows 5, 7 and 9. A table of expenses can be added up by person or by "
        "day, and the totals answer different questions. With as many samples as outputs the shapes even agree, and "
        "the mistake only shows in the numbers. The other two results come from products of matrices and are not "
        "touched. Which number stands behind axis in your call, and what does it stand for?"
    ),
)
class BiasesGradientOverFeatures(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if not self.no_bias:
            self.biases_gradient = output_gradient_batch.sum(axis=1, keepdims=True)
        return gradient


@misconception("biases-gradient-over-the-features", "Dense", variant="of-one-axis")
class BiasesGradientOverFeaturesFlat(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if not self.no_bias:
            self.biases_gradient = output_gradient_batch.sum(axis=1)
        return gradient


@misconception("biases-gradient-over-the-features", "Dense", variant="as-a-row")
class BiasesGradientOverFeaturesRow(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if not self.no_bias:
            self.biases_gradient = output_gradient_batch.sum(axis=1)[None]
        return gradient


@misconception(
    "biases-gradient-loses-an-axis",
    "Dense",
    title="The gradient of the biases has one axis less than the biases",
    hint=(
        "Print two shapes side by side: that of the biases and that of their gradient. Are they the same, down to the "
        "number of axes? `np.ones((5, 3)).sum(axis=0).shape` is (3,), as a sum drops the axis along which it goes. "
        "You may keep biases as a row with two axes or as one with a single axis; the gradient should follow "
        "whichever it is. numpy stretches arrays to make them fit, so a step in place works with both. But an "
        "optimizer that keeps averages, or one that packs all gradients into one list to compare, sees two different "
        "things. A key that also opens the door when it is put in upside down is still upside down. What does sum "
        "offer for keeping the axis, or how could the biases do without it?"
    ),
)
class BiasesGradientLosesAxis(Dense):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if not self.no_bias:
            self.biases_gradient = output_gradient_batch.sum(axis=0)
        return gradient


@misconception(
    "biases-gradient-accumulates",
    "Dense",
    title="Only the gradient of the biases adds up from call to call",
    hint=(
        "Send a batch of two samples through, then call backward again and again with ones, and write down what a "
        "bias is told. 2, 2, 2 is an answer to each question; 2, 4, 6 is a diary. If the weights behave and the "
        "biases do not, compare the two lines: one assigns, and the other has a sign in front of the equals sign. `a "
        "= 5` twice leaves 5, `a += 5` twice makes 10. The sum over the batch is complete in one call of a numpy "
        "function, so nothing is left for the attribute to collect. Somebody who weighs parcels without taking the "
        "last one off the scale charges each customer for all before him. The first batch is right, as the attribute "
        "began at zero. Who would set it back to zero before the second one?"
    ),
)
class BiasesGradientAccumulates(Dense):
    def backward(self, output_gradient_batch):
        before = None if self.no_bias else self.biases_gradient
        gradient = super().backward(output_gradient_batch)
        if not self.no_bias:
            self.biases_gradient = self.biases_gradient + before
        return gradient


@misconception(
    "drawn-only-once",
    "Dense",
    title="init_weights does not draw where weights exist already",
    hint=(
        "Call init_weights twice and compare the weights. Has the second call changed them? A method with this name "
        "is an order, and whoever gives it a second time wants new numbers, perhaps by the other method. Look for a "
        "condition that asks whether there is something already. In small: `d = {}; d.setdefault('k', 1); "
        "d.setdefault('k', 2)` leaves 1, with no word of protest. A waiter who says that you have a drink already has "
        "not heard your order. The guard may have been meant against a draw that comes twice by accident, as build "
        "draws by itself and a network could draw again after it. For a layer that is drawn once, as most are, "
        "nothing differs. Which variance do the weights have in the end if build drew by one method and somebody then "
        "asks for the other?"
    ),
)
class DrawnOnlyOnce(Dense):
    def init_weights(self, method, no_bias):
        kept, state = getattr(self, "weights", None), np.random.get_state()
        super().init_weights(method, no_bias)
        if kept is not None:
            self.weights = kept
            np.random.set_state(state)  # nothing is drawn the second time


@misconception("drawn-only-once", "Dense", variant="nothing-else-either")
class NothingTheSecondTime(Dense):
    def init_weights(self, method, no_bias):
        if getattr(self, "weights", None) is None:
            super().init_weights(method, no_bias)


@misconception(
    "drawn-with-rand",
    "Dense",
    title="The weights come from rand instead of randn, and none is negative",
    hint=(
        "How many of your weights are below zero? Count them in a layer with a few hundred. It should be about one "
        "half; is it none at all? Two functions of numpy differ by one letter: `np.random.rand(1000).min()` is hardly "
        "above 0 and the max hardly below 1, while randn goes to about 3 on both sides. The first has the mean 0.5 "
        "and spreads evenly between its ends; the second has the mean 0. If all weights are positive, positive inputs "
        "make only positive outputs, and the outputs of one layer are nearly alike, as if every member of a jury "
        "always voted yes, some louder than others. The factor in front can be perfect, and the shape is. Small "
        "examples set their weights by hand, so they cannot tell. What does a histogram of the numbers look like "
        "before you multiply them?"
    ),
)
class DrawnWithRand(Dense):
    def init_weights(self, method, no_bias):
        state = np.random.get_state()
        super().init_weights(method, no_bias)
        np.random.set_state(state)  # drawn once, from the generator as it was
        scale = math.sqrt({"he": 2, "xavier": 1}[method] / self.input_size)
        self.weights = scale * np.random.rand(*self.weights.shape)


@misconception(
    "config-with-the-shape",
    "Dense",
    title="get_config reports the input shape under the name of the input size",
    hint=(
        "What kind of thing does your dict hold for the input size: a whole number or a tuple? Its entries should be "
        "fit to go back into the constructor, and the argument of that name is a count. For samples of 6 by 7 numbers "
        "this is 42. Print the type: `type((42,))` is tuple and `type(42)` is int, and only a quick eye takes one for "
        "the other on paper. The two attributes differ in the last word of their names only. A form that asks for the "
        "area of a room does not want length and width. A config that is written to a file even turns the tuple into "
        "a list. The other entries are right, and no pass of the layer reads them, so that the mistake waits until "
        "somebody loads a network. Which attribute do you hand over?"
    ),
)
class ConfigWithShape(Dense):
    def get_config(self):
        return {**super().get_config(), "input_size": self.input_shape}


@misconception(
    "config-without-type",
    "Dense",
    title='get_config has no entry "type"',
    hint=(
        "Suppose a file holds the dicts of ten layers. How would a program know which class to call for each? Print "
        "the keys of yours and compare them with the statement, word by word. The four arguments say how to make the "
        "layer, but not what it is. `{'width': 3, 'height': 2}` may describe a table or a window. A box of parts with "
        "all measurements on it, and without a name, has to be guessed at. The entry is easily left out, since it is "
        "no argument and stands in no attribute; it is a text that you have to write, or to take from the class. As "
        "long as one only looks at the numbers, or builds a network by hand, nothing is missed. What would the text "
        "be for this class?"
    ),
)
class ConfigWithoutType(Dense):
    def get_config(self):
        config = super().get_config()
        del config["type"]
        return config


@misconception(
    "seeded-inside-with-42",
    "Dense",
    title="The layer seeds the generator with 42 before it draws",
    hint=(
        "Make two layers of the same size and compare their first weights. If they agree to the last digit, they are "
        "one layer twice, and two of them side by side compute everything double. Find the line that sets the "
        "generator to a number: after `np.random.seed(42)` the first `np.random.uniform()` is 0.3745, today and "
        "tomorrow. In a tutorial that line makes the printed results repeatable, and it belongs there, at the top, "
        "once. Inside the class it may also wind back the noise of everybody else in the program, who has not asked "
        "for it. A clock that is set to noon whenever somebody enters the room shows a valid time. One layer alone has "
        "the right mean and the right spread. Which of your lines would a user of the class be surprised by?"
    ),
)
class SeededInsideWith42(Dense):
    def init_weights(self, method, no_bias):
        np.random.seed(42)
        super().init_weights(method, no_bias)


for seed, kind in itertools.product((42,), ("seed", "RandomState", "default_rng")):
    if (seed, kind) not in ((0, "seed"), (42, "seed")):

        @misconception("seeded-inside-with-42", "Dense", variant=f"{kind}-{seed}".replace("_", "-").lower())
        class SeededOtherwiseWith42(Dense):
            seed, kind = seed, kind

            def init_weights(self, method, no_bias):
                if self.kind == "seed":
                    np.random.seed(self.seed)
                    super().init_weights(method, no_bias)
                    return
                state = np.random.get_state()
                super().init_weights(method, no_bias)
                np.random.set_state(state)  # the generator of everybody else is left alone
                generator = getattr(np.random, self.kind)(self.seed)
                scale = math.sqrt({"he": 2, "xavier": 1}[method] / self.input_size)
                self.weights = scale * generator.normal(size=self.weights.shape)
