"""What people get wrong in `base_layer`. Most classes are the reference with one mistake; two are written afresh."""

from abc import ABC, abstractmethod

from base_layer import BaseLayer

from grader.misconceptions import misconception


@misconception(
    "nothing-is-refused",
    "BaseLayer",
    title="An unfinished layer can be made",
    hint=(
        "Try to make an object of your class: does `BaseLayer()` raise a TypeError? A method that raises "
        "waits until somebody calls it, which may be an hour later, in the middle of training. A mark on "
        "a method does no more by itself: in `class A:` with one method marked as abstract, `A()` works, "
        "and `A().f()` returns None. Somebody has to look for the marks at the moment when an object is "
        "made. Compare it with a form that has required fields: stars beside them change nothing as long "
        "as the office accepts the form. Which class, or metaclass, of the standard library does the "
        "looking, and does your class derive from it?"
    ),
)
class NothingIsRefused(ABC):  # noqa: B024
    def __init__(self):
        self.layer_name = "UNINITIALIZED_NAME"
        self.index = -1

    def forward(self, X_input):
        raise NotImplementedError

    def backward(self, grad_next):
        raise NotImplementedError

    @property
    def trainable(self):
        raise NotImplementedError

    @property
    def name(self):
        return f"{self.layer_name}_{self.index}"


@misconception(
    "init-not-abstract",
    "BaseLayer",
    title="__init__ is not abstract",
    hint=(
        "How many members does the statement's table call abstract, and how many has your class? "
        "`BaseLayer.__abstractmethods__` lists the names that Python holds back; print it and count to "
        "four. A method with a body can be abstract as well: the body is there for those who call it with "
        "super(), the mark says that every subclass has to write its own. Think of a recipe that says "
        '"season to taste": there is a line in the book, and the cook must still do something. A subclass '
        "that forgets to write the missing member can be made today and has no sizes, no weights and no "
        "arrays tomorrow. Which of your four members may be forgotten without anybody complaining?"
    ),
)
class InitNotAbstract(BaseLayer):
    def __init__(self):
        super().__init__()


@misconception(
    "forward-not-abstract",
    "BaseLayer",
    title="forward is not abstract",
    hint=(
        "Can an object be made of a subclass that cannot run forward? Write one for a trial, with the "
        "other three members and nothing else, and make an object of it. What should Python say, and what "
        "does it say? In a network of three such layers the first batch would come out as it went in, or "
        "as None, and the error would appear somewhere behind. The complaint belongs to the line in which "
        "the object is made, because that is where the author of the subclass still looks. The set "
        "`BaseLayer.__abstractmethods__` holds what Python checks; with all four members it has four "
        "entries. Which one is not in yours, and what stands above the others?"
    ),
)
class ForwardNotAbstract(BaseLayer):
    def forward(self, X_input):
        return X_input


@misconception(
    "backward-not-abstract",
    "BaseLayer",
    title="backward is not abstract",
    hint=(
        "Can an object be made of a subclass that cannot run backward? Define a class with the three "
        "other members, make an object, and look whether Python minds. Such a layer predicts well, and "
        "nothing is wrong until the first training step, when the gradient should go through it. If the "
        "base class hands the gradient on as it is, training even seems to work, only worse: a layer that "
        "multiplies by 3 would have to send back three times the gradient, and sends it back once. An "
        "agreement is worth something if it is checked at the door. Print `BaseLayer.__abstractmethods__` "
        "and compare it with the table of the statement: which of the names is absent?"
    ),
)
class BackwardNotAbstract(BaseLayer):
    def backward(self, grad_next):
        return grad_next


@misconception(
    "trainable-not-abstract",
    "BaseLayer",
    title="trainable is a property, but not abstract",
    hint=(
        "The member `trainable` takes two decorators, one inside the other: one says how it is read, the "
        "other that it must be written. Which of them does yours have? Make a subclass without it, and "
        "then an object. If that works, an optimizer that asks the layer for its parameters gets the "
        "base's answer, an empty list or None, and moves nothing. A network with such a layer trains all "
        "the others and stands still in one place; the loss falls, slower than it should, and no error "
        "ever appears. With three layers of which one is left out, who would look there first? See what "
        "`BaseLayer.__abstractmethods__` holds: three names, or four?"
    ),
)
class TrainableNotAbstract(BaseLayer):
    @property
    def trainable(self):
        return []


@misconception(
    "trainable-is-a-method",
    "BaseLayer",
    title="trainable is abstract, but a method",
    hint=(
        "An optimizer reads `layer.trainable` without parentheses, whichever layer it meets. Which of "
        "your decorators says so to those who derive from BaseLayer? Look at "
        '`type(vars(BaseLayer)["trainable"])`: a function, or a property? A subclass that follows the '
        "base to the letter would write a method, and a loop over `layer.trainable` then fails with a "
        "method that is not iterable. The base class is the place where the agreement is written down, so "
        "the kind of a member belongs there as well as its name. It is like a plug: both sides must know "
        "whether there are two pins or three. Two decorators stand above one function here; which one "
        "stands nearer to it?"
    ),
)
class TrainableIsMethod(BaseLayer):
    @abstractmethod
    def trainable(self): ...


@misconception(
    "refused-when-defined",
    "BaseLayer",
    title="An unfinished subclass cannot even be defined",
    hint=(
        "May somebody write a class that leaves forward to its own subclasses? When does your code look "
        "for what is missing: when the class is defined, or when an object is made? Take a family of "
        "three: a base, a half-finished class for all layers with weights, and a finished dense layer. "
        "The middle one lacks two members on purpose, and nobody ever makes an object of it. A check at "
        "the definition stops the program while the file is read, before anything could be finished. An "
        "architect may draw half a house; what is forbidden is to move in. Does something of yours run at "
        "the word `class`, and what would happen if it were simply not there?"
    ),
)
class RefusedWhenDefined(BaseLayer):
    def __init_subclass__(cls):
        super().__init_subclass__()
        missing = [name for name in ("__init__", "forward", "backward", "trainable") if name not in vars(cls)]
        if missing:
            raise TypeError(f"{cls.__name__} lacks {', '.join(missing)}")


@misconception(
    "name-abstract",
    "BaseLayer",
    title="name is abstract too",
    hint=(
        "One rule names every layer, and you have just written it. Should each subclass have to write it "
        "again before an object of it can be made? Count the names in `BaseLayer.__abstractmethods__`: "
        "the statement's table calls four members abstract, and this one it calls a property that is not. "
        "What is abstract are the things in which layers differ, such as what they compute. What they "
        "have in common is the very reason for a base class: written once, right everywhere, changed in "
        "one place. With ten kinds of layers you would otherwise have ten copies of one line. Which "
        "decorator stands above your property that belongs only to the other four?"
    ),
    about=("*",),
)
class NameAbstract(BaseLayer):
    @property
    @abstractmethod
    def name(self):
        return f"{self.layer_name}_{self.index}"


@misconception(
    "name-is-a-method",
    "BaseLayer",
    title="name has to be called",
    hint=(
        "What does `print(layer.name)` show, without parentheses? If it is something like `<bound method "
        "…>`, the question was never asked: the member has to be called before it answers. Everybody who "
        'lists a network\'s layers would have to know that, and a line such as `"layer " + layer.name` '
        "fails. A decorator turns a method into something that is read like an attribute and still works "
        "its answer out afresh. A clock on the wall is like that: nobody presses a button, and it is "
        "never yesterday's time. A small trial in a class of your own: with `self.x = 2`, a member that "
        "doubles it should read 4, and 6 after x has become 3."
    ),
)
class NameIsMethod(BaseLayer):
    def name(self):
        return f"{self.layer_name}_{self.index}"


@misconception(
    "name-stored",
    "BaseLayer",
    title="name is put together once, in __init__",
    hint=(
        "The index is given later, when the layer joins a network. Does your name notice? Make a layer, "
        "set its index to 5, and read the name: what number does it end in? A text that was put together "
        "in the constructor holds what was known at that moment, when there was no place in any network "
        "yet. It is a photograph, and the statement asks for a mirror. In Python the same happens with "
        "numbers: after `a = 2`, `b = a + 1`, `a = 10` the value of b is still 3. Only what is computed "
        "when somebody reads it can follow. What in your class runs when the name is read, and from which "
        "attributes does it take its parts?"
    ),
)
class NameStored(BaseLayer):
    @abstractmethod
    def __init__(self):
        super().__init__()
        self._name = f"{self.layer_name}_{self.index}"

    @property
    def name(self):
        return self._name


@misconception(
    "name-remembered",
    "BaseLayer",
    title="name keeps the first answer that it gave",
    hint=(
        "Read the name, change the index, read the name again. What should have changed, and where does "
        "your code keep the old answer? Somewhere the first answer is stored, and every later question is "
        "served from there. Keeping an answer pays where it is dear to work out and cannot change: the "
        "digits of pi are such a case. Here it is one line of text, and both of its parts may be assigned "
        "by anybody at any time. A shopping list that was copied in the morning does not show what was "
        "added at noon. Look for an attribute in your class that is written when the name is read for the "
        "first time. What would be lost if it were not there?"
    ),
)
class NameRemembered(BaseLayer):
    @property
    def name(self):
        if not hasattr(self, "_name"):
            self._name = f"{self.layer_name}_{self.index}"
        return self._name


@misconception(
    "name-of-the-class",
    "BaseLayer",
    title="name uses the name of the Python class",
    hint=(
        "Two attributes make up the name, and anybody may change them. Is the Python class's own name one "
        'of the two? Make two layers of one class and give them different kinds, for example "Encoder" '
        'and "Decoder", with index 0 and 1. Do their names differ in more than the number? A class\'s name '
        "is the same for all of its objects and cannot be chosen by those who build a network, while the "
        "attribute belongs to one object. People who work in two roles have two badges, although it is "
        "one person. What does the name of a layer read that nobody has named yet: a text of the "
        "statement, or the word that stands behind `class`?"
    ),
)
class NameOfTheClass(BaseLayer):
    @property
    def name(self):
        return f"{type(self).__name__}_{self.index}"


@misconception(
    "name-without-underscore",
    "BaseLayer",
    title="name joins its two parts in another way",
    hint=(
        "Compare your name with the one that the statement's example prints, character by character. What "
        "stands between its two parts? For a kind called A1 and the index 2, a name without a sign in "
        "between reads A12, and the same comes out for the kind A and the index 12: two layers, one name. "
        "Whoever sorts a file of saved parameters by their names then mixes the two up. A sign that joins "
        "also divides, as in a date: 1112 may be the first of November or the eleventh of December, 11-12 "
        "leaves less to guess, as long as everybody takes the same sign. Print `list(layer.name)` for a kind "
        "of five letters and an index of one digit: which sign comes sixth, and how many are there?"
    ),
)
class NameWithoutUnderscore(BaseLayer):
    @property
    def name(self):
        return f"{self.layer_name}{self.index}"


def _joined_by(sign, variant):
    @misconception("name-without-underscore", "BaseLayer", variant=variant)
    class JoinedBySign(BaseLayer):
        @property
        def name(self):
            return f"{self.layer_name}{sign}{self.index}"


for _sign, _variant in [
    ("-", "hyphen"),
    (" ", "space"),
    (".", "dot"),
    (":", "colon"),
    (": ", "colon-and-space"),
    ("/", "slash"),
    ("#", "number-sign"),
    ("__", "two-underscores"),
    (" - ", "spaced-hyphen"),
    (", ", "comma"),
]:
    _joined_by(_sign, _variant)


def _bracketed(opening, closing, variant):
    @misconception("name-without-underscore", "BaseLayer", variant=variant)
    class Bracketed(BaseLayer):
        @property
        def name(self):
            return f"{self.layer_name}{opening}{self.index}{closing}"


_bracketed("(", ")", "round-brackets")
_bracketed("[", "]", "square-brackets")


@misconception(
    "name-parts-swapped",
    "BaseLayer",
    title="name puts the index first",
    hint=(
        "Say the name of the third layer of some kind aloud, as the statement writes it. Which of the two "
        "attributes does it begin with, and which one does yours begin with? In a list that is sorted as "
        "text, names that begin with a number stand 0, 1, 10, 11, 2, and all kinds are mixed; names that "
        "begin with the kind stand together, as books do on a shelf. Programs that search for all names "
        "that begin with a certain word find none when it stands at the end. No test of the length can "
        "see this mistake, since the same characters are there. Put the example's two names under each "
        "other: where does the digit stand?"
    ),
)
class NamePartsSwapped(BaseLayer):
    @property
    def name(self):
        return f"{self.index}_{self.layer_name}"


def _swapped_and_joined_by(sign, variant):
    @misconception("name-parts-swapped", "BaseLayer", variant=variant)
    class SwappedAndJoinedBySign(BaseLayer):
        @property
        def name(self):
            return f"{self.index}{sign}{self.layer_name}"


for _sign, _variant in [("", "without-sign"), ("-", "hyphen"), (" ", "space"), (". ", "dot-and-space"), (".", "dot")]:
    _swapped_and_joined_by(_sign, _variant)


@misconception(
    "init-sets-nothing",
    "BaseLayer",
    title="__init__ sets neither default, or one of the two only",
    hint=(
        "An abstract method may have a body, and a subclass calls it with super(). What should a layer "
        "know about itself after that call, and what does it know after yours? Make a small subclass "
        "whose constructor does nothing but call the base's, and print `vars(layer)`. Two entries should "
        "be there. With one or none, the first question for the name ends in an AttributeError, in a line that "
        "is right. An abstract method with a body is like a form that is printed with a date and a place: "
        "everybody has to fill in the rest, and nobody has to write these two. Which statement lists what "
        "both begin with, and where in your class could it stand?"
    ),
)
class InitSetsNothing(BaseLayer):
    @abstractmethod
    def __init__(self): ...


@misconception("init-sets-nothing", "BaseLayer", variant="layer-name-only")
class InitSetsLayerNameOnly(BaseLayer):
    @abstractmethod
    def __init__(self):
        super().__init__()
        del self.index


@misconception(
    "layer-name-empty",
    "BaseLayer",
    title="layer_name starts as an empty text, or as None",
    hint=(
        "Somebody forgot to name a layer and looks at a list of names. Which text of the statement would "
        "tell them, and with what does your layer_name begin? An empty text, or None, is easy to overlook: in a "
        "table it is a blank, and joined with an index it gives a name that begins with the joining sign. "
        'A value that stands for "nobody has said yet" should be one that no person would choose, and '
        'that a search finds at once. Warehouses write "NO SHELF" on a parcel rather than leave the field '
        "free. Print the name of a fresh layer and hold it against the first line of the example's "
        "output: from which character on do they differ?"
    ),
)
class LayerNameEmpty(BaseLayer):
    @abstractmethod
    def __init__(self):
        super().__init__()
        self.layer_name = ""


@misconception("layer-name-empty", "BaseLayer", variant="none")
class LayerNameNone(BaseLayer):
    @abstractmethod
    def __init__(self):
        super().__init__()
        self.layer_name = None


@misconception(
    "index-starts-at-zero",
    "BaseLayer",
    title="index starts at 0",
    hint=(
        "0 is the place of the first layer. Which number says that a layer has no place yet? A list in "
        "Python counts from 0, so a network that numbers its layers uses 0 for a real one. With the same "
        'number for "not placed", a layer that was forgotten and the first layer of the network have one '
        'index, and one name if they are of one kind. The number for "nowhere" has to lie outside of all '
        'places: `"abc".find("c")` gives 2, `"abc".find("a")` gives 0, and `"abc".find("x")` gives a '
        "number that is no place at all. Read the first line that the example prints; what stands behind "
        "the joining sign?"
    ),
)
class IndexStartsAtZero(BaseLayer):
    @abstractmethod
    def __init__(self):
        super().__init__()
        self.index = 0


@misconception(
    "index-counts-layers",
    "BaseLayer",
    title="Each new layer gets the next index",
    hint=(
        "The network numbers its layers. Does the index of a new layer depend on how many were made "
        "before? Make three objects without putting them anywhere and print their indices: they should be "
        "alike, and none of them a place. A counter that lives in the class goes on as long as the "
        "program runs, so a second network of two layers would begin at 3, and a test that runs later "
        "sees other numbers than one that runs first. Seats in a theatre are numbered by the theatre, not "
        "by the factory that made the chairs. Which object knows the order of the layers? And what in "
        "your class is shared by all of its objects?"
    ),
)
class IndexCountsLayers(BaseLayer):
    made = -1

    @abstractmethod
    def __init__(self):
        super().__init__()
        self.index = IndexCountsLayers.made
        IndexCountsLayers.made += 1


@misconception("index-counts-layers", "BaseLayer", variant="from-zero")
class IndexCountsFromZero(BaseLayer):
    made = 0

    @abstractmethod
    def __init__(self):
        super().__init__()
        self.index = IndexCountsFromZero.made
        IndexCountsFromZero.made += 1


@misconception("index-counts-layers", "BaseLayer", variant="from-one")
class IndexCountsFromOne(BaseLayer):
    made = 0

    @abstractmethod
    def __init__(self):
        super().__init__()
        IndexCountsFromOne.made += 1
        self.index = IndexCountsFromOne.made


@misconception(
    "one-index-for-all",
    "BaseLayer",
    title="All layers share one layer_name and one index",
    hint=(
        "Make two layers, set the index of the first to 4, and print that of the second. Is it 4 as well? Then both "
        "look into one place. What stands in the body of a class is made once, when Python reads it; what "
        "`__init__` stores with self belongs to one object. In small: after `class Dog: facts = {}` the line "
        '`Dog().facts["age"] = 3` makes every dog three years old, puppies that are yet to come included. Making a '
        "new layer may even set the names of all others back to the default. With one layer at a time each answer is "
        "right, and so is the name, which fits what is written on the shared sheet. Where does your class keep "
        "these two, and who may write there?"
    ),
)
class OneIndexForAll(BaseLayer):
    shared = {}  # noqa: RUF012

    @abstractmethod
    def __init__(self):
        super().__init__()

    @property
    def layer_name(self):
        return self.shared["layer_name"]

    @layer_name.setter
    def layer_name(self, text):
        self.shared["layer_name"] = text

    @property
    def index(self):
        return self.shared["index"]

    @index.setter
    def index(self, number):
        self.shared["index"] = number


@misconception(
    "layer-name-of-the-class",
    "BaseLayer",
    title="layer_name starts as the name of the Python class",
    hint=(
        "Nobody has said yet what kind of layer this is. Does your constructor guess it all the same? Print layer_name "
        "right after an object is made, before anything is assigned. If it repeats the word behind `class`, the base "
        "answers a question that the statement leaves to others. In small: `class Cup:` with a constructor that stores "
        '`type(self).__name__` gives "Cup" for every cup, and "Mug" as soon as somebody derives a Mug, although neither '
        "was labelled. A luggage tag that is printed with the maker's name looks filled in, and no traveller will "
        "notice that his own is absent. From the first assignment on all is well, so a network that labels its layers "
        "never sees it. Which text is agreed on for a layer without a label, and does it depend on the class at all?"
    ),
)
class LayerNameOfTheClass(BaseLayer):
    @abstractmethod
    def __init__(self):
        super().__init__()
        self.layer_name = type(self).__name__
