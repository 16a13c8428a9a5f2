"""Hidden cases of `batch_norm`: 14 of 20 points.

gamma and beta, and where it matters the running statistics, are set here. Inputs are drawn with means away from
0 and variances that are not small, so that single precision and differences are exact enough. No two sizes are
equal. Where steps do not matter the learning rate is 0. Cases about optimizers and trainable look at beta, whose
gradient does not depend on the normalisation. Where a case is about something else than the statistics, inputs have
variance 1, and output gradients nothing that the way through the statistics would take back.
"""

import numpy as np
import pytest

from grader.checks import check_array, check_close, check_equal, check_gradient, check_row, check_unchanged

SHAPES = [(6, 4), (3, 2, 4, 5)]


def make_layer(submission, optimizer, gamma, beta, shape, defaults=False, **settings):
    """Returns an initialised layer for samples of this shape with these parameters."""
    layer = submission.BatchNormalization(**({} if defaults else {"momentum": 0.99, "eps": 1e-5, **settings}))
    layer.set_input_shape(shape)
    layer.initialize(optimizer)
    assign(layer, "gamma", gamma)
    assign(layer, "beta", beta)
    return layer


def assign(layer, name, values):
    """Sets an attribute to these values, in the shape that the layer keeps, such as (C,) or (1, C)."""
    kept = getattr(layer, name)
    fits = isinstance(kept, np.ndarray) and kept.size == values.size
    setattr(layer, name, values.reshape(kept.shape) if fits else values)


def shape_of(value):
    """Returns the shape of an array, None of anything else."""
    return value.shape if isinstance(value, np.ndarray) else None


def check_features(got, want, what):
    """`check_close` for one number per feature, kept as (C,), (1, C) or (1, C, 1, 1)."""
    if isinstance(got, np.ndarray) and got.size == np.size(want):
        got = got.reshape(-1)
    check_row(got, want, what)


def draw(rng, shape):
    """Returns X, gamma, beta and an output gradient; each feature of X has a mean and a variance of its own.

    The first two rows lie on either side, so that no part of the batch that has both lacks spread. Of the output
    gradient something is left after the parts along the mean and along X have been taken out.
    """
    X = rng.normal(size=shape)
    X[0] = rng.choice([-1.5, 1.5], size=shape[1:])
    X[1] = -X[0]
    X = X * spread(rng.uniform(1, 2, size=shape[1]), X) + spread(rng.uniform(1, 3, size=shape[1]), X)
    G = rng.normal(size=shape)
    left = project(X, G)
    G = G + left / np.sqrt(var_of(left))
    gamma = rng.choice([-1.0, 1.0], size=shape[1]) * rng.uniform(1.2, 2.5, size=shape[1])
    return X, gamma, rng.uniform(0.5, 1.5, size=shape[1]), G


def axes_of(X):
    """Returns the axes over which a feature of X is spread."""
    return (0,) if X.ndim == 2 else (0, 2, 3)


def spread(values, X):
    """Returns one number for each feature in a shape that meets X in a product."""
    return values.reshape((1, -1) + (1,) * (X.ndim - 2))


def mean_of(X):
    """Returns the mean of each feature, in a shape that meets X in a product."""
    return X.mean(axis=axes_of(X), keepdims=True)


def var_of(X):
    """Returns the variance of each feature, in a shape that meets X in a product."""
    return X.var(axis=axes_of(X), keepdims=True)


def normalise(X, eps=1e-5):
    """Returns X with mean 0 and variance nearly 1 for each feature."""
    return (X - mean_of(X)) / np.sqrt(var_of(X) + eps)


def find_output(X, gamma, beta, eps=1e-5):
    """Returns the output in training."""
    return spread(gamma, X) * normalise(X, eps) + spread(beta, X)


def project(X, G, eps=1e-5):
    """Returns G without its parts along the mean and along the normalised X of each feature."""
    X_hat = normalise(X, eps)
    return G - mean_of(G) - X_hat * mean_of(G * X_hat)


def find_gradient(X, gamma, G, eps=1e-5):
    """Returns the gradient by the input."""
    return spread(gamma, X) / np.sqrt(var_of(X) + eps) * project(X, G, eps)


def find_steps(X, G):
    """Returns the gradients by gamma and by beta."""
    return (G * normalise(X)).sum(axis=axes_of(X)), G.sum(axis=axes_of(X))


@pytest.mark.points(1)
def test_forward_of_rows(submission, support, rng):
    """In training each feature of the output has mean beta and spread gamma, for batches of different size"""
    for shape in [(5, 3), (4, 7)]:
        X, gamma, beta, _ = draw(rng, shape)
        layer = make_layer(submission, support.MockOptimizer(), gamma, beta, shape[1:])
        for rows in (X, X[:3]):
            what = f"forward_pass(X) with X of shape {rows.shape}"
            check_close(layer.forward_pass(rows), find_output(rows, gamma, beta), what)


@pytest.mark.points(1)
def test_forward_of_images(submission, support, rng):
    """Images are normalised for each channel over samples and pixels, a single image as well"""
    for shape in [(3, 2, 4, 5), (2, 5, 3, 4)]:
        X, gamma, beta, _ = draw(rng, shape)
        layer = make_layer(submission, support.MockOptimizer(), gamma, beta, shape[1:])
        for images in (X, X[:1]):
            what = f"forward_pass(X) with X of shape {images.shape}"
            check_close(layer.forward_pass(images), find_output(images, gamma, beta), what)


@pytest.mark.points(1)
def test_eps_and_no_spread(submission, support, rng):
    """eps counts under the root, and batches without spread, one of a single row among them, give beta"""
    drawn = [(eps, *draw(rng, (4, 3))) for eps in (0.5, 4.0)]
    layers = [make_layer(submission, support.GradientDescent(0.0), *d[2:4], (3,), eps=d[0]) for d in drawn]
    for layer, (eps, X, gamma, beta, G) in zip(layers, drawn, strict=True):
        X[:, 1] = 2.5
        what = f"forward_pass(X) with eps = {eps}"
        check_close(layer.forward_pass(X), find_output(X, gamma, beta, eps), what)
        check_close(layer.backward_pass(G), find_gradient(X, gamma, G, eps), f"backward_pass(G) with eps = {eps}")
        check_close(layer.forward_pass(X[:1]), beta[None], "forward_pass(X) with a single row")
        check_close(layer.backward_pass(G[:1]), np.zeros((1, 3)), "backward_pass(G) after a single row")
    X, gamma, beta, _ = draw(rng, (6, 4))
    layer = make_layer(submission, support.MockOptimizer(), gamma, beta, (4,), defaults=True)
    X = 0.002 * (X - mean_of(X))  # variances near the default eps
    check_close(layer.forward_pass(X), find_output(X, gamma, beta), "forward_pass(X) with small X and the default eps")


@pytest.mark.points(1)
def test_running_statistics(submission, support, rng):
    """Each training pass, and nothing else, moves the running statistics by the batch's mean and variance"""
    settings = [(SHAPES[0], 0.9, {"momentum": 0.9}), (SHAPES[1], 0.75, {"momentum": 0.75, "eps": 0.1}),
                (SHAPES[0], 0.0, {"momentum": 0.0, "eps": 0.1}), (SHAPES[0], 1.0, {"momentum": 1.0}),
                (SHAPES[1], 0.99, {"defaults": True})]  # fmt: skip
    layers = []
    for shape, _, given in settings:
        ones, zeros = np.ones(shape[1]), np.zeros(shape[1])
        layers.append(make_layer(submission, support.MockOptimizer(), ones, zeros, shape[1:], **given))
    for layer, (shape, momentum, given) in zip(layers, settings, strict=True):
        X, _, _, G = draw(rng, shape)
        mean, var = np.zeros(shape[1]), np.ones(shape[1])
        for rows, trainable in [(slice(0, 2), True), (slice(0, 9), True), (slice(0, 3), False)]:
            layer.trainable = trainable
            layer.forward_pass(X[rows], training=True)
            layer.backward_pass(G[rows])
            layer.forward_pass(X[:2] + 5, training=False)
            mean = momentum * mean + (1 - momentum) * X[rows].mean(axis=axes_of(X))
            var = momentum * var + (1 - momentum) * X[rows].var(axis=axes_of(X))
            check_features(layer.running_mean, mean, f"running_mean of BatchNormalization, {given}")
            check_features(layer.running_var, var, f"running_var of BatchNormalization, {given}")


@pytest.mark.points(1)
def test_evaluation(submission, support, rng):
    """Evaluation uses the running statistics, gamma and beta, whatever the batch, and changes nothing"""
    for shape in SHAPES:
        X, gamma, beta, _ = draw(rng, shape)
        layer = make_layer(submission, support.MockOptimizer(), gamma, beta, shape[1:], eps=0.1)
        layer.forward_pass(X, training=True)
        mean, var = rng.normal(size=shape[1]), rng.uniform(0.3, 4, size=shape[1])
        assign(layer, "running_mean", mean)
        assign(layer, "running_var", var)
        wanted = spread(gamma, X) * (X - spread(mean, X)) / np.sqrt(spread(var, X) + 0.1) + spread(beta, X)
        for rows in (slice(0, 9), slice(0, 1), slice(0, 9)):
            what = f"forward_pass(X, training=False) with X of shape {X[rows].shape}"
            check_close(layer.forward_pass(X[rows], training=False), wanted[rows], what)


@pytest.mark.points(1)
def test_input_gradient_of_rows(submission, support, rng):
    """The gradient by rows is right, for large gradients and for batches of different size"""
    X, gamma, beta, G = draw(rng, (7, 3))
    layer = make_layer(submission, support.GradientDescent(0.0), gamma, beta, (3,))
    other = make_layer(submission, support.GradientDescent(0.0), beta, gamma, (3,))
    for rows in (slice(0, 5), slice(0, 7)):
        layer.forward_pass(X[rows])
        other.forward_pass(G[rows])
        gradient = layer.backward_pass(100 * G[rows])
        check_close(gradient, find_gradient(X[rows], gamma, 100 * G[rows]), "backward_pass(accum_grad)")
    what, wanted = "backward_pass(accum_grad)", find_gradient(X, gamma, 100 * G)
    check_gradient(layer.forward_pass, X, gradient, 100 * G, what, rng=rng, wanted=wanted)


@pytest.mark.points(1)
def test_input_gradient_of_images(submission, support, rng):
    """The gradient by images is right, for large gradients, batches of different size, and in a second call as well"""
    X, gamma, beta, G = draw(rng, (4, 3, 2, 5))
    layer = make_layer(submission, support.GradientDescent(0.0), gamma, beta, (3, 2, 5))
    for rows in (slice(0, 2), slice(0, 4)):
        layer.forward_pass(X[rows])
        for time in ("first", "second"):
            gradient = layer.backward_pass(100 * G[rows])
            what = f"accum_grad in the {time} backward_pass"
            check_close(gradient, find_gradient(X[rows], gamma, 100 * G[rows]), what)
    what, wanted = "backward_pass(accum_grad)", find_gradient(X, gamma, 100 * G)
    check_gradient(layer.forward_pass, X, gradient, 100 * G, what, rng=rng, wanted=wanted)


@pytest.mark.points(1)
def test_input_gradient_uses_the_gamma_of_the_forward_pass(submission, support, rng):
    """The returned gradient belongs to gamma before the update, however large the step"""
    for shape in [(6, 4), (5, 3)]:
        X, gamma, beta, G = draw(rng, shape)
        X = normalise(X, 0)
        layer = make_layer(submission, support.Momentum(0.5, 0.9), gamma, beta, shape[1:])
        layer.forward_pass(X)
        layer.backward_pass(10 * G)
        # From its velocity gamma moves on, although the next G has no part along X.
        assign(layer, "gamma", gamma)
        layer.forward_pass(X)
        wanted = spread(gamma, X) * project(X, G, 0)
        check_close(
            layer.backward_pass(project(X, G, 0)), wanted, "backward_pass(accum_grad) after a large step before"
        )


@pytest.mark.points(1)
def test_steps_are_summed_over_the_batch(submission, support, rng):
    """gamma and beta move by gradients summed over samples and pixels, for batches of different size"""
    for shape in SHAPES:
        X, gamma, beta, G = draw(rng, shape)
        layer = make_layer(submission, support.GradientDescent(0.25), gamma, beta, shape[1:])
        for rows in (slice(0, 2), slice(0, 9)):
            part = normalise(X[rows], 0) + 1
            layer.forward_pass(part)
            layer.backward_pass(100 * G[rows])
            grad_gamma, grad_beta = find_steps(part, G[rows])
            gamma, beta = gamma - 25 * grad_gamma, beta - 25 * grad_beta
            check_features(layer.gamma, gamma, "gamma after backward_pass with GradientDescent(0.25)")
            check_features(layer.beta, beta, "beta after backward_pass with GradientDescent(0.25)")


@pytest.mark.points(1)
def test_each_parameter_has_its_own_optimizer(submission, support, rng):
    """gamma and beta each have an optimizer of their own, so that neither's momentum leaks into the other"""
    for features in (4, 3):
        X, gamma, beta, G = rng.normal(size=(1, features)), *rng.uniform(1, 2, size=(3, features))
        optimizer = support.Momentum(0.1, 0.5)
        layer = make_layer(submission, optimizer, gamma, beta, (features,))
        for _ in range(3):
            layer.forward_pass(X)
            layer.backward_pass(G[None])
        stepped, owners = layer.beta, optimizer.update(X, G)
        # A single row moves beta alone: its velocities are 1, 1.5 and 1.75 times its gradient, unless gamma's are mixed in.
        wanted = beta - 0.1 * (1 + 1.5 + 1.75) * G
        check_features(stepped, wanted, "beta after three steps of Momentum")
        check_close(owners, X - 0.1 * G, "the step of the optimizer that was passed to initialize, used by its owner")


@pytest.mark.points(1)
def test_the_callers_optimizer_is_left_alone(submission, support, rng):
    """Two layers can be given one optimizer object, and it stays as it was"""
    optimizer = support.Momentum(0.1, 0.9)
    w, gradient = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    drawn = [rng.uniform(1, 2, size=(4, features)) for features in (3, 7)]  # a row X, gamma, beta and G for each layer
    layers = [make_layer(submission, optimizer, gamma, beta, beta.shape) for _, gamma, beta, _ in drawn]
    for layer, (X, _, beta, G) in zip(layers, drawn, strict=True):
        layer.forward_pass(X[None])
        layer.backward_pass(G[None])
        check_features(layer.beta, beta - 0.1 * G, "beta after one step of Momentum, in one of two layers")
    what = "the step of the optimizer that was passed to initialize, used by its owner"
    check_close(optimizer.update(w, gradient), w - 0.1 * gradient, what)


@pytest.mark.points(1)
def test_a_frozen_layer_does_not_move(submission, support, rng):
    """With trainable = False gamma and beta stay, the gradient is still returned, and training can resume"""
    for shape in [(6, 4), (5, 3)]:
        X, gamma, beta, G = draw(rng, shape)
        layer = make_layer(submission, support.GradientDescent(0.5), gamma, beta, shape[1:])
        layer.trainable = False
        layer.forward_pass(X)
        frozen = [layer.trainable, layer.backward_pass(G), layer.gamma, layer.beta]
        layer.trainable = True
        layer.forward_pass(X)
        layer.backward_pass(G)
        check_equal(frozen[0], False, "trainable after forward_pass, which was False before")
        gradient = check_array(frozen[1], shape, "backward_pass(accum_grad) of a frozen layer")
        check_equal(bool(gradient.any()), True, "whether a frozen layer returns a gradient other than 0")
        as_it_came = gradient.shape == G.shape and bool(np.allclose(gradient, G))
        check_equal(as_it_came, False, "whether a frozen layer returns accum_grad as it came")
        check_features(frozen[2], gamma, "gamma of a frozen layer after backward_pass")
        check_features(frozen[3], beta, "beta of a frozen layer after backward_pass")
        moved = beta - check_array(layer.beta, np.shape(layer.beta), "beta").reshape(-1)
        downhill = bool((moved * G.sum(axis=0) > 0).all())
        check_equal(downhill, True, "whether beta moves against its gradient after trainable was set to True again")


@pytest.mark.points(1)
def test_arguments_are_left_alone(submission, support, hold, rng):
    """No pass changes the array that it is given, or one that was returned before"""
    for shape in SHAPES:
        X, gamma, beta, G = draw(rng, shape)
        layer = make_layer(submission, support.MockOptimizer(), gamma, beta, shape[1:])
        held_X, held_G = hold(X), hold(G)
        layer.forward_pass(held_X, training=False)
        check_unchanged(held_X, X, "forward_pass(X, training=False)")
        output = check_array(layer.forward_pass(held_X, training=True), shape, "forward_pass(X)")
        check_unchanged(held_X, X, "forward_pass(X)")
        if len(shape) == 2:
            check_close(output.mean(axis=0), beta, "the mean of each feature of forward_pass(X)")
        layer.backward_pass(held_G)
        check_unchanged(held_G, G, "backward_pass(accum_grad)")
    # Of two passes with opposite inputs, each result tells by its signs which one it belongs to.
    for shape in SHAPES:
        X, gamma, beta, G = draw(rng, shape)
        G = project(X, G, 0)
        layer = make_layer(submission, support.GradientDescent(0.0), gamma, beta, shape[1:])
        steps = [("forward_pass", X), ("backward_pass", G), ("forward_pass", -X), ("backward_pass", -G)]
        results = support.call_in_turn(layer, steps)
        for (method, argument), result, shift in zip(steps[:2], results, (spread(beta, X), 0), strict=False):
            kept = check_array(result, shape, f"what {method} returned") - shift
            same = bool(((argument - mean_of(argument)) * kept * spread(gamma, X)).sum() > 0)
            check_equal(same, True, f"whether what {method} returned stays, when others follow")


@pytest.mark.points(1)
def test_counts_and_shapes(submission, support, rng):
    """Counts and shapes are right for rows and images, and parameters keep their shape in a step"""
    for shape in [(5, 3), (2, 6, 3, 4), (3, 7)]:
        X, _, beta, G = draw(rng, shape)
        layer = submission.BatchNormalization()
        for features in (2 * shape[1], shape[1]):  # initialize may be called again, for another shape
            layer.set_input_shape((features, *shape[2:]))
            layer.initialize(support.MockOptimizer())
            check_equal(layer.parameters(), 2 * features, f"parameters() with {features} features")
            check_equal(layer.output_shape(), (features, *shape[2:]), f"output_shape() with {features} features")
        names = ("gamma", "beta", "running_mean", "running_var")
        kept = [shape_of(getattr(layer, name)) for name in names]
        layer.forward_pass(X)
        layer.backward_pass(G)
        found = [shape_of(getattr(layer, name)) for name in names]
        check_equal(found, kept, f"the shapes of {', '.join(names)} after a step")
        layer.initialize(support.MockOptimizer())
        for name, value in [("gamma", 1), ("beta", 0), ("running_mean", 0), ("running_var", 1)]:
            check_features(getattr(layer, name), np.full(shape[1], value), f"{name} after a second initialize")
        assign(layer, "beta", beta)
        output = check_array(layer.forward_pass(X), shape, "forward_pass(X)")
        check_close(output.mean(axis=axes_of(X)), beta, "the mean of each feature of forward_pass(X)")
