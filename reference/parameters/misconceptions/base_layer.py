"""What people get wrong in `base_layer`. Most classes are the reference with one mistake; two are written afresh."""

from abc import ABC, abstractmethod

from base_layer import BaseLayer

from grader.misconceptions import misconception


@misconception(
    "abc-left-out",
    "BaseLayer",
    title="abstractmethod without ABC",
    hint="The decorator only leaves a mark. Which class, or metaclass, reads it when an object is made?",
)
class AbcLeftOut:
    @abstractmethod
    def __init__(self):
        self.layer_name = "UNINITIALIZED_NAME"
        self.index = -1

    @abstractmethod
    def forward(self, X_input): ...

    @abstractmethod
    def backward(self, grad_next): ...

    @property
    @abstractmethod
    def trainable(self): ...

    @property
    def name(self):
        return f"{self.layer_name}_{self.index}"


@misconception(
    "raises-when-called",
    "BaseLayer",
    title="The methods raise NotImplementedError instead of being abstract",
    hint="When does somebody who forgot a method find out: when the layer is made, or when it is first used?",
)
class RaisesWhenCalled(ABC):  # noqa: B024
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
    hint="trainable takes two decorators, one inside the other. Which of them does yours have?",
)
class TrainableNotAbstract(BaseLayer):
    @property
    def trainable(self):
        return []


@misconception(
    "name-abstract",
    "BaseLayer",
    title="name is abstract too",
    hint="One rule names every layer. Should each subclass have to write it again?",
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
    hint="What does print(layer.name) show, without parentheses?",
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
    hint="Read the name, change the index, read the name again. What should have changed?",
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
    hint="Two attributes make up the name. Is the class's own name one of them?",
)
class NameOfTheClass(BaseLayer):
    @property
    def name(self):
        return f"{type(self).__name__}_{self.index}"


@misconception(
    "name-without-underscore",
    "BaseLayer",
    title="name joins its two parts in another way",
    hint="Compare your name with the example in the statement, character by character.",
)
class NameWithoutUnderscore(BaseLayer):
    @property
    def name(self):
        return f"{self.layer_name}{self.index}"


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
