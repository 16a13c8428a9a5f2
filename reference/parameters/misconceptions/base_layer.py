"""What people get wrong in `base_layer`. Most classes are the reference with one mistake; two are written afresh."""

from abc import ABC, abstractmethod

from base_layer import BaseLayer

from grader.misconceptions import misconception


@misconception(
    "nothing-is-refused",
    "BaseLayer",
    title="An unfinished layer can be made",
    hint="A method that raises waits until somebody calls it, and abstractmethod only leaves a mark on it. "
    "Which class, or metaclass, looks for these marks when an object is made?",
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
    hint="A method with a body can be abstract as well. How many members does the statement's table call abstract?",
)
class InitNotAbstract(BaseLayer):
    def __init__(self):
        super().__init__()


@misconception(
    "forward-not-abstract",
    "BaseLayer",
    title="forward is not abstract",
    hint="Can an object be made of a subclass that cannot run forward? Count your decorators.",
)
class ForwardNotAbstract(BaseLayer):
    def forward(self, X_input):
        return X_input


@misconception(
    "backward-not-abstract",
    "BaseLayer",
    title="backward is not abstract",
    hint="Can an object be made of a subclass that cannot run backward? Count your decorators.",
)
class BackwardNotAbstract(BaseLayer):
    def backward(self, grad_next):
        return grad_next


@misconception(
    "trainable-not-abstract",
    "BaseLayer",
    title="trainable is a property, but not abstract",
    hint="trainable takes two decorators, one inside the other: one says how it is read, one says that it must "
    "be written. Which of them does yours have?",
)
class TrainableNotAbstract(BaseLayer):
    @property
    def trainable(self):
        return []


@misconception(
    "trainable-is-a-method",
    "BaseLayer",
    title="trainable is abstract, but a method",
    hint="An optimizer reads `layer.trainable` without parentheses, whichever layer it meets. Which of your "
    "decorators says so to those who derive from BaseLayer?",
)
class TrainableIsMethod(BaseLayer):
    @abstractmethod
    def trainable(self): ...


@misconception(
    "refused-when-defined",
    "BaseLayer",
    title="An unfinished subclass cannot even be defined",
    hint="May somebody write a class that leaves forward to its own subclasses? When does your code look for "
    "what is missing: when the class is defined, or when an object is made?",
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
    hint="One rule names every layer, and you have just written it. Should each subclass have to write it "
    "again before an object of it can be made?",
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
    hint="What does print(layer.name) show, without parentheses? Which decorator turns a method into something "
    "that is read like an attribute?",
)
class NameIsMethod(BaseLayer):
    def name(self):
        return f"{self.layer_name}_{self.index}"


@misconception(
    "name-stored",
    "BaseLayer",
    title="name is put together once, in __init__",
    hint="The index is given later, when the layer joins a network. Does your name notice?",
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
    hint="Read the name, change the index, read the name again. What should have changed, and where does your "
    "code keep the old answer?",
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
    hint="Two attributes make up the name, and anybody may change them. Is the Python class's own name one of the two?",
)
class NameOfTheClass(BaseLayer):
    @property
    def name(self):
        return f"{type(self).__name__}_{self.index}"


@misconception(
    "name-without-underscore",
    "BaseLayer",
    title="name joins its two parts in another way",
    hint="Compare your name with the one that the statement's example prints, character by character. What "
    "stands between its two parts?",
)
class NameWithoutUnderscore(BaseLayer):
    @property
    def name(self):
        return f"{self.layer_name}{self.index}"


@misconception(
    "name-parts-swapped",
    "BaseLayer",
    title="name puts the index first",
    hint="Say the name of the third Dense layer aloud, as the statement writes it. Which of the two attributes "
    "does it begin with, and which one does yours begin with?",
)
class NamePartsSwapped(BaseLayer):
    @property
    def name(self):
        return f"{self.index}_{self.layer_name}"


@misconception(
    "init-sets-nothing",
    "BaseLayer",
    title="__init__ sets nothing",
    hint="An abstract method may have a body, and a subclass calls it with super(). What should a layer know "
    "about itself after that call, and what does it know after yours?",
)
class InitSetsNothing(BaseLayer):
    @abstractmethod
    def __init__(self): ...


@misconception(
    "layer-name-empty",
    "BaseLayer",
    title="layer_name starts as an empty text",
    hint="Somebody forgot to name a layer and looks at a list of names. Which text of the statement would tell "
    "them, and with what does your layer_name begin?",
)
class LayerNameEmpty(BaseLayer):
    @abstractmethod
    def __init__(self):
        super().__init__()
        self.layer_name = ""


@misconception(
    "index-starts-at-zero",
    "BaseLayer",
    title="index starts at 0",
    hint="0 is the place of the first layer. Which number says that a layer has no place yet?",
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
    hint="The network numbers its layers. Does the index of a new layer depend on how many were made before?",
)
class IndexCountsLayers(BaseLayer):
    made = -1

    @abstractmethod
    def __init__(self):
        super().__init__()
        self.index = IndexCountsLayers.made
        IndexCountsLayers.made += 1
