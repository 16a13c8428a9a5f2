"""What people get wrong in `upsampling2d`. Each class is the reference with one mistake."""

import numpy as np
from upsampling2d import UpSampling2D

from grader.misconceptions import misconception


@misconception(
    "one-corner-of-the-block",
    "UpSampling2D",
    title="backward_pass takes one element of each block instead of their sum",
    hint="A pixel was copied to many places. Through how many of them does it act on the loss?",
)
class OneCornerOfTheBlock(UpSampling2D):
    def backward_pass(self, accum_grad):
        return accum_grad[:, :, :: self.size[0], :: self.size[1]]


@misconception(
    "block-averaged",
    "UpSampling2D",
    title="backward_pass averages each block instead of summing it",
    hint=(
        "If the pixel grows by 1, by how much does each element of its block grow? Add up what that does to the loss."
    ),
)
class BlockAveraged(UpSampling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / (self.size[0] * self.size[1])


@misconception(
    "images-tiled",
    "UpSampling2D",
    title="The whole image is repeated instead of each pixel",
    hint="Write down the first row of the output for the row 1, 2. Which two numbers come first?",
)
class ImagesTiled(UpSampling2D):
    def forward_pass(self, X, training=True):
        return np.tile(X, (1, 1, *self.size))


@misconception(
    "factors-swapped",
    "UpSampling2D",
    title="The factors for rows and columns are swapped",
    hint="Which axis of an (N, C, H, W) array counts rows, and which entry of size belongs to it?",
)
class FactorsSwapped(UpSampling2D):
    def __init__(self, size=(2, 2), input_shape=None):
        super().__init__(size[::-1], input_shape)


@misconception(
    "one-factor-for-both",
    "UpSampling2D",
    title="Rows and columns are both repeated by the first factor",
    hint="size has two entries, one for each direction. Where does your code use the second one?",
)
class OneFactorForBoth(UpSampling2D):
    def __init__(self, size=(2, 2), input_shape=None):
        super().__init__((size[0], size[0]), input_shape)


@misconception(
    "always-doubled",
    "UpSampling2D",
    title="The factor is always 2",
    hint=(
        "Make a layer with a size of (5, 3) and print its output_shape. Does your constructor use the size that "
        "it is given?"
    ),
)
class AlwaysDoubled(UpSampling2D):
    def __init__(self, size=(2, 2), input_shape=None):
        super().__init__((2, 2), input_shape)


@misconception(
    "zeros-between-pixels",
    "UpSampling2D",
    title="Each block holds its pixel once, and zeros",
    hint="Count the zeros in your output for an image of ones. How many should there be, and what stands in a block?",
)
class ZerosBetweenPixels(UpSampling2D):
    def forward_pass(self, X, training=True):
        rows, columns = self.size
        output = np.zeros((*X.shape[:2], rows * X.shape[2], columns * X.shape[3]))
        output[:, :, ::rows, ::columns] = X
        return output


@misconception(
    "output-shape-of-the-input",
    "UpSampling2D",
    title="output_shape leaves the factors out",
    hint=(
        "Compare output_shape with the shape of what forward_pass returns for one image. Which of the two uses "
        "the factors?"
    ),
)
class OutputShapeOfTheInput(UpSampling2D):
    def output_shape(self):
        return self.input_shape


@misconception(
    "accum-grad-changed",
    "UpSampling2D",
    title="backward_pass writes into accum_grad",
    hint="The caller may still need the array it gave you. Does your code assign into accum_grad?",
)
class GradientChangedInPlace(UpSampling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        accum_grad *= 0
        return input_grad


@misconception(
    "first-batch-size-kept",
    "UpSampling2D",
    title="backward_pass is made for the size of the first batch",
    hint="The last batch of an epoch is often smaller. Where does your code get the number of samples from?",
)
class FirstBatchSizeKept(UpSampling2D):
    def forward_pass(self, X, training=True):
        self.samples = getattr(self, "samples", len(X))
        return super().forward_pass(X, training)

    def backward_pass(self, accum_grad):
        channels, height, width = accum_grad.shape[1:]
        rows, columns = self.size
        blocks = accum_grad.reshape(self.samples, channels, height // rows, rows, width // columns, columns)
        return blocks.sum(axis=(3, 5))


@misconception(
    "rows-repeated-only",
    "UpSampling2D",
    title="The rows are repeated and the columns are not",
    hint=(
        "Print the shape of your output. Which of the two directions has grown, and where does your code treat "
        "the other one?"
    ),
)
class RowsRepeatedOnly(UpSampling2D):
    def forward_pass(self, X, training=True):
        return X.repeat(self.size[0], axis=2)


@misconception(
    "axes-off-by-one",
    "UpSampling2D",
    title="The repetition runs over the wrong axes",
    hint="An array (N, C, H, W) has its rows in axis 2 and its columns in axis 3. Which axes does your code repeat?",
)
class AxesOffByOne(UpSampling2D):
    def forward_pass(self, X, training=True):
        return X.repeat(self.size[0], axis=1).repeat(self.size[1], axis=2)


@misconception(
    "repeated-without-an-axis",
    "UpSampling2D",
    title="The image is flattened while it is repeated",
    hint=(
        "What does np.repeat do with an array of four axes when it is not told which one to repeat? Print the "
        "shape of its result."
    ),
)
class RepeatedWithoutAnAxis(UpSampling2D):
    def forward_pass(self, X, training=True):
        return X.repeat(self.size[0]).repeat(self.size[1])


@misconception(
    "split-the-wrong-way",
    "UpSampling2D",
    title="The backward pass sums places that are far apart instead of blocks",
    hint=(
        "Splitting an axis in two gives a coarse and a fine place. Which of the two new axes counts places within "
        "one block?"
    ),
)
class SplitTheWrongWay(UpSampling2D):
    def backward_pass(self, accum_grad):
        samples, channels, height, width = accum_grad.shape
        rows, columns = self.size
        places = accum_grad.reshape(samples, channels, rows, height // rows, columns, width // columns)
        return places.sum(axis=(2, 4))


@misconception(
    "gradient-from-the-corner",
    "UpSampling2D",
    title="The backward pass cuts the top left part out of the gradient",
    hint=(
        "A pixel of the input was spread over a block of the output. In which part of accum_grad lies the block "
        "of the last pixel?"
    ),
)
class GradientFromTheCorner(UpSampling2D):
    def backward_pass(self, accum_grad):
        height, width = accum_grad.shape[2] // self.size[0], accum_grad.shape[3] // self.size[1]
        return accum_grad[:, :, :height, :width]


@misconception(
    "gradient-as-it-came",
    "UpSampling2D",
    title="The gradient keeps the size of the enlarged image",
    hint=(
        "The gradient by the input has the shape of the input. Compare it with what your backward_pass returns "
        "for one image."
    ),
)
class GradientAsItCame(UpSampling2D):
    def backward_pass(self, accum_grad):
        return accum_grad


@misconception(
    "gradient-enlarged-again",
    "UpSampling2D",
    title="The backward pass enlarges the gradient once more",
    hint=(
        "Forward, images become larger. What has to happen to their sizes on the way back? Print the shape of "
        "your gradient."
    ),
)
class GradientEnlargedAgain(UpSampling2D):
    def backward_pass(self, accum_grad):
        return self.forward_pass(accum_grad)


@misconception(
    "columns-averaged",
    "UpSampling2D",
    title="The backward pass averages over the columns of each block",
    hint=(
        "A block has rows and columns, and each of its elements counts in full. Look at how your code reduces "
        "each of the two directions."
    ),
)
class ColumnsAveraged(UpSampling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / self.size[1]


@misconception(
    "largest-of-the-block",
    "UpSampling2D",
    title="The backward pass takes the largest element of each block",
    hint=(
        "A pixel was copied to all places of its block. Does it act on the loss through one of them, or through each?"
    ),
)
class LargestOfTheBlock(UpSampling2D):
    def backward_pass(self, accum_grad):
        samples, channels, height, width = accum_grad.shape
        rows, columns = self.size
        return accum_grad.reshape(samples, channels, height // rows, rows, width // columns, columns).max(axis=(3, 5))


@misconception(
    "output-shape-without-channels",
    "UpSampling2D",
    title="output_shape leaves out the channels",
    hint=(
        "output_shape describes one whole image. How many sizes does input_shape have, and how many does your "
        "answer have?"
    ),
)
class OutputShapeWithoutChannels(UpSampling2D):
    def output_shape(self):
        return super().output_shape()[1:]


@misconception(
    "output-shape-added",
    "UpSampling2D",
    title="output_shape adds the factors instead of multiplying by them",
    hint=(
        "How many rows has an image of five rows after each of them is repeated three times? How did your formula "
        "get its number?"
    ),
)
class OutputShapeAdded(UpSampling2D):
    def output_shape(self):
        channels, height, width = self.input_shape
        return (channels, self.size[0] + height, self.size[1] + width)


@misconception(
    "one-array-for-all-results",
    "UpSampling2D",
    title="Every forward pass writes into the array that the last one returned",
    hint=(
        "Keep the result of one pass, run another batch, and print the first result again. Where does your layer "
        "make a new array?"
    ),
)
class OneArrayForAllResults(UpSampling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if getattr(self, "enlarged", None) is None or self.enlarged.shape != output.shape:
            self.enlarged = output.copy()
        self.enlarged[...] = output
        return self.enlarged


@misconception(
    "forward-returns-nothing",
    "UpSampling2D",
    title="forward_pass returns nothing",
    hint=(
        "Call forward_pass and look at what comes back. Which line of it hands the images to the caller, and is "
        "that line reached?"
    ),
)
class ForwardReturnsNothing(UpSampling2D):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception(
    "backward-returns-nothing",
    "UpSampling2D",
    title="backward_pass returns nothing",
    hint=(
        "The layer before this one waits for a gradient. Which line of backward_pass hands it to the caller, and "
        "is that line reached?"
    ),
)
class BackwardReturnsNothing(UpSampling2D):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)


@misconception(
    "training-not-taken",
    "UpSampling2D",
    title="forward_pass does not take the argument training",
    hint=(
        "A network calls every layer in the same way. Compare the first line of your forward_pass with the one in "
        "the statement."
    ),
)
class TrainingNotTaken(UpSampling2D):
    def forward_pass(self, X):
        return super().forward_pass(X)

    forward_pass.__qualname__ = "UpSampling2D.forward_pass"


@misconception(
    "training-has-no-default",
    "UpSampling2D",
    title="The argument training of forward_pass has no default",
    hint=(
        "Most callers write forward_pass(X) and nothing more. What is training then? The statement says it in the "
        "first line of the method."
    ),
)
class TrainingHasNoDefault(UpSampling2D):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "UpSampling2D.forward_pass"


@misconception(
    "last-of-the-block",
    "UpSampling2D",
    title="The gradient of a pixel is that of the last element of its block",
    hint=(
        "Every element of a block was copied from the same pixel, so all of them say how that pixel should move. How many "
        "are heard in your backward pass? Set the gradient to zero everywhere but at the first element of a block: the "
        "pixel should still receive it. If it receives nothing, a loop over the elements keeps only what it saw last. "
        "Three friends who ask you for 2, 3 and 4 euros need 9; somebody who remembers only the last request brings 4. "
        "With factors of 1 there is one element to a block, and nothing shows. What happens in your loop to the shares "
        "that came before?"
    ),
)
class LastOfTheBlock(UpSampling2D):
    def backward_pass(self, accum_grad):
        rows, columns = self.size
        return accum_grad[:, :, rows - 1 :: rows, columns - 1 :: columns].copy()
