"""Proxies: a suite speaks to a submission through them as it would to the module itself."""

from __future__ import annotations

import builtins

import numpy as np
import pytest

from grader.link import proxies
from grader.link.link import Crashed
from grader.link.proxies import Client, Member, NotDefined, Proxy, SubmissionError
from grader.worker import wire
from grader.worker.session import Session

SOURCE = '''
import numpy as np

constant = 4
rows = [np.ones(2), (1, "a")]

class Dense:
    units = 3

    def __init__(self, units=1, bias=None):
        self.units = units
        self.bias = bias

    def forward(self, X, training=True):
        return X * self.units if training else X

    @property
    def total(self):
        return self._total

    @total.setter
    def total(self, value):
        if value < 0:
            raise ValueError("total must not be negative")
        self._total = value

    def me(self):
        return self

    def change(self, X):
        X[0] = 9.0

class Point:
    __slots__ = ("x",)

def double(x):
    return 2 * x

def apply(function, x):
    return function(x)

def fail(name, *args):
    raise getattr(__import__("builtins"), name)(*args)
'''


class Counter:
    """A link that counts the frames it passes on."""

    def __init__(self):
        self.inner = Session(own_process=False)
        self.requests = []

    def request(self, request):
        self.requests.append(request)
        return self.inner.request(request)


class Script:
    """A link that gives prepared replies, or raises them, whatever it is asked."""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.requests = []

    def request(self, request):
        self.requests.append(request)
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply


@pytest.fixture
def link():
    """A link to a session in this process that counts what goes through."""
    return Counter()


@pytest.fixture
def client(link):
    """A client of that link."""
    return Client(link, "dense.py")


@pytest.fixture
def module(client, link):
    """The proxy of the loaded submission."""
    found, _ = client.load(wire.Module("dense", "dense.py", SOURCE.encode()), [])
    link.requests.clear()
    return found


def test_calls_take_and_give_plain_data(module):
    """Positional and keyword arguments arrive, and arrays, numbers, lists and tuples come back as such."""
    layer = module.Dense(units=3)
    np.testing.assert_array_equal(layer.forward(np.ones((2, 2))), np.full((2, 2), 3.0))
    np.testing.assert_array_equal(layer.forward(np.ones(2), training=False), np.ones(2))
    assert module.double(21) == 42
    assert module.constant == 4
    assert module.rows[1] == (1, "a")


def test_attributes_are_read_and_assigned(module):
    """An instance's attribute is its value of the moment, through properties too."""
    layer = module.Dense(units=2, bias=None)
    assert (layer.units, layer.bias) == (2, None)
    layer.units = 7
    layer.total = 5
    assert (layer.units, layer.total) == (7, 5)


def test_fetched_arrays_are_copies(module):
    """Changing a fetched array changes nothing in the submission; assigning it does."""
    layer = module.Dense(bias=np.zeros(2))
    bias = layer.bias
    bias[0] = 1
    assert layer.bias[0] == 0
    layer.bias = bias
    assert layer.bias[0] == 1


def test_methods_cost_nothing_until_they_are_called(module, link):
    """The name of a method is answered without a message; an attribute's takes one."""
    layer = module.Dense()
    link.requests.clear()
    assert isinstance(layer.forward, Member)
    assert link.requests == []
    assert layer.units == 1
    assert len(link.requests) == 1


def test_attributes_of_classes(module):
    """A class's own attributes can be read through its name."""
    assert module.Dense.units == 3


def test_objects_return_as_proxies(module):
    """What is no plain data comes back as a proxy that can be used, and passed on, like the object."""
    layer = module.Dense(units=5)
    assert isinstance(layer.me(), Proxy)
    assert layer.me().units == 5
    holder = module.Dense(bias=layer)
    assert holder.bias.units == 5
    assert "Dense" in repr(layer) and "forward" in repr(layer.forward)


def test_functions_and_methods_are_arguments(module):
    """A function of the submission, a bound method and a class may be handed back to it."""
    assert module.apply(module.double, 4) == 8
    np.testing.assert_array_equal(module.apply(module.Dense(units=2).forward, np.ones(2)), [2.0, 2.0])
    assert module.apply(module.Dense, 6).units == 6


def test_what_only_the_judge_has_cannot_be_an_argument(module):
    """An object of the judge's stays there; whose fault that is, the judge finds out by the reference."""
    with pytest.raises(TypeError, match="function"):
        module.double(lambda x: x)


def test_type_names_are_those_of_the_submission(module):
    """A case can say what came: the name of the submission's type, or the plain type."""
    assert proxies.type_name(module.Dense()) == "Dense"
    assert proxies.type_name([1]) == "list"


BUILTIN = sorted(
    name for name, item in vars(builtins).items()
    if isinstance(item, type) and issubclass(item, Exception) and item is not Exception
    and item.__module__ == "builtins" and item.__name__ == name
)  # fmt: skip

@pytest.mark.parametrize("name", BUILTIN)
def test_every_builtin_error_is_raised_as_one(name):
    """Whatever built-in exception is raised over there is a `SubmissionError` here."""
    raised = wire.Raised(name, name, "no", [(3, "f", 0)])
    client = Client(Script(raised), "dense.py")
    with pytest.raises(SubmissionError) as caught:
        client.call(0, "fail", [], {})
    assert (caught.value.type_name, caught.value.message, caught.value.frames) == (name, "no", [(3, "f", 0)])


@pytest.mark.parametrize("name", ["ValueError", "KeyError", "IndexError", "NotImplementedError", "OSError"])
def test_errors_can_be_expected(module, name):
    """`pytest.raises(ValueError)` catches the submission's ValueError, and its message."""
    with pytest.raises(getattr(builtins, name), match="five") as caught:
        module.fail(name, "five")
    assert isinstance(caught.value, SubmissionError)


def test_errors_are_also_what_their_type_derives_from(module):
    """A ZeroDivisionError is an ArithmeticError here as there."""
    with pytest.raises(ArithmeticError):
        module.fail("ZeroDivisionError")


def test_system_exit_does_not_end_the_judge(module):
    """`sys.exit()` in a submission is an ordinary exception of the case."""
    with pytest.raises(SubmissionError) as caught:
        module.fail("SystemExit", 0)
    assert isinstance(caught.value, Exception) and caught.value.type_name == "SystemExit"


def test_a_name_that_is_missing_is_not_defined(module):
    """A class that the submission lacks is reported by name, as an AttributeError too."""
    with pytest.raises(NotDefined, match=r"dense\.py does not define `Conv`"):
        module.Conv(3)
    with pytest.raises(AttributeError):
        _ = module.Conv


def test_a_missing_attribute_of_an_object_is_its_own_error(module):
    """An attribute that an instance lacks is an AttributeError, and not the lack of a class."""
    layer = module.Dense()
    with pytest.raises(AttributeError) as caught:
        _ = layer.weights
    assert not isinstance(caught.value, NotDefined)


def test_assignments_travel_with_the_next_request(module, link):
    """Assignments wait and go, in their order, in one frame with what is asked next."""
    layer = module.Dense()
    link.requests.clear()
    layer.units = 2
    layer.units = 3
    assert link.requests == []
    assert layer.forward(1.0) == 3.0
    assert [type(single) for single in link.requests[0].requests] == [wire.Set, wire.Set, wire.Call]
    assert len(link.requests) == 1


def test_an_assignment_that_raises_does_so_at_the_next_request(module):
    """A setter's ValueError arrives with the next call, and the call is not made."""
    layer = module.Dense(units=1)
    layer.total = -1
    with pytest.raises(ValueError, match="negative"):
        layer.change(np.zeros(1))
    assert layer.units == 1


def test_an_assignment_that_raises_is_not_taken_for_a_missing_name(module):
    """An assignment's AttributeError stays what it is where a name of the module is read next."""
    point = module.Point()
    point.y = 1
    with pytest.raises(AttributeError) as caught:
        _ = module.constant
    assert not isinstance(caught.value, NotDefined)


def test_a_new_case_forgets_assignments_that_wait(module, client, link):
    """What a case assigned last and never asked about does not reach the next case."""
    layer = module.Dense()
    link.requests.clear()
    layer.total = -1
    client.seed(3, begin=True)
    assert module.constant == 4
    sent = [one for item in link.requests for one in getattr(item, "requests", [item])]
    assert [type(one) for one in sent] == [wire.Seed, wire.Get]


def test_hold_and_read_show_what_became_of_one_array(module, client):
    """An array that is held is the same object in each call, and can be fetched again."""
    before = np.zeros(2)
    held = client.put(before)
    module.Dense().change(held)
    np.testing.assert_array_equal(proxies.read(held), [9.0, 0.0])
    np.testing.assert_array_equal(before, [0.0, 0.0])


class Local:
    """The same layer on this side."""

    def __init__(self, units):
        self.units = units

    def forward(self, X):
        return X * self.units


def test_call_each_is_equal_for_objects_and_proxies(module, link):
    """Many calls of one function give the same on both sides, in one message for a proxy."""
    points = [(np.array([1.0, k]),) for k in range(5)]
    layer = module.Dense(units=2)
    link.requests.clear()
    there = proxies.call_each(layer.forward, points)
    assert len(link.requests) == 1
    np.testing.assert_array_equal(there, proxies.call_each(Local(2).forward, points))


def test_call_with_is_equal_for_objects_and_proxies(module, link):
    """Assigning and calling in turn gives the same on both sides, in one message for a proxy."""
    layer = module.Dense()
    link.requests.clear()
    there = proxies.call_with(layer, "units", [1, 2, 5], "forward", [np.ones(2)])
    assert len(link.requests) == 1
    here = proxies.call_with(Local(0), "units", [1, 2, 5], "forward", [np.ones(2)])
    np.testing.assert_array_equal(there, here)
    assert layer.units == 5


def test_a_batch_raises_what_its_first_failure_raised(module):
    """One call of many that raises ends `call_each` with its error."""
    with pytest.raises(TypeError):
        proxies.call_each(module.double, [(1,), (None,), (2,)])


def test_waiting_assignments_go_before_a_batch(module):
    """`call_each` sees what was assigned just before, and answers only for its own calls."""
    layer = module.Dense()
    layer.units = 4
    assert proxies.call_each(layer.forward, [(1.0,), (2.0,)]) == [4.0, 8.0]


@pytest.mark.parametrize(
    "reply",
    [
        wire.Many([]),
        wire.Many([wire.Done(1), wire.Done(2)]),
    ],
)
def test_an_answer_of_the_wrong_kind_is_a_wire_error(reply):
    """A worker that answers one request with a batch breaks the protocol."""
    with pytest.raises(wire.WireError):
        Client(Script(reply), "dense.py").call(0, "f", [], {})


@pytest.mark.parametrize("reply", [wire.Done(1), wire.Many([]), wire.Many([wire.Done(1)] * 3)])
def test_a_batch_answered_in_part_is_a_wire_error(reply):
    """A worker that answers a batch with too few or too many replies breaks the protocol."""
    client = Client(Script(reply), "dense.py")
    with pytest.raises(wire.WireError):
        client.batch([wire.Get(0, "a"), wire.Get(0, "b")])


@pytest.mark.parametrize(
    "value", [None, 3, wire.Items(True, []), wire.Items(True, [1, 2, 3]), wire.Handle(0, "m")]
)
def test_an_impossible_answer_to_load_is_a_wire_error(value):
    """Loading is answered with two handles or by an error, and nothing else will do."""
    source = wire.Module("dense", "dense.py", b"")
    with pytest.raises(wire.WireError):
        Client(Script(wire.Done(value)), "dense.py").load(source, [])


def test_put_answered_with_a_value_is_a_wire_error():
    """Keeping a value is answered with a handle."""
    with pytest.raises(wire.WireError):
        Client(Script(wire.Done(3)), "dense.py").put([1])


def test_failures_of_the_link_pass_through():
    """A worker's death is no exception of the submission's."""
    with pytest.raises(Crashed, match="gone"):
        Client(Script(Crashed("gone")), "dense.py").call(0, "f", [], {})


def test_dunder_names_never_reach_the_worker(module, link):
    """Copying and numpy's protocols look for names that no suite asked for; a proxy has none of them."""
    layer = module.Dense()
    link.requests.clear()
    for name in ("__array__", "__len__", "__deepcopy__", "__wrapped__"):
        assert not hasattr(layer, name)
        assert not hasattr(layer.forward, name)
    assert link.requests == []
