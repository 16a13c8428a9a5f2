"""Hidden cases of `im2col`: 13 of 20 points.

Images are random, not square, and wanted values come from plain indexing. `col2im` is asked in every shape of
columns that the statement allows, and one right answer is enough; each case asks for two sizes.
"""

import numpy as np
import pytest

from grader.checks import Mismatch, SubmissionError, check_array, check_close, check_equal, check_unchanged


def place(shape, k, stride):
    """Returns the (n, channel, row, column) of every element of the windows (N, H_out, W_out, C, k, k)."""
    N, C, H, W = shape
    sizes = (N, (H - k) // stride + 1, (W - k) // stride + 1, C, k, k)
    n, r, c, channel, i, j = np.indices(sizes)
    return n, channel, r * stride + i, c * stride + j


def check_im2col(submission, images, k, stride, given=None):
    """Checks im2col, in any of the shapes that the statement allows."""
    windows = images[place(images.shape, k, stride)]
    N, H_out, W_out, C, _, _ = windows.shape
    got = submission.im2col(images if given is None else given, k, stride)
    wanted = windows.reshape(N, H_out, W_out, C * k * k)
    for shape in (windows.shape, (N * H_out * W_out, C * k * k)):
        if isinstance(got, np.ndarray) and got.shape == shape:
            wanted = windows.reshape(shape)
    check_close(got, wanted, f"im2col(X, {k}, {stride}) with X of shape {images.shape}")


def check_apart(results, what):
    """Checks that the results of two calls are not one array, written over by the second call."""
    first, second = (check_array(result, np.shape(result), what) for result in results)
    check_equal(bool(np.array_equal(first, second)), False, f"whether a second call writes over the result of {what}")


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


def check_col2im(submission, rng, shape, k, stride, *, tell_stride=True, keep=None):
    """Checks col2im on random columns, in the shape that it expects; returns these columns and the other arguments."""
    where = place(shape, k, stride)
    windows = rng.normal(size=where[0].shape)
    wanted = np.zeros(shape)
    np.add.at(wanted, where, windows)
    _, H_out, W_out, C, _, _ = windows.shape
    args = (shape, (C + 4, H_out, W_out), k, *((stride,) if tell_stride else ()))
    what = f"col2im(cols, {', '.join(map(str, args))})"
    errors = []
    forms, own = list_forms(submission, windows, shape, stride)
    for cols in forms:
        given = keep(cols) if keep else cols
        try:
            answer = check_array(submission.col2im(given, *args), shape, what)
            check_close(answer, wanted, what)
        except SubmissionError as error:
            errors.append(error)
            continue
        except Mismatch as error:
            errors.append(error)
            if error.wanted is not None and cols.ndim == own != 6:  # the right shape, and no doubt about the axes
                break
            continue
        if keep:
            check_unchanged(given, cols, what)
        return cols, args
    raise next((error for error in errors if isinstance(error, Mismatch)), errors[0])


@pytest.mark.points(1)
def test_im2col_at_stride_one(submission, rng):
    """im2col takes every window at stride 1"""
    for shape, k in [((2, 3, 4, 6), 3), ((3, 1, 5, 4), 2), ((1, 4, 3, 5), 1)]:
        check_im2col(submission, rng.normal(size=shape), k, 1)


@pytest.mark.points(1)
def test_im2col_with_overlapping_windows(submission, rng):
    """im2col takes windows that overlap, at a stride above 1"""
    for shape, k, stride in [((2, 3, 7, 5), 3, 2), ((3, 2, 4, 9), 4, 3)]:
        check_im2col(submission, rng.normal(size=shape), k, stride)


@pytest.mark.points(1)
def test_im2col_with_gaps(submission, rng):
    """im2col takes windows that lie apart"""
    for shape, k, stride in [((2, 3, 5, 8), 2, 3), ((3, 2, 7, 4), 1, 3)]:
        check_im2col(submission, rng.normal(size=shape), k, stride)


@pytest.mark.points(1)
def test_im2col_with_leftovers(submission, rng):
    """im2col leaves out rows and columns that fill no window"""
    for shape, k, stride in [((2, 3, 6, 5), 3, 2), ((3, 2, 5, 9), 2, 2)]:
        check_im2col(submission, rng.normal(size=shape), k, stride)


@pytest.mark.points(1)
def test_im2col_leaves_its_argument(submission, support, hold, rng):
    """im2col does not change the images, or what an earlier call returned"""
    for shape, k in [((2, 3, 4, 6), 1), ((3, 2, 7, 5), 1)]:
        images = rng.normal(size=shape)
        held = hold(images)
        check_im2col(submission, images, k, 1, given=held)
        check_unchanged(held, images, f"im2col(X, {k}, 1)")
        check_apart(support.call_in_turn(submission.im2col, [(images, 2, 1), (2 * images, 2, 1)]), "im2col(X, 2, 1)")


@pytest.mark.points(1)
def test_the_two_fit_together(submission, support, rng):
    """col2im takes the very columns that im2col returns"""
    for shape, k, stride in [((2, 3, 4, 6), 2, 2), ((3, 2, 8, 6), 2, 3)]:
        number = rng.uniform(1, 9)  # in plain images the order in a row does not matter
        inside = np.zeros(shape)
        inside[place(shape, k, stride)] = number
        output_shape = (shape[1] + 4, (shape[2] - k) // stride + 1, (shape[3] - k) // stride + 1)
        args = (submission.im2col, submission.col2im, np.full(shape, number), output_shape, k, stride)
        what = f"col2im(im2col(X, {k}, {stride}), {shape}, {output_shape}, {k}, {stride}) with plain X"
        try:
            check_close(support.fold_unfolded(*args), inside, what)
        except (Mismatch, SubmissionError) as error:
            try:  # a col2im that takes the channels first, from an im2col that does not put them there
                check_close(support.fold_unfolded(*args, channels_first=True), inside, what)
            except (Mismatch, SubmissionError):
                raise error from None


@pytest.mark.points(2)
def test_col2im_adds_overlaps(submission, rng):
    """col2im adds what overlapping windows bring to a pixel"""
    for shape, k, stride in [((2, 3, 4, 6), 3, 1), ((3, 2, 9, 5), 3, 2)]:
        check_col2im(submission, rng, shape, k, stride)


@pytest.mark.points(1)
def test_col2im_without_a_stride(submission, rng):
    """col2im uses stride 1 where none is given"""
    for shape, k in [((2, 3, 4, 6), 2), ((1, 2, 5, 4), 3)]:
        check_col2im(submission, rng, shape, k, 1, tell_stride=False)


@pytest.mark.points(1)
def test_col2im_side_by_side(submission, rng):
    """col2im puts windows side by side where the stride is the window's size"""
    for shape, k in [((2, 3, 4, 6), 2), ((3, 2, 9, 3), 3)]:
        check_col2im(submission, rng, shape, k, k)


@pytest.mark.points(1)
def test_col2im_with_gaps(submission, rng):
    """col2im leaves zeros between windows that lie apart"""
    for shape, k, stride in [((2, 3, 5, 8), 2, 3), ((3, 2, 7, 4), 1, 3)]:
        check_col2im(submission, rng, shape, k, stride)


@pytest.mark.points(1)
def test_col2im_with_leftovers(submission, rng):
    """col2im returns the full size, with zeros in rows and columns that fill no window"""
    for shape, k, stride in [((2, 3, 8, 7), 3, 3), ((3, 2, 5, 9), 2, 2)]:
        check_col2im(submission, rng, shape, k, stride)


@pytest.mark.points(1)
def test_col2im_leaves_its_argument(submission, support, hold, rng):
    """col2im does not change the columns, or what an earlier call returned"""
    for shape, k in [((2, 3, 4, 6), 1), ((3, 2, 7, 5), 1)]:
        cols, args = check_col2im(submission, rng, shape, k, 1, keep=hold)
        calls = [(cols, *args), (2 * cols, *args)]
        check_apart(support.call_in_turn(submission.col2im, calls), f"col2im(cols, {', '.join(map(str, args))})")
