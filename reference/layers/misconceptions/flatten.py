"""What people get wrong in `flatten`. Each class is the reference with one mistake."""

import math

import numpy as np
from flatten import Flatten

from grader.misconceptions import misconception


@misconception(
    "batch-flattened-too",
    "Flatten",
    title="The whole batch becomes one row",
    hint=(
        "How many rows should the output have when the batch has five samples? Print the shape of yours for such "
        "a batch."
    ),
)
class BatchFlattenedToo(Flatten):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training).reshape(-1)


@misconception(
    "column-order",
    "Flatten",
    title="The first axis of a sample runs fastest instead of the last",
    hint=(
        "Which element of the image comes second in your row: its neighbour to the right, or one from another channel?"
    ),
)
class ColumnOrder(Flatten):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        return X.reshape(len(X), -1, order="F")

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.batch_shape, order="F")


@misconception(
    "channels-last",
    "Flatten",
    title="The channels are moved to the end before flattening",
    hint=(
        "The axes stay in their order: channel, row, column. Does your code move one of them before or after it "
        "makes the rows?"
    ),
)
class ChannelsLast(Flatten):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        return np.moveaxis(X, 1, -1).reshape(len(X), -1)

    def backward_pass(self, accum_grad):
        N, C, *rest = self.batch_shape
        return np.moveaxis(accum_grad.reshape(N, *rest, C), -1, 1)


@misconception(
    "backward-column-order",
    "Flatten",
    title="The backward pass puts elements back in another order",
    hint="Send a batch forward and straight back through your layer. Is every element in its old place?",
)
class BackwardColumnOrder(Flatten):
    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.batch_shape, order="F")


@misconception(
    "gradient-stays-flat",
    "Flatten",
    title="The gradient is returned as rows",
    hint="The layer before this one sent images. In what shape does it expect their gradient?",
)
class GradientStaysFlat(Flatten):
    def backward_pass(self, accum_grad):
        return accum_grad


@misconception(
    "first-shape-kept",
    "Flatten",
    title="The shape of the first batch is kept for ever",
    hint=("The last batch of an epoch is often smaller. When does your layer store the shape that it goes back to?"),
)
class FirstShapeKept(Flatten):
    def forward_pass(self, X, training=True):
        first = getattr(self, "batch_shape", X.shape)
        output = super().forward_pass(X, training)
        self.batch_shape = first
        return output


@misconception(
    "shape-kept-in-training-only",
    "Flatten",
    title="The shape is kept only where training is True",
    hint=(
        "backward_pass may follow a pass of either kind. Does your forward_pass store the shape in every case, or "
        "inside a condition?"
    ),
)
class ShapeKeptInTrainingOnly(Flatten):
    def forward_pass(self, X, training=True):
        before = getattr(self, "batch_shape", None)
        output = super().forward_pass(X, training)
        self.batch_shape = X.shape if training else before
        return output


@misconception(
    "shape-shared-by-layers",
    "Flatten",
    title="All layers share one remembered shape",
    hint="A network may have two such layers. Is the shape kept in the object, or in the class or module?",
)
class ShapeSharedByLayers(Flatten):
    def forward_pass(self, X, training=True):
        type(self).batch_shape = X.shape
        return X.reshape(len(X), -1)


@misconception(
    "output-shape-a-number",
    "Flatten",
    title="output_shape returns a number instead of a tuple",
    hint=(
        "How does Python tell a tuple of one element from a number in parentheses? Print the type of what you return."
    ),
)
class OutputShapeNumber(Flatten):
    def output_shape(self):
        return math.prod(self.input_shape)


@misconception(
    "output-shape-unchanged",
    "Flatten",
    title="output_shape returns the shape of the input",
    hint="The next layer sizes its weights by output_shape. How many numbers per sample does it receive?",
)
class OutputShapeUnchanged(Flatten):
    def output_shape(self):
        return self.input_shape


@misconception(
    "output-shape-without-channels",
    "Flatten",
    title="output_shape leaves out the first axis of a sample",
    hint="input_shape has no batch axis in front, unlike X.shape. Which of its sizes does your product skip?",
)
class OutputShapeWithoutChannels(Flatten):
    def output_shape(self):
        return (math.prod(self.input_shape[1:]),)


@misconception(
    "changed-in-place",
    "Flatten",
    title="The layer changes the shape of the array that it was given",
    hint="The caller's X should be an image after the call, too. Does your code assign to X.shape?",
)
class ChangedInPlace(Flatten):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        X.resize(output.shape, refcheck=False)
        return output.copy()


@misconception(
    "forward-returns-nothing",
    "Flatten",
    title="forward_pass returns nothing",
    hint=(
        "Call forward_pass and look at what comes back. Which line of it hands the rows to the caller, and is "
        "that line reached?"
    ),
)
class ForwardReturnsNothing(Flatten):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception(
    "backward-returns-nothing",
    "Flatten",
    title="backward_pass returns nothing",
    hint=(
        "The layer before this one waits for a gradient. Which line of backward_pass hands it to the caller, and "
        "is that line reached?"
    ),
)
class BackwardReturnsNothing(Flatten):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)


@misconception(
    "training-not-taken",
    "Flatten",
    title="forward_pass does not take the argument training",
    hint=(
        "A network calls every layer in the same way. Compare the first line of your forward_pass with the one in "
        "the statement."
    ),
)
class TrainingNotTaken(Flatten):
    def forward_pass(self, X):
        return super().forward_pass(X)

    forward_pass.__qualname__ = "Flatten.forward_pass"


@misconception(
    "training-has-no-default",
    "Flatten",
    title="The argument training of forward_pass has no default",
    hint=(
        "Most callers write forward_pass(X) and nothing more. What is training then? The statement says it in the "
        "first line of the method."
    ),
)
class TrainingHasNoDefault(Flatten):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "Flatten.forward_pass"


@misconception(
    "samples-in-columns",
    "Flatten",
    title="Each sample becomes a column instead of a row",
    hint=(
        "The first axis counts the samples, before and after. Print the shape of your output for five samples: "
        "where is the 5?"
    ),
)
class SamplesInColumns(Flatten):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training).T


@misconception(
    "sizes-exchanged",
    "Flatten",
    title="The two sizes of the new shape are exchanged",
    hint=(
        "A batch of five images should give five rows. Which of the two numbers that you give to reshape counts rows?"
    ),
)
class SizesExchanged(Flatten):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        return X.reshape(-1, len(X))


@misconception(
    "channels-not-flattened",
    "Flatten",
    title="The channels keep an axis of their own",
    hint=(
        "How many axes may the output have, however many a sample has? Print its shape for images of several channels."
    ),
)
class ChannelsNotFlattened(Flatten):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return output.reshape(len(X), X.shape[1], -1) if X.ndim > 2 else output


@misconception(
    "backward-without-the-batch",
    "Flatten",
    title="The backward pass uses the shape of one sample for the whole batch",
    hint=(
        "input_shape describes one sample. How many samples does accum_grad hold, and where does that number "
        "stand in your new shape?"
    ),
)
class BackwardWithoutTheBatch(Flatten):
    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.input_shape)


@misconception(
    "shape-dropped-after-backward",
    "Flatten",
    title="The shape is dropped after one backward pass",
    hint=(
        "backward_pass may be called twice after one forward_pass. What is left of the shape that you kept when "
        "the second call begins?"
    ),
)
class ShapeDroppedAfterBackward(Flatten):
    def backward_pass(self, accum_grad):
        shape, self.batch_shape = self.batch_shape, None
        if shape is None:
            raise TypeError("'NoneType' object is not iterable")
        return accum_grad.reshape(shape)


@misconception(
    "output-shape-with-batch",
    "Flatten",
    title="output_shape includes the batch axis",
    hint="output_shape speaks of one sample. How many of the numbers that you return belong to the batch?",
)
class OutputShapeWithBatch(Flatten):
    def output_shape(self):
        return (None, *super().output_shape())


@misconception(
    "output-shape-summed",
    "Flatten",
    title="output_shape adds the sizes instead of multiplying them",
    hint=(
        "Draw an image of two rows and three columns and count its pixels. How did you get from the two sizes to "
        "that number?"
    ),
)
class OutputShapeSummed(Flatten):
    def output_shape(self):
        return (sum(self.input_shape),)


@misconception(
    "output-shape-from-a-pass",
    "Flatten",
    title="output_shape needs a forward pass before it",
    hint=(
        "A network asks for all shapes before the first batch arrives. Which of the things that your output_shape "
        "uses are there by then?"
    ),
)
class OutputShapeFromAPass(Flatten):
    def output_shape(self):
        return (math.prod(self.batch_shape[1:]),)


@misconception(
    "one-array-for-all-results",
    "Flatten",
    title="Every forward pass writes into the array that the last one returned",
    hint=(
        "Keep the result of one pass, run another batch, and print the first result again. Where does your layer "
        "make a new array?"
    ),
)
class OneArrayForAllResults(Flatten):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if getattr(self, "rows", None) is None or self.rows.shape != output.shape:
            self.rows = output.copy()
        self.rows[...] = output
        return self.rows
