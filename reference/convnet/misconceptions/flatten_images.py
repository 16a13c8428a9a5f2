"""What people get wrong in `flatten_images`. Each class is the reference with one mistake."""

import math

import numpy as np
from flatten_images import Flatten

from grader.misconceptions import misconception


@misconception(
    "column-order",
    "Flatten",
    title="The numbers are laid out column by column",
    hint="numpy can read an array in two orders. Which one do you ask for, and which one is its own?",
)
class ColumnOrder(Flatten):
    def forward(self, input_batch, training=True):
        return input_batch.reshape(len(input_batch), -1, order="F")

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(len(output_gradient_batch), *self.input_shape, order="F")


@misconception(
    "channels-last",
    "Flatten",
    title="The channels are moved to the end before flattening",
    hint="In the worked example the first three numbers come from one channel. Do you move axes before you reshape?",
)
class ChannelsLast(Flatten):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch.swapaxes(1, -1).copy(), training)


@misconception(
    "batch-flattened",
    "Flatten",
    title="The whole batch becomes one row",
    hint="How many rows does the output have for four samples? Which axis must reshape leave alone?",
)
class BatchFlattened(Flatten):
    def forward(self, input_batch, training=True):
        return input_batch.reshape(1, -1)


@misconception(
    "columns-for-samples",
    "Flatten",
    title="Samples stand in the columns instead of in the rows",
    hint="Which axis of the output counts the samples? Compare its shape with the table in the statement.",
)
class ColumnsForSamples(Flatten):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, training).T


@misconception(
    "gradient-left-flat",
    "Flatten",
    title="backward returns the gradient without giving it a shape",
    hint="The layer before this one made images. Which shape does it expect its gradient in?",
)
class GradientLeftFlat(Flatten):
    def backward(self, output_gradient_batch):
        return output_gradient_batch


@misconception(
    "gradient-axes-swapped",
    "Flatten",
    title="backward takes height and width in the wrong order",
    hint="Try images that are wider than high. In which order does input_shape hold its numbers?",
)
class GradientAxesSwapped(Flatten):
    def backward(self, output_gradient_batch):
        shape = self.input_shape
        swapped = (*shape[:-2], *shape[:-3:-1])
        return output_gradient_batch.reshape(len(output_gradient_batch), *swapped).swapaxes(-1, -2)


@misconception(
    "first-batch-size-kept",
    "Flatten",
    title="backward always uses the size of the first batch",
    hint="The last batch of an epoch is often smaller. Where does your code take N from?",
)
class FirstBatchSizeKept(Flatten):
    def forward(self, input_batch, training=True):
        self.batch_size = getattr(self, "batch_size", len(input_batch))
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(self.batch_size, *self.input_shape)


@misconception(
    "input-shape-with-batch",
    "Flatten",
    title="forward stores the shape of the whole batch as input_shape",
    hint="What does input_shape say after a forward pass with four samples, and what should it say?",
)
class InputShapeWithBatch(Flatten):
    def forward(self, input_batch, training=True):
        self.input_shape = input_batch.shape
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(self.input_shape)


@misconception(
    "built-once",
    "Flatten",
    title="A second build changes nothing",
    hint="The same layer may be built again for other samples. What does your build look at before it "
    "stores the shape?",
)
class BuiltOnce(Flatten):
    def build(self, input_shape):
        if self.input_shape is None:
            super().build(input_shape)


@misconception(
    "images-only",
    "Flatten",
    title="Samples must have three axes",
    hint="Does your code name C, H and W? It need not know how many axes a sample has.",
)
class ImagesOnly(Flatten):
    def forward(self, input_batch, training=True):
        N, C, H, W = input_batch.shape
        return input_batch.reshape(N, C * H * W)


@misconception(
    "shape-changed-in-place",
    "Flatten",
    title="forward changes the shape of the array that it is given",
    hint="Does your code assign to input_batch.shape, or call resize? The caller still has that very array.",
)
class ShapeChangedInPlace(Flatten):
    def forward(self, input_batch, training=True):
        input_batch.resize((len(input_batch), math.prod(input_batch.shape[1:])), refcheck=False)
        return input_batch.copy()


@misconception(
    "size-without-channels",
    "Flatten",
    title="output_size leaves out the channels",
    hint="How long is a row for two channels of 3 x 4 pixels? Compare it with your output_size.",
)
class SizeWithoutChannels(Flatten):
    @property
    def output_size(self):
        return math.prod(self.input_shape[1:])


@misconception(
    "order-differs-on-the-way-back",
    "Flatten",
    title="backward reads the numbers in another order than forward wrote them",
    hint="Flatten an image and send the row back through backward: do you see the image again? Which order does each of "
    "your two reshapes use?",
)
class OrderDiffersOnTheWayBack(Flatten):
    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(len(output_gradient_batch), *self.input_shape, order="F")


@misconception(
    "samples-counted-last",
    "Flatten",
    title="reshape is asked for as many columns as there are samples",
    hint="In which order does reshape get its two sizes: first the rows, or first what is left over? Try a batch of two "
    "samples and print the shape.",
)
class SamplesCountedLast(Flatten):
    def forward(self, input_batch, training=True):
        return input_batch.reshape(-1, len(input_batch))


@misconception(
    "channels-kept",
    "Flatten",
    title="Only height and width are flattened",
    hint="A dense layer wants one row for each sample. How many axes does your output have, and which ones did you not "
    "join?",
)
class ChannelsKept(Flatten):
    def forward(self, input_batch, training=True):
        if input_batch.ndim < 4:
            return super().forward(input_batch, training)
        return input_batch.reshape(*input_batch.shape[:2], -1)


@misconception(
    "output-printed",
    "Flatten",
    title="forward prints its output instead of returning it",
    hint="Write Y = layer.forward(X) and look at Y. What is the difference between showing a value and handing it back "
    "to the caller?",
)
class OutputPrinted(Flatten):
    def forward(self, input_batch, training=True):
        print(super().forward(input_batch, training))


@misconception(
    "backward-returns-nothing",
    "Flatten",
    title="backward returns nothing",
    hint="The layer before this one has to learn too. What does it get from your backward?",
)
class BackwardReturnsNothing(Flatten):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)


@misconception(
    "training-not-taken",
    "Flatten",
    title="forward has no argument training",
    hint="The network tells every layer whether it trains, also one that does the same in both cases. Which arguments "
    "does the statement give to forward?",
)
class TrainingNotTaken(Flatten):
    def forward(self, input_batch):
        return super().forward(input_batch)


@misconception(
    "training-has-no-default",
    "Flatten",
    title="forward cannot be called without training",
    hint="The statement gives training a value for those who say nothing about it. Does the first line of your forward "
    "do the same?",
)
class TrainingHasNoDefault(Flatten):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)


@misconception(
    "shape-dropped-after-backward",
    "Flatten",
    title="backward throws away the shape that forward stored",
    hint="backward may be called twice after one forward. What is left of the shape of the images when the second call "
    "begins?",
)
class ShapeDroppedAfterBackward(Flatten):
    def forward(self, input_batch, training=True):
        self.batch_shape = input_batch.shape
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        gradient = output_gradient_batch.reshape(self.batch_shape)
        self.batch_shape = None
        return gradient


@misconception(
    "output-written-over",
    "Flatten",
    title="Every forward writes its output into the same array",
    hint="Somebody may still hold the output of an earlier batch. Does your forward make a new array each time, or fill "
    "one that it keeps?",
)
class OutputWrittenOver(Flatten):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if getattr(self, "output", None) is None or self.output.shape != output.shape:
            self.output = output.copy()
        self.output[:] = output
        return self.output


@misconception(
    "size-is-number-of-axes",
    "Flatten",
    title="output_size is the number of axes",
    hint="len counts the entries of a shape. How long is a row for two channels of 3 x 4 pixels, and what does your "
    "output_size say?",
)
class SizeIsNumberOfAxes(Flatten):
    @property
    def output_size(self):
        return len(self.input_shape)


@misconception(
    "size-is-sum",
    "Flatten",
    title="output_size adds the axes instead of multiplying them",
    hint="A sheet with 3 rows and 4 columns has more than 7 cells. How do you combine the axes to get the length of a "
    "row?",
)
class SizeIsSum(Flatten):
    @property
    def output_size(self):
        return sum(self.input_shape)


@misconception(
    "size-is-first-axis",
    "Flatten",
    title="output_size is the length of the first axis",
    hint=(
        "How many numbers has one sample? Count them for two channels of three rows and four columns, and compare with "
        "what output_size says. A box with two layers of three rows of four eggs holds 24 eggs and not 2. The next layer "
        "makes one weight for each number that it is told of, so it would be made far too small and stop at the first "
        "batch. Samples that are rows already have one axis only, and there the answer happens to be right. What has to "
        "be done with the lengths of all axes, and which of them does your property use?"
    ),
)
class SizeIsFirstAxis(Flatten):
    @property
    def output_size(self):
        return self.input_shape[0]


@misconception(
    "channels-after-the-pixels",
    "Flatten",
    title="A row runs through the channels of each pixel in turn",
    hint=(
        "Which number comes second in your row: the second pixel of the first channel, or the first pixel of the second "
        "channel? Take an image with two channels of one row and three columns, with the numbers 1 to 6, and print what "
        "forward returns. The statement goes through a channel to its end before the next one begins, as one reads a book "
        "page by page; somebody who reads the first line of every page, then the second line of every page, has the same "
        "words in another order. The way back has to undo what the way forward did. An image of one channel hides it. "
        "Where does your code move or exchange axes?"
    ),
)
class ChannelsAfterThePixels(Flatten):
    def forward(self, input_batch, training=True):
        return super().forward(np.moveaxis(input_batch, 1, -1), training)
