"""What people get wrong in `flatten`. Each class is the reference with one mistake."""

import math

from flatten import Flatten

from grader.misconceptions import misconception


@misconception(
    "batch-flattened-too",
    "Flatten",
    title="The whole batch becomes one row",
    hint="How many rows should the output have when the batch has five samples?",
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
    hint="The axes stay in their order. Does your code transpose anything?",
)
class ChannelsLast(Flatten):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        return X.swapaxes(1, -1).reshape(len(X), -1)

    def backward_pass(self, accum_grad):
        shape = self.batch_shape
        swapped = (shape[0], shape[-1], *shape[2:-1], shape[1]) if len(shape) > 2 else shape
        return accum_grad.reshape(swapped).swapaxes(1, -1)


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
    hint="Does your forward_pass store the shape in every case?",
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
    hint="How does Python tell a tuple of one element from a number in parentheses?",
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
    hint="input_shape has no batch axis. Which of its sizes does your product skip?",
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
