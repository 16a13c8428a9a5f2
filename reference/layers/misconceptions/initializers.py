"""What people get wrong in `initializers`. Each function is the reference with one mistake."""

import math

import numpy as np
from initializers import glorot_uniform, he_normal, uniform_fan_in

from grader.misconceptions import misconception


@misconception(
    "limit-not-inverted",
    "uniform_fan_in",
    title="The limit of the draw is sqrt(n_in) instead of its inverse",
    hint=(
        "More inputs should mean smaller weights. Does your limit shrink or grow as n_in grows? Print it for 4 inputs "
        "and for 100. Then try what a sum does: with `rng = np.random.default_rng()`, rng.choice([-1, 1], 100).sum() "
        "lies mostly between -20 and 20, so 100 terms of size 1 make a sum of size 10 or so. With terms of size 10 "
        "the sum would reach 100. A unit is such a sum, and its terms should be the smaller, the more of them there "
        "are, so that the sum keeps its size. If they grow instead, each layer multiplies the signals, and after "
        "three or four layers the numbers are huge and every activation is saturated. With one input both versions "
        "have the limit 1. What happened to the fraction on the way from the table to your code?"
    ),
)
def limit_not_inverted(n_in, n_out, rng):
    limit = math.sqrt(n_in)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception(
    "limit-without-root",
    "uniform_fan_in",
    title="The limit of the draw lacks the square root",
    hint=(
        "Put the limit that your function uses beside the one of the statement's table, for a large number of inputs. "
        "Which step of the formula is missing? A walk explains it: whoever goes 64 steps of one metre, each in a "
        "direction chosen by a coin, ends some 8 metres from the start, not 64, as most steps cancel. Signals in a "
        "unit add up in the same way. Dividing each step by 8 brings the end of the walk to about 1 metre, dividing "
        "by 64 to about an eighth. So your weights are smaller than they need be, and signals fade from layer to "
        "layer. No error is raised, training is merely slow to start. With a single input there is nothing to see, "
        "with a thousand a great deal."
    ),
)
def limit_without_root(n_in, n_out, rng):
    return rng.uniform(-1 / n_in, 1 / n_in, size=(n_in, n_out))


@misconception(
    "limit-from-n-out",
    "uniform_fan_in",
    title="The limit of the draw comes from the number of units",
    hint=(
        "Which of the two sizes stands in the name of this function, and which one in your formula? A unit adds up as "
        "many terms as it has inputs; how many neighbours it has does not matter to it. Check that with ones: "
        "np.ones(3) @ np.ones((3, 50)) gives fifty numbers, and each of them is 3. With np.ones((50, 3)) and fifty "
        "inputs it gives three numbers, each 50. The limit is there to keep such sums in bounds, so it has to know "
        "how long they are. For a square matrix both sizes are the same, and nothing differs. For few inputs and many "
        "units your weights come out too small, the other way round too large. Print the largest weight of a tall "
        "matrix and of a wide one: which should be larger?"
    ),
)
def limit_from_n_out(n_in, n_out, rng):
    limit = 1 / math.sqrt(n_out)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception(
    "one-sided-draw",
    "uniform_fan_in",
    title="The weights are drawn from 0 to the limit",
    hint=(
        "Should a weight be able to be negative? Look at the two ends of your draw, and count the negative numbers in "
        "a large matrix. A sum shows why both signs are needed. With `rng = np.random.default_rng()`, the sum of "
        "rng.uniform(0, 1, 100) is near 50 every time, while that of rng.uniform(-1, 1, 100) lies within 18 of 0 "
        "nearly always. Numbers of both signs cancel for the most part, those of one sign pile up. A unit with such "
        "weights answers large and positive to any positive input, and all units of a layer say much the same. The "
        "largest weight is right, and so is the shape, so a glance at the limit does not reveal it. What is the mean "
        "of your weights, and what should it be?"
    ),
)
def one_sided_draw(n_in, n_out, rng):
    return rng.uniform(0, 1 / math.sqrt(n_in), size=(n_in, n_out))


@misconception(
    "sizes-swapped",
    "uniform_fan_in",
    title="The matrix has one row for each unit instead of one for each input",
    hint=(
        "Samples are rows here, and X times the weights has to work. Which of the two sizes must come first, so that "
        "it does? Multiply ones: np.ones((5, 2)) @ np.ones((2, 3)) has the shape (5, 3), five samples with three "
        "outputs each. With np.ones((3, 2)) on the right numpy raises a ValueError, since 2 numbers of a sample meet "
        "3 rows. Some libraries and textbooks keep one row for each unit and write the product the other way round, "
        "which is a habit worth noticing when you read elsewhere. The limit and the spread of your draw are right. "
        "For a square matrix no error comes up anywhere, though the draws then still fill the rows in order. Print "
        "the shape for sizes that differ: does it read like the statement's table?"
    ),
)
def sizes_swapped(n_in, n_out, rng):
    limit = 1 / math.sqrt(n_in)
    return rng.uniform(-limit, limit, size=(n_out, n_in))


@misconception(
    "rng-ignored",
    "uniform_fan_in",
    title="The draws come from the global generator instead of rng",
    hint=(
        "Who makes the draws in your function, and what becomes of the argument rng? Search the body for both. Two "
        "generators with the seed 5 are a good test: default_rng(5).random() is about 0.8 for each of them. Give one "
        "to your function first. If the next numbers of the two are still equal, yours has not been used, for a "
        "generator moves on with every draw. The shared generator of np.random has a state of its own, and a seed "
        "given to rng has no power over it. So weights differ from run to run, although the caller has done "
        "everything to repeat them; whatever else draws from the shared one changes too. The distribution is "
        "perfectly good, which is why a histogram looks right. Do the two have methods of the same names?"
    ),
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
    hint=(
        "Call your function twice with one and the same rng. Are the two matrices equal? Then look for a line that "
        "makes a generator. Each new np.random.default_rng(0) starts at the same place: its first random() is about "
        "0.64, today, tomorrow and in every call. A generator that somebody hands over is somewhere in the middle of "
        "its sequence, and goes on from there. Two layers of equal size would begin with equal weights, and ten runs "
        "with ten seeds would be one run ten times over, so that nobody finds out how much depends on luck. One "
        "matrix, looked at by itself, has the right spread and the right limits. Whose decision is the seed, and by "
        "which argument has it been made already?"
    ),
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
    hint=(
        "Somebody else may be drawing from numpy's shared generator. What do they get after a call of your function? "
        "Try it: call it, then np.random.rand(), and both once more. If the two numbers are equal, about 0.55 when "
        "the seed is 0, the shared generator is reset in between. Imagine a deck that is put back into its first "
        "order each time a new player sits down: the others would be dealt the same cards again and again. Shuffles "
        "of samples and layers that drop outputs rely on it, and they lose their chance without knowing. Weights "
        "that come from rng are right all the same, and then the damage is all outside. Which line has an effect that "
        "the returned matrix does not need at all?"
    ),
)
def global_seeded(n_in, n_out, rng):
    np.random.seed(0)
    return rng.normal(0, math.sqrt(2 / n_in), size=(n_in, n_out))


@misconception(
    "glorot-fan-in-only",
    "glorot_uniform",
    title="The Glorot limit uses n_in alone",
    hint=(
        "This scheme looks after two directions at once: outputs on the way forward, gradients on the way back. Which "
        "size does your limit leave out? Count the terms. With a matrix of 2 by 30, an output is a sum of 2 products, "
        "since np.ones(2) @ np.ones((2, 30)) holds twos. On the way back, np.ones(30) @ np.ones((30, 2)) holds "
        "thirties. A limit that knows only the 2 lets gradients grow; one that knows only the 30 lets outputs fade. A "
        "compromise has to ask for both, and it is the same for 2 by 30 as for 30 by 2. Is yours? For a square matrix "
        "your formula gives exactly the right limit, so a layer with as many units as inputs tells you nothing."
    ),
)
def glorot_fan_in_only(n_in, n_out, rng):
    limit = math.sqrt(3 / n_in)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception("glorot-fan-in-only", "glorot_uniform", variant="with-six")
def glorot_fan_in_only_with_six(n_in, n_out, rng):
    limit = math.sqrt(6 / n_in)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception("glorot-fan-in-only", "glorot_uniform", variant="with-one")
def glorot_fan_in_only_with_one(n_in, n_out, rng):
    return uniform_fan_in(n_in, n_out, rng)


@misconception(
    "glorot-std-as-limit",
    "glorot_uniform",
    title="The standard deviation is used as the limit of the uniform draw",
    hint=(
        "A uniform draw between -a and a does not have the standard deviation a. How large is it? Ask numpy: "
        "np.random.default_rng(0).uniform(-1, 1, 100000).std() is about 0.58, because most numbers lie well inside of "
        "the ends. So whoever wants a certain deviation has to draw from a wider range. In a normal distribution the "
        "second argument is the deviation itself, and that makes it tempting to pass the same number here. Your "
        "weights then have a bit more than half of the wanted size. After ten such layers that is 0.58 multiplied ten "
        "times, less than half a per cent of the signal. In one layer hardly anybody would notice. Compare the "
        "variance of your matrix with the one that the docstring promises: which factor is between them?"
    ),
)
def glorot_std_as_limit(n_in, n_out, rng):
    limit = math.sqrt(2 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception(
    "glorot-normal",
    "glorot_uniform",
    title="The Glorot weights are drawn from a normal distribution",
    hint=(
        "Two schemes carry Glorot's name. Which distribution does the name of this function ask for, and which method "
        "of rng do you call? Their spread can be made equal, so look at the ends. Among 10,000 uniform numbers "
        "between -1 and 1 none is beyond 1. Among as many normal ones with deviation 1 the largest is almost always "
        "above 3, and about 5 in 100 lie more than 2 from the middle. Print the largest weight of a big matrix, "
        "divided by the standard deviation of all of them: a uniform draw gives about 1.7, no more. What do you see? "
        "Mean and variance of yours are right, and networks learn equally well from both, hence only the shape "
        "betrays it. The same seed gives other numbers, too."
    ),
)
def glorot_normal(n_in, n_out, rng):
    return rng.normal(0, math.sqrt(2 / (n_in + n_out)), size=(n_in, n_out))


@misconception("glorot-normal", "glorot_uniform", variant="with-the-limit")
def glorot_normal_with_the_limit(n_in, n_out, rng):
    return rng.normal(0, math.sqrt(6 / (n_in + n_out)), size=(n_in, n_out))


@misconception(
    "he-variance-as-std",
    "he_normal",
    title="The variance is passed where the standard deviation belongs",
    hint=(
        "What does the second argument of rng.normal mean: a variance, or its root? Let numpy answer: draw 100,000 "
        "numbers with 4 in that place and look at .std() and .var() of the array. One is about 4, the other about 16. "
        "Now which of the two does the statement's table give you? For a number below 1 the root is larger than the "
        "number itself: the root of 0.04 is 0.2. So your weights come out too small, the more so, the more inputs "
        "there are, and deep networks go quiet. With 2 inputs the number and its root are both 1, and the mistake "
        "cannot be seen; in a small example it is slight. Compare the spread of a large matrix with both."
    ),
)
def he_variance_as_std(n_in, n_out, rng):
    return rng.normal(0, 2 / n_in, size=(n_in, n_out))


@misconception(
    "he-without-two",
    "he_normal",
    title="The factor 2 of He's variance is missing",
    hint=(
        "This scheme is made for ReLU, which silences half of what it gets. How does its variance make up for that, "
        "and where is it in your code? Take 3, -3, 1 and -1: the mean of their squares is 5. ReLU leaves 3, 0, 1 and "
        "0, and the mean of the squares is 2.5, one half. If nothing brings it back, every layer halves it again. "
        "After ten layers it is a thousandth, so that the signal itself is 32 times smaller; after twenty, a thousand "
        "times. One layer alone loses little, and in a shallow network you would never know. Layers without ReLU need "
        "no such factor, and the older schemes do not have it, which may be where your formula comes from. By which "
        "number is the variance of a large matrix of yours off?"
    ),
)
def he_without_two(n_in, n_out, rng):
    return rng.normal(0, math.sqrt(1 / n_in), size=(n_in, n_out))


@misconception(
    "he-fan-out",
    "he_normal",
    title="He's variance is taken from n_out",
    hint=(
        "Each output is a sum of products, and the scheme keeps the size of that sum. Over how many terms does it "
        "run: n_in or n_out? Throw dice to see what counts. The sum of 4 dice has a standard deviation of about 3.4, "
        "that of 16 dice twice as much, 6.8. How many such sums you form, ten or ten thousand, makes no difference to "
        "any of them. The number of units is the number of sums. A variant for the way back does use the other size, "
        "and libraries offer it as a mode, but it is not the one in the table. With n_in equal to n_out nobody can "
        "tell them apart. Print the spread for 4 inputs with 400 units: would a sum of four such weights be of a size "
        "near 1?"
    ),
)
def he_fan_out(n_in, n_out, rng):
    return rng.normal(0, math.sqrt(2 / n_out), size=(n_in, n_out))


@misconception(
    "he-uniform",
    "he_normal",
    title="The He weights are drawn from a uniform distribution",
    hint=(
        "The scale of your weights is right, the shape of their distribution is not. Which method of rng do you call, "
        "and which word is in the name of this function? Count how many weights are within one standard deviation of "
        "0: of normal numbers it is 68 in 100, of uniform ones 58. Then look at the far ends. Beyond two deviations "
        "there are about 5 in 100 of the normal ones, and none of the uniform, which stop at 1.7. A histogram shows a "
        "bell in one case and a box in the other. A uniform variant of this scheme exists as well, with a factor to "
        "give it the same variance; you seem to have met it. Networks learn from either. A seed, however, gives other "
        "numbers."
    ),
)
def he_uniform(n_in, n_out, rng):
    limit = math.sqrt(6 / n_in)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception("he-uniform", "he_normal", variant="within-the-deviation")
def he_uniform_within_the_deviation(n_in, n_out, rng):
    limit = math.sqrt(2 / n_in)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception(
    "he-drawn-transposed",
    "he_normal",
    title="he_normal draws one row for each unit and transposes the result",
    hint=(
        "Fill in a table of 2 rows and 3 columns from the list a, b, c, d, e, f. Does b come to the right of a, or "
        "below it? Your function goes down the columns: a, c, e in the first row and b, d, f in the second, instead "
        "of a, b, c and d, e, f. Where a list of random numbers is dealt out, nobody can see from one table which "
        "way was taken, for the deviation is that of the statement and the bell has its shape. Only a comparison "
        "with the same seed, number by number, brings it to light; and a person who has to reproduce a training "
        "needs exactly that. With a single unit or a single input the two tables are alike. Is there a .T behind "
        "your draw, or a loop over the units?"
    ),
)
def he_drawn_transposed(n_in, n_out, rng):
    return rng.normal(0, math.sqrt(2 / n_in), size=(n_out, n_in)).T


@misconception(
    "he-average-of-sizes",
    "he_normal",
    title="He's variance is that of Glorot",
    hint=(
        "Which of the two sizes stands in the formula of this scheme? Compare a matrix with 10 inputs and 90 units "
        "with one that has 90 inputs and 10 units, by the standard deviations of their weights. If both come out "
        "alike, your formula looks at the two sizes together, since 10 + 90 and 90 + 10 are equal. A rule that "
        "follows inputs alone makes the weights of the first matrix three times as large as those of the second, as "
        "the root of 9 is 3. Such a sum belongs to another function of this exercise, and it is easy to copy a line "
        "too many. For a square matrix yours has half of the wanted variance, as though a factor had been lost; that "
        "is the same mistake in disguise."
    ),
)
def he_average_of_sizes(n_in, n_out, rng):
    return rng.normal(0, math.sqrt(2 / (n_in + n_out)), size=(n_in, n_out))


@misconception(
    "he-cut-off",
    "he_normal",
    title="Normal weights beyond two standard deviations are cut off",
    hint=(
        "How large is the largest of 10,000 normal numbers? Look at "
        "np.abs(np.random.default_rng(0).normal(size=10000)).max(): it is nearly 4. Some 450 of them lie beyond 2. "
        "And how large is the largest weight that you return, in standard deviations? If it is 2 exactly, and several "
        "weights share that value, something holds them back. np.clip([1, 5, -7], -2, 2) shows what such a bound "
        "does: 1, 2 and -2, so that what was outside piles up at the edges. Drawing again until a number fits is "
        "another way, and it changes the distribution as well. Some libraries do cut off, under a name that says so. "
        "In a small matrix of six weights often none is affected."
    ),
)
def he_cut_off(n_in, n_out, rng):
    std = math.sqrt(2 / n_in)
    return np.clip(rng.normal(0, std, size=(n_in, n_out)), -2 * std, 2 * std)


@misconception("he-cut-off", "he_normal", variant="to-zero")
def he_cut_off_to_zero(n_in, n_out, rng):
    std = math.sqrt(2 / n_in)
    weights = rng.normal(0, std, size=(n_in, n_out))
    return np.where(np.abs(weights) > 2 * std, 0, weights)


@misconception("he-cut-off", "he_normal", variant="drawn-anew-together")
def he_cut_off_drawn_anew(n_in, n_out, rng):
    std = math.sqrt(2 / n_in)
    weights = rng.normal(0, std, size=(n_in, n_out))
    while (far := np.abs(weights) > 2 * std).any():
        weights[far] = rng.normal(0, std, size=far.sum())
    return weights


@misconception("he-cut-off", "he_normal", variant="drawn-anew-at-once")
def he_cut_off_drawn_anew_at_once(n_in, n_out, rng):
    weights = np.empty(n_in * n_out)
    for place in range(len(weights)):
        weights[place] = rng.standard_normal()
        while abs(weights[place]) > 2:
            weights[place] = rng.standard_normal()
    return math.sqrt(2 / n_in) * weights.reshape(n_in, n_out)


@misconception(
    "glorot-half-the-range",
    "glorot_uniform",
    title="The Glorot limit has 3 where 6 belongs",
    hint=(
        "A uniform draw from -a to a has a variance of a third of a · a. Test it with a = 3: the variance of 100,000 "
        "such numbers is about 3. From there, which limit belongs to the variance that your docstring promises? The "
        "variance is one over the average of the two sizes, and an average of two brings a factor that is quickly "
        "lost: for 4 and 8 the average is 6, while their sum is 12. Compare the variance of a large matrix of yours "
        "with the promised one. If it is half, the weights are too small by a factor of 1.4, the root of 2. That is "
        "not much for one layer, and the picture of the distribution has the right form. Ten layers in a row shrink "
        "the signal 32 times."
    ),
)
def glorot_half_the_range(n_in, n_out, rng):
    limit = math.sqrt(3 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception(
    "glorot-without-root",
    "glorot_uniform",
    title="The Glorot limit lacks the square root",
    hint=(
        "Compute the limit for a matrix with many inputs and units by hand, from the statement, and print the one "
        "that your code uses. Do they differ, and is yours the square of the other? A root brings numbers closer to "
        "1: that of 0.01 is 0.1, that of 4 is 2. Without it large matrices get weights that are much too small, and "
        "tiny ones, whose sizes add up to less than 6, weights that are too large. If they add up to 6 exactly, the "
        "fraction is 1 and so is its root, so one input with five units tells nothing. A limit is a length, a "
        "variance is a length squared; it helps to say for each number in a formula which of the two it is. How is it "
        "for yours?"
    ),
)
def glorot_without_root(n_in, n_out, rng):
    limit = 6 / (n_in + n_out)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception(
    "glorot-one-sided",
    "glorot_uniform",
    title="The Glorot weights are drawn from 0 to the limit",
    hint=(
        "Take the mean of a thousand weights from your function, and the smallest of them. Is either below 0? Numbers "
        "from rng.random() lie between 0 and 1 with a mean of 0.5; twice such a number minus 1 lies between -1 and 1, "
        "with a mean of 0. The statement names both ends of the range. The damage is larger than it looks. Suppose "
        "100 inputs of 1 and two units with weights between 0 and 1: their outputs are 50 give or take 3, so the two "
        "units are nearly copies of each other. With both signs they are 0 give or take 6, and have little in common. "
        "The upper end of your draw is right, and so is the shape of the matrix. Which of the two ends did you think "
        "about last?"
    ),
)
def glorot_one_sided(n_in, n_out, rng):
    return rng.uniform(0, math.sqrt(6 / (n_in + n_out)), size=(n_in, n_out))


@misconception(
    "glorot-drawn-transposed",
    "glorot_uniform",
    title="glorot_uniform draws one row for each unit and transposes the result",
    hint=(
        "The limit and the shape are right. Is each number also at its place? A generator with a seed is a deck of "
        "cards in a fixed order, and the statement says how they are dealt. With np.random.default_rng(0), integers "
        "below 10 in the shape (2, 3) are 8, 6, 5 over 2, 3, 0. Drawn as (3, 2) and then turned over, they are 8, 5, "
        "3 over 6, 2, 0: the second card has gone to the row below. Mean, spread and extremes are the same, the "
        "limit even looks the same from both sides, so that plots are content and a network learns just as well. "
        "Someone who repeats your run from its seed gets other weights. A matrix of one row or one column is dealt "
        "alike in either way. Which shape does your call ask the generator for?"
    ),
)
def glorot_drawn_transposed(n_in, n_out, rng):
    return glorot_uniform(n_out, n_in, rng).T


@misconception(
    "drawn-unit-by-unit",
    "uniform_fan_in",
    title="The weights are drawn column by column",
    hint=(
        "The statement fixes the order of the draws. Which weight gets the second number of the generator: its right "
        "neighbour, or the one below? Count instead of drawing: np.arange(6).reshape(2, 3) has the rows 0 1 2 and 3 4 "
        "5, whereas np.arange(6).reshape(3, 2).T has the rows 0 2 4 and 1 3 5. Same shape, same numbers, other "
        "places. Filling a matrix unit by unit, in a loop or by transposing what was drawn, gives the second kind. As "
        "all weights are drawn alike, no histogram can tell one from the other, and learning is as good. It matters "
        "to a person who sets a seed in order to have exactly your weights. With one input or one unit there is only "
        "one order. Does your matrix look like the example's, transposed?"
    ),
)
def drawn_unit_by_unit(n_in, n_out, rng):
    limit = 1 / math.sqrt(n_in)
    return rng.uniform(-limit, limit, size=(n_out, n_in)).T


@misconception(
    "one-array-for-all-calls",
    "he_normal",
    title="Every call fills one and the same array",
    hint=(
        "Keep the weights of two calls with the same sizes, and look at the first matrix again. Does it equal the "
        "second now? Python has a well-known trap of this kind: after `grid = [[0] * 2] * 3` and `grid[0][0] = 7`, "
        "all three rows begin with 7, since they are one list with three names. Rows that are made one by one stay "
        "apart. Two layers of a network with equal sizes would own a single matrix between them. They start alike, "
        "and whoever writes into the weights of one moves the other. An array that outlives the call, in a global "
        "name or as a default argument, leads to this. A single call is right in every respect, as are calls with "
        "sizes that differ. Where is your array made, and how often?"
    ),
)
def one_array_for_all_calls(n_in, n_out, rng):
    kept = one_array_for_all_calls.__dict__.setdefault((n_in, n_out), np.empty((n_in, n_out)))
    kept[:] = he_normal(n_in, n_out, rng)
    return kept


@misconception(
    "weights-not-returned",
    "he_normal",
    title="The weights are drawn, but not returned",
    hint=(
        "What does the caller get from he_normal? Write `W = ` in front of a call and print type(W). A draw that "
        "nobody hands over is lost: `def roll(rng): rng.integers(1, 7)` throws a die, and "
        "roll(np.random.default_rng(0)) is None. The generator has moved on all the same, so the die was thrown, out "
        "of sight. A name inside your function, or a print, does not change that; the name ends with the function, "
        "and a screen is no answer. The error appears wherever the weights are used first, in a product of matrices "
        "with None, and a layer gets the blame. The other two functions of this exercise may serve for a comparison, "
        "as they need the same last step. Is it there, and on every path?"
    ),
)
def weights_not_returned(n_in, n_out, rng):
    he_normal(n_in, n_out, rng)


@misconception(
    "glorot-root-of-six-only",
    "glorot_uniform",
    title="The Glorot limit divides outside of the root",
    hint=(
        "How far does the root reach in the statement's formula, and how far in your code? A bracket that closes "
        "too early is enough: np.sqrt(16 / 4) is 2, and np.sqrt(16) / 4 is 1. Now take a matrix of 10 by 14. The "
        "limit should be one half; if your largest weight is near 0.1, the sum of the sizes has stayed outside. The "
        "wider a layer is, the worse it gets: a hundred times the size should make weights ten times smaller, and "
        "yours get a hundred times smaller. After a few such layers nothing is left of the signal, and small "
        "matrices merely look a bit too tame. Count the brackets in your line: which one closes the root?"
    ),
)
def glorot_root_of_six_only(n_in, n_out, rng):
    limit = math.sqrt(6) / (n_in + n_out)
    return rng.uniform(-limit, limit, size=(n_in, n_out))


@misconception(
    "he-own-generator",
    "he_normal",
    title="Only he_normal makes a generator of its own instead of using rng",
    hint=(
        "Two of your functions draw from the rng that they are given. Does the third? Look for a line in "
        "he_normal that calls np.random.default_rng. Ask for two matrices one after the other, with the same rng: "
        "from a generator that goes on they differ, from a new one with a fixed seed they are equal. In small, "
        "`np.random.default_rng(5).integers(100)` has one value, as often as you run it, while one generator `r = "
        "np.random.default_rng(5)` gives a new number for each r.integers(100). A pack of cards that is opened "
        "fresh before each deal, in its factory order, gives everybody the same hand. Seen alone, a matrix of "
        "yours has the right mean and spread, and a histogram tells nothing. A network with two equal layers "
        "starts with twins, and no seed of the caller changes it. What is rng for in this function?"
    ),
)
def he_own_generator(n_in, n_out, rng):
    return he_normal(n_in, n_out, np.random.default_rng(0))


# These answer as the mistake does that they would be variants of.
LIKE_THE_MISTAKE = {
    ("fixed-seed", "default-rng-0-everywhere"),
    ("he-own-generator", "default-rng-0-in-he-normal"),
    ("global-seeded", "with-0-in-he-normal"),
    ("sizes-swapped", "in-uniform-fan-in"),
    ("one-array-for-all-calls", "in-he-normal"),
    ("weights-not-returned", "in-he-normal"),
}


def declare(id, variant, functions, change):
    """Declares a mistake that is made in several functions."""
    for function in functions if (id, variant) not in LIKE_THE_MISTAKE else ():
        misconception(id, function.__name__, variant=variant)(change(function))


def draw_from(make):
    """Returns a change of initializers: they draw from what `make` returns for `rng`."""
    return lambda function: lambda n_in, n_out, rng: function(n_in, n_out, make(rng))


EVERY = uniform_fan_in, glorot_uniform, he_normal
SOME = {
    "everywhere": EVERY,
    "in-uniform-fan-in": (uniform_fan_in,),
    "in-glorot-uniform": (glorot_uniform,),
    "in-both-uniform": (uniform_fan_in, glorot_uniform),
    "in-he-normal": (he_normal,),
}
for where, functions in SOME.items():
    if functions != EVERY:
        declare("rng-ignored", where, functions, draw_from(lambda rng: np.random))
declare("rng-ignored", "not-in-uniform-fan-in", (glorot_uniform, he_normal), draw_from(lambda rng: np.random))
declare("rng-ignored", "not-in-glorot-uniform", (uniform_fan_in, he_normal), draw_from(lambda rng: np.random))


def declare_seeded(kind, seed):
    """Declares a new generator with a seed in each call: in all functions, or in some; one in he_normal alone has an id."""
    for where, functions in SOME.items():
        id = "he-own-generator" if functions == (he_normal,) else "fixed-seed"
        declare(
            id,
            f"{kind.__name__.lower().replace('_', '-')}-{seed}-{where}",
            functions,
            draw_from(lambda rng: kind(seed)),
        )


def declare_global_seed(seed):
    """Declares a seed for numpy's generator, in all functions or in some, which then draw from it or from rng."""

    def seed_and_leave(rng):
        np.random.seed(seed)
        return rng

    def seed_and_use(rng):
        np.random.seed(seed)
        return np.random

    for where, functions in SOME.items():
        declare("global-seeded", f"with-{seed}-{where}", functions, draw_from(seed_and_leave))
        declare("global-seeded", f"and-used-with-{seed}-{where}", functions, draw_from(seed_and_use))


for seed in (0, 1, 42, 123):
    declare_seeded(np.random.default_rng, seed)
    declare_seeded(np.random.RandomState, seed)
    declare_global_seed(seed)


def swap_sizes(function):
    """Returns an initializer whose limit is right, and whose shape is not."""

    def swapped(n_in, n_out, rng):
        return function(n_in, n_out, rng).reshape(n_out, n_in)

    return swapped


def turn_at_the_end(function):
    return lambda n_in, n_out, rng: function(n_in, n_out, rng).T


def fill_one_array(function):
    kept = {}

    def fill(n_in, n_out, rng):
        weights = kept.setdefault((n_in, n_out), np.empty((n_in, n_out)))
        weights[:] = function(n_in, n_out, rng)
        return weights

    return fill


def return_nothing(function):
    def silent(n_in, n_out, rng):
        function(n_in, n_out, rng)

    return silent


for where, functions in SOME.items():
    declare("sizes-swapped", where, functions, swap_sizes)
    declare("sizes-swapped", f"at-the-end-{where}", functions, turn_at_the_end)
    declare("one-array-for-all-calls", where, functions, fill_one_array)
    if functions != EVERY:  # without any answer nothing is named
        declare("weights-not-returned", where, functions, return_nothing)
