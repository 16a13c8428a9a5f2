"""Draws what layers do to shapes and images as grids of numbers: `python reference/layers/draw_grids.py`."""

from pathlib import Path

import numpy as np
from draw_sheet import BLUE, CELL, GREEN, INK, ORANGE, PURPLE, QUIET, Sheet

FOLDER = Path(__file__).parents[2] / "exercises"


def draw_dense():
    """The shapes of a dense layer: a row of X and a column of W make one number of Y."""
    sheet = Sheet(
        620, 230, "The shapes of a dense layer",
        "X has N = 4 rows and n_in = 3 columns, W has 3 rows and n_units = 2 columns, w0 has one row of 2, Y has 4 rows "
        "of 2. Row 1 of X, marked A, and column 1 of W, marked B, make the number of Y in row 1 and column 1.",
    )  # fmt: skip
    top = 60
    for x, y, rows, columns, name in [
        (40, top, 4, 3, "X  (N, n_in)"), (220, top, 3, 2, "W  (n_in, n_units)"),
        (370, top, 1, 2, "w0  (1, n_units)"), (510, top, 4, 2, "Y  (N, n_units)"),
    ]:  # fmt: skip
        sheet.grid(x, y, np.full((rows, columns), ""), name)
    middle = top + 2 * CELL
    for x, sign in [(178, "·"), (327, "+"), (472, "=")]:
        sheet.text(x, middle, sign, size=20)
    sheet.frame(40, top, (1, 0, 1, 3), "A", BLUE)
    sheet.frame(220, top, (0, 1, 3, 1), "B", ORANGE)
    sheet.frame(510, top, (1, 1, 1, 1), "A", BLUE)
    sheet.frame(510, top, (1, 1, 1, 1), "B", ORANGE, inset=7)
    sheet.text(370 + CELL, top + CELL + 16, "added to every row", QUIET, 12)
    sheet.text(20, top + 4 * CELL + 28, "A: one sample.  B: the weights of one unit.  Both meet in one output.", QUIET, 12,
               "start")  # fmt: skip
    return sheet


def draw_convolution():
    """Two overlapping windows of a padded image, the filter, and their outputs."""
    image, weights = np.array([[1, 2, 0, 1], [0, 1, 3, 2], [2, 0, 1, 1]]), np.array([[1, 2, 0], [-1, 1, 3]])
    padded = np.pad(image, ((0, 1), (1, 1)))
    faded = np.pad(np.zeros(image.shape, bool), ((0, 1), (1, 1)), constant_values=True)
    output = np.zeros(image.shape)
    for i, j in np.ndindex(*image.shape):
        output[i, j] = (padded[i : i + 2, j : j + 3] * weights).sum()
    first, second = (0, 1), (1, 2)
    sheet = Sheet(
        590, 220, "Two windows of a convolution share pixels",
        'An image of 3 by 4 pixels with its padding ("same": one row below, one column on each side) and a filter of 2 by '
        f"3 weights. Window A begins in row {first[0]}, column {first[1]} and gives the output {output[first]:g}; window B "
        f"begins in row {second[0]}, column {second[1]} and gives {output[second]:g}. They have two pixels in common.",
    )  # fmt: skip
    sheet.grid(20, 60, padded, 'image, padding "same" in grey', faded)
    sheet.grid(270, 76, weights, "filter")
    sheet.grid(430, 60, output, "output, stride 1")
    sheet.text(240, 124, "·", size=20)
    sheet.text(400, 124, "=", size=20)
    for (row, column), letter, color in [(first, "A", BLUE), (second, "B", ORANGE)]:
        sheet.frame(20, 60, (row, column, 2, 3), letter, color)
        sheet.frame(430, 60, (row, column, 1, 1), letter, color)
    return sheet


def draw_max_pooling():
    """Two windows side by side, what is left over, and the output."""
    image = np.array([[1, 5, 2, 0, 3], [4, 3, 8, 6, 7], [9, 10, 11, 12, 13]])
    faded = np.ones(image.shape, bool)
    faded[:2, :4] = False
    sheet = Sheet(
        380, 180, "Max pooling, and what is left over",
        "An image of 3 by 5 pixels. Window A holds 1, 5, 4, 3 and gives 5; window B, beside it, holds 2, 0, 8, 6 and gives "
        "8. The third row and the fifth column lie in no whole window and are grey.",
    )  # fmt: skip
    sheet.grid(20, 60, image, "image; grey is left over", faded)
    sheet.arrow((200, 92), (265, 92), "max")
    sheet.grid(285, 76, [[5, 8]], "output")
    for column, letter, color in [(0, "A", BLUE), (1, "B", ORANGE)]:
        sheet.frame(20, 60, (0, 2 * column, 2, 2), letter, color)
        sheet.frame(285, 76, (0, column, 1, 1), letter, color)
    return sheet


def draw_average_pooling():
    """The way back through two overlapping windows: shares that add up."""
    first, second = np.array([[1, 1, 0], [1, 1, 0]]), np.array([[0, 2, 2], [0, 2, 2]])
    sheet = Sheet(
        600, 160, "Average pooling on the way back, with overlapping windows",
        "Two windows of 2 by 2 overlap in an image of 2 by 3. Window A has the gradient 4, so each of its elements gets 1. "
        "Window B has the gradient 8, so each of its elements gets 2. The middle column lies in both and gets 3.",
    )  # fmt: skip
    top = 62
    sheet.grid(20, top + 16, [[4, 8]], "gradients")
    sheet.grid(150, top, first, "shares of A", first == 0)
    sheet.grid(310, top, second, "shares of B", second == 0)
    sheet.grid(470, top, first + second, "their sum")
    for x, sign in [(117, "→"), (278, "+"), (438, "=")]:
        sheet.text(x, top + CELL, sign, size=20)
    for column, x, letter, color in [(0, 150, "A", BLUE), (1, 310, "B", ORANGE)]:
        sheet.frame(20, top + 16, (0, column, 1, 1), letter, color)
        sheet.frame(x, top, (0, column, 2, 2), letter, color)
        sheet.frame(470, top, (0, column, 2, 2), letter, color, inset=3 + 2 * column)
    return sheet


def draw_zero_padding():
    """An image of 2 by 3 with one row of zeros above it and two columns on the right."""
    image = np.array([[1, 2, 3], [4, 5, 6]])
    faded = np.pad(np.zeros(image.shape, bool), ((1, 0), (0, 2)), constant_values=True)
    sheet = Sheet(
        520, 195, "Zero padding of different width on each side",
        "The image 1 2 3 / 4 5 6 gets one row of zeros above (t = 1), none below (b = 0), none on the left (l = 0) and two "
        "columns on the right (r = 2). The gradient by the input is the part inside the frame A.",
    )  # fmt: skip
    sheet.grid(20, 92, image, "image")
    sheet.arrow((135, 124), (215, 124), "forward")
    sheet.grid(260, 60, np.pad(image, ((1, 0), (0, 2))), "output; padding in grey", faded)
    sheet.frame(260, 60, (1, 0, 2, 3), "A", BLUE)
    sheet.text(445, 76, "t = 1", QUIET, 13)
    sheet.text(232, 140, "l = 0", QUIET, 13)
    sheet.text(390, 172, "b = 0, r = 2", QUIET, 13)
    return sheet


def draw_upsampling():
    """Two pixels that become blocks, and the gradients of the blocks that are summed."""
    gradients = np.arange(1, 13).reshape(2, 6)
    sheet = Sheet(
        420, 290, "Up-sampling: copies forward, sums back",
        "Forward, pixel 1 becomes block A, two rows of three ones, and pixel 2 becomes block B, two rows of three twos. "
        "Back, the gradients in block A, 1 2 3 7 8 9, are summed to 30, and those in block B, 4 5 6 10 11 12, to 48.",
    )  # fmt: skip
    for top, left, right, title, words in [
        (60, [[1, 2]], np.repeat([[1, 1, 1, 2, 2, 2]], 2, axis=0), "input", "copy"),
        (200, [[30, 48]], gradients, "its gradient", "sum"),
    ]:
        sheet.grid(20, top + 16, left, title)
        sheet.grid(195, top, right, "output" if top == 60 else "gradient of the output")
        ends = [(100, top + CELL), (180, top + CELL)]
        sheet.arrow(*(ends if words == "copy" else ends[::-1]), words)
        for number, letter, color in [(0, "A", BLUE), (1, "B", ORANGE)]:
            sheet.frame(20, top + 16, (0, number, 1, 1), letter, color)
            sheet.frame(195, top, (0, 3 * number, 2, 3), letter, color)
    return sheet


def draw_batch_norm():
    """Which numbers share a mean: a column of rows, a channel of all images."""
    sheet = Sheet(
        640, 245, "Which numbers share one mean and one variance",
        "On the left a batch of 4 rows with 3 features: the 4 numbers of a column, marked A, share one mean. On the right a "
        "batch of 3 images with 2 channels of 2 by 3 pixels: all 18 numbers of channel 1, in every image, marked A, share "
        "one mean, and those of channel 2, marked B, another.",
    )  # fmt: skip
    sheet.grid(40, 70, np.full((4, 3), ""), "rows (N, C)")
    sheet.frame(40, 70, (0, 1, 4, 1), "A", BLUE)
    sheet.text(88, 218, "A: N numbers", INK, 13)
    cell = 22
    for image in range(3):
        x = 270 + image * 120
        sheet.text(x + 1.5 * cell, 48, f"image {image + 1}", INK, 13)
        for channel, letter, color in [(0, "A", BLUE), (1, "B", ORANGE)]:
            y = 66 + channel * 72
            sheet.grid(x, y, np.full((2, 3), ""), cell=cell)
            sheet.frame(x, y, (0, 0, 2, 3), letter, color, cell=cell)
    for channel in range(2):
        sheet.text(258, 66 + cell + channel * 72, f"channel {channel + 1}", INK, 12, "end")
    sheet.text(425, 218, "A: N·H·W numbers of channel 1.   B: those of channel 2", INK, 13)
    sheet.text(425, 20, "images (N, C, H, W)", INK, 13)
    return sheet


def draw_masks():
    """Two training passes with the same inputs and different masks."""
    X = np.array([[1, 2, 3], [4, 5, 6]])
    masks = [np.array([[0, 4, 0], [0, 0, 4]]), np.array([[4, 0, 0], [0, 0, 0]])]
    sheet = Sheet(
        500, 290, "Two training passes of dropout, p = 0.75",
        "Both passes have the inputs 1 2 3 / 4 5 6. The first mask keeps 2 and 6, so the output is 0 8 0 / 0 0 24. The "
        "second mask keeps 1 only, so the output is 4 0 0 / 0 0 0. Kept elements are multiplied by 4.",
    )  # fmt: skip
    for top, mask, name in zip([60, 200], masks, ["first pass", "second pass"], strict=True):
        sheet.grid(30, top, X, f"X, {name}")
        sheet.grid(200, top, mask, "its mask", mask == 0)
        sheet.grid(370, top, mask * X, "output", mask == 0)
        sheet.text(163, top + CELL, "·", size=20)
        sheet.text(333, top + CELL, "=", size=20)
    return sheet


def draw_matrix_of_windows():
    """Two of the six windows of an image, and the rows of the matrix that they become."""
    image = np.arange(12).reshape(3, 4)
    rows = [image[i : i + 2, j : j + 2].ravel() for i in range(2) for j in range(3)]
    sheet = Sheet(
        420, 270, "im2col: each window becomes a row",
        "An image of 3 by 4 pixels, 0 to 11, and the matrix of its six windows of 2 by 2. Window A, 0 1 4 5, is row 0 of "
        "the matrix; window B, 5 6 9 10, is row 4.",
    )  # fmt: skip
    sheet.grid(30, 60, image, "image")
    sheet.arrow((175, 108), (235, 108), "im2col")
    sheet.grid(255, 60, rows, "window 2, stride 1")
    for number, letter, color in [(0, "A", BLUE), (4, "B", ORANGE)]:
        sheet.frame(30, 60, (number // 3, number % 3, 2, 2), letter, color)
        sheet.frame(255, 60, (number, 0, 1, 4), letter, color)
    return sheet


def draw_overlapping_shares():
    """The way back through four windows of average pooling that overlap: which shares meet in a pixel."""
    gradients = np.array([[4, 12], [8, 20]])
    words, total = [["", "", ""] for _ in range(3)], np.zeros((3, 3))
    for row, column in np.ndindex(2, 2):
        for i, j in np.ndindex(2, 2):
            y, x = row + i, column + j
            share = gradients[row, column] / 4
            words[y][x] += ("+" if words[y][x] else "") + f"{share:g}"
            total[y, x] += share
    sheet = Sheet(
        670, 385, "Average pooling on the way back: the shares of overlapping windows",
        "Four windows of 2 by 2, one pixel apart, in an image of 3 by 3. Their output gradients are 4, 12, 8 and 20, so "
        "each of their pixels gets 1, 3, 2 and 5. A corner lies in one window, the middle of an edge in two, the pixel in "
        "the middle in all four, A, B, C and D: it gets 1 + 3 + 2 + 5 = 11.",
    )  # fmt: skip
    top, cell = 62, 94
    middle = top + 1.5 * cell
    sheet.grid(45, middle - CELL, gradients, "output gradients")
    sheet.arrow((130, middle), (180, middle), "÷ k²")
    sheet.grid(210, top, words, "shares that meet in each pixel", cell=cell)
    sheet.text(518, middle, "=", size=20)
    sheet.grid(550, middle - 1.5 * CELL, total, "their sum")
    windows = [("A", BLUE, 3), ("B", ORANGE, 5), ("C", GREEN, 7), ("D", PURPLE, 9)]
    for (row, column), (letter, color, inset) in zip(np.ndindex(2, 2), windows, strict=True):
        sheet.frame(45, middle - CELL, (row, column, 1, 1), letter, color)
        sheet.frame(210, top, (row, column, 2, 2), letter, color, cell=cell, inset=inset)
    sheet.text(20, 367, "pool_size 2, stride 1: A and B share two pixels; all four share the one in the middle.", QUIET, 12,
               "start")  # fmt: skip
    return sheet


def draw_padding_and_stride():
    """Where the windows of a convolution with padding and stride begin, and what is left over."""
    image = np.arange(1, 13).reshape(3, 4)
    padded = np.pad(image, 1)
    faded = np.pad(np.zeros(image.shape, bool), 1, constant_values=True)
    kernel = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]])
    output = np.array([[(padded[r : r + 3, c : c + 3] * kernel).sum() for c in (0, 2)] for r in (0, 2)])
    sheet = Sheet(
        620, 320, "Padding and stride of a convolution",
        "An image of 3 by 4 pixels, 1 to 12, with one zero on each side, p = 1, so 5 by 6. Windows of 3 by 3 begin in every "
        f"second row and column, s = 2: A in row 0, column 0 gives the output {output[0, 0]}; B in row 0, column 2 gives "
        f"{output[0, 1]}; C and D in row 2 give {output[1, 0]} and {output[1, 1]}. The last column of zeros is left over.",
    )  # fmt: skip
    left, top, cell = 25, 60, 40
    middle = top + 2.5 * cell
    sheet.grid(left, top, padded, "image, padding p = 1 in grey", faded, cell=cell)
    sheet.text(297, middle, "·", size=20)
    sheet.grid(325, middle - 1.5 * CELL, kernel, "kernel, k = 3")
    sheet.text(453, middle, "=", size=20)
    sheet.grid(500, middle - CELL, output, "output, stride s = 2")
    windows = [("A", BLUE, 3), ("B", ORANGE, 5), ("C", GREEN, 7), ("D", PURPLE, 9)]
    for (row, column), (letter, color, inset) in zip(np.ndindex(2, 2), windows, strict=True):
        sheet.frame(left, top, (2 * row, 2 * column, 3, 3), letter, color, cell=cell, inset=inset)
        sheet.frame(500, middle - CELL, (row, column, 1, 1), letter, color)
    sheet.text(left + 5.5 * cell, top + 5 * cell + 14, "left over", QUIET, 12)
    sheet.text(20, 300, "A and B begin s = 2 columns apart, A and C two rows apart.", QUIET, 12, "start")
    return sheet


def draw_feature_axes():
    """Which numbers of a batch of rows share one mean: a column."""
    sheet = Sheet(
        470, 250, "Batch normalisation of rows: one mean for each column",
        "A batch of N = 4 rows with D = 3 features. The 4 numbers of feature 0, marked A, are averaged along axis 0 and "
        "give the first of 3 means; those of feature 1, marked B, give the second. The means have the shape (1, D).",
    )  # fmt: skip
    sheet.grid(70, 70, np.full((4, 3), ""), "input_batch (N, D)")
    sheet.grid(330, 118, np.full((1, 3), ""), "means (1, D)")
    sheet.curve([(40, 76), (40, 192)], QUIET, 1.5)
    sheet.curve([(36, 185), (40, 192), (44, 185)], QUIET, 1.5)
    sheet.text(40, 60, "axis 0", QUIET, 12)
    sheet.arrow((200, 134), (300, 134), "mean, axis=0")
    for feature, letter, color in [(0, "A", BLUE), (1, "B", ORANGE)]:
        sheet.frame(70, 70, (0, feature, 4, 1), letter, color)
        sheet.frame(330, 118, (0, feature, 1, 1), letter, color)
    sheet.text(20, 232, "A: the N numbers of feature 0.  B: those of feature 1.", QUIET, 12, "start")
    return sheet


def draw_channel_axes():
    """Which numbers of a batch of images share one mean: a channel of all images."""
    sheet = Sheet(
        560, 270, "Batch normalisation of images: one mean for each channel",
        "A batch of N = 3 images with C = 2 channels of H = 2 by W = 3 pixels. All 18 pixels of channel 0, in every image, "
        "marked A, give the first of 2 means; all 18 of channel 1, marked B, give the second. The means have the shape "
        "(1, C, 1, 1).",
    )  # fmt: skip
    cell = 24
    for channel, (letter, color) in enumerate([("A", BLUE), ("B", ORANGE)]):
        y = 60 + channel * 84
        sheet.text(20, y + cell, f"channel {channel}", INK, 12, "start")
        for image in range(3):
            x = 95 + image * 100
            if channel == 0:
                sheet.text(x + 1.5 * cell, 36, f"image {image}", INK, 13)
            sheet.grid(x, y, np.full((2, 3), ""), cell=cell)
            sheet.frame(x, y, (0, 0, 2, 3), letter, color, cell=cell)
        sheet.arrow((385, y + cell), (455, y + cell), "mean")
        sheet.grid(480, y + cell - CELL / 2, [[""]])
        sheet.frame(480, y + cell - CELL / 2, (0, 0, 1, 1), letter, color)
    sheet.text(496, 36, "(1, C, 1, 1)", INK, 13)
    sheet.text(20, 232, "A: the N·H·W pixels of channel 0, in all images.  B: those of channel 1.", QUIET, 12, "start")
    sheet.text(20, 252, "The mean runs along the axes 0, 2 and 3; axis 1, the channel, stays.", QUIET, 12, "start")
    return sheet


def draw_order():
    """The order in which the pixels of an image become a row: channels, then rows, then columns."""
    image = np.arange(12).reshape(2, 2, 3)
    sheet = Sheet(
        560, 250, "Flatten: channel after channel, row after row",
        "One image with channel 0, marked A, 0 1 2 / 3 4 5, and channel 1, marked B, 6 7 8 / 9 10 11. Its row is 0 1 2 3 4 "
        "5 6 7 8 9 10 11: first all of channel 0, row after row from left to right, then all of channel 1.",
    )  # fmt: skip
    left, bottom = 88, 180
    sheet.grid(left, bottom, image.reshape(1, -1), "")
    sheet.text(left - 10, bottom + CELL / 2, "row", INK, 13, "end")
    for channel, letter, color in [(0, "A", BLUE), (1, "B", ORANGE)]:
        x = left + CELL * 1.5 + channel * 6 * CELL
        sheet.grid(x, 52, image[channel], f"channel {channel}")
        sheet.frame(x, 52, (0, 0, 2, 3), letter, color)
        sheet.frame(left, bottom, (0, 6 * channel, 1, 6), letter, color)
        middle = x + 1.5 * CELL
        sheet.curve([(middle, 130), (middle, 168)], QUIET, 1.5)
        sheet.curve([(middle - 4, 161), (middle, 168), (middle + 4, 161)], QUIET, 1.5)
    sheet.text(left - 10, 52 + CELL, "image", INK, 13, "end")
    return sheet


FIGURES = {
    "layers/dense/shapes.svg": draw_dense,
    "layers/conv2d/windows.svg": draw_convolution,
    "layers/max_pooling2d/windows.svg": draw_max_pooling,
    "layers/average_pooling2d/shares.svg": draw_average_pooling,
    "layers/zero_padding2d/frame.svg": draw_zero_padding,
    "layers/upsampling2d/blocks.svg": draw_upsampling,
    "layers/batch_norm/axes.svg": draw_batch_norm,
    "layers/dropout/masks.svg": draw_masks,
    "convnet/im2col/windows.svg": draw_matrix_of_windows,
    "convnet/average_pooling/shares.svg": draw_overlapping_shares,
    "convnet/convolutional/stride.svg": draw_padding_and_stride,
    "convnet/batch_normalization/axes.svg": draw_feature_axes,
    "convnet/batch_normalization_2d/axes.svg": draw_channel_axes,
    "convnet/flatten_images/order.svg": draw_order,
}


def main():
    """Writes every figure."""
    for place, draw in FIGURES.items():
        (FOLDER / place).write_text(draw().render(), encoding="utf-8")


if __name__ == "__main__":
    main()
