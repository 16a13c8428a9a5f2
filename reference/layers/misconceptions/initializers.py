"""What people get wrong in `initializers`. Each function is the reference with one mistake."""

import math

import numpy as np
from initializers import glorot_uniform, he_normal, uniform_fan_in

from grader.misconceptions import misconception


@misconception(
    "limit-not-inverted",
    "uniform_fan_in",
    title="The limit of the draw is sqrt(n_in) instead of its inverse",
    hint="More inputs should mean smaller weights. Does your limit shrink as n_in grows? Try 4 inputs and 100.",
)
def limit_not_inverted(n_in, n_out, rng):
    limit = math.sqrt(n_in)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception(
    "limit-without-root",
    "uniform_fan_in",
    title="The limit of the draw lacks the square root",
    hint=("What limit does your function use for 100 inputs? Put that number beside the one in the statement's table."),
)
def limit_without_root(n_in, n_out, rng):
    return rng.uniform(-1 / n_in, 1 / n_in, size=(n_in, n_out))


@misconception(
    "limit-from-n-out",
    "uniform_fan_in",
    title="The limit of the draw comes from the number of units",
    hint="Which of the two sizes of the matrix stands in the name of this function?",
)
def limit_from_n_out(n_in, n_out, rng):
    limit = 1 / math.sqrt(n_out)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception(
    "one-sided-draw",
    "uniform_fan_in",
    title="The weights are drawn from 0 to the limit",
    hint="Should a weight be able to be negative? Look at the two ends of your draw.",
)
def one_sided_draw(n_in, n_out, rng):
    return rng.uniform(0, 1 / math.sqrt(n_in), size=(n_in, n_out))


@misconception(
    "sizes-swapped",
    "uniform_fan_in",
    title="The matrix has one row for each unit instead of one for each input",
    hint="Samples are rows here, and X times the weights has to work. Which of the two sizes comes first?",
)
def sizes_swapped(n_in, n_out, rng):
    limit = 1 / math.sqrt(n_in)
    return rng.uniform(-limit, limit, size=(n_out, n_in))


@misconception(
    "rng-ignored",
    "uniform_fan_in",
    title="The draws come from the global generator instead of rng",
    hint="Search your code for np.random. Who makes the draws, and what happens to the argument rng?",
)
def rng_ignored(n_in, n_out, rng):
    return uniform_fan_in(n_in, n_out, np.random)


@misconception("rng-ignored", "glorot_uniform")
def rng_ignored_by_glorot(n_in, n_out, rng):
    return glorot_uniform(n_in, n_out, np.random)


@misconception("rng-ignored", "he_normal")
def rng_ignored_by_he(n_in, n_out, rng):
    return he_normal(n_in, n_out, np.random)


@misconception(
    "fixed-seed",
    "uniform_fan_in",
    title="Every call makes a new generator with a fixed seed",
    hint="Call your function twice with one rng. Should two layers of one network start with the same weights?",
)
def fixed_seed(n_in, n_out, rng):
    return uniform_fan_in(n_in, n_out, np.random.default_rng(0))


@misconception("fixed-seed", "glorot_uniform")
def fixed_seed_of_glorot(n_in, n_out, rng):
    return glorot_uniform(n_in, n_out, np.random.default_rng(0))


@misconception("fixed-seed", "he_normal")
def fixed_seed_of_he(n_in, n_out, rng):
    return he_normal(n_in, n_out, np.random.default_rng(0))


@misconception(
    "global-seeded",
    "he_normal",
    title="The function seeds numpy's global generator",
    hint="Somebody else may be drawing from the global generator. Which line of yours resets it?",
)
def global_seeded(n_in, n_out, rng):
    np.random.seed(0)
    return rng.normal(0, math.sqrt(2 / n_in), size=(n_in, n_out))


@misconception(
    "glorot-fan-in-only",
    "glorot_uniform",
    title="The Glorot limit uses n_in alone",
    hint=("Glorot's limit looks after the gradients as well as the outputs. Which size is missing in your formula?"),
)
def glorot_fan_in_only(n_in, n_out, rng):
    limit = math.sqrt(3 / n_in)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception(
    "glorot-std-as-limit",
    "glorot_uniform",
    title="The standard deviation is used as the limit of the uniform draw",
    hint=(
        "A uniform draw between -a and a does not have standard deviation a. Which number of the formula "
        "makes up for that?"
    ),
)
def glorot_std_as_limit(n_in, n_out, rng):
    limit = math.sqrt(2 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception(
    "glorot-normal",
    "glorot_uniform",
    title="The Glorot weights are drawn from a normal distribution",
    hint="Two schemes carry Glorot's name. Which distribution does the name of this function ask for?",
)
def glorot_normal(n_in, n_out, rng):
    return rng.normal(0, math.sqrt(2 / (n_in + n_out)), size=(n_in, n_out))


@misconception(
    "he-variance-as-std",
    "he_normal",
    title="The variance is passed where the standard deviation belongs",
    hint="What does the second argument of rng.normal mean: a variance, or its root? Look it up in numpy's "
    "documentation.",
)
def he_variance_as_std(n_in, n_out, rng):
    return rng.normal(0, 2 / n_in, size=(n_in, n_out))


@misconception(
    "he-without-two",
    "he_normal",
    title="The factor 2 of He's variance is missing",
    hint=("He's scheme is made for ReLU, which silences half of the units. How does its variance make up for them?"),
)
def he_without_two(n_in, n_out, rng):
    return rng.normal(0, math.sqrt(1 / n_in), size=(n_in, n_out))


@misconception(
    "he-fan-out",
    "he_normal",
    title="He's variance is taken from n_out",
    hint="Each output is a sum over inputs, and He's scheme keeps its size. Over how many terms: n_in or n_out?",
)
def he_fan_out(n_in, n_out, rng):
    return rng.normal(0, math.sqrt(2 / n_out), size=(n_in, n_out))


@misconception(
    "he-uniform",
    "he_normal",
    title="The He weights are drawn from a uniform distribution",
    hint=("The scale is right, the shape of the distribution is not. Which method of rng does your function call?"),
)
def he_uniform(n_in, n_out, rng):
    limit = math.sqrt(6 / n_in)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception(
    "he-average-of-sizes",
    "he_normal",
    title="He's variance is that of Glorot",
    hint="Which of the two sizes stands in He's formula? Compare a matrix with few inputs and many units with "
    "one the other way round.",
)
def he_average_of_sizes(n_in, n_out, rng):
    return rng.normal(0, math.sqrt(2 / (n_in + n_out)), size=(n_in, n_out))


@misconception(
    "he-cut-off",
    "he_normal",
    title="Normal weights beyond two standard deviations are cut off",
    hint="How large is the largest of ten thousand normal draws? Compare it with the largest weight that your "
    "function returns.",
)
def he_cut_off(n_in, n_out, rng):
    std = math.sqrt(2 / n_in)
    return np.clip(rng.normal(0, std, size=(n_in, n_out)), -2 * std, 2 * std)


@misconception(
    "glorot-half-the-range",
    "glorot_uniform",
    title="The Glorot limit has 3 where 6 belongs",
    hint="The 3 comes from the variance of a uniform draw. Which further factor does Glorot's variance bring, "
    "as it is an average of two sizes?",
)
def glorot_half_the_range(n_in, n_out, rng):
    limit = math.sqrt(3 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception(
    "glorot-without-root",
    "glorot_uniform",
    title="The Glorot limit lacks the square root",
    hint="Compute the limit for one input and five units by hand, from the statement, and print the one that your code "
    "uses.",
)
def glorot_without_root(n_in, n_out, rng):
    limit = 6 / (n_in + n_out)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception(
    "glorot-one-sided",
    "glorot_uniform",
    title="The Glorot weights are drawn from 0 to the limit",
    hint="Should a weight be able to be negative? Look at the two ends of your draw, and at the mean of a thousand weights.",
)
def glorot_one_sided(n_in, n_out, rng):
    return rng.uniform(0, math.sqrt(6 / (n_in + n_out)), size=(n_in, n_out))


@misconception(
    "drawn-unit-by-unit",
    "uniform_fan_in",
    title="The weights are drawn column by column",
    hint="The statement fixes the order of the draws. Which weight gets the second number of the generator: its right "
    "neighbour, or the one below?",
)
def drawn_unit_by_unit(n_in, n_out, rng):
    limit = 1 / math.sqrt(n_in)
    return rng.uniform(-limit, limit, size=(n_out, n_in)).T


@misconception(
    "one-array-for-all-calls",
    "he_normal",
    title="Every call fills one and the same array",
    hint="Keep the weights of two calls with the same sizes, and print the first ones again. Whose array is it, "
    "and who has written into it since?",
)
def one_array_for_all_calls(n_in, n_out, rng):
    kept = one_array_for_all_calls.__dict__.setdefault((n_in, n_out), np.empty((n_in, n_out)))
    kept[:] = he_normal(n_in, n_out, rng)
    return kept


@misconception(
    "weights-not-returned",
    "he_normal",
    title="The weights are drawn, but not returned",
    hint="A function that prints its result still has to hand it to its caller. Which line of yours does that?",
)
def weights_not_returned(n_in, n_out, rng):
    he_normal(n_in, n_out, rng)
