"""What people get wrong in `im2col`. Each function is the reference with one mistake.

The statement leaves open in which shape columns come. Who keeps six axes cannot be compared with the reference number by
number, nor who makes one matrix of all windows, so both are declared as alternatives, and each mistake is tried in those
shapes as well.
"""

import im2col as module
import numpy as np
from im2col import col2im, im2col

from grader import misconceptions
from grader.misconceptions import alternative


def misconception(id, replaces, *, title="", hint="", variant=""):
    """Declares the decorated function as a mistake, also under a name by which the alternative finds it."""

    def declare(function):
        misconceptions.misconception(id, replaces, title=title, hint=hint, variant=variant)(function)
        return misconceptions.misconception(id, f"mistaken_{replaces}", variant=variant)(function)

    return declare


@alternative("six-axes", "im2col")
def im2col_to_six_axes(input_batch, window_size, stride=None):
    """Returns columns of shape (N, H_out, W_out, C, k, k)."""
    cols = getattr(module, "mistaken_im2col", im2col)(input_batch, window_size, stride)
    return cols.reshape(*cols.shape[:3], -1, window_size, window_size) if np.ndim(cols) == 4 else cols


@misconceptions.misconception("six-axes", "col2im")
def col2im_from_six_axes(cols, input_shape, output_shape, window_size, *stride, **named):
    """Takes columns of no other shape, and fails where the axes do not fit."""
    windows = np.zeros((*input_shape[:2], *output_shape[1:], window_size, window_size))
    for i, j in np.ndindex(window_size, window_size):
        windows[..., i, j] += cols[:, :, :, :, i, j].transpose(0, 3, 1, 2)
    flat = windows.transpose(0, 2, 3, 1, 4, 5).reshape(input_shape[0], *output_shape[1:], -1)
    wrong = getattr(module, "mistaken_col2im", col2im)
    return wrong(flat, input_shape, output_shape, window_size, *stride, **named)


@alternative("six-axes-in-either-order", "im2col")
def im2col_to_six_axes_too(input_batch, window_size, stride=None):
    """Returns columns of shape (N, H_out, W_out, C, k, k)."""
    return im2col_to_six_axes(input_batch, window_size, stride)


@misconceptions.misconception("six-axes-in-either-order", "col2im")
def col2im_from_six_axes_in_either_order(cols, input_shape, output_shape, window_size, *stride, **named):
    """Takes columns of shape (N, C, H_out, W_out, k, k) as well, where they can be told from the others."""
    if cols.ndim == 6 and cols.shape[1:3] != tuple(output_shape[1:]):
        cols = cols.transpose(0, 2, 3, 1, 4, 5)
    return col2im_from_six_axes(cols, input_shape, output_shape, window_size, *stride, **named)


@alternative("six-axes-or-others", "im2col")
def im2col_to_six_axes_of_many(input_batch, window_size, stride=None):
    """Returns columns of shape (N, H_out, W_out, C, k, k)."""
    return im2col_to_six_axes(input_batch, window_size, stride)


@misconceptions.misconception("six-axes-or-others", "col2im")
def col2im_from_any(cols, input_shape, output_shape, window_size, *stride, **named):
    """Takes columns of as many numbers in any shape, as the reference does."""
    flat = cols.reshape(input_shape[0], *output_shape[1:], -1)
    return getattr(module, "mistaken_col2im", col2im)(flat, input_shape, output_shape, window_size, *stride, **named)


@alternative("place-by-place", "col2im")
def col2im_place_by_place(cols, input_shape, output_shape, window_size, *stride, **named):
    """Takes the window of one place after the other, and fails where `cols` has no three axes before it."""
    shape = (input_shape[0], input_shape[1], window_size, window_size)
    places = [cols[:, r, c].reshape(shape) for r, c in np.ndindex(*output_shape[1:])]
    flat = np.stack(places, axis=1).reshape(input_shape[0], *output_shape[1:], -1)
    return getattr(module, "mistaken_col2im", col2im)(flat, input_shape, output_shape, window_size, *stride, **named)


@misconceptions.misconception("place-by-place", "im2col")
def im2col_for_places(input_batch, window_size, stride=None):
    """Returns columns of shape (N, H_out, W_out, C * k * k)."""
    return getattr(module, "mistaken_im2col", im2col)(input_batch, window_size, stride)


@alternative("one-matrix", "im2col")
def im2col_to_one_matrix(input_batch, window_size, stride=None):
    """Returns columns of shape (N * H_out * W_out, C * k * k)."""
    cols = getattr(module, "mistaken_im2col", im2col)(input_batch, window_size, stride)
    return cols.reshape(-1, cols.shape[-1]) if np.ndim(cols) == 4 else cols


@misconceptions.misconception("one-matrix", "col2im")
def col2im_from_one_matrix(cols, input_shape, output_shape, window_size, *stride, **named):
    """Takes one matrix; other columns of as many numbers would do as well, but nobody asks for them."""
    flat = cols.reshape(input_shape[0], *output_shape[1:], -1)
    return getattr(module, "mistaken_col2im", col2im)(flat, input_shape, output_shape, window_size, *stride, **named)


def as_windows(cols, input_shape, output_shape, k):
    """Returns columns of any shape as windows of shape (N, H_out, W_out, C, k, k)."""
    return cols.reshape(input_shape[0], output_shape[1], output_shape[2], input_shape[1], k, k)


@misconception(
    "overlaps-overwritten",
    "col2im",
    title="Overlapping windows overwrite each other",
    hint=(
        "A pixel that lies in two windows has two copies among the columns. What should become of the pixel when "
        "both copies carry a gradient? Take a row of three pixels and windows of two, one apart: the middle pixel"
        " is in both. Let the first window bring back [1, 2] and the second one [10, 20]. Laid on top of each "
        "other without looking, the row becomes [1, 10, 20]: the 2 is gone. Each copy has had its own effect on "
        "the output, so both have something to say, and the middle pixel should hear 12. Where windows do not "
        "overlap, nothing shows, so a trial with a stride as large as the window is none. What does your line do "
        "with what is already in the place where it writes?"
    ),
)
def overlaps_overwritten(cols, input_shape, output_shape, window_size, stride=1):
    k, s = window_size, stride
    _, H_out, W_out = output_shape
    windows = as_windows(cols, input_shape, output_shape, k)
    images = np.zeros(input_shape)
    for r in range(H_out):
        for c in range(W_out):
            images[:, :, r * s : r * s + k, c * s : c * s + k] = windows[:, r, c]
    return images


@misconception(
    "places-overwritten",
    "col2im",
    title="Each place in the window overwrites what the places before it have brought",
    hint=(
        "Your loop goes through the places of a window: first every upper left corner, then the pixel beside it, "
        "and so on. May the same pixel of the image be the corner of one window and the neighbour of another? "
        "Take four pixels in a row and windows of two, one apart. The corners are the pixels 0, 1, 2, the "
        "neighbours are the pixels 1, 2, 3, so two of the four come up twice. Let every copy bring a 1. Written "
        "over each other this gives [1, 1, 1, 1]; counted it would be [1, 2, 2, 1]. With windows that do not "
        "touch, both are the same, and the mistake stays hidden. When the second place comes round, what does "
        "your line do with what the first has left there?"
    ),
)
def places_overwritten(cols, input_shape, output_shape, window_size, stride=1):
    k, s = window_size, stride
    _, H_out, W_out = output_shape
    windows = as_windows(cols, input_shape, output_shape, k)
    images = np.zeros(input_shape)
    for i, j in np.ndindex(k, k):
        images[:, :, i : i + s * H_out : s, j : j + s * W_out : s] = windows[..., i, j].transpose(0, 3, 1, 2)
    return images


@misconception(
    "overlaps-averaged",
    "col2im",
    title="Overlapping windows are averaged",
    hint=(
        "Where does your code divide by the number of windows that cover a pixel, and why? Think of a shop whose "
        "price enters three bills. If it rises by 1, the bills rise by 3 together, not by 1. So it is with a "
        "pixel that was copied into three windows: the change of the result is the total of what each copy does. "
        "Try one pixel under two windows with gradients 4 and 6. The mean is 5, but moving that pixel by a tiny h"
        " moves the result by 10 times h. A mean gives back the old image when columns come straight from im2col,"
        " which looks convincing; yet gradients are no copies of one number. What is wanted here: the original "
        "picture, or how much each pixel counts?"
    ),
)
def overlaps_averaged(cols, input_shape, output_shape, window_size, stride=1):
    counts = col2im(np.ones_like(cols), input_shape, output_shape, window_size, stride)
    return col2im(cols, input_shape, output_shape, window_size, stride) / np.maximum(counts, 1)


@misconception("overlaps-averaged", "col2im", variant="divided-everywhere")
def overlaps_averaged_everywhere(cols, input_shape, output_shape, window_size, stride=1):
    counts = col2im(np.ones_like(cols), input_shape, output_shape, window_size, stride)
    with np.errstate(invalid="ignore"):
        return col2im(cols, input_shape, output_shape, window_size, stride) / counts


@misconception(
    "col2im-ignores-stride",
    "col2im",
    title="col2im places the windows one pixel apart",
    hint=(
        "Where does the third window of a row begin when windows are 3 apart? At pixel 6. Where does your col2im "
        "put it? With this mistake it is at pixel 2, as if the stride were 1. Take a row of seven pixels, windows"
        " of one pixel, stride 3, and the copies [5, 6, 7]. They came from the pixels 0, 3 and 6, so that is "
        "where they belong; here they end up at 0, 1 and 2, and the far end of the row hears nothing. The shape "
        "of the answer is right, and with a stride of 1 so are its numbers, so only another stride tells. Look "
        "for the stride in the lines of col2im: in how many of them does it take part, and in both directions?"
    ),
)
def col2im_ignores_stride(cols, input_shape, output_shape, window_size, stride=1):
    return col2im(cols, input_shape, output_shape, window_size, 1)


@misconception(
    "col2im-default-stride",
    "col2im",
    title="Without a stride, col2im takes the window's size",
    hint=(
        "What does your col2im do when the caller says nothing about the stride? Read the signature in the "
        "statement once more: the two functions of this exercise do not treat that case alike. Call it on windows"
        " of two pixels without a stride and see where the second window lands: with this mistake two pixels "
        "further, so that windows lie side by side. Put a 1 into every place of three such windows: side by side "
        "they cover six pixels with ones, one apart they would cover four, and the inner ones twice. Somebody who"
        " always names the stride never sees it. A default is part of what is promised to a caller, like the "
        "order of the arguments. What stands behind the equals sign in your `def` line?"
    ),
)
def col2im_default_stride(cols, input_shape, output_shape, window_size, stride=None):
    return col2im(cols, input_shape, output_shape, window_size, window_size if stride is None else stride)


@misconception("col2im-default-stride", "col2im", variant="cut-off-at-the-edge")
def col2im_default_stride_cut_off(cols, input_shape, output_shape, window_size, stride=None):
    if stride is None:
        return laid_side_by_side(cols, input_shape, output_shape, window_size)
    return col2im(cols, input_shape, output_shape, window_size, stride)


@misconception(
    "leftovers-cut-off",
    "col2im",
    title="The image that comes back lacks the leftover rows and columns",
    hint=(
        "Five pixels in a row, windows of two, two apart: the last pixel lies in no window. What should its "
        "gradient be, and how long is the row that you give back? With this mistake it has four entries, because "
        "the part that windows reach ends there. Whoever subtracts a gradient from an image needs both of one "
        "shape: numpy refuses to take away four from five. A pixel that no window has seen had no effect on the "
        "result, and there is a number for having no effect. If the windows reach the edge exactly, as with six "
        "pixels, nothing is missing and the mistake does not show. Which of your arguments says how large the "
        "images were, and do you begin from it or from what the windows cover?"
    ),
)
def leftovers_cut_off(cols, input_shape, output_shape, window_size, stride=1):
    _, H_out, W_out = output_shape
    images = col2im(cols, input_shape, output_shape, window_size, stride)
    return images[:, :, : (H_out - 1) * stride + window_size, : (W_out - 1) * stride + window_size]


@misconception(
    "columns-changed",
    "col2im",
    title="col2im writes into the columns",
    hint=(
        "Keep a copy of the columns before you call your function, and compare afterwards. Are they still what "
        "they were? With this mistake they are all zeros. Numpy hands arrays over without copying: after `b = "
        "a.reshape(2, 3)`, the line `b[0, 0] = 7` shows up in `a` as well, since both look at one memory. The "
        "same is true of most slices and transposes, while arithmetic such as `2 * a` makes new numbers. Whoever "
        "called you may need the columns again, for the gradient of the weights, and would get nothing but zeros "
        "there without any error. The images that you return are right, so nothing seems to be wrong. Which of "
        "your lines assigns into something that was handed in, or into a view of it?"
    ),
)
def columns_changed(cols, input_shape, output_shape, window_size, stride=1):
    images = col2im(cols, input_shape, output_shape, window_size, stride)
    cols *= 0
    return images


@misconception(
    "images-changed",
    "im2col",
    title="im2col writes into the images",
    hint=(
        "Look at the images before and after you call your function. Are they the same numbers? With this mistake"
        " they are zeros afterwards. A view is a second name for the same memory: after `part = a[:, 1:]`, the "
        "line `part[0, 0] = 7` changes `a`. Windows that are made by slicing or by numpy's sliding views are such"
        " second names, and writing into them reaches through. A network uses its images once more, in the next "
        "epoch at the latest, and would then learn from blank pictures. The columns that you return are right, so"
        " a test of these alone is content. Which lines of yours have an array on the left of the equals sign "
        "with brackets behind it, and to whom do its numbers belong?"
    ),
)
def images_changed(input_batch, window_size, stride=None):
    columns = im2col(input_batch, window_size, stride)
    input_batch *= 0
    return columns


@misconception(
    "im2col-ignores-stride",
    "im2col",
    title="im2col takes windows at every pixel, whatever the stride",
    hint=(
        "How many windows of two pixels fit on a row of eleven if each begins three pixels behind the one before?"
        " They begin at 0, 3, 6 and 9, so there are four. How many do you return? With this mistake it is ten, "
        "one for each place where a window fits at all, whatever the caller asked for. The first window is the "
        "right one, the second already is not: it begins at pixel 1. With a stride of 1 there is no difference, "
        "so a trial has to have another. Larger strides are there to make the result smaller; a layer that counts"
        " on four positions in a row would be handed ten. Where does the stride stand in your code: in the number"
        " of windows, in their beginnings, or in neither?"
    ),
)
def im2col_ignores_stride(input_batch, window_size, stride=None):
    return im2col(input_batch, window_size, 1)


@misconception(
    "channels-last",
    "im2col",
    title="A row runs through the pixels first and the channels last",
    hint=(
        "A window of a colour image has several channels. In which order do its numbers stand in your row: all "
        "pixels of the first channel and then those of the second, or both channels of one pixel side by side? "
        "Make an image whose first channel is all ones and whose second is all zeros. A window of two by two has "
        "eight numbers. With this mistake its row reads 1, 0, 1, 0, 1, 0, 1, 0. The statement wants one channel "
        "after the other, since filters are laid out in that way, and a product of rows and filters compares "
        "place by place. With one channel both orders are the same, so grey images never show it. At the last "
        "reshape, which of your axes comes right behind the positions?"
    ),
)
def channels_last(input_batch, window_size, stride=None):
    N, C = input_batch.shape[:2]
    columns = im2col(input_batch, window_size, stride)
    H_out, W_out = columns.shape[1:3]
    windows = columns.reshape(N, H_out, W_out, C, window_size, window_size)
    return windows.transpose(0, 1, 2, 4, 5, 3).reshape(columns.shape)


@misconception(
    "window-transposed",
    "im2col",
    title="The windows are read down their columns instead of along their rows",
    hint=(
        "Number the pixels of a small image from 0, along its rows, and print the row of your result for the "
        "first window of two by two. In an image that is four wide the window holds 0 and 1 above, 4 and 5 below."
        " With this mistake the row reads 0, 4, 1, 5, as if one had walked down the columns. Reading along the "
        "rows it would be 0, 1, 4, 5. The four numbers are all there, so sums and means agree, and with windows "
        "of one pixel nothing differs. A filter that looks for an edge from left to right would find one from top"
        " to bottom instead. Of the two axes inside a window, which one changes faster along your row?"
    ),
)
def window_transposed(input_batch, window_size, stride=None):
    N, C = input_batch.shape[:2]
    columns = im2col(input_batch, window_size, stride)
    windows = columns.reshape(N, *columns.shape[1:3], C, window_size, window_size)
    return windows.swapaxes(4, 5).reshape(columns.shape)


@misconception(
    "positions-transposed",
    "im2col",
    title="Height and width of the output are swapped",
    hint=(
        "Take an image with three rows and six columns, windows of two, one apart. How many windows are there "
        "from top to bottom, how many from left to right? There are 2 and 5. Print the shape of your result and "
        "see where the 2 stands. With this mistake it reads 5 and then 2. With square images both are equal, so "
        "shapes tell nothing, while the numbers still are in the wrong places: the second window that you list is"
        " the one below the first instead of the one to its right. A layer that turns the columns back into an "
        "image would show it mirrored along its diagonal. Which axis of your array counts steps downwards, and "
        "which one does the statement name first?"
    ),
)
def positions_transposed(input_batch, window_size, stride=None):
    return im2col(input_batch, window_size, stride).swapaxes(1, 2)


@misconception("positions-transposed", "im2col", variant="both-ways")
def positions_transposed_too(input_batch, window_size, stride=None):
    return positions_transposed(input_batch, window_size, stride)


@misconception("positions-transposed", "col2im", variant="both-ways")
def positions_transposed_back(cols, input_shape, output_shape, window_size, stride=1):
    _, H_out, W_out = output_shape
    turned = cols.reshape(input_shape[0], W_out, H_out, -1).swapaxes(1, 2)
    return col2im(turned, input_shape, output_shape, window_size, stride)


@misconception(
    "columns-stand-upright",
    "im2col",
    title="The axes are reshaped without being moved",
    hint=(
        "What does reshape do with the numbers in memory? Try `np.arange(6).reshape(2, 3)` and "
        "`np.arange(6).reshape(3, 2)`: in both the numbers run 0, 1, 2 and so on, from left to right, row by row."
        " Only the line breaks move. It can never bring a number next to another one that was not its neighbour "
        "before. Turning a table of two rows and three columns into one of three and two by swapping rows with "
        "columns is something else: that begins 0, 3, 1. With this mistake your result has the right shape and "
        "all the right numbers, in the order of axes that nobody moved. Just before you reshape, write down what "
        "each axis of your array counts. Is that the order in which the result is read?"
    ),
)
def columns_stand_upright(input_batch, window_size, stride=None):
    columns = im2col(input_batch, window_size, stride)
    return columns.transpose(0, 3, 1, 2).reshape(columns.shape)


@misconception(
    "size-rounded-up",
    "im2col",
    title="The number of windows is rounded up",
    hint=(
        "A row of seven pixels, windows of three, three apart. The first two fill six pixels. What becomes of the"
        " seventh? With this mistake a third window appears, which needs two pixels that are not there and makes "
        "them up as zeros. Count by hand where windows may begin so that they still fit: at 0 and at 3, so there "
        "are two. Division rarely comes out even, and the two ways to round differ by exactly this window. Where "
        "it does come out, as with six or nine pixels, nothing shows. Zeros that were never in the picture would "
        "tell a filter that there is an edge. Which way does your division round, and which way does a window "
        "have to be treated that would reach over the border?"
    ),
)
def size_rounded_up(input_batch, window_size, stride=None):
    s = stride or window_size
    _, _, H, W = input_batch.shape
    extra = [(0, 0), (0, 0), (0, -(H - window_size) % s), (0, -(W - window_size) % s)]
    return im2col(np.pad(input_batch, extra), window_size, s)


@misconception("size-rounded-up", "im2col", variant="left-at-zero")
def size_rounded_up_left_at_zero(input_batch, window_size, stride=None):
    s = stride or window_size
    columns = im2col(input_batch, window_size, s)
    down, right = (int(-(size - window_size) % s > 0) for size in input_batch.shape[2:])
    return np.pad(columns, [(0, 0), (0, down), (0, right), (0, 0)])


@misconception(
    "windows-in-columns",
    "im2col",
    title="The windows stand in the columns of the matrix instead of in its rows",
    hint=(
        "Print the shape of your result for a batch of two images, and say what each axis counts. With this "
        "mistake there is a table whose rows are the places within a window and whose columns are the windows. "
        "The name im2col suggests that, since the oldest programs wrote it so. The statement of this exercise "
        "keeps an axis for the images, two for the positions, and puts the numbers of a window last. Try three "
        "windows of four numbers each: a table of 4 by 3 and one of 3 by 4 hold the same, yet the product with a "
        "filter of four weights fits one of them only. If there are as many windows as numbers, shapes agree by "
        "accident. Along which axis do you find the numbers of a single window?"
    ),
)
def windows_in_columns(input_batch, window_size, stride=None):
    columns = im2col(input_batch, window_size, stride)
    return columns.reshape(-1, columns.shape[3]).T


@misconception("windows-in-columns", "im2col", variant="for-each-sample")
def windows_in_columns_for_each_sample(input_batch, window_size, stride=None):
    columns = im2col(input_batch, window_size, stride)
    return columns.reshape(len(columns), -1, columns.shape[3]).swapaxes(1, 2)


@misconception("windows-in-columns", "im2col", variant="both-ways")
def windows_in_columns_there(input_batch, window_size, stride=None):
    return windows_in_columns(input_batch, window_size, stride)


@misconception("windows-in-columns", "col2im", variant="both-ways")
def windows_in_columns_back(cols, input_shape, output_shape, window_size, stride=1):
    return col2im(cols.T, input_shape, output_shape, window_size, stride)


@misconception(
    "positions-before-samples",
    "im2col",
    title="The rows run through the samples at each position, instead of through one sample after the other",
    hint=(
        "Take two images, one all zeros and one all ones, and look at the first rows of your result. From which "
        "image do they come? With this mistake zeros and ones alternate: the upper left window of the first "
        "image, then that of the second, then the next place. A batch is read the other way, first all windows of"
        " one image and then those of the next, so that `result[0]` is about the first image alone. With a batch "
        "of one image there is no difference, which is why one's first trial looks right. Whoever takes the "
        "output apart again would mix the pictures of two people. Which of your loops, or which axis in front, "
        "goes round slowest: the image, or the position?"
    ),
)
def positions_before_samples(input_batch, window_size, stride=None):
    columns = im2col(input_batch, window_size, stride)
    return columns.transpose(1, 2, 0, 3).reshape(-1, columns.shape[3])


@misconception("positions-before-samples", "im2col", variant="both-ways")
def positions_before_samples_too(input_batch, window_size, stride=None):
    return positions_before_samples(input_batch, window_size, stride)


@misconception("positions-before-samples", "col2im", variant="both-ways")
def positions_before_samples_back(cols, input_shape, output_shape, window_size, stride=1):
    if cols.ndim != 2:
        raise ValueError("a window is no row of these columns")
    _, H_out, W_out = output_shape
    turned = cols.reshape(H_out, W_out, input_shape[0], -1).transpose(2, 0, 1, 3)
    return col2im(turned, input_shape, output_shape, window_size, stride)


@misconception(
    "last-window-left-out",
    "im2col",
    title="The last window of each row and column is left out",
    hint=(
        "In how many places can a window of three pixels lie on a row of seven, one pixel apart? Put a strip of "
        "paper on squared paper and count its left edges: 0, 1, 2, 3, 4. There are five. How many are in your "
        "result? With this mistake one is missing in each direction. Counting places is like counting fence "
        "posts: between the first and the last there are four steps, but five posts. The windows that you have "
        "are right, so what you print looks right as well; the pixel at the right edge and those at the bottom "
        "are simply never seen. Look at the end of your range, or at the count that you compute. Does it say how "
        "many steps there are, or how many beginnings?"
    ),
)
def last_window_left_out(input_batch, window_size, stride=None):
    return im2col(input_batch, window_size, stride)[:, :-1, :-1]


@misconception(
    "stride-is-the-window",
    "im2col",
    title="The windows always lie side by side, whatever the stride",
    hint=(
        "Where does the second window of a row begin? Two things could be meant: behind the end of the first one,"
        " or one stride further on. Try windows of three pixels with a stride of one on the row 0, 1, 2, 3, 4. "
        "Stepping by one, the second window is 1, 2, 3. With this mistake it begins at 3 and does not even fit. "
        "If no stride is given, windows lie side by side, so both readings are the same there, and trials without"
        " a stride never show it. The size says how much a window sees, the stride how far it moves; a "
        "convolution that looks at neighbourhoods needs windows that overlap. With what does your code multiply "
        "the number of a window to get its first pixel?"
    ),
)
def stride_is_the_window(input_batch, window_size, stride=None):
    return im2col(input_batch, window_size, window_size)


@misconception(
    "padded-on-its-own",
    "im2col",
    title="The images are padded before the windows are taken",
    hint=(
        "Count the windows of three pixels on a row of six, one apart: they begin at 0, 1, 2 and 3, so there are "
        "four. How many do you return? With this mistake it is six, and the first of them begins with a zero that"
        " is in no image. Somewhere your code puts a border of zeros around what it was given. Whoever wants such"
        " a border can have it, by adding it before the call; whoever wants none cannot get rid of it afterwards."
        " A layer that pads already would get two borders, and its output would be larger than announced. With "
        "windows of one pixel half the window is nothing, so no border appears and all looks fine. Which task has"
        " the caller, and which one has this function?"
    ),
)
def padded_on_its_own(input_batch, window_size, stride=None):
    p = window_size // 2
    return im2col(np.pad(input_batch, [(0, 0), (0, 0), (p, p), (p, p)]), window_size, stride)


def make_padded(width):
    """Returns an im2col that pads by width(k) on every side."""

    def padded(input_batch, window_size, stride=None):
        p = width(window_size)
        return im2col(np.pad(input_batch, [(0, 0), (0, 0), (p, p), (p, p)]), window_size, stride)

    return padded


for name, width in [("one", lambda k: 1), ("full", lambda k: k - 1), ("half-of-less-one", lambda k: (k - 1) // 2)]:
    misconception("padded-on-its-own", "im2col", variant=name)(make_padded(width))


@misconception(
    "counted-for-squares",
    "im2col",
    title="The number of windows in a row is computed from the height",
    hint=(
        "Try an image of three rows and six columns, with windows of two, one apart. How many fit from left to "
        "right? There are five. With this mistake your result has two, as many as fit from top to bottom, and the"
        " right half of the picture is never looked at. An image that is higher than wide is treated worse still:"
        " windows are counted where there are no pixels. With square images, such as the digits that everybody "
        "begins with, both counts are the same, so the mistake can live for a long time. Each direction has its "
        "own length and its own count. Say for each of your two numbers of windows from which entry of the shape "
        "it comes: is one entry used twice, and one never?"
    ),
)
def counted_for_squares(input_batch, window_size, stride=None):
    side = input_batch.shape[2]
    missing = max(side - input_batch.shape[3], 0)
    square = np.pad(input_batch, [(0, 0), (0, 0), (0, 0), (0, missing)])[:, :, :, :side]
    return im2col(square, window_size, stride)


@misconception(
    "first-sample-only",
    "im2col",
    title="Only the first image of the batch is looked at",
    hint=(
        "How many images are in your batch, and how many of them are in your result? Take three images, the first"
        " all zeros, the second all ones, the third all twos, and look for a two in what you return. With this "
        "mistake there is none, and the first axis has length 1. In one's own trials there often is only one "
        "image, and then nothing is missing. In training a batch has dozens of them; the output would be that of "
        "one, numpy might stretch it over the others without a word, and all samples would get the same answer. "
        "Look for an index 0 in your code, or for a loop that ends after its first turn. What does the axis in "
        "front of all others count, and do you keep it as it came?"
    ),
)
def first_sample_only(input_batch, window_size, stride=None):
    return im2col(input_batch[:1], window_size, stride)


@misconception("first-sample-only", "im2col", variant="for-all")
def first_sample_for_all(input_batch, window_size, stride=None):
    return np.repeat(im2col(input_batch[:1], window_size, stride), len(input_batch), axis=0)


@misconception("first-sample-only", "im2col", variant="others-zero")
def first_sample_and_zeros(input_batch, window_size, stride=None):
    columns = im2col(input_batch, window_size, stride)
    columns[1:] = 0
    return columns


@misconception(
    "columns-printed",
    "im2col",
    title="im2col prints the columns instead of returning them",
    hint=(
        "Write `cols = im2col(X, 3, 1)` with an image of your own, then `print(cols is None)`. With this mistake "
        "it says True: numbers have appeared on the screen, and nothing has arrived in the name. Here is the same"
        " with less around it: after `def half(n): print(n / 2)`, the line `half(8) + 1` shows a 4.0 and ends "
        "with a TypeError, because None cannot be added to 1. In an interactive session the two look alike, as "
        "the value of a line is shown there anyway. A convolution wants to multiply the columns with its filters "
        "and has nothing in its hands. Printing is for the person in front of the screen. Which word gives a "
        "value back to the code that asked for it?"
    ),
)
def columns_printed(input_batch, window_size, stride=None):
    print(im2col(input_batch, window_size, stride))


@misconception(
    "laid-side-by-side",
    "col2im",
    title="col2im lays the windows side by side, whatever the stride",
    hint=(
        "Where did im2col take the second window from, and where does col2im put it? Both have to agree, for "
        "every stride. Take a row of four pixels and three windows of two, one apart. They came from 0, 1 and 2. "
        "Laid side by side they would begin at 0, 2 and 4, so the second one is a pixel too far to the right, and"
        " the third one falls off the end. With windows that touch without overlapping, both ways are the same, "
        "and trials with a stride as large as the window show nothing. Give only the second window a 1 in its "
        "first place, all others zeros, and look where the 1 comes out. By what does your code multiply the "
        "number of a window: by its size, or by the step between two of them?"
    ),
)
def laid_side_by_side(cols, input_shape, output_shape, window_size, stride=1):
    N, C, H, W = input_shape
    _, H_out, W_out = output_shape
    wide = (N, C, max(H, H_out * window_size), max(W, W_out * window_size))
    return col2im(cols, wide, output_shape, window_size, window_size)[:, :, :H, :W]


@misconception(
    "channels-from-output-shape",
    "col2im",
    title="col2im takes the number of channels from output_shape",
    hint=(
        "Two shapes come into col2im. What does the first entry of each of them count, apart from the samples? "
        "One belongs to the images that were cut up, the other to what a convolution has made of them: its first "
        "entry is the number of filters. Take images with 2 channels and a layer with 6 filters. The columns have"
        " 2 times k times k numbers for each window; a reshape into 6 times k times k ends in an error, cannot "
        "reshape array, or mixes windows where sizes happen to fit. If there are as many filters as channels, "
        "both say the same, and the mistake stays unseen. What went into the columns was pixels of the images. "
        "Which of the two shapes is about these, and for what alone do you need the other one?"
    ),
)
def channels_from_output_shape(cols, input_shape, output_shape, window_size, stride=1):
    shape = (input_shape[0], *output_shape[1:], output_shape[0], window_size, window_size)
    return col2im(cols.reshape(shape), input_shape, output_shape, window_size, stride)


@misconception(
    "last-window-not-put-back",
    "col2im",
    title="col2im forgets the last window of each row and column",
    hint=(
        "Put a number into the very last window and zeros everywhere else, then call col2im. Where does the "
        "number come out? With this mistake nowhere: the image is all zeros. The loops over positions end one "
        "turn too early in each direction, so that the windows at the right and at the lower edge are never put "
        "back. Three positions are numbered 0, 1 and 2; `range(3)` visits them all, and `range(2)` leaves the one"
        " at the end to itself. Where there is one window in each direction, nothing at all comes back. In "
        "training, pixels at two edges would get a gradient that is too small, which no shape tells. How many "
        "positions does `output_shape` count, and through how many do your loops go?"
    ),
)
def last_window_not_put_back(cols, input_shape, output_shape, window_size, stride=1):
    windows = as_windows(cols, input_shape, output_shape, window_size).copy()
    windows[:, -1] = 0
    windows[:, :, -1] = 0
    return col2im(windows.reshape(cols.shape), input_shape, output_shape, window_size, stride)


@misconception(
    "images-printed",
    "col2im",
    title="col2im prints the images instead of returning them",
    hint=(
        "Call col2im, give the answer a name, and ask for its shape. With this mistake Python says that None has "
        "no attribute 'shape', although the images were on the screen a moment ago. What was shown cannot be "
        "used: the layer in front of the convolution waits for a gradient and gets nothing. Try it on something "
        "small: with `def greet(name): print('hello ' + name)`, the line `text = greet('Ann')` shows the "
        "greeting, and `len(text)` ends with a TypeError. Showing and handing over are two things, and only the "
        "second one reaches the code that called. As a console shows the value of every line, the difference is "
        "easy to overlook there. What is the last line of your function, and does it begin with the right word?"
    ),
)
def images_printed(cols, input_shape, output_shape, window_size, stride=1):
    print(col2im(cols, input_shape, output_shape, window_size, stride))


@misconception(
    "stride-only-downwards",
    "im2col",
    title="The stride counts downwards only; to the right, windows are one pixel apart",
    hint=(
        "A stride moves the window in two directions. Does your code use it in both? Take a single row of eight pixels, 0 "
        "to 7, windows of one pixel and a stride of 3. The windows to the right should hold 0, 3 and 6. Do you find all "
        "eight pixels? Now stand the same pixels upright, eight high and one wide: if you get 0, 3 and 6 there, only one "
        "of the two axes is skipped through. A lawn is mown in lanes, and whoever turns the mower round at every step in "
        "one direction needs three times as long. The shape tells it at once, whereas the number of rows in it is right. "
        "With a stride of 1 both directions agree, and so do images that are exactly one window wide. At how many places "
        "of your code does the stride stand?"
    ),
)
def stride_only_downwards(input_batch, window_size, stride=None):
    return im2col(input_batch, window_size, 1)[:, :: window_size if stride is None else stride]


@misconception(
    "channels-last-both-ways",
    "im2col",
    title="Both functions keep the channels last in a row",
    hint=(
        "Your two functions undo each other. Is that enough? Send images through im2col and lay the windows back side by "
        "side: they come out as they were, since both use the same order. But a caller may bring columns of his own, and "
        "filters as well, and they follow the statement. Take one window of one pixel by two, with two channels: the "
        "first channel holds 1, 2 and the second 30, 40. The statement's row is 1, 2, 30, 40, and yours 1, 30, 2, 40. Two "
        "children with a secret alphabet understand each other perfectly; the teacher gets a letter that makes no sense. "
        "With a single channel there is only one order. Test each function by itself, against a small row that you have "
        "written down by hand. In which order does the statement name channels, rows and places?"
    ),
)
def channels_last_there(input_batch, window_size, stride=None):
    return channels_last(input_batch, window_size, stride)


@misconception("channels-last-both-ways", "col2im")
def channels_last_back(cols, input_shape, output_shape, window_size, stride=1):
    k, (N, C), (H_out, W_out) = window_size, input_shape[:2], output_shape[1:]
    windows = cols.reshape(N, H_out, W_out, k, k, C).transpose(0, 1, 2, 5, 3, 4)
    return col2im(windows.reshape(N, H_out, W_out, C * k * k), input_shape, output_shape, k, stride)
