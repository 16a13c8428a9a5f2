"""What people get wrong in `convolutional_network`. Each is the reference with one mistake."""

import numpy as np
from convolutional_network import STATE, ConvolutionalNetwork, build_layers

from grader.misconceptions import misconception


@misconception(
    "one-stage-only",
    "build_layers",
    title="Only the first number of filters gets its layers",
    hint=(
        "Call build_layers with three numbers of filters and count the convolutions. Where does your loop end, "
        "and where does the return stand? With (4, 6, 9) there should be three of them, with 4, 6 and 9 filters. "
        "If there is one only, think of a small loop: in `for x in (4, 6, 9): return [x]` the return ends the "
        "function in the first round, and the answer is [4]. Moved to the left, below the loop, it runs once, at "
        "the end. Or is it an index, such as filters[0], that sees a single number? With filters = (4,) all is "
        "right, and the worked example has just that. A deeper network then silently stays shallow."
    ),
)
def one_stage_only(parts, filters, n_classes, p):
    return build_layers(parts, filters[:1], n_classes, p)


@misconception(
    "activation-before-batch-norm",
    "build_layers",
    title="ReLU stands before the batch normalisation",
    hint=(
        "Print the names of your layers below each other, beside the statement's list. Where do the two lists "
        "part? An order matters here as with socks and shoes. Take the values -3 and 1. ReLU first gives 0 and 1; "
        "centred, they are -0.5 and 0.5, and half of them are negative again. Centred first they are -2 and 2; "
        "ReLU then gives 0 and 2, and nothing negative arrives behind it. All shapes and parameter counts are the "
        "same in both orders, and both networks learn, often about equally well. So nothing fails by itself. Yet "
        "arrays that are restored from a state of the other kind find a different layer at their place."
    ),
)
def activation_first(parts, filters, n_classes, p):
    layers = build_layers(parts, filters, n_classes, p)
    for at in range(1, 4 * len(filters), 4):
        layers[at], layers[at + 1] = layers[at + 1], layers[at]
    return layers


@misconception(
    "default-momentum",
    "build_layers",
    title="The batch normalisation keeps its default momentum",
    hint=(
        "How far do running statistics get in sixty steps, when each moves them by a hundredth of the way? Which "
        "momentum does the statement ask for? Follow a tank of water at 0 degrees in which a hundredth is "
        "replaced by water of 100 degrees again and again. After one exchange it is at 1 degree, after sixty at "
        "about 45. If a tenth is replaced each time, it is at 10 degrees after one, and above 99 after sixty. "
        "Evaluation looks at this tank, training does not. So the training loss falls as it should while the "
        "accuracy on other images is poor. After many epochs both tanks are warm, and the difference is gone."
    ),
)
def default_momentum(parts, filters, n_classes, p):
    layers = build_layers(parts, filters, n_classes, p)
    layers[1 : 4 * len(filters) : 4] = [parts.BatchNormalization() for _ in filters]
    return layers


@misconception(
    "one-dropout-for-each-stage",
    "build_layers",
    title="Every stage has its own dropout",
    hint=(
        "How many times does Dropout stand in the statement's list of shapes, and how many in yours? Count the "
        "layers as well: for two numbers of filters there are two stages of four, and then three more layers, 11 "
        "in all. Is your Dropout inside the loop over the filters, by an indentation that is too deep? In small: "
        '`for x in "ab": out += [x, "!"]` gives a, !, b, !; with the mark after the loop it is a, b, !. The '
        "shapes do not change and nothing has to be learnt for it, so no error arises. With p = 0.1, three of "
        "them one after the other let about 73 of 100 signals through, where 90 are meant to pass."
    ),
)
def many_dropouts(parts, filters, n_classes, p):
    return build_with_dropouts(parts, filters, n_classes, p)


@misconception("one-dropout-for-each-stage", "build_layers", variant="none-at-the-end")
def dropouts_of_stages_only(parts, filters, n_classes, p):
    return build_with_dropouts(parts, filters, n_classes, p, last=False)


@misconception("one-dropout-for-each-stage", "build_layers", variant="before-pooling")
def dropouts_before_pooling(parts, filters, n_classes, p):
    return build_with_dropouts(parts, filters, n_classes, p, place=3)


@misconception("one-dropout-for-each-stage", "build_layers", variant="before-pooling-none-at-the-end")
def dropouts_before_pooling_only(parts, filters, n_classes, p):
    return build_with_dropouts(parts, filters, n_classes, p, place=3, last=False)


def build_with_dropouts(parts, filters, n_classes, p, place=4, last=True):
    """Builds the layers with a dropout at this place of each stage, and with or without the one behind Flatten."""
    layers = build_layers(parts, filters, n_classes, p)
    if not last:
        del layers[-2]
    for stage in reversed(range(len(filters))):
        layers.insert(4 * stage + place, parts.Dropout(p))
    return layers


@misconception(
    "predict-in-training",
    "ConvolutionalNetwork",
    title="predict runs the layers as in training",
    hint=(
        "What do dropout and batch normalisation do when nobody tells them that this is evaluation? Which flag "
        "does predict give? Call predict twice with the same images: the two outputs should be equal to the last "
        "digit. If they differ, dice are being rolled. Then compare the output of one image alone with that of "
        "the same image among others; a normalisation over the batch makes it depend on its company. Think of an "
        "exam in which every tenth answer is torn up at random. There is also a trace in the layers: their "
        "running statistics move with each look. A network without these two kinds of layers hides it."
    ),
)
class PredictInTraining(ConvolutionalNetwork):
    def predict(self, images, batch_size=256):
        outputs = []
        for start in range(0, len(images), batch_size):
            output = images[start : start + batch_size]
            for layer in self.layers:
                output = layer.forward_pass(output)
            outputs.append(output)
        return np.concatenate(outputs)


@misconception(
    "all-images-at-once",
    "ConvolutionalNetwork",
    title="predict sends all images through at once",
    hint=(
        "What is batch_size for in predict? Follow the argument: is it read anywhere? Put a print into one "
        "layer's forward_pass that shows len(X), and predict 10 images with batch_size=4. Three lines are wanted, "
        "with 4, 4 and 2; a single line with 10 means that all went through together. The outputs are the same, "
        "as in evaluation every image is on its own. The difference is memory: an image of 8 by 8 with 16 "
        "channels needs 8 kilobytes in float64, ten thousand of them 80 megabytes, for one layer, and windows of "
        "3 by 3 make it nine times as much. Small trials fit in any case."
    ),
)
class AllAtOnce(ConvolutionalNetwork):
    def predict(self, images, batch_size=256):
        return super().predict(images, len(images))


@misconception(
    "left-over-images",
    "ConvolutionalNetwork",
    title="predict leaves out the images that fill no whole batch",
    hint=(
        "Ten images in batches of four: how many outputs do you get? What becomes of the last two? Print "
        "len(predict(images)) for 8, 9 and 10 images with batch_size=4. It should be 8, 9 and 10. If it is 8 each "
        "time, the number of batches was computed by a division that drops the rest: 10 // 4 is 2. Look at what "
        "Python does at the end of a list, where a slice reaches too far: [1, 2, 3][2:6] is [3], without an "
        "error. A bus company that only sends full buses leaves somebody at the stop. If the images come out "
        "even, nothing is wrong, and with a large batch_size nobody looks."
    ),
)
class LeftOver(ConvolutionalNetwork):
    def predict(self, images, batch_size=256):
        whole = len(images) // batch_size * batch_size
        return super().predict(images[: whole or len(images)], batch_size)


@misconception("left-over-images", "ConvolutionalNetwork", variant="raises-where-none-is-whole")
class LeftOverRaises(ConvolutionalNetwork):
    def predict(self, images, batch_size=256):
        return super().predict(images[: len(images) // batch_size * batch_size], batch_size)


@misconception(
    "trains-in-evaluation",
    "ConvolutionalNetwork",
    title="The training step runs the layers with training=False",
    hint=(
        "Does your step use predict for its forward pass? What does predict tell dropout and batch normalisation? "
        "Watch the running mean of a batch normalisation: after one training step it should have moved; if it is "
        "still 0, the layer was never told that this is training. Then make p large and look whether any element "
        "of Dropout's output is 0. It is handy to use one method inside another, as with a cake and the recipe "
        "for its dough; here the two need different doughs. The shapes fit and the loss may well fall, as for a "
        "network without dropout and with a normalisation that hardly does anything. It reads worse, and nothing "
        "says why."
    ),
)
class TrainsInEvaluation(ConvolutionalNetwork):
    def train_on_batch(self, images, labels):
        output = self.predict(images, len(images))
        targets = np.eye(self.n_classes)[labels]
        gradient = self.loss.gradient(output, targets)
        for layer in reversed(self.layers):
            gradient = layer.backward_pass(gradient)
        return self.loss.loss(output, targets)


@misconception(
    "classes-of-the-batch",
    "ConvolutionalNetwork",
    title="The targets have only as many columns as the labels of the batch need",
    hint=(
        "A batch may lack the highest class. From where do you take the number of columns: from its labels, or "
        "from the network? Take labels 0, 2, 1 in a network for 5 classes. The targets should have 5 columns. "
        "np.max of the labels plus one is 3, and so is the number of different labels. np.eye(3)[[0, 2, 1]] has "
        "the shape (3, 3), and against outputs of shape (3, 5) the loss fails. With large batches of ten digits, "
        "a 9 is nearly always among them, so a training can run for a long time. In a last batch of a few images "
        "it is often missing. What in the network knows how many outputs there are?"
    ),
    about=("*",),
)
class ClassesOfTheBatch(ConvolutionalNetwork):
    def train_on_batch(self, images, labels):
        kept, self.n_classes = self.n_classes, int(np.max(labels)) + 1
        try:
            return super().train_on_batch(images, labels)
        finally:
            self.n_classes = kept


@misconception("classes-of-the-batch", "ConvolutionalNetwork", variant="different-labels")
class DifferentLabelsOfTheBatch(ConvolutionalNetwork):
    def train_on_batch(self, images, labels):
        kept, self.n_classes = self.n_classes, len(np.unique(labels))
        try:
            return super().train_on_batch(images, labels)
        finally:
            self.n_classes = kept


@misconception("classes-of-the-batch", "ConvolutionalNetwork", variant="different-labels-in-zeros")
class DifferentLabelsInZeros(DifferentLabelsOfTheBatch):
    def train_on_batch(self, images, labels):
        np.zeros((len(labels), len(np.unique(labels))))[np.arange(len(labels)), labels] = 1
        return super().train_on_batch(images, labels)


@misconception(
    "loss-after-the-step",
    "ConvolutionalNetwork",
    title="The returned loss is the one after the step",
    hint=(
        "Which outputs does your loss look at: those that the gradient was made from, or those of a second "
        "forward pass? Order the events of a step: forward, loss, backward, step. With a learning rate of 0 "
        "nothing changes, and the losses differ only by what dropout and batch normalisation do; with a large one "
        "they differ by the step as well. In small: at w = 4 the loss w² is 16. A step of 0.25 times the slope 8 "
        "leads to w = 2, where it is 4. Asked for the loss of this step, one should say 16. A second pass costs "
        "time, and its number depends on the learning rate. It looks a little better than it should, so nobody "
        "complains."
    ),
)
class LossAfterTheStep(ConvolutionalNetwork):
    def train_on_batch(self, images, labels):
        super().train_on_batch(images, labels)
        return self.loss.loss(self.predict(images), np.eye(self.n_classes)[labels])


@misconception("loss-after-the-step", "ConvolutionalNetwork", variant="second-pass-in-training")
class LossOfASecondPass(ConvolutionalNetwork):
    def train_on_batch(self, images, labels):
        super().train_on_batch(images, labels)
        output = images
        for layer in self.layers:
            output = layer.forward_pass(output, training=True)
        return self.loss.loss(output, np.eye(self.n_classes)[labels])


@misconception(
    "state-without-running-statistics",
    "ConvolutionalNetwork",
    title="The state leaves out the running statistics",
    hint=(
        "Batch normalisation learns gamma and beta, and remembers two more arrays. Which of its four does "
        "evaluation use? Print the names in the dict of such a layer and compare with STATE in the file. Then "
        "try: read a state, train a few steps, restore the state, and compare predict before and after. They "
        "should agree in all digits. If only the learnt arrays come back, the old weights meet the new averages: "
        "a coat of the right cut, in somebody else's size. A network without batch normalisation does not show "
        "it. With it, the best epoch is restored and reads worse than it did when it was measured, by an amount "
        "that seems like chance."
    ),
)
class WithoutStatistics(ConvolutionalNetwork):
    def state(self):
        return [{name: value for name, value in arrays.items() if "running" not in name} for arrays in super().state()]


@misconception(
    "state-without-copies",
    "ConvolutionalNetwork",
    title="The state holds the layers' own arrays instead of copies",
    hint=(
        "Read a state, train one step, and look at the state again. Whose arrays are in it? In small: `a = "
        'np.zeros(2)`, `kept = {"w": a}`, then `a += 1`. kept holds 1, 1, as the dict holds the same array and '
        "not its numbers. With np.array(a) or a.copy() in the dict it holds 0, 0. Layers that make a new array in "
        "every step do not touch the old one, so with them a state without copies is right by luck. A layer that "
        "writes into its array, as many do to save memory, changes the photograph while it changes itself. Then "
        "every stored state is the present one, and the best epoch cannot be found again."
    ),
)
class StateWithoutCopies(ConvolutionalNetwork):
    def state(self):
        return [
            {name: getattr(layer, name) for name in STATE if getattr(layer, name, None) is not None}
            for layer in self.layers
        ]


@misconception(
    "restore-without-copies",
    "ConvolutionalNetwork",
    title="restore hands the state's own arrays to the layers",
    hint=(
        "Restore a state, train one step, and restore it again. Is it still what it was, if a layer writes into "
        "its arrays? Think of a key cut from a master key. Whoever hands out the master itself finds it worn "
        'after a year. In small: `state = {"w": np.ones(2)}`, `w = state["w"]`, `w *= 5`; now the state says 5, '
        '5. With `w = state["w"].copy()` it still says 1, 1. A single restore, after which the state is thrown '
        "away, works either way. So does a layer that makes new arrays in its steps. Trying several learning "
        "rates from one and the same start needs a state that survives, or the second trial starts where the "
        "first has ended."
    ),
)
class RestoreWithoutCopies(ConvolutionalNetwork):
    def restore(self, state):
        for layer, arrays in zip(self.layers, state, strict=True):
            for name, value in arrays.items():
                setattr(layer, name, value)


@misconception(
    "ends-with-the-last-epoch",
    "ConvolutionalNetwork",
    title="fit ends with the last epoch instead of the best",
    hint=(
        "Your list says which epoch was the best. What are the layers like when fit returns: as in that epoch, or "
        "as in the last one? After fit, measure the accuracy on the other images once more: it should equal the "
        "largest number in the list. For the list 0.6, 0.9, 0.8 it should be 0.9; if it is 0.8, the best was "
        "noted but not brought back. A climber who remembers the height of the summit and stays in the valley has "
        "only a number. Is a state kept at the right moment, before the next epoch begins, and is it put back at "
        "the end? When the last epoch is the best, nothing shows."
    ),
)
class EndsWithTheLast(ConvolutionalNetwork):
    def restore_best(self, state):
        """Restores nothing."""

    def fit(self, *arguments, **named):
        plain = ConvolutionalNetwork.__new__(ConvolutionalNetwork)
        plain.layers, plain.loss, plain.n_classes, plain.restore = (
            self.layers,
            self.loss,
            self.n_classes,
            self.restore_best,
        )
        return plain.fit(*arguments, **named)


@misconception(
    "last-of-equal-epochs",
    "ConvolutionalNetwork",
    title="Of equally good epochs the last is kept",
    hint=(
        "Two epochs with the same accuracy: which of them does the statement call the best? Which sign does your "
        'comparison use? Play the list 0.5, 0.8, 0.8, 0.7 with both signs. With "larger than" the winner is '
        'replaced at 0.5 and at 0.8, and the second 0.8 does not count. With "at least as large" the second 0.8 '
        "replaces the first, so the third epoch is kept in the place of the second. In a race two runners with "
        "one time share a place, but only one of them can be kept here. With many test images ties are rare; with "
        "a hundred, or near 100 %, they are common. Python's own max gives the first of equal things."
    ),
)
class LastOfEqual(ConvolutionalNetwork):
    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        best, highest, accuracies = None, 0.0, []
        for _ in range(epochs):
            run_epoch(self, images, labels, np.random.permutation(len(images)), batch_size)
            accuracies.append(float(np.mean(self.predict(other_images).argmax(axis=1) == other_labels)))
            if accuracies[-1] >= highest:
                best, highest = self.state(), accuracies[-1]
        self.restore(best)
        return accuracies


@misconception(
    "one-order-for-all-epochs",
    "ConvolutionalNetwork",
    title="All epochs use the same order",
    hint=(
        "How often is np.random.permutation called in a run of three epochs, and inside which loop does it stand? "
        "Print the first five numbers of the order at the beginning of each epoch: they should differ. In small: "
        "`p = np.random.permutation(4)` before a loop, and printed inside it, shows one order again and again; "
        "drawn inside, it shows new ones. With one order for all epochs the same images always share a batch, "
        "always at the same moment, and the network can adapt to that. A pack of cards is shuffled before each "
        "game. The loss falls nearly as fast, so one does not see it. A run of one epoch is right in any case."
    ),
)
class OneOrder(ConvolutionalNetwork):
    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        return fit_in_order(self, (images, labels), (other_images, other_labels), epochs, batch_size, again=False)


@misconception("one-order-for-all-epochs", "ConvolutionalNetwork", variant="never-shuffled")
class NeverShuffled(ConvolutionalNetwork):
    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        return fit_in_order(self, (images, labels), (other_images, other_labels), epochs, batch_size, shuffled=False)


def declare_seeded(seed):
    """Declares the mistake with a generator that is set to this seed in each epoch."""

    @misconception("one-order-for-all-epochs", "ConvolutionalNetwork", variant=f"seed-{seed}")
    class SeededOrder(ConvolutionalNetwork):
        def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
            return fit_in_order(self, (images, labels), (other_images, other_labels), epochs, batch_size, seed=seed)


for seed in (0, 42):
    declare_seeded(seed)


@misconception(
    "accuracy-of-the-training-images",
    "ConvolutionalNetwork",
    title="fit measures with the images that it trains on",
    hint=(
        "A network can learn its training images by heart. Which images does your accuracy look at? fit gets four "
        "arrays: which of them are read in the line that measures, and which in the loop of steps? A quick test: "
        "hand in other labels that are all wrong, say each one higher by 1, modulo 10. The accuracies should then "
        "sink towards 0 as the network learns to read; if they rise as before, the other images are never read. "
        "Whoever grades pupils with the very exercises that they have practised learns little about them. While "
        "training and other images are alike and the network is small, both numbers are close. The longer it "
        "trains, the further they part."
    ),
)
class MeasuresTraining(ConvolutionalNetwork):
    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        return super().fit(images, labels, images, labels, epochs, batch_size)


@misconception(
    "a-smaller-last-batch-is-dropped",
    "ConvolutionalNetwork",
    title="fit leaves out the last batch where it is smaller",
    hint=(
        "Ten images in batches of four: which images does your epoch never see? Count the steps: print "
        "len(labels) in train_on_batch, and run one epoch. It should show 4, 4 and 2. If it shows 4 and 4, a "
        "division has dropped the rest, or a condition asks whether a batch is full. range(0, 10, 4) gives 0, 4 "
        "and 8, and a slice from 8 to 12 of ten things has two; Python does not mind. As the order is new in each "
        "epoch, other images are left out each time, so hardly anything is lost over a long training. With fewer "
        "images than batch_size, though, no step is made at all. A batch_size that divides the number of images "
        "hides it."
    ),
)
class DropsTheLast(ConvolutionalNetwork):
    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        return fit_in_order(self, (images, labels), (other_images, other_labels), epochs, batch_size, whole=True)


def run_epoch(network, images, labels, order, batch_size):
    """Trains on consecutive pieces of the order."""
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        network.train_on_batch(images[batch], labels[batch])


def fit_in_order(network, training, others, epochs, batch_size, again=True, whole=False, shuffled=True, seed=None):
    """Trains like the reference; with one order for all epochs, or with whole batches alone."""
    order, best, accuracies = np.arange(len(training[0])), None, []
    for epoch in range(epochs):
        if seed is not None:
            np.random.seed(seed)
        if shuffled and (again or not epoch):
            order = np.random.permutation(len(order))
        run_epoch(network, *training, order[: len(order) // batch_size * batch_size] if whole else order, batch_size)
        accuracy = float(np.mean(network.predict(others[0]).argmax(axis=1) == others[1]))
        if not accuracies or accuracy > max(accuracies):
            best = network.state()
        accuracies.append(accuracy)
    network.restore(best)
    return accuracies
