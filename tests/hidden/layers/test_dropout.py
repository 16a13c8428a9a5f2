"""Hidden cases of `dropout`: 13 of 20 points.

No case knows which elements will be dropped: inputs are never 0, so the zeros of an output are its mask. Where a
case asks for some element to be dropped, or two masks to differ, hundreds of independent draws stand behind it: a
right layer fails with probability below 1e-9, as in the checks that count. Each case on what stays as it is also
looks at an output in training, so that a layer that only returns its input passes none. Independence is tested with
p = 0.5, which a layer that swaps keeping and dropping gets right: that mistake has cases of its own. Where a case
looks at zeros alone, the sizes are drawn, so that no mask of another run fits. A case that can do with a mask of one
kind of elements begins with a seed that gives it, on whichever side of its draws a layer drops.
"""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_fraction, check_unchanged

OFTEN = 0.9


def find_seed(rng, size):
    """Returns a seed after which so many draws lie between 0.1 and 0.9: with p = 0.9 they keep nothing."""
    generator = np.random.RandomState(0)
    while True:
        number = int(rng.integers(2**32))
        generator.seed(number)
        draws = generator.random_sample(size)
        if draws.min() > 1 - OFTEN and draws.max() < OFTEN:
            return number


def train(layer, X, what="forward_pass(X)", **settings):
    """Returns the output of a training pass and which elements it dropped; some are dropped, and some are not."""
    output = check_array(layer.forward_pass(X, **settings), X.shape, what)
    dropped = output == 0
    check_equal(bool(dropped.any()), True, f"whether {what} drops any element in training")
    check_equal(bool(dropped.all()), False, f"whether {what} drops every element in training")
    return output, dropped


@pytest.mark.points(1)
def test_fraction_dropped(submission, rng):
    """p is the probability of being dropped, for small and for large p"""
    few, some, many = rng.integers((60, 20, 300), (80, 25, 360)).tolist()
    for p, shape in [(0.1, (few, 300)), (0.35, (some, 9, 10, 8)), (0.8, (many, 70))]:
        X = np.full(shape, -3.0)
        output = check_array(submission.Dropout(p=p).forward_pass(X), shape, f"Dropout(p={p}).forward_pass(X)")
        what = f"the part of zeros in Dropout(p={p}).forward_pass(X)"
        check_fraction(int((output == 0).sum()), X.size, p, what)


@pytest.mark.points(1)
def test_kept_elements_are_scaled(submission, rng):
    """Kept elements are divided by 1 - p, in rows and in images"""
    settings = [(0.3, (8, 50)), (0.9, (4, 3, 9, 8))]
    layers = [submission.Dropout(p) for p, _ in settings]
    for (p, shape), layer in zip(settings, layers, strict=True):
        X = 100 * rng.choice([-1.0, 1.0], size=shape) * rng.uniform(1, 2, size=shape)
        output, dropped = train(layer, X, f"Dropout({p}).forward_pass(X)")
        check_close(output, np.where(dropped, 0, X / (1 - p)), f"Dropout({p}).forward_pass(X)")


@pytest.mark.points(1)
def test_samples_are_independent(submission, rng):
    """Each sample is dropped independently of the other samples in its batch"""
    features, pairs = rng.integers((200, 100), (260, 130)).tolist()
    for shape in [(80, features), (2 * pairs, 6, 5, 4)]:
        _, dropped = train(submission.Dropout(0.5), np.ones(shape), "Dropout(0.5).forward_pass(X)")
        both = dropped[::2] & dropped[1::2]
        check_fraction(int(both.sum()), both.size, 0.25, "the part of pairs of samples that both lose an element")


@pytest.mark.points(1)
def test_features_are_independent(submission, rng):
    """Each feature, channel and pixel is dropped independently of its neighbours"""
    rows, images = rng.integers((80, 40), (110, 50)).tolist()
    _, dropped = train(submission.Dropout(0.5), np.ones((rows, 200)), "Dropout(0.5).forward_pass(X)")
    both = dropped[:, ::2] & dropped[:, 1::2]
    check_fraction(int(both.sum()), both.size, 0.25, "the part of pairs of features that are both dropped")
    _, dropped = train(submission.Dropout(0.5), np.ones((images, 6, 10, 8)), "Dropout(0.5).forward_pass(X)")
    for axis, name in [(1, "channels"), (2, "rows"), (3, "columns")]:
        lined_up = np.moveaxis(dropped, axis, 0)
        both = lined_up[::2] & lined_up[1::2]
        what = f"the part of neighbours in two {name} that are both dropped"
        check_fraction(int(both.sum()), both.size, 0.25, what)


@pytest.mark.points(1)
def test_the_number_dropped_is_left_to_chance(submission, rng):
    """The number of dropped elements varies from call to call"""
    # The likeliest count of 40 draws with p = 0.4 has probability 0.13, of more less: 30 equal counts, below 1e-25.
    for p, size in [(0.4, int(rng.integers(40, 60))), (0.7, int(rng.integers(60, 90)))]:
        layer = submission.Dropout(p)
        outputs = [check_array(layer.forward_pass(np.ones((1, size))), (1, size), "forward_pass(X)") for _ in range(30)]
        counts = {int((output == 0).sum()) for output in outputs}
        check_equal(len(counts) > 1, True, f"whether 30 passes of Dropout({p}) drop different numbers of {size}")


@pytest.mark.points(1)
def test_each_training_pass_draws_anew(submission, rng):
    """Training passes over batches of equal and of different size are dropped independently"""
    layer = submission.Dropout(0.5)
    few, many, columns = rng.integers((40, 60, 200), (50, 70, 240)).tolist()
    masks = [train(layer, np.ones((rows, columns)), "forward_pass(X)")[1] for rows in (many, many, few, many)]
    for first, second in [(masks[0], masks[1]), (masks[1][:few], masks[2]), (masks[0], masks[3])]:
        both = first & second
        check_fraction(int(both.sum()), both.size, 0.25, "the part of elements that two training passes both drop")


@pytest.mark.points(1)
def test_evaluation(submission, rng):
    """Evaluation passes return the values of X, whatever p is and whatever came before"""
    for p, shape in [(0.3, (9, 40)), (0.8, (4, 3, 7, 5))]:
        layer = submission.Dropout(p)
        X = rng.normal(size=shape)
        check_close(layer.forward_pass(X, training=False), X, f"Dropout({p}).forward_pass(X, training=False)")
        train(layer, X, f"Dropout({p}).forward_pass(X, training=True)", training=True)
        check_close(layer.forward_pass(X[:2], training=False), X[:2], f"Dropout({p}).forward_pass(X, training=False)")


@pytest.mark.points(1)
def test_backward(submission, rng):
    """The gradient meets the mask and the factor of the forward pass, however large it is and as often as asked"""
    for p, shape in [(0.3, (9, 40)), (0.8, (4, 3, 7, 5))]:
        layer = submission.Dropout(p)
        _, dropped = train(layer, rng.uniform(1, 2, size=shape), f"Dropout({p}).forward_pass(X)")
        for scale in (1, 100):
            G = scale * rng.normal(size=shape)
            what = f"Dropout({p}).backward_pass(accum_grad)"
            check_close(layer.backward_pass(G), np.where(dropped, 0, G / (1 - p)), what)


@pytest.mark.points(1)
def test_backward_after_evaluation(submission, seed_numpy, rng):
    """After an evaluation pass the gradient passes as it is, and after the next training pass it is masked again"""
    layer = submission.Dropout(OFTEN)
    answers = []
    for rows in (3, 5):
        X, G, H = rng.uniform(1, 2, size=(3, rows, 4))
        seed_numpy(find_seed(rng, X.size))
        output, gradient = layer.forward_pass(X, training=True), layer.backward_pass(G)
        layer.forward_pass(X, training=False)
        answers.append((X, output, gradient, H, layer.backward_pass(H)))
    for X, output, gradient, H, after_evaluation in answers:
        dropped = check_array(output, X.shape, "forward_pass(X)") == 0
        gradient = check_array(gradient, X.shape, "backward_pass(accum_grad) after forward_pass(X)")
        check_equal(bool(gradient[dropped].any()), False, "whether dropped elements get a gradient")
        what = "backward_pass(accum_grad) after forward_pass(X, training=False)"
        check_close(after_evaluation, H, what)
    check_equal(bool(dropped.any()), True, f"whether Dropout({OFTEN}) drops any element in training")


@pytest.mark.points(1)
def test_backward_belongs_to_the_last_forward(submission, rng):
    """backward_pass uses the mask of the latest of several training passes, and no other layer's"""
    layer, other = submission.Dropout(0.4), submission.Dropout(0.3)
    for sizes in [(9, 9), (5, 8), (8, 3)]:
        columns = int(rng.integers(40, 70))
        for rows in sizes:
            X, G = rng.uniform(1, 2, size=(rows, columns)), rng.uniform(1, 2, size=(rows, columns))
            _, dropped = train(layer, X)
            other.forward_pass(X)
        gradient = check_array(layer.backward_pass(G), G.shape, "backward_pass(accum_grad)")
        check_equal(bool(((gradient == 0) == dropped).all()), True, "whether the gradient is 0 where the output is")


@pytest.mark.points(1)
def test_nothing_dropped(submission, rng):
    """With p = 0 nothing is dropped or scaled, with a small p something is"""
    for shape in [(6, 50), (3, 4, 8, 5)]:
        layer = submission.Dropout(p=0)
        X, G = rng.normal(size=shape), rng.normal(size=shape)
        check_close(layer.forward_pass(X), X, "Dropout(p=0).forward_pass(X)")
        check_close(layer.backward_pass(G), G, "Dropout(p=0).backward_pass(accum_grad)")
        train(submission.Dropout(p=0.25), X, "Dropout(p=0.25).forward_pass(X)")


@pytest.mark.points(1)
def test_the_global_generator_draws(submission, support, seed_numpy, seed, rng):
    """One seed of numpy's global generator always gives one mask, another seed another, and backward_pass draws none"""
    for shape in [rng.integers((9, 40), (20, 70)), rng.integers((4, 3, 7, 5), (7, 5, 10, 9))]:
        masks, left = [], []
        for number in (seed, seed, seed + 1):
            seed_numpy(number % 2**32)
            layer = submission.Dropout(0.4)
            masks.append(train(layer, np.ones(shape))[1])
            train(layer, np.ones(shape))
            if len(masks) == 2:
                layer.backward_pass(np.ones(shape))
            left.append(support.draw_global())
        check_equal(bool((masks[0] == masks[1]).all()), True, "whether the same seed drops the same elements")
        check_equal(bool((masks[0] == masks[2]).all()), False, "whether another seed drops the same elements")
        check_equal(left[0] == left[1], True, "whether backward_pass leaves the generator as it was")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """Neither pass changes the array that it is given, in training or in evaluation, nor one that it has returned"""
    layer = submission.Dropout(0.4)
    for shape in [(9, 40), (4, 3, 7, 5)]:
        X, G = rng.uniform(1, 2, size=shape), rng.normal(size=shape)
        for training in (True, False):
            held_X, held_G = hold(X), hold(G)
            output = layer.forward_pass(held_X, training=training)
            check_unchanged(held_X, X, f"forward_pass(X, training={training})")
            layer.backward_pass(held_G)
            check_unchanged(held_G, G, f"backward_pass(accum_grad) after training={training}")
            output = check_array(output, shape, f"forward_pass(X, training={training})")
            check_equal(bool((output == 0).any()), training, f"whether training={training} drops any element")
        # the signs tell which pass a result belongs to
        Z, H = -X, np.abs(G) + 1
        steps = [("forward_pass", X), ("backward_pass", H), ("forward_pass", Z), ("backward_pass", -H)]
        for (method, _), result in zip(steps[:2], support.call_in_turn(layer, steps), strict=False):
            kept = check_array(result, shape, f"what {method} returned")
            check_equal(bool((kept >= 0).all()), True, f"whether what {method} returned stays, when others follow")
