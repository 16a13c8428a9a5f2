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
    hint="A pixel with several copies in the columns should become their sum. What does your code do with what is there "
    "already? And what does numpy do in `a[index] += values` where one place occurs twice in `index`?",
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
    hint="All upper left pixels of the windows come first, then their neighbours, which may be the same pixels of the "
    "image. Does your code set them, or add to them?",
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
    hint="Does your code divide by the number of windows? A gradient that arrives on three ways arrives three times.",
)
def overlaps_averaged(cols, input_shape, output_shape, window_size, stride=1):
    counts = col2im(np.ones_like(cols), input_shape, output_shape, window_size, stride)
    return col2im(cols, input_shape, output_shape, window_size, stride) / np.maximum(counts, 1)


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
    hint="The caller may still need the columns. Does your code assign into them, or into a view of them?",
)
def columns_changed(cols, input_shape, output_shape, window_size, stride=1):
    images = col2im(cols, input_shape, output_shape, window_size, stride)
    cols *= 0
    return images


@misconception(
    "images-changed",
    "im2col",
    title="im2col writes into the images",
    hint="The caller may still need the images. Does your code assign into them, or into a view of them?",
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


@misconception(
    "windows-in-columns",
    "im2col",
    title="The windows stand in the columns of the matrix instead of in its rows",
    hint="Print the shape of your matrix for two images. Which of the two axes counts the windows, and which one does "
    "the statement ask for?",
)
def windows_in_columns(input_batch, window_size, stride=None):
    columns = im2col(input_batch, window_size, stride)
    return columns.reshape(-1, columns.shape[3]).T


@misconception(
    "positions-before-samples",
    "im2col",
    title="The rows run through the samples at each position, instead of through one sample after the other",
    hint="Take two images that differ and look at the first two rows of your matrix. Do they come from one image, or "
    "from both?",
)
def positions_before_samples(input_batch, window_size, stride=None):
    columns = im2col(input_batch, window_size, stride)
    return columns.transpose(1, 2, 0, 3).reshape(-1, columns.shape[3])


@misconception(
    "last-window-left-out",
    "im2col",
    title="The last window of each row and column is left out",
    hint="How many places are there to put a window of 2 pixels on a row of 5, one pixel apart? Count them by hand, then "
    "look at your range.",
)
def last_window_left_out(input_batch, window_size, stride=None):
    return im2col(input_batch, window_size, stride)[:, :-1, :-1]


@misconception(
    "stride-is-the-window",
    "im2col",
    title="The windows always lie side by side, whatever the stride",
    hint="Where does the second window of a row begin: after the first one, or one stride further? Look at what your "
    "loop multiplies the position with.",
)
def stride_is_the_window(input_batch, window_size, stride=None):
    return im2col(input_batch, window_size, window_size)


@misconception(
    "padded-on-its-own",
    "im2col",
    title="The images are padded before the windows are taken",
    hint="Whoever wants zeros around an image adds them before calling im2col. How many windows do you get, and how many "
    "does the statement count?",
)
def padded_on_its_own(input_batch, window_size, stride=None):
    p = window_size // 2
    return im2col(np.pad(input_batch, [(0, 0), (0, 0), (p, p), (p, p)]), window_size, stride)


@misconception(
    "counted-for-squares",
    "im2col",
    title="The number of windows in a row is computed from the height",
    hint="Try an image that is wider than high. Which of the two sides does each of your two counts come from?",
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
    hint="How many images does a batch hold, and how many of them does your loop visit? Try two images that differ.",
)
def first_sample_only(input_batch, window_size, stride=None):
    return im2col(input_batch[:1], window_size, stride)


@misconception(
    "columns-printed",
    "im2col",
    title="im2col prints the columns instead of returning them",
    hint="Write cols = im2col(X, 2, 1) and look at cols. What is the difference between showing a value and handing it "
    "back to the caller?",
)
def columns_printed(input_batch, window_size, stride=None):
    print(im2col(input_batch, window_size, stride))


@misconception(
    "laid-side-by-side",
    "col2im",
    title="col2im lays the windows side by side, whatever the stride",
    hint="Where did im2col take the second window from? Does col2im put it back to the same place when windows overlap, "
    "and when they lie apart?",
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
    hint="output_shape belongs to the output of a convolution. Which of the arguments knows how many channels the images "
    "had?",
)
def channels_from_output_shape(cols, input_shape, output_shape, window_size, stride=1):
    shape = (input_shape[0], *output_shape[1:], output_shape[0], window_size, window_size)
    return col2im(cols.reshape(shape), input_shape, output_shape, window_size, stride)


@misconception(
    "last-window-not-put-back",
    "col2im",
    title="col2im forgets the last window of each row and column",
    hint="Which positions do your loops run through, and how many windows does output_shape count? Put a number into the "
    "last window alone and look for it.",
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
    hint="Write images = col2im(...) and look at images. What is the difference between showing a value and handing it "
    "back to the caller?",
)
def images_printed(cols, input_shape, output_shape, window_size, stride=1):
    print(col2im(cols, input_shape, output_shape, window_size, stride))
