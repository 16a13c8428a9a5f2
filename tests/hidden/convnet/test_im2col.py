"""Hidden cases of `im2col`: 13 of 20 points.

Images are random, not square, and wanted values come from plain indexing. `col2im` is asked in every shape of
columns that the statement allows, and one right answer is enough; each case asks for two sizes.
"""

import numpy as np
import pytest

from grader.checks import Mismatch, SubmissionError, check_close, check_unchanged


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


def check_col2im(submission, rng, shape, k, stride, *, tell_stride=True, keep=None):
    """Checks col2im on random columns, in the shape that it expects."""
    where = place(shape, k, stride)
    windows = rng.normal(size=where[0].shape)
    wanted = np.zeros(shape)
    np.add.at(wanted, where, windows)
    N, H_out, W_out, C, _, _ = windows.shape
    args = (shape, (C + 4, H_out, W_out), k, *((stride,) if tell_stride else ()))
    what = f"col2im(cols, {', '.join(map(str, args))})"
    flat = windows.reshape(N, H_out, W_out, C * k * k)
    errors = []
    for cols in (flat, windows, flat.reshape(-1, C * k * k), windows.transpose(0, 3, 1, 2, 4, 5)):
        given = keep(cols) if keep else cols
        try:
            check_close(submission.col2im(given, *args), wanted, what)
        except (Mismatch, SubmissionError) as error:
            errors.append(error)
            continue
        if keep:
            check_unchanged(given, cols, what)
        return
    raise next((error for error in errors if isinstance(error, Mismatch)), errors[0])


@pytest.mark.points(2)
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
def test_im2col_leaves_its_argument(submission, hold, rng):
    """im2col does not change the images"""
    for shape, k, stride in [((2, 3, 4, 6), 2, 1), ((3, 2, 7, 5), 3, 2)]:
        images = rng.normal(size=shape)
        held = hold(images)
        check_im2col(submission, images, k, stride, given=held)
        check_unchanged(held, images, f"im2col(X, {k}, {stride})")


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
    for shape, k, stride in [((2, 3, 6, 5), 3, 2), ((3, 2, 5, 9), 2, 2)]:
        check_col2im(submission, rng, shape, k, stride)


@pytest.mark.points(1)
def test_col2im_leaves_its_argument(submission, hold, rng):
    """col2im does not change the columns"""
    for shape, k, stride in [((2, 3, 4, 6), 2, 1), ((3, 2, 7, 5), 3, 2)]:
        check_col2im(submission, rng, shape, k, stride, keep=hold)
