"""What people get wrong in `glorot_uniform`. Each function is the reference with one mistake."""

import copy

import numpy as np
from glorot_uniform import custom_uniform

from grader.misconceptions import misconception

right = custom_uniform


@misconception(
    "limit-from-inputs",
    "custom_uniform",
    title="The limit depends on the number of inputs only",
    hint="Swap the two sizes: 100 inputs and 50 outputs, then 50 inputs and 100 outputs. Should the limit change?",
)
def limit_from_inputs(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) * np.sqrt((n_in + n_out) / n_in)).astype(dtype)


@misconception(
    "limit-without-root",
    "custom_uniform",
    title="The limit has no square root",
    hint="Compare your limit for 100 inputs and 50 outputs with the one in the statement.",
)
def limit_without_root(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) * np.sqrt(6 / (n_in + n_out))).astype(dtype)


@misconception(
    "deviation-for-limit",
    "custom_uniform",
    title="The standard deviation is taken for the limit",
    hint="A uniform distribution is wider than its standard deviation. Which of the two is your limit?",
)
def deviation_for_limit(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) / np.sqrt(3)).astype(dtype)


@misconception(
    "root-of-six-alone",
    "custom_uniform",
    title="The root is taken of 6 alone",
    hint="How far does the root sign in the formula reach? Work out the limit for 100 inputs and 50 outputs by "
    "hand and compare it with the statement's.",
)
def root_of_six_alone(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) / np.sqrt(n_in + n_out)).astype(dtype)


@misconception(
    "mean-of-the-sizes",
    "custom_uniform",
    title="6 is divided by the mean of the two sizes",
    hint="Some texts write this formula with the mean of the two sizes, and then with another number above. "
    "Which of the two forms has the statement, and which one have you?",
)
def mean_of_the_sizes(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) * np.sqrt(2)).astype(dtype)


@misconception(
    "product-of-the-sizes",
    "custom_uniform",
    title="6 is divided by the number of weights",
    hint="Does the limit shrink with how many weights there are, or with how many lines meet in a unit on "
    "either side? Look at the sign between the two sizes.",
)
def product_of_the_sizes(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) * np.sqrt((n_in + n_out) / (n_in * n_out))).astype(dtype)


@misconception(
    "double-by-default",
    "custom_uniform",
    title="The default type is float64",
    hint="What is the type of the result when the caller says nothing about it? Look at the default of dtype "
    "in the statement's signature.",
)
def double_by_default(n_in, n_out, rng=None, dtype=np.float64):
    return right(n_in, n_out, rng, dtype)


@misconception(
    "random-state-replaced",
    "custom_uniform",
    title="A RandomState is replaced by a Generator with a seed of its own",
    hint="A RandomState has a method called uniform, like a Generator. Whose numbers do you return when the "
    "caller hands you one?",
)
def random_state_replaced(n_in, n_out, rng=None, dtype=np.float32):
    known = rng is None or isinstance(rng, np.random.Generator)
    return right(n_in, n_out, rng if known else np.random.default_rng(0), dtype)


@misconception(
    "normal-draw",
    "custom_uniform",
    title="The weights are drawn from a normal distribution",
    hint="Glorot's initialisation exists in two forms. Which one has a limit that no draw passes?",
)
def normal_draw(n_in, n_out, rng=None, dtype=np.float32):
    source = np.random if rng is None else rng
    return source.normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out)).astype(dtype)


@misconception(
    "one-sided-draw",
    "custom_uniform",
    title="The weights are drawn from 0 to the limit",
    hint="Should a weight be able to be negative? Look at the two ends of your draw.",
)
def one_sided_draw(n_in, n_out, rng=None, dtype=np.float32):
    source = np.random if rng is None else rng
    return source.uniform(0, np.sqrt(6 / (n_in + n_out)), (n_in, n_out)).astype(dtype)


@misconception(
    "rng-ignored",
    "custom_uniform",
    title="The rng is ignored",
    hint="Two generators with one seed should give the same weights. Where does your code use the object it was given?",
)
def rng_ignored(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_in, n_out, None, dtype)


@misconception(
    "fixed-seed",
    "custom_uniform",
    title="Without rng, each call makes a generator with the same seed",
    hint="Make two layers without an rng, one after the other. Should their weights be equal? Which seed has "
    "the generator that your function makes?",
)
def fixed_seed(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_in, n_out, np.random.default_rng(0) if rng is None else rng, dtype)


@misconception(
    "seeds-the-global-generator",
    "custom_uniform",
    title="The function seeds numpy's global generator",
    hint="The caller may be in the middle of its own draws. Does your code call a function that resets them?",
)
def seeds_the_global_generator(n_in, n_out, rng=None, dtype=np.float32):
    np.random.seed(42)
    return right(n_in, n_out, rng, dtype)


@misconception(
    "rng-copied",
    "custom_uniform",
    title="The draws come from a copy of the rng",
    hint="After a draw a generator has moved on, and the next draw is another one. Has the caller's object "
    "moved on after your call?",
)
def rng_copied(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_in, n_out, copy.deepcopy(rng), dtype)


@misconception(
    "generator-only",
    "custom_uniform",
    title="Only a Generator works as rng",
    hint="A RandomState has fewer methods and fewer arguments. Which of those that you use has it not?",
)
def generator_only(n_in, n_out, rng=None, dtype=np.float32):
    source = np.random.default_rng(np.random.randint(2**31)) if rng is None else rng  # a case seeds the global one
    limit = np.sqrt(6 / (n_in + n_out))
    return ((2 * source.random((n_in, n_out), dtype=dtype) - 1) * limit).astype(dtype)


@misconception(
    "dtype-ignored",
    "custom_uniform",
    title="The result is always float64",
    hint="Which type has an array that numpy draws, and where does your code convert it?",
)
def dtype_ignored(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_in, n_out, rng, np.float64)


@misconception(
    "always-single",
    "custom_uniform",
    title="The result is always float32",
    hint="float32 is only the default. Where does your code use the argument dtype, and what does it do with "
    "np.float64?",
)
def always_single(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_in, n_out, rng, np.float32)


@misconception(
    "shape-transposed",
    "custom_uniform",
    title="The shape is (n_out, n_in)",
    hint="Inputs stand in the rows of a batch, X W. Which size has to come first in the shape of W?",
)
def shape_transposed(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_out, n_in, rng, dtype)


@misconception(
    "normal-draw-of-the-limit",
    "custom_uniform",
    title="The weights are normal, with the limit as their standard deviation",
    hint=(
        "Which shape has the distribution of your draws? Draw a million numbers and sort them into ten drawers of equal "
        "width. A uniform distribution fills all of them alike and ends abruptly at its limit; yours is full in the "
        "middle, thins out and has no end. About a third of its numbers lie beyond the limit. Rolling one die gives every "
        "number equally often, the sum of many dice gives a hill. Generators have a method for each shape, and both take "
        "two numbers; for one they are the two ends, for the other the middle and the width. Which one do you call, and "
        "what do its two numbers mean?"
    ),
)
def normal_draw_of_the_limit(n_in, n_out, rng=None, dtype=np.float32):
    source = np.random if rng is None else rng
    return source.normal(0, np.sqrt(6 / (n_in + n_out)), (n_in, n_out)).astype(dtype)
