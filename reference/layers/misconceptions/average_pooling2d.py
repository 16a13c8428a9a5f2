"""What people get wrong in `average_pooling2d`. Each class is the reference with one mistake."""

import numpy as np
from average_pooling2d import AveragePooling2D

from grader.misconceptions import misconception


class ImageByImage(AveragePooling2D):
    """Goes through the images of accum_grad one by one, so that it does not matter how many there are."""

    def backward_pass(self, accum_grad):
        shape = self.image_shape
        if len(accum_grad) > shape[0]:
            raise IndexError(f"index {shape[0]} is out of bounds for axis 0 with size {shape[0]}")
        self.image_shape = (len(accum_grad), *shape[1:])
        input_grad = super().backward_pass(accum_grad)
        self.image_shape = shape
        return np.concatenate([input_grad, np.zeros((shape[0] - len(accum_grad), *shape[1:]))])


@misconception(
    "overlap-assigned",
    "AveragePooling2D",
    title="Where windows overlap, the last gradient replaces the earlier ones",
    hint=(
        "An element can lie in several windows. What happens in your code to the gradient that it already has? "
        "Take three numbers a, b, c and two windows of two, so the means are (a + b)/2 and (b + c)/2. With "
        "gradients 4 and 8 the first window gives 2 to each of its members, the second 4 to each of its own. b is "
        "in both and gets 6: the answer is 2, 6, 4. If the later share replaces the earlier one, it is 2, 4, 4. "
        "In a till one adds to what is in it. Windows that lie side by side, as they do without a stride, share "
        "nothing, and then both ways agree."
    ),
)
class OverlapAssigned(AveragePooling2D):
    def backward_pass(self, accum_grad):
        total = np.zeros_like(super().backward_pass(accum_grad))
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                alone = np.zeros_like(accum_grad)
                alone[:, :, i, j] = accum_grad[:, :, i, j]
                part = super().backward_pass(alone)
                total = np.where(part != 0, part, total)
        return total


@misconception(
    "leftover-kept",
    "AveragePooling2D",
    title="Rows and columns that are left over form windows of their own",
    hint=(
        "How many whole windows fit into the image? Look at what your formula does with a division that leaves a "
        "rest. A row of 5 numbers and windows of 2, side by side: two windows, and the fifth number is left over. "
        "With a third window there would be one number in it, whose mean is the number itself; is that a mean of "
        "two? Cutting dough into pieces of 2 cm, one keeps the whole pieces and gives the end back. Print "
        "output_shape() for 5 and for 6 columns: it should be the same. When sizes divide without a rest, nothing "
        "shows, and most examples are made so."
    ),
)
class LeftoverKept(AveragePooling2D):
    def count_windows(self, height, width):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return -(-max(height - kh, 0) // sh) + 1, -(-max(width - kw, 0) // sw) + 1


@misconception(
    "size-divided-by-stride",
    "AveragePooling2D",
    title="The output size is the image size divided by the stride",
    hint=(
        "With windows of 3 rows and a stride of 1, how many windows fit into 4 rows? What does your formula say? "
        "Lay a strip of three squares on a strip of four: it has two places, at the top and one lower. A division "
        "of 4 by 1 says 4, and the last two windows would hang over the edge, where numpy cuts them short without "
        "a word. If the stride equals the window, as it does by default, the division happens to be right: 4 rows "
        "with windows of 2 give 2. So the window is missing from your formula, and only overlapping windows or "
        "gaps show it. Which window is the last one that still fits?"
    ),
)
class SizeDividedByStride(AveragePooling2D):
    def count_windows(self, height, width):
        (sh, sw) = self.stride
        return height // sh, width // sw


@misconception(
    "pool-height-for-width",
    "AveragePooling2D",
    title="The height of the window is used for its width as well",
    hint=(
        "A window has rows and columns. Where does your code use the second entry of pool_shape, and where should "
        "it? Take one row of pictures, 1, 3, 5, 9, and a window of 1 row and 2 columns: the means are 2 and 7. A "
        "window of 1 by 1 would give back 1 and 5, or whatever stands at the beginning of each place. Search your "
        "code for the index 1 of that pair; if there is only a 0, the width never has a say. Squares are the "
        "usual choice and hide the mistake. So take a window that is clearly wider than it is tall, and then one "
        "that is taller."
    ),
)
class PoolHeightForWidth(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__((pool_shape[0], pool_shape[0]), pool_shape if stride is None else stride, input_shape)


@misconception(
    "rows-and-columns-swapped",
    "AveragePooling2D",
    title="The rows and columns of the window are swapped",
    hint=(
        "Which axis of an (N, C, H, W) array counts rows, and which entry of pool_shape belongs to it? Take the "
        "image with the rows 1, 3 and 5, 7. A window of 1 row and 2 columns gives 2 and 6, the means of the rows. "
        "A window of 2 rows and 1 column gives 3 and 5, the means of the columns. Which of both does your layer "
        "show for (1, 2)? Outputs differ in shape as well: two rows of one number, or one row of two. Whoever "
        'thinks "width by height", as with photographs, exchanges them easily. A square window hides it, and so '
        "does an image that is equal to its mirror image."
    ),
)
class RowsAndColumnsSwapped(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape[::-1], stride, input_shape)


@misconception("rows-and-columns-swapped", "AveragePooling2D", variant="but-not-in-the-default-stride")
class RowsAndColumnsOfTheWindowSwapped(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape[::-1], pool_shape if stride is None else stride, input_shape)


@misconception(
    "stride-ignored",
    "AveragePooling2D",
    title="The stride is ignored: windows always lie side by side",
    hint=(
        "Where does your code use stride? Try a window of 2 with a stride of 1. On the row 2, 4, 8, 10 there are "
        "three windows, with the means 3, 6 and 9. If yours are 3 and 9, the windows lie side by side whatever "
        "was asked. Follow the argument from the first line of the constructor: into which attribute does it go, "
        "and who reads that? A clock whose alarm can be set, but has no bell, is right on every other occasion. "
        "When the stride is left out, or equal to the window, nothing can be seen. Print output_shape() for two "
        "strides: does it change?"
    ),
)
class StrideIgnored(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, None, input_shape)


@misconception(
    "stride-one-by-default",
    "AveragePooling2D",
    title="Without a stride the windows move by one",
    hint=(
        "What does a stride of None stand for? The statement says how the windows lie then. Take the row 2, 4, 8, "
        "10 and windows of two without a stride. Side by side they give 3 and 9. If yours give 3, 6 and 9, each "
        "window begins one place after the last. Convolutions usually move by one when nobody says otherwise, and "
        "so it is natural to expect it here; but pooling is meant to make an image smaller. Which value does your "
        "constructor put in the place of None? Layers with a stride of their own are right. In a network without "
        "one, the images would hardly shrink, and the next layers get far more inputs."
    ),
)
class StrideOneByDefault(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, 1 if stride is None else stride, input_shape)


@misconception(
    "stride-two-by-default",
    "AveragePooling2D",
    title="Without a stride the windows move by two",
    hint=(
        "Which number stands in your code for a stride that was left out? Lay tiles of three centimetres along a "
        "wall, edge to edge: they begin at 0, 3 and 6. Somebody who begins one every two centimetres lays them over "
        "each other. Take the row 3, 6, 9, 12, 15, 18 and windows of 1 by 3 without a stride: the means are 6 and "
        "15. If yours are 6 and 12, the second window began at the 9. With windows of 2 by 2, the default, both ways "
        "agree everywhere, so that no example with the default can help; and a stride that is given is used as it "
        "should be. Read once more in the statement what None stands for. Does that depend on another argument?"
    ),
)
class StrideTwoByDefault(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, 2 if stride is None else stride, input_shape)


@misconception(
    "one-stride-for-both",
    "AveragePooling2D",
    title="The stride of the rows is used for the columns as well",
    hint=(
        "stride can be a pair of different numbers. Where does your code use its second entry, and where should "
        "it? Take an image of 4 by 7 and windows of 2 by 2 with the stride (1, 3). Down there are three places; "
        "across the windows begin at 0 and 3, which makes two. With the first number for both directions there "
        "are six across. Print the shape of your output. Look also at where the windows are cut out, as sizes and "
        "places are two different lines. A single number or a pair of equal ones hides the mistake. So does a "
        "pair whose second entry happens to lead to the same number of windows."
    ),
)
class OneStrideForBoth(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.stride = (self.stride[0], self.stride[0])


@misconception("one-stride-for-both", "AveragePooling2D", variant="where-it-is-given")
class OneGivenStrideForBoth(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        if stride is not None:
            self.stride = (self.stride[0], self.stride[0])


@misconception("one-stride-for-both", "AveragePooling2D", variant="in-the-places")
class OneStrideInThePlaces(AveragePooling2D):
    def window(self, i, j):
        (kh, kw), step = self.pool_shape, self.stride[0]
        return np.s_[:, :, i * step : i * step + kh, j * step : j * step + kw]


@misconception("one-stride-for-both", "AveragePooling2D", variant="in-the-sizes")
class OneStrideInTheSizes(AveragePooling2D):
    def count_windows(self, height, width):
        (kh, kw), step = self.pool_shape, self.stride[0]
        return (height - kh) // step + 1, (width - kw) // step + 1


@misconception(
    "gradient-cropped",
    "AveragePooling2D",
    title="The gradient lacks the rows and columns that no window covers",
    hint=(
        "The gradient by the input has the shape of the input. Which shape does yours have with a remainder? Take "
        "a row of 5 numbers and two windows of 2. The fifth number has no influence on the output, so what is its "
        "gradient? A number has to stand in its place all the same: for gradients 6 and 10 the answer is 3, 3, 5, "
        "5, 0 and not 3, 3, 5, 5. In a register of a class the absent are listed, too. The layer in front wants "
        "to multiply your answer with something of its own shape, and fails with one that is too short. Images "
        "that divide evenly do not show it."
    ),
)
class GradientCropped(AveragePooling2D):
    def backward_pass(self, accum_grad):
        rows, columns = accum_grad.shape[2:]
        bottom = (rows - 1) * self.stride[0] + self.pool_shape[0]
        right = (columns - 1) * self.stride[1] + self.pool_shape[1]
        return super().backward_pass(accum_grad)[:, :, :bottom, :right]


@misconception(
    "gradient-ignores-its-argument",
    "AveragePooling2D",
    title="The returned gradient does not depend on accum_grad",
    hint=(
        "If accum_grad doubles, what should happen to the gradient that you return? Where does your code use "
        "accum_grad? Look for its values, not for its shape alone. Windows of two, gradients 6 and -10: the "
        "members should get 3, 3 and -5, -5. If it is 0.5 everywhere, only the share of a window was computed, "
        "and what the window is worth was left out. To divide a bill among four one needs the bill. For "
        "accum_grad all ones both answers agree, so take others, with signs. In a network every layer in front "
        "would then learn the same from each image, whether it was read rightly or not."
    ),
)
class GradientIgnoresArgument(AveragePooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(np.ones_like(accum_grad))


@misconception(
    "gradients-accumulate",
    "AveragePooling2D",
    title="Gradients of earlier calls are added in",
    hint=(
        "Call backward_pass twice with the same argument. Does your code start from zeros each time? The answers "
        "should be equal: 1, 1 and again 1, 1 for a window of two and a gradient of 2. If the second is 2, 2, "
        "some array lives on from the first call. Where are the zeros made, in the method or once for all in the "
        "constructor or the forward pass? Within one call shares do add up, where windows overlap. Between two "
        "calls there is nothing to add, since each gradient belongs to its own question. A blackboard is wiped "
        "between lessons. The first call is always right, which is why one call shows nothing."
    ),
)
class GradientsAccumulate(AveragePooling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        before = getattr(self, "before", None)
        if before is not None and before.shape == input_grad.shape:
            input_grad = input_grad + before
        self.before = input_grad
        return input_grad


@misconception(
    "channels-mixed",
    "AveragePooling2D",
    title="A window reaches over all channels",
    hint=(
        "Each channel of each image is pooled alone. Over which of the four axes does your code reduce? Take one "
        "window of one pixel, so that pooling changes nothing, and two channels with 1 and 9. The output should "
        "be 1 and 9. If it is 5 and 5, the channels have been averaged as well. np.ones((2, 3, 4, "
        "5)).mean(axis=(1, 2, 3)) has the shape (2,), with three axes gone; over two axes it keeps the images and "
        "the channels apart. Red and green are not to become brown. With one channel there is nothing to mix, and "
        "images whose channels are equal hide it, too."
    ),
)
class ChannelsMixed(AveragePooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return np.repeat(output.mean(axis=1, keepdims=True), X.shape[1], axis=1)


@misconception("channels-mixed", "AveragePooling2D", variant="without-an-axis-for-them")
class ChannelsMixedWithoutAxis(AveragePooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        for i, j in np.ndindex(output.shape[2:]):
            output[:, :, i, j] = X[self.window(i, j)].mean(axis=(1, 2, 3))
        return output


@misconception(
    "output-shape-of-the-input",
    "AveragePooling2D",
    title="output_shape returns the shape of the input",
    hint=(
        "Compare output_shape with the shape of what forward_pass returns for one image. Which of the two counts "
        "windows? For 3 channels of 6 by 8 and windows of 2 by 2, side by side, the output has 3 channels of 3 by "
        "4. If your method says 6 by 8, it still speaks of what goes in. A folded map has the same name, and a "
        "quarter of the area. Your passes need not ask this method, so they may be right. A network asks it "
        "before any image arrives, and gives the answer to the next layer, which then expects four times as many "
        "numbers as come. A window of one pixel hides it."
    ),
)
class OutputShapeOfTheInput(AveragePooling2D):
    def output_shape(self):
        return self.input_shape


@misconception(
    "output-shape-with-fractions",
    "AveragePooling2D",
    title="output_shape divides without rounding",
    hint=(
        "Print your output_shape: are all of its entries whole numbers? Which of Python's two division operators "
        "gives these? 7 / 2 is 3.5 and 7 // 2 is 3. Even without a rest there is a difference: 6 / 2 is 3.0, a "
        "float, and np.zeros((2, 3.0)) raises a TypeError. Nobody can make an array with three and a half rows. "
        "Take a row of 6, windows of 3 and a stride of 2, on paper: where would the part of a window that is not "
        "whole lie? Comparisons are generous, 3.0 == 3 is True, so a test of the numbers may pass, and the next "
        "layer is the first to complain."
    ),
)
class OutputShapeWithFractions(AveragePooling2D):
    def output_shape(self):
        sizes = zip(self.input_shape[1:], self.pool_shape, self.stride, strict=True)
        return (self.input_shape[0], *((size - k) / s + 1 for size, k, s in sizes))


@misconception(
    "accum-grad-changed",
    "AveragePooling2D",
    title="backward_pass writes into accum_grad",
    hint=(
        "The caller may still need the array it gave you. Does your code assign into accum_grad, or use an "
        "operator such as /= on it? In small: `cake = np.array([8.0, 4.0])`, `part = cake`, `part /= 4` leaves 2, "
        "1 in cake; `part = cake / 4` makes a new array and leaves 8, 4. A division into shares is an inviting "
        "place for that. Compare accum_grad with a copy made before the call. The answer of the first call can be "
        "right all the same. A second call with the same array then divides what has been divided already, and a "
        "second branch of the network finds shares in the place of gradients."
    ),
)
class GradientChangedInPlace(AveragePooling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        accum_grad *= 0
        return input_grad


@misconception(
    "whole-gradient-to-each",
    "AveragePooling2D",
    title="Every element of a window gets the window's whole gradient",
    hint=(
        "If one element of a window of six grows by 1, by how much does the mean grow? Try it with 3, 3, 3, 3, 3, "
        "3, whose mean is 3: make one of them 9, and the mean is 4. So 6 more in one place are 1 more in the "
        "mean. How much of a gradient of 12 should each of the six then get, and what does your layer give? If it "
        "gives 12 to each, it claims that the mean follows every element in full, as a sum would. Add up what a "
        "window hands out: it should be as much as came. A window of one element hides it."
    ),
)
class WholeGradientToEach(AveragePooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) * (self.pool_shape[0] * self.pool_shape[1])


@misconception(
    "sum-instead-of-mean",
    "AveragePooling2D",
    title="The layer adds up its windows and does not divide",
    hint=(
        "What should the layer return for an image that is 1 everywhere, and what does yours return? A mean of ones is "
        "1, for a window of any size. Four ones added up are 4. Take the window 2, 4, 6, 8: the mean is 5, a value "
        "between the smallest and the largest, as every mean is; the sum, 20, is larger than all of them. If each "
        "element gets the gradient in full, your way back fits your way forward, and a check by differences finds "
        "nothing. The outputs grow with the window: two such layers with windows of 2 by 2 make everything sixteen "
        "times as large."
    ),
)
class SumInsteadOfMean(WholeGradientToEach):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training) * (self.pool_shape[0] * self.pool_shape[1])


@misconception("sum-instead-of-mean", "AveragePooling2D", variant="in-the-forward-pass")
class SumForwardMeanBackward(AveragePooling2D):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training) * (self.pool_shape[0] * self.pool_shape[1])


@misconception(
    "always-divided-by-four",
    "AveragePooling2D",
    title="Sums are divided by four, whatever the window",
    hint=(
        "How many elements has your window, and is that the number that you divide by? Try windows of another "
        "size on an image of ones. The output should be 1 in each case. For a window of 3 by 2 a division by 4 "
        "gives 1.5, for one of 1 by 2 it gives 0.5. With 2 by 2, the default, it gives 1, and all is right; most "
        "examples use just that. Look for a 4 or for 0.25 in your code: which two numbers of the constructor "
        "should stand there? The way back may hold the same number, and then both fit each other and a check of "
        "the gradient is content."
    ),
)
class AlwaysDividedByFour(AveragePooling2D):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training) * (self.pool_shape[0] * self.pool_shape[1]) / 4

    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) * (self.pool_shape[0] * self.pool_shape[1]) / 4


@misconception("always-divided-by-four", "AveragePooling2D", variant="in-the-forward-pass")
class OutputDividedByFour(AveragePooling2D):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training) * (self.pool_shape[0] * self.pool_shape[1]) / 4


@misconception("always-divided-by-four", "AveragePooling2D", variant="in-the-backward-pass")
class GradientDividedByFour(AveragePooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) * (self.pool_shape[0] * self.pool_shape[1]) / 4


@misconception(
    "divided-by-height-squared",
    "AveragePooling2D",
    title="The gradient is divided by the square of the window's height",
    hint=(
        "How many elements has a window of two rows and five columns? By which number does your backward pass "
        "divide then? Count on squared paper: 10. The square of the height is 4, that of the width 25. A gradient "
        "of 20 for such a window should come out as 2 in each of its places; with a division by 4 it is 5, and "
        "ten times 5 is more than came. A field is measured by its length times its breadth, and only a square "
        "one by its side alone. Square windows hide the mistake. Does your forward pass divide by hand as well, "
        "or does it leave the counting to numpy?"
    ),
)
class DividedByHeightSquared(AveragePooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) * self.pool_shape[1] / self.pool_shape[0]


@misconception(
    "gradient-to-the-largest",
    "AveragePooling2D",
    title="The gradient goes to the largest element, as in max pooling",
    hint=(
        "Change the elements of a window one after the other. Which of them change its mean, and by how much? Take 1, "
        "5, 6, 8 with the mean 5. Make the 1 a 5: the mean is 6. Make the 8 a 12 instead: again 6. So the small one "
        "matters as much as the large one. With a gradient of 8 each of the four should get 2. If the 8 gets "
        "everything and the others nothing, that is the rule of another kind of pooling, in which only the winner has "
        "any effect. The sum of what is handed out may be right in both cases. Does your layer need to know the values "
        "at all on its way back?"
    ),
)
class GradientToTheLargest(AveragePooling2D):
    def forward_pass(self, X, training=True):
        self.layer_input = X
        return super().forward_pass(X, training)

    def backward_pass(self, accum_grad):
        input_grad = np.zeros(self.image_shape)
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                values = self.layer_input[self.window(i, j)]
                largest = values == values.max(axis=(2, 3), keepdims=True)
                input_grad[self.window(i, j)] += largest * accum_grad[:, :, i, j, None, None]
        return input_grad


@misconception("gradient-to-the-largest", "AveragePooling2D", variant="divided")
class ShareToTheLargest(GradientToTheLargest):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad / (self.pool_shape[0] * self.pool_shape[1]))


@misconception("gradient-to-the-largest", "AveragePooling2D", variant="only-the-first-of-them")
class GradientToTheFirstOfTheLargest(GradientToTheLargest):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        self.layer_input = X - 1e-9 * np.arange(X[0, 0].size).reshape(X.shape[2:])  # among equals the first one counts
        return output


@misconception("gradient-to-the-largest", "AveragePooling2D", variant="only-the-first-of-them-divided")
class ShareToTheFirstOfTheLargest(ShareToTheLargest, GradientToTheFirstOfTheLargest): ...


@misconception(
    "divided-by-the-number-of-windows",
    "AveragePooling2D",
    title="The gradient of an element is averaged over the windows it lies in",
    hint=(
        "Where windows overlap, an element acts on several outputs. Does the chain rule add or average? Take "
        "three numbers a, b, c and two windows of two. Raise b by 2: both means rise by 1, and a loss with the "
        "gradients 3 and 5 at these means rises by 8. Only both effects together explain the 8. Half of it would "
        "be right if the loss looked at one of the two means at a time. Is there a count of windows in your code, "
        "by which something is divided? Elements in one window only are right, as a division by 1 does nothing, "
        "and so windows side by side hide the mistake."
    ),
)
class DividedByTheNumberOfWindows(AveragePooling2D):
    def backward_pass(self, accum_grad):
        size = self.pool_shape[0] * self.pool_shape[1]
        counts = super().backward_pass(np.full_like(accum_grad, size))
        return super().backward_pass(accum_grad) / np.maximum(counts, 1)


@misconception(
    "first-shape-kept",
    "AveragePooling2D",
    title="The shape of the first batch is kept for ever",
    hint=(
        "The last batch of an epoch is often smaller. When does your code store the shape of its input: in each "
        "forward pass, or only where nothing is stored yet? Try a batch of 3 images and then one of 2. The second "
        "gradient should have 2 images in it. If it has 3, or numpy complains about shapes, the first batch is "
        "still in memory. A waiter who remembers the number of guests at the first table, and lays that many "
        "places ever after, is of this kind. As long as all batches are of one size nothing happens; at the end "
        "of an epoch, or in an evaluation, it does."
    ),
)
class FirstShapeKept(AveragePooling2D):
    def forward_pass(self, X, training=True):
        first = self.image_shape
        output = super().forward_pass(X, training)
        self.image_shape = X.shape if first is None else first
        return output


@misconception("first-shape-kept", "AveragePooling2D", variant="image-by-image")
class FirstShapeKeptImageByImage(FirstShapeKept, ImageByImage): ...


@misconception(
    "shape-kept-in-training-only",
    "AveragePooling2D",
    title="The shape of the input is kept only where training is True",
    hint=(
        "backward_pass may follow a pass of either kind. Does your forward_pass store what it needs in every "
        "case, or inside a condition? Try a training pass of 4 images, a pass of 1 image with training=False, "
        "then a gradient for that one image: the answer should be for 1 image, too. If it is for 4, the newest "
        "pass has left no trace. With no training pass before, there is nothing in memory, and None has no sizes. "
        "Pooling is the same in training and in use, so what would the condition be good for? Loops that go back "
        "after training passes only will not find it."
    ),
)
class ShapeKeptInTrainingOnly(AveragePooling2D):
    def forward_pass(self, X, training=True):
        before = self.image_shape
        output = super().forward_pass(X, training)
        self.image_shape = X.shape if training else before
        return output


@misconception("shape-kept-in-training-only", "AveragePooling2D", variant="image-by-image")
class ShapeKeptInTrainingOnlyImageByImage(ShapeKeptInTrainingOnly, ImageByImage): ...


@misconception(
    "strides-swapped",
    "AveragePooling2D",
    title="The strides of rows and columns are swapped",
    hint=(
        "Which axis of an (N, C, H, W) array counts rows, and which entry of stride says how far a window moves "
        "down? Take an image of 3 rows and 6 columns, windows of one row and one column, and the stride (1, 2). "
        "Down there are 3 places, and across the columns 0, 2 and 4 are taken, so 3 as well. With the two "
        "exchanged the rows 0 and 2 are taken, and all six columns. Number the pixels from 0 to 17, row by row, "
        "and print your output: should it begin 0, 2, 4 or 0, 1, 2? Equal strides hide the exchange, and so does "
        "the default for a square window."
    ),
)
class StridesSwapped(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.stride = self.stride[::-1]


@misconception("strides-swapped", "AveragePooling2D", variant="in-the-places")
class StridesSwappedInThePlaces(AveragePooling2D):
    def window(self, i, j):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return np.s_[:, :, i * sw : i * sw + kh, j * sh : j * sh + kw]


@misconception(
    "stride-in-the-size-only",
    "AveragePooling2D",
    title="The stride counts in the output size, but the windows move by one",
    hint=(
        "On paper, where does the third window of a row begin when the stride is 2? Compare with the slice that your "
        "code takes for it. Take the row 1, 3, 5, 7, 9, 11 and windows of two, so that the means are 2, 6 and 10 for "
        "windows at 0, 2 and 4. If your windows move by one, the three means are 2, 4 and 6. There are three numbers "
        "in both cases, as the size of the output comes from another line, and no error is raised. The right part of "
        "the image is then never read. If way forward and way back agree, a check by differences is content. A stride "
        "of 1 hides it."
    ),
)
class StrideInTheSizeOnly(AveragePooling2D):
    def window(self, i, j):
        kh, kw = self.pool_shape
        return np.s_[:, :, i : i + kh, j : j + kw]


@misconception("stride-in-the-size-only", "AveragePooling2D", variant="in-the-forward-pass")
class StrideInTheSizeOnlyForward(AveragePooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        (kh, kw) = self.pool_shape
        for i, j in np.ndindex(output.shape[2:]):
            output[:, :, i, j] = X[:, :, i : i + kh, j : j + kw].mean(axis=(2, 3))
        return output


@misconception(
    "stride-missing-in-backward",
    "AveragePooling2D",
    title="The windows of the backward pass move by one whatever the stride",
    hint=(
        "Window (i, j) of the backward pass is window (i, j) of the forward pass. Where does each of the two "
        "begin in your code? Take four numbers, two windows of two with a stride of 2, and the gradients 4 and 8. "
        "The forward pass has looked at the first two numbers and at the last two, so they get 2, 2, 4, 4. If the "
        "windows move by one on the way back, the shares land at 2, 6, 4, 0. The sum is 12 in both cases, and the "
        "shape is right. A letter is to be answered to the address that it came from. With a stride of 1 both "
        "addresses agree."
    ),
)
class StrideMissingInBackward(AveragePooling2D):
    def backward_pass(self, accum_grad):
        stride, self.stride = self.stride, (1, 1)
        input_grad = super().backward_pass(accum_grad)
        self.stride = stride
        return input_grad


@misconception(
    "gradient-laid-side-by-side",
    "AveragePooling2D",
    title="The backward pass lays windows side by side, whatever the stride",
    hint=(
        "Where does window (1, 0) begin in the forward pass when windows overlap, and where does your backward "
        "pass put its gradient? Take three numbers, windows of two, a stride of 1, gradients 4 and 8. The shares "
        "are 2 and 4; the first window covers places 0 and 1, the second 1 and 2, so the answer is 2, 6, 4. Laid "
        "side by side, as by a repeat of each share, they are 2, 2, 4, 4: four numbers for three places. Tiles on "
        "a roof overlap, tiles on a floor do not. When stride and window are equal, or the stride is left out, "
        "both are the same, and that is the most common case."
    ),
)
class GradientLaidSideBySide(AveragePooling2D):
    def backward_pass(self, accum_grad):
        height, width = self.image_shape[2:]
        kh, kw = self.pool_shape
        shares = (accum_grad / (kh * kw)).repeat(kh, axis=2).repeat(kw, axis=3)
        below, right = max(height - shares.shape[2], 0), max(width - shares.shape[3], 0)
        return np.pad(shares, ((0, 0), (0, 0), (0, below), (0, right)))


@misconception("gradient-laid-side-by-side", "AveragePooling2D", variant="cut-off-at-the-edge")
class GradientLaidSideBySideAndCutOff(GradientLaidSideBySide):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad)[:, :, : self.image_shape[2], : self.image_shape[3]]


@misconception("gradient-laid-side-by-side", "AveragePooling2D", variant="raises-at-the-edge")
class GradientLaidSideBySideRaises(GradientLaidSideBySide):
    def backward_pass(self, accum_grad):
        input_grad = np.zeros(self.image_shape)
        input_grad[...] = super().backward_pass(accum_grad)
        return input_grad


@misconception("stride-ignored", "AveragePooling2D", variant="in-blocks-that-raise-at-the-edge")
class StrideIgnoredInBlocks(StrideIgnored, GradientLaidSideBySideRaises): ...


@misconception("stride-ignored", "AveragePooling2D", variant="in-blocks")
class StrideIgnoredInGrowingBlocks(StrideIgnored, GradientLaidSideBySide): ...


@misconception(
    "one-window-too-few",
    "AveragePooling2D",
    title="The output lacks its last row and its last column",
    hint=(
        "How many windows of two rows fit into two rows? Put these numbers into your formula for the output size. "
        "The answer is one: the window fits exactly, without moving. If your formula says 0, it counts the moves "
        "and not the places. Between Monday and Friday lie four nights, but there are five days. Try a second "
        "case: windows of 2 in 6 rows, side by side, are 3, and they move twice. The numbers that your layer does "
        "compute are right, so an output that is printed looks familiar; only its last row and column are "
        "missing. For small images there may be nothing left at all."
    ),
)
class OneWindowTooFew(AveragePooling2D):
    def count_windows(self, height, width):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return (height - kh) // sh, (width - kw) // sw


@misconception(
    "size-rounded",
    "AveragePooling2D",
    title="The number of windows is rounded to the nearest whole number",
    hint=(
        "Take seven rows, windows of two rows and a stride of three, and draw them. Does a window that sticks out "
        "at the bottom count? They begin at 0 and 3, and a third one would begin at 6 and need the rows 6 and 7; "
        "the last row has the number 6. From 0 on, 5 rows of movement are left, and 5 divided by 3 is about 1.7. "
        "Python's round makes 2 of it, a division that drops the rest makes 1. With one place more than there are "
        "moves, that is 3 or 2 windows. Rounding is sometimes right, when the fraction is small: for 1.3 both "
        "give 1. Even divisions hide it altogether."
    ),
)
class SizeRounded(AveragePooling2D):
    def count_windows(self, height, width):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return round((height - kh) / sh) + 1, round((width - kw) / sw) + 1


@misconception("size-rounded", "AveragePooling2D", variant="with-the-one")
class SizeRoundedWithTheOne(AveragePooling2D):
    def count_windows(self, height, width):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return round((height - kh) / sh + 1), round((width - kw) / sw + 1)


@misconception(
    "window-left-out-of-the-size",
    "AveragePooling2D",
    title="The output size does not take the window into account",
    hint=(
        "The last window begins some rows before the end of the image. How many, and where does that number stand in "
        "your formula? Take 6 rows and a stride of 1. Windows of one row have 6 places, windows of two have 5, windows "
        "of four have 3. If your formula gives 6 or 7 for all of them, it asks where a window may begin, and forgets "
        "that it must also end inside. A bus of 12 metres cannot stop in the last 5 metres of the platform. numpy cuts "
        "a slice that reaches too far, and the mean of what is left looks like any other number. Windows of one "
        "element hide it."
    ),
)
class WindowLeftOutOfTheSize(AveragePooling2D):
    def count_windows(self, height, width):
        return (height - 1) // self.stride[0] + 1, (width - 1) // self.stride[1] + 1


@misconception("window-left-out-of-the-size", "AveragePooling2D", variant="one-more")
class WindowLeftOutOneMore(AveragePooling2D):
    def count_windows(self, height, width):
        return height // self.stride[0] + 1, width // self.stride[1] + 1


for _id, _model in {
    "leftover-kept": LeftoverKept,
    "size-divided-by-stride": SizeDividedByStride,
    "one-window-too-few": OneWindowTooFew,
    "size-rounded": SizeRounded,
    "window-left-out-of-the-size": WindowLeftOutOfTheSize,
}.items():

    @misconception(_id, "AveragePooling2D", variant="in-output-shape")
    class WrongSizeInOutputShape(AveragePooling2D):
        model = _model

        def output_shape(self):
            channels, height, width = self.input_shape
            return (channels, *self.model.count_windows(self, height, width))

    @misconception(_id, "AveragePooling2D", variant="in-the-passes")
    class WrongSizeInThePasses(_model):
        def output_shape(self):
            channels, height, width = self.input_shape
            return (channels, *AveragePooling2D.count_windows(self, height, width))

    if _id != "one-window-too-few":

        @misconception(_id, "AveragePooling2D", variant="raises-at-the-edge")
        class WrongSizeRaises(_model):
            def forward_pass(self, X, training=True):
                sizes = zip(self.count_windows(*X.shape[2:]), self.pool_shape, self.stride, X.shape[2:], strict=True)
                if any((count - 1) * step + length > size for count, length, step, size in sizes):
                    raise ValueError("operands could not be broadcast together")
                return super().forward_pass(X, training)


@misconception(
    "number-not-taken-as-stride",
    "AveragePooling2D",
    title="A single number as stride is not understood",
    hint=(
        "stride can be written in three ways. Make one layer for each of them and print what your constructor has "
        "made of it. A pair such as (2, 1) is one, None is another, and a single number is the third. If a 2 is "
        "kept as it is, a later line that takes its first entry fails: 2[0] raises a TypeError, and `a, b = 2` "
        'another one, "cannot unpack". A form that allows "yes", "y" or an empty field is easiest to read once '
        "somebody has turned all three into one. Which line does so in your constructor? Pairs and None work "
        "already, so the mistake waits for the first caller who writes stride=2."
    ),
)
class NumberNotTakenAsStride(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.stride = pool_shape if stride is None else stride


@misconception("number-not-taken-as-stride", "AveragePooling2D", variant="in-the-constructor")
class NumberNotTakenByTheConstructor(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, pool_shape if stride is None else tuple(stride), input_shape)


@misconception(
    "gradient-averaged-over-the-batch",
    "AveragePooling2D",
    title="The gradient is divided by the number of images",
    hint=(
        "Each image has outputs and gradients of its own. Does an image get another gradient when it is sent "
        "along with others? Send one image through and back, and note the answer. Then send the same image twice, "
        "with the same gradient for both: each half of the answer should equal the note. If the numbers are half "
        "as large, the size of the batch has crept in. A window of two with a gradient of 6 gives 3 to each, in a "
        "batch of one as in a batch of fifty. Only the window divides here; the loss may divide by the batch, "
        "once, before the gradient comes. A batch of one hides it."
    ),
)
class GradientAveragedOverTheBatch(AveragePooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / len(accum_grad)


@misconception(
    "gradient-clipped",
    "AveragePooling2D",
    title="Gradients are clipped inside the layer",
    hint=(
        "What does your layer do with a gradient of 100? Limiting steps is the business of somebody else in a "
        "network. Try a window of two with the gradients 6, 60 and 600: the shares should be 3, 30 and 300. If "
        "the last ones come out smaller, look for a clip, a minimum or a maximum in backward_pass. A funnel that "
        "spills what is above a mark passes on little drops exactly. Everyday gradients are far below such a "
        "limit, so short trials and gentle losses show nothing. When something goes wrong in a training, the size "
        "of the gradients is the first thing to look at, and this layer would hide it."
    ),
)
class GradientClipped(AveragePooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(np.clip(accum_grad, -10, 10))


for _bound in (0.5, 1, 2, 5, 50, 100):

    @misconception("gradient-clipped", "AveragePooling2D", variant=f"at-{_bound}")
    class GradientClippedAt(AveragePooling2D):
        bound = _bound

        def backward_pass(self, accum_grad):
            return super().backward_pass(np.clip(accum_grad, -self.bound, self.bound))


for _bound in (0.5, 1, 2, 5, 10):

    @misconception("gradient-clipped", "AveragePooling2D", variant=f"afterwards-at-{_bound}")
    class InputGradientClippedAt(AveragePooling2D):
        bound = _bound

        def backward_pass(self, accum_grad):
            return np.clip(super().backward_pass(accum_grad), -self.bound, self.bound)


for _bound in (1, 5, 10):

    @misconception("gradient-clipped", "AveragePooling2D", variant=f"of-each-share-at-{_bound}")
    class ShareClippedAt(AveragePooling2D):
        bound = _bound

        def backward_pass(self, accum_grad):
            size = self.pool_shape[0] * self.pool_shape[1]
            return super().backward_pass(np.clip(accum_grad, -self.bound * size, self.bound * size))


@misconception(
    "shape-dropped-after-backward",
    "AveragePooling2D",
    title="What the forward pass kept is dropped after one backward pass",
    hint=(
        "backward_pass may be called twice after one forward_pass. What is left of the things that it needs when "
        "the second call begins? Call it twice with the same gradient and compare: both answers should be equal. "
        "In small: `s = {3}`, s.pop() gives 3, a second s.pop() raises a KeyError; max(s) would give 3 each time. "
        "A shape is four numbers, so there is nothing to be saved by clearing it, and the next forward_pass "
        "replaces it anyway. One call after each pass works, as in most training loops. The gradients of two "
        "losses, one after the other, need the second call."
    ),
)
class DroppedAfterBackward(AveragePooling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        self.image_shape = None
        return input_grad


@misconception("shape-dropped-after-backward", "AveragePooling2D", variant="no-axes-left")
class NoAxesLeftAfterBackward(DroppedAfterBackward):
    def backward_pass(self, accum_grad):
        if self.image_shape is None:
            raise IndexError("too many indices for array: array is 0-dimensional, but 4 were indexed")
        return super().backward_pass(accum_grad)


@misconception("shape-dropped-after-backward", "AveragePooling2D", variant="no-attribute")
class NoAttributeAfterBackward(DroppedAfterBackward):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad) if self.image_shape else self.image_shape.shape
        return input_grad


@misconception(
    "shape-shared-by-layers",
    "AveragePooling2D",
    title="All layers share what the forward pass keeps",
    hint=(
        "A network may have two such layers. Is what backward_pass needs kept in the object, or in the class or "
        "module? Run one layer on images of 4 by 4, another on images of 2 by 2, then go back through the first: "
        'does it answer with 4 by 4? In small: `class Dog: pass`, and `Dog.name = "Rex"` names all dogs at once, '
        'also those that had been called otherwise a minute ago; `a = Dog()`, `a.name = "Bo"` names one. On the '
        "way forward the second layer comes last, so its shape is what both find. A single layer, tried by "
        "itself, is right with either way of keeping things."
    ),
)
class SharedByLayers(AveragePooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        type(self).shared = self.image_shape
        return output

    def backward_pass(self, accum_grad):
        self.image_shape = type(self).shared
        return super().backward_pass(accum_grad)


@misconception("shape-shared-by-layers", "AveragePooling2D", variant="image-by-image")
class SharedByLayersImageByImage(SharedByLayers, ImageByImage): ...


@misconception(
    "output-shape-without-channels",
    "AveragePooling2D",
    title="output_shape leaves out the channels",
    hint=(
        "output_shape describes one whole image. How many sizes does input_shape have, and how many does your "
        "answer have? For 3 channels of 6 by 8 and windows of 2 by 2 the output of one image has the shape (3, 3, "
        "4). An answer of (3, 4) names the places in one channel. Here the two also look alike, which can "
        "deceive: is the first 3 the channels, or the rows? Pooling changes the floor plan and not the number of "
        "floors. The next layer reads the first entry as the number of channels. Your own passes take their sizes "
        "from the images and are right, so only a network, or a direct question, shows the gap."
    ),
)
class OutputShapeWithoutChannels(AveragePooling2D):
    def output_shape(self):
        return super().output_shape()[1:]


@misconception(
    "one-array-for-all-results",
    "AveragePooling2D",
    title="Every forward pass writes into the array that the last one returned",
    hint=(
        "Keep the result of one pass, run another batch, and print the first result again. Where does your layer "
        "make a new array? In small: `slate = np.zeros(2)`, and a function with `slate[...] = x` that returns "
        "slate. After `a = f(7)` and `b = f(8)` both show 8, 8. A line np.zeros(2) inside the function would give "
        "a slate to each call, and a would show 7, 7. Pictures of what a layer has answered to several batches "
        "would all be the same picture. The shapes of two batches may differ, and then two arrays are in play and "
        "nothing happens. A result that is read at once is right."
    ),
)
class OneArrayForAllResults(AveragePooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if getattr(self, "pooled", None) is None or self.pooled.shape != output.shape:
            self.pooled = output.copy()
        self.pooled[...] = output
        return self.pooled


@misconception(
    "forward-returns-nothing",
    "AveragePooling2D",
    title="forward_pass returns nothing",
    hint=(
        "Call forward_pass and look at what comes back. Which line of it hands the images to the caller, and is "
        "that line reached? Check its indentation: a return inside both loops would end the method at the first "
        "window, and none at all gives None. In small: `def fill(n): a = [0] * n` makes a list and drops it; "
        "len(fill(3)) raises a TypeError, as None has no length. An attribute that holds the output is for the "
        "layer itself and no answer to the caller. In a network the next layer is the first to notice, and the "
        "message names its line, not yours. So print type() of what your method gives."
    ),
)
class ForwardReturnsNothing(AveragePooling2D):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception(
    "backward-returns-nothing",
    "AveragePooling2D",
    title="backward_pass returns nothing",
    hint=(
        "The layer before this one waits for a gradient. Which line of backward_pass hands it to the caller, and "
        "is that line reached? The array that collects the shares is local: when the method ends, its name is "
        "gone, and so is the array unless it was handed over. In small: `def share(x): parts = [x / 2] * 2`, and "
        "`p = share(6)` leaves None in p, although 3 and 3 had been computed. Print the shape of what a call "
        "gives you; it should be that of the images. Pooling seldom comes first in a network, so there is a layer "
        "in front that will stumble over None in its next line."
    ),
)
class BackwardReturnsNothing(AveragePooling2D):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)


@misconception(
    "training-not-taken",
    "AveragePooling2D",
    title="forward_pass does not take the argument training",
    hint=(
        "A network calls every layer in the same way. Compare the first line of your forward_pass with the one in "
        "the statement. What may stand in the brackets besides X? In small: for `def shrink(image): ...` the call "
        'shrink("cat", by=2) raises a TypeError, "got an unexpected keyword argument \'by\'", and no line of the '
        "body runs. Pooling has no use for the flag; it takes it as a guest takes a menu in a house where there "
        "is one dish. That way one loop can call dropout and pooling alike. Trials with forward_pass(X) work, so "
        "the complaint comes only with a network."
    ),
)
class TrainingNotTaken(AveragePooling2D):
    def forward_pass(self, X):
        return super().forward_pass(X)

    forward_pass.__qualname__ = "AveragePooling2D.forward_pass"


@misconception(
    "training-has-no-default",
    "AveragePooling2D",
    title="The argument training of forward_pass has no default",
    hint=(
        "Most callers write forward_pass(X) and nothing more. What is training then? The statement says it in the "
        'first line of the method. In small: `def blur(image, steps): ...` makes the call blur("cat") a '
        "TypeError, \"missing 1 required positional argument: 'steps'\", while `def blur(image, steps=1): ...` "
        'takes 1, and blur("cat", 4) takes 4. A value behind the equals sign is a promise to those who have no '
        "wish of their own. In this layer the flag changes nothing, whichever way it stands. Loops that always "
        "name it do not meet the error; the first short call does."
    ),
)
class TrainingHasNoDefault(AveragePooling2D):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "AveragePooling2D.forward_pass"


@misconception(
    "gradient-where-equal-to-the-mean",
    "AveragePooling2D",
    title="The gradient goes to the elements that equal the window's output",
    hint=(
        "How many elements of a window are equal to its mean, and how many act on it? Take 1, 2, 3, 6 with the "
        "mean 3. One of the four happens to be 3; but raise any of them by 4 and the mean becomes 4. So all have "
        "the same part in it. A comparison with the output finds the right elements in a layer whose output is "
        "one of the elements, as in max pooling; in this one the output is usually no element at all. For 1, 2, "
        "4, 9, with the mean 4, and for 1, 2, 4, 5, with the mean 3, what does your layer return? Where all "
        "elements are equal, each is the mean, and each gets the gradient in full."
    ),
)
class GradientWhereEqualToTheMean(AveragePooling2D):
    def forward_pass(self, X, training=True):
        self.layer_input, self.output = X, super().forward_pass(X, training)
        return self.output

    def backward_pass(self, accum_grad):
        input_grad = np.zeros(self.image_shape)
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                equal = self.layer_input[self.window(i, j)] == self.output[:, :, i, j, None, None]
                input_grad[self.window(i, j)] += equal * accum_grad[:, :, i, j, None, None]
        return input_grad


@misconception(
    "largest-instead-of-mean",
    "AveragePooling2D",
    title="The layer returns the largest value of each window",
    hint=(
        "Two pooling layers look much alike. What should come out of this one for the window 1, 2, 9, 0? The four "
        "numbers add up to 12, so the mean is 3; the largest is 9. In a class with the marks 1, 2, 9 and 0 the "
        "average tells of all, the best mark of one pupil. Which function do you call on a window, and did the "
        "line come from another file? Windows in which all elements are equal hide it, so an image of ones is no "
        "test. Your way back may share the gradient equally, as a mean asks, and then a check by differences "
        "would show that forward and backward do not fit."
    ),
)
class LargestInsteadOfMean(AveragePooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        for i in range(output.shape[2]):
            for j in range(output.shape[3]):
                output[:, :, i, j] = X[self.window(i, j)].max(axis=(2, 3))
        return output


@misconception(
    "divided-by-the-stride",
    "AveragePooling2D",
    title="The gradient is divided by the strides instead of the window's size",
    hint=(
        "Make the stride smaller than the window. By how much does a window's mean grow when one of its elements "
        "grows by 1? For a window of 4 it is a quarter, wherever the next window may begin. With a stride of 1, "
        "is your share still a quarter of the gradient, or all of it? The window says how many elements have a "
        "part in one mean, the stride says how many windows there are. A cake for four is cut into four, however "
        "close the next table stands. When the stride is left out it equals the window, both divisions are the "
        "same, and nothing shows. Try windows of 2 by 3 with a stride of 1, then of 4."
    ),
)
class DividedByTheStride(AveragePooling2D):
    def backward_pass(self, accum_grad):
        size = self.pool_shape[0] * self.pool_shape[1]
        return super().backward_pass(accum_grad) * size / (self.stride[0] * self.stride[1])


@misconception(
    "sum-divided-by-the-stride",
    "AveragePooling2D",
    title="The sum of a window is divided by the strides, in both passes",
    hint=(
        "How many numbers are added up in one window, and by how many does your layer divide? Send an image of ones "
        "through windows of 2 by 2 that move by 1: each mean is 1. If your outputs are 4, the step has taken the "
        "place of the size. With a step of 4 in both directions the same windows would give 0.25. Three cups on a "
        "tray hold on average what one cup holds, whether the next tray is brought after one minute or after ten. A "
        "check by differences finds nothing, because the way back repeats the factor. In a layer without a stride of "
        "its own the windows touch each other, both numbers are the same, and nothing is wrong. Which argument of "
        "the constructor says how many elements a window has?"
    ),
)
class SumDividedByTheStride(DividedByTheStride):
    def forward_pass(self, X, training=True):
        size = self.pool_shape[0] * self.pool_shape[1]
        return super().forward_pass(X, training) * size / (self.stride[0] * self.stride[1])


@misconception(
    "gradient-divided-twice",
    "AveragePooling2D",
    title="The gradient is divided by the window's size twice",
    hint=(
        "Add up the gradients of one window's elements when it does not overlap with others. Which sum should "
        "that be, and what is yours? A gradient of 20 at a window of four is handed out as four times 5, and the "
        "four parts make 20 again. If each gets 1.25, the parts make 5, and three quarters of the gradient have "
        "been lost. Where do you divide: before the loop, inside it, perhaps in both places, or by calling a mean "
        "on something that was divided already? Signs and places are right, so a training goes on, with layers in "
        "front that move too little. A window of one element cannot show it."
    ),
)
class GradientDividedTwice(AveragePooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / (self.pool_shape[0] * self.pool_shape[1])


@misconception(
    "mean-of-the-rows-only",
    "AveragePooling2D",
    title="The mean is taken over the rows of a window and the sum over its columns",
    hint=(
        "A window has two directions. For an image that is 1 everywhere, what should each output be, and what is it in "
        "your layer? For a window of 2 rows and 3 columns six ones are added up, and a mean divides by six. If the "
        "output is 3, the sum was divided by the 2 rows only. np.ones((2, 3)).mean(axis=0) has three elements, and "
        "their sum is 3; a mean over both axes is a single 1. Look at each reduction in your code: is one a mean and "
        "the other a sum? If the way back has the same factor in it, differences agree. Windows of a single column "
        "hide it."
    ),
)
class MeanOfTheRowsOnly(AveragePooling2D):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training) * self.pool_shape[1]

    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) * self.pool_shape[1]


@misconception("mean-of-the-rows-only", "AveragePooling2D", variant="in-the-forward-pass")
class MeanOfTheRowsOnlyForward(AveragePooling2D):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training) * self.pool_shape[1]


@misconception(
    "divided-by-the-height",
    "AveragePooling2D",
    title="The gradient is divided by the window's height only",
    hint=(
        "Among how many elements does a window share its gradient? Count them in a window of 2 rows and 3 columns. A cake "
        "that is cut into six pieces gives each guest a sixth; somebody who counts only the rows of pieces hands out "
        "halves, and would need three cakes. Put a gradient of 12 on one window: what its elements receive should add up "
        "to 12 again. Yours adds up to more by the number of columns. A window of a single column hides it. By what did "
        "your forward pass divide, and does your backward pass use the same number?"
    ),
)
class DividedByTheHeight(AveragePooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) * self.pool_shape[1]


@misconception(
    "window-as-large-as-the-stride",
    "AveragePooling2D",
    title="The windows are as large as the stride",
    hint=(
        "Two things are set apart in the constructor: how large a window is, and how far it moves. Which of the two "
        "decides where your window ends? A ladder may have rungs three centimetres thick that stand thirty apart; neither "
        "number follows from the other. Take windows of 2 by 2 that move by 1: each should see four elements, and two "
        "neighbours share some. If yours sees a single element, its size is the step. Where the windows lie side by side, "
        "as they do when nobody gives a stride, both are the same and nothing shows. In the formula, which letters bound "
        "the sums, and which ones stand beside i and j?"
    ),
)
class WindowOfTheStride(AveragePooling2D):
    def forward_pass(self, X, training=True):
        self.image_shape = X.shape
        rows, columns = self.count_windows(*X.shape[2:])
        output = np.zeros((*X.shape[:2], rows, columns))
        (sh, sw) = self.stride
        for i, j in np.ndindex(rows, columns):
            output[:, :, i, j] = X[:, :, i * sh : (i + 1) * sh, j * sw : (j + 1) * sw].mean(axis=(2, 3))
        return output


@misconception("window-as-large-as-the-stride", "AveragePooling2D", variant="throughout")
class WindowOfTheStrideThroughout(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.pool_shape = self.stride


@misconception("window-as-large-as-the-stride", "AveragePooling2D", variant="in-both-passes")
class WindowOfTheStrideInBothPasses(WindowOfTheStride):
    def backward_pass(self, accum_grad):
        window, self.pool_shape = self.pool_shape, self.stride
        input_grad = super().backward_pass(accum_grad)
        self.pool_shape = window
        return input_grad


@misconception(
    "given-strides-swapped",
    "AveragePooling2D",
    title="A pair that is given as stride is read as columns, rows",
    hint=(
        "Your windows lie well as long as the stride is left to the default. What happens with a pair of two "
        "different steps? Number an image of 2 rows and 6 columns from 0 to 11, take windows of one pixel, whose "
        "mean is the pixel itself, and the stride (1, 3). The output should have the rows 0, 3 and 6, 9. If it has "
        "the single row 0, 1, 2, 3, 4, 5, then the 3 was spent on going down. Maps say east first and arrays say "
        "down first, and many programs read a pair like a map. `a, b = (1, 3)` does not know what you mean by a. "
        "Equal steps hide it completely. Which of your names gets the first of the two numbers?"
    ),
)
class GivenStridesSwapped(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        if stride is not None:
            self.stride = self.stride[::-1]


@misconception(
    "leftover-filled-with-zeros",
    "AveragePooling2D",
    title="A window that reaches over the edge counts, as if zeros lay beyond it",
    hint=(
        "The number of windows in your formula is rounded. Up or down? A row of 7 numbers and windows of 3, side "
        "by side: 7 - 3 = 4 leaves a rest when it is divided by 3, and only two windows lie inside. A third would "
        "have one number in it and two places in the air. Summed and divided by 3, as you do with all windows, a "
        "last number 9 becomes 3: the picture fades at its edge, as if somebody had glued a dark frame on. The "
        "statement leaves such a rest out. Three guests at a table for four do not become four by counting the "
        "chair. math.ceil(4 / 3) is 2 and 4 // 3 is 1, and one of the two is in your formula. Wherever the "
        "division comes out even, they agree."
    ),
)
class LeftoverFilledWithZeros(LeftoverKept):
    def forward_pass(self, X, training=True):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        rows, columns = self.count_windows(*X.shape[2:])
        below, beside = (rows - 1) * sh + kh - X.shape[2], (columns - 1) * sw + kw - X.shape[3]
        output = super().forward_pass(np.pad(X, ((0, 0), (0, 0), (0, below), (0, beside))), training)
        self.image_shape = X.shape
        return output


@misconception(
    "output-shape-from-the-constructor",
    "AveragePooling2D",
    title="output_shape is worked out in the constructor, and never again",
    hint=(
        "Which lines of yours run after set_input_shape has given a layer its shape? Look into layer.py: the "
        "method stores one attribute, and that is all. A result that your constructor has made of the former "
        "shape, or has not made because there was none, is still what it was. Take windows of (3, 1) without a "
        "shape, then set_input_shape((2, 9, 4)): the output is (2, 3, 4), and an answer of None shows the "
        "trouble. Compare `area = w * h` with a function that multiplies when it is called: after w changes, only "
        "the second is right. A network is put together layer by layer, so all but the first are told their shape "
        "late. A single layer in a notebook is mostly made with it, and then you see nothing. What does your "
        "output_shape do besides returning an attribute?"
    ),
)
class OutputShapeFromTheConstructor(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.kept_shape = None if input_shape is None else super().output_shape()

    def output_shape(self):
        return self.kept_shape


@misconception("output-shape-from-the-constructor", "AveragePooling2D", variant="no-attribute")
class OutputShapeOnlyFromTheConstructor(OutputShapeFromTheConstructor):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        if input_shape is None:
            del self.kept_shape
