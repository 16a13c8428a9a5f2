"""Public cases of `im2col`: 7 of 20 points."""

import numpy as np
import pytest

from grader.checks import Mismatch, SubmissionError, check_array, check_close

RAMP = np.arange(12.0).reshape(1, 1, 3, 4)
RAMP_ROWS = [[0, 1, 4, 5], [1, 2, 5, 6], [2, 3, 6, 7], [4, 5, 8, 9], [5, 6, 9, 10], [6, 7, 10, 11]]


def number_pixels(N, C, H, W):
    """Returns images whose pixels spell out where they are: 1000 n + 100 channel + 10 row + column."""
    n, channel, row, column = np.indices((N, C, H, W))
    return 1000.0 * n + 100 * channel + 10 * row + column


def number_windows(N, H_out, W_out, C, k, stride):
    """Returns the windows of such images, of shape (N, H_out, W_out, C, k, k)."""
    n, r, c, channel, i, j = np.indices((N, H_out, W_out, C, k, k))
    return 1000.0 * n + 100 * channel + 10 * (r * stride + i) + (c * stride + j)


def paint(rng, *arrays):
    """Returns the arrays of such numbers with a random value in place of each number, the same one wherever it is."""
    values = rng.normal(size=3000)
    return [values[array.astype(int)] for array in arrays]


def check_columns(got, windows, what):
    """Checks columns in any of the shapes that the statement allows."""
    N, H_out, W_out, C, k, _ = windows.shape
    wanted = windows.reshape(N, H_out, W_out, C * k * k)
    for shape in (windows.shape, (N * H_out * W_out, C * k * k)):
        if isinstance(got, np.ndarray) and got.shape == shape:
            wanted = windows.reshape(shape)
    check_close(got, wanted, what)


def list_forms(submission, windows, shape, stride):
    """Returns the windows in each shape that col2im may expect, the one that im2col returns first, and its axes."""
    N, H_out, W_out, C, k, _ = windows.shape
    flat = windows.reshape(N, H_out, W_out, C * k * k)
    try:
        own = len(np.shape(submission.im2col(np.zeros(shape), k, stride)))
    except SubmissionError:
        own = 0
    forms = [flat, windows, flat.reshape(-1, C * k * k), windows.transpose(0, 3, 1, 2, 4, 5)]
    return sorted(forms, key=lambda form: form.ndim != own), own


def fold(submission, windows, *args, what):
    """Returns what col2im makes of `windows` (N, H_out, W_out, C, k, k), in each shape that it may expect.

    Shapes at which col2im fails are left out; where it always does, its first error is raised here. Where it takes what
    im2col returns, and the order of the axes is clear, that is the only answer.
    """
    errors, answers = [], []
    forms, own = list_forms(submission, windows, args[0], args[3] if len(args) > 3 else 1)
    for cols in forms:
        try:
            answers.append(check_array(submission.col2im(cols, *args), args[0], what))
        except (Mismatch, SubmissionError) as error:
            errors.append(error)
            continue
        if cols.ndim == own != 6:
            break
    if not answers:
        raise errors[0]
    return answers


def check_any(answers, want, what):
    """Checks that one of the answers is the one wanted."""
    errors = []
    for answer in answers:
        try:
            return check_close(answer, want, what)
        except Mismatch as error:
            errors.append(error)
    raise errors[0]


@pytest.mark.points(1)
def test_im2col_worked_example(submission, rng):
    """Worked example: the six windows of a 3 x 4 image"""
    windows = np.reshape(RAMP_ROWS, (1, 2, 3, 1, 2, 2))
    check_columns(submission.im2col(RAMP, 2, 1), windows, "im2col(X, 2, 1) with X of shape (1, 1, 3, 4)")
    images, windows = paint(rng, RAMP, windows)
    check_columns(submission.im2col(images, 2, 1), windows, "im2col(X, 2, 1) with random X of shape (1, 1, 3, 4)")


@pytest.mark.points(1)
def test_col2im_worked_example(submission, rng):
    """Worked example: the windows go back and overlaps add up"""
    windows = np.reshape(RAMP_ROWS, (1, 2, 3, 1, 2, 2)).astype(float)
    what = "col2im(cols, (1, 1, 3, 4), (1, 2, 3), 2, 1)"
    answers = fold(submission, windows, (1, 1, 3, 4), (1, 2, 3), 2, 1, what=what)
    check_any(answers, [[[[0, 2, 4, 3], [8, 20, 24, 14], [8, 18, 20, 11]]]], what)
    rows, wanted, what = rng.normal(size=(6, 4)), np.zeros(12), f"{what} with random cols"
    np.add.at(wanted, np.array(RAMP_ROWS), rows)
    answers = fold(submission, rows.reshape(windows.shape), (1, 1, 3, 4), (1, 2, 3), 2, 1, what=what)
    check_any(answers, wanted.reshape(1, 1, 3, 4), what)


@pytest.mark.points(1)
def test_im2col_of_a_batch_with_channels(submission, rng):
    """im2col runs through the channels, then through the rows of the window"""
    images, windows = number_pixels(2, 3, 4, 6), number_windows(2, 2, 4, 3, 3, 1)
    check_columns(submission.im2col(images, 3, 1), windows, "im2col(X, 3, 1) with X of shape (2, 3, 4, 6)")
    images, windows = paint(rng, images, windows)
    check_columns(submission.im2col(images, 3, 1), windows, "im2col(X, 3, 1) with random X of shape (2, 3, 4, 6)")


@pytest.mark.points(1)
def test_im2col_with_a_stride(submission, rng):
    """im2col moves by the stride and leaves out what no window covers"""
    got = submission.im2col(number_pixels(2, 2, 8, 5), 2, 3)
    check_columns(got, number_windows(2, 3, 2, 2, 2, 3), "im2col(X, 2, 3) with X of shape (2, 2, 8, 5)")
    images, windows = number_pixels(1, 2, 6, 9), number_windows(1, 2, 4, 2, 3, 2)
    what = "im2col(X, 3, stride=2) with X of shape (1, 2, 6, 9)"
    check_columns(submission.im2col(images, 3, stride=2), windows, what)
    images, windows = paint(rng, images, windows)
    check_columns(submission.im2col(images, 3, stride=2), windows, f"{what}, random")


@pytest.mark.points(1)
def test_col2im_counts_windows(submission, rng):
    """col2im of ones counts the windows of each pixel; rows and columns that are left over count 0"""
    what = "col2im(cols, (2, 3, 6, 7), (5, 2, 3), 3, 2) with cols all ones"
    answers = fold(submission, np.ones((2, 2, 3, 3, 3, 3)), (2, 3, 6, 7), (5, 2, 3), 3, 2, what=what)
    counts = np.outer([1, 1, 2, 1, 1, 0], [1, 1, 2, 1, 2, 1, 1])
    check_any(answers, np.broadcast_to(counts, (2, 3, 6, 7)), what)
    number = int(rng.integers(2, 1000))
    what = f"col2im(cols, (2, 3, 6, 7), (5, 2, 3), 3, 2) with cols all {number}"
    answers = fold(submission, np.full((2, 2, 3, 3, 3, 3), 1.0 * number), (2, 3, 6, 7), (5, 2, 3), 3, 2, what=what)
    check_any(answers, np.broadcast_to(number * counts, (2, 3, 6, 7)), what)


@pytest.mark.points(1)
def test_col2im_without_overlap(submission, rng):
    """Where windows do not meet, col2im undoes im2col and leaves zeros in the gaps"""
    numbers = number_pixels(2, 3, 5, 9), number_windows(2, 2, 3, 3, 2, 3)
    covered = np.outer([1, 1, 0, 1, 1], [1, 1, 0, 1, 1, 0, 1, 1, 0])
    for (images, windows), kind in [(numbers, ""), (paint(rng, *numbers), " with random cols")]:
        what = f"col2im(cols, (2, 3, 5, 9), (4, 2, 3), 2, 3){kind}"
        answers = fold(submission, windows, (2, 3, 5, 9), (4, 2, 3), 2, 3, what=what)
        check_any(answers, images * covered, what)


@pytest.mark.points(1)
def test_col2im_is_the_transpose(submission, rng):
    """The sum of cols * im2col(X) is the sum of col2im(cols) * X, with the stride left at 1"""
    windows, what = rng.normal(size=(2, 3, 4, 3, 2, 2)), "col2im(cols, (2, 3, 4, 5), (7, 3, 4), 2)"
    answers = fold(submission, windows, (2, 3, 4, 5), (7, 3, 4), 2, what=what)
    seen = number_windows(2, 3, 4, 3, 2, 1).astype(int)
    images = [rng.normal(size=3000) for _ in range(6)]  # a value for each number that a pixel can have
    pixels = number_pixels(2, 3, 4, 5).astype(int)
    products = [np.array([(answer * image[pixels]).sum() for image in images]) for answer in answers]
    wanted = np.array([(windows * image[seen]).sum() for image in images])
    check_any(products, wanted, f"the sums of {what} * X")
