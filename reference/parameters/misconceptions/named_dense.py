"""What people get wrong in `named_dense`. Each class is the reference with one mistake."""

import numpy as np
from named_dense import Dense

from grader.misconceptions import misconception


@misconception(
    "bias-left-out",
    "Dense",
    title="The bias is left out of the forward pass",
    hint="With W all zeros, what should the layer return, and what does yours return? Which of the two "
    "parameters has no part in your output?",
)
class BiasLeftOut(Dense):
    def forward(self, X_input):
        self.X_input = X_input
        return X_input @ self.W


@misconception(
    "bias-gradient-total",
    "Dense",
    title="The bias gradient is summed over everything",
    hint="Each output has a bias of its own. Over which axis should the gradient be summed, and which one should stay?",
)
class BiasGradientTotal(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.db = np.full_like(self.b, grad_next.sum())
        return input_grad


@misconception(
    "bias-gradient-per-sample",
    "Dense",
    title="The bias gradient is not summed over the batch",
    hint="What shape has db after a batch of four samples, and what shape has b?",
)
class BiasGradientPerSample(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.db = grad_next.copy()
        return input_grad


@misconception(
    "gradients-averaged",
    "Dense",
    title="The parameter gradients are averaged over the batch",
    hint="This layer sums over the batch; dividing is the business of the loss. Where does your code divide?",
)
class GradientsAveraged(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.dW = self.dW / len(grad_next)
        self.db = self.db / len(grad_next)
        return input_grad


@misconception(
    "bias-gradient-averaged",
    "Dense",
    title="Only the bias gradient is averaged over the batch",
    hint="Compare how your two parameter gradients treat the batch: does one divide by the number of samples?",
)
class BiasGradientAveraged(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.db = grad_next.mean(axis=0, keepdims=True)
        return input_grad


@misconception(
    "weights-gradient-averaged",
    "Dense",
    title="Only the gradient of W is averaged over the batch",
    hint="Compare how your two parameter gradients treat the batch. Does one of them divide by the number of "
    "samples, and would the two still belong to the same loss?",
)
class WeightsGradientAveraged(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.dW = self.dW / len(grad_next)
        return input_grad


@misconception(
    "bias-gradient-over-the-features",
    "Dense",
    title="The bias gradient is summed over the outputs instead of the samples",
    hint="How many numbers has your db after a batch of four samples, and how many biases are there? Which "
    "axis of grad_next counts the samples?",
)
class BiasGradientOverFeatures(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.db = grad_next.sum(axis=1, keepdims=True)
        return input_grad


@misconception(
    "input-gradient-averaged",
    "Dense",
    title="The input gradient is divided by the number of samples",
    hint="Row i of the returned gradient belongs to sample i alone. Does it change when other samples join the batch?",
)
class InputGradientAveraged(Dense):
    def backward(self, grad_next):
        return super().backward(grad_next) / len(grad_next)


@misconception(
    "gradients-accumulate",
    "Dense",
    title="Gradients of earlier calls are added in",
    hint="Call backward twice after one forward. Should the second dW be larger than the first?",
)
class GradientsAccumulate(Dense):
    def backward(self, grad_next):
        dW, db = self.dW, self.db
        input_grad = super().backward(grad_next)
        self.dW = self.dW + dW
        self.db = self.db + db
        return input_grad


@misconception(
    "gradients-written-in-place",
    "Dense",
    title="backward writes into the gradient arrays of the call before",
    hint="Somebody may have kept the last dW. Does your code make a new array, or fill the old one?",
)
class GradientsWrittenInPlace(Dense):
    def backward(self, grad_next):
        self.dW[...] = self.X_input.T @ grad_next
        self.db[...] = grad_next.sum(axis=0, keepdims=True)
        return grad_next @ self.W.T


@misconception(
    "gradients-missing-at-first",
    "Dense",
    title="There are no gradients before the first backward",
    hint="An optimizer may read trainable at any time. What are dW and db in a new layer?",
)
class GradientsMissingAtFirst(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.dW = self.db = None


@misconception(
    "backward-moves-the-bias",
    "Dense",
    title="backward changes the bias itself instead of its gradient",
    hint="Which attributes does your backward assign, and which of them are parameters? Who is it that moves "
    "parameters in this track?",
)
class BackwardMovesTheBias(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.b = self.b + self.db
        return input_grad


@misconception(
    "backward-takes-a-step",
    "Dense",
    title="backward takes a step of gradient descent",
    hint="Nobody told this layer a learning rate. Who is it that moves parameters in this track?",
)
class BackwardTakesStep(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.W = self.W - 0.01 * self.dW
        self.b = self.b - 0.01 * self.db
        return input_grad


@misconception(
    "first-input-kept",
    "Dense",
    title="The input of the first forward pass is kept for ever",
    hint="backward belongs to the latest forward. When does your code store its input: in every call, or only "
    "while nothing is stored yet?",
)
class FirstInputKept(Dense):
    def forward(self, X_input):
        first = self.X_input
        output = super().forward(X_input)
        self.X_input = X_input if first is None else first
        return output


@misconception(
    "input-forgotten",
    "Dense",
    title="backward throws the kept input away",
    hint="May backward be called twice after one forward? What does the second call find where the first one "
    "found the input?",
)
class InputForgotten(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.X_input = None
        return input_grad


@misconception(
    "input-not-kept",
    "Dense",
    title="forward keeps its input under another name, or not at all",
    hint="A variable of forward is gone when forward ends. Under which attribute does your backward look for "
    "the input, and who has put it there?",
    about=("test_*gradient*", "test_backward_*", "test_*trainable*"),
)
class InputNotKept(Dense):
    def forward(self, X_input):
        return X_input @ self.W + self.b


@misconception(
    "output-array-reused",
    "Dense",
    title="forward fills one array again and again",
    hint="The caller may still hold what forward returned for the batch before. Is the array that you return "
    "now another one, or the same one with new numbers in it?",
)
class OutputArrayReused(Dense):
    output = None

    def forward(self, X_input):
        output = super().forward(X_input)
        if self.output is None or self.output.shape != output.shape:
            self.output = output
        self.output[...] = output
        return self.output


@misconception(
    "forward-returns-nothing",
    "Dense",
    title="forward prints its result, or forgets to return it",
    hint="What does `y = layer.forward(X)` put into y? Printing shows a number to you; which statement hands "
    "it to the caller?",
)
class ForwardReturnsNothing(Dense):
    def forward(self, X_input):
        super().forward(X_input)


@misconception(
    "backward-returns-nothing",
    "Dense",
    title="backward sets dW and db and returns nothing",
    hint="The layer before this one waits for a gradient as well. What does your backward hand on to it, and "
    "in which shape should that be?",
)
class BackwardReturnsNothing(Dense):
    def backward(self, grad_next):
        super().backward(grad_next)


@misconception(
    "weights-stored-transposed",
    "Dense",
    title="W has the shape (output_size, input_size)",
    hint="One sample is one row of X, and W stands on its right. Which size comes first in W's shape then? The "
    "statement's table has both.",
    about=("*",),
)
class WeightsStoredTransposed(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.W = np.random.uniform(size=(output_size, input_size))
        self.dW = np.zeros_like(self.W)

    def forward(self, X_input):
        self.X_input = X_input
        return X_input @ self.W.T + self.b

    def backward(self, grad_next):
        self.dW = grad_next.T @ self.X_input
        self.db = grad_next.sum(axis=0, keepdims=True)
        return grad_next @ self.W


@misconception(
    "trainable-is-a-dict",
    "Dense",
    title="trainable is a dict",
    hint="The optimizer says `for name, param, grad in layer.trainable`. What does such a loop get from a "
    "dict, and how many things at a time does it want?",
)
class TrainableIsDict(Dense):
    @property
    def trainable(self):
        return {"W": (self.W, self.dW), "b": (self.b, self.db)}


@misconception(
    "trainable-copies",
    "Dense",
    title="trainable lists copies",
    hint="An optimizer writes into the arrays that it finds in the list. Does the layer notice?",
)
class TrainableCopies(Dense):
    @property
    def trainable(self):
        return [("W", self.W.copy(), self.dW.copy()), ("b", self.b.copy(), self.db.copy())]


@misconception(
    "trainable-stored",
    "Dense",
    title="The list is made once, in the constructor",
    hint="backward binds dW to a new array. Which array is in a list that was made before?",
)
class TrainableStored(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self._trainable = super().trainable

    @property
    def trainable(self):
        return self._trainable


@misconception(
    "trainable-remembered",
    "Dense",
    title="The list is made at the first reading and kept",
    hint="Read trainable, call backward, read it again. Are the gradients those of the second call?",
)
class TrainableRemembered(Dense):
    @property
    def trainable(self):
        if not hasattr(self, "_trainable"):
            self._trainable = super().trainable
        return self._trainable


@misconception(
    "trainable-is-a-method",
    "Dense",
    title="trainable has to be called",
    hint="The optimizer says `for name, param, grad in layer.trainable`, without parentheses. What makes that "
    "possible?",
)
class TrainableIsMethod(Dense):
    def trainable(self):
        return [("W", self.W, self.dW), ("b", self.b, self.db)]


@misconception(
    "trainable-in-another-order",
    "Dense",
    title="The tuples of trainable are in another order",
    hint="Which of the three comes first in each tuple: the name, the parameter or the gradient?",
)
class TrainableInAnotherOrder(Dense):
    @property
    def trainable(self):
        return [(self.W, self.dW, "W"), (self.b, self.db, "b")]


@misconception(
    "trainable-without-bias",
    "Dense",
    title="trainable lists only W",
    hint="List every number that this layer learns, with its shape. Can an optimizer that knows nothing but "
    "trainable find all of them?",
)
class TrainableWithoutBias(Dense):
    @property
    def trainable(self):
        return [("W", self.W, self.dW)]


@misconception(
    "draw-around-zero",
    "Dense",
    title="The weights are drawn from -1 to 1",
    hint="Between which two numbers does np.random.uniform draw when it is given a size and nothing else?",
)
class DrawAroundZero(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.W = 2 * self.W - 1


@misconception(
    "normal-draw",
    "Dense",
    title="The weights are drawn from a normal distribution",
    hint="Two distributions are easily confused here. Which one has ends that no draw passes, and which "
    "function of numpy's draws from it?",
)
class NormalDraw(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.W = np.random.randn(input_size, output_size)


@misconception(
    "bias-drawn",
    "Dense",
    title="The bias is drawn at random",
    hint="What value does every bias have in a new layer? How many numbers does your constructor draw, and how "
    "many has W?",
)
class BiasDrawn(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.b = np.random.uniform(size=(1, output_size))


@misconception(
    "generator-seeded",
    "Dense",
    title="The constructor seeds numpy's generator",
    hint="Make two layers of the same size, one after the other. Should their weights be equal? Which call in "
    "your constructor makes them so?",
)
class GeneratorSeeded(Dense):
    def __init__(self, input_size, output_size):
        np.random.seed(0)
        super().__init__(input_size, output_size)


@misconception(
    "shapes-of-b-and-db-differ",
    "Dense",
    title="db has not the shape of b",
    hint="What does sum do to the axis that it sums over, and how can that axis be kept? Compare the shapes of "
    "b and db in a new layer and after backward.",
)
class ShapesDiffer(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.db = grad_next.sum(axis=0)
        return input_grad


@misconception(
    "bias-flat-and-gradient-not",
    "Dense",
    title="b has one axis, and db has two",
    hint="An optimizer that writes into b subtracts db from it, element by element. Which shape has each of "
    "the two in your layer, and which shapes does numpy let it subtract?",
)
class BiasFlatGradientNot(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.b = np.zeros(output_size)


@misconception(
    "name-of-the-base",
    "Dense",
    title="The layer keeps the base class's name and index",
    hint="Does your constructor set layer_name and index after the base class has set its defaults?",
)
class NameOfTheBase(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.layer_name, self.index = "UNINITIALIZED_NAME", -1


@misconception(
    "name-stored",
    "Dense",
    title="The name is put together once, in the constructor",
    hint="The network gives the index later, when the layer joins it. Does your name notice, or was it put "
    "together before?",
)
class NameStored(Dense):
    @property
    def name(self):
        return "Dense_0"


@misconception(
    "gradient-clipped",
    "Dense",
    title="Gradients are clipped inside the layer",
    hint="What does your layer do with a gradient of 100? Limiting steps is the optimizer's business.",
)
class GradientClipped(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.dW = np.clip(self.dW, -5, 5)
        self.db = np.clip(self.db, -5, 5)
        return input_grad


@misconception(
    "gradient-ignores-its-argument",
    "Dense",
    title="The input gradient does not depend on grad_next",
    hint="If grad_next doubles, what should happen to the gradient that you return? Where does your code use "
    "the argument on the way there?",
)
class GradientIgnoresArgument(Dense):
    def backward(self, grad_next):
        super().backward(grad_next)
        return np.ones_like(grad_next) @ self.W.T


@misconception(
    "grad-next-changed",
    "Dense",
    title="backward writes into grad_next",
    hint="The caller may still need the array it gave you. Does your code use an operator such as *= on it?",
)
class GradNextChanged(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        grad_next *= 0.5
        return input_grad


@misconception(
    "gradient-before-parameter",
    "Dense",
    title="trainable lists the gradient before the parameter",
    hint=(
        "In which order does an optimizer unpack what you list? It takes each entry apart into a name, a parameter and a "
        "gradient, by position: nothing tells it which array is which. Both have the same shape, so no error warns you. A "
        "form with two fields for numbers accepts your age as the number of your house. Here the optimizer would subtract "
        "the weights from the gradients, and the layer would never learn while its gradients change. Print the second "
        "part of the first entry before any call of backward: the gradient is all zeros then, and the weights are not. "
        "Which of the two stands there in the statement's list?"
    ),
)
class GradientBeforeParameter(Dense):
    @property
    def trainable(self):
        return [(name, gradient, parameter) for name, parameter, gradient in super().trainable]
