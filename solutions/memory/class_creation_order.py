"""Class creation order, told as one call.

A class statement is a call with a prologue. The decorators' expressions and the
bases are evaluated first, and decide who is called: the metaclass asked for, or
one of the bases' if that derives from it, so `metaclass=type` undoes nothing.
Its `__prepare__` hands out a namespace, in which the body runs like a function
without arguments. Then the metaclass is called with name, bases and namespace.
What it returns, a class or 5, goes through the decorators, the nearest first, and
is bound to the name.

That call goes `__new__`, `__init__`, as any other. All hooks fire within
`type.__new__`: it copies the namespace, calls `__set_name__` in the order of the
body, once for each name, then `__init_subclass__` of the nearest parent that has
one, with the keywords. A descriptor therefore knows its name when a parent looks
at it; one that is assigned later never hears of it. Keep `__classcell__`: zero
argument `super()` learns its class through it. Inherited are the metaclass and
the parent's hook, but neither a decorator nor a function that was the metaclass.

Calling the class is the same pattern one storey below: `Meta.__call__`, by default
`type.__call__`, calls `__new__`, then `__init__` of what came back, but only
if that is an instance of the class. Implicit calls look at the type, not at the
object: `len(box)` asks `Box`, `len(Box)` asks `type`. And a metaclass is where
classes look, not their instances.

To merge, drop each metaclass from which another derives. One left: Python would
take it as well, though CPython must not meet two that conflict before it. More:
derive from them all, once for each combination, or else two merged classes
conflict in turn. Merging makes the conflict go away, not always
the trouble: both must call `super()` and share the keywords. The cache also keeps
its classes for ever, which suits those of modules.

Where the versions part: an error in `__set_name__` arrives wrapped in a
`RuntimeError` up to 3.11, and as it is, with a note, from 3.12. From 3.14
annotations are lazy, so a metaclass finds no `__annotations__` in the namespace;
ask `annotationlib` or the finished class.

Interview: "What is `type`, how does a class come about, and what are metaclasses
for?" `type` is the class of classes, its own included; it derives from `object`,
which is an instance of it. Tell the order above without a gap; set `__new__`,
an implicit static method that makes and may choose, against `__init__`, which
fills, returns None, and is skipped or run again as `__new__` decides. Metaclasses
serve what must act before or around the class: `Enum`'s namespace, `ABC`'s
`isinstance`, the models of an ORM. Since 3.6 `__init_subclass__`, `__set_name__`
and decorators do most of that without a conflict; say so before you are asked.

Hints
-----
1. Rewrite the statement as calls: who is called, with what, and what must be
   known before that? Decorators wrap the result.
2. `type.__new__` does more than allocate. Which hooks need a class that exists,
   and which of them would want the other's work to be done?
3. For each lookup ask in whose `__dict__` it starts. For `len(x)` it is not x's.
4. Two rules choose a metaclass: it derives from those of all bases, or there is
   none. How do you say "no other derives from this one" with `issubclass`?
5. A dict keeps the order and drops what is repeated; `type(name, bases, {})`
   makes a class; `functools.cache` remembers it, if its argument is a tuple.
"""

from functools import cache

ORDER: dict[str, object] = {
    # Header from top to bottom, body, decorators from the class upwards.
    "evaluating_the_header": "a c e f d b",
    # Two names for one field are two calls; the late field gets none.
    "naming_fields": "c a b a",
    # e and f are said inside `super().__new__`.
    "making_a_class": "a h b e f c d g",
    # Child has the metaclass and the hook, but neither decorator nor field of its own.
    "subclassing": "b a c e d a",
    # The body speaks when the class is made, Meta.__call__ when it is called.
    "making_an_instance": "c f a d e b",
    # A string is no Animal; a Dog is one, and gets the `__init__` of its own type.
    "making_another_thing": "a d a c",
}

OUTCOMES: dict[str, object] = {
    "type_and_object": [True, True, True, False],
    # Parent first says the order of bases, Child first says inheritance.
    "base_before_its_subclass": "TypeError",
    # Meta derives from type, so it is the most derived.
    "asking_for_type": "Meta",
    "unrelated_metaclasses": "TypeError",
    # Child looks at the type of its parent, and that is `type`.
    "function_as_metaclass": ["PARENT", "Child"],
    "metaclass_returns_a_number": 5,
    # `object.__init_subclass__` takes no keywords.
    "keyword_nobody_takes": "TypeError",
    # The class has a copy.
    "keeping_the_namespace": 1,
    # `__classcell__` begins with an underscore, too.
    "dropping_private_names": "RuntimeError",
    # A body is no scope for the functions in it.
    "name_in_the_body": "function",
    # An instance looks in its class and that one's bases, and Meta is none.
    "method_of_the_metaclass": "AttributeError",
    "length_of_an_instance": 3,
    "length_of_a_class": "TypeError",
    # Equal objects would have to have equal hashes.
    "equality_without_hash": None,
}


def merge_metaclasses(*bases: type) -> type:
    metaclasses = dict.fromkeys([type, *map(type, bases)])
    return _derived(tuple(one for one in metaclasses if _is_most_derived(one, metaclasses)))


def _is_most_derived(one: type, metaclasses: dict[type, None]) -> bool:
    return not any(issubclass(other, one) for other in metaclasses if other is not one)


@cache
def _derived(metaclasses: tuple[type, ...]) -> type:
    if len(metaclasses) == 1:
        return metaclasses[0]
    return type("And".join(one.__name__ for one in metaclasses), metaclasses, {})
