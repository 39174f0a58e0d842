import types

import pytest

from dojo.kit.attempts import attempt
from katas.memory.metaclass_registry import Registered, RegistryMeta


def try_class(class_name, /, *bases, body=None, **keywords):
    """Return the class that a class statement makes, or the exception that it raises."""
    names = {"__module__": __name__, "__qualname__": class_name} | (body or {})
    return attempt(types.new_class, class_name, bases, keywords, lambda into: into.update(names))


def new_class(class_name, /, *bases, **keywords):
    """Return the class that a class statement makes; nothing is wrong with it, so it must."""
    made = try_class(class_name, *bases, **keywords)
    if isinstance(made, Exception):
        parts = [base.__name__ for base in bases]
        parts += [
            f"{key}={getattr(value, '__name__', repr(value))}" for key, value in keywords.items()
        ]
        pytest.fail(f"class {class_name}({', '.join(parts)}) is right, but raised {made!r}")
    return made


@pytest.fixture(params=["metaclass", "hook"])
def new_root(request):
    """Return a function that makes a root called Shape, in one of the two ways."""

    def with_metaclass(*mixins, **keywords):
        return new_class("Shape", *mixins, metaclass=RegistryMeta, **keywords)

    def with_hook(*mixins, **keywords):
        return new_class("Shape", Registered, *mixins, **keywords)

    return with_metaclass if request.param == "metaclass" else with_hook


def listed(root):
    """Return the registry as a plain dict, class names for classes."""
    return {name: getattr(plugin, "__name__", plugin) for name, plugin in root.registry.items()}


class Loud:
    """A mix-in that has a keyword of its own."""

    volume = None

    def __init_subclass__(cls, volume=None, **keywords):
        super().__init_subclass__(**keywords)
        cls.volume = volume


class RefusesClasses:
    """A mix-in with which no class can be made."""

    def __init_subclass__(cls, **keywords):
        raise ValueError("not with me")


class RefusesNames:
    """A thing in whose presence no class body can be made a class."""

    def __set_name__(self, owner, name):
        raise ValueError("not with me")


class Keeps:
    """A mix-in that keeps what it was called with."""

    def __init__(self, *args, **keywords):
        self.got = args, keywords


def test_a_root_has_a_registry_and_is_not_in_it(new_root):
    got = listed(new_root())
    assert got == {}, f"no class stands below the root yet, but its registry is {got}"


def test_a_class_below_a_root_signs_up(new_root):
    root = new_root()
    circle = new_class("Circle", root)
    got = dict(root.registry)
    assert got == {"circle": circle}, f"Circle(Shape) has to be Shape's 'circle', it has {got}"


def test_two_roots_share_nothing(new_root):
    one, other = new_root(), new_root()
    new_class("Ellipse", one)
    got = listed(one), listed(other)
    assert got == ({"ellipse": "Ellipse"}, {}), (
        f"Ellipse is a plug-in of the first root only, but the registries of the two are {got}"
    )
    made = try_class("Ellipse", other)
    assert not isinstance(made, Exception), f"another root has 'ellipse', this one raised {made!r}"


@pytest.mark.parametrize(
    ("class_name", "name"),
    [
        ("Circle", "circle"),
        ("SmallRedCircle", "small_red_circle"),
        ("XMLFile", "x_m_l_file"),
        ("Mp3File", "mp3_file"),
        ("line", "line"),
    ],
)
def test_a_plugin_goes_by_its_class_name_in_snake_case(new_root, class_name, name):
    root = new_root()
    new_class(class_name, root)
    got = list(root.registry)
    assert got == [name], f"class {class_name} goes by {name!r}, but the registry has {got}"


@pytest.mark.parametrize("name", ["round", "Not An Identifier", ""])
def test_a_plugin_goes_by_the_name_it_was_given(new_root, name):
    root = new_root()
    new_class("Circle", root, name=name)
    got = list(root.registry)
    assert got == [name], f"class Circle(Shape, name={name!r}) was made, the registry has {got}"


def test_a_class_below_a_plugin_is_a_plugin_with_a_name_of_its_own(new_root):
    root = new_root()
    circle = new_class("Circle", root, name="round")
    new_class("SmallCircle", circle)
    got = listed(root)
    assert got == {"round": "Circle", "small_circle": "SmallCircle"}, (
        f"SmallCircle(Circle) is a plug-in of Shape, not named by Circle's name='round': {got}"
    )


def test_an_abstract_class_stays_out_but_its_subclass_does_not(new_root):
    root = new_root()
    base = new_class("Polygon", root, abstract=True)
    got = listed(root)
    assert got == {}, f"Polygon is abstract and has to stay out, but the registry is {got}"
    new_class("Square", base)
    got = listed(root)
    assert got == {"square": "Square"}, (
        f"Square(Polygon) is a plug-in, for `abstract` is not inherited; the registry is {got}"
    )


def test_the_registry_is_a_live_view(new_root):
    root = new_root()
    view = root.registry
    new_class("Circle", root)
    assert list(view) == ["circle"], (
        f"Circle came after `view = Shape.registry`, and a live view shows it: {list(view)}"
    )


def write(view):
    view["square"] = int


def delete(view):
    del view["circle"]


@pytest.mark.parametrize("change", [write, delete])
def test_nobody_can_change_the_registry_by_its_view(new_root, change):
    root = new_root()
    new_class("Circle", root)
    error = attempt(change, root.registry)
    got = listed(root)
    assert got == {"circle": "Circle"}, f"{change.__name__} on the view made the registry {got}"
    assert isinstance(error, TypeError), (
        f"{change.__name__} on the read-only view must be a TypeError, it gave {error!r}"
    )


@pytest.mark.parametrize(("class_name", "own"), [("O", {"name": "circle"}), ("Circle", {})])
def test_a_taken_name_is_refused_and_the_first_class_keeps_it(new_root, class_name, own):
    root = new_root()
    circle = new_class("Circle", root)
    error = try_class(class_name, circle, **own)
    assert isinstance(error, ValueError), (
        f"'circle' was taken when another class came with it: a ValueError, not {error!r}"
    )
    kept = dict(root.registry)
    assert kept == {"circle": circle}, f"the first 'circle' keeps its name, the registry is {kept}"


@pytest.mark.parametrize("name", [0, 7, b"circle", ("circle",)])
def test_a_name_that_is_no_str_is_refused(new_root, name):
    root = new_root()
    error = try_class("Circle", root, name=name)
    assert isinstance(error, TypeError), f"name={name!r} must be a TypeError, it gave {error!r}"
    got = listed(root)
    assert got == {}, f"Circle was refused for name={name!r}, but the registry is {got}"


@pytest.mark.parametrize(
    ("mixins", "body"),
    [((RefusesClasses,), {}), ((), {"part": RefusesNames()})],
    ids=["mix-in", "set_name"],
)
def test_a_class_that_could_not_be_made_leaves_no_entry(new_root, mixins, body):
    root = new_root()
    error = try_class("Circle", root, *mixins, body=body)
    got = listed(root)
    assert got == {}, f"making Circle failed with {error!r}, but the registry is {got}"
    assert isinstance(error, Exception), "class Circle has a part that raises, but was made"


@pytest.mark.parametrize("own", [{}, {"name": "beep"}, {"abstract": True}], ids=str)
def test_other_keywords_reach_the_mixins_of_a_plugin(new_root, own):
    root = new_root()
    horn = new_class("Horn", root, Loud, volume=11, **own)
    assert horn.volume == 11, (
        f"class Horn(Shape, Loud, volume=11) with {own} too: Loud got volume={horn.volume}"
    )


def test_other_keywords_reach_the_mixins_of_a_root(new_root):
    root = new_root(Loud, volume=11)
    assert root.volume == 11, f"a root with volume=11 and Loud: Loud got volume={root.volume}"


def test_a_keyword_that_nobody_takes_is_refused(new_root):
    root = new_root()
    error = try_class("Circle", root, colour="red")
    assert isinstance(error, TypeError), (
        f"class Circle(Shape, colour='red') has no taker for colour: a TypeError, not {error!r}"
    )
    got = listed(root)
    assert got == {}, f"Circle was refused for colour='red', but the registry is {got}"


def test_create_calls_the_plugin_with_the_other_arguments(new_root):
    root = new_root()
    circle = new_class("Circle", root, Keeps)
    made = attempt(root.create, "circle", 1, 2, radius=3, name="c")
    assert type(made) is circle, (
        f"create('circle', 1, 2, radius=3, name='c') must make a Circle, it gave {made!r}"
    )
    assert made.got == ((1, 2), {"radius": 3, "name": "c"}), (
        f"create('circle', 1, 2, radius=3, name='c') called Circle with {made.got}"
    )


@pytest.mark.parametrize("known", [[], ["Circle", "Square"]], ids=str)
def test_an_unknown_name_is_refused_with_the_known_ones(new_root, known):
    root = new_root()
    for class_name in known:
        new_class(class_name, root)
    error = attempt(root.create, "oval")
    assert isinstance(error, LookupError), (
        f"create('oval') among {known} must be a LookupError, it gave {error!r}"
    )
    missing = [name for name in root.registry if name not in str(error)]
    assert not missing, f"{missing} could have been meant, the error says only: {error}"


def test_an_error_of_the_plugin_comes_through_create_untouched(new_root):
    def fail(self):
        raise raised

    raised = KeyError("radius")
    root = new_root()
    new_class("Circle", root, type("Fails", (), {"__init__": fail}))
    error = attempt(root.create, "circle")
    assert error is raised, f"Circle itself raised {raised!r}, out of create came {error!r}"
