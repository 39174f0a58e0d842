import pytest

from katas.docker.entrypoint_cmd import Image, build, parse_command, process, stop_code

SCRATCH = Image([], [])
SH = ["/bin/sh", "-c"]
TOOL = Image(["serve", "-v"], ["--port", "80"])


def assert_is(got, right, call, because):
    assert got == right, f"{call} is {right}, not {got!r}: {because}"


def error_of(call, *args, **options):
    """Return the ValueError that the call raises, and None for another outcome, with its story."""
    try:
        got = call(*args, **options)
    except ValueError as error:
        return error, ""
    except (TypeError, AttributeError, LookupError) as error:
        return None, f"it raised {error!r}"
    return None, f"it returned {got!r}"


# Forms


@pytest.mark.parametrize(
    ("text", "right", "because"),
    [
        ('["serve", "-v"]', ["serve", "-v"], "a JSON array of strings is the exec form"),
        ('[ "a" ,\t"b c" ]', ["a", "b c"], "JSON allows space around its values"),
        (r'["\u00e9\n", "a\"b"]', ["é\n", 'a"b'], "its strings have the escapes of JSON"),
        ('["echo", "$HOME && ls"]', ["echo", "$HOME && ls"], "no shell will look at the words"),
        ("[]", [], "an empty array is an array, and leaves no words"),
    ],
    ids=["array", "space", "escapes", "no_shell", "empty"],
)
def test_a_json_array_of_strings_is_the_exec_form(text, right, because):
    assert_is(parse_command(text), right, f"parse_command({text!r})", because)


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("serve -v", "it is no array"),
        ("serve  'a b' | tee $LOG && ls", "the shell gets the text as it is, in one word"),
        ("['serve', '-v']", "JSON has double quotes only, so this is no array but a shell's text"),
        ('["serve", "-v",]', "JSON allows no comma at the end"),
        ('["serve"', "the array does not end"),
        ("[ -f config ] && serve", "it begins like an array and is none"),
        ('"serve"', "valid JSON, but a string, not an array"),
        ('{"serve": "-v"}', "valid JSON, but an object, not an array"),
        ("true", "valid JSON, but not an array; it is a program, too"),
    ],
    ids=[
        "words",
        "untouched",
        "single_quotes",
        "comma",
        "unfinished",
        "test_command",
        "string",
        "object",
        "literal",
    ],
)
def test_all_other_text_is_the_shell_form(text, because):
    assert_is(parse_command(text), [*SH, text], f"parse_command({text!r})", because)


def test_an_array_may_hold_nothing_but_strings():
    for text in ('["sleep", 5]', "[null]", '[["serve"]]'):
        error, story = error_of(parse_command, text)
        assert error, f"{text} is an array with more than strings, so a ValueError; {story}"


# Both lists: the table of all forms

ENTRYPOINTS = {None: [], "serve -v": [*SH, "serve -v"], '["serve", "-v"]': ["serve", "-v"]}
COMMANDS = {None: [], "run 2": [*SH, "run 2"], '["run", "2"]': ["run", "2"]}
TABLE = [
    # ENTRYPOINT, CMD, what runs, what runs with the arguments x y
    (None, None, None, ["x", "y"]),
    (None, "run 2", ["/bin/sh", "-c", "run 2"], ["x", "y"]),
    (None, '["run", "2"]', ["run", "2"], ["x", "y"]),
    ("serve -v", None, ["/bin/sh", "-c", "serve -v"], ["/bin/sh", "-c", "serve -v", "x", "y"]),
    (
        "serve -v",
        "run 2",
        ["/bin/sh", "-c", "serve -v", "/bin/sh", "-c", "run 2"],
        ["/bin/sh", "-c", "serve -v", "x", "y"],
    ),
    (
        "serve -v",
        '["run", "2"]',
        ["/bin/sh", "-c", "serve -v", "run", "2"],
        ["/bin/sh", "-c", "serve -v", "x", "y"],
    ),
    ('["serve", "-v"]', None, ["serve", "-v"], ["serve", "-v", "x", "y"]),
    (
        '["serve", "-v"]',
        "run 2",
        ["serve", "-v", "/bin/sh", "-c", "run 2"],
        ["serve", "-v", "x", "y"],
    ),
    ('["serve", "-v"]', '["run", "2"]', ["serve", "-v", "run", "2"], ["serve", "-v", "x", "y"]),
]


def form(text):
    return "none" if text is None else "exec" if text[0] == "[" else "shell"


def name_of(row):
    return f"{form(row[0])}_entrypoint_{form(row[1])}_cmd"


def image_of(entrypoint, cmd):
    return Image(ENTRYPOINTS[entrypoint], COMMANDS[cmd])


@pytest.mark.parametrize("row", TABLE[1:], ids=name_of)
def test_a_container_runs_the_entrypoint_followed_by_the_command(row):
    entrypoint, cmd, right, _ = row
    image = image_of(entrypoint, cmd)
    assert_is(
        process(image),
        right,
        f"process of {image}",
        "the words of the entrypoint, then all those of the command, whichever the forms",
    )


def test_arguments_stand_in_place_of_the_command():
    for entrypoint, cmd, _, right in TABLE:
        image = image_of(entrypoint, cmd)
        assert_is(
            process(image, ["x", "y"]),
            right,
            f"process of {image} with the arguments x y",
            "they replace the command, all of it, and leave the entrypoint",
        )


def test_an_empty_argument_is_an_argument():
    assert_is(
        process(TOOL, [""]),
        ["serve", "-v", ""],
        f"process of {TOOL} with one argument, ''",
        "an empty word is a word, so the command is replaced",
    )


@pytest.mark.parametrize("args", [[], ["x", "y"]], ids=["no_arguments", "arguments"])
def test_the_option_entrypoint_leaves_nothing_of_the_image(args):
    for image in (TOOL, Image([], ["run"]), SCRATCH):
        assert_is(
            process(image, args, entrypoint="ls"),
            ["ls", *args],
            f"process of {image} with --entrypoint ls and arguments {args}",
            "the option drops the entrypoint of the image and its command",
        )


def test_the_option_entrypoint_names_one_program():
    assert_is(
        process(TOOL, entrypoint='["ls", "-l"]'),
        ['["ls", "-l"]'],
        """process with --entrypoint '["ls", "-l"]'""",
        "the value is one word, the name of a program, and not parsed as a form",
    )


def test_an_empty_entrypoint_option_leaves_the_arguments_alone():
    assert_is(
        process(TOOL, ["x", "y"], entrypoint=""),
        ["x", "y"],
        f"process of {TOOL} with --entrypoint '' and the arguments x y",
        "an empty value means no entrypoint, and not that the option is missing",
    )


@pytest.mark.parametrize(
    ("image", "option", "because"),
    [
        (SCRATCH, None, "the image has neither list"),
        (TOOL, "", "an empty --entrypoint drops both lists"),
        (SCRATCH, "", "nothing is there to drop"),
    ],
    ids=["empty_image", "empty_option", "both"],
)
def test_a_container_without_words_cannot_run(image, option, because):
    error, story = error_of(process, image, entrypoint=option)
    assert error, (
        f"process of {image} with entrypoint={option!r} must raise ValueError, for {because}; "
        f"{story}"
    )


# Builds


@pytest.mark.parametrize(
    ("base", "instructions", "right", "because"),
    [
        (TOOL, [], TOOL, "without instructions, the image has the lists of its base"),
        (
            TOOL,
            [("RUN", '["make"]'), ("ENV", "CMD=x"), ("WORKDIR", "/CMD")],
            TOOL,
            "only ENTRYPOINT and CMD change the lists",
        ),
        (
            SCRATCH,
            [("ENTRYPOINT", '["serve"]'), ("CMD", "run 2")],
            Image(["serve"], [*SH, "run 2"]),
            "each instruction sets its own list, in either form",
        ),
        (
            TOOL,
            [("CMD", '["--help"]')],
            Image(["serve", "-v"], ["--help"]),
            "CMD replaces the inherited command and keeps the entrypoint",
        ),
        (
            TOOL,
            [("ENTRYPOINT", '["test"]')],
            Image(["test"], []),
            "ENTRYPOINT empties the command of the base image",
        ),
        (
            TOOL,
            [("ENTRYPOINT", "[]")],
            Image([], []),
            "an empty ENTRYPOINT empties the command of the base image as well",
        ),
        (
            TOOL,
            [("CMD", '["fast"]'), ("ENTRYPOINT", '["test"]')],
            Image(["test"], ["fast"]),
            "a CMD of the same build stays, though ENTRYPOINT comes after it",
        ),
        (
            TOOL,
            [("ENTRYPOINT", '["test"]'), ("CMD", '["fast"]'), ("ENTRYPOINT", '["again"]')],
            Image(["again"], ["fast"]),
            "the last ENTRYPOINT counts, and the CMD of the same build stays",
        ),
        (
            SCRATCH,
            [("CMD", "one"), ("CMD", '["two"]')],
            Image([], ["two"]),
            "the last CMD counts",
        ),
        (
            TOOL,
            [("CMD", "[]"), ("ENTRYPOINT", '["test"]')],
            Image(["test"], []),
            "an empty CMD leaves no command",
        ),
    ],
    ids=[
        "nothing",
        "others",
        "both",
        "cmd",
        "entrypoint",
        "empty_entrypoint",
        "cmd_first",
        "twice",
        "two_cmds",
        "empty_cmd",
    ],
)
def test_instructions_change_the_lists_of_the_base_image(base, instructions, right, because):
    call = f"build({base}, {instructions})"
    assert_is(build(base, instructions), right, call, because)


def test_a_third_image_inherits_the_command_of_the_second():
    second = build(SCRATCH, [("CMD", '["fast"]'), ("ENTRYPOINT", '["test"]')])
    assert_is(
        build(second, [("ENTRYPOINT", '["again"]')]),
        Image(["again"], []),
        f"ENTRYPOINT on top of {second}",
        "its command is inherited, whoever set it, so ENTRYPOINT empties it",
    )


def test_images_stay_as_they_were():
    image = Image(["serve"], ["80"])
    build(image, [("ENTRYPOINT", '["test"]')])
    build(image, [("CMD", '["90"]')])
    process(image)
    process(image, ["x"])
    assert image == Image(["serve"], ["80"]), (
        f"builds and runs change no image: Image(['serve'], ['80']) became {image}"
    )


# Stopping

DIRECT = [
    ["serve", "-v"],
    ["serve", *SH, "run 2"],
    [*SH, "exec serve -v"],
    [*SH, "exec serve", "x"],
]
WAITING = [[*SH, "serve -v"], [*SH, "serve", "x", "y"], [*SH, "executor --all"]]


def assert_stops(right, argvs, handlers, because, init=False):
    for argv in argvs:
        for handler in handlers:
            got = stop_code(argv, handler=handler, init=init)
            assert_is(got, right, f"stop_code({argv}, handler={handler}, init={init})", because)


@pytest.mark.parametrize("handler", [0, 3])
def test_a_program_that_gets_the_signal_exits_with_the_code_of_its_handler(handler):
    assert_stops(handler, DIRECT, [handler], "the program is PID 1 and handles SIGTERM")


@pytest.mark.parametrize("handler", [0, 3])
def test_an_init_passes_the_signal_on_and_the_code_back(handler):
    because = "the init passes SIGTERM on to the program, and exits with its code"
    assert_stops(handler, DIRECT, [handler], because, init=True)


def test_pid_1_without_a_handler_ignores_the_signal():
    because = "PID 1 without a handler ignores SIGTERM, so SIGKILL ends it: 128 + 9"
    assert_stops(137, DIRECT, [None], because)
    assert_is(stop_code(["serve"]), 137, "stop_code(['serve'])", because)


def test_under_an_init_a_program_without_a_handler_dies_of_the_signal():
    because = "the program is not PID 1, so SIGTERM ends it: 128 + 15"
    assert_stops(143, DIRECT, [None], because, init=True)


def test_a_waiting_shell_keeps_the_signal_from_the_program():
    because = "the shell is PID 1 and passes nothing on, so the program's handler is never called"
    assert_stops(137, WAITING, [0, 3, None], because)


def test_an_init_reaches_the_shell_but_not_the_program():
    because = (
        "the init passes SIGTERM on to its child, the shell, which dies of it; "
        "the program is killed without having seen it"
    )
    assert_stops(143, WAITING, [0, 3, None], because, init=True)
