"""What people get wrong in `glorot_uniform`. Each function is the reference with one mistake.

Without `rng` the draws may also come from a new generator: that is an alternative, on which each mistake is tried too.
"""

import copy

import glorot_uniform as module
import numpy as np
from glorot_uniform import custom_uniform

from grader import misconceptions
from grader.misconceptions import alternative

right = custom_uniform
KEPT = {}


def misconception(id, replaces, **words):
    """Declares the decorated function as a mistake, also under a name by which the alternative finds it."""

    def declare(function):
        misconceptions.misconception(id, replaces, **words)(function)
        return misconceptions.misconception(id, f"mistaken_{replaces}", variant=words.get("variant", ""))(function)

    return declare


@alternative("new-generator", "custom_uniform")
def from_a_new_generator(n_in, n_out, rng=None, dtype=np.float32):
    rng = np.random.default_rng() if rng is None else rng
    return getattr(module, "mistaken_custom_uniform", right)(n_in, n_out, rng, dtype)


@misconception(
    "limit-from-inputs",
    "custom_uniform",
    title="The limit depends on the number of inputs only",
    hint=(
        "Swap the two sizes: a layer from 30 inputs to 20 outputs, then one from 20 to 30. Should the limit change? "
        "Print the largest absolute weight of both matrices. A rule that looks at both sides gives one number for the "
        "pair; a rule that looks at the inputs alone gives the first layer about 0.45 and the second about 0.55. The "
        "inputs decide how large the signal is that goes forward, because every unit sums over them. The outputs "
        "decide how large the gradient is that comes back, because every input sums over those. A spread that serves "
        "one direction only lets the other one grow or fade from layer to layer, which nobody sees in a network of "
        "two layers, and everybody in one of twenty."
    ),
)
def limit_from_inputs(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) * np.sqrt((n_in + n_out) / n_in)).astype(dtype)


@misconception(
    "limit-without-root",
    "custom_uniform",
    title="The limit has no square root",
    hint=(
        "Is there a square root in your limit? Try two sizes that add up to 24: without a root the limit is 0.25, "
        "with it 0.5. For sizes that add up to 600 the two are 0.01 and 0.1, so the mistake grows with the layer. The "
        "root comes from the variance. The rule asks for a variance that falls like one over the sizes, and a "
        "variance is a square: weights that are half as large have a quarter of it. Draw a thousand numbers between "
        "-0.5 and 0.5 and compute their variance, then halve them all and compute it again: about 0.083 becomes about "
        "0.021. Which of the two quantities does your fraction describe, and which one does a draw want to be told?"
    ),
)
def limit_without_root(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) * np.sqrt(6 / (n_in + n_out))).astype(dtype)


@misconception(
    "deviation-for-limit",
    "custom_uniform",
    title="The standard deviation is taken for the limit",
    hint=(
        "A uniform distribution is wider than its standard deviation. Which of the two does your limit stand for? "
        "Draw ten thousand numbers between -1 and 1 and compute their standard deviation: it is about 0.577, not 1, "
        "since most of the numbers lie well inside. Whoever takes a wanted deviation for the two ends of the draw "
        "therefore gets weights that are too small, by the same factor for all sizes. It looks like a matter of taste "
        "in a histogram, because the shape is right and only the width is not. Print the largest absolute weight of a "
        "matrix with several thousand elements and hold it against the number under the root in the statement: how "
        "many percent are missing?"
    ),
)
def deviation_for_limit(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) / np.sqrt(3)).astype(dtype)


@misconception(
    "root-of-six-alone",
    "custom_uniform",
    title="The root is taken of 6 alone",
    hint=(
        "How far does the root sign in the formula reach? Put brackets around what stands below it, and only then "
        "turn it into code. A case to try by hand: 6 over 24. Under the root all together this is 0.25, and its root "
        "is 0.5. With the root of 6 alone one has 2.449 over 24, which is 0.102. The larger the layer, the further "
        "the two are apart, and the smaller the weights of the second kind: signals lose most of their size in the "
        "first few layers, and gradients as well. A pocket calculator shows the difference in ten seconds. In Python "
        "the brackets after the name of the root decide: what stands between yours?"
    ),
)
def root_of_six_alone(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) / np.sqrt(n_in + n_out)).astype(dtype)


@misconception(
    "mean-of-the-sizes",
    "custom_uniform",
    title="6 is divided by the mean of the two sizes",
    hint=(
        "Some books write this rule with the mean of the two sizes, others with their sum, and the number above "
        "differs between the two forms. Which form has the statement, and which one have you? Take sizes 20 and 28. "
        "Their sum is 48, their mean 24. A number above that belongs to the sum and is divided by the mean gives a "
        "fraction that is twice too large, and after the root a limit that is larger by 1.414. Such a factor is hard "
        "to see in a picture of the weights, and a network with two layers trains with it all the same. Print the "
        "largest absolute weight of a big matrix, square it, and multiply it by the sum of the sizes: which number "
        "should come out?"
    ),
)
def mean_of_the_sizes(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) * np.sqrt(2)).astype(dtype)


@misconception(
    "product-of-the-sizes",
    "custom_uniform",
    title="6 is divided by the number of weights",
    hint=(
        "Does the limit shrink with how many weights there are, or with how many lines meet in a unit on either side? "
        "Look at the sign between the two sizes. Sizes of 4 and 6 have the sum 10 and the product 24; sizes of 100 "
        "and 100 have the sum 200 and the product 10,000. A limit that divides by the product is nearly right for a "
        "tiny layer and seven times too small for this one, so a test with small numbers passes it. A unit with 100 "
        "inputs adds up 100 terms, whatever the number of its neighbours is: each neighbour has terms of its own. How "
        "many terms does one output of your layer sum, and how many does one gradient?"
    ),
)
def product_of_the_sizes(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) * np.sqrt((n_in + n_out) / (n_in * n_out))).astype(dtype)


@misconception(
    "double-by-default",
    "custom_uniform",
    title="The default type is float64",
    hint=(
        "What is the type of the result when the caller says nothing about it? Call your function with two sizes only "
        "and print `.dtype` and `.nbytes` of what comes back. An array of 1000 by 1000 takes 4 MB in single precision "
        "and 8 MB in double. Look at the default in the statement's signature, and at yours. A caller who relies on "
        "the default and multiplies such weights with single-precision inputs gets a result in double precision, "
        "because numpy keeps the wider of two types; from there on everything in the network is twice as large and "
        "slower, and no line of the caller's code shows why. A test that always names the type never meets this."
    ),
)
def double_by_default(n_in, n_out, rng=None, dtype=np.float64):
    return right(n_in, n_out, rng, dtype)


@misconception(
    "random-state-replaced",
    "custom_uniform",
    title="A RandomState is replaced by a Generator with a seed of its own",
    hint=(
        "A RandomState has a method called uniform, like a Generator. Whose numbers do you return when the caller "
        "hands you one? Try it with a fresh pair: two objects made with `np.random.RandomState(3)`, one handed to "
        "your function, the other asked for one number directly, which is 0.551. Now ask the first for one as well. "
        "If that is 0.551 too, it was never used: your numbers came from somewhere else, and they are the same "
        "whichever seed the caller chose. Two kinds of generators exist because numpy has changed its interface; old "
        "code still holds the old kind, and expects that its seed decides. Where does your code ask what kind it was "
        "given, and does it need to?"
    ),
)
def random_state_replaced(n_in, n_out, rng=None, dtype=np.float32):
    known = rng is None or isinstance(rng, np.random.Generator)
    return right(n_in, n_out, rng if known else np.random.default_rng(0), dtype)


def declare_replaced(seed):
    """Declares the mistake with a seed of its own."""

    @misconception("random-state-replaced", "custom_uniform", variant=f"seed-{seed}")
    def replaced(n_in, n_out, rng=None, dtype=np.float32):
        known = rng is None or isinstance(rng, np.random.Generator)
        return right(n_in, n_out, rng if known else np.random.default_rng(seed), dtype)


for seed in (1, 7, 42, 123):
    declare_replaced(seed)


@misconception("random-state-replaced", "custom_uniform", variant="unseeded")
def random_state_replaced_by_any(n_in, n_out, rng=None, dtype=np.float32):
    known = rng is None or isinstance(rng, np.random.Generator)
    return right(n_in, n_out, rng if known else np.random.default_rng(), dtype)


@misconception(
    "normal-draw",
    "custom_uniform",
    title="The weights are drawn from a normal distribution",
    hint=(
        "Glorot's rule exists in two forms, one with a bell and one with a box. Which one has a limit that no draw "
        "passes? Take 10,000 of your weights and count how many lie beyond the limit of the statement: for the box it "
        "is none. For a bell of the same variance it is about eight in a hundred, since the limit lies 1.73 "
        "deviations away from the middle. Both have the same variance, so the signals are of equal size and a network "
        "trains as well; the mean and the deviation of your weights look right, and only the largest ones tell. Which "
        "method of the generator do you call, and what do its first two arguments mean to it?"
    ),
)
def normal_draw(n_in, n_out, rng=None, dtype=np.float32):
    source = np.random if rng is None else rng
    return source.normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out)).astype(dtype)


@misconception(
    "one-sided-draw",
    "custom_uniform",
    title="The weights are drawn from 0 to the limit",
    hint=(
        "Should a weight be able to be negative? Look at the two ends of your draw. Print the smallest and the mean "
        "of a large matrix: around 0 the mean should be near nothing, and the smallest should be about as far out as "
        "the largest. If all weights are positive, every unit computes nearly the same thing, a scaled sum of its "
        "inputs. With 100 inputs near 1 and weights between 0 and 0.2 each output is about 10, give or take 0.6; with "
        "weights on both sides it would be about 0, give or take 1.2. The first layer that does this makes all later "
        "ones see large numbers of one sign. What do low and high have to be?"
    ),
)
def one_sided_draw(n_in, n_out, rng=None, dtype=np.float32):
    source = np.random if rng is None else rng
    return source.uniform(0, np.sqrt(6 / (n_in + n_out)), (n_in, n_out)).astype(dtype)


@misconception(
    "rng-ignored",
    "custom_uniform",
    title="The rng is ignored",
    hint=(
        "Two generators with one seed should give the same weights. Where does your code use the object that it was "
        "given? Call the function twice, each time with a fresh `np.random.default_rng(5)`, and compare the two "
        "matrices. Then look for the place in your function where a number is drawn, and read what stands in front of "
        "the dot: the argument, or numpy itself. An argument that is never mentioned again has no effect, and Python "
        "does not complain about it. The caller notices a week later, when an experiment with a noted seed cannot be "
        "repeated, although everything was written down. What should happen to the generator's next number after your "
        "call, if you have used it?"
    ),
)
def rng_ignored(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_in, n_out, None, dtype)


@misconception("rng-ignored", "custom_uniform", variant="new-generator")
def rng_replaced(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_in, n_out, np.random.default_rng(), dtype)


@misconception(
    "fixed-seed",
    "custom_uniform",
    title="Without rng, each call makes a generator with the same seed",
    hint=(
        "Make two layers without an rng, one after the other. Should their weights be equal? Compare the two matrices "
        "with `np.array_equal`. If the answer is True, your function makes a generator of its own with a number "
        "written into the code, and every layer of a network begins with the same weights, as far as the sizes agree. "
        "Five networks that are trained to see how much the start matters are then one network, five times. A "
        "generator that is made without a number takes its start from the system: `np.random.default_rng().random()` "
        "gives another number at each call, and `np.random.default_rng(0).random()` always 0.637. Which of the two "
        "stands in your code, and who should choose a seed?"
    ),
)
def fixed_seed(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_in, n_out, np.random.default_rng(0) if rng is None else rng, dtype)


def declare_fixed(seed):
    """Declares the mistake with a seed of its own."""

    @misconception("fixed-seed", "custom_uniform", variant=f"seed-{seed}")
    def fixed(n_in, n_out, rng=None, dtype=np.float32):
        return right(n_in, n_out, np.random.default_rng(seed) if rng is None else rng, dtype)


for seed in (1, 7, 123, 1234):
    declare_fixed(seed)


@misconception(
    "seeds-the-global-generator",
    "custom_uniform",
    title="The function seeds numpy's global generator",
    hint=(
        "The caller may be in the middle of draws of its own. Does your code call a function that resets them? A "
        "trial in three lines: `np.random.seed(8)`, then your function, then `np.random.rand()`. Without the middle "
        "line the last one gives 0.873. If it gives the same number after every call of yours, whatever seed came "
        "first, then you have set the clock of the whole program back. The caller's shuffles, masks and noise repeat "
        "themselves from there on, and look random all the same. Writing a seed into a function is meant to make it "
        "repeatable; the argument rng is there for that, and leaves it to the caller. Which line of yours speaks to "
        "all of numpy?"
    ),
)
def seeds_the_global_generator(n_in, n_out, rng=None, dtype=np.float32):
    np.random.seed(42)
    return right(n_in, n_out, rng, dtype)


def declare_seeding(seed):
    """Declares the mistake with a seed of its own."""

    @misconception("seeds-the-global-generator", "custom_uniform", variant=f"seed-{seed}")
    def seeding(n_in, n_out, rng=None, dtype=np.float32):
        np.random.seed(seed)
        return right(n_in, n_out, rng, dtype)


for seed in (1, 7, 123, 1234):
    declare_seeding(seed)


@misconception(
    "rng-copied",
    "custom_uniform",
    title="The draws come from a copy of the rng",
    hint=(
        "After a draw a generator has moved on, and the next draw is another one. Has the caller's object moved on "
        "after your call? Call the function twice with one and the same generator: two layers of equal sizes should "
        "get different weights. If they are equal, the draws came from a copy, which was thrown away with all that it "
        "had learnt about where to go on. A book with a ribbon is like that: who reads from a photocopy never moves "
        "the ribbon, and opens the book at the same page next time. Copies are right for optimizers, where two layers "
        "must not share a memory; a generator is meant to be shared. What do you do to rng before you draw?"
    ),
)
def rng_copied(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_in, n_out, copy.deepcopy(rng), dtype)


@misconception(
    "generator-only",
    "custom_uniform",
    title="Only a Generator works as rng",
    hint=(
        "A RandomState is older than a Generator and has fewer methods and fewer arguments. Which of those that you "
        "use has it not? Hand one in, `np.random.RandomState(4)`, and read the last line of the error: it names the "
        "method or the argument. For example, a Generator can draw single precision directly, and has `integers`; a "
        "RandomState can do neither, and calls the second `randint`. Some methods exist in both, with the same "
        "arguments, and draw the same kind of numbers; a draw in double precision that is converted afterwards works "
        "with either. Asking with isinstance which of the two it is works as well, but costs two branches that have "
        "to be tested. Which methods have the two in common?"
    ),
)
def generator_only(n_in, n_out, rng=None, dtype=np.float32):
    source = np.random.default_rng(np.random.randint(2**31)) if rng is None else rng  # a case seeds the global one
    limit = np.sqrt(6 / (n_in + n_out))
    return ((2 * source.random((n_in, n_out), dtype=dtype) - 1) * limit).astype(dtype)


@misconception("generator-only", "custom_uniform", variant="refused")
def random_state_refused(n_in, n_out, rng=None, dtype=np.float32):
    if rng is not None and not isinstance(rng, np.random.Generator):
        raise TypeError("rng must be a Generator")
    return right(n_in, n_out, rng, dtype)


@misconception(
    "dtype-ignored",
    "custom_uniform",
    title="The result is always float64",
    hint=(
        "Which type has an array that numpy draws, and where does your code convert it? Print `.dtype` of what you "
        "return, once for each of the two types that a caller may ask for. A draw is in double precision unless one "
        "says otherwise, whatever the sizes and the limit are. Converting the limit does not help: `np.float32(0.2) * "
        "np.ones(3)` still has eight bytes for each number, because the array decides. A network whose weights are "
        "wider than its inputs computes in the wider type everywhere, needs twice the memory, and gives slightly "
        "other numbers than the caller measured before. The argument is named in your signature; in which line of the "
        "body does it appear?"
    ),
)
def dtype_ignored(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_in, n_out, rng, np.float64)


@misconception(
    "always-single",
    "custom_uniform",
    title="The result is always float32",
    hint=(
        "The type in the signature is only the default. Where does your code use the argument dtype, and what does it "
        "do with np.float64? Ask for that type and print `.dtype` of the result. A conversion to a fixed type fits as "
        "long as nobody asks for another one. The difference is small, and yet it can be seen: 0.1 kept in four bytes "
        "is 0.10000000149, kept in eight it is 0.1 to sixteen digits. Somebody who compares gradients with "
        "differences needs the longer numbers, since a step of 0.000001 disappears in the rounding of the short ones: "
        "1 + 1e-8 is 1 in four bytes. If the type stands in your code by its name, what should stand there instead?"
    ),
)
def always_single(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_in, n_out, rng, np.float32)


@misconception(
    "shape-transposed",
    "custom_uniform",
    title="The shape is (n_out, n_in)",
    hint=(
        "Samples stand in the rows of a batch, and a layer multiplies the batch by its weights from the right. Which "
        "size has to come first in the shape of the weights? Write the product down with numbers: a batch of 5 "
        "samples with 3 features is 5 by 3, and 2 units are wanted, so the result is 5 by 2. Only one shape of the "
        "matrix in between fits. With as many units as features both orders fit, no error is raised, and the weights "
        "are as random as before, so the mistake shows at the first layer whose sizes differ. Print the shape for 3 "
        "inputs and 2 units: does the 3 come first? In which order does your draw name the sizes?"
    ),
)
def shape_transposed(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_out, n_in, rng, dtype)


@misconception("shape-transposed", "custom_uniform", variant="turned-at-the-end")
def turned_at_the_end(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_in, n_out, rng, dtype).T


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
    about=("*",),
)
def normal_draw_of_the_limit(n_in, n_out, rng=None, dtype=np.float32):
    source = np.random if rng is None else rng
    return source.normal(0, np.sqrt(6 / (n_in + n_out)), (n_in, n_out)).astype(dtype)


@misconception(
    "fixed-seed-of-42",
    "custom_uniform",
    title="Without rng, each call makes a generator with the seed 42",
    hint=(
        "Leave rng out and call your function twice with the same sizes. Are the two matrices equal in every element? "
        "They should differ. A generator that is made with a number in its brackets starts at that number's place, "
        "each time it is made: `np.random.default_rng(42).integers(100)` gives 8, and the same line gives 8 tomorrow. "
        "Somebody who wants repeatable weights passes a generator; somebody who passes none asks for chance. Think of "
        "two dice that always fall alike: no game can be played with them. With one layer per size nobody notices, "
        "since no two matrices can be compared, and training works. A network with two layers of equal size starts "
        "with the same layer twice. What would a generator without a number in its brackets do?"
    ),
)
def fixed_seed_of_42(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_in, n_out, np.random.default_rng(42) if rng is None else rng, dtype)


@misconception(
    "seeds-the-global-generator-with-0",
    "custom_uniform",
    title="The function sets numpy's global generator to 0",
    hint=(
        "Does the word seed occur in your function? Then each call moves a generator that belongs to the whole "
        "program. Put three lines around it: `np.random.seed(7)`, a call of your function with a generator of its "
        "own, `np.random.randint(1000)`. Without the call in the middle the last line gives 175; with it there, it "
        "gives 684, as after a seed of 0. A shuffle of the data that follows would come out the same in each epoch, "
        "because the draws before it set the clock back. A guest who sets all clocks in the house to noon means well, "
        "too. Tests with one call cannot see it, as the weights themselves are uniform and within the limit. Who "
        "decides about a seed here, and through which argument?"
    ),
)
def seeds_the_global_generator_with_0(n_in, n_out, rng=None, dtype=np.float32):
    np.random.seed(0)
    return right(n_in, n_out, rng, dtype)


@misconception(
    "seeded-where-rng-is-missing",
    "custom_uniform",
    title="Without rng, each call starts np.random, or a RandomState, at one and the same seed",
    hint=(
        "Which line of your function runs only where rng is None, and does a number stand in it that you chose? "
        "Without a generator the weights are meant to differ from call to call. After `np.random.seed(42)` the next "
        "`np.random.randint(10)` is 6, and one more is 3; but with the seed set before each of them both are 6. A "
        "RandomState with that number in its brackets behaves in the same way. Setting a seed at the top of a script "
        "makes a run repeatable, and that is a fine habit; set inside a function, it makes every call a repetition of "
        "the first. One call alone looks as random as it should, which is why a histogram of the weights says nothing "
        "against it. What do you see if you subtract the results of two calls?"
    ),
)
def seeded_where_rng_is_missing(n_in, n_out, rng=None, dtype=np.float32):
    return right(n_in, n_out, np.random.RandomState(42) if rng is None else rng, dtype)


def declare_seeded(seed):
    """Declares the mistake with a seed of its own."""

    @misconception("seeded-where-rng-is-missing", "custom_uniform", variant=f"seed-{seed}")
    def seeded(n_in, n_out, rng=None, dtype=np.float32):
        return right(n_in, n_out, np.random.RandomState(seed) if rng is None else rng, dtype)


for seed in (0, 1, 7, 123, 1234):
    declare_seeded(seed)


@misconception(
    "three-for-six",
    "custom_uniform",
    title="The limit has 3 where 6 belongs",
    hint=(
        "Which number stands over n_in + n_out in your limit, and where does it come from? A uniform distribution "
        "from -a to a has the variance a² / 3, so a limit of 3 gives a variance of 3 and not of 9. Glorot's variance "
        "is 2 / (n_in + n_out); set a² / 3 equal to that and solve for a. If you solve for a variance of 1 / (n_in + "
        "n_out), one factor gets lost on the way. Check it with 30000 draws: `np.random.uniform(-0.6, 0.6, "
        "30000).var()` is about 0.12. Signals become smaller by a factor of about 1.4 with each layer then, a little "
        "loss that a shallow net hardly feels and that leaves a thirty-second part after ten layers. Is the variance "
        "of your weights what you wanted, or half of it?"
    ),
)
def three_for_six(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) / np.sqrt(2)).astype(dtype)


@misconception(
    "limit-from-outputs",
    "custom_uniform",
    title="The limit depends on the number of outputs only",
    hint=(
        "Make two matrices with equally many outputs and very different numbers of inputs. Are their largest elements "
        "alike? Then n_in has no part in your limit. The number of outputs matters for gradients on their way back, "
        "since each input gathers one from every output; the number of inputs matters for signals on their way "
        "forward. Glorot's rule is a compromise and needs both. Think of a bridge that carries traffic in two "
        "directions: its width follows from both streams, not from the one that you happen to look at. For numbers, "
        "the root of 6 / 24 is 0.5 and the root of 6 / 54 is about 0.33; the sum under 6 tells which of them is "
        "meant. Where sizes are equal the mistake is a mere factor of 1.41. What stands in your denominator?"
    ),
)
def limit_from_outputs(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) * np.sqrt((n_in + n_out) / n_out)).astype(dtype)


@misconception(
    "limit-not-inverted",
    "custom_uniform",
    title="The fraction under the root is upside down",
    hint=(
        "Should weights be larger or smaller in a bigger layer? Print the largest element for sizes of 10 and 10, "
        "then for 1000 and 1000. If it grows, your fraction is upside down. An output is a sum of n_in products, and "
        "a sum of many random numbers is larger than one of few; to keep signals at their size, weights have to "
        "shrink with the count. Take cooks who each add salt to one pot: the more cooks there are, the smaller each "
        "pinch. For a sum of 24 the two fractions under the root are 0.25 and 4, so the limits are 0.5 and 2. For a "
        "sum of 6 both are 1, and nobody can tell. With weights above 1 the outputs of ten layers explode. Which of "
        "the two numbers do you divide by?"
    ),
    about=("*",),
)
def limit_not_inverted(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) * (n_in + n_out) / 6).astype(dtype)


@misconception(
    "limit-of-another-rule",
    "custom_uniform",
    title="The limit is one over the root of the number of inputs",
    hint=(
        "From which rule does your limit come? There are several in use, and one over the root of the number of "
        "inputs is the oldest of them; the exercise about plain layers may still be in your fingers. Compare both "
        "rules for 24 inputs and 24 outputs: 1 over the root of 24 is about 0.204, and the root of 6 / 48 is about "
        "0.354. The old rule gives a third of the variance that keeps signals at their size, so they fade from layer "
        "to layer. A recipe for another oven still makes bread, only a pale one. There is one proportion at which the "
        "two agree: five times as many outputs as inputs. In all other cases the histogram of the weights ends too "
        "early or too late. Which sizes does the statement's formula contain, and do all of them occur in yours?"
    ),
)
def limit_of_another_rule(n_in, n_out, rng=None, dtype=np.float32):
    return (right(n_in, n_out, rng, dtype) * np.sqrt((n_in + n_out) / (6 * n_in))).astype(dtype)


@misconception(
    "rng-has-no-default",
    "custom_uniform",
    title="The function cannot be called without rng",
    hint=(
        "Call your function with the two sizes and nothing else. Does a TypeError say that an argument is missing? "
        "What an argument is when nobody gives it stands in the def line, behind an equals sign. A small function "
        'shows it: with `def greet(name, mark)` the call greet("Ann") fails before the first line of the body runs, '
        "and with `def greet(name, mark=None)` it does not; the body can then ask `mark is None`. A branch for None "
        "helps little if nobody can come to it without writing None out. Calls with all arguments work either way, "
        "which is how such a def line survives one's own trials. And a dtype given by its name still leaves the place "
        "before it empty. How does the stub's def line look?"
    ),
    about=("*",),
)
def rng_has_no_default(n_in, n_out, rng, dtype=np.float32):
    return right(n_in, n_out, rng, dtype)


@misconception("rng-has-no-default", "custom_uniform", variant="nor-has-dtype")
def neither_has_a_default(n_in, n_out, rng, dtype):
    return right(n_in, n_out, rng, dtype)


@misconception(
    "one-array-for-all-calls",
    "custom_uniform",
    title="Calls with the same sizes fill one and the same array",
    hint=(
        "Keep the result of a first call, make a second call with the same sizes, and look at the first result again. "
        "Has it changed? Then both names belong to one array, which your function keeps and fills anew. A list shows "
        "the same thing: with `store = [0]` and a function that writes its argument into store[0] and returns store, "
        "the lines `a = f(3)` and `b = f(5)` leave [5] in both. Reusing memory saves a little time and costs the "
        "caller everything that was in there. Two layers of equal size would then have one set of weights between "
        "them: whatever an optimizer writes into one happens to the other. One call looks right, and so does each "
        "result at the moment when it arrives. Where is the array of your answer made, inside or outside of the "
        "function?"
    ),
)
def one_array_for_all_calls(n_in, n_out, rng=None, dtype=np.float32):
    weights = right(n_in, n_out, rng, dtype)
    kept = KEPT.setdefault((weights.shape, weights.dtype.name), weights)
    kept[...] = weights
    return kept


@misconception(
    "one-number-for-all",
    "custom_uniform",
    title="One number is drawn and used for the whole matrix",
    hint=(
        "Look at four elements of the matrix. Are they all the same? Without a size, a generator gives one number; "
        "filling a matrix with it makes 1 draw where n_in times n_out are meant. Compare `np.full((2, 2), "
        "np.random.uniform())`, four equal numbers, with `np.random.uniform(size=(2, 2))`, four different ones. The "
        "number lies within the limit, and it changes from call to call, so a glance at the range finds nothing. But "
        "outputs with equal weights compute the same thing and get equal gradients, and they remain copies of each "
        "other for ever: a layer of 50 outputs would be as good as a layer of one. For a matrix with a single element "
        "the two ways agree. How many numbers does your line ask the generator for?"
    ),
    about=("*",),
)
def one_number_for_all(n_in, n_out, rng=None, dtype=np.float32):
    weights = right(n_in, n_out, rng, dtype)
    return np.full_like(weights, weights[0, 0])
