"""The snippets that `class_creation_order` asks about. Given: leave them as they are.

The first six say letters; in which order? The others return a value or raise an
exception; which? They are deliberately odd, and no type checker would let them pass.
"""

# mypy: ignore-errors
# ruff: noqa: N804, UP050

# The order


def evaluating_the_header(say):
    def decorator(now, later):
        say(now)

        def decorate(cls):
            say(later)
            return cls

        return decorate

    def base(letter):
        say(letter)
        return object

    @decorator("a", "b")
    @decorator("c", "d")
    class Example(base("e")):
        say("f")


def naming_fields(say):
    class Field:
        def __init__(self, letter):
            self.letter = letter

        def __set_name__(self, owner, name):
            say(self.letter)

    class Example:
        first = Field("a")
        second = Field("b")
        alias = first
        say("c")

    Example.late = Field("d")


def making_a_class(say):
    class Meta(type):
        @classmethod
        def __prepare__(mcls, name, bases):
            say("a")
            return {}

        def __new__(mcls, name, bases, namespace):
            say("b")
            cls = super().__new__(mcls, name, bases, namespace)
            say("c")
            return cls

        def __init__(cls, name, bases, namespace):
            say("d")

    class Field:
        def __set_name__(self, owner, name):
            say("e")

    class Parent:
        def __init_subclass__(cls):
            say("f")

    def decorator(cls):
        say("g")
        return cls

    @decorator
    class Example(Parent, metaclass=Meta):
        say("h")
        field = Field()


def subclassing(say):
    class Meta(type):
        def __init__(cls, name, bases, namespace):
            say("a")

    class Field:
        def __set_name__(self, owner, name):
            say("b")

    def decorator(cls):
        say("c")
        return cls

    @decorator
    class Parent(metaclass=Meta):
        field = Field()

        def __init_subclass__(cls):
            say("d")

    say("e")

    class Child(Parent):
        pass


def making_an_instance(say):
    class Meta(type):
        def __call__(cls):
            say("a")
            made = super().__call__()
            say("b")
            return made

    class Example(metaclass=Meta):
        say("c")

        def __new__(cls):
            say("d")
            return super().__new__(cls)

        def __init__(self):
            say("e")

    say("f")
    Example()


def making_another_thing(say):
    class Animal:
        def __new__(cls, made):
            say("a")
            return made

        def __init__(self, made):
            say("b")

    class Dog(Animal):
        def __init__(self, made):
            say("c")

    dog = object.__new__(Dog)
    Animal("a string")
    say("d")
    Animal(dog)


# The outcome


def type_and_object():
    return [
        isinstance(type, object),
        isinstance(object, type),
        issubclass(type, object),
        issubclass(object, type),
    ]


def base_before_its_subclass():
    class Parent:
        pass

    class Child(Parent):
        pass

    class Example(Parent, Child):
        pass

    return Example.__name__


def asking_for_type():
    class Meta(type):
        pass

    class Parent(metaclass=Meta):
        pass

    class Child(Parent, metaclass=type):
        pass

    return type(Child).__name__


def unrelated_metaclasses():
    class Left(type):
        pass

    class Right(type):
        pass

    class LeftParent(metaclass=Left):
        pass

    class RightParent(metaclass=Right):
        pass

    class Child(LeftParent, RightParent):
        pass

    return type(Child).__name__


def function_as_metaclass():
    def shout(name, bases, namespace):
        return type(name.upper(), bases, namespace)

    class Parent(metaclass=shout):
        pass

    class Child(Parent):
        pass

    return [Parent.__name__, Child.__name__]


def metaclass_returns_a_number():
    class Meta(type):
        def __new__(mcls, name, bases, namespace):
            return 5

    class Example(metaclass=Meta):
        pass

    return Example


def keyword_nobody_takes():
    class Example(flavour="sweet"):
        pass

    return Example.__name__


def keeping_the_namespace():
    kept = {}

    class Meta(type):
        @classmethod
        def __prepare__(mcls, name, bases):
            return kept

    class Example(metaclass=Meta):
        number = 1

    kept["number"] = 2
    return Example.number


def dropping_private_names():
    class Meta(type):
        def __new__(mcls, name, bases, namespace):
            public = {key: value for key, value in namespace.items() if key[0] != "_"}
            return super().__new__(mcls, name, bases, public)

    class Example(metaclass=Meta):
        def text(self):
            return super().__str__()

    return Example.__name__


def name_in_the_body():
    place = "function"

    class Example:
        place = "body"

        def where(self):
            return place

    return Example().where()


def method_of_the_metaclass():
    class Meta(type):
        def label(cls):
            return "label"

    class Example(metaclass=Meta):
        pass

    return Example().label()


def length_of_an_instance():
    class Box:
        def __len__(self):
            return 3

    box = Box()
    box.__len__ = lambda: 7
    return len(box)


def length_of_a_class():
    class Box:
        def __len__(self):
            return 3

    return len(Box)


def equality_without_hash():
    class Point:
        def __eq__(self, other):
            return True

    return Point.__hash__
