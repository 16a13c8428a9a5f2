"""What people get wrong in `im2col`. Each function is the reference with one mistake."""

import numpy as np
from im2col import col2im, im2col

from grader.misconceptions import misconception


def as_windows(cols, input_shape, output_shape, k):
    """Returns columns of any shape as windows of shape (N, H_out, W_out, C, k, k)."""
    return cols.reshape(input_shape[0], output_shape[1], output_shape[2], input_shape[1], k, k)


@misconception(
    "overlaps-overwritten",
    "col2im",
    title="Overlapping windows overwrite each other",
    hint="A pixel with several copies in the columns should become their sum. What does your code do with "
    "what is there already?",
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
    "overlaps-averaged",
    "col2im",
    title="Overlapping windows are averaged",
    hint="Does your code divide by the number of windows? A gradient that arrives on three ways arrives three times.",
)
def overlaps_averaged(cols, input_shape, output_shape, window_size, stride=1):
    counts = col2im(np.ones_like(cols), input_shape, output_shape, window_size, stride)
    return col2im(cols, input_shape, output_shape, window_size, stride) / np.maximum(counts, 1)


@misconception(
    "repeated-index-added-once",
    "col2im",
    title="An index that occurs several times is added only once",
    hint="What does numpy do in `a[index] += values` where one place occurs twice in `index`? Try it with "
    "three numbers.",
)
def repeated_index_added_once(cols, input_shape, output_shape, window_size, stride=1):
    windows = as_windows(cols, input_shape, output_shape, window_size)
    n, r, c, channel, i, j = np.indices(windows.shape)
    images = np.zeros(input_shape)
    images[n, channel, r * stride + i, c * stride + j] += windows
    return images


@misconception(
    "col2im-ignores-stride",
    "col2im",
    title="col2im places the windows one pixel apart",
    hint="Where does the second window begin when the stride is 3? Look at where col2im uses its stride.",
)
def col2im_ignores_stride(cols, input_shape, output_shape, window_size, stride=1):
    return col2im(cols, input_shape, output_shape, window_size, 1)


@misconception(
    "col2im-default-stride",
    "col2im",
    title="Without a stride, col2im takes the window's size",
    hint="Look at the signature of col2im: what is the stride where the caller says nothing?",
)
def col2im_default_stride(cols, input_shape, output_shape, window_size, stride=None):
    return col2im(cols, input_shape, output_shape, window_size, window_size if stride is None else stride)


@misconception(
    "leftovers-cut-off",
    "col2im",
    title="The image that comes back lacks the leftover rows and columns",
    hint="Which shape must the result have: that of the image, or that of the part that windows cover?",
)
def leftovers_cut_off(cols, input_shape, output_shape, window_size, stride=1):
    _, H_out, W_out = output_shape
    images = col2im(cols, input_shape, output_shape, window_size, stride)
    return images[:, :, : (H_out - 1) * stride + window_size, : (W_out - 1) * stride + window_size]


@misconception(
    "columns-changed",
    "col2im",
    title="col2im writes into the columns",
    hint="The caller may still need the columns. Does your code assign into them?",
)
def columns_changed(cols, input_shape, output_shape, window_size, stride=1):
    images = col2im(cols, input_shape, output_shape, window_size, stride)
    cols *= 0
    return images


@misconception(
    "images-changed",
    "im2col",
    title="im2col writes into the images",
    hint="The caller may still need the images. Does your code assign into them?",
)
def images_changed(input_batch, window_size, stride=None):
    columns = im2col(input_batch, window_size, stride)
    input_batch *= 0
    return columns


@misconception(
    "im2col-ignores-stride",
    "im2col",
    title="im2col takes windows at every pixel, whatever the stride",
    hint="How many windows has a row of 9 pixels when they are 2 wide and 3 apart? How many do you return?",
)
def im2col_ignores_stride(input_batch, window_size, stride=None):
    return im2col(input_batch, window_size, 1)


@misconception(
    "channels-last",
    "im2col",
    title="A row runs through the pixels first and the channels last",
    hint="Print the row of one window of an image whose second channel is all zeros. Where are the zeros, "
    "and where should they be?",
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
    hint="Compare the first row of your answer with the worked example: in which order do the four pixels come?",
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
    hint="Try an image that is wider than high. Which axis of your result counts the windows from top to bottom?",
)
def positions_transposed(input_batch, window_size, stride=None):
    return im2col(input_batch, window_size, stride).swapaxes(1, 2)


@misconception(
    "columns-stand-upright",
    "im2col",
    title="The axes are reshaped without being moved",
    hint="reshape keeps the order of the numbers in memory. Are your axes in the order of the result "
    "before you reshape?",
)
def columns_stand_upright(input_batch, window_size, stride=None):
    columns = im2col(input_batch, window_size, stride)
    return columns.transpose(0, 3, 1, 2).reshape(columns.shape)


@misconception(
    "size-rounded-up",
    "im2col",
    title="The number of windows is rounded up",
    hint="What happens to a window that would reach over the edge? Compare your H_out with the formula for "
    "H = 6, k = 3, stride = 2.",
)
def size_rounded_up(input_batch, window_size, stride=None):
    s = stride or window_size
    _, _, H, W = input_batch.shape
    extra = [(0, 0), (0, 0), (0, -(H - window_size) % s), (0, -(W - window_size) % s)]
    return im2col(np.pad(input_batch, extra), window_size, s)
