"""What people get wrong in `named_dense`. Each class is the reference with one mistake.

b and db may both have the shape (output_size,), so that is an alternative.
"""

import numpy as np
from named_dense import Dense

from grader.misconceptions import alternative, misconception


@alternative("flat-bias", "Dense")
class FlatBias(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.b, self.db = np.zeros(output_size), np.zeros(output_size)

    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.db = self.db.reshape(-1)
        return input_grad


@misconception(
    "bias-left-out",
    "Dense",
    title="The bias is left out of the forward pass",
    hint=(
        "Set W to zeros and b to 1, 2, 3, and send any batch through. Every product is 0, so what should each row of "
        "the output be, and what does yours show? If it is a table of zeros, one of the parameters has no part in it. "
        "By hand with one number: a taxi costs 3 to get in and 2 for each mile; whoever forgets the first part says 0 "
        "for a ride of 0 miles and 10 instead of 13 for 5. Since b is zero in a new layer, the first outputs are "
        "right to the last digit, and db may be right as well. Only after an optimizer has moved b, or somebody has "
        "assigned it, does the output stay behind. Which line of forward should notice that?"
    ),
)
class BiasLeftOut(Dense):
    def forward(self, X_input):
        self.X_input = X_input
        return X_input @ self.W


@misconception(
    "bias-gradient-total",
    "Dense",
    title="Every entry of db is the sum over all of grad_next",
    hint=(
        "Each output has a bias of its own. Along which axis should the gradient be added up, and which one should "
        "remain? Take np.array([[1, 0], [2, 10], [4, 20]]), three samples of two outputs. All six numbers together "
        "make 37. Down the columns there are 7 and 30, along the rows 1, 12 and 24. Only one of these answers says "
        "something about output 0 alone and about output 1 alone. A lone number is accepted by b as well, since "
        "broadcasting hands it to every entry, and so no error warns you: all biases move by the same amount. For a "
        "layer with one output the grand total is right. What does your sum know about axes?"
    ),
)
class BiasGradientTotal(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.db = np.full(self.db.shape, grad_next.sum())
        return input_grad


@misconception(
    "bias-gradient-per-sample",
    "Dense",
    title="The bias gradient is not summed over the batch",
    hint=(
        "What shape has db after a batch of four samples, and what shape has b? Compare the two for two batches of "
        "different size. The bias does not know how many samples there are; it is added to each of them, so all of "
        "them have a say in how it should change. In small: `np.zeros((1, 2)) - np.ones((4, 2))` is allowed and has "
        "the shape (4, 2), so an optimizer of the careless kind makes four rows out of one bias. One that writes into "
        "the array with -= gets a ValueError instead, because four rows do not fit into one. With a single sample in "
        "the batch shape and numbers are both right. What should become of the rows before they are stored?"
    ),
)
class BiasGradientPerSample(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.db = grad_next.copy()
        return input_grad


@misconception(
    "gradients-averaged",
    "Dense",
    title="The parameter gradients are averaged over the batch",
    hint=(
        "This layer adds over the batch; dividing by the number of samples is the business of the loss. Where does "
        "your code divide, or call a mean? Send one sample through forward and backward, then the same one twice in a "
        "batch, with the same row of grad_next for both. dW and db should become twice as large: two people who push "
        "in one direction move a car with twice the force. With an average they stay as they were. If the loss has "
        "divided already, grad_next contains that, and dividing once more makes steps for a batch of 50 fifty times "
        "too short. A mistake of this kind looks like a small learning rate: everything works, slowly. With one "
        "sample you cannot see it."
    ),
)
class GradientsAveraged(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.dW = self.dW / len(grad_next)
        self.db = self.db / len(grad_next)
        return input_grad


@misconception("gradients-averaged", "Dense", variant="input-too")
class GradientsAveragedInputToo(Dense):
    def backward(self, grad_next):
        return super().backward(grad_next / len(grad_next))


@misconception(
    "bias-gradient-averaged",
    "Dense",
    title="Only the bias gradient is averaged over the batch",
    hint=(
        "Put your lines for dW and db below each other. Do both treat the batch in the same way? The matrix product "
        "adds over the samples by itself; for b a function is chosen by hand, and the column 1, 2, 6 gives 9 with one "
        "and 3 with another. An experiment that needs no formula: a batch of three samples with all inputs equal to "
        "1. There b acts on the output exactly like a weight, so db has to equal each row of dW. Is yours a third of "
        "it? The shape is right, a batch of one is right, and a network trains with it, though its biases follow "
        "late, and later still when somebody takes larger batches. Which word in that line divides?"
    ),
)
class BiasGradientAveraged(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.db = self.db / len(grad_next)
        return input_grad


@misconception(
    "weights-gradient-averaged",
    "Dense",
    title="Only the gradient of W is averaged over the batch",
    hint=(
        "Does a division by the number of samples stand in the line of dW, and none in that of db? Then the two "
        "belong to two different losses. Try it with two samples whose inputs are all 1: for outputs with gradients 3 "
        "and 5, the share of a weight is 1 · 3 + 1 · 5 = 8, and the bias gets 3 + 5 = 8. Your layer would say 4 for "
        "the one and 8 for the other. A hiker whose step to the north is halved and whose step to the east is not "
        "walks in another direction; he does not just walk slowly. For a batch of one sample the division is by 1. Is "
        "the loss's own division, further on in the program, already contained in grad_next?"
    ),
)
class WeightsGradientAveraged(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.dW = self.dW / len(grad_next)
        return input_grad


@misconception(
    "bias-gradient-over-the-features",
    "Dense",
    title="The bias gradient is summed over the outputs instead of the samples",
    hint=(
        "How many numbers has your db after a batch of four samples in a layer of three outputs, and how many has b? "
        "The rows of grad_next are samples, the columns are outputs. For np.array([[1, 2, 3], [10, 20, 30]]) one of "
        "the two sums is 11, 22, 33 and the other 6, 60. Which of them has an entry for each output? A sum along a "
        "row mixes wishes of different outputs, as if all rooms of a house were heated after the sum of their "
        "temperatures. If there are as many samples as outputs the result fits into place by chance, and nothing "
        "complains. In a test with other sizes the shape gives it away. Which axis vanishes in your sum: that of the "
        "samples, or the other one?"
    ),
)
class BiasGradientOverFeatures(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.db = grad_next.sum(axis=1, keepdims=True)
        return input_grad


def bias_gradient_over_the_features(number, form):
    @misconception("bias-gradient-over-the-features", "Dense", variant=f"form-{number}")
    class OtherForm(Dense):
        def backward(self, grad_next):
            input_grad = super().backward(grad_next)
            self.db = form(grad_next, self.db.shape)
            return input_grad


for number, form in enumerate(
    (
        lambda grad, shape: grad.sum(axis=1),
        lambda grad, shape: grad.sum(axis=1)[None, :],
    )
):
    bias_gradient_over_the_features(number, form)


@misconception(
    "input-gradient-averaged",
    "Dense",
    title="The input gradient is divided by the number of samples",
    hint=(
        "Row i of the gradient that you return belongs to sample i alone. Does it change when others join the batch? "
        "Run one sample, note its row; then add two more samples, keep the first row of grad_next, and run again. If "
        "the first row is now a third of what it was, you have divided by a number that has nothing to do with it. In "
        "small: three children each get their own marks; the number of children matters for an average, not for the "
        "marks of one. No sum over samples occurs in this gradient, so there is none to undo. For a batch of one both "
        "agree. In a network of ten such layers, a batch of 10 would shrink the first layer's gradient by a factor of "
        "10 ** 10 or so."
    ),
)
class InputGradientAveraged(Dense):
    def backward(self, grad_next):
        return super().backward(grad_next) / len(grad_next)


@misconception(
    "gradients-accumulate",
    "Dense",
    title="Gradients of earlier calls are added in",
    hint=(
        "Call backward twice after one forward, with equal arguments, and compare dW after the first and after the "
        "second call. Should anything have grown? In your code the old numbers are still part of the new ones. A "
        "small picture: a kitchen scale that is not set back to zero shows 200 for the first apple and 400 for the "
        "second, though both weigh 200. Other libraries let gradients grow on purpose, and have a command that clears "
        "them before the next batch; here no such command exists, and the optimizer does not clear anything. Because "
        "dW starts as zeros, the first backward is right, and so is every example with a single one. In training, "
        "each step would repeat all steps before it."
    ),
)
class GradientsAccumulate(Dense):
    def backward(self, grad_next):
        dW, db = self.dW, self.db
        input_grad = super().backward(grad_next)
        self.dW = self.dW + dW
        self.db = self.db + db
        return input_grad


def add_up(names, in_place):
    @misconception("gradients-accumulate", "Dense", variant="-".join(names) + "-in-place" * in_place)
    class AddedUp(Dense):
        def backward(self, grad_next):
            before = {name: getattr(self, name) for name in names}
            input_grad = super().backward(grad_next)
            for name, total in before.items():
                if in_place:
                    total += getattr(self, name)
                else:
                    total = total + getattr(self, name)
                setattr(self, name, total)
            return input_grad


for names in (("dW", "db"), ("dW",), ("db",)):
    add_up(names, in_place=True)
    if len(names) == 1:
        add_up(names, in_place=False)


@misconception(
    "gradients-written-in-place",
    "Dense",
    title="backward writes into the gradient arrays of the call before",
    hint=(
        "Somebody may have kept the last gradient. Call backward, note `kept = layer.dW`, call backward with other "
        "numbers, and look at kept. Has it changed, though nobody touched it? Then your code fills the old array in "
        "place of making another one. In small: after `a = np.zeros(2)` and `b = a`, the line `a[...] = 7` makes b "
        "show 7, 7; with `a = a + 7` b remains 0, 0. Both leave the same numbers in a. Inside the layer there is no "
        "difference, and dW is right after each call. But an optimizer that compares two gradients in a row would "
        "compare one with itself, and always find that nothing has changed. Is there an assignment to a part of an "
        "array, or an out=, in your backward?"
    ),
)
class GradientsWrittenInPlace(Dense):
    def backward(self, grad_next):
        dW, db = self.dW, self.db
        input_grad = super().backward(grad_next)
        dW[...], db[...] = self.dW, self.db
        self.dW, self.db = dW, db
        return input_grad


def write_in_place(name):
    @misconception("gradients-written-in-place", "Dense", variant=name)
    class WrittenInPlace(Dense):
        def backward(self, grad_next):
            before = getattr(self, name)
            input_grad = super().backward(grad_next)
            before[...] = getattr(self, name)
            setattr(self, name, before)
            return input_grad


write_in_place("dW")
write_in_place("db")


@misconception(
    "gradients-missing-at-first",
    "Dense",
    title="There are no gradients before the first backward",
    hint=(
        "An optimizer may read trainable at any time, also before the first batch. What are dW and db in a new layer? "
        "Print them next to W and b. A value such as None is no array: `1 - 0.1 * None` raises a TypeError, while `1 "
        "- 0.1 * np.zeros(2)` is 1, 1, so a step with nothing to say moves nothing. That is what one wants from a "
        "layer that has not been used yet, or that a batch has bypassed. Some optimizers also make their memory by "
        "the shape of the first gradient they see; None has no shape. After the first backward all is well, so a "
        "training that begins with one never meets it. Which method runs before anything else can?"
    ),
)
class GradientsMissingAtFirst(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.dW = self.db = None


def begin_with(number, change):
    @misconception("gradients-missing-at-first", "Dense", variant=f"form-{number}")
    class OtherBeginning(Dense):
        def __init__(self, input_size, output_size):
            super().__init__(input_size, output_size)
            change(self)


for number, value in enumerate((0, 0.0, np.array([]))):
    begin_with(number, lambda layer, value=value: vars(layer).update(dW=value, db=value))
begin_with(3, lambda layer: vars(layer).update(db=None))


@misconception("gradients-missing-at-first", "Dense", variant="no-attributes")
class NoGradientsAtFirst(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        del self.dW, self.db


@misconception("gradients-missing-at-first", "Dense", variant="empty-list")
class EmptyListAtFirst(GradientsMissingAtFirst):
    @property
    def trainable(self):
        return [] if self.dW is None else super().trainable


@misconception(
    "backward-moves-the-bias",
    "Dense",
    title="backward changes the bias itself instead of its gradient",
    hint=(
        "Write down which attributes your backward assigns. Which of them are parameters, and which are gradients? "
        "Then copy b before a call and compare it afterwards: did it change? A difference of one letter decides here, "
        "b against db. Suppose b is 0 and the gradient that arrives adds up to 4. An optimizer with a rate of 0.1 "
        "would take b to -0.4. If backward has added to b already, it stands at 4, and the step starts from there: "
        "not only too large, but uphill. The next outputs are off by whole units. As long as somebody looks only at "
        "what backward returns and at dW, nothing is wrong. Who is it that moves parameters in this track?"
    ),
)
class BackwardMovesTheBias(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.b = self.b + self.db
        return input_grad


def move_bias(name, move):
    @misconception("backward-moves-the-bias", "Dense", variant=name)
    class BiasMoved(Dense):
        def backward(self, grad_next):
            before = self.db
            input_grad = super().backward(grad_next)
            self.b, self.db = move(self.b, self.db), before
            return input_grad


move_bias("assigned", lambda b, db: db)
move_bias("added", lambda b, db: b + db)
move_bias("taken-away", lambda b, db: b - db)


@misconception(
    "backward-takes-a-step",
    "Dense",
    title="backward takes a step of gradient descent",
    hint=(
        "Nobody has given this layer a learning rate. So which number in your backward plays that part, and who has "
        "chosen it? Copy W before the call and subtract it afterwards: the difference should be zeros. In this track "
        "the layer only reports, like a map that shows where downhill is; the hiker decides how far to walk, or not "
        "to walk at all. If the map moved him as well, two steps would be taken where one was meant. In small: with a "
        "gradient of 2 and a rate of 0.1, 1.0 becomes 0.8; with a hidden step of 0.01 times the gradient first it "
        "becomes 0.78. Such a small surplus hides well in a training. It spoils any check that calls backward just to "
        "look at gradients."
    ),
)
class BackwardTakesStep(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.W = self.W - 0.01 * self.dW
        self.b = self.b - 0.01 * self.db
        return input_grad


def take_step(rate, input_after):
    @misconception("backward-takes-a-step", "Dense", variant=f"{rate}" + "-input-after" * input_after)
    class OtherStep(Dense):
        def backward(self, grad_next):
            input_grad = super().backward(grad_next)
            self.W = self.W - rate * self.dW
            self.b = self.b - rate * self.db
            return super().backward(grad_next) if input_after else input_grad


for rate in (0.001, 0.01, 0.05, 0.1, 0.5, 1.0):
    take_step(rate, input_after=True)
    if rate != 0.01:
        take_step(rate, input_after=False)


@misconception(
    "first-input-kept",
    "Dense",
    title="The input of the first forward pass is kept for ever",
    hint=(
        "backward belongs to the latest forward. Does your code store the input in every call, or only as long as "
        "nothing is stored? Send a batch of ones through, then a batch of fives, and print X_input: ones or fives? In "
        "small: `def f(x, seen=[]): seen.append(x); return seen[0]` answers f(1) with 1, and f(5) with 1 too, because "
        "the oldest is taken. A first pass and its backward are perfect. From the second batch on, dW is made of "
        "inputs from long ago and gradients from now, a letter of yesterday in today's envelope; while the sizes "
        "agree nobody complains, and the returned gradient is right in any case. With a batch of another size comes "
        "an error about shapes. Which condition stands before the assignment?"
    ),
)
class FirstInputKept(Dense):
    def forward(self, X_input):
        first = self.X_input
        output = super().forward(X_input)
        self.X_input = X_input if first is None else first
        return output


@misconception("first-input-kept", "Dense", variant="loop-over-gradient")
class FirstInputKeptInLoop(FirstInputKept):
    def backward(self, grad_next):
        self.dW = sum(np.outer(self.X_input[row], grad_next[row]) for row in range(len(grad_next)))
        self.db = grad_next.sum(axis=0).reshape(self.db.shape)
        return grad_next @ self.W.T


@misconception(
    "input-forgotten",
    "Dense",
    title="backward throws the kept input away",
    hint=(
        "After one forward, call backward two times and print X_input between the calls. Is the batch still there? "
        "Your code removes it after use, as if a recipe were burnt when the cake is in the oven: for one cake this is "
        'fine. In small: for `d = {"x": 4}`, d.pop("x") answers 4 and a second d.pop("x") raises a KeyError, while '
        'd["x"] answers as often as it is asked. A program that compares the gradient with small differences, or that '
        "has two losses, asks more than once. In the usual training loop, one forward and one backward in turn, you "
        "would never learn of it. Keeping one batch until the next arrives costs little. When may it go?"
    ),
)
class InputForgotten(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.X_input = None
        return input_grad


@misconception(
    "input-not-kept",
    "Dense",
    title="forward keeps its input under another name, or not at all",
    hint=(
        "A variable of forward is gone when forward ends. Under which attribute does your backward look for the "
        "input, and which line has put it there? Print layer.X_input after a forward: is it the batch? In small: `def "
        "put(): note = 5`, then `put()`, then note on its own gives a NameError, since the name lived inside the "
        "function only. With self the spelling counts as well: self.X and self.X_input are two drawers, and Python "
        "opens a new one without asking. The output of forward is right, whatever has been kept. So the error appears "
        "in backward, which may be perfect itself, and only in one of its three results: the one in which the inputs "
        "take part."
    ),
    about=("test_*gradient*", "test_backward_*", "test_*trainable*"),
)
class InputNotKept(Dense):
    def forward(self, X_input):
        return X_input @ self.W + self.b


@misconception("input-not-kept", "Dense", variant="no-attribute")
class InputNowhere(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        del self.X_input

    def forward(self, X_input):
        return X_input @ self.W + self.b


@misconception("input-not-kept", "Dense", variant="shape-asked-first")
class InputMissed(InputNotKept):
    def backward(self, grad_next):
        raise AttributeError("'NoneType' object has no attribute 'shape'")


@misconception("input-not-kept", "Dense", variant="item-asked-first")
class InputItemMissed(InputNotKept):
    def backward(self, grad_next):
        raise TypeError("'NoneType' object is not subscriptable")


@misconception(
    "output-array-reused",
    "Dense",
    title="forward fills one array again and again",
    hint=(
        "The caller may still hold what forward returned for the batch before. Run forward twice with different "
        "batches of one size, keep both results, and compare: are they equal? Ask `first is second` too; it should be "
        "False. In small: `page = np.ones(2)`, `a = page`, `page[:] = 3`, `b = page` leave a and b both at 3, 3, "
        "because there is only one sheet of paper and it was written on twice. Saving the time for a new array is a "
        "good thought in other places, but then everybody has to know about it. When the batches differ in size a new "
        "array has to be made anyway, so the mistake rests; and a loop that uses each output at once never meets it. "
        "Where does your array begin its life?"
    ),
)
class OutputArrayReused(Dense):
    output = None

    def forward(self, X_input):
        output = super().forward(X_input)
        if self.output is None or self.output.shape != output.shape:
            self.output = output
        self.output[...] = output
        return self.output


@misconception(
    "forward-returns-nothing",
    "Dense",
    title="forward prints its result, or forgets to return it",
    hint=(
        "What does `y = layer.forward(X)` put into y? Print type(y) and see whether it says NoneType. In a shell a "
        "printed number and a returned one look alike, so try to go on computing: with `def half(x): print(x / 2)`, "
        "half(8) shows 4.0, and half(half(8)) shows it and then raises a TypeError, because the outer one is given "
        "None. A layer behind yours would be in that place. The product may well be computed in forward, under some "
        "local name, and X_input stored; backward with a made-up gradient works then. What is missing is the "
        "statement that carries a value out of the method. Does every path through yours meet one? A path that ends "
        "without it answers None too."
    ),
)
class ForwardReturnsNothing(Dense):
    def forward(self, X_input):
        super().forward(X_input)


@misconception(
    "backward-returns-nothing",
    "Dense",
    title="backward sets dW and db and returns nothing",
    hint=(
        "The layer before this one waits for a gradient too. What does your backward hand on to it? Print "
        "type(layer.backward(...)): an array, or NoneType? dW and db hang on the layer and can be read there "
        "afterwards, so one layer alone trains well. Now think of a chain of buckets at a fire: the man in the middle "
        "fills his own barrel and passes nothing on, so those behind him stand idle. In small: `def f(x): y = 3 * x` "
        "gives None for f(2), although y was 6 on the inside. In a network of one layer nobody misses the result; in "
        "a network of two, the first is called with None and raises an error, in code that is innocent. Which shape "
        "should the missing array have?"
    ),
)
class BackwardReturnsNothing(Dense):
    def backward(self, grad_next):
        super().backward(grad_next)


@misconception(
    "weights-stored-transposed",
    "Dense",
    title="W has the shape (output_size, input_size)",
    hint=(
        "One sample is one row of the batch, and in the statement's formula the weights are on its right. Which size "
        "comes first in their shape, and which one in yours? Print W.shape for a layer with 2 inputs and 5 outputs "
        "and look at the table. Whoever turns the array in every product gets right outputs for his own weights, so "
        "the layer trains. In small: a table of distances from 2 towns to 5 others can be written in 2 rows or in 5, "
        "but two people who exchange it have to agree: the entry in row 1, column 4 exists in only one of them. "
        "Assigned weights would not fit here, or in a square layer fit and mean something else. The draw is filled in "
        "row by row, so a seed gives other places too."
    ),
    about=("*",),
)
class WeightsStoredTransposed(Dense):
    def __init__(self, input_size, output_size):
        state = np.random.get_state()
        super().__init__(input_size, output_size)
        np.random.set_state(state)  # drawn once, from the generator as it was
        self.W = np.random.uniform(size=(output_size, input_size))
        self.dW = np.zeros_like(self.W)

    def forward(self, X_input):
        self.X_input = X_input
        return X_input @ self.W.T + self.b

    def backward(self, grad_next):
        self.W = self.W.T
        input_grad = super().backward(grad_next)
        self.W, self.dW = self.W.T, self.dW.T
        return input_grad


@misconception("weights-stored-transposed", "Dense", variant="drawn-and-turned")
class WeightsDrawnAndTurned(WeightsStoredTransposed):
    def __init__(self, input_size, output_size):
        Dense.__init__(self, input_size, output_size)
        self.W, self.dW = self.W.T, self.dW.T


@misconception(
    "trainable-is-a-dict",
    "Dense",
    title="trainable is a dict",
    hint=(
        "The optimizer says `for name, param, grad in layer.trainable`. What does such a loop get from a dict? Try "
        'one: `for item in {"W": (1, 2), "b": (3, 4)}: print(item)` shows W and then b, only the keys. To take a key '
        'of one letter apart into three names raises a ValueError, "not enough values to unpack"; and with a key of '
        "three letters it would even go well, and give three letters. A list of tuples hands over one whole tuple at "
        "a time. A dict is handy for looking things up by name, and holds the same information, so it feels like the "
        "better choice. But the form is an agreement between two programs. How many things does the loop want at a "
        "time, and how many are in each of your entries?"
    ),
)
class TrainableIsDict(Dense):
    @property
    def trainable(self):
        return {"W": (self.W, self.dW), "b": (self.b, self.db)}


def list_as_dict(number, form):
    @misconception("trainable-is-a-dict", "Dense", variant=f"form-{number}")
    class OtherDict(Dense):
        @property
        def trainable(self):
            return form(self.W, self.dW, self.b, self.db)


for number, form in enumerate(
    (
        lambda W, dW, b, db: {"W": [W, dW], "b": [b, db]},
        lambda W, dW, b, db: {"W": W, "b": b, "dW": dW, "db": db},
        lambda W, dW, b, db: {"W": W, "dW": dW, "b": b, "db": db},
        lambda W, dW, b, db: {"W": W, "b": b},
        lambda W, dW, b, db: {"W": {"param": W, "grad": dW}, "b": {"param": b, "grad": db}},
    )
):
    list_as_dict(number, form)


@misconception(
    "trainable-copies",
    "Dense",
    title="trainable lists copies",
    hint=(
        "An optimizer writes into the arrays that it finds in the list. Does the layer notice? Read trainable, add 1 "
        "to the listed array with +=, and look at layer.W: it should have changed. In small: for `a = np.zeros(2)`, "
        "`b = a.copy()`, `b += 1`, a is still 0, 0; with `b = a` in the middle it becomes 1, 1. Copies protect, and "
        "in many places that is wise; here the optimizer is meant to reach in. With copies every number in the list "
        "is right each time one reads it, so a look at the values finds nothing. The training runs, without errors, "
        "and the loss stays the same to the last digit, because each step improves a photograph of the weights. Where "
        "in your property is a new array made?"
    ),
)
class TrainableCopies(Dense):
    @property
    def trainable(self):
        return [("W", self.W.copy(), self.dW.copy()), ("b", self.b.copy(), self.db.copy())]


@misconception(
    "trainable-stored",
    "Dense",
    title="The list is made once, in the constructor",
    hint=(
        "The list names arrays. At which moment is yours put together? If that is in the constructor, it holds the "
        "arrays that existed then. Try it: `x = 1`, `pair = [x, 10]`, `x = 2`; pair still begins with 1, as it keeps "
        "the thing and not the name. Now call backward, which binds dW to a new array, and ask whether the listed "
        "gradient `is` layer.dW. An optimizer that reads an old list sees the zeros of a newborn layer in every step, "
        "so nothing ever moves, and nobody raises an error. Before the first backward all is right, which is just "
        "when a short test looks. The same happens to W if somebody assigns another array to it. What makes Python "
        "compute an answer anew at each reading?"
    ),
)
class TrainableStored(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self._trainable = super().trainable

    @property
    def trainable(self):
        return self._trainable


@misconception(
    "trainable-remembered",
    "Dense",
    title="The list is made at the first reading and kept",
    hint=(
        "Read trainable, call backward, read it again, and compare the second gradient with layer.dW. Are they one "
        "object? Your first reading seems to decide all the others: the answer is kept in an attribute, and later "
        "readers are given the old sheet. In small: a weather service that looks out of the window once, at the first "
        'question, and then says "sunny" for ever; it is right until the weather changes. Keeping an answer pays '
        "where it is dear to compute and never changes. Here it is two tuples, and each backward makes other arrays. "
        "As long as nobody reads the list before the first backward, even the first step is right; a check of a new "
        "layer, or the second step, brings the mistake out. Which condition in your property looks for an earlier "
        "answer?"
    ),
)
class TrainableRemembered(Dense):
    @property
    def trainable(self):
        if not hasattr(self, "_trainable"):
            self._trainable = super().trainable
        return self._trainable


@misconception(
    "trainable-is-a-method",
    "Dense",
    title="trainable has to be called",
    hint=(
        "The optimizer says `for name, param, grad in layer.trainable`, without parentheses. What does your layer "
        'give for these words? Print layer.trainable: a list, or something like "bound method"? In small: "abc".upper '
        'without parentheses is a method that waits to be called, and `for letter in "abc".upper` raises a TypeError, '
        'because one cannot walk through a method. With parentheses it is "ABC". Both ways of asking can be offered '
        "by a class, and a single line above the definition makes the difference. The list inside your method may be "
        "perfect, and whoever calls it in his own test sees that. But the agreement with everybody else is to read it "
        "like an attribute. Which neighbour in the stub has the same form?"
    ),
)
class TrainableIsMethod(Dense):
    def trainable(self):
        return [("W", self.W, self.dW), ("b", self.b, self.db)]


@misconception(
    "trainable-in-another-order",
    "Dense",
    title="The tuples of trainable are in another order",
    hint=(
        "Which of the three comes first in each of your tuples: the name, the parameter or the gradient? Unpacking "
        'goes by places only. In small: `name, age = (30, "Ann")` raises no error, and from then on name is 30. So an '
        "optimizer would take an array for the name, the gradient for the parameter, and try to compute with a text; "
        '`2.0 - 0.1 * "W"` raises a TypeError. If a loop of your own unpacks in your own order, everything works, and '
        "the same arrays are in the list, live and right. The trouble starts where two people meet who have read "
        "different pages. Compare with the list in the statement, place by place, for both entries: where has the "
        "text gone in yours?"
    ),
)
class TrainableInAnotherOrder(Dense):
    @property
    def trainable(self):
        return [(self.W, self.dW, "W"), (self.b, self.db, "b")]


def order(places):
    @misconception("trainable-in-another-order", "Dense", variant="-".join(map(str, places)))
    class OtherOrder(Dense):
        @property
        def trainable(self):
            return [tuple(entry[place] for place in places) for entry in super().trainable]


for places in ((1, 0, 2), (2, 0, 1), (2, 1, 0)):
    order(places)


@misconception(
    "trainable-without-bias",
    "Dense",
    title="trainable lists only W",
    hint=(
        "List every number that this layer learns, with its shape. How many are there for 3 inputs and 4 outputs? "
        "Then add up the sizes of the parameters in your list. If you get 12 against 16, an optimizer that knows "
        "nothing but this list cannot find the rest. It is like a census that counts only people with a telephone: "
        "the others live on, but nobody asks them. The outputs use b all the same, and db is computed each time, in "
        "vain. In a training b remains at zeros for ever, where it began, so nothing looks broken; a straight line "
        "fitted in that way simply has to go through the origin. For points at height 5 with x around 0 this is "
        "hopeless. What is missing from the list?"
    ),
)
class TrainableWithoutBias(Dense):
    @property
    def trainable(self):
        return [("W", self.W, self.dW)]


@misconception(
    "draw-around-zero",
    "Dense",
    title="The weights are drawn around zero: from -1 to 1, or from -0.5 to 0.5",
    hint=(
        "Between which two numbers does np.random.uniform draw when it is told a size and nothing else? Ask it for "
        "1000 numbers and print the smallest and the largest. Then print the same two for W in a layer of 50 inputs "
        "and 20 outputs, which has 1000 weights as well. If one of them is negative, your range is another one. "
        "Weights around zero are the better choice in practice, and other exercises of this course use them, so this "
        "is an easy slip: here the statement fixes a plainer draw. It matters because a seed should give the same "
        "layer to everybody: stretching 0.25 and 0.75 to twice the range about 0 makes -0.5 and 0.5 of them. "
        "Everything else in the layer works with either."
    ),
)
class DrawAroundZero(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.W = 2 * self.W - 1


@misconception("draw-around-zero", "Dense", variant="half")
class DrawAroundZeroHalf(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.W = self.W - 0.5


@misconception(
    "normal-draw",
    "Dense",
    title="The weights are drawn from a normal distribution",
    hint=(
        "Which of numpy's draws has ends that no number ever passes, and which has none? Draw 1000 numbers from "
        "np.random.randn and 1000 from np.random.uniform, and print the smallest and the largest of each. The first "
        "go to about -3 and 3, the second stay between 0 and 1. Now look at the smallest weight of a large layer of "
        "yours: is it negative? Then read in the docstring which letter stands before the brackets. A bell and a box "
        'are both "random", their shapes are right, and a network learns from either, so an output alone does not '
        "tell. But with one seed two programs should make the same weights, and the two functions use up the "
        "generator in different ways: from the first number on they differ."
    ),
)
class NormalDraw(Dense):
    def __init__(self, input_size, output_size):
        state = np.random.get_state()
        super().__init__(input_size, output_size)
        np.random.set_state(state)  # drawn once, from the generator as it was
        self.W = np.random.randn(input_size, output_size)


def draw_normally(number, scale):
    @misconception("normal-draw", "Dense", variant=f"scale-{number}")
    class OtherScale(NormalDraw):
        def __init__(self, input_size, output_size):
            super().__init__(input_size, output_size)
            self.W = self.W * scale(input_size, output_size)


for number, scale in enumerate(
    (
        lambda n_in, n_out: 0.01,
        lambda n_in, n_out: 0.1,
        lambda n_in, n_out: np.sqrt(2 / n_in),
        lambda n_in, n_out: np.sqrt(1 / n_in),
        lambda n_in, n_out: np.sqrt(2 / (n_in + n_out)),
    )
):
    draw_normally(number, scale)


@misconception(
    "bias-drawn",
    "Dense",
    title="The bias is drawn at random",
    hint=(
        "What value does every bias have in a new layer? Print b before the first batch. Then count: how many numbers "
        "does your constructor draw, and how many entries has W? For 3 inputs and 4 outputs there are 12 weights; "
        "whoever arrives at 16 has drawn too often. The dice are needed for weights, because two outputs with the "
        "same weights would stay twins for ever, with equal gradients. Once their weights differ, equal biases do no "
        "harm. In small: after np.random.seed(0), the draws np.random.rand(2) and np.random.rand(1) share out the "
        "first three numbers of the row; who takes one more moves all who come later. So a second layer is wrong too, "
        "though only the first one's constructor is to blame."
    ),
)
class BiasDrawn(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.b = np.random.uniform(size=self.b.shape)


def draw_bias(number, draw, first):
    @misconception("bias-drawn", "Dense", variant=f"draw-{number}-{'first' if first else 'last'}")
    class OtherDraw(Dense):
        def __init__(self, input_size, output_size):
            drawn = draw(output_size) if first else None
            super().__init__(input_size, output_size)
            drawn = drawn if first else draw(output_size)
            self.b = drawn.reshape(self.b.shape)


for number, draw in enumerate(
    (
        lambda size: np.random.rand(size),
        lambda size: np.random.randn(size),
        lambda size: 0.01 * np.random.randn(size),
        lambda size: np.random.uniform(-1, 1, size),
    )
):
    draw_bias(number, draw, first=True)
    if number:
        draw_bias(number, draw, first=False)


@misconception(
    "generator-seeded",
    "Dense",
    title="The constructor draws from a seed of its own, set by np.random.seed or in a RandomState",
    hint=(
        "Make two layers of the same size, one after the other, and subtract their weights. Is the difference zero "
        "everywhere? Then some call in your constructor sets the dice back to the same place each time. In small: "
        "np.random.seed(5) followed by np.random.rand() gives about 0.222, and the same two lines give it again, as "
        "often as you like; without the first of them the numbers go on. np.random.RandomState(5).rand() says 0.222 as "
        "well. A network with two equal layers is only the small harm. The seed that the user has chosen counts for "
        "nothing, and where np.random itself is seeded, a shuffle of the data after making a layer is always the same "
        "shuffle. One layer, looked at alone, has weights without fault. Whose decision is the seed?"
    ),
)
class GeneratorSeeded(Dense):
    def __init__(self, input_size, output_size):
        np.random.seed(0)
        super().__init__(input_size, output_size)


def seed_generator(seed):
    @misconception("generator-seeded", "Dense", variant=f"{seed}")
    class OtherSeed(Dense):
        def __init__(self, input_size, output_size):
            np.random.seed(seed)
            super().__init__(input_size, output_size)


for seed in (1, 7, 42, 123, 1234):
    seed_generator(seed)


@misconception(
    "shapes-of-b-and-db-differ",
    "Dense",
    title="db has not the shape of b",
    hint=(
        "Compare the shapes of b and db: once in a new layer, once after backward. Do they still agree? A sum removes "
        "the axis that it adds over: np.ones((4, 3)).sum(axis=0) has the shape (3,), and a second option of sum lets "
        "a 1 stay in its place. The numbers are the same, and broadcasting helps in most lines, so an optimizer that "
        "subtracts seems content. But with memory it may go wrong: np.zeros((3, 1)) + np.ones(3) is a table of shape "
        "(3, 3), without a warning, and np.concatenate of a row in brackets and one without raises a ValueError. Two "
        "arrays that belong together should not depend on such kindness. Where does the axis get lost between "
        "grad_next and db?"
    ),
)
class ShapesDiffer(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.db = self.db.reshape(-1)
        return input_grad


def shapes_of_b_and_db_differ(number, form):
    @misconception("shapes-of-b-and-db-differ", "Dense", variant=f"form-{number}")
    class OtherForm(Dense):
        def backward(self, grad_next):
            input_grad = super().backward(grad_next)
            self.db = form(grad_next, self.db.shape)
            return input_grad


for number, form in enumerate((lambda grad, shape: grad.sum(axis=0)[:, None],)):
    shapes_of_b_and_db_differ(number, form)


@misconception(
    "bias-flat-and-gradient-not",
    "Dense",
    title="b has one axis, and db has two",
    hint=(
        "Print the shapes of b and db side by side. Has one of them an axis more than the other? An optimizer that "
        "writes into b subtracts the gradient from it, entry by entry. In small: `flat = np.zeros(3)` and `flat -= "
        "np.ones((1, 3))` raise a ValueError, since the result of the subtraction has two axes and the place to write "
        "to has one. The other direction is allowed: an array of shape (1, 3) takes away one of shape (3,). And `flat "
        "= flat - np.ones((1, 3))` silently gives flat a second axis. So your layer works with one optimizer and "
        "breaks another. Forward notices nothing: both forms are added to each row alike. Which of the two would you "
        "change, and is db in a new layer in agreement with your choice?"
    ),
)
class BiasFlatGradientNot(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.b = np.zeros(output_size)


@misconception(
    "name-of-the-base",
    "Dense",
    title="The layer keeps the base class's name or index",
    hint=(
        "Make a layer and print layer_name, index and name. Do they say what the statement's table says, or the "
        "placeholder of a base class? Two constructors write to the same attributes; the one that runs last wins. In "
        'small: `d = {}`, `d["x"] = 1`, `d["x"] = 0` leaves 0. So look at two things in yours: does it set them at '
        "all, and does the call of the base class's constructor come before that or after it? A base class can only "
        "know a stopgap, since it does not know who will be derived from it. Every number that the layer computes is "
        "right with a wrong label. It is found when a network prints its layers, or saves weights by name and two "
        "layers of different kinds are called the same."
    ),
)
class NameOfTheBase(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.layer_name, self.index = "UNINITIALIZED_NAME", -1


def keep_base(number, *named):
    @misconception("name-of-the-base", "Dense", variant=f"base-{number}")
    class OtherBase(Dense):
        def __init__(self, input_size, output_size):
            super().__init__(input_size, output_size)
            self.layer_name, self.index = named


for number, named in enumerate(
    (
        ("Dense", -1),
        ("UNINITIALIZED_NAME", 0),
        ("BaseLayer", 0),
        ("BaseLayer", -1),
        ("Layer", 0),
        ("Layer", -1),
        (None, None),
        ("Dense", None),
        ("", 0),
    )
):
    keep_base(number, *named)


@misconception(
    "name-stored",
    "Dense",
    title="The name is put together once, in the constructor",
    hint=(
        "The network gives out the index later, when the layer joins it. Set index to 3 on a layer of yours and print "
        "name. Does it still end in 0? Then it was put together earlier, from what was known at that time. In small: "
        '`n = 1`, `label = "room " + str(n)`, `n = 2`; label is still "room 1". A text does not look back at the '
        "variables it came from. In a new layer the name is right, and a test that never changes the index is "
        "content. In a network of four layers all of them would carry one name, and whatever is collected in a dict "
        "under it shrinks to one entry. Which kind of attribute is worked out each time it is read, and is the method "
        "in your class of that kind?"
    ),
)
class NameStored(Dense):
    @property
    def name(self):
        return "Dense_0"


@misconception(
    "gradient-clipped",
    "Dense",
    title="Gradients are clipped inside the layer",
    hint=(
        "What does your layer report when a gradient is very large? Run backward with some grad_next, then with 1000 "
        "times as much. dW should become 1000 times as large, since each entry is a sum of products with it; does "
        "yours stop somewhere? In small: np.clip([2, 40, -300], -5, 5) gives 2, 5, -5. 40 and -300, so different in "
        "size, have become equally long, and the direction of the step turns. Limits can help a training that "
        "explodes, but somebody has to choose them on purpose, outside, for all layers at once. The layer's report "
        "should be true. As long as gradients are small, nothing is cut and each example agrees, so a loss with large "
        "numbers, or a large batch, is the first to show it. Which number in your backward was not asked for?"
    ),
    about=("*",),
)
class GradientClipped(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.dW = np.clip(self.dW, -5, 5)
        self.db = np.clip(self.db, -5, 5)
        return input_grad


def clip(place, bound):
    @misconception("gradient-clipped", "Dense", variant=f"{place}-{bound}")
    class Clipped(Dense):
        def backward(self, grad_next):
            if place == "incoming":
                return super().backward(np.clip(grad_next, -bound, bound))
            input_grad = super().backward(grad_next)
            if place in ("parameters", "all", "dW"):
                self.dW = np.clip(self.dW, -bound, bound)
            if place in ("parameters", "all"):
                self.db = np.clip(self.db, -bound, bound)
            return np.clip(input_grad, -bound, bound) if place in ("all", "input") else input_grad


for bound in (0.5, 1, 2, 5, 10, 50, 100):
    for place in ("parameters", "all", "incoming", "dW", "input"):
        if (place, bound) != ("parameters", 5):
            clip(place, bound)


@misconception(
    "gradient-ignores-its-argument",
    "Dense",
    title="The input gradient does not depend on grad_next",
    hint=(
        "If grad_next doubles, what should happen to the gradient that you return? Try it, with any numbers: run "
        "backward, then again with twice the argument, and divide one answer by the other. Is it 2 everywhere, or 1? "
        "An answer that never changes has not used its argument. In small: someone asks how far the car goes on x "
        "litres; whoever always answers for one litre is right for x = 1 only. The chain rule multiplies what arrives "
        "by what happens in this layer, and half of a product is no product. With grad_next full of ones the result "
        "is right by chance, and many a first trial uses just that. dW and db can be right all the same. Where, on "
        "the way to the return, does your code mention the argument?"
    ),
)
class GradientIgnoresArgument(Dense):
    def backward(self, grad_next):
        super().backward(grad_next)
        return np.ones_like(grad_next) @ self.W.T


@misconception("gradient-ignores-its-argument", "Dense", variant="weights-alone")
class GradientIsWeights(Dense):
    def backward(self, grad_next):
        super().backward(grad_next)
        return self.W.T


@misconception(
    "grad-next-changed",
    "Dense",
    title="backward writes into grad_next",
    hint=(
        "The array that you are given belongs to the caller. Keep a copy of grad_next before the call and compare "
        "afterwards. Are there differences? Look for *=, +=, for an assignment with brackets on its left, or an out= "
        "in your backward. In small: `a = np.array([8, 6])`, `b = a`, `b //= 2`: now a shows 4, 3 as well, for a and "
        "b are two names of one array; a line `b = b // 2` leaves a alone. What you return is right at first, so a "
        "single call shows nothing. But the caller may give the same array to two layers, as in a network that "
        "branches, and the second one works with what the first has left. Two calls in a row with one array then "
        "differ, for no reason that can be seen outside."
    ),
)
class GradNextChanged(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        grad_next *= 0.5
        return input_grad


@misconception("grad-next-changed", "Dense", variant="running-sums")
class GradNextChangedByRunningSums(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        np.cumsum(grad_next, axis=0, out=grad_next)
        return input_grad


@misconception(
    "gradient-before-parameter",
    "Dense",
    title="trainable lists the gradient before the parameter",
    hint=(
        "In which order does an optimizer unpack what you list? It takes each entry apart into a name, a parameter and a "
        "gradient, by position: nothing tells it which array is which. Both have the same shape, so no error warns you. A "
        "form with two fields for numbers accepts your age as the number of your house. Here the optimizer would subtract "
        "the weights from the gradients, and the layer would never learn while its gradients change. Print the second "
        "part of the first entry before any call of backward: the gradient is all zeros then, and the weights are not. "
        "Which of the two stands there in the statement's list?"
    ),
)
class GradientBeforeParameter(Dense):
    @property
    def trainable(self):
        return [(name, gradient, parameter) for name, parameter, gradient in super().trainable]


@misconception(
    "own-generator-of-seed-0",
    "Dense",
    title="W is drawn from a default_rng of its own, with a seed that stands in the code",
    hint=(
        "Where does your constructor get its random numbers: from numpy's shared generator, or from one that it makes "
        "for itself? A generator with a written-down seed, made anew in each constructor, begins at the same place "
        "each time. Try it by itself: `np.random.default_rng(0).integers(10)` is 8, and it is 8 again however often "
        "you run that line. One generator that is made once and asked twice says 8 and then 6. So all layers of one "
        "size would agree, and whoever calls np.random.seed before making a network in order to repeat it, or to get "
        "another one, has no effect on yours. A single layer shows nothing of this; its weights are as uniform as "
        "any. Which generator does the statement's worked example seed?"
    ),
)
class OwnGeneratorOfSeed0(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.W = np.random.default_rng(0).uniform(size=(input_size, output_size))


def own_generator(seed, place):
    @misconception("own-generator-of-seed-0", "Dense", variant=f"{seed}-{place}")
    class OwnGenerator(Dense):
        shared = None

        def __init__(self, input_size, output_size):
            super().__init__(input_size, output_size)
            rng = np.random.default_rng(seed)
            if place == "of-the-class":
                rng = type(self).shared = self.shared or rng
            self.W = rng.uniform(size=(input_size, output_size))


for seed in (0, 1, 7, 42, 123, 1234):
    own_generator(seed, "of-the-class")
    if seed:
        own_generator(seed, "in-the-constructor")


@misconception(
    "weights-zero",
    "Dense",
    title="W starts as zeros",
    hint=(
        "Print W of a new layer. Is there anything random in it? Zeros are right for the bias, and wrong for the "
        "weights. Send two different inputs through: with such a W both give the same output, namely b. Going back, "
        "each row of the input's gradient is zero as well, so the layers before this one learn nothing at all. "
        "Picture three workers with the same instructions and the same tools: they make the same part three times. "
        "Outputs that begin alike and get alike gradients stay alike; drawing numbers is what tells them apart. A "
        "single layer for a straight line does learn from such a start, which is where the habit comes from. Which "
        "numbers does the statement draw, and when?"
    ),
)
class WeightsZero(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.W = np.zeros((input_size, output_size))


@misconception(
    "draw-scaled-by-inputs",
    "Dense",
    title="The draw is scaled by the number of inputs",
    hint=(
        "What is the largest element of W in a layer with 100 inputs, and what is it in one with 4? If the first is "
        "about a fifth of the second, your draw knows how many inputs there are. Other layers do this for a good "
        "reason: a sum of 100 products of random numbers is larger than one of 4. This exercise keeps to the plainest "
        "draw there is, from 0 to 1 whatever the sizes. In numbers: a draw of 0.8 divided by the root of 100 is 0.08, "
        "and by the root of 4 it is 0.4. With a single input the root is 1, and nobody can tell the two draws apart. "
        "Is the division left over from another exercise, or from a habit?"
    ),
)
class DrawScaledByInputs(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.W = self.W / np.sqrt(input_size)


def scale_draw(number, change):
    @misconception("draw-scaled-by-inputs", "Dense", variant=f"scale-{number}")
    class OtherScaled(Dense):
        def __init__(self, input_size, output_size):
            super().__init__(input_size, output_size)
            self.W = change(self.W, input_size)


for number, change in enumerate(
    (
        lambda W, size: W / size,
        lambda W, size: W * np.sqrt(2 / size),
        lambda W, size: (2 * W - 1) / np.sqrt(size),
        lambda W, size: (2 * W - 1) * np.sqrt(6 / size),
    )
):
    scale_draw(number, change)


@misconception(
    "weights-gradient-transposed",
    "Dense",
    title="dW is transposed",
    hint=(
        "A gradient has one number for each number of its parameter, in the same place. Compare dW.shape with W.shape "
        "in a layer of 2 inputs and 5 outputs. Which number of dW says what input 0 does to output 4, and where does "
        "W keep that weight? The order of two factors decides it: a column of two numbers times a row of five makes a "
        "table of two rows, while the column of five times the row of two makes five. In small, (1, 2) and (3, 4) "
        "give [[3, 4], [6, 8]] in one order and [[3, 6], [4, 8]] in the other. An optimizer that subtracts gets an "
        "error from unequal shapes, and none where there are as many inputs as outputs. There the layer learns the "
        "wrong weights without complaint. Which factor comes first in yours?"
    ),
)
class WeightsGradientTransposed(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.dW = self.dW.T
        return input_grad


@misconception(
    "last-sample-only",
    "Dense",
    title="dW and db hold the share of the last sample only",
    hint=(
        "Does your backward go through the samples in a loop? Then look at what happens to the gradients in each "
        "turn: are they added to, or replaced? Try a loop on plain numbers: `total = 0`, then `for n in [4, 1, 7]: "
        "total = n` ends with 7, and with `total += n` it ends with 12. Each sample has its say in how the parameters "
        "should move, and a batch whose first 99 rows do not count wastes the work of 99 passes. Exchange the first "
        "two rows of X and of the gradient: nothing should change, and here nothing does. Exchange the last two, and "
        "the answer must stay as well; does it? With one sample in the batch there is no difference to be seen."
    ),
)
class LastSampleOnly(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.dW = np.outer(self.X_input[-1], grad_next[-1])
        self.db = grad_next[-1].reshape(self.db.shape)
        return input_grad


@misconception(
    "trainable-bias-first",
    "Dense",
    title="trainable lists b before W",
    hint=(
        "In which order do the two entries of trainable come out, and in which order does the statement name them? A "
        "list is read by position as well as by name. Somebody who saves parameters writes them one after the other "
        "and reads them back in the same way; an optimizer with a memory keeps one velocity for place 0 and another "
        "for place 1. Suppose two people share a flat, and letters go by the order of names on the door: swap the "
        "plates, and each opens the other's mail. The arrays and the names in your entries fit together, so a loop "
        "that only subtracts gradients trains quite well. Where shapes differ there will be an error far away from "
        "here. Which line of the property decides who comes first?"
    ),
)
class TrainableBiasFirst(Dense):
    @property
    def trainable(self):
        return super().trainable[::-1]


@misconception(
    "bias-gradient-a-number",
    "Dense",
    title="db is a single number",
    hint=(
        "Look at the type and the shape of db after backward. How many biases has the layer, and how many numbers say "
        "where they should go? A sum that is told no axis swallows both of them: `np.sum(np.ones((3, 4)))` is 12.0 "
        "and has the shape (), while a sum over one axis keeps three or four numbers. Subtracting a lone number from "
        "a row is legal, and so b moves without an error, each of its entries by the same amount. That is like "
        "turning up all radiators of a house because one room is cold. With one output the value is right, although "
        "the shape is not. What would an optimizer make whose memory copies the shape of the gradient? Which axis is "
        "that of the samples, and how does one keep the other two-dimensional?"
    ),
)
class BiasGradientNumber(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.db = np.sum(grad_next)
        return input_grad


def bias_gradient_a_number(number, form):
    @misconception("bias-gradient-a-number", "Dense", variant=f"form-{number}")
    class OtherForm(Dense):
        def backward(self, grad_next):
            input_grad = super().backward(grad_next)
            self.db = form(grad_next, self.db.shape)
            return input_grad


for number, form in enumerate(
    (
        lambda grad, shape: grad.sum(keepdims=True),
        lambda grad, shape: np.array([grad.sum()]),
    )
):
    bias_gradient_a_number(number, form)


@misconception(
    "bias-gradient-mean-of-everything",
    "Dense",
    title="db is the mean of all numbers in grad_next",
    hint=(
        "Are all entries of your db equal? Two things can be wrong then at once: no axis is named, and a mean is "
        "taken where a sum belongs. Take np.array([[2, 0], [4, 6]]), two samples of two outputs: the columns add up "
        "to 6 and 6, and that looks harmless until you change one number. With a 10 in the place of the 0 they make 6 "
        "and 16, and the mean of everything is 5.5, which is neither. Each output's bias should hear only about its "
        "own column. A mean also gets smaller with the number of outputs, though a bias has nothing to do with its "
        "neighbours. One sample and one output: there alone the two rules agree. What would your code give for a "
        "grad_next in which only column 0 is not zero?"
    ),
)
class BiasGradientMeanOfEverything(Dense):
    def backward(self, grad_next):
        input_grad = super().backward(grad_next)
        self.db = np.full(self.db.shape, grad_next.mean())
        return input_grad


def bias_gradient_mean_of_everything(number, form):
    @misconception("bias-gradient-mean-of-everything", "Dense", variant=f"form-{number}")
    class OtherForm(Dense):
        def backward(self, grad_next):
            input_grad = super().backward(grad_next)
            self.db = form(grad_next, self.db.shape)
            return input_grad


for number, form in enumerate(
    (
        lambda grad, shape: grad.mean(),
        lambda grad, shape: grad.mean(keepdims=True),
        lambda grad, shape: np.array([grad.mean()]),
    )
):
    bias_gradient_mean_of_everything(number, form)


@misconception(
    "name-is-a-method",
    "Dense",
    title="name has to be called",
    hint=(
        "Print layer.name, without brackets. Do you see a text, or something like <bound method …>? The statement "
        "calls it a property, which is read like an attribute though code runs behind it. A class in small: with "
        "`class Box: def volume(self): return 8`, the expression Box().volume == 8 is False and Box().volume() == 8 "
        "is True; one word above the def makes the first True and the second an error. Since a method is an object "
        "like any other, nothing fails at once: it can be printed, put into a list and used as the key of a "
        "dictionary, and two layers would never have the same one. In your own trial you probably wrote the brackets "
        "without a thought. What stands in the line above trainable?"
    ),
)
class NameIsMethod(Dense):
    def name(self):
        return f"{self.layer_name}_{self.index}"


@misconception(
    "name-in-lower-case",
    "Dense",
    title="layer_name is written in small letters",
    hint=(
        'Compare the text in layer_name with the statement, letter by letter. To Python, "Report" and "report" are '
        'two texts as different as "Report" and "Letter": a dictionary {"Report": 3} raises KeyError for the other '
        "spelling. People read over such a thing, and programs do not. Names of layers are used as keys where "
        "parameters are saved, so a file that was written under one spelling cannot be read under another. Some "
        "libraries make names of objects in small letters from names of classes, which may be where yours comes from; "
        "here the class's own spelling counts. The numbering behind it is right, and no number that the layer "
        "computes depends on it. Where is the text written down?"
    ),
)
class NameInLowerCase(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.layer_name = "dense"


@misconception(
    "gradients-are-the-parameters-at-first",
    "Dense",
    title="db starts as the array b itself",
    hint=(
        "Ask a new layer `layer.db is layer.b`. The answer should be False: equal numbers do not mean one array. An "
        "assignment such as `second = first` makes no copy; it is a second label on one box. Try `first = "
        "np.zeros(2)`, `second = first` and `first[0] = 5`: now second shows 5 and 0, although no line mentions it. "
        "In a new layer both are zeros, so everything looks right, and the first backward sets the gradient to "
        "another array. But if somebody loads a bias by writing into it before that, the gradient changes too, and an "
        "optimizer that asks now takes a step where there should be none. What has to stand behind the equals sign, "
        "so that there are two boxes?"
    ),
)
class GradientIsBiasAtFirst(Dense):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.db = self.b


@misconception("gradients-are-the-parameters-at-first", "Dense", variant="dW-too")
class GradientsAreParametersAtFirst(GradientIsBiasAtFirst):
    def __init__(self, input_size, output_size):
        super().__init__(input_size, output_size)
        self.dW = self.W
