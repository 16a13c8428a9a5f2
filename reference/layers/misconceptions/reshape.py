"""What people get wrong in `reshape`. Each class is the reference with one mistake."""

import math

from reshape import Reshape

from grader.misconceptions import misconception


@misconception(
    "samples-cut-up",
    "Reshape",
    title="The number of samples is left to numpy, which cuts up samples that do not fit",
    hint="Who decides how many samples come out: the batch that came in, or a -1?",
)
class SamplesCutUp(Reshape):
    def forward_pass(self, X, training=True):
        self.batch_shape = X.shape
        return X.reshape(-1, *self.output_shape())


@misconception(
    "batch-forgotten",
    "Reshape",
    title="The batch axis is forgotten in the new shape",
    hint="shape describes one sample. What stands before it in the shape of the whole output?",
)
class BatchForgotten(Reshape):
    def forward_pass(self, X, training=True):
        self.batch_shape = X.shape
        return X.reshape(self.shape)


@misconception(
    "column-order",
    "Reshape",
    title="The first axis of a sample runs fastest instead of the last",
    hint=("Which element of the input comes second in the output: the one after the first, or one from further away?"),
)
class ColumnOrder(Reshape):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        return X.reshape(len(X), *self.shape, order="F")

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.batch_shape, order="F")


@misconception(
    "resized",
    "Reshape",
    title="Samples that do not fit are cut off or repeated",
    hint=(
        "np.resize and np.reshape differ in what they do with elements that are left over. Which one "
        "should a layer use?"
    ),
)
class Resized(Reshape):
    def forward_pass(self, X, training=True):
        self.batch_shape = X.shape
        size = 1
        for number in self.output_shape():
            size *= number
        rows = X.reshape(len(X), -1)
        if rows.shape[1] < size:
            rows = rows.repeat(size, axis=1)
        return rows[:, :size].reshape(len(X), *self.shape)


@misconception(
    "backward-column-order",
    "Reshape",
    title="The backward pass puts elements back in another order",
    hint="Send a batch forward and straight back through your layer. Is every element in its old place?",
)
class BackwardColumnOrder(Reshape):
    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.batch_shape, order="F")


@misconception(
    "gradient-as-it-came",
    "Reshape",
    title="The gradient is returned in the shape of the output",
    hint="The layer before this one expects a gradient in the shape of what it sent. Which shape was that?",
)
class GradientAsItCame(Reshape):
    def backward_pass(self, accum_grad):
        return accum_grad


@misconception(
    "first-shape-kept",
    "Reshape",
    title="The shape of the first batch is kept for ever",
    hint=("The last batch of an epoch is often smaller. When does your layer store the shape that it goes back to?"),
)
class FirstShapeKept(Reshape):
    def forward_pass(self, X, training=True):
        first = getattr(self, "batch_shape", X.shape)
        output = super().forward_pass(X, training)
        self.batch_shape = first
        return output


@misconception(
    "shape-kept-in-training-only",
    "Reshape",
    title="The shape is kept only where training is True",
    hint=(
        "backward_pass may follow a pass of either kind. Does your forward_pass store the shape in every case, or "
        "inside a condition?"
    ),
)
class ShapeKeptInTrainingOnly(Reshape):
    def forward_pass(self, X, training=True):
        before = getattr(self, "batch_shape", None)
        output = super().forward_pass(X, training)
        self.batch_shape = X.shape if training else before
        return output


@misconception(
    "shape-shared-by-layers",
    "Reshape",
    title="All layers share one remembered shape",
    hint="A network may have two such layers. Is the shape kept in the object, or in the class or module?",
)
class ShapeSharedByLayers(Reshape):
    def forward_pass(self, X, training=True):
        type(self).batch_shape = X.shape
        return X.reshape(len(X), *self.shape)


@misconception(
    "output-shape-with-minus-one",
    "Reshape",
    title="output_shape still contains the -1",
    hint="The next layer sizes its weights by output_shape. What can it do with a -1?",
)
class OutputShapeWithMinusOne(Reshape):
    def output_shape(self):
        return self.shape


@misconception(
    "output-shape-with-batch",
    "Reshape",
    title="output_shape includes the batch axis",
    hint="output_shape speaks of one sample. How many of the numbers that you return belong to the batch?",
)
class OutputShapeWithBatch(Reshape):
    def output_shape(self):
        return (None, *super().output_shape())


@misconception(
    "output-shape-of-input",
    "Reshape",
    title="output_shape returns the shape of the input",
    hint=(
        "The layer knows two shapes, one for each side. Which of the two does the next layer see, and which one "
        "do you return?"
    ),
)
class OutputShapeOfInput(Reshape):
    def output_shape(self):
        return self.input_shape


@misconception(
    "forward-returns-nothing",
    "Reshape",
    title="forward_pass returns nothing",
    hint=(
        "Call forward_pass and look at what comes back. Which line of it hands the samples to the caller, and is "
        "that line reached?"
    ),
)
class ForwardReturnsNothing(Reshape):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception(
    "backward-returns-nothing",
    "Reshape",
    title="backward_pass returns nothing",
    hint=(
        "The layer before this one waits for a gradient. Which line of backward_pass hands it to the caller, and "
        "is that line reached?"
    ),
)
class BackwardReturnsNothing(Reshape):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)


@misconception(
    "training-not-taken",
    "Reshape",
    title="forward_pass does not take the argument training",
    hint=(
        "A network calls every layer in the same way. Compare the first line of your forward_pass with the one in "
        "the statement."
    ),
)
class TrainingNotTaken(Reshape):
    def forward_pass(self, X):
        return super().forward_pass(X)

    forward_pass.__qualname__ = "Reshape.forward_pass"


@misconception(
    "training-has-no-default",
    "Reshape",
    title="The argument training of forward_pass has no default",
    hint=(
        "Most callers write forward_pass(X) and nothing more. What is training then? The statement says it in the "
        "first line of the method."
    ),
)
class TrainingHasNoDefault(Reshape):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "Reshape.forward_pass"


@misconception(
    "shape-dropped-after-backward",
    "Reshape",
    title="The shape is dropped after one backward pass",
    hint=(
        "backward_pass may be called twice after one forward_pass. What is left of the shape that you kept when "
        "the second call begins?"
    ),
)
class ShapeDroppedAfterBackward(Reshape):
    def backward_pass(self, accum_grad):
        shape, self.batch_shape = self.batch_shape, None
        if shape is None:
            raise TypeError("'NoneType' object is not iterable")
        return accum_grad.reshape(shape)


@misconception(
    "backward-without-the-batch",
    "Reshape",
    title="The backward pass uses the shape of one sample for the whole batch",
    hint=(
        "input_shape describes one sample. How many samples does accum_grad hold, and where does that number "
        "stand in your new shape?"
    ),
)
class BackwardWithoutTheBatch(Reshape):
    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.input_shape)


@misconception(
    "misfit-passed-on",
    "Reshape",
    title="Samples that do not fit are passed on as they are",
    hint=(
        "Who notices that a sample does not fit, if your layer returns it unchanged? Look at what your code does "
        "with the error that numpy raises."
    ),
)
class MisfitPassedOn(Reshape):
    def forward_pass(self, X, training=True):
        try:
            return super().forward_pass(X, training)
        except ValueError:
            return X


@misconception(
    "misfit-asserted",
    "Reshape",
    title="Samples that do not fit raise another error than ValueError",
    hint=(
        "A caller who expects a misfit catches one kind of exception. Which kind does the statement name, and "
        "which kind does your check raise?"
    ),
)
class MisfitAsserted(Reshape):
    def forward_pass(self, X, training=True):
        try:
            return super().forward_pass(X, training)
        except ValueError:
            raise AssertionError from None


@misconception(
    "output-shape-negative",
    "Reshape",
    title="The missing size comes out negative",
    hint=(
        "Work out by hand what your code divides by when shape is (2, -1). Is the -1 among the sizes that you multiply?"
    ),
)
class OutputShapeNegative(Reshape):
    def output_shape(self):
        if -1 not in self.shape:
            return self.shape
        missing = math.prod(self.input_shape) // math.prod(self.shape)
        return tuple(missing if size == -1 else size for size in self.shape)


@misconception(
    "output-shape-a-list",
    "Reshape",
    title="output_shape returns a list instead of a tuple",
    hint=(
        "Shapes are tuples everywhere in numpy and in this track. Print the type of what your output_shape "
        "returns, with and without a -1."
    ),
)
class OutputShapeAList(Reshape):
    def output_shape(self):
        return list(super().output_shape())


@misconception(
    "missing-size-found-once",
    "Reshape",
    title="The missing size is worked out once and never again",
    hint=(
        "set_input_shape may come after the constructor, or come again. When does your code work out the size "
        "that stands for -1?"
    ),
)
class MissingSizeFoundOnce(Reshape):
    def output_shape(self):
        self.shape = super().output_shape()
        return self.shape


@misconception(
    "one-array-for-all-results",
    "Reshape",
    title="Every forward pass writes into the array that the last one returned",
    hint=(
        "Keep the result of one pass, run another batch, and print the first result again. Where does your layer "
        "make a new array?"
    ),
)
class OneArrayForAllResults(Reshape):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if getattr(self, "samples", None) is None or self.samples.shape != output.shape:
            self.samples = output.copy()
        self.samples[...] = output
        return self.samples
