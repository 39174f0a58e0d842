import os

import pytest

from katas.git.rebase_conflict_driver import Conflict, RebaseError, rebase

LINES = "one\ntwo\nthree\n"
HALF_DONE = ("rebase-merge", "rebase-apply", "MERGE_HEAD", "CHERRY_PICK_HEAD")
REF = "%(refname) %(objectname)"
TOPIC = "ref: refs/heads/topic\n"
JUNK = {"notes.txt": "not yours\n", "build/a.o": b"\0\1"}
"""Files that git does not track."""


class BrokenError(Exception):
    """What our `resolve` raises, and nobody else."""


class Interrupted(BaseException):
    """Like KeyboardInterrupt: no Exception."""


def fork(repository, base, upstream, *commits):
    """Make main of the files of upstream, and topic of those of the commits, and check it out."""
    subjects = ("one", "two", "three")[: len(commits)]
    parents = {"base": [], "main": ["base"], "one": ["base"], "two": ["one"], "three": ["two"]}
    files = {"base": base, "main": upstream, **dict(zip(subjects, commits, strict=True))}
    repository.history({name: parents[name] for name in files}, files)
    check_out(repository, subjects[-1])


def check_out(repository, start):
    """Make topic begin there, and check it out, whatever was there before."""
    repository.git("symbolic-ref", "HEAD", "refs/heads/topic")
    repository.git("reset", "--quiet", "--hard", start)


def asking(answer, asked):
    """Return a `resolve` that notes what it is asked."""

    def resolve(conflict):
        asked.append(conflict)
        return answer(conflict) if callable(answer) else answer

    return resolve


def run(repository, answer=None, upstream="main"):
    """Rebase topic, which has to succeed, and return what `resolve` was asked."""
    asked = []
    try:
        rebase(repository.folder, upstream, asking(answer, asked))
    except NotImplementedError:
        raise
    except Exception as error:
        pytest.fail(
            f"nothing is in the way of this rebase, and it came to {error!r}; "
            f"resolve had been called for {[conflict.path for conflict in asked]}",
            pytrace=False,
        )
    require_order(repository)
    return asked


def require_order(repository):
    """Check what holds after every success."""
    on = head(repository)
    assert on == TOPIC, f"rebase returned; HEAD must be on topic again, and it says {on!r}"
    left = half_done(repository)
    assert not left, f"rebase returned, and something is half done: .git has {left}"
    said = repository.git("status", "--porcelain", "--untracked-files=no")
    assert not said, f"rebase returned, and git status has something to tell: {said}"


def head(repository):
    return (repository.folder / ".git" / "HEAD").read_text()


def refs(repository):
    return dict(line.split() for line in lines(repository, "for-each-ref", "--format", REF))


def lines(repository, *words):
    return repository.git(*words).splitlines()


def half_done(repository):
    return [name for name in HALF_DONE if (repository.folder / ".git" / name).exists()]


def subjects(repository, upstream="main"):
    """Return those of the commits of topic that upstream lacks, oldest first."""
    return lines(repository, "log", "--reverse", "--format=%s", f"{upstream}..topic")


def tracked(repository, commit="topic"):
    """Return the content of each file of a commit."""
    paths = repository.git("ls-tree", "-r", "-z", "--name-only", commit).split("\0")[:-1]
    return {path: repository.run("show", f"{commit}:{path}").stdout for path in paths}


def files(repository):
    """Return what is in the working tree, links as text."""
    found = {}
    for path in sorted(repository.folder.rglob("*")):
        name = str(path.relative_to(repository.folder))
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif path.is_file() and not name.startswith(".git" + os.sep):
            found[name] = (path.read_bytes(), os.access(path, os.X_OK))
    return found


def state(repository):
    """Return all that a rebase which fails must leave alone."""
    return {
        "HEAD": head(repository),
        "refs": refs(repository),
        "index": lines(repository, "ls-files", "--stage"),
        "files": files(repository),
        "half done": half_done(repository),
    }


def fails(repository, error, because, answer=b"settled\n", upstream="main"):
    """Check that a rebase raises such an error, and that all is as it was."""
    before, asked = state(repository), []
    try:
        rebase(repository.folder, upstream, asking(answer, asked))
    except NotImplementedError:
        raise
    except (Exception, Interrupted) as raised:
        got = type(raised)
    else:
        got = None
    after = state(repository)
    changed = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    assert not changed, f"{because}: all must be as it was before the call; (was, is): {changed}"
    assert got is error, (
        f"{because}: {error.__name__} was due; it {f'raised {got.__name__}' if got else 'returned'}"
    )
    return asked


# Without conflicts


def test_the_commits_are_replayed_on_top_of_upstream(repository):
    fork(repository, {"a": "a"}, {"b": "b"}, {"c": "c"}, {"a": "A"}, {"d": "d"})
    others = refs(repository)
    asked = run(repository)
    graph = subjects(repository), repository.git("rev-list", "--count", "topic")
    assert graph == (["one", "two", "three"], "5"), (
        "base, then main on one side and one, two, three on the other: topic must be base, main, "
        f"one, two, three; beyond main it has {graph[0]}, in all {graph[1]} commits"
    )
    contents = [sorted(tracked(repository, name)) for name in ("topic~2", "topic~1", "topic")]
    assert contents == [["a", "b", "c"], ["a", "b", "c"], ["a", "b", "c", "d"]], (
        f"upstream adds b, the commits add c, change a, add d: the files are {contents}"
    )
    assert not asked, f"nothing was in conflict, and resolve was called with {asked}"
    got = refs(repository) | {"refs/heads/topic": others["refs/heads/topic"]}
    assert got == others, f"no ref but topic may move or come; they were {others}, and are {got}"


def test_a_branch_without_commits_of_its_own_moves_to_upstream(repository):
    fork(repository, {"a": "a"}, {"b": "b"}, {"c": "c"})
    check_out(repository, "base")
    run(repository)
    tips = lines(repository, "rev-parse", "topic", "main")
    assert tips[0] == tips[1], f"topic was behind main, and must be where it is; they are {tips}"


def test_what_stands_on_upstream_already_keeps_its_name(repository):
    fork(repository, {"a": "a"}, {"b": "b"}, {"c": "c"}, {"d": "d"})
    before = repository.git("rev-parse", "topic")
    run(repository, upstream="base")
    after = repository.git("rev-parse", "topic")
    assert after == before, f"topic stood on upstream already; {before} has become {after}"


# One conflict


@pytest.fixture
def edited(repository):
    """Both sides have changed the second line of a.txt."""
    here, there = LINES.replace("two", "onto"), LINES.replace("two", "mine")
    return lambda: fork(repository, {"a.txt": LINES}, {"a.txt": here}, {"a.txt": there})


def test_resolve_is_told_the_three_versions(repository, edited):
    edited()
    asked = run(repository, b"settled\n")
    due = Conflict("a.txt", LINES.encode(), b"one\nonto\nthree\n", b"one\nmine\nthree\n")
    assert len(asked) == 1, f"one file was in conflict; resolve was called with {asked}"
    [got] = asked
    assert type(got) is Conflict, f"resolve must be given a Conflict, not {got!r}"
    for name, expected, came in zip(Conflict._fields, due, got, strict=True):
        assert came == expected, (
            f"upstream changed line two to 'onto', the commit to 'mine': conflict.{name} must be "
            f"{expected!r}, not {came!r}"
        )


def test_the_file_holds_what_resolve_returns(repository, edited):
    edited()
    content = b"one\nboth\nthree\n"
    run(repository, content)
    assert subjects(repository) == ["one"], (
        f"a single commit was in conflict, settled with {content!r}: beyond main topic must have "
        f"['one'], not {subjects(repository)}"
    )
    got = tracked(repository)
    assert got == {"a.txt": content}, f"resolve returned {content!r}; the commit holds {got}"
    parents = lines(repository, "log", "-1", "--format=%P", "topic")
    assert parents == lines(repository, "rev-parse", "main"), (
        f"the parent of the commit must be main and nothing else; its parents are {parents}"
    )


def test_content_may_be_binary(repository):
    base, onto, mine = b"\0\xff", b"\0\xfe\r\n", b"\0\xfd"
    fork(repository, {"a": base}, {"a": onto}, {"a": mine})
    asked = run(repository, b"\0\1")
    assert asked == [Conflict("a", base, onto, mine)], (
        f"base, onto, mine are {base!r}, {onto!r}, {mine!r}; resolve was called with {asked}"
    )


def test_a_file_that_both_have_added_has_no_base(repository):
    fork(repository, {"b": "b"}, {"a": "onto"}, {"a": "mine"})
    asked = run(repository, b"both")
    assert asked == [Conflict("a", None, b"onto", b"mine")], (
        f"both sides added a: base must be None; resolve was called with {asked}"
    )


@pytest.mark.parametrize("who", ["onto", "mine"])
def test_one_may_have_deleted_what_the_other_has_changed(repository, who):
    sides = {"onto": {"keep": "onto", "drop": "onto"}, "mine": {"keep": "mine", "drop": "mine"}}
    sides[who] = {"keep": None, "drop": None}
    sides["mine"]["c"] = "c"
    fork(repository, {"keep": "0", "drop": "0", "b": "b"}, *sides.values())
    asked = run(repository, lambda conflict: b"" if conflict.path == "keep" else None)
    due = [
        Conflict(path, b"0", b"onto", b"mine")._replace(**{who: None}) for path in ("drop", "keep")
    ]
    assert sorted(asked, key=lambda conflict: conflict.path) == due, (
        f"{who} has deleted two files: {due} was expected, and resolve was called with {asked}"
    )
    got = tracked(repository)
    assert got == {"b": b"b", "c": b"c", "keep": b""}, (
        f"{who} deleted two files, resolve returned b'' for keep and None for drop: the commit "
        f"must have b, c, and an empty keep; it has {got}"
    )


@pytest.mark.parametrize("kept", ["d/e/old", "x"])
def test_of_a_file_that_both_have_renamed_one_may_be_kept(repository, kept):
    old, text = "d/e/old", "text\n"
    fork(repository, {old: text, "b": "b"}, {old: None, "x": text}, {old: None, "y": text})
    run(repository, lambda conflict: b"text\n" if conflict.path == kept else None)
    got = tracked(repository)
    assert got == {"b": b"b", kept: b"text\n"}, (
        f"upstream renamed {old} to x, the commit renamed it to y; git is stuck with all three, "
        f"and resolve keeps {kept} alone: topic must have b and {kept}; it has {got}"
    )


def test_a_file_may_have_any_name(repository):
    paths = ["*.txt", "-f", 'd/e/a "b"\t\\.txt', "№ 1.txt"]
    base, onto, mine = (dict.fromkeys(paths, side) for side in ("base", "onto", "mine"))
    fork(repository, base, onto, mine)
    repository.write(JUNK)
    asked = sorted(conflict.path for conflict in run(repository, b"settled"))
    assert asked == paths, f"{paths} were in conflict; resolve was called for {asked}"
    got = tracked(repository)
    due = dict.fromkeys(paths, b"settled")
    assert got == due, f"the commit must hold {due}; it holds {got}"


def test_an_executable_file_stays_executable(repository):
    repository.write({"run.sh": "base"})
    (repository.folder / "run.sh").chmod(0o755)
    repository.commit("base")
    repository.git("branch", "topic")
    repository.commit("onto", {"run.sh": "onto"})
    check_out(repository, "topic")
    repository.commit("mine", {"run.sh": "mine"})
    run(repository, b"settled")
    mode = repository.git("ls-tree", "topic", "run.sh").split()[0]
    assert mode == "100755", f"run.sh was 100755 on both sides, and was settled as {mode}"


def test_author_date_and_message_stay(repository, monkeypatch):
    message = "Fix the total\n\n#7 is closed by this.\n\n  - indented"
    repository.commit("base", {"a": "base"})
    repository.git("branch", "topic")
    repository.commit("onto", {"a": "onto"})
    check_out(repository, "topic")
    repository.commit(message, {"a": "mine"})
    shown = ("log", "-1", "--format=%an <%ae> %at%n%B", "topic")
    before = repository.git(*shown)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Bob")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "bob@example.com")
    run(repository, b"settled")
    after = repository.git(*shown)
    assert after == before, (
        "Bob rebases a commit of Ann, with a conflict. Her name, date and message must stay "
        f"{before!r}, and have become {after!r}"
    )


# More of them


def test_each_file_of_a_commit_is_asked_for(repository):
    base, onto, mine = ({name: f"{name} {side}" for name in "abc"} for side in ("0", "1", "2"))
    fork(repository, {**base, "d": "d"}, {**onto, "d": "D"}, {**mine, "e": "e"})
    asked = run(repository, lambda conflict: b"settled " + conflict.path.encode())
    paths = sorted(conflict.path for conflict in asked)
    assert paths == ["a", "b", "c"], f"a, b, c were in conflict; resolve was called for {paths}"
    due = {name: b"settled " + name.encode() for name in "abc"} | {"d": b"D", "e": b"e"}
    got = tracked(repository)
    assert got == due, f"the files of the commit must be {due}; they are {got}"


def test_the_next_commit_goes_onto_what_was_settled_before(repository):
    fork(repository, {"a": "0"}, {"a": "main"}, {"a": "1"}, {"a": "2"}, {"a": "3"})
    asked = run(repository, lambda conflict: b"settled " + conflict.mine)
    due = [
        Conflict("a", b"0", b"main", b"1"),
        Conflict("a", b"1", b"settled 1", b"2"),
        Conflict("a", b"2", b"settled 2", b"3"),
    ]
    assert asked == due, (
        f"main says 'main', the commits make 0 to 1, 2, 3, each is settled as 'settled n': resolve "
        f"must be called with\n{due}\nand was with\n{asked}"
    )
    got = [tracked(repository, name)["a"] for name in ("topic~2", "topic~1", "topic")]
    assert got == [b"settled 1", b"settled 2", b"settled 3"], f"a in the three commits: {got}"


def test_a_commit_that_brings_nothing_any_more_is_dropped(repository):
    fork(repository, {"a": "0"}, {"a": "main"}, {"a": "1"}, {"b": "b"})
    run(repository, lambda conflict: conflict.onto)
    assert subjects(repository) == ["two"], (
        "the conflict of one was settled with what upstream has, so one is empty and must go; "
        f"beyond main topic must have ['two'], not {subjects(repository)}"
    )


def test_a_patch_that_upstream_has_already_is_dropped_without_a_question(repository):
    changes = {"base": {"a": "0"}, "one": {"a": "1"}, "same": {"a": "1"}, "main": {"a": "2"}}
    parents = {"base": [], "one": ["base"], "two": ["one"], "same": ["base"], "main": ["same"]}
    repository.history(parents, {**changes, "two": {"b": "b"}})
    check_out(repository, "two")
    asked = run(repository, lambda conflict: conflict.mine)
    assert not asked, (
        "commit one makes 0 to 1 in a; upstream did just that, and then made 1 to 2: nothing is "
        f"left to ask, and resolve was called with {asked}"
    )
    got = subjects(repository), tracked(repository)["a"]
    assert got == (["two"], b"2"), (
        "upstream had the patch of one and went on: topic must have ['two'] beyond main, and "
        f"b'2' in a; it has {got}"
    )


def test_what_git_does_not_track_stays_so(repository, edited):
    edited()
    repository.write(JUNK)
    run(repository, b"settled")
    got = tracked(repository)
    assert sorted(got) == ["a.txt"], f"only a.txt is tracked; the commit holds {sorted(got)}"
    there = {name: files(repository).get(name) for name in JUNK}
    assert there == {"notes.txt": (b"not yours\n", False), "build/a.o": (b"\0\1", False)}, (
        f"files that git does not track must stay as they are; they are now {there}"
    )


# No trace


@pytest.mark.parametrize(("error", "last"), [(BrokenError, 2), (Interrupted, 1)])
def test_what_resolve_raises_leaves_no_trace(repository, error, last):
    fork(repository, {"a": "0", "b": "b"}, {"a": "m"}, {"a": "1"}, {"a": "2", "b": None})
    repository.write(JUNK)

    def answer(conflict):
        if conflict.mine == b"%d" % last:
            raise error
        return b"settled"

    fails(repository, error, f"resolve raised {error.__name__} at commit {last} of 2", answer)


def test_a_conflict_about_a_link_is_an_error(repository):
    link_to(repository, "0")
    repository.git("branch", "topic")
    link_to(repository, "1")
    check_out(repository, "topic")
    link_to(repository, "2")
    repository.write({"2": "not tracked"})
    because = "a symbolic link was in conflict, which is no regular file"
    fails(repository, RebaseError, because)


def link_to(repository, name):
    link = repository.folder / "link"
    link.unlink(missing_ok=True)
    link.symlink_to(repository.folder / name)
    repository.commit(name)


def test_a_file_in_the_way_is_an_error(repository):
    fork(repository, {"a": "a"}, {"notes.txt": "upstream's"}, {"c": "c"})
    repository.write(JUNK)
    because = "upstream adds notes.txt, and here is one that git does not track"
    fails(repository, RebaseError, because)


@pytest.mark.parametrize("is_staged", [False, True])
def test_changes_that_are_not_committed_are_refused(repository, edited, is_staged):
    edited()
    repository.write({"a.txt": "in work"})
    if is_staged:
        repository.git("add", "a.txt")
    because = f"a.txt has changes that are not committed ({is_staged=})"
    asked = fails(repository, RebaseError, because)
    assert not asked, f"{because}, and yet resolve was called with {asked}"


def test_an_upstream_that_names_no_commit_is_refused(repository, edited):
    edited()
    fails(repository, RebaseError, "upstream is 'nowhere', which is no commit", upstream="nowhere")


def test_a_head_on_no_branch_is_refused(repository, edited):
    edited()
    repository.git("switch", "--quiet", "--detach")
    fails(repository, RebaseError, "HEAD is on no branch")


@pytest.mark.parametrize("is_clean", [False, True])
def test_a_rebase_of_others_is_left_alone(repository, edited, is_clean):
    edited()
    repository.run("rebase", *(["--exec", "false", "base"] if is_clean else ["main"]))
    because = "somebody's rebase had stopped " + ("for an --exec" if is_clean else "in a conflict")
    asked = fails(repository, RebaseError, because)
    assert not asked, f"{because}: that is not ours to settle; resolve was called with {asked}"


def test_a_merge_of_others_is_left_alone(repository, edited):
    edited()
    repository.run("merge", "main")
    because = "somebody's merge had stopped in a conflict"
    asked = fails(repository, RebaseError, because)
    assert not asked, f"{because}: that is not ours to settle; resolve was called with {asked}"
