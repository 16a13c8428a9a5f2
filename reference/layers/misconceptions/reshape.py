"""What people get wrong in `reshape`. Each class is the reference with one mistake."""

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
    hint="Does your forward_pass store the shape in every case?",
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
    hint="Which of the layer's two shapes does the next layer see?",
)
class OutputShapeOfInput(Reshape):
    def output_shape(self):
        return self.input_shape
